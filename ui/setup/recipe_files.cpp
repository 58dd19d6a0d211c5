// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/recipe_files.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QSettings>

#include "core/base/error.h"
#include "ui/models/phrase_text.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

constexpr const char* kOwnRecipes = "setup/recipes";
constexpr int kMostOwn = 8;

} // namespace

RecipeFiles::RecipeFiles(RecipeDocument& document, QWidget* parent)
    : QObject(parent), m_document(document), m_parent(parent) {}

QString RecipeFiles::shownTitle() const {
    return m_document.title().isEmpty() ? tr("new recipe") : m_document.title();
}

QStringList RecipeFiles::own() {
    return QSettings().value(kOwnRecipes).toStringList();
}

void RecipeFiles::open(const QString& nameOrPath) {
    if (!mayDiscard())
        return;
    try {
        m_document.open(nameOrPath);
    } catch (const Error& error) {
        Q_EMIT failed(errorText(error));
        return;
    }
    remember();
}

void RecipeFiles::startNew(const QString& title, const std::string& yaml) {
    if (mayDiscard())
        m_document.startNew(title, yaml);
}

void RecipeFiles::askForFile() {
    const auto path =
        QFileDialog::getOpenFileName(m_parent, tr("Open a recipe"), {}, tr("Recipes (*.yaml *.yml);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

bool RecipeFiles::mayDiscard() {
    if (!m_document.isModified())
        return true;
    QMessageBox question(QMessageBox::Question, tr("Unsaved changes"),
                         tr("Save the changes of the recipe %1?").arg(shownTitle()),
                         QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_parent);
    question.setDefaultButton(QMessageBox::Save);
    const auto answer = question.exec();
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

bool RecipeFiles::save() {
    return m_document.path().isEmpty() ? saveAs() : saveTo(m_document.path());
}

bool RecipeFiles::saveAs() {
    const auto name = QString::fromStdString(m_document.config().name) + ".yaml";
    const auto path =
        askWhereToSave(m_parent, tr("Save the recipe"), QDir::home().filePath(name), {tr("Recipes (*.yaml *.yml)")});
    return !path.isEmpty() && saveTo(path);
}

bool RecipeFiles::saveTo(const QString& path) {
    try {
        m_document.save(path);
    } catch (const Error& error) {
        Q_EMIT failed(errorText(error));
        return false;
    }
    remember();
    Q_EMIT saved(m_document.path());
    return true;
}

void RecipeFiles::remember() {
    const auto path = m_document.path();
    if (path.isEmpty())
        return;
    auto files = own();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(kOwnRecipes, files.mid(0, kMostOwn));
    Q_EMIT ownChanged();
}

} // namespace bubblenet::ui
