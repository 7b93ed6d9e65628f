// A cursor opens only as it was given, and only for the question it was given for.
#include "channels/http/cursor.h"

#include <gtest/gtest.h>

namespace linli::http {
namespace {

const Cursor somewhere = {std::int64_t{-1772409600000000}, "/0001/000a", "王\"芳"};

TEST(Cursor, OpensAsItWasGiven) {
    const std::string word = cursor_word(somewhere, "key", "case_list /api/cases");
    EXPECT_EQ(
        word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
        std::string::npos);
    EXPECT_EQ(read_cursor(word, "key", "case_list /api/cases"), somewhere);
}

TEST(Cursor, IsRefusedWhenMadeUpCutOrBorrowed) {
    const std::string word = cursor_word(somewhere, "key", "question");
    EXPECT_FALSE(read_cursor(word, "other key", "question"));
    EXPECT_FALSE(read_cursor(word, "key", "other question"));
    EXPECT_FALSE(read_cursor(word + "A", "key", "question"));
    EXPECT_FALSE(read_cursor("", "key", "question"));
    EXPECT_FALSE(read_cursor("W10", "key", "question"));
    EXPECT_FALSE(read_cursor(std::string(5000, 'A'), "key", "question"));
    for (std::size_t at = 0; at < word.size(); ++at) {
        EXPECT_FALSE(read_cursor(word.substr(0, at), "key", "question")) << at;
        std::string changed = word;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        // The last character may carry bits that mean nothing; what it means must still be whole.
        const auto read = read_cursor(changed, "key", "question");
        EXPECT_TRUE(!read || (at + 1 == word.size() && read == somewhere)) << at;
        changed[at] = '+';
        EXPECT_FALSE(read_cursor(changed, "key", "question")) << at;
    }
}

}  // namespace
}  // namespace linli::http
