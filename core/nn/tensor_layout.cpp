// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/tensor_layout.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <vector>

namespace bubblenet::nn {

namespace {

constexpr std::array kElementTypes{
    ElementType{at::kDouble, "F64", "DoubleStorage", 8}, ElementType{at::kFloat, "F32", "FloatStorage", 4},
    ElementType{at::kHalf, "F16", "HalfStorage", 2},     ElementType{at::kBFloat16, "BF16", "BFloat16Storage", 2},
    ElementType{at::kLong, "I64", "LongStorage", 8},     ElementType{at::kInt, "I32", "IntStorage", 4},
    ElementType{at::kShort, "I16", "ShortStorage", 2},   ElementType{at::kChar, "I8", "CharStorage", 1},
    ElementType{at::kByte, "U8", "ByteStorage", 1},      ElementType{at::kBool, "BOOL", "BoolStorage", 1},
};

bool isContiguous(const Layout& layout) {
    std::int64_t expected = 1;
    for (std::size_t d = layout.sizes.size(); d-- > 0;) {
        if (layout.sizes[d] != 1 && layout.strides[d] != expected)
            return false;
        expected *= layout.sizes[d];
    }
    return true;
}

void copyRow(char* out, const char* in, std::int64_t count, std::int64_t stride, std::size_t bytes) {
    if (stride == 1) {
        std::memcpy(out, in, static_cast<std::size_t>(count) * bytes);
        return;
    }
    for (std::int64_t i = 0; i < count; ++i)
        std::memcpy(out + static_cast<std::size_t>(i) * bytes, in + static_cast<std::size_t>(i * stride) * bytes,
                    bytes);
}

/// Row by row along the last dimension; the outer ones count like an odometer. At least one dimension, no size is 0.
void copyStrided(char* out, const char* in, const Layout& layout, std::size_t bytes) {
    const std::size_t last = layout.sizes.size() - 1;
    std::vector<std::int64_t> index(last, 0);
    std::int64_t element = 0;
    for (;;) {
        copyRow(out, in + static_cast<std::size_t>(element) * bytes, layout.sizes[last], layout.strides[last], bytes);
        out += static_cast<std::size_t>(layout.sizes[last]) * bytes;
        std::size_t d = last;
        while (d > 0 && index[d - 1] + 1 == layout.sizes[d - 1]) {
            --d;
            element -= index[d] * layout.strides[d];
            index[d] = 0;
        }
        if (d == 0)
            return;
        ++index[d - 1];
        element += layout.strides[d - 1];
    }
}

} // namespace

std::span<const ElementType> elementTypes() {
    return kElementTypes;
}

const ElementType* elementTypeOf(at::ScalarType scalar) {
    const auto found = std::ranges::find(kElementTypes, scalar, &ElementType::scalar);
    return found == kElementTypes.end() ? nullptr : &*found;
}

const ElementType* elementTypeOfSafetensors(std::string_view name) {
    const auto found = std::ranges::find(kElementTypes, name, &ElementType::safetensors);
    return found == kElementTypes.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> contiguousBytes(std::span<const std::int64_t> sizes, const ElementType& type) {
    if (sizes.size() > kMaxDimensions)
        return std::nullopt;
    auto product = static_cast<std::int64_t>(type.bytes);
    bool isEmpty = false;
    for (const std::int64_t size : sizes) {
        isEmpty = isEmpty || size == 0;
        if (size < 0 || __builtin_mul_overflow(product, std::max<std::int64_t>(size, 1), &product))
            return std::nullopt;
    }
    return isEmpty ? 0 : static_cast<std::uint64_t>(product);
}

std::optional<std::uint64_t> elementsNeeded(const Layout& layout) {
    if (layout.sizes.size() != layout.strides.size() ||
        layout.offset > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return std::nullopt;
    auto lastElement = static_cast<std::int64_t>(layout.offset);
    bool isEmpty = false;
    for (std::size_t d = 0; d < layout.sizes.size(); ++d) {
        const std::int64_t size = layout.sizes[d];
        const std::int64_t stride = layout.strides[d];
        if (size < 0 || stride < 0)
            return std::nullopt;
        isEmpty = isEmpty || size == 0;
        std::int64_t way = 0;
        if (size > 1 &&
            (__builtin_mul_overflow(size - 1, stride, &way) || __builtin_add_overflow(lastElement, way, &lastElement)))
            return std::nullopt;
    }
    return isEmpty ? 0 : static_cast<std::uint64_t>(lastElement) + 1;
}

at::Tensor copyOut(std::string_view storage, const Layout& layout, const ElementType& type) {
    at::Tensor tensor = at::empty(at::IntArrayRef(layout.sizes.data(), layout.sizes.size()), type.scalar);
    if (tensor.numel() == 0)
        return tensor;
    auto* out = static_cast<char*>(tensor.mutable_data_ptr());
    const auto bytes = static_cast<std::size_t>(type.bytes);
    const char* in = storage.data() + static_cast<std::size_t>(layout.offset) * bytes;
    if (isContiguous(layout))
        std::memcpy(out, in, static_cast<std::size_t>(tensor.numel()) * bytes);
    else
        copyStrided(out, in, layout, bytes);
    if (type.scalar == at::kBool)
        std::transform(out, out + tensor.numel(), out, [](char c) { return static_cast<char>(c != 0); });
    return tensor;
}

at::Tensor copyOut(std::string_view bytes, std::span<const std::int64_t> sizes, const ElementType& type) {
    std::vector<std::int64_t> strides(sizes.size(), 1);
    for (std::size_t d = sizes.size(); d-- > 1;)
        strides[d - 1] = strides[d] * sizes[d];
    return copyOut(bytes, Layout{sizes, strides}, type);
}

} // namespace bubblenet::nn
