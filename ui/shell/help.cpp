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
#include <functional>

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

QDialog* makeDialog(QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(kPageMargin, kPageMargin, kPageMargin, kPageMargin);
    layout->setSpacing(kPanelGap);
    return dialog;
}

void addCloseButton(QDialog* dialog) {
    auto* close = new QPushButton;
    close->setDefault(true);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    whenTranslated(close, [close] { close->setText(Help::tr("Close")); });
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

void showManual(QWidget* parent, const Language& language, const QString& place) {
    auto* dialog = makeDialog(parent);
    auto* text = new QTextBrowser;
    text->setOpenExternalLinks(true);
    dialog->layout()->addWidget(text);
    addCloseButton(dialog);
    dialog->resize(720, 600);
    whenTranslated(dialog, [dialog, text, &language, place] {
        dialog->setWindowTitle(Help::tr("Manual"));
        text->setAccessibleName(Help::tr("Manual"));
        text->setHtml(manualText(language.code()));
        text->scrollToAnchor(place);
    });
    dialog->show();
    text->scrollToAnchor(place);
    text->setFocus();
}

void showShortcuts(QWidget* parent, const QList<QAction*>& actions) {
    auto* dialog = makeDialog(parent);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(2 * kPageMargin);
    form->setVerticalSpacing(kGap);
    const auto add = [&](const std::function<QString()>& keys, const std::function<QString()>& what) {
        auto* label = new QLabel;
        auto* text = new QLabel;
        label->setFont(monospaceFont());
        const auto setTexts = [=] {
            label->setText(keys());
            text->setText(what());
        };
        whenTranslated(label, setTexts);
        form->addRow(label, text);
        return std::pair(label, setTexts);
    };
    const auto native = [](const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); };
    for (const auto* action : actions)
        if (!action->shortcut().isEmpty()) {
            const auto [label, setTexts] =
                add([=] { return native(action->shortcut()); }, [=] { return action->iconText(); });
            QObject::connect(action, &QAction::changed, label, setTexts); // its text may follow the language later
        }
    add([] { return Help::tr("+  −  0"); }, [] { return Help::tr("Chart: zoom in, zoom out, show everything"); });
    add([] { return Help::tr("Arrow keys"); }, [] { return Help::tr("Chart: pan"); });
    add([] { return Help::tr("Ctrl+Wheel"); }, [] { return Help::tr("Chart: zoom at the pointer"); });
    add([=] { return native(QKeySequence::Copy); }, [] { return Help::tr("Copy the selected rows"); });
    add([=] { return native(QKeySequence::Delete); }, [] { return Help::tr("List of runs: take a waiting run out"); });
    add([] { return Help::tr("Ctrl+Up, Ctrl+Down"); }, [] { return Help::tr("List of runs: move a waiting run"); });
    static_cast<QVBoxLayout*>(dialog->layout())->addLayout(form);
    addCloseButton(dialog);
    whenTranslated(dialog, [dialog] { dialog->setWindowTitle(Help::tr("Keyboard shortcuts")); });
    dialog->show();
}

void showAbout(QWidget* parent) {
    auto* dialog = makeDialog(parent);
    auto* title = makeLabel(TextRole::pageTitle);
    title->setText("Bubblenet " BUBBLENET_VERSION);
    auto* picture = new QLabel;
    picture->setPixmap(icon("whale").pixmap(48, 48));
    auto* text = makeLabel(TextRole::body);
    whenTranslated(dialog, [dialog, text] {
        dialog->setWindowTitle(Help::tr("About Bubblenet"));
        text->setText(Help::tr("Makes trained convolutional networks smaller and faster.\n"
                               "Free software under the GNU General Public License, version 3."));
    });
    auto* versions = makeLabel(TextRole::quiet);
    versions->setText(
        QString("LibTorch %1 · Qt %2 · %3")
            .arg(QString::fromStdString(engine::torchVersion()), qVersion(), QSysInfo::prettyProductName()));
    versions->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (auto* label : {picture, title, text, versions})
        dialog->layout()->addWidget(label);
    addCloseButton(dialog);
    dialog->show();
}

} // namespace bubblenet::ui
