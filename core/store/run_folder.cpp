// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/run_folder.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <set>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/config/recipe.h"
#include "core/store/checkpoint_file.h"
#include "core/store/event_log.h"
#include "core/store/event_reader.h"
#include "core/store/folder_lock.h"
#include "core/store/json_fields.h"

namespace bubblenet::store {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kFormatVersion = 1;
constexpr int kMostRunsOfOneName = 100000;
constexpr std::size_t kLongestName = 100; // most file systems allow 255 bytes
constexpr std::uint64_t kLargestManifest = std::uint64_t{1} << 24;
constexpr const char* kRecipe = "recipe.yaml";
constexpr const char* kManifest = "manifest.json";
constexpr const char* kEvents = "events.jsonl";
constexpr const char* kCheckpoints = "checkpoints";
constexpr const char* kArtefacts = "artefacts";

/// A run's name as one harmless file name.
std::string fileNameOf(const std::string& name) {
    std::size_t length = std::min(name.size(), kLongestName);
    while (length > 0 && length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80)
        --length; // not within a character of UTF-8
    std::string text;
    for (const char c : name.substr(0, length))
        text += c == '/' || static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? '-' : c;
    if (text.empty() || text.front() == '.')
        text.insert(0, "run");
    return text;
}

fs::path makeFreshFolder(const fs::path& parent, const std::string& name) {
    makeFolders(parent);
    for (int number = 1; number <= kMostRunsOfOneName; ++number) {
        fs::path folder = parent / (number == 1 ? name : name + "-" + std::to_string(number));
        if (::mkdir(folder.c_str(), 0777) == 0)
            return folder;
        if (errno != EEXIST)
            failWithErrno("cannot make the folder", folder);
    }
    throw Error(Phrase("'{1}' holds too many runs called '{2}': name this one otherwise", parent.string(), name));
}

std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string toText(const Manifest& manifest) {
    json object = structToJson(manifest);
    for (const auto& [key, raw] : manifest.other) {
        const json value = parseJsonOrDiscard(raw);
        if (!value.is_discarded() && !object.contains(key))
            object[key] = value;
    }
    return jsonText(object, 2) + '\n';
}

Manifest manifestFrom(const std::string& text) {
    const json object = parseJsonOrDiscard(text);
    if (!object.is_object())
        throw Error(Phrase("it is not one JSON object"));
    Manifest manifest;
    const auto version = object.find("format_version");
    if (version == object.end() || !version->is_number_integer())
        throw Error(Phrase("it lacks its format_version"));
    FieldReader{object}("format_version", manifest.formatVersion);
    if (manifest.formatVersion > kFormatVersion)
        throw Error(Phrase("the run was written by a newer version of this program (format {1}, known here is {2}): "
                           "update Bubblenet to open it",
                           manifest.formatVersion, kFormatVersion));
    manifest = structFromJson<Manifest>(object);
    const json known = structToJson(manifest);
    for (const auto& [key, value] : object.items())
        if (!known.contains(key))
            manifest.other.emplace(key, jsonText(value));
    return manifest;
}

Manifest readManifest(const fs::path& folder) {
    const auto text = readFile(folder / kManifest, kLargestManifest);
    try {
        return manifestFrom(text);
    } catch (const Error& error) {
        throw Error(Phrase("'{1}': {2}", (folder / kManifest).string(), error.message()));
    }
}

/// What a crash left of files that never got their names.
void removeUnfinished(const fs::path& folder) {
    std::error_code ignored;
    for (fs::directory_iterator entry(folder / kCheckpoints, ignored), end; !ignored && entry != end;
         entry.increment(ignored))
        if (entry->path().extension() == ".writing")
            fs::remove(entry->path(), ignored);
    for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
        const auto name = entry->path().filename().string();
        if (name.starts_with(std::string(kManifest) + '.') || name.starts_with(std::string(kRecipe) + '.'))
            fs::remove(entry->path(), ignored);
    }
}

void checkFileName(const std::string& name, const char* what) {
    const bool plain = !name.empty() && name.front() != '.' && std::none_of(name.begin(), name.end(), [](char c) {
        return c == '/' || static_cast<unsigned char>(c) < ' ';
    });
    if (!plain)
        throw Error("'" + name + "' cannot be the name of " + what + ": it must be one plain file name");
}

} // namespace

struct RunFolder::State {
    fs::path path;
    FolderLock lock;
    std::optional<EventLog> log; ///< where opened for writing
    std::set<std::string> soundCheckpoints;

    fs::path checkpointPath(const std::string& name) const {
        checkFileName(name, "a checkpoint");
        return path / kCheckpoints / (name + ".checkpoint");
    }
    fs::path previousPath(const std::string& name) const { return checkpointPath(name).string() + ".previous"; }
    void requireWriting() const {
        if (!log)
            throw Error("'" + path.string() + "' was opened for reading only");
    }
};

RunFolder::RunFolder(std::unique_ptr<State> state) : m_state(std::move(state)) {}
RunFolder::RunFolder(RunFolder&&) noexcept = default;
RunFolder& RunFolder::operator=(RunFolder&&) noexcept = default;
RunFolder::~RunFolder() = default;

RunFolder RunFolder::create(const fs::path& parent, const config::RunConfig& config) {
    auto state = std::make_unique<State>();
    state->path = makeFreshFolder(parent, fileNameOf(config.name));
    try {
        state->lock = FolderLock(state->path);
        writeFileAtomically(state->path / kRecipe, config::toYaml(config));
        fs::create_directory(state->path / kCheckpoints);
        fs::create_directory(state->path / kArtefacts);
        state->log.emplace(state->path / kEvents);
        // Last: what has a manifest is a run.
        writeFileAtomically(state->path / kManifest, toText({.formatVersion = kFormatVersion,
                                                             .programVersion = BUBBLENET_VERSION,
                                                             .created = utcNow(),
                                                             .seed = config.seed,
                                                             .threads = config.threads,
                                                             .device = config.device,
                                                             .precision = config.precision}));
    } catch (const std::exception& error) {
        std::error_code ignored;
        fs::remove_all(state->path, ignored);
        const auto* own = dynamic_cast<const Error*>(&error);
        throw Error(Phrase("cannot start a run in '{1}': {2}", parent.string(),
                           own != nullptr ? own->message() : Phrase(std::string(error.what()))));
    }
    return RunFolder(std::move(state));
}

RunFolder RunFolder::open(const fs::path& folder, OpenMode mode) {
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored))
        throw Error(Phrase("no such folder: '{1}'", folder.string()), ErrorKind::usage);
    for (const char* name : {kManifest, kRecipe})
        if (!fs::exists(folder / name, ignored))
            throw Error(Phrase("'{1}' is not the folder of a run: it holds no {2}", folder.string(), name),
                        ErrorKind::usage);
    readManifest(folder);
    auto state = std::make_unique<State>();
    state->path = folder;
    if (mode == OpenMode::write) {
        state->lock = FolderLock(folder);
        removeUnfinished(folder);
        for (const char* name : {kCheckpoints, kArtefacts})
            fs::create_directory(folder / name, ignored);
        state->log.emplace(folder / kEvents);
    }
    return RunFolder(std::move(state));
}

const fs::path& RunFolder::path() const {
    return m_state->path;
}

bool RunFolder::isWritable() const {
    return m_state->log.has_value();
}

config::RunConfig RunFolder::config() const {
    return config::loadRecipe((m_state->path / kRecipe).string());
}

Manifest RunFolder::manifest() const {
    return readManifest(m_state->path);
}

void RunFolder::writeManifest(const Manifest& manifest) {
    m_state->requireWriting();
    writeFileAtomically(m_state->path / kManifest, toText(manifest));
}

void RunFolder::append(const Event& event) {
    m_state->requireWriting();
    m_state->log->append(event);
}

std::vector<Event> RunFolder::events() const {
    const auto path = m_state->path / kEvents;
    return fs::exists(path) ? readEvents(path) : std::vector<Event>();
}

void RunFolder::writeCheckpoint(const std::string& name, const Checkpoint& checkpoint) {
    m_state->requireWriting();
    const auto path = m_state->checkpointPath(name);
    // A torn file must not push out the sound one before it.
    const bool sound = m_state->soundCheckpoints.contains(name) || readCheckpointFile(path).has_value();
    writeCheckpointFile(path, m_state->previousPath(name), checkpoint,
                        sound ? OldGeneration::keep : OldGeneration::discard);
    m_state->soundCheckpoints.insert(name);
}

std::optional<Checkpoint> RunFolder::readCheckpoint(const std::string& name) const {
    auto checkpoint = readCheckpointFile(m_state->checkpointPath(name));
    if (checkpoint)
        return checkpoint;
    checkpoint = readCheckpointFile(m_state->previousPath(name));
    if (checkpoint)
        checkpoint->isPrevious = true;
    return checkpoint;
}

bool RunFolder::hasCheckpoint(const std::string& name) const {
    return fs::exists(m_state->checkpointPath(name)) || fs::exists(m_state->previousPath(name));
}

fs::path RunFolder::artefactPath(const std::string& fileName) const {
    checkFileName(fileName, "an artefact");
    return m_state->path / kArtefacts / fileName;
}

} // namespace bubblenet::store
