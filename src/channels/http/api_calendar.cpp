// What cases go by: the working calendar, who is responsible for what, for which periods a register
// was kept, and what an account was told.
#include "channels/http/case_input.h"
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "kernel/cases/routes.h"
#include "kernel/cases/watches.h"
#include "kernel/registry/units.h"

namespace linli::http {
namespace {

using namespace shape;

constexpr store::Sql told{"notices.told",
                          "select seq, at, kind, record, words_zh, words_en, read from notices "
                          "where tenant = ? and account = ? and seq < ? order by seq desc limit ?"};
constexpr store::Sql mark_read{"notices.read",
                               "update notices set read = ? where tenant = ? and account = ? "
                               "and seq <= ? and read is null"};

void give_calendar(Call& call) {
    json::Writer writer;
    call.services.store.read([&](store::Reader& db) {
        const cases::SharedCalendar known = cases::calendar_now(db, call.tenant);
        const cases::Calendar& calendar = *known;
        writer.open_object().field("version", calendar.version).key("years").open_array();
        for (const int year : calendar.years)
            writer.number(year);
        writer.close_array().key("hours").open_array();
        for (const auto& [day, spans] : calendar.hours) {
            writer.open_object().field("from", day).key("spans").open_array();
            for (const cases::Hours& span : spans)
                writer.open_object().field("from", span.from).field("to", span.to).close_object();
            writer.close_array().close_object();
        }
        writer.close_array().key("usual_hours").open_array();
        for (const cases::Hours& span : cases::usual_hours())
            writer.open_object().field("from", span.from).field("to", span.to).close_object();
        writer.close_array().key("days").open_array();
        for (const auto& [day, special] : calendar.specials) {
            writer.open_object().field("day", day).field("works", special.works);
            write_words(writer, "name", {special.name, cases::english_name(special.name)});
            writer.close_object();
        }
        writer.close_array();
        writer.field("may_edit", cases::may_edit_calendar(db, call.services.means, call.who));
        writer.close_object();
        return 0;
    });
    call.answer(Response::json(writer.take()));
}

void import_calendar(Call& call) {
    const std::string text = call.body["text"].text();
    const std::string file = call.body["file"].text().empty() ? "csv" : call.body["file"].text();
    call.write(
        [&call, text, file](store::Writer& db) {
            return cases::import_calendar(db, desk_of(call), call.asker(), text, file);
        },
        [](Call& later, const Id&) { give_calendar(later); });
}

void write_unit(json::Writer& writer, store::Reader& db, store::Tenant tenant,
                const std::optional<Id>& id) {
    const auto unit = id ? registry::unit(db, tenant, *id) : std::nullopt;
    if (!unit) {
        writer.key("unit").null();
    } else {
        write_ref(writer, "unit", unit->id, unit->name);
    }
}

// The table of a part within a place, and for that place what nobody answers for.
void list_routes(Call& call) {
    const cases::Desk desk = desk_of(call);
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const cases::Rules* rules = desk.rules(call.query("part"), 0);
        if (!rules || rules->routes.empty()) return Refusal{"no_such_part", "part", ""};
        const auto place = registry::place_for(db, call.services.means, call.who,
                                               Id::parse(call.query("place")).value_or(Id{}));
        if (!place) return place.refusal();
        const std::string& path = place.value().path;
        json::Writer writer;
        writer.open_object().key("items").open_array();
        for (const cases::Route& route : cases::routes_of(db, call.tenant, rules->name(), path)) {
            const auto at = registry::place(db, call.tenant, route.place);
            writer.open_object().field("word", route.word);
            write_ref(writer, "place", route.place, at ? at->name : "");
            write_unit(writer, db, call.tenant, route.unit);
            writer.close_object();
        }
        writer.close_array().key("coverage").open_array();
        for (const cases::Covered& one : cases::coverage_of(db, call.tenant, *rules, path)) {
            writer.open_object().field("word", one.word);
            write_unit(writer, db, call.tenant, one.unit);
            writer.close_object();
        }
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void then_nothing(Call& later, const Id& touched) {
    later.answer(Response::json("{\"id\":\"" + touched.text() + "\"}"));
}

void set_route(Call& call) {
    const json::Value body = call.body;
    call.write(
        [&call, body](store::Writer& db) {
            const Id place = Id::parse(body["place"].text()).value_or(Id{});
            const std::string& part = body["part"].text();
            const std::string& word = body["word"].text();
            const auto unit = Id::parse(body["unit"].text());
            const cases::Desk desk = desk_of(call);
            if (!unit) return cases::end_route(db, desk, call.asker(), part, word, place);
            return cases::set_route(db, desk, call.asker(), part, word, place, *unit);
        },
        then_nothing);
}

void confirm(Call& call) {
    const json::Value body = call.body;
    call.write(
        [&call, body](store::Writer& db) {
            return cases::confirm(
                db, desk_of(call), call.asker(), body["part"].text(), body["period"].text(),
                Id::parse(body["place"].text()).value_or(Id{}), body["count"].number());
        },
        then_nothing);
}

void list_watches(Call& call) {
    const auto from = Day::parse(call.query("from"));
    const auto to = Day::parse(call.query("to"));
    const cases::Desk desk = desk_of(call);
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto place = registry::place_for(db, call.services.means, call.who,
                                               Id::parse(call.query("place")).value_or(Id{}));
        if (!place) return place.refusal();
        const cases::Rules* rules = desk.rules(call.query("part"), 0);
        if (!rules) return Refusal{"no_such_part", "part", ""};
        if (!cases::sees_part(desk, call.who, *rules, place.value().path)) {
            return Refusal{"not_yours", "place", ""};
        }
        json::Writer writer;
        writer.open_object().key("items").open_array();
        for (const cases::Watched& one :
             cases::watches_of(db, call.tenant, call.query("part"), place.value().id,
                               from.value_or(Day{0}), to.value_or(Day{200000}))) {
            writer.open_object().field("from", one.from).field("to", one.to);
            writer.field("count", one.counted).field("made", one.made).close_object();
        }
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void list_notices(Call& call) {
    const cases::Desk desk = desk_of(call);
    const std::int64_t before = call.cursor ? std::get<std::int64_t>((*call.cursor)[0]) : INT64_MAX;
    std::optional<Cursor> next;
    json::Writer writer;
    writer.open_array();
    struct Row {
        std::int64_t seq;
        Instant at;
        std::string kind;
        std::optional<Id> record;
        fields::Words words;
        std::optional<Instant> read;
    };
    call.services.store.read([&](store::Reader& db) {
        std::vector<Row> found;
        for (auto rows = db.query(told, call.tenant, call.who.account, before, call.limit() + 1);
             rows.next();) {
            found.push_back({rows.number(0),
                             rows.instant(1),
                             rows.text(2),
                             rows.maybe_id(3),
                             {rows.text(4), rows.text(5)},
                             rows.maybe_instant(6)});
        }
        if (static_cast<std::int64_t>(found.size()) > call.limit()) {
            found.pop_back();
            next = Cursor{found.back().seq};
        }
        for (Row& row : found) {
            const bool of_case = row.kind == "case" && row.record;
            if (of_case && !cases::may_hear_of(db, desk, call.who, *row.record, call.now())) {
                continue;
            }
            if (of_case) {
                row.words =
                    cases::notice_words(db, desk, call.who, *row.record, row.words, call.now());
            }
            writer.open_object().field("seq", row.seq).field("at", row.at);
            write_words(writer, "words", row.words);
            writer.field("kind", row.kind).field("record", row.record).field("read", row.read);
            writer.close_object();
        }
        return 0;
    });
    call.answer_page(writer.close_array().take(), next);
}

void read_notices(Call& call) {
    const std::int64_t until = call.body["until"].number();
    call.write(
        [&call, until](store::Writer& db) -> Outcome<Id> {
            db.run(mark_read, db.now(), db.tenant(), call.who.account, until);
            // When it was read is the receipt of whoever had to be told at once.
            journal::Line line = call.asker().line("notice", call.who.account, "read");
            line.body = json::Writer().open_object().field("until", until).close_object().take();
            journal::append(db, std::move(line));
            return call.who.account;
        },
        then_nothing);
}

}  // namespace

std::vector<Endpoint> calendar_endpoints() {
    const Shape span = object(
        {number("from").must().says("minutes of the day"), number("to").must()}, "OfficeHours");
    const Shape hours = object({day("from").must(), list("spans", span).must()});
    const Shape special = object({day("day").must(), flag("works").must(), words("name").must()});
    const Shape calendar =
        object({number("version").must(), list("years", number("")).must(),
                list("hours", hours).must(), list("usual_hours", span).must(),
                list("days", special).up_to(5000).must(), flag("may_edit").must()},
               "Calendar");
    return {
        {.method = "GET",
         .path = "/api/calendar",
         .name = "calendar",
         .summary = "The working calendar: office hours, holidays, and days worked in their stead.",
         .answer = calendar,
         .handle = give_calendar},
        {.method = "POST",
         .path = "/api/calendar",
         .name = "import_calendar",
         .summary = "Takes in a year: lines of day, kind (off, work, hours), name.",
         .body = object({text("text").must().up_to(20000), text("file").up_to(200)}),
         .answer = calendar,
         .handle = import_calendar},
        {.method = "GET",
         .path = "/api/notices",
         .name = "notices",
         .summary = "What the asker was told, the newest first.",
         .answer = page(object({number("seq").must(), instant("at").must(), words("words").must(),
                                text("kind").must(), id("record"), instant("read")},
                               "Notice")),
         .handle = list_notices,
         .page_key = {Shape::Kind::number}},
        {.method = "POST",
         .path = "/api/notices/read",
         .name = "read_notices",
         .summary = "Marks what was told up to a line as read.",
         .body = object({number("until").must()}),
         .answer = object({id("id").must()}),
         .handle = read_notices},
    };
}

std::vector<Endpoint> route_endpoints() {
    const Shape route = object({text("word").must(), ref("place").must(), ref("unit")}, "Route");
    const Shape covered = object({text("word").must(), ref("unit")}, "Covered");
    const Shape watched = object(
        {day("from").must(), day("to").must(), number("count").must(), instant("made").must()},
        "Watched");
    const Shape done = object({id("id").must()});
    return {
        {.method = "GET",
         .path = "/api/routes",
         .name = "routes",
         .summary = "Which unit is responsible for what within a place.",
         .query = {text("part").must(), id("place").must()},
         .answer = object({list("items", route), list("coverage", covered)}),
         .handle = list_routes},
        {.method = "PUT",
         .path = "/api/routes",
         .name = "set_route",
         .summary = "Says which unit is responsible; without a unit, that none is.",
         .body = object({text("part").must(), text("word").must(), id("place").must(), id("unit")}),
         .answer = done,
         .handle = set_route},
        {.method = "GET",
         .path = "/api/watches",
         .name = "watches",
         .summary = "For which days somebody confirmed that a register was kept.",
         .query = {text("part").must(), id("place").must(), day("from"), day("to")},
         .answer = object({list("items", watched)}),
         .handle = list_watches},
        {.method = "POST",
         .path = "/api/watches",
         .name = "confirm_watch",
         .summary = "Confirms that a register was kept for a period, and how many it holds.",
         .body = object({text("part").must(), text("period").must().up_to(10), id("place").must(),
                         number("count").must()}),
         .answer = done,
         .handle = confirm},
    };
}

}  // namespace linli::http
