// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/run_header.h"

#include <QDir>
#include <QProgressBar>

#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

RunHeader::RunHeader(const RunModel& run, QWidget* parent)
    : QWidget(parent), m_run(run), m_name(makeLabel(TextRole::pageTitle)), m_line(makeLabel(TextRole::quiet)),
      m_bar(new QProgressBar), m_pause(new QPushButton), m_stop(new QPushButton), m_restart(new QPushButton) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kPanelGap);
    m_name->setTextFormat(Qt::PlainText);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(140);
    layout->addWidget(m_name);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_bar);
    for (auto* button : {m_restart, m_pause, m_stop})
        layout->addWidget(button);
    m_restart->setIcon(icon("start"));
    m_stop->setIcon(icon("stop"));
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run.state() == RunState::paused)
            Q_EMIT resumeRequested();
        else
            Q_EMIT pauseRequested();
    });
    connect(m_stop, &QPushButton::clicked, this, &RunHeader::stopRequested);
    connect(m_restart, &QPushButton::clicked, this, &RunHeader::restartRequested);
    whenTranslated(this, [this] { retranslate(); });
}

void RunHeader::retranslate() {
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Finish the step, save, and stop: the run can be resumed"));
    m_restart->setText(tr("Resume run"));
    m_restart->setToolTip(tr("Go on where the run was interrupted"));
    m_bar->setAccessibleName(tr("Progress of what is being done now"));
    showRun();
}

void RunHeader::setSteering(Steering steering) {
    m_steering = steering;
    showRun();
}

QString RunHeader::searchText() const {
    const auto& iterations = m_run.pod().iterations();
    if (iterations.empty())
        return {};
    const auto& last = iterations.back();
    // How many there will be is known once one is done.
    const int count = last.count > 0 ? last.count : iterations.front().count;
    if (last.finished && last.number >= count)
        return tr("the best candidates are compared");
    return count > 0 ? tr("iteration %1 of %2").arg(last.number).arg(count) : tr("iteration %1").arg(last.number);
}

QString RunHeader::stateLine() const {
    QStringList parts;
    const auto state = m_run.state();
    if (m_run.phase().count > 0 && !isOver(state))
        parts << tr("phase %1 of %2: %3")
                     .arg(QString::number(m_run.phase().number), QString::number(m_run.phase().count),
                          phaseText(m_run.phase().phase));
    if (state != RunState::running)
        parts << stateText(state);
    if (m_run.phase().phase == "search" && !isOver(state))
        parts << searchText();
    if (!m_run.progress().what.empty() && !isOver(state))
        parts << progressText(m_run.progress().what);
    if (m_run.progress().secondsLeft >= 0 && state == RunState::running)
        parts << tr("%1 left").arg(durationText(m_run.progress().secondsLeft));
    if (m_run.finished() && isOver(state))
        parts << tr("took %1").arg(durationText(m_run.workedSeconds()));
    if (m_run.finished() && state == RunState::failed)
        parts << reasonText(*m_run.finished());
    if (m_steering == Steering::fromElsewhere && !isOver(state) && state != RunState::opening)
        parts << tr("run by another process");
    parts.removeAll(QString());
    return parts.join(QStringLiteral("  ·  "));
}

void RunHeader::showRun() {
    const auto state = m_run.state();
    const bool isGoing = state == RunState::running || state == RunState::paused;
    const auto recipe = QString::fromStdString(m_run.config().name);
    m_name->setText(m_run.name());
    m_name->setToolTip(recipe == m_run.name()
                           ? QDir::toNativeSeparators(m_run.folder())
                           : QDir::toNativeSeparators(m_run.folder()) + '\n' + tr("recipe: %1").arg(recipe));
    const auto line = stateLine();
    m_line->setText(line);
    m_line->setToolTip(line.size() > 80 ? line : QString());
    setRole(m_line, state == RunState::failed ? TextRole::bad : TextRole::quiet);
    m_bar->setVisible(!isOver(state) && m_run.progress().total > 0);
    if (m_run.progress().total > 0) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(static_cast<int>(1000 * m_run.progress().done / m_run.progress().total));
    }
    const bool isSteered = m_steering == Steering::fromHere && !isOver(state);
    m_pause->setVisible(isSteered);
    m_stop->setVisible(isSteered);
    m_pause->setEnabled(isGoing);
    m_stop->setEnabled(isGoing);
    const auto pauseText = state == RunState::paused ? tr("Go on") : tr("Pause");
    if (m_pause->text() != pauseText) {
        m_pause->setText(pauseText);
        m_pause->setIcon(icon(state == RunState::paused ? "start" : "pause"));
    }
    m_restart->setVisible(state == RunState::interrupted || state == RunState::stopped || state == RunState::failed);
}

} // namespace bubblenet::ui
