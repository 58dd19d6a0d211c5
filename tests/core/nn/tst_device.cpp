// SPDX-License-Identifier: GPL-3.0-only
#include <QtTest>

#include <fstream>
#include <thread>

#include <ATen/autocast_mode.h>

#include "core/base/error.h"
#include "core/nn/device.h"

using namespace bubblenet::nn;
using bubblenet::Error;
using bubblenet::ErrorKind;

class TestDevice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCpuIsAlwaysListedFirst();
    void everyListedDeviceOpens();
    void autoTakesCudaWhereThereIsOne();
    void unknownDevicesAreRefusedWithTheirAlternatives_data();
    void unknownDevicesAreRefusedWithTheirAlternatives();
    void precisionFollowsTheDevice();
    void threadsAreSet();
    void autocastLastsAsLongAsItsGuard();
    void fp32GuardChangesNothing();
};

void TestDevice::theCpuIsAlwaysListedFirst() {
    const auto devices = listDevices();
    QCOMPARE(devices.front().name, std::string("cpu"));
    QVERIFY(!devices.front().title.empty());
    QVERIFY(devices.front().memoryBytes > 1e8);
    std::ifstream file("/proc/cpuinfo");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!text.empty())
        QCOMPARE(devices.front().fastBf16,
                 text.find("avx512_bf16") != std::string::npos || text.find("amx_bf16") != std::string::npos);
}

void TestDevice::everyListedDeviceOpens() {
    for (const auto& info : listDevices()) {
        const auto device = openDevice(info.name);
        QCOMPARE(device.str(), info.name);
        QCOMPARE(at::ones({2}, at::TensorOptions().device(device)).sum().item<float>(), 2.0F);
    }
}

void TestDevice::autoTakesCudaWhereThereIsOne() {
    QCOMPARE(openDevice("auto").is_cuda(), listDevices().size() > 1);
}

void TestDevice::unknownDevicesAreRefusedWithTheirAlternatives_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"", "gpu", "cuda:", "cuda:-1", "cuda:99", "cuda:1x", "cuda:99999999999999999999", "CPU"})
        QTest::newRow(*name == '\0' ? "empty" : name) << name;
    if (listDevices().size() == 1)
        QTest::newRow("cuda without one") << "cuda";
}

void TestDevice::unknownDevicesAreRefusedWithTheirAlternatives() {
    QFETCH(QString, name);
    try {
        openDevice(name.toStdString());
        QFAIL("no error");
    } catch (const Error& error) {
        QCOMPARE(error.kind(), ErrorKind::usage);
        const auto text = QString(error.what());
        QVERIFY2(text.contains("'" + name + "'"), error.what());
        QVERIFY2(text.contains("There are: auto, cpu"), error.what());
    }
}

void TestDevice::precisionFollowsTheDevice() {
    QVERIFY(choosePrecision("fp32", at::kCPU) == Precision::fp32);
    QVERIFY(choosePrecision("bf16", at::kCPU) == Precision::bf16);
    QCOMPARE(choosePrecision("auto", at::kCPU) == Precision::bf16, listDevices().front().fastBf16);
    QVERIFY_THROWS_EXCEPTION(Error, choosePrecision("fp16", at::kCPU));
}

void TestDevice::threadsAreSet() {
    QCOMPARE(setThreads(1), 1);
    QCOMPARE(at::get_num_threads(), 1);
    QVERIFY_THROWS_EXCEPTION(Error, setThreads(-1));
    QVERIFY_THROWS_EXCEPTION(Error, setThreads(100000));
    QCOMPARE(setThreads(0), static_cast<int>(std::thread::hardware_concurrency()));
    setThreads(1);
}

void TestDevice::autocastLastsAsLongAsItsGuard() {
    const auto matrix = at::ones({2, 2});
    const auto typeOf = [&] { return at::mm(matrix, matrix).scalar_type(); };
    QVERIFY(typeOf() == at::kFloat);
    {
        const AutocastGuard guard(Precision::bf16, at::kCPU);
        QVERIFY(typeOf() == at::kBFloat16);
        {
            const AutocastGuard inner(Precision::bf16, at::kCPU);
            QVERIFY(typeOf() == at::kBFloat16);
        }
        QVERIFY(typeOf() == at::kBFloat16);
        std::thread([&] { QVERIFY(typeOf() == at::kFloat); }).join();
    }
    QVERIFY(typeOf() == at::kFloat);
}

void TestDevice::fp32GuardChangesNothing() {
    const AutocastGuard guard(Precision::fp32, at::kCPU);
    QVERIFY(!at::autocast::is_autocast_enabled(at::kCPU));
}

QTEST_GUILESS_MAIN(TestDevice)
#include "tst_device.moc"
