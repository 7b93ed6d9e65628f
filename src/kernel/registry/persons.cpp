#include "kernel/registry/persons.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/codes_tables.h"
#include "kernel/registry/find.h"
#include "kernel/registry/person_rows.h"

namespace linli::registry {
namespace {

constexpr store::Sql by_id{"persons.by_id",
                           "select " PERSON_COLUMNS " from persons where tenant = ? and id = ?"};
// Few: put into their order here, for asked to order them SQLite walks through everybody.
constexpr store::Sql by_name{
    "persons.by_name",
    "select " PERSON_COLUMNS
    " from persons where tenant = ? and name = ? and birth = ? and merged_into is null "
    "and erased is null"};
constexpr store::Sql by_name_and_home{
    "persons.namesakes",
    "select " PERSON_COLUMNS
    " from persons where tenant = ? and name = ? and home = ? and merged_into is null "
    "and erased is null"};
constexpr store::Sql by_merge{
    "persons.by_merge", "select id from persons where tenant = ? and merged_into = ? order by id"};
constexpr store::Sql read_phones{
    "phones.read", "select sealed from phones where tenant = ? and person = ? order by position"};

std::vector<Person> in_order(store::Rows rows) {
    std::vector<Person> found;
    while (rows.next())
        found.push_back(read_person(rows));
    std::sort(found.begin(), found.end(),
              [](const Person& one, const Person& other) { return one.id < other.id; });
    return found;
}

// Behind a cursor the range begins at its path; only the rows of that one house are looked at
// again.
#define PAGE(PATH)                                                                    \
    " and " PATH " >= ? and " PATH " < ? and (" PATH " > ? or id > ?) order by " PATH \
    ", id "                                                                           \
    "limit ?"
constexpr store::Sql page_present{"persons.present",
                                  "select " PERSON_COLUMNS
                                  " from persons where tenant = ? and present = 1" PAGE("path")};
constexpr store::Sql page_gone{
    "persons.gone", "select " PERSON_COLUMNS
                    " from persons where tenant = ? and present = 0 and merged_into is null "
                    "and erased is null" PAGE("path")};
constexpr store::Sql page_separated{
    "persons.separated",
    "select " PERSON_COLUMNS
    " from persons where tenant = ? and separated = 1 and present = 1" PAGE("path")};
constexpr store::Sql page_registered{
    "persons.registered",
    "select " PERSON_COLUMNS
    " from persons where tenant = ? and present = 1 and registered_path is not null" PAGE(
        "registered_path")};

Outcome<Done> spell_text(const TextField& field, std::string& value) {
    value = text::trim(value);
    if (text::length(value) > static_cast<std::size_t>(field.longest)) {
        return Refusal{"too_long", field.name, std::to_string(field.longest)};
    }
    if (*field.table && !value.empty() && !code_table(field.table).find(value)) {
        return Refusal{"no_such_code", field.name, value};
    }
    return Done{};
}

Refusal at(const Refusal& refusal, std::string field) {
    return {refusal.code, std::move(field), refusal.with};
}

// Kinds whose numbers follow GB 11643.
bool is_citizen_kind(std::string_view kind) {
    return kind.empty() || kind == "111" || kind == "112" || kind == "830";
}

Outcome<Done> spell_document(PersonChanges& changes, Day today) {
    Document& document = *changes.document;
    document.number = text::trim(document.number);
    if (document.number.empty()) {
        document.kind.clear();
        return Done{};
    }
    if (!document.kind.empty() && !code_table("id_kind").find(document.kind)) {
        return Refusal{"no_such_code", "id_kind", document.kind};
    }
    if (!is_citizen_kind(document.kind)) {
        document.number = text::half_width(document.number);
        if (text::length(document.number) <= 30) return Done{};
        return Refusal{"too_long", "id_number", "30"};
    }
    const auto number = citizen_number(document.number, today);
    if (!number) return at(number.refusal(), "id_number");
    document.number = number.value().text;
    if (document.kind.empty()) document.kind = number.value().kind;
    if (!changes.birth || !*changes.birth) changes.birth = number.value().born;
    if (**changes.birth != number.value().born) {
        return Refusal{"birth_not_of_id", "birth", number.value().born.text()};
    }
    const std::string* sex = changes.text("sex");
    if (!sex || sex->empty() || *sex == "0" || *sex == "9") {
        std::erase_if(changes.texts,
                      [](const auto& entry) { return entry.first->value == &Person::sex; });
        changes.set("sex", number.value().male ? "1" : "2");
    }
    return Done{};
}

Outcome<Done> spell_phones(std::vector<std::string>& phones) {
    std::vector<std::string> kept;
    for (const std::string& raw : phones) {
        if (text::trim(raw).empty()) continue;
        const auto number = phone(raw);
        if (!number) return at(number.refusal(), "phones");
        if (std::find(kept.begin(), kept.end(), number.value().text) == kept.end()) {
            kept.push_back(number.value().text);
        }
    }
    if (kept.size() > phones_max) return Refusal{"too_many", "phones", std::to_string(phones_max)};
    phones = std::move(kept);
    return Done{};
}

}  // namespace

const std::vector<TextField>& text_fields() {
    static const std::vector<TextField> fields = {
        {"name", &Person::name, 50, ""},
        {"former_name", &Person::former_name, 50, ""},
        {"foreign_name", &Person::foreign_name, 80, ""},
        {"sex", &Person::sex, 1, "sex"},
        {"nationality", &Person::nationality, 3, ""},
        {"ethnic", &Person::ethnic, 2, "ethnic"},
        {"native_place", &Person::native_place, 6, ""},
        {"marital", &Person::marital, 2, "marital"},
        {"political", &Person::political, 2, "political"},
        {"education", &Person::education, 2, "education"},
        {"health", &Person::health, 2, "health"},
        {"employment", &Person::employment, 2, "employment"},
        {"occupation_class", &Person::occupation_class, 5, ""},
        {"occupation", &Person::occupation, 30, ""},
        {"workplace", &Person::workplace, 100, ""},
        {"registered_division", &Person::registered_division, 12, ""},
        {"registered_address", &Person::registered_address, 80, ""},
        {"home_division", &Person::home_division, 12, ""},
        {"home_address", &Person::home_address, 80, ""},
        {"note", &Person::note, 500, ""},
    };
    return fields;
}

const TextField* text_field(std::string_view name) {
    for (const TextField& field : text_fields()) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

void PersonChanges::set(std::string_view field, std::string value) {
    const TextField* found = text_field(field);
    CHECK(found);
    texts.emplace_back(found, std::move(value));
}

const std::string* PersonChanges::text(std::string_view field) const {
    for (const auto& [known, value] : texts) {
        if (known->name == field) return &value;
    }
    return nullptr;
}

Outcome<PersonChanges> spelled(PersonChanges changes, Day today) {
    for (auto& [field, value] : changes.texts) {
        if (const auto good = spell_text(*field, value); !good) return good.refusal();
    }
    if (changes.document) {
        if (const auto good = spell_document(changes, today); !good) return good.refusal();
    }
    if (changes.birth && *changes.birth > today) return Refusal{"birth_later", "birth", ""};
    if (changes.phones) {
        if (const auto good = spell_phones(*changes.phones); !good) return good.refusal();
    }
    return changes;
}

std::optional<Person> person(store::Reader& db, store::Tenant tenant, const Id& id) {
    auto rows = db.query(by_id, tenant, id);
    if (!rows.next()) return std::nullopt;
    return read_person(rows);
}

std::optional<Person> survivor(store::Reader& db, store::Tenant tenant, const Id& id) {
    std::optional<Person> found = person(db, tenant, id);
    // A pointer is set once and never closes a ring, but a chain may be as long as it likes.
    while (found && found->merged_into)
        found = person(db, tenant, Id(*found->merged_into));
    return found;
}

std::vector<Id> merged_into(store::Reader& db, store::Tenant tenant, const Id& id) {
    std::vector<Id> all = {id};
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto rows = db.query(by_merge, tenant, Id(all[i]));
        while (rows.next())
            all.push_back(rows.id(0));
    }
    all.erase(all.begin());
    return all;
}

std::vector<Id> records_of(store::Reader& db, store::Tenant tenant, const Id& id) {
    const std::optional<Person> stayed = survivor(db, tenant, id);
    if (!stayed) return {};
    std::vector<Id> all = merged_into(db, tenant, stayed->id);
    all.insert(all.begin(), stayed->id);
    return all;
}

const access::Grant* may(const kernel::Means& means, const access::Who& who, std::string_view right,
                         const Person& person) {
    const access::Grant* grant = access::may(who, *means.roles, right, person.path);
    if (grant || !person.registered_path) return grant;
    return access::may(who, *means.roles, right, *person.registered_path);
}

bool is_self(store::Reader& db, const access::Who& who, const Person& person) {
    if (!who.person) return false;
    if (who.person == person.id) return true;
    const auto self = survivor(db, who.tenant, who.person);
    return self && self->id == person.id;
}

Outcome<Person> person_for(store::Reader& db, const kernel::Means& means, const access::Who& who,
                           const Id& id, std::string_view at) {
    auto found = survivor(db, who.tenant, id);
    if (!found || found->erased ||
        (!may(means, who, "people.see", *found) && !is_self(db, who, *found))) {
        return Refusal{"no_such_person", std::string(at), ""};
    }
    return *std::move(found);
}

Secrets open_secrets(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                     const Person& person) {
    Secrets secrets;
    if (!person.id_number.empty()) {
        secrets.id_number =
            means.seals->open(db, person.key, {tenant, person.id, "id_number"}, person.id_number)
                .value_or("");
    }
    std::vector<std::string> sealed;
    for (auto rows = db.query(read_phones, tenant, person.id); rows.next();)
        sealed.push_back(rows.text(0));
    for (const std::string& one : sealed) {
        auto phone = means.seals->open(db, person.key, {tenant, person.id, "phone"}, one);
        if (phone) secrets.phones.push_back(*std::move(phone));
    }
    return secrets;
}

std::vector<Person> persons(store::Reader& db, store::Tenant tenant, const PersonPage& page) {
    using enum PersonPage::Of;
    const store::Sql& sql = page.of == present      ? page_present
                            : page.of == registered ? page_registered
                            : page.of == separated  ? page_separated
                                                    : page_gone;
    const access::Path start = std::max(page.within, page.after_path);
    std::vector<Person> found;
    auto rows =
        db.query(sql, tenant, start, end_of(page.within), page.after_path, page.after, page.most);
    while (rows.next())
        found.push_back(read_person(rows));
    return found;
}

std::optional<Person> person_by_document(store::Reader& db, const kernel::Means& means,
                                         store::Tenant tenant, std::string_view number) {
    if (number.empty()) return std::nullopt;
    for (const Id& id : with_trace(db, means, tenant, "id_number", number, 10)) {
        auto found = survivor(db, tenant, id);
        if (found && !found->erased) return found;
    }
    return std::nullopt;
}

std::vector<Person> namesakes_at(store::Reader& db, store::Tenant tenant, std::string_view name,
                                 const Id& place) {
    return in_order(db.query(by_name_and_home, tenant, name, place));
}

std::vector<Person> look_alikes(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                                std::string_view name, const std::optional<Day>& birth,
                                const std::vector<std::string>& phones) {
    std::vector<Person> alike;
    if (birth) alike = in_order(db.query(by_name, tenant, name, *birth));
    for (const std::string& number : phones) {
        for (const Id& id : with_trace(db, means, tenant, "phone", number, 100)) {
            const auto known = [&](const Person& other) { return other.id == id; };
            if (std::any_of(alike.begin(), alike.end(), known)) continue;
            auto bearer = person(db, tenant, id);
            const bool same = bearer && bearer->name == name && !bearer->merged_into;
            if (same && !bearer->erased) alike.push_back(*std::move(bearer));
        }
    }
    return alike;
}

}  // namespace linli::registry
