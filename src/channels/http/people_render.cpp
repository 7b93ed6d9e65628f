#include "channels/http/people_render.h"

#include <algorithm>

#include "access/accounts.h"
#include "channels/sheets/exports.h"
#include "kernel/fields/field.h"
#include "kernel/posts/slips.h"
#include "kernel/registry/houses.h"
#include "kernel/registry/residences.h"

namespace linli::http {
namespace {

using namespace shape;

// 1949-**-**: the year says how old somebody is, the day would say half of the ID number.
std::string masked_birth(Day birth) {
    return birth.text().substr(0, 4) + "-**-**";
}

void write_masked(json::Writer& writer, Rendering& show, const registry::Person& person,
                  bool self) {
    const bool keeps = registry::may(show.means, show.call.who, "people.edit", person);
    const registry::Secrets secrets =
        registry::open_secrets(show.db, show.means, show.call.tenant, person);
    writer.key("birth");
    if (!person.birth) {
        writer.null();
    } else {
        writer.text(self || keeps ? person.birth->text() : masked_birth(*person.birth));
    }
    writer.field("id_kind", person.id_kind);
    writer.field("id_number",
                 self ? secrets.id_number : fields::mask("id_number", secrets.id_number));
    writer.key("phones").open_array();
    for (const std::string& phone : secrets.phones)
        writer.text(self ? phone : fields::mask("phone", phone));
    writer.close_array();
}

void write_stays(json::Writer& writer, Rendering& show, const registry::Person& person) {
    writer.key("stays").open_array();
    for (const registry::Residence& stay :
         registry::residences_of(show.db, show.call.tenant, person.id)) {
        writer.open_object().field("kind", stay.kind);
        show.place_ref(writer, "place", stay.place);
        writer.field("from", stay.from).field("to", stay.to);
        writer.field("basis", stay.basis).field("reason", stay.reason).close_object();
    }
    writer.close_array();
}

void write_households(json::Writer& writer, Rendering& show, const registry::Person& person) {
    const store::Tenant tenant = show.call.tenant;
    writer.key("households").open_array();
    for (const registry::Member& member : registry::memberships(show.db, tenant, person.id)) {
        const auto household = registry::household(show.db, tenant, member.household).value();
        // One of earlier days may lie out of the asker's sight; who its head is now is its own.
        const bool seen = static_cast<bool>(
            registry::household_for(show.db, show.means, show.call.who, household.id));
        const auto head = household.head && seen ? show.named(*household.head) : std::nullopt;
        writer.open_object().field("id", household.id).field("number", household.number);
        writer.field("name", head ? head->name : "").field("relation", member.relation);
        writer.field("from", member.from).field("to", member.to).close_object();
    }
    writer.close_array();
}

void write_posts(json::Writer& writer, Rendering& show, const registry::Person& person) {
    writer.key("posts").open_array();
    for (const posts::Post& post : posts::posts_of_person(show.db, show.call.tenant, person.id)) {
        show.post_row(writer, post);
    }
    writer.close_array();
}

void write_account(json::Writer& writer, Rendering& show, const registry::Person& person) {
    const store::Tenant tenant = show.call.tenant;
    const auto id = posts::account_of(show.db, tenant, person.id);
    const bool told = id && registry::may(show.means, show.call.who, "accounts.edit", person);
    writer.key("account");
    if (!told) {
        writer.null();
        return;
    }
    writer.open_object().field("id", *id);
    writer.field("login", access::account(show.db, tenant, *id).value().login).close_object();
}

void write_houses(json::Writer& writer, Rendering& show, const registry::Person& person) {
    writer.key("owns").open_array();
    for (const Id& place : registry::houses_of_person(show.db, show.call.tenant, person.id)) {
        const auto house = registry::place_for(show.db, show.means, show.call.who, place);
        if (house) write_item(writer, place, show.address(house.value().path));
    }
    writer.close_array();
}

std::vector<std::string_view> what_may_be_done(Rendering& show, const registry::Person& person) {
    const auto may = [&](std::string_view right) {
        return registry::may(show.means, show.call.who, right, person) != nullptr;
    };
    std::vector<std::string_view> can;
    if (may("people.edit")) {
        can = {"edit", "merge"};
        if (!person.died) can.insert(can.end(), {"move", "death", "household"});
    }
    if (may("people.reveal")) can.emplace_back("reveal");
    const auto account = posts::account_of(show.db, show.call.tenant, person.id);
    const bool above =
        posts::is_above(show.db, show.means, show.call.who, account, person.id, show.today);
    if (may("accounts.edit") && above && !person.died) can.emplace_back("slip");
    if (may("people.erase") && !person.present) can.emplace_back("erase");
    return can;
}

}  // namespace

void write_values(json::Writer& writer, const registry::Person& person) {
    writer.key("values").open_object();
    for (const registry::TextField& field : registry::text_fields()) {
        const std::string& value = person.*field.value;
        if (!value.empty()) writer.field(field.name, value);
    }
    writer.close_object();
}

bool may_see_looks(Rendering& show, const registry::Person& person) {
    return registry::is_self(show.db, show.call.who, person) ||
           registry::may(show.means, show.call.who, "people.edit", person);
}

void write_looks(json::Writer& writer, Rendering& show, std::string_view name,
                 const registry::Person& person, registry::Looks wanted) {
    auto looks = registry::looks_at(show.db, show.call.tenant, person.id, wanted);
    for (registry::Look& look : sheets::looks_by_list(show.db, show.call.tenant, person))
        looks.push_back(std::move(look));
    std::sort(looks.begin(), looks.end(),
              [](const auto& one, const auto& other) { return one.at > other.at; });
    writer.key(name).open_array();
    for (const registry::Look& look : looks) {
        writer.open_object().field("at", look.at).field("actor", look.actor);
        const auto post =
            look.post ? posts::post(show.db, show.call.tenant, *look.post) : std::nullopt;
        const posts::Role* role = post ? posts::role_book(show.means).find(post->role) : nullptr;
        write_words(writer, "post_title", role ? role->title : fields::Words{});
        writer.field("where", look.where).field("purpose", look.purpose).key("fields").open_array();
        for (const std::string& field : look.fields)
            writer.text(field);
        writer.close_array().close_object();
    }
    writer.close_array();
}

std::string person_json(Rendering& show, const registry::Person& person) {
    const bool self = registry::is_self(show.db, show.call.who, person);
    json::Writer writer;
    writer.open_object();
    show.person_members(writer, person);
    write_values(writer, person);
    write_masked(writer, show, person, self);
    show.place_ref(writer, "home", person.home.value_or(Id{}));
    show.place_ref(writer, "registered", person.registered.value_or(Id{}));
    writer.field("present", person.present).field("died", person.died);
    writer.key("merged").open_array();
    for (const Id& merged : registry::merged_into(show.db, show.call.tenant, person.id))
        writer.text(merged.text());
    writer.close_array();
    write_stays(writer, show, person);
    write_households(writer, show, person);
    write_posts(writer, show, person);
    write_account(writer, show, person);
    write_houses(writer, show, person);
    writer.field("edition", person.edition);
    write_can(writer, what_may_be_done(show, person));
    return writer.close_object().take();
}

registry::PersonChanges person_changes_in(const json::Value& body) {
    registry::PersonChanges changes;
    for (const registry::TextField& field : registry::text_fields()) {
        if (auto value = change_of_text(body, field.name)) changes.set(field.name, *value);
    }
    changes.birth = change_of_day(body, "birth");
    if (const auto number = change_of_text(body, "id_number")) {
        changes.document = registry::Document{body["id_kind"].text(), *number};
    }
    if (body.has("phones")) {
        changes.phones.emplace();
        for (const json::Value& phone : body["phones"].items())
            changes.phones->push_back(phone.text());
    }
    return changes;
}

Shape values_shape() {
    std::vector<Shape> members;
    for (const registry::TextField& field : registry::text_fields())
        members.push_back(text(field.name).up_to(field.longest));
    return object(members, "PersonValues");
}

Shape person_changes_shape() {
    std::vector<Shape> members = values_shape().of;
    members.insert(members.end(),
                   {day("birth"), text("id_kind").up_to(3), text("id_number").up_to(40),
                    list("phones", text("").up_to(40)).up_to(20)});
    return object(members);
}

Shape look_shape() {
    return object({instant("at").must(), text("actor").must(), words("post_title").must(),
                   word("where", {"person", "case", "list"}).must(), text("purpose").must(),
                   list("fields", text("")).must()},
                  "Look");
}

Shape person_shape() {
    std::vector<Shape> members = person_row_shape().of;
    const Shape stay = object({text("kind").must(), ref("place"), day("from").must(), day("to"),
                               text("basis").must(), text("reason").must()},
                              "Stay");
    const Shape household = object({id("id").must(), text("number").must(), text("name").must(),
                                    text("relation").must(), day("from").must(), day("to")},
                                   "OwnHousehold");
    members.insert(
        members.end(),
        {member("values", values_shape()).must(),
         text("birth").says("1949-**-** for who does not keep the record."), text("id_kind").must(),
         text("id_number").must(), list("phones", text("")).must(), ref("home"), ref("registered"),
         flag("present").must(), day("died"), list("merged", id("")).must(),
         list("stays", stay).must(), list("households", household).must(),
         list("posts", post_row_shape()).must(),
         member("account", object({id("id").must(), text("login").must()})),
         list("owns", item()).must(), number("edition").must(), can_shape()});
    return object(members, "Person");
}

}  // namespace linli::http
