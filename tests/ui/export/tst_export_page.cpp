// SPDX-License-Identifier: GPL-3.0-only
// The page by clicks and keys, on a real network and a run that ended with it.
#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSettings>
#include <QTableView>
#include <fstream>
#include <unistd.h>

#include "core/base/files.h"
#include "tests/support/file_size_limit.h"
#include "tests/ui/export/shown_page.h"
#include "tests/ui/pages.h"

namespace fs = std::filesystem;
namespace engine = bubblenet::engine;
using namespace bubblenet::ui;
using test::kJobMs;
using test::replaceTyped;

class TestExportPage : public QObject {
    Q_OBJECT

public:
    static void initMain() { test::useOffscreen(); }

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_shown.reset(); }

    void filesAreExportedByClicksAndKeys();
    void aRunBringsItsNameAndItsDataSet();
    void whatIsThereIsNeverReplaced();
    void cancellingLeavesNothing();
    void aFullDiskIsSaidAndTheOthersAreTried();
    void aFolderThatCannotBeIsSaidBeforehand();
    void aSourceThatCannotBeReadIsSaid_data();
    void aSourceThatCannotBeReadIsSaid();
    void imagesThatDoNotFitAreSaid();
    void droppedNetworksAreTaken();
    void choicesAreRemembered();
    void theTableIsAProperModel();
    void everyControlHasANameAndTheKeyboard();

private:
    ExportPage& page() const { return *m_shown->page; }
    QAbstractButton* button(const char* name) const { return page().findChild<QAbstractButton*>(name); }
    void click(const char* name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    void check(const char* format, const char* precision) const {
        QTest::mouseClick(page().formats().box(format, precision), Qt::LeftButton, {}, {8, 8});
    }
    void typeFolder(const QString& folder) const { replaceTyped(page().findChild<QLineEdit*>("folder"), folder); }
    void exportAll() const {
        QTRY_VERIFY2(button("export")->isEnabled(), qPrintable(page().whyNot()));
        click("export");
        QTRY_VERIFY_WITH_TIMEOUT(!page().job().isBusy(), kJobMs);
    }
    QString cell(int row, ExportTableModel::Column column) const {
        return page().files().index(row, column).data().toString();
    }
    QString out(const QString& name) const { return m_out->filePath(name); }
    static QStringList filesIn(const QString& folder) {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }

    QTemporaryDir m_folder;
    QString m_run;
    std::unique_ptr<QTemporaryDir> m_out;
    std::unique_ptr<test::ShownPage> m_shown;
};

void TestExportPage::initTestCase() {
    const fs::path folder = m_folder.path().toStdString();
    bubblenet::test::writeTestImages(folder / "data", 1500);
    qputenv("BUBBLENET_DATA", m_folder.filePath("data").toUtf8());
    m_run = QString::fromStdString(bubblenet::test::writeRunWithResult(folder / "runs", "demo").string());
    QCoreApplication::setOrganizationName("bubblenet-test");
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

void TestExportPage::init() {
    m_out = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, out("settings"));
    QSettings().setValue("export/folder", out("deploy"));
    QSettings().setValue("export/images", 100);
    m_shown = std::make_unique<test::ShownPage>(m_run);
    QVERIFY(m_shown->isReady());
}

void TestExportPage::filesAreExportedByClicksAndKeys() {
    QVERIFY(m_shown->open(test::smallNetwork()));
    check("pth", "fp16");
    page().formats().box("safetensors", "fp16")->setFocus();
    QTest::keyClick(page().formats().box("safetensors", "fp16"), Qt::Key_Space);
    page().verification().list()->setFocus();
    while (page().verification().list()->currentData() != "fashion_mnist")
        QTest::keyClick(page().verification().list(), Qt::Key_Down);
    typeFolder(out("new/folder"));
    replaceTyped(page().findChild<QLineEdit*>("name"), "net");
    QCOMPARE(page().target().fileList()->count(), 4); // and the module of the .pth
    exportAll();
    QCOMPARE(filesIn(out("new/folder")),
             QStringList({"net-fp16.pth", "net-fp16.safetensors", "net.onnx", "net_fp16_network.py"}));
    QCOMPARE(page().files().rowCount(), 3);
    for (int row = 0; row < 3; ++row) {
        const auto* file = page().files().file(row);
        QVERIFY2(file != nullptr, qPrintable(page().files().problem(row)));
        QCOMPARE(cell(row, ExportTableModel::kFile), QString::fromStdString(file->path.filename().string()));
        QCOMPARE(cell(row, ExportTableModel::kSha256), QString::fromStdString(bubblenet::sha256OfFile(file->path)));
        QVERIFY(cell(row, ExportTableModel::kVerified).contains("verified"));
        QVERIFY(cell(row, ExportTableModel::kSameClass).endsWith(" of 100"));
        QCOMPARE(cell(row, ExportTableModel::kAccuracyInMemory).toDouble() < 101,
                 !cell(row, ExportTableModel::kAccuracyInFile).isEmpty());
        QVERIFY(cell(row, ExportTableModel::kLatency).toDouble() > 0);
    }
    QCOMPARE(cell(2, ExportTableModel::kPrecision), "fp32");
    QCOMPARE(cell(2, ExportTableModel::kSameClass), "100 of 100");
    QCOMPARE(page().job().text(), "3 of 3 files written and verified");
    // The lines of the row that is chosen, and its hash, are copied.
    auto* table = page().findChild<QTableView*>();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY2(page().loading().code().contains(out("new/folder/net.onnx")), qPrintable(page().loading().code()));
    click("copyLines");
    QCOMPARE(QGuiApplication::clipboard()->text(), page().loading().code());
    click("copyHash");
    QCOMPARE(QGuiApplication::clipboard()->text(), cell(2, ExportTableModel::kSha256));
}

void TestExportPage::aRunBringsItsNameAndItsDataSet() {
    auto* list = page().findChild<QComboBox*>("network");
    QCOMPARE(list->currentIndex(), -1);
    QVERIFY(page().whyNot().contains("Choose a network"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(page().network().network().has_value(), kJobMs);
    QCOMPARE(page().source(), m_run);
    QCOMPARE(page().target().name(), "demo");
    QCOMPARE(page().verification().data().dataset, std::string("fashion_mnist"));
    QTRY_VERIFY(page().verification().problem().isEmpty());
    QTRY_VERIFY(button("export")->isEnabled());
    QSignalSpy inspected(&page(), &ExportPage::inspectRequested);
    click("inspect");
    QCOMPARE(inspected.value(0).value(0).toString(), m_run);
}

void TestExportPage::whatIsThereIsNeverReplaced() {
    QVERIFY(QDir().mkpath(out("deploy")));
    bubblenet::writeFileAtomically(out("deploy/demo.onnx").toStdString(), "mine");
    QVERIFY(m_shown->open(m_run));
    QTRY_VERIFY(page().target().problem().contains("never replaced"));
    QVERIFY(!button("export")->isEnabled());
    QVERIFY(page().target().fileList()->item(0)->text().contains("exists"));
    QCOMPARE(page().target().offer()->text(), QString("Take the name “demo-2”"));
    click("offer");
    exportAll();
    QCOMPARE(filesIn(out("deploy")), QStringList({"demo-2.onnx", "demo.onnx"}));
    QCOMPARE(bubblenet::readFile(out("deploy/demo.onnx").toStdString()), std::string("mine"));
    QVERIFY(!button("export")->isEnabled()); // they are there now
    // What another program writes after the page has looked is not replaced either.
    click("offer");
    QTRY_VERIFY(button("export")->isEnabled());
    bubblenet::writeFileAtomically(out("deploy/demo-3.onnx").toStdString(), "theirs");
    QTest::keyClick(button("export"), Qt::Key_Space);
    QVERIFY(!page().job().isBusy());
    QCOMPARE(bubblenet::readFile(out("deploy/demo-3.onnx").toStdString()), std::string("theirs"));
}

void TestExportPage::cancellingLeavesNothing() {
    QVERIFY(m_shown->open(m_run));
    page().verification().setImages(1500);
    check("safetensors", "fp32");
    check("torchscript", "fp32");
    typeFolder(out("not/there/yet"));
    QTRY_VERIFY(button("export")->isEnabled());
    click("export");
    QCOMPARE(page().files().rowCount(), 3);
    QVERIFY(!page().network().isEnabled() && !page().formats().isEnabled());
    const auto second = [&] { return page().files().index(1, 0).data(ExportTableModel::kStateRole).toInt(); };
    QTRY_VERIFY_WITH_TIMEOUT(second() == static_cast<int>(ExportTableModel::State::working), kJobMs);
    QVERIFY(QFileInfo::exists(out("not/there/yet/demo.safetensors")));
    QTest::mouseClick(page().job().cancelButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!page().job().isBusy(), kJobMs);
    QCOMPARE(page().job().text(), "Cancelled");
    QVERIFY2(!QFileInfo::exists(out("not")), qPrintable(filesIn(out("not/there/yet")).join(' ')));
    QCOMPARE(page().files().rowCount(), 0);
    QVERIFY(page().network().isEnabled());
    QTRY_VERIFY(button("export")->isEnabled());
}

void TestExportPage::aFullDiskIsSaidAndTheOthersAreTried() {
    QVERIFY(m_shown->open(m_run));
    check("pth", "fp32");
    {
        const bubblenet::test::FileSizeLimit full(100000);
        exportAll();
    }
    QCOMPARE(page().job().text(), "0 of 2 files written and verified");
    for (int row = 0; row < 2; ++row) {
        QVERIFY(cell(row, ExportTableModel::kVerified).contains("not kept"));
        QVERIFY2(page().files().problem(row).contains("cannot write"), qPrintable(page().files().problem(row)));
    }
    QVERIFY(!QFileInfo::exists(out("deploy"))); // which it had made
    exportAll();
    QCOMPARE(page().job().text(), "2 of 2 files written and verified");
}

void TestExportPage::aFolderThatCannotBeIsSaidBeforehand() {
    QVERIFY(m_shown->open(m_run));
    bubblenet::writeFileAtomically(out("file").toStdString(), "x");
    typeFolder(out("file/below"));
    QTRY_VERIFY(page().target().problem().contains("is no folder"));
    QVERIFY(!button("export")->isEnabled());
    typeFolder("");
    QVERIFY(page().target().problem().contains("need a folder"));
    typeFolder(out("deploy"));
    replaceTyped(page().findChild<QLineEdit*>("name"), "a/b");
    QVERIFY(page().target().problem().contains("cannot be a file's name"));
    replaceTyped(page().findChild<QLineEdit*>("name"), "");
    QVERIFY(page().target().problem().contains("need a name"));
    if (::geteuid() == 0) { // who may write everywhere but where the kernel says no
        replaceTyped(page().findChild<QLineEdit*>("name"), "demo");
        typeFolder("/proc/bubblenet");
        exportAll();
        QVERIFY2(page().files().problem(0).contains("/proc/bubblenet"), qPrintable(page().files().problem(0)));
        QVERIFY(button("export")->isEnabled());
        return;
    }
    QVERIFY(QDir().mkpath(out("locked")));
    QFile::setPermissions(out("locked"), QFile::ReadOwner | QFile::ExeOwner);
    typeFolder(out("locked"));
    QVERIFY(page().target().problem().contains("Nothing may be written"));
    QFile::setPermissions(out("locked"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestExportPage::aSourceThatCannotBeReadIsSaid_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("says");
    std::ofstream(m_folder.filePath("broken.pth").toStdString()) << "no weights";
    QVERIFY(QFile::copy(test::smallNetwork(), m_folder.filePath("cut.safetensors")));
    fs::resize_file(m_folder.filePath("cut.safetensors").toStdString(), 5000);
    const auto run = bubblenet::test::writeRunWithResult(m_folder.path().toStdString(), "without");
    fs::remove(run / "artefacts" / "pruned.safetensors");
    QTest::newRow("no weights") << m_folder.filePath("broken.pth") << "broken.pth";
    QTest::newRow("cut off") << m_folder.filePath("cut.safetensors") << "cut.safetensors";
    QTest::newRow("gone") << m_folder.filePath("gone.pth") << "no such file";
    QTest::newRow("a run without its result") << m_folder.filePath("without") << "artefact is missing";
    QTest::newRow("no run") << m_folder.filePath("data") << "is not the folder of a run";
}

void TestExportPage::aSourceThatCannotBeReadIsSaid() {
    QFETCH(QString, source);
    QFETCH(QString, says);
    page().open(source);
    QTRY_VERIFY_WITH_TIMEOUT(!page().network().isLooking(), kJobMs);
    QVERIFY2(page().network().problem().contains(says), qPrintable(page().network().problem()));
    QVERIFY(!button("export")->isEnabled() && !button("inspect")->isEnabled());
    QVERIFY(page().whyNot().contains("cannot be read"));
    QVERIFY(m_shown->open(m_run)); // and the page goes on
    QVERIFY(page().network().problem().isEmpty());
}

void TestExportPage::imagesThatDoNotFitAreSaid() {
    bubblenet::test::writeTestImages(m_folder.filePath("more").toStdString(), 10);
    QVERIFY(m_shown->open(m_run));
    auto* list = page().verification().list();
    QTRY_VERIFY(list->findData("cifar100") > 0);
    list->setFocus();
    while (list->currentData() != "cifar100")
        QTest::keyClick(list, Qt::Key_Up);
    QVERIFY2(page().verification().problem().contains("not on this machine"),
             qPrintable(page().verification().problem()));
    QVERIFY(!button("export")->isEnabled());
    while (list->currentIndex() != 0)
        QTest::keyClick(list, Qt::Key_Up);
    QVERIFY(page().verification().problem().isEmpty());
    exportAll();
    QCOMPARE(cell(0, ExportTableModel::kAccuracyInFile), ""); // random images have no classes
}

void TestExportPage::droppedNetworksAreTaken() {
    const auto drop = [this](const QString& file) { return pages::drop(page(), {file}); };
    QVERIFY(drop(test::smallNetwork()));
    QCOMPARE(page().source(), test::smallNetwork());
    QVERIFY(drop(m_run));
    QCOMPARE(page().source(), m_run);
    QVERIFY(!drop(m_folder.filePath("data")));
    QVERIFY(!drop("/some/picture.png"));
    QTRY_VERIFY_WITH_TIMEOUT(page().network().network().has_value(), kJobMs);
}

void TestExportPage::choicesAreRemembered() {
    QVERIFY(m_shown->open(m_run));
    check("torchscript", "fp16");
    check("onnx", "fp32");
    typeFolder(out("elsewhere"));
    exportAll();
    m_shown = std::make_unique<test::ShownPage>(m_run);
    QCOMPARE(page().target().folder(), out("elsewhere"));
    QCOMPARE(page().formats().state(), QStringList("torchscript/fp16"));
    QCOMPARE(page().verification().images(), 100);
}

void TestExportPage::theTableIsAProperModel() {
    ExportTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::vector<engine::ExportRequest> requests{{.formats = {"onnx"}, .name = "a"},
                                                      {.formats = {"pth"}, .name = "a"}};
    model.begin(requests);
    model.setProgress(0, 50, 200);
    QCOMPARE(model.index(0, ExportTableModel::kVerified).data().toString(), "comparing, 25 %");
    engine::ExportedFile exported;
    exported.path = "a.onnx";
    exported.format = "onnx";
    model.setOutcome(0, {exported, {}});
    model.setOutcome(1, {{}, "no room"});
    QCOMPARE(model.problem(1), "no room");
    model.begin(requests);
    QCOMPARE(model.rowCount(), 4);
    model.setOutcome(1, {{}, "of the second export"});
    QCOMPARE(model.problem(1), "no room");
    QCOMPARE(model.problem(3), "of the second export");
    model.withdraw();
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.file(0) != nullptr && model.file(1) == nullptr && model.file(7) == nullptr);
    model.retranslate();
}

void TestExportPage::everyControlHasANameAndTheKeyboard() {
    QVERIFY(m_shown->open(m_run));
    exportAll();
    int seen = 0;
    for (auto* widget : page().findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                               qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
                               qobject_cast<QAbstractItemView*>(widget) || qobject_cast<QPlainTextEdit*>(widget);
        const bool isPart = qobject_cast<QAbstractItemView*>(widget->parentWidget()) != nullptr ||
                            qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr ||
                            qobject_cast<QHeaderView*>(widget) != nullptr ||
                            widget->parentWidget()->inherits("QTabBar");
        if (!isControl || isPart || !widget->isVisible() || !widget->isEnabled())
            continue;
        ++seen;
        const auto about = widget->objectName() + " " + widget->metaObject()->className();
        QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(about));
        QVERIFY2(!widget->accessibleName().isEmpty() || (qobject_cast<QAbstractButton*>(widget) &&
                                                         !static_cast<QAbstractButton*>(widget)->text().isEmpty()),
                 qPrintable(about));
    }
    QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
}

QTEST_MAIN(TestExportPage)
#include "tst_export_page.moc"
