# SPDX-License-Identifier: GPL-3.0-only
"""Makes the numbers that tests/core/prune compare with: PyTorch, torchvision and Torch-Pruning on networks whose values
are a formula of their place, so that only results need keeping. Needs torch, torchvision, torch-pruning (1.6.1), numpy.
usage: make_reference.py (writes beside itself)"""
import pathlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch_pruning as tp
import torchvision

HERE = pathlib.Path(__file__).parent
RIDGE, MEAN_RIDGE = 1e-3, 1e-4


def values(seed, shape):
    """As formulaValues() in formula_network.h: MurmurHash3's finaliser of place and seed, in -1 … 1."""
    h = (np.arange(int(np.prod(shape)), dtype=np.uint64) * np.uint64(2654435761) + np.uint64(seed * 40503 + 12345))
    h &= np.uint64(0xffffffff)
    for shift, factor in ((16, 0x85ebca6b), (13, 0xc2b2ae35), (16, None)):
        h ^= h >> np.uint64(shift)
        if factor:
            h = h * np.uint64(factor) & np.uint64(0xffffffff)
    return torch.from_numpy(h.astype(np.float64) / 2 ** 31 - 1).reshape(shape)


@torch.no_grad()
def fill(pairs, classifier):
    for n, (conv, norm) in enumerate(pairs):
        w = conv.weight
        w.copy_(values(5 * n, w.shape) * 2.4 / (w.shape[1] * w.shape[2] * w.shape[3]) ** .5)
        norm.weight.copy_(1 + .3 * values(5 * n + 1, norm.weight.shape))
        norm.bias.copy_(.2 * values(5 * n + 2, norm.bias.shape))
        norm.running_mean.copy_(.2 * values(5 * n + 3, norm.running_mean.shape))
        norm.running_var.copy_(1 + .5 * values(5 * n + 4, norm.running_var.shape))
    classifier.weight.copy_(values(1000, classifier.weight.shape) / classifier.weight.shape[1] ** .5)
    classifier.bias.copy_(.1 * values(1001, classifier.bias.shape))


def images(count, side):
    return values(2000, (count, 3, side, side)).float()


# ---- torchvision's networks, cut by Torch-Pruning

def torchvision_pairs(net):
    pairs = [(net.conv1, net.bn1)]
    for layer in (net.layer1, net.layer2, net.layer3, net.layer4):
        for block in layer:
            pairs += [(getattr(block, f"conv{i}"), getattr(block, f"bn{i}")) for i in (1, 2, 3) if hasattr(block, f"conv{i}")]
            if block.downsample is not None:
                pairs.append((block.downsample[0], block.downsample[1]))
    return pairs


def cut_logits(name, lines):
    net = getattr(torchvision.models, name)(num_classes=10)
    fill(torchvision_pairs(net), net.fc)
    net.eval()
    last = "conv3" if name == "resnet50" else "conv2"
    roots = {"stem": net.conv1}
    for k in (1, 2, 3, 4):
        layer = getattr(net, f"layer{k}")
        if layer[0].downsample is not None:
            roots[f"layer{k}"] = getattr(layer[0], last)
        for j, block in enumerate(layer):
            for i in range(1, int(last[-1])):
                roots[f"layer{k}.{j}.conv{i}"] = getattr(block, f"conv{i}")
    x = images(2, 32)
    lines.append((f"{name}.whole", net(x)))
    for g, (group, conv) in enumerate(roots.items()):
        removed = [c for c in range(conv.out_channels) if c % 4 == g % 4]
        graph = tp.DependencyGraph().build_dependency(net, example_inputs=x)
        graph.get_pruning_group(conv, tp.prune_conv_out_channels, idxs=removed).prune()
        lines.append((f"{name}.group.{group}", torch.tensor([g % 4.])))
    lines.append((f"{name}.cut", net(x)))


# ---- a small network with option A's shortcut: stem 4, stages 4 and 8 wide of two blocks, inner widths 3 and 5

class Block(nn.Module):
    def __init__(self, inputs, inner, width, stride):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inputs, inner, 3, stride, 1, bias=False), nn.BatchNorm2d(inner)
        self.conv2, self.bn2 = nn.Conv2d(inner, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width)
        self.before = (width - inputs) // 2
        self.stride = stride

    def forward(self, x, net, name):
        y = F.relu(net.gate(f"{name}.conv1", self.bn1(net.see(f"{name}.conv1", self.conv1, x))))
        y = net.gate(f"{name}.conv2", self.bn2(net.see(f"{name}.conv2", self.conv2, y)))
        if self.before:
            x = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, self.before, self.before))
        return F.relu(x + y)


class Small(nn.Module):
    STREAMS = {"stem": ["conv1", "layer1.0.conv2", "layer1.1.conv2"], "layer2": ["layer2.0.conv2", "layer2.1.conv2"]}
    INNER = ["layer1.0.conv1", "layer1.1.conv1", "layer2.0.conv1", "layer2.1.conv1"]
    ORDER = ["stem", "layer1.0.conv1", "layer1.1.conv1", "layer2", "layer2.0.conv1", "layer2.1.conv1"]

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 4, 3, 1, 1, bias=False), nn.BatchNorm2d(4)
        self.layer1 = nn.ModuleList([Block(4, 3, 4, 1), Block(4, 3, 4, 1)])
        self.layer2 = nn.ModuleList([Block(4, 5, 8, 2), Block(8, 5, 8, 1)])
        self.linear = nn.Linear(8, 5)
        self.gates, self.inputs = {}, {}
        fill(self.pairs(), self.linear)
        self.eval()

    def pairs(self):
        blocks = [*self.layer1, *self.layer2]
        return [(self.conv1, self.bn1)] + [p for b in blocks for p in ((b.conv1, b.bn1), (b.conv2, b.bn2))]

    def conv(self, name):
        return self.get_submodule(name)

    def norm(self, name):
        return self.get_submodule(name.replace("conv", "bn"))

    def gate(self, name, y):
        return y * self.gates[name].view(1, -1, 1, 1) if name in self.gates else y

    def see(self, name, conv, x):
        self.inputs[name] = x
        return conv(x)

    def forward(self, x):
        x = F.relu(self.gate("conv1", self.bn1(self.conv1(x))))
        for k, layer in ((1, self.layer1), (2, self.layer2)):
            for j, block in enumerate(layer):
                x = block(x, self, f"layer{k}.{j}")
        self.inputs["linear"] = x.mean((2, 3))
        return self.linear(self.inputs["linear"])

    def producers(self, group):
        return self.STREAMS.get(group, [group])


def scores(lines):
    net = Small()
    lamp = tp.importance.LAMPImportance()
    of_filter = {
        "l1": lambda n: net.conv(n).weight.abs().sum((1, 2, 3)),
        "l2": lambda n: net.conv(n).weight.flatten(1).norm(dim=1),
        "bn_scale": lambda n: net.norm(n).weight.abs(),
        "fpgm": lambda n: (net.conv(n).weight.flatten(1)[:, None] - net.conv(n).weight.flatten(1)[None]).norm(dim=2).sum(1),
        "lamp": lambda n: net.conv(n).weight.flatten(1).square().sum(1),
    }
    with torch.no_grad():
        for name, of in of_filter.items():
            for group in Small.ORDER:
                each = [of(p) for p in net.producers(group)]
                total = each[0] if len(each) == 1 else sum(e / e.mean() for e in each)
                lines.append((f"{name}.{group}", lamp._lamp(total) if name == "lamp" else total))
        lines.append(("lamp.weights.layer2.0.conv2", lamp._lamp(net.conv("layer2.0.conv2").weight.square())))
    totals = {group: 0 for group in Small.ORDER}
    x, labels = images(12, 8), torch.arange(12) % 5
    for part in (slice(0, 6), slice(6, 12)):  # one gate for all the producers of a group: they go together
        gates = {g: torch.ones(net.conv(net.producers(g)[0]).out_channels, requires_grad=True) for g in Small.ORDER}
        net.gates = {p: gates[g] for g in Small.ORDER for p in net.producers(g)}
        F.cross_entropy(net(x[part]), labels[part]).backward()
        for group in Small.ORDER:
            totals[group] = totals[group] + gates[group].grad.abs() / 2
    lines += [(f"taylor.{g}", totals[g]) for g in Small.ORDER]


# ---- compensation: ordinary least squares by numpy, over every patch of small images

def least_squares(x, weight, kept, taps):
    """x: samples × (channels · taps), weight: out × (channels · taps) -> new weight of the kept columns, and the bias."""
    channels = x.shape[1] // taps
    keep = np.array([c * taps + t for c in kept for t in range(taps)])
    gone = np.array([c * taps + t for c in range(channels) if c not in kept for t in range(taps)])
    mean = x.mean(0)
    xs, xr = (x - mean)[:, keep], (x - mean)[:, gone]
    ridge = RIDGE * (xs ** 2).mean(0).mean() + MEAN_RIDGE * (mean[keep] ** 2).mean()
    rows = np.vstack([xs / len(x) ** .5, ridge ** .5 * np.eye(len(keep))])
    aim = np.vstack([xr @ weight[:, gone].T / len(x) ** .5, np.zeros((len(keep), len(weight)))])
    added = np.linalg.lstsq(rows, aim, rcond=None)[0].T
    return weight[:, keep] + added, weight[:, gone] @ mean[gone] - added @ mean[keep]


@torch.no_grad()
def compensation(lines):
    net = Small().double()
    net(images(40, 3).double())
    kept = {"stem": [0, 2, 3], "layer1.0.conv1": [0, 2], "layer2": [1, 2, 4, 5, 7]}
    for name, group, stride in (("layer1.0.conv2", "layer1.0.conv1", 1), ("layer2.0.conv1", "stem", 2)):
        x = F.unfold(net.inputs[name], 3, padding=1, stride=stride).transpose(1, 2).flatten(0, 1).numpy()
        weight = net.conv(name).weight.flatten(1).numpy()
        if name == "layer1.0.conv2":
            weight = weight[kept["stem"]]
        lines.append((f"weight.{name}", torch.from_numpy(least_squares(x, weight, kept[group], 9)[0])))
    weight, bias = least_squares(net.inputs["linear"].numpy(), net.linear.weight.numpy(), kept["layer2"], 1)
    lines.append(("weight.linear", torch.from_numpy(weight)))
    lines.append(("bias.linear", net.linear.bias + torch.from_numpy(bias)))


def write(name, make):
    lines = []
    make(lines)
    text = "".join(" ".join([key] + [f"{v:.9g}" for v in tensor.detach().flatten().tolist()]) + "\n" for key, tensor in lines)
    (HERE / name).write_text(text)


torch.set_num_threads(1)
write("scores.txt", scores)
write("compensation.txt", compensation)
write("cut.txt", lambda lines: [cut_logits(name, lines) for name in ("resnet18", "resnet50")])
