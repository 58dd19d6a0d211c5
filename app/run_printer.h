// SPDX-License-Identifier: GPL-3.0-only
// A run's events as they come: lines and a bar for people, or lines of JSON for machines. Called on the engine thread.
#pragma once

#include "app/console.h"
#include "core/store/event.h"

namespace bubblenet::app {

enum class OutputStyle { people, json };

class RunPrinter {
public:
    RunPrinter(Console& console, OutputStyle style) : m_console(console), m_style(style) {}
    void show(const store::Event& event);

private:
    Console& m_console;
    OutputStyle m_style;
};

/// What a person should read about it; empty: nothing.
std::string lineOf(const store::EventBody& body);

} // namespace bubblenet::app
