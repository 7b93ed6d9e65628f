// What all chapters of the town's making share: the store and its clock, who acts, and chance.
//
// What runs in the lane may run twice, so chance is asked and the town is changed outside of it:
// each chapter first decides what is to be done, then does it, then notes what came of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "town/names.h"
#include "town/plan.h"
#include "town/town.h"

namespace linli::town {

struct Resident {
    Id id;
    Day born;
    std::string name;
};

// `floor`: ground, middle or top.
struct House {
    Id place;
    Id stairwell;
    access::Path path;
    std::string floor;
    std::vector<Resident> people;
};

struct Grid {
    bool old_quarter = false;
    Id place, estate;
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
    std::string login, name, role, at;
    std::string unit;  // key
    Id account;
};

// Somebody of the town with an account of their own.
struct Neighbour {
    std::string login, name;
    Id account;
    Id person, house, stairwell;
    access::Path path;
    std::string floor;
};

struct Builder {
    store::Store& store;
    SetClock& clock;
    kernel::Means means;
    catalogue::Catalogue& catalogue;
    Settings settings;
    Progress progress;
    SeededRandom chance;
    Plan planned = plan();
    Names names{};

    store::Tenant tenant{};
    Id street{};
    access::Path street_path{};
    std::vector<Community> communities{};
    std::map<std::string, Id> units{};  // "water", "property@望潮社区"
    std::vector<Worker> workers{};
    std::vector<Neighbour> neighbours{};
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
    Day today() const { return means.zone.day_of(clock.now()); }
    void set_time(Day day, std::int64_t minute) { clock.set(means.zone.at(day, minute)); }
    std::string next_phone();

    // Somebody at work now, with the posts of the day and a fresh act.
    kernel::Asker asker_of(const Id& account);
    // The same person doing the next thing.
    kernel::Asker again(const kernel::Asker& who) {
        kernel::Asker next = who;
        next.act = new_id();
        return next;
    }
    const Worker& worker(std::string_view role) const;  // the first of the role
    const Community& community_at(std::string_view path) const;
    Id place_named(const std::string& at) const;  // "望潮社区/第一网格/1": the first stairwell
    Id unit(const std::string& key, std::string_view path) const;  // that serves there

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
                         refusal.with + ", " + means.zone.text(clock.now()));
        }
        return *std::move(got);
    }
};

// The chapters, in their order.
void found_street(Builder&);   // tenant, places, programmes, calendar, first account
void appoint_staff(Builder&);  // units, accounts, posts, routes
void settle_people(Builder&);  // households in their houses
void open_accounts(Builder&);  // for residents, by slips from the window
std::int64_t live(Builder&);   // cases; gives how many

}  // namespace linli::town
