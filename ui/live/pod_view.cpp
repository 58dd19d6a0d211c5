// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/pod_view.h"

#include <QComboBox>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/models/event_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

constexpr int kMotionMs = 150;
constexpr int kPlayMs = 500;
constexpr int kRefitAfter = 16; // candidates; the axes hardly turn for fewer

} // namespace

PodView::PodView(const RunModel& run, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_run(run), m_chart(new ChartPanel(theme)), m_axes(new QComboBox), m_xCoordinate(new QComboBox),
      m_yCoordinate(new QComboBox), m_back(makeToolButton("back")), m_play(makeToolButton("start")),
      m_forward(makeToolButton("forward")), m_slider(new QSlider(Qt::Horizontal)), m_place(makeLabel(TextRole::quiet)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_chart);
    m_chart->addSeries(
        {.colour = &Colours::quietText, .line = Qt::SolidLine, .width = 0.6, .kind = SeriesStyle::Kind::segments});
    m_chart->addSeries({.colour = &Colours::good, .line = Qt::DashDotLine, .kind = SeriesStyle::Kind::verticalGuide});
    m_chart->addSeries(
        {.colour = &Colours::baseNetwork, .line = Qt::DashLine, .kind = SeriesStyle::Kind::horizontalGuide});
    m_chart->addSeries(
        {.colour = &Colours::pruned, .mark = Mark::diamond, .markSize = 10, .kind = SeriesStyle::Kind::steps});
    const auto addMarks = [&](QColor Colours::*colour, Mark mark, double size) {
        m_chart->addSeries({.colour = colour, .line = Qt::NoPen, .mark = mark, .markSize = size});
    };
    addMarks(&Colours::quietText, Mark::circle, 7);
    addMarks(&Colours::encircle, Mark::circle, 10);
    addMarks(&Colours::spiral, Mark::triangle, 11);
    addMarks(&Colours::explore, Mark::square, 9);
    addMarks(&Colours::leader, Mark::star, 16);
    makeControls();
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setDuration(kMotionMs);
    connect(&m_motion, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { draw(value.toDouble()); });
    m_playing.setInterval(kPlayMs);
    connect(&m_playing, &QTimer::timeout, this, [this] { step(1); });
    connect(m_chart, &ChartPanel::pointClicked, this, [this](int series, int index) {
        const auto& candidates = series == kFront ? m_front : m_candidatesOf[series];
        if (static_cast<std::size_t>(index) < candidates.size())
            Q_EMIT candidateClicked(candidates[static_cast<std::size_t>(index)]);
    });
    connect(&run, &RunModel::begun, this, &PodView::begin);
    whenTranslated(this, [this] { retranslate(); });
}

void PodView::makeControls() {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    for (auto* combo : {m_axes, m_xCoordinate, m_yCoordinate}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        row->addWidget(combo);
        connect(combo, &QComboBox::currentIndexChanged, this, [this] { updateAxes(); });
    }
    m_axes->addItems({{}, {}, {}});
    for (auto* button : {m_back, m_play, m_forward})
        row->addWidget(button);
    row->addWidget(m_slider, 1);
    row->addWidget(m_place);
    m_chart->body()->addLayout(row);
    m_slider->setEnabled(false);
    m_slider->setMinimumWidth(60);
    m_slider->setPageStep(1);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        m_follows = value == m_slider->maximum();
        show(value);
    });
    connect(m_back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_play, &QToolButton::clicked, this, &PodView::togglePlay);
}

void PodView::retranslate() {
    m_chart->setTitle(tr("Pod"));
    const char* const names[] = {QT_TR_NOOP("trails"), QT_TR_NOOP("goal"),   QT_TR_NOOP("unpruned"),
                                 QT_TR_NOOP("front"),  QT_TR_NOOP("judged"), QT_TR_NOOP("encircle"),
                                 QT_TR_NOOP("spiral"), QT_TR_NOOP("explore")};
    for (int i = 0; i < kLeader; ++i)
        m_chart->setSeriesName(i, tr(names[i]));
    nameLeader();
    showPlace();
    m_chart->setEmptyText(tr("The whales appear here when the search begins"));
    m_axes->setItemText(0, tr("cost × accuracy"));
    m_axes->setItemText(1, tr("two coordinates"));
    m_axes->setItemText(2, tr("principal axes"));
    m_axes->setAccessibleName(tr("Axes of the pod"));
    m_xCoordinate->setAccessibleName(tr("Horizontal coordinate"));
    m_yCoordinate->setAccessibleName(tr("Vertical coordinate"));
    const auto name = [](QWidget* widget, const QString& text) {
        widget->setToolTip(text);
        widget->setAccessibleName(text);
    };
    name(m_back, tr("One iteration back"));
    name(m_forward, tr("One iteration forward"));
    namePlay();
    name(m_slider, tr("Iteration"));
    updateAxes();
}

PodView::Axes PodView::axes() const {
    return static_cast<Axes>(std::max(0, m_axes->currentIndex()));
}

void PodView::setAxes(Axes axes) {
    m_axes->setCurrentIndex(static_cast<int>(axes));
}

void PodView::begin() {
    stopPlaying();
    nameLeader();
    m_shown = -1;
    m_follows = true;
    m_fittedCandidates = 0;
    m_principal = {};
    m_from.clear();
    m_to.clear();
    m_xCoordinate->clear();
    m_yCoordinate->clear();
    m_slider->setRange(0, 0);
    refresh();
}

void PodView::fillCoordinates() {
    const auto* first = m_run.pod().candidate(0);
    if (first == nullptr || m_xCoordinate->count() == static_cast<int>(first->position.size()))
        return;
    QStringList names;
    const auto& plan = m_run.pod().plan();
    for (std::size_t i = 0; i < first->position.size(); ++i)
        names.append(plan && i < plan->coordinates.size() ? QString::fromStdString(plan->coordinates[i])
                                                          : QString::number(i + 1));
    for (auto* combo : {m_xCoordinate, m_yCoordinate}) {
        const QSignalBlocker blocker(combo);
        combo->clear();
        combo->addItems(names);
    }
    const QSignalBlocker blocker(m_yCoordinate);
    m_yCoordinate->setCurrentIndex(std::min(1, m_yCoordinate->count() - 1));
}

void PodView::refresh() {
    fillCoordinates();
    const int last = static_cast<int>(m_run.pod().iterations().size()) - 1;
    const bool isNew = m_follows && last != m_shown;
    {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(0, std::max(0, last));
        if (m_follows)
            m_slider->setValue(std::max(0, last));
    }
    m_slider->setEnabled(last > 0);
    for (auto* button : {m_back, m_play, m_forward})
        button->setEnabled(last > 0);
    drawGuides();
    if (isNew || last < 0 || m_shown < 0)
        show(m_follows ? last : std::min(m_shown, last));
    else if (m_shown == last)
        show(last);
}

void PodView::show(int index) {
    if (axes() == Axes::principal && m_run.pod().candidateCount() >= m_fittedCandidates + kRefitAfter) {
        m_principal.fit(m_run.pod());
        m_fittedCandidates = m_run.pod().candidateCount();
    }
    moveTo(index);
    showPlace();
    Q_EMIT iterationShown(index);
}

void PodView::showPlace() {
    const auto& iterations = m_run.pod().iterations();
    const bool isShown = m_shown >= 0 && static_cast<std::size_t>(m_shown) < iterations.size();
    m_place->setText(isShown ? tr("iteration %1 of %2")
                                   .arg(QString::number(iterations[static_cast<std::size_t>(m_shown)].number),
                                        QString::number(iterations.back().number))
                             : QString());
}

void PodView::moveTo(int index) {
    const bool isOther = index != m_shown;
    m_from = isOther ? placesOf(m_shown) : m_to;
    m_shown = index;
    m_to = placesOf(index);
    drawFront();
    const bool moves = isOther && isVisible() && !m_from.isEmpty() &&
                       style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    m_motion.stop();
    if (moves)
        m_motion.start();
    else
        draw(1);
}

void PodView::togglePlay() {
    if (m_playing.isActive()) {
        stopPlaying();
        return;
    }
    if (m_slider->value() == m_slider->maximum())
        m_slider->setValue(0);
    m_playing.start();
    m_play->setIcon(icon("pause"));
    namePlay();
}

void PodView::stopPlaying() {
    m_playing.stop();
    m_play->setIcon(icon("start"));
    namePlay();
}

void PodView::step(int by) {
    m_slider->setValue(m_slider->value() + by);
    if (m_playing.isActive() && m_slider->value() == m_slider->maximum())
        stopPlaying();
}

void PodView::namePlay() {
    const auto text = m_playing.isActive() ? tr("Stop replaying") : tr("Replay the search");
    m_play->setToolTip(text);
    m_play->setAccessibleName(text);
}

// Of a front the leader is the best candidate that meets the goal, not the best at any cost.
void PodView::nameLeader() {
    m_chart->setSeriesName(kLeader, m_run.config().search.front.isAsked() ? tr("within goal") : tr("leader"));
}

void PodView::updateAxes() {
    const bool hasCoordinates = axes() == Axes::coordinates;
    m_xCoordinate->setVisible(hasCoordinates);
    m_yCoordinate->setVisible(hasCoordinates);
    if (axes() == Axes::costAccuracy) {
        const auto kind = m_run.pod().plan() ? m_run.pod().plan()->costKind : "macs";
        m_chart->setAxes({.title = tr("%1 left, %").arg(costKindText(kind)), .suffix = " %"},
                         {.title = tr("accuracy, %"), .suffix = " %"});
    } else if (hasCoordinates) {
        m_chart->setAxes({.title = m_xCoordinate->currentText(), .decimals = 3},
                         {.title = m_yCoordinate->currentText(), .decimals = 3});
    } else {
        m_fittedCandidates = 0;
        m_principal.fit(m_run.pod());
        const auto title = [](const QString& text, double share) { return text.arg(QString::number(share, 'f', 0)); };
        m_chart->setAxes(
            {.title = title(tr("first principal axis, %1 % of the variance"), m_principal.firstShare()), .decimals = 3},
            {.title = title(tr("second principal axis, %1 %"), m_principal.secondShare()), .decimals = 3});
    }
    drawGuides();
    drawFront();
    m_from.clear();
    m_to = placesOf(m_shown);
    draw(1);
}

std::optional<QPointF> PodView::placeOf(const PodWhale& whale) const {
    const auto* candidate = m_run.pod().candidate(whale.candidate);
    if (candidate == nullptr)
        return std::nullopt;
    QPointF place;
    switch (axes()) {
    case Axes::costAccuracy:
        place = {100 * m_run.pod().costShare(*candidate), static_cast<double>(candidate->accuracy)};
        break;
    case Axes::coordinates: {
        const auto x = static_cast<std::size_t>(std::max(0, m_xCoordinate->currentIndex()));
        const auto y = static_cast<std::size_t>(std::max(0, m_yCoordinate->currentIndex()));
        if (std::max(x, y) >= candidate->position.size())
            return std::nullopt;
        place = {static_cast<double>(candidate->position[x]), static_cast<double>(candidate->position[y])};
        break;
    }
    case Axes::principal:
        place = m_principal.project(candidate->position);
        break;
    }
    if (!std::isfinite(place.x()) || !std::isfinite(place.y()))
        return std::nullopt;
    return place;
}

QHash<int, QPointF> PodView::placesOf(int index) const {
    QHash<int, QPointF> places;
    const auto& iterations = m_run.pod().iterations();
    if (index < 0 || static_cast<std::size_t>(index) >= iterations.size())
        return places;
    const auto& whales = iterations[static_cast<std::size_t>(index)].whales;
    for (std::size_t i = 0; i < whales.size(); ++i)
        if (const auto place = placeOf(whales[i]))
            places.insert(static_cast<int>(i), *place);
    return places;
}

void PodView::draw(double progress) {
    const auto& iterations = m_run.pod().iterations();
    QList<QPointF> points[kSeriesCount];
    for (auto& candidates : m_candidatesOf)
        candidates.clear();
    if (m_shown >= 0 && static_cast<std::size_t>(m_shown) < iterations.size()) {
        const auto& iteration = iterations[static_cast<std::size_t>(m_shown)];
        // These draw all anew: the third of one iteration is not the third of the one before.
        const auto& method = m_run.config().search.method;
        const bool hasTrails = method != "random" && method != "cmaes" && method != "nsga2";
        const auto before = m_shown > 0 ? placesOf(m_shown - 1) : QHash<int, QPointF>();
        for (auto at = m_to.cbegin(); at != m_to.cend(); ++at) {
            if (static_cast<std::size_t>(at.key()) >= iteration.whales.size())
                continue; // the record gave this iteration a second time, with fewer whales
            const auto from = m_from.value(at.key(), *at);
            const auto place = from + (*at - from) * progress;
            const auto& whale = iteration.whales[static_cast<std::size_t>(at.key())];
            Series series = kUnknown;
            if (at.key() == iteration.leader)
                series = kLeader;
            else if (whale.behaviour == Behaviour::encircle)
                series = kEncircle;
            else if (whale.behaviour == Behaviour::spiral)
                series = kSpiral;
            else if (whale.behaviour == Behaviour::explore)
                series = kExplore;
            points[series].append(place);
            m_candidatesOf[series].push_back(whale.candidate);
            if (const auto past = before.constFind(at.key()); hasTrails && past != before.cend())
                points[kTrails] << *past << place;
        }
        const auto* best = m_run.pod().candidate(iteration.best);
        if (iteration.leader < 0 && best != nullptr) // the leader stays where it was found
            if (const auto place = placeOf({.candidate = iteration.best})) {
                points[kLeader].append(*place);
                m_candidatesOf[kLeader].push_back(iteration.best);
            }
    }
    for (int i = 0; i < kSeriesCount; ++i)
        if (i != kGoal && i != kBase && i != kFront)
            m_chart->holdPoints(i, points[i]);
    m_chart->refresh();
}

void PodView::drawFront() {
    QList<QPointF> points;
    m_front.clear();
    if (m_run.config().search.front.isAsked() && axes() == Axes::costAccuracy)
        for (const int candidate : m_run.pod().frontAt(m_shown))
            if (const auto place = placeOf({.candidate = candidate})) {
                points.append(*place);
                m_front.push_back(candidate);
            }
    m_chart->holdPoints(kFront, points);
}

void PodView::drawGuides() {
    const auto& plan = m_run.pod().plan();
    const bool isShown = plan && axes() == Axes::costAccuracy;
    m_chart->holdPoints(kGoal, isShown ? QList<QPointF>{{100 * plan->costGoal, 0}} : QList<QPointF>());
    m_chart->holdPoints(kBase, isShown && plan->accuracy > 0 ? QList<QPointF>{{0, plan->accuracy}} : QList<QPointF>());
}

} // namespace bubblenet::ui
