// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/export_target.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QRegularExpression>
#include <algorithm>
#include <system_error>

#include "core/base/error.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

namespace fs = std::filesystem;

constexpr int kLines = 8;

bool isThere(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

/// Of an absolute path: the folder itself, or the nearest one above it that there is.
QFileInfo nearestExisting(const QString& folder) {
    QFileInfo info(folder.isEmpty() ? QDir::homePath() : folder);
    while (!info.exists() && !info.isRoot())
        info.setFile(info.path());
    return info;
}

} // namespace

ExportTarget::ExportTarget(QWidget* parent)
    : QWidget(parent), m_folderLabel(makeLabel(TextRole::quiet)), m_folder(new QLineEdit), m_browse(new QPushButton),
      m_nameLabel(makeLabel(TextRole::quiet)), m_name(new QLineEdit), m_files(new QListWidget),
      m_warning(makeLabel(TextRole::warning)), m_offer(new QPushButton) {
    m_folder->setObjectName("folder");
    m_browse->setObjectName("browseFolder");
    m_name->setObjectName("name");
    m_offer->setObjectName("offer");
    m_browse->setIcon(icon("folder"));
    m_files->setObjectName("files");
    m_files->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_files->setFixedHeight(kLines * QFontMetrics(m_files->font()).height());
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_files->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_files->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    enableCopy(m_files);
    m_warning->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kGap);
    grid->addWidget(m_folderLabel, 0, 0);
    grid->addWidget(m_folder, 0, 1);
    grid->addWidget(m_browse, 0, 2);
    grid->addWidget(m_nameLabel, 1, 0);
    grid->addWidget(m_name, 1, 1, 1, 2);
    grid->addWidget(m_files, 2, 1, 1, 2);
    grid->setRowStretch(5, 1);
    grid->addWidget(m_warning, 3, 1, 1, 2);
    grid->addWidget(m_offer, 4, 1, 1, 2, Qt::AlignLeft);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportTarget::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &ExportTarget::refresh);
    connect(m_browse, &QPushButton::clicked, this, &ExportTarget::browse);
    connect(m_offer, &QPushButton::clicked, this, [this] { setName(m_offered); });
    whenTranslated(this, [this] { setTexts(); });
}

void ExportTarget::setTexts() {
    m_folderLabel->setText(tr("Folder"));
    m_folder->setAccessibleName(tr("Folder for the files"));
    m_browse->setToolTip(tr("Choose a folder"));
    m_browse->setAccessibleName(tr("Choose a folder for the files"));
    m_nameLabel->setText(tr("Name"));
    m_files->setAccessibleName(tr("Files that will be written"));
    m_name->setAccessibleName(tr("Name of the files, without a suffix"));
    refresh();
}

void ExportTarget::setFolder(const QString& folder) {
    m_folder->setText(QDir::toNativeSeparators(folder));
}

QString ExportTarget::folder() const {
    auto text = QDir::fromNativeSeparators(m_folder->text().trimmed());
    if (text == "~" || text.startsWith("~/"))
        text.replace(0, 1, QDir::homePath());
    return text.isEmpty() ? text : QDir::cleanPath(QFileInfo(text).absoluteFilePath());
}

void ExportTarget::setName(const QString& name) {
    m_name->setText(name);
}

void ExportTarget::setChoices(std::vector<FormatChoice> choices) {
    m_choices = std::move(choices);
    refresh();
}

std::vector<fs::path> ExportTarget::filesNamed(const QString& name) const {
    std::vector<fs::path> files;
    for (const auto& [format, precision] : m_choices) {
        engine::ExportRequest request;
        request.formats = {format};
        request.precision = precision;
        request.folder = folder().toStdString();
        request.name = name.toStdString();
        const auto more = engine::exportedPaths(request);
        files.insert(files.end(), more.begin(), more.end());
    }
    return files;
}

// "net" becomes "net-2", and "net-2" becomes "net-3".
QString ExportTarget::freeName() const {
    constexpr int kMostTried = 1000;
    static const QRegularExpression number("-(\\d{1,3})$");
    const auto found = number.match(name());
    const auto stem = found.hasMatch() ? name().left(found.capturedStart()) : name();
    const int first = found.hasMatch() ? found.captured(1).toInt() + 1 : 2;
    for (int i = first; i < first + kMostTried; ++i) {
        const auto free = QString("%1-%2").arg(stem).arg(i);
        const auto files = filesNamed(free);
        if (std::none_of(files.begin(), files.end(), isThere))
            return free;
    }
    return {};
}

QString ExportTarget::problemOfFolder() const {
    if (folder().isEmpty())
        return tr("The files need a folder.");
    const auto nearest = nearestExisting(folder());
    const auto path = QDir::toNativeSeparators(nearest.filePath());
    if (!nearest.isDir())
        return tr("“%1” is no folder.").arg(path);
    return nearest.isWritable() ? QString() : tr("Nothing may be written into “%1”: choose another folder.").arg(path);
}

void ExportTarget::refresh() {
    m_problem.clear();
    m_offered.clear();
    m_files->clear();
    bool isInTheWay = false;
    try {
        for (const auto& file : files()) {
            const auto name = QString::fromStdString(file.filename().string());
            const bool isHere = isThere(file);
            isInTheWay |= isHere;
            m_files->addItem(isHere ? tr("%1 (exists)").arg(name) : name);
            m_files->item(m_files->count() - 1)->setToolTip(QString::fromStdString(file.string()));
        }
    } catch (const Error&) { // the one thing that a user can type wrong here
        m_problem = name().isEmpty() ? tr("The files need a name.")
                                     : tr("“%1” cannot be a file's name: it has a “/”.").arg(name());
    }
    if (m_problem.isEmpty())
        m_problem = problemOfFolder();
    if (m_problem.isEmpty() && isInTheWay) {
        m_problem = tr("Files that exist are never replaced.");
        m_offered = freeName();
    }
    m_warning->setText(m_problem);
    const bool isUntouched = name().isEmpty() && !m_name->isModified(); // no network has been chosen yet
    m_warning->setVisible(!m_problem.isEmpty() && !isUntouched);
    m_offer->setVisible(!m_offered.isEmpty());
    m_offer->setText(tr("Take the name “%1”").arg(m_offered));
    m_offer->setAccessibleName(m_offer->text());
    Q_EMIT changed();
}

void ExportTarget::browse() {
    const auto chosen =
        QFileDialog::getExistingDirectory(this, tr("Folder for the files"), nearestExisting(folder()).filePath());
    if (!chosen.isEmpty())
        setFolder(chosen);
}

} // namespace bubblenet::ui
