#include "app/standing.h"

namespace linli::app {
namespace {

struct Check {
    const char* what;
    store::Sql first_wrong;  // its record
};

// Past residences and closed cases keep the path that their place had then.
constexpr Check checks[] = {
    {"a figure of an issued report says another number than the records kept behind it",
     {"standing.figures",
      "select f.report from report_figures f where f.tenant = ? "
      "and (f.asked like 'count %' or f.asked like 'share %') "
      "and f.count <> (select count(*) from report_records r where r.tenant = f.tenant "
      "and r.report = f.report and r.figure = f.figure) limit 1"}},
    {"an import counts other rows than it has",
     {"standing.imports",
      "select i.id from imports i where i.tenant = ? and i.state = 'done' "
      "and i.bad <> (select count(*) from import_lines l where l.tenant = i.tenant "
      "and l.import = i.id and l.verdict = 'bad') limit 1"}},
    {"a person stands at another place than the home",
     {"standing.persons",
      "select p.id from persons p join places l on l.tenant = p.tenant and l.id = p.home "
      "where p.tenant = ? and p.path <> l.path limit 1"}},
    {"a household that goes on stands at another place than its home",
     {"standing.households",
      "select h.id from households h join places l on l.tenant = h.tenant and l.id = h.place "
      "where h.tenant = ? and h.to_day is null and h.path <> l.path limit 1"}},
    {"a unit that goes on stands at another place than its own",
     {"standing.units",
      "select u.id from units u join places l on l.tenant = u.tenant and l.id = u.place "
      "where u.tenant = ? and u.to_day is null and u.path <> l.path limit 1"}},
    {"an open case stands at another place than its own",
     {"standing.cases",
      "select c.id from cases c join places l on l.tenant = c.tenant and l.id = c.place "
      "where c.tenant = ? and c.closed is null and c.path <> l.path limit 1"}},
    {"a post that goes on stands at another place than its own",
     {"standing.posts",
      "select p.id from posts p join places l on l.tenant = p.tenant and l.id = p.place "
      "where p.tenant = ? and p.to_day is null and p.path <> l.path limit 1"}},
    {"an account has other rights than its post gives",
     {"standing.grants",
      "select g.post from grants g left join posts p on p.tenant = g.tenant and p.id = g.post "
      "where g.tenant = ? and (p.id is null or p.account is null or p.account <> g.account "
      "or p.role <> g.role or p.place <> g.place or p.path <> g.path) limit 1"}},
};

}  // namespace

std::optional<std::string> standing_differs(store::Reader& db, store::Tenant tenant) {
    for (const Check& check : checks) {
        if (auto rows = db.query(check.first_wrong, tenant); rows.next()) {
            return std::string(check.what) + ": " + rows.id(0).text();
        }
    }
    return std::nullopt;
}

}  // namespace linli::app
