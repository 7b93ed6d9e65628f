#include "channels/http/registry_render.h"

#include <algorithm>

namespace linli::http {

using namespace shape;

void write_item(json::Writer& writer, const Id& id, std::string_view called) {
    writer.open_object().field("id", id).field("name", called).close_object();
}

void write_can(json::Writer& writer, const std::vector<std::string_view>& can) {
    writer.key("can").open_array();
    for (const std::string_view word : can)
        writer.text(word);
    writer.close_array();
}

std::int64_t years_between(Day from, Day to) {
    const Day::Date born = from.date(), now = to.date();
    const bool had_birthday =
        now.month > born.month || (now.month == born.month && now.day >= born.day);
    return now.year - born.year - (had_birthday ? 0 : 1);
}

Rendering::Rendering(store::Reader& reader, const Call& asked)
    : db(reader),
      call(asked),
      means(asked.services.means),
      today(means.zone.day_of(asked.now())),
      addresses_(reader, means, asked.tenant) {}

bool Rendering::may(std::string_view right, std::string_view path) const {
    return access::may(call.who, *means.roles, right, path) != nullptr;
}

bool Rendering::sees(const registry::Person& person) const {
    return registry::may(means, call.who, "people.see", person) ||
           registry::is_self(db, call.who, person);
}

std::optional<registry::Person> Rendering::named(const Id& id) const {
    auto now = registry::survivor(db, call.tenant, id);
    return now && sees(*now) ? now : registry::person(db, call.tenant, id);
}

void Rendering::place_row(json::Writer& writer, const registry::Place& place) {
    const registry::Kind* kind = registry::place_kinds(means).find(place.kind);
    writer.field("id", place.id).field("name", place.name).field("kind", place.kind);
    write_words(writer, "kind_title", kind ? kind->title : fields::Words{place.kind, place.kind});
    writer.field("code", place.code);
    const auto below = registry::children(db, call.tenant, place.id, "", 1);
    writer.field("has_children", !below.empty());
}

void Rendering::place_ref(json::Writer& writer, std::string_view name, const Id& id) {
    const auto place = id ? registry::place(db, call.tenant, id) : std::nullopt;
    if (!place) {
        writer.key(name).null();
        return;
    }
    write_ref(writer, name, id, address(place->path));
}

void Rendering::who_and_where(json::Writer& writer, const registry::Person& person, Day until,
                              std::string_view path) {
    writer.field("id", person.id).field("name", person.name).field("sex", person.sex);
    writer.key("age");
    person.birth ? writer.number(years_between(*person.birth, until)) : writer.null();
    writer.field("address", address(path));
}

void Rendering::person_members(json::Writer& writer, const registry::Person& person) {
    who_and_where(writer, person, person.died.value_or(today), person.path);
    writer.field("separated", person.separated);
}

void Rendering::roll_members(json::Writer& writer, const registry::Person& person, const Id& place,
                             Day on) {
    if (sees(person)) return person_members(writer, person);
    // What has ended keeps the path of its day, which may lead nowhere now.
    who_and_where(writer, person, on, registry::place(db, call.tenant, place)->path);
    writer.field("separated", false);
}

void Rendering::person_row(json::Writer& writer, const registry::Person& person) {
    writer.open_object();
    person_members(writer, person);
    writer.close_object();
}

void Rendering::post_row(json::Writer& writer, const posts::Post& post) {
    const posts::Role* role = posts::role_book(means).find(post.role);
    writer.open_object().field("id", post.id).field("role", post.role);
    write_words(writer, "title", role ? role->title : fields::Words{post.role, post.role});
    place_ref(writer, "place", post.place);
    const auto unit = post.unit ? registry::unit(db, call.tenant, *post.unit) : std::nullopt;
    if (unit) {
        write_ref(writer, "unit", unit->id, unit->name);
    } else {
        writer.key("unit").null();
    }
    writer.field("holder", posts::holder_name(db, call.tenant, post));
    // Who looks after posts there knows which account and person it is; others know the name.
    const bool keeps = may("posts.edit", post.path);
    const bool own = post.account && *post.account == call.who.account;
    writer.field("account", keeps ? post.account : std::optional<Id>());
    writer.field("person", keeps ? post.person : std::optional<Id>());
    writer.field("stands_in_for", post.stands_in_for);
    writer.field("from", post.from).field("to", post.to).field("edition", post.edition);
    std::vector<std::string_view> can;
    const bool open = !post.to || today < *post.to;
    if (open && keeps) can.emplace_back("end");
    if (open && (keeps || own) && !post.stands_in_for) can.emplace_back("cover");
    write_can(writer, can);
    writer.close_object();
}

void Rendering::unit_row(json::Writer& writer, const registry::Unit& unit) {
    const registry::Kind* kind = registry::unit_kinds(means).find(unit.kind);
    writer.field("id", unit.id).field("name", unit.name).field("kind", unit.kind);
    write_words(writer, "kind_title", kind ? kind->title : fields::Words{unit.kind, unit.kind});
    writer.field("code", unit.code);
    place_ref(writer, "place", unit.place);
}

Shape item() {
    return object({id("id").must(), text("name").must()}, "Ref");
}

Shape can_shape() {
    return list("can", text("")).must().says("What whoever asked may do next.");
}

Shape place_row_shape() {
    return object({id("id").must(), text("name").must(), text("kind").must(),
                   words("kind_title").must(), text("code").must(), flag("has_children").must()},
                  "PlaceRow");
}

Shape person_row_shape() {
    return object({id("id").must(), text("name").must(), text("sex").must(), number("age"),
                   text("address").must(), flag("separated").must()},
                  "PersonRow");
}

Shape post_row_shape() {
    return object(
        {id("id").must(), text("role").must(), words("title").must(), ref("place"), ref("unit"),
         text("holder").must(), id("account"), id("person"), id("stands_in_for"),
         day("from").must(), day("to"), number("edition").must(), can_shape()},
        "Post");
}

Shape unit_row_shape() {
    return object({id("id").must(), text("name").must(), text("kind").must(),
                   words("kind_title").must(), text("code").must(), ref("place")},
                  "UnitRow");
}

Outcome<std::vector<access::Path>> asked_paths(store::Reader& db, const Call& call,
                                               std::string_view right) {
    std::vector<access::Path> paths;
    for (const access::Grant& grant : access::reach(call.who, *call.services.means.roles, right))
        paths.push_back(grant.path);
    std::sort(paths.begin(), paths.end());
    const std::string within = call.query("within");
    if (within.empty()) return paths;

    const Refusal none{"no_such_place", "within", ""};
    const auto id = Id::parse(within);
    const auto place = id ? registry::place(db, call.tenant, *id) : std::nullopt;
    if (!place) return none;
    std::vector<access::Path> inside;
    for (const access::Path& path : paths) {
        if (access::within(place->path, path)) return std::vector{place->path};
        if (access::within(path, place->path)) inside.push_back(path);
    }
    if (inside.empty()) return none;
    return inside;
}

After after_of(const Call& call) {
    if (!call.cursor) return {};
    return {std::get<std::string>((*call.cursor)[0]),
            Id::parse(std::get<std::string>((*call.cursor)[1])).value_or(Id{})};
}

std::optional<Day> day_in(const json::Value& body, std::string_view name) {
    return Day::parse(body[name].text());
}

std::optional<Id> id_in(const json::Value& body, std::string_view name) {
    return Id::parse(body[name].text());
}

std::optional<std::int64_t> number_in(const json::Value& body, std::string_view name) {
    if (!body.has(name)) return std::nullopt;
    return body[name].number();
}

namespace {

bool names(const json::Value& body, std::string_view name) {
    const auto& members = body.members();
    return std::any_of(members.begin(), members.end(),
                       [&](const auto& member) { return member.first == name; });
}

}  // namespace

std::optional<std::string> change_of_text(const json::Value& body, std::string_view name) {
    if (!names(body, name)) return std::nullopt;
    return body[name].text();
}

std::optional<std::optional<Id>> change_of_id(const json::Value& body, std::string_view name) {
    if (!names(body, name)) return std::nullopt;
    return id_in(body, name);
}

std::optional<std::optional<std::int64_t>> change_of_number(const json::Value& body,
                                                            std::string_view name) {
    if (!names(body, name)) return std::nullopt;
    return number_in(body, name);
}

std::optional<std::optional<Day>> change_of_day(const json::Value& body, std::string_view name) {
    if (!names(body, name)) return std::nullopt;
    return day_in(body, name);
}

}  // namespace linli::http
