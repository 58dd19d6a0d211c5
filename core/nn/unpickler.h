// SPDX-License-Identifier: GPL-3.0-only
// Reads the pickles that torch.save writes (protocols 2 to 4) as data. Nothing in a pickle is run: globals come from a
// short list that state dicts need, each stands for a few lines here, and any other is refused by name. No recursion;
// the steps, and so time and memory, are bounded. Views into the bytes, which must outlive the result.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/nn/byte_reader.h"
#include "core/nn/tensor_layout.h"

namespace bubblenet::nn {

enum class PickleKind : std::uint8_t {
    none,
    boolean,
    integer,
    ignored, ///< a float or an object that no weight depends on
    text,
    bytes, ///< also integers of more than 64 bits, as they stand in the file
    sequence,
    dict,
    callable,
    storage,
    tensor,
};

/// A number, or an index into the vector of Pickle that its kind names.
struct PickleValue {
    PickleKind kind = PickleKind::none;
    std::int64_t number = 0;
};

/// A part of the storage that the file keeps under `key`, in elements.
struct StorageReference {
    std::string_view key;
    const ElementType* type = nullptr;
    std::uint64_t keyElements = 0; ///< of the whole storage
    std::uint64_t first = 0;
    std::uint64_t elements = 0;
};

/// What a pickle says of a tensor, unchecked but for its kind.
struct TensorReference {
    StorageReference storage;
    std::uint64_t offset = 0;
    PickleValue sizes; ///< a sequence, of whatever
    PickleValue strides;
};

using PickleDict = std::vector<std::pair<PickleValue, PickleValue>>;

struct Pickle {
    PickleValue root;
    std::vector<std::string_view> strings; ///< text and bytes
    std::vector<std::vector<PickleValue>> sequences;
    std::vector<PickleDict> dicts;
    std::vector<StorageReference> storages;
    std::vector<TensorReference> tensors;

    std::optional<std::string_view> text(PickleValue value) const;
    const PickleDict* dict(PickleValue value) const;
    const std::vector<PickleValue>* sequence(PickleValue value) const;
    const TensorReference* tensor(PickleValue value) const;
};

/// One pickle, up to and with its STOP. Throws Error that names the reader's place and the byte.
Pickle unpickle(ByteReader& reader);

} // namespace bubblenet::nn
