// SPDX-License-Identifier: GPL-3.0-only
// All layers as a table, before and after, below the panel of the chosen one. Window's thread.
#pragma once

#include <memory>
#include <optional>

#include "core/engine/inspection.h"
#include "ui/inspect/column_table.h"
#include "ui/inspect/layer_panel.h"
#include "ui/parts/machine.h"

namespace bubblenet::ui {

class LayersTab : public QWidget {
    Q_OBJECT

public:
    explicit LayersTab(const Theme& theme, QWidget* parent = nullptr);
    void setInspection(std::shared_ptr<const engine::Inspection> inspection);
    /// `machine`: as it was while they were measured; beside a run they are marked.
    void setLatencies(std::vector<engine::LayerLatency> latencies, int batchSize, Machine machine);
    void showLayer(int layer);
    LayerPanel* panel() { return m_panel; }
    ColumnTable* table() { return m_table; }

Q_SIGNALS:
    void layerChosen(int layer);

private:
    std::vector<TableColumn> columns() const;
    const engine::InspectedLayer& layerOf(int row) const;
    QVariant milliseconds(int row, engine::Side side) const;
    QString timeTitle(const QString& title) const;
    void retranslate();

    std::shared_ptr<const engine::Inspection> m_inspection;
    std::vector<engine::LayerLatency> m_latencies; ///< in the order of the layers; empty: not measured
    int m_batchSize = 0;                           ///< images that the times are of; 0: not measured
    Machine m_measuredOn = Machine::free;
    LayerPanel* m_panel;
    ColumnTable* m_table;
};

} // namespace bubblenet::ui
