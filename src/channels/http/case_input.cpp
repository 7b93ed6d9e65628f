#include "channels/http/case_input.h"

#include <algorithm>
#include <set>

#include "channels/http/render.h"
#include "kernel/cases/declare.h"

namespace linli::http {
namespace {

using namespace shape;

// What a step may ask for that no programme declares.
const std::set<std::string>& plain_names() {
    static const std::set<std::string> names = {"units",  "joint", "into",  "words",
                                                "photos", "limit", "party", "reason"};
    return names;
}

const json::Value& either(const json::Value& body, std::string_view name) {
    return body.has(name) ? body[name] : body["values"][name];
}

std::vector<Id> ids_in(const json::Value& value) {
    std::vector<Id> ids;
    if (const auto one = Id::parse(value.text())) ids.push_back(*one);
    for (const json::Value& item : value.items())
        ids.push_back(Id::parse(item.text()).value_or(Id{}));
    return ids;
}

// The values of declared fields alone.
json::Value declared_values(const json::Value& body, const cases::Rules& rules) {
    std::vector<std::pair<std::string, json::Value>> members;
    for (const auto& member : body["values"].members()) {
        const bool plain = plain_names().contains(member.first) && !rules.field(member.first);
        if (!plain) members.push_back(member);
    }
    return json::Value::of_object(std::move(members));
}

std::optional<Id> one_id(const json::Value& body, std::string_view name) {
    return Id::parse(body[name].text());
}

// A case, by its id or by the number that people say.
Id record_named(store::Reader& db, store::Tenant tenant, std::string_view name) {
    if (const auto id = Id::parse(name)) return *id;
    const auto number = cases::parse_number(name);
    const auto found =
        number ? cases::find_case(db, tenant, number->first, number->second) : std::nullopt;
    return found ? found->id : Id{};
}

}  // namespace

std::optional<json::Value> case_row(store::Reader& db, const Call& call, const Id& id) {
    const auto row = cases::row_json(db, desk_of(call), call.who, id, call.now());
    if (!row) return std::nullopt;
    return json::Value::parse(row.value()).value();
}

std::optional<json::Value> case_numbered(store::Reader& db, const Call& call,
                                         std::string_view number) {
    const Id id = record_named(db, call.tenant, number);
    return id ? case_row(db, call, id) : std::nullopt;
}

std::string StepAsked::text(std::string_view name) const {
    return either(body, name).text();
}

std::vector<Id> StepAsked::ids(std::string_view name) const {
    return ids_in(either(body, name));
}

StepAsked step_asked(const Call& call) {
    return {call.parameters.at("step"), call.edition, call.body, std::nullopt};
}

Outcome<Id> take_step(store::Writer& db, const cases::Desk& desk, const kernel::Asker& asker,
                      const Id& record, const StepAsked& asked) {
    const std::string& step = asked.step;
    const cases::Note note{asked.text("words"), asked.ids("photos"), asked.followed};
    if (step == "add") return cases::add(db, desk, asker, record, note);
    if (step == "withdraw") return cases::withdraw(db, desk, asker, record, note);
    if (step == "answer") return cases::answer(db, desk, asker, record, note);
    if (step == "merge") {
        const Id into = record_named(db, db.tenant(), asked.text("into"));
        return cases::merge(db, desk, asker, record, into);
    }
    if (step == "pause") return cases::pause(db, desk, asker, record, asked.text("reason"));
    if (step == "resume") return cases::resume(db, desk, asker, record);
    if (step == "extend") {
        return cases::extend(db, desk, asker, record, asked.text("limit"), asked.text("reason"));
    }
    if (step == "approve" || step == "decline") {
        return cases::decide(db, desk, asker, record, step == "approve", asked.text("reason"));
    }
    if (step == "recover") {
        return cases::recover(db, desk, asker, record, either(asked.body, "party").number());
    }
    if (step == "join") {
        cases::For whom;
        const json::Value& reporter = asked.body["reporter"];
        whom.person = one_id(reporter, "person");
        whom.unit = one_id(reporter, "unit");
        whom.name = reporter["name"].text();
        whom.phone = reporter["phone"].text();
        return cases::join(db, desk, asker, record, asked.text("words"), whom);
    }
    const auto found = cases::find_case(db, db.tenant(), record);
    if (!found) return Refusal{"no_such_case", "", ""};
    const cases::Rules* rules = desk.rules(found->part, found->version);
    CHECK(rules);
    cases::Doing doing{step, asked.edition, declared_values(asked.body, *rules), asked.ids("units"),
                       asked.followed};
    for (const Id& joint : asked.ids("joint"))
        doing.units.push_back(joint);
    return cases::act(db, desk, asker, record, doing);
}

cases::Report report_asked(const Call& call) {
    cases::Report report;
    const json::Value& body = call.body;
    const json::Value& reporter = body["reporter"];
    report.id = one_id(body, "id");
    report.part = body["part"].text();
    report.channel = body["channel"].text();
    if (report.channel.empty()) report.channel = reporter["channel"].text();
    if (report.channel.empty()) report.channel = "web";
    report.place = one_id(body, "place");
    report.fields = body["values"];
    report.whom.person = one_id(reporter, "person");
    report.whom.unit = one_id(reporter, "unit");
    report.whom.name = reporter["name"].text();
    report.whom.phone = reporter["phone"].text();
    return report;
}

namespace {

Shape field_shape() {
    const Shape choice = object({text("value").must(), words("title").must()});
    return object(
        {text("name").must(), text("kind").must(), words("title").must(), words("help"),
         flag("required").must(), text("required_unless"), flag("personal").must(),
         number("longest"), number("most"), number("least"), text("level"), list("of", choice)},
        "Field");
}

Shape hand_shape() {
    return object({flag("leads").must(), text("state").must(), ref("unit")}, "Hand");
}

Shape line_of_case_shape() {
    return object({number("seq").must(), instant("at").must(), text("actor").must(),
                   words("post_title").must(), text("verb").must(), text("hat").must(),
                   words("title").must(), text("to").must(), flag("late").must(),
                   flag("on_behalf").must(), words("note").must(), list("photos", id("")).must()},
                  "CaseLine");
}

Shape next_step_shape() {
    return object(
        {text("name").must(), words("title").must(), flag("built_in").must(), flag("danger").must(),
         flag("awaited").must().says("it is their turn to"), list("asks", field_shape()).must()},
        "CaseStep");
}

Shape deadline_shape() {
    const Shape reason = object({text("zh").must(), text("en").must()}, "Words");
    return object({instant("due"), number("calendar").must(), number("workdays_left"),
                   list("reasons", reason).must()},
                  "Deadline");
}

std::vector<Shape> row_members() {
    return {id("id").must(),
            text("number").must(),
            text("programme").must(),
            text("part").must(),
            words("part_title").must(),
            words("kind_title").must(),
            text("title").must(),
            text("state").must(),
            words("state_title").must(),
            flag("ended").must(),
            instant("opened").must(),
            instant("closed"),
            instant("since").must().says("in this state"),
            instant("due"),
            flag("paused").must(),
            flag("late").must(),
            ref("place").must(),
            text("turn").must(),
            words("turn_title").must(),
            number("joined").must(),
            words("request").says("more time, asked for and not yet decided; for staff"),
            flag("decides").says("whether it waits for whoever asks")};
}

}  // namespace

Shape step_shape() {
    return object({anything("values").says("What the step asks for, by field."),
                   list("units", id("")), text("into"), text("words"), list("photos", id("")),
                   text("limit"), text("reason"), number("party"),
                   member("reporter", object({id("person"), id("unit"),
                                              text("name").up_to(cases::party_name_characters_max),
                                              text("phone")}))},
                  "StepTaken");
}

Shape report_shape() {
    return object(
        {id("id").says("Made by a phone that was offline."), text("part").must(), text("channel"),
         id("place"), anything("values").must().says("What the report asks for, by field."),
         member("reporter",
                object({text("channel"), id("person"), id("unit"),
                        text("name").up_to(cases::party_name_characters_max), text("phone")}))},
        "CaseReported");
}

Shape receipt_shape() {
    return object(
        {id("id").must(), text("number").must(), text("code").must(), words("kind_title").must(),
         text("place").must(), text("state").must(), instant("opened").must(), instant("due"),
         words("due_title").must().says("what is due then"), text("office").must()},
        "Receipt");
}

// What a list shows of a case; a page has the members behind the line as well.
Shape case_shape() {
    return object(row_members(), "Case");
}

Shape alike_shape() {
    return object({id("id").must(), text("number").must(), text("state").must(),
                   instant("opened").must(), words("state_title").must(),
                   words("kind_title").must(), text("place").must(), number("parties").must()});
}

Shape lost_shape() {
    std::vector<Shape> members = row_members();
    members.push_back(number("party").must());
    members.push_back(text("party_name").must().says("masked"));
    return object(std::move(members), "LostCode");
}

Shape case_page_shape() {
    std::vector<Shape> members = row_members();
    for (Shape& shape : std::vector<Shape>{
             number("version").must().says("of the programme it was opened under"),
             number("edition").must(), text("channel").must(), words("channel_title").must(),
             text("intake").must(), id("merged_into"),
             words("due_title").must().says("what is due"),
             anything("values").must().says("by field"),
             anything("names").must().says("what the ids among them are called"),
             list("fields", field_shape()).must(), list("hands", hand_shape()).must(),
             member("reporter", reporter_shape()), member("deadline", deadline_shape()),
             list("can", text("")).must(), list("steps", next_step_shape()).must(),
             list("timeline", line_of_case_shape()).must()}) {
        members.push_back(std::move(shape));
    }
    return object(std::move(members), "CasePage");
}

Shape reporter_shape() {
    return object({text("name").must(), text("phone").must(), id("person"), id("unit"),
                   number("party").must()});
}

Shape part_shape() {
    const Shape channel =
        object({text("value").must(), words("title").must(), flag("staff").must()});
    const Shape state = object({text("name").must(), words("title").must(), flag("ends").must()});
    const Shape step =
        object({text("name").must(), words("title").must(), list("from", text("")).must(),
                text("to").must().says("empty: it stays where it is"), text("by").must(),
                text("or").must(), words("within").must()});
    return object(
        {text("programme").must(), text("part").must(), number("version").must(),
         words("title").must(),
         words("help").must().says("for whoever has to choose; may be empty"),
         list("fields", field_shape()).must(),
         list("asks", text("")).must().says("the fields that a report asks for"),
         list("channels", channel).must(), flag("anonymous").must(), flag("joins").must(),
         flag("confidential").must().says("told to a team: /api/parts/{part}/hearers says to whom"),
         text("routes").must().says("the field that, with the place, says which unit answers"),
         list("states", state).must(), text("watched").must(), list("steps", step).must()},
        "Part");
}

}  // namespace linli::http
