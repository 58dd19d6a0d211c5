// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/run_report.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/compare/race_words.h"
#include "core/compare/report_pictures.h"
#include "core/config/recipe_keys.h"
#include "core/race/html.h"
#include "core/race/text.h"

namespace bubblenet::compare {

namespace {

using race::element;
using race::escaped;
using race::listTable;
using race::Row;
using race::table;

constexpr std::size_t kRunsAbreast = 6; ///< columns that a sheet of paper has room for, beside the keys

std::string heading(const std::string& text) {
    return element("h2", escaped(text)) + "\n";
}

std::string paragraph(const std::string& text, const std::string& kind) {
    return element("p class=\"" + kind + "\"", escaped(text)) + "\n";
}

std::string picture(const std::string& svg) {
    return svg.empty() ? "" : element("div class=\"scroll\"", "\n" + svg) + "\n";
}

std::string signedText(double points) {
    return (points < 0 ? "−" : "+") + fixedText(std::abs(points), 2);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& each : words)
        text += (text.empty() ? "" : ", ") + each;
    return text;
}

void addIfSaid(std::vector<Row>& rows, const std::string& name, const std::string& value) {
    if (!value.empty())
        rows.push_back({name, value});
}

std::string searchText(const RunRecord& record, Language l) {
    if (record.candidates == 0)
        return {};
    return std::to_string(record.candidates) + word(l, " candidates, ", " 个候选，其中重复 ") +
           std::to_string(record.repeatedCandidates) + word(l, " of them repeated", " 个");
}

std::string doneSection(const RunSummary& run, Language l) {
    const auto& manifest = run.manifest;
    std::vector<Row> rows;
    for (const auto column : {Column::state, Column::problem, Column::tags, Column::note, Column::started, Column::took,
                              Column::network, Column::dataset, Column::method, Column::seed, Column::goal})
        addIfSaid(rows, titleOf(column, l), textOf(run, column, l));
    if (run.config && run.config->name != nameOf(run))
        rows.push_back({word(l, "recipe", "配方"), run.config->name});
    addIfSaid(rows, word(l, "search", "搜索"), searchText(run.record, l));
    if (run.config && run.config->search.prune != "none")
        addIfSaid(rows, word(l, "accuracy that may be lost", "允许的准确率损失"),
                  fixedText(run.config->search.goal.accuracyLoss, 2) + word(l, " points", " 个百分点"));
    addIfSaid(rows, word(l, "weights", "权重"), manifest.weightsPath);
    addIfSaid(rows, word(l, "weights, SHA-256", "权重 SHA-256"), manifest.weightsSha256);
    addIfSaid(rows, word(l, "data, SHA-256", "数据 SHA-256"), manifest.datasetSha256);
    addIfSaid(rows, titleOf(Column::device, l), textOf(run, Column::device, l));
    if (run.record.started)
        addIfSaid(rows, word(l, "precision", "精度"), run.record.started->precision);
    addIfSaid(rows, word(l, "program", "程序"),
              manifest.programVersion.empty()
                  ? ""
                  : "Bubblenet " + manifest.programVersion +
                        (manifest.torchVersion.empty() ? "" : ", LibTorch " + manifest.torchVersion));
    rows.push_back({word(l, "reads of the test images", "测试图像读取次数"), std::to_string(manifest.testReads)});
    for (const auto& note : manifest.notes)
        rows.push_back({word(l, "the program notes", "程序备注"), note});
    return heading(word(l, "What was done", "做了什么")) + listTable(rows);
}

/// What is not at its default: all else is as the program's documentation says.
std::string recipeSection(const RunSummary& run, Language l) {
    if (!run.config)
        return {};
    std::vector<Row> rows;
    const config::RunConfig usual;
    for (const auto& key : config::recipeKeys()) {
        const auto value = config::valueText(key, *run.config);
        if (value != config::valueText(key, usual))
            rows.push_back({key.path, value});
    }
    return heading(word(l, "Recipe, where it is not the default", "配方中非默认的值")) + listTable(rows);
}

std::string shareText(double before, double after) {
    return before > 0 && std::isfinite(after) ? percentText(100 * after / before) : "";
}

void addCosts(std::vector<Row>& rows, const store::CostsMeasured& a, const store::CostsMeasured& b, Language l) {
    rows.push_back({word(l, "MACs", "乘加次数"), countText(a.macs), countText(b.macs), shareText(a.macs, b.macs)});
    rows.push_back({word(l, "parameters", "参数"), countText(a.parameters), countText(b.parameters),
                    shareText(a.parameters, b.parameters)});
    rows.push_back(
        {word(l, "size, fp32", "大小 (fp32)"), bytesText(a.bytes), bytesText(b.bytes), shareText(a.bytes, b.bytes)});
    if (b.sparsity > 0.01)
        rows.push_back(
            {word(l, "zero weights", "零权重"), percentText(100 * a.sparsity), percentText(100 * b.sparsity), ""});
}

void addLatencies(std::vector<Row>& rows, const RunRecord& record, Language l) {
    for (const auto& latency : record.latencies)
        rows.push_back({word(l, "latency, ", "延迟，") + latency.by + word(l, " on ", "，") + latency.device +
                            word(l, ", batch of ", "，每批 ") + std::to_string(latency.batchSize),
                        millisecondsText(latency.beforeMs), millisecondsText(latency.afterMs),
                        word(l, "", "速度 ") +
                            speedupText(latency.speedup, latency.lowerQuartileSpeedup, latency.upperQuartileSpeedup) +
                            word(l, " as fast", "")});
    if (!record.costsBefore || !record.latencies.empty())
        return;
    const auto& a = *record.costsBefore;
    const auto& b = record.costsAfter ? *record.costsAfter : a;
    const auto faster = [&](double before, double after) {
        return after > 0 && before > 0 ? fixedText(before / after, 2) + word(l, " × as fast", " 倍速度") : "";
    };
    rows.push_back({word(l, "latency, one image", "延迟 (单幅)"), millisecondsText(a.latencyMs1),
                    millisecondsText(b.latencyMs1), faster(a.latencyMs1, b.latencyMs1)});
    rows.push_back({word(l, "latency, batch of ", "延迟，每批 ") + std::to_string(a.latencyBatch),
                    millisecondsText(a.latencyMsBatch), millisecondsText(b.latencyMsBatch),
                    faster(a.latencyMsBatch, b.latencyMsBatch)});
}

std::string beforeAndAfter(const RunSummary& run, Language l) {
    const auto& record = run.record;
    std::vector<Row> rows;
    const bool isPruned = record.testAfter || record.costsAfter;
    if (record.testBefore) {
        const auto& a = *record.testBefore;
        const auto& b = record.testAfter ? *record.testAfter : a;
        rows.push_back({word(l, "accuracy, test", "测试准确率"), percentText(a.accuracy), percentText(b.accuracy),
                        signedText(b.accuracy - a.accuracy)});
        rows.push_back({word(l, "accuracy, best five", "前五准确率"), percentText(a.accuracyTop5),
                        percentText(b.accuracyTop5), signedText(b.accuracyTop5 - a.accuracyTop5)});
        rows.push_back({word(l, "loss, test", "测试损失"), fixedText(a.loss, 4), fixedText(b.loss, 4), ""});
    }
    if (record.costsBefore)
        addCosts(rows, *record.costsBefore, record.costsAfter ? *record.costsAfter : *record.costsBefore, l);
    addLatencies(rows, record, l);
    if (rows.empty())
        return {};
    if (isPruned)
        return heading(word(l, "Before and after", "之前与之后")) +
               table({"", word(l, "before", "之前"), word(l, "after", "之后"), word(l, "change", "变化")}, rows) +
               (record.latencies.empty()
                    ? std::string()
                    : paragraph(word(l,
                                     "Latency is measured in pairs, a pass of each network in turn: medians, and in "
                                     "brackets the quartiles of the pairs' ratios.",
                                     "延迟成对测量，两个网络轮流各算一次：表中为中位数，括号内为各对比值的四分位数。"),
                                "note"));
    for (auto& row : rows)
        row.resize(2);
    return heading(word(l, "The network", "网络")) + table({"", word(l, "value", "值")}, rows);
}

const store::FinalistDone* chosenFinalist(const RunRecord& record) {
    for (const auto& [number, finalist] : record.finalists)
        if (finalist.chosen)
            return &finalist;
    return nullptr;
}

std::string widthsSection(const RunRecord& record, Language l) {
    const auto* chosen = chosenFinalist(record);
    if (!record.plan || chosen == nullptr || chosen->widths.size() != record.plan->groups.size() ||
        record.plan->widths.size() != record.plan->groups.size())
        return {};
    std::vector<Row> rows;
    for (std::size_t i = 0; i < chosen->widths.size(); ++i) {
        const int before = record.plan->widths[i];
        const int after = chosen->widths[i];
        rows.push_back(
            {record.plan->groups[i], std::to_string(before), std::to_string(after), shareText(before, after)});
    }
    std::string html =
        heading(word(l, "Channels before and after", "通道数：之前与之后")) +
        table({word(l, "layers", "层"), word(l, "before", "之前"), word(l, "after", "之后"), word(l, "left", "剩余")},
              rows);
    if (!chosen->removedBlocks.empty())
        html += paragraph(word(l, "Blocks that are gone: ", "去除的模块：") + joined(chosen->removedBlocks), "note");
    return html;
}

std::string candidatesSection(const RunRecord& record, Language l) {
    if (record.finalists.empty())
        return {};
    std::vector<Row> rows;
    for (const auto& [number, finalist] : record.finalists)
        rows.push_back({std::to_string(number) + (finalist.chosen ? " ★" : ""), originText(l, finalist.origin),
                        countText(finalist.macs), percentText(finalist.accuracyUnseen),
                        finalist.accuracyAfterBrief ? percentText(*finalist.accuracyAfterBrief) : ""});
    return heading(word(l, "Finalists", "入围候选")) +
           table({word(l, "finalist", "入围"), word(l, "origin", "来源"), word(l, "MACs", "乘加次数"),
                  word(l, "unseen validation images", "未见过的验证图像"),
                  word(l, "after brief fine-tuning", "短暂微调后")},
                 rows) +
           paragraph(word(l, "★: chosen and fine-tuned fully.", "★：选中并完整微调。"), "note");
}

std::string frontSection(const RunRecord& record, Language l) {
    if (!record.front || record.front->points.empty())
        return {};
    std::vector<Row> rows;
    for (const auto& point : record.front->points)
        rows.push_back({percentText(100 * point.costShare), countText(point.macs), countText(point.parameters),
                        percentText(point.accuracy)});
    return heading(word(l, "Front", "前沿")) +
           table({costKindText(l, record.front->costKind) + word(l, " left", "（剩余）"), word(l, "MACs", "乘加次数"),
                  word(l, "parameters", "参数"), word(l, "accuracy before fine-tuning", "微调前准确率")},
                 rows);
}

/// Each program that read a file back; older records do not say which.
std::string readingsTable(const RunRecord& record, Language l) {
    std::vector<Row> rows;
    const auto add = [&](const std::string& path, const store::FileReading& reading) {
        char difference[64];
        std::snprintf(difference, sizeof difference, "%.2g / %.3g", reading.largestDifference, reading.range);
        rows.push_back({path, reading.by, difference,
                        std::to_string(reading.sameTop1) + " / " + std::to_string(reading.images),
                        millisecondsText(reading.latencyMs)});
    };
    for (const auto& artefact : record.artefacts) {
        if (!artefact.by)
            continue;
        add(artefact.path, {*artefact.by, artefact.largestDifference, artefact.range, artefact.images.value_or(0),
                            artefact.sameTop1.value_or(0), artefact.latencyMs.value_or(0)});
        for (const auto& other : artefact.others)
            add(artefact.path, other);
    }
    if (rows.empty())
        return {};
    return table({word(l, "file", "文件"), word(l, "read back by", "读回程序"),
                  word(l, "largest difference / range of the outputs", "输出的最大差异 / 取值范围"),
                  word(l, "images of the same class", "类别相同的图像"), word(l, "latency", "延迟")},
                 rows);
}

std::string artefactsSection(const RunRecord& record, Language l) {
    if (record.artefacts.empty())
        return {};
    std::vector<Row> rows;
    for (const auto& artefact : record.artefacts)
        rows.push_back({artefact.path, artefact.format, bytesText(static_cast<double>(artefact.bytes)),
                        artefact.verified ? word(l, "read back, its outputs agree", "读回验证，输出一致")
                                          : word(l, "NOT verified", "未通过验证"),
                        artefact.latencyMs ? millisecondsText(*artefact.latencyMs) : ""});
    std::string html = heading(word(l, "Files", "文件")) +
                       table({word(l, "file", "文件"), word(l, "format", "格式"), word(l, "size", "大小"),
                              word(l, "verification", "验证"), word(l, "latency", "延迟")},
                             rows) +
                       readingsTable(record, l);
    std::vector<Row> hashes;
    for (const auto& artefact : record.artefacts)
        hashes.push_back({artefact.path, "SHA-256 " + artefact.sha256});
    return html + listTable(hashes);
}

std::string mainTable(const std::vector<Run>& runs, Language l) {
    std::vector<Column> columns = {Column::name,           Column::state,    Column::method,         Column::seed,
                                   Column::accuracyBefore, Column::accuracy, Column::accuracyChange, Column::macsLeft,
                                   Column::parametersLeft, Column::latency,  Column::speedup,        Column::took};
    if (judgedOn(runs).size() > 1)
        columns.insert(columns.begin() + 2, Column::dataset);
    Row head;
    for (const auto column : columns)
        head.push_back(titleOf(column, l));
    std::vector<Row> rows;
    for (const auto& run : runs) {
        auto& row = rows.emplace_back();
        for (const auto column : columns)
            row.push_back(textOf(*run, column, l));
    }
    return table(head, rows);
}

std::string differencesSection(const std::vector<Run>& runs, Language l) {
    const auto found = differences(runs);
    const auto title = heading(word(l, "What the recipes differ in", "配方的差异"));
    if (found.empty())
        return title + paragraph(word(l, "In nothing.", "没有差异。"), "note");
    std::string html = title;
    for (std::size_t begin = 0; begin < runs.size(); begin += kRunsAbreast) {
        const auto end = std::min(begin + kRunsAbreast, runs.size());
        Row head{word(l, "key", "键")};
        for (auto i = begin; i < end; ++i)
            head.push_back(nameOf(*runs[i]));
        std::vector<Row> rows;
        for (const auto& difference : found) {
            auto& row = rows.emplace_back(Row{difference.key});
            for (auto i = begin; i < end; ++i)
                row.push_back(difference.values[i]);
        }
        html += table(head, rows);
    }
    return html;
}

std::string raceSection(const Race& race, Language l) {
    std::string html = heading(word(l, "Race of methods", "方法竞赛"));
    html += paragraph(raceVerdictText(l, race.result), "verdict");
    for (const auto& each : raceTables(race, l))
        html += element("h3", escaped(each.problem)) + "\n" + table(each.head, each.rows);
    return html +
           paragraph(
               word(l,
                    "Smaller is better. p: Wilcoxon's signed-rank test over the seeds, with Holm's correction; below "
                    "0.05 a difference is called significant.",
                    "数值越小越好。p：按种子配对的 Wilcoxon 符号秩检验，经 Holm 校正；低于 0.05 称为显著。"),
               "note");
}

std::string foldersSection(const std::vector<Run>& runs, Language l) {
    std::vector<Row> rows;
    for (const auto& run : runs) {
        std::string text = run->folder.string();
        if (!run->annotation.tags.empty())
            text += "; " + tagsText(run->annotation.tags);
        if (!run->annotation.note.empty())
            text += "; " + run->annotation.note;
        if (!run->problem.empty())
            text += "; " + run->problem;
        rows.push_back({nameOf(*run), text});
    }
    return heading(word(l, "Where they are", "所在位置")) + listTable(rows);
}

} // namespace

std::string verdictText(const RunSummary& run, Language language) {
    const auto& verdict = run.record.verdict;
    if (!verdict)
        return textOf(run, Column::state, language) +
               (run.record.finished && !run.record.finished->reason.empty() ? ": " + run.record.finished->reason : "") +
               (run.problem.empty() ? "" : ": " + run.problem);
    if (language == Language::english)
        return verdict->text;
    const bool isSparsity = verdict->costKind == "sparsity";
    return std::string(verdict->met ? "达到目标：" : "未达目标：") + costKindText(language, verdict->costKind) +
           (isSparsity ? " " : " 剩余 ") + percentText(100 * verdict->costShare) + "（目标：" +
           (isSparsity ? "至少 " : "至多 ") + percentText(100 * verdict->costGoal) + "），测试准确率 " +
           percentText(verdict->accuracyBefore) + " → " + percentText(verdict->accuracyAfter) + "（" +
           signedText(verdict->accuracyAfter - verdict->accuracyBefore) + " 个百分点）";
}

std::string runReportHtml(const RunSummary& run, Language language) {
    const auto title = word(language, "Run: ", "运行：") + nameOf(run);
    std::string html = race::pageHead(title, std::string(languageTag(language)));
    html += paragraph(verdictText(run, language), "verdict");
    html += beforeAndAfter(run, language);
    html += picture(curvesSvg({std::make_shared<RunSummary>(run)}, language));
    html += doneSection(run, language) + recipeSection(run, language);
    html += widthsSection(run.record, language) + candidatesSection(run.record, language) +
            frontSection(run.record, language) + artefactsSection(run.record, language);
    return html + std::string(race::kPageEnd);
}

std::string comparisonHtml(const std::vector<Run>& runs, const std::optional<Race>& race, Language language) {
    if (runs.size() == 1 && !race)
        return runReportHtml(*runs.front(), language);
    const auto title = word(language, "Runs compared: ", "运行比较：") + std::to_string(runs.size());
    std::string html = race::pageHead(title, std::string(languageTag(language)));
    html += mainTable(runs, language);
    html += picture(comparisonSvg(runs, language));
    if (race)
        html += raceSection(*race, language);
    html += differencesSection(runs, language) + foldersSection(runs, language);
    return html + std::string(race::kPageEnd);
}

} // namespace bubblenet::compare
