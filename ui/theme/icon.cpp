// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace bubblenet::ui {

namespace {

// The colour is read when the icon is painted, so that nothing has to be made again when the theme changes.
class TintedIconEngine : public QIconEngine {
public:
    TintedIconEngine(const QString& name, QPalette::ColorRole role) : m_name(name), m_role(role) {
        QFile file(":/icons/" + name + ".svg");
        if (file.open(QIODevice::ReadOnly))
            m_svg = file.readAll();
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        auto svg = m_svg;
        svg.replace("#000000", QGuiApplication::palette().color(group, m_role).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_role); }

private:
    QString m_name;
    QPalette::ColorRole m_role;
    QByteArray m_svg;
};

} // namespace

QIcon icon(const QString& name) {
    return QIcon(new TintedIconEngine(name, QPalette::WindowText));
}

QIcon iconOnAccent(const QString& name) {
    return QIcon(new TintedIconEngine(name, QPalette::HighlightedText));
}

} // namespace bubblenet::ui
