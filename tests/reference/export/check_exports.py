#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Reads exported files as their users do and compares what they compute with the logits that were expected.

usage: check_exports.py FILES.json      (written by tests/core/export/independent_readers.h)
Needs torch, safetensors, onnx and onnxruntime. Fails on the first file that is not what it should be."""
import importlib.util
import json
import os
import sys

import onnx
import onnxruntime
import safetensors
import safetensors.torch
import torch

TOLERANCE = {"fp32": 1e-4, "fp16": 5e-3, "bf16": 5e-2}  # of the logits' range
AGREEMENT = {"fp32": 0.9999, "fp16": 0.999, "bf16": 0.99}  # of the images: the same class; of the many with labels
THREADS = 1  # more would wait for each other where the machine is busy
TYPES = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}


def module_of(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def require(condition, what):
    if not condition:
        raise SystemExit(f"FAILED: {what}")


def require_network(forward, expected, file):
    """`forward` takes and gives tensors; it is tried with one image too, and with many in batches."""
    images, logits = expected["images"], expected["logits"].double()
    with torch.inference_mode():
        found = torch.cat([torch.as_tensor(forward(batch)) for batch in images.split(250)]).double()
        alone = torch.as_tensor(forward(images[:1])).double()
    spread = logits.max() - logits.min()
    require(found.shape == logits.shape and alone.shape == logits[:1].shape, f"{file['file']}: logits in number")
    off = max((found - logits).abs().max(), (alone - logits[:1]).abs().max()) / spread
    same = (found.argmax(1) == logits.argmax(1)).double().mean().item()
    said = f"{os.path.basename(file['file'])}: off by {off:.2g} of the range, the same class for {100 * same:.2f} %"
    if "labels" in expected:
        correct, before = ((each.argmax(1) == expected["labels"]).sum().item() for each in (found, logits))
        said += f", right {correct} of {len(logits)}, in memory {before} of {len(logits)}"
        least = AGREEMENT[file["precision"]]
        require(same >= least and abs(correct - before) <= (1 - least) * len(logits) + 1e-9, said)
    require(off <= TOLERANCE[file["precision"]], said)
    print(said)


def check_pth(file, expected):
    state = torch.load(file["file"])  # with its safe default
    require(all(value.dtype == TYPES[file["precision"]] for value in state.values()), f"{file['file']}: other types")
    module = module_of(file["module"])
    require(module.CLASS_NAMES == file["classes"], f"{file['module']}: other class names")
    require_network(module.load(file["file"]), expected, file)
    return state


def check_safetensors(file, state):
    tensors = safetensors.torch.load_file(file["file"])
    require(list(state) and tensors.keys() == state.keys(), f"{file['file']}: other tensors than the .pth's")
    require(all(torch.equal(tensors[name], state[name]) for name in state), f"{file['file']}: other numbers")
    with safetensors.safe_open(file["file"], "pt") as opened:
        metadata = opened.metadata()
    require(json.loads(metadata["bubblenet.classes"]) == file["classes"], f"{file['file']}: metadata")
    torch.save(state, file["file"] + ".again.pth")
    safetensors.torch.save_file(state, file["file"] + ".again.safetensors", metadata=metadata)


def check_onnx(file, expected):
    onnx.checker.check_model(file["file"], full_check=True)
    model = onnx.load(file["file"])
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    require(json.loads(metadata["bubblenet.classes"]) == file["classes"], f"{file['file']}: class names")
    require("stages" in json.loads(metadata["bubblenet.spec"]), f"{file['file']}: widths")
    require(len(json.loads(metadata["bubblenet.mean"])) == 3, f"{file['file']}: normalisation")
    norms = sum(node.op_type == "BatchNormalization" for node in model.graph.node)
    require((norms > 0) == ("-kept" in file["file"]), f"{file['file']}: {norms} batch norms")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(file["file"], options, providers=["CPUExecutionProvider"])
    require_network(lambda images: session.run(["logits"], {"images": images.numpy()})[0], expected, file)


def check_torchscript(file, expected):
    extra = {"bubblenet.classes": ""}
    network = torch.jit.load(file["file"], _extra_files=extra).eval()
    require(json.loads(extra["bubblenet.classes"]) == file["classes"], f"{file['file']}: class names")
    require(all(p.dtype == TYPES[file["precision"]] for p in network.parameters()), f"{file['file']}: other types")
    names = {name for name, _ in network.named_parameters()}
    require({"conv1.weight", "bn1.bias"} <= names, f"{file['file']}: other names")
    if file["precision"] != "fp32":  # slow on a CPU
        expected = {name: tensor[:2000] for name, tensor in expected.items()}
    require_network(network, expected, file)


def main(listing):
    torch.set_num_threads(THREADS)
    with open(listing, encoding="utf-8") as opened:
        files = json.load(opened)
    states = {}
    for file in sorted(files, key=lambda f: f["format"] != "pth"):  # safetensors are compared with the .pth
        expected = safetensors.torch.load_file(file["expected"])
        key = file["expected"], file["precision"]
        if file["format"] == "pth":
            states[key] = check_pth(file, expected)
        elif file["format"] == "safetensors":
            check_safetensors(file, states[key])
        elif file["format"] == "onnx":
            check_onnx(file, expected)
        elif file["format"] == "torchscript":
            check_torchscript(file, expected)
        else:
            require(False, f"nothing here reads {file['format']}")
    print(f"{len(files)} files read")


if __name__ == "__main__":
    main(sys.argv[1])
