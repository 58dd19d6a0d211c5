// SPDX-License-Identifier: GPL-3.0-only
// A document's way from files and to them: opened, saved, asked about before changes are lost, and remembered as the
// user's own. Window's thread.
#pragma once

#include <QObject>
#include <QStringList>

#include "ui/setup/recipe_document.h"

class QWidget;

namespace bubblenet::ui {

class RecipeFiles : public QObject {
    Q_OBJECT

public:
    RecipeFiles(RecipeDocument& document, QWidget* parent);

    /// A shipped recipe's name or a file. Asks first where changes would be lost.
    void open(const QString& nameOrPath);
    void startNew(const QString& title = {}, const std::string& yaml = {}); ///< asks first, too
    void askForFile();
    bool save();
    bool saveAs();
    /// Asks what is to become of unsaved changes, where there are any; false: the user would rather stay.
    bool mayDiscard();
    QString shownTitle() const;
    static QStringList own(); ///< the user's files, latest first

Q_SIGNALS:
    void failed(const QString& message);
    void saved(const QString& path);
    void ownChanged();

private:
    bool saveTo(const QString& path);
    void remember();

    RecipeDocument& m_document;
    QWidget* m_parent;
};

} // namespace bubblenet::ui
