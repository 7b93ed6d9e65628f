// What all chapters of the town's making share: the store and its clock, who acts, and chance.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "town/names.h"
#include "town/town.h"

namespace linli::town {

struct House {
    Id place;
    Id stairwell;
    access::Path path;
    std::vector<Id> people;
};

struct Grid {
    Id place;
    access::Path path;
    std::string name;
    std::vector<Id> stairwells;
    std::vector<House> houses;
};

struct Community {
    Id place;
    access::Path path;
    std::string name, code;
    std::vector<Grid> grids;
};

struct Worker {
    std::string login, name, role;
    Id account;
    kernel::Asker asker;  // with the grants of the posts
};

struct Builder {
    store::Store& store;
    SetClock& clock;
    kernel::Means means;
    catalogue::Catalogue& catalogue;
    Settings settings;
    Progress progress;
    SeededRandom chance;
    Names names{};

    store::Tenant tenant{};
    Id street{};
    access::Path street_path{};
    std::vector<Community> communities{};
    std::map<std::string, Id> units{};  // by the key of town.yaml
    std::map<std::string, std::string> unit_names{};
    std::vector<Worker> workers{};
    std::string password_hash{};
    std::int64_t phones_given = 0;
    std::int64_t people_made = 0;

    bool likely(int percent) { return chance.below(100) < static_cast<std::uint64_t>(percent); }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(
                           chance.below(static_cast<std::uint64_t>(most - least + 1)));
    }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[chance.below(all.size())];
    }

    Id new_id() { return Id::make(clock.now(), *means.random); }
    void set_time(Day day, std::int64_t minute) { clock.set(means.zone.at(day, minute)); }
    std::string next_phone();

    // The same person doing the next thing: a fresh act.
    kernel::Asker again(const kernel::Asker& who) {
        kernel::Asker next = who;
        next.act = new_id();
        return next;
    }
    const Worker& worker(std::string_view role) const;  // the first of the role

    // Runs `decide(writer)` in the lane and gives its value; a refusal is a mistake in the town.
    template <class Decide>
    auto must(Decide&& decide) {
        std::optional<std::decay_t<decltype(decide(std::declval<store::Writer&>()).value())>> got;
        const auto done = store.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            auto outcome = decide(db);
            if (!outcome) return outcome.refusal();
            got = std::move(outcome).value();
            return Done{};
        });
        if (!done) {
            const Refusal& refusal = done.refusal();
            throw Broken("the town was refused " + refusal.code + " at " + refusal.at + " " +
                         refusal.with);
        }
        return *std::move(got);
    }
};

// The chapters, in their order.
void found_street(Builder&);   // tenant, places, programmes, calendar, first account
void settle_people(Builder&);  // households in their houses
void appoint_staff(Builder&);  // units, accounts, posts
std::int64_t live(Builder&);   // cases; gives how many

}  // namespace linli::town
