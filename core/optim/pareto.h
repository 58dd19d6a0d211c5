// SPDX-License-Identifier: GPL-3.0-only
// What better means where there are several objectives, and a bounded archive of what nothing beats: dominance, sorting
// into fronts and crowding (Deb, Pratap, Agarwal & Meyarivan 2002, IEEE Trans. Evol. Comput. 6:182–197). Values only.
#pragma once

#include <cstddef>
#include <vector>

namespace bubblenet::optim {

using Objectives = std::vector<double>; ///< of one position; all are made small

/// Better in one and worse in none.
bool dominates(const Objectives& one, const Objectives& other);
/// Indices of the first front, which nothing dominates, of the second, which only the first dominates, and so on.
std::vector<std::vector<std::size_t>> sortIntoFronts(const std::vector<Objectives>& all);
/// Of each of `members`: how far its neighbours lie, each objective over its range; infinite at the ends.
std::vector<double> crowdingDistances(const std::vector<Objectives>& all, const std::vector<std::size_t>& members);

struct ArchiveMember {
    std::vector<double> position;
    Objectives objectives;
};

/// Keeps what nothing dominates; where there are more than `capacity`, the most crowded leave. Objectives that are not
/// finite, and copies of what is there, do not enter.
class Archive {
public:
    explicit Archive(std::size_t capacity) : m_capacity(capacity) {}
    void add(ArchiveMember member);
    const std::vector<ArchiveMember>& members() const { return m_members; }
    std::size_t capacity() const { return m_capacity; }
    std::vector<double> crowding() const;

private:
    std::size_t m_capacity;
    std::vector<ArchiveMember> m_members;
};

} // namespace bubblenet::optim
