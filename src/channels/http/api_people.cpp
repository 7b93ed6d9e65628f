// People: lists, the record as the asker may see it, and what is done to it. Names, ages and
// addresses are shown to who may see people there; numbers and phones are masked until somebody
// says what for; the day of birth is whole only for who keeps the record.
#include "channels/http/endpoints.h"
#include "channels/http/people_render.h"
#include "kernel/fields/field.h"
#include "kernel/posts/slips.h"
#include "kernel/purpose.h"
#include "kernel/registry/proposals.h"
#include "kernel/registry/residences.h"

namespace linli::http {
namespace {

using namespace shape;

// ---- reading ----

registry::PersonPage::Of what_of(const Call& call) {
    using enum registry::PersonPage::Of;
    const std::string of = call.query("of");
    if (of == "registered") return registered;
    if (of == "separated") return separated;
    return of == "gone" ? gone : present;
}

// A row of the list: who it is and, when a day that is past was asked for, by which stay.
struct Listed {
    registry::Person person;
    std::optional<registry::Residence> stay;
};

std::vector<Listed> people_on(store::Reader& db, const Call& call, const access::Path& path,
                              Day day, const After& after, std::int64_t most) {
    const bool by_registered = what_of(call) == registry::PersonPage::Of::registered;
    std::vector<Listed> people;
    for (const registry::Residence& stay :
         registry::residences_on(db, call.tenant, by_registered ? "registered" : "lives", path, day,
                                 after.path, after.id, most)) {
        people.push_back({registry::person(db, call.tenant, stay.person).value(), stay});
    }
    return people;
}

std::vector<Listed> people_now(store::Reader& db, const Call& call, const access::Path& path,
                               const After& after, std::int64_t most) {
    std::vector<Listed> people;
    for (registry::Person& person :
         registry::persons(db, call.tenant, {what_of(call), path, after.path, after.id, most})) {
        people.push_back({std::move(person), std::nullopt});
    }
    return people;
}

void list_people(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, "people.see");
        if (!paths) return paths.refusal();
        const After after = after_of(call);
        const auto as_of = Day::parse(call.query("as_of"));
        auto people =
            page_over<Listed>(paths.value(), after.path, call.limit() + 1,
                              [&](const access::Path& path, std::int64_t most) {
                                  return as_of ? people_on(db, call, path, *as_of, after, most)
                                               : people_now(db, call, path, after, most);
                              });
        const bool by_registered = what_of(call) == registry::PersonPage::Of::registered;
        const auto next = next_of(people, call, [&](const Listed& last) {
            const std::string& path = last.stay       ? last.stay->path
                                      : by_registered ? *last.person.registered_path
                                                      : last.person.path;
            return Cursor{path, last.person.id.text()};
        });
        Rendering show(db, call);
        json::Writer writer;
        writer.open_array();
        for (const auto& [person, stay] : people) {
            writer.open_object();
            stay ? show.roll_members(writer, person, stay->place, *as_of)
                 : show.person_members(writer, person);
            writer.close_object();
        }
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

void show_person(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto person = registry::person_for(db, call.services.means, call.who, id);
        if (!person) return person.refusal();
        edition = person.value().edition;
        Rendering show(db, call);
        return person_json(show, person.value());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status).set("ETag", etag(edition)));
}

void give_person(Call& call) {
    show_person(call, call.id("person"));
}

// ---- changing ----

std::optional<registry::Stay> stay_in(const json::Value& body, std::string_view name) {
    const json::Value& stay = body[name];
    if (stay.is_null()) return std::nullopt;
    return registry::Stay{id_in(stay, "place").value_or(Id{}), day_in(stay, "from"),
                          stay["basis"].text()};
}

void add_person(Call& call) {
    registry::NewPerson is;
    is.id = id_in(call.body, "id");
    is.values = person_changes_in(call.body);
    is.lives = stay_in(call.body, "lives");
    is.registered = stay_in(call.body, "registered");
    if (const json::Value& household = call.body["household"]; !household.is_null()) {
        is.household =
            registry::Membership{id_in(household, "household"), household["number"].text(),
                                 household["relation"].text()};
    }
    for (const json::Value& other : call.body["not_same_as"].items())
        is.not_same_as.push_back(Id::parse(other.text()).value_or(Id{}));
    call.write(
        [&call, is](store::Writer& db) {
            return registry::add_person(db, call.services.means, call.asker(), is);
        },
        [](Call& later, const Id& id) { show_person(later, id, 201); });
}

// The edition the asker saw; with If-Match: *, the one that is there.
std::int64_t edition_of(const Call& call, store::Reader& db, const Id& id) {
    if (call.edition) return *call.edition;
    const auto person = registry::survivor(db, call.tenant, id);
    return person ? person->edition : 0;
}

void then_show(Call& later, const Id& id) {
    show_person(later, id);
}

void edit_person(Call& call) {
    const registry::PersonChanges changes = person_changes_in(call.body);
    const Id id = call.id("person");
    call.write(
        [&call, id, changes](store::Writer& db) {
            return registry::edit_person(db, call.services.means, call.asker(), id,
                                         edition_of(call, db, id), changes);
        },
        then_show);
}

void move_person(Call& call) {
    const registry::Move move{.kind = call.body["kind"].text(),
                              .to = id_in(call.body, "to"),
                              .division = call.body["division"].text(),
                              .address = call.body["address"].text(),
                              .day = day_in(call.body, "day"),
                              .basis = call.body["basis"].text(),
                              .with_household = call.body["with_household"].flag()};
    const Id id = call.id("person");
    call.write(
        [&call, id, move](store::Writer& db) {
            return registry::move_person(db, call.services.means, call.asker(), id,
                                         edition_of(call, db, id), move);
        },
        // Who moved out of sight is still shown to who moved them, as far as that goes.
        [](Call& later, const Id& moved) {
            const bool seen = later.services.store.read([&](store::Reader& db) {
                return static_cast<bool>(
                    registry::person_for(db, later.services.means, later.who, moved));
            });
            if (seen) return show_person(later, moved);
            later.answer({.status = 204});
        });
}

void note_death(Call& call) {
    const Id id = call.id("person");
    const Day day = day_in(call.body, "day").value_or(Day{});
    call.write(
        [&call, id, day](store::Writer& db) {
            return registry::note_death(db, call.services.means, call.asker(), id,
                                        edition_of(call, db, id), day);
        },
        then_show);
}

void merge_persons(Call& call) {
    const Id stays = call.id("person");
    const Id goes = id_in(call.body, "goes").value_or(Id{});
    const std::string reason = call.body["reason"].text();
    call.write(
        [&call, stays, goes, reason](store::Writer& db) {
            return registry::merge_persons(db, call.services.means, call.asker(), stays, goes,
                                           reason);
        },
        then_show);
}

void separate_person(Call& call) {
    const Id id = call.id("person");
    call.write(
        [&call, id](store::Writer& db) {
            return registry::separate_person(db, call.services.means, call.asker(), id);
        },
        then_show);
}

void erase_person(Call& call) {
    const Id id = call.id("person");
    const std::string reason = call.body["reason"].text();
    call.write(
        [&call, id, reason](store::Writer& db) {
            return registry::erase_person(db, call.services.means, call.asker(), id, reason);
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

// ---- looking at what is masked ----

std::vector<std::string> fields_in(const json::Value& body) {
    std::vector<std::string> fields;
    for (const json::Value& field : body["fields"].items())
        fields.push_back(field.text());
    return fields;
}

// What the act was for. The right is asked again: an act sent a second time may come after it
// ended.
void give_revealed(Call& call, const Id& id) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const kernel::Means& means = call.services.means;
        const auto person = registry::person_for(db, means, call.who, id);
        if (!person) return person.refusal();
        if (!registry::may(means, call.who, "people.reveal", person.value())) {
            return Refusal{"not_yours", "person", ""};
        }
        const registry::Secrets secrets =
            registry::open_secrets(db, means, call.tenant, person.value());
        json::Writer writer;
        writer.open_object();
        for (const std::string& field : fields_in(call.body)) {
            if (field == "birth") writer.field("birth", person.value().birth);
            if (field == "id_number") writer.field("id_number", secrets.id_number);
            if (field != "phones") continue;
            writer.key("phones").open_array();
            for (const std::string& phone : secrets.phones)
                writer.text(phone);
            writer.close_array();
        }
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void reveal(Call& call) {
    const Id id = call.id("person");
    call.write(
        [&call, id](store::Writer& db) {
            return registry::reveal(db, call.services.means, call.asker(), id, fields_in(call.body),
                                    call.body["purpose"].text());
        },
        give_revealed);
}

void list_looks(Call& call) {
    const Id id = call.id("person");
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        Rendering show(db, call);
        const auto person = registry::person_for(db, show.means, call.who, id);
        if (!person) return person.refusal();
        if (!may_see_looks(show, person.value())) return Refusal{"not_yours", "person", ""};
        json::Writer writer;
        writer.open_object();
        write_looks(writer, show, "items", person.value(), registry::Looks::at_record);
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

Shape stay_body(std::string name) {
    return member(std::move(name),
                  object({id("place").must(), day("from"), text("basis").up_to(20)}));
}

Shape new_person_shape() {
    std::vector<Shape> members = person_changes_shape().of;
    members.insert(members.end(),
                   {id("id"), stay_body("lives"), stay_body("registered"),
                    member("household", object({id("household"), text("number").up_to(20),
                                                text("relation").up_to(2)})),
                    list("not_same_as", id("")).up_to(20).says("Looked at, and somebody else.")});
    return object(members);
}

std::vector<Endpoint> act_endpoints() {
    return {
        {.method = "POST",
         .path = "/api/people/{person}/moves",
         .name = "move_person",
         .summary = "Lives, or is registered, elsewhere from a day on; without `to`, outside.",
         .body = object({word("kind", {"lives", "registered"}).must(), id("to"),
                         text("division").up_to(12), text("address").up_to(80), day("day"),
                         text("basis").up_to(20), flag("with_household")}),
         .answer = person_shape(),
         .handle = move_person,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/people/{person}/death",
         .name = "note_death",
         .summary = "The day somebody died; stays and membership end with it.",
         .body = object({day("day").must()}),
         .answer = person_shape(),
         .handle = note_death,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/people/{person}/merge",
         .name = "merge_persons",
         .summary = "Another record of the same person becomes a pointer to this one.",
         .body = object({id("goes").must(), text("reason").must().up_to(200)}),
         .answer = person_shape(),
         .handle = merge_persons},
        {.method = "POST",
         .path = "/api/people/{person}/separate",
         .name = "separate_person",
         .summary = "Takes a merge back.",
         .answer = person_shape(),
         .handle = separate_person},
        {.method = "POST",
         .path = "/api/people/{person}/erase",
         .name = "erase_person",
         .summary = "Destroys the person's key and all they could be recognised by.",
         .body = object({text("reason").must().up_to(200)}),
         .handle = erase_person},
        {.method = "POST",
         .path = "/api/people/{person}/reveal",
         .name = "reveal",
         .summary = "Shows what is masked, for a purpose that is kept and shown to the person.",
         .body = object({list("fields", word("", {"birth", "id_number", "phones"})).must(),
                         text("purpose").must().up_to(kernel::purpose_characters_max)}),
         .answer = object({day("birth"), text("id_number"), list("phones", text(""))}),
         .handle = reveal},
        {.method = "GET",
         .path = "/api/people/{person}/looks",
         .name = "looks",
         .summary = "Who looked at what is masked, and what for.",
         .answer = object({list("items", look_shape()).must()}),
         .handle = list_looks},
    };
}

}  // namespace

std::vector<Endpoint> people_endpoints() {
    std::vector<Endpoint> all = {
        {.method = "GET",
         .path = "/api/people",
         .name = "people",
         .summary = "People within a place, house by house; on a day that is past with `as_of`.",
         .query = {id("within"), word("of", {"present", "registered", "separated", "gone"}),
                   day("as_of")},
         .answer = page(person_row_shape()),
         .handle = list_people,
         .page_key = {Shape::Kind::text, Shape::Kind::id}},
        {.method = "GET",
         .path = "/api/people/{person}",
         .name = "person",
         .summary = "A person's record, as far as the asker may see it.",
         .answer = person_shape(),
         .handle = give_person,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/people",
         .name = "add_person",
         .summary = "A new person, with where they live and whom they belong to.",
         .body = new_person_shape(),
         .answer = person_shape(),
         .handle = add_person,
         .edition = Edition::shown},
        {.method = "PATCH",
         .path = "/api/people/{person}",
         .name = "edit_person",
         .summary = "Changes the fields that are named.",
         .body = person_changes_shape(),
         .answer = person_shape(),
         .handle = edit_person,
         .edition = Edition::asked},
    };
    for (Endpoint& one : act_endpoints())
        all.push_back(std::move(one));
    return all;
}

}  // namespace linli::http
