// init and demo: a new office, and an invented town.
#include <chrono>
#include <cstdio>

#include "access/accounts.h"
#include "app/commands.h"
#include "app/password.h"
#include "app/progress.h"
#include "catalogue/desk.h"
#include "kernel/cases/calendars.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/kinds.h"
#include "kernel/registry/places.h"
#include "town/town.h"

namespace linli::app {
namespace {

[[noreturn]] void stop(const Refusal& refusal) {
    throw Fault(refusal.code + (refusal.at.empty() ? "" : " (" + refusal.at + ")") +
                (refusal.with.empty() ? "" : ": " + refusal.with));
}

// Before anything is made: what may stand at the root of an office.
void check_kind(const std::string& wanted) {
    std::string known;
    for (const registry::Kind& kind : registry::carried_place_kinds().all()) {
        if (kind.root && kind.name == wanted) return;
        if (kind.root) known += (known.empty() ? "" : ", ") + kind.name;
    }
    throw Fault("--kind wants one of " + known);
}

class Beginning {
public:
    Beginning(Office& office, const Clock& clock, Random& random, store::Tenant tenant)
        : office_(office), clock_(clock), random_(random), tenant_(tenant) {}

    template <class Decide>
    void must(Decide&& decide) {
        const auto done = office_.store->write(tenant_, [&](store::Writer& db) -> Outcome<Done> {
            const auto outcome = decide(db);
            if (!outcome) return outcome.refusal();
            return Done{};
        });
        if (!done) stop(done.refusal());
    }
    kernel::Asker machine() {
        kernel::Asker asker;
        asker.who.tenant = tenant_;
        asker.act = fresh();
        return asker;
    }
    Id fresh() { return Id::make(clock_.now(), random_); }

private:
    Office& office_;
    const Clock& clock_;
    Random& random_;
    store::Tenant tenant_;
};

}  // namespace

int init(const InitOptions& options) {
    const auto code = registry::division_code(options.code);
    if (!code) throw Fault("--code wants the 12 digits of a division code, such as 999901001000");
    check_kind(options.kind);
    const std::string password = read_password(options.admin);
    const WallClock clock;
    SystemRandom random;
    Founding folder(options.place);
    const access::Cipher cipher = access::cipher_named(options.seals).value();
    Office office(folder.settings(), clock, random, true, cipher);
    const store::Tenant tenant{std::stoll(code.value().text)};
    office.store->add_tenant({tenant, options.office, Zone{}, access::digest_of(cipher)});
    Beginning begin(office, clock, random, tenant);

    registry::NewPlace root;
    root.kind = options.kind;
    root.name = options.office;
    root.code = code.value().text;
    access::Path path;
    begin.must([&](store::Writer& db) {
        return registry::found(db, office.means, begin.machine(), root);
    });
    access::Account account;
    account.id = begin.fresh();
    account.login = options.admin;
    account.name = options.admin;
    account.password = access::hash_password(password);
    account.must_change_password = true;  // whoever makes the office need not be who runs it
    begin.must([&](store::Writer& db) {
        return access::add_account(db, account, begin.machine().line("account", account.id, "add"));
    });
    begin.must([&](store::Writer& db) {
        return posts::appoint_first(db, office.means, begin.machine(), account.id, "administrator");
    });
    kernel::Asker admin = begin.machine();
    admin.who.account = account.id;
    office.store->read([&](store::Reader& db) {
        admin.who.grants =
            access::grants_of(db, tenant, account.id, office.means.zone.day_of(clock.now()));
    });
    begin.must([&](store::Writer& db) {
        return catalogue::publish(db, office.means, admin, catalogue::carried_programmes());
    });
    for (const catalogue::Source& year : catalogue::carried_calendars()) {
        begin.must([&](store::Writer& db) {
            return cases::seed_calendar(db, begin.machine(), year.text, year.file);
        });
    }
    folder.keep();
    std::printf("%s is ready in %s. Serve it: linli serve --data %s\n", options.office.c_str(),
                options.place.data.c_str(), options.place.data.c_str());
    return 0;
}

int demo(const DemoOptions& options) {
    const WallClock wall;
    town::Settings settings;
    settings.people = options.people;
    settings.seed = options.seed;
    const auto day = Day::parse(options.today);
    if (!options.today.empty() && !day) throw Fault("--today wants a day such as 2026-11-22");
    // The town's time ends in the morning of its last day, and nothing may have happened later than
    // now: who makes it before ten gets yesterday's.
    const Instant ten_hours_ago{wall.now().micros - 10 * micros_per_hour};
    settings.today = day.value_or(Zone{}.day_of(ten_hours_ago));

    SetClock clock(Zone{}.at(settings.today, 0));
    SeededRandom random(options.seed);
    Founding folder(options.place);
    store::Settings quick = folder.settings();
    quick.sync = false;  // nothing is lost that could not be made again
    town::Made made;
    {
        Office office(quick, clock, random, true, access::cipher_named(options.seals).value());
        made = town::make(*office.store, clock, office.means, office.catalogue, settings, shown());
    }
    folder.keep();
    std::printf("%lld people in %lld houses, %lld cases.\n", static_cast<long long>(made.people),
                static_cast<long long>(made.houses), static_cast<long long>(made.cases));
    std::printf("All sign in with the password %s （密码都一样）\n", town::demo_password);
    for (const town::Login& login : made.logins) {
        const std::string role = posts::carried_roles().find(login.role)->title.zh;
        std::printf("  %-10s %s（%s，%s）：%s\n", login.login.c_str(), login.name.c_str(),
                    role.c_str(), login.at.c_str(), login.see.c_str());
    }
    std::printf("工作台 /console/，手机页 /phone/，不用登录的居民服务 /\n");
    return 0;
}

}  // namespace linli::app
