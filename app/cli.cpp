// SPDX-License-Identifier: GPL-3.0-only
// The program `bubblenet`.
#include <csignal>

#include "app/command.h"
#include "core/base/memory.h"

int main(int argc, char** argv) {
    using namespace bubblenet::app;
    bubblenet::keepFreedMemory();
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away ends no run
    Console console;
    Interrupts interrupts([&console] { console.error("stopped at once"); });
    Context context{console, interrupts, {}};
    return runProgram(argc, argv, context);
}
