#include "kernel/registry/houses.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/purpose.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/persons.h"
#include "kernel/registry/trail.h"
#include "kernel/registry/units.h"

namespace linli::registry {
namespace {

constexpr std::int64_t area_max = 1'000'000'00;  // a hundred hectares

#define HOUSE_COLUMNS                                                                     \
    "place, key, code, use, area, owner_person, owner_unit, owner_name, owner_document, " \
    "owner_phone, rented, rented_for, hazard, note, edition"

constexpr store::Sql by_place{
    "houses.by_place", "select " HOUSE_COLUMNS " from houses where tenant = ? and place = ?"};
constexpr store::Sql by_person{
    "houses.of_person",
    "select place from houses where tenant = ? and owner_person = ? order by place"};
constexpr store::Sql by_unit{
    "houses.of_unit",
    "select place from houses where tenant = ? and owner_unit = ? order by place"};
constexpr store::Sql disown{
    "houses.disown",
    "update houses set owner_person = null, owner_name = '', owner_document = '', "
    "owner_phone = '', edition = edition + 1 where tenant = ? and owner_person = ?"};
constexpr store::Sql put_row{
    "houses.put",
    "insert into houses (tenant, " HOUSE_COLUMNS
    ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, place) do "
    "update "
    "set code = excluded.code, use = excluded.use, area = excluded.area, "
    "owner_person = excluded.owner_person, owner_unit = excluded.owner_unit, "
    "owner_name = excluded.owner_name, owner_document = excluded.owner_document, "
    "owner_phone = excluded.owner_phone, rented = excluded.rented, "
    "rented_for = excluded.rented_for, hazard = excluded.hazard, note = excluded.note, "
    "edition = excluded.edition"};

House read_house(const store::Rows& row) {
    return {
        .place = row.id(0),
        .key = row.id(1),
        .code = row.text(2),
        .use = row.text(3),
        .area = row.maybe_number(4),
        .owner_person = row.maybe_id(5),
        .owner_unit = row.maybe_id(6),
        .owner_name = row.text(7),
        .owner_document = row.text(8),
        .owner_phone = row.text(9),
        .rented = row.number(10) == 1,
        .rented_for = row.text(11),
        .hazard = row.text(12),
        .note = row.text(13),
        .edition = row.number(14),
    };
}

std::vector<Id> ids(store::Rows rows) {
    std::vector<Id> found;
    while (rows.next())
        found.push_back(rows.id(0));
    return found;
}

std::string opened(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                   const House& house, std::string_view field, std::string_view sealed) {
    if (sealed.empty()) return "";
    return means.seals->open(db, house.key, {tenant, house.place, field}, sealed).value_or("");
}

Outcome<Done> known_word(const std::optional<std::string>& word, std::string_view field,
                         const std::vector<std::string>& known) {
    if (!word || word->empty()) return Done{};
    if (std::find(known.begin(), known.end(), *word) != known.end()) return Done{};
    return Refusal{"no_such_choice", std::string(field), *word};
}

// Spells the changes as they are kept. `at` of a refusal is the field.
Outcome<HouseChanges> spelled(HouseChanges changes) {
    const std::tuple<const char*, std::optional<std::string>*, std::size_t> limits[] = {
        {"code", &changes.code, 50},
        {"owner_name", &changes.owner_name, 50},
        {"owner_document", &changes.owner_document, 50},
        {"note", &changes.note, 500}};
    for (const auto& [field, value, longest] : limits) {
        if (!*value) continue;
        **value = text::trim(**value);
        if (text::length(**value) > longest) {
            return Refusal{"too_long", field, std::to_string(longest)};
        }
    }
    for (const auto& good : {known_word(changes.use, "use", house_uses()),
                             known_word(changes.rented_for, "rented_for", house_uses()),
                             known_word(changes.hazard, "hazard", house_hazards())}) {
        if (!good) return good.refusal();
    }
    if (changes.area && *changes.area && (**changes.area <= 0 || **changes.area > area_max)) {
        return Refusal{"field_bad", "area", ""};
    }
    if (changes.owner_phone && !text::trim(*changes.owner_phone).empty()) {
        const auto number = phone(*changes.owner_phone);
        if (!number) return Refusal{number.refusal().code, "owner_phone", number.refusal().with};
        changes.owner_phone = number.value().text;
    }
    return changes;
}

template <class T>
void put(std::vector<std::string>& fields, const char* field, const std::optional<T>& now, T& is) {
    if (!now || *now == is) return;
    is = *now;
    fields.emplace_back(field);
}

void put_sealed(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                const House& house, std::vector<std::string>& fields, const char* field,
                const std::optional<std::string>& now, std::string& sealed) {
    if (!now || *now == opened(db, means, tenant, house, field, sealed)) return;
    sealed =
        now->empty() ? "" : means.seals->seal(db, house.key, {tenant, house.place, field}, *now);
    fields.emplace_back(field);
}

}  // namespace

const std::vector<std::string>& house_uses() {
    static const std::vector<std::string> known = {"home",  "shop", "office",
                                                   "store", "idle", "other"};
    return known;
}

const std::vector<std::string>& house_hazards() {
    static const std::vector<std::string> known = {"none",     "fire",     "structure", "gas",
                                                   "electric", "crowding", "other"};
    return known;
}

Outcome<House> house_for(store::Reader& db, const kernel::Means& means, const access::Who& who,
                         const Id& id) {
    const auto place = place_for(db, means, who, id);
    if (!place) return place.refusal();
    const Kind* kind = place_kinds(means).find(place.value().kind);
    if (!kind || !kind->home) return Refusal{"not_a_home", "place", place.value().kind};
    auto rows = db.query(by_place, who.tenant, id);
    if (rows.next()) return read_house(rows);
    House unknown;
    unknown.place = id;
    return unknown;
}

std::string open_owner_phone(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                             const House& house) {
    return opened(db, means, tenant, house, "owner_phone", house.owner_phone);
}

std::string open_owner_document(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                                const House& house) {
    return opened(db, means, tenant, house, "owner_document", house.owner_document);
}

void forget_owner(store::Writer& db, const Id& person) {
    db.run(disown, db.tenant(), person);
}

std::vector<Id> houses_of_person(store::Reader& db, store::Tenant tenant, const Id& person) {
    return ids(db.query(by_person, tenant, person));
}

std::vector<Id> houses_of_unit(store::Reader& db, store::Tenant tenant, const Id& unit) {
    return ids(db.query(by_unit, tenant, unit));
}

Outcome<Id> edit_house(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& id, std::int64_t edition, const HouseChanges& wanted) {
    const auto found = house_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const Place place = registry::place(db, db.tenant(), id).value();
    const access::Grant* grant = access::may(asker.who, *means.roles, "people.edit", place.path);
    if (!grant) return Refusal{"not_yours", "place", ""};
    if (wanted.owner_person && *wanted.owner_person) {
        const auto owner = person_for(db, means, asker.who, **wanted.owner_person, "owner_person");
        if (!owner) return owner.refusal();
    }
    if (wanted.owner_unit && *wanted.owner_unit) {
        const auto owner = unit_for(db, means, asker.who, **wanted.owner_unit, "owner_unit");
        if (!owner) return owner.refusal();
    }
    House is = found.value();
    if (is.edition != edition) return changed_meanwhile(db, db.tenant(), id);
    const auto changes = spelled(wanted);
    if (!changes) return changes.refusal();

    const HouseChanges& now = changes.value();
    if (is.edition == 0) is.key = means.seals->make_key(db);
    std::vector<std::string> fields;
    put(fields, "code", now.code, is.code);
    put(fields, "use", now.use, is.use);
    put(fields, "area", now.area, is.area);
    put(fields, "owner_person", now.owner_person, is.owner_person);
    put(fields, "owner_unit", now.owner_unit, is.owner_unit);
    put(fields, "owner_name", now.owner_name, is.owner_name);
    put(fields, "rented", now.rented, is.rented);
    put(fields, "rented_for", now.rented_for, is.rented_for);
    put(fields, "hazard", now.hazard, is.hazard);
    put(fields, "note", now.note, is.note);
    put_sealed(db, means, db.tenant(), is, fields, "owner_phone", now.owner_phone, is.owner_phone);
    put_sealed(db, means, db.tenant(), is, fields, "owner_document", now.owner_document,
               is.owner_document);
    if (fields.empty()) return Refusal{"nothing_changed", "", ""};
    ++is.edition;
    db.run(put_row, db.tenant(), is.place, is.key, is.code, is.use, is.area, is.owner_person,
           is.owner_unit, is.owner_name, is.owner_document, is.owner_phone, int{is.rented},
           is.rented_for, is.hazard, is.note, is.edition);
    journal::Line line = line_of(asker, grant, "house", id, id, "edit");
    json::Writer body;
    body.open_object().key("fields").open_array();
    for (const std::string& field : fields)
        body.text(field);
    line.body = body.close_array().close_object().take();
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> reveal_owner(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                         const Id& id, std::string_view purpose) {
    const auto found = house_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const Place place = registry::place(db, db.tenant(), id).value();
    const access::Grant* grant = access::may(asker.who, *means.roles, "people.reveal", place.path);
    if (!grant) return Refusal{"not_yours", "place", ""};
    const auto stated = kernel::stated_purpose(purpose);
    if (!stated) return stated.refusal();
    journal::Line line = line_of(asker, grant, "house", id, id, "reveal");
    line.basis = stated.value();
    line.body = R"({"fields":["owner_phone","owner_document"]})";
    journal::append(db, std::move(line));
    return id;
}

}  // namespace linli::registry
