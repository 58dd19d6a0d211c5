// SPDX-License-Identifier: GPL-3.0-only
// The page's own views over made-up values: what keys and clicks do, and what is drawn.
#include <QtTest>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>

#include "ui/inspect/column_table.h"
#include "ui/inspect/confusion_view.h"
#include "ui/inspect/filter_view.h"
#include "ui/inspect/network_view.h"
#include "ui/theme/language.h"

using namespace bubblenet;
using namespace bubblenet::ui;

namespace {

engine::InspectedLayer layerOf(const std::string& name, const std::string& block, int before, int after, int group) {
    engine::InspectedLayer layer;
    layer.name = name;
    layer.kind = "convolution";
    layer.kernel = 3;
    layer.block = block;
    layer.outputGroup = group;
    layer.before = engine::LayerSide{.inputs = before, .outputs = before, .macs = 1e6, .parameters = 1e3};
    if (after > 0)
        layer.after = engine::LayerSide{.inputs = after, .outputs = after, .macs = 5e5, .parameters = 5e2};
    layer.isRemoved = after == 0;
    return layer;
}

/// A stem and `blocks` blocks of two layers; half of each layer is kept, and the second block is gone.
void fill(NetworkView& view, int blocks) {
    std::vector<engine::LayerGroup> groups{{.name = "layer1", .kind = engine::LayerGroupKind::stream}};
    std::vector<engine::InspectedLayer> layers{layerOf("conv1", "", 64, 32, 0)};
    for (int block = 0; block < blocks; ++block) {
        const auto name = "layer1." + std::to_string(block);
        const int after = block == 1 ? 0 : 32;
        layers.push_back(layerOf(name + ".conv1", name, 64, after, -1));
        layers.push_back(layerOf(name + ".conv2", name, 64, after, 0));
    }
    groups[0].producers = {"conv1", "layer1.0.conv2"};
    view.setNetwork(layers, groups);
}

/// Pixels of a colour in a rectangle.
int countOf(const QImage& image, const QRect& rect, const QColor& colour) {
    int count = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

template<class View> std::unique_ptr<View> shown(const Theme& theme, QSize size) {
    auto view = std::make_unique<View>(theme);
    view->resize(size);
    view->show();
    return QTest::qWaitForWindowActive(view.get()) ? std::move(view) : nullptr;
}

} // namespace

class TestInspectViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_theme = std::make_unique<Theme>();
        m_theme->choose(Appearance::light);
    }

    void aTableSortsNumbersAsNumbers();
    void aTableIsCopiedAndWrittenAsItIsShown();
    void keysGoThroughTheLayers();
    void aClickChoosesTheLayerUnderIt();
    void barsAreFilledAsFarAsTheyAreKept();
    void theLastOfManyLayersIsReached();
    void arrowsReadTheConfusions();
    void aHundredClassesHaveTheirCells();
    void aDifferenceIsBlueWhereItIsBetter();
    void filtersAreChosenAndOpenedByKeys();
    void removedFiltersAreFaint();

private:
    const Colours& colours() const { return m_theme->colours(); }
    std::unique_ptr<Theme> m_theme;
};

void TestInspectViews::aTableSortsNumbersAsNumbers() {
    ColumnTable table;
    const QAbstractItemModelTester values(&table.values());
    const QAbstractItemModelTester sorted(table.model());
    const std::vector<double> numbers{9, 100, std::nan(""), 20};
    table.values().setColumns(
        {{[] { return QString("n"); }, [&](int row) { return QVariant(numbers[static_cast<std::size_t>(row)]); }, 1}});
    table.values().reset(3);
    table.values().append(1);
    const auto cell = [&](int row) { return table.model()->index(row, 0).data().toString(); };
    QCOMPARE(cell(1), QString("100.0")); // as they come
    table.sortByColumn(0, Qt::DescendingOrder);
    QCOMPARE((QStringList{cell(0), cell(1), cell(2), cell(3)}), (QStringList{"100.0", "20.0", "9.0", "–"}));
    QSignalSpy chosen(&table, &ColumnTable::rowChosen);
    table.setCurrentIndex(table.model()->index(1, 0));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 3); // the row of the values
    QCOMPARE(table.currentRow(), 3);
}

void TestInspectViews::aTableIsCopiedAndWrittenAsItIsShown() {
    ColumnTable table;
    table.values().setColumns({{[] { return QString("Channels\nbefore"); }, [](int row) { return QVariant(row); }},
                               {[] { return QString("name"); }, [](int row) { return QString("a,%1").arg(row); }}});
    table.values().reset(2);
    QCOMPARE(table.csv(), QString("Channels before,name\n0,\"a,0\"\n1,\"a,1\"\n"));
    table.show();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    table.setCurrentRow(1);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("1\ta,1"));
}

void TestInspectViews::keysGoThroughTheLayers() {
    const auto view = shown<NetworkView>(*m_theme, {300, 300});
    QVERIFY(view);
    fill(*view, 2);
    QSignalSpy chosen(view.get(), &NetworkView::layerChosen);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->currentLayer(), 1);
    QVERIFY(view->accessibleDescription().contains("layer1.0.conv1"));
    QVERIFY(view->accessibleDescription().contains("32 of 64"));
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->currentLayer(), 4);
    QTest::keyClick(view.get(), Qt::Key_Down); // there is no further one
    QCOMPARE(view->currentLayer(), 4);
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->currentLayer(), 0);
    QCOMPARE(chosen.last()[0].toInt(), 0);
}

void TestInspectViews::aClickChoosesTheLayerUnderIt() {
    const auto view = shown<NetworkView>(*m_theme, {300, 300});
    QVERIFY(view);
    fill(*view, 2);
    QSignalSpy chosen(view.get(), &NetworkView::layerChosen);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->layerRect(3).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 3);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {5, 295}); // below the last
    QCOMPARE(chosen.size(), 1);
}

void TestInspectViews::barsAreFilledAsFarAsTheyAreKept() {
    const auto view = shown<NetworkView>(*m_theme, {400, 300});
    QVERIFY(view);
    std::vector<engine::InspectedLayer> layers{layerOf("all", "", 64, 64, -1), layerOf("quarter", "", 64, 16, -1),
                                               layerOf("none", "", 64, 0, -1)};
    view->setNetwork(layers, {});
    const auto image = view->viewport()->grab().toImage();
    const auto filled = [&](int layer) { return countOf(image, view->layerRect(layer), colours().accent); };
    QVERIFY(filled(0) > 0);
    QVERIFY2(std::abs(filled(1) / double(filled(0)) - 0.25) < 0.05, qPrintable(QString::number(filled(1))));
    QCOMPARE(filled(2), 0);
    QVERIFY(countOf(image, view->layerRect(2), colours().quietText) > 50); // hatched
}

void TestInspectViews::theLastOfManyLayersIsReached() {
    const auto view = shown<NetworkView>(*m_theme, {300, 400});
    QVERIFY(view);
    fill(*view, 55); // as many layers as a ResNet-110 has
    QVERIFY(view->verticalScrollBar()->maximum() > 0);
    QVERIFY(view->layerRect(110).isEmpty());
    QTest::keyClick(view.get(), Qt::Key_End);
    QVERIFY(view->layerRect(110).height() >= 15);
    QTest::keyClick(view.get(), Qt::Key_PageUp);
    QVERIFY(view->currentLayer() < 110);
    QVERIFY(!view->layerRect(view->currentLayer()).isEmpty());
}

void TestInspectViews::arrowsReadTheConfusions() {
    const auto view = shown<ConfusionView>(*m_theme, {400, 400});
    QVERIFY(view);
    view->setMatrix({{8, 2}, {1, 9}}, {"cat", "dog"}, ConfusionView::Kind::counts);
    QSignalSpy read(view.get(), &ConfusionView::cellRead);
    QSignalSpy chosen(view.get(), &ConfusionView::cellChosen);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(read.last(), (QVariantList{0, 1}));
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(chosen.last(), (QVariantList{0, 1}));
    QTest::mouseMove(view.get(), view->cellRect(1, 0).center());
    QTRY_COMPARE(read.last(), (QVariantList{1, 0}));
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->cellRect(1, 1).center());
    QCOMPARE(chosen.last(), (QVariantList{1, 1}));
}

void TestInspectViews::aHundredClassesHaveTheirCells() {
    const auto view = shown<ConfusionView>(*m_theme, {420, 420});
    QVERIFY(view);
    ConfusionView::Matrix matrix(100, std::vector<std::int64_t>(100, 0));
    matrix[3][97] = 5;
    view->setMatrix(matrix, std::vector<QString>(100, "a class"), ConfusionView::Kind::counts);
    QVERIFY(view->rect().contains(view->cellRect(99, 99)));
    QVERIFY(view->cellRect(0, 0).width() >= 3);
    QVERIFY(!view->cellRect(3, 96).contains(view->cellRect(3, 97).center()));
    const auto image = view->grab().toImage();
    const auto red = [&](int label, int predicted) {
        return image.pixelColor(view->cellRect(label, predicted).center());
    };
    QVERIFY(red(3, 97) != red(3, 96));
    QSignalSpy chosen(view.get(), &ConfusionView::cellChosen);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->cellRect(3, 97).center());
    QCOMPARE(chosen.last(), (QVariantList{3, 97}));
}

void TestInspectViews::aDifferenceIsBlueWhereItIsBetter() {
    const auto view = shown<ConfusionView>(*m_theme, {400, 400});
    QVERIFY(view);
    view->setMatrix({{3, -3}, {4, -4}}, {"cat", "dog"}, ConfusionView::Kind::difference);
    const auto image = view->grab().toImage();
    const auto isBlue = [&](int label, int predicted) {
        const auto pixel = image.pixelColor(view->cellRect(label, predicted).topLeft() + QPoint(4, 4));
        return pixel.blue() > pixel.red();
    };
    QVERIFY(isBlue(0, 0));  // more that are right
    QVERIFY(isBlue(0, 1));  // fewer mistakes
    QVERIFY(!isBlue(1, 0)); // more mistakes
    QVERIFY(!isBlue(1, 1));
}

namespace {

std::vector<FilterTile> tilesOf(int count, ChannelFate fate) {
    const engine::FilterPicture picture{
        .width = 3, .height = 3, .channels = 1, .pixels = std::vector<std::uint8_t>(9, 255)};
    std::vector<FilterTile> tiles;
    for (int i = 0; i < count; ++i)
        tiles.push_back({picture, fate, QString("Channel %1").arg(i)});
    return tiles;
}

} // namespace

void TestInspectViews::filtersAreChosenAndOpenedByKeys() {
    const auto view = shown<FilterView>(*m_theme, {200, 120});
    QVERIFY(view);
    view->setTiles(tilesOf(500, ChannelFate::kept));
    QSignalSpy chosen(view.get(), &FilterView::tileChosen);
    QSignalSpy opened(view.get(), &FilterView::tileActivated);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(opened.last()[0].toInt(), 1);
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(chosen.last()[0].toInt(), 499);
    QVERIFY(view->viewport()->rect().contains(view->tileRect(499)));
    QCOMPARE(view->accessibleDescription(), QString("Channel 499"));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->tileRect(490).center());
    QCOMPARE(chosen.last()[0].toInt(), 490);
    view->setTiles({});
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(view->currentTile(), -1);
}

void TestInspectViews::removedFiltersAreFaint() {
    const auto view = shown<FilterView>(*m_theme, {200, 120});
    QVERIFY(view);
    auto tiles = tilesOf(1, ChannelFate::kept);
    tiles.push_back(tilesOf(1, ChannelFate::removed)[0]);
    view->setTiles(tiles);
    const auto image = view->viewport()->grab().toImage();
    // 255 is the largest weight: the orange of the data colours.
    QVERIFY(countOf(image, view->tileRect(0), colours().pruned) > 100);
    QCOMPARE(countOf(image, view->tileRect(1), colours().pruned), 0);
}

QTEST_MAIN(TestInspectViews)
#include "tst_inspect_views.moc"
