#include "kernel/registry/retention.h"

#include <algorithm>

#include "base/reading.h"
#include "base/resources.h"
#include "base/text.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr store::Sql read_longer{
    "retention.longer",
    "select until_day, reason from kept_longer where tenant = ? and kind = ? and record = ?"};
constexpr store::Sql put_longer{
    "retention.keep",
    "insert into kept_longer (tenant, kind, record, until_day, reason, account) "
    "values (?, ?, ?, ?, ?, ?) on conflict (tenant, kind, record) do update "
    "set until_day = excluded.until_day, reason = excluded.reason, account = excluded.account"};
constexpr store::Sql left_before{
    "retention.people",
    "select p.id from persons p where p.tenant = ? and p.present = 0 and p.merged_into is null "
    "and p.erased is null and not exists (select 1 from residences r where r.tenant = p.tenant "
    "and r.person = p.id and (r.to_day is null or r.to_day > ?)) "
    "and not exists (select 1 from kept_longer k where k.tenant = p.tenant "
    "and k.kind = 'person_left' and k.record = p.id and k.until_day > ?) "
    "and p.path >= ? and p.path < ? and (p.path > ? or p.id > ?) order by p.path, p.id limit ?"};

std::vector<Retention> read_retentions() {
    const std::string path = "programmes/common/retention.yaml";
    const auto found = kernel_registry_resources().find(path);
    CHECK(found != kernel_registry_resources().end());
    const yaml::Node file = yaml::parse(found->second, path).value();
    std::vector<Retention> all;
    for (const auto& [name, node] : file.find("retention")->entries) {
        yaml::Reading reading(node);
        Retention one{.kind = name, .days = reading.number("days", 1, 36'600, 0)};
        if (const yaml::Node* title = reading.need("title"))
            one.title = reading.keep(fields::words(*title));
        if (const yaml::Node* basis = reading.need("basis"))
            one.basis = reading.keep(fields::words(*basis));
        all.push_back(reading.end(std::move(one)).value());
    }
    return all;
}

Day last_day_here(store::Reader& db, store::Tenant tenant, const Person& person) {
    Day last = person.died.value_or(Day{});
    for (const Residence& stay : residences_of(db, tenant, person.id))
        last = std::max(last, stay.to.value_or(stay.from));
    return last;
}

}  // namespace

const std::vector<Retention>& retentions() {
    static const std::vector<Retention> all = read_retentions();
    return all;
}

const Retention& retention(std::string_view kind) {
    const auto& all = retentions();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Retention& one) { return one.kind == kind; });
    CHECK(found != all.end());
    return *found;
}

std::optional<KeptLonger> kept_longer(store::Reader& db, store::Tenant tenant,
                                      std::string_view kind, const Id& record) {
    auto rows = db.query(read_longer, tenant, kind, record);
    if (!rows.next()) return std::nullopt;
    return KeptLonger{rows.day(0), rows.text(1)};
}

Outcome<Done> keep_longer(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          std::string_view kind, const Id& record, Day until,
                          std::string_view reason) {
    const std::string why = text::trim(reason);
    if (why.empty()) return Refusal{"field_missing", "reason", ""};
    const Day today = means.zone.day_of(db.now());
    if (until <= today) return Refusal{"day_in_past", "until", ""};
    if (until > today.plus(longer_days_max)) {
        return Refusal{"day_too_far", "until", today.plus(longer_days_max).text()};
    }
    db.run(put_longer, db.tenant(), kind, record, until, why, asker.who.account);
    return Done{};
}

std::vector<PersonDue> people_due(store::Reader& db, store::Tenant tenant, std::string_view within,
                                  std::string_view after_path, const Id& after, Day today,
                                  std::int64_t most) {
    const Day before = today.plus(-retention("person_left").days);
    std::vector<Id> found;
    const std::string from(after_path > within ? after_path : within);
    for (auto rows = db.query(left_before, tenant, before, today, from, end_of(within), after_path,
                              after, most);
         rows.next();)
        found.push_back(rows.id(0));
    std::vector<PersonDue> due;
    for (const Id& id : found) {
        Person is = person(db, tenant, id).value();
        const Day left = last_day_here(db, tenant, is);
        due.push_back({std::move(is), left});
    }
    return due;
}

Outcome<Id> keep_person_longer(store::Writer& db, const kernel::Means& means,
                               const kernel::Asker& asker, const Id& id, Day until,
                               std::string_view reason) {
    const auto found = person_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const Person& is = found.value();
    const access::Grant* grant = may(means, asker.who, "people.erase", is);
    if (!grant) return Refusal{"not_yours", "person", ""};
    if (is.present) return Refusal{"still_here", "person", ""};
    const auto kept = keep_longer(db, means, asker, "person_left", is.id, until, reason);
    if (!kept) return kept.refusal();
    journal::Line line = line_of(asker, grant, "person", is.id, Id{}, "keep_longer");
    line.basis = text::trim(reason);
    json::Writer body;
    line.body = body.open_object().field("until", until).close_object().take();
    journal::append(db, std::move(line));
    return is.id;
}

}  // namespace linli::registry
