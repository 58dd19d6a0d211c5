// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/compare_page.h"

#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QMessageBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <algorithm>

#include "core/base/error.h"
#include "core/compare/run_report.h"
#include "core/store/folder_lock.h"
#include "ui/compare/annotation_dialog.h"
#include "ui/compare/cost_accuracy_chart.h"
#include "ui/compare/curve_charts.h"
#include "ui/compare/parallel_coordinates.h"
#include "ui/compare/race_panel.h"
#include "ui/compare/run_panel.h"
#include "ui/compare/text_table.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

namespace fs = std::filesystem;

constexpr int kAgainMs = 3000;
constexpr std::size_t kSlice = 50; ///< folders between two reports of progress
constexpr std::size_t kMostNamed = 8;
constexpr int kWidestValue = 180; ///< pixels of a difference of recipes

fs::path pathOf(const QString& text) {
    return text.toStdString();
}

/// The runs below all of these; what is none is left out, as the window remembers folders that are gone.
std::vector<compare::Run> readRuns(compare::RunReader& reader, const std::vector<fs::path>& parents,
                                   const engine::Hooks& hooks) {
    auto folders = compare::runFolders(parents, hooks.proceed);
    std::erase_if(folders, [&](const fs::path& folder) {
        std::error_code ignored;
        return !fs::exists(folder / "manifest.json", ignored) && !fs::exists(folder / "events.jsonl", ignored);
    });
    std::vector<compare::Run> runs;
    for (std::size_t begin = 0; begin < folders.size(); begin += kSlice) {
        const auto end = std::min(begin + kSlice, folders.size());
        const std::vector<fs::path> slice(folders.begin() + static_cast<std::ptrdiff_t>(begin),
                                          folders.begin() + static_cast<std::ptrdiff_t>(end));
        for (auto& run : reader.readAll(slice, hooks.proceed))
            runs.push_back(std::move(run));
        hooks.progress("reading runs", static_cast<std::int64_t>(end), static_cast<std::int64_t>(folders.size()));
    }
    return runs;
}

} // namespace

ComparePage::ComparePage(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_reader(std::make_shared<compare::RunReader>()), m_filter(m_model),
      m_panel(new RunPanel(m_model, m_filter)), m_stack(new QStackedWidget), m_empty(makeLabel(TextRole::quiet)),
      m_tabs(new QTabWidget) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto* rows = new QSplitter(Qt::Vertical);
    rows->setHandleWidth(kPanelGap);
    rows->setChildrenCollapsible(false);
    makeTabs(theme);
    rows->addWidget(m_panel);
    rows->addWidget(m_tabs);
    rows->setSizes({550, 450});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(rows);
    layout->addWidget(m_stack);
    connectPanel();
    connect(&theme, &Theme::changed, this, &ComparePage::takeChosen);
    m_again.setInterval(kAgainMs);
    connect(&m_again, &QTimer::timeout, this, &ComparePage::scan);
    whenTranslated(this, [this] { retranslate(); });
}

ComparePage::~ComparePage() = default;

void ComparePage::makeTabs(const Theme& theme) {
    m_curves = new CurveCharts(theme);
    m_cost = new CostAccuracyChart(theme);
    m_parallel = new ParallelCoordinates(theme);
    auto* parallelPanel = new Panel;
    parallelPanel->body()->addWidget(m_parallel);
    m_differences = new TextTableModel(this);
    m_differencesTable = makeTable();
    m_differencesTable->setObjectName("differences");
    m_differencesTable->setModel(m_differences);
    m_differencesTable->setTextElideMode(Qt::ElideMiddle);
    auto* differencesPanel = new Panel;
    differencesPanel->body()->addWidget(m_differencesTable);
    m_race = new RacePanel;
    for (QWidget* page :
         {static_cast<QWidget*>(m_curves), static_cast<QWidget*>(m_cost), static_cast<QWidget*>(parallelPanel),
          static_cast<QWidget*>(differencesPanel), static_cast<QWidget*>(m_race)})
        m_tabs->addTab(page, QString());
    m_tabs->setDocumentMode(true);
    connect(m_cost, &CostAccuracyChart::runClicked, m_panel, &RunPanel::choose);
    connect(m_parallel, &ParallelCoordinates::rangesChanged, this, [this] {
        m_filter.setCondition(m_parallel->hasRanges()
                                  ? [this](const compare::RunSummary& run) { return m_parallel->isWithin(run); }
                                  : RunFilter::Condition());
        m_panel->updateStatus();
        m_cost->show(m_filter.shownRuns(), m_chosen);
    });
}

void ComparePage::connectPanel() {
    connect(m_panel, &RunPanel::openRequested, this, &ComparePage::runOpened);
    connect(m_panel, &RunPanel::inspectRequested, this, &ComparePage::inspectRequested);
    connect(m_panel, &RunPanel::chosenChanged, this, &ComparePage::takeChosen);
    connect(m_panel, &RunPanel::filterChanged, this, &ComparePage::showShown);
    connect(m_panel, &RunPanel::editRequested, this, &ComparePage::edit);
    connect(m_panel, &RunPanel::archiveRequested, this, &ComparePage::archive);
    connect(m_panel, &RunPanel::deleteRequested, this, &ComparePage::askAndDelete);
    connect(m_panel, &RunPanel::reportRequested, this, &ComparePage::askAndSaveReport);
    connect(&m_model, &RunTableModel::editRequested, this, [this](const auto& run, const auto& annotation) {
        write({{run, annotation}});
    });
}

void ComparePage::retranslate() {
    setAccessibleName(tr("Compare"));
    m_empty->setText(tr("Runs are compared here once there are some."));
    const QString titles[] = {tr("Curves"), tr("Cost and accuracy"), tr("Parallel coordinates"),
                              tr("Differences of recipes"), tr("Race")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, titles[i]);
    m_tabs->setAccessibleName(tr("Charts of the runs"));
    m_differencesTable->setAccessibleName(tr("What the recipes of the chosen runs differ in"));
    showDifferences();
}

void ComparePage::setRuns(const QString& folder, const QStringList& others) {
    m_folder = folder;
    m_others = others;
    if (isVisible())
        scan();
}

void ComparePage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_again.start();
    scan();
}

void ComparePage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_again.stop();
}

void ComparePage::scan() {
    if (m_folder.isEmpty())
        return;
    if (m_scan) {
        m_scanAgain = true;
        return;
    }
    std::vector<fs::path> parents{pathOf(m_folder)};
    for (const auto& other : m_others)
        parents.push_back(pathOf(other));
    m_scan = startJob(
        this, [reader = m_reader, parents](const engine::Hooks& hooks) { return readRuns(*reader, parents, hooks); },
        [this](const std::vector<compare::Run>& runs) { take(runs); });
    if (m_model.rowCount() == 0)
        connect(m_scan, &Job::progressed, this, [this](const QString&, qint64 done, qint64 total) {
            m_empty->setText(tr("Reading runs: %1 of %2").arg(done).arg(total));
        });
    connect(m_scan, &Job::failed, this, [this](const QString& problem) {
        if (std::exchange(m_scanProblem, problem) != problem) // it is tried again every few seconds
            showProblem(problem);
    });
}

void ComparePage::take(const std::vector<compare::Run>& runs) {
    m_scan.clear();
    m_scanProblem.clear();
    if (m_model.setRuns(runs))
        takeChosen();
    m_empty->setText(tr("Runs are compared here once there are some."));
    m_stack->setCurrentIndex(runs.empty() ? 0 : 1);
    m_race->refresh();
    m_panel->updateStatus();
    if (std::exchange(m_scanAgain, false))
        scan();
    Q_EMIT scanned();
}

void ComparePage::takeChosen() {
    m_chosen.set(m_panel->chosen());
    std::map<fs::path, QIcon> marks;
    for (const auto& [run, slot] : m_chosen.drawn())
        marks.emplace(run->folder, iconOf(slot, m_theme));
    m_model.setMarks(std::move(marks));
    m_curves->show(m_chosen);
    showDifferences();
    m_race->setFolder(compare::raceFolderOf(m_chosen.all()));
    showShown();
}

void ComparePage::showShown() {
    m_cost->show(m_filter.shownRuns(), m_chosen);
    m_parallel->show(m_filter.runsBeforeCondition(), m_chosen);
}

void ComparePage::showDifferences() {
    const auto& runs = m_chosen.all();
    std::vector<std::string> head{tr("key").toStdString()};
    TextTableModel::Rows rows;
    if (runs.size() < 2) {
        head = {tr("Select two runs or more: the keys in which their recipes differ are listed here").toStdString()};
    } else {
        for (const auto& run : runs)
            head.push_back(compare::nameOf(*run));
        for (const auto& difference : compare::differences(runs)) {
            auto& row = rows.emplace_back(std::vector{difference.key});
            row.insert(row.end(), difference.values.begin(), difference.values.end());
        }
        if (rows.empty())
            rows.push_back({tr("no difference").toStdString()});
    }
    m_differences->set(std::move(head), std::move(rows));
    m_differencesTable->resizeColumnsToContents();
    for (int column = 1; column < m_differences->columnCount(); ++column) // a path is there in its tool tip
        m_differencesTable->setColumnWidth(column, std::min(m_differencesTable->columnWidth(column), kWidestValue));
}

void ComparePage::doThenScan(std::function<void()> work) {
    auto* job = startJob(
        this,
        [work = std::move(work)](const engine::Hooks&) {
            work();
            return true;
        },
        [](bool) {});
    connect(job, &Job::completed, this, [this] {
        scan();
        Q_EMIT runsChanged();
    });
    connect(job, &Job::failed, this, [this](const QString& problem) {
        scan(); // some of it may be done
        Q_EMIT runsChanged();
        showProblem(problem);
    });
}

void ComparePage::write(const std::vector<std::pair<compare::Run, compare::Annotation>>& edited) {
    if (edited.empty())
        return;
    doThenScan([edited, writing = m_writing] {
        const std::lock_guard lock(*writing);
        for (const auto& [run, wanted] : edited) {
            // What was changed since the table was read stays, unless it is changed here.
            auto annotation = compare::readAnnotation(run->folder);
            const auto& known = run->annotation;
            if (wanted.name != known.name)
                annotation.name = wanted.name;
            if (wanted.tags != known.tags)
                annotation.tags = wanted.tags;
            if (wanted.note != known.note)
                annotation.note = wanted.note;
            if (wanted.archived != known.archived)
                annotation.archived = wanted.archived;
            compare::writeAnnotation(run->folder, annotation);
        }
    });
}

void ComparePage::edit() {
    const auto runs = m_panel->chosen();
    if (runs.empty())
        return;
    AnnotationDialog dialog(runs, this);
    if (dialog.exec() == QDialog::Accepted)
        write(dialog.edited());
}

void ComparePage::archive() {
    const auto runs = m_panel->chosen();
    const bool areArchived =
        std::all_of(runs.begin(), runs.end(), [](const auto& run) { return run->annotation.archived; });
    std::vector<std::pair<compare::Run, compare::Annotation>> edited;
    for (const auto& run : runs) {
        edited.emplace_back(run, run->annotation);
        edited.back().second.archived = !areArchived;
    }
    write(edited);
}

void ComparePage::askAndDelete() {
    auto runs = m_panel->chosen();
    const auto running = std::erase_if(runs, [](const auto& run) { return run->state == compare::RunState::running; });
    if (running > 0)
        showProblem(tr("A run that is going on cannot be deleted; stop it first."));
    if (runs.empty())
        return;
    QStringList names;
    for (std::size_t i = 0; i < std::min(runs.size(), kMostNamed); ++i)
        names.append(QString::fromStdString(runs[i]->folder.string()));
    if (runs.size() > kMostNamed)
        names.append("…");
    QMessageBox question(QMessageBox::Question, tr("Delete runs"),
                         runs.size() == 1 ? tr("Move the run's folder to the desktop's bin?")
                                          : tr("Move the folders of %1 runs to the desktop's bin?").arg(runs.size()),
                         QMessageBox::NoButton, this);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(names.join('\n'));
    auto* move = question.addButton(tr("Move to the bin"), QMessageBox::AcceptRole);
    auto* keep = question.addButton(QMessageBox::Cancel);
    question.setDefaultButton(qobject_cast<QPushButton*>(keep));
    question.exec();
    if (question.clickedButton() == move)
        moveToBin(runs);
}

void ComparePage::moveToBin(const std::vector<compare::Run>& runs) {
    doThenScan([runs] {
        for (const auto& run : runs) {
            const auto folder = QString::fromStdString(run->folder.string());
            if (store::isLocked(run->folder)) // since the table was read, or in a folder that cannot be read
                throw Error(
                    tr("A process is working on “%1”: stop that run before it is deleted.").arg(folder).toStdString());
            if (!QFile::moveToTrash(folder))
                throw Error(tr("“%1” cannot be moved to the bin of this desktop; it is where it was.")
                                .arg(folder)
                                .toStdString());
        }
    });
}

void ComparePage::askAndSaveReport(ReportFormat format, compare::Language language) {
    const bool isPdf = format == ReportFormat::pdf;
    const auto filter = isPdf ? tr("PDF (*.pdf)") : tr("HTML (*.html)");
    QFileDialog dialog(this, tr("Save report"), {}, filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(isPdf ? "pdf" : "html");
    dialog.selectFile(isPdf ? "report.pdf" : "report.html");
    if (dialog.exec() == QDialog::Accepted)
        saveReport(dialog.selectedFiles().first(), format, language);
}

void ComparePage::saveReport(const QString& path, ReportFormat format, compare::Language language) {
    const auto runs = m_chosen.all();
    if (runs.empty())
        return;
    m_panel->setStatus(tr("Writing the report …"));
    auto* job = startJob(
        this,
        [=](const engine::Hooks&) {
            std::optional<compare::Race> race;
            if (const auto folder = compare::raceFolderOf(runs); !folder.empty())
                race = compare::readRace(folder);
            writeReport(path, compare::comparisonHtml(runs, race, language), format);
            return true;
        },
        [=, this](bool) { m_panel->setStatus(tr("Saved: %1").arg(path)); });
    connect(job, &Job::failed, this, [this](const QString& problem) {
        m_panel->setStatus({});
        showProblem(problem);
    });
    constexpr int kSaidMs = 6000;
    connect(job, &Job::completed, this,
            [this] { QTimer::singleShot(kSaidMs, m_panel, [this] { m_panel->setStatus({}); }); });
}

void ComparePage::showProblem(const QString& text) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Compare"), text, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

} // namespace bubblenet::ui
