// SPDX-License-Identifier: GPL-3.0-only
// Judged images as a list with captions. Thumbnails are read on another thread, those that are seen. Window's thread.
#pragma once

#include <QAbstractListModel>
#include <QPixmap>
#include <QPointer>
#include <QSize>
#include <map>

#include "ui/bridge/job.h"
#include "ui/inspect/judged_tab.h"

namespace bubblenet::ui {

QImage imageOf(const engine::ImagePixels& pixels);
/// To fit into a square of `side` pixels.
QImage resized(const QImage& image, int side);

class ImageListModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr QSize kCell{126, 116};  ///< a thumbnail with two lines below it
    enum Role { kImageRole = Qt::UserRole }; ///< index into JudgedImages::images

    explicit ImageListModel(QObject* parent = nullptr);
    void setImages(Judged judged, std::vector<std::size_t> shown);
    const std::vector<std::size_t>& shown() const { return m_shown; }
    /// These rows are seen: their thumbnails will come.
    void load(int first, int last);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void failed(const QString& message); ///< images could not be read

private:
    using Loaded = std::vector<std::pair<std::size_t, QImage>>;
    void loadNext();
    void take(const Loaded& loaded);
    QString caption(const engine::JudgedImage& image) const;
    QString description(const engine::JudgedImage& image) const;
    QString name(int index) const;

    Judged m_judged;
    std::vector<std::size_t> m_shown;
    std::map<std::size_t, QPixmap> m_thumbnails; ///< by index into the images
    QPixmap m_blank;
    int m_first = 0;
    int m_last = -1;
    bool m_hasFailed = false;
    int m_generation = 0;
    QPointer<Job> m_job;
};

} // namespace bubblenet::ui
