// What is kept longer than its period: the list of what is due, and erasing it or keeping it
// longer.
#include "channels/http/endpoints.h"
#include "channels/http/people_render.h"
#include "channels/sheets/imports.h"
#include "kernel/registry/retention.h"

namespace linli::http {
namespace {

using namespace shape;

// One thing that is past its period, whatever it is.
struct Due {
    Id record;
    std::string name;
    access::Path path;
    Day since;
    bool may_act = false;
};

// A kind of data whose period is declared: who may see what of it is due, what that is, and what
// can be done about it.
struct Kept {
    const char* kind;
    const char* right;
    std::vector<Due> (*due)(Rendering&, const access::Path&, const After&, std::int64_t most);
    Outcome<Id> (*erase)(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                         std::string_view reason);
    Outcome<Id> (*keep)(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                        Day until, std::string_view reason);
};

std::vector<Due> people(Rendering& show, const access::Path& path, const After& after,
                        std::int64_t most) {
    std::vector<Due> all;
    for (const registry::PersonDue& one : registry::people_due(
             show.db, show.call.tenant, path, after.path, after.id, show.today, most)) {
        const bool may =
            registry::may(show.means, show.call.who, "people.erase", one.person) != nullptr;
        all.push_back({one.person.id, one.person.name, one.person.path, one.left, may});
    }
    return all;
}

std::vector<Due> sheets_kept(Rendering& show, const access::Path& path, const After& after,
                             std::int64_t most) {
    std::vector<Due> all;
    for (const sheets::Import& one :
         sheets::imports_due(show.db, show.call.tenant, show.means.zone, path, after.path, after.id,
                             show.today, most)) {
        const bool may = show.may(sheets::right_for(one.kind), one.path);
        const Day since = show.means.zone.day_of(one.ended.value_or(one.made));
        all.push_back({one.id, one.name, one.path, since, may});
    }
    return all;
}

const std::vector<Kept>& all_kept() {
    static const std::vector<Kept> all = {
        {"person_left", "people.edit", people, registry::erase_person,
         registry::keep_person_longer},
        {"import_sheet", "people.import", sheets_kept, sheets::discard_due,
         sheets::keep_import_longer},
    };
    return all;
}

const Kept* kept_of(const Call& call) {
    const auto given = call.parameters.find("kind");
    for (const Kept& one : all_kept()) {
        if (given != call.parameters.end() && given->second == one.kind) return &one;
    }
    return nullptr;
}

void list_kinds(Call& call) {
    json::Writer writer;
    writer.open_object().key("items").open_array();
    for (const Kept& one : all_kept()) {
        if (access::reach(call.who, *call.services.means.roles, one.right).empty()) continue;
        const registry::Retention& declared = registry::retention(one.kind);
        writer.open_object().field("kind", declared.kind).field("days", declared.days);
        write_words(writer, "title", declared.title);
        write_words(writer, "basis", declared.basis);
        writer.close_object();
    }
    call.answer(Response::json(writer.close_array().close_object().take()));
}

void write_due(json::Writer& writer, Rendering& show, const Kept& kept, const Due& is) {
    const std::string_view kind = kept.kind;
    writer.open_object().field("record", is.record).field("name", is.name);
    writer.field("address", show.address(is.path)).field("since", is.since);
    writer.field("due", is.since.plus(registry::retention(kind).days));
    const auto longer = registry::kept_longer(show.db, show.call.tenant, kind, is.record);
    writer.field("kept_until", longer ? std::optional(longer->until) : std::nullopt);
    writer.field("reason", longer ? longer->reason : "");
    std::vector<std::string_view> can;
    if (is.may_act) can = {"erase", "keep"};
    write_can(writer, can);
    writer.close_object();
}

void list_due(Call& call) {
    const Kept* const kept = kept_of(call);
    if (!kept) return call.refuse({"no_such_kind", "kind", ""});
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, kept->right);
        if (!paths) return paths.refusal();
        Rendering show(db, call);
        const After after = after_of(call);
        auto rows = page_over<Due>(paths.value(), after.path, call.limit() + 1,
                                   [&](const access::Path& path, std::int64_t most) {
                                       return kept->due(show, path, after, most);
                                   });
        const auto next = next_of(rows, call, [](const Due& last) {
            return Cursor{last.path, last.record.text()};
        });
        json::Writer writer;
        writer.open_array();
        for (const Due& one : rows)
            write_due(writer, show, *kept, one);
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

void then_nothing(Call& later, const Id&) {
    later.answer({.status = 204});
}

void erase(Call& call) {
    const Kept* const kept = kept_of(call);
    if (!kept) return call.refuse({"no_such_kind", "kind", ""});
    const Id id = call.id("record");
    call.write(
        [&call, kept, id](store::Writer& db) {
            return kept->erase(db, call.services.means, call.asker(), id,
                               call.body["reason"].text());
        },
        then_nothing);
}

void keep(Call& call) {
    const Kept* const kept = kept_of(call);
    if (!kept) return call.refuse({"no_such_kind", "kind", ""});
    const Id id = call.id("record");
    const Day until = day_in(call.body, "until").value_or(Day{});
    call.write(
        [&call, kept, id, until](store::Writer& db) {
            return kept->keep(db, call.services.means, call.asker(), id, until,
                              call.body["reason"].text());
        },
        then_nothing);
}

}  // namespace

std::vector<Endpoint> retention_endpoints() {
    const Shape kind = object(
        {text("kind").must(), number("days").must(), words("title").must(), words("basis").must()},
        "Retention");
    const Shape due = object(
        {id("record").must(), text("name").must(), text("address").must(), day("since").must(),
         day("due").must(), day("kept_until"), text("reason").must(), can_shape()},
        "Due");
    return {
        {.method = "GET",
         .path = "/api/retention",
         .name = "retention",
         .summary = "The kinds of data whose period is declared, as far as one keeps them.",
         .answer = object({list("items", kind).must()}),
         .handle = list_kinds},
        {.method = "GET",
         .path = "/api/retention/{kind}",
         .name = "due_for_erasure",
         .summary = "What is past its period and not kept longer.",
         .query = {id("within")},
         .answer = page(due),
         .handle = list_due,
         .page_key = {Shape::Kind::text, Shape::Kind::id}},
        {.method = "POST",
         .path = "/api/retention/{kind}/{record}/erase",
         .name = "erase_due",
         .summary = "Erases what is past its period.",
         .body = object({text("reason").must().up_to(200)}),
         .handle = erase},
        {.method = "POST",
         .path = "/api/retention/{kind}/{record}/keep",
         .name = "keep_longer",
         .summary = "Keeps it until a later day, and says why.",
         .body = object({day("until").must(), text("reason").must().up_to(200)}),
         .handle = keep},
    };
}

}  // namespace linli::http
