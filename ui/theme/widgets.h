// SPDX-License-Identifier: GPL-3.0-only
// The few parts that every page is made of: panels, titles, the one main button. How they look is theme.cpp's.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

class QAbstractItemView;
class QToolButton;

namespace bubblenet::ui {

/// A flat box with a title line. Fill body(); what belongs beside the title goes into header().
class Panel : public QFrame {
    Q_OBJECT

public:
    explicit Panel(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    QHBoxLayout* header() { return m_header; }
    QVBoxLayout* body() { return m_body; }

private:
    QLabel* m_title;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
};

enum class TextRole { body, pageTitle, panelTitle, quiet, good, warning, bad };
QLabel* makeLabel(TextRole role, QWidget* parent = nullptr);
void setRole(QLabel* label, TextRole role);

/// Filled with the accent: at most one on a page.
QPushButton* makeMainButton(QWidget* parent = nullptr);

/// An icon alone; its tip and name are the caller's to set.
QToolButton* makeToolButton(const QString& iconName);

/// Asks for a file to write; empty: cancelled. A name without a suffix gets the chosen filter's ("Tables (*.csv)")
/// before the question whether a file that is there may be replaced.
QString askWhereToSave(QWidget* parent, const QString& title, const QString& suggested, const QStringList& filters);

/// Ctrl+C copies the selected rows, columns with tabs between them.
void enableCopy(QAbstractItemView* view);

} // namespace bubblenet::ui
