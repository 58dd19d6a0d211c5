// SPDX-License-Identifier: GPL-3.0-only
// What the tests of several pages do alike: drop files, and make pictures in both languages and themes.
#pragma once

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QtTest>

#include "ui/theme/theme.h"

namespace bubblenet::ui::pages {

/// Whether the page would have them; if so they are dropped.
inline bool drop(QWidget& page, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const auto& file : files)
        urls.append(QUrl::fromLocalFile(file));
    data.setUrls(urls);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(&page, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&page, &event);
    return true;
}

/// Columns `language`, `appearance` and `size`; a row's tag is a part of a picture's name.
inline void addPictureRows(std::initializer_list<QSize> sizes) {
    QTest::addColumn<QString>("language");
    QTest::addColumn<Appearance>("appearance");
    QTest::addColumn<QSize>("size");
    for (const char* language : {"en", "zh_CN"})
        for (const auto appearance : {Appearance::light, Appearance::dark})
            for (const QSize size : sizes)
                QTest::addRow("%s-%s-%d", language, appearance == Appearance::dark ? "dark" : "light", size.width())
                    << QString(language) << appearance << size;
}

} // namespace bubblenet::ui::pages
