// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/chart_panel.h"

#include <QBuffer>
#include <QFileDialog>
#include <QMessageBox>
#include <QPainter>
#include <QSaveFile>
#include <QStackedLayout>
#include <QSvgGenerator>
#include <QTextStream>
#include <QToolButton>
#include <algorithm>

#include "ui/charts/chart_view.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

ChartAxis axisOf(const ChartAxisText& text) {
    return {.title = text.title,
            .baseline = text.baseline,
            .step = text.step,
            .suffix = text.suffix,
            .decimals = text.decimals};
}

QString csvField(QString text) {
    if (text.contains(',') || text.contains('"') || text.contains('\n'))
        text = '"' + text.replace('"', "\"\"") + '"';
    return text;
}

} // namespace

ChartPanel::ChartPanel(const Theme& theme, QWidget* parent)
    : Panel(parent), m_theme(theme), m_view(new ChartView(theme)), m_empty(makeLabel(TextRole::quiet)),
      m_stack(new QStackedLayout), m_legend(new QHBoxLayout), m_export(makeToolButton("export")),
      m_wholeRange(makeToolButton("whole-range")) {
    m_legend->setSpacing(0);
    m_legend->setContentsMargins({});
    m_legend->addStretch();
    body()->setSpacing(0);
    body()->addLayout(m_legend);
    header()->addWidget(m_wholeRange);
    header()->addWidget(m_export);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMinimumHeight(90);
    body()->addLayout(m_stack); // first: a stack shows what it gets, and without a parent that would be a window
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    m_wholeRange->hide();
    connect(m_view, &ChartView::pointClicked, this, &ChartPanel::pointClicked);
    connect(m_view, &ChartView::zoomChanged, this, [this] { m_wholeRange->setVisible(m_view->isZoomed()); });
    connect(m_wholeRange, &QToolButton::clicked, m_view, &ChartView::resetZoom);
    connect(m_export, &QToolButton::clicked, this, &ChartPanel::askAndExport);
    connect(&theme, &Theme::changed, this, [this] {
        for (std::size_t i = 0; i < m_legendButtons.size(); ++i)
            m_legendButtons[i]->setIcon(seriesIcon(m_view->series()[i].style, m_theme.colours()));
    });
    whenTranslated(this, [this] { retranslate(); });
}

void ChartPanel::retranslate() {
    if (m_empty->text().isEmpty())
        m_empty->setText(tr("No data yet"));
    m_export->setToolTip(tr("Save this chart as PNG, SVG or CSV"));
    m_export->setAccessibleName(m_export->toolTip());
    m_wholeRange->setToolTip(tr("Show everything again (double click, or 0)"));
    m_wholeRange->setAccessibleName(m_wholeRange->toolTip());
    m_view->setToolTip({});
    m_view->setAccessibleDescription(tr("Plus and minus zoom, the arrow keys pan, 0 shows everything"));
}

int ChartPanel::addSeries(const SeriesStyle& style) {
    const int index = m_view->addSeries(style);
    auto* button = new QToolButton;
    button->setCheckable(true);
    button->setChecked(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setProperty("role", "legend");
    button->setIcon(seriesIcon(style, m_theme.colours()));
    button->setIconSize({16, 10});
    connect(button, &QToolButton::toggled, this, [this, index](bool isShown) { setSeriesShown(index, isShown); });
    m_legend->insertWidget(m_legend->count() - 1, button); // before the stretch
    m_legendButtons.push_back(button);
    return index;
}

void ChartPanel::setSeriesName(int series, const QString& name) {
    const auto at = static_cast<std::size_t>(series);
    m_view->series()[at].name = name;
    m_legendButtons[at]->setText(name);
    m_legendButtons[at]->setToolTip(tr("Show or hide: %1").arg(name));
    m_view->setAccessibleName(accessibleName());
}

void ChartPanel::setAxes(const ChartAxisText& x, const ChartAxisText& y) {
    m_view->setAxes(axisOf(x), axisOf(y));
}

void ChartPanel::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

void ChartPanel::setPoints(int series, const QList<QPointF>& points) {
    holdPoints(series, points);
    refresh();
}

void ChartPanel::holdPoints(int series, const QList<QPointF>& points) {
    auto& held = m_view->series()[static_cast<std::size_t>(series)].points;
    m_isStale = m_isStale || held != points;
    held = points;
}

const QList<QPointF>& ChartPanel::points(int series) const {
    return m_view->series()[static_cast<std::size_t>(series)].points;
}

void ChartPanel::setSeriesShown(int series, bool isShown) {
    const auto at = static_cast<std::size_t>(series);
    m_view->series()[at].isShown = isShown;
    m_isStale = true;
    m_legendButtons[at]->setChecked(isShown);
    refresh();
}

bool ChartPanel::isSeriesShown(int series) const {
    return m_view->series()[static_cast<std::size_t>(series)].isShown;
}

void ChartPanel::showEvent(QShowEvent* event) {
    Panel::showEvent(event);
    m_isStale = true;
    refresh();
}

void ChartPanel::refresh() {
    if (!isVisible() || !m_isStale)
        return;
    m_isStale = false;
    const auto& all = m_view->series();
    bool hasData = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool isGuide = !all[i].style.holdsData();
        hasData = hasData || (!isGuide && !all[i].points.isEmpty());
        m_legendButtons[i]->setVisible(!all[i].points.isEmpty());
    }
    m_stack->setCurrentIndex(hasData ? 1 : 0);
    m_export->setEnabled(hasData);
    if (hasData)
        m_view->refresh();
}

QString ChartPanel::csv() const {
    QString text;
    QTextStream out(&text);
    out.setRealNumberPrecision(10);
    const auto x = m_view->xAxis().title.isEmpty() ? QStringLiteral("x") : m_view->xAxis().title;
    out << csvField(tr("series")) << ',' << csvField(x) << ',' << csvField(tr("value")) << '\n';
    for (const auto& series : m_view->series())
        for (const auto& point : series.points)
            if (series.style.holdsData())
                out << csvField(series.name) << ',' << point.x() << ',' << point.y() << '\n';
    return text;
}

QByteArray ChartPanel::pictureAs(const QString& suffix) {
    if (suffix == "csv")
        return csv().toUtf8();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (suffix == "svg") {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(m_view->size());
        generator.setViewBox(m_view->rect());
        generator.setTitle(accessibleName());
        QPainter painter(&generator);
        m_view->render(&painter);
        painter.end();
        return bytes;
    }
    QPixmap pixmap(m_view->size() * 2);
    pixmap.setDevicePixelRatio(2);
    m_view->QWidget::render(&pixmap);
    pixmap.save(&buffer, "PNG");
    return bytes;
}

QString ChartPanel::exportTo(const QString& path) {
    const auto bytes = pictureAs(path.section('.', -1).toLower());
    QSaveFile file(path); // an older file stays where this one cannot be written whole
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush() &&
        file.commit()) // which passes over what flushing could not write
        return {};
    return tr("Cannot write “%1”: %2").arg(path, file.errorString());
}

void ChartPanel::askAndExport() {
    const auto filters = QStringList{tr("PNG picture (*.png)"), tr("SVG drawing (*.svg)"), tr("CSV table (*.csv)")};
    const auto path = askWhereToSave(this, tr("Save chart"), "chart.png", filters);
    if (path.isEmpty())
        return;
    if (const auto problem = exportTo(path); !problem.isEmpty())
        QMessageBox::warning(this, tr("Save chart"), problem);
}

} // namespace bubblenet::ui
