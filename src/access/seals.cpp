#include "access/seals.h"

#include <sodium.h>

#include <filesystem>
#include <vector>

#include "access/key_ring.h"
#include "base/text.h"

namespace linli::access {
namespace {

constexpr std::size_t trace_bytes = 16;
constexpr std::size_t wrapped_bytes_first = 24 + key_bytes + 16;  // nonce, key, tag

constexpr store::Sql insert_key{
    "keys.make", "insert into keys (tenant, id, wrapped, made, destroyed) values (?, ?, ?, ?, ?)"};
constexpr store::Sql destroy{
    "keys.destroy", "update keys set wrapped = null, destroyed = ? where tenant = ? and id = ?"};
constexpr store::Sql read_key{"keys.read", "select wrapped from keys where tenant = ? and id = ?"};

constexpr store::Sql keys_after{
    "keys.after", "select id, wrapped from keys where tenant = ? and id > ? order by id limit ?"};
constexpr store::Sql wrap_anew{"keys.wrap_anew",
                               "update keys set wrapped = ? where tenant = ? and id = ?"};

std::string_view prefix_of(Cipher cipher) {
    return cipher == Cipher::sm ? "s1." : "v1.";
}

std::string bound_to(const Binding& binding) {
    return std::to_string(binding.tenant.number) + "|" + binding.record.text() + "|" +
           std::string(binding.field);
}

// What a wrapped key is bound to, so that one person's row cannot be put in another's place.
std::string bound_to_key(store::Tenant tenant, const Id& key) {
    return bound_to({tenant, key, "key"});
}

}  // namespace

Seals::Seals(std::shared_ptr<KeyRing> ring, Random& random)
    : ring_(std::move(ring)), random_(&random) {}

Seals Seals::open(const std::string& key_file, bool make_if_missing, Random& random,
                  Cipher cipher_if_made) {
    CHECK(sodium_init() >= 0);
    if (make_if_missing && !std::filesystem::exists(key_file)) {
        KeyFile::make(cipher_if_made, random).write(key_file);
    }
    return {std::make_shared<KeyRing>(key_file), random};
}

Cipher Seals::cipher() const {
    return ring_->cipher();
}

std::string Seals::wrap(store::Tenant tenant, const Id& key, std::string_view plain) const {
    const KeyRing::Master master = ring_->newest();
    return master.id +
           encrypt(ring_->cipher(), master.key, bound_to_key(tenant, key), plain, *random_);
}

// The first release wrapped keys without saying by which master key.
std::string Seals::unwrap_first(store::Tenant tenant, const Id& key,
                                std::string_view wrapped) const {
    for (const KeyRing::Master& master : ring_->all()) {
        auto plain = decrypt(Cipher::standard, master.key, bound_to_key(tenant, key), wrapped);
        if (plain) return *std::move(plain);
    }
    throw Fault("the key file does not belong to this store");
}

std::string Seals::unwrap(store::Tenant tenant, const Id& key, std::string_view wrapped) const {
    if (wrapped.size() == wrapped_bytes_first) return unwrap_first(tenant, key, wrapped);
    CHECK(wrapped.size() > key_id_bytes);
    const std::string master = ring_->master(wrapped.substr(0, key_id_bytes));
    auto plain =
        decrypt(ring_->cipher(), master, bound_to_key(tenant, key), wrapped.substr(key_id_bytes));
    if (!plain) throw Fault("the wrapped key " + key.text() + " is damaged");
    return *std::move(plain);
}

// The newest master key is asked for under the lane's lock: once a line of rekey is committed, no
// key is wrapped by the one before any more.
Id Seals::make_key(store::Writer& db) const {
    const Id id = Id::make(db.now(), *random_);
    const std::string wrapped = wrap(db.tenant(), id, fresh_key(*random_));
    db.run(insert_key, db.tenant(), id, store::Blob{wrapped}, db.now(), std::nullopt);
    return id;
}

// What the keys open stays the same, so that it needs no journal line of its own.
Seals::Rewrapped Seals::rewrap(store::Writer& db, const Id& after, std::int64_t most) const {
    const std::string newest = ring_->newest().id;
    Rewrapped done;
    std::vector<std::pair<Id, std::string>> older;
    for (auto rows = db.query(keys_after, db.tenant(), after, most); rows.next(); ++done.seen) {
        done.last = rows.id(0);
        if (!rows.is_null(1) && !rows.view(1).starts_with(newest)) {
            older.emplace_back(rows.id(0), rows.text(1));
        }
    }
    for (const auto& [id, before] : older) {
        const std::string wrapped = wrap(db.tenant(), id, unwrap(db.tenant(), id, before));
        db.run_derived(wrap_anew, store::Blob{wrapped}, db.tenant(), id);
    }
    return done;
}

void Seals::destroy_key(store::Writer& db, const Id& key) const {
    db.run(destroy, db.now(), db.tenant(), key);
}

Seals::Wrapped Seals::wrapped(store::Reader& db, store::Tenant tenant, const Id& key) const {
    auto rows = db.query(read_key, tenant, key);
    return {key, rows.next() && !rows.is_null(0) ? rows.text(0) : ""};
}

std::optional<std::string> Seals::unwrapped(store::Tenant tenant, const Wrapped& key) const {
    if (key.bytes.empty()) return std::nullopt;
    return unwrap(tenant, key.key, key.bytes);
}

std::string Seals::seal(store::Reader& db, const Id& key, const Binding& binding,
                        std::string_view plain) const {
    const std::optional<std::string> opened =
        unwrapped(binding.tenant, wrapped(db, binding.tenant, key));
    CHECK(opened);  // nothing is sealed under a destroyed key
    return std::string(prefix_of(cipher())) +
           text::base64url(encrypt(cipher(), *opened, bound_to(binding), plain, *random_));
}

std::optional<std::string> Seals::open(store::Reader& db, const Id& key, const Binding& binding,
                                       std::string_view sealed) const {
    return open(wrapped(db, binding.tenant, key), binding, sealed);
}

std::optional<std::string> Seals::open(const Wrapped& key, const Binding& binding,
                                       std::string_view sealed) const {
    const std::optional<std::string> opened = unwrapped(binding.tenant, key);
    if (!opened) return std::nullopt;
    std::optional<std::string> plain;
    if (const std::string_view prefix = prefix_of(cipher()); sealed.starts_with(prefix)) {
        const auto bytes = text::from_base64url(sealed.substr(prefix.size()));
        if (bytes) plain = decrypt(cipher(), *opened, bound_to(binding), *bytes);
    }
    if (!plain) throw Fault("a sealed value does not fit its record and field");
    return plain;
}

std::string Seals::seal_bytes(store::Reader& db, const Id& key, const Binding& binding,
                              std::string_view plain) const {
    const std::optional<std::string> opened =
        unwrapped(binding.tenant, wrapped(db, binding.tenant, key));
    CHECK(opened);
    return encrypt(cipher(), *opened, bound_to(binding), plain, *random_);
}

std::optional<std::string> Seals::open_bytes(store::Reader& db, const Id& key,
                                             const Binding& binding,
                                             std::string_view sealed) const {
    const std::optional<std::string> opened =
        unwrapped(binding.tenant, wrapped(db, binding.tenant, key));
    if (!opened) return std::nullopt;
    std::optional<std::string> plain = decrypt(cipher(), *opened, bound_to(binding), sealed);
    if (!plain) throw Fault("a sealed file does not fit its record");
    return plain;
}

std::string Seals::trace(store::Tenant tenant, std::string_view field,
                         std::string_view normalised) const {
    const std::string said =
        std::to_string(tenant.number) + "|" + std::string(field) + "|" + std::string(normalised);
    return keyed_digest(digest_of(cipher()), ring_->finding(), said).substr(0, trace_bytes);
}

}  // namespace linli::access
