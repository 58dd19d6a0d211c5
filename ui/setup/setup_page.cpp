// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/setup_page.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>

#include "core/config/recipe.h"
#include "ui/models/phrase_text.h"
#include "ui/setup/dataset_list.h"
#include "ui/setup/forecast_bar.h"
#include "ui/setup/preset_list.h"
#include "ui/setup/problem_list.h"
#include "ui/setup/recipe_files.h"
#include "ui/setup/recipe_form.h"
#include "ui/setup/weights_bar.h"
#include "ui/setup/yaml_editor.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kLeftWidth = 284;
constexpr int kFormWidth = 480;
constexpr int kYamlWidth = 440;

bool isRecipe(const QString& file) {
    return file.endsWith(".yaml", Qt::CaseInsensitive) || file.endsWith(".yml", Qt::CaseInsensitive);
}
bool isWeights(const QString& file) {
    return file.endsWith(".safetensors") || file.endsWith(".pth") || file.endsWith(".pt");
}

QString droppedFile(const QMimeData& data) {
    return data.urls().size() == 1 ? data.urls().front().toLocalFile() : QString();
}

} // namespace

SetupPage::SetupPage(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_document(new RecipeDocument(this)),
      m_files(new RecipeFiles(*m_document, this)) {
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    layout->addWidget(makeHeader());
    auto* columns = new QSplitter(Qt::Horizontal);
    columns->setChildrenCollapsible(false);
    columns->setHandleWidth(kPanelGap);
    columns->addWidget(makeLeft());
    columns->addWidget(makeMiddle());
    columns->addWidget(makeRight());
    columns->setStretchFactor(0, 0);
    columns->setStretchFactor(1, 1);
    columns->setStretchFactor(2, 1);
    columns->setSizes({kLeftWidth, kFormWidth, kYamlWidth});
    layout->addWidget(columns, 1);
    layout->addWidget(makeFoot());
    addShortcuts();
    connect(m_document, &RecipeDocument::titleChanged, this, &SetupPage::showTitle);
    connect(m_document, &RecipeDocument::changed, this, [this] {
        const auto& data = m_document->config().data;
        if (m_document->isReadable())
            m_datasets->setRecipe(data.path, data.dataset);
        if (!m_verdict->isBusy())
            m_verdict->clear();
        showWhatCanBeDone();
    });
    connect(m_form, &RecipeForm::suggestionTaken, this, &SetupPage::takeSuggestion);
    connect(m_problems, &ProblemList::suggestionTaken, this, &SetupPage::takeSuggestion);
    for (auto* strip : {m_verdict, m_weights->strip()})
        connect(strip, &JobStrip::busyChanged, this, &SetupPage::tellMachine);
    connect(m_forecast, &ForecastBar::measured, this, [this] {
        m_presets->setClock([this](const config::RunConfig& config) { return m_forecast->timeOf(config); });
    });
    m_presets->setClock([this](const config::RunConfig& config) { return m_forecast->timeOf(config); });
    m_presets->setOwn(RecipeFiles::own());
    connect(m_files, &RecipeFiles::ownChanged, this, [this] { m_presets->setOwn(RecipeFiles::own()); });
    connect(m_files, &RecipeFiles::failed, this,
            [this](const QString& message) { m_verdict->say(TextRole::bad, message); });
    connect(m_files, &RecipeFiles::saved, this,
            [this](const QString& path) { m_verdict->say(TextRole::good, tr("Saved as %1").arg(path)); });
    whenTranslated(this, [this] { setTexts(); });
    m_document->startNew({}, {});
}

SetupPage::~SetupPage() = default;

QWidget* SetupPage::makeHeader() {
    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    m_title = makeLabel(TextRole::pageTitle);
    m_file = makeLabel(TextRole::quiet);
    row->addWidget(m_title);
    row->addWidget(m_file, 1);
    const auto add = [&](QPushButton*& button, const char* name, auto&& action) {
        button = new QPushButton(icon(name), {});
        button->setObjectName(QString("recipe.") + name);
        connect(button, &QPushButton::clicked, this, action);
        row->addWidget(button);
    };
    add(m_undo, "undo", [this] { m_document->text().undo(); });
    add(m_redo, "redo", [this] { m_document->text().redo(); });
    add(m_new, "new", [this] { m_files->startNew(); });
    add(m_open, "open", [this] { m_files->askForFile(); });
    add(m_save, "save", [this] { m_files->save(); });
    add(m_saveAs, "save-as", [this] { m_files->saveAs(); });
    auto& text = m_document->text();
    m_undo->setEnabled(false);
    m_redo->setEnabled(false);
    connect(&text, &QTextDocument::undoAvailable, m_undo, &QWidget::setEnabled);
    connect(&text, &QTextDocument::redoAvailable, m_redo, &QWidget::setEnabled);
    return header;
}

QWidget* SetupPage::makeLeft() {
    auto* left = new QWidget;
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kPanelGap);
    m_presets = new PresetList(m_theme);
    connect(m_presets, &PresetList::chosen, this, &SetupPage::openRecipe);
    layout->addWidget(m_presets, 1);
    auto* panel = new Panel;
    m_datasets = new DatasetList;
    panel->body()->addWidget(m_datasets);
    layout->addWidget(panel);
    whenTranslated(panel, [panel] { panel->setTitle(tr("Data sets")); });
    left->setMinimumWidth(kLeftWidth);
    left->setMaximumWidth(kLeftWidth + kLeftWidth / 2);
    return left;
}

QWidget* SetupPage::makeMiddle() {
    m_form = new RecipeForm(*m_document);
    m_weights = new WeightsBar(*m_document, m_form);
    if (auto* field = m_form->field("network.weights")) {
        field->addBeside(m_weights->browseButton());
        field->addBeside(m_weights->lookButton());
        field->addBelow(m_weights->strip());
    }
    if (auto* field = m_form->field("data.path")) {
        auto* button = new QPushButton(icon("folder"), {}, m_form);
        button->setObjectName("browseData");
        field->addBeside(button);
        connect(button, &QPushButton::clicked, this, [this] {
            const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder that holds the data sets"));
            if (!folder.isEmpty())
                m_document->setValue(*config::findKey("data.path"), folder);
        });
        whenTranslated(button, [button] {
            button->setToolTip(tr("Choose the folder that holds the data sets"));
            button->setAccessibleName(button->toolTip());
        });
    }
    m_form->setMinimumWidth(kFormWidth - kFormWidth / 6);
    return m_form;
}

QWidget* SetupPage::makeRight() {
    auto* panel = new Panel;
    m_editor = new YamlEditor(*m_document, m_theme);
    m_problems = new ProblemList(*m_document);
    panel->body()->addWidget(m_editor, 1);
    panel->body()->addWidget(m_problems);
    connect(m_problems, &ProblemList::chosen, this,
            [this](const config::Diagnostic& problem) { m_editor->goTo(problem); });
    whenTranslated(panel, [this, panel] {
        panel->setTitle(tr("Recipe (YAML)"));
        m_editor->setAccessibleName(tr("Recipe as YAML"));
        m_editor->setPlaceholderText(tr("Empty: every value at its default"));
    });
    panel->setMinimumWidth(kYamlWidth / 2);
    return panel;
}

QWidget* SetupPage::makeFoot() {
    auto* panel = new QFrame;
    panel->setProperty("panel", true);
    auto* rows = new QVBoxLayout(panel);
    rows->setContentsMargins(kPanelGap, kGap, kPanelGap, kGap);
    rows->setSpacing(kSmallGap);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    m_forecast = new ForecastBar(*m_document);
    m_check = new QPushButton(icon("check"), {});
    m_start = makeMainButton();
    m_start->setIcon(iconOnAccent("start"));
    m_check->setObjectName("check");
    m_start->setObjectName("start");
    row->addWidget(m_forecast, 1);
    row->addWidget(m_check);
    row->addWidget(m_start);
    rows->addLayout(row);
    m_verdict = new JobStrip;
    m_verdict->setObjectName("verdict");
    rows->addWidget(m_verdict);
    connect(m_check, &QPushButton::clicked, this, [this] { check(AfterCheck::say); });
    connect(m_start, &QPushButton::clicked, this, &SetupPage::requestStart);
    connect(m_verdict, &JobStrip::busyChanged, this, &SetupPage::showWhatCanBeDone);
    return panel;
}

void SetupPage::addShortcuts() {
    const auto add = [this](const QKeySequence& keys, auto&& action) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(QKeySequence::Undo, [this] { m_document->text().undo(); });
    add(QKeySequence::Redo, [this] { m_document->text().redo(); });
    add(QKeySequence::Save, [this] { m_files->save(); });
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { m_files->saveAs(); });
}

void SetupPage::setTexts() {
    setAccessibleName(tr("Setup"));
    m_title->setText(tr("Set up a run"));
    const auto label = [](QPushButton* button, const QString& text, const QKeySequence& keys) {
        button->setAccessibleName(text);
        const auto shown = keys.toString(QKeySequence::NativeText);
        button->setToolTip(shown.isEmpty() ? text : text + " (" + shown + ")");
    };
    label(m_undo, tr("Undo"), QKeySequence::Undo);
    label(m_redo, tr("Redo"), QKeySequence::Redo);
    label(m_new, tr("New recipe"), {});
    label(m_open, tr("Open a recipe"), {});
    label(m_save, tr("Save the recipe"), QKeySequence::Save);
    label(m_saveAs, tr("Save the recipe as"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_saveAs->setText(tr("Save as …"));
    m_check->setText(tr("Check"));
    m_check->setToolTip(tr("Whether data set, weights, device and goal fit, without starting"));
    m_check->setAccessibleName(tr("Check the recipe"));
    m_start->setText(tr("Start"));
    m_start->setAccessibleName(tr("Start the run"));
    showWhatCanBeDone();
    m_presets->setClock([this](const config::RunConfig& config) { return m_forecast->timeOf(config); });
    showTitle();
}

void SetupPage::showTitle() {
    auto title = m_files->shownTitle();
    if (m_document->isModified())
        title += tr(" (changed)");
    m_file->setText(title);
    m_file->setToolTip(m_document->path());
    m_presets->setCurrent(m_document->path().isEmpty() ? m_document->title() : m_document->path());
}

void SetupPage::openRecipe(const QString& nameOrPath) {
    m_files->open(nameOrPath);
}

void SetupPage::clear() {
    m_files->startNew();
}

void SetupPage::setUp(const QString& title, const QString& yaml) {
    m_files->startNew(title, yaml.toStdString());
}

void SetupPage::compose(const config::RunConfig& config) {
    setUp(QString::fromStdString(config.name), QString::fromStdString(config::toYaml(config)));
}

bool SetupPage::mayDiscard() {
    return m_files->mayDiscard();
}

void SetupPage::setMachine(Machine machine) {
    m_machine = machine;
    m_weights->setMachine(machine);
    tellMachine();
}

// What is measured beside something else is wrong.
void SetupPage::tellMachine() {
    const bool isBusy = m_verdict->isBusy() || m_weights->strip()->isBusy();
    m_forecast->setMachine(m_machine == Machine::free && isBusy ? Machine::checking : m_machine);
}

void SetupPage::showWhatCanBeDone() {
    const bool isSound = m_document->isSound();
    m_check->setEnabled(!m_verdict->isBusy());
    m_start->setEnabled(isSound && !m_verdict->isBusy());
    m_start->setToolTip(isSound ? QString() : tr("The recipe has errors; Check leads to the first of them"));
}

void SetupPage::takeSuggestion(const config::Diagnostic& problem) {
    if (m_document->applySuggestion(problem))
        return;
    m_editor->goTo(problem);
    m_verdict->say(TextRole::warning, tr("“%1” cannot simply take this place: it is there already, or what stands here "
                                         "does not fit it. Move what you need by hand.")
                                          .arg(QString::fromStdString(problem.suggestion)));
}

void SetupPage::check(AfterCheck then) {
    if (!m_document->isSound()) {
        refuse();
        return;
    }
    const auto config = m_document->config();
    m_verdict->start(
        tr("Checking device, data set, weights and goal …"),
        [config](const engine::Hooks& hooks) {
            throwIfStopped(hooks.proceed);
            engine::checkRun(config);
            throwIfStopped(hooks.proceed);
            return config;
        },
        [this, then](const config::RunConfig& checked) {
            if (then == AfterCheck::start)
                Q_EMIT startRequested(checked);
            else
                m_verdict->say(TextRole::good, tr("This run can start."));
        });
}

void SetupPage::requestStart() {
    check(AfterCheck::start);
}

void SetupPage::refuse() {
    const auto problems = m_document->diagnostics();
    const auto& first = problems.front();
    QStringList reasons;
    for (const auto& problem : problems)
        reasons.append(phraseText(problem.message));
    constexpr int kMostReasons = 3;
    const auto more = reasons.size() - kMostReasons;
    auto text = tr("The recipe has errors: %1").arg(reasons.mid(0, kMostReasons).join("; "));
    if (more > 0)
        text += tr("; and %1 more").arg(more);
    if (m_document->isReadable() && m_form->field(first.keyPath))
        m_form->goTo(first.keyPath);
    else
        m_editor->goTo(first);
    m_verdict->say(TextRole::bad, text);
}

void SetupPage::dragEnterEvent(QDragEnterEvent* event) {
    const auto file = droppedFile(*event->mimeData());
    if (isRecipe(file) || isWeights(file))
        event->acceptProposedAction();
}

void SetupPage::dropEvent(QDropEvent* event) {
    const auto file = droppedFile(*event->mimeData());
    if (!isRecipe(file) && !isWeights(file))
        return;
    event->acceptProposedAction();
    if (isRecipe(file))
        openRecipe(file);
    else
        m_weights->take(file);
}

} // namespace bubblenet::ui
