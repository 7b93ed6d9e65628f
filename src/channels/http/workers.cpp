#include "channels/http/workers.h"

#include <string>

#include "base/log.h"

namespace linli::http {

Workers::Workers(std::size_t threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    waiting_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

bool Workers::offer(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.size() >= waiting_max_) return false;
        jobs_.push_back(std::move(job));
    }
    waiting_.notify_one();
    return true;
}

void Workers::post(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    waiting_.notify_one();
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        waiting_.wait(lock, [this] { return closing_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        const std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        try {
            job();
        } catch (const std::exception& problem) {
            log::error(std::string("http: a job let an exception out: ") + problem.what());
        }
        lock.lock();
    }
}

}  // namespace linli::http
