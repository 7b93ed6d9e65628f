// Households: who belongs together, who is the head, and how that changes.
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"

namespace linli::http {
namespace {

using namespace shape;

void household_members(json::Writer& writer, Rendering& show,
                       const registry::Household& household) {
    writer.field("id", household.id).field("number", household.number);
    show.place_ref(writer, "place", household.place);
    const auto head = household.head ? show.named(*household.head) : std::nullopt;
    if (head) {
        write_ref(writer, "head", head->id, head->name);
    } else {
        writer.key("head").null();
    }
    writer.field("from", household.from).field("to", household.to);
}

std::string household_json(Rendering& show, const registry::Household& household) {
    const store::Tenant tenant = show.call.tenant;
    json::Writer writer;
    writer.open_object();
    household_members(writer, show, household);
    writer.key("members").open_array();
    // Of one that has ended, who was there on its last day.
    const Day day = household.to ? household.to->plus(-1) : show.today;
    for (const registry::Member& member : registry::members(show.db, tenant, household.id, day)) {
        const auto person = registry::person(show.db, tenant, member.person);
        if (!person || person->erased) continue;
        writer.open_object();
        show.roll_members(writer, *person, household.place, day);
        writer.field("relation", member.relation);
        writer.field("from", member.from).field("to", member.to).close_object();
    }
    writer.close_array().field("note", household.note).field("edition", household.edition);
    std::vector<std::string_view> can;
    if (!household.to && show.may("people.edit", household.path)) {
        can = {"edit", "join", "leave", "set_head"};
    }
    write_can(writer, can);
    return writer.close_object().take();
}

void show_household(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto household = registry::household_for(db, call.services.means, call.who, id);
        if (!household) return household.refusal();
        edition = household.value().edition;
        Rendering show(db, call);
        return household_json(show, household.value());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status).set("ETag", etag(edition)));
}

void then_show(Call& later, const Id& id) {
    show_household(later, id);
}

void give_household(Call& call) {
    show_household(call, call.id("household"));
}

void list_households(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, "people.see");
        if (!paths) return paths.refusal();
        const After after = after_of(call);
        auto rows = page_over<registry::Household>(
            paths.value(), after.path, call.limit() + 1,
            [&](const access::Path& path, std::int64_t most) {
                return registry::households_within(db, call.tenant, path, after.path, after.id,
                                                   most);
            });
        const auto next = next_of(rows, call, [](const registry::Household& last) {
            return Cursor{last.path, last.id.text()};
        });
        Rendering show(db, call);
        json::Writer writer;
        writer.open_array();
        for (const registry::Household& household : rows) {
            writer.open_object();
            household_members(writer, show, household);
            writer.close_object();
        }
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

std::map<Id, std::string> relations_in(const json::Value& body, std::string_view name) {
    std::map<Id, std::string> relations;
    for (const json::Value& one : body[name].items())
        relations[id_in(one, "person").value_or(Id{})] = one["relation"].text();
    return relations;
}

void add_household(Call& call) {
    const registry::NewHousehold is{.id = id_in(call.body, "id"),
                                    .number = call.body["number"].text(),
                                    .note = call.body["note"].text(),
                                    .place = id_in(call.body, "place").value_or(Id{}),
                                    .head = id_in(call.body, "head").value_or(Id{}),
                                    .others = relations_in(call.body, "others"),
                                    .from = day_in(call.body, "from")};
    call.write(
        [&call, is](store::Writer& db) {
            return registry::add_household(db, call.services.means, call.asker(), is);
        },
        [](Call& later, const Id& id) { show_household(later, id, 201); });
}

std::int64_t edition_of(const Call& call, store::Reader& db, const Id& id) {
    if (call.edition) return *call.edition;
    const auto household = registry::household(db, call.tenant, id);
    return household ? household->edition : 0;
}

void edit_household(Call& call) {
    registry::HouseholdChanges changes;
    changes.number = change_of_text(call.body, "number");
    changes.note = change_of_text(call.body, "note");
    changes.place = id_in(call.body, "place");
    const Id id = call.id("household");
    call.write(
        [&call, id, changes](store::Writer& db) {
            return registry::edit_household(db, call.services.means, call.asker(), id,
                                            edition_of(call, db, id), changes);
        },
        then_show);
}

void join_household(Call& call) {
    const Id id = call.id("household");
    const Id person = id_in(call.body, "person").value_or(Id{});
    call.write(
        [&call, id, person](store::Writer& db) {
            return registry::join_household(db, call.services.means, call.asker(), id, person,
                                            call.body["relation"].text(),
                                            day_in(call.body, "from"));
        },
        then_show);
}

void leave_household(Call& call) {
    const Id id = call.id("household");
    const Id person = id_in(call.body, "person").value_or(Id{});
    call.write(
        [&call, id, person](store::Writer& db) {
            return registry::leave_household(db, call.services.means, call.asker(), id, person,
                                             day_in(call.body, "day"));
        },
        then_show);
}

void set_head(Call& call) {
    const Id id = call.id("household");
    const Id head = id_in(call.body, "head").value_or(Id{});
    const auto relations = relations_in(call.body, "relations");
    call.write(
        [&call, id, head, relations](store::Writer& db) {
            return registry::set_head(db, call.services.means, call.asker(), id,
                                      edition_of(call, db, id), head, relations);
        },
        then_show);
}

Shape row_shape() {
    return object({id("id").must(), text("number").must(), ref("place"), ref("head"),
                   day("from").must(), day("to")},
                  "HouseholdRow");
}

Shape household_shape() {
    std::vector<Shape> member_shape = person_row_shape().of;
    member_shape.insert(member_shape.end(),
                        {text("relation").must(), day("from").must(), day("to")});
    std::vector<Shape> members = row_shape().of;
    members.insert(members.end(), {list("members", object(member_shape, "Member")).must(),
                                   text("note").must(), number("edition").must(), can_shape()});
    return object(members, "Household");
}

Shape relations_shape(std::string name) {
    return list(std::move(name), object({id("person").must(), text("relation").must().up_to(2)}))
        .up_to(50);
}

}  // namespace

std::vector<Endpoint> household_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/households",
         .name = "households",
         .summary = "Households within a place, house by house.",
         .query = {id("within")},
         .answer = page(row_shape()),
         .handle = list_households,
         .page_key = {Shape::Kind::text, Shape::Kind::id}},
        {.method = "GET",
         .path = "/api/households/{household}",
         .name = "household",
         .summary = "A household with its members, the head first.",
         .answer = household_shape(),
         .handle = give_household,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/households",
         .name = "add_household",
         .summary = "A new household: its head, and what the others are to them.",
         .body = object({id("id"), text("number").up_to(20), text("note").up_to(500),
                         id("place").must(), id("head").must(), relations_shape("others"),
                         day("from")}),
         .answer = household_shape(),
         .handle = add_household,
         .edition = Edition::shown},
        {.method = "PATCH",
         .path = "/api/households/{household}",
         .name = "edit_household",
         .summary = "Changes a household's number, place or note.",
         .body = object({text("number").up_to(20), text("note").up_to(500), id("place")}),
         .answer = household_shape(),
         .handle = edit_household,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/households/{household}/join",
         .name = "join_household",
         .summary = "Somebody joins, and leaves the household they were in.",
         .body = object({id("person").must(), text("relation").up_to(2), day("from")}),
         .answer = household_shape(),
         .handle = join_household},
        {.method = "POST",
         .path = "/api/households/{household}/leave",
         .name = "leave_household",
         .summary = "Somebody leaves; the last to go ends the household.",
         .body = object({id("person").must(), day("day")}),
         .answer = household_shape(),
         .handle = leave_household},
        {.method = "POST",
         .path = "/api/households/{household}/head",
         .name = "set_head",
         .summary = "A new head, and what everyone else is to them.",
         .body = object({id("head").must(), relations_shape("relations")}),
         .answer = household_shape(),
         .handle = set_head,
         .edition = Edition::asked},
    };
}

}  // namespace linli::http
