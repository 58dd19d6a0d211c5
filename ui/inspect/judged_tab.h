// SPDX-License-Identifier: GPL-3.0-only
// What the three tabs about judged images share: they are empty until images were judged, and offer to judge them.
// Window's thread.
#pragma once

#include <memory>

#include "core/engine/inspection.h"
#include "ui/inspect/empty_stack.h"

namespace bubblenet::ui {

/// A network that is looked at, and what it did with a split's images.
struct Judged {
    std::shared_ptr<const engine::Inspection> inspection;
    std::shared_ptr<const engine::JudgedImages> images;
};

class JudgedTab : public QWidget {
    Q_OBJECT

public:
    explicit JudgedTab(QWidget* parent = nullptr);
    /// Without images: none were judged.
    void setJudged(Judged judged);

Q_SIGNALS:
    void judgeRequested();

protected:
    /// Called once, by the tab's constructor.
    void setContent(QWidget* content);
    void setEmptyText(const QString& text) { m_stack->setText(text); }
    const engine::JudgedImages& images() const { return *m_judged.images; }
    const Judged& judged() const { return m_judged; }
    bool hasImages() const { return m_judged.images != nullptr; }
    QString className(int index) const;
    std::vector<QString> classNames() const;
    /// There are images, or others, or none any more.
    virtual void showJudged() = 0;

private:
    Judged m_judged;
    EmptyStack* m_stack = nullptr;
};

} // namespace bubblenet::ui
