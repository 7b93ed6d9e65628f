// Digests by name: SHA-256 (FIPS 180-4) and 国密 SM3 (GB/T 32905), from OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace linli {

enum class Digest { sha256, sm3 };

std::string digest(Digest, std::string_view bytes);                              // 32 bytes
std::string keyed_digest(Digest, std::string_view key, std::string_view bytes);  // HMAC, 32 bytes
bool same_secret(std::string_view one, std::string_view other);                  // in constant time

}  // namespace linli
