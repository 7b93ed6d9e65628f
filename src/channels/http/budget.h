// Two small counts that connections share: of large bodies in memory, and of whatever lives. Each
// is given back when its holder goes, on whatever road.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace linli::http {

// How many bytes the bodies above `small_bytes` take up together, and how many they may.
struct BodyBudget {
    static constexpr std::size_t small_bytes = 1 << 20;
    const std::size_t bytes_max;
    std::atomic<std::size_t> bytes = 0;
};

class LargeBody {
public:
    LargeBody(BodyBudget& budget, std::size_t bytes)
        : budget_(budget), bytes_(bytes > BodyBudget::small_bytes ? bytes : 0) {
        fits_ = (budget_.bytes += bytes_) <= budget_.bytes_max;
        if (!fits_) give_back();
    }
    LargeBody(const LargeBody&) = delete;
    LargeBody& operator=(const LargeBody&) = delete;
    ~LargeBody() { give_back(); }
    bool fits() const { return fits_; }

private:
    void give_back() { budget_.bytes -= std::exchange(bytes_, 0); }

    BodyBudget& budget_;
    std::size_t bytes_;
    bool fits_;
};

// One more while it lives.
class Counted {
public:
    explicit Counted(std::atomic<std::int64_t>& count) : count_(count) { ++count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --count_; }

private:
    std::atomic<std::int64_t>& count_;
};

}  // namespace linli::http
