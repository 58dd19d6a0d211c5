// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/loading_lines.h"

#include <QStringList>

namespace bubblenet::ui {

namespace {

/// As Python and C++ write a text.
QString quoted(const std::filesystem::path& path) {
    auto text = QString::fromStdString(path.string());
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n") + '"';
}

QString inShell(const std::filesystem::path& path) {
    return '\'' + QString::fromStdString(path.string()).replace('\'', "'\\''") + '\'';
}

QString filled(const char* lines, const engine::ExportedFile& file) {
    QStringList shape;
    for (const int size : file.inputShape)
        shape << QString::number(size);
    auto text = QString::fromUtf8(lines).trimmed() + '\n';
    text.replace("@PATH@", quoted(file.path));
    text.replace("@FOLDER@", quoted(file.path.parent_path()));
    text.replace("@SHELL@", inShell(file.path));
    text.replace("@MODULE@", QString::fromStdString(file.module.stem().string()));
    text.replace("@SHAPE@", shape.join(", "));
    text.replace("@CHANNELS@", shape.value(1));
    return text;
}

constexpr const char* kPthPython = R"(
import sys
import torch

sys.path.insert(0, @FOLDER@)  # where @MODULE@.py lies
import @MODULE@

network = @MODULE@.load(@PATH@)
pixels = torch.zeros(@SHAPE@, dtype=torch.uint8)  # your images: N x channels x height x width
with torch.no_grad():
    probabilities = network(@MODULE@.prepare(pixels)).softmax(1)
best = int(probabilities[0].argmax())
print(best, @MODULE@.CLASS_NAMES[best] if @MODULE@.CLASS_NAMES else "", float(probabilities[0, best]))
)";

constexpr const char* kOnnxPython = R"(
import json
import numpy
import onnxruntime

session = onnxruntime.InferenceSession(@PATH@, providers=["CPUExecutionProvider"])
about = session.get_modelmeta().custom_metadata_map
mean, deviation = (numpy.array(json.loads(about["bubblenet." + key])[:@CHANNELS@], "float32").reshape(1, -1, 1, 1)
                   for key in ("mean", "std"))
names = json.loads(about.get("bubblenet.classes", "[]"))

pixels = numpy.zeros((@SHAPE@), "uint8")  # your images: N x channels x height x width
images = ((pixels / 255 - mean) / deviation).astype("float32")
logits = session.run(["logits"], {"images": images})[0]
best = int(logits[0].argmax())
print(best, names[best] if names else "")
)";

constexpr const char* kOnnxCpp = R"(
#include <algorithm>
#include <array>
#include <iostream>
#include <onnxruntime_cxx_api.h>
#include <vector>

int main() {
    Ort::Env env;
    Ort::Session session(env, @PATH@, Ort::SessionOptions());
    const std::array<int64_t, 4> shape{@SHAPE@};
    // Your image: (pixel / 255 - mean) / deviation, channel by channel; both are in the file's metadata.
    std::vector<float> image(shape[1] * shape[2] * shape[3]);
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    auto input = Ort::Value::CreateTensor<float>(memory, image.data(), image.size(), shape.data(), shape.size());
    const char* inputs[] = {"images"};
    const char* outputs[] = {"logits"};
    auto logits = session.Run(Ort::RunOptions(), inputs, &input, 1, outputs, 1);
    const auto classes = logits[0].GetTensorTypeAndShapeInfo().GetElementCount();
    const float* values = logits[0].GetTensorData<float>();
    std::cout << std::max_element(values, values + classes) - values << std::endl;
}
)";

constexpr const char* kTorchScriptPython = R"(
import json
import torch

about = {"bubblenet.mean": "", "bubblenet.std": ""}
network = torch.jit.load(@PATH@, _extra_files=about)
mean, deviation = (torch.tensor(json.loads(about["bubblenet." + key])[:@CHANNELS@]).view(1, -1, 1, 1)
                   for key in ("mean", "std"))

pixels = torch.zeros(@SHAPE@, dtype=torch.uint8)  # your images: N x channels x height x width
with torch.no_grad():
    probabilities = network((pixels.float() / 255 - mean) / deviation).softmax(1)
print(int(probabilities[0].argmax()), float(probabilities[0].max()))
)";

constexpr const char* kTorchScriptCpp = R"(
#include <iostream>
#include <torch/script.h>

int main() {
    const c10::InferenceMode inference;
    auto network = torch::jit::load(@PATH@);
    // Your images: (pixels / 255 - mean) / deviation; both are in the archive (extra/bubblenet.mean, .std).
    const auto images = torch::zeros({@SHAPE@});
    const auto probabilities = network.forward({images}).toTensor().softmax(1);
    std::cout << probabilities.argmax(1).item<int64_t>() << std::endl;
}
)";

constexpr const char* kSafetensorsPython = R"(
import json
from safetensors import safe_open

with safe_open(@PATH@, "pt") as file:
    about = file.metadata()  # bubblenet.spec: the widths; .mean, .std, .image_size, .classes
    weights = {name: file.get_tensor(name) for name in file.keys()}
print(json.loads(about["bubblenet.spec"])["architecture"], sum(value.numel() for value in weights.values()))
# The format pth writes a Python module beside it that rebuilds the network: MODULE.Network().load_state_dict(weights)
)";

constexpr const char* kShell = "bubblenet predict YOUR_IMAGES --model @SHELL@\nbubblenet inspect @SHELL@";

} // namespace

std::vector<LoadingLines> loadingLines(const engine::ExportedFile& file) {
    if (file.format == "pth")
        return {{"Python", filled(kPthPython, file)}, {"Shell", filled(kShell, file)}};
    if (file.format == "onnx")
        return {{"Python", filled(kOnnxPython, file)}, {"C++", filled(kOnnxCpp, file)}};
    if (file.format == "torchscript")
        return {{"Python", filled(kTorchScriptPython, file)}, {"C++", filled(kTorchScriptCpp, file)}};
    return {{"Shell", filled(kShell, file)}, {"Python", filled(kSafetensorsPython, file)}};
}

} // namespace bubblenet::ui
