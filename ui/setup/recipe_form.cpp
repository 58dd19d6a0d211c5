// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/recipe_form.h"

#include <QTimer>
#include <algorithm>

#include "ui/setup/texts.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr int kHelpLines = 2;

} // namespace

RecipeForm::RecipeForm(RecipeDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_scroll(new ScrollColumn), m_unreadable(makeLabel(TextRole::bad)),
      m_help(makeLabel(TextRole::quiet)), m_own(nullptr) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGap);
    m_unreadable->setWordWrap(true);
    m_unreadable->hide();
    layout->addWidget(m_unreadable);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_help);
    m_help->setWordWrap(true);
    m_help->setMinimumHeight(kHelpLines * fontMetrics().lineSpacing());
    m_help->setAlignment(Qt::AlignTop);
    for (const auto& key : config::recipeKeys())
        addField(key);
    m_scroll->column()->addStretch();
    for (const char* open : {"data", "network", "search"})
        if (auto* part = group(open))
            part->setOpen(true);
    connect(&document, &RecipeDocument::changed, this, &RecipeForm::showDocument);
    whenTranslated(this, [this] {
        for (const auto& [name, part] : m_groups)
            part->setTitle(groupTitle(name));
        if (m_explained)
            explain(*m_explained);
        else
            m_help->setText(tr("What a field means is said here. An empty field has its default."));
        setAccessibleName(tr("Recipe as a form"));
        showDocument();
    });
}

QVBoxLayout* RecipeForm::placeFor(const std::string& group) {
    auto* groups = m_scroll->column();
    if (group.empty()) {
        if (!m_own) {
            auto* panel = new QFrame(m_scroll->content());
            panel->setProperty("panel", true);
            m_own = new QVBoxLayout(panel);
            m_own->setContentsMargins(kPanelGap, kGap, kPanelGap, kGap);
            m_own->setSpacing(kSmallGap);
            groups->addWidget(panel);
        }
        return m_own;
    }
    auto& part = m_groups[group];
    if (!part) {
        part = new KeyGroup(m_scroll->content());
        part->setObjectName(QString::fromStdString("group." + group));
        groups->addWidget(part);
    }
    return part->fields();
}

void RecipeForm::addField(const config::RecipeKey& key) {
    auto* place = placeFor(groupOf(key));
    auto* field = new KeyField(key);
    place->addWidget(field);
    m_fields.push_back(field);
    connect(field, &KeyField::edited, this, [this, field](const QString& typed) {
        if (!m_document.setValue(field->key(), typed))
            showDocument();
    });
    connect(field, &KeyField::suggestionTaken, this, &RecipeForm::suggestionTaken);
    connect(field, &KeyField::entered, this, [this, field] { explain(field->key()); });
    connect(field, &KeyField::left, this, [this, field] {
        const auto& path = field->key().path;
        if (m_document.isReadable())
            field->show(m_document.written(path), typedValue(field->key(), m_document.config()));
    });
}

KeyField* RecipeForm::field(const std::string& path) const {
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const auto* field) { return field->key().path == path; });
    return found == m_fields.end() ? nullptr : *found;
}

KeyGroup* RecipeForm::group(const std::string& name) const {
    const auto found = m_groups.find(name);
    return found == m_groups.end() ? nullptr : found->second;
}

void RecipeForm::goTo(const std::string& path) {
    auto* wanted = field(path);
    if (!wanted)
        return;
    if (auto* part = group(groupOf(wanted->key())))
        part->setOpen(true);
    wanted->control()->setFocus(Qt::OtherFocusReason);
    // The group takes its room first.
    QTimer::singleShot(0, wanted, [this, wanted] { m_scroll->ensureWidgetVisible(wanted); });
}

void RecipeForm::showDocument() {
    const bool readable = m_document.isReadable();
    m_scroll->content()->setEnabled(readable);
    m_unreadable->setVisible(!readable);
    if (!readable) {
        const auto& problem = m_document.diagnostics().front();
        m_unreadable->setText(
            tr("Line %1 of the YAML cannot be read: mend it there, or undo. Until then the form shows "
               "what was read last.")
                .arg(problem.line));
        return;
    }
    const auto& config = m_document.config();
    for (auto* field : m_fields)
        field->show(m_document.written(field->key().path), typedValue(field->key(), config));
    showProblems();
}

void RecipeForm::showProblems() {
    std::map<std::string, std::vector<config::Diagnostic>> problems;
    for (const auto& problem : m_document.diagnostics())
        problems[problem.keyPath].push_back(problem);
    std::map<std::string, int> counts;
    for (auto* field : m_fields) {
        const auto found = problems.find(field->key().path);
        field->setProblems(found == problems.end() ? std::vector<config::Diagnostic>{} : found->second);
        if (found != problems.end())
            counts[groupOf(field->key())] += static_cast<int>(found->second.size());
    }
    for (const auto& [name, part] : m_groups)
        part->setProblemCount(counts[name]);
}

void RecipeForm::explain(const config::RecipeKey& key) {
    m_explained = &key;
    m_help->setText("<b>" + QString::fromStdString(key.path).toHtmlEscaped() + "</b>  " +
                    describe(key).toHtmlEscaped());
}

} // namespace bubblenet::ui
