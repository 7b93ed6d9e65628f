#include "access/totp.h"

#include <liboath/oath.h>

#include <cstdlib>

#include "base/check.h"
#include "base/hash.h"

namespace linli::access {
namespace {

void begin() {
    static const int begun = oath_init();
    CHECK(begun == OATH_OK);
}

}  // namespace

std::string totp_secret(Random& random) {
    std::uint8_t bytes[totp_secret_bytes];
    random.fill(bytes);
    return {reinterpret_cast<const char*>(bytes), sizeof bytes};
}

std::string base32(std::string_view bytes) {
    begin();
    char* letters = nullptr;
    std::size_t count = 0;
    CHECK(oath_base32_encode(bytes.data(), bytes.size(), &letters, &count) == OATH_OK);
    std::string text(letters, count);
    std::free(letters);
    return text;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    begin();
    char digits[totp_digits + 1];
    CHECK(oath_totp_generate(secret.data(), secret.size(), step * totp_seconds, totp_seconds, 0,
                             totp_digits, digits) == OATH_OK);
    return digits;
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now) {
    const std::int64_t here = now.micros / micros_per_second / totp_seconds;
    std::optional<std::int64_t> found;
    for (std::int64_t step = here - totp_drift_steps; step <= here + totp_drift_steps; ++step) {
        if (step >= 0 && same_secret(code, totp_code(secret, step))) found = step;
    }
    return found;
}

}  // namespace linli::access
