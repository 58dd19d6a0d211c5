// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/dataset_list.h"

#include <QFileDialog>
#include <QMenu>

#include "ui/models/number_text.h"
#include "ui/setup/texts.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

DatasetRow::DatasetRow(QWidget* parent)
    : QWidget(parent), m_name(makeLabel(TextRole::body)), m_where(makeLabel(TextRole::quiet)),
      m_download(new QPushButton), m_import(new QPushButton), m_job(new JobStrip) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSmallGap / 2);
    auto* first = new QHBoxLayout;
    first->setSpacing(kGap);
    first->addWidget(m_name);
    first->addStretch();
    first->addWidget(m_download);
    first->addWidget(m_import);
    layout->addLayout(first);
    layout->addWidget(m_where);
    layout->addWidget(m_job);
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_job, &JobStrip::busyChanged, this, [this] {
        m_download->setEnabled(!m_job->isBusy());
        m_import->setEnabled(!m_job->isBusy());
    });
    whenTranslated(this, [this] { setTexts(); });
}

void DatasetRow::show(const engine::DatasetState& state) {
    m_state = state;
    m_download->setObjectName(QString::fromStdString("download." + state.name));
    m_import->setObjectName(QString::fromStdString("import." + state.name));
    setTexts();
}

void DatasetRow::setCurrent(bool current) {
    auto font = m_name->font();
    font.setBold(current);
    m_name->setFont(font);
}

void DatasetRow::setTexts() {
    const auto name = QString::fromStdString(m_state.name);
    m_name->setText(name);
    m_download->setText(tr("Download"));
    m_download->setAccessibleName(tr("Download %1").arg(name));
    m_import->setText(tr("Import …"));
    m_import->setAccessibleName(tr("Import %1").arg(name));
    m_download->setVisible(!m_state.folder && m_state.downloadBytes > 0);
    m_import->setVisible(!m_state.folder);
    setRole(m_where, m_state.folder ? TextRole::good : TextRole::quiet);
    if (m_state.folder)
        m_where->setText(tr("here, %1").arg(bytesText(static_cast<double>(m_state.bytes))));
    else if (m_state.downloadBytes > 0)
        m_where->setText(tr("missing, %1 to download").arg(bytesText(static_cast<double>(m_state.downloadBytes))));
    else
        m_where->setText(tr("missing"));
    const auto licence = tr("Licence: %1").arg(translated(m_state.licence));
    const auto place = m_state.folder ? '\n' + QString::fromStdString(m_state.folder->string()) : QString();
    setToolTip(translated(m_state.title) + '\n' + licence + place);
    setAccessibleName(name + ": " + m_where->text());
}

DatasetList::DatasetList(QWidget* parent) : QWidget(parent), m_search(new JobStrip) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(m_search);
    whenTranslated(this, [this] { setAccessibleName(tr("Data sets")); });
    refresh();
}

DatasetRow* DatasetList::row(const std::string& name) const {
    const auto found = m_rows.find(name);
    return found == m_rows.end() ? nullptr : found->second;
}

void DatasetList::setRecipe(const std::string& path, const std::string& dataset) {
    m_dataset = dataset;
    for (const auto& [name, row] : m_rows)
        row->setCurrent(name == dataset);
    if (path == m_path)
        return;
    m_path = path;
    refresh();
}

void DatasetList::refresh() {
    m_search->start(
        tr("Looking for data sets …"),
        [path = m_path](const engine::Hooks& hooks) { return engine::datasetStates(path, hooks); },
        [this](std::vector<engine::DatasetState>&& states) { show(std::move(states)); });
}

void DatasetList::show(std::vector<engine::DatasetState> states) {
    for (const auto& state : states) {
        auto& row = m_rows[state.name];
        if (!row) {
            row = new DatasetRow;
            layout()->addWidget(row);
            connect(row->downloadButton(), &QPushButton::clicked, this, [this, name = state.name] { download(name); });
            connect(row->importButton(), &QPushButton::clicked, this,
                    [this, name = state.name] { askForSource(name, m_rows[name]->importButton()); });
        }
        row->show(state);
    }
    setRecipe(m_path, m_dataset);
    Q_EMIT refreshed();
}

void DatasetList::download(const std::string& name) {
    m_rows[name]->job()->start(
        tr("Downloading %1").arg(QString::fromStdString(name)),
        [name, path = m_path](const engine::Hooks& hooks) { return engine::downloadDataset(name, path, hooks); },
        [this](const std::filesystem::path&) { refresh(); });
}

void DatasetList::importFrom(const std::string& name, const QString& source) {
    m_rows[name]->job()->start(
        tr("Importing %1").arg(QString::fromStdString(name)),
        [name, source = source.toStdString(), path = m_path](const engine::Hooks& hooks) {
            return engine::importDataset(source, name, path, hooks);
        },
        [this](const std::filesystem::path&) { refresh(); });
}

void DatasetList::askForSource(const std::string& name, QWidget* from) {
    QMenu menu;
    auto* folder = menu.addAction(icon("folder"), tr("From a folder …"));
    auto* archive = menu.addAction(icon("file"), tr("From an archive …"));
    const auto* chosen = menu.exec(from->mapToGlobal(QPoint(0, from->height())));
    QString source;
    if (chosen == folder)
        source = QFileDialog::getExistingDirectory(this, tr("Folder of %1").arg(QString::fromStdString(name)));
    else if (chosen == archive)
        source = QFileDialog::getOpenFileName(this, tr("Archive of %1").arg(QString::fromStdString(name)), {},
                                              tr("Archives (*.tar *.gz *.tgz *.xz *.zip);;All files (*)"));
    if (!source.isEmpty())
        importFrom(name, source);
}

} // namespace bubblenet::ui
