// What may be done to every case besides its declared steps.
#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "kernel/cases/built_in.h"
#include "kernel/cases/cases.h"
#include "kernel/cases/input.h"
#include "kernel/purpose.h"
#include "kernel/registry/find.h"

namespace linli::cases {
namespace {

constexpr std::int64_t words_characters_max = 2000;
constexpr std::int64_t reason_characters_max = 500;
constexpr std::size_t photos_max = 9;
constexpr std::size_t lost_max = 20;
constexpr std::int64_t bearers_max = 200;  // of one tail, in a whole office

constexpr store::Sql reported{"cases.reported_by",
                              "select record from scope where tenant = ? and within = ? and "
                              "list = 'mine' order by sort, record limit ?"};

std::set<Id> of_number(store::Reader& db, const Desk& desk, store::Tenant tenant,
                       std::string_view field, std::string_view number) {
    const auto found = registry::with_trace(db, desk.means, tenant, field, number, bearers_max);
    return {found.begin(), found.end()};
}

std::set<Id> reported_by(store::Reader& db, store::Tenant tenant, const Id& person) {
    std::set<Id> records;
    for (auto rows = db.query(reported, tenant, person, std::int64_t{lost_max}); rows.next();)
        records.insert(rows.id(0));
    return records;
}

// A case that exists for the asker, and of which they may do this now.
Outcome<OpenCase> opened(store::Reader& db, const Desk& desk, const kernel::Asker& asker,
                         const Id& record, std::string_view deed, Instant now,
                         std::optional<std::int64_t> followed = {}) {
    std::optional<OpenCase> open = open_case(db, desk, asker.who, record, now, followed);
    if (!open) return Refusal{"no_such_case", "", ""};
    const Outcome<Done> may = may_do(db, desk, asker.who, *open, deed, now);
    if (!may) {
        Refusal refusal = may.refusal();
        if (refusal.code == "wrong_state") {
            refusal.with = who_was_quicker(db, asker.who.tenant, open->record);
        }
        return refusal;
    }
    return std::move(*open);
}

Outcome<Done> check_words(const std::string& words, std::string_view at, std::int64_t most,
                          bool needed) {
    if (needed && text::trim(words).empty()) return Refusal{"field_missing", std::string(at), ""};
    if (static_cast<std::int64_t>(text::length(words)) > most) {
        return Refusal{"too_long", std::string(at), std::to_string(most)};
    }
    return Done{};
}

// Why the asker may: their hat in the case, else the right by which they act for somebody.
void by_whom(Act& act, const Desk& desk, const kernel::Asker& asker) {
    const OpenCase& open = act.open();
    if (open.standing.party) return act.with_grant(nullptr, reporter);
    for (const std::string_view hat : {handler, joint}) {
        if (open.standing.wears(hat)) return act.with_grant(open.standing.grant(hat), hat);
    }
    const Step* awaited = open.awaited();
    for (const std::string& hat :
         awaited ? std::vector{awaited->by, awaited->or_by} : std::vector<std::string>{}) {
        if (open.standing.wears(hat)) return act.with_grant(open.standing.grant(hat), hat);
    }
    const access::Grant* grant =
        access::may(asker.who, *desk.means.roles, "cases.report_for", open.record.path);
    act.with_grant(grant, grant ? grant->role : "");
}

void say_sealed(Act& act, store::Reader& db, const Desk& desk, store::Tenant tenant,
                std::string_view name, const std::string& words) {
    if (words.empty()) return;
    act.say(name,
            seal_value(db, desk, tenant, act.record(), name, json::Value::of_text(words)).text());
}

void say_photos(Act& act, const std::vector<Id>& photos) {
    std::string ids;
    for (const Id& photo : photos)
        ids += (ids.empty() ? "" : " ") + photo.text();
    if (!ids.empty()) act.say("photos", ids);
}

std::string opened_of(store::Reader& db, const Desk& desk, store::Tenant tenant, const Case& record,
                      std::string_view field, const std::string& sealed) {
    if (sealed.empty()) return "";
    return open_value(db, desk, tenant, record, field, json::Value::of_text(sealed)).text();
}

// What somebody can be told by whom the office does not know.
struct Left {
    std::string name, phone;
};
Left left_by(store::Reader& db, const Desk& desk, store::Tenant tenant, const Case& record,
             const Party& party) {
    if (party.person || party.unit || party.account) return {};
    return {opened_of(db, desk, tenant, record, "name", party.name),
            opened_of(db, desk, tenant, record, "phone", party.phone)};
}

// One number is one party's, unless two names came with it.
bool same_number(const Left& one, const Left& other) {
    const bool two_names = !one.name.empty() && !other.name.empty() && one.name != other.name;
    return !one.phone.empty() && one.phone == other.phone && !two_names;
}

// A party of a merged case joins where it went, unless they are there already.
void bring_over(store::Writer& db, const Desk& desk, const Case& from, Party& party, Act& to) {
    const std::vector<Party>& there = to.open().parties;
    const Left left = left_by(db, desk, db.tenant(), from, party);
    const auto known = std::find_if(there.begin(), there.end(), [&](const Party& one) {
        return !one.gone && (same_party(one, party) ||
                             same_number(left, left_by(db, desk, db.tenant(), to.record(), one)));
    });
    party.became = known == there.end() ? there.back().position + 1 : known->position;
    put_party(db, from.id, party);
    if (known != there.end()) return;
    const auto move_seal = [&](const std::string& sealed, std::string_view field) {
        if (sealed.empty()) return std::string();
        const std::string plain = opened_of(db, desk, db.tenant(), from, field, sealed);
        return seal_value(db, desk, db.tenant(), to.record(), field, json::Value::of_text(plain))
            .text();
    };
    Party joining = party;
    joining.position = *party.became;
    joining.became.reset();
    joining.code.clear();  // their code leads to the merged case, and from there here
    // In confidence an account is heard again by nothing but what was told after its last reset.
    if (!to.open().rules->confidential) joining.joined = db.now();
    joining.name = move_seal(party.name, "name");
    joining.phone = move_seal(party.phone, "phone");
    to.add_party(std::move(joining));
}

}  // namespace

Outcome<Id> add(store::Writer& db, const Desk& desk, const kernel::Asker& asker, const Id& record,
                const Note& more) {
    auto open = opened(db, desk, asker, record, "add", db.now(), more.followed);
    if (!open) return open.refusal();
    const auto words = check_words(more.words, "words", words_characters_max, more.photos.empty());
    if (!words) return words.refusal();
    if (more.photos.size() > photos_max) {
        return Refusal{"too_many", "photos", std::to_string(photos_max)};
    }
    const auto claimed = claim_files(db, asker.who, record, more.photos);
    if (!claimed) return claimed.refusal();

    OpenCase held = std::move(open).value();
    Act act(db, desk, asker, held, "add");
    by_whom(act, desk, asker);
    say_sealed(act, db, desk, db.tenant(), "words", more.words);
    say_photos(act, more.photos);
    const bool by_party = held.standing.party != nullptr;
    if (by_party) act.say("party", held.standing.party->position);
    if (by_party && held.record.paused) {
        act.say("resumed", 1);
        act.event(Event::Kind::resumed);
    }
    const Words told{held.record.number() + "有补充", held.record.number() + " has more to it"};
    const std::string& turn = by_party ? held.record.turn : std::string(reporter);
    act.tell(movers(db, db.tenant(), desk, turn, held.record, held.parties, held.hands, db.now()),
             told);
    act.save();
    return record;
}

Outcome<Id> withdraw(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                     const Id& record, const Note& why) {
    auto open = opened(db, desk, asker, record, "withdraw", db.now(), why.followed);
    if (!open) return open.refusal();
    const auto words = check_words(why.words, "words", reason_characters_max, false);
    if (!words) return words.refusal();

    OpenCase held = std::move(open).value();
    Act act(db, desk, asker, held, "withdraw");
    by_whom(act, desk, asker);
    if (!held.standing.party) act.on_behalf();
    say_sealed(act, db, desk, db.tenant(), "words", why.words);
    // Staff withdraws for the reporter.
    std::int64_t leaving = -1;
    std::int64_t left = 0;
    for (const Party& party : held.parties) {
        if (party.gone) continue;
        ++left;
        if (leaving < 0) leaving = party.position;
    }
    if (held.standing.party) leaving = held.standing.party->position;
    for (Party& party : held.parties) {
        if (party.position != leaving) continue;
        party.gone = db.now();
        act.put_back(party);
        act.say("party", party.position);
    }
    if (left <= 1) {
        act.tell(
            movers(db, db.tenant(), desk, held.record.turn, held.record, {}, held.hands, db.now()),
            {held.record.number() + "已由反映人撤回",
             held.record.number() + " was withdrawn by its reporter"});
        act.close("withdrawn");
    } else {
        act.sit();  // somebody else speaks for it now
    }
    act.save();
    return record;
}

Outcome<Id> answer(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Id& record, const Note& given) {
    auto open = opened(db, desk, asker, record, "answer", db.now());
    if (!open) return open.refusal();
    const auto words = check_words(given.words, "words", words_characters_max, true);
    if (!words) return words.refusal();
    const auto claimed = claim_files(db, asker.who, record, given.photos);
    if (!claimed) return claimed.refusal();

    OpenCase held = std::move(open).value();
    Act act(db, desk, asker, held, "answer");
    act.with_grant(held.standing.grant(joint), joint);
    say_sealed(act, db, desk, db.tenant(), "words", given.words);
    say_photos(act, given.photos);
    for (Hand& hand : held.hands) {
        if (hand.position != held.standing.hand->position) continue;
        hand.state = "answered";
        put_hand(db, record, hand);
        if (hand.unit) act.say("unit", hand.unit->text());
    }
    act.tell(
        movers(db, db.tenant(), desk, std::string(handler), held.record, {}, held.hands, db.now()),
        {held.record.number() + "：协办单位已答复",
         held.record.number() + ": a joint unit has answered"});
    act.save();
    return record;
}

Outcome<Id> merge(store::Writer& db, const Desk& desk, const kernel::Asker& asker, const Id& record,
                  const Id& into) {
    auto open = opened(db, desk, asker, record, "merge", db.now());
    if (!open) return open.refusal();
    std::optional<OpenCase> target = open_case(db, desk, asker.who, into, db.now());
    if (!target) return Refusal{"no_such_case", "into", ""};
    if (into == record) return Refusal{"same_case", "into", ""};
    OpenCase held = std::move(open).value();
    if (target->record.part != held.record.part) return Refusal{"other_part", "into", ""};
    if (target->record.closed) return Refusal{"wrong_state", "into", ""};

    Act act(db, desk, asker, held, "merge");
    by_whom(act, desk, asker);
    act.say("into", into.text());
    held.record.merged_into = into;
    act.close("merged");
    act.save();

    kernel::Asker because = asker;
    because.act = derived(asker.act, "merge");
    Act other(db, desk, because, *target, "join");
    other.say("merged", record.text());
    for (Party& party : held.parties) {
        if (!party.gone) bring_over(db, desk, held.record, party, other);
    }
    other.save();
    return record;
}

Outcome<Id> pause(store::Writer& db, const Desk& desk, const kernel::Asker& asker, const Id& record,
                  const std::string& reason) {
    auto open = opened(db, desk, asker, record, "pause", db.now());
    if (!open) return open.refusal();
    const auto words = check_words(reason, "reason", reason_characters_max, true);
    if (!words) return words.refusal();
    OpenCase held = std::move(open).value();
    Act act(db, desk, asker, held, "pause");
    by_whom(act, desk, asker);
    say_sealed(act, db, desk, db.tenant(), "words", reason);
    act.event(Event::Kind::paused);
    act.tell(movers(db, db.tenant(), desk, std::string(reporter), held.record, held.parties,
                    held.hands, db.now()),
             {"您反映的事项（" + held.record.number() + "）需要您补充情况",
              "We need to hear more of your matter " + held.record.number()});
    act.save();
    return record;
}

Outcome<Id> resume(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Id& record) {
    auto open = opened(db, desk, asker, record, "resume", db.now());
    if (!open) return open.refusal();
    OpenCase held = std::move(open).value();
    Act act(db, desk, asker, held, "resume");
    by_whom(act, desk, asker);
    act.event(Event::Kind::resumed);
    act.save();
    return record;
}

Outcome<Id> extend(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Id& record, const std::string& limit, const std::string& reason) {
    auto open = opened(db, desk, asker, record, "extend", db.now());
    if (!open) return open.refusal();
    OpenCase held = std::move(open).value();
    const Extension& allowed = *held.rules->extend;
    const std::optional<Limit> asked = Limit::parse(limit);
    if (!asked || asked->unit != allowed.most.unit) {
        return Refusal{"limit_bad", "limit", allowed.most.text()};
    }
    if (asked->count > allowed.most.count) {
        return Refusal{"too_long", "limit", allowed.most.text()};
    }
    const auto words = check_words(reason, "reason", reason_characters_max, true);
    if (!words) return words.refusal();

    Act act(db, desk, asker, held, "extend");
    by_whom(act, desk, asker);
    act.say("limit", asked->text());
    say_sealed(act, db, desk, db.tenant(), "words", reason);
    held.record.request = {.limit = asked->text(), .by = asker.who.account};
    act.sit();
    const Words more = asked->words();
    act.tell_decider({held.record.number() + "申请延长" + more.zh + "，请审批",
                      held.record.number() + " asks for " + more.en + " more"});
    act.save();
    return record;
}

Outcome<Id> decide(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Id& record, bool approved, const std::string& reason) {
    const char* verb = approved ? "approve" : "decline";
    auto open = opened(db, desk, asker, record, verb, db.now());
    if (!open) return open.refusal();
    const auto words = check_words(reason, "reason", reason_characters_max, !approved);
    if (!words) return words.refusal();
    OpenCase held = std::move(open).value();
    const Day today = desk.means.zone.day_of(db.now());
    const auto seat = decider_of(db, db.tenant(), desk, held.record, *held.rules, today);

    Act act(db, desk, asker, held, verb);
    const Request asked = std::exchange(held.record.request, {});
    act.with_grant(grant_in(asker.who, *seat), held.rules->extend->approved_by);
    act.say("limit", asked.limit);
    say_sealed(act, db, desk, db.tenant(), "words", reason);
    act.tell({*asked.by},
             {held.record.number() + "的延期申请" + (approved ? "已获批准" : "未获批准"),
              held.record.number() + (approved ? ": more time approved" : ": no more time")});
    if (approved) act.event(Event::Kind::extended, *Limit::parse(asked.limit));
    act.save();
    return record;
}

Outcome<Id> recover(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                    const Id& record, std::int64_t position) {
    auto open = opened(db, desk, asker, record, "recover", db.now());
    if (!open) return open.refusal();
    OpenCase held = std::move(open).value();
    const auto party =
        std::find_if(held.parties.begin(), held.parties.end(),
                     [&](const Party& one) { return one.position == position && !one.gone; });
    if (party == held.parties.end()) return Refusal{"no_such_party", "party", ""};
    party->code =
        desk.means.seals->trace(db.tenant(), "case.code", code_of(desk, db.tenant(), asker.act));
    Act act(db, desk, asker, held, "recover");
    by_whom(act, desk, asker);
    act.say("party", position);
    act.put_back(*party);
    act.save();
    return record;
}

std::vector<Lost> lost(store::Reader& db, const Desk& desk, const access::Who& who,
                       std::string_view tail, Instant now) {
    std::vector<Lost> found;
    if (access::reach(who, *desk.means.roles, "cases.report_for").empty()) return found;
    const std::set<Id> bearers = of_number(db, desk, who.tenant, "phone_tail", tail);
    std::set<Id> records = of_number(db, desk, who.tenant, "case_phone_tail", tail);
    for (const Id& person : bearers)
        records.merge(reported_by(db, who.tenant, person));
    for (const Id& id : records) {
        const auto open = open_case(db, desk, who, id, now);
        if (!open || !access::may(who, *desk.means.roles, "cases.report_for", open->record.path)) {
            continue;
        }
        const auto said = [&](std::string_view field, const std::string& sealed) {
            return open_value(db, desk, who.tenant, open->record, field,
                              json::Value::of_text(sealed))
                .text();
        };
        for (const Party& party : open->parties) {
            if (party.gone || found.size() == lost_max) continue;
            const bool known = party.phone.empty() ? party.person && bearers.contains(*party.person)
                                                   : said("phone", party.phone).ends_with(tail);
            if (!known) continue;
            const std::string name = party.name.empty() ? "" : said("name", party.name);
            found.push_back({id, party.position, fields::mask("name", name)});
        }
    }
    return found;
}

Outcome<Id> reveal(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Id& record, std::int64_t position, const std::string& purpose) {
    auto open = opened(db, desk, asker, record, "reveal", db.now());
    if (!open) return open.refusal();
    OpenCase held = std::move(open).value();
    const bool there = std::any_of(held.parties.begin(), held.parties.end(),
                                   [&](const Party& one) { return one.position == position; });
    if (!there) return Refusal{"no_such_party", "party", ""};
    const auto stated = kernel::stated_purpose(purpose);
    if (!stated) return stated.refusal();
    journal::Line line = asker.line("case", record, "reveal");
    line.place = held.record.place;
    line.programme = held.record.programme;
    line.version = held.record.version;
    line.basis = stated.value();
    const access::Grant* grant =
        access::may(asker.who, *desk.means.roles, "people.reveal", held.record.path);
    if (grant) line.post = grant->post;
    line.body = json::Writer().open_object().field("party", position).close_object().take();
    journal::append(db, std::move(line));
    return record;
}

}  // namespace linli::cases
