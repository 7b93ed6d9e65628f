#include "kernel/registry/households.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/registry/household_rows.h"

namespace linli::registry {
namespace {

#define HOUSEHOLD_COLUMNS "id, number, place, path, head, note, from_day, to_day, edition"
#define MEMBER_COLUMNS "m.household, m.person, m.from_day, m.to_day, m.relation"

constexpr store::Sql by_id{
    "households.by_id", "select " HOUSEHOLD_COLUMNS " from households where tenant = ? and id = ?"};
constexpr store::Sql by_number{
    "households.by_number",
    "select " HOUSEHOLD_COLUMNS
    " from households where tenant = ? and number = ? and number <> '' and path >= ? and path < ? "
    "and to_day is null order by path limit 1"};
constexpr store::Sql by_place{
    "households.by_place",
    "select " HOUSEHOLD_COLUMNS
    " from households where tenant = ? and place = ? and to_day is null order by id"};
constexpr store::Sql page_within{
    "households.within",
    "select " HOUSEHOLD_COLUMNS
    " from households where tenant = ? and path >= ? and path < ? and (path > ? or id > ?) "
    "and to_day is null order by path, id limit ?"};
constexpr store::Sql insert_row{"households.add",
                                "insert into households (tenant, " HOUSEHOLD_COLUMNS
                                ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql update_row{
    "households.edit",
    "update households set number = ?, place = ?, path = ?, head = ?, note = ?, to_day = ?, "
    "edition = ? where tenant = ? and id = ?"};

constexpr store::Sql of_household{
    "members.of_household",
    "select " MEMBER_COLUMNS
    " from members m join persons p on p.tenant = m.tenant and p.id = m.person "
    "where m.tenant = ? and m.household = ? and m.from_day <= ? "
    "and (m.to_day is null or m.to_day > ?) and p.merged_into is null "
    "order by m.relation, m.from_day, m.person"};
constexpr store::Sql of_person{
    "members.of_person",
    "select " MEMBER_COLUMNS
    " from members m where m.tenant = ? and m.person = ? "
    "order by case when m.to_day is null then 0 else 1 end, m.from_day desc, m.household"};
constexpr store::Sql open_of_person{
    "members.open", "select " MEMBER_COLUMNS
                    " from members m where m.tenant = ? and m.person = ? and m.to_day is null"};
constexpr store::Sql someone_left{
    "members.left",
    "select 1 from members where tenant = ? and household = ? and to_day is null limit 1"};
constexpr store::Sql insert_member{
    "members.add",
    "insert into members (tenant, household, person, from_day, to_day, relation) "
    "values (?, ?, ?, ?, null, ?) on conflict (tenant, household, person, from_day) do update set "
    "to_day = null, relation = excluded.relation"};
constexpr store::Sql end_member{
    "members.end",
    "update members set to_day = ? where tenant = ? and person = ? and to_day is null"};

Household read_household(const store::Rows& row) {
    return {row.id(0),   row.text(1), row.id(2),        row.text(3),  row.maybe_id(4),
            row.text(5), row.day(6),  row.maybe_day(7), row.number(8)};
}

Member read_member(const store::Rows& row) {
    return {row.id(0), row.id(1), row.day(2), row.maybe_day(3), row.text(4)};
}

std::vector<Household> all_households(store::Rows rows) {
    std::vector<Household> all;
    while (rows.next())
        all.push_back(read_household(rows));
    return all;
}

std::vector<Member> all_members(store::Rows rows) {
    std::vector<Member> all;
    while (rows.next())
        all.push_back(read_member(rows));
    return all;
}

}  // namespace

std::optional<Household> household(store::Reader& db, store::Tenant tenant, const Id& id) {
    auto rows = db.query(by_id, tenant, id);
    if (!rows.next()) return std::nullopt;
    return read_household(rows);
}

std::optional<Household> household_numbered(store::Reader& db, store::Tenant tenant,
                                            std::string_view number, std::string_view path) {
    auto rows = db.query(by_number, tenant, number, path, end_of(path));
    if (!rows.next()) return std::nullopt;
    return read_household(rows);
}

std::vector<Household> households_at(store::Reader& db, store::Tenant tenant, const Id& place) {
    return all_households(db.query(by_place, tenant, place));
}

std::vector<Household> households_within(store::Reader& db, store::Tenant tenant,
                                         std::string_view within, std::string_view after_path,
                                         const Id& after, std::int64_t most) {
    const std::string_view start = std::max(within, after_path);
    return all_households(
        db.query(page_within, tenant, start, end_of(within), after_path, after, most));
}

std::vector<Member> members(store::Reader& db, store::Tenant tenant, const Id& household, Day day) {
    std::vector<Member> all = all_members(db.query(of_household, tenant, household, day, day));
    std::stable_partition(all.begin(), all.end(),
                          [](const Member& member) { return member.relation == relation_head; });
    return all;
}

std::vector<Member> memberships(store::Reader& db, store::Tenant tenant, const Id& person) {
    return all_members(db.query(of_person, tenant, person));
}

std::optional<Member> membership(store::Reader& db, store::Tenant tenant, const Id& person) {
    auto rows = db.query(open_of_person, tenant, person);
    if (!rows.next()) return std::nullopt;
    return read_member(rows);
}

Outcome<Household> household_for(store::Reader& db, const kernel::Means& means,
                                 const access::Who& who, const Id& id) {
    auto found = household(db, who.tenant, id);
    if (!found) return Refusal{"no_such_household", "household", ""};
    if (access::may(who, *means.roles, "people.see", found->path)) return *std::move(found);
    const auto own = who.person ? membership(db, who.tenant, who.person) : std::nullopt;
    if (!own || own->household != id) return Refusal{"no_such_household", "household", ""};
    return *std::move(found);
}

void insert_household(store::Writer& db, const Household& is) {
    db.run(insert_row, db.tenant(), is.id, is.number, is.place, is.path, is.head, is.note, is.from,
           is.to, is.edition);
}

void update_household(store::Writer& db, Household& is) {
    ++is.edition;
    db.run(update_row, is.number, is.place, is.path, is.head, is.note, is.to, is.edition,
           db.tenant(), is.id);
}

void add_member(store::Writer& db, const Id& household, const Id& person, std::string_view relation,
                Day day) {
    db.run(insert_member, db.tenant(), household, person, day, relation);
}

void enter(store::Writer& db, Household& household, const Id& person, std::string_view relation,
           Day day) {
    add_member(db, household.id, person, relation, day);
    if (relation == relation_head) household.head = person;
    update_household(db, household);
}

void drop_membership(store::Writer& db, const Id& person, Day day) {
    const auto member = membership(db, db.tenant(), person);
    if (!member) return;
    db.run(end_member, std::max(day, member->from), db.tenant(), person);
    Household left = household(db, db.tenant(), member->household).value();
    if (left.head == person) left.head.reset();
    if (!db.query(someone_left, db.tenant(), left.id).next()) left.to = day;
    update_household(db, left);
}

}  // namespace linli::registry
