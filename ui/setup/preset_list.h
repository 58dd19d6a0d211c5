// SPDX-License-Identifier: GPL-3.0-only
// The recipes that come with the program and the user's own, as cards: a sentence, the goal, the time that it is
// expected to take. Window's thread.
#pragma once

#include <QAbstractButton>
#include <QLabel>
#include <QVBoxLayout>
#include <functional>
#include <vector>

#include "core/config/run_config.h"
#include "ui/parts/scroll_column.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

struct Preset {
    QString source; ///< a shipped recipe's name, or a file
    QString title;
    std::string summary;
    std::optional<config::RunConfig> config; ///< none: it has errors, or cannot be read
};
/// Reads them all; quick, since recipes are small.
std::vector<Preset> shippedPresets();
Preset presetOf(const QString& file);

class PresetCard : public QAbstractButton {
    Q_OBJECT

public:
    PresetCard(Preset preset, const Theme& theme, QWidget* parent = nullptr);
    const Preset& preset() const { return m_preset; }
    void setTime(const QString& time);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void setTexts();

    Preset m_preset;
    const Theme& m_theme;
    QLabel* m_title;
    QLabel* m_summary;
    QLabel* m_goal;
    QLabel* m_time;
};

class PresetList : public ScrollColumn {
    Q_OBJECT

public:
    explicit PresetList(const Theme& theme, QWidget* parent = nullptr);
    const std::vector<PresetCard*>& cards() const { return m_cards; }
    /// The user's own, latest first, below those that come with the program.
    void setOwn(const QStringList& files);
    void setCurrent(const QString& source);
    /// Says how long a recipe takes; asked again for all of them by this call.
    void setClock(std::function<QString(const config::RunConfig&)> timeOf);

Q_SIGNALS:
    void chosen(const QString& source);

private:
    PresetCard* addCard(Preset preset);

    const Theme& m_theme;
    QLabel* m_ownTitle;
    std::vector<PresetCard*> m_cards;
    std::vector<PresetCard*> m_own;
    QString m_current;
    std::function<QString(const config::RunConfig&)> m_timeOf;
};

} // namespace bubblenet::ui
