// SPDX-License-Identifier: GPL-3.0-only
// The pod in two dimensions: whales marked by what they do, their trails, the leader, the goal; a slider over every
// iteration so far. Window's thread.
#pragma once

#include <QHash>
#include <QTimer>
#include <QVariantAnimation>

#include "ui/charts/chart_panel.h"
#include "ui/models/projection.h"
#include "ui/models/run_model.h"

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace bubblenet::ui {

class PodView : public QWidget {
    Q_OBJECT

public:
    enum class Axes { costAccuracy, coordinates, principal };

    PodView(const RunModel& run, const Theme& theme, QWidget* parent = nullptr);
    /// After candidates or iterations came.
    void refresh();
    int shownIteration() const { return m_shown; } ///< index into PodHistory::iterations(); −1: none
    void setAxes(Axes axes);
    ChartPanel* chart() { return m_chart; }

Q_SIGNALS:
    void iterationShown(int index);
    void candidateClicked(int candidate);

private:
    enum Series { kTrails, kGoal, kBase, kFront, kUnknown, kEncircle, kSpiral, kExplore, kLeader, kSeriesCount };
    void makeControls();
    void retranslate();
    void fillCoordinates();
    void begin();
    void show(int index);
    void togglePlay();
    void stopPlaying();
    void namePlay();
    void nameLeader();
    void showPlace();
    void drawFront();
    void step(int by);
    void updateAxes();
    void moveTo(int index);
    void draw(double progress); ///< 0: where the whales were, 1: where they are
    void drawGuides();
    std::optional<QPointF> placeOf(const PodWhale& whale) const;
    QHash<int, QPointF> placesOf(int index) const; ///< by whale
    Axes axes() const;

    const RunModel& m_run;
    ChartPanel* m_chart;
    QComboBox* m_axes;
    QComboBox* m_xCoordinate;
    QComboBox* m_yCoordinate;
    QToolButton* m_back;
    QToolButton* m_play;
    QToolButton* m_forward;
    QSlider* m_slider;
    QLabel* m_place;
    PrincipalAxes m_principal;
    int m_fittedCandidates = 0;
    int m_shown = -1;
    bool m_follows = true; ///< shows the newest iteration
    QTimer m_playing;
    QVariantAnimation m_motion;
    QHash<int, QPointF> m_from;
    QHash<int, QPointF> m_to;
    std::vector<int> m_candidatesOf[kSeriesCount]; ///< which candidate each point of a series is
    std::vector<int> m_front;                      ///< the same of the front's points
};

} // namespace bubblenet::ui
