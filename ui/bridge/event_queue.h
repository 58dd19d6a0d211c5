// SPDX-License-Identifier: GPL-3.0-only
// Events from an engine's or a reader's thread to the window's, in their order and in slices, so that no slice holds up
// a frame. Lives on the window's thread; the post functions are for any other.
#pragma once

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <variant>
#include <vector>

#include "core/store/event.h"

namespace bubblenet::ui {

class EventQueue : public QObject {
    Q_OBJECT

public:
    using Action = std::function<void()>;

    explicit EventQueue(QObject* parent = nullptr) : QObject(parent) {}
    ~EventQueue() override { close(); }

    void post(store::Event event) { add(std::move(event)); }
    /// Is done on the window's thread after all events posted before.
    void postAction(Action action) { add(std::move(action)); }
    /// Waits while the window has much to catch up with, so that a long record is never in memory twice. False once
    /// closed.
    bool postAndWait(std::vector<store::Event> events);
    /// Lets go of who waits, and drops what is not delivered.
    void close();

Q_SIGNALS:
    void arrived(const bubblenet::store::Event& event);

private:
    using Item = std::variant<store::Event, Action>;
    void add(Item item);
    void wake(); ///< with the lock held
    void deliver();

    std::mutex m_mutex;
    std::condition_variable m_roomOrClosed;
    std::deque<Item> m_items;
    bool m_awake = false; ///< a delivery is on its way
    bool m_closed = false;
};

} // namespace bubblenet::ui
