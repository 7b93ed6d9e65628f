#include "channels/http/follower.h"

#include <set>

#include "base/log.h"

namespace linli::http {
namespace {

constexpr std::int64_t lines_max = 500;

}  // namespace

Follower::Follower(store::Store& store, store::Tenant tenant, Events& events,
                   AudienceOf audience_of, std::chrono::milliseconds every)
    : store_(store),
      tenant_(tenant),
      events_(events),
      audience_of_(std::move(audience_of)),
      every_(every) {
    skip();
    thread_ = std::thread([this] { run(); });
}

Follower::~Follower() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Follower::skip() {
    const auto last =
        store_.read([this](store::Reader& db) { return journal::before(db, tenant_, 0, 1); });
    if (!last.empty()) seq_ = last.front().seq;
    events_.told_up_to = seq_;
}

std::size_t Follower::look() {
    std::set<std::pair<std::string, std::string>> changed;  // kind, path
    std::set<Id> accounts;
    std::set<Id> ended;
    bool readers = false;
    const std::size_t count = store_.read([&](store::Reader& db) {
        const auto lines = journal::after(db, tenant_, seq_, lines_max);
        for (const journal::Line& line : lines) {
            seq_ = line.seq;
            const Audience heard = audience_of_(db, line);
            if (heard.path) changed.emplace(line.kind, *heard.path);
            accounts.insert(heard.accounts.begin(), heard.accounts.end());
            ended.insert(heard.over.begin(), heard.over.end());
            readers = readers || heard.readers;
        }
        return lines.size();
    });
    for (const auto& [kind, path] : changed)
        events_.publish_within(kind, path);
    for (const Id& account : accounts)
        events_.publish("account@" + account.text());
    for (const Id& account : ended)
        events_.publish(std::string(over) + account.text());
    if (readers) events_.publish("journal");
    events_.told_up_to = seq_;
    return count;
}

void Follower::run() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, every_, [this] { return closing_; })) {
        try {
            if (events_.count() == 0) {
                skip();
            } else {
                while (look() == static_cast<std::size_t>(lines_max)) {
                }
            }
        } catch (const std::exception& problem) {
            log::warning(std::string("http: following the journal: ") + problem.what());
        }
    }
}

}  // namespace linli::http
