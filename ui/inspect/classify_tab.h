// SPDX-License-Identifier: GPL-3.0-only
// Images of the user's, classified by both networks: dropped, chosen, or a whole folder of them. Window's thread.
#pragma once

#include <memory>

#include "core/engine/inspection.h"
#include "ui/inspect/column_table.h"
#include "ui/inspect/empty_stack.h"
#include "ui/parts/job_strip.h"

namespace bubblenet::ui {

class ClassifyTab : public QWidget {
    Q_OBJECT

public:
    explicit ClassifyTab(QWidget* parent = nullptr);
    /// What is in the list is classified again.
    void setInspection(std::shared_ptr<const engine::Inspection> inspection);
    /// Files, and folders with all the JPEG and PNG files below them. They join those that are there.
    void classify(const QStringList& paths);
    /// Every image with its problem or both networks' answers. The error, or nothing.
    QString saveCsv(const QString& path) const;
    ColumnTable* table() { return m_table; }
    JobStrip* strip() { return m_strip; }
    QLabel* details() { return m_details; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeContent();
    void retranslate();
    void chooseImages();
    void chooseFolder();
    void chooseCsv();
    void clear();
    void take(std::vector<engine::ClassifiedImage> images);
    void showDetails();
    void showPicture(const std::filesystem::path& path);
    void showState();
    std::vector<TableColumn> columns() const;

    std::shared_ptr<const engine::Inspection> m_inspection;
    std::vector<engine::ClassifiedImage> m_images;
    int m_generation = 0; ///< of m_images: answers for older ones are not heard
    EmptyStack* m_stack;
    ColumnTable* m_table;
    QLabel* m_picture;
    QLabel* m_details;
    JobStrip* m_strip;
    std::vector<QPushButton*> m_addImages;
    std::vector<QPushButton*> m_addFolder;
    QPushButton* m_clear;
    QPushButton* m_save;
};

} // namespace bubblenet::ui
