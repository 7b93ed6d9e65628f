#include "access/accounts.h"

#include <sodium.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

#include "access/erased.h"
#include "base/hash.h"
#include "base/text.h"

namespace linli::access {
namespace {

#define ACCOUNT_COLUMNS \
    "id, login, name, person, password, must_change, closed, failures, locked_until"

constexpr store::Sql insert_account{"accounts.add", "insert into accounts (tenant, " ACCOUNT_COLUMNS
                                                    ", made) "
                                                    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql by_login{
    "accounts.by_login", "select " ACCOUNT_COLUMNS " from accounts where tenant = ? and login = ?"};
constexpr store::Sql by_id{"accounts.by_id",
                           "select " ACCOUNT_COLUMNS " from accounts where tenant = ? and id = ?"};
constexpr store::Sql update_password{
    "accounts.set_password",
    "update accounts set password = ?, must_change = ?, failures = 0, locked_until = null "
    "where tenant = ? and id = ?"};
constexpr store::Sql update_name{"accounts.rename",
                                 "update accounts set name = ? where tenant = ? and id = ?"};
constexpr store::Sql update_closed{"accounts.close",
                                   "update accounts set closed = 1 where tenant = ? and id = ?"};
constexpr store::Sql forget_account_row{
    "accounts.forget",
    "update accounts set login = ?, name = ?, password = '', closed = 1 "
    "where tenant = ? and id = ?"};
constexpr store::Sql forget_second_factor{
    "second_factors.forget", "delete from second_factors where tenant = ? and account = ?"};
constexpr store::Sql forget_recovery_codes{
    "recovery_codes.forget", "delete from recovery_codes where tenant = ? and account = ?"};
constexpr store::Sql update_failures{
    "accounts.failed",
    "update accounts set failures = ?, locked_until = ? where tenant = ? and id = ?"};
constexpr store::Sql insert_session{
    "sessions.begin",
    "insert into sessions (tenant, token, id, account, agent, begun, ends) "
    "values (?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql insert_origin{
    "session_origins.add", "insert into session_origins (tenant, token, address) values (?, ?, ?)"};
constexpr store::Sql delete_old_sessions{
    "sessions.sweep", "delete from sessions where tenant = ? and account = ? and ends <= ?"};
constexpr store::Sql delete_session{
    "sessions.end", "delete from sessions where tenant = ? and account = ? and id = ?"};
constexpr store::Sql delete_sessions{
    "sessions.end_all", "delete from sessions where tenant = ? and account = ? and id <> ?"};
constexpr store::Sql list_sessions{
    "sessions.list",
    "select s.id, s.account, s.agent, s.begun, s.ends, coalesce(o.address, '') from sessions s "
    "left join session_origins o on o.tenant = s.tenant and o.token = s.token "
    "where s.tenant = ? and s.account = ? and s.ends > ? order by s.begun desc"};
constexpr store::Sql by_token{
    "sessions.who",
    "select s.id, a.id, a.person, a.name, a.login, a.must_change from sessions s "
    "join accounts a on a.tenant = s.tenant and a.id = s.account "
    "where s.tenant = ? and s.token = ? and s.ends > ? and a.closed = 0"};

std::optional<Account> read_account(store::Rows rows) {
    if (!rows.next()) return std::nullopt;
    return Account{
        .id = rows.id(0),
        .login = rows.text(1),
        .name = rows.text(2),
        .person = rows.maybe_id(3),
        .password = rows.text(4),
        .must_change_password = rows.number(5) == 1,
        .closed = rows.number(6) == 1,
        .failures = rows.number(7),
        .locked_until = rows.maybe_instant(8),
    };
}

bool login_is_good(std::string_view login) {
    if (login.size() < 3 || login.size() > 40) return false;
    return std::all_of(login.begin(), login.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
}

std::string token_digest(std::string_view token) {
    return digest(Digest::sha256, token);
}

// argon2id takes 19 MiB while it runs: two at once, the others wait their turn.
class HashingPlace {
public:
    HashingPlace() {
        std::unique_lock lock(mutex());
        freed().wait(lock, [] { return taken() < 2; });
        ++taken();
    }
    ~HashingPlace() {
        {
            const std::lock_guard lock(mutex());
            --taken();
        }
        freed().notify_one();
    }
    HashingPlace(const HashingPlace&) = delete;
    HashingPlace& operator=(const HashingPlace&) = delete;

private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    static std::condition_variable& freed() {
        static std::condition_variable one;
        return one;
    }
    static int& taken() {
        static int count = 0;
        return count;
    }
};

constexpr unsigned long long argon_passes = 2;
constexpr std::size_t argon_bytes = 19 * 1024 * 1024;

}  // namespace

std::string hash_password(std::string_view password) {
    const HashingPlace place;
    char hashed[crypto_pwhash_STRBYTES];
    CHECK(sodium_init() >= 0);
    if (crypto_pwhash_str(hashed, password.data(), password.size(), argon_passes, argon_bytes) !=
        0) {
        throw Fault("no memory for hashing a password");
    }
    return hashed;
}

bool password_fits(const std::string& hashed, std::string_view password) {
    const HashingPlace place;
    CHECK(sodium_init() >= 0);
    return crypto_pwhash_str_verify(hashed.c_str(), password.data(), password.size()) == 0;
}

Outcome<Done> password_is_good(std::string_view password, std::string_view login) {
    if (text::length(password) < password_characters_min) {
        return Refusal{"password_short", "password", std::to_string(password_characters_min)};
    }
    const std::string lower = text::lower(password);
    const std::set<char> different(lower.begin(), lower.end());
    static const std::set<std::string> common = {
        "1234567890",  "0123456789",   "password123", "qwertyuiop", "1qaz2wsx3edc", "admin123456",
        "12345678910", "iloveyou1314", "5201314520",  "abcd123456", "a123456789",   "woaini1314",
    };
    if (different.size() < 5 || common.contains(lower))
        return Refusal{"password_common", "password", ""};
    if (!login.empty() && lower.find(text::lower(login)) != std::string::npos) {
        return Refusal{"password_is_name", "password", ""};
    }
    return Done{};
}

Outcome<Done> add_account(store::Writer& db, const Account& is, journal::Line line) {
    if (!login_is_good(is.login)) return Refusal{"login_bad", "login", ""};
    if (find_account(db, db.tenant(), is.login)) return Refusal{"login_taken", "login", ""};
    db.run(insert_account, db.tenant(), is.id, is.login, is.name, is.person, is.password,
           int{is.must_change_password}, int{is.closed}, is.failures, is.locked_until, db.now());
    journal::append(db, std::move(line));
    return Done{};
}

void set_password(store::Writer& db, const Id& account, const std::string& hashed, bool must_change,
                  journal::Line line) {
    db.run(update_password, hashed, int{must_change}, db.tenant(), account);
    journal::append(db, std::move(line));
}

void rename_account(store::Writer& db, const Id& account, const std::string& name,
                    journal::Line line) {
    db.run(update_name, name, db.tenant(), account);
    journal::append(db, std::move(line));
}

void close_account(store::Writer& db, const Id& account, journal::Line line) {
    db.run(update_closed, db.tenant(), account);
    db.run(delete_sessions, db.tenant(), account, Id{});
    journal::append(db, std::move(line));
}

void forget_account(store::Writer& db, const Id& account, journal::Line line) {
    db.run(forget_account_row, account.text(), erased_name, db.tenant(), account);
    db.run(forget_recovery_codes, db.tenant(), account);
    db.run(forget_second_factor, db.tenant(), account);
    db.run(delete_sessions, db.tenant(), account, Id{});
    journal::append(db, std::move(line));
}

std::optional<Instant> locked_after(std::int64_t failures, Instant now) {
    if (failures < failures_before_lock) return std::nullopt;
    const std::int64_t doublings = std::min<std::int64_t>(failures - failures_before_lock, 6);
    const std::int64_t minutes = std::min<std::int64_t>(std::int64_t{1} << doublings, 60);
    return Instant{now.micros + minutes * micros_per_minute};
}

void note_failure(store::Writer& db, const Account& account, journal::Line line) {
    const std::int64_t failures = account.failures + 1;
    const auto locked_until = locked_after(failures, db.now());
    db.run(update_failures, failures, locked_until ? locked_until : account.locked_until,
           db.tenant(), account.id);
    journal::append(db, std::move(line));
}

std::optional<Account> find_account(store::Reader& db, store::Tenant tenant,
                                    std::string_view login) {
    return read_account(db.query(by_login, tenant, login));
}

std::optional<Account> account(store::Reader& db, store::Tenant tenant, const Id& id) {
    return read_account(db.query(by_id, tenant, id));
}

std::string make_token(Random& random) {
    std::uint8_t bytes[token_bytes];
    random.fill(bytes);
    return text::base64url({reinterpret_cast<const char*>(bytes), sizeof bytes});
}

void begin_session(store::Writer& db, const Session& session, std::string_view token,
                   journal::Line line) {
    db.run(update_failures, 0, std::nullopt, db.tenant(), session.account);
    db.run(delete_old_sessions, db.tenant(), session.account, db.now());
    const std::string kept = token_digest(token);
    db.run(insert_session, db.tenant(), store::Blob{kept}, session.id, session.account,
           text::first(session.agent, 200), session.begun, session.ends);
    db.run(insert_origin, db.tenant(), store::Blob{kept}, session.address);
    journal::append(db, std::move(line));
}

Outcome<Done> end_session(store::Writer& db, const Id& account, const Id& session,
                          journal::Line line) {
    if (db.run(delete_session, db.tenant(), account, session) == 0) {
        return Refusal{"no_such_session", "session", ""};
    }
    journal::append(db, std::move(line));
    return Done{};
}

void end_sessions_of(store::Writer& db, const Id& account, journal::Line line, const Id& keep) {
    db.run(delete_sessions, db.tenant(), account, keep);
    journal::append(db, std::move(line));
}

std::vector<Session> sessions_of(store::Reader& db, store::Tenant tenant, const Id& account,
                                 Instant now) {
    std::vector<Session> sessions;
    for (auto rows = db.query(list_sessions, tenant, account, now); rows.next();) {
        sessions.push_back(
            {rows.id(0), rows.id(1), rows.text(2), rows.instant(3), rows.instant(4), rows.text(5)});
    }
    return sessions;
}

Present who_is(store::Reader& db, store::Tenant tenant, std::string_view token, Instant now,
               Zone zone) {
    Present present;
    present.who.tenant = tenant;
    if (token.empty()) return present;
    {
        auto rows = db.query(by_token, tenant, store::Blob{token_digest(token)}, now);
        if (!rows.next()) return present;
        present.session = rows.id(0);
        present.who.account = rows.id(1);
        present.who.person = rows.maybe_id(2).value_or(Id{});
        present.who.name = rows.text(3);
        present.who.login = rows.text(4);
        present.who.must_change_password = rows.number(5) == 1;
    }
    present.who.grants = grants_of(db, tenant, present.who.account, zone.day_of(now));
    return present;
}

Who who_of(store::Reader& db, store::Tenant tenant, const Id& id, Day day) {
    Who who;
    who.tenant = tenant;
    const auto found = account(db, tenant, id);
    if (!found || found->closed) return who;
    who.account = id;
    who.person = found->person.value_or(Id{});
    who.name = found->name;
    who.login = found->login;
    who.grants = grants_of(db, tenant, id, day);
    return who;
}

}  // namespace linli::access
