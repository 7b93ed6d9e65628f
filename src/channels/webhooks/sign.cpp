#include "channels/webhooks/sign.h"

#include <algorithm>

#include "base/check.h"
#include "base/hash.h"
#include "base/text.h"

namespace linli::webhooks {
namespace {

constexpr std::string_view prefix = "whsec_";

// RFC 4648 section 4, with padding, from and to that of section 5.
std::string base64(std::string_view bytes) {
    std::string text = text::base64url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}
std::string from_base64(std::string_view text) {
    std::string url(text.substr(0, text.find('=')));
    std::replace(url.begin(), url.end(), '+', '-');
    std::replace(url.begin(), url.end(), '/', '_');
    const auto bytes = text::from_base64url(url);
    CHECK(bytes);
    return *bytes;
}

}  // namespace

std::string secret_of(std::string_view bytes) {
    return std::string(prefix) + base64(bytes);
}

std::string signature(const std::vector<std::string>& secrets, std::string_view id,
                      std::string_view timestamp, std::string_view body) {
    std::string signed_text(id);
    signed_text.append(".").append(timestamp).append(".").append(body);
    std::string all;
    for (const std::string& secret : secrets) {
        CHECK(text::starts_with(secret, prefix));
        const std::string key = from_base64(std::string_view(secret).substr(prefix.size()));
        all += all.empty() ? "v1," : " v1,";
        all += base64(keyed_digest(Digest::sha256, key, signed_text));
    }
    return all;
}

}  // namespace linli::webhooks
