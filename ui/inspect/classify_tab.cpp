// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/classify_tab.h"

#include <QDirIterator>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QImageReader>
#include <QMimeData>
#include <QSaveFile>
#include <algorithm>

#include "core/base/csv.h"
#include "core/base/error.h"
#include "ui/inspect/image_list_model.h"
#include "ui/models/number_text.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

using Paths = std::vector<std::filesystem::path>;
constexpr std::size_t kChunk = 16; ///< images, after which the table hears of them
constexpr int kPicture = 192;

Paths imagesBelow(const QStringList& paths, const Proceed& proceed) {
    Paths images;
    for (const auto& path : paths) {
        if (!QFileInfo(path).isDir()) {
            images.emplace_back(path.toStdString());
            continue;
        }
        QStringList found;
        QDirIterator files(path, {"*.jpg", "*.jpeg", "*.png"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            found << files.next();
            if (!proceed())
                throw Stopped();
        }
        found.sort();
        for (const auto& file : found)
            images.emplace_back(file.toStdString());
    }
    return images;
}

QString nameOf(const engine::ClassProbability& best) {
    return best.name.empty() ? QString::number(best.index) : QString::fromStdString(best.name);
}

QString csvField(const QString& text) {
    return QString::fromStdString(csvCell(text.toStdString()));
}

} // namespace

ClassifyTab::ClassifyTab(QWidget* parent)
    : QWidget(parent), m_table(new ColumnTable), m_picture(new QLabel), m_details(makeLabel(TextRole::body)),
      m_strip(new JobStrip), m_clear(new QPushButton), m_save(new QPushButton) {
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    layout->addWidget(m_strip);
    m_stack = new EmptyStack(makeContent());
    layout->addWidget(m_stack, 1);
    m_addImages.push_back(m_stack->addAction([this] { chooseImages(); }));
    m_addFolder.push_back(m_stack->addAction([this] { chooseFolder(); }));
    m_table->values().setColumns(columns());
    connect(m_table, &ColumnTable::rowChosen, this, &ClassifyTab::showDetails);
    connect(m_strip, &JobStrip::busyChanged, this, &ClassifyTab::showState);
    connect(m_clear, &QPushButton::clicked, this, &ClassifyTab::clear);
    connect(m_save, &QPushButton::clicked, this, &ClassifyTab::chooseCsv);
    whenTranslated(this, [this] { retranslate(); });
}

QWidget* ClassifyTab::makeContent() {
    auto* panel = new Panel;
    auto* line = new QHBoxLayout;
    line->setSpacing(kGap);
    m_addImages.push_back(new QPushButton);
    m_addFolder.push_back(new QPushButton);
    connect(m_addImages.back(), &QPushButton::clicked, this, &ClassifyTab::chooseImages);
    connect(m_addFolder.back(), &QPushButton::clicked, this, &ClassifyTab::chooseFolder);
    line->addWidget(m_addImages.back());
    line->addWidget(m_addFolder.back());
    line->addStretch();
    line->addWidget(m_clear);
    line->addWidget(m_save);
    panel->body()->addLayout(line);
    auto* row = new QHBoxLayout;
    row->setSpacing(kPanelGap);
    row->addWidget(m_table, 1);
    auto* side = new QWidget;
    side->setFixedWidth(kPicture + 40);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->addWidget(m_picture);
    column->addWidget(m_details);
    column->addStretch();
    m_picture->setFixedSize(kPicture, kPicture);
    m_picture->setAlignment(Qt::AlignCenter);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(side);
    panel->body()->addLayout(row, 1);
    return panel;
}

void ClassifyTab::retranslate() {
    m_stack->setText(tr("Drop images or a folder here. Both networks classify them, and their five best answers stand "
                        "beside each other."));
    for (auto* button : m_addImages)
        button->setText(tr("Add images…"));
    for (auto* button : m_addFolder)
        button->setText(tr("Add a folder…"));
    m_clear->setText(tr("Clear"));
    m_save->setText(tr("Save as CSV…"));
    m_table->setAccessibleName(tr("Classified images"));
    m_picture->setAccessibleName(tr("The chosen image"));
    m_details->setAccessibleName(tr("Answers for the chosen image"));
    m_table->values().refresh();
    m_table->fitColumns(0);
    showDetails();
}

std::vector<TableColumn> ClassifyTab::columns() const {
    const auto image = [this](int row) -> const engine::ClassifiedImage& {
        return m_images[static_cast<std::size_t>(row)];
    };
    const auto answer = [image](auto side) {
        return [image, side](int row) -> QVariant {
            const auto& best = image(row).*side;
            return best.empty() ? QVariant() : QVariant(nameOf(best.front()));
        };
    };
    const auto probability = [image](auto side) {
        return [image, side](int row) -> QVariant {
            const auto& best = image(row).*side;
            return best.empty() ? QVariant() : QVariant(100 * best.front().probability);
        };
    };
    const auto before = &engine::ClassifiedImage::before;
    const auto after = &engine::ClassifiedImage::after;
    const auto remark = [image](int row) {
        const auto& one = image(row);
        if (!one.problem.empty())
            return QString::fromStdString(one.problem);
        const bool differ = !one.before.empty() && !one.after.empty() && one.before[0].index != one.after[0].index;
        return differ ? tr("they differ") : QString();
    };
    return {{[] { return tr("File"); },
             [image](int row) { return QString::fromStdString(image(row).path.filename().string()); }},
            {[] { return tr("Before"); }, answer(before)},
            {[] { return tr("(%)"); }, probability(before), 1},
            {[] { return tr("After"); }, answer(after)},
            {[] { return tr("(%)"); }, probability(after), 1},
            {[] { return tr("Remark"); }, remark}};
}

void ClassifyTab::setInspection(std::shared_ptr<const engine::Inspection> inspection) {
    QStringList again;
    for (const auto& image : m_images)
        again << QString::fromStdString(image.path.string());
    m_inspection = std::move(inspection);
    clear();
    classify(again);
}

void ClassifyTab::clear() {
    m_strip->cancel();
    m_table->values().reset(0); // its rows read m_images
    m_images.clear();
    ++m_generation;
    showDetails();
    showState();
}

void ClassifyTab::showState() {
    m_stack->setShown(m_images.empty() ? EmptyStack::Shown::offer : EmptyStack::Shown::content);
    for (auto* button : m_addImages)
        button->setEnabled(m_inspection != nullptr && !m_strip->isBusy());
    for (auto* button : m_addFolder)
        button->setEnabled(m_inspection != nullptr && !m_strip->isBusy());
    m_save->setEnabled(!m_images.empty() && !m_strip->isBusy());
}

void ClassifyTab::classify(const QStringList& paths) {
    if (!m_inspection || paths.isEmpty())
        return;
    m_strip->start(
        tr("Classifying …"),
        [this, inspection = m_inspection, paths, generation = m_generation](const engine::Hooks& hooks) {
            const auto images = imagesBelow(paths, hooks.proceed);
            const engine::Hooks quiet{hooks.proceed, [](const auto&, auto, auto) {}, [](const auto&) {}};
            for (std::size_t at = 0; at < images.size(); at += kChunk) {
                const auto end = std::min(images.size(), at + kChunk);
                const Paths chunk(images.begin() + static_cast<std::ptrdiff_t>(at),
                                  images.begin() + static_cast<std::ptrdiff_t>(end));
                auto answers = inspection->classify(chunk, quiet);
                QMetaObject::invokeMethod(
                    this,
                    [this, generation, answers = std::move(answers)] {
                        if (generation == m_generation)
                            take(answers);
                    },
                    Qt::QueuedConnection);
                hooks.progress("classify", static_cast<std::int64_t>(end), static_cast<std::int64_t>(images.size()));
            }
            return images.size();
        },
        [this](std::size_t count) {
            if (count == 0)
                m_strip->say(TextRole::warning, tr("There is no JPEG or PNG file in it."));
        });
}

void ClassifyTab::take(std::vector<engine::ClassifiedImage> images) {
    const bool isFirst = m_images.empty();
    const auto count = static_cast<int>(images.size());
    m_images.insert(m_images.end(), std::make_move_iterator(images.begin()), std::make_move_iterator(images.end()));
    m_table->values().append(count);
    showState();
    if (!isFirst)
        return;
    m_table->fitColumns(0);
    m_table->setCurrentRow(0);
}

void ClassifyTab::showDetails() {
    const int row = m_table->currentRow();
    m_details->clear();
    m_picture->clear();
    if (row < 0 || static_cast<std::size_t>(row) >= m_images.size())
        return;
    const auto& image = m_images[static_cast<std::size_t>(row)];
    QStringList lines{QString::fromStdString(image.path.filename().string())};
    if (!image.problem.empty())
        lines << QString::fromStdString(image.problem);
    const auto list = [&](const QString& title, const std::vector<engine::ClassProbability>& best) {
        if (best.empty())
            return;
        lines << QString() << title;
        for (const auto& one : best)
            lines << percentText(100 * one.probability, 1) + QStringLiteral("  ") + nameOf(one);
    };
    list(tr("before"), image.before);
    list(tr("after"), image.after);
    m_details->setText(lines.join('\n'));
    if (image.problem.empty())
        showPicture(image.path);
}

void ClassifyTab::showPicture(const std::filesystem::path& path) {
    const auto isShown = [this, path] {
        const int row = m_table->currentRow();
        return row >= 0 && m_images[static_cast<std::size_t>(row)].path == path;
    };
    auto* job = startJob(
        this,
        [path](const engine::Hooks&) {
            QImageReader reader(QString::fromStdString(path.string()));
            const auto picture = reader.read();
            if (picture.isNull()) // it may have gone since it was classified
                throw Error("'" + path.string() + "' cannot be shown: " + reader.errorString().toStdString());
            return resized(picture, kPicture);
        },
        [this, isShown](const QImage& picture) {
            if (isShown())
                m_picture->setPixmap(QPixmap::fromImage(picture));
        });
    connect(job, &Job::failed, this, [this, isShown](const QString& message) {
        if (isShown())
            m_details->setText(m_details->text() + '\n' + message);
    });
}

void ClassifyTab::chooseImages() {
    classify(QFileDialog::getOpenFileNames(this, tr("Images to classify"), {},
                                           tr("Images (*.jpg *.jpeg *.png);;All files (*)")));
}

void ClassifyTab::chooseFolder() {
    const auto folder = QFileDialog::getExistingDirectory(this, tr("A folder of images to classify"));
    if (!folder.isEmpty())
        classify({folder});
}

void ClassifyTab::chooseCsv() {
    const auto path = askWhereToSave(this, tr("Save what was classified"), "predictions.csv", {tr("Tables (*.csv)")});
    if (path.isEmpty())
        return;
    const auto error = saveCsv(path);
    m_strip->say(error.isEmpty() ? TextRole::good : TextRole::bad, error.isEmpty() ? tr("Saved: %1").arg(path) : error);
}

QString ClassifyTab::saveCsv(const QString& path) const {
    constexpr std::size_t kBest = 5;
    QString text = "file,network,rank,class,probability,problem\n";
    for (const auto& image : m_images) {
        const auto file = csvField(QString::fromStdString(image.path.string()));
        if (!image.problem.empty())
            text += file + ",,,,," + csvField(QString::fromStdString(image.problem)) + '\n';
        const auto list = [&](const QString& network, const std::vector<engine::ClassProbability>& best) {
            for (std::size_t i = 0; i < std::min(kBest, best.size()); ++i)
                text += QString("%1,%2,%3,%4,%5,\n")
                            .arg(file, network, QString::number(i + 1), csvField(nameOf(best[i])),
                                 QString::number(best[i].probability, 'g', 6));
        };
        list("before", image.before);
        list("after", image.after);
    }
    QSaveFile out(path);
    const auto bytes = text.toUtf8();
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return tr("“%1” cannot be written: %2").arg(path, out.errorString());
    return {};
}

void ClassifyTab::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (m_inspection && !m_strip->isBusy() &&
        std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void ClassifyTab::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    QStringList paths;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    classify(paths);
}

} // namespace bubblenet::ui
