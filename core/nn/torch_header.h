// SPDX-License-Identifier: GPL-3.0-only
// What the project uses of torch's headers, precompiled once: tensors and the module tree. The whole <torch/torch.h>
// would cost each source some 6 s more, most of it templates that GCC instantiates anew in spite of precompiling.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/nn/module.h>
