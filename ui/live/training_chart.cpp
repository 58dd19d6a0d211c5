// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/training_chart.h"

#include <QComboBox>

#include "ui/theme/language.h"

namespace bubblenet::ui {

TrainingChart::TrainingChart(const RunModel& run, const Theme& theme, QWidget* parent)
    : ChartPanel(theme, parent), m_run(run), m_what(new QComboBox) {
    addSeries({.colour = &Colours::baseNetwork, .width = 0.8});
    addSeries({.colour = &Colours::encircle, .mark = Mark::circle, .markSize = 5});
    addSeries({.colour = &Colours::pruned, .line = Qt::DashLine, .mark = Mark::square, .markSize = 5});
    m_what->addItems({{}, {}});
    header()->insertWidget(1, m_what);
    connect(m_what, &QComboBox::currentIndexChanged, this, &TrainingChart::choose);
    whenTranslated(this, [this] { retranslate(); });
}

void TrainingChart::retranslate() {
    setTitle(tr("Training"));
    m_what->setItemText(0, tr("loss"));
    m_what->setItemText(1, tr("accuracy, %"));
    m_what->setAccessibleName(tr("What the chart of the training shows"));
    setSeriesName(kStepLoss, tr("steps"));
    setSeriesName(kTraining, tr("training"));
    setSeriesName(kValidation, tr("validation"));
    choose();
}

bool TrainingChart::showsLoss() const {
    return m_what->currentIndex() == 0;
}

void TrainingChart::choose() {
    setAxes({.title = tr("epoch"), .baseline = Baseline::zero},
            showsLoss() ? ChartAxisText{.title = {}, .decimals = 4} : ChartAxisText{.title = {}, .suffix = " %"});
    setEmptyText(tr("Curves appear here when the network is trained"));
    showRun(kAllParts);
}

void TrainingChart::showRun(unsigned parts) {
    if (showsLoss()) {
        if ((parts & (kSteps | kEpochs)) == 0)
            return;
        holdPoints(kStepLoss, m_run.stepLoss.points());
        holdPoints(kTraining, m_run.trainLoss.points());
        holdPoints(kValidation, m_run.validationLoss.points());
    } else {
        if ((parts & kEpochs) == 0)
            return;
        holdPoints(kStepLoss, {});
        holdPoints(kTraining, m_run.trainAccuracy.points());
        holdPoints(kValidation, m_run.validationAccuracy.points());
    }
    refresh();
}

} // namespace bubblenet::ui
