// SPDX-License-Identifier: GPL-3.0-only
#include "core/prune/scores.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <torch/csrc/autograd/autograd.h>

#include "core/base/error.h"

namespace bubblenet::prune {

namespace {

struct NamedScore {
    const char* name;
    Score score;
};
constexpr std::array kScores{
    NamedScore{"l1", Score::l1},         NamedScore{"l2", Score::l2},         NamedScore{"bn_scale", Score::bnScale},
    NamedScore{"fpgm", Score::fpgm},     NamedScore{"taylor", Score::taylor}, NamedScore{"lamp", Score::lamp},
    NamedScore{"random", Score::random},
};

std::vector<double> toVector(const at::Tensor& tensor) {
    const auto values = tensor.to(at::kCPU, at::kDouble).contiguous();
    const auto* data = values.data_ptr<double>();
    return {data, data + values.numel()};
}

// Lee et al. 2021, eq. 1: each value over the sum of those not smaller. Of equal values the earlier one counts as
// larger.
at::Tensor lampOf(const at::Tensor& squares) {
    const auto flat = squares.flatten().to(at::kDouble);
    const auto [sorted, order] = flat.sort(/*stable=*/true, /*dim=*/0, /*descending=*/true);
    const auto sums = sorted.cumsum(0);
    const auto relative = at::where(sums > 0, sorted / sums, at::zeros_like(sums));
    return at::empty_like(flat).scatter_(0, order, relative).view_as(squares);
}

// One value for each filter of a producer, in fp64.
at::Tensor filterScores(const nn::ConvNorm& conv, Score score) {
    if (score == Score::bnScale)
        return conv.scale.to(at::kDouble).abs();
    const auto filters = conv.weight.flatten(1).to(at::kDouble);
    switch (score) {
    case Score::l1:
        return filters.abs().sum(1);
    case Score::l2:
        return filters.square().sum(1).sqrt();
    case Score::fpgm:
        return at::cdist(filters, filters).sum(1);
    default: // lamp takes its quotient once the producers are added up
        return filters.square().sum(1);
    }
}

at::Tensor groupScores(const nn::Network& network, const Group& group, Score score) {
    at::Tensor total;
    for (const auto& producer : group.producers) {
        auto scores = filterScores(network.convNorm(producer), score);
        if (group.producers.size() > 1) {
            const double mean = scores.mean().item<double>();
            scores = mean > 0 ? scores / mean : scores;
        }
        total = total.defined() ? total + scores : scores;
    }
    return score == Score::lamp ? lampOf(total) : total;
}

std::vector<double> randomScores(int count, Rng rng) {
    std::vector<double> scores(static_cast<std::size_t>(count));
    std::generate(scores.begin(), scores.end(), [&] { return rng.uniform(); });
    return scores;
}

class EvaluationMode {
public:
    explicit EvaluationMode(nn::Network& network) : m_network(network), m_wasTraining(network.is_training()) {
        network.eval();
    }
    ~EvaluationMode() { m_network.train(m_wasTraining); }
    EvaluationMode(const EvaluationMode&) = delete;
    EvaluationMode& operator=(const EvaluationMode&) = delete;

private:
    nn::Network& m_network;
    bool m_wasTraining;
};

// Σ gradient × weight of each channel, by convolution, for one batch. For γ and β it is the derivative of the loss by a
// factor on the channel after its norm; a convolution's own weights say nothing, being free of scale before a norm.
std::unordered_map<std::string, at::Tensor> firstOrderChanges(nn::Network& network, const LabelledBatch& batch) {
    std::vector<at::Tensor> weights;
    for (const auto& conv : network.convNorms()) {
        weights.push_back(conv.scale);
        weights.push_back(conv.bias);
    }
    const auto loss = at::cross_entropy_loss(network.forward(batch.images), batch.labels);
    const auto gradients = torch::autograd::grad({loss}, weights);
    std::unordered_map<std::string, at::Tensor> changes;
    for (std::size_t i = 0; i < network.convNorms().size(); ++i) {
        const at::NoGradGuard noGradient;
        const auto change = gradients[2 * i] * weights[2 * i] + gradients[2 * i + 1] * weights[2 * i + 1];
        changes.emplace(network.convNorms()[i].convName, change.to(at::kDouble));
    }
    return changes;
}

std::vector<std::vector<double>> taylorScores(nn::Network& network, const std::vector<Group>& groups,
                                              const std::function<bool(LabelledBatch&)>& nextBatch) {
    const EvaluationMode mode(network);
    const at::AutoGradMode gradients(true);
    std::vector<at::Tensor> totals(groups.size());
    int batches = 0;
    LabelledBatch batch;
    while (nextBatch && nextBatch(batch)) {
        ++batches;
        const auto changes = firstOrderChanges(network, batch);
        for (std::size_t g = 0; g < groups.size(); ++g) {
            at::Tensor change;
            for (const auto& producer : groups[g].producers)
                change = change.defined() ? change + changes.at(producer) : changes.at(producer);
            totals[g] = totals[g].defined() ? totals[g] + change.abs() : change.abs();
        }
    }
    if (batches == 0)
        throw Error("The score taylor needs labelled training images, and there were none.");
    network.zero_grad();
    std::vector<std::vector<double>> scores;
    for (const auto& total : totals)
        scores.push_back(toVector(total / batches));
    return scores;
}

} // namespace

Score scoreFromName(const std::string& name) {
    std::string known;
    for (const auto& entry : kScores) {
        if (name == entry.name)
            return entry.score;
        known += std::string(known.empty() ? "" : ", ") + entry.name;
    }
    throw Error("Unknown score '" + name + "': use one of " + known + ".", ErrorKind::usage);
}

std::vector<std::vector<double>> scoreChannels(nn::Network& network, const ScoreOptions& options, Rng rng) {
    const auto groups = findGroups(network.spec());
    if (options.score == Score::taylor)
        return taylorScores(network, groups, options.nextBatch);
    const at::NoGradGuard noGradient;
    std::vector<std::vector<double>> scores;
    for (const auto& group : groups)
        scores.push_back(options.score == Score::random ? randomScores(group.channels, rng.stream(group.name))
                                                        : toVector(groupScores(network, group, options.score)));
    return scores;
}

std::vector<std::pair<std::string, at::Tensor>> scoreWeights(nn::Network& network, Score score, Rng rng) {
    if (score == Score::bnScale || score == Score::fpgm || score == Score::taylor)
        throw Error(
            "The scores bn_scale, fpgm and taylor rank whole channels; to prune single weights use l1, l2, lamp or "
            "random.",
            ErrorKind::usage);
    const at::NoGradGuard noGradient;
    std::vector<std::pair<std::string, at::Tensor>> scores;
    for (const auto& conv : network.convNorms()) {
        at::Tensor values;
        if (score == Score::lamp) {
            values = lampOf(conv.weight.contiguous().to(at::kDouble).square()).to(at::kFloat);
        } else if (score == Score::random) {
            const auto drawn = randomScores(static_cast<int>(conv.weight.numel()), rng.stream(conv.convName));
            values = at::tensor(drawn, at::kDouble).to(conv.weight.device(), at::kFloat).view(conv.weight.sizes());
        } else {
            values = conv.weight.abs();
        }
        scores.emplace_back(conv.convName + ".weight", std::move(values));
    }
    return scores;
}

} // namespace bubblenet::prune
