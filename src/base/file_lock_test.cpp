#include "base/file_lock.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "base/fault.h"

namespace linli {
namespace {

TEST(FileLockTest, OneHoldsItUntilItGoes) {
    const auto file =
        std::filesystem::temp_directory_path() / ("linli-lock-" + std::to_string(::getpid()));
    std::optional<FileLock> first(std::in_place, file.string());
    EXPECT_TRUE(first->held());
    EXPECT_FALSE(FileLock(file.string()).held());
    first.reset();
    EXPECT_TRUE(FileLock(file.string()).held());
    std::filesystem::remove(file);
}

TEST(FileLockTest, SaysWhichFileItCannotMake) {
    EXPECT_THROW(FileLock("/nowhere/at/all"), Fault);
}

}  // namespace
}  // namespace linli
