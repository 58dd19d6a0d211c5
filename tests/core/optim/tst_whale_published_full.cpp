// SPDX-License-Identifier: GPL-3.0-only
// tst_whale_published.cpp with as many runs as the reference has, which sees smaller differences.
#include <QtTest>

#include "published.h"

class TestWhalePublishedFull : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_results = published::resultsOfAll(300); }
    void mediansAreTheReferences();
    void meansAreTheReferences();

private:
    std::vector<published::Results> m_results;
};

void TestWhalePublishedFull::mediansAreTheReferences() {
    const auto differing = published::differingMedians(m_results);
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join("; ")));
}

void TestWhalePublishedFull::meansAreTheReferences() {
    const auto differing = published::differingMeans(m_results);
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join("; ")));
}

QTEST_GUILESS_MAIN(TestWhalePublishedFull)
#include "tst_whale_published_full.moc"
