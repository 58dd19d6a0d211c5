// SPDX-License-Identifier: GPL-3.0-only
// A recipe that is being edited. Its text is the one truth: form and editor both change it, and both show what reading
// it gives, so that undo is the text's own. Window's thread.
#pragma once

#include <QObject>
#include <QTextDocument>
#include <QTimer>
#include <map>
#include <string>
#include <vector>

#include "core/config/recipe.h"
#include "core/config/recipe_keys.h"

namespace bubblenet::ui {

class RecipeDocument : public QObject {
    Q_OBJECT

public:
    explicit RecipeDocument(QObject* parent = nullptr);

    QTextDocument& text() { return m_text; }
    std::string yaml() const;

    /// Of the text as it is now. The config is of use without errors; with them, keys that are wrong have their
    /// defaults.
    const config::RunConfig& config() { return read().config; }
    const std::vector<config::Diagnostic>& diagnostics() { return read().diagnostics; }
    bool isSound() { return !config::hasErrors(diagnostics()); }
    /// Whether the text is YAML at all, so that keys can be set in it.
    bool isReadable();
    /// As typed; null where the text does not name the key.
    const std::string* written(const std::string& path);

    /// Each is one step of undo; changes of the same key that follow each other are one together. False where the text
    /// could not be changed so.
    bool setValue(const config::RecipeKey& key, const QString& typed); ///< empty: the key goes, its default counts
    bool applySuggestion(const config::Diagnostic& diagnostic);

    /// A shipped recipe's name or a file; forgets the steps of undo. Throws Error, and is then as it was.
    void open(const QString& nameOrPath);
    /// Throws Error; the older file is then as it was.
    void save(const QString& path);
    /// Of no file; `yaml` may be empty.
    void startNew(const QString& title, const std::string& yaml);

    QString title() const { return m_title; }
    QString path() const { return m_path; } ///< empty: of no file
    bool isModified() const { return m_text.isModified(); }

Q_SIGNALS:
    void changed();      ///< what reading the text gives
    void titleChanged(); ///< title, path or whether it is modified

private:
    const config::RecipeResult& read();
    bool replaceText(const std::string& with, const std::string& key);
    void announce();

    QTextDocument m_text;
    QTimer m_delay;
    bool m_isRead = false;
    config::RecipeResult m_result;
    std::map<std::string, std::string> m_written;
    bool m_isReadable = true;
    QString m_title;
    QString m_path;
    std::string m_lastKey; ///< that setValue changed
    int m_lastRevision = -1;
};

/// The value that counts, as one would type it.
std::string typedValue(const config::RecipeKey& key, const config::RunConfig& config);

} // namespace bubblenet::ui
