// SPDX-License-Identifier: GPL-3.0-only
// The one exception type that core throws on purpose. Its text says what failed, with which value, and what to do.
#pragma once

#include <stdexcept>
#include <string>

namespace bubblenet {

/// `usage`: what the user asked for is wrong (exit status 2); `failure`: it was right and could not be done (1).
enum class ErrorKind { failure, usage };

class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message, ErrorKind kind = ErrorKind::failure)
        : std::runtime_error(message), m_kind(kind) {}
    ErrorKind kind() const { return m_kind; }

private:
    ErrorKind m_kind;
};

} // namespace bubblenet
