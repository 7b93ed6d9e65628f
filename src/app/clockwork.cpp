#include "app/clockwork.h"

#include <algorithm>

#include "base/log.h"

namespace linli::app {

using Steady = std::chrono::steady_clock;

Clockwork::Clockwork(std::vector<Job> jobs) : jobs_(std::move(jobs)), thread_([this] { run(); }) {}

Clockwork::~Clockwork() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Clockwork::run() {
    std::vector<Steady::time_point> due(jobs_.size(), Steady::now());
    std::unique_lock lock(mutex_);
    while (!closing_) {
        lock.unlock();
        for (std::size_t i = 0; i < jobs_.size(); ++i) {
            if (due[i] > Steady::now()) continue;
            try {
                jobs_[i].run();
            } catch (const std::exception& problem) {
                log::error(jobs_[i].name + ": " + problem.what());
            }
            due[i] = Steady::now() + jobs_[i].every;
        }
        lock.lock();
        wake_.wait_until(lock, *std::min_element(due.begin(), due.end()),
                         [this] { return closing_; });
    }
}

}  // namespace linli::app
