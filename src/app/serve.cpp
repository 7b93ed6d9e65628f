// serve: the office on the network until it is told to stop, and what happens there because time
// passes. One process serves a folder; others may import into it, publish, and back it up.
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>

#include "app/clockwork.h"
#include "app/commands.h"
#include "base/file_lock.h"
#include "base/log.h"
#include "base/resources.h"
#include "channels/http/endpoints.h"
#include "channels/http/follower.h"
#include "channels/http/server.h"
#include "channels/sheets/exports.h"
#include "channels/sheets/import_runner.h"
#include "channels/webhooks/sender.h"
#include "journal/heads.h"
#include "kernel/cases/cases.h"
#include "kernel/cases/seats.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/places.h"
#include "store/upkeep.h"

namespace linli::app {
namespace {

using namespace std::chrono_literals;

constexpr store::Sql newest_programme{
    "programmes.newest", "select coalesce(max(published), 0) from programmes where tenant = ?"};
constexpr store::Sql read_follower{"followers.read",
                                   "select seq from followers where tenant = ? and name = ?"};
constexpr store::Sql move_follower{"followers.move",
                                   "insert into followers (tenant, name, seq) values (?, ?, ?) "
                                   "on conflict (tenant, name) do update set seq = excluded.seq"};
constexpr const char* days_follower = "posts.days";

// SIGTERM and SIGINT, as something to wait for; before the first thread, so that all inherit it.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int signal = 0;
        sigwait(&set_, &signal);
    }

private:
    sigset_t set_;
};

http::Listening listening_of(const ServeOptions& options) {
    http::Listening listening;
    const std::size_t colon = options.listen.rfind(':');
    const std::string port = options.listen.substr(colon == std::string::npos ? 0 : colon + 1);
    const auto [end, error] =
        std::from_chars(port.data(), port.data() + port.size(), listening.port);
    if (error != std::errc() || end != port.data() + port.size() || colon == std::string::npos) {
        throw Fault("--listen wants an address and a port, such as 127.0.0.1:8080");
    }
    listening.address = options.listen.substr(0, colon);
    if (listening.address.size() > 2 && listening.address.front() == '[') {
        listening.address = listening.address.substr(1, listening.address.size() - 2);
    }
    if (options.tls_certificate.empty() != options.tls_key.empty()) {
        throw Fault("--tls-cert and --tls-key go together");
    }
    listening.certificate = options.tls_certificate;
    listening.key = options.tls_key;
    listening.proxy = options.proxy;
    listening.loops = options.loops;
    return listening;
}

std::set<std::string> second_factor_roles(const Office& office, const ServeOptions& options) {
    const posts::RoleBook& book = posts::role_book(office.means);
    std::set<std::string> roles = book.second_factor_roles();
    for (const std::string& role : options.second_factor) {
        if (!book.find(role)) throw Fault("--second-factor: there is no role " + role);
        roles.insert(role);
    }
    return roles;
}

// Whoever's sessions or posts a line has changed asks for a stream anew. What signing in writes
// changes nothing for who is in already.
void end_streams(http::Audience& heard, store::Reader& db, store::Tenant tenant,
                 const journal::Line& line) {
    static const std::set<std::string, std::less<>> harmless = {"log_in", "log_in_failed",
                                                                "second_code_failed"};
    if (!line.record) return;
    if (line.kind == "account" && !harmless.contains(line.verb)) heard.over = {*line.record};
    if (line.kind == "post") {
        const auto post = posts::post(db, tenant, *line.record);
        if (post && post->account) heard.over = {*post->account};
    }
}

// The work of time in one office.
class Hours {
public:
    Hours(Office& office, const http::Services& services, Random& random)
        : office_(office), services_(services), random_(random) {
        published_ = newest();
    }

    std::vector<Job> jobs() {
        return {{"programmes", 5s, [this] { read_programmes(); }},
                {"days", 20s, [this] { let_days_come(); }},
                {"clock", 2s, [this] { let_clocks_ring(); }},
                {"imports", 5s, [this] { services_.imports->wake(); }},  // of other processes
                {"files", 1h, [this] { sweep(); }},
                {"growth", 1h, [this] { note_growth(); }}};
    }

private:
    kernel::Asker machine() {
        kernel::Asker asker;
        asker.who.tenant = services_.tenant;
        asker.act = Id::make(services_.clock.now(), random_);
        return asker;
    }
    std::int64_t newest() {
        return office_.store->read([this](store::Reader& db) {
            auto rows = db.query(newest_programme, services_.tenant);
            return rows.next() ? rows.number(0) : 0;
        });
    }

    // `linli publish` is another process.
    void read_programmes() {
        const std::int64_t now_newest = newest();
        if (now_newest == published_) return;
        office_.catalogue.load(*office_.store, services_.tenant);
        published_ = now_newest;
    }

    // Posts that begin or end with a day; none is left out when the office stood still for a while.
    void let_days_come() {
        const Day today = services_.means.zone.day_of(services_.clock.now());
        const auto last = office_.store->read([this](store::Reader& db) -> std::optional<Day> {
            auto rows = db.query(read_follower, services_.tenant, days_follower);
            if (!rows.next()) return std::nullopt;
            return rows.day(0);
        });
        Day day = last ? last->plus(1) : today;
        for (; day <= today; day = day.plus(1)) {
            const auto done = office_.store->write(
                services_.tenant, [this, day, last](store::Writer& db) -> Outcome<Done> {
                    const kernel::Asker asker = machine();
                    posts::day_came(db, services_.means, asker, day);
                    db.run(move_follower, services_.tenant, days_follower, day);
                    journal::Line line = asker.line("office", Id{}, "day_came");
                    line.record.reset();
                    journal::append(db, std::move(line));
                    if (last) journal::keep_head(db, day.plus(-1));
                    return Done{};
                });
            CHECK(done);
        }
    }

    // What has come due in cases: steps of the clock, lateness, warnings; each exactly once.
    void let_clocks_ring() {
        std::int64_t rung = 1;
        const auto due = [this](store::Reader& db) {
            return cases::due_now(db, services_.tenant, passed_over_, services_.clock.now());
        };
        while (rung > 0 && office_.store->read(due)) {
            const auto done = office_.store->write(
                services_.tenant, [this, &rung](store::Writer& db) -> Outcome<Done> {
                    rung = cases::tick(db, office_.desk, passed_over_);
                    return Done{};
                });
            CHECK(done);
        }
    }

    void sweep() { http::sweep_files(services_, {services_.clock.now().micros - micros_per_day}); }

    // Once a day: what the forecast for the disk is made of.
    void note_growth() {
        const auto [bytes, last] = office_.store->read([this](store::Reader& db) {
            return std::pair(store::bytes_of(db, office_.store->settings()),
                             store::last_upkeep(db, services_.tenant, store::Upkeep::bytes));
        });
        const Instant yesterday{services_.clock.now().micros - 23 * micros_per_hour};
        if (last && last->at > yesterday) return;
        store::note_upkeep(*office_.store, store::Upkeep::bytes, bytes);
    }

    Office& office_;
    http::Services services_;
    Random& random_;
    std::int64_t published_ = 0;
    cases::PassedOver passed_over_;
};

// What of the journal may be told outside: of a case that only some may see, nothing.
bool may_tell(store::Reader& db, const cases::Desk& desk, store::Tenant tenant,
              const journal::Line& line) {
    if (line.kind != "case") return true;
    const auto is = line.record ? cases::find_case(db, tenant, *line.record) : std::nullopt;
    const cases::Rules* rules = is ? desk.rules(is->part, is->version) : nullptr;
    return rules && rules->seen_by.empty();
}

// Who hears at once that there is something new.
http::Audience audience_of(store::Reader& db, const Office& office, store::Tenant tenant,
                           const journal::Line& line, Instant now) {
    http::Audience heard;
    const bool open = may_tell(db, office.desk, tenant, line);
    heard.readers = open && line.kind != "notice" && line.kind != "file";
    if (line.place && open) {
        const auto place = registry::place(db, tenant, *line.place);
        if (place) heard.path = place->path;
    }
    if (line.kind == "case" && line.record) {
        heard.accounts = cases::concerned(db, tenant, *line.record, office.means.zone.day_of(now));
    }
    end_streams(heard, db, tenant, line);
    return heard;
}

// The first line on standard output, once it can be reached.
void announce(const std::string& office, const ServeOptions& options,
              const http::Listening& listening, std::uint16_t port) {
    const bool secure = !listening.certificate.empty();
    if (!secure && !http::stays_here(listening.address) && listening.proxy.empty()) {
        log::warning(
            "passwords travel in the clear: give --tls-cert and --tls-key, or put a proxy in front "
            "and name it with --proxy");
    }
    std::printf("%s: %s://%s:%u/\n", office.c_str(), secure ? "https" : "http",
                options.listen.substr(0, options.listen.rfind(':')).c_str(), unsigned{port});
    std::fflush(stdout);
}

store::Settings settings_for(const ServeOptions& options) {
    store::Settings settings = settings_of(options.place.data);
    if (!options.place.database.empty()) settings.database = options.place.database;
    if (options.batch < 1) throw Fault("--batch wants at least 1");
    settings.batch_max = options.batch;
    return settings;
}

}  // namespace

int serve(const ServeOptions& options) {
    const http::Listening listening = listening_of(options);
    const StopSignals signals;
    const WallClock clock;
    SystemRandom random;
    const store::Settings settings = settings_for(options);
    const FileLock lock(options.place.data + "/serving");
    if (!lock.held()) {
        throw Fault(options.place.data + " is being served already: stop that process first");
    }
    Office office(settings, clock, random, false);
    const auto tenant = office.tenant();

    http::Events events;
    sheets::ImportRunner imports(*office.store, office.means, clock);
    imports.start();
    sheets::Exporter exports(*office.store, office.means, clock);
    const http::Services services{.store = *office.store,
                                  .catalogue = &office.catalogue,
                                  .clock = clock,
                                  .means = office.means,
                                  .tenant = tenant.tenant,
                                  .office = tenant.name,
                                  .events = events,
                                  .imports = &imports,
                                  .exports = &exports,
                                  .second_factor_roles = second_factor_roles(office, options)};
    http::Router router(services);
    http::add_all(router);
    http::Site site(router, events, *office.store, channels_http_resources(), clock.now(),
                    options.watcher);
    const auto hears = [&](store::Reader& db, const journal::Line& line) {
        return audience_of(db, office, tenant.tenant, line, clock.now());
    };
    const http::Follower follower(*office.store, tenant.tenant, events, hears, 300ms);
    Hours hours(office, services, random);
    const Clockwork clockwork(hours.jobs());
    std::atomic<bool> stopping = false;
    webhooks::Sender sender(
        *office.store, tenant.tenant, office.means, clock,
        webhooks::post_by_http(options.webhooks_inside, [&] { return stopping.load(); }),
        [&](store::Reader& db, const journal::Line& line) {
            return may_tell(db, office.desk, tenant.tenant, line);
        });
    const Clockwork telling({{"webhooks", 500ms, [&] { sender.round(); }}});
    http::Server server(listening, site);

    announce(tenant.name, options, listening, server.port());
    signals.wait();
    std::printf("stopping\n");
    std::fflush(stdout);
    stopping = true;
    server.stop(10s);
    return 0;
}

}  // namespace linli::app
