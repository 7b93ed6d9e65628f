// Several threads read while persons move away, are merged and erased, posts end and parties leave
// their matters: no answer that began after a change was acknowledged tells what the change hides.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

#include "channels/http/town_testing.h"

namespace linli::http {
namespace {

using testing::TownRouter;

constexpr std::size_t changes = 6;

// Somebody who will be hidden: by whom they are watched, and what they have brought.
struct Watched {
    Id person;
    std::string name, own, matter;
    std::string worker, post;  // whose post ends
};

class AtOnce : public ::testing::TestWithParam<std::string> {
protected:
    AtOnce() {
        r.publish();
        for (std::size_t i = 0; i < changes; ++i) {
            Watched& one = all[i];
            one.name = "夏侯" + std::string(1, static_cast<char>('a' + i));
            one.person = t.person_at(t.house, one.name);
            one.own = r.resident(one.person);
            one.matter =
                "/api/cases/" + done("POST", "/api/cases", one.own,
                                     "{\"part\":\"opinions.matter\",\"values\":{\"where\":\"" +
                                         t.house.text() + "\",\"story\":\"渗水\"}}")["id"]
                                    .text();
            done("POST", "/api/me/proposals", one.own, "{\"values\":{\"workplace\":\"邮局\"}}");
            one.worker = r.as("grid_worker", t.grid);
            one.post = r.read("/api/me", one.worker)["posts"].items().at(0)["post"].text();
        }
    }

    json::Value done(const std::string& method, const std::string& path, const std::string& token,
                     const std::string& body) {
        const Response answer = r.ask(method, path, token, body, "*");
        if (answer.status >= 300) throw Broken(path + ": " + answer.body);
        return answer.body.empty() ? json::Value() : TownRouter::body_of(answer);
    }

    // By turns: moved out of sight, merged into somebody there, erased. Each leaves their matter,
    // and whoever looked after them leaves the post.
    void hide(std::size_t i) {
        const Watched& one = all[i];
        const std::string path = "/api/people/" + one.person.text();
        done("POST", one.matter + "/steps/withdraw", one.own, "{}");
        done("POST", "/api/posts/" + one.post + "/end", officer, "{}");
        if (i % 3 == 0) {
            done("POST", path + "/moves", officer,
                 "{\"kind\":\"lives\",\"to\":\"" + t.south_house.text() + "\"}");
        } else if (i % 3 == 1) {
            const Id there = t.person_at(t.south_house, "司徒" + one.name.substr(6));
            done("POST", "/api/people/" + there.text() + "/merge", officer,
                 "{\"goes\":\"" + one.person.text() + "\",\"reason\":\"重复登记\"}");
        } else {
            done("POST", path + "/moves", officer, "{\"kind\":\"lives\",\"address\":\"杭州\"}");
            done("POST", path + "/erase", officer, "{\"reason\":\"本人要求\"}");
        }
    }

    // Whoever is hidden stands in none of these.
    void read_once(const std::string& worker) {
        const std::size_t hidden = acknowledged;
        for (const std::string& path :
             {"/api/people?within=" + t.house.text(), std::string("/api/search?q=夏侯"),
              std::string("/api/proposals"), "/api/places/" + t.house.text() + "/stays"}) {
            const Response answer = r.ask("GET", path, worker);
            EXPECT_EQ(answer.status, 200) << path;
            const bool roll = path.ends_with("/stays");  // which has who moved, and no more of them
            for (std::size_t i = 0; i < hidden; ++i) {
                if (roll && i % 3 == 0) continue;
                EXPECT_EQ(answer.body.find(all[i].name), std::string::npos) << path;
            }
        }
        for (std::size_t i = 0; i < hidden; ++i) {
            const std::string path = "/api/people/" + all[i].person.text();
            EXPECT_EQ(r.ask("GET", path, worker).status, 404);
            EXPECT_EQ(r.ask("GET", path, all[i].worker).status, 401);
            EXPECT_EQ(r.ask("GET", all[i].matter, all[i].own).status, i % 3 == 2 ? 401 : 404);
        }
    }

    TownRouter r{GetParam()};
    posts::testing::TestTown& t = r.t;
    std::string officer = r.as("street_officer", t.street);
    std::array<Watched, changes> all;
    std::atomic<std::size_t> acknowledged = 0;
};

INSTANTIATE_TEST_SUITE_P(Engines, AtOnce, ::testing::ValuesIn(store::testing::engines()));

TEST_P(AtOnce, NoAnswerTellsWhatAnAcknowledgedChangeHides) {
    constexpr std::size_t readers = 3;
    const std::string worker = r.as("grid_worker", t.grid);
    std::array<std::atomic<int>, readers> rounds{};
    std::vector<std::jthread> threads;
    for (std::atomic<int>& round : rounds) {
        threads.emplace_back([&](const std::stop_token& over) {
            while (!over.stop_requested()) {
                read_once(worker);
                ++round;
                round.notify_one();
            }
        });
    }
    for (std::size_t i = 0; i < changes; ++i) {
        hide(i);
        acknowledged = i + 1;
        // Until each of them has read once more from the beginning: the round under way, and one.
        for (std::atomic<int>& round : rounds) {
            const int before = round;
            for (int now = before; now < before + 2; now = round)
                round.wait(now);
        }
    }
}

}  // namespace
}  // namespace linli::http
