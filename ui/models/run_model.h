// SPDX-License-Identifier: GPL-3.0-only
// A run as its events tell it, the same for a live run and a reopened one. Window's thread; knows no widget.
#pragma once

#include <QObject>

#include "core/store/event.h"

namespace bubblenet::ui {

class RunModel : public QObject {
    Q_OBJECT

public:
    explicit RunModel(QObject* parent = nullptr) : QObject(parent) {}
    void apply(const store::Event& event);
};

} // namespace bubblenet::ui
