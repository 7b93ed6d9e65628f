#include "kernel/cases/page.h"

#include <algorithm>

#include "access/accounts.h"
#include "access/erased.h"
#include "base/text.h"
#include "kernel/cases/verbs.h"
#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"

namespace linli::cases::page {
namespace {

constexpr std::size_t title_characters_max = 40;

// What the case waits for: its next step, or a word on what was asked.
bool is_awaited(const OpenCase& open, const std::string& name) {
    const Step* awaited = open.awaited();
    return (awaited && awaited->name == name) || name == "approve";
}

fields::Field asked(std::string name, std::string kind, Words title, bool required) {
    fields::Field field;
    field.name = std::move(name);
    field.kind = std::move(kind);
    field.title = std::move(title);
    field.required = required;
    if (field.kind == "text") field.longest = 500;
    if (field.kind == "photo") field.most = 6;
    return field;
}

// What the steps that every case has ask for.
std::vector<fields::Field> asked_by(const std::string& step, const OpenCase& open) {
    const fields::Field why = asked("reason", "text", {"理由", "Reason"}, true);
    const fields::Field words = asked("words", "text", {"内容", "Words"}, step == "answer");
    if (step == "add" || step == "answer") {
        fields::Field said = words;
        if (step == "add") said.required_unless = "photos";
        return {said, asked("photos", "photo", {"照片", "Photos"}, false)};
    }
    if (step == "withdraw") return {words};
    if (step == "pause" || step == "decline") return {why};
    if (step == "merge") return {asked("into", "text", {"并入的编号", "Into number"}, true)};
    if (step == "recover") return {};
    if (step == "extend") {
        fields::Field limit = asked("limit", "choice", {"延长多久", "How much longer"}, true);
        const Limit most = open.rules->extend->most;
        for (std::int64_t count = 1; count <= most.count; ++count) {
            const Limit one{count, most.unit};
            limit.of.push_back({one.text(), one.words()});
        }
        return {limit, why};
    }
    return {};
}

}  // namespace

void write_field(json::Writer& writer, const fields::Field& field) {
    writer.open_object().field("name", field.name).field("kind", field.kind);
    write_words(writer, "title", field.title);
    if (!field.help.empty()) write_words(writer, "help", field.help);
    writer.field("required", field.required).field("personal", field.personal);
    if (!field.required_unless.empty()) writer.field("required_unless", field.required_unless);
    if (field.longest > 0) writer.field("longest", field.longest);
    if (field.most > 0) writer.field("most", field.most);
    if (field.least != 0) writer.field("least", field.least);
    if (!field.level.empty()) writer.field("level", field.level);
    if (!field.of.empty()) {
        writer.key("of").open_array();
        for (const fields::Choice& choice : field.of) {
            writer.open_object().field("value", choice.value);
            write_words(writer, "title", choice.title);
            writer.close_object();
        }
        writer.close_array();
    }
    writer.close_object();
}

Show::Show(store::Reader& db, const Desk& desk, const access::Who& who, Instant now)
    : db_(db),
      desk_(desk),
      who_(who),
      now_(now),
      today_(desk.means.zone.day_of(now).text()),
      addresses_(db, desk.means, who.tenant) {}

// Whoever is there by a post and not only as a party.
bool Show::staff(const OpenCase& open) const {
    const bool hat = std::any_of(open.standing.hats.begin(), open.standing.hats.end(),
                                 [](const auto& worn) { return worn.second != nullptr; });
    // In what was told in confidence whoever told it is no staff, whatever else they hold.
    if (open.rules->confidential) {
        return hat || sees_part(desk_, who_, *open.rules, open.record.path);
    }
    return hat || !open.standing.party ||
           access::may(who_, *desk_.means.roles, "cases.see", open.record.path);
}

bool Show::knows_report(const OpenCase& open) const {
    return staff(open) || open.standing.party->position == 0;
}

// A party sees what they wrote and what they were told; a neighbour not what the first one wrote.
bool Show::may_read(const OpenCase& open, const fields::Field& field) const {
    if (staff(open)) return true;
    const auto& early = open.rules->asked;
    const bool reported = std::find(early.begin(), early.end(), field.name) != early.end();
    const bool open_to_all = !is_sealed(*open.rules, field) && field.kind != "photo";
    return reported ? knows_report(open) || open_to_all : !field.personal;
}

// Words and photos that came with an act are for staff and for whoever said them; what the
// reporter is asked is for the parties.
bool Show::may_hear(const OpenCase& open, const journal::Line& one, const json::Value& body) const {
    if (staff(open) || one.verb == "pause") return true;
    if (one.account && *one.account == who_.account && !who_.stranger()) return true;
    const Party* party = open.standing.party;
    return party && body["party"].number(-1) == party->position;
}

bool Show::may_see_photo(const OpenCase& open, const Id& photo) const {
    for (const fields::Field& field : open.rules->fields) {
        if (field.kind != "photo") continue;
        for (const json::Value& item : open.record.fields[field.name].items()) {
            if (item.text() == photo.text()) return may_read(open, field);
        }
    }
    for (const journal::Line& one : journal::timeline(db_, who_.tenant, open.record.id)) {
        const Verb* known = verb(one.verb);
        if (!staff(open) && known && known->inside) continue;
        const json::Value body = json::Value::parse(one.body).value();
        const std::vector<std::string> named = text::split(body["photos"].text(), ' ');
        if (std::find(named.begin(), named.end(), photo.text()) != named.end()) {
            return may_hear(open, one, body);
        }
    }
    return false;
}

// What was closed before its place moved keeps the path of its day, at which nothing stands now.
access::Path Show::path_now(const Case& record) {
    if (!record.closed) return record.path;
    return addresses_.directory().text("path", record.place.text(), [&] {
        const auto place = registry::place(db_, who_.tenant, record.place);
        CHECK(place);
        return place->path;
    });
}

std::string Show::place_name(const Case& record) {
    return addresses_.of(addresses_.outside(path_now(record)));
}

// Neighbours learn the building and not the house.
access::Path Show::as_known(const OpenCase& open, std::string_view path) {
    return knows_report(open) ? access::Path(path) : addresses_.outside(path);
}

access::Path Show::path_of(const OpenCase& open) {
    return as_known(open, path_now(open.record));
}

json::Value Show::shown(const OpenCase& open, const fields::Field& field) {
    const json::Value value = value_of(db_, desk_, who_.tenant, open, field);
    const auto id = field.kind == "place" ? Id::parse(value.text()) : std::nullopt;
    const auto place = id ? registry::place(db_, who_.tenant, *id) : std::nullopt;
    return place ? json::Value::of_text(addresses_.id_of(as_known(open, place->path))) : value;
}

std::string Show::account_name(const std::optional<Id>& id) {
    if (!id) return "";
    const auto known = names_.find(*id);
    if (known != names_.end()) return known->second;
    const auto account = access::account(db_, who_.tenant, *id);
    return names_[*id] = account ? account->name : "";
}

std::string Show::unit_name(const Id& id) {
    return addresses_.directory().text("unit", id.text(), [&] {
        const auto unit = registry::unit(db_, who_.tenant, id);
        return unit ? unit->name : "";
    });
}

std::string Show::name_of(const OpenCase& open, const fields::Field& field, const Id& id) {
    if (field.kind == "unit") return unit_name(id);
    if (field.kind == "person") {
        const auto person = registry::survivor(db_, who_.tenant, id);
        return person ? person->name : "";
    }
    const auto place = registry::place(db_, who_.tenant, id);
    return place ? addresses_.of(as_known(open, place->path)) : "";
}

Words Show::said(const OpenCase& open, const fields::Field& field, const json::Value& value) {
    for (const fields::Choice& choice : field.of) {
        if (choice.value == value.text()) return choice.title;
    }
    if (field.kind == "yes_no") return value.flag() ? Words{"是", "Yes"} : Words{"否", "No"};
    if (value.is_whole()) {
        const std::string number = std::to_string(value.number());
        return {number, number};
    }
    if (const auto id = Id::parse(value.text())) {
        const std::string name = name_of(open, field, *id);
        return {name, name};
    }
    return {value.text(), value.text()};
}

// The part, and what the first choice says: 社情民意在线 · 居民楼渗水堵塞.
Words Show::kind_title(const OpenCase& open) const {
    for (const fields::Field& field : open.rules->fields) {
        if (field.kind != "choice") continue;
        for (const fields::Choice& choice : field.of) {
            if (choice.value == open.record.fields[field.name].text()) return choice.title;
        }
        break;
    }
    return open.rules->title;
}

Words Show::due_title(const OpenCase& open) const {
    const Step* awaited = open.awaited();
    return awaited ? open.rules->steps.at(awaited->name) : Words{};
}

std::string Show::title(const OpenCase& open) {
    const std::vector<std::string>& reported = open.rules->asked;
    for (const fields::Field& field : open.rules->fields) {
        if (field.kind != "text" || !open.record.fields.has(field.name)) continue;
        if (std::find(reported.begin(), reported.end(), field.name) == reported.end()) continue;
        if (!may_read(open, field)) break;
        const std::string story = value_of(db_, desk_, who_.tenant, open, field).text();
        return text::first(story, title_characters_max);
    }
    return "";
}

// Whose turn it is: their names, and what they are.
std::pair<std::string, Words> Show::turn(const OpenCase& open) {
    const Case& record = open.record;
    if (record.turn.empty()) return {"", {}};
    if (record.turn == reporter) return {"", {"反映人", "Reporter"}};
    if (record.turn == handler) {
        for (const Hand& hand : open.hands) {
            if (!hand.holds() || !hand.leads || !hand.unit) continue;
            const std::string name = unit_name(*hand.unit);
            return {name, {name, name}};
        }
    }
    const auto role = posts::role_book(desk_.means).find(record.turn);
    const Words title = role ? role->title : Words{"经办人", "Handler"};
    if (!staff(open)) return {"", title};
    if (record.turn == handler) return {names_of_movers(open), title};
    // Who holds a role on the way follows from the posts of the day.
    const std::string seat = record.turn + " " + today_ + " " + record.path;
    return {addresses_.directory().text("turn", seat, [&] { return names_of_movers(open); }),
            title};
}

std::string Show::names_of_movers(const OpenCase& open) {
    std::string names;
    for (const Id& account : movers(db_, who_.tenant, desk_, open.record.turn, open.record,
                                    open.parties, open.hands, now_)) {
        names += (names.empty() ? "" : "、") + account_name(account);
    }
    return names;
}

bool Show::waits_for(const std::optional<Id>& seat, std::string_view role) const {
    return std::any_of(who_.grants.begin(), who_.grants.end(), [&](const access::Grant& grant) {
        return grant.role == role && seat == (grant.unit ? *grant.unit : grant.place);
    });
}

void Show::row(json::Writer& writer, const OpenCase& open, std::int64_t speakers) {
    const Case& record = open.record;
    writer.field("id", record.id).field("number", record.number());
    writer.field("programme", record.programme).field("part", record.part);
    write_words(writer, "part_title", open.rules->title);
    write_words(writer, "kind_title", kind_title(open));
    writer.field("title", title(open)).field("state", record.state);
    write_words(writer, "state_title", open.rules->states.at(record.state));
    writer.field("ended", record.closed.has_value()).field("opened", record.opened);
    writer.field("closed", record.closed).field("since", record.since).field("due", record.due);
    writer.field("paused", record.paused);
    writer.field("late", record.due ? now_ > *record.due : record.late && record.closed);
    const access::Path place = path_of(open);
    writer.key("place").open_object().field("id", addresses_.id_of(place));
    writer.field("name", addresses_.of(place)).close_object();
    const auto [names, role] = turn(open);
    writer.field("turn", names.empty() ? role.zh : names);
    write_words(writer, "turn_title", role);
    if (const auto more = Limit::parse(record.request.limit); more && staff(open)) {
        write_words(writer, "request", more->words());
        writer.field("decides", record.request.by != who_.account &&
                                    waits_for(record.request.seat, record.request.decider));
    }
    writer.field("joined", speakers - 1);
}

void Show::page(json::Writer& writer, const OpenCase& open) {
    const Case& record = open.record;
    writer.field("version", record.version).field("edition", record.edition);
    const auto channel = desk_.channels.find(record.channel);
    const Words by = channel != desk_.channels.end() ? channel->second.title
                                                     : Words{record.channel, record.channel};
    writer.field("channel", record.channel);
    write_words(writer, "channel_title", by);
    writer.field("intake", record.intake ? unit_name(*record.intake) : "");
    writer.field("merged_into", record.merged_into);
    write_words(writer, "due_title", due_title(open));
    values(writer, open);
    hands(writer, open);
    writer.key("reporter");
    const auto first = std::find_if(open.parties.begin(), open.parties.end(),
                                    [](const Party& party) { return !party.gone; });
    if (first == open.parties.end() || (!staff(open) && !open.standing.wears(reporter))) {
        writer.null();
    } else {
        party(writer, open, *first, true);
    }
    deadline(writer, open);
    const std::vector<std::string> next = can(db_, desk_, who_, open, now_);
    writer.key("can").open_array();
    for (const std::string& name : next)
        writer.text(name);
    writer.close_array();
    steps(writer, open, next);
    timeline(writer, open);
}

void Show::values(json::Writer& writer, const OpenCase& open) {
    std::map<std::string, std::string> names;
    writer.key("values").open_object();
    for (const fields::Field& field : open.rules->fields) {
        if (!open.record.fields.has(field.name) || !may_read(open, field)) continue;
        const json::Value value = shown(open, field);
        value.write(writer.key(field.name));
        const bool refers = field.kind == "place" || field.kind == "unit" || field.kind == "person";
        const auto id = refers ? Id::parse(value.text()) : std::nullopt;
        if (id) names[id->text()] = name_of(open, field, *id);
    }
    writer.close_object().key("names").open_object();
    for (const auto& [id, name] : names)
        writer.field(id, name);
    writer.close_object().key("fields").open_array();
    for (const fields::Field& field : open.rules->fields)
        write_field(writer, field);
    writer.close_array();
}

void Show::hands(json::Writer& writer, const OpenCase& open) {
    writer.key("hands").open_array();
    for (const Hand& hand : open.hands) {
        if (!hand.holds()) continue;
        writer.open_object().field("leads", hand.leads).field("state", hand.state);
        writer.key("unit");
        if (hand.unit) {
            writer.open_object().field("id", *hand.unit).field("name", unit_name(*hand.unit));
            writer.close_object();
        } else {
            writer.null();
        }
        writer.close_object();
    }
    writer.close_array();
}

void Show::party(json::Writer& writer, const OpenCase& open, const Party& party, bool masked) {
    std::string name = opened(open, "name", json::Value::of_text(party.name));
    std::string phone = opened(open, "phone", json::Value::of_text(party.phone));
    if (party.person) {
        const auto person = registry::survivor(db_, who_.tenant, *party.person);
        if (person && name.empty()) name = person->name;
        if (person && phone.empty()) {
            const auto secrets = registry::open_secrets(db_, desk_.means, who_.tenant, *person);
            if (!secrets.phones.empty()) phone = secrets.phones.front();
        }
    }
    if (party.unit && name.empty()) name = unit_name(*party.unit);
    if (name.empty() && party.account) name = account_name(party.account);
    const bool own = open.standing.party && open.standing.party->position == party.position;
    if (masked && !own && name != access::erased_name) {
        if (!party.unit) name = fields::mask("name", name);
        phone = fields::mask("phone", phone);
    }
    writer.open_object().field("name", name).field("phone", phone);
    writer.field("person", party.person).field("unit", party.unit);
    writer.field("party", party.position).close_object();
}

std::string Show::opened(const OpenCase& open, std::string_view field, const json::Value& sealed) {
    if (sealed.text().empty()) return "";
    return open_value(db_, desk_, who_.tenant, open.record, field, sealed).text();
}

void Show::deadline(json::Writer& writer, const OpenCase& open) {
    writer.key("deadline");
    if (open.record.clock.empty()) {
        writer.null();
        return;
    }
    const SharedCalendar known = calendar_of(db_, who_.tenant, open.record.calendar);
    const Calendar& calendar = *known;
    const Deadline found = cases::deadline(open.record.clock, calendar, desk_.means.zone);
    writer.open_object().field("due", found.due).field("calendar", found.calendar);
    if (found.due) {
        const Zone zone = desk_.means.zone;
        writer.field("workdays_left",
                     workdays_between(calendar, zone.day_of(now_), zone.day_of(*found.due)));
    }
    writer.key("reasons").open_array();
    for (const Reason& reason : found.reasons) {
        const Words words = reason.words(desk_.means.zone);
        writer.open_object().field("zh", words.zh).field("en", words.en).close_object();
    }
    writer.close_array().close_object();
}

void Show::steps(json::Writer& writer, const OpenCase& open, const std::vector<std::string>& next) {
    const auto first = [&](const std::string& name) { return is_awaited(open, name); };
    std::vector<std::string> names = next;
    std::stable_partition(names.begin(), names.end(), first);
    writer.key("steps").open_array();
    for (const std::string& name : names) {
        // They have ways of their own: a window, a button beside the number.
        if (name != "recover" && name != "reveal") step(writer, open, name);
    }
    writer.close_array();
}

void Show::step(json::Writer& writer, const OpenCase& open, const std::string& name) {
    const Step* declared = open.flow().step(name);
    writer.open_object().field("name", name);
    const bool for_them = name == "withdraw" && !open.standing.party;
    write_words(writer, "title",
                for_them ? Words{"代为撤回", "Withdraw for them"} : verb_title(*open.rules, name));
    writer.field("built_in", declared == nullptr);
    writer.field("danger", declared ? declared->danger : verb(name)->danger);
    writer.field("awaited", is_awaited(open, name));
    writer.key("asks").open_array();
    if (!declared) {
        for (const fields::Field& field : asked_by(name, open))
            write_field(writer, field);
    } else {
        const Names needed = needed_now(open, *declared);
        for (const fields::Field& field : open.rules->fields) {
            const bool asked = declared->needs.contains(field.name);
            if (!asked && !declared->asks.contains(field.name)) continue;
            fields::Field now = field;
            now.required = needed.contains(field.name);
            now.required_unless.clear();  // of the report alone
            write_field(writer, now);
        }
        if (declared->assigns == Step::Assigns::units) {
            write_field(writer, asked("units", "unit", {"主办单位", "Unit in the lead"}, true));
            write_field(writer, asked("joint", "unit", {"协办单位", "Joint unit"}, false));
        }
    }
    writer.close_array().close_object();
}

void Show::timeline(json::Writer& writer, const OpenCase& open) {
    writer.key("timeline").open_array();
    for (const journal::Line& one : journal::timeline(db_, who_.tenant, open.record.id)) {
        const Verb* known = verb(one.verb);
        if (!staff(open) && known && known->inside) continue;
        const Outcome<json::Value> body = json::Value::parse(one.body);
        CHECK(body);
        line(writer, open, one, body.value());
    }
    writer.close_array();
}

void Show::line(json::Writer& writer, const OpenCase& open, const journal::Line& one,
                const json::Value& body) {
    const std::string& hat = body["hat"].text();
    const bool own = one.account && *one.account == who_.account && !who_.stranger();
    const bool by_party =
        hat == reporter || one.verb == "join" || (one.verb == "report" && hat.empty());
    Words role;
    if (hat == the_clock || (!one.account && !by_party)) {
        role = {"系统", "System"};
    } else if (by_party) {
        role = one.verb == "join" ? Words{"邻居", "Neighbour"} : Words{"反映人", "Reporter"};
    } else if (one.post) {
        const auto post = posts::post(db_, who_.tenant, *one.post);
        const auto held = post ? posts::role_book(desk_.means).find(post->role) : nullptr;
        if (held) role = held->title;
        if (post && post->unit) {
            const std::string unit = unit_name(*post->unit);
            role = {unit, unit};
        }
    }
    if (body["stand_in"].flag()) role = {role.zh + "（代班）", role.en + " (stand-in)"};
    // Neighbours and the reporter do not learn each other's names, nor those of staff.
    const bool named = own || (staff(open) && !by_party);
    writer.open_object().field("seq", one.seq).field("at", one.at);
    writer.field("actor", named ? account_name(one.account) : "");
    write_words(writer, "post_title", role);
    writer.field("verb", one.verb).field("hat", hat);
    write_words(writer, "title", did(open, one, body));
    writer.field("to", body["to"].text()).field("late", body.has("late"));
    writer.field("on_behalf", hat != reporter && one.behalf_of.has_value());
    write_words(writer, "note", note(open, one, body));
    writer.key("photos").open_array();
    for (const std::string& photo : text::split(body["photos"].text(), ' ')) {
        if (!photo.empty() && may_hear(open, one, body)) writer.text(photo);
    }
    for (const fields::Field& field : open.rules->fields) {
        if (field.kind != "photo" || !may_read(open, field)) continue;
        for (const json::Value& photo : body["fields"][field.name].items())
            writer.text(photo.text());
    }
    writer.close_array().close_object();
}

// What was done, in words: of a deadline that passed, which, and how often it was said.
Words Show::did(const OpenCase& open, const journal::Line& one, const json::Value& body) const {
    const auto step = open.rules->steps.find(body["step"].text());
    if (one.verb != "late" || step == open.rules->steps.end()) {
        return verb_title(*open.rules, one.verb);
    }
    const bool again = body["rung"].number() > 1;
    return {"“" + step->second.zh + "”" + (again ? "仍未办，再次提醒" : "超期"),
            "“" + step->second.en + (again ? "” is still late" : "” is late")};
}

// What was said with the act: the words and fields that this person may read.
Words Show::note(const OpenCase& open, const journal::Line& one, const json::Value& body) {
    Words note;
    const auto more = [&](const Words& title, const Words& said) {
        if (said.zh.empty()) return;
        const bool stopped = note.zh.empty() || note.zh.ends_with("。") || note.zh.ends_with("？");
        note.zh += (stopped ? "" : "；") + (title.zh.empty() ? "" : title.zh + "：") + said.zh;
        note.en += (note.en.empty() ? ""
                    : stopped       ? " "
                                    : "; ") +
                   (title.en.empty() ? "" : title.en + ": ") + said.en;
    };
    if (body.has("words") && may_hear(open, one, body)) {
        const std::string words = opened(open, "words", body["words"]);
        more({}, {words, words});
    }
    if (body.has("hands")) {
        Words units;
        for (const json::Value& hand : body["hands"].items()) {
            const auto unit = Id::parse(hand["unit"].text());
            if (!unit) continue;
            units.zh += (units.zh.empty() ? "" : "、") + unit_name(*unit);
            units.en += (units.en.empty() ? "" : ", ") + unit_name(*unit);
        }
        more({}, units);
    }
    const Step* step = open.flow().step(one.verb);
    for (const auto& [name, value] : body["fields"].members()) {
        const fields::Field* field = open.rules->field(name);
        if (!field || field->kind == "photo" || !may_read(open, *field)) continue;
        if (!staff(open) && step && step->gives_back) continue;
        const json::Value plain =
            is_sealed(*open.rules, *field)
                ? open_value(db_, desk_, who_.tenant, open.record, name, value)
                : value;
        more(field->title, said(open, *field, plain));
    }
    if (const auto limit = Limit::parse(body["limit"].text())) more({}, limit->words());
    if (one.verb == "late") more({"已告知", "told"}, roles(body["told"].text()));
    return note;
}

// Those whom a rung of the late ladder told.
Words Show::roles(std::string_view names) const {
    Words all;
    for (const std::string& name : text::split(names, ' ')) {
        const auto role = posts::role_book(desk_.means).find(name);
        if (name != whoever_is_due && !role) continue;
        const Words title = role ? role->title : Words{"经办人", "whoever is due"};
        all.zh += (all.zh.empty() ? "" : "、") + title.zh;
        all.en += (all.en.empty() ? "" : ", ") + title.en;
    }
    return all;
}

}  // namespace linli::cases::page
