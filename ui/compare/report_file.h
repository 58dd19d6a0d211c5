// SPDX-License-Identifier: GPL-3.0-only
// A report of core/compare as a file: the HTML as it is, or set on A4 pages as PDF, with its drawings as pictures. Any
// thread; blocks.
#pragma once

#include <QString>
#include <string>

namespace bubblenet::ui {

enum class ReportFormat { html, pdf };

/// Replaces the file as a whole. Throws Error where it cannot be written.
void writeReport(const QString& path, const std::string& html, ReportFormat format);

} // namespace bubblenet::ui
