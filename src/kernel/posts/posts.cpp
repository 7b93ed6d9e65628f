#include "kernel/posts/posts.h"

#include <algorithm>

#include "access/accounts.h"
#include "kernel/posts/post_rows.h"
#include "kernel/registry/persons.h"

namespace linli::posts {
namespace {

#define POST_COLUMNS                                                                        \
    "id, role, place, path, unit, account, person, name, stands_in_for, from_day, to_day, " \
    "reason, edition"

constexpr store::Sql by_id{"posts.by_id",
                           "select " POST_COLUMNS " from posts where tenant = ? and id = ?"};
constexpr store::Sql page_all{
    "posts.within",
    "select " POST_COLUMNS
    " from posts where tenant = ? and path >= ? and path < ? "
    "and (path > ? or role > ? or (role = ? and id > ?)) and (to_day is null or to_day > ?) "
    "order by path, role, id limit ?"};
constexpr store::Sql page_role{
    "posts.of_role",
    "select " POST_COLUMNS
    " from posts where tenant = ? and role = ? and path >= ? and path < ? "
    "and (path > ? or id > ?) and (to_day is null or to_day > ?) order by path, id limit ?"};
constexpr store::Sql by_account{"posts.of_account", "select " POST_COLUMNS
                                                    " from posts where tenant = ? and account = ? "
                                                    "order by from_day desc, id"};
constexpr store::Sql by_person{"posts.of_person", "select " POST_COLUMNS
                                                  " from posts where tenant = ? and person = ? "
                                                  "order by from_day desc, id"};
constexpr store::Sql by_unit{"posts.in_unit",
                             "select " POST_COLUMNS
                             " from posts where tenant = ? and unit = ? "
                             "and (to_day is null or to_day > ?) order by role, id"};
constexpr store::Sql by_path{"posts.at", "select " POST_COLUMNS
                                         " from posts where tenant = ? and path = ? "
                                         "and (to_day is null or to_day > ?) order by role, id"};
constexpr store::Sql by_seat{"posts.stand_ins",
                             "select " POST_COLUMNS
                             " from posts where tenant = ? and stands_in_for = ? "
                             "order by from_day desc, id"};
constexpr store::Sql name_of_account{"posts.account_name",
                                     "select name from accounts where tenant = ? and id = ?"};
constexpr store::Sql name_of_person{"posts.person_name",
                                    "select name from persons where tenant = ? and id = ?"};

constexpr store::Sql insert_row{"posts.add", "insert into posts (tenant, " POST_COLUMNS
                                             ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql update_row{"posts.edit",
                                "update posts set account = ?, to_day = ?, reason = ?, edition = ? "
                                "where tenant = ? and id = ?"};
constexpr store::Sql put_grant{
    "grants.put",
    "insert into grants (tenant, account, post, role, place, path, unit, stand_in, from_day, "
    "to_day) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, account, post) do update "
    "set to_day = excluded.to_day"};

Post read_post(const store::Rows& row) {
    return {
        .id = row.id(0),
        .role = row.text(1),
        .place = row.id(2),
        .path = row.text(3),
        .unit = row.maybe_id(4),
        .account = row.maybe_id(5),
        .person = row.maybe_id(6),
        .name = row.text(7),
        .stands_in_for = row.maybe_id(8),
        .from = row.day(9),
        .to = row.maybe_day(10),
        .reason = row.text(11),
        .edition = row.number(12),
    };
}

std::vector<Post> all(store::Rows rows) {
    std::vector<Post> posts;
    while (rows.next())
        posts.push_back(read_post(rows));
    return posts;
}

void grant(store::Writer& db, const kernel::Means& means, const Post& is) {
    if (!is.account) return;
    if (role_book(means).confidential(is.role)) enter_team(db, is);
    db.run(put_grant, db.tenant(), *is.account, is.id, is.role, is.place, is.path, is.unit,
           is.stands_in_for ? 1 : 0, is.from, is.to);
}

}  // namespace

const RoleBook& role_book(const kernel::Means& means) {
    return means.role_book ? *means.role_book : carried_roles();
}

std::optional<Post> post(store::Reader& db, store::Tenant tenant, const Id& id) {
    auto rows = db.query(by_id, tenant, id);
    if (!rows.next()) return std::nullopt;
    return read_post(rows);
}

std::vector<Post> posts_within(store::Reader& db, store::Tenant tenant, const PostPage& page,
                               Day day) {
    const access::Path start = std::max(page.within, page.after_path);
    const std::string end = registry::end_of(page.within);
    if (!page.role.empty()) {
        return all(db.query(page_role, tenant, page.role, start, end, page.after_path, page.after,
                            day, page.most));
    }
    return all(db.query(page_all, tenant, start, end, page.after_path, page.after_role,
                        page.after_role, page.after, day, page.most));
}

std::vector<Post> posts_of_account(store::Reader& db, store::Tenant tenant, const Id& account) {
    return all(db.query(by_account, tenant, account));
}

std::vector<Post> posts_of_person(store::Reader& db, store::Tenant tenant, const Id& person) {
    return all(db.query(by_person, tenant, person));
}

std::vector<Post> posts_in_unit(store::Reader& db, store::Tenant tenant, const Id& unit, Day day) {
    return all(db.query(by_unit, tenant, unit, day));
}

std::vector<Post> posts_at(store::Reader& db, store::Tenant tenant, std::string_view path,
                           Day day) {
    return all(db.query(by_path, tenant, path, day));
}

std::vector<Post> stand_ins(store::Reader& db, store::Tenant tenant, const Id& post) {
    return all(db.query(by_seat, tenant, post));
}

std::string holder_name(store::Reader& db, store::Tenant tenant, const Post& post) {
    if (post.account) {
        if (auto rows = db.query(name_of_account, tenant, *post.account); rows.next()) {
            return rows.text(0);
        }
    }
    if (post.person) {
        if (auto rows = db.query(name_of_person, tenant, *post.person); rows.next()) {
            return rows.text(0);
        }
    }
    return post.name;
}

void insert_post(store::Writer& db, const kernel::Means& means, const Post& is) {
    db.run(insert_row, db.tenant(), is.id, is.role, is.place, is.path, is.unit, is.account,
           is.person, is.name, is.stands_in_for, is.from, is.to, is.reason, is.edition);
    grant(db, means, is);
}

void update_post(store::Writer& db, const kernel::Means& means, const Post& before, Post& is) {
    is.edition = before.edition + 1;
    db.run(update_row, is.account, is.to, is.reason, is.edition, db.tenant(), is.id);
    grant(db, means, is);
}

void hand_posts_to(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& person, const Id& account) {
    for (const Id& record : registry::records_of(db, db.tenant(), person)) {
        for (const Post& before : posts_of_person(db, db.tenant(), record)) {
            if (before.account) continue;
            Post is = before;
            is.account = account;
            update_post(db, means, before, is);
            tell_team(db, means, is);
            tell(db, means, asker, is);
        }
    }
}

void end_idle_sessions(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& account, Day day) {
    if (!access::grants_of(db, db.tenant(), account, day).empty()) return;
    if (access::sessions_of(db, db.tenant(), account, db.now()).empty()) return;
    journal::Line line = asker.line("account", account, "end_sessions");
    line.act = Id::make(db.now(), *means.random);
    access::end_sessions_of(db, account, std::move(line));
}

void tell(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
          const Post& post) {
    if (!means.hooks) return;
    for (const auto& hook : means.hooks->posts_changed) {
        hook(db, asker, {post.role, post.place, post.path, post.unit});
    }
}

}  // namespace linli::posts
