// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/rng.h"

#include <bit>
#include <cmath>
#include <sstream>

#include "core/base/error.h"

namespace bubblenet {

namespace {

// splitmix64 (Steele, Lea & Flood 2014), which Blackman & Vigna recommend for seeding.
std::uint64_t mix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

} // namespace

Rng::Rng(std::uint64_t seed) : m_seed(seed), m_words{} {
    std::uint64_t state = seed;
    for (auto& word : m_words)
        word = mix(state);
}

double Rng::normal() {
    if (m_hasSpareNormal) {
        m_hasSpareNormal = false;
        return m_spareNormal;
    }
    double u = 0;
    double v = 0;
    double s = 0;
    do {
        u = uniform(-1, 1);
        v = uniform(-1, 1);
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    const double factor = std::sqrt(-2 * std::log(s) / s);
    m_spareNormal = v * factor;
    m_hasSpareNormal = true;
    return u * factor;
}

std::uint64_t Rng::below(std::uint64_t bound) {
    if (bound == 0)
        throw Error("Rng::below needs a bound of at least 1");
    // Rejecting the values under 2^64 mod bound leaves a whole number of rounds, so that no result is favoured.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = (*this)();
        if (value >= threshold)
            return value % bound;
    }
}

Rng Rng::stream(std::string_view name, std::uint64_t index) const {
    std::uint64_t hash = 0xcbf29ce484222325u; // FNV-1a
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    std::uint64_t state = m_seed ^ std::rotl(hash, 17);
    state = mix(state) ^ index;
    return Rng(mix(state));
}

std::string Rng::state() const {
    std::ostringstream out;
    out << std::hex << m_seed;
    for (const auto word : m_words)
        out << ' ' << word;
    out << ' ' << (m_hasSpareNormal ? 1 : 0) << ' ' << std::bit_cast<std::uint64_t>(m_spareNormal);
    return out.str();
}

Rng Rng::restored(const std::string& state) {
    std::istringstream in(state);
    Rng rng(0);
    int hasSpare = 0;
    std::uint64_t spare = 0;
    in >> std::hex >> rng.m_seed;
    for (auto& word : rng.m_words)
        in >> word;
    in >> hasSpare >> spare;
    if (!in)
        throw Error("not the saved state of a random generator: '" + state.substr(0, 80) + "'");
    rng.m_hasSpareNormal = hasSpare != 0;
    rng.m_spareNormal = std::bit_cast<double>(spare);
    return rng;
}

} // namespace bubblenet
