// SPDX-License-Identifier: GPL-3.0-only
// Every text of the sources has its translation, with the same places for numbers.
#include <QtTest>

#include <QProcess>
#include <QXmlStreamReader>

namespace {

const QString kRoot = BUBBLENET_SOURCE_DIR;
const QString kFile = "bubblenet_zh_CN.ts";
const QString kPlurals = "bubblenet_en.ts"; ///< of English: all else stands in the sources

struct Message {
    QString context;
    QString source;
    QStringList translations; ///< one for each plural form
    QString type;
};

/// One, or one for each plural form.
QStringList translationsOf(QXmlStreamReader& xml) {
    QStringList forms;
    QString text;
    while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation") {
        if (xml.isCharacters())
            text += xml.text();
        if (xml.isStartElement())
            forms.append(xml.readElementText());
    }
    return forms.isEmpty() ? QStringList{text.trimmed()} : forms;
}

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
            messages.last().translations = translationsOf(xml);
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
    void whatIsCountedHasEnglishPlurals();
    void placesOfNumbersAgree();
    void nothingIsTranslatedThatIsNotThere();

private:
    QTemporaryDir m_folder;
    QList<Message> updated(const QString& name, const QStringList& options) const;
    QList<Message> m_messages; ///< as the sources need them
};

/// A copy of the file with what the sources say now; empty: lupdate is not here.
QList<Message> TestTranslation::updated(const QString& name, const QStringList& options) const {
    const auto copy = m_folder.filePath(name);
    QFile::copy(kRoot + "/resources/translations/" + name, copy);
    QProcess lupdate;
    lupdate.start(BUBBLENET_LUPDATE, options + QStringList{"-silent", "-locations", "none", "-I", kRoot, kRoot + "/ui",
                                                           kRoot + "/app/main.cpp", "-ts", copy});
    if (!lupdate.waitForStarted() || !lupdate.waitForFinished(60000))
        return {};
    return messagesOf(copy);
}

void TestTranslation::initTestCase() {
    m_messages = updated(kFile, {});
    if (m_messages.isEmpty())
        QSKIP("lupdate is not here: install qt6-tools-dev-tools");
    QVERIFY(m_messages.size() > 100);
}

void TestTranslation::nothingIsUntranslated() {
    QStringList missing;
    for (const auto& message : m_messages)
        if (message.type == "unfinished" || (message.type.isEmpty() && message.translations.value(0).isEmpty()))
            missing.append(message.context + ": " + message.source);
    QVERIFY2(missing.isEmpty(), qPrintable("ninja update_translations, then translate:\n" + missing.join('\n')));
}

void TestTranslation::whatIsCountedHasEnglishPlurals() {
    const auto plurals = updated(kPlurals, {"-pluralonly", "-source-language", "en", "-target-language", "en"});
    QVERIFY(!plurals.isEmpty());
    for (const auto& message : plurals) {
        const auto about = message.context + ": " + message.source;
        QVERIFY2(message.type.isEmpty(), qPrintable("ninja update_translations, then fill in: " + about));
        QCOMPARE(message.translations.size(), 2);
        QVERIFY2(message.translations[0] != message.translations[1], qPrintable(about));
        for (const auto& form : message.translations) {
            QVERIFY2(!form.isEmpty() && !form.contains("(s)") && !form.contains("(es)"), qPrintable(about));
            QCOMPARE(placesOf(form), placesOf(message.source));
        }
    }
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
