// SPDX-License-Identifier: GPL-3.0-only
// Every way from the window into Inspect, by clicks and keys over a real small run: the page opens on what was pointed
// at, and not on something beside it.
#include <QtTest>

#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

#include "tests/support/finished_run.h"
#include "tests/support/shell_fixture.h"
#include "tests/support/small_network.h"
#include "tests/ui/pages.h"
#include "ui/inspect/inspect_header.h"
#include "ui/inspect/inspect_page.h"
#include "ui/live/live_page.h"
#include "ui/parts/job_strip.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

class TestWaysToInspect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_shell.reset(); }

    void theButtonBesideAResult();
    void theButtonOfAWhalesDialog();
    void theMenuOfTheRunList();
    void aWeightFileDroppedOnTheWindow();

private:
    InspectPage* page() const { return m_shell->window->findChild<InspectPage*>(); }
    /// The page is shown, and `source` open in it.
    void checkThatItIsOpen(const QString& source) const {
        QVERIFY(page()->isVisible());
        QCOMPARE(page()->source(), source);
        QTRY_VERIFY2_WITH_TIMEOUT(page()->isOpen(), qPrintable(page()->strip()->text()), kOpenMs);
    }
    QString subtitle() const {
        for (auto* label : page()->header()->findChildren<QLabel*>())
            if (label->text().contains("resnet20"))
                return label->text();
        return {};
    }
    void openRun() const {
        m_shell->window->open(m_run);
        QTRY_VERIFY(m_shell->window->shownLivePage() != nullptr);
        QTRY_VERIFY(m_shell->runs().recorded().state() == RunState::completed);
    }

    static constexpr int kOpenMs = 120000; // on a machine that builds something else

    QTemporaryDir m_folder;
    QString m_run;
    std::unique_ptr<test::ShellFixture> m_shell;
};

void TestWaysToInspect::initTestCase() {
    m_run = QString::fromStdString(test::finishedSmallRun(m_folder.path().toStdString()).string());
    QVERIFY(!m_run.isEmpty());
}

void TestWaysToInspect::init() {
    m_shell = std::make_unique<test::ShellFixture>();
}

void TestWaysToInspect::theButtonBesideAResult() {
    openRun();
    auto* button = m_shell->window->findChild<QPushButton*>("inspectResult");
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    checkThatItIsOpen(m_run);
    QVERIFY2(subtitle().contains("a run's result"), qPrintable(subtitle()));
}

void TestWaysToInspect::theButtonOfAWhalesDialog() {
    openRun();
    auto* table = m_shell->window->shownLivePage()->findChild<QTableView*>();
    table->setFocus();
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(m_shell->window->findChild<QDialog*>() != nullptr);
    auto* dialog = m_shell->window->findChild<QDialog*>();
    static const QRegularExpression numbers("Whale (\\d+), iteration (\\d+)");
    const auto named = numbers.match(dialog->windowTitle());
    QVERIFY2(named.hasMatch(), qPrintable(dialog->windowTitle()));
    QPushButton* button = nullptr;
    for (auto* one : dialog->findChildren<QPushButton*>())
        if (one->text() == "Inspect this whale")
            button = one;
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    checkThatItIsOpen(m_run);
    const auto whale = QString("whale %1 of iteration %2").arg(named.captured(1), named.captured(2));
    QVERIFY2(subtitle().contains(whale), qPrintable(subtitle() + " and not " + whale));
    QTRY_VERIFY(m_shell->window->findChild<QDialog*>() == nullptr); // it is in the way no more
}

void TestWaysToInspect::theMenuOfTheRunList() {
    openRun(); // it comes into the list by that; the page of Inspect is still empty
    QTRY_COMPARE(m_shell->rows(), QStringList{"small: completed"});
    QVERIFY(page()->source().isEmpty());
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&timer] { // the menu waits for a choice
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return;
        timer.stop();
        for (auto* action : menu->actions())
            if (action->text() == "Inspect")
                return QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        menu->close();
    });
    timer.start(20);
    const auto place = m_shell->list()->visualRect(m_shell->list()->model()->index(0, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, m_shell->list()->viewport()->mapToGlobal(place));
    QApplication::sendEvent(m_shell->list()->viewport(), &event);
    QVERIFY(!timer.isActive());
    checkThatItIsOpen(m_run);
}

void TestWaysToInspect::aWeightFileDroppedOnTheWindow() {
    const auto file = QString::fromStdString(test::smallNetwork().string());
    QVERIFY(pages::drop(*m_shell->window, {file}));
    checkThatItIsOpen(file);
    QVERIFY2(subtitle().contains("fashion_mnist"), qPrintable(subtitle()));
}

QTEST_MAIN(TestWaysToInspect)
#include "tst_ways_to_inspect.moc"
