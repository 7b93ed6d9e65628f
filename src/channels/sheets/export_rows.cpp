#include "channels/sheets/export_rows.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "channels/sheets/columns.h"
#include "kernel/fields/field.h"
#include "kernel/registry/codes_tables.h"
#include "kernel/registry/households.h"

namespace linli::sheets {
namespace {

// In this order; of programmes/common/imports/people.csv.
constexpr std::array<std::string_view, 20> exported = {
    "name",      "sex",     "birth",      "id_kind",  "id_number",        "phones",    "ethnic",
    "political", "marital", "education",  "health",   "employment",       "workplace", "community",
    "grid",      "home",    "registered", "relation", "household_number", "separated"};

const ImportField& known(std::string_view field) {
    const auto& all = import_fields(ImportKind::people);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const ImportField& one) { return one.field == field; });
    CHECK(found != all.end());
    return *found;
}

}  // namespace

std::vector<Column> people_columns(std::string_view language) {
    std::vector<Column> columns;
    for (const std::string_view field : exported) {
        const bool wide = field == "home" || field == "registered" || field == "id_number";
        const ImportField& is = known(field);
        columns.push_back({language == "en" ? is.english : is.title, wide ? 24 : 12});
    }
    return columns;
}

PeopleRows::PeopleRows(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                       std::string_view language, bool whole)
    : db_(db),
      means_(means),
      tenant_(tenant),
      language_(language),
      whole_(whole),
      addresses_(db, means, tenant) {}

std::vector<Cell> PeopleRows::row(const registry::Person& person) {
    const registry::Secrets secrets = registry::open_secrets(db_, means_, tenant_, person);
    std::vector<Cell> cells;
    for (const std::string_view field : exported)
        cells.push_back(text_cell(value(person, field, secrets)));
    return cells;
}

std::string PeopleRows::value(const registry::Person& person, std::string_view field,
                              const registry::Secrets& secrets) {
    if (field == "birth") return person.birth && whole_ ? person.birth->text() : "";
    if (field == "id_number") return masked("id_number", secrets.id_number);
    if (field == "phones") {
        std::vector<std::string> phones;
        for (const std::string& phone : secrets.phones)
            phones.push_back(masked("phone", phone));
        return text::joined(phones, " ");
    }
    if (field == "community") return addresses_.named(person.path, "community");
    if (field == "grid") return addresses_.named(person.path, "grid");
    if (field == "home") return person.home ? addresses_.of(person.path) : person.home_address;
    if (field == "registered") {
        return person.registered_path ? addresses_.of(*person.registered_path)
                                      : person.registered_address;
    }
    if (field == "relation" || field == "household_number") return household(person, field);
    if (field == "separated") {
        return coded("yes_no", person.separated ? "yes" : "no");
    }
    if (field == "id_kind") return coded(field, person.id_kind);
    const registry::TextField* text = registry::text_field(field);
    CHECK(text);
    const std::string& kept = person.*(text->value);
    return std::string_view(text->table).empty() ? kept : coded(text->table, kept);
}

std::string PeopleRows::household(const registry::Person& person, std::string_view field) {
    const auto member = registry::membership(db_, tenant_, person.id);
    if (!member) return "";
    if (field == "relation") return coded("relation", member->relation);
    const auto found = registry::household(db_, tenant_, member->household);
    return found ? found->number : "";
}

std::string PeopleRows::coded(std::string_view table, std::string_view code) const {
    const bool english = language_ == "en";
    if (table == "yes_no")
        return code == "yes" ? (english ? "Yes" : "是") : (english ? "No" : "否");
    const registry::Code* found = registry::code_table(table).find(code);
    if (!found) return std::string(code);
    return english ? found->english : found->name;
}

std::string PeopleRows::masked(std::string_view kind, const std::string& value) const {
    return whole_ || value.empty() ? value : fields::mask(kind, value);
}

}  // namespace linli::sheets
