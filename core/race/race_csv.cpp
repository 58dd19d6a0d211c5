// SPDX-License-Identifier: GPL-3.0-only
// The CSV half of race_data.h.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/race/race_data.h"
#include "core/race/text.h"

namespace bubblenet::race {

namespace {

const std::vector<std::string> kColumns{
    "problem", "method", "seed", "evaluation", "objective", "unique_evaluations", "seconds", "objective_label"};
enum Column : std::size_t { problem, method, seed, evaluation, objective, uniqueEvaluations, seconds, objectiveLabel };

std::string line(const std::vector<std::string>& fields) {
    std::string text;
    for (const std::string& field : fields)
        text += (text.empty() ? "" : ",") + csvCell(field);
    return text + '\n';
}

template<class Number> std::string digits(Number value) {
    std::array<char, 32> text{};
    return std::string(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr);
}

template<class Number> Number parsed(const std::string& field, const std::string& column) {
    Number value{};
    const char* const end = field.data() + field.size();
    const auto [stop, error] = std::from_chars(field.data(), end, value);
    if (error != std::errc() || stop != end)
        throw Error("'" + shortened(field, 40) + "' is no number for the column " + column);
    return value;
}

/// RFC 4180, without line ends inside of quotes: no name has one.
std::vector<std::string> fieldsOf(std::string_view line) {
    std::vector<std::string> fields(1);
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == ',') {
            fields.emplace_back();
        } else if (line[at] != '"') {
            fields.back() += line[at];
        } else {
            const bool isAtStart = at == 0 || line[at - 1] == ',';
            for (++at; at < line.size() && (line[at] != '"' || line.substr(at, 2) == "\"\""); ++at) {
                fields.back() += line[at];
                at += line[at] == '"' ? 1 : 0;
            }
            const bool isAtEnd = at + 1 == line.size() || (at + 1 < line.size() && line[at + 1] == ',');
            if (!isAtStart || !isAtEnd)
                throw Error("a quotation mark is where none belongs");
        }
    }
    return fields;
}

class CsvReader {
public:
    void readHeader(std::string_view line) {
        std::vector<std::string> fields = fieldsOf(line);
        if (fields.size() < kColumns.size() || !std::equal(kColumns.begin(), kColumns.end(), fields.begin()))
            throw Error("it does not begin as one does: " + csvHeader({}));
        m_record.figureNames.assign(fields.begin() + static_cast<std::ptrdiff_t>(kColumns.size()), fields.end());
        csvHeader(m_record.figureNames);
    }

    /// Whether the row was its lap's last.
    bool readRow(std::string_view line) {
        const std::vector<std::string> fields = fieldsOf(line);
        const std::size_t columns = kColumns.size() + m_record.figureNames.size();
        if (fields.size() != columns)
            throw Error(std::to_string(fields.size()) + " fields instead of " + std::to_string(columns));
        startLap(fields);
        if (!fields[seconds].empty()) {
            finishLap(fields);
            return true;
        }
        if (std::any_of(fields.begin() + uniqueEvaluations, fields.end(), [](const auto& f) { return !f.empty(); }))
            throw Error("a lap's last row has its seconds, and another has nothing after its objective");
        m_lap->best.push_back({field<std::int64_t>(fields, evaluation), field<double>(fields, objective)});
        return false;
    }

    LapRecord& record() { return m_record; }

private:
    template<class Number> static Number field(const std::vector<std::string>& fields, Column column) {
        return parsed<Number>(fields[column], kColumns[column]);
    }

    void startLap(const std::vector<std::string>& fields) {
        const auto seedRead = field<std::uint64_t>(fields, seed);
        if (m_lap &&
            std::tie(m_lap->problem, m_lap->method, m_lap->seed) != std::tie(fields[problem], fields[method], seedRead))
            throw Error("the lap before it has no last row");
        if (!m_lap)
            m_lap = Lap{.problem = fields[problem], .method = fields[method], .seed = seedRead};
    }

    void finishLap(const std::vector<std::string>& fields) {
        m_lap->evaluations = field<std::int64_t>(fields, evaluation);
        m_lap->uniqueEvaluations = field<std::int64_t>(fields, uniqueEvaluations);
        m_lap->seconds = field<double>(fields, seconds);
        m_lap->objectiveLabel = fields[objectiveLabel];
        for (std::size_t i = 0; i < m_record.figureNames.size(); ++i)
            if (const std::string& text = fields[kColumns.size() + i]; !text.empty())
                m_lap->figures.push_back({m_record.figureNames[i], parsed<double>(text, m_record.figureNames[i])});
        if (field<double>(fields, objective) != finalObjective(*m_lap))
            throw Error("the last row's objective is not the best one");
        checkLaps({*m_lap});
        m_record.laps.push_back(std::move(*m_lap));
        m_lap.reset();
    }

    LapRecord m_record;
    std::optional<Lap> m_lap; ///< whose rows are being read
};

void appendDurably(const std::filesystem::path& path, std::string_view text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    const off_t bytesBefore = ::lseek(file, 0, SEEK_END);
    bool isDone = bytesBefore >= 0;
    while (isDone && !text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        isDone = written > 0 || (written < 0 && errno == EINTR);
        text.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    isDone = isDone && ::fsync(file) == 0;
    const std::string why = isDone ? "" : std::strerror(errno);
    // Should this fail too, the next LapFile finds a lap that was cut off.
    const bool isClean = isDone || bytesBefore < 0 || ::ftruncate(file, bytesBefore) == 0;
    if (file >= 0)
        ::close(file);
    if (!isDone)
        throw Error("cannot append to '" + path.string() + "': " + why +
                    (isClean ? "" : "; a part of a lap is left at its end"));
}

} // namespace

std::string csvHeader(const std::vector<std::string>& figureNames) {
    std::vector<std::string> columns = kColumns;
    columns.insert(columns.end(), figureNames.begin(), figureNames.end());
    if (std::set<std::string>(columns.begin(), columns.end()).size() != columns.size())
        throw Error("two columns of a race's record have one name; give each figure its own");
    return line(columns);
}

std::string csvRows(const Lap& lap, const std::vector<std::string>& figureNames) {
    checkLaps({lap});
    const std::size_t columns = kColumns.size() + figureNames.size();
    std::vector<std::string> fields{lap.problem, lap.method, digits(lap.seed)};
    fields.resize(columns);
    std::string text;
    for (const BestPoint& point : lap.best) {
        fields[evaluation] = digits(point.evaluation);
        fields[objective] = digits(point.objective);
        text += line(fields);
    }
    fields[evaluation] = digits(lap.evaluations);
    fields[objective] = digits(finalObjective(lap));
    fields[uniqueEvaluations] = digits(lap.uniqueEvaluations);
    fields[seconds] = digits(lap.seconds);
    fields[objectiveLabel] = lap.objectiveLabel;
    for (const Figure& figure : lap.figures) {
        const auto found = std::find(figureNames.begin(), figureNames.end(), figure.name);
        if (found == figureNames.end())
            throw Error("the figure '" + figure.name + "' has no column; name it when the record is begun");
        fields[kColumns.size() + static_cast<std::size_t>(found - figureNames.begin())] = digits(figure.value);
    }
    return text + line(fields);
}

LapRecord lapsFromCsv(std::string_view text) {
    std::string start = csvHeader({});
    start.pop_back();
    if (text.find('\n') == std::string_view::npos && text.substr(0, start.size()) == start.substr(0, text.size()))
        return {}; // the header was cut off
    CsvReader reader;
    std::size_t lineNumber = 0;
    std::size_t at = 0;
    try {
        do {
            const std::size_t end = text.find('\n', at);
            const std::string_view line = text.substr(at, end - at);
            at = end == std::string_view::npos ? text.size() : end + 1;
            if (++lineNumber == 1)
                reader.readHeader(line);
            if (lineNumber == 1 || reader.readRow(line))
                reader.record().completeBytes = at;
        } while (text.find('\n', at) != std::string_view::npos);
    } catch (const Error& error) {
        throw Error("the record of a race, line " + std::to_string(lineNumber) + ": " + error.what());
    }
    checkLaps(reader.record().laps);
    return std::move(reader.record());
}

LapFile::LapFile(std::filesystem::path path, std::vector<std::string> figureNames)
    : m_path(std::move(path)), m_figureNames(std::move(figureNames)) {
    const std::string header = csvHeader(m_figureNames);
    LapRecord record;
    std::string text;
    if (std::filesystem::exists(m_path)) {
        text = readFile(m_path);
        try {
            record = lapsFromCsv(text);
        } catch (const Error& error) {
            throw Error("'" + m_path.string() + "': " + error.what());
        }
        if (record.completeBytes > 0 && record.figureNames != m_figureNames)
            throw Error("'" + m_path.string() + "' was begun with other figures; give this race a file of its own",
                        ErrorKind::usage);
    }
    m_laps = std::move(record.laps);
    if (record.completeBytes == 0)
        writeFileAtomically(m_path, header);
    else if (record.completeBytes < text.size())
        writeFileAtomically(m_path, text.substr(0, record.completeBytes));
}

bool LapFile::hasLap(std::string_view problem, std::string_view method, std::uint64_t seed) const {
    return std::any_of(m_laps.begin(), m_laps.end(), [&](const Lap& lap) {
        return lap.problem == problem && lap.method == method && lap.seed == seed;
    });
}

void LapFile::append(const Lap& lap) {
    std::vector<Lap> laps = m_laps;
    laps.push_back(lap);
    checkLaps(laps);
    appendDurably(m_path, csvRows(lap, m_figureNames));
    m_laps = std::move(laps);
}

} // namespace bubblenet::race
