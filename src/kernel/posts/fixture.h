// What the tests of posts and of slips do again and again. Included by tests only.
#pragma once

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"

namespace linli::posts::testing {

class PostTest : public ::testing::TestWithParam<std::string> {
protected:
    Outcome<Id> appoint_as(const kernel::Asker& asker, const NewPost& is) {
        return t.write([&](store::Writer& db) { return appoint(db, t.means, asker, is); });
    }
    Id appointed(const std::string& role, const Id& place, const Id& account) {
        return appoint_as(t.admin(), {.role = role, .place = place, .account = account}).value();
    }
    Outcome<Id> end(const kernel::Asker& asker, const Id& id, Day day) {
        const auto is = t.read([&](store::Reader& db) { return post(db, town, id); });
        const std::int64_t edition = is ? is->edition : 0;
        return t.write([&](store::Writer& db) {
            return end_post(db, t.means, asker, id, edition, day, "调离");
        });
    }
    Outcome<Id> stand(const kernel::Asker& asker, const Id& id, const Id& account, Day from,
                      Day to) {
        return t.write(
            [&](store::Writer& db) { return stand_in(db, t.means, asker, id, account, from, to); });
    }
    std::optional<Turn> turn(const std::string& role, const Id& place) {
        const access::Path path = t.path_of(place);
        return t.read(
            [&](store::Reader& db) { return mover(db, t.means, town, role, path, t.today()); });
    }
    std::vector<access::Grant> grants(const Id& account, Day day) {
        return t.read([&](store::Reader& db) { return access::grants_of(db, town, account, day); });
    }
    std::size_t sessions(const Id& account) {
        return t.read([&](store::Reader& db) {
            return access::sessions_of(db, town, account, t.inside.clock.now()).size();
        });
    }
    void sign_in(const Id& account) {
        t.write([&](store::Writer& db) -> Outcome<Done> {
             const access::Session session{
                 t.fresh(), account, "", db.now(), {db.now().micros + micros_per_hour}};
             access::begin_session(db, session, access::make_token(t.random),
                                   t.stranger().line("account", account, "login"));
             return Done{};
         }).value();
    }
    void days_pass(int days) {
        t.inside.clock.set({t.inside.clock.now().micros + days * micros_per_day});
    }

    TestTown t{GetParam()};
    Id secretary = t.account_of("secretary");
    Id zhao = t.account_of("zhao");
    Id qian = t.account_of("qian");
};

}  // namespace linli::posts::testing
