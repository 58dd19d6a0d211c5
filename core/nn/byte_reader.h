// SPDX-License-Identifier: GPL-3.0-only
// A cursor over bytes that nobody vouches for: every step is checked, a step too far throws Error. Numbers are
// little-endian. It owns nothing: the bytes must outlive it and every view it gives out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/phrase.h"

namespace bubblenet::nn {

class ByteReader {
public:
    /// `place` names the bytes in errors, e.g. "data.pkl".
    ByteReader(std::string_view bytes, Phrase place) : m_bytes(bytes), m_place(std::move(place)) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    /// The next bytes, as a view.
    std::string_view take(std::uint64_t count);
    /// Up to the next line feed, which is passed over.
    std::string_view line();
    void skip(std::uint64_t count) { take(count); }

    std::uint64_t position() const { return m_position; }
    std::uint64_t remaining() const { return m_bytes.size() - m_position; }
    const Phrase& place() const { return m_place; }

private:
    std::uint64_t number(std::size_t bytes);

    std::string_view m_bytes;
    Phrase m_place;
    std::size_t m_position = 0;
};

/// A name out of a file as one harmless piece of a line: quoted, control characters replaced, cut where it is long.
std::string inQuotes(std::string_view name);

} // namespace bubblenet::nn
