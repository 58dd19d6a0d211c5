// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/image_list_model.h"

#include <algorithm>

#include "ui/models/number_text.h"

namespace bubblenet::ui {

namespace {
constexpr int kThumbnail = 64;
constexpr std::size_t kMostKept = 4000; ///< 64 MB of thumbnails
} // namespace

QImage imageOf(const engine::ImagePixels& pixels) {
    const auto size = 3 * static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height);
    if (size == 0 || pixels.rgb.size() < size)
        return {};
    return QImage(pixels.rgb.data(), pixels.width, pixels.height, qsizetype{3} * pixels.width, QImage::Format_RGB888)
        .copy();
}

QImage resized(const QImage& image, int side) {
    // Small images are to be seen as the network sees them: enlarged by whole pixels.
    const bool isSmall = image.width() <= side && image.height() <= side;
    return image.scaled(side, side, Qt::KeepAspectRatio, isSmall ? Qt::FastTransformation : Qt::SmoothTransformation);
}

ImageListModel::ImageListModel(QObject* parent) : QAbstractListModel(parent), m_blank(kThumbnail, kThumbnail) {
    m_blank.fill(Qt::transparent);
}

void ImageListModel::setImages(Judged judged, std::vector<std::size_t> shown) {
    beginResetModel();
    if (judged.images != m_judged.images) {
        m_thumbnails.clear();
        m_hasFailed = false;
        ++m_generation;
    }
    m_judged = std::move(judged);
    m_shown = std::move(shown);
    m_first = 0;
    m_last = -1;
    endResetModel();
}

void ImageListModel::load(int first, int last) {
    m_first = std::max(0, first);
    m_last = std::min(last, rowCount() - 1);
    if (!m_job)
        loadNext();
}

void ImageListModel::loadNext() {
    std::vector<std::size_t> wanted;
    for (int row = m_first; row <= m_last; ++row)
        if (const auto image = m_shown[static_cast<std::size_t>(row)]; !m_thumbnails.contains(image))
            wanted.push_back(image);
    if (wanted.empty() || m_hasFailed)
        return;
    m_job = startJob(
        this,
        [judged = m_judged, wanted](const engine::Hooks& hooks) {
            Loaded loaded;
            for (const auto image : wanted) {
                if (!hooks.proceed())
                    throw Stopped();
                const auto& split = *judged.images;
                const auto pixels = imageOf(judged.inspection->pixels(split.split, split.images[image].index));
                loaded.emplace_back(image, resized(pixels, kThumbnail));
            }
            return loaded;
        },
        [this, generation = m_generation](const Loaded& loaded) {
            m_job = nullptr;
            if (generation == m_generation)
                take(loaded);
            loadNext();
        });
    connect(m_job, &Job::failed, this, [this, generation = m_generation](const QString& message) {
        m_job = nullptr;
        if (generation != m_generation)
            return loadNext();
        m_hasFailed = true;
        Q_EMIT failed(message);
    });
}

void ImageListModel::take(const Loaded& loaded) {
    if (m_thumbnails.size() > kMostKept)
        m_thumbnails.clear();
    for (const auto& [image, pixels] : loaded)
        m_thumbnails[image] = QPixmap::fromImage(pixels);
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DecorationRole});
}

void ImageListModel::retranslate() {
    if (!m_shown.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int ImageListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QString ImageListModel::name(int index) const {
    const auto& names = m_judged.images->classNames;
    const auto at = static_cast<std::size_t>(index);
    return index >= 0 && at < names.size() ? QString::fromStdString(names[at]) : QString::number(index);
}

QString ImageListModel::caption(const engine::JudgedImage& image) const {
    const auto& guess = image.after ? image.after : image.before;
    if (!guess)
        return name(image.label);
    const auto answer = name(guess->predicted) + ' ' + percentText(100 * guess->probability, 0);
    // Right now, so that what it was taken for is the news.
    if (image.after && image.before && guess->predicted == image.label && image.before->predicted != image.label)
        return name(image.before->predicted) + QStringLiteral(" →\n") + answer;
    return name(image.label) + QStringLiteral("\n→ ") + answer;
}

QString ImageListModel::description(const engine::JudgedImage& image) const {
    QStringList lines{tr("Image %1").arg(image.index), tr("true class: %1").arg(name(image.label))};
    const auto say = [&](const QString& text, const engine::Guess& guess) {
        lines << text.arg(name(guess.predicted), percentText(100 * guess.probability, 1));
    };
    if (image.before)
        say(tr("before: %1, %2"), *image.before);
    if (image.after)
        say(tr("after: %1, %2"), *image.after);
    return lines.join('\n');
}

QVariant ImageListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto at = m_shown[static_cast<std::size_t>(index.row())];
    const auto& image = m_judged.images->images[at];
    switch (role) {
    case Qt::DisplayRole:
        return caption(image);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return description(image);
    case Qt::SizeHintRole: // else all would be as narrow as the first one's text
        return kCell - QSize(4, 4);
    case Qt::DecorationRole: {
        const auto found = m_thumbnails.find(at);
        return found == m_thumbnails.end() ? m_blank : found->second;
    }
    case kImageRole:
        return static_cast<int>(at);
    default:
        return {};
    }
}

} // namespace bubblenet::ui
