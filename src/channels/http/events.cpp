#include "channels/http/events.h"

namespace linli::http {

std::unique_ptr<Events::Subscription> Events::subscribe(const std::vector<std::string>& topics,
                                                        Told told) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t number = ++last_;
    for (const std::string& topic : topics)
        by_topic_.emplace(topic, number);
    listeners_.emplace(number, Listener{topics, std::move(told)});
    return std::make_unique<Subscription>(*this, number);
}

// Telling happens under the lock, so that nobody is told after its subscription has ended.
void Events::publish(const std::string& topic) {
    const std::lock_guard lock(mutex_);
    const auto [from, to] = by_topic_.equal_range(topic);
    for (auto it = from; it != to; ++it)
        listeners_.at(it->second).told(topic);
}

void Events::publish_within(std::string_view kind, std::string_view path) {
    std::string topic(kind);
    topic += '@';
    std::size_t end = 0;
    while (end < path.size()) {
        const std::size_t next = std::min(path.find('/', end + 1), path.size());
        topic += path.substr(end, next - end);
        publish(topic);
        end = next;
    }
}

std::size_t Events::count() const {
    const std::lock_guard lock(mutex_);
    return listeners_.size();
}

void Events::end(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const auto listener = listeners_.find(number);
    for (const std::string& topic : listener->second.topics) {
        const auto [from, to] = by_topic_.equal_range(topic);
        for (auto it = from; it != to; ++it) {
            if (it->second != number) continue;
            by_topic_.erase(it);
            break;
        }
    }
    listeners_.erase(listener);
}

}  // namespace linli::http
