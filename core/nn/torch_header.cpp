// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/torch_header.h"
