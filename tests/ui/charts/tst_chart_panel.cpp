// SPDX-License-Identifier: GPL-3.0-only
// What a user does with a chart: hide a line, zoom, save it.
#include <QtTest>

#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QImage>
#include <QSvgRenderer>
#include <QToolButton>

#include "tests/support/file_size_limit.h"
#include "ui/charts/chart_panel.h"

using namespace bubblenet::ui;

class TestChartPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_chart.reset(); }

    void withoutDataThereIsNoAxis();
    void aClickInTheLegendHidesItsLine();
    void theTableHoldsEveryValue();
    void allThreeFormatsCanBeRead();
    void whatCannotBeWrittenIsSaid();
    void aFullDiskLeavesTheOlderFile();
    void keysZoomAndShowEverythingAgain();
    void zeroHasNoSign_data();
    void zeroHasNoSign();

private:
    QToolButton* legend(int index) const {
        QList<QToolButton*> buttons;
        for (auto* button : m_chart->findChildren<QToolButton*>())
            if (button->property("role") == "legend")
                buttons.append(button);
        return buttons[index];
    }
    QGraphicsView* view() const { return m_chart->findChild<QGraphicsView*>(); }

    Theme m_theme;
    std::unique_ptr<ChartPanel> m_chart;
    QTemporaryDir m_folder;
};

void TestChartPanel::init() {
    m_chart = std::make_unique<ChartPanel>(m_theme);
    m_chart->setTitle("Accuracy, %");
    m_chart->addSeries({});
    m_chart->addSeries({.colour = &Colours::uniform, .line = Qt::DotLine});
    m_chart->setSeriesName(0, "best, so far");
    m_chart->setSeriesName(1, "uniform");
    m_chart->setAxes({.title = "iteration", .step = TickStep::whole}, {.title = {}});
    m_chart->resize(400, 300);
    m_chart->show();
}

void TestChartPanel::withoutDataThereIsNoAxis() {
    for (const auto* window : QApplication::topLevelWidgets())
        QVERIFY2(window == m_chart.get() || !window->isVisible(), window->metaObject()->className());
    QVERIFY(!view()->isVisible());
    m_chart->setPoints(0, {{1, 90}, {2, 91}});
    QVERIFY(view()->isVisible());
    m_chart->setPoints(0, {});
    QVERIFY(!view()->isVisible());
}

void TestChartPanel::aClickInTheLegendHidesItsLine() {
    m_chart->setPoints(0, {{1, 90}, {2, 91}});
    m_chart->setPoints(1, {{1, 80}, {2, 80}});
    QVERIFY(legend(1)->isVisible());
    QTest::mouseClick(legend(1), Qt::LeftButton);
    QVERIFY(!m_chart->isSeriesShown(1));
    QVERIFY(m_chart->isSeriesShown(0));
    QTest::keyClick(legend(1), Qt::Key_Space);
    QVERIFY(m_chart->isSeriesShown(1));
}

void TestChartPanel::theTableHoldsEveryValue() {
    m_chart->setPoints(0, {{1, 90.25}, {2, 91}});
    m_chart->setPoints(1, {{1, 80}});
    QCOMPARE(m_chart->csv(),
             QString("series,iteration,value\n\"best, so far\",1,90.25\n\"best, so far\",2,91\nuniform,1,80\n"));
}

void TestChartPanel::allThreeFormatsCanBeRead() {
    m_chart->setPoints(0, {{1, 90}, {2, 91}});
    for (const char* name : {"a.png", "a.svg", "a.csv"})
        QCOMPARE(m_chart->exportTo(m_folder.filePath(name)), QString());
    const QImage picture(m_folder.filePath("a.png"));
    QVERIFY(picture.width() > 400);
    QSvgRenderer drawing(m_folder.filePath("a.svg"));
    QVERIFY(drawing.isValid());
    QFile table(m_folder.filePath("a.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(table.readAll()), m_chart->csv());
}

void TestChartPanel::whatCannotBeWrittenIsSaid() {
    m_chart->setPoints(0, {{1, 90}, {2, 91}});
    for (const char* name : {"/no/such/folder/a.png", "/no/such/folder/a.svg", "/no/such/folder/a.csv"})
        QVERIFY2(m_chart->exportTo(name).contains(name), name);
}

void TestChartPanel::aFullDiskLeavesTheOlderFile() {
    m_chart->setPoints(0, {{1, 90}, {2, 91}});
    for (const char* name : {"a.png", "a.svg", "a.csv"}) {
        const auto path = m_folder.filePath(name);
        QFile older(path);
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older");
        older.close();
        {
            const bubblenet::test::FileSizeLimit full(20);
            QVERIFY2(m_chart->exportTo(path).contains(name), name);
        }
        QVERIFY(older.open(QIODevice::ReadOnly));
        QCOMPARE(older.readAll(), QByteArray("older"));
        older.close();
        QCOMPARE(QDir(m_folder.path()).entryList({QString(name) + "*"}, QDir::Files).size(), 1); // no part is left
    }
}

void TestChartPanel::keysZoomAndShowEverythingAgain() {
    m_chart->setPoints(0, {{1, 90}, {2, 91}, {3, 93}});
    const auto wholeRange = [this] {
        for (const auto* button : m_chart->findChildren<QToolButton*>())
            if (button->accessibleName().startsWith("Show everything"))
                return button->isVisible();
        return false;
    };
    const auto whole = m_chart->grab().toImage();
    QVERIFY(!wholeRange());
    QTest::keyClick(view(), Qt::Key_Plus);
    QVERIFY(wholeRange());
    const auto zoomed = view()->grab().toImage();
    QVERIFY(m_chart->grab().toImage() != whole);
    QTest::keyClick(view(), Qt::Key_Right);
    const auto panned = view()->grab().toImage();
    QVERIFY(panned != zoomed);
    QTest::keyClick(view(), Qt::Key_0);
    QVERIFY(!wholeRange());
    QVERIFY(view()->grab().toImage() != panned);
}

void TestChartPanel::zeroHasNoSign_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::newRow("tenths") << -0.34 << 0.12;
    QTest::newRow("fifths") << -0.6 << 0.4;
    QTest::newRow("hundredths") << -0.034 << 0.021;
    QTest::newRow("from zero") << 0.0 << 0.7;
}

void TestChartPanel::zeroHasNoSign() {
    QFETCH(double, low);
    QFETCH(double, high);
    m_chart->setAxes({.title = "weight"}, {.title = {}});
    m_chart->setPoints(0, {{low, low}, {high, high}});
    QCoreApplication::processEvents();
    int zeros = 0;
    for (const auto* item : view()->scene()->items())
        if (const auto* label = dynamic_cast<const QGraphicsTextItem*>(item)) {
            static const QRegularExpression zero("^-?0(\\.0+)?$");
            if (!label->toPlainText().contains(zero))
                continue;
            ++zeros;
            QVERIFY2(!label->toPlainText().startsWith('-'), qPrintable(label->toPlainText()));
        }
    QVERIFY(zeros >= 2); // of both axes
}

QTEST_MAIN(TestChartPanel)
#include "tst_chart_panel.moc"
