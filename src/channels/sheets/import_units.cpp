// Rows of a list of units. A unit is known again by its unified social credit code, or by its name
// where it stands.
#include <algorithm>

#include "base/resources.h"
#include "base/text.h"
#include "channels/sheets/imports.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/units.h"

namespace linli::sheets {
namespace {

using registry::Unit;

constexpr std::int64_t page_units = 500;
constexpr std::int64_t staff_max = 10'000'000;

const std::map<std::string, std::string>& kind_words() {
    static const std::map<std::string, std::string> words = [] {
        std::map<std::string, std::string> read;
        const auto file =
            channels_sheets_resources().find("programmes/common/imports/unit_kinds.csv");
        CHECK(file != channels_sheets_resources().end());
        for (const std::string& line : text::split(file->second, '\n')) {
            if (line.empty() || line[0] == '#' || text::starts_with(line, "kind,")) continue;
            const auto cells = text::split(line, ',');
            for (const std::string& word : text::split(cells[1], '|'))
                read.emplace(word, cells[0]);
        }
        return read;
    }();
    return words;
}

struct Wanted {
    registry::UnitChanges values;
    std::optional<Day> from;
    std::string parent;
};

class UnitsImporter : public Importer {
public:
    UnitsImporter(ImportScene scene, store::Reader& db) : scene_(std::move(scene)) {
        const registry::Place& base = scene_.territory.base();
        std::string after_path;
        Id after;
        for (;;) {
            const auto page = registry::units_within(db, scene_.who.tenant, "", base.path,
                                                     after_path, after, page_units);
            for (const Unit& unit : page)
                remember(unit.name, unit.id);
            if (page.size() < static_cast<std::size_t>(page_units)) break;
            after_path = page.back().path;
            after = page.back().id;
        }
        committed();
    }

    void pass(const Row& row) override { note_name(row); }
    void begin() override { by_name_ = committed_; }
    void committed() override { committed_ = by_name_; }

    Fate plan(store::Reader& db, const Row& row) override {
        Fate fate;
        const Wanted wanted = read(db, row, fate);
        if (fate.grave()) return fate;
        const auto known = recognise(db, wanted, fate);
        if (fate.grave()) return fate;
        if (!known) {
            fate.verdict = Verdict::fresh;
            return fate;
        }
        fate.fields = fields_of(differences(db, *known, wanted));
        fate.verdict = fate.fields.empty() ? Verdict::same : Verdict::update;
        return fate;
    }

    Fate carry_out(store::Writer& db, const Row& row, const ImportLine&, Steps steps) override {
        Fate fate;
        const Wanted wanted = read(db, row, fate);
        if (fate.grave()) return fate;
        const auto known = recognise(db, wanted, fate);
        if (fate.grave()) return fate;
        if (known) {
            const registry::UnitChanges changes = differences(db, *known, wanted);
            fate.fields = fields_of(changes);
            fate.verdict = fate.fields.empty() ? Verdict::same : Verdict::update;
            fate.edition = known->edition;
            if (fate.fields.empty()) return fate;
            settle(registry::edit_unit(db, scene_.means, steps.next(), known->id, known->edition,
                                       changes),
                   db, fate);
            return fate;
        }
        registry::NewUnit is;
        is.values = wanted.values;
        is.from = wanted.from;
        if (const auto parent = named(wanted.parent)) is.parent = parent;
        fate.verdict = Verdict::fresh;
        settle(registry::add_unit(db, scene_.means, steps.next(), is), db, fate);
        return fate;
    }

    Fate carry_out_later(store::Writer&, const Row&, const Id&, Steps) override { return {}; }

    Outcome<Done> take_back(store::Writer& db, const ImportLine& line, Steps steps) override {
        if (line.verdict != word_of(Verdict::fresh)) return Refusal{"cannot_take_back"};
        const Day today = scene_.means.zone.day_of(db.now());
        const auto ended =
            registry::end_unit(db, scene_.means, steps.next(), *line.record, line.edition, today);
        if (!ended) return ended.refusal();
        return Done{};
    }

private:
    std::string text(const Row& row, std::string_view field) const {
        return scene_.header.text(row, field);
    }

    void remember(const std::string& name, const Id& id) {
        const auto [known, fresh] = by_name_.emplace(name, id);
        if (!fresh) known->second.reset();  // two of that name: nobody can say which
    }
    std::optional<Id> named(const std::string& name) const {
        const auto found = by_name_.find(name);
        return found == by_name_.end() ? std::nullopt : found->second;
    }

    // The row that first had this name and code.
    std::int64_t note_name(const Row& row) {
        return seen_.emplace(text(row, "name") + "/" + text(row, "code"), row.number).first->second;
    }

    Wanted read(store::Reader& db, const Row& row, Fate& fate) {
        Wanted wanted;
        registry::UnitChanges& values = wanted.values;
        fate.name = text(row, "name");
        const std::int64_t first = note_name(row);
        if (fate.name.empty()) {
            fate.problem("name", "field_missing", "", true);
        } else if (first != row.number) {
            fate.problem("name", "row_twice", std::to_string(first), true);
        }
        values.name = fate.name;
        for (const auto& [field, value] :
             {std::pair{"address", &values.address},
              std::pair{"legal_person", &values.legal_person},
              std::pair{"contact", &values.contact}, std::pair{"note", &values.note}}) {
            if (std::string cell = text(row, field); !cell.empty()) *value = std::move(cell);
        }
        const std::string code = text(row, "code");
        if (!code.empty()) {
            const auto read = registry::credit_code(code);
            if (read) {
                values.code = read.value().text;
            } else {
                fate.problem("code", read.refusal().code, read.refusal().with, true);
            }
        }
        values.kind = kind_of(text(row, "kind"), values, fate);
        if (const std::string number = text(row, "phone"); !number.empty()) {
            const auto read = registry::phone(registry::split_phones(number).front());
            if (read) {
                values.phone = read.value().text;
            } else {
                fate.problem("phone", read.refusal().code, read.refusal().with, false);
            }
        }
        staff(row, values, fate);
        if (const Cell* cell = scene_.header.cell(row, "from")) {
            const auto day = read_day(*cell);
            if (day && day.value() <= scene_.today) {
                wanted.from = day.value();
            } else {
                fate.problem("from", day ? "day_in_future" : day.refusal().code, cell->text, false);
            }
        }
        wanted.parent = text(row, "parent");
        if (!wanted.parent.empty() && !named(wanted.parent)) {
            fate.problem("parent", "no_such_unit", wanted.parent, false);
        }
        place(db, row, values, fate);
        return wanted;
    }

    std::string kind_of(const std::string& word, const registry::UnitChanges& values,
                        Fate& fate) const {
        for (const registry::Kind& kind : registry::unit_kinds(scene_.means).all()) {
            if (!word.empty() && (kind.name == word || kind.title.zh == word)) return kind.name;
        }
        const auto& words = kind_words();
        if (const auto found = words.find(word); found != words.end()) return found->second;
        if (!word.empty()) fate.problem("kind", "no_such_kind", word, false);
        const auto found = values.code ? words.find(values.code->substr(0, 2)) : words.end();
        return found == words.end() ? "other" : found->second;
    }

    void staff(const Row& row, registry::UnitChanges& values, Fate& fate) const {
        const std::string number = text(row, "staff");
        if (number.empty()) return;
        const bool digits =
            number.size() <= 8 && number.find_first_not_of("0123456789") == std::string::npos;
        if (digits && std::stoll(number) <= staff_max) {
            values.staff = std::stoll(number);
        } else {
            fate.problem("staff", "number_bad", number, false);
        }
    }

    // Units stand as deep as their address leads to what is there; none makes a house.
    void place(store::Reader& db, const Row& row, registry::UnitChanges& values, Fate& fate) const {
        const auto community = scene_.territory.community(text(row, "community"));
        if (!community) {
            return fate.problem("community", community.refusal().code, community.refusal().with,
                                true);
        }
        const auto grid = scene_.territory.grid(community.value(), text(row, "grid"));
        if (!grid) fate.problem("grid", grid.refusal().code, grid.refusal().with, false);
        const registry::Place within = grid ? grid.value() : community.value();
        const auto spot =
            scene_.territory.find(db, within, parse_address(values.address.value_or("")));
        values.place = spot ? spot.value().place.id : within.id;
    }

    std::optional<Unit> recognise(store::Reader& db, const Wanted& wanted, Fate& fate) const {
        const store::Tenant tenant = scene_.who.tenant;
        std::optional<Unit> found;
        if (wanted.values.code) found = registry::unit_by_code(db, tenant, *wanted.values.code);
        if (found && !registry::sees_unit(scene_.means, scene_.who, *found)) {
            fate.problem("code", "registered_elsewhere", "", true);
            return std::nullopt;
        }
        if (!found) {
            const auto id = named(*wanted.values.name);
            auto unit = id ? registry::unit(db, tenant, *id) : std::nullopt;
            // The same name with another code is another branch.
            const bool other = unit && wanted.values.code && !unit->code.empty();
            if (unit && !unit->to && !other) found = std::move(unit);
        }
        if (!found) return std::nullopt;
        fate.record = found->id;
        fate.record_name = found->name;
        return found;
    }

    // What the row knows that the record does not.
    registry::UnitChanges differences(store::Reader& db, const Unit& is,
                                      const Wanted& wanted) const {
        registry::UnitChanges changes;
        const auto differs = [](const std::optional<std::string>& says, const std::string& now) {
            return says && !says->empty() && *says != now ? says : std::nullopt;
        };
        changes.name = differs(wanted.values.name, is.name);
        changes.code = differs(wanted.values.code, is.code);
        changes.address = differs(wanted.values.address, is.address);
        changes.legal_person = differs(wanted.values.legal_person, is.legal_person);
        changes.contact = differs(wanted.values.contact, is.contact);
        changes.note = differs(wanted.values.note, is.note);
        changes.phone = differs(wanted.values.phone,
                                registry::open_phone(db, scene_.means, scene_.who.tenant, is));
        if (wanted.values.kind != "other") changes.kind = differs(wanted.values.kind, is.kind);
        if (wanted.values.staff && *wanted.values.staff != is.staff) {
            changes.staff = wanted.values.staff;
        }
        return changes;
    }

    static std::vector<std::string> fields_of(const registry::UnitChanges& changes) {
        std::vector<std::string> fields;
        const auto add = [&](const char* field, bool changed) {
            if (changed) fields.emplace_back(field);
        };
        add("name", changes.name.has_value());
        add("code", changes.code.has_value());
        add("kind", changes.kind.has_value());
        add("address", changes.address.has_value());
        add("legal_person", changes.legal_person.has_value());
        add("contact", changes.contact.has_value());
        add("phone", changes.phone.has_value());
        add("staff", changes.staff.has_value());
        add("note", changes.note.has_value());
        return fields;
    }

    void settle(const Outcome<Id>& outcome, store::Writer& db, Fate& fate) {
        if (!outcome) {
            return fate.problem(outcome.refusal().at, outcome.refusal().code,
                                outcome.refusal().with, true);
        }
        const auto unit = registry::unit(db, db.tenant(), outcome.value());
        fate.record = unit->id;
        fate.record_name = unit->name;
        fate.edition = unit->edition;
        if (fate.verdict == Verdict::fresh) remember(unit->name, unit->id);
    }

    const ImportScene scene_;
    std::map<std::string, std::optional<Id>> by_name_, committed_;  // none: several have that name
    std::map<std::string, std::int64_t> seen_;  // name and code → the first row with them
};

}  // namespace

std::unique_ptr<Importer> units_importer(ImportScene scene, store::Reader& db) {
    return std::make_unique<UnitsImporter>(std::move(scene), db);
}

}  // namespace linli::sheets
