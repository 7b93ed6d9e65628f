#include "kernel/cases/act.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "kernel/registry/places.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql drop_alarms{"cases.drop_alarms",
                          "delete from alarms where tenant = ? and record = ?"};
constexpr Sql put_alarm{"cases.put_alarm",
                        "insert into alarms (tenant, at, record, kind) values (?, ?, ?, ?)"};
constexpr Sql put_notice{
    "cases.notice",
    "insert into notices (tenant, account, seq, at, kind, record, words_zh, words_en, read) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?)"};

std::string quoted(std::string_view value) {
    return json::Writer().text(value).take();
}

void replace_all(std::string& text, std::string_view blank, std::string_view value) {
    for (std::size_t at = text.find(blank); at != std::string::npos;
         at = text.find(blank, at + value.size())) {
        text.replace(at, blank.size(), value);
    }
}

// When the pause that lasts began; more time may have been given meanwhile.
Instant paused_at(const std::vector<Event>& clock) {
    const auto last = std::find_if(clock.rbegin(), clock.rend(), [](const Event& event) {
        return event.kind == Event::Kind::paused;
    });
    CHECK(last != clock.rend());
    return last->at;
}

json::Value with_member(const json::Value& object, const std::string& name, json::Value value) {
    std::vector<std::pair<std::string, json::Value>> members;
    for (const auto& member : object.members()) {
        if (member.first != name) members.push_back(member);
    }
    if (!value.is_null()) members.emplace_back(name, std::move(value));
    return json::Value::of_object(std::move(members));
}

}  // namespace

Act::Act(store::Writer& db, const Desk& desk, const kernel::Asker& asker, OpenCase& open,
         std::string verb)
    : db_(db),
      desk_(desk),
      asker_(asker),
      open_(open),
      verb_(std::move(verb)),
      before_(open.record),
      waited_(waits_of(open.record, open.hands)),
      line_(asker.line("case", open.record.id, verb_)) {}

Act Act::of_new(store::Writer& db, const Desk& desk, const kernel::Asker& asker, OpenCase& open) {
    Act act(db, desk, asker, open, "report");
    act.new_ = true;
    act.waited_ = {};
    insert_case(db, open.record);  // before whatever points to it
    return act;
}

const Calendar& Act::calendar() {
    if (!calendar_) calendar_ = calendar_now(db_, db_.tenant());
    return *calendar_;
}

void Act::say(std::string_view name, std::string_view value) {
    said_.emplace_back(name, quoted(value));
}

void Act::say(std::string_view name, std::int64_t value) {
    said_.emplace_back(name, std::to_string(value));
}

void Act::with_grant(const access::Grant* grant, std::string_view hat) {
    say("hat", hat);
    if (!grant) return;
    line_.post = grant->post;
    if (grant->stand_in) said_.emplace_back("stand_in", "true");
}

void Act::fill(const std::vector<std::pair<const fields::Field*, json::Value>>& values) {
    for (const auto& [field, value] : values) {
        json::Value kept = value;
        if (is_sealed(*open_.rules, *field) && !value.is_null()) {
            kept = seal_value(db_, desk_, db_.tenant(), record(), field->name, value);
        }
        record().fields = with_member(record().fields, field->name, kept);
        filled_.emplace_back(field->name, std::move(kept));
        if (!new_ && field->find) drop_facts(db_, record(), field->name);
        put_field_facts(db_, record(), *field, value);
    }
}

void Act::take(const Step& step, const std::vector<Id>& units, const Id& post) {
    note_step(step);
    if (step.gives_back && open_.standing.hand) {
        for (Hand& hand : open_.hands) {
            if (hand.position == open_.standing.hand->position) release(hand);
        }
    }
    if (step.assigns != Step::Assigns::nobody) call(step, units, post);
    if (step.by == handler && !step.gives_back) {
        for (Hand& hand : open_.hands) {
            if (!hand.holds() || !hand.leads || step.to == record().state) continue;
            hand.state = "answered";
            put_hand(db_, record().id, hand);
        }
    }
    if (step.to != record().state) enter(step.to);
}

// The fact by which figures count the step, and whether it was in time.
void Act::note_step(const Step& step) {
    std::string word;
    const Step* awaited = open_.awaited();
    const bool ends_the_wait = awaited && step.to != record().state && !record().clock.empty();
    if (ends_the_wait && record().due) {
        const bool late = now() > *record().due;
        if (awaited->name == step.name) word = late ? "late" : "in_time";
        say("due", record().due->micros);
        if (late) {
            say("late", now().micros - record().due->micros);
            record().late = true;
        }
    } else if (ends_the_wait && awaited->name == step.name) {
        word = "in_time";  // the clock stood still
    }
    if (word.empty()) word = "no_limit";
    put_fact(db_, record(), "step." + step.name, word, now().micros);
}

void Act::call(const Step& step, const std::vector<Id>& units, const Id& post) {
    std::int64_t position = 0;
    for (Hand& hand : open_.hands) {
        if (hand.holds()) release(hand);
        position = hand.position + 1;
    }
    const std::string role = step.by == handler && !step.or_by.empty() ? step.or_by : step.by;
    json::Writer said;
    said.open_array();
    for (const Id& unit : units) {
        const bool leads = unit == units.front();
        open_.hands.push_back({position++, unit, {}, role, leads, "asked", now()});
        put_hand(db_, record().id, open_.hands.back());
        list_given(db_, record(), unit);
        said.open_object().field("unit", unit).field("leads", leads).close_object();
    }
    if (step.assigns == Step::Assigns::me) {
        open_.hands.push_back({position, {}, post, role, true, "asked", now()});
        put_hand(db_, record().id, open_.hands.back());
        said.open_object().field("post", post).field("leads", true).close_object();
    }
    said_.emplace_back("hands", said.close_array().take());
}

void Act::release(Hand& hand) {
    hand.state = "released";
    put_hand(db_, record().id, hand);
}

void Act::enter(const std::string& state) {
    const bool was_closed = record().closed.has_value();
    record().state = state;
    record().since = now();
    record().paused = false;
    record().request = {};
    record().rung = 0;
    entered_ = true;
    if (open_.flow().ends(state)) return close(state);
    record().closed.reset();
    if (was_closed) drop_facts(db_, record(), "closed");
    if (was_closed) follow_place();
    for (Hand& hand : open_.hands) {
        // Whoever had it in hand has it again.
        if (!hand.leads || hand.state != "answered") continue;
        const Step* awaited = open_.flow().awaited(state);
        if (!awaited || awaited->by != handler) continue;
        hand.state = "asked";
        put_hand(db_, record().id, hand);
    }
    start_clock();
    sit();
}

void Act::close(const std::string& state) {
    record().state = state;
    record().since = now();
    record().closed = now();
    record().clock.clear();
    record().due.reset();
    record().paused = false;
    record().request = {};
    entered_ = true;
    drop_facts(db_, record(), "closed");
    put_fact(db_, record(), "closed", state, now().micros);
    sit();
}

// What is open goes with its place; what was closed while the place moved catches up.
void Act::follow_place() {
    const auto place = registry::place(db_, db_.tenant(), record().place);
    CHECK(place);
    record().path = place->path;
}

void Act::start_clock() {
    record().clock.clear();
    const Step* awaited = open_.flow().awaited(record().state);
    if (awaited) {
        if (const auto limit = Rules::limit_of(*awaited, open_.choices())) {
            record().clock.push_back({Event::Kind::started, now(), *limit});
        }
    }
    reckon();
}

void Act::event(Event::Kind kind, Limit limit, std::optional<Instant> at) {
    record().clock.push_back({kind, at.value_or(now()), limit});
    record().paused =
        kind == Event::Kind::paused || (record().paused && kind != Event::Kind::resumed);
    reckon();
}

void Act::reckon() {
    record().due.reset();
    if (record().clock.empty()) return;
    record().due = deadline(record().clock, calendar(), desk_.means.zone).due;
    record().calendar = calendar().version;
    if (record().rung > 0 && record().due && *record().due > now()) climb_down();
}

// There is more time than when it was late: in this state it is not, and the ladder begins anew.
void Act::climb_down() {
    record().rung = 0;
    record().late = forget_late(db_, record());
}

void Act::sit() {
    record().turn.clear();
    record().seat.reset();
    if (const Step* awaited = open_.awaited()) sit_for(*awaited);
    if (!record().request.limit.empty()) sit_for_decision();
}

std::optional<Seat> Act::decider() const {
    return decider_of(db_, db_.tenant(), desk_, open_.record, *open_.rules,
                      desk_.means.zone.day_of(now()));
}

void Act::sit_for_decision() {
    Request& request = record().request;
    const auto seat = decider();
    request.decider = seat ? seat->role : "";
    request.seat = seat ? std::optional(seat->within()) : std::nullopt;
}

void Act::sit_for(const Step& awaited) {
    std::string role = awaited.by;
    if (role == reporter) {
        for (const Party& party : open_.parties) {
            if (party.gone || record().seat) continue;
            record().seat = party.account ? party.account : party.person;
            if (party.unit) record().seat = party.unit;
        }
        record().turn = role;
        if (record().seat || awaited.or_by.empty()) return;
        role = awaited.or_by;  // who follows it by a code alone has no list to find it in
    }
    const Day day = desk_.means.zone.day_of(now());
    if (role == handler) {
        for (const Hand& hand : open_.hands) {
            if (!hand.holds() || !hand.leads) continue;
            role = hand.role;
            const bool there = !(hand.unit ? accounts_in_unit(db_, db_.tenant(), *hand.unit, day)
                                           : accounts_of_post(db_, db_.tenant(), *hand.post, day))
                                    .empty();
            if (!there) break;
            record().turn = handler;
            record().seat = hand.unit ? *hand.unit : *hand.post;
            return;
        }
    }
    if (const auto seat = seat_of(db_, db_.tenant(), desk_, role, record().path, day)) {
        record().turn = seat->role;
        record().seat = seat->within();
    }
}

// The same word for the same person, whenever that is known. A unit is no person.
void Act::count_person(const Party& party) {
    if (party.unit && !party.person) return;
    std::string word = record().id.text() + "/" + std::to_string(party.position);
    if (!party.phone.empty()) {
        const std::string phone = open_value(db_, desk_, db_.tenant(), record(), "phone",
                                             json::Value::of_text(party.phone))
                                      .text();
        word = text::hex(desk_.means.seals->trace(db_.tenant(), "phone", phone));
    }
    if (party.account) word = party.account->text();
    if (party.person) word = party.person->text();
    put_fact(db_, record(), "persons", word, now().micros);
}

void Act::add_party(Party party) {
    put_party(db_, record().id, party);
    count_person(party);
    list_mine(db_, record(), party, true);
    open_.parties.push_back(std::move(party));
}

void Act::put_back(Party& party) {
    put_party(db_, record().id, party);
    if (party.gone) list_mine(db_, record(), party, false);
}

void Act::tell(const std::vector<Id>& accounts, Words words) {
    for (const Id& account : accounts) {
        if (account != asker_.who.account) told_.emplace(account, words);
    }
}

void Act::tell_role(const std::string& role, Words words) {
    const Day day = desk_.means.zone.day_of(now());
    if (const auto seat = seat_of(db_, db_.tenant(), desk_, role, record().path, day)) {
        tell(posts::accounts_of(db_, db_.tenant(), *seat, day), std::move(words));
    }
}

void Act::tell_decider(Words words) {
    const Day day = desk_.means.zone.day_of(now());
    if (const auto seat = decider()) {
        tell(posts::accounts_of(db_, db_.tenant(), *seat, day), std::move(words));
    }
}

// What the programme says, else the state by its name; and whose turn it is hears that it is.
void Act::tell_of_state() {
    const auto to = [&](const std::string& hat) {
        return movers(db_, db_.tenant(), desk_, hat, record(), open_.parties, open_.hands, now());
    };
    const auto told = open_.rules->notices.find(record().state);
    if (told != open_.rules->notices.end()) {
        for (const Telling& telling : told->second)
            tell(to(telling.to), filled_in(telling.words, desk_, open_));
    } else if (!new_) {
        const Words& state = open_.rules->states.at(record().state);
        tell(to(std::string(reporter)), {"您反映的事项（" + record().number() + "）：" + state.zh,
                                         "Your matter " + record().number() + ": " + state.en});
    }
    const Step* awaited = open_.awaited();
    if (!awaited || record().turn.empty() || goes_on_) return;
    const Words& step = open_.rules->steps.at(awaited->name);
    const std::string due = record().due ? desk_.means.zone.text(*record().due) : "";
    const Words turn{record().number() + " " + open_.rules->title.zh + "：请" + step.zh +
                         (due.empty() ? "" : "，" + due + "前"),
                     record().number() + " " + open_.rules->title.en + ": " + step.en +
                         (due.empty() ? "" : ", due by " + due)};
    tell(to(record().turn), turn);
    if (record().turn == handler) tell(to(std::string(joint)), turn);
}

void Act::save() {
    if (entered_) tell_of_state();
    if (!new_) ++record().edition;
    update_case(db_, record());
    record().path == before_.path ? write_lists() : list_again();
    write_alarms();
    write_line();
    write_notices();
}

void Act::save_quietly() {
    update_case(db_, record());
    list_turn(db_, record(), waited_, waits_of(record(), open_.hands));
}

void Act::save_elsewhere() {
    update_case(db_, record());
    list_again();
}

// All lists of an open case that has come to another path.
void Act::list_again() {
    unlist(db_, before_, *open_.rules, places_listing(db_, db_.tenant(), before_));
    const std::vector<Id> way = places_on_way(db_, desk_.means, db_.tenant(), record());
    list_new(db_, record(), *open_.rules, way);
    list_open(db_, nullptr, record(), *open_.rules, way);
    list_turn(db_, record(), waited_, waits_of(record(), open_.hands));
}

void Act::write_lists() {
    const std::vector<Id> way = new_ ? places_on_way(db_, desk_.means, db_.tenant(), record())
                                     : places_listing(db_, db_.tenant(), record());
    if (new_) list_new(db_, record(), *open_.rules, way);
    if (new_ && record().intake) list_given(db_, record(), *record().intake);
    list_open(db_, new_ ? nullptr : &before_, record(), *open_.rules, way);
    list_turn(db_, record(), waited_, waits_of(record(), open_.hands));
    if (open_.rules->shown.empty()) return;
    if (before_.closed && before_.closed != record().closed) list_public(db_, before_, way, false);
    const bool shown =
        open_.flow().ends(record().state) &&
        std::all_of(open_.rules->shown.begin(), open_.rules->shown.end(),
                    [&](const std::string& field) { return record().fields.has(field); });
    if (shown) list_public(db_, record(), way, true);
}

void Act::write_alarms() {
    if (!new_) db_.run(drop_alarms, db_.tenant(), record().id);
    const auto put = [&](Instant at, const char* kind) {
        db_.run(put_alarm, db_.tenant(), at, record().id, kind);
    };
    const Zone zone = desk_.means.zone;
    if (const Step* step = open_.flow().clocked(record().state)) {
        put(after(*step->after, record().since, calendar(), zone), "lapse");
    }
    const auto& ladder = open_.rules->late;
    const auto rung = static_cast<std::size_t>(record().rung);
    if (record().due && rung < ladder.size()) {
        const auto& wait = ladder[rung].after;
        put(wait ? after(*wait, *record().due, calendar(), zone) : *record().due, "late");
    }
    if (record().paused && open_.rules->pause) {
        put(after(open_.rules->pause->most, paused_at(record().clock), calendar(), zone), "resume");
    }
}

void Act::write_line() {
    json::Writer body;
    body.open_object();
    if (!new_ && before_.state != record().state) body.field("from", before_.state);
    if (new_ || entered_) body.field("to", record().state);
    for (const auto& [name, value] : said_)
        body.key(name).raw(value);
    if (!filled_.empty()) {
        body.key("fields").open_object();
        for (const auto& [name, value] : filled_) {
            body.key(name);
            value.write(body);
        }
        body.close_object();
    }
    body.close_object();
    line_.body = body.take();
    line_.place = record().place;
    line_.programme = record().programme;
    line_.version = record().version;
    if (on_behalf_) {
        for (const Party& party : open_.parties) {
            if (party.gone || line_.behalf_of) continue;
            line_.behalf_of = party.account;
        }
    }
    journal::append(db_, std::move(line_));
}

void Act::write_notices() {
    for (const auto& [account, words] : told_) {
        db_.run_derived(put_notice, db_.tenant(), account, db_.head.seq, now(), "case", record().id,
                        words.zh, words.en, std::nullopt);
    }
}

Words filled_in(const Words& words, const Desk& desk, const OpenCase& open) {
    Words filled = words;
    const std::string due = open.record.due ? desk.means.zone.text(*open.record.due) : "—";
    for (std::string* text : {&filled.zh, &filled.en}) {
        replace_all(*text, "{number}", open.record.number());
        replace_all(*text, "{due}", due);
    }
    replace_all(filled.zh, "{title}", open.rules->title.zh);
    replace_all(filled.en, "{title}", open.rules->title.en);
    for (const fields::Field& field : open.rules->fields) {
        if (is_sealed(*open.rules, field)) continue;
        const json::Value& value = open.record.fields[field.name];
        const std::string blank = "{" + field.name + "}";
        Words shown{value.text(), value.text()};
        for (const fields::Choice& choice : field.of) {
            if (choice.value == value.text()) shown = choice.title;
        }
        if (value.is_whole())
            shown = {std::to_string(value.number()), std::to_string(value.number())};
        replace_all(filled.zh, blank, shown.zh);
        replace_all(filled.en, blank, shown.en);
    }
    return filled;
}

Id derived(const Id& from, std::string_view why) {
    std::string bytes(from.bytes.begin(), from.bytes.end());
    const std::string hash = digest(Digest::sha256, bytes + std::string(why));
    Id id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    // RFC 9562 section 5.8: version 8 is for values of one's own making.
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x80);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

kernel::Asker system_asker(store::Tenant tenant, const Id& act) {
    kernel::Asker asker;
    asker.who.tenant = tenant;
    asker.act = act;
    return asker;
}

}  // namespace linli::cases
