#include "channels/http/metrics.h"

#include <algorithm>

namespace linli::http {
namespace {

// Decimal seconds without floating point.
std::string seconds(std::int64_t micros) {
    std::string fraction = std::to_string(micros % micros_per_second);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(micros / micros_per_second) + "." + fraction;
}

void append_one(std::string& out, const std::string& name, const std::string& type,
                const std::string& help, const std::string& value) {
    out += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
    out += name + " " + value + "\n";
}

}  // namespace

void Metrics::count_request(const std::string& route, const std::string& method, int status,
                            std::int64_t micros) {
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), micros);
    const std::lock_guard lock(mutex_);
    ++requests_[{route, method, status}];
    Timing& timing = timings_[route];
    ++timing.buckets[static_cast<std::size_t>(bound - bounds.begin())];
    timing.micros += micros;
}

std::string Metrics::text() const {
    std::string out;
    append_one(out, "process_start_time_seconds", "gauge", "When the process started.",
               seconds(started_.micros));
    append_one(out, "linli_connections", "gauge", "Connections that are open.",
               std::to_string(connections.load()));
    append_one(out, "linli_event_streams", "gauge", "Event streams that are open.",
               std::to_string(event_streams.load()));

    const std::lock_guard lock(mutex_);
    out += "# HELP linli_requests_total Requests answered.\n# TYPE linli_requests_total counter\n";
    for (const auto& [key, count] : requests_) {
        out += "linli_requests_total{route=\"" + key.route + "\",method=\"" + key.method +
               "\",status=\"" + std::to_string(key.status) + "\"} " + std::to_string(count) + "\n";
    }
    out +=
        "# HELP linli_request_seconds From the whole request to the answer.\n"
        "# TYPE linli_request_seconds histogram\n";
    for (const auto& [route, timing] : timings_) {
        std::uint64_t below = 0;
        const std::string label = "{route=\"" + route + "\"";
        for (std::size_t i = 0; i < timing.buckets.size(); ++i) {
            below += timing.buckets[i];
            const std::string bound = i < bounds.size() ? seconds(bounds[i]) : "+Inf";
            out += "linli_request_seconds_bucket" + label + ",le=\"" + bound + "\"} " +
                   std::to_string(below) + "\n";
        }
        out += "linli_request_seconds_sum" + label + "} " + seconds(timing.micros) + "\n";
        out += "linli_request_seconds_count" + label + "} " + std::to_string(below) + "\n";
    }
    return out;
}

}  // namespace linli::http
