// SPDX-License-Identifier: GPL-3.0-only
#include "ui/bridge/event_queue.h"

#include <chrono>

namespace bubblenet::ui {

namespace {
constexpr std::size_t kMostWaiting = 2000;
constexpr auto kSlice = std::chrono::milliseconds(6); // of a frame's 16
constexpr int kBetweenLooksAtTheClock = 16;
} // namespace

void EventQueue::add(Item item) {
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        return;
    m_items.push_back(std::move(item));
    wake();
}

bool EventQueue::postAndWait(std::vector<store::Event> events) {
    std::unique_lock lock(m_mutex);
    for (auto& event : events) {
        m_roomOrClosed.wait(lock, [this] { return m_closed || m_items.size() < kMostWaiting; });
        if (m_closed)
            return false;
        m_items.emplace_back(std::move(event));
        wake();
    }
    return true;
}

void EventQueue::close() {
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_items.clear();
    }
    m_roomOrClosed.notify_all();
}

void EventQueue::wake() {
    if (std::exchange(m_awake, true))
        return;
    QMetaObject::invokeMethod(this, &EventQueue::deliver, Qt::QueuedConnection);
}

void EventQueue::deliver() {
    const auto end = std::chrono::steady_clock::now() + kSlice;
    std::deque<Item> items;
    {
        const std::lock_guard lock(m_mutex);
        items.swap(m_items);
    }
    m_roomOrClosed.notify_all();
    for (int count = 0; !items.empty(); ++count) {
        if (count % kBetweenLooksAtTheClock == 0 && std::chrono::steady_clock::now() > end)
            break;
        const Item item = std::move(items.front());
        items.pop_front();
        if (const auto* event = std::get_if<store::Event>(&item))
            Q_EMIT arrived(*event);
        else
            std::get<Action>(item)();
    }
    const std::lock_guard lock(m_mutex);
    m_awake = false;
    if (m_closed)
        return;
    m_items.insert(m_items.begin(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
    if (!m_items.empty())
        wake();
}

} // namespace bubblenet::ui
