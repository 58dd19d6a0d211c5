// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <cstdint>
#include <optional>
#include <sstream>
#include <utility>

namespace bubblenet::config {

namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostNodes = 20000;

struct Place {
    int line = 1;
    int column = 1;
};

Place placeOf(const YAML::Mark& mark) {
    return mark.is_null() ? Place{} : Place{mark.line + 1, mark.column + 1};
}

/// Thrown through the parser to end it early.
struct Refusal {
    Place place;
    Phrase message;
};

/// yaml-cpp's most frequent complaints in the words of somebody who wrote a recipe. Its own are a parser's.
Phrase inPlainWords(const std::string& complaint) {
    namespace said = YAML::ErrorMsg;
    struct Meaning {
        const char* complaint;
        Phrase words;
    };
    static const Meaning kMeanings[] = {
        {said::END_OF_MAP, Phrase("this fits nothing above it: keys of one section begin in the same column, each is "
                                  "followed by ': ', and a quote within quotes is written twice")},
        {said::END_OF_MAP_FLOW, Phrase("an opening '{' is never closed, or a ',' is missing between its keys")},
        {said::END_OF_SEQ, Phrase("this fits nothing above it: items of one list begin with '- ' in the same column")},
        {said::END_OF_SEQ_FLOW, Phrase("an opening '[' is never closed, or a ',' is missing between its items")},
        {said::UNKNOWN_TOKEN, Phrase("a value cannot begin with this character; write it in quotes")},
        {said::TAB_IN_INDENTATION, Phrase("a tab at the beginning of a line; indent with spaces")},
        {said::CHAR_IN_SCALAR, Phrase("a tab where a value begins; use spaces")},
        {said::FLOW_END, Phrase("a closing bracket without an opening one")},
        {said::BLOCK_ENTRY, Phrase("a '- ' where no list can begin; put it into a line of its own")},
        {said::MAP_KEY, Phrase("a key where none can begin; put it into a line of its own")},
        {said::MAP_VALUE,
         Phrase("this ': ' makes no key: it is the second in its line (put the value in quotes), or the "
                "line above lacks its own, or this line is indented too far or by a tab")},
        {said::EOF_IN_SCALAR, Phrase("an opening quote is never closed")},
        {said::DOC_IN_SCALAR, Phrase("an opening quote is never closed")},
    };
    for (const auto& meaning : kMeanings)
        if (complaint == meaning.complaint)
            return meaning.words;
    if (complaint.starts_with(said::INVALID_ESCAPE))
        return Phrase("'\\' begins a special character in double quotes; write '\\\\', or use single quotes");
    return Phrase("this cannot be read as a recipe ({1})", complaint);
}

class TreeBuilder : public YAML::EventHandler {
public:
    explicit TreeBuilder(std::vector<Refusal>& problems) : m_problems(problems) {}

    bool hasStarted() const { return m_hasStarted; }
    Place start() const { return m_start; }
    YamlNode takeRoot() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        m_hasStarted = true;
        m_start = placeOf(mark);
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        add(node(YamlKind::null, mark, {"", anchor}));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        m_problems.push_back({placeOf(mark), Phrase("aliases (*name) are not used in recipes; write the value out")});
        add(node(YamlKind::refused, mark, {}));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        YamlNode scalar = node(YamlKind::scalar, mark, {tag, anchor});
        scalar.text = value;
        scalar.quoted = tag == "!";
        add(std::move(scalar));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(node(YamlKind::sequence, mark, {tag, anchor}));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(node(YamlKind::map, mark, {tag, anchor}));
    }
    void OnMapEnd() override { close(); }

private:
    struct Properties {
        std::string tag;
        YAML::anchor_t anchor = 0;
    };

    YamlNode node(YamlKind kind, const YAML::Mark& mark, const Properties& properties) {
        const Place place = placeOf(mark);
        if (++m_nodes > kMostNodes)
            throw Refusal{place, Phrase("more than {1} values; this is no recipe", kMostNodes)};
        if (properties.anchor != 0)
            m_problems.push_back({place, Phrase("anchors (&name) are not used in recipes; leave it out")});
        // yaml-cpp's own marks: "?" for plain values, "!" for quoted ones.
        if (!properties.tag.empty() && properties.tag != "?" && properties.tag != "!")
            m_problems.push_back({place, Phrase("tags (!name) are not used in recipes; leave it out")});
        YamlNode result;
        result.kind = kind;
        result.line = place.line;
        result.column = place.column;
        return result;
    }
    void open(YamlNode&& collection) {
        if (m_open.size() >= kDeepest)
            throw Refusal{{collection.line, collection.column},
                          Phrase("nested more than {1} levels deep; this is no recipe", kDeepest)};
        m_open.push_back(std::move(collection));
    }
    void close() {
        YamlNode collection = std::move(m_open.back());
        m_open.pop_back();
        add(std::move(collection));
    }
    void add(YamlNode&& child) {
        if (m_open.empty())
            m_root = std::move(child);
        else
            m_open.back().items.push_back(std::move(child));
    }

    std::vector<Refusal>& m_problems;
    std::vector<YamlNode> m_open;
    YamlNode m_root;
    std::size_t m_nodes = 0;
    bool m_hasStarted = false;
    Place m_start;
};

/// Length of the UTF-8 sequence at `at`, or 0 where there is none (RFC 3629: no overlong form, surrogate or code point
/// above 10FFFF).
std::size_t utf8Length(const std::string& text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
    };
    const auto follows = [&](std::size_t i, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const std::uint8_t lead = byte(at);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return follows(at + 1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const std::uint8_t low = lead == 0xE0 ? 0xA0 : 0x80;
        const std::uint8_t high = lead == 0xED ? 0x9F : 0xBF;
        return follows(at + 1, low, high) && follows(at + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const std::uint8_t low = lead == 0xF0 ? 0x90 : 0x80;
        const std::uint8_t high = lead == 0xF4 ? 0x8F : 0xBF;
        return follows(at + 1, low, high) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

std::optional<Refusal> firstUnreadable(const std::string& text) {
    Place place;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        if (length == 0)
            return Refusal{place, Phrase("not UTF-8 text; save the recipe as UTF-8")};
        const auto c = static_cast<std::uint8_t>(text[at]);
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            return Refusal{place, Phrase("a control character (code {1}); a recipe is plain text", c)};
        ++place.column;
        if (c == '\n')
            place = {place.line + 1, 1};
        at += length;
    }
    return std::nullopt;
}

void parse(const std::string& text, YamlNode& root, std::vector<Refusal>& problems) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    TreeBuilder builder(problems);
    parser.HandleNextDocument(builder);
    root = builder.takeRoot();
    TreeBuilder second(problems);
    if (parser.HandleNextDocument(second) && second.hasStarted())
        problems.push_back({second.start(), Phrase("a second document begins; a recipe is one document")});
}

} // namespace

bool isPlainText(const std::string& text) {
    return !firstUnreadable(text);
}

YamlDocument readYaml(const std::string& text, const std::string& fileName) {
    YamlDocument document;
    std::vector<Refusal> problems;
    if (text.size() > kLargestRecipeBytes) {
        problems.push_back({{}, Phrase("the recipe is larger than {1} bytes", kLargestRecipeBytes)});
    } else if (auto unreadable = firstUnreadable(text)) {
        problems.push_back(std::move(*unreadable));
    } else {
        try {
            parse(text, document.root, problems);
        } catch (const Refusal& refusal) {
            problems.push_back(refusal);
        } catch (const YAML::Exception& error) {
            problems.push_back({placeOf(error.mark), inPlainWords(error.msg)});
        } catch (const std::exception& error) {
            problems.push_back({{}, inPlainWords(error.what())});
        }
    }
    for (auto& problem : problems)
        document.diagnostics.push_back({.file = fileName,
                                        .line = problem.place.line,
                                        .column = problem.place.column,
                                        .message = std::move(problem.message)});
    return document;
}

} // namespace bubblenet::config
