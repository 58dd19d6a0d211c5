// SPDX-License-Identifier: GPL-3.0-only
// The pickle opcodes that occur in weight files; values of CPython's Lib/pickletools.py.
#pragma once

#include <cstdint>

namespace bubblenet::nn {

enum class Opcode : std::uint8_t {
    mark = '(',
    stop = '.',
    pop = '0',
    binFloat = 'G',
    binInt = 'J',
    binInt1 = 'K',
    binInt2 = 'M',
    none = 'N',
    binPersId = 'Q',
    reduce = 'R',
    binString = 'T',
    shortBinString = 'U',
    binUnicode = 'X',
    emptyList = ']',
    append = 'a',
    build = 'b',
    global = 'c',
    emptyDict = '}',
    appends = 'e',
    binGet = 'h',
    longBinGet = 'j',
    emptyTuple = ')',
    binPut = 'q',
    longBinPut = 'r',
    setItem = 's',
    tuple = 't',
    setItems = 'u',
    binBytes = 'B',
    shortBinBytes = 'C',
    proto = 0x80,
    tuple1 = 0x85,
    tuple2 = 0x86,
    tuple3 = 0x87,
    newTrue = 0x88,
    newFalse = 0x89,
    long1 = 0x8a,
    shortBinUnicode = 0x8c,
    binUnicode8 = 0x8d,
    binBytes8 = 0x8e,
    stackGlobal = 0x93,
    memoize = 0x94,
    frame = 0x95,
};

} // namespace bubblenet::nn
