// SPDX-License-Identifier: GPL-3.0-only
// Enough runs to catch a wrong equation in seconds; as many as the reference has: tst_whale_published_full.cpp.
#include <QtTest>

#include "published.h"

class TestWhalePublished : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_results = published::resultsOfAll(40); }
    void mediansAreTheReferences();
    void meansAreTheReferences();

private:
    std::vector<published::Results> m_results;
};

void TestWhalePublished::mediansAreTheReferences() {
    const auto differing = published::differingMedians(m_results);
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join("; ")));
}

void TestWhalePublished::meansAreTheReferences() {
    const auto differing = published::differingMeans(m_results);
    QVERIFY2(differing.isEmpty(), qPrintable(differing.join("; ")));
}

QTEST_GUILESS_MAIN(TestWhalePublished)
#include "tst_whale_published.moc"
