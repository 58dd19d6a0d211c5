# SPDX-License-Identifier: GPL-3.0-only
"""Writes the small weight files that tests/core/nn/tst_state_dict*.cpp read: python make_weights.py FOLDER
(needs torch and safetensors). Every tensor's values are given in closed form there, so that no file judges another."""
import collections
import os
import pathlib
import pickle
import sys

import torch
from safetensors.torch import save_file

out = pathlib.Path(sys.argv[1])


def ramp(*shape, dtype=torch.float32):
    """0, 1, 2, … in row order, less 3 where the type has a sign."""
    count = torch.Size(shape).numel()
    low = 0 if dtype in (torch.uint8, torch.bool) else -3
    values = torch.arange(low, low + count, dtype=torch.int64)
    return (values % 2 if dtype == torch.bool else values).to(dtype).reshape(shape)


TYPES = dict(f64=torch.float64, f32=torch.float32, f16=torch.float16, bf16=torch.bfloat16, i64=torch.int64,
             i32=torch.int32, i16=torch.int16, i8=torch.int8, u8=torch.uint8, bool=torch.bool)


def legacy(obj, name, protocol=2):
    torch.save(obj, out / name, _use_new_zipfile_serialization=False, pickle_protocol=protocol)


every_type = collections.OrderedDict((name, ramp(2, 3, dtype=dtype)) for name, dtype in TYPES.items())
torch.save(every_type, out / "types.pth")
legacy(every_type, "types_legacy.pth")
save_file(dict(every_type), out / "types.safetensors", metadata={"source": "make_weights.py", "mean": "[0.5]"})

layouts = {
    "scalar": torch.tensor(7.5),
    "empty": torch.zeros(0, 3),
    "transposed": ramp(3, 4).t(),
    "permuted": ramp(2, 3, 4).permute(2, 0, 1),
    "channels_last": ramp(2, 3, 2, 2).to(memory_format=torch.channels_last),
    "slice": ramp(6, 4)[1:5:2, 1:3],
    "expanded": ramp(3, 1).expand(3, 4),
    "parameter": torch.nn.Parameter(ramp(2, 2)),
    "num_batches_tracked": torch.tensor(1 << 40),
}
whole = ramp(10)
layouts["shared_head"] = whole[:4]
layouts["shared_tail"] = whole[4:]
torch.save(layouts, out / "layouts.pth")
legacy(layouts, "layouts_legacy.pth")
torch.save(layouts, out / "layouts_protocol4.pth", pickle_protocol=4)
legacy(layouts, "layouts_legacy_protocol4.pth", 4)
torch.serialization.set_crc32_options(False)
torch.save(layouts, out / "layouts_without_crc.pth")
torch.serialization.set_crc32_options(True)

# As a training script saves: DataParallel, an optimizer with momentum, a scheduler, the best accuracy as a tensor.
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 1, bias=False), torch.nn.BatchNorm2d(2))
with torch.no_grad():
    model[0].weight.copy_(ramp(2, 1, 1, 1))
optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [2, 4])
model(torch.ones(1, 1, 2, 2)).sum().backward()
optimizer.step()
with torch.no_grad():
    model[0].weight.copy_(ramp(2, 1, 1, 1))
checkpoint = {
    "epoch": 12, "arch": "resnet", "best_acc1": torch.tensor(93.25), "history": [0.5, 0.25], "nothing": None,
    "state_dict": torch.nn.DataParallel(model).state_dict(), "optimizer": optimizer.state_dict(),
    "scheduler": scheduler.state_dict(), "done": False, "large": 1 << 70,
}
torch.save(checkpoint, out / "checkpoint.pth")
legacy(checkpoint, "checkpoint_legacy.pth")
for nest in ("model", "net", "model_state_dict"):
    torch.save({"epoch": 1, nest: model.state_dict()}, out / f"nested_{nest}.pth")

# Files that must be refused.
torch.jit.trace(model.eval(), torch.ones(1, 1, 2, 2)).save(out / "refused_torchscript.pt")
torch.save({"epoch": 3, "loss": 0.5}, out / "refused_no_tensors.pth")
torch.save([ramp(2)], out / "refused_list.pth")
torch.save({"w": torch.zeros(2, dtype=torch.complex64)}, out / "refused_complex.pth")
torch.save(model, out / "refused_module.pth")


class Call:
    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    def __reduce__(self):
        return self.function, self.arguments


TRACE = "touch hostile_pickle_was_run"
hostile = {"system": Call(os.system, TRACE), "eval": Call(eval, f"__import__('os').system({TRACE!r})"),
           "getattr": Call(getattr, "text", "upper")}
for name, call in hostile.items():
    torch.save({"state_dict": {"w": ramp(2), "x": call}}, out / f"hostile_{name}.pth")
    legacy({"w": ramp(2), "x": call}, f"hostile_{name}_legacy.pth")
    torch.save({"w": call}, out / f"hostile_{name}_protocol4.pth", pickle_protocol=4)
(out / "refused_bare_pickle.pth").write_bytes(pickle.dumps({"w": [1.0, 2.0]}, protocol=2))
