// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/verification_box.h"

#include <algorithm>

#include "ui/models/number_text.h"
#include "ui/models/phrase_text.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kUsualImages = 256;
constexpr int kMostImages = 100000;

} // namespace

VerificationBox::VerificationBox(QWidget* parent)
    : QWidget(parent), m_list(new QComboBox), m_imagesLabel(makeLabel(TextRole::quiet)), m_images(new QSpinBox),
      m_state(makeLabel(TextRole::quiet)), m_search(new JobStrip) {
    m_list->setObjectName("verificationImages");
    m_images->setObjectName("imageCount");
    m_images->setRange(1, kMostImages);
    m_images->setValue(kUsualImages);
    m_images->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_state->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kSmallGap);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addWidget(m_imagesLabel);
    row->addWidget(m_images);
    row->addStretch();
    layout->addWidget(m_list);
    layout->addWidget(m_state);
    layout->addLayout(row);
    layout->addWidget(m_search);
    m_list->addItem(QString(), QString());
    connect(m_list, &QComboBox::currentIndexChanged, this, &VerificationBox::follow);
    whenTranslated(this, [this] {
        m_list->setAccessibleName(tr("Images that verify the files"));
        m_imagesLabel->setText(tr("Images, at most"));
        m_images->setAccessibleName(tr("Images to compare on, at most"));
        m_list->setItemText(0, tr("random images"));
        showSets();
    });
    refresh();
}

void VerificationBox::refresh() {
    m_search->start(
        tr("Looking for data sets …"),
        [path = m_path](const engine::Hooks& hooks) { return engine::datasetStates(path, hooks); },
        [this](std::vector<engine::DatasetState>&& sets) {
            m_sets = std::move(sets);
            showSets();
        });
}

void VerificationBox::setNetwork(const std::optional<ChosenNetwork>& network) {
    m_network = network;
    if (network && network->data) {
        const auto row = m_list->findData(QString::fromStdString(network->data->dataset));
        if (row >= 0)
            m_list->setCurrentIndex(row);
        if (network->data->path != m_path) {
            m_path = network->data->path;
            refresh();
        }
    }
    follow();
}

void VerificationBox::showSets() {
    for (const auto& set : m_sets) {
        const auto name = QString::fromStdString(set.name);
        auto row = m_list->findData(name);
        if (row < 0) {
            m_list->addItem(QString(), name);
            row = m_list->count() - 1;
            if (m_network && m_network->data && m_network->data->dataset == set.name)
                m_list->setCurrentIndex(row);
        }
        m_list->setItemText(row, set.folder ? tr("%1: test images").arg(name) : tr("%1: missing").arg(name));
    }
    follow();
}

const engine::DatasetState* VerificationBox::chosen() const {
    const auto found =
        std::ranges::find(m_sets, m_list->currentData().toString().toStdString(), &engine::DatasetState::name);
    return found == m_sets.end() ? nullptr : &*found;
}

void VerificationBox::follow() {
    const auto* set = chosen();
    m_images->setEnabled(set != nullptr);
    m_imagesLabel->setEnabled(set != nullptr);
    m_problem.clear();
    QString text = tr("A few images of random numbers: the numbers are compared, but no accuracy is measured.");
    if (set != nullptr && !set->folder) {
        m_problem =
            tr("%1 is not on this machine: download or import it on the page Setup.").arg(translated(set->title));
    } else if (set != nullptr && m_network && set->classes > 0 && set->classes != m_network->description.spec.classes) {
        m_problem = tr("%1 has %2 classes, and the network has %3: choose the data set that it was trained for.")
                        .arg(translated(set->title))
                        .arg(set->classes)
                        .arg(m_network->description.spec.classes);
    } else if (set != nullptr) {
        text = tr("%1, ready: %2").arg(translated(set->title), QString::fromStdString(set->folder->string()));
    }
    setRole(m_state, m_problem.isEmpty() ? TextRole::quiet : TextRole::bad);
    m_state->setText(m_problem.isEmpty() ? text : m_problem);
    Q_EMIT changed();
}

engine::DataRequest VerificationBox::data() const {
    return {.dataset = m_list->currentData().toString().toStdString(),
            .path = m_path,
            .imageSize = m_network ? m_network->description.imageSize : 0};
}

} // namespace bubblenet::ui
