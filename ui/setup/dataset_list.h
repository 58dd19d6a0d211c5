// SPDX-License-Identifier: GPL-3.0-only
// The data sets that the program knows: whether they are here and how large, to be downloaded or imported. The work is
// done by jobs. Window's thread.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>
#include <functional>
#include <map>
#include <vector>

#include "core/engine/data_sets.h"
#include "ui/parts/job_strip.h"

namespace bubblenet::ui {

class DatasetRow;

class DatasetList : public QWidget {
    Q_OBJECT

public:
    explicit DatasetList(QWidget* parent = nullptr);
    /// data.path and data.dataset of the recipe. Looks anew where the path is another.
    void setRecipe(const std::string& path, const std::string& dataset);
    void refresh();
    DatasetRow* row(const std::string& name) const; ///< null until it has been looked for
    /// A folder or an archive, as the data set of this name.
    void importFrom(const std::string& name, const QString& source);

Q_SIGNALS:
    void refreshed(); ///< the rows show what is on the disk

private:
    void show(std::vector<engine::DatasetState> states);
    void download(const std::string& name);
    void askForSource(const std::string& name, QWidget* from);

    std::string m_path = "auto";
    std::string m_dataset;
    JobStrip* m_search;
    std::map<std::string, DatasetRow*> m_rows;
};

class DatasetRow : public QWidget {
    Q_OBJECT

public:
    explicit DatasetRow(QWidget* parent = nullptr);
    void show(const engine::DatasetState& state);
    void setCurrent(bool current);
    const engine::DatasetState& state() const { return m_state; }
    QString stateText() const { return m_where->text(); }
    JobStrip* job() { return m_job; }
    QPushButton* downloadButton() { return m_download; }
    QPushButton* importButton() { return m_import; }

private:
    void setTexts();

    engine::DatasetState m_state;
    QLabel* m_name;
    QLabel* m_where;
    QPushButton* m_download;
    QPushButton* m_import;
    JobStrip* m_job;
};

} // namespace bubblenet::ui
