// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/weights_bar.h"

#include <QFileDialog>

#include "core/engine/weights_look.h"
#include "ui/models/number_text.h"
#include "ui/setup/texts.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"

namespace bubblenet::ui {

namespace {

constexpr int kImages = 400; ///< of a quick look: the standard error is then at most 2.5 points

std::string subjectOf(const config::RunConfig& config) {
    return config.network.weights + '\n' + config.data.dataset + '\n' + config.data.path;
}

QString textOf(const engine::WeightsLook& look) {
    const auto what =
        WeightsBar::tr("%1, %n class(es), %2 parameters, %3 multiply–adds", "", look.classes)
            .arg(QString::fromStdString(look.architecture), countText(look.parameters), countText(look.macs));
    if (!look.accuracy)
        return what + ". " + translated(look.remark);
    return what + ". " +
           WeightsBar::tr("%1 % right of %2 validation images (which flatters weights that were trained on them)")
               .arg(*look.accuracy, 0, 'f', 1)
               .arg(look.images);
}

} // namespace

WeightsBar::WeightsBar(RecipeDocument& document, QWidget* parent)
    : QObject(parent), m_document(document), m_browse(new QPushButton(parent)), m_look(new QPushButton(parent)),
      m_strip(new JobStrip(parent)) {
    m_browse->setObjectName("browseWeights");
    m_look->setObjectName("lookAtWeights");
    m_browse->setIcon(icon("folder"));
    connect(m_browse, &QPushButton::clicked, this, &WeightsBar::browse);
    connect(m_look, &QPushButton::clicked, this, &WeightsBar::look);
    connect(m_strip, &JobStrip::busyChanged, this, &WeightsBar::follow);
    connect(&document, &RecipeDocument::changed, this, &WeightsBar::follow);
    whenTranslated(m_look, [this] {
        m_browse->setToolTip(tr("Choose a weight file"));
        m_browse->setAccessibleName(tr("Choose a weight file"));
        m_look->setText(tr("Look"));
        m_look->setToolTip(tr("What the file holds, and how it does on a few hundred images"));
        m_look->setAccessibleName(tr("Look at the weights"));
    });
    follow();
}

void WeightsBar::follow() {
    const auto& config = m_document.config();
    m_look->setEnabled(!config.network.weights.empty() && !m_strip->isBusy() && m_machine == Machine::free);
    if (subjectOf(config) != m_lookedAt && !m_strip->isBusy())
        m_strip->clear();
}

void WeightsBar::browse() {
    const auto file = QFileDialog::getOpenFileName(m_browse, tr("Weight file"), {},
                                                   tr("Weights (*.safetensors *.pth *.pt);;All files (*)"));
    if (!file.isEmpty())
        take(file);
}

void WeightsBar::take(const QString& file) {
    m_document.setValue(*config::findKey("network.weights"), file);
}

void WeightsBar::setMachine(Machine machine) {
    m_machine = machine;
    if (machine == Machine::running)
        m_strip->cancel();
    follow();
}

void WeightsBar::look() {
    const auto& config = m_document.config();
    m_lookedAt = subjectOf(config);
    m_strip->start(
        tr("Looking at the weights …"),
        [config](const engine::Hooks& hooks) { return engine::lookAtWeights(config, kImages, hooks); },
        [this](const engine::WeightsLook& look) {
            m_strip->say(look.accuracy ? TextRole::good : TextRole::warning, textOf(look));
        });
}

} // namespace bubblenet::ui
