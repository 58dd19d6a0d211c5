// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/race_words.h"

#include <algorithm>
#include <vector>

#include "core/race/text.h"
#include "core/race/verdict_text.h"

namespace bubblenet::compare {

namespace {

using race::Comparison;
using race::Outcome;
using Comparisons = std::vector<Comparison>;

std::string rivalsText(const Comparisons& comparisons) {
    std::string text;
    for (const auto& comparison : comparisons)
        text += (text.empty() ? "" : "、") + comparison.rival;
    return text;
}

/// "8", or "6 至 8" where an interrupted race left less of some.
std::string seedsText(const Comparisons& comparisons) {
    const auto [fewest, most] = std::minmax_element(comparisons.begin(), comparisons.end(),
                                                    [](const auto& a, const auto& b) { return a.seeds < b.seeds; });
    return (fewest->seeds == most->seeds ? "" : std::to_string(fewest->seeds) + " 至 ") + std::to_string(most->seeds);
}

std::string sizeText(double cliffsDelta) {
    const auto size = race::sizeWord(cliffsDelta);
    return size == "negligible" ? "可忽略" : size == "small" ? "小" : size == "medium" ? "中等" : "大";
}

std::string mediansText(const Comparison& comparison, const race::ProblemResult& problem) {
    const auto unit = race::unitOf(problem.objectiveLabel);
    return "中位数 " + race::numberText(comparison.favouriteMedian) + " 对 " +
           race::numberText(comparison.rivalMedian) + (unit.empty() ? "" : " " + unit);
}

std::string shownText(const race::RaceResult& race, const race::ProblemResult& problem, const Comparisons& shown) {
    const bool isLower = shown.front().outcome == Outcome::lower;
    const auto quantity = raceLabelText(Language::chinese, race::quantityOf(problem.objectiveLabel));
    std::string text = race.favourite + " 的" + quantity + "显著" + (isLower ? "低于 " : "高于 ");
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto& one = shown[i];
        text += (i == 0 ? "" : "、") + one.rival + "（" + std::to_string(one.seeds) + " 个种子中有 " +
                std::to_string(isLower ? one.lowerSeeds : one.higherSeeds) + " 个如此，" +
                (shown.size() == 1 ? mediansText(one, problem) + "，" : "") +
                race::probabilityText(one.correctedProbability) + "，差异" + sizeText(one.cliffsDelta) +
                (shown.size() == 1 ? "，Cliff δ " + race::decimalText(one.cliffsDelta) : "") + "）";
    }
    return text + "；p 经 Holm 校正，差异大小按 Cliff δ。";
}

std::string notShownText(const race::RaceResult& race, const race::ProblemResult& problem, const Comparisons& some) {
    std::string text =
        "以 " + seedsText(some) + " 个种子未能显示 " + race.favourite + " 与 " + rivalsText(some) + " 之间的差异";
    if (some.size() == 1)
        text += "（" + mediansText(some.front(), problem) + "；" +
                race::probabilityText(some.front().correctedProbability) + "，Holm）";
    return text + "。";
}

std::string tooFewText(const race::RaceResult& race, const Comparisons& tooFew) {
    const auto bound = std::min_element(tooFew.begin(), tooFew.end(), [](const auto& a, const auto& b) {
        return a.smallestProbability < b.smallestProbability;
    });
    std::string text = "只有 " + seedsText(tooFew) + " 个种子，" + race.favourite + " 与 " + rivalsText(tooFew) +
                       " 之间的差异无论多大都无法显示：p 不可能低于 " +
                       race::probabilityNumberText(bound->smallestProbability);
    if (race.correctedTogether > 1)
        text += "（Holm，共 " + std::to_string(race.correctedTogether) + " 次比较）";
    return text + "；需要 " + std::to_string(race::seedsNeeded(race.correctedTogether)) + " 个种子。";
}

std::string chineseVerdict(const race::RaceResult& race, const race::ProblemResult& problem) {
    if (problem.methods.size() == 1)
        return "只运行了 " + problem.methods.front().method + "，没有可与之比较的方法。";
    if (problem.comparisons.empty())
        return "用来与其他方法比较的 " + race.favourite + " 没有在此问题上运行。";
    const auto those = [&](auto keep) {
        Comparisons kept;
        std::copy_if(problem.comparisons.begin(), problem.comparisons.end(), std::back_inserter(kept), keep);
        return kept;
    };
    const auto with = [&](Outcome outcome) {
        return those([&](const Comparison& c) { return c.outcome == outcome && c.seeds > 0; });
    };
    std::string text;
    for (const auto outcome : {Outcome::lower, Outcome::higher})
        if (const auto shown = with(outcome); !shown.empty())
            text += shownText(race, problem, shown);
    if (const auto notShown = with(Outcome::notShown); !notShown.empty())
        text += notShownText(race, problem, notShown);
    if (const auto tooFew = with(Outcome::tooFewSeeds); !tooFew.empty())
        text += tooFewText(race, tooFew);
    if (const auto unpaired = those([](const Comparison& c) { return c.seeds == 0; }); !unpaired.empty())
        text += race.favourite + " 与 " + rivalsText(unpaired) + " 没有共同的种子，无法比较。";
    return text;
}

} // namespace

std::string raceLabelText(Language language, const std::string& label) {
    if (language == Language::english)
        return label;
    struct Named {
        const char* english;
        const char* chinese;
    };
    constexpr Named kQuantities[] = {{"validation error of the search's best", "搜索最佳者的验证误差"},
                                     {"test accuracy", "测试准确率"},
                                     {"test accuracy unpruned", "剪枝前测试准确率"},
                                     {"objective", "目标值"}};
    const auto unit = race::unitOf(label);
    for (const auto& quantity : kQuantities)
        if (race::quantityOf(label) == quantity.english)
            return quantity.chinese + (unit.empty() ? "" : "，" + unit);
    return label;
}

std::string raceVerdictText(Language language, const race::RaceResult& race) {
    if (language == Language::english)
        return race.verdict;
    std::string text;
    for (const auto& problem : race.problems)
        text += (race.problems.size() > 1 ? problem.problem + "：" : "") + chineseVerdict(race, problem);
    return text;
}

} // namespace bubblenet::compare
