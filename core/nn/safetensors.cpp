// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/nn/byte_reader.h"
#include "core/nn/read_errors.h"
#include "core/nn/safetensors_header.h"
#include "core/nn/state_dict.h"
#include "core/nn/tensor_layout.h"

namespace bubblenet::nn {

namespace {

const ElementType& typeOf(const SafetensorsEntry& entry) {
    const ElementType* type = elementTypeOfSafetensors(entry.type);
    if (type == nullptr)
        throw Error(
            Phrase("tensor {1} has the unknown element type {2}; known are F64, F32, F16, BF16, I64, I32, I16, I8, "
                   "U8 and BOOL",
                   inQuotes(entry.name), inQuotes(entry.type)));
    return *type;
}

void checkSizes(const SafetensorsEntry& entry) {
    const auto bytes = contiguousBytes(entry.sizes, typeOf(entry));
    const auto [begin, end] = entry.offsets;
    if (!bytes || begin > end || end - begin != *bytes)
        throw Error(Phrase("tensor {1} has the data offsets {2} and {3}, and its shape needs {4} bytes",
                           inQuotes(entry.name), begin, end,
                           bytes ? Phrase(std::to_string(*bytes)) : Phrase("too many")));
}

/// Every byte of the buffer must belong to exactly one tensor: the format allows neither holes nor overlaps.
void checkCover(const std::vector<SafetensorsEntry>& entries, std::uint64_t bufferBytes) {
    std::vector<const SafetensorsEntry*> order(entries.size());
    std::ranges::transform(entries, order.begin(), [](const SafetensorsEntry& entry) { return &entry; });
    std::ranges::sort(order, {}, &SafetensorsEntry::offsets);
    std::uint64_t covered = 0;
    for (const SafetensorsEntry* entry : order) {
        if (entry->offsets[0] != covered)
            throw Error(Phrase("tensor {1} starts at byte {2} of the buffer, where byte {3} comes next: there is {4}",
                               inQuotes(entry->name), entry->offsets[0], covered,
                               entry->offsets[0] < covered ? Phrase("an overlap") : Phrase("a hole")));
        covered = entry->offsets[1];
    }
    if (covered != bufferBytes)
        throw Error(
            Phrase("its tensors take {1} bytes and the file has {2} (it is cut off or damaged)", covered, bufferBytes));
}

StateDict parse(std::string_view bytes) {
    ByteReader reader(bytes, Phrase("the safetensors file"));
    const std::uint64_t headerBytes = reader.u64();
    if (headerBytes > kMaxSafetensorsHeader)
        throw Error(Phrase("its safetensors header would be {1} bytes long; the format allows {2}", headerBytes,
                           kMaxSafetensorsHeader));
    SafetensorsHeader header = parseSafetensorsHeader(reader.take(headerBytes));
    std::ranges::for_each(header.entries, checkSizes);
    checkCover(header.entries, reader.remaining());

    const std::string_view buffer = reader.take(reader.remaining());
    StateDict dict;
    dict.metadata = std::move(header.metadata);
    for (SafetensorsEntry& entry : header.entries) {
        const auto [begin, end] = entry.offsets;
        dict.tensors.emplace_back(std::move(entry.name),
                                  copyOut(buffer.substr(begin, end - begin), entry.sizes, typeOf(entry)));
    }
    return dict;
}

SafetensorsEntry describe(const std::string& name, const at::Tensor& tensor) {
    if (!tensor.defined() || tensor.layout() != at::kStrided)
        throw Error("cannot write tensor " + inQuotes(name) + ": it is undefined or sparse");
    const ElementType* type = elementTypeOf(tensor.scalar_type());
    if (type == nullptr)
        throw Error("cannot write tensor " + inQuotes(name) + ": safetensors has no element type " +
                    at::toString(tensor.scalar_type()));
    if (name == "__metadata__")
        throw Error("cannot write a tensor named '__metadata__': safetensors keeps that name for itself");
    return {name, std::string(type->safetensors), tensor.sizes().vec(), {}};
}

/// Places in the buffer by falling element size, as the format's own library does: every tensor is aligned without
/// holes.
std::vector<std::size_t> bufferOrder(const StateDict& dict) {
    std::vector<std::size_t> order(dict.tensors.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return dict.tensors[i].second.element_size(); });
    return order;
}

} // namespace

std::string toSafetensors(const StateDict& dict) {
    SafetensorsHeader header{{}, dict.metadata};
    std::unordered_set<std::string_view> names;
    for (const auto& [name, tensor] : dict.tensors) {
        header.entries.push_back(describe(name, tensor));
        if (!names.insert(name).second)
            throw Error("cannot write two tensors named " + inQuotes(name));
    }
    const std::vector<std::size_t> order = bufferOrder(dict);
    std::uint64_t bufferBytes = 0;
    for (const std::size_t i : order) {
        const std::uint64_t begin = bufferBytes;
        bufferBytes += dict.tensors[i].second.nbytes();
        header.entries[i].offsets = {begin, bufferBytes};
    }
    const std::string text = safetensorsHeaderText(header);
    if (text.size() > kMaxSafetensorsHeader)
        throw Error("cannot write a safetensors header of " + std::to_string(text.size()) +
                    " bytes; the format allows " + std::to_string(kMaxSafetensorsHeader));

    std::string bytes;
    bytes.reserve(8 + text.size() + bufferBytes);
    for (std::size_t i = 0; i < 8; ++i)
        bytes += static_cast<char>(text.size() >> (8 * i) & 0xff);
    bytes += text;
    for (const std::size_t i : order) {
        const at::Tensor tensor = dict.tensors[i].second.detach().cpu().contiguous();
        if (tensor.numel() > 0)
            bytes.append(static_cast<const char*>(tensor.const_data_ptr()), tensor.nbytes());
    }
    return bytes;
}

StateDict fromSafetensors(std::string_view bytes, const std::string& name) {
    return namingFile(name, [&] { return parse(bytes); });
}

void writeSafetensors(const std::filesystem::path& path, const StateDict& dict) {
    writeFileAtomically(path, toSafetensors(dict));
}

} // namespace bubblenet::nn
