// SPDX-License-Identifier: GPL-3.0-only
#include "ui/parts/job_strip.h"

#include <QHBoxLayout>

#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

constexpr int kBarWidth = 100;
constexpr int kSteps = 1000;

} // namespace

JobStrip::JobStrip(QWidget* parent)
    : QWidget(parent), m_text(makeLabel(TextRole::quiet)), m_bar(new QProgressBar), m_cancel(new QPushButton) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 0);
    m_cancel->setObjectName("cancel");
    m_bar->hide();
    m_cancel->hide();
    hide();
    connect(m_cancel, &QPushButton::clicked, this, &JobStrip::cancel);
    whenTranslated(this, [this] {
        m_cancel->setText(tr("Cancel"));
        m_bar->setAccessibleName(tr("Progress"));
    });
}

void JobStrip::watch(const QString& what, Job* job) {
    m_job = job;
    m_hasSaid = false;
    setRole(m_text, TextRole::quiet);
    m_text->setText(what);
    m_bar->setRange(0, 0);
    m_cancel->setAccessibleName(tr("Cancel") + ": " + what);
    m_cancel->setEnabled(true);
    m_bar->show();
    m_cancel->show();
    show();
    connect(job, &Job::progressed, this, [this, job](const QString&, qint64 done, qint64 total) {
        if (job != m_job || total <= 0)
            return;
        m_bar->setRange(0, kSteps);
        m_bar->setValue(static_cast<int>(kSteps * done / total));
    });
    connect(job, &Job::completed, this, [this, job] { finish(job); });
    connect(job, &Job::cancelled, this, [this, job] {
        if (job == m_job)
            say(TextRole::quiet, tr("Cancelled"));
        finish(job);
    });
    connect(job, &Job::failed, this, [this, job](const QString& message) {
        if (job != m_job)
            return;
        say(TextRole::bad, message);
        finish(job);
        Q_EMIT failed(message);
    });
    Q_EMIT busyChanged();
}

void JobStrip::finish(Job* job) {
    if (job != m_job)
        return;
    m_job = nullptr;
    m_bar->hide();
    m_cancel->hide();
    m_cancel->setAccessibleName({});
    if (!m_hasSaid)
        clear();
    Q_EMIT busyChanged();
}

void JobStrip::cancel() {
    if (!isBusy())
        return;
    m_job->requestCancel();
    m_cancel->setEnabled(false);
    m_text->setText(tr("Cancelling …"));
}

void JobStrip::say(TextRole role, const QString& text) {
    m_hasSaid = true;
    setRole(m_text, role);
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

void JobStrip::keepPlace() {
    auto policy = sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    setSizePolicy(policy);
    setMinimumHeight(kControlHeight);
}

void JobStrip::clear() {
    m_hasSaid = true;
    m_text->clear();
    hide();
}

} // namespace bubblenet::ui
