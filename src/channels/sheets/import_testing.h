// A town into which sheets are imported, by a window clerk of 北苑社区 and an officer of the
// street. Included by tests only.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "channels/sheets/import_runner.h"
#include "kernel/posts/testing.h"
#include "kernel/registry/households.h"
#include "kernel/registry/residences.h"

namespace linli::sheets::testing {

using posts::testing::TestTown;
using store::testing::town;

inline std::string sheet_file(const std::string& name) {
    std::filesystem::path folder = std::filesystem::current_path();
    while (!std::filesystem::exists(folder / "tests/sheets") && folder.has_relative_path()) {
        folder = folder.parent_path();
    }
    std::ifstream file(folder / "tests/sheets" / name, std::ios::binary);
    CHECK(file.good());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

class ImportTest : public ::testing::TestWithParam<std::string> {
protected:
    ImportTest() : runner(t.store(), t.means, t.inside.clock) {
        // The account that hands in, with a grant of its own: the runner looks it up again.
        clerk = t.as("window", t.north);
        clerk.who.account = t.account_of("window");
        grant(clerk, "window", t.north);
        officer = t.as("street_officer", t.street);
        officer.who.account = t.account_of("officer");
        grant(officer, "street_officer", t.street);
    }

    void grant(const kernel::Asker& asker, const std::string& role, const Id& place) {
        static constexpr store::Sql insert{
            "test.grant",
            "insert into grants (tenant, account, post, role, place, path, stand_in, from_day) "
            "values (?, ?, ?, ?, ?, ?, 0, 0)"};
        const access::Path path = t.path_of(place);
        t.write([&](store::Writer& db) -> Outcome<Done> {
             db.run_derived(insert, db.tenant(), asker.who.account, t.fresh(), role, place, path);
             return Done{};
         }).value();
    }

    kernel::Asker anew(kernel::Asker asker) {
        asker.act = t.fresh();
        return asker;
    }

    // Handed in, and looked at.
    Id hand_in(const std::string& bytes, ImportKind kind = ImportKind::people,
               const ImportOptions& options = {}, const kernel::Asker* asker = nullptr) {
        const kernel::Asker who = anew(asker ? *asker : clerk);
        const Id place = who.who.grants.at(0).place;
        const Id id =
            t.write([&](store::Writer& db) {
                 return begin_import(db, t.means, who, {{}, kind, "list.xlsx", place, options});
             }).value();
        keep_import_file(t.store(), t.means, town, id, bytes);
        runner.work_off();
        return id;
    }
    template <class Act>
    Outcome<Id> act(Act&& act, const Id& id, const kernel::Asker* asker = nullptr) {
        const kernel::Asker who = anew(asker ? *asker : clerk);
        const auto done = t.write([&](store::Writer& db) { return act(db, t.means, who, id); });
        runner.work_off();
        return done;
    }
    Id take_over(const std::string& bytes, ImportKind kind = ImportKind::people) {
        const Id id = hand_in(bytes, kind);
        act(run_import, id).value();
        return id;
    }

    Import at(const Id& id) {
        return t.read([&](store::Reader& db) { return import(db, town, id).value(); });
    }
    // "state new updated same maybe bad warned".
    std::string summary(const Id& id) {
        const Import is = at(id);
        std::string out(word_of(is.state));
        for (const std::int64_t count : {is.counts.fresh, is.counts.updated, is.counts.same,
                                         is.counts.maybe, is.counts.bad, is.counts.warned}) {
            out += " " + std::to_string(count);
        }
        return is.refusal ? out + " " + is.refusal->code : out;
    }
    // Each row as "line verdict name: field code with!".
    std::vector<std::string> lines(const Id& id, std::string_view verdict = "to_mend") {
        const Import is = at(id);
        const auto found = t.read([&](store::Reader& db) {
            return import_lines(db, t.means, town, is, verdict, 0, 1000);
        });
        std::vector<std::string> out;
        for (const ImportLine& line : found) {
            std::string text = std::to_string(line.line) + " " + line.verdict + " " + line.name;
            for (const Problem& problem : line.problems) {
                text += "; " + problem.field + " " + problem.code +
                        (problem.with.empty() ? "" : " " + problem.with) +
                        (problem.grave ? "!" : "");
            }
            out.push_back(text);
        }
        return out;
    }
    std::optional<registry::Person> named(const std::string& name) {
        return t.read([&](store::Reader& db) -> std::optional<registry::Person> {
            static constexpr store::Sql by_name{
                "test.person", "select id from persons where tenant = ? and name = ?"};
            std::vector<Id> ids;
            for (auto rows = db.query(by_name, town, name); rows.next();)
                ids.push_back(rows.id(0));
            CHECK(ids.size() <= 1);
            return ids.empty() ? std::nullopt : registry::person(db, town, ids[0]);
        });
    }
    std::string address(const std::optional<Id>& place) {
        if (!place) return "";
        return t.read([&](store::Reader& db) {
            registry::Addresses addresses(db, t.means, town);
            return addresses.of(registry::place(db, town, *place)->path);
        });
    }
    // "relation name" of everyone in somebody's household, the head first.
    std::vector<std::string> family(const std::string& name) {
        const Id id = named(name)->id;
        return t.read([&](store::Reader& db) {
            std::vector<std::string> out;
            const auto member = registry::membership(db, town, id);
            if (!member) return out;
            for (const auto& one : registry::members(db, town, member->household, t.today())) {
                out.push_back(one.relation + " " + registry::person(db, town, one.person)->name);
            }
            return out;
        });
    }
    // A community's sheet, all of whose decisions are made by its clerk.
    Outcome<Id> decide_as(const Id& id, std::int64_t line, Decision decision) {
        const kernel::Asker who = anew(clerk);
        return t.write(
            [&](store::Writer& db) { return decide(db, t.means, who, id, line, decision); });
    }
    std::int64_t journal_length() {
        return t.read([](store::Reader& db) {
            const auto last = journal::before(db, town, 0, 1);
            return last.empty() ? 0 : last[0].seq;
        });
    }

    TestTown t{GetParam()};
    kernel::Asker clerk, officer;
    ImportRunner runner;
};

using Lines = std::vector<std::string>;

}  // namespace linli::sheets::testing
