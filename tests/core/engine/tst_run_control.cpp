// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <atomic>
#include <thread>

#include "core/engine/run_control.h"

using bubblenet::engine::Request;
using bubblenet::engine::RunControl;

namespace {

/// Calls proceed() once on a thread of its own.
class Asker {
public:
    explicit Asker(RunControl& control) : m_thread([this, &control] { m_answer = control.proceed() ? 1 : 0; }) {}
    ~Asker() { m_thread.join(); }
    int answer() const { return m_answer; } ///< −1: it waits

private:
    std::atomic<int> m_answer{-1};
    std::thread m_thread;
};

} // namespace

class TestRunControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void proceedsUntilStopped();
    void aPauseHoldsUntilResumed();
    void aStopEndsAPause();
    void pausingAfterAStopDoesNotHold();
    void aCheckpointRequestIsTakenOnce();
    void aCheckpointRequestIsHeardInAPause();
};

void TestRunControl::proceedsUntilStopped() {
    RunControl control;
    QVERIFY(control.proceed());
    QVERIFY(!control.isStopped());
    control.requestStop();
    QVERIFY(control.isStopped());
    QVERIFY(!control.proceed());
    QVERIFY(!control.proceed());
    control.requestResume(); // does not take a stop back
    QVERIFY(!control.proceed());
}

void TestRunControl::aPauseHoldsUntilResumed() {
    RunControl control;
    control.requestPause();
    QVERIFY(control.isPaused());
    const Asker asker(control);
    QTest::qWait(50);
    QCOMPARE(asker.answer(), -1);
    control.requestResume();
    QTRY_COMPARE(asker.answer(), 1);
    QVERIFY(!control.isPaused());
}

void TestRunControl::aStopEndsAPause() {
    RunControl control;
    control.requestPause();
    const Asker one(control);
    const Asker two(control);
    QTest::qWait(20);
    control.requestStop();
    QTRY_COMPARE(one.answer(), 0);
    QTRY_COMPARE(two.answer(), 0);
}

void TestRunControl::pausingAfterAStopDoesNotHold() {
    RunControl control;
    control.requestStop();
    control.requestPause();
    QVERIFY(!control.proceed());
    QVERIFY(!control.isPaused());
}

void TestRunControl::aCheckpointRequestIsTakenOnce() {
    RunControl control;
    QVERIFY(!control.takeCheckpointRequest());
    control.requestCheckpoint();
    control.requestCheckpoint();
    QVERIFY(control.takeCheckpointRequest());
    QVERIFY(!control.takeCheckpointRequest());
}

void TestRunControl::aCheckpointRequestIsHeardInAPause() {
    RunControl control;
    QCOMPARE(control.nextRequest(), Request::none);
    control.requestPause();
    std::atomic<int> heard{-1};
    std::thread asker([&] {
        heard = static_cast<int>(control.nextRequest());
        heard = static_cast<int>(control.nextRequest()) * 10;
    });
    QTest::qWait(30);
    QCOMPARE(heard.load(), -1);
    control.requestCheckpoint();
    QTRY_COMPARE(heard.load(), static_cast<int>(Request::checkpoint));
    QTest::qWait(30);
    QCOMPARE(heard.load(), static_cast<int>(Request::checkpoint)); // taken, and the pause goes on
    control.requestCheckpoint();
    control.requestStop();
    asker.join();
    QVERIFY(heard == static_cast<int>(Request::stop) * 10 || heard == static_cast<int>(Request::checkpoint) * 10);
    QCOMPARE(control.nextRequest(), Request::stop);
}

QTEST_GUILESS_MAIN(TestRunControl)
#include "tst_run_control.moc"
