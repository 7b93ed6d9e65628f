// Time is an argument. Only src/app knows the real clock; plays and the town set their own.
#pragma once

#include <atomic>

#include "base/day.h"

namespace linli {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SetClock : public Clock {
public:
    explicit SetClock(Instant start) : micros_(start.micros) {}
    Instant now() const override { return {micros_.load()}; }
    void set(Instant instant) { micros_.store(instant.micros); }

private:
    std::atomic<std::int64_t> micros_;
};

}  // namespace linli
