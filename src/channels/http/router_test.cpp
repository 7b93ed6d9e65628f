// What the router refuses before an endpoint is asked, in which order, and what a write promises:
// sent twice it is done once, whoever else tries its act id is refused, and the answer is anew.
#include "channels/http/router.h"

#include <gtest/gtest.h>

#include "channels/http/testing.h"

namespace linli::http {
namespace {

using testing::code_of;
using testing::TestRouter;
using Kind = Shape::Kind;

// Keeps a note in the journal, which is all the store that this test needs.
void keep_note(Call& call) {
    const std::string words = call.body["words"].text();
    call.write(
        [&call, words](store::Writer& db) -> Outcome<Id> {
            if (words == "no") return Refusal{"wrong_state", "words", "王芳"};
            if (words == "fault") throw Fault("the disk is full");
            CHECK(words != "broken");
            journal::Line line = call.asker().line("note", call.act, "keep");
            line.body = json::Value::of_text(words).str();
            journal::append(db, line);
            return call.act;
        },
        [](Call& later, const Id& record) {
            const auto lines = later.services.store.read(
                [&](store::Reader& db) { return journal::timeline(db, later.tenant, record); });
            later.answer(Response::json(lines.front().body, 201).set("ETag", etag(1)));
        });
}

void list_notes(Call& call) {
    const std::int64_t from = call.cursor ? std::get<std::int64_t>((*call.cursor)[0]) : 0;
    const std::int64_t to = from + call.limit();
    call.answer_page("[" + std::to_string(from) + "]",
                     to < 100 ? std::optional(Cursor{to}) : std::nullopt);
}

const std::vector<Endpoint> notes = {
    {.method = "GET",
     .path = "/api/notes",
     .name = "note_list",
     .summary = "Notes.",
     .asker = Asker::anyone,
     .query = {shape::flag("open")},
     .handle = list_notes,
     .page_key = {Kind::number}},
    {.method = "POST",
     .path = "/api/notes",
     .name = "note_keep",
     .summary = "Keeps a note.",
     .body = shape::object({shape::text("words").must()}),
     .handle = keep_note},
    {.method = "GET",
     .path = "/api/who",
     .name = "who",
     .summary = "Who asks.",
     .asker = Asker::newcomer,
     .handle = [](Call& call) { call.answer(Response::json("\"" + call.who.login + "\"")); }},
    {.method = "PUT",
     .path = "/api/notes/{note}",
     .name = "note_edit",
     .summary = "Edits a note.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             if (!call.id("note")) return call.refuse({"no_such_note", "", ""});
             call.answer(
                 {.status = 204, .body = {}, .route = std::to_string(call.edition.value_or(-1))});
         },
     .edition = Edition::asked},
    {.method = "POST",
     .path = "/api/files",
     .name = "file_keep",
     .summary = "Keeps a file.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             call.answer(Response::json("\"" + std::string(call.uploads.at(0).bytes) + "\""));
         },
     .uploads = true},
    {.method = "GET",
     .path = "/api/trouble/{kind}",
     .name = "trouble",
     .summary = "Trouble.",
     .asker = Asker::anyone,
     .handle =
         [](Call& call) {
             if (call.parameters["kind"] == "fault") throw Fault("the database has gone away");
             CHECK(call.parameters["kind"] != "broken");
         }},
};

class RouterTest : public ::testing::Test {
protected:
    RouterTest() { town.router.add(notes); }
    Response ask(Request request) { return town.router.ask(std::move(request)); }
    TestRouter town;
};

TEST_F(RouterTest, RefusesInOrderBeforeAnybodyIsAsked) {
    const std::string token = town.log_in("wang");
    const std::string newcomer = town.log_in("newcomer", true);
    const auto posted = [&](auto change) {
        Request request = town.post("/api/notes", R"({"words":"a"})", token);
        change(request);
        return ask(request);
    };
    const auto set = [](const std::string& name, const std::string& value) {
        return [=](Request& request) {
            std::erase_if(request.headers,
                          [&](const auto& header) { return header.first == name; });
            request.headers.emplace_back(name, value);
        };
    };
    const struct {
        Response got;
        int status;
        std::string code;
    } rows[] = {
        {ask(town.get("/api/nowhere")), 404, "no_such_path"},
        {ask({.method = "DELETE", .path = "/api/notes"}), 405, "no_such_method"},
        {posted(set("sec-fetch-site", "cross-site")), 403, "cross_site"},
        {posted(set("sec-fetch-site", "same-site")), 403, "cross_site"},
        {posted(set("origin", "https://evil.example")), 403, "cross_site"},
        {posted(set("origin", "null")), 403, "cross_site"},
        {posted(set("cookie", "linli=made-up")), 401, "login_first"},
        {posted(set("cookie", "__Host-linli=" + token)), 401, "login_first"},
        {posted(set("cookie", "linli=" + newcomer)), 403, "password_must_change"},
        {posted(set("linli-account", Id{}.text())), 401, "login_first"},
        {posted(set("idempotency-key", "")), 400, "act_missing"},
        {posted(set("idempotency-key", "1")), 400, "act_bad"},
        {posted(set("idempotency-key", Id{}.text())), 400, "act_bad"},
        {posted(set("idempotency-key", "7b1f0c6e-55aa-8c1d-9a3e-0123456789ab")), 400, "act_bad"},
        {posted([](Request& request) { request.query["x"] = "1"; }), 422, "field_unknown"},
        {posted(set("content-type", "text/plain")), 415, "bad_media_type"},
        {posted([](Request& request) { request.body = "{"; }), 400, "bad_json"},
        {posted([](Request& request) { request.body = "{}"; }), 422, "field_missing"},
        {posted([](Request& request) { request.body = R"({"words":"no"})"; }), 409, "wrong_state"},
        {posted([](Request& request) { request.body = R"({"words":"fault"})"; }), 503, "try_again"},
        {posted([](Request& request) { request.body = R"({"words":"broken"})"; }), 500, "broken"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(row.got.status, row.status) << row.code;
        EXPECT_EQ(code_of(row.got), row.code);
    }
    EXPECT_EQ(ask({.method = "DELETE", .path = "/api/notes"}).header("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(rows[6].got.header("WWW-Authenticate"), "Session");
    EXPECT_EQ(posted(set("sec-fetch-site", "same-origin")).status, 201);
    const auto own_origin = [&](Request& request) {
        request.headers.emplace_back("host", "town.example");
        request.headers.emplace_back("origin", "https://town.example");
    };
    EXPECT_EQ(posted(own_origin).status, 201);
    EXPECT_EQ(ask(town.get("/api/who", newcomer)).body, "\"newcomer\"");
}

// Also where a stranger would be answered, nobody acts as one by mistake.
TEST_F(RouterTest, ActsForNobodyButTheAccountThatThePageShows) {
    const Id wang = town.account("wang", "");
    const Id zhou = town.account("zhou", "");
    const auto asks = [&](const std::string& token, const Id& shown) {
        Request request = town.get("/api/trouble/none", token);
        request.headers.emplace_back("linli-account", shown.text());
        return ask(std::move(request));
    };
    const std::string token = town.session(wang);
    EXPECT_EQ(code_of(asks(token, wang)), "broken");
    EXPECT_EQ(asks(token, zhou).status, 401);
    EXPECT_EQ(code_of(asks(token, zhou)), "login_first");
    EXPECT_EQ(code_of(asks("", wang)), "login_first");
    EXPECT_EQ(code_of(ask(town.get("/api/trouble/none"))), "broken");
}

TEST_F(RouterTest, DoesAnActOnce) {
    const std::string wang = town.log_in("wang");
    const std::string zhao = town.log_in("zhao");
    Request request = town.post("/api/notes", R"({"words":"漏水"})", wang);
    const Response first = ask(request);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.body, "\"漏水\"");
    EXPECT_EQ(first.header("Cache-Control"), "no-store");
    const Response again = ask(request);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, "\"漏水\"");

    Request other = request;
    other.body = R"({"words":"堵了"})";
    EXPECT_EQ(code_of(ask(other)), "act_reused");
    Request borrowed = request;
    borrowed.headers[0].second = "linli=" + zhao;
    EXPECT_EQ(code_of(ask(borrowed)), "act_reused");

    const auto lines = town.inside.store->read(
        [&](store::Reader& db) { return journal::after(db, store::testing::town, 0, 100); });
    EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                            [](const auto& line) { return line.kind == "note"; }),
              1);
}

TEST_F(RouterTest, GivesPagesThatFollowEachOther) {
    Request request = town.get("/api/notes");
    request.query = {{"limit", "40"}, {"open", "true"}};
    Response page = ask(request);
    EXPECT_EQ(page.status, 200);
    std::vector<std::string> seen;
    while (true) {
        const json::Value body = json::Value::parse(page.body).value();
        seen.push_back(body["items"].str());
        if (!body.has("next")) break;
        EXPECT_EQ(page.header("Link"), "</api/notes?limit=40&open=true&cursor=" +
                                           body["next"].text() + ">; rel=\"next\"");
        request.query["cursor"] = body["next"].text();
        page = ask(request);
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"[0]", "[40]", "[80]"}));

    request.query["open"] = "false";
    EXPECT_EQ(code_of(ask(request)), "bad_cursor");
    request.query = {{"limit", "0"}};
    EXPECT_EQ(code_of(ask(request)), "field_bad");
    request.query = {{"limit", "201"}};
    EXPECT_EQ(code_of(ask(request)), "too_great");
}

TEST_F(RouterTest, AsksForTheEditionOfWhatIsEdited) {
    const auto edit = [&](const std::string& match, const std::string& note) {
        Request request = town.post("/api/notes/" + note, "");
        request.method = "PUT";
        if (!match.empty()) request.headers.emplace_back("if-match", match);
        return ask(request);
    };
    const std::string note = town.fresh_id().text();
    EXPECT_EQ(code_of(edit("", note)), "edition_missing");
    EXPECT_EQ(edit("", note).status, 428);
    for (const std::string match : {"7", "\"\"", "\"x\"", "W/\"7\"", "\"7\", \"8\""}) {
        EXPECT_EQ(code_of(edit(match, note)), "edition_bad") << match;
    }
    EXPECT_EQ(edit(etag(7), note).route, "7");
    EXPECT_EQ(edit("*", note).route, "-1");
    EXPECT_EQ(code_of(edit("*", "B3")), "no_such_note");
}

TEST_F(RouterTest, TakesUploadsOnlyWhereTheyAreDeclared) {
    const Multipart form = multipart({{"file", "a.jpg", "image/jpeg", "bytes"}});
    Request request = town.post("/api/files", form.body);
    request.headers[0].second = form.content_type;
    EXPECT_EQ(ask(request).body, "\"bytes\"");
    request.body = "--torn";
    EXPECT_EQ(code_of(ask(request)), "bad_multipart");
    EXPECT_EQ(code_of(ask(town.post("/api/files", "{}"))), "bad_media_type");
    EXPECT_GT(town.router.body_bytes_max("POST", "/api/files"), 1U << 20);
    EXPECT_EQ(town.router.body_bytes_max("POST", "/api/notes"), 1U << 20);
    EXPECT_EQ(town.router.body_bytes_max("POST", "/nowhere"), 1U << 20);
}

TEST_F(RouterTest, DescribesItself) {
    const json::Value document = json::Value::parse(openapi(town.router.endpoints())).value();
    EXPECT_EQ(document["openapi"].text(), "3.1.0");
    std::size_t operations = 0;
    for (const auto& [path, item] : document["paths"].members()) {
        for (const auto& [method, operation] : item.members()) {
            ++operations;
            const json::Value& responses = operation["responses"];
            EXPECT_EQ(responses["4XX"]["$ref"].text(), "#/components/responses/refused");
            const std::string parameters = operation["parameters"].str();
            const bool writes = method != "get";
            EXPECT_EQ(parameters.find("parameters/act") != std::string::npos, writes) << path;
        }
    }
    EXPECT_EQ(operations, town.router.endpoints().size());
    const json::Value& notes_path = document["paths"]["/api/notes"];
    EXPECT_TRUE(notes_path["get"]["responses"]["2XX"]["headers"].has("Link"));
    EXPECT_TRUE(notes_path["get"]["security"].items().empty());
    EXPECT_FALSE(notes_path["post"]["security"].items().empty());
    EXPECT_TRUE(notes_path["post"]["requestBody"]["content"].has("application/json"));
    const json::Value& edit = document["paths"]["/api/notes/{note}"]["put"];
    EXPECT_NE(edit["parameters"].str().find("parameters/edition"), std::string::npos);
    EXPECT_TRUE(document["components"]["schemas"].has("Problem"));
}

TEST_F(RouterTest, AnswersForWhatGoesWrong) {
    const Response fault = ask({.method = "GET", .path = "/api/trouble/fault"});
    EXPECT_EQ(fault.status, 503);
    EXPECT_EQ(code_of(fault), "try_again");
    EXPECT_EQ(fault.body.find("database"), std::string::npos);
    EXPECT_EQ(fault.header("Retry-After"), "1");
    EXPECT_EQ(code_of(ask({.method = "GET", .path = "/api/trouble/broken"})), "broken");
    EXPECT_EQ(code_of(ask({.method = "GET", .path = "/api/trouble/none"})), "broken");
}

}  // namespace
}  // namespace linli::http
