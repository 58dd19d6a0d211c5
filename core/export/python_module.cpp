// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/python_module.h"

#include <sstream>

#include "core/base/json.h"

namespace bubblenet::artefact {

namespace {

using nlohmann::json;

// JSON's texts, numbers and lists are Python's too.
template<class T> std::string literal(const T& value) {
    return jsonText(json(value));
}

constexpr const char* kNetwork = R"(

def convolution(inputs, outputs, kernel, stride):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class Gather(nn.Module):
    """A shortcut without weights: every stride-th pixel of some channels, zeros for the channels numbered -1."""

    def __init__(self, sources, stride):
        super().__init__()
        self.sources, self.stride = sources, stride

    def forward(self, x):
        x = nn.functional.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, 1))
        return x[:, self.sources]


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, inner, shortcut):
        super().__init__()
        widths = [inputs, *inner, outputs]
        kernels, strides = ([3, 3], [stride, 1]) if len(inner) == 1 else ([1, 3, 1], [1, stride, 1])
        self.count = len(kernels)
        for i in range(self.count):
            self.add_module(f"conv{i + 1}", convolution(widths[i], widths[i + 1], kernels[i], strides[i]))
            self.add_module(f"bn{i + 1}", nn.BatchNorm2d(widths[i + 1]))
        if shortcut == "convolution":
            shortcut = nn.Sequential(convolution(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))
        else:
            shortcut = nn.Identity() if shortcut is None else Gather(shortcut, stride)
        self.add_module(SHORTCUT, shortcut)

    def forward(self, x):
        y = x
        for i in range(1, self.count + 1):
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            if i < self.count:
                y = y.relu()
        return (y + getattr(self, SHORTCUT)(x)).relu()


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = convolution(INPUT_CHANNELS, STEM_WIDTH, STEM_KERNEL, STEM_STRIDE)
        self.bn1 = nn.BatchNorm2d(STEM_WIDTH)
        self.pool = nn.MaxPool2d(3, 2, 1) if STEM_POOLS else nn.Identity()
        inputs, stages = STEM_WIDTH, []
        for number, (width, blocks) in enumerate(STAGES, 1):
            stage = nn.Sequential()
            for index, stride, inner, shortcut in blocks:
                stage.add_module(str(index), Block(inputs, width, stride, inner, shortcut))
                inputs = width
            self.add_module(f"layer{number}", stage)
        self.add_module(CLASSIFIER, nn.Linear(inputs, CLASSES))

    def forward(self, images):
        x = self.pool(self.bn1(self.conv1(images)).relu())
        for number in range(1, len(STAGES) + 1):
            x = getattr(self, f"layer{number}")(x)
        return getattr(self, CLASSIFIER)(x.mean((2, 3)))


def load(path, dtype=torch.float32):
    """The network with the weights of `path`, in evaluation mode. It takes what prepare() gives."""
    network = Network()
    network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return network.to(dtype).eval()


def prepare(pixels):
    """N x channels x height x width of bytes, as images for the network."""
    mean, deviation = (torch.tensor(v[:INPUT_CHANNELS]).view(1, -1, 1, 1) for v in (MEAN, DEVIATION))
    return (pixels.float() / 255 - mean) / deviation
)";

std::string blockLine(const nn::BlockSpec& block) {
    const auto shortcut = block.shortcut == nn::ShortcutKind::identity      ? "None"
                          : block.shortcut == nn::ShortcutKind::convolution ? literal("convolution")
                                                                            : literal(block.padSources);
    return "        (" + std::to_string(block.index) + ", " + std::to_string(block.stride) + ", " +
           literal(block.innerWidths) + ", " + shortcut + "),\n";
}

} // namespace

std::string pythonModule(const nn::NetworkSpec& spec, const nn::InputDescription& input, const std::string& pthName,
                         const std::string& moduleName) {
    const auto normalization = input.normalization.value_or(data::imageNetNormalization());
    const bool isImageNet = spec.stem == nn::StemKind::imagenet;
    std::ostringstream text;
    text << "# A " << spec.architecture << " at the widths of " << literal(pthName)
         << ", for PyTorch. Written by Bubblenet; needs nothing but torch.\n"
         << "#     import " << moduleName << "\n#     network = " << moduleName << ".load(" << literal(pthName)
         << ")\n#     classes = network(" << moduleName << ".prepare(pixels)).argmax(1)\n"
         << "import torch\nfrom torch import nn\n\n"
         << "INPUT_CHANNELS, CLASSES = " << spec.inputChannels << ", " << spec.classes << "\n"
         << "STEM_WIDTH, STEM_KERNEL, STEM_STRIDE, STEM_POOLS = " << spec.stemWidth
         << (isImageNet ? ", 7, 2, True" : ", 3, 1, False") << "\n"
         << "SHORTCUT, CLASSIFIER = " << literal(spec.shortcutName) << ", " << literal(spec.classifierName)
         << "  # names in the state dict\n"
         << "MEAN, DEVIATION = " << literal(normalization.mean) << ", " << literal(normalization.standardDeviation)
         << "  # of pixels in 0 to 1\n"
         << "IMAGE_SIZE = " << (input.imageSize ? std::to_string(*input.imageSize) : "None") << "\n"
         << "CLASS_NAMES = " << literal(input.classNames) << "\n"
         << "# Stages: channels, then blocks: index, stride, inner widths, shortcut (None: identity; \"convolution\"; "
            "or\n"
         << "# for each channel the one of the block's input that it takes, -1 for zeros).\nSTAGES = [\n";
    for (const auto& stage : spec.stages) {
        text << "    (" << stage.width << ", [\n";
        for (const auto& block : stage.blocks)
            text << blockLine(block);
        text << "    ]),\n";
    }
    text << "]\n" << kNetwork;
    return text.str();
}

} // namespace bubblenet::artefact
