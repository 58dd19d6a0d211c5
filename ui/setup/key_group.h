// SPDX-License-Identifier: GPL-3.0-only
// A part of the form that folds away under its title, which counts its problems. Window's thread.
#pragma once

#include <QFrame>
#include <QToolButton>
#include <QVBoxLayout>

namespace bubblenet::ui {

class KeyGroup : public QFrame {
    Q_OBJECT

public:
    explicit KeyGroup(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setProblemCount(int count);
    void setOpen(bool open) { m_header->setChecked(open); }
    bool isOpen() const { return m_header->isChecked(); }
    QToolButton* header() { return m_header; }
    QVBoxLayout* fields() { return m_fields; }

private:
    void showHeader();

    QToolButton* m_header;
    QWidget* m_body;
    QVBoxLayout* m_fields;
    QString m_title;
    int m_problems = 0;
};

} // namespace bubblenet::ui
