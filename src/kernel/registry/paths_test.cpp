// The order of paths is the order of addresses, and a subtree is one range.
#include "kernel/registry/paths.h"

#include <gtest/gtest.h>

#include "base/check.h"

namespace linli::registry {
namespace {

TEST(Paths, LabelsCountInBase36AndKeepTheirOrder) {
    EXPECT_EQ(label(0), "0000");
    EXPECT_EQ(label(10), "000a");
    EXPECT_EQ(label(36), "0010");
    EXPECT_EQ(label(labels - 1), "zzzz");
    EXPECT_THROW(label(labels), Broken);
    for (const std::int64_t number : {1, 9, 10, 35, 36, 1295, 1296, 46655, 46656}) {
        EXPECT_LT(label(number - 1), label(number));
        EXPECT_EQ(label_number(child_path("/0001", number)), number);
    }
}

TEST(Paths, ASubtreeIsOneRangeAndNothingElseIsInIt) {
    const std::string path = "/0001/000a";
    const struct {
        const char* other;
        bool inside;
    } rows[] = {
        {"/0001/000a", true},       {"/0001/000a/0001", true},  {"/0001/000a/zzzz/zzzz", true},
        {"/0001/000b", false},      {"/0001/0009/zzzz", false}, {"/0001", false},
        {"/0001/000b/0001", false}, {"/0002/000a", false},
    };
    for (const auto& row : rows) {
        const std::string other = row.other;
        EXPECT_EQ(other >= path && other < end_of(path), row.inside) << other;
    }
}

TEST(Paths, KnowTheWayFromTheRoot) {
    EXPECT_EQ(way_to("/0001/000a/0002"),
              (std::vector<std::string>{"/0001", "/0001/000a", "/0001/000a/0002"}));
    EXPECT_EQ(parent_of("/0001/000a"), "/0001");
    EXPECT_EQ(parent_of("/0001"), "");
}

TEST(Paths, TheNumberANameIsOrderedBy) {
    EXPECT_EQ(number_in("12号楼"), 12);
    EXPECT_EQ(number_in("甲3幢2单元"), 3);
    EXPECT_EQ(number_in("007"), 7);
    EXPECT_EQ(number_in("2-1-302"), 302);
    EXPECT_EQ(number_in("302-"), 302);
    EXPECT_EQ(number_in("澄浪新村"), std::nullopt);
    EXPECT_GE(number_in("99999999999999999999999").value(), labels);  // and no overflow
}

}  // namespace
}  // namespace linli::registry
