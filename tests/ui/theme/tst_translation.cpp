// SPDX-License-Identifier: GPL-3.0-only
// Every text of the sources has its translation, with the same places for numbers.
#include <QtTest>

#include <QProcess>
#include <QXmlStreamReader>

namespace {

const QString kRoot = BUBBLENET_SOURCE_DIR;
const QString kFile = "bubblenet_zh_CN.ts";

struct Message {
    QString context;
    QString source;
    QStringList translations; ///< one for each plural form
    QString type;
};

QList<Message> messagesOf(const QString& path) {
    QFile file(path);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.append({context, {}, {}, {}});
        } else if (xml.name() == u"source") {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.last().type = xml.attributes().value("type").toString();
            messages.last().translations = {xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed()};
        }
    }
    return messages;
}

QStringList placesOf(const QString& text) {
    static const QRegularExpression pattern("%(\\d|n|L\\d)");
    QStringList places;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        places.append(match.next().captured());
    places.sort();
    places.removeDuplicates();
    return places;
}

} // namespace

class TestTranslation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsUntranslated();
    void placesOfNumbersAgree();
    void nothingIsTranslatedThatIsNotThere();

private:
    QTemporaryDir m_folder;
    QList<Message> m_messages; ///< as the sources need them
};

void TestTranslation::initTestCase() {
    const auto copy = m_folder.filePath(kFile);
    QVERIFY(QFile::copy(kRoot + "/resources/translations/" + kFile, copy));
    QProcess lupdate;
    lupdate.start(BUBBLENET_LUPDATE,
                  {"-silent", "-locations", "none", "-I", kRoot, kRoot + "/ui", kRoot + "/app/main.cpp", "-ts", copy});
    if (!lupdate.waitForStarted())
        QSKIP("lupdate is not here: install qt6-tools-dev-tools");
    QVERIFY(lupdate.waitForFinished(60000));
    m_messages = messagesOf(copy);
    QVERIFY(m_messages.size() > 100);
}

void TestTranslation::nothingIsUntranslated() {
    QStringList missing;
    for (const auto& message : m_messages)
        if (message.type == "unfinished" || (message.type.isEmpty() && message.translations.value(0).isEmpty()))
            missing.append(message.context + ": " + message.source);
    QVERIFY2(missing.isEmpty(), qPrintable("ninja update_translations, then translate:\n" + missing.join('\n')));
}

void TestTranslation::placesOfNumbersAgree() {
    QStringList wrong;
    for (const auto& message : m_messages)
        if (placesOf(message.source) != placesOf(message.translations.value(0)))
            wrong.append(message.source + " → " + message.translations.value(0));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void TestTranslation::nothingIsTranslatedThatIsNotThere() {
    QStringList left;
    for (const auto& message : m_messages)
        if (message.type == "vanished" || message.type == "obsolete")
            left.append(message.context + ": " + message.source);
    QVERIFY2(left.isEmpty(), qPrintable(left.join('\n')));
}

QTEST_GUILESS_MAIN(TestTranslation)
#include "tst_translation.moc"
