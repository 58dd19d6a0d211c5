// SPDX-License-Identifier: GPL-3.0-only
// The only source of randomness in core: xoshiro256** (Blackman & Vigna 2018), the same numbers on every platform.
// Not thread-safe: give each thread, epoch or candidate a stream of its own with stream().
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bubblenet {

class Rng {
public:
    using result_type = std::uint64_t; // with min, max and operator(): a C++ uniform random bit generator

    explicit Rng(std::uint64_t seed);

    std::uint64_t operator()() {
        auto& s = m_words;
        const std::uint64_t result = std::rotl(s[1] * 5, 7) * 9;
        const std::uint64_t t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = std::rotl(s[3], 45);
        return result;
    }
    static constexpr std::uint64_t min() { return 0; }
    static constexpr std::uint64_t max() { return ~std::uint64_t{0}; }

    /// Uniform in [0, 1), 53 bits.
    double uniform() { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Standard normal (Marsaglia's polar method; one value is kept for the next call and is part of the state).
    double normal();
    /// Uniform in 0 … bound − 1 without bias; bound ≥ 1.
    std::uint64_t below(std::uint64_t bound);
    template<class T> void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

    /// An independent generator that depends on this one's seed, the name and the index, and not on how much was drawn.
    Rng stream(std::string_view name, std::uint64_t index = 0) const;

    /// The whole state as text; Rng::restored(rng.state()) continues identically. Throws Error on other text.
    std::string state() const;
    static Rng restored(const std::string& state);

private:
    std::uint64_t m_seed;
    std::array<std::uint64_t, 4> m_words;
    double m_spareNormal = 0;
    bool m_hasSpareNormal = false;
};

} // namespace bubblenet
