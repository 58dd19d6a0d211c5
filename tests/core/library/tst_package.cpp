// SPDX-License-Identifier: GPL-3.0-only
// packaging/example as somebody else builds it: against an installed tree, in a folder of its own.
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

class TestPackage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theExampleIsBuiltOutsideOfTheTree();
    void itClassifiesAsTheProgramDoes();
    void itSaysWhatIsWrong();

private:
    struct Finished {
        int status = -1;
        QString out;
        QString err;
    };
    Finished run(const QString& program, const QStringList& arguments) const {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(program, arguments);
        Finished finished;
        if (process.waitForFinished(300000) && process.exitStatus() == QProcess::NormalExit)
            finished.status = process.exitCode();
        finished.out = QString::fromUtf8(process.readAllStandardOutput());
        finished.err = QString::fromUtf8(process.readAllStandardError());
        return finished;
    }

    // Not /tmp, which is often in memory: the tree holds LibTorch.
    QTemporaryDir m_folder{BUBBLENET_BUILD_DIR "/package-XXXXXX"};
    QString m_example = m_folder.filePath("build/classify");
    QString m_network = BUBBLENET_SOURCE_DIR "/resources/networks/fashion_mnist_resnet20.safetensors";
    QString m_image = BUBBLENET_SOURCE_DIR "/tests/reference/data/colour.png";
};

void TestPackage::theExampleIsBuiltOutsideOfTheTree() {
    for (const auto& step :
         std::vector<QStringList>{{"--install", BUBBLENET_BUILD_DIR, "--prefix", m_folder.filePath("prefix")},
                                  {"-S", BUBBLENET_SOURCE_DIR "/packaging/example", "-B", m_folder.filePath("build"),
                                   "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_PREFIX_PATH=" + m_folder.filePath("prefix")},
                                  {"--build", m_folder.filePath("build")}}) {
        const auto finished = run("cmake", step);
        QVERIFY2(finished.status == 0, qPrintable(step.join(' ') + ":\n" + finished.out + finished.err));
        QVERIFY2(!finished.err.contains("warning"), qPrintable(finished.err));
    }
    QVERIFY(QFileInfo(m_example).isExecutable());
}

void TestPackage::itClassifiesAsTheProgramDoes() {
    const auto expected = run(BUBBLENET_PROGRAM, {"predict", m_image, "--model", m_network, "--csv", "--top", "5"});
    QCOMPARE(expected.status, 0);
    const auto found = run(m_example, {m_network, m_image});
    QVERIFY2(found.status == 0, qPrintable(found.err));
    const auto lines = found.out.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 5);
    for (const auto& line : lines)
        QVERIFY2(expected.out.contains(line.section(' ', 4)), qPrintable(line + "\n" + expected.out));
}

void TestPackage::itSaysWhatIsWrong() {
    const auto finished = run(m_example, {"nowhere.safetensors", m_image});
    QCOMPARE(finished.status, 1);
    QVERIFY2(finished.err.contains("no such file: 'nowhere.safetensors'"), qPrintable(finished.err));
    QCOMPARE(run(m_example, {}).status, 2);
}

QTEST_GUILESS_MAIN(TestPackage)
#include "tst_package.moc"
