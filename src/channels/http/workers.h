// A few threads that run endpoint functions, so that a slow query never holds up a socket. The
// queue is bounded: when it is full, the asker is told to come back instead of waiting in the dark.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace linli::http {

class Workers {
public:
    Workers(std::size_t threads, std::size_t waiting_max);
    ~Workers();  // finishes what waits
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False when too much waits already.
    bool offer(std::function<void()> job);
    // For what has begun and must be answered, however much waits.
    void post(std::function<void()> job);

private:
    void run();

    const std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<std::function<void()>> jobs_;
    bool closing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace linli::http
