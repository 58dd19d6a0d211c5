// SPDX-License-Identifier: GPL-3.0-only
#include "ui/predict/predict_page.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QMimeData>
#include <QStackedWidget>
#include <algorithm>
#include <chrono>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/prediction_text.h"
#include "ui/models/phrase_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/number_delegate.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

namespace fs = std::filesystem;

constexpr int kBestSaved = 5;
constexpr int kRowHeight = PredictionModel::kThumbnailSide + kSmallGap;
constexpr auto kPostEvery = std::chrono::milliseconds(100);

std::vector<fs::path> imagesOf(const QStringList& paths, const engine::Hooks& hooks) {
    std::vector<fs::path> images;
    for (const auto& text : paths) {
        const fs::path path = text.toStdString();
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) {
            images.push_back(path);
            continue;
        }
        const auto more = engine::imagesUnder(path, hooks);
        images.insert(images.end(), more.begin(), more.end());
    }
    return images;
}

} // namespace

void PredictionFilter::setText(const QString& text) {
    m_text = text;
    invalidateFilter();
}

void PredictionFilter::setRows(Rows rows) {
    m_rows = rows;
    invalidateFilter();
}

bool PredictionFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto at = [&](int column) { return sourceModel()->index(row, column, parent); };
    if (m_rows == Rows::problems && !at(0).data(PredictionModel::kHasProblemRole).toBool())
        return false;
    if (m_text.isEmpty())
        return true;
    for (const int column : {PredictionModel::kImage, PredictionModel::kClass, PredictionModel::kProblem})
        if (at(column).data().toString().contains(m_text, Qt::CaseInsensitive))
            return true;
    return false;
}

PredictPage::PredictPage(const RunListModel& runs, QWidget* parent)
    : QWidget(parent), m_network(new NetworkChooser(runs)), m_networkPanel(new Panel), m_imagesPanel(new Panel),
      m_files(new QPushButton), m_folder(new QPushButton), m_clear(new QPushButton), m_classify(makeMainButton()),
      m_hint(makeLabel(TextRole::quiet)), m_machineNote(makeLabel(TextRole::warning)), m_job(new JobStrip),
      m_summary(makeLabel(TextRole::quiet)), m_filter(new QLineEdit), m_rows(new QComboBox), m_csv(new QPushButton),
      m_json(new QPushButton), m_saved(makeLabel(TextRole::quiet)), m_stack(new QStackedWidget),
      m_empty(makeLabel(TextRole::quiet)), m_table(new QTableView) {
    setAcceptDrops(true);
    makeLayout();
    connect(m_network, &NetworkChooser::changed, this, &PredictPage::follow);
    connect(m_files, &QPushButton::clicked, this, &PredictPage::chooseFiles);
    connect(m_folder, &QPushButton::clicked, this, &PredictPage::chooseFolder);
    connect(m_clear, &QPushButton::clicked, &m_predictions, &PredictionModel::clear);
    connect(m_classify, &QPushButton::clicked, this, &PredictPage::classify);
    connect(m_job, &JobStrip::busyChanged, this, &PredictPage::follow);
    connect(m_filter, &QLineEdit::textChanged, &m_filtered, &PredictionFilter::setText);
    connect(m_rows, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_filtered.setRows(static_cast<PredictionFilter::Rows>(index)); });
    connect(m_csv, &QPushButton::clicked, this, [this] { chooseTarget("csv"); });
    connect(m_json, &QPushButton::clicked, this, [this] { chooseTarget("json"); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_predictions, signal, this, &PredictPage::follow);
    connect(&m_predictions, &QAbstractItemModel::modelReset, this, &PredictPage::follow);
    whenTranslated(this, [this] { setTexts(); });
}

PredictPage::~PredictPage() = default;

void PredictPage::makeLayout() {
    m_files->setObjectName("addFiles");
    m_folder->setObjectName("addFolder");
    m_clear->setObjectName("clear");
    m_classify->setObjectName("classify");
    m_files->setIcon(icon("file"));
    m_folder->setIcon(icon("folder"));
    m_hint->setWordWrap(true);
    m_machineNote->setWordWrap(true);
    m_machineNote->hide();
    m_job->keepPlace();
    m_networkPanel->body()->addWidget(m_network);
    m_networkPanel->body()->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    for (auto* button : {m_files, m_folder, m_clear})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(m_classify);
    m_imagesPanel->body()->addLayout(buttons);
    for (auto* widget :
         {static_cast<QWidget*>(m_hint), static_cast<QWidget*>(m_machineNote), static_cast<QWidget*>(m_job)})
        m_imagesPanel->body()->addWidget(widget);
    m_imagesPanel->body()->addStretch();
    auto* upper = new QHBoxLayout;
    upper->setSpacing(kPanelGap);
    upper->addWidget(m_networkPanel, 1);
    upper->addWidget(m_imagesPanel, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    layout->addLayout(upper);
    layout->addWidget(makeTablePanel(), 1);
}

Panel* PredictPage::makeTablePanel() {
    m_tablePanel = new Panel;
    m_filter->setObjectName("filter");
    m_filter->setClearButtonEnabled(true);
    m_rows->setObjectName("rows");
    m_rows->addItems({QString(), QString()});
    m_csv->setObjectName("saveCsv");
    m_json->setObjectName("saveJson");
    for (auto* button : {m_csv, m_json})
        button->setIcon(icon("save"));
    m_filtered.setSourceModel(&m_predictions);
    m_filtered.setSortRole(PredictionModel::kSortRole);
    m_filtered.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(&m_filtered);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setItemDelegate(new NumberDelegate(m_table));
    m_table->setWordWrap(false);
    m_table->setIconSize({PredictionModel::kThumbnailSide, PredictionModel::kThumbnailSide});
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    enableCopy(m_table);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    m_saved->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_saved->setWordWrap(true);
    m_saved->hide();
    auto* header = m_tablePanel->header();
    header->insertWidget(1, m_summary);
    for (auto* widget : {static_cast<QWidget*>(m_filter), static_cast<QWidget*>(m_rows), static_cast<QWidget*>(m_csv),
                         static_cast<QWidget*>(m_json)})
        header->addWidget(widget);
    m_tablePanel->body()->addWidget(m_stack, 1);
    m_tablePanel->body()->addWidget(m_saved);
    return m_tablePanel;
}

void PredictPage::setTexts() {
    setAccessibleName(tr("Predict"));
    m_networkPanel->setTitle(tr("Network"));
    m_imagesPanel->setTitle(tr("Images"));
    m_tablePanel->setTitle(tr("Predictions"));
    m_files->setText(tr("Files …"));
    m_files->setAccessibleName(tr("Add image files"));
    m_folder->setText(tr("Folder …"));
    m_folder->setAccessibleName(tr("Add a folder of images"));
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Remove all images from the list"));
    m_classify->setText(tr("Classify"));
    m_classify->setAccessibleName(tr("Classify the images"));
    m_hint->setText(tr("JPEG and PNG files can be dropped here too, and folders of them."));
    m_machineNote->setText(tr("A run is going on: this takes longer now."));
    m_filter->setPlaceholderText(tr("Filter by name or class"));
    m_filter->setAccessibleName(tr("Filter the predictions"));
    m_rows->setItemText(0, tr("all images"));
    m_rows->setItemText(1, tr("with a problem"));
    m_rows->setAccessibleName(tr("Which images are shown"));
    m_csv->setText("CSV …");
    m_csv->setAccessibleName(tr("Save the predictions as CSV"));
    m_json->setText("JSON …");
    m_json->setAccessibleName(tr("Save the predictions as JSON"));
    m_empty->setText(
        tr("Images and their most probable classes appear here: add files or a folder above, or drop them."));
    m_table->setAccessibleName(tr("Predictions"));
    m_predictions.retranslate();
    setColumnWidths();
    follow();
}

// What room there is goes to the texts, but for a problem's.
void PredictPage::setColumnWidths() {
    constexpr int kMargins = 26; // and the mark of the sorted column
    constexpr int kProblemRoom = 240;
    constexpr int kWidest = 240;
    const int least[] = {150, 96, 0, 118, 118, 118, 118, 0};
    QFont bold = m_table->font();
    bold.setWeight(QFont::DemiBold);
    std::vector<int> widths;
    int sum = 0;
    for (int column = 0; column < static_cast<int>(std::size(least)); ++column) {
        const auto title = m_predictions.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        widths.push_back(std::max(kMargins + QFontMetrics(bold).horizontalAdvance(title), least[column]));
        sum += widths.back();
    }
    const auto texts = static_cast<int>(std::size(least)) - 2;
    const int room = width() - 2 * (kPageMargin + kPanelGap); // the table itself is laid out later
    const int more = std::max(0, (room - sum - kProblemRoom) / texts);
    for (int column = 0; column < static_cast<int>(std::size(least)); ++column) {
        const int width = widths[static_cast<std::size_t>(column)];
        m_table->setColumnWidth(column, least[column] == 0 ? width : std::min(width + more, kWidest));
    }
}

void PredictPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        setColumnWidths();
}

void PredictPage::open(const QString& source) {
    m_network->choose(source);
}

void PredictPage::setMachine(Machine machine) {
    m_machineNote->setVisible(machine == Machine::running);
    m_hint->setVisible(machine != Machine::running); // in its place, so that the rows stay where they are
}

bool PredictPage::areOfOtherNetwork() const {
    return m_predictions.predictedCount() > 0 && m_predictedBy != source();
}

void PredictPage::follow() {
    const bool isBusy = m_job->isBusy();
    const int all = m_predictions.rowCount();
    const int predicted = m_predictions.predictedCount();
    for (auto* widget :
         {static_cast<QWidget*>(m_network), static_cast<QWidget*>(m_files), static_cast<QWidget*>(m_folder)})
        widget->setEnabled(!isBusy);
    m_clear->setEnabled(!isBusy && all > 0);
    m_classify->setEnabled(!isBusy && m_network->network() && (predicted < all || areOfOtherNetwork()));
    m_csv->setEnabled(!isBusy && predicted > 0);
    m_json->setEnabled(!isBusy && predicted > 0);
    m_stack->setCurrentIndex(all > 0 ? 1 : 0);
    QString text =
        all > 0 ? tr("%1 of %2 classified").arg(predicted - m_predictions.problemCount()).arg(all) : QString();
    if (m_predictions.problemCount() > 0)
        text += QStringLiteral("  ·  ") + tr("with a problem: %1").arg(m_predictions.problemCount());
    const bool areOthers = areOfOtherNetwork();
    if (areOthers)
        text += QStringLiteral("  ·  ") + tr("by %1").arg(QFileInfo(m_predictedBy).completeBaseName());
    setRole(m_summary, areOthers ? TextRole::warning : TextRole::quiet);
    m_summary->setToolTip(areOthers ? tr("Of the network that was chosen before, until this one classifies them")
                                    : QString());
    m_summary->setText(text);
    if (isBusy)
        m_saved->hide();
}

void PredictPage::add(const QStringList& paths) {
    if (m_job->isBusy() || paths.isEmpty())
        return;
    m_job->start(
        tr("Looking for images …"), [paths](const engine::Hooks& hooks) { return imagesOf(paths, hooks); },
        [this](const std::vector<fs::path>& images) {
            if (images.empty())
                return m_job->say(TextRole::warning, tr("There are no JPEG or PNG files in that folder."));
            m_predictions.add(images);
            if (m_network->network())
                classify();
        });
}

void PredictPage::classify() {
    const int first = areOfOtherNetwork() ? 0 : m_predictions.predictedCount();
    auto images = m_predictions.images();
    images.erase(images.begin(), images.begin() + first);
    if (images.empty())
        return;
    const engine::ModelRequest model{.model = source().toStdString(), .device = "cpu", .threads = engine::kKeepThreads};
    const auto body = [this, model, first, by = source(), images = std::move(images)](const engine::Hooks& hooks) {
        // Not one by one: the table would be laid out anew for each.
        int at = first;
        std::vector<engine::ImagePrediction> made;
        auto last = std::chrono::steady_clock::now();
        const auto post = [&] {
            if (made.empty())
                return;
            QMetaObject::invokeMethod(
                this,
                [this, at, made, by] {
                    if (std::exchange(m_predictedBy, by) != by) // they stayed until there were others
                        m_predictions.forgetPredictions();
                    m_predictions.setPredictions(at, made);
                    follow();
                },
                Qt::QueuedConnection);
            at += static_cast<int>(made.size());
            made.clear();
        };
        try {
            engine::predictImages(model, images, 0, hooks, [&](const engine::ImagePrediction& prediction) {
                made.push_back(prediction);
                const auto now = std::chrono::steady_clock::now();
                if (now - last < kPostEvery)
                    return;
                last = now;
                post();
            });
        } catch (...) {
            post(); // what there is of a cancelled job stays
            throw;
        }
        post();
        return 0;
    };
    m_job->start(tr("Classifying …"), body, [this](int) { follow(); });
}

void PredictPage::chooseFiles() {
    add(QFileDialog::getOpenFileNames(this, tr("Images"), {}, tr("Images (*.jpg *.jpeg *.png);;All files (*)")));
}

void PredictPage::chooseFolder() {
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder of images"));
    if (!folder.isEmpty())
        add({folder});
}

void PredictPage::chooseTarget(const QString& suffix) {
    const auto path = askWhereToSave(this, tr("Save the predictions"), "predictions." + suffix,
                                     {QString("%1 (*.%2)").arg(suffix.toUpper(), suffix)});
    if (!path.isEmpty())
        saveAs(path);
}

void PredictPage::saveAs(const QString& path) {
    const auto predictions = m_predictions.predictions();
    const bool isJson = path.endsWith(".json", Qt::CaseInsensitive);
    try {
        writeFileAtomically(path.toStdString(), isJson ? engine::predictionsJson(predictions)
                                                       : engine::predictionsCsv(predictions, kBestSaved));
        setRole(m_saved, TextRole::good);
        m_saved->setText(tr("Saved: %1").arg(path));
    } catch (const Error& error) {
        setRole(m_saved, TextRole::bad);
        m_saved->setText(errorText(error));
    }
    m_saved->show();
}

void PredictPage::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    const bool isLocal =
        !urls.isEmpty() && std::ranges::all_of(urls, [](const QUrl& url) { return url.isLocalFile(); });
    if (isLocal && !m_job->isBusy())
        event->acceptProposedAction();
}

void PredictPage::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    if (const auto network = NetworkChooser::sourceIn(event->mimeData()); !network.isEmpty())
        return open(network);
    QStringList paths;
    for (const auto& url : event->mimeData()->urls())
        paths.append(url.toLocalFile());
    add(paths);
}

} // namespace bubblenet::ui
