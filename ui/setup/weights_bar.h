// SPDX-License-Identifier: GPL-3.0-only
// What belongs beside and below the field of the weights: a file dialog, and a quick look at what the file holds. The
// look is a job. Window's thread.
#pragma once

#include <QPushButton>
#include <QWidget>

#include "ui/parts/job_strip.h"
#include "ui/parts/machine.h"
#include "ui/setup/recipe_document.h"

namespace bubblenet::ui {

class WeightsBar : public QObject {
    Q_OBJECT

public:
    WeightsBar(RecipeDocument& document, QWidget* parent);
    QPushButton* browseButton() { return m_browse; }
    QPushButton* lookButton() { return m_look; }
    JobStrip* strip() { return m_strip; }
    void setMachine(Machine machine);
    void take(const QString& file); ///< into the recipe

private:
    void browse();
    void look();
    void follow();

    RecipeDocument& m_document;
    QPushButton* m_browse;
    QPushButton* m_look;
    JobStrip* m_strip;
    Machine m_machine = Machine::free;
    std::string m_lookedAt; ///< weights and what the look depends on
};

} // namespace bubblenet::ui
