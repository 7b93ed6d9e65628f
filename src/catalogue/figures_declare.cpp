// `figures:` and `reports:`, read by their closed lists of words.
#include <algorithm>
#include <map>

#include "base/reading.h"
#include "catalogue/programme.h"
#include "kernel/cases/verbs.h"
#include "kernel/registry/codes_tables.h"
#include "kernel/registry/kinds.h"

namespace linli::catalogue {
namespace {

using yaml::Node;
using yaml::Reading;

const std::vector<std::string> registry_parts = {"persons", "households", "houses", "units"};
const std::vector<std::string> periods = {"month", "quarter", "half_year", "year"};

constexpr const char* without_limit = "no_limit";  // of a step that had none

template <class Map>
std::vector<std::string> keys(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map)
        names.push_back(name);
    return names;
}

// Reads one figure.
class Asked {
public:
    Asked(const Node& node, Programme& programme, const cases::Common& common)
        : reading_(node), node_(node), programme_(programme), common_(common) {}

    Outcome<Figure> read(const std::string& name) {
        figure_.programme = programme_.name;
        figure_.name = name;
        if (const Node* title = reading_.need("title")) {
            figure_.title = reading_.keep(fields::words(*title));
        }
        read_kind();
        read_words();
        read_sum();
        read_where();
        read_registry();
        read_among();
        read_by();
        figure_.watched = reading_.flag("watched");
        figure_.unit = unit();
        return reading_.end(std::move(figure_));
    }

private:
    // count: …, distinct: …, sum: … or share_of: …
    void read_kind() {
        static const std::vector<std::pair<std::string, Figure::Kind>> kinds = {
            {"count", Figure::Kind::count},
            {"distinct", Figure::Kind::distinct},
            {"sum", Figure::Kind::sum},
            {"share_of", Figure::Kind::share}};
        for (const auto& [word, kind] : kinds) {
            const Node* what = reading_.find(word);
            if (!what) continue;
            figure_.kind = kind;
            figure_.of = counted(*what);
            return;
        }
        reading_.refuse(node_, "a figure says count, distinct, sum or share_of");
    }

    // matter, matter.handle, matter.closed, persons.
    Counted counted(const Node& what) {
        Counted of;
        const std::string part = what.text.substr(0, what.text.find('.'));
        const bool whole = part.size() == what.text.size();
        if (whole &&
            std::find(registry_parts.begin(), registry_parts.end(), part) != registry_parts.end()) {
            of.part = part;
            return of;
        }
        const auto found =
            std::find_if(programme_.cases.begin(), programme_.cases.end(),
                         [&](const cases::Rules& one) { return one.part == part && one.flow; });
        if (found == programme_.cases.end()) {
            std::vector<std::string> known = registry_parts;
            for (const cases::Rules& rules : programme_.cases)
                known.push_back(rules.part);
            reading_.refuse(what, yaml::unknown("part", part, known));
            return of;
        }
        rules_ = &*found;
        of.part = rules_->name();
        of.event = whole ? "opened" : event(what, what.text.substr(part.size() + 1));
        of.words = words_of(of.event);
        return of;
    }

    std::string event(const Node& what, const std::string& said) {
        std::vector<std::string> known = {"opened", "closed"};
        if (!rules_->rates.empty()) known.push_back("rated");
        if (std::find(known.begin(), known.end(), said) != known.end()) return said;
        for (const cases::Step& step : rules_->flow->steps())
            known.push_back(step.name);
        for (const cases::Verb& verb : cases::verbs()) {
            if (verb.is_step) known.emplace_back(verb.name);
        }
        if (std::find(known.begin(), known.end(), said) == known.end()) {
            reading_.refuse(what, yaml::unknown("step", said, known));
        }
        return "step." + said;
    }

    // All the words that an event can have: what a figure counts when it does not say which.
    std::vector<std::string> words_of(const std::string& of_event) const {
        if (of_event == "opened") return keys(common_.channels);
        if (of_event == "rated") return values_of(*rules_->field(rules_->rates));
        if (of_event != "closed") return {"in_time", "late", without_limit};
        std::vector<std::string> ends = cases::built_in_states();
        for (const std::string& state : rules_->flow->states()) {
            if (rules_->flow->ends(state)) ends.push_back(state);
        }
        return ends;
    }

    static std::vector<std::string> values_of(const fields::Field& choice) {
        std::vector<std::string> values;
        for (const fields::Choice& one : choice.of)
            values.push_back(one.value);
        return values;
    }

    // within: its_limit; in: [succeeded]; channel: [window].
    void read_words() {
        if (const Node* within = reading_.find("within")) {
            if (within->text != "its_limit" || !figure_.of.event.starts_with("step.")) {
                reading_.refuse(*within, "within says its_limit, and of a step");
            }
            figure_.of.words = {"in_time", without_limit};
            figure_.of.in_time = true;
        }
        narrow("in", {"closed", "rated"});
        narrow("channel", {"opened"});
    }

    void narrow(std::string_view word, const std::vector<std::string>& events) {
        const Node* node = reading_.find(word);
        if (!node) return;
        if (std::find(events.begin(), events.end(), figure_.of.event) == events.end()) {
            return reading_.refuse(*node, std::string(word) + " narrows " + events.front());
        }
        const std::vector<std::string> chosen = reading_.names(word);
        for (const std::string& one : chosen) {
            const auto& known = figure_.of.words;
            if (std::find(known.begin(), known.end(), one) == known.end()) {
                reading_.refuse(*node, yaml::unknown("word", one, known));
            }
        }
        figure_.of.words = chosen;
    }

    // A field of the part that a figure asks for, and that from now on can be found by.
    const fields::Field* field_of(const Node& at, const std::string& name, const std::string& kind,
                                  const std::string& other_kind) {
        fields::Field* found = nullptr;
        std::vector<std::string> known;
        for (fields::Field& field : rules_ ? rules_->fields : none_) {
            if (field.kind != kind && field.kind != other_kind) continue;
            known.push_back(field.name);
            if (field.name == name) found = &field;
        }
        if (found && rules_->confidential && found->kind != "choice") {
            reading_.refuse(at, "of what is told in confidence only choices are counted");
        } else if (found) {
            found->find = true;
        } else {
            reading_.refuse(at, yaml::unknown(kind + " field", name, known));
        }
        return found;
    }
    const fields::Field* choice_field(const Node& at, const std::string& name) {
        return field_of(at, name, "choice", "choices");
    }

    // sum: contact, field: party, blank: 1
    void read_sum() {
        const bool sum = figure_.kind == Figure::Kind::sum;
        for (const char* word : {"field", "blank"}) {
            const Node* node = reading_.find(word);
            if (node && !sum) reading_.refuse(*node, std::string(word) + " belongs to sum");
        }
        if (!sum) return;
        if (const Node* field = reading_.need("field")) {
            figure_.field = reading_.name("field");
            field_of(*field, figure_.field, "number", "number");
        }
        figure_.blank = reading_.number("blank", 0, 1'000'000, 0);
    }

    void read_where() {
        const Node* where = reading_.find("where");
        if (!where) return;
        for (const yaml::Entry& entry : where->entries) {
            const fields::Field* field = choice_field(entry.value, entry.key);
            if (!field) return;
            std::vector<std::string> values;
            if (entry.value.kind == yaml::Kind::scalar) values.push_back(entry.value.text);
            for (const Node& item : entry.value.items)
                values.push_back(item.text);
            for (const std::string& value : values)
                check_value(entry.value, *field, value);
            figure_.of.where[entry.key] = values;
        }
    }

    void check_value(const Node& at, const fields::Field& field, const std::string& value) {
        const std::vector<std::string> known = values_of(field);
        if (std::find(known.begin(), known.end(), value) == known.end()) {
            reading_.refuse(at, yaml::unknown("value of " + field.name, value, known));
        }
    }

    void read_registry() {
        if (const Node* ages = reading_.find("ages")) {
            Reading bounds(*ages);
            figure_.of.age_least = bound(bounds, "least");
            figure_.of.age_most = bound(bounds, "most");
            if (const auto well = bounds.end(true); !well) reading_.refuse(well.refusal());
            if (figure_.of.part != "persons") reading_.refuse(*ages, "ages are those of persons");
        }
        const Node* separated = reading_.find("separated");
        figure_.of.separated = reading_.flag("separated");
        if (separated && figure_.of.part != "persons") {
            reading_.refuse(*separated, "separated are persons");
        }
    }

    static std::optional<std::int64_t> bound(Reading& bounds, std::string_view word) {
        const std::int64_t years = bounds.number(word, 0, 150, -1);
        return years < 0 ? std::nullopt : std::optional(years);
    }

    void read_among() {
        const Node* among = reading_.find("among");
        const bool share = figure_.kind == Figure::Kind::share;
        if (among && !share) reading_.refuse(*among, "among belongs to share_of");
        if (!share) return;
        if (among) {
            figure_.among = counted(*among);
            if (figure_.among->part != figure_.of.part) {
                reading_.refuse(*among, "a share is among records of the same part");
            }
            return;
        }
        // A share of the same events, whatever their words and fields.
        figure_.among = figure_.of;
        figure_.among->where.clear();
        figure_.among->in_time = false;
        if (!figure_.of.of_registry() && rules_) figure_.among->words = words_of(figure_.of.event);
        figure_.among->age_least = figure_.among->age_most = std::nullopt;
        figure_.among->separated = false;
    }

    void read_by() {
        const Node* by = reading_.find("by");
        if (!by) return;
        figure_.by = reading_.name("by");
        auto& values = figure_.by_values;
        if (figure_.of.of_registry()) {
            values = values_of_registry(*by);
        } else if (figure_.by == "channel") {
            for (const auto& [name, channel] : common_.channels)
                values.push_back({name, channel.title});
            return;  // every case came in by one
        } else if (const fields::Field* field = choice_field(*by, figure_.by)) {
            values = field->of;
        }
        values.push_back({unclassified, {"未分类", "Not classified"}});
    }

    std::vector<fields::Choice> values_of_registry(const Node& by) {
        std::vector<fields::Choice> values;
        if (figure_.of.part == "persons" && figure_.by == "sex") {
            for (const registry::Code& code : registry::code_table("sex").codes())
                values.push_back({code.code, {code.name, code.english}});
        } else if (figure_.of.part == "units" && figure_.by == "kind") {
            for (const registry::Kind& kind : registry::carried_unit_kinds().all())
                values.push_back({kind.name, kind.title});
        } else {
            reading_.refuse(by, "by breaks down cases, persons by sex, or units by kind");
        }
        return values;
    }

    fields::Words unit() {
        const std::string said = reading_.text("unit");
        if (!said.empty()) return {said, ""};
        if (figure_.kind == Figure::Kind::share) return {};
        if (figure_.of.part == "persons" || figure_.kind == Figure::Kind::distinct) {
            return {"人", ""};
        }
        if (figure_.of.part == "households") return {"户", ""};
        if (figure_.of.part == "houses") return {"套", ""};
        return {figure_.of.part == "units" ? "家" : "件", ""};
    }

    Reading reading_;
    const Node& node_;
    Programme& programme_;
    const cases::Common& common_;
    cases::Rules* rules_ = nullptr;
    std::vector<fields::Field> none_;
    Figure figure_;
};

// The names in braces; {place} and {period} are filled when the report is drafted.
std::vector<std::string> braces(const std::string& text) {
    std::vector<std::string> names;
    for (std::size_t open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
        const std::string name = text.substr(open + 1, text.find('}', open) - open - 1);
        if (name != "place" && name != "period") names.push_back(name);
    }
    return names;
}

Outcome<ReportTemplate> declare_report(const Node& node, const Programme& programme,
                                       const std::string& name) {
    Reading reading(node);
    ReportTemplate report;
    report.programme = programme.name;
    report.name = name;
    if (const Node* title = reading.need("title")) {
        report.title = reading.keep(fields::words(*title));
    }
    report.every = reading.one_of("every", periods);
    const Node* body = reading.need("body");
    for (const Node& item : body ? body->items : std::vector<Node>{}) {
        // - heading: "…"   a chapter;   - section: "…"   a part of one;   - "…"   a paragraph
        static const std::vector<std::pair<std::string, int>> levels = {{"heading", 1},
                                                                        {"section", 2}};
        if (item.kind == yaml::Kind::scalar) {
            report.blocks.push_back({0, item.text});
        } else if (item.entries.size() == 1) {
            Reading block(item);
            for (const auto& [word, level] : levels) {
                if (block.find(word)) report.blocks.push_back({level, block.text(word)});
            }
            if (const auto well = block.end(true); !well) reading.refuse(well.refusal());
        } else {
            reading.refuse(item, "a block is a text, a heading or a section");
        }
    }
    for (const TemplateBlock& block : report.blocks) {
        for (const std::string& figure : braces(block.text)) {
            if (std::find(report.figures.begin(), report.figures.end(), figure) ==
                report.figures.end()) {
                report.figures.push_back(figure);
            }
        }
    }
    return reading.end(std::move(report));
}

}  // namespace

Outcome<std::vector<Figure>> declare_figures(const Node& figures, Programme& programme,
                                             const cases::Common& common) {
    std::vector<Figure> all;
    for (const yaml::Entry& entry : figures.entries) {
        if (!yaml::is_name(entry.key)) return yaml::wrong(entry.value, "a figure has a name");
        auto figure = Asked(entry.value, programme, common).read(entry.key);
        if (!figure) return figure.refusal();
        all.push_back(std::move(figure).value());
    }
    return all;
}

Outcome<std::vector<ReportTemplate>> declare_reports(const Node& reports,
                                                     const Programme& programme) {
    std::vector<ReportTemplate> all;
    for (const yaml::Entry& entry : reports.entries) {
        if (!yaml::is_name(entry.key)) return yaml::wrong(entry.value, "a report has a name");
        auto report = declare_report(entry.value, programme, entry.key);
        if (!report) return report.refusal();
        all.push_back(std::move(report).value());
    }
    return all;
}

}  // namespace linli::catalogue
