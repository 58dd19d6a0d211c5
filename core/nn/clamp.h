// SPDX-License-Identifier: GPL-3.0-only
// What the kernels of this folder do with a value before they write it. Names no torch type.
#pragma once

namespace bubblenet::nn {

enum class Clamp { none, atZero }; ///< atZero: a ReLU that keeps NaN, as LibTorch's does

} // namespace bubblenet::nn
