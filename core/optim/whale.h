// SPDX-License-Identifier: GPL-3.0-only
// The whale optimisation algorithm (Mirjalili & Lewis 2016, Advances in Engineering Software 95:51–67) in five modes:
// matlab: the authors' program; A and C one number a whale, all moved in place, clamped, nothing kept but the leader.
// paper: the equations as printed; A and C vectors, all whales moved at once.
// hi: HI-WOA (2019); the paper's moves, another annealing, greedy, half the pod drawn anew after ten stalls.
// robust: ours; vectors too, but distances that do not depend on where zero is, greedy, reflected at the bounds.
// partial: ours; robust's branches around the leader, each moving some of the coordinates only.
// The first three multiply positions by C and are therefore drawn to the origin; ours are drawn to no point.
#pragma once

#include "core/optim/population_optimizer.h"
#include "core/optim/whale_moves.h"

namespace bubblenet::optim {

class Whale : public PopulationOptimizer {
public:
    Whale(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng);

    static const std::vector<std::string>& modeNames();

protected:
    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) override;
    std::vector<Trial> propose(std::size_t count) override;
    double annealed(int finished) const override;
    std::string kind() const override;
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

private:
    enum class Mode { matlab, paper, robust, partial, hi };
    struct Pod : Members {
        int stalls = 0; // iterations since the best improved, or since the pod was last drawn anew
    };

    bool isGreedy() const { return m_mode != Mode::matlab && m_mode != Mode::paper; }
    Trial moveInPlace(std::size_t whale, std::vector<std::vector<double>>& positions);
    Trial moveByVectors(std::size_t whale);
    Trial moveWithoutZero(std::size_t whale);
    std::vector<double> companionOf(std::size_t whale);
    std::vector<bool> drawWorseHalfAnew();

    Mode m_mode;
    Anneal m_anneal;
    double m_power;
    Pod m_pod;
    Pod m_readPod;
    std::vector<std::vector<double>> m_moving; // within one call; kept for its memory
};

} // namespace bubblenet::optim
