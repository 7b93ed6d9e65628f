// Who is told at once that something changed. A topic is a word such as "case@/0001/000a" or
// "account@<id>"; an event says only that its list is worth asking for again, and carries nothing
// of the record, so that nobody learns from a stream what they may not read.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli::http {

// A stream that listens to "over@<account>" ends when it is told of it, and whoever listens asks
// again: with other rights, or not at all.
constexpr std::string_view over = "over@";

class Events {
public:
    // Called with the topic, on the publisher's thread: it must be quick and must not throw.
    using Told = std::function<void(const std::string& topic)>;

    // Ends the subscription when it goes.
    class Subscription {
    public:
        Subscription(Events& events, std::uint64_t number) : events_(&events), number_(number) {}
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;
        ~Subscription() { events_->end(number_); }

    private:
        Events* events_;
        std::uint64_t number_;
    };

    std::unique_ptr<Subscription> subscribe(const std::vector<std::string>& topics, Told);
    void publish(const std::string& topic);
    // The topic of each place on the way: "case@/0001/000a" also tells "case@/0001".
    void publish_within(std::string_view kind, std::string_view path);

    std::size_t count() const;  // of subscriptions

    // The line of the journal up to which whoever follows it has told what there is to tell; less
    // than none where nobody follows.
    std::atomic<std::int64_t> told_up_to = -1;

private:
    struct Listener {
        std::vector<std::string> topics;
        Told told;
    };
    void end(std::uint64_t number);

    mutable std::mutex mutex_;
    std::uint64_t last_ = 0;
    std::map<std::uint64_t, Listener> listeners_;
    std::multimap<std::string, std::uint64_t, std::less<>> by_topic_;
};

// Topics that one listener was told of and has not passed on yet: each stands there once.
class Inbox {
public:
    // Whether it is news: nothing of it was waiting.
    bool put(const std::string& topic) {
        const std::lock_guard lock(mutex_);
        return topics_.insert(topic).second;
    }
    std::set<std::string> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(topics_, {});
    }
    bool any() const {
        const std::lock_guard lock(mutex_);
        return !topics_.empty();
    }

private:
    mutable std::mutex mutex_;
    std::set<std::string> topics_;
};

}  // namespace linli::http
