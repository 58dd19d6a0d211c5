// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/loading_panel.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>

#include "ui/theme/icon.h"
#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

LoadingPanel::LoadingPanel(QWidget* parent)
    : Panel(parent), m_languages(new QTabBar), m_code(new QPlainTextEdit), m_copy(new QPushButton) {
    m_languages->setObjectName("languages");
    m_languages->setDrawBase(false);
    m_languages->setExpanding(false);
    m_copy->setObjectName("copyLines");
    m_copy->setIcon(icon("copy"));
    m_code->setObjectName("lines");
    m_code->setReadOnly(true);
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_code->setFont(monospaceFont());
    m_code->setTabChangesFocus(true);
    header()->addWidget(m_languages);
    header()->addWidget(m_copy);
    body()->addWidget(m_code);
    connect(m_languages, &QTabBar::currentChanged, this, &LoadingPanel::showLanguage);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(code()); });
    m_languages->hide();
    m_copy->setEnabled(false);
    whenTranslated(this, [this] { setTexts(); });
}

void LoadingPanel::show(const engine::ExportedFile* file) {
    const auto path = file != nullptr ? QString::fromStdString(file->path.string()) : QString();
    if (path == m_path) // the lines keep their scroll place and selection
        return;
    m_path = path;
    m_lines = file != nullptr ? loadingLines(*file) : std::vector<LoadingLines>();
    const auto before = m_languages->tabText(m_languages->currentIndex());
    {
        const QSignalBlocker blocker(m_languages);
        while (m_languages->count() > 0)
            m_languages->removeTab(0);
        for (const auto& [language, code] : m_lines) {
            const int tab = m_languages->addTab(language);
            if (language == before)
                m_languages->setCurrentIndex(tab);
        }
    }
    m_languages->setVisible(!m_lines.empty());
    m_copy->setEnabled(!m_lines.empty());
    showLanguage(m_languages->currentIndex());
    setTexts();
}

void LoadingPanel::showLanguage(int index) {
    m_code->setPlainText(index >= 0 && index < std::ssize(m_lines) ? m_lines[static_cast<std::size_t>(index)].code
                                                                   : QString());
}

void LoadingPanel::setTexts() {
    setTitle(m_path.isEmpty() ? tr("How to load it") : tr("How to load %1").arg(QFileInfo(m_path).fileName()));
    m_languages->setAccessibleName(tr("Language of the lines"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the lines"));
    m_code->setAccessibleName(tr("Lines that load the file"));
    m_code->setPlaceholderText(
        tr("The lines that load a file are shown here once one has been exported and is chosen above."));
}

} // namespace bubblenet::ui
