// SPDX-License-Identifier: GPL-3.0-only
// The one exception type that core throws on purpose. Its text says what failed, with which value, and what to do.
#pragma once

#include <memory>
#include <stdexcept>

#include "core/base/phrase.h"

namespace bubblenet {

/// `usage`: what the user asked for is wrong (exit status 2); `failure`: it was right and could not be done (1).
enum class ErrorKind { failure, usage };

class Error : public std::runtime_error {
public:
    explicit Error(Phrase message, ErrorKind kind = ErrorKind::failure)
        : std::runtime_error(message.english()), m_message(std::make_shared<const Phrase>(std::move(message))),
          m_kind(kind) {}
    ErrorKind kind() const { return m_kind; }
    const Phrase& message() const { return *m_message; } ///< what() in parts

private:
    std::shared_ptr<const Phrase> m_message; ///< shared, so that a copy of the exception never throws
    ErrorKind m_kind;
};

} // namespace bubblenet
