#include "journal/heads.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>

#include "base/json.h"
#include "base/text.h"

namespace linli::journal {
namespace {

constexpr std::int64_t last_day = 4'000'000;  // of the thirteenth millennium
constexpr std::size_t seed_bytes = crypto_sign_SEEDBYTES;

constexpr store::Sql insert_head{
    "day_heads.keep",
    "insert into day_heads (tenant, day, seq, hash, digest) values (?, ?, ?, ?, ?) "
    "on conflict (tenant, day) do nothing"};
constexpr store::Sql read_heads{"day_heads.before",
                                "select day, seq, hash, digest from day_heads where tenant = ? "
                                "and day < ? order by day desc limit ?"};

std::string netstring(std::string_view field) {
    return std::to_string(field.size()) + ":" + std::string(field) + ",";
}

// Complete or not at all, and never over one that is there: another process may be as quick.
void make_key(const std::string& file, Random& random) {
    std::uint8_t seed[seed_bytes];
    random.fill(seed);
    const std::string made = file + ".new";
    ::unlink(made.c_str());
    const int handle = ::open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool written =
        handle >= 0 && ::write(handle, seed, sizeof seed) == sizeof seed && ::fsync(handle) == 0;
    if (handle >= 0) ::close(handle);
    if (!written || ::link(made.c_str(), file.c_str()) != 0) {
        throw Fault("cannot make the key of the journal's heads " + file);
    }
    ::unlink(made.c_str());
}

}  // namespace

Signer Signer::open(const std::string& key_file, Random& random) {
    CHECK(sodium_init() >= 0);
    if (::access(key_file.c_str(), F_OK) != 0) make_key(key_file, random);
    std::ifstream file(key_file, std::ios::binary);
    const std::string seed((std::istreambuf_iterator<char>(file)), {});
    if (seed.size() != seed_bytes) {
        throw Fault(key_file + " is not the key of the journal's heads, or cannot be read");
    }
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(public_key.data()),
                             reinterpret_cast<unsigned char*>(secret_key.data()),
                             reinterpret_cast<const unsigned char*>(seed.data()));
    return {std::move(public_key), std::move(secret_key)};
}

std::string Signer::sign(std::string_view bytes) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                         reinterpret_cast<const unsigned char*>(secret_key_.data()));
    return signature;
}

void keep_head(store::Writer& db, Day day) {
    db.run(insert_head, db.tenant(), day, db.head.seq, store::Blob{db.head.hash},
           name_of(db.head.digest));
}

std::vector<Head> heads_before(store::Reader& db, store::Tenant tenant, Day day,
                               std::int64_t most) {
    std::vector<Head> heads;
    for (auto rows = db.query(read_heads, tenant, day, most); rows.next();) {
        heads.push_back(
            {rows.day(0), {rows.number(1), rows.text(2), digest_named(rows.view(3)).value()}});
    }
    return heads;
}

std::optional<std::string> heads_differ(store::Reader& db, store::Tenant tenant) {
    constexpr std::int64_t at_once = 500;
    Day before{last_day};
    for (;;) {
        const std::vector<Head> heads = heads_before(db, tenant, before, at_once);
        if (heads.empty()) return std::nullopt;
        for (const Head& head : heads) {
            if (hash_of(db, tenant, head.end.seq) == head.end.hash) continue;
            return "the journal does not pass through the head of " + head.day.text();
        }
        before = heads.back().day;
    }
}

std::string canonical(store::Tenant tenant, const Head& head) {
    return netstring("linli head 1") + netstring(std::to_string(tenant.number)) +
           netstring(head.day.text()) + netstring(std::to_string(head.end.seq)) +
           netstring(name_of(head.end.digest)) + netstring(head.end.hash);
}

std::string signed_json(store::Tenant tenant, const Head& head, const std::string& office,
                        const Signer& signer) {
    json::Writer writer;
    writer.open_object().field("head", "linli head 1").field("office", office);
    writer.field("tenant", std::to_string(tenant.number)).field("day", head.day);
    writer.field("seq", head.end.seq).field("digest", name_of(head.end.digest));
    writer.field("hash", text::hex(head.end.hash));
    writer.field("key", text::hex(signer.public_key()));
    writer.field("signature", text::hex(signer.sign(canonical(tenant, head))));
    return writer.close_object().take();
}

}  // namespace linli::journal
