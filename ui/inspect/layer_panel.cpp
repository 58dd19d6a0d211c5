// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/layer_panel.h"

#include <QComboBox>
#include <QSplitter>
#include <QToolButton>
#include <algorithm>
#include <numeric>

#include "ui/inspect/layer_text.h"
#include "ui/models/number_text.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

constexpr int kAskMs = 30; ///< a held arrow key passes over layers
enum HistogramSeries { kWeightsBefore, kWeightsAfter };
enum ScoreSeries { kKept, kRemoved, kUnknown, kCut, kChosen };

// A step for each bin.
QList<QPointF> outlineOf(const std::vector<std::int64_t>& counts, double low, double high) {
    QList<QPointF> points;
    const double width = (high - low) / static_cast<double>(std::max<std::size_t>(1, counts.size()));
    for (std::size_t i = 0; i < counts.size(); ++i)
        for (const std::size_t edge : {i, i + 1})
            points.append({low + width * static_cast<double>(edge), static_cast<double>(counts[i])});
    return points;
}

} // namespace

LayerPanel::LayerPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_title(makeLabel(TextRole::panelTitle)), m_text(makeLabel(TextRole::quiet)),
      m_filterPanel(new Panel), m_filters(new FilterView(theme)), m_side(new QComboBox), m_back(makeToolButton("back")),
      m_histogram(new ChartPanel(theme)), m_scores(new ChartPanel(theme)) {
    makeLayout();
    makeCharts(theme);
    m_ask.setSingleShot(true);
    m_ask.setInterval(kAskMs);
    connect(&m_ask, &QTimer::timeout, this, &LayerPanel::ask);
    connect(m_side, &QComboBox::activated, this, &LayerPanel::askWeights);
    connect(m_filters, &FilterView::tileChosen, this, &LayerPanel::markChannel);
    connect(m_filters, &FilterView::tileActivated, this, &LayerPanel::askInputs);
    connect(m_back, &QToolButton::clicked, this, &LayerPanel::showFilters);
    whenTranslated(this, [this] { retranslate(); });
}

void LayerPanel::makeLayout() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kSmallGap);
    auto* line = new QHBoxLayout;
    line->setSpacing(kGap);
    line->addWidget(m_title);
    line->addWidget(m_text, 1);
    for (auto* label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addLayout(line);
    m_filterPanel->header()->addWidget(m_back);
    m_filterPanel->header()->addWidget(m_side);
    m_filterPanel->body()->addWidget(m_filters, 1);
    m_side->addItems({{}, {}});
    m_back->hide();
    auto* parts = new QSplitter;
    parts->setHandleWidth(kGap);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_filterPanel);
    parts->addWidget(m_histogram);
    parts->addWidget(m_scores);
    for (int i = 0; i < 3; ++i)
        parts->setStretchFactor(i, 1);
    parts->setSizes({300, 300, 300});
    layout->addWidget(parts, 1);
}

void LayerPanel::makeCharts(const Theme&) {
    m_histogram->addSeries({.colour = &Colours::baseNetwork, .line = Qt::DashLine});
    m_histogram->addSeries({.colour = &Colours::accent});
    m_scores->addSeries({.colour = &Colours::accent, .line = Qt::NoPen, .mark = Mark::circle, .markSize = 5});
    m_scores->addSeries({.colour = &Colours::pruned, .line = Qt::NoPen, .mark = Mark::square, .markSize = 5});
    m_scores->addSeries({.colour = &Colours::baseNetwork, .line = Qt::NoPen, .mark = Mark::circle, .markSize = 5});
    m_scores->addSeries({.colour = &Colours::bad, .line = Qt::DashLine, .kind = SeriesStyle::Kind::horizontalGuide});
    m_scores->addSeries({.colour = &Colours::leader, .line = Qt::NoPen, .mark = Mark::star, .markSize = 12});
}

void LayerPanel::retranslate() {
    m_filterPanel->setTitle(tr("Filters"));
    m_filters->setAccessibleName(tr("Filters as pictures"));
    m_filters->setToolTip(tr("Blue is below zero, orange above it. Enter or a double click shows a filter's inputs."));
    m_side->setItemText(0, tr("before"));
    m_side->setItemText(1, tr("after"));
    m_side->setAccessibleName(tr("Whose filters are shown"));
    m_back->setToolTip(tr("All filters of the layer"));
    m_back->setAccessibleName(m_back->toolTip());
    m_histogram->setTitle(tr("Weights"));
    m_histogram->setAxes({.title = tr("weight"), .decimals = 3},
                         {.title = tr("weights in a bin"), .decimals = 0, .baseline = Baseline::zero});
    m_histogram->setSeriesName(kWeightsBefore, tr("before"));
    m_histogram->setSeriesName(kWeightsAfter, tr("after"));
    m_histogram->setEmptyText(tr("How a layer's weights are spread, before and after"));
    m_scores->setTitle(tr("Channel scores"));
    m_scores->setAxes({.title = tr("rank"), .decimals = 0, .step = TickStep::whole},
                      {.title = {}, .decimals = 4, .baseline = Baseline::zero});
    m_scores->setSeriesName(kKept, tr("kept"));
    m_scores->setSeriesName(kRemoved, tr("removed"));
    m_scores->setSeriesName(kUnknown, tr("not known"));
    m_scores->setSeriesName(kCut, tr("cut"));
    m_scores->setSeriesName(kChosen, tr("chosen"));
    showTitle();
    ask();
}

void LayerPanel::setInspection(std::shared_ptr<const engine::Inspection> inspection) {
    m_inspection = std::move(inspection);
    m_layer = -1;
    ++m_question;
    m_side->setCurrentIndex(0);
    showTitle();
    ask();
}

void LayerPanel::showLayer(int layer) {
    if (layer == m_layer)
        return;
    m_layer = layer;
    ++m_question;
    showTitle();
    m_ask.start();
}

const engine::InspectedLayer* LayerPanel::layer() const {
    if (!m_inspection || m_layer < 0 || static_cast<std::size_t>(m_layer) >= m_inspection->layers().size())
        return nullptr;
    return &m_inspection->layers()[static_cast<std::size_t>(m_layer)];
}

bool LayerPanel::has(engine::Side side) const {
    const auto* shown = layer();
    if (shown == nullptr)
        return false;
    return side == engine::Side::after ? shown->after.has_value()
                                       : shown->before && m_inspection->summary().beforeProblem.isEmpty();
}

engine::Side LayerPanel::shownSide() const {
    const auto wanted = m_side->currentIndex() == 0 ? engine::Side::before : engine::Side::after;
    const auto other = wanted == engine::Side::before ? engine::Side::after : engine::Side::before;
    return has(wanted) || !has(other) ? wanted : other;
}

void LayerPanel::showTitle() {
    const auto* shown = layer();
    m_title->setText(shown == nullptr ? tr("No layer chosen") : QString::fromStdString(shown->name));
    m_text->setText(shown == nullptr ? tr("Choose one on the left or in the table.")
                                     : layerKindText(*shown) + QStringLiteral(" · ") + layerChannelsText(*shown));
    m_side->setEnabled(has(engine::Side::before) && has(engine::Side::after));
}

template<class Body, class Done, class Failed> void LayerPanel::answer(Body body, Done done, Failed failed) {
    const int question = m_question;
    auto* job = startJob(this, std::move(body), [this, question, done](auto&& result) {
        if (question == m_question)
            done(std::forward<decltype(result)>(result));
    });
    connect(job, &Job::failed, this, [this, question, failed](const QString& message) {
        if (question == m_question)
            failed(message);
    });
}

void LayerPanel::ask() {
    askWeights();
    askScores();
}

void LayerPanel::askWeights() {
    const auto side = shownSide();
    m_side->setCurrentIndex(side == engine::Side::before ? 0 : 1);
    if (!has(side)) {
        m_shown = {};
        m_filters->setEmptyText(tr("A layer's filters, kept and removed"));
        showFilters();
        return showHistogram({});
    }
    answer(
        [inspection = m_inspection, name = layer()->name, side](const engine::Hooks&) {
            return Weights{inspection->filters(name, side), inspection->histogram(name)};
        },
        [this](Weights weights) {
            m_shown = std::move(weights.filters);
            showFilters();
            showHistogram(weights.histogram);
        },
        [this](const QString& message) {
            m_shown = {};
            m_filters->setEmptyText(message);
            showFilters();
            showHistogram({});
        });
}

void LayerPanel::askScores() {
    const auto* shown = layer();
    const bool canBeScored = shown != nullptr && shown->kind != "linear" && has(engine::Side::before);
    m_scores->setEmptyText(shown == nullptr ? tr("What each channel is worth, and where the cut is")
                           : !canBeScored   ? tr("Only convolutions of an unpruned network have scores.")
                                            : tr("Measuring …"));
    if (!canBeScored)
        return showScores({});
    showScores({});
    answer([inspection = m_inspection,
            name = shown->name](const engine::Hooks& hooks) { return inspection->scores(name, hooks); },
           [this](const engine::ChannelScores& scores) { showScores(scores); },
           [this](const QString& message) { m_scores->setEmptyText(message); });
}

void LayerPanel::askInputs(int tile) {
    if (m_back->isVisible() || layer() == nullptr)
        return;
    const auto text = m_filters->tile(tile).text;
    answer([inspection = m_inspection, name = layer()->name, side = shownSide(),
            tile](const engine::Hooks&) { return inspection->filterInputs(name, side, tile); },
           [this, text](std::vector<engine::FilterPicture> pictures) {
               std::vector<FilterTile> tiles;
               for (std::size_t i = 0; i < pictures.size(); ++i)
                   tiles.push_back({.picture = std::move(pictures[i]),
                                    .fate = ChannelFate::unknown,
                                    .text = tr("%1, input %2").arg(text).arg(i)});
               m_filterPanel->setTitle(text);
               m_back->show();
               m_filters->setTiles(std::move(tiles));
           },
           [this](const QString& message) { m_filterPanel->setTitle(message); });
}

ChannelFate LayerPanel::fateOf(int channel) const {
    const auto* shown = layer();
    if (shown == nullptr || !shown->isKeptKnown || channel < 0)
        return ChannelFate::unknown;
    const bool isKept = std::binary_search(shown->kept.begin(), shown->kept.end(), channel);
    return isKept ? ChannelFate::kept : ChannelFate::removed;
}

void LayerPanel::showFilters() {
    m_back->hide();
    m_filterPanel->setTitle(tr("Filters"));
    std::vector<FilterTile> tiles;
    for (std::size_t i = 0; i < m_shown.pictures.size(); ++i) {
        const bool isKnown = i < m_shown.channels.size();
        const int channel = isKnown ? m_shown.channels[i] : static_cast<int>(i);
        const auto fate = isKnown ? fateOf(channel) : ChannelFate::unknown;
        auto text = tr("Channel %1").arg(channel);
        if (fate == ChannelFate::removed)
            text += tr(", removed");
        else if (fate == ChannelFate::kept)
            text += tr(", kept");
        tiles.push_back({.picture = m_shown.pictures[i], .fate = fate, .text = text});
    }
    m_filters->setTiles(std::move(tiles));
    markChannel(-1);
}

void LayerPanel::showHistogram(const engine::WeightHistogram& histogram) {
    m_histogram->holdPoints(kWeightsBefore, outlineOf(histogram.before, histogram.low, histogram.high));
    m_histogram->holdPoints(kWeightsAfter, outlineOf(histogram.after, histogram.low, histogram.high));
    m_histogram->refresh();
}

// The best first, so that a cut by score is a line between both colours.
void LayerPanel::showScores(const engine::ChannelScores& scores) {
    std::vector<std::size_t> order(scores.values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores.values[a] > scores.values[b]; });
    m_rankOfChannel.assign(order.size(), 0);
    QList<QPointF> kept;
    QList<QPointF> removed;
    QList<QPointF> unknown;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        m_rankOfChannel[order[rank]] = rank;
        const bool isKept = std::binary_search(scores.kept.begin(), scores.kept.end(), static_cast<int>(order[rank]));
        auto& points = !scores.isKeptKnown ? unknown : isKept ? kept : removed;
        points.append({static_cast<double>(rank + 1), scores.values[order[rank]]});
    }
    if (!order.empty())
        m_scores->setTitle(tr("Channel scores (%1)").arg(QString::fromStdString(scores.score)));
    m_scores->holdPoints(kKept, kept);
    m_scores->holdPoints(kRemoved, removed);
    m_scores->holdPoints(kUnknown, unknown);
    m_scores->holdPoints(kCut, scores.cut ? QList<QPointF>{{0, *scores.cut}} : QList<QPointF>());
    m_scores->holdPoints(kChosen, {});
    m_scores->refresh();
}

void LayerPanel::markChannel(int tile) {
    QList<QPointF> mark;
    const auto at = static_cast<std::size_t>(tile);
    if (tile >= 0 && !m_back->isVisible() && at < m_shown.channels.size()) {
        const auto channel = static_cast<std::size_t>(m_shown.channels[at]);
        const double rank = channel < m_rankOfChannel.size() ? static_cast<double>(m_rankOfChannel[channel]) + 1 : 0;
        for (const int series : {kKept, kRemoved, kUnknown})
            for (const auto& point : m_scores->points(series))
                if (point.x() == rank)
                    mark = {point};
    }
    m_scores->setPoints(kChosen, mark);
}

} // namespace bubblenet::ui
