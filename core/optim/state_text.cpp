// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/state_text.h"

#include <array>
#include <bit>
#include <charconv>

#include "core/base/error.h"

namespace bubblenet::optim {

namespace {

std::string hexadecimal(std::uint64_t value) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, 16).ptr;
    return std::string(digits.data(), end);
}

// FNV-1a: it finds damage, not malice; every value is checked again when it is read.
std::uint64_t checksum(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

} // namespace

void throwBadState(const std::string& why) {
    throw Error("not the saved state of this optimiser: " + why +
                "; start the search again, or restore the checkpoint "
                "that belongs to these settings");
}

void StateWriter::word(std::string_view word) {
    m_text += word;
    m_text += ' ';
}

void StateWriter::integer(std::int64_t value) {
    word(std::to_string(value));
}

void StateWriter::real(double value) {
    word(hexadecimal(std::bit_cast<std::uint64_t>(value)));
}

void StateWriter::reals(const std::vector<double>& values) {
    for (const double value : values)
        real(value);
}

std::string StateWriter::finished() const {
    return m_text + hexadecimal(checksum(m_text));
}

StateReader::StateReader(std::string_view text) {
    const auto space = text.rfind(' ');
    if (space == std::string_view::npos)
        throwBadState("it is no list of words");
    m_rest = text.substr(0, space + 1);
    if (text.substr(space + 1) != hexadecimal(checksum(m_rest)))
        throwBadState("its checksum is wrong");
}

std::string StateReader::word() {
    const auto space = m_rest.find(' ');
    if (space == std::string_view::npos || space == 0)
        throwBadState("it ends early");
    const std::string word(m_rest.substr(0, space));
    m_rest.remove_prefix(space + 1);
    return word;
}

std::int64_t StateReader::integer(std::int64_t low, std::int64_t high) {
    const std::string text = word();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < low || value > high)
        throwBadState("'" + text.substr(0, 40) + "' is no number from " + std::to_string(low) + " to " +
                      std::to_string(high));
    return value;
}

double StateReader::real() {
    const std::string text = word();
    std::uint64_t bits = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits, 16);
    if (error != std::errc() || end != text.data() + text.size())
        throwBadState("'" + text.substr(0, 40) + "' is no saved number");
    return std::bit_cast<double>(bits);
}

std::vector<double> StateReader::reals(std::size_t count) {
    std::vector<double> values(count);
    for (auto& value : values)
        value = real();
    return values;
}

void StateReader::expectEnd() const {
    if (!m_rest.empty())
        throwBadState("it goes on after its end");
}

} // namespace bubblenet::optim
