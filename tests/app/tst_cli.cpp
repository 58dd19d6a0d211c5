// SPDX-License-Identifier: GPL-3.0-only
// The command line's small promises: help, exit statuses, and one clear line for each wrong use.
#include <QtTest>

#include "tests/app/program.h"

using bubblenet::app::Program;

class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpIsOnStandardOutput();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void anArgumentIsRequiredOnce();
    void everyKeyOfARecipeIsShown();
    void versionIsPrinted();
    void wrongUseIsStatusTwoInOneLine_data();
    void wrongUseIsStatusTwoInOneLine();
    void aWrongRecipeTellsEverythingAtOnce();
    void wrongOptionsAreToldTogether();
    void recipesAreListedShownAndChecked();
    void aShownRecipeIsARecipe();
    void missingDataSaysHowToGetIt();
    void brokenWeightsEndInOneLine_data();
    void brokenWeightsEndInOneLine();
    void inspectCountsWhatTorchvisionPublishes();
    void devicesNameTheCpu();
    void dataSetsAreListed();
    void aBrokenImageIsNamed();
    void aBrokenImageCostsNoOther();
    void foldersAndListsOfImagesAreClassified();
    void aFullDiskBehindStandardOutputIsAFailure();
    void aRaceOnFunctionsEndsInAVerdictAndAReport();
};

void TestCli::helpIsOnStandardOutput() {
    const auto result = Program().run({"--help"});
    QCOMPARE(result.status, 0);
    QVERIFY(result.err.isEmpty());
    for (const char* command : {"run", "resume", "train", "prune", "eval", "predict", "export", "inspect", "data",
                                "recipes", "devices", "bench", "race"})
        QVERIFY2(result.out.contains(
                     QRegularExpression(QString("^ +%1 ").arg(command), QRegularExpression::MultilineOption)),
                 command);
    QVERIFY(result.out.contains("130"));
}

void TestCli::everyCommandHasHelp_data() {
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("option");
    QTest::newRow("run") << QStringList{"run"} << "--set";
    QTest::newRow("resume") << QStringList{"resume"} << "--json";
    QTest::newRow("train") << QStringList{"train"} << "--num-epochs";
    QTest::newRow("prune") << QStringList{"prune"} << "--macs";
    QTest::newRow("eval") << QStringList{"eval"} << "--dataset";
    QTest::newRow("predict") << QStringList{"predict"} << "--model";
    QTest::newRow("export") << QStringList{"export"} << "--format";
    QTest::newRow("inspect") << QStringList{"inspect"} << "--latency";
    QTest::newRow("data get") << QStringList{"data", "get"} << "--data";
    QTest::newRow("bench") << QStringList{"bench"} << "--candidates";
    QTest::newRow("race") << QStringList{"race"} << "--methods";
    QTest::newRow("compare") << QStringList{"compare"} << "--differences";
}

void TestCli::everyCommandHasHelp() {
    QFETCH(QStringList, command);
    QFETCH(QString, option);
    const auto result = Program().run(command << "--help");
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains(option));
}

void TestCli::anArgumentIsRequiredOnce() {
    for (const char* command : {"prune", "export", "inspect"}) {
        const auto result = Program().run({command, "--help"});
        QCOMPARE(result.out.count("REQUIRED"), 1);
        QVERIFY(result.out.contains("--model TEXT"));
    }
}

void TestCli::everyKeyOfARecipeIsShown() {
    const auto result = Program().run({"recipes", "show", "demo"});
    for (const char* line :
         {"parameters: null", "latency: null", "sparsity: null", "least: null", "most: null", "macs: 0.5"})
        QVERIFY2(result.out.contains(line), line);
    const Program program;
    program.write("shown.yaml", result.out.toUtf8());
    QCOMPARE(program.run({"recipes", "check", "shown.yaml"}).status, 0);
}

void TestCli::versionIsPrinted() {
    const auto result = Program().run({"--version"});
    QCOMPARE(result.status, 0);
    QVERIFY(QRegularExpression("^bubblenet \\d+\\.\\d+\\.\\d+\n$").match(result.out).hasMatch());
}

void TestCli::wrongUseIsStatusTwoInOneLine_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QStringList& arguments, const char* says) {
        QTest::newRow(name) << arguments << QString(says);
    };
    row("nothing", {}, "--help");
    row("unknown command", {"rnu"}, "did you mean 'run'");
    row("unknown subcommand", {"data", "lst"}, "did you mean 'list'");
    row("no subcommand", {"recipes"}, "recipes --help");
    row("unknown option", {"run", "demo", "--sed", "3"}, "did you mean '--seed'");
    row("too many arguments", {"recipes", "show", "demo", "more"}, "'more'");
    row("no recipe", {"run"}, "recipe");
    row("no model", {"eval", "--dataset", "cifar10"}, "--model");
    row("number expected", {"bench", "--repeats", "many"}, "--repeats");
    row("mistyped recipe", {"run", "dmeo"}, "did you mean 'demo'");
    row("a recipe that is a folder", {"run", "."}, "regular file");
    row("unknown key", {"run", "demo", "--set", "search.whale.pods=3"}, "search.whale.pod");
    row("no value", {"run", "demo", "--set", "seed"}, "KEY=VALUE");
    row("no number", {"run", "demo", "--seed", "abc"}, "seed");
    row("impossible number", {"run", "demo", "--batch-size", "0"}, "batch_size");
    row("mistyped optimizer", {"train", "--model", "resnet20", "--optimizer", "whale_cosine_bset"},
        "did you mean 'whale_cosine_best'");
    row("mistyped architecture", {"train", "--model", "models.resnet51"}, "resnet50");
    row("nothing to train", {"train", "--model", "resnet20", "--num-epochs", "0"}, "--num-epochs");
    row("missing weights", {"run", "demo", "--weights", "none.safetensors"}, "none.safetensors");
    row("unknown device", {"run", "demo", "--device", "gpu"}, "device");
    row("device that is not here", {"inspect", "resnet20", "--device", "cuda:97"}, "cpu");
    row("data set that is a network", {"eval", "--model", "models.resnet50", "--dataset", "resnet50"}, "cifar10");
    row("unknown model", {"inspect", "resnt56"}, "did you mean 'resnet56'");
    row("missing model file", {"inspect", "none.pth"}, "none.pth");
    row("a folder that is no run", {"inspect", "."}, "not the folder of a run");
    row("resume nothing", {"resume", "none"}, "none");
    row("resume no run", {"resume", "."}, "not the folder of a run");
    row("unknown format", {"export", "resnet20", "--format", "onxx"}, "safetensors");
    row("a precision that ONNX lacks", {"export", "resnet20", "--format", "onnx", "--precision", "bf16"}, "fp32, fp16");
    row("one format twice", {"export", "resnet20", "--format", "pth,pth"}, "named twice");
    row("norms of a third kind", {"export", "resnet20", "--norms", "gone"}, "'kept'");
    row("prune a missing file", {"prune", "./none.safetensors"}, "none.safetensors");
    row("unknown data set", {"data", "get", "cifar1"}, "cifar10");
    row("unknown function", {"race", "F99"}, "F22, F23, noise");
    row("one unknown function of two", {"race", "F1,F99"}, "'F99' is neither");
    row("mistyped recipe of a race", {"race", "dmeo"}, "did you mean 'demo'");
    row("random weights that nothing trains", {"prune", "resnet20"}, "network of random weights");
}

void TestCli::wrongUseIsStatusTwoInOneLine() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Program program;
    const auto result = program.run(arguments);
    QCOMPARE(result.status, 2);
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QVERIFY2(result.err.startsWith("bubblenet: "), qPrintable(result.err));
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY2(result.out.isEmpty(), qPrintable(result.out));
    QVERIFY(!program.exists("runs")); // nothing half-begun
}

void TestCli::aWrongRecipeTellsEverythingAtOnce() {
    const Program program;
    program.write("wrong.yaml", "name: x\nsead: 3\ndata: {dataset: cifar11}\nsearch:\n    whale: {pod: none}\n");
    for (const auto& command : {QStringList{"run", "wrong.yaml"}, QStringList{"recipes", "check", "wrong.yaml"}}) {
        const auto result = program.run(command);
        QCOMPARE(result.status, 2);
        const auto text = result.err + result.out;
        for (const char* part : {"wrong.yaml:2:1", "'seed'", "wrong.yaml:3:17", "'cifar10'", "wrong.yaml:5:18"})
            QVERIFY2(text.contains(part), qPrintable(QString(part) + "\n" + text));
    }
    QVERIFY(!program.exists("runs"));
}

void TestCli::wrongOptionsAreToldTogether() {
    const auto result = Program().run({"run", "demo", "--seed", "x", "--set", "nme=3", "--threads", "-4"});
    QCOMPARE(result.status, 2);
    for (const char* part : {"seed", "'name'", "threads"})
        QVERIFY2(result.err.contains(part), qPrintable(result.err));
}

void TestCli::recipesAreListedShownAndChecked() {
    const Program program;
    const auto list = program.run({"recipes", "list"});
    QCOMPARE(list.status, 0);
    for (const char* name : {"demo", "resnet56-half", "resnet50-half", "article", "article-iterative"}) {
        QVERIFY2(list.out.contains(name), name);
        const auto check = program.run({"recipes", "check", name});
        QCOMPARE(check.status, 0);
    }
    const auto article = program.run({"recipes", "show", "article"});
    QVERIFY(article.out.contains("whale_cosine_best"));
}

void TestCli::aShownRecipeIsARecipe() {
    const Program program;
    program.write("copy.yaml", program.run({"recipes", "show", "resnet56-half"}).out.toUtf8());
    QCOMPARE(program.run({"recipes", "check", "copy.yaml"}).status, 0);
    QCOMPARE(program.run({"recipes", "show", "copy.yaml"}).out.toUtf8(), program.read("copy.yaml"));
}

void TestCli::missingDataSaysHowToGetIt() {
    const Program program;
    const auto result = program.run({"eval", "--model", "resnet20", "--dataset", "cifar100"});
    if (result.status == 0)
        QSKIP("this machine has CIFAR-100 for all users");
    QVERIFY(result.status == 1 || result.status == 2);
    QVERIFY2(result.err.contains("data get cifar100"), qPrintable(result.err));
    QCOMPARE(result.err.count('\n'), 1);
}

void TestCli::brokenWeightsEndInOneLine_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("these are no weights\n");
    QTest::newRow("safetensors cut off") << QByteArray("\x40\0\0\0\0\0\0\0{\"a\":{\"dtype\":\"F32\"", 30);
    QTest::newRow("zip cut off") << QByteArray("PK\x03\x04 and nothing more");
    QTest::newRow("pickle that runs a program") << QByteArray("\x80\x02"
                                                              "cos\nsystem\nX\x04\0\0\0true\x85R.",
                                                              28);
}

void TestCli::brokenWeightsEndInOneLine() {
    QFETCH(QByteArray, bytes);
    const Program program;
    program.write("broken.pth", bytes);
    for (const auto& command :
         {QStringList{"inspect", "broken.pth"}, QStringList{"run", "demo", "--weights", "broken.pth"},
          QStringList{"prune", "broken.pth"}, QStringList{"export", "broken.pth", "--output", "out"}}) {
        const auto result = program.run(command);
        QVERIFY(result.status == 1 || result.status == 2);
        QVERIFY2(result.err.contains("broken.pth"), qPrintable(result.err));
        QCOMPARE(result.err.count('\n'), 1);
    }
    QVERIFY(!program.exists("runs"));
    QVERIFY(!program.exists("out/broken.safetensors"));
}

void TestCli::inspectCountsWhatTorchvisionPublishes() {
    const Program program;
    const auto result = program.run({"inspect", "models.resnet50", "--json"});
    QCOMPARE(result.status, 0);
    const auto object = QJsonDocument::fromJson(result.out.toUtf8()).object();
    // ResNet50_Weights.IMAGENET1K_V1: num_params 25557032; 4.089 G multiply–adds at 224 × 224.
    QCOMPARE(object.value("parameters").toDouble(), 25557032.0);
    QCOMPARE(qRound(object.value("macs").toDouble() / 1e6), 4089);
    const auto table = program.run({"inspect", "models.resnet50"});
    QVERIFY(table.out.contains("layer4.2.conv3"));
    QVERIFY(table.out.contains("25.56 M"));
}

void TestCli::devicesNameTheCpu() {
    const auto result = Program().run({"devices"});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains(QRegularExpression("^cpu ", QRegularExpression::MultilineOption)));
}

void TestCli::dataSetsAreListed() {
    const Program program;
    bubblenet::app::writePatterns(program, 20, 10);
    const auto result = program.run({"data", "list"});
    QCOMPARE(result.status, 0);
    for (const char* name : {"cifar10", "cifar100", "mnist", "fashion_mnist", "image_folder"})
        QVERIFY2(result.out.contains(name), name);
    QVERIFY(result.out.contains(program.path("data")));
    const auto json = QJsonDocument::fromJson(program.run({"data", "list", "--json"}).out.toUtf8());
    QVERIFY(json.array().size() >= 5);
}

void TestCli::aBrokenImageIsNamed() {
    const Program program;
    program.write("broken.jpg", QByteArray("\xff\xd8\xff\xe0 and nothing more"));
    for (const auto* file : {"broken.jpg", "absent.png"}) {
        const auto result = program.run({"predict", file, "--model", "resnet20"});
        QVERIFY(result.status == 1 || result.status == 2);
        QVERIFY2(result.err.contains(file), qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
    }
}

void TestCli::aBrokenImageCostsNoOther() {
    const Program program;
    program.write("broken.jpg", QByteArray("\xff\xd8\xff\xe0 and nothing more"));
    program.write("good.png", QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
                                                     "DwADhgGAWjR9awAAAABJRU5ErkJggg=="));
    const auto result = program.run({"predict", "broken.jpg", "good.png", "--model", "resnet20"});
    QCOMPARE(result.status, 1);
    QVERIFY(result.err.contains("broken.jpg"));
    QVERIFY2(result.out.contains("good.png") && !result.out.contains("broken.jpg"), qPrintable(result.out));
}

void TestCli::foldersAndListsOfImagesAreClassified() {
    const Program program;
    const auto png = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
                                            "DwADhgGAWjR9awAAAABJRU5ErkJggg==");
    for (const char* name : {"folder/b.png", "folder/deeper/c.PNG", "folder/a, one.png"})
        program.write(name, png);
    program.write("folder/notes.txt", "no image");
    const auto csv = program.run({"predict", "folder", "--model", "resnet20", "--csv", "--top", "5"});
    QCOMPARE(csv.status, 0);
    const auto lines = csv.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("image,class_1,name_1,probability_1,class_2") &&
            lines[0].endsWith("probability_5,error"));
    QVERIFY2(lines[1].startsWith("\"folder/a, one.png\","), qPrintable(lines[1]));
    double sum = 0;
    for (int i = 0; i < 5; ++i)
        sum += lines[2].split(',')[3 + 3 * i].toDouble();
    QVERIFY(sum > 0.5 && sum <= 1.00001); // the five best of ten
    QProcess process;
    program.start(process, {"predict", "-", "--model", "resnet20", "--json"});
    process.write("folder/b.png\r\nabsent.png\n");
    process.closeWriteChannel();
    const auto list = Program::wait(process);
    QCOMPARE(list.status, 1);
    QCOMPARE(list.out.count('\n'), 2);
    QVERIFY(list.err.contains("absent.png"));
    program.write("empty/notes.txt", "no image");
    const auto none = program.run({"predict", "empty", "--model", "resnet20"});
    QCOMPARE(none.status, 2);
    QVERIFY(none.err.contains("there are no images"));
}

void TestCli::aFullDiskBehindStandardOutputIsAFailure() {
    const Program program;
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    program.start(process, {"recipes", "show", "demo"});
    const auto result = Program::wait(process);
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("standard output"), qPrintable(result.err));
}

void TestCli::aRaceOnFunctionsEndsInAVerdictAndAReport() {
    const Program program;
    const QStringList command{"race", "F1,F9",       "--methods", "whale,random", "--seeds", "11-13", "--evaluations",
                              "300",  "--dimension", "4",         "--output",     "r"};
    const auto result = program.run(command);
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains("verdict: "));
    QVERIFY(program.read("r/report.html").contains("random"));
    const auto again = program.run(command);
    QCOMPARE(again.status, 0);
    QVERIFY(again.err.contains("12 of 12 laps are recorded already"));
    QCOMPARE(again.out, result.out);
    for (const auto& wrong :
         {QStringList{"race", "F1", "--seeds", "x"}, QStringList{"race", "F1", "--methods", "whale"},
          QStringList{"race", "nothing"}, QStringList{"race", "F1", "--seeds", "5-2"}}) {
        const auto refused = program.run(wrong);
        QCOMPARE(refused.status, 2);
        QCOMPARE(refused.err.trimmed().count('\n'), 0);
    }
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
