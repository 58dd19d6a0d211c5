// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/format_grid.h"

#include <QGridLayout>
#include <algorithm>

#include "ui/models/phrase_text.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr const char* kPrecisions[] = {"fp32", "fp16", "bf16"};
constexpr int kColumns = 1 + static_cast<int>(std::size(kPrecisions)); ///< the name before them

QString nameOf(const FormatChoice& choice) {
    return QString::fromStdString(choice.format + '/' + choice.precision);
}

} // namespace

FormatGrid::FormatGrid(QWidget* parent)
    : QWidget(parent), m_formats(engine::exportFormats()), m_normsLabel(makeLabel(TextRole::quiet)),
      m_norms(new QComboBox) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kPanelGap);
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const auto& format : m_formats) {
        auto* name = makeLabel(TextRole::body);
        name->setText(QString::fromStdString(format.name));
        m_notes.push_back(makeLabel(TextRole::quiet));
        m_notes.back()->setWordWrap(true);
        grid->addWidget(name, row, 0);
        grid->addWidget(m_notes.back(), row + 1, 0, 1, kColumns);
        grid->setRowMinimumHeight(row + 2, kSmallGap);
        for (const auto& precision : format.precisions) {
            auto* box = new QCheckBox(QString::fromStdString(precision));
            const FormatChoice choice{format.name, precision};
            box->setObjectName(nameOf(choice));
            const auto column = std::ranges::find(kPrecisions, precision) - std::begin(kPrecisions);
            grid->addWidget(box, row, 1 + static_cast<int>(column));
            m_boxes.push_back({choice, box});
            connect(box, &QCheckBox::toggled, this, [this] {
                follow();
                Q_EMIT changed();
            });
        }
        row += 3;
    }
    m_norms->setObjectName("norms");
    m_norms->addItem(QString(), "folded");
    m_norms->addItem(QString(), "kept");
    connect(m_norms, &QComboBox::currentIndexChanged, this, &FormatGrid::changed);
    grid->addWidget(m_normsLabel, row, 0, 1, kColumns); // above each other: the other columns need the width
    grid->addWidget(m_norms, row + 1, 0, 1, kColumns);
    whenTranslated(this, [this] { setTexts(); });
    follow();
}

void FormatGrid::setTexts() {
    setAccessibleName(tr("Formats"));
    for (std::size_t i = 0; i < m_formats.size(); ++i)
        m_notes[i]->setText(translated(m_formats[i].note));
    for (const auto& [choice, box] : m_boxes)
        box->setAccessibleName(
            tr("%1 in %2").arg(QString::fromStdString(choice.format), QString::fromStdString(choice.precision)));
    m_normsLabel->setText(tr("Batch norms in ONNX"));
    m_norms->setAccessibleName(tr("Batch norms in ONNX"));
    m_norms->setItemText(0, tr("folded into the convolutions"));
    m_norms->setItemText(1, tr("kept as nodes"));
}

void FormatGrid::follow() {
    const auto isOnnx = [](const FormatChoice& choice) { return choice.format == "onnx"; };
    m_norms->setEnabled(std::ranges::any_of(chosen(), isOnnx));
}

std::vector<FormatChoice> FormatGrid::chosen() const {
    std::vector<FormatChoice> choices;
    for (const auto& [choice, box] : m_boxes)
        if (box->isChecked())
            choices.push_back(choice);
    return choices;
}

std::string FormatGrid::norms() const {
    return m_norms->currentData().toString().toStdString();
}

void FormatGrid::restore(const QStringList& chosen, const QString& norms) {
    for (const auto& [choice, box] : m_boxes)
        box->setChecked(chosen.contains(nameOf(choice)));
    m_norms->setCurrentIndex(std::max(0, m_norms->findData(norms)));
}

QStringList FormatGrid::state() const {
    QStringList names;
    for (const auto& choice : chosen())
        names.append(nameOf(choice));
    return names;
}

QCheckBox* FormatGrid::box(const QString& format, const QString& precision) const {
    return findChild<QCheckBox*>(format + '/' + precision);
}

} // namespace bubblenet::ui
