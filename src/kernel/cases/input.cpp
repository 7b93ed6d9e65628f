#include "kernel/cases/input.h"

#include <algorithm>

#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql free_file{"cases.free_file",
                        "select account from files where tenant = ? and id = ? and record is null"};
constexpr Sql claim{"cases.claim_file",
                    "update files set record = ? where tenant = ? and id = ? and record is null"};

// Whether a value refers to something that exists for the asker.
Outcome<Done> refers(store::Reader& db, const Desk& desk, const access::Who& who,
                     const fields::Field& field, const json::Value& value) {
    const Id id = Id::parse(value.text()).value_or(Id{});
    if (field.kind == "place") {
        const auto place = registry::place_for(db, desk.means, who, id, field.name);
        if (!place) return place.refusal();
        if (place.value().to) return Refusal{"place_ended", field.name, ""};
        if (!field.level.empty() && place.value().kind != field.level) {
            for (const registry::Place& above :
                 registry::way_of(db, who.tenant, place.value().path)) {
                if (above.kind == field.level) return Done{};
            }
            return Refusal{"place_too_wide", field.name, field.level};
        }
    }
    if (field.kind == "person") {
        const auto person = registry::person_for(db, desk.means, who, id, field.name);
        if (!person) return person.refusal();
    }
    if (field.kind == "unit" && !registry::unit(db, who.tenant, id)) {
        return Refusal{"no_such_unit", field.name, ""};
    }
    return Done{};
}

}  // namespace

Outcome<Filling> read_fields(store::Reader& db, const Desk& desk, const access::Who& who,
                             const Rules& rules, const json::Value& given, const Names& asked,
                             const Names& needed) {
    for (const auto& [name, value] : given.members()) {
        if (!asked.contains(name)) return Refusal{"no_such_field", name, ""};
    }
    Filling filling;
    for (const fields::Field& field : rules.fields) {
        if (!asked.contains(field.name)) continue;
        const json::Value value = fields::tidy(field, given[field.name]);
        fields::Field strict = field;
        strict.required = needed.contains(field.name);
        const Outcome<Done> checked = fields::check(strict, value);
        if (!checked) return checked.refusal();
        const bool empty = value.is_null() ||
                           (value.kind() == json::Kind::text && value.text().empty()) ||
                           (value.kind() == json::Kind::array && value.items().empty());
        if (empty) continue;
        const Outcome<Done> referred = refers(db, desk, who, field, value);
        if (!referred) return referred.refusal();
        filling.emplace_back(&field, value);
    }
    return filling;
}

Outcome<Done> has_one_of_each(const Rules& rules, const Filling& filling) {
    const auto given = [&](const std::string& name) {
        return std::any_of(filling.begin(), filling.end(),
                           [&](const auto& one) { return one.first->name == name; });
    };
    for (const fields::Field& field : rules.fields) {
        const std::string& other = field.required_unless;
        if (!other.empty() && !given(field.name) && !given(other)) {
            return Refusal{"field_missing", field.name, other};
        }
    }
    return Done{};
}

Outcome<Done> claim_files(store::Writer& db, const access::Who& who, const Id& record,
                          const std::vector<Id>& files) {
    for (const Id& file : files) {
        bool free = false;
        {
            auto rows = db.query(free_file, db.tenant(), file);
            free = rows.next() && rows.maybe_id(0).value_or(Id{}) == who.account;
        }
        if (!free) return Refusal{"no_such_file", file.text(), ""};
        db.run(claim, record, db.tenant(), file);
    }
    return Done{};
}

std::vector<Id> files_in(const Filling& filling) {
    std::vector<Id> files;
    for (const auto& [field, value] : filling) {
        if (field->kind != "photo") continue;
        if (const auto one = Id::parse(value.text())) files.push_back(*one);
        for (const json::Value& item : value.items()) {
            if (const auto id = Id::parse(item.text())) files.push_back(*id);
        }
    }
    return files;
}

}  // namespace linli::cases
