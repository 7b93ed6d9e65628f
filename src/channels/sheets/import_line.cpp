#include "channels/sheets/import_line.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/codes_tables.h"

namespace linli::sheets {
namespace {

// Fields that are a code, and the table it is of.
struct Coded {
    const char *field, *table;
};
constexpr Coded coded[] = {
    {"ethnic", "ethnic"},       {"marital", "marital"}, {"political", "political"},
    {"education", "education"}, {"health", "health"},
};

// Plain text; the lengths are those of GB/T 31000-2015.
constexpr const char* plain_texts[] = {"former_name", "foreign_name", "occupation", "workplace"};

class Reading {
public:
    Reading(const Header& header, const Row& row, Day today)
        : header_(header), row_(row), today_(today) {
        line_.row = row.number;
    }

    PersonLine line() {
        who();
        codes();
        texts();
        phones();
        places();
        household();
        ends();
        return std::move(line_);
    }

private:
    std::string text(std::string_view field) const { return header_.text(row_, field); }

    void problem(std::string field, std::string code, std::string with, bool grave = false) {
        line_.problems.push_back({std::move(field), std::move(code), std::move(with), grave});
    }

    void set(std::string_view field, std::string value) {
        const registry::TextField* known = registry::text_field(field);
        CHECK(known);
        if (text::length(value) > static_cast<std::size_t>(known->longest)) {
            problem(std::string(field), "too_long", std::to_string(known->longest),
                    field == "name");
            return;
        }
        line_.values.set(field, std::move(value));
    }

    std::optional<Day> day(const std::string& field, bool grave) {
        const Cell* cell = header_.cell(row_, field);
        if (!cell) return std::nullopt;
        const auto read = read_day(*cell);
        if (!read) {
            problem(field, read.refusal().code, read.refusal().with, grave);
            return std::nullopt;
        }
        if (read.value() > today_) {
            problem(field, field == "birth" ? "birth_later" : "day_in_future", cell->text, grave);
            return std::nullopt;
        }
        return read.value();
    }

    std::optional<bool> answer(std::string_view question, const std::string& field) {
        const std::string word = text(field);
        if (word.empty()) return std::nullopt;
        const std::string meant = meaning(question, word);
        if (meant.empty()) {
            problem(field, "no_such_word", word);
            return std::nullopt;
        }
        return meant == "yes";
    }

    void who() {
        line_.name = text("name");
        if (line_.name.empty()) {
            problem("name", "field_missing", "", true);
        } else {
            set("name", line_.name);
        }
        const registry::Code* sex = code_of("sex", "sex");
        std::optional<Day> birth = day("birth", true);
        document(sex, birth);
        if (birth) line_.values.birth = birth;
        if (sex) line_.values.set("sex", sex->code);
    }

    // The number says more reliably than the other cells when someone was born and of which sex:
    // many lists give birthdays by the lunar calendar.
    void document(const registry::Code*& sex, std::optional<Day>& birth) {
        const std::string raw = text("id_number");
        if (raw.empty()) return;
        const registry::Code* kind = code_of("id_kind", "id_kind");
        const std::string kind_code = kind ? kind->code : "";
        const bool citizen =
            kind_code.empty() || kind_code == "111" || kind_code == "112" || kind_code == "830";
        if (!citizen) {
            line_.values.document = registry::Document{kind_code, text::half_width(raw)};
            return;
        }
        const auto number = registry::citizen_number(raw, today_);
        if (!number) {
            problem("id_number", number.refusal().code, number.refusal().with, true);
            return;
        }
        line_.values.document = registry::Document{kind_code, number.value().text};
        if (birth && *birth != number.value().born) {
            problem("birth", "birth_not_of_id", number.value().born.text());
        }
        birth = number.value().born;
        const registry::Code* said =
            registry::code_table("sex").find(number.value().male ? "1" : "2");
        if (sex && sex != said && (sex->code == "1" || sex->code == "2")) {
            problem("sex", "sex_not_of_id", said->name);
        }
        sex = said;
    }

    const registry::Code* code_of(const std::string& field, std::string_view table) {
        const std::string word = text(field);
        if (word.empty()) return nullptr;
        const registry::Code* code = registry::code_table(table).meant(word);
        if (!code) problem(field, "no_such_code", word);
        return code;
    }

    void codes() {
        for (const Coded& one : coded) {
            if (const registry::Code* code = code_of(one.field, one.table)) {
                line_.values.set(one.field, code->code);
            }
        }
    }

    void texts() {
        for (const char* field : plain_texts) {
            if (std::string value = text(field); !value.empty()) set(field, std::move(value));
        }
        std::string note = text("note");
        // 工作学习情况 is free text in many lists; what is no code is an occupation.
        if (const std::string word = text("employment"); !word.empty()) {
            if (const auto* code = registry::code_table("employment").meant(word)) {
                line_.values.set("employment", code->code);
            } else if (!line_.values.text("occupation")) {
                set("occupation", word);
            }
        }
        // 籍贯 is kept as a division's code; words about it are not lost.
        if (const std::string word = text("native_place"); !word.empty()) {
            const bool code =
                word.size() == 6 && word.find_first_not_of("0123456789") == std::string::npos;
            if (code) {
                line_.values.set("native_place", word);
            } else {
                note += (note.empty() ? "" : "；") + ("籍贯：" + word);
            }
        }
        if (!note.empty()) set("note", std::move(note));
    }

    void phones() {
        std::vector<std::string> good;
        for (const char* field : {"phones", "landline"}) {
            for (const std::string& raw : registry::split_phones(text(field))) {
                const auto number = registry::phone(raw);
                if (!number) {
                    problem(field, number.refusal().code, number.refusal().with);
                } else if (std::find(good.begin(), good.end(), number.value().text) == good.end()) {
                    good.push_back(number.value().text);
                }
            }
        }
        if (good.size() > registry::phones_max) {
            problem("phones", "too_many", std::to_string(registry::phones_max));
            good.resize(registry::phones_max);
        }
        if (!good.empty()) line_.values.phones = std::move(good);
    }

    // An address and how it was written.
    struct Written {
        Address address;
        std::string text;
    };

    // From the columns of its parts; when those tell no more than an estate, from the one that
    // holds it whole.
    Written home() const {
        Written found;
        add(found, text("estate"));
        for (const auto& [field, kind] :
             {std::pair{"building", "building"}, std::pair{"stairwell", "stairwell"},
              std::pair{"room", "house"}}) {
            const std::string part = text(field);
            // 室号 often holds more than the house: 2单元201.
            const bool several = parse_address(part).parts.size() > 1;
            if (several) {
                add(found, part);
            } else if (!part.empty()) {
                found.address.parts.push_back(address_part(kind, part));
                found.text += part;
            }
        }
        add(found, text("door"));
        if (found.address.parts.size() < 2) add(found, text("home"));
        return found;
    }

    static void add(Written& found, const std::string& more) {
        if (more.empty()) return;
        append(found.address, parse_address(more, found.address));
        found.text += more;
    }

    // 望潮新村 and 3幢101 are one address; so are 望潮新村 and 望潮新村3幢101.
    static void append(Address& found, const Address& more) {
        if (found.regions.empty()) found.regions = more.regions;
        if (!found.rest.empty() && !more.rest.empty()) found.rest += " ";
        found.rest += more.rest;
        for (const AddressPart& part : more.parts) {
            const bool known =
                std::any_of(found.parts.begin(), found.parts.end(), [&](const AddressPart& one) {
                    return one.kind == part.kind &&
                           name_key(one.kind, one.name) == name_key(part.kind, part.name);
                });
            if (!known) found.parts.push_back(part);
        }
    }

    void places() {
        line_.community = text("community");
        line_.grid = text("grid");
        const Written lives = home();
        line_.home = lives.address;
        line_.home_text = lives.text;
        line_.registered_at_home = meaning("place", text("registered")) == "same";
        if (!line_.registered_at_home) {
            Written registered;
            add(registered, text("registered_estate"));
            add(registered, text("registered"));
            line_.registered = registered.address;
            line_.registered_text = registered.text;
        }
        line_.actual_text = text("actual_home");
        line_.actual = parse_address(line_.actual_text);
        line_.lives_from = day("lives_from", false);
        if (const std::string word = text("basis"); !word.empty()) {
            line_.basis = meaning("basis", word);
            if (line_.basis.empty()) problem("basis", "no_such_word", word);
        }
        if (const std::string word = text("person_kind"); !word.empty()) {
            line_.kind = meaning("kind", word);
            if (line_.kind.empty()) problem("person_kind", "no_such_word", word);
        }
        line_.separated = answer("answer", "separated");
        if (const auto together = answer("together", "together")) line_.separated = !*together;
        for (const auto& [field, address] :
             {std::pair{"home", &line_.home}, std::pair{"registered", &line_.registered}}) {
            if (!address->rest.empty()) problem(field, "address_unclear", address->rest);
        }
    }

    void household() {
        line_.household_number = text("household_number");
        if (text::length(line_.household_number) > 30) {
            problem("household_number", "too_long", "30");
            line_.household_number.clear();
        }
        line_.head_name = text("head_name");
        if (const registry::Code* code = code_of("relation", "relation")) {
            line_.relation = code->code == "01" ? "02" : code->code;
        }
        if (const std::string raw = text("head_id"); !raw.empty()) {
            const auto number = registry::citizen_number(raw, today_);
            if (number) {
                line_.head_id = number.value().text;
            } else {
                problem("head_id", number.refusal().code, number.refusal().with);
            }
        }
        // A list with a column for the head names the heads themselves too.
        if (line_.relation.empty() && !line_.head_name.empty() && line_.head_name == line_.name) {
            line_.relation = "02";
        }
    }

    void ends() {
        line_.moved_day = day("moved_day", false);
        line_.moved_out = answer("answer", "moved_out").value_or(line_.moved_day.has_value());
        line_.moved_to = text("moved_to");
        const bool said = header_.cell(row_, "died") != nullptr;
        line_.died = day("died", true);
        line_.dead = answer("answer", "dead").value_or(said);
        if (line_.dead && !said) problem("died", "field_missing", "", true);
        const auto& birth = line_.values.birth;
        if (line_.died && birth && *birth && *line_.died < **birth) {
            problem("died", "day_before_birth", line_.died->text(), true);
        }
    }

    const Header& header_;
    const Row& row_;
    const Day today_;
    PersonLine line_;
};

}  // namespace

bool PersonLine::grave() const {
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.grave; });
}

PersonLine person_line(const Header& header, const Row& row, Day today) {
    return Reading(header, row, today).line();
}

}  // namespace linli::sheets
