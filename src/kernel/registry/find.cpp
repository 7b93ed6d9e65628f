#include "kernel/registry/find.h"

#include <map>

#include "base/text.h"
#include "kernel/registry/paths.h"

namespace linli::registry {
namespace {

constexpr store::Sql insert_gram{
    "grams.add",
    "insert into grams (tenant, kind, gram, path, record) values (?, ?, ?, ?, ?) "
    "on conflict (tenant, kind, gram, path, record) do nothing"};
constexpr store::Sql delete_gram{
    "grams.remove",
    "delete from grams where tenant = ? and kind = ? and gram = ? and path = ? and record = ?"};
constexpr store::Sql repath_gram{
    "grams.repath",
    "update grams set path = ? || substr(path, cast(? as integer)) "
    "where tenant = ? and kind = ? and gram = ? and path >= ? and path < ?"};

constexpr store::Sql with_one{
    "grams.one",
    "select record from grams where tenant = ? and kind = ? and gram = ? and path >= ? and "
    "path < ? order by path, record limit ?"};
constexpr store::Sql with_two{
    "grams.two",
    "select a.record from grams a join grams b on b.tenant = a.tenant and b.kind = a.kind "
    "and b.path = a.path and b.record = a.record and b.gram = ? "
    "where a.tenant = ? and a.kind = ? and a.gram = ? and a.path >= ? and a.path < ? "
    "order by a.path, a.record limit ?"};
constexpr store::Sql with_three{
    "grams.three",
    "select a.record from grams a join grams b on b.tenant = a.tenant and b.kind = a.kind "
    "and b.path = a.path and b.record = a.record and b.gram = ? "
    "join grams c on c.tenant = a.tenant and c.kind = a.kind "
    "and c.path = a.path and c.record = a.record and c.gram = ? "
    "where a.tenant = ? and a.kind = ? and a.gram = ? and a.path >= ? and a.path < ? "
    "order by a.path, a.record limit ?"};

constexpr store::Sql names_within[] = {
    {"places.names_within",
     "select name, '' from places where tenant = ? and path >= ? and path < ?"},
    {"units.names_within",
     "select name, '' from units where tenant = ? and path >= ? and path < ?"},
    {"persons.names_within",
     "select name, former_name from persons where tenant = ? and present in (0, 1) "
     "and path >= ? and path < ?"},
    {"persons.names_registered",
     "select name, former_name from persons where tenant = ? and registered_path >= ? "
     "and registered_path < ?"},
};

constexpr store::Sql insert_trace{
    "traces.add",
    "insert into traces (tenant, field, trace, record) values (?, ?, ?, ?) "
    "on conflict (tenant, field, trace, record) do nothing"};
constexpr store::Sql delete_trace{
    "traces.remove",
    "delete from traces where tenant = ? and field = ? and trace = ? and record = ?"};
constexpr store::Sql bearers{"traces.bearers",
                             "select record from traces where tenant = ? and field = ? and trace = "
                             "? order by record limit ?"};

std::string tail_field(std::string_view field) {
    return field == "id_number" ? "id_tail" : std::string(field) + "_tail";
}

}  // namespace

Grams grams_of_name(std::string_view name, NameOf of) {
    Grams all;
    for (std::string& gram : grams(name))
        all.insert(std::move(gram));
    for (std::string& prefix : prefixes(initials(name, of)))
        all.insert(std::move(prefix));
    return all;
}

Grams grams_of_place(std::string_view name) {
    Grams all = grams_of_name(name, NameOf::other);
    std::string digits;
    for (const char c : text::half_width(name) + " ") {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (!digits.empty()) {
            all.insert("#" + digits);
            digits.clear();
        }
    }
    return all;
}

void add_grams(store::Writer& db, std::string_view kind, std::string_view path, const Id& record,
               const Grams& all) {
    // One row a statement: SQLite keeps a journal of its own for a statement that writes several,
    // and that costs more than it saves.
    for (const std::string& gram : all)
        db.run_derived(insert_gram, db.tenant(), kind, gram, path, record);
}

void remove_grams(store::Writer& db, std::string_view kind, std::string_view path, const Id& record,
                  const Grams& all) {
    for (const std::string& gram : all)
        db.run_derived(delete_gram, db.tenant(), kind, gram, path, record);
}

void move_grams(store::Writer& db, const std::string& from, const std::string& to) {
    std::map<std::string_view, Grams> distinct;
    for (const store::Sql& sql : names_within) {
        const std::string_view kind = std::string_view(sql.name).starts_with("places")  ? "place"
                                      : std::string_view(sql.name).starts_with("units") ? "unit"
                                                                                        : "person";
        for (auto rows = db.query(sql, db.tenant(), from, end_of(from)); rows.next();) {
            for (const int column : {0, 1}) {
                distinct[kind].merge(kind == "place" ? grams_of_place(rows.view(column))
                                     : kind == "unit"
                                         ? grams_of_name(rows.view(column), NameOf::other)
                                         : grams_of_name(rows.view(column), NameOf::person));
            }
        }
    }
    const auto rest = static_cast<std::int64_t>(from.size()) + 1;
    for (const auto& [kind, all] : distinct) {
        for (const std::string& gram : all)
            db.run_derived(repath_gram, to, rest, db.tenant(), kind, gram, from, end_of(from));
    }
}

std::vector<Id> with_grams(store::Reader& db, store::Tenant tenant, std::string_view kind,
                           const std::vector<std::string>& all, std::string_view within,
                           std::int64_t most) {
    CHECK(!all.empty());
    const std::string end = end_of(within);
    store::Rows rows =
        all.size() == 1 ? db.query(with_one, tenant, kind, all[0], within, end, most)
        : all.size() == 2
            ? db.query(with_two, all[0], tenant, kind, all[1], within, end, most)
            : db.query(with_three, all[0], all[1], tenant, kind, all[2], within, end, most);
    std::vector<Id> found;
    while (rows.next())
        found.push_back(rows.id(0));
    return found;
}

std::string tail_of(std::string_view value) {
    return std::string(value.size() <= 4 ? value : value.substr(value.size() - 4));
}

void add_traces(store::Writer& db, const kernel::Means& means, std::string_view field,
                std::string_view value, const Id& record) {
    const std::string tail = tail_of(value);
    const std::string whole_trace = means.seals->trace(db.tenant(), field, value);
    const std::string tail_trace = means.seals->trace(db.tenant(), tail_field(field), tail);
    db.run(insert_trace, db.tenant(), field, store::Blob{whole_trace}, record);
    db.run(insert_trace, db.tenant(), tail_field(field), store::Blob{tail_trace}, record);
}

void remove_traces(store::Writer& db, const kernel::Means& means, std::string_view field,
                   std::string_view value, const Id& record) {
    const std::string tail = tail_of(value);
    const std::string whole_trace = means.seals->trace(db.tenant(), field, value);
    const std::string tail_trace = means.seals->trace(db.tenant(), tail_field(field), tail);
    db.run(delete_trace, db.tenant(), field, store::Blob{whole_trace}, record);
    db.run(delete_trace, db.tenant(), tail_field(field), store::Blob{tail_trace}, record);
}

std::vector<Id> with_trace(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                           std::string_view field, std::string_view value, std::int64_t most) {
    const std::string trace = means.seals->trace(tenant, field, value);
    std::vector<Id> found;
    auto rows = db.query(bearers, tenant, field, store::Blob{trace}, most);
    while (rows.next())
        found.push_back(rows.id(0));
    return found;
}

}  // namespace linli::registry
