// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/layers_tab.h"

#include <QHeaderView>
#include <QSplitter>

#include "ui/theme/language.h"

namespace bubblenet::ui {

LayersTab::LayersTab(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_panel(new LayerPanel(theme)), m_table(new ColumnTable) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGap, 0, 0);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->setHandleWidth(kGap);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_panel);
    auto* frame = new Panel;
    frame->body()->addWidget(m_table);
    parts->addWidget(frame);
    parts->setSizes({300, 260});
    layout->addWidget(parts);
    m_table->values().setColumns(columns());
    connect(m_table, &ColumnTable::rowChosen, this, [this](int row) {
        m_panel->showLayer(row);
        Q_EMIT layerChosen(row);
    });
    whenTranslated(this, [this] { retranslate(); });
}

const engine::InspectedLayer& LayersTab::layerOf(int row) const {
    return m_inspection->layers()[static_cast<std::size_t>(row)];
}

QVariant LayersTab::milliseconds(int row, engine::Side side) const {
    const auto at = static_cast<std::size_t>(row);
    if (at >= m_latencies.size())
        return {};
    const auto& figure = side == engine::Side::before ? m_latencies[at].before : m_latencies[at].after;
    return figure ? QVariant(figure->medianMs) : QVariant();
}

// "Time × 250": of as many images at a time; with a star beside a run, which the header explains.
QString LayersTab::timeTitle(const QString& title) const {
    if (m_batchSize <= 0)
        return title.arg(QString());
    return title.arg(QStringLiteral(" × %1%2").arg(m_batchSize).arg(m_measuredOn == Machine::running ? " *" : ""));
}

std::vector<TableColumn> LayersTab::columns() const {
    using engine::LayerSide;
    const auto before = [this](auto read) {
        return [this, read](int row) -> QVariant {
            const auto& side = layerOf(row).before;
            return side ? QVariant(read(*side)) : QVariant();
        };
    };
    const auto after = [this](auto read) {
        return [this, read](int row) -> QVariant {
            const auto& layer = layerOf(row);
            const LayerSide gone; // a layer that is removed is empty, not unknown
            return layer.after || layer.isRemoved ? QVariant(read(layer.after ? *layer.after : gone)) : QVariant();
        };
    };
    const auto channels = [](const LayerSide& side) { return side.outputs; };
    const auto parameters = [](const LayerSide& side) { return side.parameters / 1e3; };
    const auto macs = [](const LayerSide& side) { return side.macs / 1e6; };
    const auto kept = [this](int row) -> QVariant {
        const auto& layer = layerOf(row);
        if (!layer.before || layer.before->outputs == 0 || (!layer.after && !layer.isRemoved))
            return {};
        return 100.0 * (layer.after ? layer.after->outputs : 0) / layer.before->outputs;
    };
    return {
        {[] { return tr("Layer"); }, [this](int row) { return QString::fromStdString(layerOf(row).name); }},
        {[] { return tr("Channels\nbefore"); }, before(channels)},
        {[] { return tr("Channels\nafter"); }, after(channels)},
        {[] { return tr("Kept\n(%)"); }, kept, 1},
        {[] { return tr("MACs\nbefore (M)"); }, before(macs), 2},
        {[] { return tr("MACs\nafter (M)"); }, after(macs), 2},
        {[this] { return timeTitle(tr("Time%1\nbefore (ms)")); },
         [this](int row) { return milliseconds(row, engine::Side::before); }, 3},
        {[this] { return timeTitle(tr("Time%1\nafter (ms)")); },
         [this](int row) { return milliseconds(row, engine::Side::after); }, 3},
        {[] { return tr("Parameters\nbefore (k)"); }, before(parameters), 1},
        {[] { return tr("Parameters\nafter (k)"); }, after(parameters), 1},
    };
}

void LayersTab::retranslate() {
    m_table->setAccessibleName(tr("Layers before and after"));
    m_table->values().refresh();
    m_table->fitColumns();
}

void LayersTab::setInspection(std::shared_ptr<const engine::Inspection> inspection) {
    m_table->values().reset(0); // its rows read the inspection
    m_inspection = std::move(inspection);
    m_latencies.clear();
    m_batchSize = 0;
    m_table->values().reset(m_inspection ? static_cast<int>(m_inspection->layers().size()) : 0);
    m_table->fitColumns();
    m_panel->setInspection(m_inspection);
}

void LayersTab::setLatencies(std::vector<engine::LayerLatency> latencies, int batchSize, Machine machine) {
    m_batchSize = batchSize;
    m_measuredOn = machine;
    // Matched by name: what is removed may be left out.
    m_latencies.clear();
    for (const auto& layer : m_inspection->layers()) {
        m_latencies.push_back({.layer = layer.name, .before = {}, .after = {}});
        for (const auto& measured : latencies)
            if (measured.layer == layer.name)
                m_latencies.back() = measured;
    }
    m_table->values().refresh();
    m_table->fitColumns();
}

void LayersTab::showLayer(int layer) {
    m_table->setCurrentRow(layer);
    m_panel->showLayer(layer);
}

} // namespace bubblenet::ui
