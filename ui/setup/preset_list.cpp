// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/preset_list.h"

#include <QFileInfo>
#include <QPainter>
#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe.h"
#include "core/config/recipe_keys.h"
#include "ui/models/event_text.h"
#include "ui/setup/texts.h"
#include "ui/theme/language.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr std::uint64_t kLargestBytes = std::uint64_t{1} << 20;

QString goalText(const config::RunConfig& config) {
    if (config.search.prune == "none")
        return PresetCard::tr("Goal: training alone, nothing is pruned");
    const std::string kGoal = "search.goal.";
    QString cost;
    for (const auto& key : config::recipeKeys()) {
        if (!key.path.starts_with(kGoal) || key.path == "search.goal.accuracy_loss")
            continue;
        const auto value = QString::fromStdString(config::valueText(key, config));
        if (value.isEmpty())
            continue;
        const auto percent = QString::number(100 * value.toDouble(), 'g', 3);
        cost = key.path == "search.goal.sparsity"
                   ? PresetCard::tr("%1 % of the weights zero").arg(percent)
                   : PresetCard::tr("%1 ≤ %2 %").arg(costKindText(key.path.substr(kGoal.size())), percent);
    }
    const auto loss = QString::number(config.search.goal.accuracyLoss, 'g', 3);
    auto text = PresetCard::tr("Goal: %1, accuracy loss ≤ %2 pt").arg(cost, loss);
    return text.replace("≤ ", "≤\u00a0").replace(" pt", "\u00a0pt"); // a number stays with its sign and its unit
}

std::string firstComment(const std::string& text) {
    if (!text.starts_with('#'))
        return {};
    const auto begin = text.find_first_not_of("# \t");
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    return begin < end ? text.substr(begin, end - begin) : std::string();
}

} // namespace

Preset presetOf(const QString& file) {
    Preset preset{.source = file, .title = QFileInfo(file).fileName(), .summary = {}, .config = {}};
    try {
        const auto text = readFile(file.toStdString(), kLargestBytes);
        preset.summary = firstComment(text);
        auto result = config::parseRecipe(text, {});
        if (!config::hasErrors(result.diagnostics))
            preset.config = std::move(result.config);
    } catch (const Error&) { // gone or unreadable: opening it says why
    }
    return preset;
}

std::vector<Preset> shippedPresets() {
    std::vector<Preset> presets;
    for (const auto& recipe : config::shippedRecipes()) {
        auto preset = presetOf(QString::fromStdString(recipe.path.string()));
        preset.source = preset.title = QString::fromStdString(recipe.name);
        presets.push_back(std::move(preset));
    }
    // What runs as it is stands first.
    std::stable_partition(presets.begin(), presets.end(), [](const Preset& preset) { return preset.source == "demo"; });
    return presets;
}

PresetCard::PresetCard(Preset preset, const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_preset(std::move(preset)), m_theme(theme), m_title(makeLabel(TextRole::panelTitle)),
      m_summary(makeLabel(TextRole::body)), m_goal(makeLabel(TextRole::quiet)), m_time(makeLabel(TextRole::quiet)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPanelGap, kGap, kPanelGap, kGap);
    layout->setSpacing(kSmallGap);
    for (auto* label : {m_title, m_summary, m_goal, m_time}) {
        label->setWordWrap(true);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        layout->addWidget(label);
    }
    auto policy = QSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName("preset." + m_preset.title);
    m_time->hide();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    whenTranslated(this, [this] { setTexts(); });
}

void PresetCard::setTexts() {
    m_title->setText(m_preset.title);
    m_summary->setText(translated(m_preset.summary));
    m_summary->setVisible(!m_preset.summary.empty());
    m_goal->setText(m_preset.config ? goalText(*m_preset.config) : tr("Has errors, or cannot be read"));
    setAccessibleName(tr("Recipe %1").arg(m_preset.title));
    setAccessibleDescription(m_summary->text() + ' ' + m_goal->text() + ' ' + m_time->text());
}

void PresetCard::setTime(const QString& time) {
    m_time->setText(time);
    m_time->setVisible(!time.isEmpty());
    setTexts();
}

QSize PresetCard::sizeHint() const {
    return layout()->sizeHint();
}

int PresetCard::heightForWidth(int width) const {
    return layout()->heightForWidth(width);
}

void PresetCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colours = m_theme.colours();
    const bool isMarked = isChecked() || hasFocus();
    painter.setPen(QPen(isMarked       ? colours.accent
                        : underMouse() ? colours.quietText
                                       : colours.line,
                        isChecked() && hasFocus() ? 2 : 1));
    painter.setBrush(isDown() ? colours.line : colours.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

PresetList::PresetList(const Theme& theme, QWidget* parent)
    : ScrollColumn(parent), m_theme(theme), m_ownTitle(makeLabel(TextRole::panelTitle)) {
    for (auto& preset : shippedPresets())
        column()->addWidget(addCard(std::move(preset)));
    column()->addWidget(m_ownTitle);
    m_ownTitle->hide();
    column()->addStretch();
    whenTranslated(this, [this] { m_ownTitle->setText(tr("My recipes")); });
}

PresetCard* PresetList::addCard(Preset preset) {
    auto* card = new PresetCard(std::move(preset), m_theme, content());
    connect(card, &PresetCard::clicked, this, [this, card] {
        card->setChecked(card->preset().source == m_current); // until it is
        Q_EMIT chosen(card->preset().source);
    });
    m_cards.push_back(card);
    return card;
}

void PresetList::setOwn(const QStringList& files) {
    for (auto* card : m_own) {
        std::erase(m_cards, card);
        column()->removeWidget(card);
        card->hide();
        card->deleteLater(); // it may be its click that brought us here
    }
    m_own.clear();
    for (const auto& file : files)
        if (QFileInfo(file).isFile()) {
            auto* card = addCard(presetOf(file));
            card->setToolTip(file);
            column()->insertWidget(column()->count() - 1, card);
            m_own.push_back(card);
        }
    m_ownTitle->setVisible(!m_own.empty());
    setCurrent(m_current);
    if (m_timeOf)
        setClock(m_timeOf);
}

void PresetList::setCurrent(const QString& source) {
    m_current = source;
    for (auto* card : m_cards)
        card->setChecked(card->preset().source == source);
}

void PresetList::setClock(std::function<QString(const config::RunConfig&)> timeOf) {
    m_timeOf = std::move(timeOf);
    for (auto* card : m_cards)
        card->setTime(card->preset().config ? m_timeOf(*card->preset().config) : QString());
}

} // namespace bubblenet::ui
