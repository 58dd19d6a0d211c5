// SPDX-License-Identifier: GPL-3.0-only
// Small pictures of image files, decoded on a thread of its own when they are first asked for, the last asked for
// first, so that a long list scrolls smoothly. Window's thread.
#pragma once

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace bubblenet::ui {

class Thumbnails : public QObject {
    Q_OBJECT

public:
    /// `side`: of the square that a picture fits in, in pixels of the device.
    explicit Thumbnails(int side, QObject* parent = nullptr);
    ~Thumbnails() override;
    /// Null where it is not there yet, and of what is neither JPEG nor PNG. Does not block.
    QPixmap get(const QString& path);

Q_SIGNALS:
    void ready(const QString& path);

private:
    void threadMain();
    void take(const QString& path, const QImage& image);

    const int m_side;
    QCache<QString, QPixmap> m_pictures;
    QSet<QString> m_requested;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<QString> m_waiting; ///< guarded by m_mutex, like the next
    bool m_stopped = false;
    std::thread m_thread;
};

} // namespace bubblenet::ui
