// SPDX-License-Identifier: GPL-3.0-only
// A network as files for other programs, each verified, and how to load them. Window's thread; the work is a job's.
#pragma once

#include <QTableView>
#include <QWidget>

#include "ui/export/export_table_model.h"
#include "ui/parts/machine.h"
#include "ui/parts/network_chooser.h"
#include "ui/theme/theme.h"

class QStackedWidget;

namespace bubblenet::ui {

class ExportTarget;
class FormatGrid;
class LoadingPanel;
class VerificationBox;

class ExportPage : public QWidget {
    Q_OBJECT

public:
    ExportPage(const RunListModel& runs, const Theme& theme, QWidget* parent = nullptr);
    ~ExportPage() override;
    /// A run's folder or a weight file.
    void open(const QString& source);
    QString source() const { return m_network->source(); }
    void setMachine(Machine machine);
    /// Looks for files in the way, which other programs may have written or removed.
    void refresh();

    NetworkChooser& network() { return *m_network; }
    FormatGrid& formats() { return *m_formats; }
    VerificationBox& verification() { return *m_verification; }
    ExportTarget& target() { return *m_target; }
    LoadingPanel& loading() { return *m_loading; }
    JobStrip& job() { return *m_job; }
    ExportTableModel& files() { return m_files; }
    QString whyNot() const { return m_whyNot->text(); } ///< nothing can be exported now

Q_SIGNALS:
    void inspectRequested(const QString& source);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeChoices();
    Panel* makeNetworkPanel();
    Panel* makeFormatPanel();
    Panel* makeTargetPanel();
    Panel* makeFilesPanel();
    void setTexts();
    void restore();
    void save() const;
    void showNetwork();
    void follow();
    QString reasonAgainst() const;
    std::vector<engine::ExportRequest> requests() const;
    void exportFiles();
    void showRow();
    void showFolder() const;
    void copyHash() const;

    const Theme& m_theme;
    ExportTableModel m_files;
    NetworkChooser* m_network;
    Panel* m_networkPanel = nullptr;
    Panel* m_formatPanel = nullptr;
    Panel* m_targetPanel = nullptr;
    Panel* m_filesPanel = nullptr;
    QPushButton* m_inspect;
    QLabel* m_imagesTitle;
    FormatGrid* m_formats;
    VerificationBox* m_verification;
    ExportTarget* m_target;
    QPushButton* m_export;
    QLabel* m_whyNot;
    QLabel* m_machineNote;
    JobStrip* m_job;
    QStackedWidget* m_filesStack;
    QLabel* m_empty;
    QTableView* m_table;
    QLabel* m_problem; ///< of the chosen row
    QPushButton* m_showFolder;
    QPushButton* m_copyHash;
    LoadingPanel* m_loading;
    bool m_isComplete = false; ///< the last export
};

} // namespace bubblenet::ui
