#include "kernel/posts/slips.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/posts/post_rows.h"
#include "kernel/posts/teams.h"
#include "kernel/registry/trail.h"
#include "kernel/spoken_code.h"

namespace linli::posts {
namespace {

constexpr std::size_t name_characters_max = 50;
constexpr std::int64_t candidates_max = 200;

constexpr store::Sql within_path{
    "accounts.within",
    "select a.id, a.login from accounts a where a.tenant = ? and a.login > ? "
    "and (a.login like ? or a.name like ?) "
    "and (exists (select 1 from posts p where p.tenant = a.tenant and p.account = a.id "
    "and p.path >= ? and p.path < ? and (p.to_day is null or p.to_day > ?)) "
    "or (a.person is null and a.closed = 0 and not exists "
    "(select 1 from posts p where p.tenant = a.tenant and p.account = a.id))) "
    "order by a.login limit ?"};
constexpr store::Sql by_person{
    "accounts.by_person",
    "select id from accounts where tenant = ? and person = ? and closed = 0 order by id limit 1"};

#define SLIP_COLUMNS "id, person, account, maker, made, ends, used"
constexpr store::Sql by_id{"slips.by_id",
                           "select " SLIP_COLUMNS " from slips where tenant = ? and id = ?"};
constexpr store::Sql by_trace{"slips.by_trace",
                              "select " SLIP_COLUMNS " from slips where tenant = ? and trace = ?"};
constexpr store::Sql insert_slip{"slips.add", "insert into slips (tenant, trace, " SLIP_COLUMNS
                                              ") values (?, ?, ?, ?, ?, ?, ?, ?, null)"};
constexpr store::Sql stop_person{
    "slips.stop_person",
    "update slips set ends = ? where tenant = ? and person = ? and used is null and ends > ?"};
constexpr store::Sql stop_account{
    "slips.stop_account",
    "update slips set ends = ? where tenant = ? and account = ? and used is null and ends > ?"};
constexpr store::Sql use_slip{"slips.use", "update slips set used = ? where tenant = ? and id = ?"};

std::optional<Slip> first(store::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return Slip{rows.id(0),      rows.maybe_id(1), rows.maybe_id(2),     rows.id(3),
                rows.instant(4), rows.instant(5),  rows.maybe_instant(6)};
}

std::string made_code(const kernel::Means& means, store::Tenant tenant, const Id& slip) {
    return kernel::spoken_code(means.seals->trace(tenant, "slip", slip.text()));
}

std::string trace_of(const kernel::Means& means, store::Tenant tenant, std::string_view code) {
    return means.seals->trace(tenant, "slip_code", code);
}

bool has_right_somewhere(const kernel::Means& means, const access::Who& who) {
    return !access::reach(who, *means.roles, "accounts.edit").empty();
}

bool is_above_post(const kernel::Means& means, const access::Who& who, const Post& post) {
    const auto may = [&](const std::string& right) {
        return access::may(who, *means.roles, right, post.path) != nullptr;
    };
    if (may("posts.edit")) return true;
    const auto role = means.roles->find(post.role);
    return role == means.roles->end() || std::all_of(role->second.begin(), role->second.end(), may);
}

// Over the places of all of its posts; what they may do there is asked by is_above.
const access::Grant* may_look_after(store::Reader& db, const kernel::Means& means,
                                    const access::Who& who, const access::Account& account,
                                    bool& holds_posts) {
    const access::Grant* grant = nullptr;
    holds_posts = false;
    for (const Post& held : posts_of_account(db, who.tenant, account.id)) {
        if (held.to && *held.to <= held.from) continue;
        holds_posts = true;
        grant = access::may(who, *means.roles, "accounts.edit", held.path);
        if (!grant) return nullptr;
    }
    if (grant || !account.person) return grant;
    const auto person = registry::survivor(db, who.tenant, *account.person);
    return person ? registry::may(means, who, "accounts.edit", *person) : nullptr;
}

// Posts may have been given since, and whoever gave the slip may have left.
bool still_good(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                const Slip& slip, const std::optional<Id>& account, const std::optional<Id>& person,
                Day day) {
    const bool from_the_machine = !slip.maker;
    return from_the_machine ||
           is_above(db, means, access::who_of(db, tenant, slip.maker, day), account, person, day);
}

Outcome<Id> give(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                 const access::Grant* grant, const std::optional<Id>& person,
                 const std::optional<Id>& account, const Id& place) {
    if (person) db.run(stop_person, db.now(), db.tenant(), *person, db.now());
    if (account) db.run(stop_account, db.now(), db.tenant(), *account, db.now());
    const Id id = Id::make(db.now(), *means.random);
    const std::string trace = trace_of(means, db.tenant(), made_code(means, db.tenant(), id));
    const Instant ends{db.now().micros + slip_days * micros_per_day};
    db.run(insert_slip, db.tenant(), store::Blob{trace}, id, person, account, asker.who.account,
           db.now(), ends);
    journal::Line line = registry::line_of(asker, grant, "slip", id, place, "give");
    json::Writer body;
    body.open_object().field("person", person).field("account", account);
    line.body = body.field("ends", ends).close_object().take();
    journal::append(db, std::move(line));
    return id;
}

Outcome<std::string> good_name(std::string_view raw) {
    std::string name = text::trim(raw);
    if (name.empty()) return Refusal{"field_missing", "name", ""};
    if (text::length(name) > name_characters_max) {
        return Refusal{"too_long", "name", std::to_string(name_characters_max)};
    }
    return name;
}

}  // namespace

Outcome<access::Account> account_for(store::Reader& db, const kernel::Means& means,
                                     const access::Who& who, const Id& id) {
    auto found = access::account(db, who.tenant, id);
    if (!found) return Refusal{"no_such_account", "account", ""};
    bool holds_posts = false;
    const bool looks_after = may_look_after(db, means, who, *found, holds_posts);
    const bool nobodys = !holds_posts && !found->person && has_right_somewhere(means, who);
    if (!looks_after && !nobodys && id != who.account) {
        return Refusal{"no_such_account", "account", ""};
    }
    return *std::move(found);
}

bool is_above(store::Reader& db, const kernel::Means& means, const access::Who& who,
              const std::optional<Id>& account, const std::optional<Id>& person, Day day) {
    const auto above = [&](const Post& post) {
        return (post.to && *post.to <= day) || is_above_post(means, who, post);
    };
    const auto above_all = [&](const std::vector<Post>& held) {
        return std::all_of(held.begin(), held.end(), above);
    };
    if (account && !above_all(posts_of_account(db, who.tenant, *account))) return false;
    const std::vector<Id> records =
        person ? registry::records_of(db, who.tenant, *person) : std::vector<Id>{};
    return std::all_of(records.begin(), records.end(), [&](const Id& record) {
        return above_all(posts_of_person(db, who.tenant, record));
    });
}

bool may_open(store::Reader& db, const kernel::Means& means, const access::Who& who,
              const access::Account& account, Day day) {
    if (!is_above(db, means, who, account.id, account.person, day)) return false;
    const std::vector<Post> held = posts_of_account(db, who.tenant, account.id);
    const auto works = [&](const Post& post) { return post.held_on(day); };
    if (!account.person || std::any_of(held.begin(), held.end(), works)) return true;
    const auto person = registry::survivor(db, who.tenant, *account.person);
    return person && registry::may(means, who, "people.reveal", *person);
}

std::map<std::string, Id> accounts_within(store::Reader& db, store::Tenant tenant,
                                          const AccountPage& page, Day day) {
    std::string words = "%";
    for (const char c : text::lower(text::trim(text::half_width(page.words)))) {
        if (c != '%' && c != '_' && c != '\\') words += c;
    }
    if (words.size() > 1) words += '%';
    std::map<std::string, Id> found;
    for (auto rows = db.query(within_path, tenant, page.after, words, words, page.within,
                              registry::end_of(page.within), day, page.most);
         rows.next();) {
        found.emplace(rows.text(1), rows.id(0));
    }
    return found;
}

std::map<std::string, Id> colleagues_within(store::Reader& db, const RoleBook& book,
                                            store::Tenant tenant, AccountPage page, Day day) {
    std::map<std::string, Id> found;
    const auto wanted = static_cast<std::size_t>(page.most);
    page.most = candidates_max;
    while (found.size() < wanted) {
        const auto candidates = accounts_within(db, tenant, page, day);
        for (const auto& [login, id] : candidates) {
            if (found.size() == wanted) break;
            if (is_colleague(db, book, tenant, id, day)) found.emplace(login, id);
        }
        if (candidates.size() < static_cast<std::size_t>(candidates_max)) break;
        page.after = candidates.rbegin()->first;
    }
    return found;
}

std::optional<Id> account_of(store::Reader& db, store::Tenant tenant, const Id& person) {
    for (const Id& record : registry::records_of(db, tenant, person)) {
        auto rows = db.query(by_person, tenant, record);
        if (rows.next()) return rows.id(0);
    }
    return std::nullopt;
}

Outcome<Id> add_account(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const NewAccount& is) {
    std::optional<Id> owner;
    if (is.person) {
        const auto person = registry::person_for(db, means, asker.who, *is.person);
        if (!person) return person.refusal();
        owner = person.value().id;
        if (!registry::may(means, asker.who, "accounts.edit", person.value())) {
            return Refusal{"not_yours", "person", ""};
        }
        if (const auto other = account_of(db, db.tenant(), person.value().id)) {
            return Refusal{"has_account", "person",
                           access::account(db, db.tenant(), *other)->login};
        }
    }
    if (!has_right_somewhere(means, asker.who)) return Refusal{"not_yours", "", ""};
    const auto name = good_name(is.name);
    if (!name) return name.refusal();
    const access::Account made{.id = is.id.value_or(Id::make(db.now(), *means.random)),
                               .login = is.login,
                               .name = name.value(),
                               .person = owner};
    const auto added = access::add_account(db, made, asker.line("account", made.id, "add"));
    if (!added) return added.refusal();
    if (owner) hand_posts_to(db, means, asker, *owner, made.id);
    return made.id;
}

bool may_rename(store::Reader& db, const kernel::Means& means, const access::Who& who,
                const access::Account& account, Day day) {
    return has_right_somewhere(means, who) &&
           (account.id == who.account || is_above(db, means, who, account.id, account.person, day));
}

Outcome<Id> rename_account(store::Writer& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id, const std::string& wanted) {
    const auto account = account_for(db, means, asker.who, id);
    if (!account) return account.refusal();
    if (!may_rename(db, means, asker.who, account.value(), means.zone.day_of(db.now()))) {
        return Refusal{"not_yours", "account", ""};
    }
    if (account.value().closed) return Refusal{"account_closed", "account", ""};
    const auto name = good_name(wanted);
    if (!name) return name.refusal();
    access::rename_account(db, id, name.value(), asker.line("account", id, "edit"));
    return id;
}

std::optional<Slip> slip(store::Reader& db, store::Tenant tenant, const Id& id) {
    return first(db.query(by_id, tenant, id));
}

std::string code_of(const kernel::Means& means, store::Tenant tenant, const Id& slip) {
    return made_code(means, tenant, slip).insert(5, "-");
}

Outcome<Id> give_slip(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Id& id) {
    const auto person = registry::person_for(db, means, asker.who, id);
    if (!person) return person.refusal();
    const access::Grant* grant = registry::may(means, asker.who, "accounts.edit", person.value());
    const auto account = account_of(db, db.tenant(), person.value().id);
    if (grant && account) {
        bool holds_posts = false;
        grant = may_look_after(db, means, asker.who, *access::account(db, db.tenant(), *account),
                               holds_posts);
    }
    const Day today = means.zone.day_of(db.now());
    if (!grant || !is_above(db, means, asker.who, account, person.value().id, today)) {
        return Refusal{"not_yours", "person", ""};
    }
    if (person.value().died) return Refusal{"gone", "person", person.value().died->text()};
    return give(db, means, asker, grant, person.value().id, account,
                person.value().home.value_or(Id{}));
}

Outcome<Id> give_account_slip(store::Writer& db, const kernel::Means& means,
                              const kernel::Asker& asker, const Id& id) {
    const auto account = account_for(db, means, asker.who, id);
    if (!account) return account.refusal();
    bool holds_posts = false;
    const access::Grant* grant = may_look_after(db, means, asker.who, account.value(), holds_posts);
    const bool nobodys =
        !holds_posts && !account.value().person && has_right_somewhere(means, asker.who);
    const Day today = means.zone.day_of(db.now());
    if ((!grant && !nobodys) || !may_open(db, means, asker.who, account.value(), today)) {
        return Refusal{"not_yours", "account", ""};
    }
    if (account.value().closed) return Refusal{"account_closed", "account", ""};
    return give(db, means, asker, grant, account.value().person, id, Id{});
}

Outcome<Opening> look_at_slip(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                              std::string_view code, Instant now) {
    const auto heard = kernel::heard_code(code);
    if (!heard) return Refusal{"no_such_slip", "code", ""};
    const std::string trace = trace_of(means, tenant, *heard);
    const auto found = first(db.query(by_trace, tenant, store::Blob{trace}));
    if (!found) return Refusal{"no_such_slip", "code", ""};
    if (found->used) return Refusal{"slip_used", "code", ""};
    if (found->ends <= now) return Refusal{"slip_expired", "code", ""};
    Opening opening{found->id, found->account, "", ""};
    // The person may have come by an account since the slip was printed.
    if (!opening.account && found->person) {
        opening.account = account_of(db, tenant, *found->person);
    }
    if (opening.account) {
        const auto account = access::account(db, tenant, *opening.account);
        opening.name = account->name;
        opening.login = account->login;
    }
    const auto person =
        found->person ? registry::survivor(db, tenant, *found->person) : std::nullopt;
    if (person && person->erased) return Refusal{"gone", "code", ""};
    if (person) opening.name = person->name;
    if (!still_good(db, means, tenant, *found, opening.account,
                    person ? std::optional(person->id) : std::nullopt, means.zone.day_of(now))) {
        return Refusal{"slip_void", "code", ""};
    }
    return opening;
}

Outcome<Id> claim(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                  std::string_view code, std::string_view login,
                  const std::string& hashed_password) {
    const auto opening = look_at_slip(db, means, db.tenant(), code, db.now());
    if (!opening) return opening.refusal();
    const Slip is = slip(db, db.tenant(), opening.value().slip).value();
    std::optional<registry::Person> person;
    if (is.person) {
        person = registry::survivor(db, db.tenant(), *is.person);
        if (!person || person->erased || person->died) return Refusal{"gone", "code", ""};
    }
    if (const auto& known = opening.value().account) {
        if (access::account(db, db.tenant(), *known)->closed) {
            return Refusal{"account_closed", "code", ""};
        }
        db.run(use_slip, db.now(), db.tenant(), is.id);
        journal::Line ending = asker.line("account", *known, "end_sessions");
        ending.act = Id::make(db.now(), *means.random);
        access::end_sessions_of(db, *known, std::move(ending));
        access::set_password(db, *known, hashed_password, false,
                             asker.line("account", *known, "claim"));
        came_into_other_hands(db, means, asker, *known, "password");
        return *known;
    }
    CHECK(person);  // a slip is for a person or for an account
    const access::Account made{.id = Id::make(db.now(), *means.random),
                               .login = std::string(login),
                               .name = person->name,
                               .person = person->id,
                               .password = hashed_password};
    const auto added = access::add_account(db, made, asker.line("account", made.id, "claim"));
    if (!added) return added.refusal();
    db.run(use_slip, db.now(), db.tenant(), is.id);
    hand_posts_to(db, means, asker, person->id, made.id);
    return made.id;
}

}  // namespace linli::posts
