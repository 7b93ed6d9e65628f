// A photo on its way in and out: kept once, sealed, and for its sender's eyes until an act names
// it.
#include <gtest/gtest.h>

#include "channels/http/endpoints.h"
#include "channels/http/testing.h"

namespace linli::http {
namespace {

using testing::code_of;

// The smallest PNG: one grey pixel.
const std::string dot(
    "\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\000\001\000\000\000\001\010\000"
    "\000\000\000\072\176\233U\000\000\000\012IDATx\234ch\000\000\000\202\000\201w\315r"
    "\266\000\000\000\000IEND\256B\140\202",
    67);

class FilesApi : public ::testing::Test {
protected:
    FilesApi() { add_all(town.router); }
    Response ask(Request request) { return town.ask(std::move(request)); }
    Request upload(const std::string& bytes, const std::string& token,
                   const std::string& name = "file") {
        const Multipart form = multipart({{name, "a.png", "image/png", bytes}});
        Request request = town.post("/api/files", form.body, token);
        for (auto& [header, value] : request.headers) {
            if (header == "content-type") value = form.content_type;
        }
        return request;
    }
    static std::string id_in(const Response& response) {
        return json::Value::parse(response.body).value()["id"].text();
    }

    testing::TestRouter town;
};

TEST_F(FilesApi, KeepsAPhotoForItsSender) {
    const std::string wang = town.log_in("wang");
    const std::string zhao = town.log_in("zhao");
    const Request request = upload(dot, wang);
    const Response kept = ask(request);
    ASSERT_EQ(kept.status, 201) << kept.body;
    const std::string id = id_in(kept);
    EXPECT_EQ(id_in(ask(request)), id);

    const std::string path = "/api/files/" + id;
    const Response full = ask(town.get(path, wang));
    EXPECT_EQ(full.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(full.body.substr(0, 3), "\xff\xd8\xff");
    Request small = town.get(path, wang);
    small.query = {{"size", "small"}};
    EXPECT_EQ(ask(small).body.substr(0, 3), "\xff\xd8\xff");
    small.query = {{"size", "huge"}};
    EXPECT_EQ(code_of(ask(small)), "no_such_choice");

    EXPECT_EQ(code_of(ask(town.get(path, zhao))), "no_such_file");
    EXPECT_EQ(code_of(ask(town.get(path))), "no_such_file");
    EXPECT_EQ(code_of(ask(town.get("/api/files/" + town.fresh_id().text(), wang))), "no_such_file");
    EXPECT_EQ(code_of(ask(town.get("/api/files/x", wang))), "no_such_file");

    const auto stored = town.inside.store->file(store::testing::town, *Id::parse(id));
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->find("\xff\xd8\xff"), std::string::npos);  // sealed
}

TEST_F(FilesApi, TurnsAwayWhatIsNoPhoto) {
    EXPECT_EQ(code_of(ask(upload("hello", ""))), "picture_unknown");
    EXPECT_EQ(code_of(ask(upload(dot.substr(0, 40), ""))), "picture_broken");
    EXPECT_EQ(code_of(ask(upload(dot, "", "photo"))), "field_missing");
}

TEST_F(FilesApi, ForgetsWhatNoActHasNamed) {
    const std::string wang = town.log_in("wang");
    const auto sweep = [&] {
        const Instant now = town.inside.clock.now();
        sweep_files(town.services(), {now.micros - micros_per_hour});
    };
    const std::string old = id_in(ask(upload(dot, wang)));
    const std::string named = id_in(ask(upload(dot, wang)));
    town.write([&](store::Writer& db) -> Outcome<Done> {
        static constexpr store::Sql name_file{
            "testing.name_file", "update files set record = ? where tenant = ? and id = ?"};
        db.run(name_file, town.fresh_id(), db.tenant(), *Id::parse(named));
        journal::append(db, town.line("case", town.fresh_id(), "report"));
        return Done{};
    });
    town.inside.clock.set({town.inside.clock.now().micros + 2 * micros_per_hour});
    const std::string fresh = id_in(ask(upload(dot, town.log_in("zhao"))));
    sweep();
    const auto kept = [&](const std::string& id) {
        return town.inside.store->file(store::testing::town, *Id::parse(id)).has_value();
    };
    EXPECT_FALSE(kept(old));
    EXPECT_TRUE(kept(named));
    EXPECT_TRUE(kept(fresh));
}

TEST_F(FilesApi, SlowsStrangersDown) {
    Response last;
    for (std::int64_t i = 0; i <= Attempts::burst; ++i) {
        Request request = upload("hello", "");
        request.remote = "10.0.0.7";
        last = ask(request);
    }
    EXPECT_EQ(code_of(last), "slow_down");
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(last.header("Retry-After"), "4");
    EXPECT_EQ(ask(upload(dot, town.log_in("wang"))).status, 201);
}

TEST_F(FilesApi, TakesSoManyBytesADayFromAllStrangers) {
    Services services = town.services();
    services.strangers_bytes_per_day = 1;
    Router strict(services);
    add_all(strict);
    const auto send = [&](const std::string& token) { return strict.ask(upload(dot, token)); };
    EXPECT_EQ(send("").status, 201);
    const Response full = send("");
    EXPECT_EQ(code_of(full), "strangers_files_full");
    EXPECT_EQ(full.status, 429);
    // Until midnight in the office.
    const std::int64_t wait = text::whole_number(full.header("Retry-After")).value();
    EXPECT_GT(wait, 0);
    EXPECT_LE(wait, 86'400);
    const std::string wang = town.log_in("wang");
    EXPECT_EQ(send(wang).status, 201);
    const Instant now = town.inside.clock.now();
    town.inside.clock.set({now.micros + (wait - 2) * micros_per_second});
    EXPECT_EQ(code_of(send("")), "strangers_files_full");
    town.inside.clock.set({now.micros + wait * micros_per_second});
    EXPECT_EQ(send("").status, 201);
}

}  // namespace
}  // namespace linli::http
