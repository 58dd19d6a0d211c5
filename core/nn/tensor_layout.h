// SPDX-License-Identifier: GPL-3.0-only
// Element types that weight files know, and tensors copied out of raw bytes after every size, stride and offset has
// been checked without overflow. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/nn/torch_header.h"

namespace bubblenet::nn {

struct ElementType {
    at::ScalarType scalar;
    std::string_view safetensors; ///< e.g. "F32"
    std::string_view storage;     ///< e.g. "FloatStorage"
    std::uint64_t bytes;
};
std::span<const ElementType> elementTypes();
const ElementType* elementTypeOf(at::ScalarType scalar); ///< null when files have no such type
const ElementType* elementTypeOfSafetensors(std::string_view name);

/// More dimensions than any weight has; keeps shapes from being a burden of their own.
inline constexpr std::size_t kMaxDimensions = 64;

/// Bytes of a contiguous tensor; nothing when a size is negative, the dimensions too many, or the product (zeros
/// counted as ones, because strides are computed so) does not fit.
std::optional<std::uint64_t> contiguousBytes(std::span<const std::int64_t> sizes, const ElementType& type);

/// A tensor's place in a storage, in elements.
struct Layout {
    std::span<const std::int64_t> sizes;
    std::span<const std::int64_t> strides;
    std::uint64_t offset = 0;
};

/// How many elements the storage must have for every element of the layout to lie in it; nothing when a size or stride
/// is negative, their numbers differ or a product overflows.
std::optional<std::uint64_t> elementsNeeded(const Layout& layout);

/// A tensor with memory of its own, contiguous. The caller has checked the layout against `storage` with
/// elementsNeeded() and contiguousBytes(). Booleans become 0 or 1, whatever the file says.
at::Tensor copyOut(std::string_view storage, const Layout& layout, const ElementType& type);
/// The same for bytes that are contiguous already and exactly as many as the sizes need.
at::Tensor copyOut(std::string_view bytes, std::span<const std::int64_t> sizes, const ElementType& type);

} // namespace bubblenet::nn
