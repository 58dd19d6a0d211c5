// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_summary.h"

#include <cmath>

#include "app/text.h"

namespace bubblenet::app {

namespace {

using namespace store;
using compare::RunRecord;

std::string points(double difference) {
    if (std::abs(difference) < 0.005)
        return "±0.00 points";
    return (difference < 0 ? "−" : "+") + fixedText(std::abs(difference), 2) + " points";
}

std::string share(double after, double before) {
    return before > 0 ? percentText(100 * after / before) : "";
}

std::string faster(double after, double before) {
    return after > 0 && before > 0 ? fixedText(before / after, 2) + " × as fast" : "";
}

std::string latencyText(const CostsMeasured& costs) {
    return millisecondsText(costs.latencyMs1) + " ± " + fixedText(costs.latencySpreadMs1 / 2, 2);
}

std::string comparison(const RunRecord& record) {
    Table table({"", "before", "after", "change"});
    if (record.testBefore && record.testAfter) {
        const auto &a = *record.testBefore, &b = *record.testAfter;
        table.add(
            {"accuracy, test", percentText(a.accuracy), percentText(b.accuracy), points(b.accuracy - a.accuracy)});
        table.add({"accuracy, best five", percentText(a.accuracyTop5), percentText(b.accuracyTop5),
                   points(b.accuracyTop5 - a.accuracyTop5)});
        table.add({"loss, test", fixedText(a.loss, 4), fixedText(b.loss, 4), ""});
    }
    if (record.costsBefore && record.costsAfter) {
        const auto &a = *record.costsBefore, &b = *record.costsAfter;
        table.add({"MACs", countText(a.macs), countText(b.macs), share(b.macs, a.macs)});
        table.add({"parameters", countText(a.parameters), countText(b.parameters), share(b.parameters, a.parameters)});
        table.add({"size, fp32", bytesText(a.bytes), bytesText(b.bytes), share(b.bytes, a.bytes)});
        if (b.sparsity > 0.01)
            table.add({"zero weights", percentText(100 * a.sparsity), percentText(100 * b.sparsity), ""});
        if (record.latencies.empty()) { // of an earlier program
            table.add({"latency, batch 1", latencyText(a), latencyText(b), faster(b.latencyMs1, a.latencyMs1)});
            table.add({"latency, batch " + std::to_string(a.latencyBatch), millisecondsText(a.latencyMsBatch),
                       millisecondsText(b.latencyMsBatch), faster(b.latencyMsBatch, a.latencyMsBatch)});
        }
    }
    for (const auto& latency : record.latencies)
        table.add(
            {"latency, batch " + std::to_string(latency.batchSize) +
                 (latency.by == kOwnEvaluation ? "" : ", " + latency.by),
             millisecondsText(latency.beforeMs), millisecondsText(latency.afterMs),
             speedupText(latency.speedup, latency.lowerQuartileSpeedup, latency.upperQuartileSpeedup) + " as fast"});
    return table.text();
}

std::string single(const RunRecord& record) {
    Table table;
    if (const auto& e = record.testBefore) {
        table.add({"accuracy, test", percentText(e->accuracy)});
        table.add({"accuracy, best five", percentText(e->accuracyTop5)});
        table.add({"loss, test", fixedText(e->loss, 4)});
    }
    if (const auto& c = record.costsBefore) {
        table.add({"MACs", countText(c->macs)});
        table.add({"parameters", countText(c->parameters)});
        table.add({"size, fp32", bytesText(c->bytes)});
        table.add({"latency, batch 1", latencyText(*c)});
        table.add({"latency, batch " + std::to_string(c->latencyBatch), millisecondsText(c->latencyMsBatch)});
    }
    return table.text();
}

} // namespace

std::string summaryText(const RunRecord& record, const std::filesystem::path& run) {
    std::string text = record.testAfter || record.costsAfter ? comparison(record) : single(record);
    if (record.verdict)
        text += "\n" + record.verdict->text + "\n";
    for (const auto& artefact : record.artefacts) {
        const auto readers = readersOf(artefact);
        text += "network: " + (run / artefact.path).string() + " (" + bytesText(static_cast<double>(artefact.bytes)) +
                (artefact.verified
                     ? ", verified: read back" + (readers.empty() ? "" : " by " + readers) + ", its logits agree)"
                     : ", not verified)") +
                "\n";
    }
    return text;
}

} // namespace bubblenet::app
