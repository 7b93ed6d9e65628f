// How the tree of places grows, is renamed, and is regridded.
#include "base/text.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/find.h"
#include "kernel/registry/places.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr std::int64_t probes_max = 4096;

constexpr store::Sql insert_place{
    "places.add",
    "insert into places (tenant, id, parent, path, kind, name, scheme, code, longitude, latitude, "
    "note, from_day, to_day, edition) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, 1)"};
constexpr store::Sql update_place{
    "places.edit",
    "update places set name = ?, scheme = ?, code = ?, longitude = ?, latitude = ?, note = ?, "
    "edition = edition + 1 where tenant = ? and id = ?"};
constexpr store::Sql update_end{
    "places.end",
    "update places set to_day = ?, edition = edition + 1 where tenant = ? and id = ?"};
constexpr store::Sql update_parent{
    "places.move",
    "update places set parent = ?, edition = edition + 1 where tenant = ? and id = ?"};
constexpr store::Sql last_child{"places.last_child",
                                "select max(path) from places where tenant = ? and parent = ?"};
constexpr store::Sql former{"places.former",
                            "select 1 from former_paths where tenant = ? and path = ?"};
constexpr store::Sql insert_former{
    "places.note_former",
    "insert into former_paths (tenant, path, place, until) values (?, ?, ?, ?)"};
constexpr store::Sql open_child{
    "places.open_child",
    "select 1 from places where tenant = ? and parent = ? and to_day is null limit 1"};
constexpr store::Sql someone_there{
    "persons.someone_there",
    "select 1 from persons where tenant = ? and present = 1 and path >= ? and path < ? limit 1"};
constexpr store::Sql unit_there{
    "units.there",
    "select 1 from units where tenant = ? and path >= ? and path < ? and to_day is null limit 1"};
constexpr store::Sql someone_registered{
    "persons.someone_registered",
    "select 1 from persons where tenant = ? and present = 1 and registered_path is not null "
    "and registered_path >= ? and registered_path < ? limit 1"};

// The new beginning of every path in a subtree. Ended records keep theirs. Posts and grants are
// moved here and not by a hook, because a right that stayed behind would be a hole.
#define NEW_PATH \
    " = ? || substr(path, cast(? as integer)) where tenant = ? and path >= ? and path < ?"
constexpr store::Sql repath[] = {
    {"places.repath", "update places set path" NEW_PATH},
    {"persons.repath", "update persons set path" NEW_PATH},
    {"persons.repath_registered",
     "update persons set registered_path = ? || substr(registered_path, cast(? as integer)) "
     "where tenant = ? and registered_path >= ? and registered_path < ?"},
    {"residences.repath", "update residences set path" NEW_PATH " and to_day is null"},
    {"households.repath", "update households set path" NEW_PATH " and to_day is null"},
    {"units.repath", "update units set path" NEW_PATH " and to_day is null"},
    // A few hundred rows a tenant: no index is worth it.
    {"grants.repath", "update grants set path" NEW_PATH},
    {"proposals.repath", "update proposals set path" NEW_PATH " and state = 'open'"},
};
// The last day of a post may be known and still to come: of who stands in, or holds it for a term.
constexpr store::Sql repath_posts{
    "posts.repath", "update posts set path" NEW_PATH " and (to_day is null or to_day > ?)"};

Outcome<std::string> code_of(const Kind& kind, const std::string& code) {
    if (code.empty()) return std::string();
    if (kind.code == "division") {
        const auto division = division_code(code);
        if (!division) return Refusal{"code_bad", "code", division.refusal().code};
        return division.value().text;
    }
    if (kind.code == "grid") {
        const auto grid = grid_code(code, GridScheme::community);
        if (!grid) return Refusal{"code_bad", "code", grid.refusal().code};
        return grid.value().text;
    }
    return Refusal{"code_bad", "code", "no_scheme"};
}

Outcome<Done> name_is_good(store::Reader& db, store::Tenant tenant, const std::optional<Id>& parent,
                           std::string_view name, const Id& self) {
    if (name.empty()) return Refusal{"field_missing", "name", ""};
    if (text::length(name) > std::size_t{place_name_characters_max}) {
        return Refusal{"too_long", "name", std::to_string(place_name_characters_max)};
    }
    if (!parent) return Done{};
    const auto other = child_named(db, tenant, *parent, name);
    if (other && other->id != self) return Refusal{"name_taken", "name", other->id.text()};
    return Done{};
}

Outcome<Done> note_is_good(std::string_view note) {
    if (text::length(note) <= std::size_t{place_note_characters_max}) return Done{};
    return Refusal{"too_long", "note", std::to_string(place_note_characters_max)};
}

bool taken(store::Reader& db, store::Tenant tenant, const std::string& path) {
    return place_at(db, tenant, path) || db.query(former, tenant, path).next();
}

// The label a name asks for, or the nearest free one behind it.
Outcome<std::string> free_path(store::Reader& db, store::Tenant tenant, const Place& parent,
                               std::string_view name) {
    std::int64_t number = label_step;
    const auto named = number_in(name);
    if (named && *named < labels / label_step) {
        number = *named * label_step;
    } else if (auto last = db.query(last_child, tenant, parent.id);
               last.next() && !last.is_null(0)) {
        number = (label_number(last.view(0)) / label_step + 1) * label_step;
    }
    for (std::int64_t probe = 0; probe < probes_max && number < labels; ++probe, ++number) {
        std::string path = child_path(parent.path, number);
        if (!taken(db, tenant, path)) return path;
    }
    return Refusal{"place_full", "parent", parent.name};
}

std::string joined(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ",") + word;
    return text;
}

Outcome<const Kind*> kind_within(const kernel::Means& means, const std::string& name,
                                 const Place* parent) {
    const Kind* kind = place_kinds(means).find(name);
    if (!kind) return Refusal{"no_such_kind", "kind", name};
    const bool fits = parent ? kind->within.contains(parent->kind) : kind->root;
    if (!fits) return Refusal{"kind_not_within", "kind", joined(kind->within)};
    return kind;
}

Place insert(store::Writer& db, const NewPlace& is, const Kind& kind, const Place* parent,
             std::string path, std::string code, const Id& id, Day from) {
    const std::string scheme = code.empty() ? "" : kind.code;
    const std::optional<Id> above = parent ? std::optional(parent->id) : std::nullopt;
    db.run(insert_place, db.tenant(), id, above, path, is.kind, is.name, scheme, code, is.longitude,
           is.latitude, is.note, from);
    Place made{
        id,           above,       std::move(path), is.kind, is.name, scheme, std::move(code),
        is.longitude, is.latitude, is.note,         from,    {},      1};
    add_grams(db, "place", made.path, id, grams_of_place(made.name));
    return made;
}

std::string body_of(const Place& place) {
    json::Writer body;
    body.open_object().field("kind", place.kind).field("name", place.name);
    body.field("code", place.code).close_object();
    return body.take();
}

const access::Grant* may_edit(const kernel::Means& means, const kernel::Asker& asker,
                              std::string_view path) {
    return access::may(asker.who, *means.roles, "places.edit", path);
}

struct Editable {
    Place place;
    const access::Grant* grant;
};

// Exists for you, yours, and still as you saw it.
Outcome<Editable> editable(store::Reader& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id, std::int64_t edition) {
    auto found = place_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant = may_edit(means, asker, found.value().path);
    if (!grant) return Refusal{"not_yours", "place", ""};
    if (found.value().edition != edition) return changed_meanwhile(db, asker.who.tenant, id);
    return Editable{std::move(found).value(), grant};
}

void move_paths(store::Writer& db, const std::string& from, const std::string& to, Day today) {
    move_grams(db, from, to);
    const auto rest = static_cast<std::int64_t>(from.size()) + 1;
    for (const store::Sql& sql : repath) {
        db.run(sql, to, rest, db.tenant(), from, end_of(from));
    }
    db.run(repath_posts, to, rest, db.tenant(), from, end_of(from), today);
}

}  // namespace

Outcome<std::string> free_place_code(store::Reader& db, store::Tenant tenant, const Kind& kind,
                                     const std::string& raw, const Id& self) {
    auto code = code_of(kind, raw);
    if (!code || code.value().empty()) return code;
    const auto other = place_by_code(db, tenant, kind.code, code.value());
    if (other && other->id != self) return Refusal{"code_taken", "code", other->id.text()};
    return code;
}

Outcome<Id> found(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                  const NewPlace& is) {
    if (const auto root = root_place(db, db.tenant())) {
        return Refusal{"root_exists", "", root->name};
    }
    const auto kind = kind_within(means, is.kind, nullptr);
    if (!kind) return kind.refusal();
    if (const auto good = name_is_good(db, db.tenant(), std::nullopt, is.name, {}); !good) {
        return good.refusal();
    }
    auto code = code_of(*kind.value(), is.code);
    if (!code) return code.refusal();
    const Id id = is.id.value_or(Id::make(db.now(), *means.random));
    const Place made =
        insert(db, is, *kind.value(), nullptr, child_path("", 1), std::move(code).value(), id,
               is.from.value_or(means.zone.day_of(db.now())));
    journal::Line line = line_of(asker, nullptr, "place", id, id, "found");
    line.body = body_of(made);
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> add_place(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const NewPlace& is) {
    const auto parent = place_for(db, means, asker.who, is.parent, "parent");
    if (!parent) return parent.refusal();
    const access::Grant* grant = may_edit(means, asker, parent.value().path);
    if (!grant) return Refusal{"not_yours", "parent", ""};
    const auto kind = kind_within(means, is.kind, &parent.value());
    if (!kind) return kind.refusal();

    const Day today = means.zone.day_of(db.now());
    if (!parent.value().open_on(today)) return Refusal{"place_ended", "parent", ""};
    if (is.from && *is.from > today) return Refusal{"day_in_future", "from", ""};
    if (const auto good = name_is_good(db, db.tenant(), is.parent, is.name, {}); !good) {
        return good.refusal();
    }
    if (const auto good = note_is_good(is.note); !good) return good.refusal();
    auto code = free_place_code(db, db.tenant(), *kind.value(), is.code, {});
    if (!code) return code.refusal();
    auto path = free_path(db, db.tenant(), parent.value(), is.name);
    if (!path) return path.refusal();

    const Id id = is.id.value_or(Id::make(db.now(), *means.random));
    const Place made = insert(db, is, *kind.value(), &parent.value(), std::move(path).value(),
                              std::move(code).value(), id, is.from.value_or(today));
    journal::Line line = line_of(asker, grant, "place", id, id, "add");
    line.body = body_of(made);
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> edit_place(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& id, std::int64_t edition, const PlaceChanges& changes) {
    const auto found = editable(db, means, asker, id, edition);
    if (!found) return found.refusal();
    Place is = found.value().place;
    const Place before = is;
    const Kind* kind = place_kinds(means).find(is.kind);
    if (!kind) return Refusal{"no_such_kind", "kind", is.kind};

    if (changes.name) is.name = text::trim(*changes.name);
    if (changes.note) is.note = *changes.note;
    if (changes.longitude) is.longitude = *changes.longitude;
    if (changes.latitude) is.latitude = *changes.latitude;
    if (const auto good = name_is_good(db, db.tenant(), is.parent, is.name, id); !good) {
        return good.refusal();
    }
    if (const auto good = note_is_good(is.note); !good) return good.refusal();
    if (changes.code) {
        auto code = free_place_code(db, db.tenant(), *kind, *changes.code, id);
        if (!code) return code.refusal();
        is.code = std::move(code).value();
        is.scheme = is.code.empty() ? "" : kind->code;
    }
    db.run(update_place, is.name, is.scheme, is.code, is.longitude, is.latitude, is.note,
           db.tenant(), id);
    if (is.name != before.name) {
        remove_grams(db, "place", is.path, id, grams_of_place(before.name));
        add_grams(db, "place", is.path, id, grams_of_place(is.name));
    }
    journal::Line line = line_of(asker, found.value().grant, "place", id, id, "edit");
    json::Writer body;
    body.open_object().key("before").raw(body_of(before)).key("after").raw(body_of(is));
    line.body = body.close_object().take();
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> move_place(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& id, std::int64_t edition, const Id& parent_id) {
    const auto found = editable(db, means, asker, id, edition);
    if (!found) return found.refusal();
    const Place& is = found.value().place;
    const auto parent = place_for(db, means, asker.who, parent_id, "parent");
    if (!parent) return parent.refusal();
    if (!may_edit(means, asker, parent.value().path)) return Refusal{"not_yours", "parent", ""};

    const Day today = means.zone.day_of(db.now());
    if (!is.parent) return Refusal{"place_is_root", "place", ""};
    if (access::within(parent.value().path, is.path)) {
        return Refusal{"place_within_itself", "parent", parent.value().name};
    }
    if (!parent.value().open_on(today)) return Refusal{"place_ended", "parent", ""};
    const auto kind = kind_within(means, is.kind, &parent.value());
    if (!kind) return kind.refusal();
    if (*is.parent == parent_id) return Refusal{"already_there", "parent", parent.value().name};
    if (const auto good = name_is_good(db, db.tenant(), parent_id, is.name, id); !good) {
        return good.refusal();
    }
    const auto path = free_path(db, db.tenant(), parent.value(), is.name);
    if (!path) return path.refusal();

    db.run(update_parent, parent_id, db.tenant(), id);
    move_paths(db, is.path, path.value(), today);
    db.run(insert_former, db.tenant(), is.path, id, today);
    journal::Line line = line_of(asker, found.value().grant, "place", id, id, "move");
    json::Writer body;
    body.open_object().field("from", is.path).field("to", path.value());
    line.body = body.field("parent", parent_id).close_object().take();
    journal::append(db, std::move(line));
    if (means.hooks) {
        for (const auto& hook : means.hooks->place_moved)
            hook(db, asker, {id, is.path, path.value()});
    }
    return id;
}

Outcome<Id> end_place(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Id& id, std::int64_t edition, Day day) {
    const auto found = editable(db, means, asker, id, edition);
    if (!found) return found.refusal();
    const Place& is = found.value().place;
    if (!is.parent) return Refusal{"place_is_root", "place", ""};
    if (is.to) return Refusal{"place_ended", "place", is.to->text()};
    const std::string end = end_of(is.path);
    if (db.query(open_child, db.tenant(), id).next() ||
        db.query(someone_there, db.tenant(), is.path, end).next() ||
        db.query(unit_there, db.tenant(), is.path, end).next() ||
        db.query(someone_registered, db.tenant(), is.path, end).next()) {
        return Refusal{"place_not_empty", "place", is.name};
    }
    if (day > means.zone.day_of(db.now())) return Refusal{"day_in_future", "day", ""};
    if (day < is.from) return Refusal{"day_before_start", "day", is.from.text()};

    db.run(update_end, day, db.tenant(), id);
    remove_grams(db, "place", is.path, id, grams_of_place(is.name));
    journal::append(db, line_of(asker, found.value().grant, "place", id, id, "end"));
    return id;
}

Place place_named(store::Writer& db, const kernel::Means& means, const Place& parent,
                  std::string_view kind, std::string_view name) {
    if (auto known = child_named(db, db.tenant(), parent.id, name)) return *std::move(known);
    const Kind* declared = place_kinds(means).find(kind);
    CHECK(declared);
    NewPlace is;
    is.parent = parent.id;
    is.kind = kind;
    is.name = name;
    return insert(db, is, *declared, &parent, free_path(db, db.tenant(), parent, name).value(), "",
                  Id::make(db.now(), *means.random), means.zone.day_of(db.now()));
}

}  // namespace linli::registry
