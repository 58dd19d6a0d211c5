// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/layer_text.h"

#include <QCoreApplication>

#include "ui/models/number_text.h"

namespace bubblenet::ui {

namespace {

struct LayerText {
    Q_DECLARE_TR_FUNCTIONS(LayerText)
};

QString groupText(const engine::LayerGroup& group) {
    const auto name = QString::fromStdString(group.name);
    if (group.kind == engine::LayerGroupKind::inner)
        return LayerText::tr("Its channels are its own.");
    return LayerText::tr("Its channels are those of the residual stream %1: %2 layers keep the same ones.")
        .arg(name, QString::number(group.producers.size()));
}

} // namespace

QString layerKindText(const engine::InspectedLayer& layer) {
    if (layer.kind == "linear")
        return LayerText::tr("linear");
    const auto kernel = QString::number(layer.kernel);
    auto text = LayerText::tr("%1 × %2 convolution").arg(kernel, kernel);
    if (layer.stride > 1)
        text += LayerText::tr(", stride %1").arg(layer.stride);
    return text;
}

QString layerChannelsText(const engine::InspectedLayer& layer) {
    if (layer.isRemoved)
        return LayerText::tr("gone with its block");
    if (layer.kind == "linear" && (layer.before || layer.after))
        return LayerText::tr("%1 classes").arg((layer.before ? layer.before : layer.after)->outputs);
    if (layer.before && layer.after)
        return LayerText::tr("%1 of %2 channels kept").arg(layer.after->outputs).arg(layer.before->outputs);
    if (layer.before || layer.after)
        return LayerText::tr("%1 channels").arg((layer.before ? layer.before : layer.after)->outputs);
    return {};
}

QString changeText(const QString& before, const QString& after) {
    if (before.isEmpty() || before == after)
        return after;
    if (after.isEmpty())
        return before;
    const auto unit = after.lastIndexOf(' ');
    const bool isShared = unit > 0 && before.endsWith(QStringView(after).mid(unit));
    return (isShared ? before.chopped(after.size() - unit) : before) + QStringLiteral(" → ") + after;
}

QString layerDescription(const engine::InspectedLayer& layer, const std::vector<engine::LayerGroup>& groups) {
    const auto change = [&](const auto& read) {
        return changeText(layer.before ? read(*layer.before) : QString(), layer.after ? read(*layer.after) : QString());
    };
    QStringList lines{QString::fromStdString(layer.name) + QStringLiteral(" · ") + layerKindText(layer),
                      layerChannelsText(layer)};
    if (layer.outputGroup >= 0 && static_cast<std::size_t>(layer.outputGroup) < groups.size())
        lines << groupText(groups[static_cast<std::size_t>(layer.outputGroup)]);
    lines << LayerText::tr("Inputs: %1").arg(change([](const auto& side) { return QString::number(side.inputs); }));
    lines << LayerText::tr("MACs: %1").arg(change([](const auto& side) { return countText(side.macs); }));
    lines << LayerText::tr("Parameters: %1").arg(change([](const auto& side) { return countText(side.parameters); }));
    if (layer.after && layer.after->sparsity > 0)
        lines << LayerText::tr("Weights that are zero: %1").arg(percentText(100 * layer.after->sparsity, 1));
    return lines.join('\n');
}

} // namespace bubblenet::ui
