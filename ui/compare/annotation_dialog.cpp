// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/annotation_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <algorithm>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

AnnotationDialog::AnnotationDialog(std::vector<compare::Run> runs, QWidget* parent)
    : QDialog(parent), m_runs(std::move(runs)), m_tags(new QLineEdit) {
    const bool isOne = m_runs.size() == 1;
    auto* form = new QFormLayout(this);
    form->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    form->setSpacing(kGap);
    if (isOne) {
        const auto& said = m_runs.front()->annotation;
        setWindowTitle(tr("Name, tags and note"));
        m_name = new QLineEdit(QString::fromStdString(said.name));
        m_name->setPlaceholderText(QString::fromStdString(compare::nameOf(*m_runs.front())));
        m_tags->setText(QString::fromStdString(compare::tagsText(said.tags)));
        m_note = new QPlainTextEdit(QString::fromStdString(said.note));
        m_note->setTabChangesFocus(true);
        m_note->setMinimumHeight(90);
        form->addRow(tr("&Name"), m_name);
    } else {
        setWindowTitle(tr("Tags for the chosen runs: %1").arg(m_runs.size()));
    }
    m_tags->setPlaceholderText(tr("Words between commas"));
    m_tags->setMinimumWidth(360);
    form->addRow(isOne ? tr("&Tags") : tr("&Tags to add"), m_tags);
    if (m_note != nullptr)
        form->addRow(tr("N&ote"), m_note);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

std::vector<std::pair<compare::Run, compare::Annotation>> AnnotationDialog::edited() const {
    std::vector<std::pair<compare::Run, compare::Annotation>> edited;
    const auto tags = compare::tagsFrom(m_tags->text().toStdString());
    for (const auto& run : m_runs) {
        auto said = run->annotation;
        if (m_name != nullptr) {
            said.name = m_name->text().trimmed().toStdString();
            said.tags = tags;
            said.note = m_note->toPlainText().trimmed().toStdString();
        } else {
            for (const auto& tag : tags)
                if (std::find(said.tags.begin(), said.tags.end(), tag) == said.tags.end())
                    said.tags.push_back(tag);
        }
        if (said != run->annotation)
            edited.emplace_back(run, std::move(said));
    }
    return edited;
}

} // namespace bubblenet::ui
