// SPDX-License-Identifier: GPL-3.0-only
// What we write, read by those who shall read it; what they write, read here. Small networks: those of full size are
// full_size_readers'.
#include "tests/core/export/independent_readers.h"

using namespace independent_readers;

class TestIndependentReaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFileIsReadByThem();
    void whatTheyWriteIsReadHere();

private:
    Exports m_exports;
};

void TestIndependentReaders::initTestCase() {
    if (!areThere())
        QSKIP(kAbsent);
    at::set_num_threads(1);
    for (const auto& c : export_networks::all())
        m_exports.add(c, {export_networks::images(c, 3)});
}

void TestIndependentReaders::everyFileIsReadByThem() {
    const auto output = m_exports.check(280000);
    QVERIFY2(!output.startsWith("FAILED"), output.constData());
}

void TestIndependentReaders::whatTheyWriteIsReadHere() {
    QCOMPARE(m_exports.firstFileReadOtherwise(), QString());
}

QTEST_GUILESS_MAIN(TestIndependentReaders)
#include "tst_independent_readers.moc"
