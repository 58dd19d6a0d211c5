// SPDX-License-Identifier: GPL-3.0-only
// The sources' includes against the table of what each module may know. The linker finds a wrong dependency only where
// a symbol is used; this finds it where it is written.
#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

// In dependency order: a module includes itself and those named, all of which stand above it. app composes, ui shows;
// both know the engine, recipes and the record, and app the data library too, for `bubblenet data`.
const std::vector<std::pair<std::string, Names>> kModules{
    {"base", {}},
    {"config", {"base"}},
    {"optim", {"base"}},
    {"race", {"base", "optim"}},
    {"data", {"base"}},
    {"nn", {"base", "config", "data"}},
    {"prune", {"base", "config", "data", "nn"}},
    {"train", {"base", "config", "data", "nn", "prune"}},
    {"search", {"base", "config", "optim", "data", "nn", "prune", "train"}},
    {"store", {"base", "config"}},
    {"compare", {"base", "config", "race", "store"}},
    {"export", {"base", "config", "data", "nn"}},
    {"engine",
     {"base", "config", "optim", "race", "data", "nn", "prune", "train", "search", "store", "compare", "export"}},
    {"library", {"base", "data", "nn", "engine"}},
    // Models know no thread and no widget (they link Qt Core alone), and no page knows another.
    {"ui/theme", {}},
    {"ui/models", {"base", "config", "store"}},
    {"ui/bridge", {"base", "config", "store", "engine", "ui/models"}},
    {"ui/parts", {"base", "config", "store", "engine", "ui/theme", "ui/bridge", "ui/models"}},
    {"ui/charts", {"ui/theme"}},
    {"ui/setup", {"base", "config", "store", "engine", "ui/theme", "ui/bridge", "ui/models", "ui/parts"}},
    {"ui/live", {"base", "config", "store", "ui/theme", "ui/models", "ui/charts"}},
    {"ui/inspect",
     {"base", "config", "store", "engine", "ui/theme", "ui/bridge", "ui/models", "ui/parts", "ui/charts"}},
    {"ui/compare",
     {"base", "config", "store", "compare", "engine", "ui/theme", "ui/bridge", "ui/models", "ui/parts", "ui/charts"}},
    {"ui/export", {"base", "config", "store", "engine", "ui/theme", "ui/bridge", "ui/models", "ui/parts"}},
    {"ui/predict", {"base", "config", "store", "engine", "ui/theme", "ui/bridge", "ui/models", "ui/parts"}},
    {"ui/shell",
     {"base", "config", "store", "engine", "ui/theme", "ui/bridge", "ui/models", "ui/parts", "ui/setup", "ui/live",
      "ui/inspect", "ui/compare", "ui/export", "ui/predict"}},
    {"app", {"base", "config", "data", "store", "compare", "engine", "ui/theme", "ui/shell"}},
};

// Libraries that stay private to a few modules, by how their headers begin.
const std::vector<std::pair<std::string, Names>> kPrivateLibraries{
    {"torch/", {"nn", "prune", "train", "search", "export", "engine"}},
    {"ATen/", {"nn", "prune", "train", "search", "export", "engine"}},
    {"c10/", {"nn", "prune", "train", "search", "export", "engine"}},
    {"caffe2/", {"nn", "prune", "train", "search", "export", "engine"}},
    {"yaml-cpp/", {"config"}},
    {"CLI/", {"app"}},
    {"curl/", {"data"}},
    {"archive", {"data"}},
    {"jpeglib.h", {"data"}},
    {"png.h", {"data"}},
    {"openssl/", {"base"}},
    {"boost/", {"race"}},
    {"Eigen/", {"optim"}},
};

std::string moduleOf(const std::string& path) {
    const auto slash = path.find('/');
    const std::string top = path.substr(0, slash);
    const auto second = path.find('/', slash + 1);
    if (top == "ui")
        return path.substr(0, second);
    return top == "core" ? path.substr(slash + 1, second - slash - 1) : top;
}

const Names* allowedFor(const std::string& module) {
    const auto found = std::find_if(kModules.begin(), kModules.end(), [&](const auto& m) { return m.first == module; });
    return found == kModules.end() ? nullptr : &found->second;
}

// Qt's headers: <QString>, <QtTest>, <QtCore/qstring.h>, <qglobal.h>.
bool isQt(const std::string& header) {
    static const std::regex pattern("Q[A-Z][A-Za-z0-9]*(/.*)?|Qt[A-Z].*|q[a-z]+\\.h");
    return std::regex_match(header, pattern);
}

std::string quotedViolation(const std::string& module, const std::string& header) {
    static const std::set<std::string> kRoots{"core", "app", "ui"};
    if (kRoots.count(header.substr(0, header.find('/'))) == 0)
        return "is written otherwise than from the root of the project";
    const std::string included = moduleOf(header);
    if (allowedFor(included) == nullptr)
        return "is of an unknown module";
    if (included == module || allowedFor(module)->count(included) > 0)
        return "";
    return "is not for " + module;
}

std::string angledViolation(const std::string& path, const std::string& module, const std::string& header) {
    if (isQt(header))
        return path.rfind("core/", 0) == 0 ? "is Qt, of which core holds none" : "";
    for (const auto& [prefix, modules] : kPrivateLibraries)
        if (header.rfind(prefix, 0) == 0 && modules.count(module) == 0)
            return "belongs to a library that is not for " + module;
    const bool hasFolderOrSuffix = header.find_first_of("./") != std::string::npos; // the standard's headers have none
    const bool isEigensInSource = header.rfind("Eigen/", 0) == 0 && path.ends_with(".cpp");
    if (module == "optim" && hasFolderOrSuffix && !isEigensInSource)
        return "is neither of the standard library nor, in a source, Eigen's, which is all that optim uses";
    return "";
}

/// One line for each include of `text` that the file `path` (from the project's root) may not have.
std::vector<std::string> violationsIn(const std::string& path, const std::string& text) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    std::vector<std::string> violations;
    const std::string module = moduleOf(path);
    if (allowedFor(module) == nullptr)
        return {path + ": of an unknown module; add it to the table, in its place"};
    std::istringstream lines(text);
    std::smatch match;
    for (std::string line; std::getline(lines, line);) {
        if (!std::regex_search(line, match, pattern))
            continue;
        const std::string header = match[2];
        const bool isMoc = header.size() > 4 && header.rfind(".moc") == header.size() - 4;
        if (isMoc && path.rfind("core/", 0) != 0)
            continue;
        const std::string why =
            match[1] == "\"" ? quotedViolation(module, header) : angledViolation(path, module, header);
        if (!why.empty())
            violations.push_back(path + ": " + header + " " + why);
    }
    return violations;
}

std::map<std::string, std::string> sources() {
    const fs::path root = BUBBLENET_SOURCE_DIR;
    std::map<std::string, std::string> texts;
    for (const char* folder : {"core", "app", "ui"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto suffix = entry.path().extension();
            if (suffix != ".h" && suffix != ".cpp")
                continue;
            std::ifstream file(entry.path());
            std::ostringstream text;
            text << file.rdbuf();
            texts[fs::relative(entry.path(), root).generic_string()] = text.str();
        }
    }
    return texts;
}

} // namespace

class TestIncludes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tableIsInDependencyOrder();
    void everyIncludeIsAllowed();
    void everyModuleWasRead();
    void violationsAreFound_data();
    void violationsAreFound();
};

void TestIncludes::tableIsInDependencyOrder() {
    Names above;
    for (const auto& [module, allowed] : kModules) {
        for (const auto& name : allowed)
            QVERIFY2(above.count(name) == 1, qPrintable(QString::fromStdString(module + " → " + name)));
        above.insert(module);
    }
}

void TestIncludes::everyIncludeIsAllowed() {
    QStringList violations;
    for (const auto& [path, text] : sources())
        for (const auto& violation : violationsIn(path, text))
            violations.append(QString::fromStdString(violation));
    QVERIFY2(violations.isEmpty(), qPrintable("\n" + violations.join("\n")));
}

void TestIncludes::everyModuleWasRead() {
    std::map<std::string, int> includes;
    for (const auto& [path, text] : sources())
        if (text.find("#include") != std::string::npos)
            ++includes[moduleOf(path)];
    for (const auto& [module, allowed] : kModules)
        QVERIFY2(includes[module] > 0, module.c_str());
}

void TestIncludes::violationsAreFound_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    const auto row = [](const char* name, const char* path, const char* text, int count) {
        QTest::newRow(name) << path << text << count;
    };
    row("itself", "core/nn/a.cpp", "#include \"core/nn/b.h\"\n", 0);
    row("one above", "core/search/a.cpp", "#include \"core/optim/problem.h\"\n#include <vector>\n", 0);
    row("one below", "core/nn/a.cpp", "#include \"core/prune/groups.h\"\n", 1);
    row("engine in a module", "core/store/a.h", "#include \"core/engine/engine.h\"\n", 1);
    row("the application in core", "core/engine/a.cpp", "#include \"app/text.h\"\n", 1);
    row("torch-free modules stay so", "core/data/a.cpp", "#include <torch/torch.h>\n", 1);
    row("tensors where they belong", "core/nn/a.cpp", "#include <ATen/ATen.h>\n", 0);
    row("networks in the application", "app/a.cpp", "#include \"core/nn/network.h\"\n", 1);
    row("a library that is private", "core/engine/a.cpp", "#include <yaml-cpp/yaml.h>\n", 1);
    row("anything but the standard in optim", "core/optim/a.cpp", "#include <nlohmann/json.hpp>\n", 1);
    row("Eigen in a source of optim", "core/optim/a.cpp", "#include <Eigen/Dense>\n", 0);
    row("Eigen in a header of optim", "core/optim/a.h", "#include <Eigen/Dense>\n", 1);
    row("Qt in core", "core/base/a.h", "#include <QString>\n#include <QtCore/qglobal.h>\n", 2);
    row("Qt in the workbench", "ui/setup/a.cpp", "#include <QString>\n#include \"a.moc\"\n", 0);
    row("a page in another", "ui/setup/a.cpp", "#include \"ui/live/live_page.h\"\n", 1);
    row("a page in a model", "ui/models/a.h", "#include \"ui/live/live_page.h\"\n", 1);
    row("the engine in a model", "ui/models/a.h", "#include \"core/engine/engine.h\"\n", 1);
    row("a model in a page", "ui/live/a.h", "#include \"ui/models/run_model.h\"\n", 0);
    row("spaced", "core/base/a.h", "  #  include   \"core/nn/network.h\"\n", 1);
    row("relative", "core/nn/a.cpp", "#include \"network.h\"\n", 1);
    row("upwards", "core/nn/a.cpp", "#include \"../prune/groups.h\"\n", 1);
    row("unknown module", "core/misc/a.cpp", "", 1);
    row("of an unknown module", "core/nn/a.cpp", "#include \"core/misc/a.h\"\n", 1);
    row("in a comment", "core/nn/a.cpp", "// see #include \"core/prune/groups.h\"\n", 0);
}

void TestIncludes::violationsAreFound() {
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(int, count);
    QCOMPARE(static_cast<int>(violationsIn(path.toStdString(), text.toStdString()).size()), count);
}

QTEST_GUILESS_MAIN(TestIncludes)
#include "tst_includes.moc"
