// SPDX-License-Identifier: GPL-3.0-only
// Where a run is composed. Gives a whole recipe to whoever starts runs; starts none itself. Window's thread.
#pragma once

#include <QWidget>

#include "core/config/diagnostic.h"
#include "core/config/run_config.h"
#include "ui/parts/machine.h"
#include "ui/theme/theme.h"

class QPushButton;
class QLabel;

namespace bubblenet::ui {

class DatasetList;
class ForecastBar;
class JobStrip;
class PresetList;
class ProblemList;
class RecipeDocument;
class RecipeFiles;
class RecipeForm;
class WeightsBar;
class YamlEditor;

class SetupPage : public QWidget {
    Q_OBJECT

public:
    explicit SetupPage(const Theme& theme, QWidget* parent = nullptr);
    ~SetupPage() override;

    /// A shipped recipe's name or a file. Problems are shown on the page. Asks first where changes would be lost.
    void openRecipe(const QString& nameOrPath);
    /// Of a new run, with every value at its default. Asks first where changes would be lost.
    void clear();
    /// A recipe's text that is of no file yet. Asks first where changes would be lost.
    void setUp(const QString& title, const QString& yaml);
    /// A copy of this recipe, of no file. Asks first where changes would be lost.
    void compose(const config::RunConfig& config);
    /// As the page's own Start button: emits startRequested when the recipe is sound and a check of its files (a job,
    /// so later) has passed, else shows what is wrong.
    void requestStart();
    /// Asks what is to become of unsaved changes, where there are any; false: the user would rather stay.
    bool mayDiscard();
    /// While a run is going nothing is measured: it would disturb the run, and be wrong.
    void setMachine(Machine machine);

    RecipeDocument& document() { return *m_document; }
    RecipeForm& form() { return *m_form; }
    YamlEditor& editor() { return *m_editor; }
    ForecastBar& forecast() { return *m_forecast; }
    DatasetList& datasets() { return *m_datasets; }
    WeightsBar& weights() { return *m_weights; }
    JobStrip& verdict() { return *m_verdict; }
    PresetList& presets() { return *m_presets; }

Q_SIGNALS:
    void startRequested(const bubblenet::config::RunConfig& config);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class AfterCheck { say, start };

    QWidget* makeHeader();
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeRight();
    QWidget* makeFoot();
    void addShortcuts();
    void setTexts();
    void showTitle();
    void check(AfterCheck then);
    void refuse();
    void takeSuggestion(const config::Diagnostic& problem);
    void showWhatCanBeDone();
    void tellMachine();

    const Theme& m_theme;
    Machine m_machine = Machine::free;
    RecipeDocument* m_document;
    RecipeFiles* m_files;
    PresetList* m_presets = nullptr;
    DatasetList* m_datasets = nullptr;
    RecipeForm* m_form = nullptr;
    YamlEditor* m_editor = nullptr;
    ProblemList* m_problems = nullptr;
    WeightsBar* m_weights = nullptr;
    ForecastBar* m_forecast = nullptr;
    JobStrip* m_verdict = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_file = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_redo = nullptr;
    QPushButton* m_new = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_saveAs = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace bubblenet::ui
