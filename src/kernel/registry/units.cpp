#include "kernel/registry/units.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/purpose.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/find.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

#define UNIT_COLUMNS                                                                        \
    "id, key, kind, name, pinyin, code, parent, tree, place, path, address, legal_person, " \
    "contact, phone, staff, note, from_day, to_day, edition"

constexpr store::Sql by_id{"units.by_id",
                           "select " UNIT_COLUMNS " from units where tenant = ? and id = ?"};
constexpr store::Sql by_tree{"units.by_tree",
                             "select " UNIT_COLUMNS " from units where tenant = ? and tree = ?"};
constexpr store::Sql by_code{
    "units.by_code", "select " UNIT_COLUMNS
                     " from units where tenant = ? and code = ? and code <> '' and to_day is null"};
constexpr store::Sql page_all{
    "units.within",
    "select " UNIT_COLUMNS
    " from units where tenant = ? and path >= ? and path < ? and (path > ? or id > ?) "
    "and to_day is null order by path, id limit ?"};
constexpr store::Sql page_kind{
    "units.of_kind", "select " UNIT_COLUMNS
                     " from units where tenant = ? and kind = ? and path >= ? and path < ? "
                     "and (path > ? or id > ?) and to_day is null order by path, id limit ?"};
constexpr store::Sql by_parent{
    "units.under", "select " UNIT_COLUMNS
                   " from units where tenant = ? and parent = ? and tree > ? and to_day is null "
                   "order by tree limit ?"};
constexpr store::Sql at_place{
    "units.at_place",
    "select " UNIT_COLUMNS
    " from units where tenant = ? and path = ? and name = ? and to_day is null limit 1"};
constexpr store::Sql last_root{"units.last_root",
                               "select max(tree) from units where tenant = ? and parent is null"};
constexpr store::Sql last_child{"units.last_child",
                                "select max(tree) from units where tenant = ? and parent = ?"};
constexpr store::Sql insert_row{
    "units.add", "insert into units (tenant, " UNIT_COLUMNS
                 ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql update_row{
    "units.edit",
    "update units set kind = ?, name = ?, pinyin = ?, code = ?, parent = ?, place = ?, path = ?, "
    "address = ?, legal_person = ?, contact = ?, phone = ?, staff = ?, note = ?, to_day = ?, "
    "edition = ? where tenant = ? and id = ?"};
constexpr store::Sql repath{
    "units.retree",
    "update units set tree = ? || substr(tree, cast(? as integer)) where tenant = ? and "
    "tree >= ? and tree < ?"};
constexpr store::Sql open_child{
    "units.open_child",
    "select 1 from units where tenant = ? and parent = ? and to_day is null limit 1"};
constexpr store::Sql open_post{
    "units.open_post",
    "select 1 from posts where tenant = ? and unit = ? and (to_day is null or to_day > ?) limit 1"};
constexpr store::Sql roles_held{"units.roles_held",
                                "select distinct role from posts where tenant = ? and unit = ? "
                                "and (to_day is null or to_day > ?) order by role"};
constexpr store::Sql posts_follow{
    "units.posts_follow",
    "update posts set place = ?, path = ? where tenant = ? and unit = ? "
    "and (to_day is null or to_day > ?)"};
constexpr store::Sql grants_follow{
    "units.grants_follow", "update grants set place = ?, path = ? where tenant = ? and unit = ?"};

Unit read_unit(const store::Rows& row) {
    return {
        .id = row.id(0),
        .key = row.id(1),
        .kind = row.text(2),
        .name = row.text(3),
        .pinyin = row.text(4),
        .code = row.text(5),
        .parent = row.maybe_id(6),
        .tree = row.text(7),
        .place = row.id(8),
        .path = row.text(9),
        .address = row.text(10),
        .legal_person = row.text(11),
        .contact = row.text(12),
        .phone = row.text(13),
        .staff = row.maybe_number(14),
        .note = row.text(15),
        .from = row.day(16),
        .to = row.maybe_day(17),
        .edition = row.number(18),
    };
}

std::optional<Unit> first(store::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return read_unit(rows);
}

std::vector<Unit> all(store::Rows rows) {
    std::vector<Unit> units;
    while (rows.next())
        units.push_back(read_unit(rows));
    return units;
}

Grams grams_of(const Unit& unit) {
    return grams_of_name(unit.name, NameOf::other);
}

std::string next_tree(store::Reader& db, store::Tenant tenant, const Unit* parent) {
    auto last = parent ? db.query(last_child, tenant, parent->id) : db.query(last_root, tenant);
    const std::int64_t number = last.next() && !last.is_null(0) ? label_number(last.view(0)) : 0;
    return child_path(parent ? parent->tree : "", number + 1);
}

// Spells the changes as they are kept. `at` of a refusal is the field.
Outcome<UnitChanges> spelled(const kernel::Means& means, UnitChanges changes) {
    struct Limit {
        const char* field;
        std::optional<std::string>* value;
        std::size_t longest;
    };
    const Limit limits[] = {{"name", &changes.name, 100},
                            {"address", &changes.address, 200},
                            {"legal_person", &changes.legal_person, 80},
                            {"contact", &changes.contact, 50},
                            {"note", &changes.note, 500}};
    for (const Limit& limit : limits) {
        if (!*limit.value) continue;
        **limit.value = text::trim(**limit.value);
        if (text::length(**limit.value) > limit.longest) {
            return Refusal{"too_long", limit.field, std::to_string(limit.longest)};
        }
    }
    if (changes.name && changes.name->empty()) return Refusal{"field_missing", "name", ""};
    if (changes.kind && !unit_kinds(means).find(*changes.kind)) {
        return Refusal{"no_such_kind", "kind", *changes.kind};
    }
    if (changes.code && !text::trim(*changes.code).empty()) {
        const auto code = credit_code(*changes.code);
        if (!code) return Refusal{code.refusal().code, "code", code.refusal().with};
        changes.code = code.value().text;
    }
    if (changes.phone && !text::trim(*changes.phone).empty()) {
        const auto number = phone(*changes.phone);
        if (!number) return Refusal{number.refusal().code, "phone", number.refusal().with};
        changes.phone = number.value().text;
    }
    if (changes.staff && *changes.staff && (**changes.staff < 0 || **changes.staff > 1'000'000)) {
        return Refusal{"field_bad", "staff", ""};
    }
    return changes;
}

Outcome<Done> code_is_free(store::Reader& db, const kernel::Means& means, const access::Who& who,
                           const UnitChanges& changes, const Id& self) {
    if (!changes.code || changes.code->empty()) return Done{};
    const auto other = unit_by_code(db, who.tenant, *changes.code);
    if (!other || other->id == self) return Done{};
    if (!sees_unit(means, who, *other)) return Refusal{"registered_elsewhere", "code", ""};
    return Refusal{"duplicate_of", "code", other->id.text()};
}

void set_phone(store::Writer& db, const kernel::Means& means, Unit& is, const std::string& now) {
    const std::string before = is.edition == 0 ? "" : open_phone(db, means, db.tenant(), is);
    if (before == now) return;
    if (!before.empty()) remove_traces(db, means, "unit_phone", before, is.id);
    is.phone.clear();
    if (now.empty()) return;
    is.phone = means.seals->seal(db, is.key, {db.tenant(), is.id, "phone"}, now);
    add_traces(db, means, "unit_phone", now, is.id);
}

// Which fields are different now.
std::vector<std::string> apply(store::Writer& db, const kernel::Means& means, Unit& is,
                               const UnitChanges& changes, const std::optional<Place>& place) {
    std::vector<std::string> fields;
    const std::tuple<const char*, const std::optional<std::string>*, std::string*> texts[] = {
        {"kind", &changes.kind, &is.kind},
        {"name", &changes.name, &is.name},
        {"code", &changes.code, &is.code},
        {"address", &changes.address, &is.address},
        {"legal_person", &changes.legal_person, &is.legal_person},
        {"contact", &changes.contact, &is.contact},
        {"note", &changes.note, &is.note}};
    for (const auto& [field, now, value] : texts) {
        if (!*now || **now == *value) continue;
        *value = **now;
        fields.emplace_back(field);
    }
    is.pinyin = sort_key(is.name, NameOf::other);
    if (changes.staff && *changes.staff != is.staff) {
        is.staff = *changes.staff;
        fields.emplace_back("staff");
    }
    if (changes.phone) {
        const std::string before = is.phone;
        set_phone(db, means, is, *changes.phone);
        if (is.phone != before) fields.emplace_back("phone");
    }
    if (place && place->id != is.place) {
        is.place = place->id;
        is.path = place->path;
        fields.emplace_back("place");
    }
    return fields;
}

std::string body_of(const std::vector<std::string>& fields) {
    json::Writer body;
    body.open_object().key("fields").open_array();
    for (const std::string& field : fields)
        body.text(field);
    return body.close_array().close_object().take();
}

void update(store::Writer& db, const Unit& before, Unit& is) {
    is.edition = before.edition + 1;
    db.run(update_row, is.kind, is.name, is.pinyin, is.code, is.parent, is.place, is.path,
           is.address, is.legal_person, is.contact, is.phone, is.staff, is.note, is.to, is.edition,
           db.tenant(), is.id);
    if (before.name == is.name && before.path == is.path && before.to == is.to) return;
    remove_grams(db, "unit", before.path, is.id, grams_of(before));
    if (!is.to) add_grams(db, "unit", is.path, is.id, grams_of(is));
}

std::vector<std::string> held_in(store::Reader& db, store::Tenant tenant, const Id& unit,
                                 Day today) {
    std::vector<std::string> roles;
    for (auto rows = db.query(roles_held, tenant, unit, today); rows.next();)
        roles.push_back(rows.text(0));
    return roles;
}

// Who holds a post in the unit holds it where the unit is. Posts and grants are moved here and not
// by a hook, because a right that stayed behind would be a hole.
void take_posts_along(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Unit& before, const Unit& is, const std::vector<std::string>& roles) {
    const Day today = means.zone.day_of(db.now());
    db.run(posts_follow, is.place, is.path, db.tenant(), is.id, today);
    db.run(grants_follow, is.place, is.path, db.tenant(), is.id);
    if (!means.hooks) return;
    for (const std::string& role : roles) {
        for (const auto& hook : means.hooks->posts_changed) {
            hook(db, asker, {role, before.place, before.path, is.id});
            hook(db, asker, {role, is.place, is.path, is.id});
        }
    }
}

const access::Grant* may_edit(const kernel::Means& means, const kernel::Asker& asker,
                              std::string_view path) {
    return access::may(asker.who, *means.roles, "units.edit", path);
}

// Posts that go along end here and begin there.
bool may_appoint(const kernel::Means& means, const kernel::Asker& asker,
                 std::initializer_list<std::string_view> paths) {
    return std::all_of(paths.begin(), paths.end(), [&](std::string_view path) {
        return access::may(asker.who, *means.roles, "posts.edit", path);
    });
}

struct Editable {
    Unit unit;
    const access::Grant* grant;
};

Outcome<Editable> editable(store::Reader& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id, std::int64_t edition) {
    auto found = unit_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant = may_edit(means, asker, found.value().path);
    if (!grant) return Refusal{"not_yours", "unit", ""};
    if (found.value().edition != edition) return changed_meanwhile(db, asker.who.tenant, id);
    if (found.value().to) return Refusal{"unit_ended", "unit", found.value().to->text()};
    return Editable{std::move(found).value(), grant};
}

// The place a unit is to have; nothing when it keeps its own.
Outcome<std::optional<Place>> place_of(store::Reader& db, const kernel::Means& means,
                                       const kernel::Asker& asker, const std::optional<Id>& id,
                                       Day today) {
    if (!id) return std::optional<Place>();
    auto place = place_for(db, means, asker.who, *id);
    if (!place) return place.refusal();
    if (!may_edit(means, asker, place.value().path)) return Refusal{"not_yours", "place", ""};
    if (!place.value().open_on(today)) return Refusal{"place_ended", "place", ""};
    return std::optional(std::move(place).value());
}

}  // namespace

const Kinds& unit_kinds(const kernel::Means& means) {
    return means.unit_kinds ? *means.unit_kinds : carried_unit_kinds();
}

std::optional<Unit> unit(store::Reader& db, store::Tenant tenant, const Id& id) {
    return first(db.query(by_id, tenant, id));
}

std::optional<Unit> unit_by_code(store::Reader& db, store::Tenant tenant, std::string_view code) {
    return first(db.query(by_code, tenant, code));
}

std::vector<Unit> units_within(store::Reader& db, store::Tenant tenant, std::string_view kind,
                               std::string_view within, std::string_view after_path,
                               const Id& after, std::int64_t most) {
    const std::string_view start = std::max(within, after_path);
    const std::string end = end_of(within);
    if (kind.empty()) return all(db.query(page_all, tenant, start, end, after_path, after, most));
    return all(db.query(page_kind, tenant, kind, start, end, after_path, after, most));
}

std::vector<Unit> units_under(store::Reader& db, store::Tenant tenant, const Id& parent,
                              std::string_view after_tree, std::int64_t most) {
    return all(db.query(by_parent, tenant, parent, after_tree, most));
}

std::vector<Unit> way_of(store::Reader& db, store::Tenant tenant, const Unit& unit) {
    std::vector<Unit> way;
    for (const std::string& step : way_to(unit.tree)) {
        auto found = first(db.query(by_tree, tenant, step));
        CHECK(found);
        way.push_back(*std::move(found));
    }
    return way;
}

std::string open_phone(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                       const Unit& unit) {
    if (unit.phone.empty()) return "";
    return means.seals->open(db, unit.key, {tenant, unit.id, "phone"}, unit.phone).value_or("");
}

bool sees_unit(const kernel::Means& means, const access::Who& who, const Unit& unit) {
    const auto in_it = [&](const access::Grant& grant) { return grant.unit == unit.id; };
    const auto within_it = [&](const access::Grant& grant) {
        return access::within(grant.path, unit.path);
    };
    const std::vector<access::Grant> seeing = access::reach(who, *means.roles, "units.see");
    return std::any_of(who.grants.begin(), who.grants.end(), in_it) ||
           std::any_of(seeing.begin(), seeing.end(), within_it) ||
           access::may(who, *means.roles, "units.see", unit.path) ||
           access::may(who, *means.roles, "units.edit", unit.path);
}

Outcome<Unit> unit_for(store::Reader& db, const kernel::Means& means, const access::Who& who,
                       const Id& id, std::string_view at) {
    auto found = unit(db, who.tenant, id);
    if (!found || !sees_unit(means, who, *found)) {
        return Refusal{"no_such_unit", std::string(at), ""};
    }
    return *std::move(found);
}

Outcome<Id> add_unit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                     const NewUnit& is) {
    const Day today = means.zone.day_of(db.now());
    if (!is.values.place) return Refusal{"field_missing", "place", ""};
    const auto place = place_of(db, means, asker, is.values.place, today);
    if (!place) return place.refusal();
    const access::Path path = place.value()->path;
    std::optional<Unit> parent;
    if (is.parent) {
        auto found = unit_for(db, means, asker.who, *is.parent, "parent");
        if (!found) return found.refusal();
        parent = std::move(found).value();
    }
    const auto values = spelled(means, is.values);
    if (!values) return values.refusal();
    const auto free = code_is_free(db, means, asker.who, values.value(), {});
    if (!free) return free.refusal();
    for (const auto& [field, value] :
         {std::pair{"kind", values.value().kind}, {"name", values.value().name}}) {
        if (!value) return Refusal{"field_missing", field, ""};
    }
    if (const auto other = first(db.query(at_place, db.tenant(), path, *values.value().name))) {
        return Refusal{"maybe_same", "name", other->id.text()};
    }
    if (is.from && *is.from > today) return Refusal{"day_in_future", "from", ""};

    Unit made;
    made.id = is.id.value_or(Id::make(db.now(), *means.random));
    made.key = means.seals->make_key(db);
    made.parent = is.parent;
    made.tree = next_tree(db, db.tenant(), parent ? &*parent : nullptr);
    made.from = is.from.value_or(today);
    const std::vector<std::string> fields = apply(db, means, made, values.value(), place.value());
    made.edition = 1;
    db.run(insert_row, db.tenant(), made.id, made.key, made.kind, made.name, made.pinyin, made.code,
           made.parent, made.tree, made.place, made.path, made.address, made.legal_person,
           made.contact, made.phone, made.staff, made.note, made.from, made.to, made.edition);
    add_grams(db, "unit", made.path, made.id, grams_of(made));
    journal::Line line =
        line_of(asker, may_edit(means, asker, path), "unit", made.id, made.place, "add");
    line.body = body_of(fields);
    journal::append(db, std::move(line));
    return made.id;
}

Outcome<Id> edit_unit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Id& id, std::int64_t edition, const UnitChanges& wanted) {
    const auto found = editable(db, means, asker, id, edition);
    if (!found) return found.refusal();
    const Unit& before = found.value().unit;
    const auto place = place_of(db, means, asker, wanted.place, means.zone.day_of(db.now()));
    if (!place) return place.refusal();
    const bool moves = place.value() && place.value()->id != before.place;
    const std::vector<std::string> roles =
        moves ? held_in(db, db.tenant(), id, means.zone.day_of(db.now()))
              : std::vector<std::string>();
    if (!roles.empty() && !may_appoint(means, asker, {before.path, place.value()->path})) {
        return Refusal{"not_yours", "place", ""};
    }
    const auto changes = spelled(means, wanted);
    if (!changes) return changes.refusal();
    const auto free = code_is_free(db, means, asker.who, changes.value(), id);
    if (!free) return free.refusal();

    Unit is = before;
    const std::vector<std::string> fields = apply(db, means, is, changes.value(), place.value());
    if (fields.empty()) return Refusal{"nothing_changed", "", ""};
    update(db, before, is);
    journal::Line line = line_of(asker, found.value().grant, "unit", id, is.place, "edit");
    line.body = body_of(fields);
    journal::append(db, std::move(line));
    if (moves) take_posts_along(db, means, asker, before, is, roles);
    return id;
}

Outcome<Id> move_unit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Id& id, std::int64_t edition, const std::optional<Id>& parent_id) {
    const auto found = editable(db, means, asker, id, edition);
    if (!found) return found.refusal();
    const Unit& before = found.value().unit;
    std::optional<Unit> parent;
    if (parent_id) {
        auto above = unit_for(db, means, asker.who, *parent_id, "parent");
        if (!above) return above.refusal();
        parent = std::move(above).value();
        if (access::within(parent->tree, before.tree)) {
            return Refusal{"unit_within_itself", "parent", parent->name};
        }
    }
    if (parent_id == before.parent) return Refusal{"already_there", "parent", ""};

    const std::string to = next_tree(db, db.tenant(), parent ? &*parent : nullptr);
    Unit is = before;
    is.parent = parent_id;
    update(db, before, is);
    const auto rest = static_cast<std::int64_t>(before.tree.size()) + 1;
    db.run(repath, to, rest, db.tenant(), before.tree, end_of(before.tree));
    journal::append(db, line_of(asker, found.value().grant, "unit", id, is.place, "move"));
    return id;
}

Outcome<Id> end_unit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                     const Id& id, std::int64_t edition, Day day) {
    const auto found = editable(db, means, asker, id, edition);
    if (!found) return found.refusal();
    const Unit& before = found.value().unit;
    const Day today = means.zone.day_of(db.now());
    if (db.query(open_child, db.tenant(), id).next() ||
        db.query(open_post, db.tenant(), id, today).next()) {
        return Refusal{"unit_not_empty", "unit", before.name};
    }
    if (day > today) return Refusal{"day_in_future", "day", ""};
    if (day < before.from) return Refusal{"day_before_start", "day", before.from.text()};

    Unit is = before;
    is.to = day;
    update(db, before, is);
    journal::append(db, line_of(asker, found.value().grant, "unit", id, is.place, "end"));
    return id;
}

Outcome<Id> reveal_unit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id, std::string_view purpose) {
    const auto found = unit_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant =
        access::may(asker.who, *means.roles, "units.see", found.value().path);
    if (!grant) return Refusal{"not_yours", "unit", ""};
    const auto stated = kernel::stated_purpose(purpose);
    if (!stated) return stated.refusal();
    journal::Line line = line_of(asker, grant, "unit", id, found.value().place, "reveal");
    line.basis = stated.value();
    line.body = body_of({"phone"});
    journal::append(db, std::move(line));
    return id;
}

}  // namespace linli::registry
