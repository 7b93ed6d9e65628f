// What the measurements need of the inside of Linli: cases by the ten thousand, and the bare engine
// to hold the whole against. Used by bench/*.ts alone; whatever it prints is JSON.
//
//   linli_bench staff --data DIR PASSWORD      an account for each role, a window for each
//   community linli_bench fill --data DIR CASES          reports and, of nine in ten, refusals
//   linli_bench load --data DIR SHEET          the people of a sheet by the bare loader
//   linli_bench list --data DIR PLACE SECONDS  pages of fifty from one cached statement
//   linli_bench write --data DIR WRITERS LANES SECONDS   reports, each waited for
#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <future>
#include <iostream>
#include <thread>

#include "access/accounts.h"
#include "app/office.h"
#include "bench/load.h"
#include "kernel/cases/cases.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/places.h"
#include "store/lane.h"

namespace linli::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr store::Sql all_houses{"bench.houses",
                                "select id, path from places where tenant = ? and kind = 'house' "
                                "order by path"};
constexpr store::Sql all_windows{"bench.windows",
                                 "select account, path from grants where tenant = ? and "
                                 "role = 'window' and to_day is null"};

// The list of cases has the same columns on the same rows; what it decides and names besides is
// what the ratio is about.
constexpr store::Sql bare_page{
    "bench.page",
    "select c.id, c.year, c.ordinal, c.programme, c.part, c.state, c.since, c.opened, c.closed, "
    "c.due, c.paused, c.late, c.turn, c.fields, c.key, c.place, p.name, k.wrapped, "
    "(select count(*) from parties where parties.tenant = ? and parties.case_id = c.id "
    "and parties.gone is null) from scope s join cases c on c.tenant = s.tenant and "
    "c.id = s.record join places p on p.tenant = c.tenant and p.id = c.place "
    "join keys k on k.tenant = c.tenant and k.id = c.key where s.tenant = ? "
    "and s.within = ? and s.list = 'cases' order by s.sort, s.record limit 50"};

constexpr int years = 2;  // over which the cases were brought

constexpr store::Sql all_communities{
    "bench.communities",
    "select id from places where tenant = ? and kind = 'community' order by path"};
constexpr store::Sql first_of_kind{"bench.first",
                                   "select id from places where tenant = ? and kind = ? and "
                                   "path >= ? and path < ? order by path limit 1"};

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

struct House {
    Id id;
    access::Path path;
};
struct Window {
    access::Who who;
    access::Path path;
};

class Street {
public:
    explicit Street(const std::string& data, bool sync)
        : clock(app::WallClock().now()), office(settings(data, sync), clock, random, false) {
        tenant = office.tenant().tenant;
        office.store->read([&](store::Reader& db) {
            for (auto rows = db.query(all_houses, tenant); rows.next();)
                houses_.push_back({rows.id(0), rows.text(1)});
            std::vector<std::pair<Id, access::Path>> found;
            for (auto rows = db.query(all_windows, tenant); rows.next();)
                found.emplace_back(rows.id(0), rows.text(1));
            const Day today = office.means.zone.day_of(clock.now());
            for (const auto& [account, path] : found) {
                access::Who who;
                who.tenant = tenant;
                who.account = account;
                who.grants = access::grants_of(db, tenant, account, today);
                windows_.push_back({std::move(who), path});
            }
            return 0;
        });
    }

    // One report at the window of the community where a house stands, the houses in turn.
    cases::Report report(std::size_t number) const {
        static constexpr const char* kinds[] = {"leak", "neighbours", "environment", "other"};
        const House& house = houses_[number * 7919 % houses_.size()];
        const std::string story =
            "楼道的灯第" + std::to_string(number) + "次不亮了，晚上老人上下楼看不清，请尽快来修。";
        json::Writer fields;
        fields.open_object().field("story", story).field("where", house.id);
        fields.field("kind", kinds[number % 4]).field("urgency", "ordinary").close_object();
        cases::Report report;
        report.part = "opinions.matter";
        report.channel = "window";
        report.fields = json::Value::parse(fields.str()).value();
        report.whom.name = "反映人" + std::to_string(number);
        report.whom.phone = "139" + std::to_string(10'000'000 + number % 80'000'000);
        return report;
    }
    kernel::Asker clerk(std::size_t number) {
        const House& house = houses_[number * 7919 % houses_.size()];
        kernel::Asker asker;
        for (const Window& window : windows_) {
            if (access::within(house.path, window.path)) asker.who = window.who;
        }
        asker.act = Id::make(clock.now(), random);
        return asker;
    }

    SetClock clock;
    SystemRandom random;
    app::Office office;
    store::Tenant tenant;

private:
    static store::Settings settings(const std::string& data, bool sync) {
        store::Settings found = app::settings_of(data);
        found.sync = sync;
        return found;
    }
    std::vector<House> houses_;
    std::vector<Window> windows_;
};

// Somebody above everyone, as who sits at the machine is.
kernel::Asker boss(Street& street, const registry::Place& root) {
    kernel::Asker asker;
    asker.who.tenant = street.tenant;
    asker.who.account = Id::make(street.clock.now(), street.random);
    asker.act = Id::make(street.clock.now(), street.random);
    for (const char* role : {"administrator", "street_officer"})
        asker.who.grants.push_back({asker.act, role, root.id, root.path, std::nullopt, false});
    return asker;
}

void appoint(Street& street, const registry::Place& root, const std::string& login,
             const std::string& hashed, const std::string& role, const Id& place) {
    const auto made =
        street.office.store->write(street.tenant, [&](store::Writer& db) -> Outcome<Done> {
            const kernel::Means& means = street.office.means;
            kernel::Asker asker = boss(street, root);
            const access::Account account{.id = Id::make(db.now(), street.random),
                                          .login = login,
                                          .name = login,
                                          .password = hashed};
            const auto added =
                access::add_account(db, account, asker.line("account", account.id, "add"));
            if (!added) return added.refusal();
            asker.act = Id::make(db.now(), street.random);
            posts::NewPost post{.role = role, .place = place};
            post.account = account.id;
            post.from = means.zone.day_of(db.now()).plus(-years * 366);
            const auto held = posts::appoint(db, means, asker, post);
            if (!held) return held.refusal();
            return Done{};
        });
    if (!made) throw Fault(login + ": " + made.refusal().code + " " + made.refusal().at);
    std::printf("{\"login\":\"%s\",\"role\":\"%s\",\"place\":\"%s\"}\n", login.c_str(),
                role.c_str(), place.text().c_str());
}

void staff(const std::string& data, const std::string& password) {
    Street street(data, true);
    const std::string hashed = access::hash_password(password);
    const auto read = [&](auto&& look) { return street.office.store->read(look); };
    const registry::Place root =
        read([&](store::Reader& db) { return *registry::root_place(db, street.tenant); });
    const auto communities = read([&](store::Reader& db) {
        std::vector<Id> all;
        for (auto rows = db.query(all_communities, street.tenant); rows.next();)
            all.push_back(rows.id(0));
        return all;
    });
    CHECK(!communities.empty());
    appoint(street, root, "officer", hashed, "street_officer", root.id);
    for (std::size_t i = 0; i < communities.size(); ++i)
        appoint(street, root, "window" + std::to_string(i), hashed, "window", communities[i]);
    appoint(street, root, "secretary", hashed, "secretary", communities.front());
    Id within = communities.front();
    for (const auto& [kind, role] :
         {std::pair{"grid", "grid_worker"}, std::pair{"stairwell", "stairwell_head"}}) {
        within = read([&](store::Reader& db) {
            const auto above = registry::place(db, street.tenant, within);
            auto rows = db.query(first_of_kind, street.tenant, kind, above->path,
                                 registry::end_of(above->path));
            return rows.next() ? rows.id(0) : Id{};
        });
        if (!within) return;  // an office without homes has no stairwell yet
        appoint(street, root, role, hashed, role, within);
    }
}

void fill(const std::string& data, std::size_t count) {
    Street street(data, false);
    const Instant end = street.clock.now();
    const std::int64_t apart = years * 365 * micros_per_day / static_cast<std::int64_t>(count + 1);
    std::atomic<std::size_t> waiting = 0, refused = 0;
    const auto told = [&](const store::Verdict& verdict) {
        if (!verdict.committed()) ++refused;
        --waiting;
        waiting.notify_one();
    };
    const auto submit = [&](store::Work work) {
        for (std::size_t now = waiting; now >= 120; now = waiting)
            waiting.wait(now);
        ++waiting;
        street.office.store->write_later(street.tenant, std::move(work), told);
    };
    for (std::size_t i = 0; i < count; ++i) {
        street.clock.set({end.micros - apart * static_cast<std::int64_t>(count - i)});
        cases::Report report = street.report(i);
        report.id = Id::make(street.clock.now(), street.random);
        const kernel::Asker clerk = street.clerk(i);
        const Id id = *report.id;
        submit([&street, clerk, report](store::Writer& db) -> Outcome<Done> {
            const auto made = cases::report(db, street.office.desk, clerk, report);
            if (!made) return made.refusal();
            return Done{};
        });
        if (i % 10 == 0) continue;
        kernel::Asker later = clerk;
        later.act = Id::make(street.clock.now(), street.random);
        submit([&street, later, id](store::Writer& db) -> Outcome<Done> {
            cases::Doing doing;
            doing.step = "refuse";
            doing.fields = json::Value::parse("{\"reason\":\"不属于社区受理范围\"}").value();
            const auto done = cases::act(db, street.office.desk, later, id, doing);
            if (!done) return done.refusal();
            return Done{};
        });
    }
    for (std::size_t now = waiting; now > 0; now = waiting)
        waiting.wait(now);
    std::printf("{\"cases\":%zu,\"refused\":%zu}\n", count, refused.load());
}

std::string page(store::Reader& db, const Street& street, const Id& place) {
    json::Writer writer;
    writer.open_array();
    for (auto rows = db.query(bare_page, street.tenant, street.tenant, place); rows.next();) {
        const json::Value fields = json::Value::parse(rows.view(13)).value();
        const auto story =
            street.office.seals.open({rows.id(14), rows.text(17)},
                                     {street.tenant, rows.id(0), "story"}, fields["story"].text());
        writer.open_object().field("id", rows.id(0)).field("year", rows.number(1));
        writer.field("ordinal", rows.number(2)).field("programme", rows.view(3));
        writer.field("part", rows.view(4)).field("state", rows.view(5));
        writer.field("since", rows.instant(6)).field("opened", rows.instant(7));
        writer.field("closed", rows.maybe_instant(8)).field("due", rows.maybe_instant(9));
        writer.field("paused", rows.number(10)).field("late", rows.number(11));
        writer.field("turn", rows.view(12)).field("kind", fields["kind"].text());
        writer.field("title", story).field("place", rows.id(15)).field("name", rows.view(16));
        writer.field("joined", rows.number(18)).close_object();
    }
    return writer.close_array().take();
}

void list(const std::string& data, const Id& place, double seconds) {
    const Street street(data, true);
    std::size_t pages = 0, bytes = 0;
    const auto start = Steady::now();
    while (seconds_since(start) < seconds) {
        bytes +=
            street.office.store->read([&](store::Reader& db) { return page(db, street, place); })
                .size();
        ++pages;
    }
    std::printf("{\"pages_per_second\":%.1f,\"bytes\":%zu}\n",
                static_cast<double>(pages) / seconds_since(start), bytes / pages);
}

// Writers that wait for each of their reports, over so many lanes: one that commits many together,
// or one for each writer, which locks the tenant's row and commits alone as a pool does.
void write(const std::string& data, std::size_t writers, std::size_t lanes, double seconds) {
    Street street(data, true);
    const auto engine = store::engine_of(street.office.store->settings());
    std::deque<store::Lane> open;
    for (std::size_t i = 0; i < lanes; ++i)
        open.emplace_back(*engine, street.clock, lanes == 1 ? 60 : 1);
    std::atomic<std::size_t> done = 0;
    const auto start = Steady::now();
    std::vector<std::thread> threads;
    for (std::size_t one = 0; one < writers; ++one) {
        threads.emplace_back([&, one] {
            SystemRandom random;
            for (std::size_t i = 0; seconds_since(start) < seconds; ++i) {
                const std::size_t number = i * writers + one;
                kernel::Asker clerk = street.clerk(number);
                clerk.act = Id::make(app::WallClock().now(), random);
                const cases::Report report = street.report(number);
                std::promise<bool> committed;
                open[one % lanes].submit(
                    street.tenant,
                    [&](store::Writer& db) -> Outcome<Done> {
                        const auto made = cases::report(db, street.office.desk, clerk, report);
                        if (!made) return made.refusal();
                        return Done{};
                    },
                    [&](const store::Verdict& verdict) {
                        committed.set_value(verdict.committed());
                    });
                if (committed.get_future().get()) ++done;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    std::printf("{\"writes_per_second\":%.1f}\n", static_cast<double>(done) / seconds_since(start));
}

// Into an office that has the homes and nobody in them.
void load_sheet(const std::string& data, const std::string& sheet) {
    Street street(data, true);
    const auto homes = street.office.store->read([&](store::Reader& db) {
        const auto root = registry::root_place(db, street.tenant);
        return registry::places_of_kind(db, street.tenant, "house", root->path, "", 10'000'000);
    });
    CHECK(!homes.empty());
    const auto start = Steady::now();
    const std::size_t people =
        load(*street.office.store, street.office.means, street.tenant, homes, sheet);
    std::printf("{\"people\":%zu,\"seconds\":%.3f}\n", people, seconds_since(start));
}

int run(const std::vector<std::string>& words) {
    CHECK(words.size() >= 4 && words[1] == "--data");
    const std::string& data = words[2];
    if (words[0] == "staff") {
        staff(data, words[3]);
    } else if (words[0] == "load") {
        load_sheet(data, words[3]);
    } else if (words[0] == "fill") {
        fill(data, std::stoul(words[3]));
    } else if (words[0] == "list" && words.size() == 5) {
        list(data, *Id::parse(words[3]), std::stod(words[4]));
    } else if (words[0] == "write" && words.size() == 6) {
        write(data, std::stoul(words[3]), std::stoul(words[4]), std::stod(words[5]));
    } else {
        return 2;
    }
    return 0;
}

}  // namespace
}  // namespace linli::bench

int main(int count, char** words) {
    try {
        return linli::bench::run({words + 1, words + count});
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << "\n";
        return 1;
    }
}
