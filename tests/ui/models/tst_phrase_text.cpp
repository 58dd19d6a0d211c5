// SPDX-License-Identifier: GPL-3.0-only
// What the core says, in the window's language. Its phrases are found in its sources, as lupdate finds the window's.
#include <QtTest>

#include <QTranslator>
#include <QXmlStreamReader>
#include <filesystem>

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "ui/models/event_text.h"
#include "ui/models/phrase_text.h"

namespace fs = std::filesystem;
using namespace bubblenet;
using namespace bubblenet::ui;

namespace {

const QString kRoot = BUBBLENET_SOURCE_DIR;

/// Phrase("…" "…", also with a variable's name before the bracket; failWithErrno takes phrases too.
QSet<QString> phrasesOf(const QString& source) {
    static const QRegularExpression call(
        R"re(\b(?:Phrase(?:\s+\w+)?|failWithErrno)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
    static const QRegularExpression literal(R"re("((?:[^"\\]|\\.)*)")re");
    QSet<QString> phrases;
    for (auto found = call.globalMatch(source); found.hasNext();) {
        const auto literals = found.next().captured(1);
        QString phrase;
        for (auto part = literal.globalMatch(literals); part.hasNext();)
            phrase += part.next().captured(1);
        phrases.insert(phrase.replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    return phrases;
}

QSet<QString> phrasesOfTheCore() {
    QSet<QString> phrases;
    for (const auto& entry : fs::recursive_directory_iterator((kRoot + "/core").toStdString())) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
            continue;
        QFile file(QString::fromStdString(entry.path().string()));
        if (entry.path().filename() != "phrase.h" && file.open(QIODevice::ReadOnly))
            phrases.unite(phrasesOf(QString::fromUtf8(file.readAll())));
    }
    return phrases;
}

QMap<QString, QString> translations() {
    QFile file(kRoot + "/resources/translations/core_zh_CN.ts");
    file.open(QIODevice::ReadOnly);
    QXmlStreamReader xml(&file);
    QMap<QString, QString> all;
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"source")
            source = xml.readElementText();
        else if (xml.name() == u"translation")
            all.insert(source, xml.readElementText());
    }
    return all;
}

QStringList placesOf(const QString& text) {
    static const QRegularExpression pattern("\\{\\d\\}");
    QStringList places;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        places.append(match.next().captured());
    places.sort();
    return places;
}

/// A language of tests, which knows the formats of core in capitals.
class Capitals : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char* /*disambiguation*/, int /*n*/) const override {
        return qstrcmp(context, "core") == 0 ? QString::fromUtf8(text).toUpper() : QString();
    }
};

} // namespace

class TestPhraseText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPhraseOfTheCoreIsTranslated();
    void nothingIsTranslatedThatTheCoreDoesNotSay();
    void placesAgree();
    void placesAreFilledAfterTheTranslation();
    void whatIsNotTranslatedStaysAsItIs();
    void errorsEventsAndDiagnosticsFollowTheLanguage();
};

void TestPhraseText::everyPhraseOfTheCoreIsTranslated() {
    const auto phrases = phrasesOfTheCore();
    QVERIFY(phrases.size() > 100);
    const auto known = translations();
    QStringList missing;
    for (const auto& phrase : phrases)
        if (known.value(phrase).isEmpty())
            missing.append(phrase);
    missing.sort();
    QVERIFY2(missing.isEmpty(), qPrintable("translate in core_zh_CN.ts:\n" + missing.join('\n')));
}

void TestPhraseText::nothingIsTranslatedThatTheCoreDoesNotSay() {
    const auto phrases = phrasesOfTheCore();
    QStringList left;
    const auto known = translations();
    for (const auto& source : known.keys())
        if (!phrases.contains(source))
            left.append(source);
    QVERIFY2(left.isEmpty(), qPrintable(left.join('\n')));
}

void TestPhraseText::placesAgree() {
    const auto known = translations();
    for (auto at = known.begin(); at != known.end(); ++at)
        QVERIFY2(placesOf(at.key()) == placesOf(at.value()), qPrintable(at.key() + " → " + at.value()));
}

void TestPhraseText::placesAreFilledAfterTheTranslation() {
    const Phrase phrase("{2} of {1}, {3}", std::string("{2}"), 7, Phrase("a part"));
    QCOMPARE(phraseText(phrase), QString("7 of {2}, a part"));
    Capitals capitals;
    QCoreApplication::installTranslator(&capitals);
    QCOMPARE(phraseText(Phrase("{2} of {1}, {3}", 1, 7, Phrase("{1} part", 3))), QString("7 OF 1, 3 PART"));
    QCoreApplication::removeTranslator(&capitals);
}

void TestPhraseText::whatIsNotTranslatedStaysAsItIs() {
    QCOMPARE(phraseText(std::string("a {1} of nobody's")), QString("a {1} of nobody's"));
    QCOMPARE(phraseText(Phrase()), QString());
    QCOMPARE(errorText(std::runtime_error("of torch\nframe #0")), QString("of torch"));
}

void TestPhraseText::errorsEventsAndDiagnosticsFollowTheLanguage() {
    Capitals capitals;
    QCoreApplication::installTranslator(&capitals);
    QCOMPARE(errorText(Error(Phrase("no {1}", 5))), QString("NO 5"));
    QCOMPARE(eventText(store::Message{"info", "no 5", Phrase("no {1}", 5)}), QString("NO 5"));
    QCOMPARE(eventText(store::Message{"info", "an older record's"}), QString("AN OLDER RECORD'S"));
    QVERIFY(eventText(store::RunFinished{store::Outcome::failed, "no 5", 1, Phrase("no {1}", 5)}).contains("NO 5"));
    const auto diagnostics = config::parseRecipe("seed: x\nsearch: {judge: 0}\n", "").diagnostics;
    QCOMPARE(phraseText(diagnostics.at(0).message), QString("seed TAKES A WHOLE NUMBER THAT IS NOT NEGATIVE, NOT 'x'")
                                                        .replace("seed", "SEED")
                                                        .replace("'x'", "'X'"));
    QCoreApplication::removeTranslator(&capitals);
}

QTEST_GUILESS_MAIN(TestPhraseText)
#include "tst_phrase_text.moc"
