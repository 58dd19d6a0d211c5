// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/export_page.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStyledItemDelegate>
#include <QUrl>

#include "ui/export/export_target.h"
#include "ui/export/format_grid.h"
#include "ui/export/loading_panel.h"
#include "ui/export/verification_box.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/number_delegate.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kRowHeight = 24;
constexpr int kHashWidth = 110; ///< the whole of it is copied
constexpr int kSizeWidth = 90;  ///< of what comes later
constexpr int kStateWidth = 120;
const QString kFolderKey = "export/folder";
const QString kFormatsKey = "export/formats";
const QString kNormsKey = "export/norms";
const QString kImagesKey = "export/images";

/// What was verified in the theme's green, what failed in its red.
class StateDelegate : public QStyledItemDelegate {
public:
    StateDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto state = static_cast<ExportTableModel::State>(index.data(ExportTableModel::kStateRole).toInt());
        if (state == ExportTableModel::State::verified)
            option->palette.setColor(QPalette::Text, m_theme.colours().good);
        if (state == ExportTableModel::State::failed)
            option->palette.setColor(QPalette::Text, m_theme.colours().bad);
    }

private:
    const Theme& m_theme;
};

} // namespace

ExportPage::ExportPage(const RunListModel& runs, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_network(new NetworkChooser(runs)), m_inspect(new QPushButton),
      m_imagesTitle(makeLabel(TextRole::panelTitle)), m_formats(new FormatGrid), m_verification(new VerificationBox),
      m_target(new ExportTarget), m_export(makeMainButton()), m_whyNot(makeLabel(TextRole::quiet)),
      m_machineNote(makeLabel(TextRole::warning)), m_job(new JobStrip), m_filesStack(new QStackedWidget),
      m_empty(makeLabel(TextRole::quiet)), m_table(new QTableView), m_problem(makeLabel(TextRole::bad)),
      m_showFolder(new QPushButton), m_copyHash(new QPushButton), m_loading(new LoadingPanel) {
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    layout->addWidget(makeChoices());
    auto* lower = new QSplitter(Qt::Vertical);
    lower->setHandleWidth(kPanelGap);
    lower->setChildrenCollapsible(false);
    lower->addWidget(makeFilesPanel());
    lower->addWidget(m_loading);
    lower->setSizes({1000, 1000});
    layout->addWidget(lower, 1);
    restore();
    connect(m_network, &NetworkChooser::changed, this, &ExportPage::showNetwork);
    connect(m_formats, &FormatGrid::changed, this, [this] { m_target->setChoices(m_formats->chosen()); });
    connect(m_verification, &VerificationBox::changed, this, &ExportPage::follow);
    connect(m_target, &ExportTarget::changed, this, &ExportPage::follow);
    connect(m_job, &JobStrip::busyChanged, this, [this] {
        if (!m_job->isBusy() && !m_isComplete)
            m_files.withdraw();
        refresh();
    });
    whenTranslated(this, [this] { setTexts(); });
    showNetwork();
    showRow();
}

ExportPage::~ExportPage() = default;

QWidget* ExportPage::makeChoices() {
    auto* choices = new QWidget;
    auto* columns = new QHBoxLayout(choices);
    columns->setContentsMargins({});
    columns->setSpacing(kPanelGap);
    columns->addWidget(makeNetworkPanel(), 1);
    columns->addWidget(makeFormatPanel(), 1);
    columns->addWidget(makeTargetPanel(), 1);
    return choices;
}

Panel* ExportPage::makeNetworkPanel() {
    m_networkPanel = new Panel;
    m_inspect->setObjectName("inspect");
    m_inspect->setIcon(icon("inspect"));
    m_network->buttons()->addWidget(m_inspect);
    m_networkPanel->body()->addWidget(m_network);
    m_networkPanel->body()->addSpacing(kSmallGap);
    m_networkPanel->body()->addWidget(m_imagesTitle);
    m_networkPanel->body()->addWidget(m_verification);
    m_networkPanel->body()->addStretch();
    connect(m_inspect, &QPushButton::clicked, this, [this] { Q_EMIT inspectRequested(source()); });
    return m_networkPanel;
}

Panel* ExportPage::makeFormatPanel() {
    m_formatPanel = new Panel;
    m_formatPanel->body()->addWidget(m_formats);
    m_formatPanel->body()->addStretch();
    return m_formatPanel;
}

Panel* ExportPage::makeTargetPanel() {
    m_targetPanel = new Panel;
    m_export->setObjectName("export");
    m_whyNot->setWordWrap(true);
    m_machineNote->setWordWrap(true);
    m_machineNote->hide();
    m_job->keepPlace();
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addWidget(m_export);
    row->addWidget(m_whyNot, 1);
    m_targetPanel->body()->addWidget(m_target, 1);
    m_targetPanel->body()->addWidget(m_machineNote);
    m_targetPanel->body()->addLayout(row);
    m_targetPanel->body()->addWidget(m_job);
    connect(m_export, &QPushButton::clicked, this, &ExportPage::exportFiles);
    return m_targetPanel;
}

Panel* ExportPage::makeFilesPanel() {
    m_filesPanel = new Panel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_showFolder->setObjectName("showFolder");
    m_showFolder->setIcon(icon("folder"));
    m_copyHash->setObjectName("copyHash");
    m_copyHash->setIcon(icon("copy"));
    m_filesPanel->header()->addWidget(m_copyHash);
    m_filesPanel->header()->addWidget(m_showFolder);
    m_table->setModel(&m_files);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setItemDelegate(new NumberDelegate(m_table));
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setItemDelegateForColumn(ExportTableModel::kVerified, new StateDelegate(m_theme, m_table));
    enableCopy(m_table);
    m_filesStack->addWidget(m_empty);
    m_filesStack->addWidget(m_table);
    m_filesPanel->body()->addWidget(m_filesStack, 1);
    m_filesPanel->body()->addWidget(m_problem);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ExportPage::showRow);
    connect(&m_files, &QAbstractItemModel::dataChanged, this, &ExportPage::showRow);
    connect(m_showFolder, &QPushButton::clicked, this, &ExportPage::showFolder);
    connect(m_copyHash, &QPushButton::clicked, this, &ExportPage::copyHash);
    return m_filesPanel;
}

void ExportPage::setTexts() {
    setAccessibleName(tr("Export"));
    m_networkPanel->setTitle(tr("Network"));
    m_imagesTitle->setText(tr("Compared on"));
    m_formatPanel->setTitle(tr("Formats"));
    m_targetPanel->setTitle(tr("Files to write"));
    m_filesPanel->setTitle(tr("Exported files"));
    m_inspect->setText(tr("Inspect"));
    m_inspect->setToolTip(tr("See its layers, and what pruning did"));
    m_inspect->setAccessibleName(tr("Inspect this network"));
    m_export->setText(tr("Export"));
    m_export->setAccessibleName(tr("Export the files"));
    m_machineNote->setText(tr("A run is going on: this takes longer now, and latencies are measured too long."));
    m_empty->setText(tr("What is exported appears here: each file is read back and compared with the network before "
                        "it gets its name."));
    m_table->setAccessibleName(tr("Exported files"));
    m_showFolder->setText(tr("Show folder"));
    m_copyHash->setText(tr("Copy SHA-256"));
    m_files.retranslate();
    follow();
}

void ExportPage::restore() {
    const QSettings settings;
    const auto documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + "/bubblenet";
    m_target->setFolder(settings.value(kFolderKey, documents).toString());
    m_formats->restore(settings.value(kFormatsKey, QStringList{"onnx/fp32"}).toStringList(),
                       settings.value(kNormsKey).toString());
    m_verification->setImages(settings.value(kImagesKey, m_verification->images()).toInt());
    m_target->setChoices(m_formats->chosen());
}

void ExportPage::save() const {
    QSettings settings;
    settings.setValue(kFolderKey, m_target->folder());
    settings.setValue(kFormatsKey, m_formats->state());
    settings.setValue(kNormsKey, QString::fromStdString(m_formats->norms()));
    settings.setValue(kImagesKey, m_verification->images());
}

void ExportPage::open(const QString& source) {
    m_network->choose(source);
}

void ExportPage::setMachine(Machine machine) {
    m_machineNote->setVisible(machine == Machine::running);
}

void ExportPage::refresh() {
    m_target->refresh();
}

void ExportPage::showNetwork() {
    const auto& network = m_network->network();
    m_inspect->setEnabled(network.has_value());
    if (network && m_target->name() != QString::fromStdString(network->name))
        m_target->setName(QString::fromStdString(network->name));
    m_verification->setNetwork(network);
    follow();
}

QString ExportPage::reasonAgainst() const {
    if (m_network->isLooking())
        return tr("The network is being looked at.");
    if (m_network->source().isEmpty())
        return tr("Choose a network first.");
    if (!m_network->network())
        return tr("The network cannot be read.");
    if (m_formats->chosen().empty())
        return tr("Check at least one format.");
    if (!m_verification->problem().isEmpty())
        return tr("The images for the comparison are missing.");
    if (!m_target->problem().isEmpty())
        return tr("See above what is in the way.");
    return {};
}

void ExportPage::follow() {
    const auto reason = reasonAgainst();
    m_export->setEnabled(reason.isEmpty() && !m_job->isBusy());
    m_whyNot->setText(m_job->isBusy() ? QString() : reason);
    for (auto* widget : {static_cast<QWidget*>(m_network), static_cast<QWidget*>(m_formats),
                         static_cast<QWidget*>(m_verification), static_cast<QWidget*>(m_target)})
        widget->setEnabled(!m_job->isBusy());
}

std::vector<engine::ExportRequest> ExportPage::requests() const {
    std::vector<engine::ExportRequest> requests;
    for (const auto& [format, precision] : m_formats->chosen())
        requests.push_back({.formats = {format},
                            .precision = precision,
                            .norms = m_formats->norms(),
                            .folder = m_target->folder().toStdString(),
                            .name = m_target->name().toStdString(),
                            .data = m_verification->data(),
                            .images = m_verification->images()});
    return requests;
}

void ExportPage::exportFiles() {
    m_target->refresh(); // another program may have written meanwhile
    if (!reasonAgainst().isEmpty())
        return;
    save();
    const auto all = requests();
    const int first = m_files.rowCount();
    m_files.begin(all);
    m_filesStack->setCurrentWidget(m_table);
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(ExportTableModel::kSha256, kHashWidth);
    m_table->setColumnWidth(ExportTableModel::kSize, kSizeWidth);
    m_table->setColumnWidth(ExportTableModel::kVerified, kStateWidth);
    m_table->selectRow(first);
    m_table->setFocus();
    m_isComplete = false;
    const auto post = [this](auto call) { QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection); };
    const ExportListener listener{
        .progress = [this, post](std::size_t index, std::int64_t done,
                                 std::int64_t total) { post([=, this] { m_files.setProgress(index, done, total); }); },
        .ended = [this,
                  post](std::size_t index,
                        const ExportOutcome& outcome) { post([=, this] { m_files.setOutcome(index, outcome); }); }};
    const engine::ModelRequest model{.model = source().toStdString(), .device = "cpu", .threads = engine::kKeepThreads};
    m_job->start(
        tr("Exporting …"),
        [=](const engine::Hooks& hooks) {
            exportAll(model, all, listener, hooks);
            return all.size();
        },
        [this, first](std::size_t count) {
            m_isComplete = true;
            int written = 0;
            for (int row = first; row < m_files.rowCount(); ++row)
                written += m_files.file(row) != nullptr ? 1 : 0;
            const bool isAll = static_cast<std::size_t>(written) == count;
            m_job->say(isAll ? TextRole::good : TextRole::bad,
                       tr("%1 of %2 files written and verified").arg(written).arg(count));
            m_table->resizeColumnsToContents();
            m_table->setColumnWidth(ExportTableModel::kSha256, kHashWidth);
        });
    refresh();
}

void ExportPage::showRow() {
    const int row = m_table->currentIndex().row();
    const auto* file = m_files.file(row);
    m_loading->show(file);
    m_problem->setText(m_files.problem(row));
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_showFolder->setEnabled(file != nullptr);
    m_copyHash->setEnabled(file != nullptr);
    m_filesStack->setCurrentIndex(m_files.rowCount() > 0 ? 1 : 0);
}

void ExportPage::showFolder() const {
    if (const auto* file = m_files.file(m_table->currentIndex().row()))
        QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(file->path.parent_path().string())));
}

void ExportPage::copyHash() const {
    if (const auto* file = m_files.file(m_table->currentIndex().row()))
        QGuiApplication::clipboard()->setText(QString::fromStdString(file->sha256));
}

void ExportPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!m_job->isBusy() && !NetworkChooser::sourceIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ExportPage::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    open(NetworkChooser::sourceIn(event->mimeData()));
}

void ExportPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void ExportPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        refresh();
}

} // namespace bubblenet::ui
