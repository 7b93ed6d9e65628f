// The two ways a value can be sealed: XChaCha20-Poly1305, and 国密 SM4-CTR with HMAC-SM3 over what
// was encrypted. Both take a key of 32 bytes, choose a nonce by chance, and bind what is sealed to
// the words it is given, so that it opens nowhere else. Which one a store uses it says itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/random.h"

namespace linli::access {

enum class Cipher { standard, sm };

constexpr std::size_t key_bytes = 32;

inline std::string_view name_of(Cipher cipher) {
    return cipher == Cipher::sm ? "sm" : "standard";
}
inline std::optional<Cipher> cipher_named(std::string_view name) {
    if (name == "sm") return Cipher::sm;
    if (name == "standard") return Cipher::standard;
    return std::nullopt;
}
// Of the journal's chain and of all keyed digests beside it.
inline Digest digest_of(Cipher cipher) {
    return cipher == Cipher::sm ? Digest::sm3 : Digest::sha256;
}

std::string encrypt(Cipher, std::string_view key, std::string_view bound, std::string_view plain,
                    Random&);
// Nothing when the key is another one, or anything of it was touched.
std::optional<std::string> decrypt(Cipher, std::string_view key, std::string_view bound,
                                   std::string_view sealed);

}  // namespace linli::access
