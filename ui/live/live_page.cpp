// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/live_page.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>

#include "ui/live/candidate_dialog.h"
#include "ui/live/log_panel.h"
#include "ui/live/pod_view.h"
#include "ui/live/result_panel.h"
#include "ui/live/search_charts.h"
#include "ui/live/training_chart.h"
#include "ui/live/whale_panel.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

LivePage::LivePage(RunModel& run, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_run(run), m_theme(theme), m_header(new RunHeader(run)), m_result(new ResultPanel(run)),
      m_pod(new PodView(run, theme)), m_best(new BestChart(run, theme)), m_training(new TrainingChart(run, theme)),
      m_cost(new CostChart(run, theme)), m_coefficients(new CoefficientChart(run, theme)),
      m_whales(new WhalePanel(run, theme)), m_log(new LogPanel(run, theme)), m_rows(new QSplitter(Qt::Vertical)),
      m_upper(new QSplitter(Qt::Horizontal)), m_lower(new QSplitter(Qt::Horizontal)) {
    makeLayout();
    connect(m_pod, &PodView::iterationShown, m_whales, &WhalePanel::show);
    connect(m_pod, &PodView::candidateClicked, this, &LivePage::showCandidate);
    connect(m_whales, &WhalePanel::candidateActivated, this, &LivePage::showCandidate);
    connect(m_result, &ResultPanel::exportRequested, this, &LivePage::exportRequested);
    connect(m_result, &ResultPanel::inspectRequested, this, &LivePage::inspectRequested);
    connect(&run, &RunModel::begun, this, &LivePage::begin);
    connect(&run, &RunModel::changed, this, &LivePage::showRun);
    whenTranslated(this, [this] { setAccessibleName(tr("Live")); });
    begin();
}

void LivePage::makeLayout() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    layout->addWidget(m_header);
    layout->addWidget(m_result);
    layout->addWidget(m_rows, 1);
    auto* charts = new QWidget;
    m_charts = new QGridLayout(charts);
    m_charts->setContentsMargins({});
    m_charts->setSpacing(kPanelGap);
    m_charts->addWidget(m_best, 0, 0);
    m_charts->addWidget(m_training, 0, 1);
    m_charts->addWidget(m_cost, 1, 0);
    m_charts->addWidget(m_coefficients, 1, 1);
    for (int i = 0; i < 2; ++i) {
        m_charts->setColumnStretch(i, 1);
        m_charts->setRowStretch(i, 1);
    }
    m_upper->addWidget(m_pod);
    m_upper->addWidget(charts);
    m_lower->addWidget(m_whales);
    m_lower->addWidget(m_log);
    m_rows->addWidget(m_upper);
    m_rows->addWidget(m_lower);
    for (auto* splitter : {m_upper, m_lower, m_rows}) {
        splitter->setHandleWidth(kPanelGap);
        splitter->setChildrenCollapsible(false);
    }
    m_upper->setSizes({450, 550});
    m_lower->setSizes({620, 380});
    m_rows->setSizes({700, 300});
}

// What a run does not do takes no room.
void LivePage::begin() {
    const auto& search = m_run.config().search;
    const bool prunes = search.prune != "none";
    const bool hasPod = prunes && search.isSearched();
    m_pod->setVisible(hasPod);
    m_whales->setVisible(hasPod);
    const bool hasCoefficients = hasPod && search.method == "whale";
    m_coefficients->setVisible(hasCoefficients);
    m_charts->addWidget(m_training, 0, 1, hasCoefficients ? 1 : 2, 1); // which leaves where it was before
    m_best->setVisible(prunes);
    m_cost->setVisible(prunes);
    showRun(kAllParts);
}

void LivePage::showRun(unsigned parts) {
    if ((parts & (kHeader | kPod)) != 0)
        m_header->showRun();
    if ((parts & kResults) != 0)
        m_result->showRun();
    if ((parts & kPod) != 0) {
        m_pod->refresh();
        m_whales->show(m_pod->shownIteration());
        m_best->showRun();
        m_coefficients->showRun();
    }
    if ((parts & (kPod | kEpochs)) != 0)
        m_cost->showRun();
    m_training->showRun(parts);
}

void LivePage::showCandidate(int index) {
    const auto* candidate = m_run.pod().candidate(index);
    if (candidate == nullptr)
        return;
    auto* dialog = new CandidateDialog(m_run.pod(), *candidate, m_theme, this);
    connect(dialog, &CandidateDialog::inspectRequested, this,
            [this, iteration = candidate->iteration, whale = candidate->whale] {
                Q_EMIT whaleInspectRequested(iteration, whale);
            });
    dialog->show();
}

QByteArray LivePage::layoutState() const {
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << m_rows->saveState() << m_upper->saveState() << m_lower->saveState();
    return state;
}

void LivePage::restoreLayout(const QByteArray& state) {
    QDataStream in(state);
    QByteArray rows;
    QByteArray upper;
    QByteArray lower;
    in >> rows >> upper >> lower;
    if (in.status() != QDataStream::Ok)
        return;
    m_rows->restoreState(rows);
    m_upper->restoreState(upper);
    m_lower->restoreState(lower);
}

} // namespace bubblenet::ui
