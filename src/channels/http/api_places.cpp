// Places: the tree level by level, what is known of a house, and how the tree is changed. Anyone
// may see places of an open kind; a house is shown to those who may see people there.
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/cases/views.h"
#include "kernel/fields/field.h"
#include "kernel/purpose.h"
#include "kernel/registry/houses.h"
#include "kernel/registry/residences.h"

namespace linli::http {
namespace {

using namespace shape;

// What somebody may not count is unknown to them, which is not the same as none.
void write_counts(json::Writer& writer, Rendering& show, const registry::Place& place) {
    const store::Tenant tenant = show.call.tenant;
    const registry::Tally tally = registry::tally(show.db, show.means, tenant, place.path);
    std::optional<std::int64_t> people, households, cases_open;
    if (show.may("people.see", place.path)) {
        people = tally.people;
        households = tally.households;
    }
    if (show.may("cases.see", place.path)) {
        cases_open = cases::open_within(show.db, tenant, place.id);
    }
    writer.key("counts").open_object().field("people", people).field("households", households);
    writer.field("houses", tally.homes).field("cases_open", cases_open).close_object();
}

std::string place_json(Rendering& show, const registry::Place& place) {
    const registry::Kind* kind = registry::place_kinds(show.means).find(place.kind);
    json::Writer writer;
    writer.open_object();
    show.place_row(writer, place);
    writer.field("scheme", place.scheme).field("address", show.address(place.path));
    writer.key("way").open_array();
    for (const registry::Place& step : registry::way_of(show.db, show.call.tenant, place.path))
        write_item(writer, step.id, step.name);
    writer.close_array();
    const bool keeps = show.may("places.edit", place.path);
    writer.field("note", keeps ? place.note : "").field("home", kind && kind->home);
    writer.field("longitude", place.longitude).field("latitude", place.latitude);
    writer.field("from", place.from).field("to", place.to);
    write_counts(writer, show, place);
    writer.field("edition", place.edition);
    std::vector<std::string_view> can;
    if (keeps && !place.to) {
        can = {"edit", "add"};
        if (place.parent) can.insert(can.end(), {"move", "end"});
    }
    if (show.may("posts.edit", place.path)) can.emplace_back("appoint");
    if (show.may("people.edit", place.path)) can.emplace_back("add_person");
    if (show.may("people.import", place.path)) can.emplace_back("import");
    if (show.may("people.export", place.path)) can.emplace_back("export");
    write_can(writer, can);
    return writer.close_object().take();
}

void show_place(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto place = registry::place_for(db, call.services.means, call.who, id);
        if (!place) return place.refusal();
        edition = place.value().edition;
        Rendering show(db, call);
        return place_json(show, place.value());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status).set("ETag", etag(edition)));
}

// "top": the outermost place of what the asker has to do with, else the root.
Id place_named(Call& call) {
    if (call.parameters.at("place") != "top") return call.id("place");
    const Id none{};
    if (call.who.grants.size() == 1) return call.who.grants.front().place;
    return call.services.store.read([&](store::Reader& db) {
        const auto all = access::reach(call.who, *call.services.means.roles, "cases.see");
        if (all.size() == 1) return all.front().place;
        const auto root = registry::root_place(db, call.tenant);
        return root ? root->id : none;
    });
}

void give_place(Call& call) {
    show_place(call, place_named(call));
}

std::string text_of_cursor(const Call& call) {
    return call.cursor ? std::get<std::string>((*call.cursor)[0]) : std::string();
}

void answer_places(Call& call, std::vector<registry::Place> places, Rendering& show) {
    const auto next =
        next_of(places, call, [](const registry::Place& last) { return Cursor{last.path}; });
    json::Writer writer;
    writer.open_array();
    for (const registry::Place& place : places) {
        if (!registry::sees_place(show.db, show.means, call.who, place)) continue;
        writer.open_object();
        show.place_row(writer, place);
        writer.close_object();
    }
    call.answer_page(writer.close_array().take(), next);
}

void list_children(Call& call) {
    const Id id = place_named(call);
    call.services.store.read([&](store::Reader& db) {
        const auto place = registry::place_for(db, call.services.means, call.who, id);
        if (!place) return call.refuse(place.refusal());
        Rendering show(db, call);
        answer_places(
            call, registry::children(db, call.tenant, id, text_of_cursor(call), call.limit() + 1),
            show);
    });
}

void list_places(Call& call) {
    call.services.store.read([&](store::Reader& db) {
        const auto root = registry::root_place(db, call.tenant);
        const Id asked = Id::parse(call.query("within")).value_or(root ? root->id : Id{});
        const auto place = registry::place_for(db, call.services.means, call.who, asked, "within");
        if (!place) return call.refuse(place.refusal());
        Rendering show(db, call);
        answer_places(
            call,
            registry::places_of_kind(db, call.tenant, call.query("kind"), place.value().path,
                                     text_of_cursor(call), call.limit() + 1),
            show);
    });
}

void add_place(Call& call) {
    registry::NewPlace is;
    is.id = id_in(call.body, "id");
    is.parent = id_in(call.body, "parent").value_or(Id{});
    is.kind = call.body["kind"].text();
    is.name = call.body["name"].text();
    is.code = call.body["code"].text();
    is.note = call.body["note"].text();
    is.longitude = number_in(call.body, "longitude");
    is.latitude = number_in(call.body, "latitude");
    is.from = day_in(call.body, "from");
    call.write(
        [&call, is](store::Writer& db) {
            return registry::add_place(db, call.services.means, call.asker(), is);
        },
        [](Call& later, const Id& id) { show_place(later, id, 201); });
}

// The edition the asker saw; with If-Match: *, the one that is there.
std::int64_t edition_of(Call& call, store::Reader& db, const Id& id) {
    if (call.edition) return *call.edition;
    const auto place = registry::place(db, call.tenant, id);
    return place ? place->edition : 0;
}

void edit_place(Call& call) {
    registry::PlaceChanges changes;
    changes.name = change_of_text(call.body, "name");
    changes.code = change_of_text(call.body, "code");
    changes.note = change_of_text(call.body, "note");
    changes.longitude = change_of_number(call.body, "longitude");
    changes.latitude = change_of_number(call.body, "latitude");
    const Id id = call.id("place");
    call.write(
        [&call, id, changes](store::Writer& db) {
            return registry::edit_place(db, call.services.means, call.asker(), id,
                                        edition_of(call, db, id), changes);
        },
        [](Call& later, const Id& changed) { show_place(later, changed); });
}

void move_place(Call& call) {
    const Id id = call.id("place");
    const Id parent = id_in(call.body, "parent").value_or(Id{});
    call.write(
        [&call, id, parent](store::Writer& db) {
            return registry::move_place(db, call.services.means, call.asker(), id,
                                        edition_of(call, db, id), parent);
        },
        [](Call& later, const Id& moved) { show_place(later, moved); });
}

void end_place(Call& call) {
    const Id id = call.id("place");
    const auto day = day_in(call.body, "day");
    call.write(
        [&call, id, day](store::Writer& db) {
            const Day today = call.services.means.zone.day_of(db.now());
            return registry::end_place(db, call.services.means, call.asker(), id,
                                       edition_of(call, db, id), day.value_or(today));
        },
        [](Call& later, const Id& ended) { show_place(later, ended); });
}

// ---- houses ----

// Whose the house is: for those who may see people there, and for the owner.
void write_owner(json::Writer& writer, Rendering& show, const registry::House& house, bool told) {
    const store::Tenant tenant = show.call.tenant;
    std::string owner = house.owner_name;
    if (house.owner_person) {
        const auto person = show.named(*house.owner_person);
        if (person) owner = person->name;
        told = told || (person && registry::is_self(show.db, show.call.who, *person));
    } else if (house.owner_unit) {
        const auto unit = registry::unit(show.db, tenant, *house.owner_unit);
        if (unit) owner = unit->name;
    }
    const registry::House is = told ? house : registry::House{};
    writer.field("owner", told ? owner : "").field("owner_person", is.owner_person);
    writer.field("owner_unit", is.owner_unit);
    writer.field("owner_phone", fields::mask("phone", registry::open_owner_phone(
                                                          show.db, show.means, tenant, is)));
    writer.field("owner_document", fields::mask("id_number", registry::open_owner_document(
                                                                 show.db, show.means, tenant, is)));
}

std::string house_json(Rendering& show, const registry::House& house) {
    const access::Path path = registry::place(show.db, show.call.tenant, house.place)->path;
    json::Writer writer;
    writer.open_object();
    show.place_ref(writer, "place", house.place);
    writer.field("code", house.code).field("use", house.use).field("area", house.area);
    const bool sees_people = show.may("people.see", path);
    write_owner(writer, show, house, sees_people);
    writer.field("rented", house.rented).field("rented_for", house.rented_for);
    writer.field("hazard", house.hazard).field("note", sees_people ? house.note : "");
    writer.field("edition", house.edition);
    std::vector<std::string_view> can;
    if (show.may("people.edit", path)) can.emplace_back("edit");
    if (show.may("people.reveal", path)) can.emplace_back("reveal");
    write_can(writer, can);
    return writer.close_object().take();
}

void show_house(Call& call, const Id& id) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto house = registry::house_for(db, call.services.means, call.who, id);
        if (!house) return house.refusal();
        edition = house.value().edition;
        Rendering show(db, call);
        return house_json(show, house.value());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()).set("ETag", etag(edition)));
}

void give_house(Call& call) {
    show_house(call, call.id("place"));
}

void edit_house(Call& call) {
    registry::HouseChanges changes;
    changes.code = change_of_text(call.body, "code");
    changes.use = change_of_text(call.body, "use");
    changes.owner_name = change_of_text(call.body, "owner");
    changes.owner_document = change_of_text(call.body, "owner_document");
    changes.owner_phone = change_of_text(call.body, "owner_phone");
    changes.rented_for = change_of_text(call.body, "rented_for");
    changes.hazard = change_of_text(call.body, "hazard");
    changes.note = change_of_text(call.body, "note");
    changes.area = change_of_number(call.body, "area");
    changes.owner_person = change_of_id(call.body, "owner_person");
    changes.owner_unit = change_of_id(call.body, "owner_unit");
    if (call.body.has("rented")) changes.rented = call.body["rented"].flag();
    const Id id = call.id("place");
    call.write(
        [&call, id, changes](store::Writer& db) -> Outcome<Id> {
            std::int64_t edition = call.edition.value_or(0);
            if (!call.edition) {
                const auto now = registry::house_for(db, call.services.means, call.who, id);
                if (!now) return now.refusal();
                edition = now.value().edition;
            }
            return registry::edit_house(db, call.services.means, call.asker(), id, edition,
                                        changes);
        },
        [](Call& later, const Id& changed) { show_house(later, changed); });
}

// What the act was for. The right is asked again: an act sent a second time may come after it
// ended.
void give_revealed(Call& call, const Id& id) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const kernel::Means& means = call.services.means;
        const auto house = registry::house_for(db, means, call.who, id);
        if (!house) return house.refusal();
        const access::Path path = registry::place(db, call.tenant, id)->path;
        if (!access::may(call.who, *means.roles, "people.reveal", path)) {
            return Refusal{"not_yours", "place", ""};
        }
        json::Writer writer;
        writer.open_object();
        writer.field("owner_phone",
                     registry::open_owner_phone(db, means, call.tenant, house.value()));
        writer.field("owner_document",
                     registry::open_owner_document(db, means, call.tenant, house.value()));
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void reveal_owner(Call& call) {
    const Id id = call.id("place");
    const std::string purpose = call.body["purpose"].text();
    call.write(
        [&call, id, purpose](store::Writer& db) {
            return registry::reveal_owner(db, call.services.means, call.asker(), id, purpose);
        },
        give_revealed);
}

// Everyone who ever lived, or had 户口, at exactly this place.
void list_stays(Call& call) {
    const Id id = call.id("place");
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto place = registry::place_for(db, call.services.means, call.who, id);
        if (!place) return place.refusal();
        Rendering show(db, call);
        if (!show.may("people.see", place.value().path)) return Refusal{"not_yours", "place", ""};
        json::Writer writer;
        writer.open_object().key("items").open_array();
        for (const registry::Residence& stay :
             registry::residences_at(db, call.tenant, id, call.limit())) {
            const auto person = registry::survivor(db, call.tenant, stay.person);
            if (!person || person->erased || person->id != stay.person) continue;
            writer.open_object();
            show.roll_members(writer, *person, stay.place, stay.to.value_or(show.today));
            writer.field("kind", stay.kind).field("from", stay.from).field("to", stay.to);
            writer.field("basis", stay.basis).field("reason", stay.reason).close_object();
        }
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void write_kinds(json::Writer& writer, std::string_view name, const registry::Kinds& kinds) {
    writer.key(name).open_array();
    for (const registry::Kind& kind : kinds.all()) {
        writer.open_object().field("value", kind.name);
        write_words(writer, "title", kind.title);
        writer.key("within").open_array();
        for (const std::string& parent : kind.within)
            writer.text(parent);
        writer.close_array().field("code", kind.code).field("home", kind.home).close_object();
    }
    writer.close_array();
}

void list_kinds(Call& call) {
    json::Writer writer;
    writer.open_object();
    write_kinds(writer, "places", registry::place_kinds(call.services.means));
    write_kinds(writer, "units", registry::unit_kinds(call.services.means));
    call.answer(Response::json(writer.close_object().take()));
}

Shape place_shape() {
    std::vector<Shape> members = place_row_shape().of;
    const Shape counts =
        object({number("people").says("None: not for you to count."), number("households"),
                number("houses").must(), number("cases_open")},
               "PlaceCounts");
    members.insert(members.end(),
                   {text("scheme").must(), text("address").must(), list("way", item()).must(),
                    text("note").must(), flag("home").must(), number("longitude"),
                    number("latitude"), day("from").must(), day("to"),
                    member("counts", counts).must(), number("edition").must(), can_shape()});
    return object(members, "Place");
}

Shape house_shape() {
    return object(
        {ref("place"), text("code").must(), text("use").must(), number("area"),
         text("owner").must(), id("owner_person"), id("owner_unit"), text("owner_phone").must(),
         text("owner_document").must(), flag("rented").must(), text("rented_for").must(),
         text("hazard").must(), text("note").must(), number("edition").must(), can_shape()},
        "House");
}

Shape place_body() {
    return object({id("id"), id("parent").must(), text("kind").must().up_to(40),
                   text("name").must().up_to(60), text("code").up_to(30), text("note").up_to(500),
                   number("longitude").says("WGS 84, millionths of a degree."), number("latitude"),
                   day("from")});
}

Shape house_body() {
    return object({text("code").up_to(50), text("use").up_to(20), number("area"),
                   text("owner").up_to(50), id("owner_person"), id("owner_unit"),
                   text("owner_phone").up_to(30), text("owner_document").up_to(50), flag("rented"),
                   text("rented_for").up_to(20), text("hazard").up_to(20),
                   text("note").up_to(500)});
}

Shape stay_row_shape() {
    std::vector<Shape> members = person_row_shape().of;
    members.insert(members.end(), {text("kind").must(), day("from").must(), day("to"),
                                   text("basis").must(), text("reason").must()});
    return object(members, "StayRow");
}

Shape kind_shape() {
    return object({text("value").must(), words("title").must(), list("within", text("")).must(),
                   text("code").must(), flag("home").must()},
                  "Kind");
}

std::vector<Endpoint> house_endpoints() {
    const Shape purpose = object({text("purpose").must().up_to(kernel::purpose_characters_max)});
    return {
        {.method = "GET",
         .path = "/api/houses/{place}",
         .name = "house",
         .summary = "What is known of a house beyond its being a place.",
         .answer = house_shape(),
         .handle = give_house,
         .edition = Edition::shown},
        {.method = "PATCH",
         .path = "/api/houses/{place}",
         .name = "edit_house",
         .summary = "Changes what is known of a house.",
         .body = house_body(),
         .answer = house_shape(),
         .handle = edit_house,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/houses/{place}/reveal",
         .name = "reveal_owner",
         .summary = "Shows the owner's number and document, for a purpose that is kept.",
         .body = purpose,
         .answer = object({text("owner_phone").must(), text("owner_document").must()}),
         .handle = reveal_owner},
        {.method = "GET",
         .path = "/api/places/{place}/stays",
         .name = "stays_at",
         .summary = "Who ever lived or was registered at exactly this place, the newest first.",
         .query = {limit(200)},
         .answer = object({list("items", stay_row_shape()).must()}),
         .handle = list_stays},
    };
}

std::vector<Endpoint> place_writes() {
    return {
        {.method = "POST",
         .path = "/api/places",
         .name = "add_place",
         .summary = "A new place within another.",
         .body = place_body(),
         .answer = place_shape(),
         .handle = add_place,
         .edition = Edition::shown},
        {.method = "PATCH",
         .path = "/api/places/{place}",
         .name = "edit_place",
         .summary = "Changes a place's name, code or position.",
         .body = object({text("name").up_to(60), text("code").up_to(30), text("note").up_to(500),
                         number("longitude"), number("latitude")}),
         .answer = place_shape(),
         .handle = edit_place,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/places/{place}/move",
         .name = "move_place",
         .summary = "Regridding: the place goes under another, with all that is within.",
         .body = object({id("parent").must()}),
         .answer = place_shape(),
         .handle = move_place,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/places/{place}/end",
         .name = "end_place",
         .summary = "The place is no more from a day on; it must be empty.",
         .body = object({day("day")}),
         .answer = place_shape(),
         .handle = end_place,
         .edition = Edition::asked},
    };
}

}  // namespace

std::vector<Endpoint> place_endpoints() {
    std::vector<Endpoint> all = {
        {.method = "GET",
         .path = "/api/places/{place}",
         .name = "place",
         .summary = "A place with its way from the root; `top` is where the asker begins.",
         .asker = Asker::anyone,
         .answer = place_shape(),
         .handle = give_place,
         .edition = Edition::shown},
        {.method = "GET",
         .path = "/api/places/{place}/children",
         .name = "children",
         .summary = "The places directly within, in address order.",
         .asker = Asker::anyone,
         .answer = page(place_row_shape()),
         .handle = list_children,
         .page_key = {Shape::Kind::text}},
        {.method = "GET",
         .path = "/api/places",
         .name = "places",
         .summary = "All places of a kind within a place, in address order.",
         .query = {text("kind").must().up_to(40), id("within")},
         .answer = page(place_row_shape()),
         .handle = list_places,
         .page_key = {Shape::Kind::text}},
        {.method = "GET",
         .path = "/api/kinds",
         .name = "kinds",
         .summary = "Kinds of place and of unit, with their titles.",
         .asker = Asker::anyone,
         .answer =
             object({list("places", kind_shape()).must(), list("units", kind_shape()).must()}),
         .handle = list_kinds},
    };
    for (const auto& more : {place_writes(), house_endpoints()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace linli::http
