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

void append_batches(std::string& out, const store::BatchSizes& lane) {
    const std::string name = "linli_lane_batch_requests";
    out += "# HELP " + name + " Writes that shared a commit.\n# TYPE " + name + " histogram\n";
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < lane.batches.size(); ++i) {
        below += lane.batches[i];
        const bool bounded = i < lane.bounds.size();
        out += name + "_bucket{le=\"" + (bounded ? std::to_string(lane.bounds[i]) : "+Inf") +
               "\"} " + std::to_string(below) + "\n";
    }
    out += name + "_sum " + std::to_string(lane.requests) + "\n";
    out += name + "_count " + std::to_string(below) + "\n";
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

std::string Metrics::text(const store::BatchSizes& lane) const {
    std::string out;
    append_one(out, "process_start_time_seconds", "gauge", "When the process started.",
               seconds(started_.micros));
    append_one(out, "linli_connections", "gauge", "Connections that are open.",
               std::to_string(connections.load()));
    append_one(out, "linli_event_streams", "gauge", "Event streams that are open.",
               std::to_string(event_streams.load()));
    append_batches(out, lane);

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
