// SPDX-License-Identifier: GPL-3.0-only
// The images that pruning broke, that it mended, and that are wrong: thumbnails by class, and the chosen one large.
// Window's thread.
#pragma once

#include <QTimer>

#include "ui/inspect/image_list_model.h"
#include "ui/inspect/judged_tab.h"

class QComboBox;
class QListView;

namespace bubblenet::ui {

class ImagesTab : public JudgedTab {
    Q_OBJECT

public:
    explicit ImagesTab(QWidget* parent = nullptr);
    /// All images of class `label` that either network took for `predicted`.
    void showCell(int label, int predicted);
    QListView* list() { return m_list; }
    QComboBox* kind() { return m_kind; }
    QComboBox* trueClass() { return m_label; }
    QComboBox* predictedClass() { return m_predicted; }
    QLabel* details() { return m_details; }

protected:
    void showJudged() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Kind { kBroken, kMended, kWrong, kEvery };
    QWidget* makeFilter();
    QWidget* makeDetails();
    void retranslate();
    void fillFilter();
    void filter();
    void loadSeen();
    void showDetails(const QModelIndex& index);

    ImageListModel m_model;
    QComboBox* m_kind;
    QComboBox* m_label;
    QComboBox* m_predicted;
    QLabel* m_count;
    QListView* m_list;
    QLabel* m_picture;
    QLabel* m_details;
    QTimer m_seen; ///< scrolling passes over many
};

} // namespace bubblenet::ui
