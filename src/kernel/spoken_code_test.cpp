// A code comes back from paper and from the phone as it was given; what is none is none.
#include "kernel/spoken_code.h"

#include <gtest/gtest.h>

namespace linli::kernel {
namespace {

TEST(SpokenCode, IsHeardAsItWasSpoken) {
    const std::string code = spoken_code(std::string_view("\x00\x01\x12\x15\xff 12345 more", 16));
    EXPECT_EQ(code, "01JNZ0HJKM");
    for (const char* typed : {"01JNZ0HJKM", "01jnz-0hjkm", " OI JNZ oHJKM ", "0lJNZ0HJKM",
                              "０１ＪＮＺ－０ＨＪＫＭ", "查询码：01JNZ 0HJKM。"}) {
        EXPECT_EQ(heard_code(typed), code) << typed;
    }
}

TEST(SpokenCode, IsNothingWhenItCannotBeOne) {
    for (const char* typed : {"", "01JNZ0HJK", "01JNZ0HJKMN", "01JNZ0HJKU", "查询码"})
        EXPECT_FALSE(heard_code(typed)) << typed;
}

}  // namespace
}  // namespace linli::kernel
