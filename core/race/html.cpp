// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/html.h"

#include "core/race/text.h"

namespace bubblenet::race {

namespace {

// The policy is a second lock: should a name ever get through unescaped, no browser runs or fetches anything for it.
constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="LANGUAGE">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>TITLE</title>
<style>
:root { --paper: #ffffff; --ink: #1a1a1a; --muted: #595959; --line: #d9d9d9; --card: #f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #ececec; --muted: #a8adb3; --line: #3a3f45; --card: #22262b; }
}
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem;
  padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; } h3 { font-size: 1.05rem; margin-top: 1.8rem; }
.verdict { background: var(--card); border-left: 4px solid #0072b2; font-size: 1.1rem; padding: .8rem 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; margin: .6rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: right; vertical-align: top;
  white-space: nowrap; }
th { color: var(--muted); font-weight: 600; }
th:first-child, td:first-child { text-align: left; min-width: 6rem; max-width: 18rem; white-space: normal; }
table.settings td { text-align: left; max-width: none; white-space: normal; }
.note, li { color: var(--muted); font-size: .9rem; }
svg { height: auto; min-width: 40rem; width: 100%; }
svg .paper { fill: var(--paper); } svg .ink { fill: var(--ink); } svg .muted { fill: var(--muted); }
svg .grid { stroke: var(--line); }
@media print {
  :root { --paper: #ffffff; --ink: #1a1a1a; --muted: #595959; --line: #d9d9d9; --card: #f4f6f8; color-scheme: light; }
  body { font-size: 11px; max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; } tr, svg, .verdict { break-inside: avoid; }
  .scroll { overflow: visible; } svg { min-width: 0; }
  table { font-size: 9.5px; } th, td { padding: .2rem .35rem; white-space: normal; overflow-wrap: break-word; word-break: keep-all; }
  th:first-child, td:first-child { min-width: 5rem; }
}
</style>
</head>
<body>
<h1>TITLE</h1>
)";

bool isDigit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// May go on in the next line within a path or a key too, where a column is narrow.
std::string breakable(const std::string& cell) {
    constexpr std::size_t kShort = 10; // characters: one line is no hardship
    std::string html;
    std::size_t begin = 0;
    for (std::size_t i = 0; cell.size() > kShort && i + 1 < cell.size(); ++i)
        if (std::string_view("/_:").find(cell[i]) != std::string_view::npos ||
            (cell[i + 1] == '.' && !isDigit(cell[i]))) {
            html += escaped(cell.substr(begin, i + 1 - begin)) + "<wbr/>";
            begin = i + 1;
        }
    return html + escaped(cell.substr(begin));
}

std::string rowOf(const std::string& tag, const Row& cells) {
    std::string html;
    for (const std::string& cell : cells)
        html += element(tag, breakable(cell));
    return element("tr", html) + "\n";
}

std::string scrolling(const std::string& tableHtml) {
    return element("div class=\"scroll\"", tableHtml) + "\n";
}

} // namespace

std::string pageHead(const std::string& title, const std::string& language) {
    std::string html(kHead);
    const auto replace = [&](const std::string& mark, const std::string& text) {
        for (auto at = html.find(mark); at != std::string::npos; at = html.find(mark, at + text.size()))
            html.replace(at, mark.size(), text);
    };
    replace("LANGUAGE", escaped(language));
    replace("TITLE", escaped(title));
    return html;
}

std::string element(const std::string& tag, const std::string& html) {
    return "<" + tag + ">" + html + "</" + tag.substr(0, tag.find(' ')) + ">";
}

std::string table(const Row& head, const std::vector<Row>& rows) {
    std::string body;
    for (const Row& cells : rows)
        body += rowOf("td", cells);
    return scrolling(
        element("table", "\n" + element("thead", rowOf("th", head)) + "\n" + element("tbody", "\n" + body) + "\n"));
}

std::string listTable(const std::vector<Row>& rows) {
    std::string body;
    for (const Row& cells : rows)
        body += rowOf("td", cells);
    return scrolling(element("table class=\"settings\"", "\n" + body));
}

} // namespace bubblenet::race
