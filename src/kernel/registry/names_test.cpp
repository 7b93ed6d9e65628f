// How names are read: the surnames that are read otherwise, and the pieces that find them.
#include "kernel/registry/names.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linli::registry {
namespace {

using List = std::vector<std::string>;

TEST(Names, KnowWhichPartIsTheSurname) {
    const struct {
        std::string name, surname;
    } rows[] = {
        {"王小明", "王"},     {"欧阳修远", "欧阳"},
        {"欧阳修", "欧阳"},   {"司马光", "司马"},
        {"欧阳", "欧"},  // two characters: a surname and a given name
        {"单", "单"},         {"", ""},
        {"Anna Schmidt", ""}, {"阿依古丽·买买提", "阿"},
        {"尉迟恭", "尉迟"},   {"上官婉儿", "上官"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(surname(row.name), row.surname) << row.name;
}

TEST(Names, InitialsAreThoseOfTheSurnameAsASurname) {
    const struct {
        std::string name, initials;
    } rows[] = {
        {"单田芳", "stf"},      {"简单", "jd"},    {"仇英", "qy"},
        {"复仇", "fc"},         {"解放", "xf"},    {"查理", "zl"},
        {"曾国强", "zgq"},      {"区小红", "oxh"}, {"朴正男", "pzn"},
        {"尉晓峰", "wxf"},      {"尉迟恭", "ycg"}, {"单于雄", "cyx"},
        {"欧阳修远", "oyxy"},   {"万俟卿", "mqq"}, {"李晟", "ls"},
        {"王长青", "wcq"},      {"覃小丽", "qxl"}, {"吕布", "lb"},
        {"Anna Schmidt", "as"}, {"O'Brien", "o"},  {"阿依古丽·买买提", "ayglmmt"},
        {"王Ａ", "wa"},         {"", ""},          {"—", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(initials(row.name), row.initials) << row.name;
    EXPECT_EQ(initials("单元3-201", NameOf::other), "dy3201");
    EXPECT_EQ(initials("12幢", NameOf::other), "12z");
}

TEST(Names, SortAsInADictionary) {
    List names = {"张三丰", "章三", "赵四", "张三", "安娜", "吕洞宾",
                  "卢照",   "罗成", "阿明", "Zoe",  "单田"};
    std::sort(names.begin(), names.end(), [](const std::string& one, const std::string& other) {
        return sort_key(one) < sort_key(other);
    });
    EXPECT_EQ(names, (List{"阿明", "安娜", "卢照", "罗成", "吕洞宾", "单田", "张三", "章三",
                           "张三丰", "赵四", "Zoe"}));
    EXPECT_NE(sort_key("张山"), sort_key("章山"));
}

TEST(Names, GramsAreCharactersAndPairs) {
    EXPECT_EQ(grams("王小明"), (List{"小", "小明", "明", "王", "王小"}));
    EXPECT_EQ(grams("明明明"), (List{"明", "明明"}));
    EXPECT_EQ(grams("阿·买 Ａb"), (List{"a", "ab", "b", "买", "买a", "阿", "阿买"}));
    EXPECT_EQ(grams(" ·"), List{});
    EXPECT_EQ(prefixes("oyx"), (List{"o", "oy", "oyx"}));
    EXPECT_EQ(prefixes(""), List{});
    EXPECT_EQ(prefixes("abcdefghijk").size(), 8u);
}

}  // namespace
}  // namespace linli::registry
