// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/event_text.h"

#include <QCoreApplication>
#include <cmath>
#include <cstring>

#include "ui/models/number_text.h"
#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

namespace {

struct EventText {
    Q_DECLARE_TR_FUNCTIONS(EventText)
};

using namespace store;

QString translate(const char* text) {
    return EventText::tr(text);
}

QString text(const RunStarted& e) {
    const auto line = e.resumed ? EventText::tr("resumed “%1”: %2, %3, %n thread(s)", "", e.threads)
                                : EventText::tr("started “%1”: %2, %3, %n thread(s)", "", e.threads);
    return line.arg(QString::fromStdString(e.name), QString::fromStdString(e.device),
                    QString::fromStdString(e.precision));
}
QString text(const PhaseStarted& e) {
    return EventText::tr("phase %1 of %2: %3")
        .arg(QString::number(e.number), QString::number(e.count), phaseText(e.phase));
}
QString text(const EpochDone& e) {
    auto line = EventText::tr("%1, epoch %2 of %3: loss %4, training accuracy %5")
                    .arg(subjectText(e.subject), QString::number(e.epoch), QString::number(e.epochs),
                         fixedText(e.trainLoss, 4), percentText(e.trainAccuracy));
    if (e.validationAccuracy)
        line += EventText::tr(", validation accuracy %1").arg(percentText(*e.validationAccuracy));
    line += EventText::tr(" (%1, %2 images/s)").arg(durationText(e.seconds), fixedText(e.imagesPerSecond, 0));
    if (e.note)
        line += "; " + QString::fromStdString(*e.note);
    return line;
}
QString text(const IterationDone& e) {
    auto line = EventText::tr("iteration %1 of %2: best %3")
                    .arg(QString::number(e.iteration), QString::number(e.iterations), percentText(e.bestAccuracy));
    if (e.uniformAccuracy > 0)
        line += EventText::tr(", uniform %1").arg(percentText(e.uniformAccuracy));
    return line + EventText::tr(", candidates judged: %1").arg(e.uniqueEvaluations);
}
QString text(const RoundDone& e) {
    return EventText::tr("round %1: %2 of the cost left, accuracy %3 after the cut, %4 after training")
        .arg(QString::number(e.round), percentText(100 * e.cost), percentText(e.accuracyAfterCut),
             percentText(e.accuracyAfterTraining));
}
QString text(const FinalistDone& e) {
    auto line = EventText::tr("finalist %1 (%2): %3 MACs, %4 on unseen validation images")
                    .arg(QString::number(e.number), originText(QString::fromStdString(e.origin)), countText(e.macs),
                         percentText(e.accuracyUnseen));
    if (e.accuracyAfterBrief)
        line += EventText::tr(", %1 after brief fine-tuning").arg(percentText(*e.accuracyAfterBrief));
    return e.chosen ? line + EventText::tr("; chosen") : line;
}
QString text(const EvaluationDone& e) {
    const auto line =
        e.split == "test" ? EventText::tr("%1: %2 of %3 test images") : EventText::tr("%1: %2 of %3 validation images");
    return line.arg(subjectText(e.subject), percentText(e.accuracy), QString::number(e.images));
}
QString text(const CostsMeasured& e) {
    return EventText::tr("%1: %2 MACs, %3 parameters, %4 an image")
        .arg(subjectText(e.subject), countText(e.macs), countText(e.parameters), millisecondsText(e.latencyMs1));
}
QString text(const LatencyCompared& e) {
    return EventText::tr("%1 on %2, batch of %3: %4 → %5, %6 × (%7 … %8) as fast")
        .arg(QString::fromStdString(e.by), QString::fromStdString(e.device), QString::number(e.batchSize),
             millisecondsText(e.beforeMs), millisecondsText(e.afterMs), QString::number(e.speedup, 'f', 2),
             QString::number(e.lowerQuartileSpeedup, 'f', 2), QString::number(e.upperQuartileSpeedup, 'f', 2));
}
QString text(const ArtefactWritten& e) {
    if (const auto readers = readersOf(e); e.verified && !readers.empty())
        return EventText::tr("written: %1 (%2, verified by reading it back: %3)")
            .arg(QString::fromStdString(e.path), bytesText(static_cast<double>(e.bytes)),
                 QString::fromStdString(readers));
    const auto line = e.verified ? EventText::tr("written: %1 (%2, verified by reading it back)")
                                 : EventText::tr("written: %1 (%2, NOT verified)");
    return line.arg(QString::fromStdString(e.path), bytesText(static_cast<double>(e.bytes)));
}
QString text(const Message& e) {
    return phraseText(e.parts.value_or(e.text));
}
QString text(const CheckpointWritten& e) {
    const auto name = QString::fromStdString(e.path);
    if (e.epoch && e.step && e.steps)
        return EventText::tr("checkpoint written: %1, in epoch %2, step %3 of %4")
            .arg(name, QString::number(*e.epoch), QString::number(*e.step), QString::number(*e.steps));
    if (e.candidates)
        return EventText::tr("all %1 candidates judged so far are on record").arg(*e.candidates);
    return EventText::tr("checkpoint written: %1").arg(name);
}
QString text(const Verdict& e) {
    return verdictText(e);
}
QString text(const RunFinished& e) {
    const auto took = durationText(e.seconds);
    switch (e.outcome) {
    case Outcome::completed:
        return EventText::tr("finished after %1").arg(took);
    case Outcome::goalNotMet:
        return EventText::tr("finished after %1; the goal was not met").arg(took);
    case Outcome::stopped:
        return EventText::tr("stopped after %1; it can be resumed").arg(took);
    case Outcome::failed:
        break;
    }
    return EventText::tr("failed after %1: %2").arg(took, reasonText(e));
}
QString text(const FrontDone& e) {
    return EventText::tr("best networks at their costs: %1").arg(e.points.size());
}
QString text(const SearchPlanned& e) {
    return EventText::tr("search in %n coordinate(s), goal: at most %1 of the %2", "",
                         static_cast<int>(e.coordinates.size()))
        .arg(percentText(100 * e.costGoal), costKindText(e.costKind));
}
template<class T> QString text(const T& /*shown otherwise*/) {
    return {};
}

struct Named {
    const char* name;
    const char* text;
};

template<std::size_t N> QString translated(const Named (&table)[N], const std::string& name) {
    for (const auto& entry : table)
        if (name == entry.name)
            return translate(entry.text);
    return QString::fromStdString(name);
}

// "finalist 2": the word is translated, the number stays.
QString withNumber(const std::string& text, const char* word, const char* translation) {
    if (!text.starts_with(word))
        return {};
    return translate(translation).arg(QString::fromStdString(text.substr(std::strlen(word))));
}

} // namespace

QString eventText(const EventBody& body) {
    return std::visit([](const auto& event) { return text(event); }, body);
}

QString phaseText(const std::string& phase) {
    static constexpr Named kPhases[] = {
        {"prepare", QT_TRANSLATE_NOOP("EventText", "prepare")},
        {"train", QT_TRANSLATE_NOOP("EventText", "train")},
        {"search", QT_TRANSLATE_NOOP("EventText", "search")},
        {"fine-tune", QT_TRANSLATE_NOOP("EventText", "fine-tune")},
        {"evaluate", QT_TRANSLATE_NOOP("EventText", "evaluate")},
        {"export", QT_TRANSLATE_NOOP("EventText", "export")},
    };
    return translated(kPhases, phase);
}

QString stateText(RunState state) {
    switch (state) {
    case RunState::empty:
        return EventText::tr("no run");
    case RunState::opening:
        return EventText::tr("opening");
    case RunState::running:
        return EventText::tr("running");
    case RunState::paused:
        return EventText::tr("paused");
    case RunState::stopping:
        return EventText::tr("stopping");
    case RunState::completed:
        return EventText::tr("completed");
    case RunState::goalNotMet:
        return EventText::tr("goal not met");
    case RunState::stopped:
        return EventText::tr("stopped");
    case RunState::failed:
        return EventText::tr("failed");
    case RunState::interrupted:
        return EventText::tr("interrupted");
    case RunState::unreadable:
        return EventText::tr("cannot be read");
    }
    return {};
}

QString behaviourText(Behaviour behaviour) {
    switch (behaviour) {
    case Behaviour::start:
        return EventText::tr("start");
    case Behaviour::encircle:
        return EventText::tr("encircle");
    case Behaviour::spiral:
        return EventText::tr("spiral");
    case Behaviour::explore:
        return EventText::tr("explore");
    case Behaviour::unknown:
        break;
    }
    return QStringLiteral("–");
}

QString costKindText(const std::string& kind) {
    static constexpr Named kKinds[] = {
        {"macs", QT_TRANSLATE_NOOP("EventText", "MACs")},
        {"parameters", QT_TRANSLATE_NOOP("EventText", "parameters")},
        {"latency", QT_TRANSLATE_NOOP("EventText", "latency")},
        {"bytes", QT_TRANSLATE_NOOP("EventText", "bytes")},
        {"sparsity", QT_TRANSLATE_NOOP("EventText", "sparsity")},
    };
    return translated(kKinds, kind);
}

QString subjectText(const std::string& subject) {
    static constexpr Named kSubjects[] = {
        {"network", QT_TRANSLATE_NOOP("EventText", "network")},
        {"unpruned network", QT_TRANSLATE_NOOP("EventText", "unpruned network")},
        {"pruned network", QT_TRANSLATE_NOOP("EventText", "pruned network")},
    };
    if (const auto finalist = withNumber(subject, "finalist ", QT_TRANSLATE_NOOP("EventText", "finalist %1"));
        !finalist.isEmpty())
        return finalist;
    if (const auto round = withNumber(subject, "round ", QT_TRANSLATE_NOOP("EventText", "round %1")); !round.isEmpty())
        return round;
    return translated(kSubjects, subject);
}

QString originText(const QString& origin) {
    static constexpr Named kOrigins[] = {
        {"pod", QT_TRANSLATE_NOOP("EventText", "pod")},
        {"uniform", QT_TRANSLATE_NOOP("EventText", "uniform")},
        {"sensitivity", QT_TRANSLATE_NOOP("EventText", "sensitivity")},
        {"depth", QT_TRANSLATE_NOOP("EventText", "depth")},
        {"inner", QT_TRANSLATE_NOOP("EventText", "inner")},
        {"global", QT_TRANSLATE_NOOP("EventText", "global")},
        {"lamp", QT_TRANSLATE_NOOP("EventText", "lamp")},
    };
    return translated(kOrigins, origin.toStdString());
}

QString progressText(const std::string& what) {
    static constexpr Named kTexts[] = {
        {"judging candidates", QT_TRANSLATE_NOOP("EventText", "judging candidates")},
        {"measuring what each layer is worth", QT_TRANSLATE_NOOP("EventText", "measuring what each layer is worth")},
        {"reading the data", QT_TRANSLATE_NOOP("EventText", "reading the data")},
        {"preparing the search", QT_TRANSLATE_NOOP("EventText", "preparing the search")},
        {"measuring the layers' latency", QT_TRANSLATE_NOOP("EventText", "measuring the layers' latency")},
        {"measuring latency", QT_TRANSLATE_NOOP("EventText", "measuring latency")},
    };
    if (what.starts_with("training the "))
        return EventText::tr("training the %1").arg(subjectText(what.substr(std::strlen("training the "))));
    if (what.starts_with("cutting the "))
        return EventText::tr("cutting, %1").arg(subjectText(what.substr(std::strlen("cutting the "))));
    if (what.starts_with("judging finalist "))
        return EventText::tr("judging %1").arg(subjectText(what.substr(std::strlen("judging "))));
    if (what.starts_with("writing "))
        return EventText::tr("writing %1").arg(QString::fromStdString(what.substr(std::strlen("writing "))));
    if (what.starts_with("evaluating the "))
        return EventText::tr("evaluating the %1").arg(subjectText(what.substr(std::strlen("evaluating the "))));
    return translated(kTexts, what);
}

QString reasonText(const RunFinished& e) {
    return phraseText(e.reasonParts.value_or(e.reason));
}

QString verdictText(const Verdict& e) {
    if (e.costKind.empty())
        return EventText::tr("trained: %1 of the test images are classified correctly")
            .arg(percentText(e.accuracyBefore));
    const double change = e.accuracyAfter - e.accuracyBefore;
    const auto points = (change < 0 ? QStringLiteral("−") : QStringLiteral("+")) + fixedText(std::abs(change), 2);
    const auto line =
        e.met ? EventText::tr("Goal met: %1 of the %2 left (goal %3), test accuracy %4 → %5 (%6 points)")
              : EventText::tr("Goal not met: %1 of the %2 left (goal %3), test accuracy %4 → %5 (%6 points)");
    if (e.costKind == "sparsity")
        return (e.met
                    ? EventText::tr("Goal met: %1 of the weights are zero (goal %2), test accuracy %3 → %4 (%5 points)")
                    : EventText::tr(
                          "Goal not met: %1 of the weights are zero (goal %2), test accuracy %3 → %4 (%5 points)"))
            .arg(percentText(100 * e.costShare), percentText(100 * e.costGoal), percentText(e.accuracyBefore),
                 percentText(e.accuracyAfter), points);
    return line.arg(percentText(100 * e.costShare), costKindText(e.costKind), percentText(100 * e.costGoal),
                    percentText(e.accuracyBefore), percentText(e.accuracyAfter), points);
}

} // namespace bubblenet::ui
