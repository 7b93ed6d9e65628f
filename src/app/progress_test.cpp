// On a terminal one line that goes again, in a log a line now and then, of quick work nothing.
#include "app/progress.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace linli::app {
namespace {

// What is shown of so many steps out of twelve that take a second each.
std::string shown_of(int steps, bool terminal) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::tmpfile(), std::fclose);
    SetClock clock(Instant{0});
    {
        const Progress progress = shown(out.get(), terminal, clock);
        for (int step = 1; step <= steps; ++step) {
            clock.set({step * micros_per_second});
            progress("journal", step, 12);
        }
    }
    std::string text(static_cast<std::size_t>(std::ftell(out.get())), '\0');
    std::rewind(out.get());
    EXPECT_EQ(std::fread(text.data(), 1, text.size(), out.get()), text.size());
    return text;
}

TEST(Progress, InALogIsALineNowAndThen) {
    EXPECT_EQ(shown_of(4, false), "");
    EXPECT_EQ(shown_of(12, false), "journal: 5 / 12 (41 %)\njournal: 10 / 12 (83 %)\n");
}

TEST(Progress, OnATerminalIsOneLineThatGoes) {
    EXPECT_EQ(shown_of(2, true),
              "\r\033[Kjournal: 1 / 12 (8 %)\r\033[Kjournal: 2 / 12 (16 %)\r\033[K");
}

}  // namespace
}  // namespace linli::app
