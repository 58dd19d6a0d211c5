// SPDX-License-Identifier: GPL-3.0-only
// The built program as its users start it, for tests.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "core/base/rng.h"

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

/// Fashion-MNIST's files with patterns that a network learns in seconds: a bright bar whose place is the class, on
/// noise.
inline void writePatterns(const Program& program, int trainImages, int testImages) {
    const auto bigEndian = [](QByteArray& bytes, quint32 value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.append(static_cast<char>((value >> shift) & 0xFF));
    };
    Rng rng(3);
    for (const auto& [part, count] : {std::pair("train", trainImages), std::pair("t10k", testImages)}) {
        QByteArray images;
        QByteArray labels;
        for (const quint32 value : {0x803U, static_cast<quint32>(count), 28U, 28U})
            bigEndian(images, value);
        for (const quint32 value : {0x801U, static_cast<quint32>(count)})
            bigEndian(labels, value);
        for (int i = 0; i < count; ++i) {
            const int label = i % 10;
            labels.append(static_cast<char>(label));
            const int top = 2 + 13 * (label / 5);
            const int left = 1 + 5 * (label % 5);
            for (int y = 0; y < 28; ++y)
                for (int x = 0; x < 28; ++x) {
                    const bool inside = y >= top && y < top + 10 && x >= left && x < left + 5;
                    images.append(static_cast<char>(rng.below(100) + (inside ? 120 : 0)));
                }
        }
        const QString folder = QString("data/fashion-mnist/%1").arg(part);
        program.write(folder + "-images-idx3-ubyte", images);
        program.write(folder + "-labels-idx1-ubyte", labels);
    }
}

} // namespace bubblenet::app
