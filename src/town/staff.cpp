// Who works there: units, accounts and posts. One login of each role greets whoever opens the demo;
// every other community has its own people.
#include "access/accounts.h"
#include "base/text.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/names.h"
#include "town/builder.h"
#include "town/plan.h"

namespace linli::town {
namespace {

class Office {
public:
    explicit Office(Builder& town) : town_(town) { boss_ = asker_of(town.workers.front().account); }

    void employ(const std::string& login, const std::string& name, const std::string& role,
                const Id& place, const std::optional<Id>& unit = {}) {
        const std::string free_login = unused(login);
        access::Account account;
        account.id = town_.new_id();
        account.login = free_login;
        account.name = name;
        account.password = town_.password_hash;
        town_.must([&](store::Writer& db) -> Outcome<Done> {
            return access::add_account(db, account,
                                       town_.again(boss_).line("account", account.id, "add"));
        });
        posts::NewPost post;
        post.role = role;
        post.place = place;
        post.unit = unit;
        post.account = account.id;
        town_.must([&](store::Writer& db) {
            return posts::appoint(db, town_.means, town_.again(boss_), post);
        });
        town_.workers.push_back({free_login, name, role, account.id, asker_of(account.id)});
    }

    // A name nobody has yet, and the login that its pinyin makes.
    void employ_somebody(const std::string& role, const Id& place,
                         const std::optional<Id>& unit = {}) {
        const Day born = town_.settings.today.plus(-town_.between(28 * 365, 56 * 365));
        const std::string name = town_.names.full(born, town_.likely(50) ? "1" : "2", town_.chance);
        employ(registry::initials(name) + std::to_string(++hired_), name, role, place, unit);
    }

private:
    kernel::Asker asker_of(const Id& account) {
        kernel::Asker asker;
        asker.who.tenant = town_.tenant;
        asker.who.account = account;
        town_.store.read([&](store::Reader& db) {
            asker.who.grants = access::grants_of(db, town_.tenant, account,
                                                 town_.means.zone.day_of(town_.clock.now()));
        });
        return asker;
    }
    std::string unused(std::string login) {
        while (login.size() < 3)
            login += "0";
        return login;
    }

    Builder& town_;
    kernel::Asker boss_;
    int hired_ = 0;
};

Id place_named(const Builder& town, const std::string& at) {
    for (const Community& community : town.communities) {
        if (at == community.name) return community.place;
        for (const Grid& grid : community.grids) {
            if (at == community.name + "/" + grid.name) return grid.place;
        }
    }
    return town.street;
}

bool planned_at(const Plan& plan, const std::string& role, const std::string& at) {
    for (const PlannedWorker& one : plan.staff) {
        if (one.role == role && one.at == at) return true;
    }
    return false;
}

void found_units(Builder& town, const Plan& plan, const kernel::Asker& officer) {
    for (const PlannedUnit& planned : plan.units) {
        registry::NewUnit unit;
        unit.values.kind = planned.kind;
        unit.values.name = planned.name;
        unit.values.place = place_named(town, planned.community);
        town.units[planned.key] = town.must([&](store::Writer& db) {
            return registry::add_unit(db, town.means, town.again(officer), unit);
        });
        town.unit_names[planned.key] = planned.name;
    }
}

}  // namespace

const Worker& Builder::worker(std::string_view role) const {
    for (const Worker& one : workers) {
        if (one.role == role) return one;
    }
    throw Broken("the town has no " + std::string(role));
}

void appoint_staff(Builder& town) {
    const Plan planned = plan();
    Office office(town);
    for (std::size_t i = 1; i < planned.staff.size(); ++i) {
        const PlannedWorker& one = planned.staff[i];
        office.employ(one.login, one.name, one.role, place_named(town, one.at));
    }
    for (const Community& community : town.communities) {
        for (const char* role : {"secretary", "window", "mediator"}) {
            if (planned_at(planned, role, community.name)) continue;
            office.employ_somebody(role, community.place);
        }
        for (const Grid& grid : community.grids) {
            if (!planned_at(planned, "grid_worker", community.name + "/" + grid.name)) {
                office.employ_somebody("grid_worker", grid.place);
            }
            // Not every stairwell has found somebody: that is what coverage shows.
            for (const Id& stairwell : grid.stairwells) {
                if (town.likely(35)) office.employ_somebody("stairwell_head", stairwell);
            }
        }
    }
    found_units(town, planned, town.worker("street_officer").asker);
    for (const PlannedUnit& unit : planned.units) {
        const bool repairs = unit.kind == "property";
        const Id id = town.units.at(unit.key);
        const Id place = place_named(town, unit.community);
        if (unit.key == "property_east") {
            office.employ("repair", "吴志强", "repairer", place, id);
        } else {
            office.employ_somebody(repairs ? "repairer" : "unit_contact", place, id);
        }
    }
    town.progress("staff", 100);
}

}  // namespace linli::town
