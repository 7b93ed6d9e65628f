#include "access/seals.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <vector>

#include "base/text.h"

namespace linli::access {
namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::string_view sealed_prefix = "v1.";  // XChaCha20-Poly1305
constexpr std::size_t trace_bytes = 16;

constexpr store::Sql insert_key{
    "keys.make", "insert into keys (tenant, id, wrapped, made, destroyed) values (?, ?, ?, ?, ?)"};
constexpr store::Sql destroy{
    "keys.destroy", "update keys set wrapped = null, destroyed = ? where tenant = ? and id = ?"};
constexpr store::Sql read_key{"keys.read", "select wrapped from keys where tenant = ? and id = ?"};

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string encrypt(std::string_view key, std::string_view bound, std::string_view plain,
                    Random& random) {
    std::array<std::uint8_t, nonce_bytes> nonce{};
    random.fill(nonce);
    std::string sealed(nonce_bytes + plain.size() + tag_bytes, '\0');
    std::copy(nonce.begin(), nonce.end(), sealed.begin());
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char*>(sealed.data()) + nonce_bytes, nullptr, bytes_of(plain),
        plain.size(), bytes_of(bound), bound.size(), nullptr, nonce.data(), bytes_of(key));
    return sealed;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view bound,
                                   std::string_view sealed) {
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr,
        bytes_of(sealed) + nonce_bytes, sealed.size() - nonce_bytes, bytes_of(bound), bound.size(),
        bytes_of(sealed), bytes_of(key));
    if (opened != 0) return std::nullopt;
    return plain;
}

std::string bound_to(const Binding& binding) {
    return std::to_string(binding.tenant.number) + "|" + binding.record.text() + "|" +
           std::string(binding.field);
}

// What a wrapped key is bound to, so that one person's row cannot be put in another's place.
std::string bound_to_key(store::Tenant tenant, const Id& key) {
    return bound_to({tenant, key, "key"});
}

std::string make_key_file(const std::string& path, Random& random) {
    std::array<std::uint8_t, key_bytes> fresh{};
    random.fill(fresh);
    const std::string key(fresh.begin(), fresh.end());
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (file < 0) throw Fault("cannot make the key file " + path);
    const std::string line = text::hex(key) + "\n";
    const bool kept =
        ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fsync(file) == 0;
    ::close(file);
    if (!kept) throw Fault("cannot write the key file " + path);
    return key;
}

}  // namespace

Seals::Seals(std::string master, Random& random) : master_(std::move(master)), random_(&random) {}

Seals Seals::open(const std::string& key_file, bool make_if_missing, Random& random) {
    CHECK(sodium_init() >= 0);
    struct stat status {};
    if (::stat(key_file.c_str(), &status) != 0) {
        if (!make_if_missing) {
            throw Fault("the key file " + key_file +
                        " is missing: put back the copy that was kept apart from the backups");
        }
        return Seals(make_key_file(key_file, random), random);
    }
    if ((status.st_mode & 077) != 0) {
        throw Fault("the key file " + key_file + " can be read by others: chmod 600 it");
    }
    std::ifstream file(key_file);
    std::string line;
    std::getline(file, line);
    std::string key(key_bytes, '\0');
    std::size_t size = 0;
    const int parsed = sodium_hex2bin(reinterpret_cast<unsigned char*>(key.data()), key.size(),
                                      line.data(), line.size(), nullptr, &size, nullptr);
    if (parsed != 0 || size != key_bytes) throw Fault("the key file " + key_file + " is damaged");
    return Seals(std::move(key), random);
}

Id Seals::make_key(store::Writer& db) const {
    std::array<std::uint8_t, key_bytes> fresh{};
    random_->fill(fresh);
    const Id id = Id::make(db.now(), *random_);
    const std::string_view plain(reinterpret_cast<const char*>(fresh.data()), fresh.size());
    const std::string wrapped = encrypt(master_, bound_to_key(db.tenant(), id), plain, *random_);
    db.run(insert_key, db.tenant(), id, store::Blob{wrapped}, db.now(), std::nullopt);
    return id;
}

void Seals::destroy_key(store::Writer& db, const Id& key) const {
    db.run(destroy, db.now(), db.tenant(), key);
}

std::optional<std::string> Seals::unwrapped(store::Reader& db, store::Tenant tenant,
                                            const Id& key) const {
    auto rows = db.query(read_key, tenant, key);
    if (!rows.next() || rows.is_null(0)) return std::nullopt;
    std::optional<std::string> plain = decrypt(master_, bound_to_key(tenant, key), rows.view(0));
    if (!plain) throw Fault("the key file does not belong to this store");
    return plain;
}

std::string Seals::seal(store::Reader& db, const Id& key, const Binding& binding,
                        std::string_view plain) const {
    const std::optional<std::string> opened = unwrapped(db, binding.tenant, key);
    CHECK(opened);  // nothing is sealed under a destroyed key
    return std::string(sealed_prefix) +
           text::base64url(encrypt(*opened, bound_to(binding), plain, *random_));
}

std::optional<std::string> Seals::open(store::Reader& db, const Id& key, const Binding& binding,
                                       std::string_view sealed) const {
    const std::optional<std::string> opened = unwrapped(db, binding.tenant, key);
    if (!opened) return std::nullopt;
    std::optional<std::string> plain;
    if (sealed.starts_with(sealed_prefix)) {
        const auto bytes = text::from_base64url(sealed.substr(sealed_prefix.size()));
        if (bytes) plain = decrypt(*opened, bound_to(binding), *bytes);
    }
    if (!plain) throw Fault("a sealed value does not fit its record and field");
    return plain;
}

std::string Seals::seal_bytes(store::Reader& db, const Id& key, const Binding& binding,
                              std::string_view plain) const {
    const std::optional<std::string> opened = unwrapped(db, binding.tenant, key);
    CHECK(opened);
    return encrypt(*opened, bound_to(binding), plain, *random_);
}

std::optional<std::string> Seals::open_bytes(store::Reader& db, const Id& key,
                                             const Binding& binding,
                                             std::string_view sealed) const {
    const std::optional<std::string> opened = unwrapped(db, binding.tenant, key);
    if (!opened) return std::nullopt;
    std::optional<std::string> plain = decrypt(*opened, bound_to(binding), sealed);
    if (!plain) throw Fault("a sealed file does not fit its record");
    return plain;
}

std::string Seals::trace(store::Tenant tenant, std::string_view field,
                         std::string_view normalised) const {
    const std::string key = keyed_digest(Digest::sha256, master_, "trace");
    const std::string said =
        std::to_string(tenant.number) + "|" + std::string(field) + "|" + std::string(normalised);
    return keyed_digest(Digest::sha256, key, said).substr(0, trace_bytes);
}

}  // namespace linli::access
