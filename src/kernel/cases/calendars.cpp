#include "kernel/cases/calendars.h"

#include <deque>
#include <mutex>

#include "kernel/registry/places.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql newest{"calendars.newest",
                     "select version, text from calendars where tenant = ? "
                     "order by version desc limit 1"};
constexpr Sql newest_version{"calendars.version",
                             "select version from calendars where tenant = ? "
                             "order by version desc limit 1"};
constexpr Sql one{"calendars.one",
                  "select version, text from calendars where tenant = ? and version = ?"};
constexpr Sql insert{"calendars.insert",
                     "insert into calendars (tenant, version, text, made, account) "
                     "values (?, ?, ?, ?, ?)"};

// A version is never edited, so that its number and text say what it is, in any store.
class Parsed {
public:
    SharedCalendar find(std::int64_t version, std::string_view text) {
        const std::lock_guard lock(mutex_);
        for (const auto& [known, calendar] : all_) {
            if (calendar->version == version && known == text) return calendar;
        }
        const auto calendar = std::make_shared<Calendar>();
        if (!text.empty()) CHECK(calendar->take_in(text, "store"));
        calendar->version = version;
        if (all_.size() == kept_max) all_.pop_front();
        all_.emplace_back(text, calendar);
        return calendar;
    }

private:
    static constexpr std::size_t kept_max = 8;
    std::mutex mutex_;
    std::deque<std::pair<std::string, SharedCalendar>> all_;
};

SharedCalendar read(store::Rows rows) {
    static Parsed parsed;
    if (!rows.next()) return parsed.find(0, "");
    return parsed.find(rows.number(0), rows.view(1));
}

}  // namespace

SharedCalendar calendar_now(store::Reader& db, store::Tenant tenant) {
    return read(db.query(newest, tenant));
}

std::int64_t calendar_version(store::Reader& db, store::Tenant tenant) {
    auto rows = db.query(newest_version, tenant);
    return rows.next() ? rows.number(0) : 0;
}

SharedCalendar calendar_of(store::Reader& db, store::Tenant tenant, std::int64_t version) {
    return read(db.query(one, tenant, version));
}

// There is one for everybody, so that the right is asked where everybody is.
bool may_edit_calendar(store::Reader& db, const kernel::Means& means, const access::Who& who) {
    const auto root = registry::root_place(db, who.tenant);
    return root && access::may(who, *means.roles, "calendar.edit", root->path);
}

Outcome<Id> import_calendar(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                            std::string_view text, std::string_view file) {
    if (!may_edit_calendar(db, desk.means, asker.who)) {
        return Refusal{"not_yours", "calendar", ""};
    }
    return seed_calendar(db, asker, text, file);
}

Outcome<Id> seed_calendar(store::Writer& db, const kernel::Asker& asker, std::string_view text,
                          std::string_view file) {
    Calendar calendar = *calendar_now(db, db.tenant());
    const std::string before = calendar.text();
    const Outcome<Done> taken = calendar.take_in(text, file);
    if (!taken) return taken.refusal();
    const std::string now = calendar.text();
    if (now == before) return Refusal{"nothing_changed", "calendar", ""};

    const std::int64_t version = calendar.version + 1;
    journal::Line line = asker.line("calendar", asker.act, "import");
    line.body = json::Writer()
                    .open_object()
                    .field("version", version)
                    .field("file", file)
                    .close_object()
                    .take();
    db.run(insert, db.tenant(), version, now, db.now(), line.account);
    journal::append(db, std::move(line));
    return asker.act;
}

}  // namespace linli::cases
