// SPDX-License-Identifier: GPL-3.0-only
// Torch's headers, precompiled once: each source that includes them without costs some 20 s.
#pragma once

#include <torch/torch.h>
