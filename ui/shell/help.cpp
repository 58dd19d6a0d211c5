// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/help.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QFormLayout>
#include <QPushButton>
#include <QSysInfo>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "core/config/resources.h"
#include "core/engine/tools.h"
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/widgets.h"

namespace bubblenet::ui {

namespace {

struct Help {
    Q_DECLARE_TR_FUNCTIONS(Help)
};

QDialog* makeDialog(QWidget* parent, const QString& title) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    return dialog;
}

void addCloseButton(QDialog* dialog) {
    auto* close = new QPushButton(Help::tr("Close"));
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(close);
    static_cast<QVBoxLayout*>(dialog->layout())->addLayout(row);
}

QString manualText(const QString& language) {
    try {
        const auto folder = QString::fromStdString(config::resourceFolder().string());
        QFile file(folder + "/manual/" + (language == "zh_CN" ? "zh_CN" : "en") + ".html");
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
        return Help::tr("The manual is not where it should be: %1").arg(file.fileName()).toHtmlEscaped();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what()).toHtmlEscaped();
    }
}

} // namespace

void showManual(QWidget* parent, const QString& language, const QString& place) {
    auto* dialog = makeDialog(parent, Help::tr("Manual"));
    auto* text = new QTextBrowser;
    text->setOpenExternalLinks(true);
    text->setAccessibleName(Help::tr("Manual"));
    text->setHtml(manualText(language));
    dialog->layout()->addWidget(text);
    addCloseButton(dialog);
    dialog->resize(720, 600);
    dialog->show();
    text->scrollToAnchor(place);
    text->setFocus();
}

void showShortcuts(QWidget* parent, const QList<QAction*>& actions) {
    auto* dialog = makeDialog(parent, Help::tr("Keyboard shortcuts"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(2 * kPageMargin);
    form->setVerticalSpacing(kGap);
    const auto add = [&](const QString& keys, const QString& what) {
        auto* label = new QLabel(keys);
        label->setFont(monospaceFont());
        form->addRow(label, new QLabel(what));
    };
    for (const auto* action : actions)
        if (!action->shortcut().isEmpty())
            add(action->shortcut().toString(QKeySequence::NativeText), action->iconText());
    add(Help::tr("+  −  0"), Help::tr("Chart: zoom in, zoom out, show everything"));
    add(Help::tr("Arrow keys"), Help::tr("Chart: pan"));
    add(Help::tr("Ctrl+Wheel"), Help::tr("Chart: zoom at the pointer"));
    add(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText), Help::tr("Copy the selected rows"));
    static_cast<QVBoxLayout*>(dialog->layout())->addLayout(form);
    addCloseButton(dialog);
    dialog->show();
}

void showAbout(QWidget* parent) {
    auto* dialog = makeDialog(parent, Help::tr("About Bubblenet"));
    auto* title = makeLabel(TextRole::pageTitle);
    title->setText("Bubblenet " BUBBLENET_VERSION);
    auto* picture = new QLabel;
    picture->setPixmap(icon("whale").pixmap(48, 48));
    auto* text = makeLabel(TextRole::body);
    text->setText(Help::tr("Makes trained convolutional networks smaller and faster.\n"
                           "Free software under the GNU General Public License, version 3."));
    auto* versions = makeLabel(TextRole::quiet);
    versions->setText(
        QString("LibTorch %1 · Qt %2 · %3")
            .arg(QString::fromStdString(engine::torchVersion()), qVersion(), QSysInfo::prettyProductName()));
    versions->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (auto* label : {picture, title, text, versions})
        dialog->layout()->addWidget(label);
    addCloseButton(dialog);
    dialog->show();
}

} // namespace bubblenet::ui
