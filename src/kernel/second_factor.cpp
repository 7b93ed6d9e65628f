#include "kernel/second_factor.h"

#include "access/totp.h"
#include "base/hash.h"
#include "base/text.h"
#include "kernel/spoken_code.h"

namespace linli::kernel {
namespace {

constexpr store::Sql read_factor{
    "second_factors.read",
    "select key, secret, since, step from second_factors where tenant = ? and account = ?"};
constexpr store::Sql confirmed{"second_factors.confirmed",
                               "select 1 from second_factors where tenant = ? and account = ? "
                               "and since is not null"};
constexpr store::Sql insert_factor{
    "second_factors.begin",
    "insert into second_factors (tenant, account, key, secret, begun, since, step) "
    "values (?, ?, ?, ?, ?, null, 0)"};
constexpr store::Sql confirm_factor{
    "second_factors.confirm",
    "update second_factors set since = ? where tenant = ? and account = ?"};
constexpr store::Sql move_step{
    "second_factors.step",
    "update second_factors set step = ? where tenant = ? and account = ? and step < ?"};
constexpr store::Sql delete_factor{"second_factors.end",
                                   "delete from second_factors where tenant = ? and account = ?"};
constexpr store::Sql insert_code{
    "recovery_codes.give",
    "insert into recovery_codes (tenant, account, digest, used) values (?, ?, ?, null)"};
constexpr store::Sql known_code{
    "recovery_codes.known",
    "select 1 from recovery_codes where tenant = ? and account = ? and digest = ?"};
constexpr store::Sql use_code{
    "recovery_codes.use",
    "update recovery_codes set used = ? where tenant = ? and account = ? and digest = ? "
    "and used is null"};
constexpr store::Sql count_codes{
    "recovery_codes.left",
    "select count(*) from recovery_codes where tenant = ? and account = ? and used is null"};
constexpr store::Sql delete_codes{"recovery_codes.end",
                                  "delete from recovery_codes where tenant = ? and account = ?"};

constexpr std::string_view secret_field = "second_factor";

// Under the secret: whoever has no more than the database cannot try out codes against it.
std::string digest_of(const SecondFactor& factor, std::string_view code) {
    return keyed_digest(Digest::sha256, factor.secret, "recovery " + std::string(code));
}

std::string digits_of(std::string_view typed) {
    std::string digits;
    for (const char c : text::half_width(typed)) {
        if (c != ' ' && c != '-') digits += c;
    }
    return digits;
}

void drop(store::Writer& db, const Means& means, const SecondFactor& factor) {
    db.run(delete_codes, db.tenant(), factor.account);
    db.run(delete_factor, db.tenant(), factor.account);
    means.seals->destroy_key(db, factor.key);
}

}  // namespace

std::optional<SecondFactor> second_factor(store::Reader& db, const Means& means,
                                          store::Tenant tenant, const Id& account) {
    SecondFactor factor{.account = account};
    std::string sealed;
    {
        auto rows = db.query(read_factor, tenant, account);
        if (!rows.next()) return std::nullopt;
        factor.key = rows.id(0);
        sealed = rows.text(1);
        factor.since = rows.maybe_instant(2);
        factor.step = rows.number(3);
    }
    const auto secret = means.seals->open(db, factor.key, {tenant, account, secret_field}, sealed);
    CHECK(secret);  // its key goes with it and never before
    factor.secret = text::from_base64url(*secret).value();
    return factor;
}

bool has_second_factor(store::Reader& db, store::Tenant tenant, const Id& account) {
    return db.query(confirmed, tenant, account).next();
}

std::int64_t recovery_codes_left(store::Reader& db, store::Tenant tenant, const Id& account) {
    auto rows = db.query(count_codes, tenant, account);
    CHECK(rows.next());
    return rows.number(0);
}

std::optional<Proof> recognised(store::Reader& db, store::Tenant tenant, const SecondFactor& factor,
                                std::string_view typed, Instant now) {
    if (const auto step = access::totp_step(factor.secret, digits_of(typed), now)) {
        return Proof{.step = *step};
    }
    const auto heard = heard_code(typed);
    if (!heard) return std::nullopt;
    Proof proof{.digest = digest_of(factor, *heard)};
    if (!db.query(known_code, tenant, factor.account, store::Blob{proof.digest}).next()) {
        return std::nullopt;
    }
    return proof;
}

Outcome<Done> take(store::Writer& db, const Id& account, const Proof& proof) {
    const std::int64_t taken =
        proof.step > 0
            ? db.run(move_step, proof.step, db.tenant(), account, proof.step)
            : db.run(use_code, db.now(), db.tenant(), account, store::Blob{proof.digest});
    if (taken == 0) return Refusal{"second_code_used", "code", ""};
    return Done{};
}

Outcome<Id> begin_second_factor(store::Writer& db, const Means& means, const Asker& asker) {
    const Id& mine = asker.who.account;
    if (const auto before = second_factor(db, means, db.tenant(), mine)) {
        if (before->since) return Refusal{"second_factor_on", "", ""};
        drop(db, means, *before);
    }
    const Id key = means.seals->make_key(db);
    const std::string sealed =
        means.seals->seal(db, key, {db.tenant(), mine, secret_field},
                          text::base64url(access::totp_secret(*means.random)));
    db.run(insert_factor, db.tenant(), mine, key, sealed, db.now());
    journal::append(db, asker.line("account", mine, "begin_second_factor"));
    return mine;
}

Outcome<Id> confirm_second_factor(store::Writer& db, const Means& means, const Asker& asker,
                                  const Proof& proof) {
    const Id& mine = asker.who.account;
    const auto begun = second_factor(db, means, db.tenant(), mine);
    if (!begun) return Refusal{"second_factor_off", "", ""};
    if (begun->since) return Refusal{"second_factor_on", "", ""};
    const auto taken = take(db, mine, proof);
    if (!taken) return taken.refusal();
    db.run(confirm_factor, db.now(), db.tenant(), mine);
    for (const std::string& code : recovery_codes(*begun, asker.act)) {
        const std::string digest = digest_of(*begun, code);
        db.run(insert_code, db.tenant(), mine, store::Blob{digest});
    }
    journal::append(db, asker.line("account", mine, "set_second_factor"));
    return mine;
}

std::vector<std::string> recovery_codes(const SecondFactor& factor, const Id& act) {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < recovery_codes_given; ++i) {
        const std::string name = "give " + act.text() + " " + std::to_string(i);
        codes.push_back(spoken_code(keyed_digest(Digest::sha256, factor.secret, name)));
    }
    return codes;
}

Outcome<Done> end_second_factor(store::Writer& db, const Means& means, const Id& account,
                                journal::Line line) {
    const auto factor = second_factor(db, means, db.tenant(), account);
    if (!factor) return Refusal{"second_factor_off", "", ""};
    drop(db, means, *factor);
    journal::append(db, std::move(line));
    return Done{};
}

}  // namespace linli::kernel
