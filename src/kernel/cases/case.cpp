#include "kernel/cases/case.h"

#include <charconv>

namespace linli::cases {
namespace {

using store::Sql;

#define COLUMNS_TO_FIELDS                                                                \
    "id, year, ordinal, programme, version, part, place, path, channel, intake, state, " \
    "since, opened, closed, key, fields, "
#define COLUMNS_FROM_DUE                                                                 \
    ", due, calendar, paused, request, asked_by, asked_of, asked_at, rung, turn, seat, " \
    "merged_into, edition, late"
#define CASE_COLUMNS COLUMNS_TO_FIELDS "clock" COLUMNS_FROM_DUE

constexpr Sql by_id{"cases.by_id",
                    "select " CASE_COLUMNS " from cases where tenant = ? and id = ?"};
constexpr Sql by_number{"cases.by_number",
                        "select " CASE_COLUMNS
                        " from cases where tenant = ? and year = ? and ordinal = ?"};
constexpr Sql in_list{
    "cases.in_list",
    "select " COLUMNS_TO_FIELDS "''" COLUMNS_FROM_DUE
    ", sort, (select count(*) from parties where parties.tenant = ? and "
    "parties.case_id = cases.id and parties.gone is null), (select wrapped from keys where "
    "keys.tenant = ? and keys.id = cases.key) from scope join cases on "
    "cases.tenant = scope.tenant and cases.id = scope.record where scope.tenant = ? and "
    "within = ? and list = ? and (sort, record) > (?, ?) and (sort, record) <= (?, ?) "
    "order by sort, record"};
constexpr Sql last_ordinal{"cases.last_ordinal",
                           "select ordinal from cases where tenant = ? and year = ? "
                           "and ordinal > 0 order by ordinal desc limit 1"};
constexpr Sql insert{"cases.insert",
                     "insert into cases (tenant, " CASE_COLUMNS
                     ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                     "?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql update{
    "cases.update",
    "update cases set place = ?, path = ?, state = ?, since = ?, closed = ?, fields = ?, "
    "clock = ?, due = ?, calendar = ?, paused = ?, request = ?, asked_by = ?, asked_of = ?, "
    "asked_at = ?, rung = ?, turn = ?, seat = ?, merged_into = ?, edition = ?, late = ? where "
    "tenant = ? and id = ?"};

constexpr Sql parties{
    "cases.parties",
    "select position, person, unit, account, name, phone, code, joined, gone, became "
    "from parties where tenant = ? and case_id = ? order by position"};
constexpr Sql party_by_code{"cases.party_by_code",
                            "select case_id, position from parties where tenant = ? and code = ?"};
constexpr Sql merged_party{
    "cases.merged_party",
    "select cases.merged_into, parties.became from parties join cases on cases.tenant = "
    "parties.tenant and cases.id = parties.case_id where parties.tenant = ? and "
    "parties.case_id = ? and parties.position = ? and parties.became is not null"};
constexpr Sql put_party_row{
    "cases.put_party",
    "insert into parties (tenant, case_id, position, person, unit, account, name, phone, code, "
    "joined, gone, became) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, "
    "case_id, "
    "position) "
    "do update set code = excluded.code, gone = excluded.gone, became = excluded.became"};

constexpr Sql hands{"cases.hands",
                    "select position, unit, post, role, leads, state, given from hands "
                    "where tenant = ? and case_id = ? order by position"};
constexpr Sql put_hand_row{
    "cases.put_hand",
    "insert into hands (tenant, case_id, position, unit, post, role, leads, state, given) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, case_id, position) "
    "do update set leads = excluded.leads, state = excluded.state"};

json::Value parsed(std::string_view text) {
    Outcome<json::Value> value = json::Value::parse(text);
    CHECK(value);
    return std::move(value).value();
}

Case case_of(const store::Rows& rows) {
    Case found;
    found.id = rows.id(0);
    found.year = rows.number(1);
    found.ordinal = rows.number(2);
    found.programme = rows.text(3);
    found.version = rows.number(4);
    found.part = rows.text(5);
    found.place = rows.id(6);
    found.path = rows.text(7);
    found.channel = rows.text(8);
    found.intake = rows.maybe_id(9);
    found.state = rows.text(10);
    found.since = rows.instant(11);
    found.opened = rows.instant(12);
    found.closed = rows.maybe_instant(13);
    found.key = rows.id(14);
    found.fields = parsed(rows.view(15));
    found.clock = clock_of(rows.view(16));
    found.due = rows.maybe_instant(17);
    found.calendar = rows.number(18);
    found.paused = rows.number(19) != 0;
    found.request.limit = rows.text(20);
    found.request.by = rows.maybe_id(21);
    found.request.decider = rows.text(22);
    found.request.seat = rows.maybe_id(23);
    found.rung = rows.number(24);
    found.turn = rows.text(25);
    found.seat = rows.maybe_id(26);
    found.merged_into = rows.maybe_id(27);
    found.edition = rows.number(28);
    found.late = rows.number(29) != 0;
    return found;
}

std::optional<Followed> followed(store::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return Followed{rows.id(0), rows.number(1)};
}

std::optional<store::Blob> blob(const std::string& bytes) {
    if (bytes.empty()) return std::nullopt;
    return store::Blob{bytes};
}

}  // namespace

std::string Case::number() const {
    if (confidential()) return std::to_string(year) + "-B" + std::to_string(-ordinal);
    std::string digits = std::to_string(ordinal);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return std::to_string(year) + "-" + digits;
}

std::optional<std::pair<std::int64_t, std::int64_t>> parse_number(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash != 4 || text.size() < 6 || text.size() > 14) return std::nullopt;
    std::int64_t year = 0;
    std::int64_t ordinal = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), text.data() + 4, year).ptr != text.data() + 4) return {};
    const bool drawn = text[5] == 'B';
    const char* digits = text.data() + (drawn ? 6 : 5);
    if (std::from_chars(digits, end, ordinal).ptr != end || ordinal < 1) return {};
    return std::pair{year, drawn ? -ordinal : ordinal};
}

std::optional<Case> find_case(store::Reader& db, store::Tenant tenant, const Id& id) {
    auto rows = db.query(by_id, tenant, id);
    if (!rows.next()) return std::nullopt;
    return case_of(rows);
}

std::optional<Case> find_case(store::Reader& db, store::Tenant tenant, std::int64_t year,
                              std::int64_t ordinal) {
    auto rows = db.query(by_number, tenant, year, ordinal);
    if (!rows.next()) return std::nullopt;
    return case_of(rows);
}

std::vector<ListedCase> listed_cases(store::Reader& db, store::Tenant tenant, const Id& within,
                                     std::string_view list, const Key& after, const Key& last) {
    std::vector<ListedCase> all;
    auto rows = db.query(in_list, tenant, tenant, tenant, within, list, after.first, after.second,
                         last.first, last.second);
    while (rows.next()) {
        ListedCase one{{rows.number(30), rows.id(0)}, case_of(rows), rows.number(31)};
        one.record.wrapped = rows.is_null(32) ? "" : rows.text(32);
        all.push_back(std::move(one));
    }
    return all;
}

bool same_party(const Party& one, const Party& other) {
    if (one.person && one.person == other.person) return true;
    if (one.account && one.account == other.account) return true;
    return one.unit && one.unit == other.unit && !one.person && !other.person;
}

std::vector<Party> parties_of(store::Reader& db, store::Tenant tenant, const Id& record) {
    std::vector<Party> all;
    for (auto rows = db.query(parties, tenant, record); rows.next();) {
        Party party;
        party.position = rows.number(0);
        party.person = rows.maybe_id(1);
        party.unit = rows.maybe_id(2);
        party.account = rows.maybe_id(3);
        party.name = rows.text(4);
        party.phone = rows.text(5);
        party.code = rows.is_null(6) ? "" : rows.text(6);
        party.joined = rows.instant(7);
        party.gone = rows.maybe_instant(8);
        party.became = rows.maybe_number(9);
        all.push_back(std::move(party));
    }
    return all;
}

std::vector<Hand> hands_of(store::Reader& db, store::Tenant tenant, const Id& record) {
    std::vector<Hand> all;
    for (auto rows = db.query(hands, tenant, record); rows.next();) {
        Hand hand;
        hand.position = rows.number(0);
        hand.unit = rows.maybe_id(1);
        hand.post = rows.maybe_id(2);
        hand.role = rows.text(3);
        hand.leads = rows.number(4) != 0;
        hand.state = rows.text(5);
        hand.given = rows.instant(6);
        all.push_back(std::move(hand));
    }
    return all;
}

std::optional<Followed> find_code(store::Reader& db, store::Tenant tenant, std::string_view trace) {
    auto found = followed(db.query(party_by_code, tenant, store::Blob{trace}));
    for (auto next = found; next;
         next = followed(db.query(merged_party, tenant, found->record, found->position))) {
        found = next;
    }
    return found;
}

std::int64_t next_ordinal(store::Reader& db, store::Tenant tenant, std::int64_t year) {
    auto rows = db.query(last_ordinal, tenant, year);
    return rows.next() ? rows.number(0) + 1 : 1;
}

std::int64_t drawn_ordinal(store::Reader& db, store::Tenant tenant, std::int64_t year,
                           Random& random) {
    for (;;) {
        std::uint32_t drawn = 0;
        random.fill({reinterpret_cast<std::uint8_t*>(&drawn), sizeof drawn});
        const std::int64_t ordinal = -(100'000 + static_cast<std::int64_t>(drawn % 900'000));
        if (!db.query(by_number, tenant, year, ordinal).next()) return ordinal;
    }
}

void insert_case(store::Writer& db, const Case& made) {
    const std::string fields = made.fields.str();
    const std::string clock = clock_text(made.clock);
    db.run(insert, db.tenant(), made.id, made.year, made.ordinal, made.programme, made.version,
           made.part, made.place, made.path, made.channel, made.intake, made.state, made.since,
           made.opened, made.closed, made.key, fields, clock, made.due, made.calendar,
           made.paused ? 1 : 0, made.request.limit, made.request.by, made.request.decider,
           made.request.seat, made.rung, made.turn, made.seat, made.merged_into, made.edition,
           made.late ? 1 : 0);
}

void update_case(store::Writer& db, const Case& kept) {
    const std::string fields = kept.fields.str();
    const std::string clock = clock_text(kept.clock);
    db.run(update, kept.place, kept.path, kept.state, kept.since, kept.closed, fields, clock,
           kept.due, kept.calendar, kept.paused ? 1 : 0, kept.request.limit, kept.request.by,
           kept.request.decider, kept.request.seat, kept.rung, kept.turn, kept.seat,
           kept.merged_into, kept.edition, kept.late ? 1 : 0, db.tenant(), kept.id);
}

void put_party(store::Writer& db, const Id& record, const Party& party) {
    db.run(put_party_row, db.tenant(), record, party.position, party.person, party.unit,
           party.account, party.name, party.phone, blob(party.code), party.joined, party.gone,
           party.became);
}

void put_hand(store::Writer& db, const Id& record, const Hand& hand) {
    db.run(put_hand_row, db.tenant(), record, hand.position, hand.unit, hand.post, hand.role,
           hand.leads ? 1 : 0, hand.state, hand.given);
}

std::string clock_text(const std::vector<Event>& events) {
    constexpr const char* words[] = {"started", "paused", "resumed", "extended"};
    json::Writer writer;
    writer.open_array();
    for (const Event& event : events) {
        writer.open_object();
        writer.field("was", words[static_cast<std::size_t>(event.kind)]);
        writer.field("at", event.at.micros);
        if (event.limit.count > 0) writer.field("limit", event.limit.text());
        writer.close_object();
    }
    writer.close_array();
    return writer.take();
}

std::vector<Event> clock_of(std::string_view json) {
    std::vector<Event> events;
    if (json.empty()) return events;
    const json::Value kept = parsed(json);
    for (const json::Value& item : kept.items()) {
        const std::string& was = item["was"].text();
        Event event{Event::Kind::started, {item["at"].number()}, {}};
        if (was == "paused") event.kind = Event::Kind::paused;
        if (was == "resumed") event.kind = Event::Kind::resumed;
        if (was == "extended") event.kind = Event::Kind::extended;
        if (item.has("limit")) {
            const std::optional<Limit> limit = Limit::parse(item["limit"].text());
            CHECK(limit);
            event.limit = *limit;
        }
        events.push_back(event);
    }
    return events;
}

}  // namespace linli::cases
