// What is sealed opens with its key and its binding, and with nothing else, whichever way it was
// sealed; and the national algorithms give what their published examples say.
#include "access/cipher.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace linli::access {
namespace {

// Says what it is told to, so that a seal can be foretold.
class Zeros : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, 0); }
};

class CipherIs : public ::testing::TestWithParam<Cipher> {
protected:
    std::string sealed(std::string_view plain) {
        return encrypt(GetParam(), key, "1|person|phone", plain, chance);
    }
    SystemRandom chance;
    const std::string key = std::string(key_bytes, 'k');
};
INSTANTIATE_TEST_SUITE_P(Ways, CipherIs, ::testing::Values(Cipher::standard, Cipher::sm),
                         [](const auto& way) { return std::string(name_of(way.param)); });

TEST_P(CipherIs, OpenedByItsKeyAndBindingOnly) {
    for (const std::string& plain :
         {std::string(), std::string("19900000001"), std::string(100'000, '\0')}) {
        const std::string one = sealed(plain);
        EXPECT_EQ(decrypt(GetParam(), key, "1|person|phone", one), plain);
        EXPECT_NE(one, sealed(plain)) << "a nonce is used once";
        EXPECT_EQ(decrypt(GetParam(), std::string(key_bytes, 'x'), "1|person|phone", one),
                  std::nullopt);
        EXPECT_EQ(decrypt(GetParam(), key, "1|person|id_number", one), std::nullopt);
        EXPECT_EQ(decrypt(GetParam(), key, "", one), std::nullopt);
    }
    EXPECT_EQ(sealed("19900000001").find("1990"), std::string::npos);
}

TEST_P(CipherIs, RefusedWhenAnyByteWasTouched) {
    const std::string whole = sealed("19900000001");
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string touched = whole;
        touched[at] = static_cast<char>(touched[at] ^ 1);
        EXPECT_EQ(decrypt(GetParam(), key, "1|person|phone", touched), std::nullopt) << at;
        EXPECT_EQ(decrypt(GetParam(), key, "1|person|phone", whole.substr(0, at)), std::nullopt);
    }
    EXPECT_EQ(decrypt(GetParam(), key, "1|person|phone", whole + "x"), std::nullopt);
}

// HMAC-SM3 and SM3 against values that another implementation gave; base/hash has the rest.
TEST(NationalAlgorithms, GiveWhatOthersGive) {
    EXPECT_EQ(text::hex(digest(Digest::sm3, "abc")),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    EXPECT_EQ(text::hex(keyed_digest(Digest::sm3, "key", "abc")),
              "28e63256e7c5a087b1f073265dc53092163f7b82729735d06f28f10af9d52393");
}

// The shape of a seal, so that it can be opened by others: nonce, SM4-CTR, HMAC-SM3 over
// "LENGTH:BOUND", nonce and what was encrypted, each under a key of its own.
TEST(NationalAlgorithms, SealInTheShapeThatIsDocumented) {
    Zeros zeros;
    const std::string key(key_bytes, 'k');
    const std::string seal = encrypt(Cipher::sm, key, "bound", "abc", zeros);
    ASSERT_EQ(seal.size(), 16u + 3u + 32u);
    EXPECT_EQ(seal.substr(0, 16), std::string(16, '\0'));
    const std::string authenticate = keyed_digest(Digest::sm3, key, "linli authenticate");
    EXPECT_EQ(seal.substr(19),
              keyed_digest(Digest::sm3, authenticate, "5:bound" + seal.substr(0, 19)));
}

}  // namespace
}  // namespace linli::access
