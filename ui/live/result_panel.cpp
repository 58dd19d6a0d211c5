// SPDX-License-Identifier: GPL-3.0-only
#include "ui/live/result_panel.h"

#include <QDir>
#include <QUrl>

#include "ui/models/event_text.h"
#include "ui/models/number_text.h"
#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

QString change(const QString& name, const QString& before, const QString& after) {
    return name + ' ' + before + " → " + after;
}

} // namespace

ResultPanel::ResultPanel(const RunModel& run, QWidget* parent)
    : Panel(parent), m_run(run), m_verdict(makeLabel(TextRole::panelTitle)), m_figures(makeLabel(TextRole::body)),
      m_file(makeLabel(TextRole::quiet)), m_inspect(new QPushButton), m_export(new QPushButton) {
    m_inspect->setObjectName("inspectResult");
    m_inspect->setIcon(icon("inspect"));
    m_export->setObjectName("exportResult");
    m_export->setIcon(icon("export"));
    for (auto* label : {m_verdict, m_figures, m_file}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                                       Qt::LinksAccessibleByKeyboard);
        label->setWordWrap(true);
    }
    m_file->setOpenExternalLinks(true);
    body()->setSpacing(kSmallGap);
    auto* first = new QHBoxLayout;
    first->addWidget(m_verdict, 1);
    first->addWidget(m_inspect, 0, Qt::AlignTop);
    first->addWidget(m_export, 0, Qt::AlignTop);
    body()->addLayout(first);
    body()->addWidget(m_figures);
    body()->addWidget(m_file);
    connect(m_inspect, &QPushButton::clicked, this, [this] { Q_EMIT inspectRequested(m_run.folder()); });
    connect(m_export, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(m_run.folder()); });
    whenTranslated(this, [this] { showRun(); });
}

QString ResultPanel::figures() const {
    const auto& before = m_run.costs(store::kUnprunedNetwork);
    const auto& after = m_run.costs(store::kPrunedNetwork);
    if (!before || !after)
        return {};
    QStringList parts;
    parts << change(tr("MACs"), countText(before->macs), countText(after->macs))
          << change(tr("parameters"), countText(before->parameters), countText(after->parameters))
          << change(tr("time an image"), millisecondsText(before->latencyMs1), millisecondsText(after->latencyMs1))
          << change(tr("batch of %1").arg(before->latencyBatch), millisecondsText(before->latencyMsBatch),
                    millisecondsText(after->latencyMsBatch));
    if (after->sparsity > 0)
        parts << change(tr("sparsity"), percentText(100 * before->sparsity), percentText(100 * after->sparsity));
    return parts.join(QStringLiteral("   ·   "));
}

void ResultPanel::showRun() {
    setAccessibleName(tr("Result"));
    m_inspect->setText(tr("Inspect"));
    m_inspect->setAccessibleName(tr("Look at the network that the run made"));
    m_inspect->setVisible(!m_run.artefacts().empty());
    m_export->setText(tr("Export …"));
    m_export->setAccessibleName(tr("Export the network of this run"));
    m_export->setVisible(!m_run.artefacts().empty());
    const auto& verdict = m_run.verdict();
    setVisible(verdict.has_value());
    if (!verdict)
        return;
    m_verdict->setText(verdictText(*verdict));
    setRole(m_verdict, verdict->met ? TextRole::good : TextRole::warning);
    m_figures->setText(figures());
    m_figures->setVisible(!m_figures->text().isEmpty());
    QStringList files;
    for (const auto& artefact : m_run.artefacts()) {
        const auto path = QDir(m_run.folder()).filePath(QString::fromStdString(artefact.path));
        const auto folder = QUrl::fromLocalFile(QFileInfo(path).path()).toString(QUrl::FullyEncoded);
        files << (artefact.verified ? tr("%1 (%2, verified)") : tr("%1 (%2, NOT verified)"))
                     .arg("<a href=\"" + folder + "\">" + path.toHtmlEscaped() + "</a>",
                          bytesText(static_cast<double>(artefact.bytes)));
    }
    m_file->setText(files.join("<br>"));
}

} // namespace bubblenet::ui
