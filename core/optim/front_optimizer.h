// SPDX-License-Identifier: GPL-3.0-only
// What the methods of several objectives share: a bounded archive of what nothing beats, which is the front they give.
// One thread at a time; nothing blocks.
#pragma once

#include "core/optim/pareto.h"
#include "core/optim/population_optimizer.h"

namespace bubblenet::optim {

class FrontOptimizer : public PopulationOptimizer {
public:
    std::vector<FrontPoint> front() const override;

protected:
    /// Members with all their objectives, in the method's coordinates.
    using Population = std::vector<ArchiveMember>;

    FrontOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng,
                   std::string drawnBehaviour);

    void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) final;
    /// What the method keeps; all are in the archive already.
    virtual void select(Population judged) = 0;
    void write(StateWriter& writer) const override;
    void read(StateReader& reader, std::size_t population) override;
    void commitRead() override;

    const Archive& archive() const { return m_archive; }
    /// The better of two members drawn at random; `isBetter` compares their indices.
    template<class Better> std::size_t tournament(std::size_t among, Better isBetter) {
        const std::size_t one = rng().below(among), other = rng().below(among);
        return isBetter(other, one) ? other : one;
    }

    Population m_members; ///< as many as the population, once they were judged

private:
    void writeAll(StateWriter& writer, const Population& population) const;
    Population readAll(StateReader& reader, std::size_t most) const;

    Archive m_archive;
    Archive m_readArchive;
    Population m_readMembers;
};

} // namespace bubblenet::optim
