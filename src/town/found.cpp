// Before anybody lives there: the tenant, its places down to each house, the programmes, the
// working calendar, and the account that begins.
#include "access/accounts.h"
#include "catalogue/desk.h"
#include "kernel/cases/calendars.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/paths.h"
#include "town/builder.h"
#include "town/plan.h"

namespace linli::town {
namespace {

constexpr int floors = 6, doors_on_a_floor = 2, stairwells_in_a_building = 2;
constexpr std::int64_t houses_in_a_building = floors * doors_on_a_floor * stairwells_in_a_building;
constexpr double people_in_a_house = 2.45;

registry::NewPlace place(const Id& parent, std::string kind, std::string name,
                         std::string code = "") {
    registry::NewPlace one;
    one.parent = parent;
    one.kind = std::move(kind);
    one.name = std::move(name);
    one.code = std::move(code);
    return one;
}

class Founder {
public:
    explicit Founder(Builder& town) : town_(town), officer_(officer()) {}

    void build(const PlannedCommunity& planned, std::int64_t buildings_in_a_grid) {
        Community community = town_.must([&](store::Writer& db) -> Outcome<Community> {
            Community made;
            made.name = planned.name;
            made.code = planned.code;
            made.place = add(db, town_.street, "community", planned.name, planned.code);
            made.path = path_of(db, made.place);
            return made;
        });
        int number = 0;
        for (const PlannedGrid& grid : planned.grids) {
            char code[16];
            std::snprintf(code, sizeof code, "%s%03d", planned.code.c_str(), ++number);
            community.grids.push_back(town_.must([&](store::Writer& db) -> Outcome<Grid> {
                return build_grid(db, community.place, grid, code, buildings_in_a_grid);
            }));
        }
        town_.communities.push_back(std::move(community));
    }

private:
    // Places are made by the street, before there is anyone to be asked: the right is the role's.
    kernel::Asker officer() {
        kernel::Asker asker;
        asker.who.tenant = town_.tenant;
        asker.who.account = town_.workers.front().account;
        access::Grant grant;
        grant.role = "administrator";
        grant.place = town_.street;
        grant.path = town_.street_path;
        asker.who.grants = {grant};
        return asker;
    }

    Id add(store::Writer& db, const Id& parent, std::string kind, std::string name,
           std::string code = "") {
        const auto made =
            registry::add_place(db, town_.means, town_.again(officer_),
                                place(parent, std::move(kind), std::move(name), std::move(code)));
        if (!made) throw Broken("the town was refused " + made.refusal().code);
        return made.value();
    }
    access::Path path_of(store::Reader& db, const Id& id) {
        return registry::place(db, town_.tenant, id)->path;
    }

    Grid build_grid(store::Writer& db, const Id& community, const PlannedGrid& planned,
                    const std::string& code, std::int64_t buildings) {
        Grid grid;
        grid.name = planned.name;
        grid.old_quarter = planned.old_quarter;
        grid.place = add(db, community, "grid", planned.name, code);
        grid.path = path_of(db, grid.place);
        grid.estate = add(db, grid.place, "estate", planned.estate);
        for (int number = 1; number <= buildings; ++number) {
            const Id building = add(db, grid.estate, "building", std::to_string(number) + "幢");
            for (int stairs = 1; stairs <= stairwells_in_a_building; ++stairs) {
                const Id stairwell =
                    add(db, building, "stairwell", std::to_string(stairs) + "单元");
                grid.stairwells.push_back(stairwell);
                for (int floor = 1; floor <= floors; ++floor) {
                    for (int door = 1; door <= doors_on_a_floor; ++door) {
                        const std::string name = std::to_string(floor * 100 + door);
                        const Id house = add(db, stairwell, "house", name);
                        const char* where = floor == 1        ? "ground"
                                            : floor == floors ? "top"
                                                              : "middle";
                        grid.houses.push_back({house, stairwell, path_of(db, house), where, {}});
                    }
                }
            }
        }
        return grid;
    }

    Builder& town_;
    kernel::Asker officer_;
};

void first_account(Builder& town, const PlannedWorker& planned) {
    kernel::Asker nobody;
    nobody.who.tenant = town.tenant;
    nobody.act = town.new_id();
    access::Account account;
    account.id = town.new_id();
    account.login = planned.login;
    account.name = planned.name;
    account.password = town.password_hash;
    town.must([&](store::Writer& db) -> Outcome<Done> {
        return access::add_account(db, account, nobody.line("account", account.id, "add"));
    });
    town.must([&](store::Writer& db) {
        return posts::appoint_first(db, town.means, town.again(nobody), account.id, planned.role);
    });
    town.workers.push_back({planned.login, planned.name, planned.role, planned.at, "", account.id});
}

void publish_programmes(Builder& town) {
    const kernel::Asker admin = town.asker_of(town.workers.front().account);
    town.must([&](store::Writer& db) {
        return catalogue::publish(db, town.means, town.again(admin),
                                  catalogue::carried_programmes());
    });
    for (const catalogue::Source& year : catalogue::carried_calendars()) {
        town.must([&](store::Writer& db) {
            return cases::seed_calendar(db, town.again(admin), year.text, year.file);
        });
    }
    town.catalogue.load(town.store, town.tenant);
}

}  // namespace

void found_street(Builder& town) {
    const Plan& planned = town.planned;
    town.password_hash = access::hash_password(demo_password);
    town.tenant = store::Tenant{std::stoll(planned.code)};
    town.set_time(town.settings.today.plus(-420), 9 * 60);
    town.store.add_tenant({town.tenant, planned.street, town.means.zone,
                           access::digest_of(town.means.seals->cipher())});

    kernel::Asker nobody;
    nobody.who.tenant = town.tenant;
    town.street = town.must([&](store::Writer& db) {
        return registry::found(db, town.means, town.again(nobody),
                               place({}, "street", planned.street, planned.code));
    });
    town.street_path = town.store.read(
        [&](store::Reader& db) { return registry::place(db, town.tenant, town.street)->path; });
    first_account(town, planned.staff.front());

    publish_programmes(town);

    std::int64_t grids = 0;
    for (const PlannedCommunity& community : planned.communities) {
        grids += static_cast<std::int64_t>(community.grids.size());
    }
    const auto houses =
        static_cast<std::int64_t>(static_cast<double>(town.settings.people) / people_in_a_house);
    const std::int64_t buildings =
        std::max<std::int64_t>(1, houses / (grids * houses_in_a_building));
    Founder founder(town);
    std::int64_t done = 0;
    for (const PlannedCommunity& community : planned.communities) {
        founder.build(community, buildings);
        town.progress("communities built", ++done,
                      static_cast<std::int64_t>(planned.communities.size()));
    }
}

}  // namespace linli::town
