// SPDX-License-Identifier: GPL-3.0-only
// What pruning did to a network: layers, filters, images, before and after. Everything that takes longer than a frame
// is done on other threads. Window's thread.
#pragma once

#include <QWidget>
#include <memory>

#include "core/engine/inspection.h"
#include "ui/parts/machine.h"
#include "ui/theme/theme.h"

class QTabWidget;

namespace bubblenet::ui {

class ClassesTab;
class ClassifyTab;
class ConfusionTab;
class EmptyStack;
class ImagesTab;
class InspectHeader;
class JobStrip;
class LayersTab;
class NetworkView;
class TimesTab;
class WhalesTab;

class InspectPage : public QWidget {
    Q_OBJECT

public:
    explicit InspectPage(const Theme& theme, QWidget* parent = nullptr);
    ~InspectPage() override;
    /// A run's folder or a weight file; empty: nothing.
    void open(const QString& source);
    /// One of a run's candidates, in the place of its result.
    void openWhale(const QString& run, int iteration, int whale);
    void setMachine(Machine machine); ///< what is measured beside a run is asked about before, and marked
    const QString& source() const { return m_source; }
    bool isOpen() const { return m_inspection != nullptr; }

    InspectHeader* header() { return m_header; }
    NetworkView* network() { return m_network; }
    QTabWidget* tabs() { return m_tabs; }
    LayersTab* layers() { return m_layers; }
    ConfusionTab* confusion() { return m_confusion; }
    ImagesTab* images() { return m_images; }
    ClassesTab* classes() { return m_classes; }
    ClassifyTab* classify() { return m_classify; }
    WhalesTab* whales() { return m_whales; }
    TimesTab* times() { return m_times; }
    JobStrip* strip() { return m_strip; }

Q_SIGNALS:
    void exportRequested(const QString& source);
    void recipeRequested(const QString& recipe); ///< a recipe's text, to be set up
    void opened();                               ///< what was asked for is shown

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class NextStep { exportFile, fineTune };
    QWidget* makeContent();
    void connectHeader();
    void connectTabs();
    void retranslate();
    void openRequest(const engine::InspectionRequest& request, const QString& what);
    void take(std::shared_ptr<const engine::Inspection> inspection);
    void chooseLayer(int layer);
    void askForRun();
    void askForFile();
    void askForDatasets();
    bool mayMeasure();
    void measure(int batchSize);
    void measureInPairs();
    void takeTimes(engine::NetworkTimes times);
    void judge(engine::ImageSplit split);
    bool mayReadTestSplit();
    bool confirm(const QString& title, const QString& text, const QString& accept);
    void exportShown();
    void writeWeights(NextStep next);

    QString m_source;
    engine::InspectionRequest m_request;
    Machine m_machine = Machine::free;
    Machine m_measuredOn = Machine::free; ///< at its worst, since the latest measurement began
    std::shared_ptr<const engine::Inspection> m_inspection;
    InspectHeader* m_header;
    JobStrip* m_strip;
    EmptyStack* m_stack;
    NetworkView* m_network;
    QTabWidget* m_tabs;
    LayersTab* m_layers;
    ConfusionTab* m_confusion;
    ImagesTab* m_images;
    ClassesTab* m_classes;
    ClassifyTab* m_classify;
    WhalesTab* m_whales;
    TimesTab* m_times;
};

} // namespace bubblenet::ui
