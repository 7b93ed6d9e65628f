// Units: lists, the record with what stands below it and who holds posts in it, and its changes.
// The contact's number is masked until somebody says what for.
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/fields/field.h"
#include "kernel/purpose.h"
#include "kernel/registry/houses.h"

namespace linli::http {
namespace {

using namespace shape;

constexpr std::int64_t listed_below_max = 200;

std::string unit_json(Rendering& show, const registry::Unit& unit) {
    const store::Tenant tenant = show.call.tenant;
    json::Writer writer;
    writer.open_object();
    show.unit_row(writer, unit);
    const auto parent = unit.parent ? registry::unit(show.db, tenant, *unit.parent) : std::nullopt;
    if (parent) {
        write_ref(writer, "parent", parent->id, parent->name);
    } else {
        writer.key("parent").null();
    }
    writer.field("address", unit.address).field("legal_person", unit.legal_person);
    writer.field("contact", unit.contact);
    writer.field("phone",
                 fields::mask("phone", registry::open_phone(show.db, show.means, tenant, unit)));
    writer.field("staff", unit.staff).field("note", unit.note);
    writer.key("units").open_array();
    for (const registry::Unit& below :
         registry::units_under(show.db, tenant, unit.id, "", listed_below_max)) {
        write_item(writer, below.id, below.name);
    }
    writer.close_array().key("posts").open_array();
    for (const posts::Post& post : posts::posts_in_unit(show.db, tenant, unit.id, show.today))
        show.post_row(writer, post);
    writer.close_array().key("owns").open_array();
    for (const Id& place : registry::houses_of_unit(show.db, tenant, unit.id)) {
        const auto house = registry::place_for(show.db, show.means, show.call.who, place);
        if (house) write_item(writer, place, show.address(house.value().path));
    }
    writer.close_array().field("from", unit.from).field("to", unit.to);
    writer.field("edition", unit.edition);
    std::vector<std::string_view> can;
    if (!unit.to && show.may("units.edit", unit.path)) can = {"edit", "move", "end"};
    if (show.may("units.see", unit.path) && !unit.phone.empty()) can.emplace_back("reveal");
    if (!unit.to && show.may("posts.edit", unit.path)) can.emplace_back("appoint");
    write_can(writer, can);
    return writer.close_object().take();
}

void show_unit(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto unit = registry::unit_for(db, call.services.means, call.who, id);
        if (!unit) return unit.refusal();
        edition = unit.value().edition;
        Rendering show(db, call);
        return unit_json(show, unit.value());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status).set("ETag", etag(edition)));
}

void then_show(Call& later, const Id& id) {
    show_unit(later, id);
}

void give_unit(Call& call) {
    show_unit(call, call.id("unit"));
}

void list_units(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, "units.see");
        if (!paths) return paths.refusal();
        const After after = after_of(call);
        auto rows = page_over<registry::Unit>(paths.value(), after.path, call.limit() + 1,
                                              [&](const access::Path& path, std::int64_t most) {
                                                  return registry::units_within(
                                                      db, call.tenant, call.query("kind"), path,
                                                      after.path, after.id, most);
                                              });
        const auto next = next_of(rows, call, [](const registry::Unit& last) {
            return Cursor{last.path, last.id.text()};
        });
        Rendering show(db, call);
        json::Writer writer;
        writer.open_array();
        for (const registry::Unit& unit : rows) {
            writer.open_object();
            show.unit_row(writer, unit);
            writer.close_object();
        }
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

registry::UnitChanges changes_in(const json::Value& body) {
    registry::UnitChanges changes;
    changes.kind = change_of_text(body, "kind");
    changes.name = change_of_text(body, "name");
    changes.code = change_of_text(body, "code");
    changes.address = change_of_text(body, "address");
    changes.legal_person = change_of_text(body, "legal_person");
    changes.contact = change_of_text(body, "contact");
    changes.phone = change_of_text(body, "phone");
    changes.note = change_of_text(body, "note");
    changes.staff = change_of_number(body, "staff");
    changes.place = id_in(body, "place");
    return changes;
}

void add_unit(Call& call) {
    const registry::NewUnit is{.id = id_in(call.body, "id"),
                               .parent = id_in(call.body, "parent"),
                               .values = changes_in(call.body),
                               .from = day_in(call.body, "from")};
    call.write(
        [&call, is](store::Writer& db) {
            return registry::add_unit(db, call.services.means, call.asker(), is);
        },
        [](Call& later, const Id& id) { show_unit(later, id, 201); });
}

std::int64_t edition_of(const Call& call, store::Reader& db, const Id& id) {
    if (call.edition) return *call.edition;
    const auto unit = registry::unit(db, call.tenant, id);
    return unit ? unit->edition : 0;
}

void edit_unit(Call& call) {
    const registry::UnitChanges changes = changes_in(call.body);
    const Id id = call.id("unit");
    call.write(
        [&call, id, changes](store::Writer& db) {
            return registry::edit_unit(db, call.services.means, call.asker(), id,
                                       edition_of(call, db, id), changes);
        },
        then_show);
}

void move_unit(Call& call) {
    const Id id = call.id("unit");
    const auto parent = id_in(call.body, "parent");
    call.write(
        [&call, id, parent](store::Writer& db) {
            return registry::move_unit(db, call.services.means, call.asker(), id,
                                       edition_of(call, db, id), parent);
        },
        then_show);
}

void end_unit(Call& call) {
    const Id id = call.id("unit");
    const auto day = day_in(call.body, "day");
    call.write(
        [&call, id, day](store::Writer& db) {
            const Day today = call.services.means.zone.day_of(db.now());
            return registry::end_unit(db, call.services.means, call.asker(), id,
                                      edition_of(call, db, id), day.value_or(today));
        },
        then_show);
}

void give_revealed(Call& later, const Id& id) {
    const auto answer = later.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const kernel::Means& means = later.services.means;
        const auto unit = registry::unit_for(db, means, later.who, id);
        if (!unit) return unit.refusal();
        if (!access::may(later.who, *means.roles, "units.see", unit.value().path)) {
            return Refusal{"not_yours", "unit", ""};
        }
        json::Writer writer;
        writer.open_object();
        writer.field("phone", registry::open_phone(db, means, later.tenant, unit.value()));
        return writer.close_object().take();
    });
    if (!answer) return later.refuse(answer.refusal());
    later.answer(Response::json(answer.value()));
}

void reveal_unit(Call& call) {
    const Id id = call.id("unit");
    call.write(
        [&call, id](store::Writer& db) {
            return registry::reveal_unit(db, call.services.means, call.asker(), id,
                                         call.body["purpose"].text());
        },
        give_revealed);
}

Shape unit_shape() {
    std::vector<Shape> members = unit_row_shape().of;
    members.insert(
        members.end(),
        {ref("parent"), text("address").must(), text("legal_person").must(), text("contact").must(),
         text("phone").must(), number("staff"), text("note").must(), list("units", item()).must(),
         list("posts", post_row_shape()).must(), list("owns", item()).must(), day("from").must(),
         day("to"), number("edition").must(), can_shape()});
    return object(members, "Unit");
}

Shape changes_shape(std::vector<Shape> also) {
    std::vector<Shape> members = {text("kind").up_to(40),
                                  text("name").up_to(100),
                                  text("code").up_to(40),
                                  text("address").up_to(200),
                                  text("legal_person").up_to(80),
                                  text("contact").up_to(50),
                                  text("phone").up_to(40),
                                  text("note").up_to(500),
                                  number("staff"),
                                  id("place")};
    members.insert(members.end(), also.begin(), also.end());
    return object(members);
}

}  // namespace

std::vector<Endpoint> unit_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/units",
         .name = "units",
         .summary = "Units within a place, of one kind or of all.",
         .query = {id("within"), text("kind").up_to(40)},
         .answer = page(unit_row_shape()),
         .handle = list_units,
         .page_key = {Shape::Kind::text, Shape::Kind::id}},
        {.method = "GET",
         .path = "/api/units/{unit}",
         .name = "unit",
         .summary = "A unit, the units below it, and who holds posts in it.",
         .answer = unit_shape(),
         .handle = give_unit,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/units",
         .name = "add_unit",
         .summary = "A new unit.",
         .body = changes_shape({id("id"), id("parent"), day("from")}),
         .answer = unit_shape(),
         .handle = add_unit,
         .edition = Edition::shown},
        {.method = "PATCH",
         .path = "/api/units/{unit}",
         .name = "edit_unit",
         .summary = "Changes the fields that are named.",
         .body = changes_shape({}),
         .answer = unit_shape(),
         .handle = edit_unit,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/units/{unit}/move",
         .name = "move_unit",
         .summary = "Under another unit, or to a root of its own.",
         .body = object({id("parent")}),
         .answer = unit_shape(),
         .handle = move_unit,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/units/{unit}/end",
         .name = "end_unit",
         .summary = "The unit is no more from a day on.",
         .body = object({day("day")}),
         .answer = unit_shape(),
         .handle = end_unit,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/units/{unit}/reveal",
         .name = "reveal_unit",
         .summary = "Shows the contact's number, for a purpose that is kept.",
         .body = object({text("purpose").must().up_to(kernel::purpose_characters_max)}),
         .answer = object({text("phone").must()}),
         .handle = reveal_unit},
    };
}

}  // namespace linli::http
