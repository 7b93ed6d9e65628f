// The codes of RFC 6238 appendix B, and which of them still count as the clocks drift apart.
#include "access/totp.h"

#include <gtest/gtest.h>

namespace linli::access {
namespace {

const std::string secret = "12345678901234567890";

Instant at(std::int64_t second) {
    return {second * micros_per_second};
}

TEST(Totp, MakesTheCodesOfTheStandard) {
    const struct {
        std::int64_t second;
        const char* code;  // the last six of its eight digits
    } rows[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
    };
    for (const auto& [second, code] : rows) {
        EXPECT_EQ(totp_code(secret, second / totp_seconds), code) << second;
        EXPECT_EQ(totp_step(secret, code, at(second)), second / totp_seconds) << second;
    }
}

TEST(Totp, CountsAStepEarlyOrLateAndNoMore) {
    const std::int64_t step = 1234567890 / totp_seconds;
    const std::string code = totp_code(secret, step);
    for (const std::int64_t off : {-1, 0, 1})
        EXPECT_EQ(totp_step(secret, code, at((step + off) * totp_seconds)), step) << off;
    for (const std::int64_t off : {-2, 2})
        EXPECT_FALSE(totp_step(secret, code, at((step + off) * totp_seconds))) << off;
    EXPECT_EQ(totp_step(secret, code, at((step + 2) * totp_seconds - 1)), step);
}

TEST(Totp, TakesNothingElse) {
    const Instant now = at(1234567890);
    for (const char* typed : {"", "5924", "05924", "005925", "0059240", "005924 ", "abcdef"})
        EXPECT_FALSE(totp_step(secret, typed, now)) << typed;
    EXPECT_FALSE(totp_step("another secret 12345", "005924", now));
}

TEST(Totp, SpellsSecretsAsAppsTakeThem) {
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI======");  // RFC 4648 section 10
    EXPECT_EQ(base32(secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

}  // namespace
}  // namespace linli::access
