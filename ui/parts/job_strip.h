// SPDX-License-Identifier: GPL-3.0-only
// A line that runs one job at a time: what it does, how far it is, a button that ends it, and what became of it.
// Window's thread; the job has a thread of its own.
#pragma once

#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "ui/bridge/job.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

class JobStrip : public QWidget {
    Q_OBJECT

public:
    explicit JobStrip(QWidget* parent = nullptr);

    bool isBusy() const { return m_job && !m_job->isFinished(); }
    /// A job that is still going is cancelled, and nothing more is heard of it. `body` as of startJob; `done` runs on
    /// the window's thread.
    template<class Body, class Done> void start(const QString& what, Body body, Done done) {
        cancel();
        const int number = ++m_number;
        watch(what, startJob(this, std::move(body), [this, number, done = std::move(done)](auto&& result) {
                  if (number == m_number)
                      done(std::forward<decltype(result)>(result));
              }));
    }
    void cancel();
    void say(TextRole role, const QString& text); ///< where no job is going
    void clear();
    QString text() const { return m_text->text(); }
    /// Its place stays while it is hidden, so that nothing below it moves.
    void keepPlace();
    QPushButton* cancelButton() { return m_cancel; }

Q_SIGNALS:
    void busyChanged();
    void failed(const QString& message);

private:
    void watch(const QString& what, Job* job);
    void finish(Job* job);

    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QPointer<Job> m_job;
    bool m_hasSaid = false; ///< what became of the job
    int m_number = 0;       ///< of the latest job
};

} // namespace bubblenet::ui
