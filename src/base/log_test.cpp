// The log cannot be made to say what the program did not.
#include "base/log.h"

#include <gtest/gtest.h>

namespace linli::log {
namespace {

TEST(Log, OneCallIsOneLine) {
    EXPECT_EQ(printable("login failed for 王\n2026-03-02T01:00:00Z info all is well\x1b[2J"),
              "login failed for 王 2026-03-02T01:00:00Z info all is well [2J");

    testing::internal::CaptureStderr();
    say(Level::debug, "too little to tell");
    error("disk\nfull");
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_EQ(said.find("too little"), said.npos);
    EXPECT_NE(said.find("Z error disk full\n"), said.npos);
}

}  // namespace
}  // namespace linli::log
