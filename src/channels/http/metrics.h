// What operators watch: requests by route and status, how long they took, how many connections are
// open, how many writes shared a commit. Written as Prometheus reads it (text format 0.0.4). It
// holds numbers and names of ours, never anything of a request.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "store/store.h"

namespace linli::http {

class Metrics {
public:
    explicit Metrics(Instant started) : started_(started) {}

    void count_request(const std::string& route, const std::string& method, int status,
                       std::int64_t micros);
    std::atomic<std::int64_t> connections = 0;
    std::atomic<std::int64_t> event_streams = 0;

    std::string text(const store::BatchSizes&) const;

private:
    // Upper bounds of the buckets, in microseconds.
    static constexpr std::array<std::int64_t, 9> bounds = {
        1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 500'000, 2'000'000, 10'000'000};
    struct Timing {
        std::array<std::uint64_t, bounds.size() + 1> buckets{};
        std::int64_t micros = 0;
    };
    struct Key {
        std::string route, method;
        int status;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    const Instant started_;
    mutable std::mutex mutex_;
    std::map<Key, std::uint64_t> requests_;
    std::map<std::string, Timing, std::less<>> timings_;
};

}  // namespace linli::http
