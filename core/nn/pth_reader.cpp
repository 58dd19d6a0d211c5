// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/pth_reader.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "core/base/error.h"
#include "core/nn/unpickler.h"
#include "core/nn/zip_archive.h"

namespace bubblenet::nn {

namespace {

using StorageBytes = std::function<std::string_view(const StorageReference&)>;

/// Views may share a storage or repeat its elements (stride 0): together they may take this many times the file's size.
constexpr std::uint64_t kMaxGrowth = 4;
constexpr std::uint64_t kSmallFile = std::uint64_t{1} << 18;

/// The names under which training scripts keep the weights beside epochs and optimizer states.
constexpr std::array<std::string_view, 4> kNests{"state_dict", "model_state_dict", "model", "net"};

const PickleDict* nestedDict(const Pickle& pickle, const PickleDict& dict) {
    for (const std::string_view nest : kNests) {
        for (const auto& [key, value] : dict) {
            if (pickle.text(key) == nest && pickle.dict(value) != nullptr)
                return pickle.dict(value);
        }
    }
    return nullptr;
}

const PickleDict& weightsOf(const Pickle& pickle) {
    const PickleDict* dict = pickle.dict(pickle.root);
    if (dict == nullptr)
        throw Error(
            Phrase("it holds no dict of named tensors: save the weights with torch.save(model.state_dict(), FILE)"));
    for (int depth = 0; depth < 8; ++depth) {
        const PickleDict* nested = nestedDict(pickle, *dict);
        if (nested == nullptr)
            return *dict;
        dict = nested;
    }
    throw Error(Phrase("its weights are nested too deeply: save them with torch.save(model.state_dict(), FILE)"));
}

Phrase keysOf(const Pickle& pickle, const PickleDict& dict) {
    std::string keys;
    for (std::size_t i = 0; i < std::min<std::size_t>(dict.size(), 5); ++i)
        keys += (keys.empty() ? "" : ", ") + inQuotes(pickle.text(dict[i].first).value_or("?"));
    return keys.empty() ? Phrase("it is empty") : Phrase("its entries are {1}", keys + (dict.size() > 5 ? ", …" : ""));
}

std::vector<std::int64_t> integersOf(const Pickle& pickle, PickleValue value) {
    const auto* items = pickle.sequence(value);
    if (items == nullptr || items->size() > kMaxDimensions)
        throw Error(Phrase("its shape is no tuple of at most {1} sizes", kMaxDimensions));
    std::vector<std::int64_t> integers;
    for (const PickleValue item : *items) {
        if (item.kind != PickleKind::integer)
            throw Error(Phrase("its shape is not made of whole numbers"));
        integers.push_back(item.number);
    }
    return integers;
}

/// Copies tensors out of storages while the total stays in proportion to the file.
class TensorCopier {
public:
    TensorCopier(const Pickle& pickle, StorageBytes storageBytes, std::uint64_t fileBytes)
        : m_pickle(pickle), m_storageBytes(std::move(storageBytes)),
          m_bytesLeft(kMaxGrowth * std::max(fileBytes, kSmallFile)) {}

    at::Tensor copy(const TensorReference& tensor) {
        const StorageReference& storage = tensor.storage;
        const std::vector<std::int64_t> sizes = integersOf(m_pickle, tensor.sizes);
        const std::vector<std::int64_t> strides = integersOf(m_pickle, tensor.strides);
        const Layout layout{sizes, strides, tensor.offset};
        const auto bytes = contiguousBytes(sizes, *storage.type);
        const auto elements = elementsNeeded(layout);
        if (!bytes || !elements)
            throw Error(Phrase("its sizes or strides are impossible"));
        if (*elements > storage.elements)
            throw Error(Phrase("it needs {1} elements of a storage of {2}", *elements, storage.elements));
        if (*bytes > m_bytesLeft)
            throw Error(Phrase("the file's tensors would take more than {1} times the file's size", kMaxGrowth));
        m_bytesLeft -= *bytes;
        const std::string_view whole = m_storageBytes(storage);
        if (whole.size() / storage.type->bytes < storage.keyElements)
            throw Error(
                Phrase("its storage {1} has {2} bytes and should have {3} elements of {4} (the file is cut off or "
                       "damaged)",
                       inQuotes(storage.key), whole.size(), storage.keyElements, storage.type->bytes));
        return copyOut(whole.substr(static_cast<std::size_t>(storage.first * storage.type->bytes)), layout,
                       *storage.type);
    }

private:
    const Pickle& m_pickle;
    StorageBytes m_storageBytes;
    std::uint64_t m_bytesLeft;
};

StateDict copyWeights(const Pickle& pickle, const StorageBytes& storageBytes, std::uint64_t fileBytes) {
    const PickleDict& weights = weightsOf(pickle);
    TensorCopier copier(pickle, storageBytes, fileBytes);
    std::unordered_set<std::string_view> names;
    StateDict result;
    for (const auto& [key, value] : weights) {
        const auto name = pickle.text(key);
        const TensorReference* tensor = pickle.tensor(value);
        if (!name || tensor == nullptr)
            continue;
        if (!names.insert(*name).second)
            throw Error(Phrase("two tensors are named {1}", inQuotes(*name)));
        try {
            result.tensors.emplace_back(*name, copier.copy(*tensor));
        } catch (const Error& error) {
            throw Error(Phrase("tensor {1}: {2}", inQuotes(*name), error.message()));
        }
    }
    if (result.tensors.empty())
        throw Error(
            Phrase("it holds no named tensors ({1}): save the weights with torch.save(model.state_dict(), FILE)",
                   keysOf(pickle, weights)));
    return result;
}

/// torch.save puts everything below one folder, named after the file.
std::string folderOf(const ZipArchive& archive) {
    for (const std::string_view name : archive.names()) {
        const std::size_t slash = name.find('/');
        if (slash != std::string_view::npos && name.substr(slash) == "/data.pkl")
            return std::string(name.substr(0, slash + 1));
    }
    throw Error(Phrase("it is a zip archive without data.pkl, so not one of torch.save's"));
}

bool isTorchScript(const ZipArchive& archive, const std::string& folder) {
    return std::ranges::any_of(archive.names(), [&](std::string_view name) {
        return name == folder + "constants.pkl" || name.starts_with(folder + "code/");
    });
}

/// What our own files say beside the pickle; torch.load passes over it.
std::map<std::string, std::string> metadataOf(const ZipArchive& archive, const std::string& folder) {
    std::map<std::string, std::string> metadata;
    const std::string extras = folder + "extra/";
    for (const std::string_view name : archive.names()) {
        if (name.starts_with(extras + "bubblenet."))
            metadata.emplace(name.substr(extras.size()), archive.find(name).value());
    }
    return metadata;
}

// What a legacy file starts with: torch/serialization.py, MAGIC_NUMBER and PROTOCOL_VERSION.
constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr std::int64_t kLegacyProtocol = 1001;

void readLegacyStart(ByteReader& reader) {
    const Pickle magic = unpickle(reader);
    if (magic.root.kind != PickleKind::bytes || magic.strings.front() != kMagic)
        throw Error(
            Phrase("it is a pickle, but not one of torch.save's: save the weights with torch.save(model.state_dict(), "
                   "FILE)"));
    const Pickle protocol = unpickle(reader);
    if (protocol.root.kind != PickleKind::integer || protocol.root.number != kLegacyProtocol)
        throw Error(Phrase("its legacy protocol is not {1}: save the weights again", kLegacyProtocol));
    const Pickle system = unpickle(reader);
    const PickleDict* facts = system.dict(system.root);
    if (facts == nullptr)
        throw Error(Phrase("its system information is no dict (the file is damaged)"));
    for (const auto& [key, value] : *facts) {
        if (system.text(key) == "little_endian" && value.number != 1)
            throw Error(Phrase("it was written on a big-endian machine: save the weights on another"));
    }
}

struct LegacyStorage {
    const ElementType* type = nullptr;
    std::uint64_t elements = 0;
    std::string_view bytes;
    bool isRead = false;
};
using LegacyStorages = std::unordered_map<std::string_view, LegacyStorage>;

LegacyStorages storagesNamedIn(const Pickle& object) {
    LegacyStorages storages;
    for (const StorageReference& reference : object.storages) {
        const auto [known, isNew] =
            storages.try_emplace(reference.key, LegacyStorage{reference.type, reference.keyElements, {}});
        if (!isNew && (known->second.type != reference.type || known->second.elements != reference.keyElements))
            throw Error(Phrase("storage {1} is described in two ways (the file is damaged)", inQuotes(reference.key)));
    }
    return storages;
}

/// A pickled list of keys, then for each an int64 count and the elements.
void readLegacyStorages(ByteReader& reader, LegacyStorages& storages) {
    const Pickle keys = unpickle(reader);
    const auto* list = keys.sequence(keys.root);
    if (list == nullptr)
        throw Error(Phrase("its storages are not listed (the file is damaged)"));
    for (const PickleValue item : *list) {
        const std::string_view key = keys.text(item).value_or("");
        const auto found = storages.find(key);
        if (found == storages.end() || found->second.isRead)
            throw Error(Phrase("storage {1} is unknown or listed twice (the file is damaged)", inQuotes(key)));
        LegacyStorage& storage = found->second;
        const std::uint64_t elements = reader.u64();
        if (elements != storage.elements || elements > reader.remaining() / storage.type->bytes)
            throw Error(
                Phrase("storage {1} should have {2} elements and is given as {3}, with {4} bytes left (the file is "
                       "cut off or damaged)",
                       inQuotes(key), storage.elements, elements, reader.remaining()));
        storage.bytes = reader.take(elements * storage.type->bytes);
        storage.isRead = true;
    }
}

} // namespace

StateDict readZipPth(std::string_view bytes) {
    const ZipArchive archive(bytes);
    const std::string folder = folderOf(archive);
    if (isTorchScript(archive, folder))
        throw Error(Phrase("it is a TorchScript archive, which is a program and is not run: save only the weights with "
                           "torch.save(model.state_dict(), FILE)"));
    if (const auto order = archive.find(folder + "byteorder"); order && *order != "little")
        throw Error(Phrase("its byte order is {1}: save the weights on a little-endian machine", inQuotes(*order)));
    ByteReader reader(archive.find(folder + "data.pkl").value(), std::string("data.pkl"));
    const Pickle pickle = unpickle(reader);

    std::unordered_map<std::string_view, std::string_view> checked; // so that a shared storage is checked once
    const auto storageBytes = [&](const StorageReference& storage) {
        if (const auto found = checked.find(storage.key); found != checked.end())
            return found->second;
        const auto record = archive.find(folder + "data/" + std::string(storage.key));
        if (!record)
            throw Error(Phrase("its storage {1} is missing in the archive", inQuotes(storage.key)));
        return checked.emplace(storage.key, *record).first->second;
    };
    StateDict dict = copyWeights(pickle, storageBytes, bytes.size());
    dict.metadata = metadataOf(archive, folder);
    return dict;
}

StateDict readLegacyPth(std::string_view bytes) {
    ByteReader reader(bytes, Phrase("the pickled part"));
    readLegacyStart(reader);
    const Pickle object = unpickle(reader);
    LegacyStorages storages = storagesNamedIn(object);
    readLegacyStorages(reader, storages);

    const auto storageBytes = [&](const StorageReference& storage) {
        const LegacyStorage& found = storages.at(storage.key);
        if (!found.isRead)
            throw Error(Phrase("its storage {1} is missing in the file", inQuotes(storage.key)));
        return found.bytes;
    };
    return copyWeights(object, storageBytes, bytes.size());
}

} // namespace bubblenet::nn
