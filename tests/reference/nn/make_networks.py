#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Makes networks.json: what torchvision and PyTorch compute with weights that are a formula of name and index.

Needs torch, torchvision and numpy; the tests need only the JSON. Run it beside the JSON: make_networks.py > networks.json
tests/core/nn/formula.h is the same formula in C++.
"""
import json
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision

MASK = (1 << 64) - 1


def fnv1a(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return value


def unit(name, shape):
    """Numbers in [-1, 1) from SplitMix64's outputs, exact in float."""
    count = int(np.prod(shape))
    with np.errstate(over="ignore"):
        z = np.uint64(fnv1a(name)) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / 2 ** 23 - 1).reshape(shape)


def tensor(name, shape):
    u = unit(name, shape)
    if len(shape) == 4:
        u = u * np.sqrt(6.0 / (shape[1] * shape[2] * shape[3]))
    elif len(shape) == 2:
        u = u * np.sqrt(3.0 / shape[1])
    elif name.endswith("running_var"):
        u = 1 + 0.5 * u
    elif name.endswith(".weight"):
        in_branch = name.startswith("layer") and (".bn2." in name or ".bn3." in name)
        u = 0.5 + 0.25 * u if in_branch else 1 + 0.5 * u  # so that the residual stream does not blow up
    else:
        u = 0.25 * u
    return torch.from_numpy(u.astype(np.float32))


def images(count, size):
    return torch.from_numpy((2 * unit("images", (count, 3, size, size))).astype(np.float32))


def fill(net):
    net.load_state_dict({k: tensor(k, tuple(v.shape)) for k, v in net.state_dict().items()
                         if not k.endswith("num_batches_tracked")}, strict=False)
    return net


class Block(nn.Module):
    """He et al. 2016 for CIFAR; option A pads, option B convolves."""

    def __init__(self, cin, cout, stride, option):
        super().__init__()
        self.conv1 = nn.Conv2d(cin, cout, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(cout)
        self.conv2 = nn.Conv2d(cout, cout, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(cout)
        self.pad = (cout - cin) // 2
        self.shortcut = None
        if self.pad and option == "B":
            self.shortcut = nn.Sequential(nn.Conv2d(cin, cout, 1, stride, bias=False), nn.BatchNorm2d(cout))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.shortcut is not None:
            x = self.shortcut(x)
        elif self.pad:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(y + x)


class CifarResNet(nn.Module):
    def __init__(self, blocks, option):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        cin = 16
        for k, (cout, stride) in enumerate([(16, 1), (32, 2), (64, 2)], 1):
            layer = []
            for j in range(blocks):
                layer.append(Block(cin, cout, stride if j == 0 else 1, option))
                cin = cout
            setattr(self, f"layer{k}", nn.Sequential(*layer))
        self.linear = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        return self.linear(self.layer3(self.layer2(self.layer1(x))).mean((2, 3)))


def sliced(module, outputs, inputs):
    """The convolution or norm with every other output and input channel, where those are to be cut."""
    if isinstance(module, nn.Conv2d):
        weight = module.weight[::2] if outputs else module.weight
        weight = weight[:, ::2] if inputs else weight
        new = nn.Conv2d(weight.shape[1], weight.shape[0], module.kernel_size, module.stride, module.padding, bias=False)
        new.weight.data = weight.detach().clone()
        return new
    new = nn.BatchNorm2d(len(module.weight[::2]))
    new.load_state_dict({k: v[::2].clone() for k, v in module.state_dict().items() if v.dim()}, strict=False)
    return new


def cut(net):
    """Every block's inner channels 1, 3, 5, … go."""
    for stage in (net.layer1, net.layer2, net.layer3, net.layer4):
        for block in stage:
            is_bottleneck = hasattr(block, "conv3")
            block.conv1, block.bn1 = sliced(block.conv1, True, False), sliced(block.bn1, True, False)
            block.conv2 = sliced(block.conv2, is_bottleneck, True)
            if is_bottleneck:
                block.bn2 = sliced(block.bn2, True, False)
                block.conv3 = sliced(block.conv3, False, True)
    return net


def rows(values):
    return [[float(v) for v in row] for row in values]


@torch.no_grad()
def logits():
    cases = []
    for name in ("resnet18", "resnet50", "resnet101"):
        net = fill(getattr(torchvision.models, name)(num_classes=10)).eval()
        for channels in ("whole", "half"):
            if channels == "half":
                net = cut(net).eval()
            for size in (32, 224):
                cases.append({"architecture": name, "shortcut": "auto", "channels": channels, "imageSize": size,
                              "logits": rows(net(images(2, size)))})
                print(name, channels, size, cases[-1]["logits"][0][:4], file=sys.stderr)
    for option in "AB":
        net = fill(CifarResNet(3, option)).eval()
        cases.append({"architecture": "resnet20", "shortcut": option, "channels": "whole", "imageSize": 32,
                      "logits": rows(net(images(2, 32)))})
    return cases


def training():
    """One step's loss and gradients; running statistics after it, with momentum 0.1 and as a cumulative average."""
    result = {}
    labels = torch.arange(8) % 10
    for momentum in (0.1, None):
        net = fill(CifarResNet(3, "A")).train()
        for module in net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = momentum
                if momentum is None:
                    module.reset_running_stats()
        batch = images(8, 32)
        if momentum is None:
            with torch.no_grad():
                net(batch[:3])
                net(batch[3:])
            result["cumulativeMean"] = net.layer2[0].bn1.running_mean.tolist()
            result["cumulativeVariance"] = net.layer2[0].bn1.running_var.tolist()
            continue
        loss = F.cross_entropy(net(batch), labels)
        loss.backward()
        result["loss"] = loss.item()
        result["gradientNorms"] = {k: v.grad.double().norm().item() for k, v in net.named_parameters()}
        result["firstGradients"] = net.conv1.weight.grad.flatten()[:20].tolist()
        result["runningMean"] = net.layer2[0].bn1.running_mean.tolist()
        result["runningVariance"] = net.layer2[0].bn1.running_var.tolist()
    return result


@torch.no_grad()
def costs():
    """Multiply-adds of convolutions and linear layers, counted by hooks; parameters."""
    cases = []
    nets = [(n, "auto", (32, 224), getattr(torchvision.models, n)(num_classes=1000))
            for n in ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")]
    nets += [(f"resnet{6 * n + 2}", option, (32,), CifarResNet(n, option)) for n in (3, 5, 7, 9, 18) for option in "AB"]
    for name, option, sizes, net in nets:
        for size in sizes:
            macs = 0

            def count(module, inputs, output):
                nonlocal macs
                per_output = module.weight[0].numel()
                macs += per_output * output[0].numel()

            handles = [m.register_forward_hook(count) for m in net.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
            net.eval()(torch.zeros(1, 3, size, size))
            for handle in handles:
                handle.remove()
            cases.append({"architecture": name, "shortcut": option, "imageSize": size, "macs": macs,
                          "classes": 10 if isinstance(net, CifarResNet) else 1000,
                          "parameters": sum(p.numel() for p in net.parameters())})
    return cases


def names():
    net = torchvision.models.resnet50(num_classes=1000)
    return {"resnet50": [k for k in net.state_dict() if not k.endswith("num_batches_tracked")]}


if __name__ == "__main__":
    torch.set_num_threads(1)
    json.dump({"versions": {"torch": torch.__version__, "torchvision": torchvision.__version__},
               "logits": logits(), "training": training(), "costs": costs(), "names": names()}, sys.stdout, indent=1)
    print()
