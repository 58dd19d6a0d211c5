// SPDX-License-Identifier: GPL-3.0-only
// Where the files go and what they are called: the folder, the name, the files that there will be, and what is in the
// way, with an offer. Window's thread; looks at the disk, writes nothing.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QWidget>
#include <filesystem>
#include <vector>

#include "ui/export/format_grid.h"

namespace bubblenet::ui {

class ExportTarget : public QWidget {
    Q_OBJECT

public:
    explicit ExportTarget(QWidget* parent = nullptr);
    void setFolder(const QString& folder);
    QString folder() const;
    void setName(const QString& name);
    QString name() const { return m_name->text().trimmed(); }
    void setChoices(std::vector<FormatChoice> choices);
    /// Looks at the disk again.
    void refresh();
    QString problem() const { return m_problem; } ///< why nothing can be written; empty: it can
    std::vector<std::filesystem::path> files() const { return filesNamed(name()); }
    QListWidget* fileList() { return m_files; }
    QPushButton* offer() { return m_offer; }

Q_SIGNALS:
    void changed();

private:
    std::vector<std::filesystem::path> filesNamed(const QString& name) const;
    QString freeName() const;
    QString problemOfFolder() const;
    void browse();
    void setTexts();

    QLabel* m_folderLabel;
    QLineEdit* m_folder;
    QPushButton* m_browse;
    QLabel* m_nameLabel;
    QLineEdit* m_name;
    QListWidget* m_files;
    QLabel* m_warning;
    QPushButton* m_offer;
    std::vector<FormatChoice> m_choices;
    QString m_problem;
    QString m_offered; ///< a name of which there are no files
};

} // namespace bubblenet::ui
