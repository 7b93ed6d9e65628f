// Text: what is UTF-8, what is a character, and which word was meant.
#include "base/text.h"

#include <gtest/gtest.h>

namespace linli::text {
namespace {

TEST(Text, KnowsUtf8) {
    const struct {
        std::string bytes;
        bool valid;
    } rows[] = {
        {"", true},
        {"plain", true},
        {"邻里", true},
        {"𠮷😀", true},
        {"\xf4\x8f\xbf\xbf", true},   // U+10FFFF
        {"\xf4\x90\x80\x80", false},  // beyond it
        {"\xc0\xaf", false},          // overlong
        {"\xe0\x9f\xbf", false},
        {"\xf0\x8f\xbf\xbf", false},
        {"\xed\xa0\x80", false},  // a surrogate
        {"\xe9\x82", false},      // cut off
        {"\x80", false},
        {"\xff", false},
        {"\xe9\x82\x41", false},
        {"\xc4\xe3\xba\xc3", false},  // 你好 in GB 18030
    };
    for (const auto& row : rows)
        EXPECT_EQ(is_utf8(row.bytes), row.valid) << hex(row.bytes);
}

TEST(Text, CountsAndCutsCharacters) {
    EXPECT_EQ(length("邻里 a𠮷"), 5u);
    EXPECT_EQ(first("邻里中心", 2), "邻里");
    EXPECT_EQ(first("邻里", 9), "邻里");
    EXPECT_EQ(first("邻里", 0), "");
    EXPECT_EQ(characters("邻a𠮷"), (std::vector<std::string>{"邻", "a", "𠮷"}));
    EXPECT_EQ(characters(""), (std::vector<std::string>{}));
    // Broken bytes come apart, but the walk ends.
    EXPECT_EQ(characters("\xe9\x82"), (std::vector<std::string>{"\xe9\x82"}));
}

TEST(Text, Tidies) {
    EXPECT_EQ(trim("  \t　张三　 \r\n"), "张三");
    EXPECT_EQ(trim(" 　 "), "");
    EXPECT_EQ(trim("张　三"), "张　三");
    EXPECT_EQ(half_width("Ａ栋１２３－４！～　室"), "A栋123-4!~ 室");
    EXPECT_EQ(half_width("｟＂"), "｟\"");
    EXPECT_EQ(lower("ABCxyzÄ"), "abcxyzÄ");
    EXPECT_TRUE(starts_with("cases.see", "cases."));
    EXPECT_FALSE(starts_with("case", "cases"));
}

TEST(Text, SplitsIntoAllPieces) {
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string>{""}));
    EXPECT_EQ(split(",", ','), (std::vector<std::string>{"", ""}));
}

TEST(Text, Encodes) {
    EXPECT_EQ(hex(std::string("\x00\x1f\xff", 3)), "001fff");
    // RFC 4648 section 10, without the padding; and the two letters that differ from section 4.
    const struct {
        std::string bytes, text;
    } rows[] = {
        {"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
        {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(base64url(row.bytes), row.text);
    for (const auto& row : rows)
        EXPECT_EQ(from_base64url(row.text), row.bytes);
    for (const char* bad : {"Z", "Zg==", "Zm 8", "Zm+8"})
        EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
}

TEST(Text, FindsTheWordThatWasMeant) {
    const std::vector<std::string> known = {"required", "longest", "of", "by", "kind"};
    const struct {
        std::string word, meant;
    } rows[] = {
        {"requried", "required"},
        {"require", "required"},
        {"longst", "longest"},
        {"kinds", "kind"},
        {"or", "of"},
        {"colour", ""},
        {"zzzzzzzz", ""},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(nearest(row.word, known), row.meant) << row.word;
    EXPECT_EQ(nearest("by", {}), "");
}

}  // namespace
}  // namespace linli::text
