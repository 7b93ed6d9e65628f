// Digests against the vectors of the standards: FIPS 180-4, GB/T 32905-2016, RFC 4231.
#include "base/hash.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace linli {
namespace {

TEST(Hash, GivesTheStandardsVectors) {
    const struct {
        Digest which;
        std::string bytes, want;
    } rows[] = {
        {Digest::sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {Digest::sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {Digest::sm3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
        {Digest::sm3, "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
         "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(text::hex(digest(row.which, row.bytes)), row.want);
}

TEST(Hash, GivesTheStandardsKeyedVectors) {
    const struct {
        Digest which;
        std::string key, bytes, want;
    } rows[] = {
        {Digest::sha256, "Jefe", "what do ya want for nothing?",
         "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
        {Digest::sha256, "", "",
         "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"},
        {Digest::sm3, "key", "abc",
         "28e63256e7c5a087b1f073265dc53092163f7b82729735d06f28f10af9d52393"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(text::hex(keyed_digest(row.which, row.key, row.bytes)), row.want);
    }
    // An empty key is a key, not the one of the call before.
    EXPECT_NE(keyed_digest(Digest::sm3, "key", "abc"), keyed_digest(Digest::sm3, "", "abc"));
}

TEST(Hash, ComparesSecrets) {
    EXPECT_TRUE(same_secret("hush", "hush"));
    EXPECT_TRUE(same_secret("", ""));
    EXPECT_FALSE(same_secret("hush", "husk"));
    EXPECT_FALSE(same_secret("hush", "hus"));
}

TEST(RunningDigest, IsTheDigestOfThePieces) {
    RunningDigest running(Digest::sha256);
    for (const char* piece : {"邻", "里", "", "Linli"})
        running.add(piece);
    EXPECT_EQ(running.finish(), digest(Digest::sha256, "邻里Linli"));
}

}  // namespace
}  // namespace linli
