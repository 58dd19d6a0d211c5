// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/frame_stats.h"

#include <unistd.h>

#include <QAbstractEventDispatcher>
#include <algorithm>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

namespace bubblenet::ui {

namespace {

constexpr auto kBeat = std::chrono::milliseconds(100);

double millisecondsBetween(std::chrono::steady_clock::time_point begin, std::chrono::steady_clock::time_point end) {
    return std::chrono::duration<double, std::milli>(end - begin).count();
}

double secondsOf(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// proc(5): field 22 of /proc/self/stat is when the process began, in ticks since the machine did; loading the libraries
// counts.
double secondsSinceProcessBegan() {
    std::ifstream file("/proc/self/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream fields(text.substr(text.rfind(')') + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i)
        fields >> field;
    return secondsOf(CLOCK_BOOTTIME) - std::stod(field) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

QString distribution(std::vector<float> values) {
    if (values.empty())
        return "none";
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    const auto over = [&](float limit) { return values.end() - std::upper_bound(values.begin(), values.end(), limit); };
    return QString("%1; median %2 ms, 99 %: %3 ms, most %4 ms; over 16 ms: %5, over 100 ms: %6")
        .arg(values.size())
        .arg(at(0.5), 0, 'f', 2)
        .arg(at(0.99), 0, 'f', 2)
        .arg(values.back(), 0, 'f', 2)
        .arg(over(16))
        .arg(over(100));
}

} // namespace

double residentMegabytes() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

MeasuredApplication::MeasuredApplication(int& argc, char** argv) : QApplication(argc, argv) {
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
            &MeasuredApplication::endWork);
    m_heartbeat.setTimerType(Qt::PreciseTimer);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        const auto now = Clock::now();
        m_latenessMs.push_back(static_cast<float>(std::max(0.0, millisecondsBetween(m_nextBeat, now))));
        m_nextBeat = now + kBeat;
        m_heartbeat.start(kBeat);
    });
    m_heartbeat.setSingleShot(true);
}

// Until the first picture is there, the program starts; frames are counted from then on.
void MeasuredApplication::startMeasuring() {
    m_startupSeconds = secondsSinceProcessBegan();
    m_start = Clock::now();
    m_cpuAtStart = secondsOf(CLOCK_THREAD_CPUTIME_ID);
    m_megabytesAtStart = residentMegabytes();
    m_nextBeat = m_start + kBeat;
    m_heartbeat.start(kBeat);
}

bool MeasuredApplication::notify(QObject* receiver, QEvent* event) {
    const auto type = event->type();
    if (m_depth == 0 && !m_workBegan)
        m_workBegan = Clock::now();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    if (m_depth == 0 && m_workBegan && type == QEvent::UpdateRequest) {
        if (m_startupSeconds == 0)
            startMeasuring();
        else
            m_framesMs.push_back(static_cast<float>(millisecondsBetween(*m_workBegan, Clock::now())));
        m_workBegan.reset();
    }
    return result;
}

void MeasuredApplication::endWork() {
    if (m_workBegan && m_startupSeconds > 0)
        m_otherMs.push_back(static_cast<float>(millisecondsBetween(*m_workBegan, Clock::now())));
    m_workBegan.reset();
}

QString MeasuredApplication::report() {
    const double seconds = millisecondsBetween(m_start, Clock::now()) / 1000;
    const double cpu = secondsOf(CLOCK_THREAD_CPUTIME_ID) - m_cpuAtStart;
    const double megabytes = residentMegabytes();
    return QString("start-up: %1 s; measured for %2 s\n"
                   "frames, event to paint: %3\n"
                   "work without a frame: %4\n"
                   "a timer's lateness: %5\n"
                   "the window's thread: %6 % of a core\n"
                   "memory: %7 MB at the start, %8 MB now\n")
        .arg(m_startupSeconds, 0, 'f', 2)
        .arg(seconds, 0, 'f', 0)
        .arg(distribution(m_framesMs), distribution(m_otherMs), distribution(m_latenessMs))
        .arg(seconds > 0 ? 100 * cpu / seconds : 0, 0, 'f', 2)
        .arg(m_megabytesAtStart, 0, 'f', 0)
        .arg(megabytes, 0, 'f', 0);
}

} // namespace bubblenet::ui
