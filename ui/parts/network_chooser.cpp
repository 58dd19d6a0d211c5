// SPDX-License-Identifier: GPL-3.0-only
#include "ui/parts/network_chooser.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include "core/store/run_folder.h"
#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

constexpr int kFactsHeight = 36;   ///< two lines
constexpr int kShortestEntry = 24; ///< letters

ChosenNetwork lookAt(const std::string& source, const engine::Hooks& hooks) {
    // Neither a device nor the number of threads is anyone's to change while a run computes.
    ChosenNetwork network;
    network.description =
        engine::inspectModel({.model = source, .device = "cpu", .threads = engine::kKeepThreads}, {}, hooks);
    if (std::filesystem::is_directory(source)) {
        network.name = QFileInfo(QString::fromStdString(source)).fileName().toStdString();
        network.data = store::RunFolder::open(source, store::OpenMode::read).config().data;
    } else {
        network.name = std::filesystem::path(source).stem().string();
    }
    return network;
}

QString factsOf(const engine::ModelDescription& description) {
    const auto& spec = description.spec;
    return NetworkChooser::tr("%1 · %2 classes · input %3 × %4 × %4 · %5 parameters · %6 MACs")
        .arg(QString::fromStdString(spec.architecture))
        .arg(spec.classes)
        .arg(spec.inputChannels)
        .arg(description.imageSize)
        .arg(countText(description.costs.parameters), countText(description.costs.macs));
}

} // namespace

NetworkChooser::NetworkChooser(const RunListModel& runs, QWidget* parent)
    : QWidget(parent), m_runs(runs), m_list(new QComboBox), m_file(new QPushButton), m_folder(new QPushButton),
      m_buttons(new QHBoxLayout), m_facts(makeLabel(TextRole::quiet)), m_warning(makeLabel(TextRole::warning)),
      m_strip(new JobStrip) {
    m_list->setObjectName("network");
    m_file->setObjectName("chooseFile");
    m_folder->setObjectName("chooseRun");
    m_file->setIcon(icon("file"));
    m_folder->setIcon(icon("folder"));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(kShortestEntry);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kGap);
    layout->addWidget(m_list);
    m_buttons->setSpacing(kGap);
    m_buttons->addWidget(m_file);
    m_buttons->addWidget(m_folder);
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    for (auto* label : {m_facts, m_warning}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_facts->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* found = new QGridLayout; // one place for both, so that what is below does not move
    found->setRowMinimumHeight(0, kFactsHeight);
    found->addWidget(m_facts, 0, 0);
    found->addWidget(m_strip, 0, 0);
    layout->addLayout(found);
    layout->addWidget(m_warning);
    connect(m_list, &QComboBox::activated, this, [this](int row) { choose(m_list->itemData(row).toString()); });
    connect(m_file, &QPushButton::clicked, this, &NetworkChooser::browse);
    connect(m_folder, &QPushButton::clicked, this, &NetworkChooser::browseRun);
    connect(m_strip, &JobStrip::busyChanged, this, &NetworkChooser::changed);
    connect(&runs, &QAbstractItemModel::modelReset, this, &NetworkChooser::showRuns);
    connect(&runs, &QAbstractItemModel::dataChanged, this, &NetworkChooser::showRuns);
    whenTranslated(this, [this] {
        m_list->setAccessibleName(tr("Network"));
        m_list->setPlaceholderText(tr("Choose a run, or a weight file"));
        m_file->setText(tr("File …"));
        m_file->setToolTip(tr("A weight file: safetensors or .pth"));
        m_file->setAccessibleName(tr("Choose a weight file"));
        m_folder->setText(tr("Run …"));
        m_folder->setToolTip(tr("The folder of a run that is not in the list"));
        m_folder->setAccessibleName(tr("Choose a run's folder"));
        showRuns();
        showFacts();
    });
}

QString NetworkChooser::problem() const {
    return m_strip->isBusy() || m_network ? QString() : m_strip->text();
}

void NetworkChooser::choose(const QString& source) {
    m_source = source.isEmpty() ? source : QDir::cleanPath(QFileInfo(source).absoluteFilePath());
    m_network.reset();
    showRuns();
    showFacts();
    if (m_source.isEmpty()) {
        m_strip->cancel();
        m_strip->clear();
        Q_EMIT changed();
    } else {
        look();
    }
}

void NetworkChooser::look() {
    m_strip->start(
        tr("Looking at the network …"),
        [source = m_source.toStdString()](const engine::Hooks& hooks) { return lookAt(source, hooks); },
        [this](ChosenNetwork network) {
            m_network = std::move(network);
            showFacts();
        });
}

// A run that goes on has no result yet; one that was chosen from elsewhere stands above the others.
void NetworkChooser::showRuns() {
    m_list->clear();
    for (const auto& entry : m_runs.entries()) {
        if (entry.kind != RunEntry::Kind::recorded)
            continue;
        const auto when = QDateTime::fromSecsSinceEpoch(entry.secondsSince1970).toString("yyyy-MM-dd HH:mm");
        m_list->addItem(entry.name + " · " + stateText(entry.state) + " · " + when, entry.folder);
        m_list->setItemData(m_list->count() - 1, QDir::toNativeSeparators(entry.folder), Qt::ToolTipRole);
    }
    if (!m_source.isEmpty() && m_list->findData(m_source) < 0)
        m_list->insertItem(0, QFileInfo(m_source).fileName() + " · " + QDir::toNativeSeparators(m_source), m_source);
    m_list->setCurrentIndex(m_source.isEmpty() ? -1 : m_list->findData(m_source));
    m_list->setToolTip(QDir::toNativeSeparators(m_source));
}

void NetworkChooser::showFacts() {
    auto policy = m_warning->sizePolicy(); // the next network's may come in its place
    policy.setRetainSizeWhenHidden(!m_network && !m_source.isEmpty() && m_warning->isVisible());
    m_warning->setSizePolicy(policy);
    m_facts->setVisible(m_network.has_value());
    m_warning->setVisible(m_network && !m_network->description.isNormalizationKnown);
    if (!m_network)
        return;
    m_facts->setText(factsOf(m_network->description));
    m_warning->setText(tr("The file does not say how its images were normalised: ImageNet's mean and deviation are "
                          "taken. Where it was trained with others, its classes will be wrong."));
}

void NetworkChooser::browse() {
    const auto file = QFileDialog::getOpenFileName(this, tr("Weight file"), {},
                                                   tr("Weights (*.safetensors *.pth *.pt);;All files (*)"));
    if (!file.isEmpty())
        choose(file);
}

void NetworkChooser::browseRun() {
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder of a run"));
    if (!folder.isEmpty())
        choose(folder);
}

QString NetworkChooser::sourceIn(const QMimeData* data) {
    const auto urls = data->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return {};
    const auto path = urls.first().toLocalFile();
    const bool isRun = QFileInfo(path).isDir() && QFileInfo::exists(path + "/events.jsonl");
    static const QStringList kSuffixes{"safetensors", "pth", "pt", "bin", "ckpt"};
    return isRun || kSuffixes.contains(QFileInfo(path).suffix().toLower()) ? path : QString();
}

} // namespace bubblenet::ui
