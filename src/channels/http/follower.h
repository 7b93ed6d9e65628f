// Reads the journal as it grows and tells the event streams which lists are worth asking for again.
// It looks a few times a second, so it needs no word from whoever writes: another process (an
// import, a second server) is heard as well.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "channels/http/events.h"
#include "journal/journal.h"
#include "store/store.h"

namespace linli::http {

// Whose lists a journal line may have changed: of those with a right over a place on this path, and
// of these accounts, which need none; and whose streams end, for what they may hear has changed.
struct Audience {
    std::optional<std::string> path;
    std::vector<Id> accounts;
    std::vector<Id> over;
    bool readers = true;  // whoever reads the journal
};
using AudienceOf = std::function<Audience(store::Reader&, const journal::Line&)>;

class Follower {
public:
    Follower(store::Store&, store::Tenant, Events&, AudienceOf, std::chrono::milliseconds every);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    // Tells of what was written since the last look; how many lines that were.
    std::size_t look();

private:
    void run();
    void skip();  // to the end, while nobody listens

    store::Store& store_;
    const store::Tenant tenant_;
    Events& events_;
    const AudienceOf audience_of_;
    const std::chrono::milliseconds every_;
    std::int64_t seq_ = 0;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool closing_ = false;
    std::thread thread_;
};

}  // namespace linli::http
