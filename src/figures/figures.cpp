#include "figures/figures.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "kernel/registry/kinds.h"
#include "kernel/registry/paths.h"

namespace linli::figures {
namespace {

// A statement that is put together from a figure's declaration: text and its parameters, in order.
// Nothing of the asker's goes into the text.
class Statement {
public:
    Statement& say(std::string_view text) {
        text_ += text;
        return *this;
    }
    Statement& with(store::Value value) {
        values_.push_back(value);
        return *this;
    }
    // " and column in (?, ?)"
    Statement& one_of(std::string_view column, const std::vector<std::string>& words) {
        CHECK(!words.empty());
        say(" and ").say(column).say(" in (");
        for (std::size_t i = 0; i < words.size(); ++i)
            say(i == 0 ? "?" : ", ?").with(keep(words[i]));
        return say(")");
    }
    // " and column >= ? and column < ?"
    Statement& inside(std::string_view column, const access::Path& scope) {
        say(" and ").say(column).say(" >= ? and ").say(column).say(" < ?");
        return with(scope).with(keep(registry::end_of(scope)));
    }
    store::Rows run(store::Reader& db, const char* name) const {
        return db.query_with(store::Sql{name, text_.c_str(), false, false}, values_);
    }
    // Parameters are borrowed: what was made on the way lives here.
    const std::string& keep(std::string made) {
        made_.push_back(std::make_unique<std::string>(std::move(made)));
        return *made_.back();
    }

private:
    std::string text_;
    std::vector<store::Value> values_;
    std::vector<std::unique_ptr<std::string>> made_;
};

struct Scope {
    store::Tenant tenant;
    Zone zone;
    const access::Path& path;
    Period period;
};

std::int64_t first_number(store::Rows rows) {
    return rows.next() ? rows.number(0) : 0;
}

// " from facts f join cases c … where …": the events of cases that a figure counts. A case that
// became part of another is that other.
void say_events(Statement& sql, const Counted& of, const Scope& scope) {
    const auto in_period = [&](const char* number) {
        sql.say(" and ").say(number).say(" >= ? and ").say(number).say(" < ?");
        sql.with(scope.zone.at(scope.period.from, 0).micros);
        sql.with(scope.zone.at(scope.period.to, 0).micros);
    };
    sql.say(" from facts f join cases c on c.tenant = f.tenant and c.id = f.record");
    sql.say(" where f.tenant = ? and f.part = ? and f.field = ?");
    sql.with(scope.tenant.number).with(of.part).with(of.event);
    sql.one_of("f.word", of.words);
    in_period("f.number");
    sql.inside("c.path", scope.path).say(" and c.merged_into is null");
    if (of.in_time) {
        sql.say(
            " and not exists (select 1 from facts o where o.tenant = f.tenant and"
            " o.part = f.part and o.field = f.field and o.record = f.record and o.word = 'late'");
        in_period("o.number");
        sql.say(")");
    }
    for (const auto& [field, words] : of.where) {
        sql.say(
            " and exists (select 1 from facts w where w.tenant = f.tenant and"
            " w.record = f.record and w.part = f.part and w.field = ?");
        sql.with(field).one_of("w.word", words).say(")");
    }
}

// Narrows to one of the values that a figure is broken down by; to all of them when it is empty.
void say_value(Statement& sql, const Figure& figure, const std::string& value) {
    if (value.empty()) return;
    const bool none = value == catalogue::unclassified;
    std::vector<std::string> words{value};
    if (none) {
        words.clear();
        for (const fields::Choice& choice : figure.by_values)
            words.push_back(choice.value);
    }
    if (figure.by == "channel" || figure.of.of_registry()) {
        const char* column = figure.by == "channel" ? "c.channel"
                             : figure.by == "sex"   ? "p.sex"
                                                    : "r.kind";
        if (none) sql.say(" and not (1 = 1");
        sql.one_of(column, words).say(none ? ")" : "");
        return;
    }
    sql.say(none ? " and not exists" : " and exists");
    sql.say(" (select 1 from facts b where b.tenant = f.tenant and b.part = f.part");
    sql.say(" and b.record = f.record and b.field = ?").with(figure.by);
    sql.one_of("b.word", words).say(")");
}

// Whole years are reached on the birthday (民法典 第十七条: 周岁).
Day born_at_latest(Day on, std::int64_t years) {
    const Day::Date date = on.date();
    const int year = date.year - static_cast<int>(years);
    if (const auto day = Day::from(year, date.month, date.day)) return *day;
    return *Day::from(year, 3, 1);  // 29 February in a year that has none
}

// 人户分离 on a day: registered elsewhere than where one lives, and not only at the building of it.
void say_separated(Statement& sql, Day day) {
    const auto registered = [&] {
        sql.say(
            " exists (select 1 from residences q where q.tenant = r.tenant and"
            " q.person = r.person and q.kind = 'registered' and q.from_day <= ?"
            " and (q.to_day is null or q.to_day > ?)");
        sql.with(day.number).with(day.number);
    };
    sql.say(" and (");
    registered();
    sql.say(
        " and substr(q.path, 1, length(r.path)) <> r.path"
        " and substr(r.path, 1, length(q.path)) <> q.path) or (not");
    registered();
    sql.say(") and (p.registered_address <> '' or p.registered_division <> '')))");
}

std::vector<std::string> kinds_of_home() {
    std::vector<std::string> kinds;
    for (const registry::Kind& kind : registry::carried_place_kinds().all()) {
        if (kind.home) kinds.push_back(kind.name);
    }
    return kinds;
}

// The same for the registry, as of the last day of the period.
void say_registry(Statement& sql, const Counted& of, const Scope& scope) {
    const Day day = scope.period.last();
    if (of.part == "persons") {
        sql.say(
            " from residences r join persons p on p.tenant = r.tenant and p.id = r.person"
            " where r.tenant = ? and r.kind = 'lives'");
        sql.with(scope.tenant.number).inside("r.path", scope.path);
        sql.say(
            " and r.from_day <= ? and (r.to_day is null or r.to_day > ?)"
            " and p.merged_into is null");
        sql.with(day.number).with(day.number);
        if (of.age_least) {
            sql.say(" and p.birth <= ?").with(born_at_latest(day, *of.age_least).number);
        }
        if (of.age_most) {
            sql.say(" and p.birth > ?").with(born_at_latest(day, *of.age_most + 1).number);
        }
        if (of.separated) say_separated(sql, day);
        return;
    }
    const bool houses = of.part == "houses";
    sql.say(" from ").say(houses ? "places" : of.part).say(" r where r.tenant = ?");
    sql.with(scope.tenant.number).inside("r.path", scope.path);
    if (houses) sql.one_of("r.kind", kinds_of_home());
    sql.say(" and r.from_day <= ? and (r.to_day is null or r.to_day > ?)");
    sql.with(day.number).with(day.number);
}

// The cases behind a figure. A share counts none that is not among what it is a share of.
void say_cases(Statement& sql, const Figure& figure, const Scope& scope, const std::string& value) {
    say_events(sql, figure.of, scope);
    say_value(sql, figure, value);
    if (!figure.among) return;
    sql.say(" and f.record in (select f.record");
    say_events(sql, *figure.among, scope);
    sql.say(")");
}

void say_how_many(Statement& sql, const Counted& of, const Scope& scope) {
    if (of.of_registry()) {
        sql.say(of.part == "persons" ? "select count(distinct r.person)" : "select count(*)");
        say_registry(sql, of, scope);
    } else {
        sql.say("select count(distinct f.record)");
        say_events(sql, of, scope);
    }
}

std::int64_t how_many(store::Reader& db, const Counted& of, const Scope& scope) {
    Statement sql;
    say_how_many(sql, of, scope);
    return first_number(sql.run(db, "figures.count"));
}

std::int64_t summed(store::Reader& db, const Figure& figure, const Scope& scope,
                    const std::string& value) {
    Statement sql;
    // PostgreSQL sums into numeric.
    sql.say("select cast(coalesce(sum(coalesce(v.number, ?)), 0) as bigint) from (select distinct");
    sql.with(figure.blank).say(" f.tenant as tenant, f.part as part, f.record as record");
    say_cases(sql, figure, scope, value);
    sql.say(
        ") d left join facts v on v.tenant = d.tenant and v.part = d.part"
        " and v.record = d.record and v.field = ?");
    return first_number(sql.with(figure.field).run(db, "figures.sum"));
}

constexpr store::Sql merged_persons{
    "figures.merged",
    "select id, merged_into from persons where tenant = ? and merged_into is not null"};

// 人, not 人次: whoever reported or joined until the period ended, once, however often they came.
// Somebody who gave neither name nor number counts once for each time: nobody knows better.
std::int64_t people(store::Reader& db, const Figure& figure, const Scope& scope,
                    const std::string& value) {
    std::set<std::string> all;
    {
        Statement sql;
        sql.say("select distinct y.word from facts y where y.tenant = ? and y.part = ?");
        sql.with(scope.tenant.number).with(figure.of.part);
        sql.say(" and y.field = 'persons' and y.number < ? and y.record in (select f.record");
        sql.with(scope.zone.at(scope.period.to, 0).micros);
        say_cases(sql, figure, scope, value);
        for (auto rows = sql.say(")").run(db, "figures.people"); rows.next();)
            all.insert(rows.text(0));
    }
    std::map<std::string, std::string> went_to;
    for (auto rows = db.query(merged_persons, scope.tenant); rows.next();)
        went_to[rows.id(0).text()] = rows.id(1).text();
    std::set<std::string> apart;
    for (std::string one : all) {
        for (auto next = went_to.find(one); next != went_to.end(); next = went_to.find(one))
            one = next->second;
        apart.insert(one);
    }
    return static_cast<std::int64_t>(apart.size());
}

// `value`: of the field the figure is broken down by; empty for all.
std::int64_t value_of(store::Reader& db, const Figure& figure, const Scope& scope,
                      const std::string& value) {
    if (figure.kind == Figure::Kind::distinct) return people(db, figure, scope, value);
    if (figure.kind == Figure::Kind::sum) return summed(db, figure, scope, value);
    Statement sql;
    if (figure.of.of_registry()) {
        say_how_many(sql, figure.of, scope);
        say_value(sql, figure, value);
    } else {
        sql.say("select count(distinct f.record)");
        say_cases(sql, figure, scope, value);
    }
    return first_number(sql.run(db, "figures.count"));
}

std::vector<Part> broken_down(store::Reader& db, const Figure& figure, const Scope& scope) {
    std::vector<Part> parts;
    for (const fields::Choice& choice : figure.by_values) {
        const std::int64_t count = value_of(db, figure, scope, choice.value);
        if (count > 0) parts.push_back({choice.value, count});
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& one, const Part& other) { return one.count > other.count; });
    return parts;
}

constexpr store::Sql communities_within{
    "figures.communities",
    "select id, path from places where tenant = ? and kind in ('community', 'committee', 'village')"
    " and path >= ? and path < ? and from_day < ? and (to_day is null or to_day > ?)"};
constexpr store::Sql watched_days{
    "figures.watched",
    "select from_day, to_day from watches where tenant = ? and part = ? and place = ? "
    "and to_day > ? and from_day < ? order by from_day"};

bool watched_throughout(store::Reader& db, const Scope& scope, const std::string& part,
                        const Id& place) {
    Day covered = scope.period.from;
    for (auto rows =
             db.query(watched_days, scope.tenant, part, place, scope.period.from, scope.period.to);
         rows.next();) {
        if (rows.day(0) > covered) return false;
        covered = std::max(covered, rows.day(1));
    }
    return covered >= scope.period.to;
}

// The communities within, or the one around: registers are kept, and confirmed, by communities.
std::vector<Id> unwatched(store::Reader& db, const Scope& scope, const std::string& part) {
    std::vector<Id> places;
    for (std::string path = scope.path; places.empty() && !path.empty();
         path = registry::parent_of(path)) {
        auto rows = db.query(communities_within, scope.tenant, path, registry::end_of(path),
                             scope.period.to, scope.period.from);
        while (rows.next())
            places.push_back(rows.id(0));
    }
    std::erase_if(places,
                  [&](const Id& place) { return watched_throughout(db, scope, part, place); });
    return places;
}

}  // namespace

std::string record_kind(const Figure& figure) {
    if (!figure.of.of_registry()) return "case";
    if (figure.of.part == "persons") return "person";
    if (figure.of.part == "households") return "household";
    return figure.of.part == "units" ? "unit" : "house";
}

Answer answer(store::Reader& db, store::Tenant tenant, Zone zone, const Question& question) {
    const Figure& figure = *question.figure;
    const Scope scope{tenant, zone, question.scope, question.period};
    Answer answer;
    answer.count = value_of(db, figure, scope, "");
    if (figure.among) answer.among = how_many(db, *figure.among, scope);
    if (!figure.by.empty()) answer.parts = broken_down(db, figure, scope);
    if (figure.watched) answer.unwatched = unwatched(db, scope, figure.of.part);
    return answer;
}

std::vector<Record> records(store::Reader& db, store::Tenant tenant, Zone zone,
                            const Question& question, const std::string& value,
                            const std::optional<Record>& after, std::int64_t most) {
    const Figure& figure = *question.figure;
    const Scope scope{tenant, zone, question.scope, question.period};
    Statement sql;
    if (figure.of.of_registry()) {
        const bool persons = figure.of.part == "persons";
        const char* id = persons ? "r.person" : "r.id";
        sql.say("select distinct 0, ").say(id);
        say_registry(sql, figure.of, scope);
        say_value(sql, figure, value);
        if (after) sql.say(" and ").say(id).say(" > ?").with(after->id);
        sql.say(" order by ").say(id).say(" limit ?").with(most);
    } else {
        sql.say("select min(f.number), f.record");
        say_cases(sql, figure, scope, value);
        sql.say(" group by f.record");
        if (after) {
            sql.say(" having min(f.number) > ? or (min(f.number) = ? and f.record > ?)");
            sql.with(after->sort).with(after->sort).with(after->id);
        }
        sql.say(" order by 1, f.record limit ?").with(most);
    }
    std::vector<Record> found;
    for (auto rows = sql.run(db, "figures.records"); rows.next();) {
        found.push_back({rows.number(0), rows.id(1), record_kind(figure)});
    }
    return found;
}

std::string in_words(const Question& question) {
    const auto said = [&](const Counted& of) {
        std::string text = of.part;
        if (!of.of_registry()) text += "." + of.event + "[" + text::joined(of.words, ",") + "]";
        if (of.in_time) text += " never late";
        for (const auto& [field, words] : of.where)
            text += " " + field + "=" + text::joined(words, ",");
        if (of.age_least) text += " age>=" + std::to_string(*of.age_least);
        if (of.age_most) text += " age<=" + std::to_string(*of.age_most);
        if (of.separated) text += " separated";
        return text;
    };
    const Figure& figure = *question.figure;
    std::string text = figure.kind_word() + " " + said(figure.of);
    if (figure.kind == Figure::Kind::sum) {
        text += " of " + figure.field + ", blank " + std::to_string(figure.blank);
    }
    if (figure.among) text += " among " + said(*figure.among);
    return text + " within " + question.scope + " from " + question.period.from.text() +
           " before " + question.period.to.text();
}

std::string percent(std::int64_t count, std::int64_t among) {
    if (among <= 0) return "—";
    const std::int64_t nearest = (count * 1000 + among / 2) / among;
    const std::int64_t tenths = count < among ? std::min<std::int64_t>(nearest, 999) : nearest;
    const std::string whole = std::to_string(tenths / 10);
    return tenths % 10 == 0 ? whole + "%" : whole + "." + std::to_string(tenths % 10) + "%";
}

}  // namespace linli::figures
