#include "base/hash.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <memory>

#include "base/check.h"

namespace linli {
namespace {

constexpr std::size_t digest_bytes = 32;  // of SHA-256 and of SM3 alike

// Fetched once for the life of the process: a fetch costs four times the digest of a short text.
const EVP_MD* method(Digest which) {
    static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    static EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
    const EVP_MD* const found = which == Digest::sm3 ? sm3 : sha256;
    CHECK(found != nullptr);
    return found;
}

struct Release {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

// Fetched and told its digest once: both cost more than a short text.
class HmacMethod {
public:
    explicit HmacMethod(const char* digest_name)
        : method_(EVP_MAC_fetch(nullptr, "HMAC", nullptr)), digest_name_(digest_name) {
        CHECK(method_ != nullptr);
    }
    EVP_MAC_CTX* context() const {
        EVP_MAC_CTX* const made = EVP_MAC_CTX_new(method_);
        const std::array parameters = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest_name_),
                                             0),
            OSSL_PARAM_construct_end()};
        CHECK(EVP_MAC_CTX_set_params(made, parameters.data()) == 1);
        return made;
    }

private:
    EVP_MAC* method_;
    const char* digest_name_;
};

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string digest(Digest which, std::string_view bytes) {
    thread_local const std::unique_ptr<EVP_MD_CTX, Release> context(EVP_MD_CTX_new());
    std::string out(digest_bytes, '\0');
    unsigned size = 0;
    CHECK(EVP_DigestInit_ex2(context.get(), method(which), nullptr) == 1);
    CHECK(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1);
    CHECK(EVP_DigestFinal_ex(context.get(), bytes_of(out), &size) == 1);
    CHECK(size == digest_bytes);
    return out;
}

RunningDigest::RunningDigest(Digest which) : context_(EVP_MD_CTX_new()) {
    CHECK(EVP_DigestInit_ex2(static_cast<EVP_MD_CTX*>(context_), method(which), nullptr) == 1);
}

RunningDigest::~RunningDigest() {
    EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_));
}

void RunningDigest::add(std::string_view bytes) {
    CHECK(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()) == 1);
}

std::string RunningDigest::finish() {
    std::string out(digest_bytes, '\0');
    CHECK(EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), bytes_of(out), nullptr) == 1);
    return out;
}

std::string keyed_digest(Digest which, std::string_view key, std::string_view bytes) {
    static const HmacMethod sha256("SHA256");
    static const HmacMethod sm3("SM3");
    thread_local const std::unique_ptr<EVP_MAC_CTX, Release> with_sha256(sha256.context());
    thread_local const std::unique_ptr<EVP_MAC_CTX, Release> with_sm3(sm3.context());
    EVP_MAC_CTX* const context = which == Digest::sm3 ? with_sm3.get() : with_sha256.get();
    std::string out(digest_bytes, '\0');
    std::size_t size = 0;
    // A null key means "the key of before" to OpenSSL; an empty one has to point somewhere.
    const unsigned char* const from = bytes_of(key.empty() ? std::string_view("") : key);
    CHECK(EVP_MAC_init(context, from, key.size(), nullptr) == 1);
    CHECK(EVP_MAC_update(context, bytes_of(bytes), bytes.size()) == 1);
    CHECK(EVP_MAC_final(context, bytes_of(out), &size, out.size()) == 1);
    CHECK(size == digest_bytes);
    return out;
}

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace linli
