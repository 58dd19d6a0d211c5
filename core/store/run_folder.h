// SPDX-License-Identifier: GPL-3.0-only
// A run's folder: recipe.yaml, manifest.json, events.jsonl, checkpoints/, artefacts/. Opened for writing by one process
// at a time (a lock file), read by any. Written so that a crash at any moment loses at most the current epoch or
// candidate.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/config/run_config.h"
#include "core/store/event.h"

namespace bubblenet::store {

struct Manifest {
    int formatVersion = 1;
    std::string programVersion;
    std::string torchVersion;
    std::string created; ///< ISO 8601, UTC
    std::uint64_t seed = 0;
    int threads = 0;
    std::string device;
    std::string precision;
    std::string datasetSha256;
    std::string weightsPath;
    std::string weightsSha256;
    std::vector<std::string> notes; ///< "classifier replaced: 1000 → 10", "weights are random", …
    std::int64_t testReads = 0;
    std::map<std::string, std::string> other; ///< keys of newer versions, kept as raw JSON
};

/// A checkpoint: one JSON text and named binary parts (safetensors bytes), replaced as a whole.
struct Checkpoint {
    std::string json;
    std::map<std::string, std::string> parts;
    bool isPrevious = false; ///< as read: the newer one is damaged or missing
};

enum class OpenMode { read, write };

class RunFolder {
public:
    /// Makes `parent`/`name`, or `name`-2, -3 … where that exists. Throws Error.
    static RunFolder create(const std::filesystem::path& parent, const config::RunConfig& config);
    /// Throws Error for a folder that is no run, is newer than this program, or (write) is in use by another process. A
    /// line of events.jsonl that a crash cut off is taken away when opened for writing, ignored when read.
    static RunFolder open(const std::filesystem::path& folder, OpenMode mode);
    RunFolder(RunFolder&&) noexcept;
    RunFolder& operator=(RunFolder&&) noexcept;
    ~RunFolder();

    const std::filesystem::path& path() const;
    bool isWritable() const;
    config::RunConfig config() const;
    Manifest manifest() const;
    void writeManifest(const Manifest& manifest);

    /// Appends one line and hands it to the system; events that end an epoch, a candidate or the run are synced to
    /// disk.
    void append(const Event& event);
    /// Every event so far; lines of unknown kinds are passed over, a corrupt line in the middle is an Error with its
    /// number.
    std::vector<Event> events() const;

    /// Replaces checkpoint `name` (two generations are kept, so that a torn one falls back to the one before).
    void writeCheckpoint(const std::string& name, const Checkpoint& checkpoint);
    std::optional<Checkpoint> readCheckpoint(const std::string& name) const;
    /// Whether it was written, readable or not.
    bool hasCheckpoint(const std::string& name) const;
    std::filesystem::path artefactPath(const std::string& fileName) const;

private:
    struct State;
    explicit RunFolder(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace bubblenet::store
