// SPDX-License-Identifier: GPL-3.0-only
// One layer: its filters as pictures, its weights as histograms before and after, its channels' scores with the cut.
// All three are computed on other threads. Window's thread.
#pragma once

#include <QPointer>
#include <QTimer>
#include <memory>

#include "core/engine/inspection.h"
#include "ui/bridge/job.h"
#include "ui/charts/chart_panel.h"
#include "ui/inspect/filter_view.h"

class QComboBox;
class QToolButton;

namespace bubblenet::ui {

class LayerPanel : public QWidget {
    Q_OBJECT

public:
    explicit LayerPanel(const Theme& theme, QWidget* parent = nullptr);
    void setInspection(std::shared_ptr<const engine::Inspection> inspection);
    void showLayer(int layer); ///< −1: none
    FilterView* filters() { return m_filters; }
    ChartPanel* histogram() { return m_histogram; }
    ChartPanel* scores() { return m_scores; }
    QComboBox* side() { return m_side; }
    QToolButton* back() { return m_back; }

private:
    struct Weights {
        engine::LayerFilters filters;
        engine::WeightHistogram histogram;
    };
    void makeLayout();
    void makeCharts(const Theme& theme);
    void retranslate();
    void showTitle();
    const engine::InspectedLayer* layer() const;
    engine::Side shownSide() const;
    bool has(engine::Side side) const; ///< the layer's weights
    void ask();
    void askWeights();
    void askScores();
    void askInputs(int tile);
    /// Runs `body` on a thread of its own, unless another layer is wanted by then.
    template<class Body, class Done, class Failed> void answer(Body body, Done done, Failed failed);
    ChannelFate fateOf(int channel) const;
    void showFilters();
    void showHistogram(const engine::WeightHistogram& histogram);
    void showScores(const engine::ChannelScores& scores);
    void markChannel(int tile);

    std::shared_ptr<const engine::Inspection> m_inspection;
    int m_layer = -1;
    engine::LayerFilters m_shown; ///< the filters of the layer, on the side that is shown
    std::vector<std::size_t> m_rankOfChannel;
    int m_question = 0; ///< answers to older ones are not heard
    QTimer m_ask;

    QLabel* m_title;
    QLabel* m_text;
    Panel* m_filterPanel;
    FilterView* m_filters;
    QComboBox* m_side;
    QToolButton* m_back;
    ChartPanel* m_histogram;
    ChartPanel* m_scores;
};

} // namespace bubblenet::ui
