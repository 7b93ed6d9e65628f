// Digests by name: SHA-256 (FIPS 180-4) and 国密 SM3 (GB/T 32905), from OpenSSL.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linli {

enum class Digest { sha256, sm3 };

inline std::string_view name_of(Digest digest) {
    return digest == Digest::sm3 ? "sm3" : "sha256";
}
inline std::optional<Digest> digest_named(std::string_view name) {
    if (name == "sha256") return Digest::sha256;
    if (name == "sm3") return Digest::sm3;
    return std::nullopt;
}

std::string digest(Digest, std::string_view bytes);  // 32 bytes
// The same over bytes that come piece by piece; finish once.
class RunningDigest {
public:
    explicit RunningDigest(Digest);
    ~RunningDigest();
    RunningDigest(const RunningDigest&) = delete;
    RunningDigest& operator=(const RunningDigest&) = delete;

    void add(std::string_view bytes);
    std::string finish();  // 32 bytes

private:
    void* context_;  // EVP_MD_CTX
};

std::string keyed_digest(Digest, std::string_view key, std::string_view bytes);  // HMAC, 32 bytes
bool same_secret(std::string_view one, std::string_view other);                  // in constant time

}  // namespace linli
