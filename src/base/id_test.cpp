// Ids: RFC 9562 by shape, and what is not one.
#include "base/id.h"

#include <gtest/gtest.h>

namespace linli {
namespace {

TEST(Id, HasTheShapeOfUuidVersion7) {
    SeededRandom random(7);
    const Instant instant = *Instant::parse("2022-02-22T19:22:22Z");
    const std::string text = Id::make(instant, random).text();
    // RFC 9562 appendix A.6: this instant is 0x017F22E279B0 milliseconds.
    EXPECT_EQ(text.substr(0, 15), "017f22e2-79b0-7");
    EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
    EXPECT_NE(Id::make(instant, random).text(), text);
}

TEST(Id, ReadsWhatItWrites) {
    const std::string text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    EXPECT_EQ(Id::parse(text)->text(), text);
    EXPECT_EQ(Id::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")->text(), text);
    const std::string bad[] = {
        "",
        "017f22e279b07cc398c4dc0c0c07398f",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398fa",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "017f22e2x79b0-7cc3-98c4-dc0c0c07398f",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
    };
    for (const std::string& one : bad)
        EXPECT_FALSE(Id::parse(one)) << one;
    EXPECT_FALSE(Id{});
    EXPECT_TRUE(*Id::parse(text));
}

}  // namespace
}  // namespace linli
