// What happens because time passes: jobs that run again and again on a thread of their own while
// the office is served. One that fails is logged and comes again; it knows nothing of what they do.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace linli::app {

struct Job {
    std::string name;
    std::chrono::milliseconds every;
    std::function<void()> run;
};

class Clockwork {
public:
    explicit Clockwork(std::vector<Job>);  // each runs at once for the first time
    ~Clockwork();                          // waits for the one that runs
    Clockwork(const Clockwork&) = delete;
    Clockwork& operator=(const Clockwork&) = delete;

private:
    void run();

    const std::vector<Job> jobs_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace linli::app
