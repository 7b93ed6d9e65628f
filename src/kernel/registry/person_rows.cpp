#include "kernel/registry/person_rows.h"

#include <algorithm>

#include "access/erased.h"
#include "kernel/registry/find.h"

namespace linli::registry {
namespace {

constexpr store::Sql insert_row{
    "persons.add", "insert into persons (tenant, " PERSON_COLUMNS
                   ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql update_row{
    "persons.edit",
    "update persons set name = ?, pinyin = ?, former_name = ?, foreign_name = ?, sex = ?, "
    "birth = ?, id_kind = ?, id_number = ?, nationality = ?, ethnic = ?, native_place = ?, "
    "marital = ?, political = ?, education = ?, health = ?, employment = ?, occupation_class = ?, "
    "occupation = ?, workplace = ?, registered_division = ?, registered_address = ?, "
    "home_division = ?, home_address = ?, note = ?, home = ?, path = ?, registered = ?, "
    "registered_path = ?, present = ?, separated = ?, died = ?, merged_into = ?, erased = ?, "
    "edition = ? where tenant = ? and id = ?"};

constexpr store::Sql insert_phone{
    "phones.add", "insert into phones (tenant, person, position, sealed) values (?, ?, ?, ?)"};
constexpr store::Sql delete_phones{"phones.remove",
                                   "delete from phones where tenant = ? and person = ?"};

constexpr store::Sql insert_stay{
    "residences.begin",
    "insert into residences (tenant, person, kind, from_day, to_day, place, path, basis, reason) "
    "values (?, ?, ?, ?, null, ?, ?, ?, '') on conflict (tenant, person, kind, from_day) do update "
    "set place = excluded.place, path = excluded.path, basis = excluded.basis, to_day = null, "
    "reason = ''"};
constexpr store::Sql close_stay{
    "residences.end",
    "update residences set to_day = ?, reason = ? where tenant = ? and person = ? and kind = ? "
    "and to_day is null"};

// What waits to be decided goes where the record goes: whoever keeps the record now decides.
constexpr store::Sql proposals_follow{
    "proposals.follow",
    "update proposals set path = ? where tenant = ? and person = ? and state = 'open'"};

Grams grams_of(const Person& person) {
    Grams all = grams_of_name(person.name, NameOf::person);
    if (!person.former_name.empty()) all.merge(grams_of_name(person.former_name, NameOf::person));
    if (!person.foreign_name.empty()) all.merge(grams_of_name(person.foreign_name, NameOf::other));
    return all;
}

std::vector<access::Path> paths_of(const Person& person) {
    std::vector<access::Path> paths = {person.path};
    if (person.registered_path && *person.registered_path != person.path) {
        paths.push_back(*person.registered_path);
    }
    return paths;
}

void add_all_grams(store::Writer& db, const Person& person) {
    if (person.erased) return;
    const Grams all = grams_of(person);
    for (const access::Path& path : paths_of(person))
        add_grams(db, "person", path, person.id, all);
}

bool found_alike(const Person& one, const Person& other) {
    return one.name == other.name && one.former_name == other.former_name &&
           one.foreign_name == other.foreign_name && paths_of(one) == paths_of(other) &&
           one.erased == other.erased;
}

void apply_document(store::Writer& db, const kernel::Means& means, Person& person,
                    const Document& now, Changed& changed) {
    std::string before;
    if (!person.id_number.empty()) {
        before = means.seals
                     ->open(db, person.key, {db.tenant(), person.id, "id_number"}, person.id_number)
                     .value_or("");
    }
    changed.note("id_kind", person.id_kind, now.kind);
    person.id_kind = now.kind;
    if (before == now.number) return;
    changed.note("id_number", before, now.number);
    if (!before.empty()) remove_traces(db, means, "id_number", before, person.id);
    person.id_number.clear();
    if (now.number.empty()) return;
    person.id_number =
        means.seals->seal(db, person.key, {db.tenant(), person.id, "id_number"}, now.number);
    add_traces(db, means, "id_number", now.number, person.id);
}

std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items)
        text += (text.empty() ? "" : ";") + item;
    return text;
}

void apply_phones(store::Writer& db, const kernel::Means& means, const Person& person,
                  const std::vector<std::string>& now, Changed& changed) {
    const std::vector<std::string> before =
        person.edition == 0 ? std::vector<std::string>()
                            : open_secrets(db, means, db.tenant(), person).phones;
    if (before == now) return;
    changed.note("phones", listed(before), listed(now));
    if (!before.empty()) {
        for (const std::string& one : before)
            remove_traces(db, means, "phone", one, person.id);
        db.run(delete_phones, db.tenant(), person.id);
    }
    std::int64_t position = 0;
    for (const std::string& one : now) {
        const std::string sealed =
            means.seals->seal(db, person.key, {db.tenant(), person.id, "phone"}, one);
        db.run(insert_phone, db.tenant(), person.id, ++position, sealed);
        add_traces(db, means, "phone", one, person.id);
    }
}

std::string text_of(const std::optional<Day>& day) {
    return day ? day->text() : "";
}

}  // namespace

Person read_person(const store::Rows& row) {
    Person is;
    int column = 0;
    const auto next = [&] { return row.text(column++); };
    is.id = row.id(column++);
    is.key = row.id(column++);
    is.name = next();
    is.pinyin = next();
    is.former_name = next();
    is.foreign_name = next();
    is.sex = next();
    is.birth = row.maybe_day(column++);
    is.id_kind = next();
    is.id_number = next();
    for (std::string Person::*const value :
         {&Person::nationality, &Person::ethnic, &Person::native_place, &Person::marital,
          &Person::political, &Person::education, &Person::health, &Person::employment,
          &Person::occupation_class, &Person::occupation, &Person::workplace,
          &Person::registered_division, &Person::registered_address, &Person::home_division,
          &Person::home_address, &Person::note}) {
        is.*value = next();
    }
    is.home = row.maybe_id(column++);
    is.path = next();
    is.registered = row.maybe_id(column++);
    is.registered_path = row.maybe_text(column++);
    is.present = row.number(column++) == 1;
    is.separated = row.number(column++) == 1;
    is.died = row.maybe_day(column++);
    is.merged_into = row.maybe_id(column++);
    is.erased = row.maybe_instant(column++);
    is.made = row.instant(column++);
    is.edition = row.number(column++);
    return is;
}

void insert_person(store::Writer& db, const Person& is) {
    db.run(insert_row, db.tenant(), is.id, is.key, is.name, is.pinyin, is.former_name,
           is.foreign_name, is.sex, is.birth, is.id_kind, is.id_number, is.nationality, is.ethnic,
           is.native_place, is.marital, is.political, is.education, is.health, is.employment,
           is.occupation_class, is.occupation, is.workplace, is.registered_division,
           is.registered_address, is.home_division, is.home_address, is.note, is.home, is.path,
           is.registered, is.registered_path, int{is.present}, int{is.separated}, is.died,
           is.merged_into, is.erased, is.made, is.edition);
    add_all_grams(db, is);
}

void update_person(store::Writer& db, const Person& before, Person& is) {
    is.edition = before.edition + 1;
    db.run(update_row, is.name, is.pinyin, is.former_name, is.foreign_name, is.sex, is.birth,
           is.id_kind, is.id_number, is.nationality, is.ethnic, is.native_place, is.marital,
           is.political, is.education, is.health, is.employment, is.occupation_class, is.occupation,
           is.workplace, is.registered_division, is.registered_address, is.home_division,
           is.home_address, is.note, is.home, is.path, is.registered, is.registered_path,
           int{is.present}, int{is.separated}, is.died, is.merged_into, is.erased, is.edition,
           db.tenant(), is.id);
    if (before.path != is.path || before.merged_into != is.merged_into) {
        const access::Path path = survivor(db, db.tenant(), is.id)->path;
        for (const Id& record : records_of(db, db.tenant(), is.id))
            db.run(proposals_follow, path, db.tenant(), record);
    }
    if (found_alike(before, is)) return;
    for (const access::Path& path : paths_of(before))
        remove_grams(db, "person", path, is.id, grams_of(before));
    add_all_grams(db, is);
}

void stand(Person& is) {
    is.present = (is.home || is.registered) && !is.died && !is.merged_into && !is.erased;
    const bool elsewhere = !is.registered_address.empty() || !is.registered_division.empty();
    if (is.home && is.registered) {
        // A 户口 kept at the building of one's own house is no separation.
        is.separated = !access::within(is.path, *is.registered_path) &&
                       !access::within(*is.registered_path, is.path);
    } else {
        is.separated = is.home ? elsewhere : is.registered.has_value();
    }
}

void forget(store::Writer& db, const kernel::Means& means, const Person& before, Person is) {
    const Secrets secrets = open_secrets(db, means, db.tenant(), before);
    if (!secrets.id_number.empty()) {
        remove_traces(db, means, "id_number", secrets.id_number, before.id);
    }
    for (const std::string& phone : secrets.phones)
        remove_traces(db, means, "phone", phone, before.id);
    db.run(delete_phones, db.tenant(), before.id);
    for (const TextField& field : text_fields())
        (is.*field.value).clear();
    is.name = access::erased_name;
    is.pinyin.clear();
    is.birth.reset();
    is.id_kind.clear();
    is.id_number.clear();
    is.erased = db.now();
    stand(is);
    update_person(db, before, is);
    means.seals->destroy_key(db, before.key);
}

void Changed::note(std::string_view field, std::string_view before, std::string_view after) {
    if (before == after) return;
    fields_.emplace_back(field);
    values_.emplace_back(before, after);
}

std::string Changed::body(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                          const Person& person) const {
    if (nothing()) return "{}";
    json::Writer values;
    values.open_array();
    for (const auto& [before, after] : values_)
        values.open_array().text(before).text(after).close_array();
    values.close_array();
    json::Writer body;
    body.open_object().key("fields").open_array();
    for (const std::string& field : fields_)
        body.text(field);
    body.close_array().field(
        "sealed", means.seals->seal(db, person.key, {tenant, person.id, "journal"}, values.str()));
    return body.close_object().take();
}

std::vector<OldAndNew> opened(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                              const Person& person, const journal::Line& line) {
    const json::Value body = json::Value::parse(line.body).value();
    if (!body.has("sealed")) return {};
    const auto plain =
        means.seals->open(db, person.key, {tenant, person.id, "journal"}, body["sealed"].text());
    if (!plain) return {};
    const json::Value values = json::Value::parse(*plain).value();
    const auto& fields = body["fields"].items();
    CHECK(values.items().size() == fields.size());
    std::vector<OldAndNew> all;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& pair = values.items()[i].items();
        all.push_back({fields[i].text(), pair.at(0).text(), pair.at(1).text()});
    }
    return all;
}

void apply(store::Writer& db, const kernel::Means& means, Person& person,
           const PersonChanges& changes, Changed& changed) {
    for (const auto& [field, value] : changes.texts) {
        changed.note(field->name, person.*field->value, value);
        person.*field->value = value;
        if (field->value == &Person::name) person.pinyin = sort_key(value);
    }
    if (changes.birth) {
        changed.note("birth", text_of(person.birth), text_of(*changes.birth));
        person.birth = *changes.birth;
    }
    if (changes.document) apply_document(db, means, person, *changes.document, changed);
    if (changes.phones) apply_phones(db, means, person, *changes.phones, changed);
}

void begin_stay(store::Writer& db, Person& person, std::string_view kind, const Place& place,
                Day from, std::string_view basis, Changed& changed) {
    std::optional<Id>& now = kind == "lives" ? person.home : person.registered;
    changed.note(kind, now ? now->text() : "", place.id.text());
    if (now) db.run(close_stay, from, "moved", db.tenant(), person.id, kind);
    db.run(insert_stay, db.tenant(), person.id, kind, from, place.id, place.path, basis);
    now = place.id;
    if (kind != "lives") person.registered_path = place.path;
    if (kind == "lives" || !person.home) person.path = place.path;
}

void end_stay(store::Writer& db, Person& person, std::string_view kind, Day to,
              std::string_view reason, Changed& changed) {
    std::optional<Id>& now = kind == "lives" ? person.home : person.registered;
    if (!now) return;
    changed.note(kind, now->text(), "");
    db.run(close_stay, to, reason, db.tenant(), person.id, kind);
    now.reset();
    if (kind != "lives") person.registered_path.reset();
    if (kind == "lives" && person.registered_path) person.path = *person.registered_path;
}

}  // namespace linli::registry
