// Purposes: as long as a word, as short as a sentence, and kept as they were said.
#include "kernel/purpose.h"

#include <gtest/gtest.h>

namespace linli::kernel {
namespace {

std::string repeated(std::size_t times) {
    std::string words;
    for (std::size_t i = 0; i < times; ++i)
        words += "核";
    return words;
}

TEST(Purposes, AreKeptWholeOrRefused) {
    EXPECT_EQ(stated_purpose(" 回访　").value(), "回访");
    EXPECT_EQ(stated_purpose(repeated(200)).value(), repeated(200));
    EXPECT_EQ(stated_purpose(repeated(201)).refusal(), (Refusal{"too_long", "purpose", "200"}));
    for (const char* nothing : {"", "  ", "查"})
        EXPECT_EQ(stated_purpose(nothing).refusal(), (Refusal{"field_missing", "purpose", ""}));
}

}  // namespace
}  // namespace linli::kernel
