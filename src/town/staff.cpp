// Who works there: units, accounts and posts. One login of each role greets whoever opens the demo;
// every other community has its own people. And the residents who have an account.
#include "access/accounts.h"
#include "catalogue/desk.h"
#include "kernel/cases/routes.h"
#include "kernel/posts/posts.h"
#include "kernel/posts/slips.h"
#include "kernel/registry/names.h"
#include "town/builder.h"

namespace linli::town {
namespace {

class Office {
public:
    explicit Office(Builder& town)
        : town_(town), boss_(town.asker_of(town.workers.front().account)) {}

    void employ(const PlannedWorker& one, const Id& place, const std::optional<Id>& unit = {}) {
        access::Account account;
        account.id = town_.new_id();
        account.login = one.login;
        account.name = one.name;
        account.password = town_.password_hash;
        town_.must([&](store::Writer& db) -> Outcome<Done> {
            return access::add_account(db, account,
                                       town_.again(boss_).line("account", account.id, "add"));
        });
        posts::NewPost post;
        post.role = one.role;
        post.place = place;
        post.unit = unit;
        post.account = account.id;
        town_.must([&](store::Writer& db) {
            return posts::appoint(db, town_.means, town_.again(boss_), post);
        });
        town_.workers.push_back({one.login, one.name, one.role, one.at, one.unit, account.id});
    }

    // A name nobody has yet, and the login that its pinyin makes.
    void employ_somebody(const std::string& role, const Id& place,
                         const std::optional<Id>& unit = {}, const std::string& key = "") {
        const Day born = town_.settings.today.plus(-town_.between(28 * 365, 56 * 365));
        const std::string name = town_.names.full(born, town_.likely(50) ? "1" : "2", town_.chance);
        std::string login = registry::initials(name) + std::to_string(++hired_);
        while (login.size() < 3)
            login += "0";
        employ({login, name, role, "", key, ""}, place, unit);
    }

private:
    Builder& town_;
    kernel::Asker boss_;
    int hired_ = 0;
};

bool planned_at(const Plan& plan, const std::string& role, const std::string& at) {
    return std::any_of(plan.staff.begin(), plan.staff.end(),
                       [&](const PlannedWorker& one) { return one.role == role && one.at == at; });
}

std::string key_of(const PlannedUnit& unit) {
    return unit.community.empty() ? unit.key : unit.key + "@" + unit.community;
}

void found_units(Builder& town) {
    const kernel::Asker officer = town.asker_of(town.worker("street_officer").account);
    for (const PlannedUnit& planned : town.planned.units) {
        registry::NewUnit unit;
        unit.values.kind = planned.kind;
        unit.values.name = planned.name;
        unit.values.contact = planned.contact;
        unit.values.phone = planned.phone;
        unit.values.place = town.place_named(planned.community);
        town.units[key_of(planned)] = town.must([&](store::Writer& db) {
            return registry::add_unit(db, town.means, town.again(officer), unit);
        });
    }
}

void employ_units(Builder& town, Office& office) {
    for (const PlannedUnit& unit : town.planned.units) {
        const Id id = town.units.at(key_of(unit));
        const Id place = town.place_named(unit.community);
        const auto greets = std::find_if(
            town.planned.staff.begin(), town.planned.staff.end(), [&](const PlannedWorker& one) {
                return one.unit == unit.key && one.at == unit.community;
            });
        if (greets != town.planned.staff.end()) {
            office.employ(*greets, place, id);
        } else {
            office.employ_somebody(unit.kind == "property" ? "repairer" : "unit_contact", place, id,
                                   unit.key);
        }
    }
}

void lay_routes(Builder& town) {
    const cases::Desk desk = catalogue::desk_of(town.catalogue, town.means);
    const kernel::Asker officer = town.asker_of(town.worker("street_officer").account);
    for (const PlannedRoute& route : town.planned.routes) {
        std::vector<Id> places;
        for (const std::string& name : route.at)
            places.push_back(town.place_named(name));
        if (places.empty()) places.push_back(town.street);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const std::string key = route.at.empty() ? route.unit : route.unit + "@" + route.at[i];
            town.must([&](store::Writer& db) {
                return cases::set_route(db, desk, town.again(officer), route.part, route.word,
                                        places[i], town.units.at(key));
            });
        }
    }
}

// A slip from the window, and a password chosen with it.
void open_account(Builder& town, const kernel::Asker& clerk, const House& house,
                  const Resident& person, const std::string& login) {
    const Id slip = town.must([&](store::Writer& db) {
        return posts::give_slip(db, town.means, town.again(clerk), person.id);
    });
    kernel::Asker stranger;
    stranger.who.tenant = town.tenant;
    const std::string code = posts::code_of(town.means, town.tenant, slip);
    const Id account = town.must([&](store::Writer& db) {
        return posts::claim(db, town.means, town.again(stranger), code, login, town.password_hash);
    });
    town.neighbours.push_back({login, person.name, account, person.id, house.place, house.stairwell,
                               house.path, house.floor});
}

std::int64_t age(const Builder& town, const Resident& person) {
    return (town.settings.today.number - person.born.number) / 365;
}

}  // namespace

const Worker& Builder::worker(std::string_view role) const {
    for (const Worker& one : workers) {
        if (one.role == role) return one;
    }
    throw Broken("the town has no " + std::string(role));
}

kernel::Asker Builder::asker_of(const Id& account) {
    kernel::Asker asker;
    asker.who =
        store.read([&](store::Reader& db) { return access::who_of(db, tenant, account, today()); });
    asker.act = new_id();
    return asker;
}

const Community& Builder::community_at(std::string_view path) const {
    for (const Community& one : communities) {
        if (access::within(path, one.path)) return one;
    }
    throw Broken("no community is there");
}

Id Builder::place_named(const std::string& at) const {
    for (const Community& community : communities) {
        if (at == community.name) return community.place;
        for (const Grid& grid : community.grids) {
            const std::string name = community.name + "/" + grid.name;
            if (at == name) return grid.place;
            if (at == name + "/1") return grid.stairwells.front();
        }
    }
    return street;
}

Id Builder::unit(const std::string& key, std::string_view path) const {
    const auto everywhere = units.find(key);
    if (everywhere != units.end()) return everywhere->second;
    return units.at(key + "@" + community_at(path).name);
}

void appoint_staff(Builder& town) {
    Office office(town);
    for (std::size_t i = 1; i < town.planned.staff.size(); ++i) {
        const PlannedWorker& one = town.planned.staff[i];
        if (one.unit.empty()) office.employ(one, town.place_named(one.at));
    }
    for (const Community& community : town.communities) {
        for (const char* role : {"secretary", "window", "mediator"}) {
            if (planned_at(town.planned, role, community.name)) continue;
            office.employ_somebody(role, community.place);
        }
        for (const Grid& grid : community.grids) {
            if (!planned_at(town.planned, "grid_worker", community.name + "/" + grid.name)) {
                office.employ_somebody("grid_worker", grid.place);
            }
            // Not every stairwell has found somebody: that is what coverage shows.
            for (std::size_t i = 1; i < grid.stairwells.size(); ++i) {
                if (town.likely(45)) office.employ_somebody("stairwell_head", grid.stairwells[i]);
            }
        }
    }
    found_units(town);
    employ_units(town, office);
    lay_routes(town);
}

void open_accounts(Builder& town) {
    town.set_time(town.settings.today.plus(-320), 10 * 60);
    std::vector<std::pair<const House*, const Resident*>> asked;
    for (const Community& community : town.communities) {
        for (const Grid& grid : community.grids) {
            for (const House& house : grid.houses) {
                for (const Resident& one : house.people) {
                    const std::int64_t years = age(town, one);
                    if (years < 25 || years > 68) continue;
                    // The one who greets lives in the first stairwell, and so do neighbours.
                    const bool near = &grid == &town.communities.front().grids.front() &&
                                      house.stairwell == grid.stairwells.front();
                    if (near || town.likely(5)) asked.emplace_back(&house, &one);
                }
            }
        }
    }
    int number = 0;
    for (const auto& [house, person] : asked) {
        town.progress("accounts opened", number, static_cast<std::int64_t>(asked.size()));
        const Worker* clerk = nullptr;
        for (const Worker& one : town.workers) {
            if (one.role != "window") continue;
            const kernel::Asker asker = town.asker_of(one.account);
            if (access::within(house->path, asker.who.grants.front().path)) clerk = &one;
        }
        CHECK(clerk != nullptr);
        const std::string login =
            ++number == 1 ? "resident"
                          : registry::initials(person->name) + "." + std::to_string(number);
        open_account(town, town.asker_of(clerk->account), *house, *person, login);
    }
    CHECK(town.neighbours.size() > 2);
}

}  // namespace linli::town
