// The invented town with people who hold posts, and a desk with programmes on it. Tests only.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/resources.h"
#include "kernel/cases/cases.h"
#include "kernel/cases/declare.h"
#include "kernel/posts/testing.h"
#include "kernel/registry/units.h"

namespace linli::cases::testing {

using posts::testing::town;

inline std::string file(const std::string& path) {
    std::ifstream stream(path);
    CHECK(stream);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

class Office : public posts::testing::TestTown {
public:
    Office(const std::string& engine, const std::vector<std::string>& programmes)
        : TestTown(engine) {
        Common common =
            read_common(yaml::parse(file("programmes/common/cases.yaml"), "cases.yaml").value())
                .value();
        for (const posts::Role& role : posts::carried_roles().all()) {
            common.roles.insert(role.name);
            if (role.confidential) common.confidential_roles.insert(role.name);
        }
        common.parts = {"opinions.matter"};
        for (const std::string& path : programmes) {
            const yaml::Node node = yaml::parse(file(path), path).value();
            const auto declared =
                declare(node.find("programme")->text, fields::words(*node.find("title")).value(),
                        *node.find("cases"), common);
            CHECK(declared);
            for (Rules rules : declared.value()) {
                rules.version = 1;
                known[rules.name()] = std::move(rules);
            }
        }
        desk.means = means;
        desk.channels = common.channels;
        desk.rules = [this](const std::string& part, std::int64_t) -> const Rules* {
            const auto found = known.find(part);
            return found == known.end() ? nullptr : &found->second;
        };
        desk.parts = [this](const std::string& name) {
            std::vector<std::string> names;
            for (const auto& [part, rules] : known) {
                if (name.empty() || name == part || name == rules.programme) names.push_back(part);
            }
            return names;
        };
        listen(hooks, desk);
        desk.means.hooks = &hooks;
        write([&](store::Writer& db) {
            return seed_calendar(db, stranger(), file("programmes/common/calendar/2026.csv"),
                                 "2026.csv");
        }).value();
        street_officer = somebody("officer", "street_officer", street);
        secretary = somebody("secretary", "secretary", north);
        clerk = somebody("clerk", "window", north);
    }

    // An account that holds a post.
    kernel::Asker somebody(const std::string& login, const std::string& role, const Id& place,
                           std::optional<Id> unit = {}) {
        const Id account = account_of("staff." + login);
        kernel::Asker boss = officer();
        posts::NewPost post;
        post.role = role;
        post.place = place;
        post.unit = unit;
        post.account = account;
        write([&](store::Writer& db) { return posts::appoint(db, means, boss, post); }).value();
        return again(account, login);
    }
    // Whoever it is, as of now, about to do something else.
    kernel::Asker again(const Id& account, const std::string& name, Id person = {}) {
        kernel::Asker asker;
        asker.who.tenant = town;
        asker.who.account = account;
        asker.who.person = person;
        asker.who.name = name;
        asker.who.grants =
            read([&](store::Reader& db) { return access::grants_of(db, town, account, today()); });
        asker.act = fresh();
        return asker;
    }
    kernel::Asker again(const kernel::Asker& asker) {
        if (!asker.who.account) return stranger();
        return again(asker.who.account, asker.who.name, asker.who.person);
    }
    kernel::Asker dweller(const std::string& login, const Id& place) {
        const Id person = person_at(place, "李" + login);
        return again(account_of("resident." + login, person), login, person);
    }
    Id unit_of(const std::string& name, const Id& place) {
        registry::NewUnit unit;
        unit.values.kind = registry::carried_unit_kinds().all().front().name;
        unit.values.name = name;
        unit.values.place = place;
        return write([&](store::Writer& db) {
                   return registry::add_unit(db, means, officer(), unit);
               })
            .value();
    }

    void at(const std::string& local) {
        inside.clock.set(
            *Instant::parse(local.substr(0, 10) + "T" + local.substr(11) + ":00+08:00"));
    }
    // What a step gives: the state, or "refused CODE AT WITH".
    std::string step(const kernel::Asker& who, const Id& record, const std::string& name,
                     const std::string& given = "{}", const std::vector<Id>& units = {},
                     std::optional<std::int64_t> followed = {}) {
        const Doing doing{name, {}, json::Value::parse(given).value(), units, followed};
        const kernel::Asker asker = again(who);
        return said(record,
                    write([&](store::Writer& db) { return act(db, desk, asker, record, doing); }));
    }
    template <class Deed>
    std::string deed(const Id& record, Deed&& deed) {
        return said(record, write(std::forward<Deed>(deed)));
    }
    std::string said(const Id& record, const Outcome<Id>& outcome) {
        if (!outcome) {
            const Refusal& refusal = outcome.refusal();
            return "refused " + refusal.code + (refusal.at.empty() ? "" : " " + refusal.at) +
                   (refusal.with.empty() ? "" : " " + refusal.with);
        }
        return now(record).state;
    }
    Case now(const Id& record) {
        return read([&](store::Reader& db) { return find_case(db, town, record).value(); });
    }
    std::string due(const Id& record) {
        const auto due = now(record).due;
        return due ? Zone{}.text(*due) : "";
    }
    std::vector<std::string> may(const kernel::Asker& who, const Id& record) {
        return read([&](store::Reader& db) -> std::vector<std::string> {
            const auto open = open_case(db, desk, again(who).who, record, inside.clock.now());
            return open ? can(db, desk, again(who).who, *open, inside.clock.now())
                        : std::vector<std::string>{"nothing of it"};
        });
    }
    std::vector<Id> listed(const Id& within, const std::string& list) {
        static constexpr store::Sql sql{"test.scope",
                                        "select record from scope where tenant = ? and within = ? "
                                        "and list = ? order by sort, record"};
        return read([&](store::Reader& db) {
            std::vector<Id> all;
            for (auto rows = db.query(sql, town, within, list); rows.next();)
                all.push_back(rows.id(0));
            return all;
        });
    }
    // Verbs of the journal, oldest first.
    std::vector<std::string> verbs(const Id& record) {
        return read([&](store::Reader& db) {
            std::vector<std::string> all;
            for (const journal::Line& line : journal::timeline(db, town, record))
                all.push_back(line.verb);
            return all;
        });
    }
    void tick_all() {
        PassedOver passed;
        while (tick_once(passed) > 0) {
        }
        CHECK(passed.empty());
    }
    std::int64_t tick_once(PassedOver& passed, std::int64_t most = 50) {
        std::int64_t done = 0;
        CHECK(store().write(town, [&](store::Writer& db) -> Outcome<Done> {
            done = tick(db, desk, passed, most);
            return Done{};
        }));
        return done;
    }
    std::vector<std::string> told(const kernel::Asker& who) {
        static constexpr store::Sql sql{
            "test.told",
            "select words_zh from notices where tenant = ? and account = ? order by seq"};
        return read([&](store::Reader& db) {
            std::vector<std::string> all;
            for (auto rows = db.query(sql, town, who.who.account); rows.next();)
                all.push_back(rows.text(0));
            return all;
        });
    }

    std::map<std::string, Rules> known;
    Desk desk;
    kernel::Asker street_officer, secretary, clerk;
};

// An office with the programmes that the tests of cases go by, on either engine.
class CaseTest : public ::testing::TestWithParam<std::string> {
protected:
    Office office{GetParam(),
                  {"programmes/opinions/opinions.yaml", "programmes/homes/defects.yaml",
                   "programmes/opinions/through_train.yaml", "programmes/peace/petitions.yaml"}};

    Outcome<Id> report(const kernel::Asker& who, const std::string& part,
                       const std::string& channel, const std::string& given, const For& whom = {}) {
        Report is;
        is.part = part;
        is.channel = channel;
        is.fields = json::Value::parse(given).value();
        is.whom = whom;
        return office.write(
            [&](store::Writer& db) { return cases::report(db, office.desk, who, is); });
    }
    std::string story(const Id& place, const std::string& more = "") {
        return "{\"story\":\"二楼漏水\",\"where\":\"" + place.text() + "\"" + more + "}";
    }
};

}  // namespace linli::cases::testing
