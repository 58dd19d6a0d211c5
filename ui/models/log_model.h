// SPDX-License-Identifier: GPL-3.0-only
// The lines of a run's log, newest last. They are put into words when they are shown, so that they follow the language.
// Bounded: the oldest go first. Window's thread.
#pragma once

#include <QAbstractListModel>
#include <deque>

#include "core/store/event.h"

namespace bubblenet::ui {

class LogModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { kLevelRole = Qt::UserRole }; ///< "info", "warning" or "error"

    using QAbstractListModel::QAbstractListModel;
    void clear();
    /// Takes the events that the log shows, and no others.
    void append(const store::Event& event);
    /// Tells the views of what was appended since the last call: rows come in groups, however many events there are.
    void flush();
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::deque<store::Event> m_events;
    std::deque<store::Event> m_waiting;
};

} // namespace bubblenet::ui
