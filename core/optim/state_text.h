// SPDX-License-Identifier: GPL-3.0-only
// Words separated by spaces, closed by a checksum: how an optimiser's state is kept as text without losing a bit. The
// reader believes nothing and throws Error on any other text; it allocates only what the caller's own sizes ask for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::optim {

class StateWriter {
public:
    void word(std::string_view word); ///< without spaces
    void integer(std::int64_t value);
    void real(double value); ///< its bits
    void reals(const std::vector<double>& values);
    /// The text, checksum included.
    std::string finished() const;

private:
    std::string m_text;
};

class StateReader {
public:
    /// Throws Error where the checksum is missing or wrong.
    explicit StateReader(std::string_view text);

    std::string word();
    std::int64_t integer(std::int64_t low, std::int64_t high);
    double real();
    std::vector<double> reals(std::size_t count);
    void expectEnd() const;

private:
    std::string_view m_rest;
};

[[noreturn]] void throwBadState(const std::string& why);

} // namespace bubblenet::optim
