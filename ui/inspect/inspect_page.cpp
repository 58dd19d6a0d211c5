// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/inspect_page.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QSplitter>
#include <QTabWidget>
#include <algorithm>

#include "core/engine/data_sets.h"
#include "ui/inspect/classes_tab.h"
#include "ui/inspect/classify_tab.h"
#include "ui/inspect/confusion_tab.h"
#include "ui/inspect/images_tab.h"
#include "ui/inspect/inspect_header.h"
#include "ui/inspect/layers_tab.h"
#include "ui/inspect/network_view.h"
#include "ui/inspect/times_tab.h"
#include "ui/inspect/whales_tab.h"
#include "ui/parts/job_strip.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

constexpr int kNetworkWidth = 300;

QStringList localFiles(const QMimeData& data) {
    QStringList files;
    for (const auto& url : data.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

bool isPicture(const QString& file) {
    return file.endsWith(".png", Qt::CaseInsensitive) || file.endsWith(".jpg", Qt::CaseInsensitive) ||
           file.endsWith(".jpeg", Qt::CaseInsensitive);
}

struct Measured {
    engine::NetworkTimes networks;
    std::vector<engine::LayerLatency> layers;
};

} // namespace

InspectPage::InspectPage(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_header(new InspectHeader), m_strip(new JobStrip), m_network(new NetworkView(theme)),
      m_tabs(new QTabWidget), m_layers(new LayersTab(theme)), m_confusion(new ConfusionTab(theme)),
      m_images(new ImagesTab), m_classes(new ClassesTab(theme)), m_classify(new ClassifyTab), m_whales(new WhalesTab),
      m_times(new TimesTab) {
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    layout->addWidget(m_header);
    layout->addWidget(m_strip);
    m_stack = new EmptyStack(makeContent());
    layout->addWidget(m_stack, 1);
    auto* openRun = m_stack->addAction([this] { askForRun(); });
    auto* openFile = m_stack->addAction([this] { askForFile(); });
    connectHeader();
    connectTabs();
    whenTranslated(this, [=, this] {
        openRun->setText(tr("Open a run…"));
        openFile->setText(tr("Open a weight file…"));
        retranslate();
    });
}

InspectPage::~InspectPage() = default;

QWidget* InspectPage::makeContent() {
    auto* left = new Panel;
    left->body()->addWidget(m_network, 1);
    auto* legend = makeLabel(TextRole::quiet);
    legend->setWordWrap(true);
    left->body()->addWidget(legend);
    whenTranslated(left, [=] {
        left->setTitle(tr("Network"));
        legend->setText(
            tr("Filled: kept. Hatched: removed. Length: the square root of the channels. Brackets: the same "
               "channels are kept."));
    });
    for (auto* tab :
         std::initializer_list<QWidget*>{m_layers, m_confusion, m_images, m_classes, m_classify, m_whales, m_times})
        m_tabs->addTab(tab, QString());
    m_tabs->setDocumentMode(true);
    auto* parts = new QSplitter;
    parts->setHandleWidth(kPanelGap);
    parts->setChildrenCollapsible(false);
    parts->addWidget(left);
    parts->addWidget(m_tabs);
    parts->setSizes({kNetworkWidth, 1000 - kNetworkWidth});
    parts->setStretchFactor(0, 0);
    parts->setStretchFactor(1, 1);
    return parts;
}

void InspectPage::connectHeader() {
    connect(m_header, &InspectHeader::openRunRequested, this, &InspectPage::askForRun);
    connect(m_header, &InspectHeader::openFileRequested, this, &InspectPage::askForFile);
    connect(m_header, &InspectHeader::measureRequested, this, &InspectPage::measure);
    connect(m_header, &InspectHeader::judgeRequested, this, &InspectPage::judge);
    connect(m_header, &InspectHeader::fineTuneRequested, this, [this] { writeWeights(NextStep::fineTune); });
    connect(m_header, &InspectHeader::exportRequested, this, &InspectPage::exportShown);
    connect(m_header, &InspectHeader::datasetChosen, this, [this](const QString& name) {
        auto request = m_request;
        request.data.dataset = name.toStdString();
        openRequest(request, tr("Opening …"));
    });
    connect(m_strip, &JobStrip::busyChanged, this, [this] {
        const auto activity = m_strip->isBusy() ? Activity::busy : Activity::idle;
        m_header->setActivity(activity);
        m_times->setActivity(activity);
        if (!m_inspection)
            m_stack->setShown(m_strip->isBusy() ? EmptyStack::Shown::nothing : EmptyStack::Shown::offer);
    });
}

void InspectPage::connectTabs() {
    connect(m_network, &NetworkView::layerChosen, this, [this](int layer) {
        m_tabs->setCurrentWidget(m_layers);
        chooseLayer(layer);
    });
    connect(m_layers, &LayersTab::layerChosen, this, &InspectPage::chooseLayer);
    for (JudgedTab* tab : std::initializer_list<JudgedTab*>{m_confusion, m_images, m_classes})
        connect(tab, &JudgedTab::judgeRequested, this, [this] { judge(engine::ImageSplit::validation); });
    connect(m_confusion, &ConfusionTab::cellChosen, this, [this](int label, int predicted) {
        m_images->showCell(label, predicted);
        m_tabs->setCurrentWidget(m_images);
    });
    connect(m_whales, &WhalesTab::whaleRequested, this,
            [this](int iteration, int whale) { openWhale(m_source, iteration, whale); });
    connect(m_whales, &WhalesTab::resultRequested, this, [this] { open(m_source); });
    connect(m_times, &TimesTab::measureRequested, this, &InspectPage::measureInPairs);
}

void InspectPage::retranslate() {
    setAccessibleName(tr("Inspect"));
    m_stack->setText(tr("What pruning did to a network is shown here: its layers before and after, filters and scores, "
                        "and the images it broke. Open a run, or drop a weight file."));
    const QString titles[] = {tr("Layers"),   tr("Confusion"), tr("Images"), tr("Classes"),
                              tr("Classify"), tr("Whales"),    tr("Times")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, titles[i]);
    m_network->setAccessibleName(tr("Layers of the network"));
}

void InspectPage::open(const QString& source) {
    m_strip->cancel();
    m_strip->clear();
    if (source != m_source)
        take(nullptr);
    m_source = source;
    if (source.isEmpty())
        return;
    engine::InspectionRequest request;
    request.model.model = source.toStdString();
    request.model.threads = engine::kKeepThreads;
    if (!m_inspection)
        m_header->setInspection(nullptr, QFileInfo(source).fileName());
    openRequest(request, tr("Opening “%1” …").arg(QFileInfo(source).fileName()));
}

void InspectPage::openWhale(const QString& run, int iteration, int whale) {
    m_strip->cancel();
    if (run != m_source)
        take(nullptr);
    m_source = run;
    engine::InspectionRequest request;
    request.model.model = run.toStdString();
    request.model.threads = engine::kKeepThreads;
    request.whale = engine::WhaleId{iteration, whale};
    if (!m_inspection)
        m_header->setInspection(nullptr, QFileInfo(run).fileName());
    openRequest(request, tr("Cutting the network as whale %1 of iteration %2 did …").arg(whale + 1).arg(iteration));
}

void InspectPage::openRequest(const engine::InspectionRequest& request, const QString& what) {
    m_strip->start(
        what, [request](const engine::Hooks& hooks) { return engine::Inspection::open(request, hooks); },
        [this, request](std::shared_ptr<const engine::Inspection> inspection) {
            m_request = request;
            take(std::move(inspection));
            Q_EMIT opened();
        });
}

void InspectPage::take(std::shared_ptr<const engine::Inspection> inspection) {
    const int layer = inspection && m_inspection ? m_network->currentLayer() : 0;
    m_inspection = std::move(inspection);
    m_header->setInspection(m_inspection, {});
    m_layers->setInspection(m_inspection);
    m_times->setInspection(m_inspection);
    for (JudgedTab* tab : std::initializer_list<JudgedTab*>{m_confusion, m_images, m_classes})
        tab->setJudged({m_inspection, nullptr});
    m_classify->setInspection(m_inspection);
    m_stack->setShown(m_inspection ? EmptyStack::Shown::content : EmptyStack::Shown::offer);
    if (!m_inspection) {
        m_network->setNetwork({}, {});
        return m_whales->setRun({}, {});
    }
    const auto& summary = m_inspection->summary();
    const auto& whale = summary.whale;
    m_whales->setRun(summary.isRun ? std::filesystem::path(summary.model) : std::filesystem::path(),
                     whale ? std::optional(whale->id) : std::nullopt);
    m_network->setNetwork(m_inspection->layers(), m_inspection->groups());
    chooseLayer(std::min(layer, static_cast<int>(m_inspection->layers().size()) - 1));
    if (!summary.isRun)
        askForDatasets();
}

void InspectPage::chooseLayer(int layer) {
    m_network->setCurrentLayer(layer);
    m_layers->showLayer(layer);
}

void InspectPage::askForDatasets() {
    auto* job = startJob(
        this, [](const engine::Hooks& hooks) { return engine::datasetStates("auto", hooks); },
        [this](const std::vector<engine::DatasetState>& states) {
            QStringList names;
            for (const auto& state : states)
                if (state.folder)
                    names << QString::fromStdString(state.name);
            m_header->setDatasets(names);
        });
    connect(job, &Job::failed, this, [this](const QString& message) { m_strip->say(TextRole::warning, message); });
}

void InspectPage::askForRun() {
    const auto folder = QFileDialog::getExistingDirectory(this, tr("A run to look at"));
    if (!folder.isEmpty())
        open(folder);
}

void InspectPage::askForFile() {
    const auto file = QFileDialog::getOpenFileName(this, tr("Weights to look at"), {},
                                                   tr("Weights (*.safetensors *.pth *.pt);;All files (*)"));
    if (!file.isEmpty())
        open(file);
}

void InspectPage::setMachine(Machine machine) {
    m_machine = machine;
    if (machine == Machine::running)
        m_measuredOn = machine;
}

bool InspectPage::confirm(const QString& title, const QString& text, const QString& accept) {
    QMessageBox question(QMessageBox::Question, title, text, QMessageBox::NoButton, this);
    auto* go = question.addButton(accept, QMessageBox::AcceptRole);
    auto* leave = question.addButton(tr("Cancel"), QMessageBox::RejectRole);
    question.setDefaultButton(leave);
    question.setEscapeButton(leave);
    question.exec();
    return question.clickedButton() == go;
}

bool InspectPage::mayMeasure() {
    if (!m_inspection)
        return false;
    if (m_machine == Machine::running &&
        !confirm(
            tr("Measure beside a run?"),
            tr("A run is going on. Both would slow each other down: the times would be too long, and the run would "
               "take longer. What is measured beside it is marked."),
            tr("Measure all the same")))
        return false;
    m_measuredOn = m_machine;
    return true;
}

void InspectPage::measure(int batchSize) {
    if (!mayMeasure())
        return;
    m_strip->start(
        tr("Measuring layers and networks, before and after in turn …"),
        [inspection = m_inspection, batchSize](const engine::Hooks& hooks) {
            Measured measured;
            measured.layers = inspection->measureLayers(batchSize, hooks);
            measured.networks = inspection->measureNetworks({batchSize}, hooks);
            return measured;
        },
        [this, batchSize](Measured measured) {
            takeTimes(std::move(measured.networks));
            m_layers->setLatencies(std::move(measured.layers), batchSize, m_measuredOn);
        });
}

void InspectPage::measureInPairs() {
    if (!mayMeasure())
        return;
    m_strip->start(
        tr("Measuring both networks in pairs …"),
        [inspection = m_inspection](const engine::Hooks& hooks) {
            return inspection->measureNetworks({1, engine::manyImages(inspection->summary().imageSize)}, hooks);
        },
        [this](engine::NetworkTimes times) { takeTimes(std::move(times)); });
}

void InspectPage::takeTimes(engine::NetworkTimes times) {
    m_header->setLatencies(std::move(times.networks), m_measuredOn);
    m_times->setMeasured(times.comparisons, m_measuredOn);
}

// Each read of the test split is counted, because a choice that was made by it is no longer honest.
bool InspectPage::mayReadTestSplit() {
    return confirm(tr("Read the test images?"),
                   tr("Each reading of the test split is counted in the run's record. Validation images show the "
                      "same without being counted."),
                   tr("Read the test images"));
}

void InspectPage::judge(engine::ImageSplit split) {
    if (!m_inspection)
        return;
    if (m_inspection->summary().dataset.empty())
        return m_strip->say(TextRole::warning,
                            tr("This file does not name its data set: choose one beside its name, then judge images."));
    if (split == engine::ImageSplit::test && !mayReadTestSplit())
        return;
    m_strip->start(
        split == engine::ImageSplit::test ? tr("Judging the test images …") : tr("Judging the validation images …"),
        [inspection = m_inspection, split](const engine::Hooks& hooks) {
            return std::make_shared<const engine::JudgedImages>(inspection->judge(split, hooks));
        },
        [this, inspection = m_inspection](const std::shared_ptr<const engine::JudgedImages>& images) {
            m_header->setJudged(images);
            for (JudgedTab* tab : std::initializer_list<JudgedTab*>{m_confusion, m_images, m_classes})
                tab->setJudged({inspection, images});
            if (m_tabs->currentWidget() == m_layers)
                m_tabs->setCurrentWidget(m_confusion);
        });
}

// What the export page opens is a file or a run's result: a whale is written as a file first.
void InspectPage::exportShown() {
    if (m_inspection && m_inspection->summary().whale)
        return writeWeights(NextStep::exportFile);
    Q_EMIT exportRequested(m_source);
}

void InspectPage::writeWeights(NextStep next) {
    if (!m_inspection)
        return;
    const auto& summary = m_inspection->summary();
    auto name = QString::fromStdString(summary.name);
    if (summary.whale)
        name += QStringLiteral("-%1-%2").arg(summary.whale->id.iteration).arg(summary.whale->id.whale + 1);
    const auto folder = QFileInfo(m_source).absolutePath();
    const auto file =
        QFileDialog::getSaveFileName(this, tr("Save the network's weights"), folder + '/' + name + ".safetensors",
                                     tr("Weights (*.safetensors)"), nullptr,
                                     QFileDialog::DontConfirmOverwrite); // it is refused
    if (file.isEmpty())
        return;
    m_strip->start(
        tr("Writing “%1” …").arg(QFileInfo(file).fileName()),
        [inspection = m_inspection, path = std::filesystem::path(file.toStdString())](const engine::Hooks&) {
            auto recipe = QString::fromStdString(inspection->fineTuneRecipe(path)); // first: it may fail
            inspection->writeWeights(path);
            return recipe;
        },
        [this, next, file](const QString& recipe) {
            m_strip->say(TextRole::good, tr("Saved: %1").arg(file));
            if (next == NextStep::fineTune)
                Q_EMIT recipeRequested(recipe);
            else
                Q_EMIT exportRequested(file);
        });
}

void InspectPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void InspectPage::dropEvent(QDropEvent* event) {
    const auto files = localFiles(*event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    if (!std::all_of(files.begin(), files.end(), isPicture))
        return open(files.first());
    m_tabs->setCurrentWidget(m_classify);
    m_classify->classify(files);
}

} // namespace bubblenet::ui
