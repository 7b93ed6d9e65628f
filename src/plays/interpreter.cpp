#include "plays/interpreter.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "kernel/cases/cases.h"
#include "plays/values.h"

namespace linli::plays {
namespace {

// What an act was answered with: a body, or a refusal.
struct Said {
    json::Value body;
    std::optional<Refusal> refusal;
};

Said said(const http::Response& response) {
    Said is;
    if (!response.body.empty()) {
        is.body = json::Value::parse(response.body, 1 << 24).value();
    }
    if (response.status >= 400) {
        is.refusal = Refusal{is.body["code"].text(), is.body["at"].text(), is.body["with"].text()};
    }
    return is;
}

std::string in_words(const Refusal& refusal) {
    std::string words = "refused " + refusal.code;
    if (!refusal.at.empty()) words += " " + refusal.at;
    if (!refusal.with.empty()) words += " (" + refusal.with + ")";
    return words;
}

// The programme that a play stands beside: homes/repairs.play → repairs.
std::string programme_of(const std::string& file) {
    return std::filesystem::path(file).stem().string();
}

constexpr store::Sql notices_since{
    "plays.notices",
    "select account from notices where tenant = ? and account = ? and seq > ? limit 1"};
constexpr store::Sql last_line{"plays.last_line", "select seq from lanes where tenant = ?"};

class Interpreter {
public:
    Interpreter(const Play& play, const Settings& settings)
        : play_(play), stage_(play, settings), values_(stage_) {}

    void play() {
        for (const Scene& scene : play_.scenes) {
            stage_.set_clock(scene.day, scene.minute);
            for (const Scene::Item& item : scene.items) {
                item.act ? do_act(*item.act) : ask_figures(*item.figures);
            }
        }
    }

private:
    void do_act(const Act& act) {
        act_ = &act;
        stage_.call_in(act.who);
        before_ = last_seq();
        if (act.who == "the") return the_clock();
        if (act.verb == "reports") return report();
        if (act.verb == "sees") return see();
        if (act.verb == "may") return may();
        if (act.verb == "finds") return find();
        if (act.verb == "drafts") return draft();
        if (act.verb == "reveals") return reveal();
        if (act.verb == "routes") return route();
        if (act.verb == "confirms") return confirm();
        step();
    }

    [[noreturn]] void fail(const std::string& what) const { throw Failed{act_->line, what}; }

    std::string object(std::size_t at, std::string_view what) const {
        if (at >= act_->objects.size()) fail(act_->verb + " needs " + std::string(what));
        return act_->objects[at];
    }

    std::int64_t last_seq() {
        return stage_.store().read([&](store::Reader& db) {
            auto rows = db.query(last_line, stage_.tenant());
            return rows.next() ? rows.number(0) : 0;
        });
    }

    cases::Case case_of(const Id& id) {
        const auto found = stage_.store().read(
            [&](store::Reader& db) { return cases::find_case(db, stage_.tenant(), id); });
        CHECK(found);
        return *found;
    }

    Id record(const std::string& name) const {
        const auto id = values_.record(name);
        if (!id) fail("there is no case " + name + " in this play yet");
        return *id;
    }

    // ---- verbs ----

    // The part by its name, or by its programme's when that has but one.
    const cases::Rules& part_named(const std::string& name) const {
        if (const cases::Rules* rules = stage_.catalogue().newest(name)) return *rules;
        for (const catalogue::Programme* programme : stage_.catalogue().programmes()) {
            if (programme->name == name && programme->cases.size() == 1) {
                return programme->cases.front();
            }
        }
        fail("there is no part of cases named " + name);
    }
    // Whose fields are filled in: of a named channel, those of the part it leads into.
    const cases::Rules& asked_by(const cases::Rules& part) const {
        return part.into.empty() ? part : part_named(part.into);
    }

    void report() {
        const cases::Rules& part = part_named(object(0, "a part"));
        json::Writer body;
        body.open_object().field("part", part.name()).field("channel", channel(part));
        body.key("values").raw(fields(asked_by(part), {"for", "name", "phone", "channel", "at"}));
        if (const std::string* at = act_->find("at")) {
            body.field("place", values_.place(*act_, *at));
        }
        write_reporter(body);
        const Said is = ask("POST", "/api/cases", body.close_object().take());
        if (refused_as_expected(is)) return;
        const auto id = Id::parse(is.body["id"].text());
        if (!id) fail("the report was taken and has no id");
        const Expected& first = first_expected();
        if (first.size() != 2) fail("a report is expected as a new name and a state: R1 reported");
        values_.name(*act_, first[0], *id);
        expect(first[1], case_of(*id).state);
        code_ = is.body["code"].text();
        expect_the_rest(*id);
    }

    std::string channel(const cases::Rules& part) const {
        if (const std::string* given = act_->find("channel")) return *given;
        return part.channels.front();
    }

    void write_reporter(json::Writer& body) {
        const std::string* whom = act_->find("for");
        const std::string* name = act_->find("name");
        const std::string* phone = act_->find("phone");
        if (!whom && !name && !phone) return;
        body.key("reporter").open_object();
        if (whom) {
            if (const auto unit = stage_.unit(*whom)) {
                body.field("unit", *unit);
            } else {
                body.field("person", values_.person(*act_, *whom));
            }
        }
        if (name) body.field("name", *name);
        if (phone) body.field("phone", *phone);
        body.close_object();
    }

    // What is given, as the fields of the part need it.
    std::string fields(const cases::Rules& rules, const std::set<std::string>& others) {
        json::Writer body;
        body.open_object();
        for (const auto& [name, value] : act_->given) {
            if (others.contains(name) && !rules.field(name)) continue;
            values_.field(*act_, rules.field(name), value).write(body.key(name));
        }
        return body.close_object().take();
    }

    // Any other verb is a step: of a case, or of what a code leads to.
    void step() {
        const std::string name = object(0, "a case");
        const bool by_code = values_.code(name).has_value();
        const Id id = by_code ? values_.coded(name) : record(name);
        const cases::Case before = case_of(id);
        const cases::Rules* rules = stage_.desk().rules(before.part, before.version);
        CHECK(rules);
        json::Writer body;
        body.open_object();
        body.key("values").raw(fields(*rules, {"to", "into", "words", "limit", "reason"}));
        if (const std::string* to = act_->find("to")) write_units(body, *to);
        if (const std::string* into = act_->find("into")) body.field("into", record(*into));
        for (const char* plain : {"words", "limit", "reason"}) {
            const std::string* given = rules->field(plain) ? nullptr : act_->find(plain);
            if (given) body.field(plain, *given);
        }
        const std::string path =
            by_code ? "/api/follow/" + *values_.code(name) : "/api/cases/" + id.text();
        const Said is = ask("POST", path + "/steps/" + act_->verb, body.close_object().take());
        if (refused_as_expected(is)) return;
        code_ = is.body["code"].text();
        if (act_->expects) expect(first_expected()[0], case_of(id).state);
        expect_the_rest(id);
    }

    void write_units(json::Writer& body, const std::string& names) {
        body.key("units").open_array();
        for (const std::string& name : text::split(names, ',')) {
            const auto unit = stage_.unit(name);
            if (!unit) fail("there is no unit " + name);
            body.text(unit->text());
        }
        body.close_array();
    }

    void see() {
        const std::string what = object(0, "a case or a list");
        static const std::set<std::string> lists = {"todo", "mine", "open", "late", "all"};
        if (lists.contains(what)) return see_list(what);
        if (what == "routes") return see_routes();
        const std::size_t dot = what.find('.');
        const std::string name = what.substr(0, dot);
        const auto code = values_.code(name);
        const Said is =
            ask("GET", code ? "/api/follow/" + *code : "/api/cases/" + record(name).text());
        if (refused_as_expected(is)) return;
        const std::string path = dot == what.npos ? "state" : what.substr(dot + 1);
        expect_value(values_.at(is.body, path));
    }

    void see_list(const std::string& list) {
        const Said is = ask("GET", "/api/cases?list=" + list);
        if (refused_as_expected(is)) return;
        expect_records(is);
    }

    void expect_records(const Said& is) {
        std::vector<std::string> names;
        for (const json::Value& item : is.body["items"].items())
            names.push_back(values_.name_of(item["id"].text()));
        expect_all(names);
    }

    // Who answers for each of the choices at a place.
    void see_routes() {
        const cases::Rules& part = part_named(object(1, "a part"));
        const std::string* at = act_->find("at");
        if (!at) fail("sees routes needs at=PLACE");
        const Said is = ask("GET", "/api/routes?part=" + part.name() +
                                       "&place=" + values_.place(*act_, *at).text());
        if (refused_as_expected(is)) return;
        std::vector<std::string> answering;
        for (const json::Value& one : is.body["coverage"].items()) {
            const std::string unit = values_.at(one, "unit.id");
            answering.push_back(one["word"].text() + " " + (unit.empty() ? "nobody" : unit));
        }
        expect_all(answering);
    }

    // Cases by the end of a reporter's number, or what a report of this would double.
    void find() {
        const std::string what = object(0, "the last four digits, or a part");
        Said is;
        if (what.find_first_not_of("0123456789") == what.npos) {
            is = ask("GET", "/api/lost?tail=" + what);
        } else {
            const cases::Rules& part = part_named(what);
            json::Writer body;
            body.open_object().field("part", part.name());
            body.key("values").raw(fields(part, {}));
            is = ask("POST", "/api/alike", body.close_object().take());
        }
        if (refused_as_expected(is)) return;
        expect_records(is);
    }

    // A report from a template, and words that must stand in it.
    void draft() {
        const std::string* at = act_->find("at");
        if (!at) fail("drafts needs at=PLACE");
        json::Writer body;
        body.open_object().field("template", object(0, "a template"));
        body.field("period", object(1, "a period")).field("place", values_.place(*act_, *at));
        const Said is = ask("POST", "/api/reports", body.close_object().take());
        if (refused_as_expected(is)) return;
        std::string prose;
        for (const json::Value& block : is.body["blocks"].items()) {
            for (const json::Value& segment : block["segments"].items())
                prose += segment["text"].text();
            prose += '\n';
        }
        for (const Expected& one : act_->expected) {
            const std::string words = text::joined(one, " ");
            if (prose.find(words) == prose.npos) {
                fail("expected “" + words + "” to stand in the report, and it reads:\n" + prose);
            }
        }
    }

    void may() {
        const std::string name = object(0, "a case");
        const auto code = values_.code(name);
        const Said is =
            ask("GET", code ? "/api/follow/" + *code : "/api/cases/" + record(name).text());
        if (refused_as_expected(is)) return;
        std::vector<std::string> steps;
        for (const json::Value& step : is.body["can"].items())
            steps.push_back(step.text());
        expect_all(steps);
    }

    void reveal() {
        const std::string what = object(0, "a value");
        const std::size_t dot = what.find('.');
        const Id id = record(what.substr(0, dot));
        json::Writer body;
        const std::string* purpose = act_->find("purpose");
        body.open_object().field("purpose", purpose ? *purpose : "").close_object();
        const Said is = ask("POST", "/api/cases/" + id.text() + "/reveal", body.take());
        if (refused_as_expected(is)) return;
        expect_value(values_.at(is.body, dot == what.npos ? "" : what.substr(dot + 1)));
    }

    void route() {
        const cases::Rules& part = part_named(object(0, "a part"));
        const std::string* at = act_->find("at");
        const std::string* to = act_->find("to");
        if (!at || !to) fail("routes needs at=PLACE and to=UNIT");
        const auto unit = stage_.unit(*to);
        if (!unit) fail("there is no unit " + *to);
        json::Writer body;
        body.open_object().field("part", part.name()).field("word", object(1, "a choice"));
        body.field("place", values_.place(*act_, *at)).field("unit", *unit).close_object();
        finish(ask("PUT", "/api/routes", body.take()));
    }

    void confirm() {
        const cases::Rules& part = part_named(object(0, "a part"));
        const std::string* at = act_->find("at");
        const std::string* count = act_->find("count");
        if (!at || !count) fail("confirms needs at=PLACE and count=NUMBER");
        json::Writer body;
        body.open_object().field("part", part.name()).field("period", object(1, "a period"));
        body.field("place", values_.place(*act_, *at)).key("count").raw(*count);
        finish(ask("POST", "/api/watches", body.close_object().take()));
    }

    void finish(const Said& is) {
        if (refused_as_expected(is)) return;
        compare_system_acts(act_->expected);
    }

    void the_clock() {
        cases::PassedOver passed;
        for (std::int64_t done = 1; done > 0;) {
            const auto ticked =
                stage_.store().write(stage_.tenant(), [&](store::Writer& db) -> Outcome<Done> {
                    done = cases::tick(db, stage_.desk(), passed);
                    return Done{};
                });
            CHECK(ticked && passed.empty());
        }
        compare_system_acts(act_->expected);
    }

    // ---- asking ----

    Said ask(std::string_view method, const std::string& path, const std::string& body = "") {
        before_ = last_seq();  // photos that come with an act are kept before it
        return said(stage_.ask(act_->who, method, path, body));
    }

    // True when the act was refused as the play says; fails when either says no alone.
    bool refused_as_expected(const Said& is) {
        // With a code; alone it is a state.
        const bool expected = act_->expects && act_->expected.front().size() > 1 &&
                              act_->expected.front().front() == "refused";
        if (!is.refusal && !expected) return false;
        if (!is.refusal)
            fail("expected " + text::joined(act_->expected.front(), " ") + ", and it was done");
        if (!expected) fail(in_words(*is.refusal));
        std::vector<std::string> words = {"refused", is.refusal->code};
        if (act_->expected.front().size() > 2) words.push_back(is.refusal->at);
        if (words != act_->expected.front()) {
            fail("expected " + text::joined(act_->expected.front(), " ") + ", and it is " +
                 in_words(*is.refusal));
        }
        if (last_seq() != before_) fail("it was refused, and something was written");
        return true;
    }

    // ---- comparing ----

    const Expected& first_expected() const {
        if (!act_->expects) fail("what follows must be said behind an arrow");
        return act_->expected.front();
    }

    void expect(const std::string& wanted, const std::string& is) const {
        if (wanted != is) fail("expected " + wanted + ", and it is " + is);
    }

    void expect_value(const std::string& is) const {
        if (act_->expects) expect(text::joined(first_expected(), " "), is.empty() ? "nothing" : is);
    }

    // A list, in its order.
    void expect_all(const std::vector<std::string>& are) const {
        if (!act_->expects) return;
        std::vector<std::string> wanted;
        for (const Expected& one : act_->expected)
            wanted.push_back(text::joined(one, " "));
        const std::string all = are.empty() ? "nothing" : text::joined(are, ", ");
        expect(text::joined(wanted, ", "), all);
    }

    // Behind the first: who was told, the code, and what the system did because of it.
    void expect_the_rest(const Id& id) {
        std::vector<Expected> acts;
        for (std::size_t i = 1; i < act_->expected.size(); ++i)
            acts.push_back(act_->expected[i]);
        std::erase_if(acts, [&](const Expected& one) { return told(one) || coded(one, id); });
        compare_system_acts(acts);
    }

    bool coded(const Expected& one, const Id& id) {
        if (one.size() != 2 || one[0] != "code") return false;
        if (code_.empty()) fail("no code was given");
        values_.name_code(*act_, one[1], code_, id);
        return true;
    }

    bool told(const Expected& one) {
        if (one[0] != "notice" && one[0] != "tell") return false;
        std::vector<std::string> who;
        for (const Member& member : play_.cast) {
            if (has_notice(member.name) &&
                std::find(who.begin(), who.end(), member.name) == who.end()) {
                who.push_back(member.name);
            }
        }
        std::vector<std::string> wanted(one.begin() + 1, one.end());
        std::sort(wanted.begin(), wanted.end());
        std::sort(who.begin(), who.end());
        if (wanted != who) {
            fail("expected a notice to " + text::joined(wanted, " ") + ", and it went to " +
                 (who.empty() ? "nobody" : text::joined(who, " ")));
        }
        return true;
    }

    bool has_notice(const std::string& name) {
        return stage_.store().read([&](store::Reader& db) {
            auto rows = db.query(notices_since, stage_.tenant(), *stage_.account(name), before_);
            return rows.next();
        });
    }

    // Acts that nobody of the cast did: each must be mentioned, and each mentioned one be done;
    // those of one case in their order.
    void compare_system_acts(std::vector<Expected> wanted) {
        std::erase_if(wanted, [&](const Expected& one) {
            return told(one) || text::joined(one, " ") == "nothing";
        });
        for (const Expected& did : system_acts()) {
            const auto next = std::find_if(wanted.begin(), wanted.end(), [&](const Expected& one) {
                return one.front() == did.front();
            });
            if (next == wanted.end()) {
                fail("this also happened, and the play does not say so: " + text::joined(did, " "));
            }
            if (*next != did) {
                fail("expected " + text::joined(*next, " ") + ", and it is " +
                     text::joined(did, " "));
            }
            wanted.erase(next);
        }
        if (!wanted.empty()) {
            fail("expected " + text::joined(wanted.front(), " ") + ", and it did not happen");
        }
    }

    // "R1 late accept 1", "R1 lapse closed": the case, the verb, and the step and the rung, or the
    // state.
    std::vector<Expected> system_acts() {
        std::vector<Expected> all;
        const auto lines = stage_.store().read(
            [&](store::Reader& db) { return journal::after(db, stage_.tenant(), before_, 1000); });
        for (const journal::Line& line : lines) {
            if (line.account || line.kind != "case" || !line.record) continue;
            if (!values_.known(*line.record)) continue;
            const json::Value body = json::Value::parse(line.body).value();
            if (line.verb == "report" || is_by_code(line)) continue;
            Expected words = {values_.name_of(line.record->text()), line.verb};
            for (const char* word : {"step", "rung", "to"}) {
                if (body.has(word)) words.push_back(values_.at(body, word));
            }
            all.push_back(std::move(words));
        }
        return all;
    }

    // A stranger's own act has no account either.
    bool is_by_code(const journal::Line& line) const {
        return act_->who == "someone" && line.verb == act_->verb;
    }

    // ---- figures ----

    void ask_figures(const Figures& figures) {
        for (const Count& count : figures.counts) {
            const auto fail_at = [&](const std::string& what) {
                throw Failed{figures.line, count.figure + ": " + what};
            };
            const catalogue::Figure* figure = figure_named(count.figure);
            if (!figure) fail_at("there is no such figure");
            const std::string_view who = stage_.who_counts(*figure);
            stage_.call_in(who);
            const std::string path = "/api/figures/" + figure->full_name();
            const std::string question =
                "?place=" + stage_.root().text() + "&period=" + period_of(figures);
            const Said is = said(stage_.ask(who, "GET", path + question));
            if (is.refusal) fail_at(in_words(*is.refusal));
            const std::string value = shown(is.body, *figure);
            if (value != count.value) {
                fail_at("expected " + count.value + ", and it is " + value);
            }
            using Kind = catalogue::Figure::Kind;
            if (figure->kind == Kind::sum || figure->kind == Kind::distinct) continue;
            const Said open =
                said(stage_.ask(who, "GET", path + "/records" + question + "&limit=200"));
            const auto behind = static_cast<std::int64_t>(open.body["items"].items().size()) +
                                open.body["hidden"].number();
            if (behind != is.body["count"].number()) {
                fail_at("it opens to " + std::to_string(behind) + " records");
            }
        }
    }

    // From the first day until now, when the play does not say which.
    std::string period_of(const Figures& figures) const {
        if (!figures.period.empty()) return figures.period;
        return play_.scenes.front().day.text() + "/" + Zone{}.day_of(stage_.now()).text();
    }

    const catalogue::Figure* figure_named(const std::string& name) const {
        if (const catalogue::Figure* figure = stage_.catalogue().figure(name)) return figure;
        return stage_.catalogue().figure(programme_of(play_.file) + "." + name);
    }

    // 3, 2/3, leak:2,dirt:1, or unknown: a zero that nobody vouches for.
    static std::string shown(const json::Value& answer, const catalogue::Figure& figure) {
        const std::string number = answer["count"].str();
        if (figure.kind == catalogue::Figure::Kind::share)
            return number + "/" + answer["among"].str();
        if (number == "0" && !answer["unwatched"].items().empty()) return "unknown";
        if (figure.by.empty()) return number;
        std::string parts;
        for (const json::Value& part : answer["parts"].items()) {
            parts += (parts.empty() ? "" : ",") + part["value"].text() + ":" + part["count"].str();
        }
        return parts.empty() ? "nothing" : parts;
    }

    const Play& play_;
    Stage stage_;
    Values values_;
    const Act* act_ = nullptr;
    std::int64_t before_ = 0;
    std::string code_;
};

}  // namespace

std::string Ended::complaint() const {
    if (!failed) return "";
    return file + ":" + std::to_string(failed->line) + ": " + failed->what;
}

Ended run(std::string_view source, const std::string& file, const Settings& settings) {
    Ended ended{file, std::nullopt, {}};
    const Outcome<Play> play = parse(source, file);
    if (!play) {
        const std::string& at = play.refusal().at;
        ended.failed = Failed{std::stoi(at.substr(at.rfind(':') + 1)), play.refusal().with};
        return ended;
    }
    try {
        Interpreter(play.value(), settings).play();
        ended.cited = play.value().cited();
    } catch (const Failed& failed) {
        ended.failed = failed;
    }
    return ended;
}

}  // namespace linli::plays
