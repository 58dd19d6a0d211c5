# SPDX-License-Identifier: GPL-3.0-only
"""Writes reference.txt: what PyTorch's schedules, losses and optimisers do on a tiny network whose values are a formula.

usage: make_reference.py > reference.txt     (needs torch; written with 2.15, fp32, one thread)
One line for each name: the name, then its numbers.
"""
import copy

import torch
import torch.nn.functional as F

CLASSES, IMAGES, SIDE = 5, 6, 8


def put(name, values):
    print(name, *(f"{v:.9g}" for v in values))


def formula(seed, shape):
    """In -1 ... 1; tests/core/train/tiny_training.h has the same."""
    i = torch.arange(torch.Size(shape).numel(), dtype=torch.int64)
    return (((i * 7919 + seed * 104729) % 1000).double() / 500 - 1).reshape(shape)


def pixels(count):
    """uint8, image by image, row, column, channel; normalised with mean 0.5 and deviation 0.25."""
    i = torch.arange(count * SIDE * SIDE * 3, dtype=torch.int64)
    x = ((i * i * 31 + i * 17) % 251).double() / 255
    return ((x - 0.5) / 0.25).reshape(count, SIDE, SIDE, 3).permute(0, 3, 1, 2).float().contiguous()


def labels(count):
    return torch.tensor([i % CLASSES for i in range(count)])


class Tiny(torch.nn.Module):
    """A stem of 4, one basic block with 3 inner channels, a classifier; parameters in the order of the C++ network."""

    def __init__(self, seed):
        super().__init__()
        self.conv1, self.bn1 = torch.nn.Conv2d(3, 4, 3, padding=1, bias=False), torch.nn.BatchNorm2d(4)
        self.inner, self.inner_bn = torch.nn.Conv2d(4, 3, 3, padding=1, bias=False), torch.nn.BatchNorm2d(3)
        self.outer, self.outer_bn = torch.nn.Conv2d(3, 4, 3, padding=1, bias=False), torch.nn.BatchNorm2d(4)
        self.linear = torch.nn.Linear(4, CLASSES)
        with torch.no_grad():
            for n, conv in enumerate((self.conv1, self.inner, self.outer)):
                fan_in = conv.weight[0].numel()
                conv.weight.copy_(formula(seed + 5 * n, conv.weight.shape) * 1.5 / fan_in ** 0.5)
            self.linear.weight.copy_(formula(seed + 100, self.linear.weight.shape))
            self.linear.bias.copy_(formula(seed + 101, self.linear.bias.shape) * 0.1)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.inner_bn(self.inner(x)))
        return self.linear(F.relu(self.outer_bn(self.outer(y)) + x).mean((2, 3)))


def divergence(student, teacher, temperature):
    return temperature ** 2 * F.kl_div(F.log_softmax(student / temperature, 1), F.softmax(teacher / temperature, 1),
                                       reduction="batchmean")


def train(name, optimizer, steps=3, smoothing=0.0, schedule=None, clip=0.0, teacher=None, workers=1):
    net = Tiny(seed=1)
    x, y = pixels(IMAGES), labels(IMAGES)
    sgd = optimizer(net.parameters())
    scheduler = schedule(sgd) if schedule else None
    losses, accuracies = [], []
    for _ in range(steps):
        sgd.zero_grad()
        before = {k: v.clone() for k, v in net.named_buffers()}
        after = []
        total = correct = 0
        for part in range(workers):
            # Each share normalises over itself; the running statistics are the shares' mean.
            net.load_state_dict(before, strict=False)
            at = slice(IMAGES * part // workers, IMAGES * (part + 1) // workers)
            logits = net.train()(x[at])
            loss = F.cross_entropy(logits, y[at], label_smoothing=smoothing)
            if teacher:
                with torch.no_grad():
                    theirs = teacher.eval()(x[at])
                loss = 0.3 * loss + 0.7 * divergence(logits, theirs, 4)
            loss = loss / workers
            loss.backward()
            total += loss.item()
            correct += (logits.argmax(1) == y[at]).sum().item()
            after.append({k: v.clone() for k, v in net.named_buffers()})
        net.load_state_dict({k: (sum(a[k] for a in after) / workers).to(before[k].dtype) for k in before}, strict=False)
        losses.append(total)
        accuracies.append(100 * correct / IMAGES)
        if clip:
            torch.nn.utils.clip_grad_norm_(net.parameters(), clip)
        sgd.step()
        if scheduler:
            scheduler.step()
    put(f"{name}.losses", losses)
    put(f"{name}.accuracies", accuracies)
    put(f"{name}.parameters", torch.cat([p.detach().flatten() for p in net.parameters()]).tolist())
    put(f"{name}.statistics", torch.cat([m for bn in (net.bn1, net.inner_bn, net.outer_bn)
                                         for m in (bn.running_mean, bn.running_var)]).tolist())


def rates(name, steps, lr, make):
    sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)
    scheduler = make(sgd)
    values = []
    for _ in range(steps):
        values.append(sgd.param_groups[0]["lr"])
        sgd.step()
        scheduler.step()
    put(name, values)


def main():
    torch.set_num_threads(1)
    s = torch.optim.lr_scheduler
    rates("schedule.cosine", 12, 0.1, lambda o: s.CosineAnnealingLR(o, 12, eta_min=1e-3))
    rates("schedule.one_cycle", 20, 0.1, lambda o: s.OneCycleLR(o, 0.1, total_steps=20))
    rates("schedule.one_cycle_short", 7, 0.1, lambda o: s.OneCycleLR(o, 0.1, total_steps=7))
    rates("schedule.step", 6, 0.1, lambda o: s.MultiStepLR(o, [2, 4], gamma=0.2))
    rates("schedule.cosine_annealing", 25, 1e-3, lambda o: s.CosineAnnealingLR(o, 10, eta_min=1e-8))

    logits, theirs, y = formula(7, (4, CLASSES)).float() * 3, formula(8, (4, CLASSES)).float() * 5, labels(4)
    put("loss.plain", [F.cross_entropy(logits, y).item()])
    put("loss.smoothed", [F.cross_entropy(logits, y, label_smoothing=0.1).item()])
    put("loss.distilled", [(0.3 * F.cross_entropy(logits, y, label_smoothing=0.1)
                            + 0.7 * divergence(logits, theirs, 4)).item()])

    sgd = lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=5e-4)
    train("sgd", sgd, smoothing=0.1, schedule=lambda o: s.CosineAnnealingLR(o, 3, eta_min=1e-8))
    train("without_momentum", lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=5e-4))
    train("adamw", lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1))
    train("clipped", sgd, clip=0.1)
    train("distilled", sgd, teacher=Tiny(seed=50))
    train("workers", sgd, workers=2)


main()
