// The one search box, code tables, and what touched a record. A case is found by its number alone:
// what people said in it is sealed.
#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "channels/http/case_input.h"
#include "channels/http/endpoints.h"
#include "channels/http/people_render.h"
#include "kernel/registry/codes_tables.h"
#include "kernel/registry/search.h"

namespace linli::http {
namespace {

using namespace shape;

constexpr std::int64_t hits_max = 50;

void write_hit(json::Writer& writer, const registry::Hit& hit) {
    writer.open_object().field("kind", hit.kind).field("id", hit.id);
    writer.field("name", hit.name).field("where", hit.where);
    writer.field("why", hit.why).close_object();
}

void write_numbered(json::Writer& writer, store::Reader& db, const Call& call) {
    const auto row = case_numbered(db, call, text::trim(call.query("q")));
    if (!row) return;
    const std::string title = (*row)["title"].text();
    write_hit(writer, {.kind = "case",
                       .id = *Id::parse((*row)["id"].text()),
                       .name = title.empty() ? (*row)["kind_title"]["zh"].text() : title,
                       .where = (*row)["number"].text() + " " + (*row)["place"]["name"].text(),
                       .why = "number"});
}

// By any of the names that people use for it.
void write_programmes(json::Writer& writer, const Call& call) {
    const std::string asked = text::lower(text::trim(call.query("q")));
    if (text::length(asked) < 2) return;
    for (const catalogue::Programme* programme : call.services.catalogue->programmes()) {
        std::vector<std::string> names{programme->title.zh, programme->title.en};
        names.insert(names.end(), programme->also.begin(), programme->also.end());
        const bool called_so = std::any_of(names.begin(), names.end(), [&](const auto& name) {
            return text::lower(name).find(asked) != std::string::npos;
        });
        if (!called_so) continue;
        writer.open_object().field("kind", "programme").field("id", programme->name);
        writer.field("name", programme->title.zh);
        write_words(writer, "title", programme->title);
        writer.field("where", text::joined(programme->also, "、")).field("why", "");
        writer.close_object();
    }
}

void search(Call& call) {
    registry::Question question{call.query("q"), call.query("kind"), "",
                                call.query_number("limit", 12)};
    const std::string within = call.query("within");
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        if (!within.empty()) {
            const auto place = registry::place_for(db, call.services.means, call.who,
                                                   Id::parse(within).value_or(Id{}), "within");
            if (!place) return place.refusal();
            question.within = place.value().path;
        }
        json::Writer writer;
        writer.open_object().key("items").open_array();
        if (question.kind.empty() && within.empty()) {
            write_numbered(writer, db, call);
            if (!call.who.grants.empty()) write_programmes(writer, call);
        }
        for (const registry::Hit& hit :
             registry::search(db, call.services.means, call.who, question)) {
            write_hit(writer, hit);
        }
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void give_codes(Call& call) {
    json::Writer writer;
    writer.open_object();
    for (const auto& [name, table] : registry::code_tables()) {
        writer.key(name).open_array();
        for (const registry::Code& code : table.codes()) {
            writer.open_object().field("value", code.code);
            write_words(writer, "title", {code.name, code.english});
            writer.close_object();
        }
        writer.close_array();
    }
    call.answer(
        Response::json(writer.close_object().take()).set("Cache-Control", "private, max-age=3600"));
}

// ---- what touched a record ----

void add_lines(std::vector<journal::Line>& lines, store::Reader& db, const Call& call,
               const Id& record) {
    for (journal::Line& line : journal::timeline(db, call.tenant, record))
        lines.push_back(std::move(line));
}

bool is_look(const journal::Line& line) {
    return line.verb == "reveal";
}

// A person's own lines, those of what was merged into them, and those of households that name them.
std::vector<journal::Line> lines_of_person(Rendering& show, const registry::Person& person) {
    const store::Tenant tenant = show.call.tenant;
    std::vector<Id> records = registry::merged_into(show.db, tenant, person.id);
    records.push_back(person.id);
    std::vector<journal::Line> lines;
    for (const Id& record : records) {
        add_lines(lines, show.db, show.call, record);
        for (const registry::Member& member : registry::memberships(show.db, tenant, record)) {
            for (journal::Line& line : journal::timeline(show.db, tenant, member.household)) {
                const json::Value body = json::Value::parse(line.body).value();
                const bool names = id_in(body, "person") == record || id_in(body, "head") == record;
                if (names) lines.push_back(std::move(line));
            }
        }
    }
    if (!may_see_looks(show, person)) std::erase_if(lines, is_look);
    return lines;
}

// A household's own lines, and how those who are in it came there.
// What became of somebody who moved out of the asker's sight is not told.
std::vector<journal::Line> lines_of_household(Rendering& show, const Id& id) {
    const store::Tenant tenant = show.call.tenant;
    std::vector<journal::Line> lines = journal::timeline(show.db, tenant, id);
    for (const registry::Member& member : registry::members(show.db, tenant, id, show.today)) {
        const auto person = registry::person(show.db, tenant, member.person);
        if (!person || !show.sees(*person)) continue;
        for (journal::Line& line : journal::timeline(show.db, tenant, member.person)) {
            if (line.verb == "add" || line.verb == "move") lines.push_back(std::move(line));
        }
    }
    return lines;
}

// Whom a line of a household is about.
std::string person_in(const Rendering& show, const journal::Line& line, const json::Value& body) {
    const auto named = id_in(body, "person");
    const auto id = line.kind == "person" ? line.record : named ? named : id_in(body, "head");
    const auto person = id ? show.named(*id) : std::nullopt;
    return person ? person->name : "";
}

// The lines of a place, a house or a unit. Who looked at its numbers, and what for, is told to who
// keeps it, as with a person.
std::vector<journal::Line> lines_of_record(store::Reader& db, const Call& call, const Id& record,
                                           bool keeps_it) {
    std::vector<journal::Line> lines = journal::timeline(db, call.tenant, record);
    if (!keeps_it) std::erase_if(lines, is_look);
    return lines;
}

Outcome<std::vector<journal::Line>> lines_of(store::Reader& db, const Call& call) {
    Rendering show(db, call);
    const Id record = Id::parse(call.query("record")).value_or(Id{});
    const std::string kind = call.query("kind");
    if (kind == "person") {
        const auto person = registry::person_for(db, show.means, call.who, record, "record");
        if (!person) return person.refusal();
        return lines_of_person(show, person.value());
    }
    if (kind == "household") {
        const auto household = registry::household_for(db, show.means, call.who, record);
        if (!household) return household.refusal();
        return lines_of_household(show, record);
    }
    if (kind == "unit") {
        const auto unit = registry::unit_for(db, show.means, call.who, record, "record");
        if (!unit) return unit.refusal();
        return lines_of_record(db, call, record, show.may("units.edit", unit.value().path));
    }
    const auto place = registry::place_for(db, show.means, call.who, record, "record");
    if (!place) return place.refusal();
    // What was done to a place is no secret to those who work there.
    const auto works_there = [&](const access::Grant& grant) {
        return access::within(place.value().path, grant.path);
    };
    if (std::none_of(call.who.grants.begin(), call.who.grants.end(), works_there)) {
        return Refusal{"not_yours", "record", ""};
    }
    return lines_of_record(db, call, record, show.may("people.edit", place.value().path));
}

void list_history(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        auto found = lines_of(db, call);
        if (!found) return found.refusal();
        std::vector<journal::Line> lines = std::move(found).value();
        std::sort(lines.begin(), lines.end(),
                  [](const auto& one, const auto& other) { return one.seq > other.seq; });
        if (call.cursor) {
            const std::int64_t before = std::get<std::int64_t>((*call.cursor)[0]);
            std::erase_if(lines, [&](const auto& line) { return line.seq >= before; });
        }
        const auto next =
            next_of(lines, call, [](const journal::Line& last) { return Cursor{last.seq}; });
        const Rendering show(db, call);
        json::Writer writer;
        writer.open_array();
        for (const journal::Line& line : lines) {
            writer.open_object().field("at", line.at);
            writer.field("detail", line.basis).field("kind", line.kind);
            writer.field("verb", line.verb).field("record", line.record);
            const auto account =
                line.account ? access::account(db, call.tenant, *line.account) : std::nullopt;
            writer.field("actor", account ? account->name : "");
            const json::Value body = json::Value::parse(line.body).value();
            const bool of_many = call.query("kind") == "household";
            writer.field("person", of_many ? person_in(show, line, body) : "");
            writer.key("fields").open_array();
            for (const json::Value& field : body["fields"].items())
                writer.text(field.text());
            writer.close_array().close_object();
        }
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

Shape hit_shape() {
    return object(
        {text("kind").must(), text("id").must().says("Of a programme its name."),
         text("name").must(), words("title"), text("where").must(),
         text("why").must().says("phone, id_number, address, code, number; or the name.")},
        "Hit");
}

Shape touch_shape() {
    return object({instant("at").must(), text("detail").must(), text("kind").must(),
                   text("verb").must(), id("record"), text("actor").must(),
                   text("person").must().says("Whom a line of a household is about."),
                   list("fields", text("")).must()},
                  "Touch");
}

}  // namespace

std::vector<Endpoint> search_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/search",
         .name = "search",
         .summary =
             "People, places, units and households by what one types, cases by their number, "
             "programmes by the names people use for them.",
         .asker = Asker::anyone,
         .query = {text("q").must().up_to(60),
                   word("kind", {"person", "place", "unit", "household"}), id("within"),
                   limit(hits_max)},
         .answer = object({list("items", hit_shape()).must()}),
         .handle = search},
        {.method = "GET",
         .path = "/api/codes",
         .name = "codes",
         .summary = "Code tables: what a code means.",
         .asker = Asker::anyone,
         .answer = anything("codes").says("Of each table its codes, {value, title}."),
         .handle = give_codes},
        {.method = "GET",
         .path = "/api/history",
         .name = "history",
         .summary = "What touched a record, the newest first.",
         .query = {word("kind", {"person", "household", "house", "place", "unit"}).must(),
                   id("record").must()},
         .answer = page(touch_shape()),
         .handle = list_history,
         .page_key = {Shape::Kind::number}},
    };
}

}  // namespace linli::http
