// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/state_dict.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/nn/pth_reader.h"
#include "core/nn/read_errors.h"

namespace bubblenet::nn {

namespace {

constexpr std::string_view kModulePrefix = "module.";

/// DataParallel puts it before every name.
void removeModulePrefix(StateDict& dict) {
    const auto hasPrefix = [](const auto& tensor) { return tensor.first.starts_with(kModulePrefix); };
    if (!std::ranges::all_of(dict.tensors, hasPrefix))
        return;
    for (auto& [name, tensor] : dict.tensors)
        name.erase(0, kModulePrefix.size());
}

bool startsWithPickle(std::string_view bytes) {
    return bytes.size() >= 2 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5;
}

StateDict readKnownKind(std::string_view bytes, const std::string& name) {
    // An 8-byte length comes first in safetensors; then its JSON starts. In a zip archive byte 8 is a method, 0 or 8.
    if (bytes.size() > 8 && bytes[8] == '{')
        return fromSafetensors(bytes, name);
    return namingFile(name, [&] {
        if (bytes.starts_with("PK\3\4"))
            return readZipPth(bytes);
        if (startsWithPickle(bytes))
            return readLegacyPth(bytes);
        throw Error(Phrase("it is neither safetensors nor a .pth of torch.save (a zip archive, or the pickles from "
                           "before PyTorch 1.6)"));
    });
}

} // namespace

const at::Tensor* StateDict::find(const std::string& name) const {
    const auto found = std::ranges::find(tensors, name, &std::pair<std::string, at::Tensor>::first);
    return found == tensors.end() ? nullptr : &found->second;
}

StateDict readStateDict(const std::filesystem::path& path) {
    const std::string bytes = readFile(path);
    StateDict dict = readKnownKind(bytes, path.string());
    removeModulePrefix(dict);
    return dict;
}

} // namespace bubblenet::nn
