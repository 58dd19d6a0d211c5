// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/inspect_header.h"

#include <QComboBox>
#include <QDir>
#include <QMenu>
#include <QSignalBlocker>

#include "ui/inspect/layer_text.h"
#include "ui/models/number_text.h"
#include "ui/models/phrase_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

enum FigureIndex { kMacs, kParameters, kBytes, kSparsity, kTest, kJudged, kTimeOne, kTimeMany, kFigureCount };
enum ActionIndex { kOpenRun, kOpenFile, kMeasureOne, kMeasureMany, kJudgeValidation, kJudgeTest };

QPushButton* makeMenuButton(const QString& iconName) {
    auto* button = new QPushButton;
    button->setProperty("role", "menu");
    button->setIcon(icon(iconName));
    button->setMenu(new QMenu(button));
    return button;
}

} // namespace

InspectHeader::InspectHeader(QWidget* parent)
    : QWidget(parent), m_title(makeLabel(TextRole::pageTitle)), m_subtitle(makeLabel(TextRole::quiet)),
      m_problem(makeLabel(TextRole::warning)), m_dataset(new QComboBox), m_open(makeMenuButton("open")),
      m_measure(makeMenuButton("live")), m_judge(makeMenuButton("check")), m_fineTune(new QPushButton),
      m_export(makeMainButton()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kGap);
    auto* line = new QHBoxLayout;
    line->setSpacing(kGap);
    line->addWidget(m_title);
    line->addStretch();
    for (auto* label : {m_title, m_subtitle, m_problem}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_problem->setWordWrap(true);
    m_dataset->setSizeAdjustPolicy(QComboBox::AdjustToContents); // its names come later
    line->addWidget(m_dataset);
    for (QWidget* button : std::initializer_list<QWidget*>{m_open, m_measure, m_judge, m_fineTune, m_export})
        line->addWidget(button);
    layout->addLayout(line);
    layout->addWidget(m_subtitle);
    auto* figures = new QHBoxLayout;
    figures->setSpacing(2 * kGap);
    for (int i = 0; i < kFigureCount; ++i) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        m_figures.push_back({makeLabel(TextRole::quiet), makeLabel(TextRole::body)});
        column->addWidget(m_figures.back().caption);
        column->addWidget(m_figures.back().value);
        m_figures.back().value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_figures.back().value->setTextFormat(Qt::PlainText);
        figures->addLayout(column);
    }
    figures->addStretch();
    layout->addLayout(figures);
    layout->addWidget(m_problem);
    makeButtons();
    whenTranslated(this, [this] { retranslate(); });
}

int InspectHeader::manyImages() const {
    return m_inspection ? engine::manyImages(m_inspection->summary().imageSize) : engine::kMostImages;
}

void InspectHeader::makeButtons() {
    const auto add = [this](QPushButton* button, auto slot) {
        m_actions.push_back(button->menu()->addAction(QString(), this, slot));
    };
    add(m_open, [this] { Q_EMIT openRunRequested(); });
    add(m_open, [this] { Q_EMIT openFileRequested(); });
    add(m_measure, [this] { Q_EMIT measureRequested(1); });
    add(m_measure, [this] { Q_EMIT measureRequested(manyImages()); });
    add(m_judge, [this] { Q_EMIT judgeRequested(engine::ImageSplit::validation); });
    add(m_judge, [this] { Q_EMIT judgeRequested(engine::ImageSplit::test); });
    m_export->setIcon(iconOnAccent("export"));
    connect(m_dataset, &QComboBox::activated, this,
            [this](int index) { Q_EMIT datasetChosen(m_dataset->itemData(index).toString()); });
    connect(m_fineTune, &QPushButton::clicked, this, &InspectHeader::fineTuneRequested);
    connect(m_export, &QPushButton::clicked, this, &InspectHeader::exportRequested);
}

void InspectHeader::retranslate() {
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("Open a run or a weight file to look at"));
    m_measure->setText(tr("Measure"));
    m_measure->setToolTip(tr("Time every layer and the whole networks on this machine, before and after in turn"));
    m_judge->setText(tr("Judge images"));
    m_judge->setToolTip(tr("Let both networks classify a split's images"));
    m_fineTune->setText(tr("Fine-tune…"));
    m_fineTune->setToolTip(tr("Save this network's weights, and set up a run that trains them"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Write this network for other programs"));
    m_actions[kOpenRun]->setText(tr("A run's folder…"));
    m_actions[kOpenFile]->setText(tr("A weight file…"));
    m_actions[kMeasureOne]->setText(tr("One image at a time"));
    m_actions[kMeasureMany]->setText(tr("%1 images at a time").arg(manyImages()));
    m_actions[kJudgeValidation]->setText(tr("Validation images"));
    m_actions[kJudgeTest]->setText(tr("Test images…"));
    m_dataset->setAccessibleName(tr("Data set whose images are judged"));
    m_dataset->setToolTip(m_dataset->accessibleName());
    if (m_dataset->count() > 0)
        m_dataset->setItemText(0, tr("no data set"));
    showAll();
}

void InspectHeader::setDatasets(const QStringList& names) {
    m_dataset->clear();
    m_dataset->addItem(tr("no data set"), QString());
    for (const auto& name : names)
        m_dataset->addItem(name, name);
    showAll();
}

void InspectHeader::setInspection(std::shared_ptr<const engine::Inspection> inspection, const QString& name) {
    m_inspection = std::move(inspection);
    m_name = name;
    m_judged = nullptr;
    m_latencies.clear();
    showAll();
}

void InspectHeader::setLatencies(std::vector<engine::NetworkLatency> latencies, Machine machine) {
    m_latencies = std::move(latencies);
    m_measuredOn = machine;
    showFigures();
    showProblems();
}

void InspectHeader::setJudged(std::shared_ptr<const engine::JudgedImages> images) {
    m_judged = std::move(images);
    showFigures();
}

void InspectHeader::setActivity(Activity activity) {
    m_activity = activity;
    showButtons();
}

QString InspectHeader::subtitle() const {
    if (!m_inspection)
        return {};
    const auto& summary = m_inspection->summary();
    QStringList parts;
    if (summary.whale)
        parts << (summary.whale->id.iteration > 0
                      ? tr("whale %1 of iteration %2").arg(summary.whale->id.whale + 1).arg(summary.whale->id.iteration)
                      : tr("whale %1").arg(summary.whale->id.whale + 1));
    else if (summary.isRun)
        parts << tr("a run's result");
    parts << QString::fromStdString(summary.architecture);
    if (!summary.dataset.empty())
        parts << QString::fromStdString(summary.dataset);
    parts << tr("%1 × %1 pixels").arg(summary.imageSize);
    if (!summary.device.empty())
        parts << QString::fromStdString(summary.device);
    if (!summary.removedBlocks.empty())
        parts << tr("blocks that are gone: %1").arg(summary.removedBlocks.size());
    return parts.join(QStringLiteral("  ·  "));
}

// A run is known by its folder, whatever its recipe is called.
QString InspectHeader::title() const {
    const auto& summary = m_inspection->summary();
    const auto folder = QFileInfo(QDir::cleanPath(QString::fromStdString(summary.model))).fileName();
    return summary.isRun && !folder.isEmpty() ? folder : QString::fromStdString(summary.name);
}

void InspectHeader::showAll() {
    m_title->setText(m_inspection ? title() : m_name.isEmpty() ? tr("Inspect") : m_name);
    m_subtitle->setText(subtitle());
    m_subtitle->setVisible(m_inspection != nullptr);
    m_subtitle->setToolTip(
        m_inspection ? m_subtitle->text() + '\n' + QString::fromStdString(m_inspection->summary().model) : QString());
    m_title->setToolTip(m_inspection && m_title->text() != QString::fromStdString(m_inspection->summary().name)
                            ? tr("recipe: %1").arg(QString::fromStdString(m_inspection->summary().name))
                            : QString());
    if (m_inspection) {
        const QSignalBlocker blocker(m_dataset);
        const auto dataset = QString::fromStdString(m_inspection->summary().dataset);
        m_dataset->setCurrentIndex(std::max(0, m_dataset->findData(dataset)));
    }
    showProblems();
    showFigures();
    showButtons();
}

void InspectHeader::showProblems() {
    QStringList problems;
    if (m_inspection) {
        const auto& summary = m_inspection->summary();
        for (const auto& problem : {summary.beforeProblem, summary.afterProblem})
            if (!problem.isEmpty())
                problems << phraseText(problem);
    }
    if (!m_latencies.empty() && m_measuredOn == Machine::running)
        problems << tr("The times with a star were measured beside a run and are too long. Measure again once it has "
                       "ended.");
    m_problem->setText(problems.join('\n'));
    m_problem->setVisible(!problems.isEmpty());
}

void InspectHeader::showButtons() {
    const bool isOpen = m_inspection != nullptr;
    const bool isIdle = m_activity == Activity::idle;
    m_dataset->setVisible(isOpen && !m_inspection->summary().isRun);
    m_dataset->setEnabled(isIdle);
    m_open->setEnabled(isIdle);
    for (QWidget* button : std::initializer_list<QWidget*>{m_measure, m_judge, m_fineTune, m_export})
        button->setEnabled(isOpen && isIdle);
}

void InspectHeader::setFigure(std::size_t figure, const FigureText& text) {
    auto value = changeText(text.before, text.after);
    if (text.share > 0)
        value += QStringLiteral("  (%1)").arg(percentText(100 * text.share, 1));
    auto& [caption, label] = m_figures[figure];
    caption->setText(text.caption);
    label->setText(value);
    label->setAccessibleName(text.caption);
    for (auto* part : {caption, label}) {
        part->setToolTip(text.tip);
        part->setVisible(!value.isEmpty());
    }
}

void InspectHeader::showFigures() {
    const engine::InspectionSummary none;
    const auto& summary = m_inspection ? m_inspection->summary() : none;
    const auto of = [](const auto& network, const auto& read) { return network ? read(*network) : QString(); };
    const auto set = [&](std::size_t figure, const QString& caption, const QString& tip, const auto& read) {
        setFigure(figure, {caption, tip, of(summary.before, read), of(summary.after, read)});
    };
    const auto setCost = [&](std::size_t figure, const QString& caption, double nn::Costs::*part) {
        const auto read = [&](const engine::InspectedNetwork& network) { return countText(network.costs.*part); };
        const double whole = summary.before ? summary.before->costs.*part : 0;
        const double share = summary.after && whole > 0 ? summary.after->costs.*part / whole : 0;
        setFigure(figure, {caption, {}, of(summary.before, read), of(summary.after, read), share});
    };
    setCost(kMacs, tr("MACs"), &nn::Costs::macs);
    setCost(kParameters, tr("parameters"), &nn::Costs::parameters);
    set(kBytes, tr("size"), tr("Parameters and running statistics in fp32"),
        [](const engine::InspectedNetwork& network) { return bytesText(network.costs.bytes); });
    set(kSparsity, tr("weights that are zero"), {}, [](const engine::InspectedNetwork& network) {
        return network.sparsity > 0 ? percentText(100 * network.sparsity, 1) : QString();
    });
    set(kTest, tr("test accuracy"), tr("From the run's record"), [](const engine::InspectedNetwork& network) {
        return network.testAccuracy ? percentText(*network.testAccuracy) : QString();
    });
    showJudged();
    if (m_latencies.empty())
        showRecordedTimes(summary);
    else
        showMeasuredTimes();
}

void InspectHeader::showJudged() {
    const auto accuracy = [this](auto side) {
        return m_judged && (*m_judged).*side ? percentText(((*m_judged).*side)->accuracy) : QString();
    };
    const bool isTest = m_judged && m_judged->split == engine::ImageSplit::test;
    setFigure(kJudged,
              {isTest ? tr("judged, test") : tr("judged, validation"), tr("Accuracy on the images judged here"),
               accuracy(&engine::JudgedImages::before), accuracy(&engine::JudgedImages::after)});
}

void InspectHeader::showMeasuredTimes() {
    const auto set = [this](std::size_t figure, int batch, const QString& caption) {
        const auto median = [&](auto side) -> QString {
            for (const auto& latency : m_latencies)
                if (latency.batchSize == batch && latency.*side)
                    return millisecondsText((latency.*side)->medianMs);
            return {};
        };
        const bool isDisturbed = m_measuredOn == Machine::running;
        setFigure(figure, {isDisturbed ? caption + QStringLiteral(" *") : caption,
                           isDisturbed ? tr("Measured beside a run: too long") : tr("Measured now, in turn"),
                           median(&engine::NetworkLatency::before), median(&engine::NetworkLatency::after)});
    };
    set(kTimeOne, 1, tr("time, 1 image"));
    set(kTimeMany, manyImages(), tr("time, %1 images").arg(manyImages()));
}

void InspectHeader::showRecordedTimes(const engine::InspectionSummary& summary) {
    const auto recorded = [](const std::optional<engine::InspectedNetwork>& network, auto part) {
        return network && (*network).*part ? millisecondsText(*((*network).*part)) : QString();
    };
    const auto set = [&](std::size_t figure, const QString& caption, auto part) {
        setFigure(figure, {caption, tr("From the run's record"), recorded(summary.before, part),
                           recorded(summary.after, part)});
    };
    const auto& network = summary.after ? summary.after : summary.before;
    set(kTimeOne, tr("time, 1 image"), &engine::InspectedNetwork::recordedMs1);
    set(kTimeMany, tr("time, %1 images").arg(network ? network->recordedBatch : 0),
        &engine::InspectedNetwork::recordedMsBatch);
}

QString InspectHeader::figuresText() const {
    QStringList lines;
    for (const auto& figure : m_figures)
        if (!figure.value->text().isEmpty())
            lines << figure.caption->text() + ": " + figure.value->text();
    return lines.join('\n');
}

} // namespace bubblenet::ui
