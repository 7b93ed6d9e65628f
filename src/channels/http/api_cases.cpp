// The case desk: reporting, lists, pages, steps. Everything is decided in src/kernel/cases; here it
// is only read and written down.
#include <algorithm>

#include "channels/http/case_input.h"
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "kernel/cases/built_in.h"
#include "kernel/purpose.h"

namespace linli::http {
namespace {

using namespace shape;

// Parts that nobody from outside may report to are told only to those who work here.
bool is_for(const Call& call, const cases::Desk& desk, const cases::Rules& rules) {
    if (!call.who.grants.empty()) return true;
    const bool open =
        std::any_of(rules.channels.begin(), rules.channels.end(),
                    [&](const std::string& channel) { return !desk.channels.at(channel).staff; });
    const cases::Rules* to = rules.into.empty() ? &rules : desk.rules(rules.into, 0);
    return open && to && (to->anonymous || !call.who.stranger());
}

void list_parts(Call& call) {
    const cases::Desk desk = desk_of(call);
    const Day today = call.services.means.zone.day_of(call.now());
    json::Writer writer;
    writer.open_object().key("items").open_array();
    std::vector<const cases::Rules*> confidential;  // after what is of every day
    for (const catalogue::Programme* programme : call.services.catalogue->programmes()) {
        for (const cases::Rules& rules : programme->cases) {
            if (!is_for(call, desk, rules)) continue;
            if (rules.confidential) {
                confidential.push_back(&rules);
            } else {
                writer.raw(cases::part_json(desk, rules));
            }
        }
    }
    if (!confidential.empty()) {
        call.services.store.read([&](store::Reader& db) {
            for (const cases::Rules* rules : confidential) {
                if (!cases::is_heard(db, call.tenant, *rules, today)) continue;
                writer.raw(cases::part_json(desk, *rules));
            }
            return 0;
        });
    }
    call.answer(Response::json(writer.close_array().close_object().take()));
}

std::optional<Id> query_id(const Call& call, std::string_view name) {
    const std::string text = call.query(name);
    if (text.empty()) return std::nullopt;
    return Id::parse(text).value_or(Id{});
}

void list_cases(Call& call) {
    const cases::Desk desk = desk_of(call);
    cases::Asked asked;
    asked.list = call.query("list").empty() ? "all" : call.query("list");
    asked.part = call.query("programme");
    asked.place = query_id(call, "place");
    asked.person = query_id(call, "person");
    asked.unit = query_id(call, "unit");
    asked.most = call.limit();
    if (call.cursor) {
        asked.after = {std::get<std::int64_t>((*call.cursor)[0]),
                       Id::parse(std::get<std::string>((*call.cursor)[1])).value_or(Id{})};
    }
    std::string items;
    std::optional<Cursor> next;
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto found = cases::list(db, desk, call.who, asked, call.now());
        if (!found) return found.refusal();
        items = found.value().json;
        if (found.value().next) {
            next = Cursor{found.value().next->first, found.value().next->second.text()};
        }
        return std::nullopt;
    });
    if (refused) return call.refuse(*refused);
    call.answer_page(items, next);
}

void show_case(Call& call, const Id& id) {
    const cases::Desk desk = desk_of(call);
    const auto seen = call.services.store.read(
        [&](store::Reader& db) { return cases::page_json(db, desk, call.who, id, call.now()); });
    if (!seen) return call.refuse(seen.refusal());
    call.answer(Response::json(seen.value().json).set("ETag", etag(seen.value().edition)));
}

void give_case(Call& call) {
    show_case(call, call.id("case"));
}

void give_receipt(Call& call, const Id& record, int status) {
    const cases::Desk desk = desk_of(call);
    call.answer(Response::json(call.services.store.read([&](store::Reader& db) {
        return cases::receipt_json(db, desk, call.tenant, record, call.act, call.services.office);
    }),
                               status));
}

void report(Call& call) {
    const cases::Report report = report_asked(call);
    call.write(
        [&call, report](store::Writer& db) {
            return cases::report(db, desk_of(call), call.asker(), report);
        },
        [](Call& later, const Id& record) { give_receipt(later, record, 201); });
}

void take(Call& call) {
    const StepAsked asked = step_asked(call);
    const Id record = call.id("case");
    call.write(
        [&call, asked, record](store::Writer& db) {
            return take_step(db, desk_of(call), call.asker(), record, asked);
        },
        [](Call& later, const Id& touched) {
            const std::string& step = later.parameters.at("step");
            // Both give a code to whoever follows the case from now on.
            if (step == "join" || step == "recover") return give_receipt(later, touched, 200);
            const cases::Desk desk = desk_of(later);
            const auto seen = later.services.store.read([&](store::Reader& db) {
                return cases::page_json(db, desk, later.who, touched, later.now());
            });
            // Whoever gave it back, or withdrew, does not see it any more.
            if (!seen) return later.answer(Response::json("{\"id\":\"" + touched.text() + "\"}"));
            later.answer(Response::json(seen.value().json).set("ETag", etag(seen.value().edition)));
        });
}

// What the act was for. The right is asked again: an act sent a second time may come after it
// ended.
void give_revealed(Call& call, const Id& record) {
    const cases::Desk desk = desk_of(call);
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto open = cases::open_case(db, desk, call.who, record, call.now());
        if (!open) return Refusal{"no_such_case", "", ""};
        const auto may = cases::may_do(db, desk, call.who, *open, "reveal", call.now());
        if (!may) return may.refusal();
        return cases::party_json(db, desk, call.tenant, record, call.body["party"].number());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void reveal(Call& call) {
    const Id record = call.id("case");
    const std::int64_t party = call.body["party"].number();
    const std::string purpose = call.body["purpose"].text();
    call.write(
        [&call, record, party, purpose](store::Writer& db) {
            return cases::reveal(db, desk_of(call), call.asker(), record, party, purpose);
        },
        give_revealed);
}

// Where a report would double another.
void find_alike(Call& call) {
    const cases::Desk desk = desk_of(call);
    const std::string items = call.services.store.read([&](store::Reader& db) {
        return cases::alike_json(
            db, desk, call.tenant,
            cases::alike(db, desk, call.who, call.body["part"].text(), call.body["values"]));
    });
    call.answer(Response::json("{\"items\":" + items + "}"));
}

// Whoever lost their code stands at the window and says the end of their number.
void find_lost(Call& call) {
    const cases::Desk desk = desk_of(call);
    json::Writer writer;
    writer.open_object().key("items").open_array();
    call.services.store.read([&](store::Reader& db) {
        for (const cases::Lost& one :
             cases::lost(db, desk, call.who, call.query("tail"), call.now())) {
            auto members = case_row(db, call, one.record)->members();
            members.emplace_back("party", json::Value::of_number(one.party));
            members.emplace_back("party_name", json::Value::of_text(one.name));
            json::Value::of_object(std::move(members)).write(writer);
        }
        return 0;
    });
    call.answer(Response::json(writer.close_array().close_object().take()));
}

}  // namespace

std::vector<Endpoint> case_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/parts",
         .name = "parts",
         .summary =
             "The kinds of matter that the asker may report or see, with what each asks for.",
         .asker = Asker::anyone,
         .answer = object({list("items", part_shape()).must()}),
         .handle = list_parts},
        {.method = "GET",
         .path = "/api/cases",
         .name = "cases",
         .summary = "Cases the asker may see: theirs to do, theirs, open, late, or all.",
         .query = {word("list", {"todo", "mine", "open", "late", "all"}), text("programme"),
                   id("place"), id("person"), id("unit")},
         .answer = page(case_shape()),
         .handle = list_cases,
         .page_key = {Shape::Kind::number, Shape::Kind::id}},
        {.method = "POST",
         .path = "/api/cases",
         .name = "report_case",
         .summary = "Reports a matter, for oneself or for somebody; also without an account.",
         .asker = Asker::anyone,
         .body = report_shape(),
         .answer = receipt_shape(),
         .handle = report},
        {.method = "GET",
         .path = "/api/cases/{case}",
         .name = "case",
         .summary = "A case, its timeline, and what the asker may do next.",
         .answer = case_page_shape(),
         .handle = give_case,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/cases/{case}/steps/{step}",
         .name = "case_step",
         .summary = "Takes a step, declared by the programme or common to all cases.",
         .asker = Asker::anyone,
         .body = step_shape(),
         .answer = any_of({case_page_shape(), receipt_shape(), object({id("id").must()})})
                       .says("The case; of join and recover a receipt; the id alone, when the "
                             "asker does not see it any more."),
         .handle = take,
         .edition = Edition::heeded},
        {.method = "POST",
         .path = "/api/cases/{case}/reveal",
         .name = "reveal_case",
         .summary = "A reporter's name and number, for a purpose; it is written down.",
         .body = object(
             {text("purpose").must().up_to(kernel::purpose_characters_max), number("party")}),
         .answer = object({member("reporter", reporter_shape())}),
         .handle = reveal},
        {.method = "POST",
         .path = "/api/alike",
         .name = "alike",
         .summary = "Open matters of neighbours that a report would double.",
         .asker = Asker::anyone,
         .body = object({text("part").must(), anything("values").must()}),
         .answer = object({list("items", alike_shape()).must()}),
         .handle = find_alike},
        {.method = "GET",
         .path = "/api/lost",
         .name = "lost_codes",
         .summary = "Cases whose reporter's number ends so, for a lost query code.",
         .query = {text("tail").must().up_to(4)},
         .answer = object({list("items", lost_shape()).must()}),
         .handle = find_lost},
    };
}

}  // namespace linli::http
