#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-only
"""Reads exported files as their users do and compares what they compute with the logits that were expected.

usage: check_exports.py FILES.json      (written by tests/core/export/tst_independent_readers.cpp)
Needs torch, safetensors, onnx and onnxruntime. Fails on the first file that is not what it should be."""
import importlib.util
import json
import os
import sys

import numpy as np
import onnx
import onnxruntime
import safetensors
import safetensors.torch
import torch

TOLERANCE = {"fp32": 1e-4, "fp16": 5e-3, "bf16": 5e-2}  # of the logits' range
TYPES = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}


def module_of(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def require(condition, what):
    if not condition:
        raise SystemExit(f"FAILED: {what}")


def require_logits(found, expected, file):
    found, expected = np.asarray(found, dtype=np.float64), expected.numpy().astype(np.float64)
    require(found.shape == expected.shape, f"{file['file']}: logits of the shape {found.shape}")
    off = np.abs(found - expected).max() / np.ptp(expected)
    require(off <= TOLERANCE[file["precision"]], f"{file['file']}: off by {off:.2g} of the range")
    print(f"{os.path.basename(file['file'])}: off by {off:.2g} of the range")


def check_pth(file, expected):
    state = torch.load(file["file"])  # with its safe default
    require(all(value.dtype == TYPES[file["precision"]] for value in state.values()), f"{file['file']}: other types")
    module = module_of(file["module"])
    require(module.CLASS_NAMES == file["classes"], f"{file['module']}: other class names")
    network = module.load(file["file"])
    with torch.inference_mode():
        require_logits(network(expected["images"]), expected["logits"], file)
    return state


def check_safetensors(file, state):
    tensors = safetensors.torch.load_file(file["file"])
    require(list(state) and tensors.keys() == state.keys(), f"{file['file']}: other tensors than the .pth's")
    require(all(torch.equal(tensors[name], state[name]) for name in state), f"{file['file']}: other numbers")
    with safetensors.safe_open(file["file"], "pt") as opened:
        require(json.loads(opened.metadata()["bubblenet.classes"]) == file["classes"], f"{file['file']}: metadata")


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
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(file["file"], options, providers=["CPUExecutionProvider"])
    images = expected["images"].numpy()
    require_logits(session.run(["logits"], {"images": images})[0], expected["logits"], file)
    require_logits(session.run(["logits"], {"images": images[:1]})[0], expected["logits"][:1], file)


def check_torchscript(file, expected):
    extra = {"bubblenet.classes": ""}
    network = torch.jit.load(file["file"], _extra_files=extra).eval()
    require(json.loads(extra["bubblenet.classes"]) == file["classes"], f"{file['file']}: class names")
    require(all(p.dtype == TYPES[file["precision"]] for p in network.parameters()), f"{file['file']}: other types")
    names = {name for name, _ in network.named_parameters()}
    require({"conv1.weight", "bn1.bias"} <= names, f"{file['file']}: other names")
    with torch.inference_mode():
        require_logits(network(expected["images"]), expected["logits"], file)
        require_logits(network(expected["images"][:1]), expected["logits"][:1], file)


def main(listing):
    torch.set_num_threads(1)
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
    again = next(state for (_, precision), state in states.items() if precision == "fp32")
    folder = os.path.dirname(listing)
    torch.save(again, os.path.join(folder, "again.pth"))
    safetensors.torch.save_file(again, os.path.join(folder, "again.safetensors"))
    print(f"{len(files)} files read")


if __name__ == "__main__":
    main(sys.argv[1])
