// SPDX-License-Identifier: GPL-3.0-only
// The built program as its users start it, for tests.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "tests/support/patterns.h"

namespace bubblenet::app {

struct Finished {
    int status = -1; ///< −1: it crashed or did not end
    QString out;
    QString err;
};

class Program {
public:
    /// Works in a folder of its own, which sees no data set of the machine's user.
    Program() {
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert("XDG_CACHE_HOME", path("cache"));
        m_environment.insert("BUBBLENET_DATA", path("data"));
        m_environment.remove("BUBBLENET_RESOURCES");
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        file.open(QIODevice::WriteOnly);
        file.write(bytes);
    }
    QByteArray read(const QString& name) const {
        QFile file(path(name));
        file.open(QIODevice::ReadOnly);
        return file.readAll();
    }
    bool exists(const QString& name) const { return QFileInfo::exists(path(name)); }

    void start(QProcess& process, const QStringList& arguments) const {
        process.setWorkingDirectory(m_folder.path());
        process.setProcessEnvironment(m_environment);
        process.start(BUBBLENET_PROGRAM, arguments);
        process.waitForStarted();
    }
    static Finished wait(QProcess& process, int milliseconds = 120000) {
        Finished result;
        if (process.waitForFinished(milliseconds) && process.exitStatus() == QProcess::NormalExit)
            result.status = process.exitCode();
        else
            process.kill();
        result.out = QString::fromUtf8(process.readAllStandardOutput());
        result.err = QString::fromUtf8(process.readAllStandardError());
        return result;
    }
    Finished run(const QStringList& arguments) const {
        QProcess process;
        start(process, arguments);
        return wait(process);
    }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

/// Patterns that a network learns in seconds as the program's Fashion-MNIST.
inline void writePatterns(const Program& program, std::uint32_t trainImages, std::uint32_t testImages) {
    const std::filesystem::path folder = program.path("data/fashion-mnist").toStdString();
    Rng rng(3);
    test::writePatterns(folder, "train", trainImages, rng);
    test::writePatterns(folder, "t10k", testImages, rng);
}

} // namespace bubblenet::app
