// SPDX-License-Identifier: GPL-3.0-only
// A message of Protocol Buffers, field by field: the wire format's varints, 32-bit numbers and length-delimited parts
// (protobuf.dev/programming-guides/encoding). By hand, because LibTorch brings a libprotobuf of its own, and two of
// them in one program clash.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace bubblenet::artefact {

class ProtobufWriter {
public:
    ProtobufWriter& number(int field, std::int64_t value) {
        tag(field, 0);
        varint(static_cast<std::uint64_t>(value));
        return *this;
    }
    ProtobufWriter& float32(int field, float value) {
        tag(field, 5);
        const auto bits = std::bit_cast<std::uint32_t>(value);
        for (int shift = 0; shift < 32; shift += 8)
            m_bytes += static_cast<char>(bits >> shift & 0xff);
        return *this;
    }
    ProtobufWriter& text(int field, std::string_view value) {
        tag(field, 2);
        varint(value.size());
        m_bytes += value;
        return *this;
    }
    ProtobufWriter& message(int field, const ProtobufWriter& value) { return text(field, value.m_bytes); }

    const std::string& bytes() const { return m_bytes; }

private:
    void tag(int field, int wireType) {
        varint(static_cast<std::uint64_t>(field) << 3 | static_cast<unsigned>(wireType));
    }
    void varint(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7)
            m_bytes += static_cast<char>(value | 0x80);
        m_bytes += static_cast<char>(value);
    }

    std::string m_bytes;
};

} // namespace bubblenet::artefact
