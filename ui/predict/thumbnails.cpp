// SPDX-License-Identifier: GPL-3.0-only
#include "ui/predict/thumbnails.h"

#include <QImageReader>

namespace bubblenet::ui {

namespace {

constexpr qsizetype kMostKilobytes = 64 * 1024;
constexpr std::size_t kMostWaiting = 200; ///< more than any screen has rows

QImage decode(const QString& path, int side) {
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    if (const auto format = reader.format(); format != "jpeg" && format != "png")
        return {};
    const auto size = reader.size();
    if (size.width() > side || size.height() > side)
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return reader.read();
}

} // namespace

Thumbnails::Thumbnails(int side, QObject* parent)
    : QObject(parent), m_side(side), m_pictures(kMostKilobytes), m_thread([this] { threadMain(); }) {}

Thumbnails::~Thumbnails() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

QPixmap Thumbnails::get(const QString& path) {
    if (const auto* picture = m_pictures.object(path))
        return *picture;
    if (m_requested.contains(path))
        return {};
    m_requested.insert(path);
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(path);
        if (m_waiting.size() > kMostWaiting) { // scrolled past long ago
            m_requested.remove(m_waiting.front());
            m_waiting.pop_front();
        }
    }
    m_wake.notify_one();
    return {};
}

void Thumbnails::threadMain() {
    for (;;) {
        QString path;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopped || !m_waiting.empty(); });
            if (m_stopped)
                return;
            path = m_waiting.back();
            m_waiting.pop_back();
        }
        const auto image = decode(path, m_side);
        QMetaObject::invokeMethod(
            this, [this, path, image] { take(path, image); }, Qt::QueuedConnection);
    }
}

void Thumbnails::take(const QString& path, const QImage& image) {
    m_requested.remove(path);
    m_pictures.insert(path, new QPixmap(QPixmap::fromImage(image)), 1 + image.sizeInBytes() / 1024);
    Q_EMIT ready(path);
}

} // namespace bubblenet::ui
