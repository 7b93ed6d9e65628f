#include "access/cipher.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <memory>

#include "base/check.h"

namespace linli::access {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string chosen(std::size_t bytes, Random& random) {
    std::string nonce(bytes, '\0');
    random.fill({bytes_of(nonce), nonce.size()});
    return nonce;
}

namespace standard {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

std::string encrypt(std::string_view key, std::string_view bound, std::string_view plain,
                    Random& random) {
    std::string sealed = chosen(nonce_bytes, random);
    sealed.resize(nonce_bytes + plain.size() + tag_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes_of(sealed) + nonce_bytes, nullptr, bytes_of(plain), plain.size(), bytes_of(bound),
        bound.size(), nullptr, bytes_of(sealed), bytes_of(key));
    return sealed;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view bound,
                                   std::string_view sealed) {
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes_of(plain), nullptr, nullptr, bytes_of(sealed) + nonce_bytes,
        sealed.size() - nonce_bytes, bytes_of(bound), bound.size(), bytes_of(sealed),
        bytes_of(key));
    if (opened != 0) return std::nullopt;
    return plain;
}

}  // namespace standard

// SM4 (GB/T 32907) in counter mode, then HMAC-SM3 (GB/T 32905) over everything that went in or came
// out. OpenSSL 3.0 has no SM4-GCM. Encrypting and authenticating have keys of their own.
namespace sm {

constexpr std::size_t nonce_bytes = 16;
constexpr std::size_t tag_bytes = 32;
constexpr std::size_t sm4_key_bytes = 16;

// Counter mode is its own reverse.
std::string sm4_ctr(std::string_view key, std::string_view nonce, std::string_view bytes) {
    static EVP_CIPHER* const method = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
    CHECK(method != nullptr);
    const std::unique_ptr<EVP_CIPHER_CTX, void (*)(EVP_CIPHER_CTX*)> context(EVP_CIPHER_CTX_new(),
                                                                             EVP_CIPHER_CTX_free);
    const std::string half =
        keyed_digest(Digest::sm3, key, "linli encrypt").substr(0, sm4_key_bytes);
    CHECK(EVP_EncryptInit_ex2(context.get(), method, bytes_of(half), bytes_of(nonce), nullptr) ==
          1);
    std::string out(bytes.size(), '\0');
    constexpr std::size_t piece = std::size_t{1} << 30;  // a size is an int there
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const int size = static_cast<int>(std::min(piece, bytes.size() - at));
        int done = 0;
        CHECK(EVP_EncryptUpdate(context.get(), bytes_of(out) + at, &done, bytes_of(bytes) + at,
                                size) == 1);
        CHECK(done == size);
    }
    return out;
}

// The length in front keeps what is bound apart from what follows it.
std::string tag_of(std::string_view key, std::string_view bound, std::string_view nonce_and_rest) {
    std::string said = std::to_string(bound.size()) + ":";
    said.append(bound).append(nonce_and_rest);
    return keyed_digest(Digest::sm3, keyed_digest(Digest::sm3, key, "linli authenticate"), said);
}

std::string encrypt(std::string_view key, std::string_view bound, std::string_view plain,
                    Random& random) {
    const std::string nonce = chosen(nonce_bytes, random);
    std::string sealed = nonce + sm4_ctr(key, nonce, plain);
    return sealed + tag_of(key, bound, sealed);
}

std::optional<std::string> decrypt(std::string_view key, std::string_view bound,
                                   std::string_view sealed) {
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    const std::string_view rest = sealed.substr(0, sealed.size() - tag_bytes);
    const std::string_view tag = sealed.substr(rest.size());
    if (!same_secret(tag_of(key, bound, rest), tag)) return std::nullopt;
    return sm4_ctr(key, rest.substr(0, nonce_bytes), rest.substr(nonce_bytes));
}

}  // namespace sm
}  // namespace

std::string encrypt(Cipher cipher, std::string_view key, std::string_view bound,
                    std::string_view plain, Random& random) {
    CHECK(key.size() == key_bytes);
    return cipher == Cipher::sm ? sm::encrypt(key, bound, plain, random)
                                : standard::encrypt(key, bound, plain, random);
}

std::optional<std::string> decrypt(Cipher cipher, std::string_view key, std::string_view bound,
                                   std::string_view sealed) {
    CHECK(key.size() == key_bytes);
    return cipher == Cipher::sm ? sm::decrypt(key, bound, sealed)
                                : standard::decrypt(key, bound, sealed);
}

}  // namespace linli::access
