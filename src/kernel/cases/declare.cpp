#include "kernel/cases/declare.h"

#include <algorithm>
#include <utility>

#include "base/reading.h"
#include "base/text.h"
#include "kernel/cases/confidence.h"
#include "kernel/cases/verbs.h"

namespace linli::cases {
namespace {

using yaml::Node;
using yaml::Reading;

std::vector<std::string> list(const Names& names) {
    return {names.begin(), names.end()};
}

template <class T>
std::vector<std::string> keys(const std::map<std::string, T>& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map)
        names.push_back(name);
    return names;
}

Limit limit_in(Reading& reading, const Node& node) {
    const std::optional<Limit> limit =
        node.kind == yaml::Kind::scalar ? Limit::parse(node.text) : std::nullopt;
    if (!limit)
        reading.refuse(node, "a limit is written 3 workdays, 4 workhours, 24 hours or 15 days");
    return limit.value_or(Limit{});
}

std::optional<Limit> limit_of(Reading& reading, std::string_view word) {
    const Node* node = reading.find(word);
    if (!node) return std::nullopt;
    return limit_in(reading, *node);
}

// Reads one part. The parts of a part follow each other as in docs/programmes.md.
class Part {
public:
    Part(const Node& node, const Common& common) : reading_(node), node_(node), common_(common) {}

    Outcome<Rules> read(const std::string& programme, const std::string& part, const Words& title) {
        rules_.programme = programme;
        rules_.part = part;
        rules_.title = title;
        if (const Node* own = reading_.find("title"))
            rules_.title = reading_.keep(fields::words(*own));
        if (const Node* help = reading_.find("help"))
            rules_.help = reading_.keep(fields::words(*help));
        read_channels();
        if (const Node* into = reading_.find("into")) {
            read_into(*into);
            return reading_.end(std::move(rules_));
        }
        read_fields();
        read_flow();
        read_asked();
        read_same();
        read_alerts();
        read_rates();
        read_routes();
        read_delays();
        read_late();
        read_notices();
        read_sight();
        return reading_.end(std::move(rules_));
    }

private:
    void read_channels() {
        const Node* channels = reading_.need("channels");
        if (!channels) return;
        rules_.channels = reading_.names("channels");
        for (const std::string& channel : rules_.channels) {
            if (!common_.channels.contains(channel)) {
                reading_.refuse(*channels,
                                yaml::unknown("channel", channel, keys(common_.channels)));
            }
        }
        rules_.anonymous = reading_.flag("anonymous");
        if (const Node* tell = reading_.find("tell")) {
            for (const std::string& role : reading_.names("tell"))
                rules_.tell.insert(known_role(*tell, role));
        }
    }

    void read_into(const Node& into) {
        rules_.into = into.text;
        if (!common_.parts.contains(into.text)) {
            reading_.refuse(into, yaml::unknown("part", into.text, list(common_.parts)));
        }
    }

    void read_fields() {
        // Facts that every case has: lists.h.
        const std::vector<std::string> counted = {"opened", "intake", "persons", "rated",
                                                  "closed", "late",   "watched", "channel"};
        const Node* declared = reading_.need("fields");
        if (!declared) return;
        rules_.fields = reading_.keep(fields::declare(*declared));
        for (fields::Field& field : rules_.fields) {
            give_title(common_.fields, field.name, field.title, *declared, "field");
            if (std::find(counted.begin(), counted.end(), field.name) != counted.end()) {
                reading_.refuse(*declared, "every case counts " + field.name + " already");
            }
            for (fields::Choice& choice : field.of) {
                give_title(common_.choices, choice.value, choice.title, *declared, "choice");
            }
        }
    }

    // What the programme does not name gets the name that is common to all.
    void give_title(const std::map<std::string, Words>& known, const std::string& name,
                    Words& title, const Node& at, std::string_view what) {
        if (title != Words{name, name}) return;
        const auto found = known.find(name);
        if (found != known.end()) {
            title = found->second;
        } else {
            reading_.refuse(at, "the " + std::string(what) + " " + name + " needs a title");
        }
    }

    std::string known_role(const Node& at, const std::string& role) {
        if (!role.empty()) named_.emplace_back(&at, role);
        if (!role.empty() && !common_.roles.contains(role)) {
            reading_.refuse(at, yaml::unknown("role", role, list(common_.roles)));
        }
        return role;
    }

    const fields::Field* known_field(const Node& at, const std::string& name) {
        const fields::Field* field = rules_.field(name);
        if (!field) {
            std::vector<std::string> names;
            for (const fields::Field& known : rules_.fields)
                names.push_back(known.name);
            reading_.refuse(at, yaml::unknown("field", name, names));
        }
        return field;
    }

    // A choice that can be found by; null, and refused, when it is none.
    const fields::Field* known_choice(const Node& at, const std::string& name) {
        const fields::Field* field = known_field(at, name);
        if (field && field->kind != "choice") {
            reading_.refuse(at, name + " is no choice");
            return nullptr;
        }
        return field;
    }

    void check_choice(const Node& at, const fields::Field& field, const std::string& value) {
        std::vector<std::string> values;
        for (const fields::Choice& choice : field.of)
            values.push_back(choice.value);
        if (std::find(values.begin(), values.end(), value) == values.end()) {
            reading_.refuse(at, yaml::unknown("choice", value, values));
        }
    }

    void read_flow() {
        const std::string start = reading_.name("start");
        const std::vector<std::string> ends = reading_.names("ends");
        const Node* steps = reading_.need("steps");
        if (!steps || steps->kind != yaml::Kind::map || start.empty() || ends.empty()) {
            return reading_.refuse(node_, "start, ends and a map of steps are needed");
        }
        std::vector<Step> read;
        for (const auto& [name, declared] : steps->entries)
            read.push_back(read_step(name, declared));

        Outcome<Flow> flow = Flow::make(start, {ends.begin(), ends.end()}, std::move(read));
        if (!flow) return reading_.refuse(*steps, why(flow.refusal()));
        rules_.flow = std::move(flow).value();
        read_titles_of_states(*steps);
    }

    static std::string why(const Refusal& refusal) {
        const std::string& at = refusal.at;
        if (refusal.code == "no_way_in") return "no step leads to the state " + at;
        if (refusal.code == "dead_end") return "from the state " + at + " no steps lead to an end";
        if (refusal.code == "stuck") {
            return "from the state " + at +
                   " only the reporter could lead it to an end; add or: or a step by clock";
        }
        if (refusal.code == "two_limits") return "two steps from the state " + at + " have a limit";
        if (refusal.code == "no_hands") {
            return "the step " + at + " is by handler, and a case can come there without one";
        }
        return "the step " + at + " stands twice";
    }

    Step read_step(const std::string& name, const Node& declared) {
        Reading reading(declared);
        Step step;
        step.name = name;
        if (!yaml::is_name(name))
            reading.refuse(declared, "the name of a step is no name: " + name);
        if (verb(name)) {
            reading.refuse(declared,
                           "every case has the step " + name + "; give this one another name");
        }
        Words title{name, name};
        if (const Node* own = reading.find("title")) title = reading.keep(fields::words(*own));
        read_way(reading, declared, step);
        read_limits(reading, declared, step);
        reading_.keep(reading.end(Done{}));
        give_title(common_.steps, name, title, declared, "step");
        rules_.steps[name] = title;
        return step;
    }

    void read_way(Reading& reading, const Node& declared, Step& step) {
        reading.need("from");
        for (const std::string& state : reading.names("from"))
            step.from.insert(state);
        step.to = reading.name("to");
        if (step.to.empty() && step.from.size() == 1) step.to = *step.from.begin();
        if (step.to.empty()) reading.refuse(declared, "to is missing");

        reading.need("by");
        step.by = reading.name("by");
        step.or_by = reading.name("or");
        for (const std::string* by : {&step.by, &step.or_by}) {
            if (by->empty() || *by == reporter || *by == handler || *by == the_clock) continue;
            known_role(declared, *by);
        }
        if (step.or_by == the_clock) reading.refuse(declared, "the clock takes nobody's place");
        for (const auto& [word, names] : {std::pair{"needs", &step.needs}, {"asks", &step.asks}}) {
            const Node* node = reading.find(word);
            if (!node) continue;
            for (const std::string& field : reading.names(word)) {
                if (known_field(*node, field)) names->insert(field);
            }
        }
        const std::string assigns = reading.one_of("assigns", {"unit", "me"});
        if (assigns == "unit") step.assigns = Step::Assigns::units;
        if (assigns == "me") step.assigns = Step::Assigns::me;
        step.gives_back = reading.flag("gives_back");
        step.danger = reading.flag("danger");
        if (step.gives_back && step.by != handler) {
            reading.refuse(declared, "only the handler can give back");
        }
    }

    void read_limits(Reading& reading, const Node& declared, Step& step) {
        if (const Node* within = reading.find("within")) step.within = read_within(*within);
        step.after = limit_of(reading, "after");
        step.until = limit_of(reading, "until");
        const bool clock = step.by == the_clock;
        if (clock != step.after.has_value()) {
            reading.refuse(declared, "after goes with by: clock, and by: clock with after");
        }
        if (clock && (!step.needs.empty() || step.within || step.until || !step.or_by.empty() ||
                      step.assigns != Step::Assigns::nobody)) {
            reading.refuse(declared,
                           "the clock fills in nothing, assigns nobody and is never late");
        }
    }

    // "3 workdays", or { by: urgency, of: { danger: 2 hours }, otherwise: 3 workdays }.
    Within read_within(const Node& node) {
        if (node.kind == yaml::Kind::scalar) return {"", {}, limit_in(reading_, node)};
        Reading reading(node);
        Within within;
        reading.need("by");
        within.field = reading.name("by");
        const fields::Field* field = known_choice(node, within.field);
        if (const Node* of = reading.need("of")) {
            for (const auto& [value, limit] : of->entries) {
                if (field) check_choice(limit, *field, value);
                within.of[value] = limit_in(reading, limit);
            }
        }
        within.otherwise = limit_of(reading, "otherwise");
        reading_.keep(reading.end(Done{}));
        return within;
    }

    void read_titles_of_states(const Node& steps) {
        if (const Node* states = reading_.find("states")) {
            for (const auto& [name, title] : states->entries) {
                if (!rules_.flow->states().contains(name)) {
                    reading_.refuse(title,
                                    yaml::unknown("state", name, list(rules_.flow->states())));
                }
                rules_.states[name] = reading_.keep(fields::words(title));
            }
        }
        for (const std::string& state : rules_.flow->states()) {
            Words title{state, state};
            if (rules_.states.contains(state)) continue;
            give_title(common_.states, state, title, steps, "state");
            rules_.states[state] = title;
        }
        for (const std::string& state : built_in_states()) {
            Words title{state, state};
            give_title(common_.states, state, title, steps, "state");
            rules_.states[state] = title;
        }
    }

    // The report asks for what is required, or is unless another is given, what `asks` names, and
    // what no step asks for.
    void read_asked() {
        Names early;
        if (const Node* asks = reading_.find("asks")) {
            for (const std::string& field : reading_.names("asks")) {
                if (known_field(*asks, field)) early.insert(field);
            }
        }
        Names later;
        if (rules_.flow) {
            for (const Step& step : rules_.flow->steps()) {
                later.insert(step.needs.begin(), step.needs.end());
                later.insert(step.asks.begin(), step.asks.end());
            }
        }
        for (const fields::Field& field : rules_.fields) {
            const bool wanted = field.required || !field.required_unless.empty();
            if (wanted || early.contains(field.name) || !later.contains(field.name)) {
                rules_.asked.push_back(field.name);
            }
        }
        const Node* declared = reading_.find("fields");
        if (!declared) return;
        const Names asked(rules_.asked.begin(), rules_.asked.end());
        for (const fields::Field& field : rules_.fields) {
            const std::string& other = field.required_unless;
            if (!other.empty() && !asked.contains(other)) {
                reading_.refuse(*declared->find(field.name), "no report asks for " + other);
            }
        }
    }

    void read_same() {
        if (const Node* same = reading_.find("same")) {
            for (const std::string& name : reading_.names("same")) {
                const fields::Field* field = known_field(*same, name);
                if (field && field->kind != "place" && !field->find) {
                    reading_.refuse(*same, name + " must be marked find: true to be compared");
                }
                rules_.same.push_back(name);
            }
        }
        const Node* warns = reading_.find("warns");
        if (!warns) return;
        if (rules_.same.empty())
            reading_.refuse(*warns, "warns needs same: when are two reports alike?");
        Reading reading(*warns);
        Warning warning;
        warning.times = reading.number("times", 2, 1000, 3);
        if (const Node* within = reading.need("within"))
            warning.within = limit_in(reading, *within);
        reading.need("tell");
        warning.tell = known_role(*warns, reading.name("tell"));
        reading_.keep(reading.end(Done{}));
        rules_.warns = warning;
    }

    void read_alerts() {
        const Node* alerts = reading_.find("alerts");
        if (!alerts) return;
        for (const Node& item : alerts->items) {
            Reading reading(item);
            Alert alert;
            reading.need("field");
            alert.field = reading.name("field");
            const fields::Field* field = known_choice(item, alert.field);
            for (const std::string& value : reading.names("is")) {
                if (field) check_choice(item, *field, value);
                alert.of.insert(value);
            }
            reading.need("tell");
            alert.tell = known_role(item, reading.name("tell"));
            reading_.keep(reading.end(Done{}));
            rules_.alerts.push_back(std::move(alert));
        }
        if (alerts->items.empty()) reading_.refuse(*alerts, "alerts needs a list");
    }

    void read_rates() {
        const Node* rates = reading_.find("rates");
        if (!rates) return;
        rules_.rates = reading_.name("rates");
        known_choice(*rates, rules_.rates);
    }

    void read_routes() {
        const Node* routes = reading_.find("routes");
        if (!routes) return;
        rules_.routes = reading_.name("routes");
        known_choice(*routes, rules_.routes);
        const auto assigns = [](const Step& step) { return step.assigns == Step::Assigns::units; };
        if (rules_.flow &&
            std::none_of(rules_.flow->steps().begin(), rules_.flow->steps().end(), assigns)) {
            reading_.refuse(*routes, "routes needs a step that assigns: unit");
        }
    }

    void read_delays() {
        if (const Node* extend = reading_.find("extend")) {
            Reading reading(*extend);
            Extension extension;
            if (const Node* most = reading.need("most")) extension.most = limit_in(reading, *most);
            extension.times = reading.number("times", 1, 9, 1);
            reading.need("approved_by");
            extension.approved_by = known_role(*extend, reading.name("approved_by"));
            reading_.keep(reading.end(Done{}));
            rules_.extend = extension;
        }
        if (const Node* pause = reading_.find("pause")) {
            Reading reading(*pause);
            Pausing pausing;
            if (const Node* most = reading.need("most")) pausing.most = limit_in(reading, *most);
            pausing.times = reading.number("times", 1, 9, 1);
            reading_.keep(reading.end(Done{}));
            rules_.pause = pausing;
        }
    }

    // One rung for each further workday, unless it says after what.
    void read_late() {
        const Node* late = reading_.find("late");
        if (!late) return;
        for (const Node& item : late->items) {
            Reading reading(item);
            Rung rung;
            const auto count = static_cast<std::int64_t>(rules_.late.size());
            if (count > 0) rung.after = Limit{count, Limit::Unit::workdays};
            if (auto after = limit_of(reading, "after")) rung.after = after;
            reading.need("tell");
            for (const std::string& role : reading.names("tell")) {
                rung.tell.insert(role == whoever_is_due ? role : known_role(item, role));
            }
            reading_.keep(reading.end(Done{}));
            rules_.late.push_back(std::move(rung));
        }
        if (late->items.empty()) reading_.refuse(*late, "late needs a list of rungs");
    }

    void read_notices() {
        const Node* notices = reading_.find("notices");
        if (!notices || !rules_.flow) return;
        for (const auto& [state, told] : notices->entries) {
            if (!rules_.states.contains(state)) {
                reading_.refuse(told, yaml::unknown("state", state, keys(rules_.states)));
            }
            if (told.kind == yaml::Kind::list) {
                for (const Node& item : told.items)
                    rules_.notices[state].push_back(read_telling(item));
            } else {
                rules_.notices[state].push_back(read_telling(told));
            }
        }
    }

    Telling read_telling(const Node& node) {
        Reading reading(node);
        Telling telling;
        reading.need("to");
        telling.to = reading.name("to");
        if (telling.to != reporter && telling.to != handler) known_role(node, telling.to);
        telling.words = {reading.text("zh"), reading.text("en")};
        if (telling.words.zh.empty() || telling.words.en.empty()) {
            reading.refuse(node, "words are needed in zh and en");
        }
        for (const std::string& words : {telling.words.zh, telling.words.en})
            check_blanks(node, words);
        reading_.keep(reading.end(Done{}));
        return telling;
    }

    // {number}, {title}, {due} or a field.
    void check_blanks(const Node& node, const std::string& words) {
        for (std::size_t open = words.find('{'); open != std::string::npos;
             open = words.find('{', open + 1)) {
            const std::size_t close = words.find('}', open);
            if (close == std::string::npos) return reading_.refuse(node, "a { without its }");
            const std::string blank = words.substr(open + 1, close - open - 1);
            if (blank != "number" && blank != "title" && blank != "due") known_field(node, blank);
        }
    }

    void read_sight() {
        if (const Node* confidential = reading_.find("confidential")) {
            read_confidential(*confidential);
        }
        if (const Node* seen_by = reading_.find("seen_by")) {
            for (const std::string& role : reading_.names("seen_by"))
                rules_.seen_by.insert(known_role(*seen_by, role));
        }
        if (const Node* shown = reading_.find("public")) {
            for (const std::string& name : reading_.names("public")) {
                const fields::Field* field = known_field(*shown, name);
                if (field && field->personal) {
                    reading_.refuse(*shown, name + " is personal, and everyone could read it");
                }
                rules_.shown.push_back(name);
            }
            if (!rules_.seen_by.empty()) {
                reading_.refuse(*shown, "what only some may see is not public");
            }
        }
        if (const Node* watch = reading_.find("zero_reports")) {
            Reading reading(*watch);
            Watch read;
            reading.need("every");
            read.every = reading.one_of("every", {"week", "month", "quarter", "year"});
            reading.need("by");
            read.by = known_role(*watch, reading.name("by"));
            reading_.keep(reading.end(Done{}));
            rules_.watch = read;
        }
        if (rules_.confidential) check_confidence(reading_, rules_, named_);
    }

    void read_confidential(const Node& node) {
        rules_.confidential = true;
        if (const Node* seen_by = reading_.find("seen_by")) {
            reading_.refuse(*seen_by, "confidential says who sees it already");
        }
        for (const std::string& role : reading_.names("confidential")) {
            rules_.seen_by.insert(known_role(node, role));
            if (common_.roles.contains(role) && !common_.confidential_roles.contains(role)) {
                reading_.refuse(node, role + " keeps no confidences: roles.yaml says which do");
            }
        }
    }

    Reading reading_;
    const Node& node_;
    const Common& common_;
    Rules rules_;
    std::vector<NamedRole> named_;
};

std::map<std::string, Words> read_words(Reading& reading, std::string_view word) {
    std::map<std::string, Words> all;
    const Node* node = reading.find(word);
    if (!node) return all;
    for (const auto& [name, words] : node->entries)
        all[name] = reading.keep(fields::words(words));
    return all;
}

}  // namespace

Outcome<Common> read_common(const Node& file) {
    Reading reading(file);
    Common common;
    if (const Node* channels = reading.need("channels")) {
        for (const auto& [name, declared] : channels->entries) {
            Reading channel(declared);
            Channel read;
            if (const Node* title = channel.need("title"))
                read.title = channel.keep(fields::words(*title));
            read.staff = channel.flag("staff");
            reading.keep(channel.end(Done{}));
            common.channels[name] = read;
        }
    }
    common.steps = read_words(reading, "steps");
    common.states = read_words(reading, "states");
    common.fields = read_words(reading, "fields");
    common.choices = read_words(reading, "choices");
    return reading.end(std::move(common));
}

Outcome<std::vector<Rules>> declare(const std::string& programme, const Words& title,
                                    const Node& cases, const Common& common) {
    if (cases.kind != yaml::Kind::map) {
        return yaml::wrong(cases, "cases are a map of part and declaration");
    }
    std::vector<Rules> all;
    for (const auto& [name, declared] : cases.entries) {
        if (!yaml::is_name(name))
            return yaml::wrong(declared, "the name of a part is no name: " + name);
        Outcome<Rules> rules = Part(declared, common).read(programme, name, title);
        if (!rules) return rules.refusal();
        all.push_back(std::move(rules).value());
    }
    return all;
}

}  // namespace linli::cases
