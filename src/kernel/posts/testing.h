// A small invented town for tests: a store, its means, a few places, and people who may do things.
// Included by tests only.
#pragma once

#include <string>

#include "access/accounts.h"
#include "access/testing.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/persons.h"

namespace linli::posts::testing {

using store::testing::town;

class TestTown {
public:
    explicit TestTown(const std::string& engine)
        : inside(engine),
          seals(access::testing::seals_of(inside.settings(), random)),
          roles(carried_roles().rights()),
          means{&seals, &random, &roles, Zone{}} {
        means.hooks = &hooks;
        street = place_of("street", "临里街道", {});
        north = place_of("community", "北苑社区", street);
        south = place_of("community", "南苑社区", street);
        grid = place_of("grid", "第一网格", north);
        estate = place_of("estate", "和风新村", grid);
        building = place_of("building", "3幢", estate);
        house = place_of("house", "101", building);
        other_house = place_of("house", "102", building);
        south_house = place_of("house", "1号", south);
    }

    store::Store& store() { return *inside.store; }
    Id fresh() { return Id::make(inside.clock.now(), random); }
    Day today() const { return means.zone.day_of(inside.clock.now()); }
    Day day(int back) const { return today().plus(-back); }

    // Somebody with a role at a place: no account behind it, but every right of the role.
    kernel::Asker as(const std::string& role, const Id& place) {
        kernel::Asker asker;
        asker.who.tenant = town;
        asker.who.account = fresh();
        asker.who.name = role;
        asker.who.grants = {{fresh(), role, place, path_of(place), std::nullopt, false}};
        asker.act = fresh();
        return asker;
    }
    kernel::Asker officer() { return as("street_officer", street); }
    kernel::Asker admin() { return as("administrator", street); }
    kernel::Asker window() { return as("window", north); }
    kernel::Asker stranger() {
        kernel::Asker asker;
        asker.who.tenant = town;
        asker.act = fresh();
        return asker;
    }
    // A resident's own session.
    kernel::Asker resident(const Id& person) {
        kernel::Asker asker = stranger();
        asker.who.account = fresh();
        asker.who.person = person;
        return asker;
    }

    // Runs `decide(writer)` in the lane and gives what it gives.
    template <class Decide>
    auto write(Decide&& decide) -> decltype(decide(std::declval<store::Writer&>())) {
        using Result = decltype(decide(std::declval<store::Writer&>()));
        std::optional<Result> result;
        const auto ended = store().write(town, [&](store::Writer& db) -> Outcome<Done> {
            result.emplace(decide(db));
            if (!*result) return result->refusal();
            return Done{};
        });
        CHECK(static_cast<bool>(ended) == static_cast<bool>(*result));
        return *std::move(result);
    }
    template <class Look>
    auto read(Look&& look) {
        return store().read(std::forward<Look>(look));
    }

    access::Path path_of(const Id& place) {
        return read([&](store::Reader& db) { return registry::place(db, town, place)->path; });
    }
    registry::Place place(const Id& id) {
        return read([&](store::Reader& db) { return registry::place(db, town, id).value(); });
    }
    registry::Person person(const Id& id) {
        return read([&](store::Reader& db) { return registry::person(db, town, id).value(); });
    }

    Id place_of(const std::string& kind, const std::string& name, const Id& parent) {
        registry::NewPlace is;
        is.parent = parent;
        is.kind = kind;
        is.name = name;
        const kernel::Asker asker = parent ? officer() : stranger();
        return write([&](store::Writer& db) {
                   return parent ? registry::add_place(db, means, asker, is)
                                 : registry::found(db, means, asker, is);
               })
            .value();
    }

    Id person_at(const Id& place, const std::string& name, const std::string& id_number = "",
                 const std::string& phone = "") {
        registry::NewPerson is;
        is.values.set("name", name);
        if (!id_number.empty()) is.values.document = registry::Document{"", id_number};
        if (!phone.empty()) is.values.phones = std::vector<std::string>{phone};
        is.lives = registry::Stay{place, {}, ""};
        const kernel::Asker asker = officer();
        return write([&](store::Writer& db) { return registry::add_person(db, means, asker, is); })
            .value();
    }

    Id account_of(const std::string& login, std::optional<Id> person = {}) {
        const access::Account account{
            .id = fresh(), .login = login, .name = login, .person = person};
        write([&](store::Writer& db) {
            return access::add_account(db, account, stranger().line("account", account.id, "add"));
        }).value();
        return account.id;
    }

    SystemRandom random;
    store::testing::TestStore inside;
    access::Seals seals;
    access::Roles roles;
    kernel::Hooks hooks;
    kernel::Means means;
    Id street, north, south, grid, estate, building, house, other_house, south_house;
};

}  // namespace linli::posts::testing
