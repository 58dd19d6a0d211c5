// SPDX-License-Identifier: GPL-3.0-only
// One key of a recipe as a labelled control, made from the key's own description. Shows a value and its problems; what
// is edited goes out as it was typed, wrong or right. Window's thread.
#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QWidget>
#include <memory>
#include <vector>

#include "core/config/diagnostic.h"
#include "core/config/recipe_keys.h"

namespace bubblenet::ui {

/// The part of a field that differs by the kind of its value.
class KeyControl {
public:
    virtual ~KeyControl() = default;
    virtual QWidget* widget() = 0; ///< that a label is the buddy of, and that takes the focus
    virtual QString typed() const = 0;
    virtual void show(const QString& typed) = 0;
    virtual void setHint(const QString& /*hint*/) {} ///< what counts where nothing is typed
    virtual void name(const QString& name, const QString& description);
};

class KeyField : public QWidget {
    Q_OBJECT

public:
    explicit KeyField(const config::RecipeKey& key, QWidget* parent = nullptr);
    ~KeyField() override;

    const config::RecipeKey& key() const { return m_key; }
    QWidget* control() const;
    /// `written`: as the text has it; null where the default counts.
    void show(const std::string* written, const std::string& effective);
    void setProblems(const std::vector<config::Diagnostic>& problems);
    QString problemText() const;
    /// A button or the like behind the control.
    void addBeside(QWidget* widget) { m_row->insertWidget(m_row->count() - 1, widget); }
    /// Something under the control.
    void addBelow(QWidget* widget) { m_below->addWidget(widget); }

Q_SIGNALS:
    void edited(const QString& typed);
    void suggestionTaken(const bubblenet::config::Diagnostic& problem);
    void entered(); ///< by focus or by the mouse: whoever explains keys explains this one
    void left();    ///< by the focus

protected:
    void enterEvent(QEnterEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setTexts();

    const config::RecipeKey& m_key;
    QLabel* m_label;
    QHBoxLayout* m_row;
    QVBoxLayout* m_below;
    QWidget* m_problemArea;
    std::unique_ptr<KeyControl> m_control;
    std::vector<config::Diagnostic> m_problems;
};

/// By the kind of the key's value; changes come out of the field as edited().
std::unique_ptr<KeyControl> makeControl(const config::RecipeKey& key, KeyField& field);

} // namespace bubblenet::ui
