// SPDX-License-Identifier: GPL-3.0-only
#include "ui/setup/recipe_document.h"

#include <QFileInfo>
#include <QPlainTextDocumentLayout>
#include <QStringDecoder>
#include <QTextCursor>
#include <algorithm>
#include <optional>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/config/recipe_edit.h"

namespace bubblenet::ui {

namespace {

constexpr std::uint64_t kLargestBytes = std::uint64_t{1} << 20; // what config reads
constexpr int kDelayMs = 60;                                    // between the last key and reading

QString decoded(const std::string& bytes, const QString& path) {
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(QByteArray::fromStdString(bytes));
    if (decoder.hasError())
        throw Error("'" + path.toStdString() + "' is not UTF-8 text: save it as UTF-8");
    return text;
}

/// Of the shares of the goal one is set: naming another means that one instead.
bool isGoalShare(const config::RecipeKey& key) {
    config::RunConfig defaults;
    return key.path.starts_with("search.goal.") && std::holds_alternative<std::optional<double>*>(key.field(defaults));
}

} // namespace

RecipeDocument::RecipeDocument(QObject* parent) : QObject(parent), m_delay(this) {
    m_text.setDocumentLayout(new QPlainTextDocumentLayout(&m_text));
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &RecipeDocument::changed);
    connect(&m_text, &QTextDocument::contentsChanged, this, [this] {
        m_isRead = false;
        m_delay.start();
    });
    connect(&m_text, &QTextDocument::modificationChanged, this, &RecipeDocument::titleChanged);
}

std::string RecipeDocument::yaml() const {
    // toPlainText() would make plain spaces of others.
    auto text = m_text.toRawText();
    text.replace(QChar::ParagraphSeparator, '\n');
    return text.toStdString();
}

const config::RecipeResult& RecipeDocument::read() {
    if (m_isRead)
        return m_result;
    const auto text = yaml();
    m_result = config::parseRecipe(text, {});
    m_written = config::writtenValues(text);
    m_isReadable = config::isYaml(text);
    m_isRead = true;
    return m_result;
}

bool RecipeDocument::isReadable() {
    read();
    return m_isReadable;
}

const std::string* RecipeDocument::written(const std::string& path) {
    read();
    const auto found = m_written.find(path);
    return found == m_written.end() ? nullptr : &found->second;
}

bool RecipeDocument::setValue(const config::RecipeKey& key, const QString& typed) {
    const auto value = typed.isEmpty() ? std::string() : config::yamlValue(key, typed.toStdString());
    auto with = config::withValue(yaml(), key.path, value);
    if (with && !value.empty() && isGoalShare(key))
        for (const auto& other : config::recipeKeys())
            if (with && other.path != key.path && isGoalShare(other))
                with = config::withValue(*with, other.path, "");
    return with && replaceText(*with, key.path);
}

bool RecipeDocument::applySuggestion(const config::Diagnostic& diagnostic) {
    const auto with = config::withSuggestion(yaml(), diagnostic);
    return with && replaceText(*with, {});
}

bool RecipeDocument::replaceText(const std::string& with, const std::string& key) {
    const QString before = QString::fromStdString(yaml());
    const QString after = QString::fromStdString(with);
    if (before == after)
        return true;
    const auto shorter = std::min(before.size(), after.size());
    qsizetype begin = 0;
    while (begin < shorter && before[begin] == after[begin])
        ++begin;
    qsizetype end = 0;
    while (end < shorter - begin && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    QTextCursor cursor(&m_text);
    if (!key.empty() && key == m_lastKey && m_text.revision() == m_lastRevision)
        cursor.joinPreviousEditBlock();
    else
        cursor.beginEditBlock();
    cursor.setPosition(static_cast<int>(begin));
    cursor.setPosition(static_cast<int>(before.size() - end), QTextCursor::KeepAnchor);
    cursor.insertText(after.mid(begin, after.size() - end - begin));
    cursor.endEditBlock();
    m_lastKey = key;
    m_lastRevision = m_text.revision();
    announce();
    return true;
}

void RecipeDocument::announce() {
    m_delay.stop();
    Q_EMIT changed();
}

void RecipeDocument::open(const QString& nameOrPath) {
    QString path = nameOrPath;
    bool isShipped = false;
    if (!QFileInfo(path).isFile())
        for (const auto& recipe : config::shippedRecipes())
            if (recipe.name == nameOrPath.toStdString()) {
                path = QString::fromStdString(recipe.path.string());
                isShipped = true;
            }
    const auto text = decoded(readFile(path.toStdString(), kLargestBytes), path);
    startNew(isShipped ? nameOrPath : QFileInfo(path).fileName(), text.toStdString());
    if (!isShipped)
        m_path = QFileInfo(path).absoluteFilePath();
    Q_EMIT titleChanged();
}

void RecipeDocument::save(const QString& path) {
    writeFileAtomically(path.toStdString(), yaml());
    m_path = QFileInfo(path).absoluteFilePath();
    m_title = QFileInfo(path).fileName();
    m_text.setModified(false);
    Q_EMIT titleChanged();
}

void RecipeDocument::startNew(const QString& title, const std::string& yaml) {
    m_text.setPlainText(QString::fromStdString(yaml)); // which clears the steps of undo
    m_text.setModified(false);
    m_title = title;
    m_path.clear();
    m_lastKey.clear();
    announce();
    Q_EMIT titleChanged();
}

std::string typedValue(const config::RecipeKey& key, const config::RunConfig& config) {
    auto copy = config;
    const auto field = key.field(copy);
    if (const auto* text = std::get_if<std::string*>(&field))
        return **text;
    auto value = config::valueText(key, config);
    if (value.starts_with('[') && value.ends_with(']'))
        value = value.substr(1, value.size() - 2);
    return value;
}

} // namespace bubblenet::ui
