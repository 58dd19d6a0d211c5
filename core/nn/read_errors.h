// SPDX-License-Identifier: GPL-3.0-only
// How the weight readers tell of failures: one kind, Error, with the file's name before what went wrong.
#pragma once

#include <new>
#include <string>

#include "core/base/error.h"
#include "core/nn/torch_header.h"

namespace bubblenet::nn {

inline std::string shapeText(at::IntArrayRef shape) {
    std::string text;
    for (const auto size : shape)
        text += (text.empty() ? "" : "×") + std::to_string(size);
    return text.empty() ? "a single number" : text;
}

template<class Read> auto namingFile(const std::string& name, Read&& read) {
    const auto failed = [&](const Phrase& why) { return Phrase("cannot read weights from '{1}': {2}", name, why); };
    try {
        return read();
    } catch (const Error& error) {
        throw Error(failed(error.message()), error.kind());
    } catch (const c10::Error& error) {
        throw Error(failed(std::string(error.what_without_backtrace())));
    } catch (const std::bad_alloc&) {
        throw Error(failed(Phrase("there is not enough memory")));
    }
}

} // namespace bubblenet::nn
