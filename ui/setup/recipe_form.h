// SPDX-License-Identifier: GPL-3.0-only
// A control for each of the recipe's keys, made from their one description, in a group for each section. Edits the
// document, and follows it. Window's thread.
#pragma once

#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "ui/parts/scroll_column.h"
#include "ui/setup/key_field.h"
#include "ui/setup/key_group.h"
#include "ui/setup/recipe_document.h"

namespace bubblenet::ui {

class RecipeForm : public QWidget {
    Q_OBJECT

public:
    explicit RecipeForm(RecipeDocument& document, QWidget* parent = nullptr);

    KeyField* field(const std::string& path) const; ///< null: there is no such key
    KeyGroup* group(const std::string& name) const; ///< null: there is none; the run's own keys are in none
    void goTo(const std::string& path);             ///< opens its group, scrolls there, gives it the focus

Q_SIGNALS:
    void suggestionTaken(const bubblenet::config::Diagnostic& problem);

private:
    void addField(const config::RecipeKey& key);
    QVBoxLayout* placeFor(const std::string& group);
    void showDocument();
    void showProblems();
    void explain(const config::RecipeKey& key);

    RecipeDocument& m_document;
    ScrollColumn* m_scroll;
    QLabel* m_unreadable;
    QLabel* m_help;
    const config::RecipeKey* m_explained = nullptr;
    std::vector<KeyField*> m_fields; ///< in the keys' order
    std::map<std::string, KeyGroup*> m_groups;
    QVBoxLayout* m_own; ///< the run's own keys
};

} // namespace bubblenet::ui
