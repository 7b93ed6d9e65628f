#include "kernel/cases/seats.h"

#include <algorithm>
#include <set>

#include "kernel/posts/teams.h"
#include "kernel/registry/persons.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql in_unit{"cases.holders_in",
                      "select account from grants where tenant = ? and unit = ? "
                      "and from_day <= ? and (to_day is null or to_day > ?)"};
constexpr Sql in_post{"cases.holders_of",
                      "select account from grants where tenant = ? and post = ? "
                      "and from_day <= ? and (to_day is null or to_day > ?) and not exists "
                      "(select 1 from admissions w where w.tenant = grants.tenant "
                      "and w.post = grants.post and w.admitted = 0)"};
constexpr Sql of_person{"cases.accounts_of",
                        "select id from accounts where tenant = ? and person = ? and closed = 0"};

std::vector<Id> accounts(store::Rows rows) {
    std::vector<Id> all;
    while (rows.next()) {
        const Id account = rows.id(0);
        if (std::find(all.begin(), all.end(), account) == all.end()) all.push_back(account);
    }
    return all;
}

bool is_in(const access::Who& who, const Id& unit) {
    return std::any_of(who.grants.begin(), who.grants.end(),
                       [&](const access::Grant& grant) { return grant.unit == unit; });
}

// What was told in confidence is theirs by the account alone that told it, until that came into
// other hands: neither merged records, nor who an account is said to belong to, open it.
bool told_it(store::Reader& db, store::Tenant tenant, const Party& party, const Id& account) {
    if (party.account != account) return false;
    const auto reset = posts::last_reset(db, tenant, account);
    return !reset || *reset < party.joined;
}

// Whoever holds a post in a unit speaks for it.
bool is_mine(store::Reader& db, const Case& record, const Party& party, const access::Who& who) {
    if (party.gone) return false;
    if (record.confidential()) {
        return !who.stranger() && told_it(db, who.tenant, party, who.account);
    }
    if (party.unit && is_in(who, *party.unit)) return true;
    if (party.account && *party.account == who.account && !who.stranger()) return true;
    if (!party.person || !who.person) return false;
    if (*party.person == who.person) return true;
    // What was kept under a record that was merged is theirs all the same.
    const auto person = registry::survivor(db, who.tenant, *party.person);
    return person && registry::is_self(db, who, *person);
}

const access::Grant* grant_of(const access::Who& who, const Hand& hand) {
    for (const access::Grant& grant : who.grants) {
        if (hand.unit && grant.unit == hand.unit) return &grant;
        if (hand.post && grant.post == *hand.post) return &grant;
    }
    return nullptr;
}

std::vector<Id> accounts_of_person(store::Reader& db, store::Tenant tenant, const Id& person) {
    std::vector<Id> all;
    for (const Id& record : registry::records_of(db, tenant, person)) {
        const std::vector<Id> made_for_it = accounts(db.query(of_person, tenant, record));
        all.insert(all.end(), made_for_it.begin(), made_for_it.end());
    }
    return all;
}

std::set<Id> accounts_of(store::Reader& db, store::Tenant tenant, const Party& party, Day day) {
    std::vector<Id> all;
    if (party.account) all.push_back(*party.account);
    if (party.person) all = accounts_of_person(db, tenant, *party.person);
    if (party.unit) all = accounts_in_unit(db, tenant, *party.unit, day);
    return {all.begin(), all.end()};
}

std::set<Id> accounts_of(store::Reader& db, store::Tenant tenant, const Hand& hand, Day day) {
    const std::vector<Id> all = hand.unit ? accounts_in_unit(db, tenant, *hand.unit, day)
                                          : accounts_of_post(db, tenant, *hand.post, day);
    return {all.begin(), all.end()};
}

}  // namespace

std::optional<Seat> seat_of(store::Reader& db, store::Tenant tenant, const Desk& desk,
                            const std::string& role, std::string_view path, Day day,
                            const Id& without) {
    std::optional<Seat> seat = posts::mover(db, desk.means, tenant, role, path, day);
    if (!without) return seat;
    const posts::RoleBook& book = posts::role_book(desk.means);
    while (seat) {
        const std::vector<Id> there = posts::accounts_of(db, tenant, *seat, day);
        if (there != std::vector<Id>{without}) return seat;
        // Alone there: the same role further up, else whoever it falls to.
        const std::string above = registry::parent_of(seat->path);
        const posts::Role* held = book.find(seat->role);
        if (!above.empty()) {
            seat = posts::mover(db, desk.means, tenant, seat->role, above, day);
        } else if (held && !held->falls_to.empty()) {
            seat = posts::mover(db, desk.means, tenant, held->falls_to, path, day);
        } else {
            seat.reset();
        }
    }
    return seat;
}

std::optional<Seat> decider_of(store::Reader& db, store::Tenant tenant, const Desk& desk,
                               const Case& record, const Rules& rules, Day day) {
    return seat_of(db, tenant, desk, rules.extend->approved_by, record.path, day,
                   record.request.by.value_or(Id{}));
}

const access::Grant* grant_in(const access::Who& who, const Seat& seat) {
    for (const access::Grant& grant : who.grants) {
        if (grant.role == seat.role && grant.place == seat.place && grant.unit == seat.unit) {
            return &grant;
        }
    }
    return nullptr;
}

std::vector<Id> accounts_in_unit(store::Reader& db, store::Tenant tenant, const Id& unit, Day day) {
    return accounts(db.query(in_unit, tenant, unit, day, day));
}

std::vector<Id> accounts_of_post(store::Reader& db, store::Tenant tenant, const Id& post, Day day) {
    return accounts(db.query(in_post, tenant, post, day, day));
}

bool sees_part(const Desk& desk, const access::Who& who, const Rules& rules,
               std::string_view path) {
    if (rules.seen_by.empty()) {
        return access::may(who, *desk.means.roles, "cases.see", path) != nullptr;
    }
    return std::any_of(who.grants.begin(), who.grants.end(), [&](const access::Grant& grant) {
        return rules.seen_by.contains(grant.role) && access::within(path, grant.path);
    });
}

Names Standing::names() const {
    Names all;
    for (const auto& [hat, grant] : hats)
        all.insert(hat);
    return all;
}

const access::Grant* Standing::grant(std::string_view hat) const {
    const auto found = hats.find(std::string(hat));
    return found == hats.end() ? nullptr : found->second;
}

namespace {

class Looking {
public:
    Looking(store::Reader& db, const Desk& desk, const access::Who& who, const Case& record,
            const Rules& rules, Day day)
        : db_(db), desk_(desk), who_(who), record_(record), rules_(rules), day_(day) {}

    Standing look(const std::vector<Party>& parties, const std::vector<Hand>& hands,
                  std::optional<std::int64_t> followed) {
        look_at_parties(parties, followed);
        look_at_roles();
        look_at_hands(hands);
        const bool took_it_in =
            rules_.seen_by.empty() && record_.intake && is_in(who_, *record_.intake);
        found_.sees = found_.sees || found_.party || !found_.hats.empty() || took_it_in ||
                      sees_part(desk_, who_, rules_, record_.path);
        return found_;
    }

private:
    void look_at_parties(const std::vector<Party>& parties, std::optional<std::int64_t> followed) {
        for (const Party& party : parties) {
            if (party.gone) continue;
            if (party.position == followed || is_mine(db_, record_, party, who_)) {
                found_.party = &party;
                break;
            }
        }
        if (found_.party && found_.party->position == first(parties)) {
            found_.hats[std::string(reporter)] = nullptr;
        }
    }

    // Who speaks for the case: the reporter, or, gone, the first who joined.
    static std::int64_t first(const std::vector<Party>& parties) {
        for (const Party& party : parties) {
            if (!party.gone) return party.position;
        }
        return -1;
    }

    void look_at_roles() {
        Names roles;
        for (const Step& step : rules_.flow->steps()) {
            for (const std::string& by : {step.by, step.or_by}) {
                if (!by.empty() && by != reporter && by != handler && by != the_clock) {
                    roles.insert(by);
                }
            }
        }
        if (rules_.extend) roles.insert(rules_.extend->approved_by);
        for (const std::string& role : roles)
            wear_if_seated(role, role);
    }

    void wear_if_seated(const std::string& role, const std::string& hat) {
        // Whoever holds nothing on the way sits nowhere on it.
        const bool near = std::any_of(
            who_.grants.begin(), who_.grants.end(),
            [&](const access::Grant& grant) { return access::within(record_.path, grant.path); });
        if (!near) return;
        const auto seat = seat_of(db_, who_.tenant, desk_, role, record_.path, day_);
        if (!seat) return;
        if (const access::Grant* grant = grant_in(who_, *seat)) found_.hats[hat] = grant;
    }

    void look_at_hands(const std::vector<Hand>& hands) {
        for (const Hand& hand : hands) {
            const access::Grant* grant = grant_of(who_, hand);
            found_.sees = found_.sees || grant;
            if (!hand.holds()) continue;
            const std::string hat(hand.leads ? handler : joint);
            if (grant) {
                found_.hats[hat] = grant;
                found_.hand = &hand;
            } else if (accounts_of(db_, who_.tenant, hand, day_).empty()) {
                wear_if_seated(hand.role, hat);
                if (found_.hats.contains(hat)) found_.hand = &hand;
            }
        }
    }

    store::Reader& db_;
    const Desk& desk_;
    const access::Who& who_;
    const Case& record_;
    const Rules& rules_;
    Day day_;
    Standing found_;
};

}  // namespace

Standing standing(store::Reader& db, const Desk& desk, const access::Who& who, const Case& record,
                  const Rules& rules, const std::vector<Party>& parties,
                  const std::vector<Hand>& hands, Instant now,
                  std::optional<std::int64_t> followed) {
    const Day day = desk.means.zone.day_of(now);
    return Looking(db, desk, who, record, rules, day).look(parties, hands, followed);
}

std::vector<Id> movers(store::Reader& db, store::Tenant tenant, const Desk& desk,
                       const std::string& hat, const Case& record,
                       const std::vector<Party>& parties, const std::vector<Hand>& hands,
                       Instant now) {
    const Day day = desk.means.zone.day_of(now);
    std::set<Id> all;
    if (hat == reporter) {
        for (const Party& party : parties) {
            const bool shut = record.confidential() && party.account &&
                              !told_it(db, tenant, party, *party.account);
            if (!party.gone && !shut) all.merge(accounts_of(db, tenant, party, day));
        }
        return {all.begin(), all.end()};
    }
    std::string role = hat;
    if (hat == handler || hat == joint) {
        for (const Hand& hand : hands) {
            if (!hand.holds() || (hat == handler && !hand.leads)) continue;
            role = hand.role;
            all.merge(accounts_of(db, tenant, hand, day));
        }
        if (!all.empty()) return {all.begin(), all.end()};
    }
    const auto seat = seat_of(db, tenant, desk, role, record.path, day);
    return seat ? posts::accounts_of(db, tenant, *seat, day) : std::vector<Id>{};
}

std::vector<Id> concerned(store::Reader& db, store::Tenant tenant, const Id& record, Day day) {
    std::set<Id> all;
    const auto found = find_case(db, tenant, record);
    for (const Party& party : parties_of(db, tenant, record)) {
        const bool shut = found && found->confidential() && party.account &&
                          !told_it(db, tenant, party, *party.account);
        if (!shut) all.merge(accounts_of(db, tenant, party, day));
    }
    for (const Hand& hand : hands_of(db, tenant, record))
        all.merge(accounts_of(db, tenant, hand, day));
    if (found && found->intake) {
        const std::vector<Id> there = accounts_in_unit(db, tenant, *found->intake, day);
        all.insert(there.begin(), there.end());
    }
    return {all.begin(), all.end()};
}

}  // namespace linli::cases
