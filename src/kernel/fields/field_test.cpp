// What a programme may declare, what people may fill in, and what of it is shown.
#include "kernel/fields/field.h"

#include <gtest/gtest.h>

namespace linli::fields {
namespace {

Outcome<std::vector<Field>> declared(const std::string& source) {
    return declare(yaml::parse(source, "x.yaml").value());
}

Field field(const std::string& declaration) {
    return declared("it: { " + declaration + " }").value().at(0);
}

TEST(Fields, AreDeclaredInTheirOrderWithDefaults) {
    const std::vector<Field> fields =
        declared(
            "what: { kind: choice, of: { leak: { zh: \"漏\", en: \"Leak\" }, dirt: { zh: "
            "\"脏\", en: \"Dirt\" } }, required: true, find: true }\n"
            "where: { kind: place, level: building, title: { zh: \"地点\", en: \"Where\" } }\n"
            "story: { kind: text, was: words }\n"
            "phone: { kind: phone }\n"
            "hotline: { kind: phone, personal: false }\n"
            "photos: { kind: photo, most: 3 }\n")
            .value();
    ASSERT_EQ(fields.size(), 6u);
    EXPECT_EQ(fields[0].name, "what");
    EXPECT_TRUE(fields[0].required && fields[0].find && !fields[0].personal);
    EXPECT_EQ(fields[0].of.at(1).value, "dirt");
    EXPECT_EQ(fields[0].of.at(1).title, (Words{"脏", "Dirt"}));
    EXPECT_EQ(fields[1].level, "building");
    EXPECT_EQ(fields[1].title, (Words{"地点", "Where"}));
    EXPECT_EQ(fields[2].longest, 500);
    EXPECT_EQ(fields[2].title, (Words{"story", "story"}));
    EXPECT_EQ(fields[2].was, "words");
    EXPECT_TRUE(fields[3].personal);
    EXPECT_FALSE(fields[4].personal);
    EXPECT_EQ(fields[5].most, 3);
}

TEST(Fields, RefuseWhatCannotBeHonoured) {
    const struct {
        std::string source;
        int line;
        std::string what;
    } rows[] = {
        {"[a]", 1, "fields are a map of name and declaration"},
        {"A: { kind: text }", 1, "the name of a field is not a name: A"},
        {"a: text", 1, "a map of words is needed here"},
        {"a: { title: { zh: \"a\", en: \"a\" } }", 1, "kind is missing"},
        {"a: { kind: text }\nb: { kind: txt }", 2, "unknown kind txt; did you mean text?"},
        {"a: { kind: text, requried: true }", 1, "unknown word requried; did you mean required?"},
        {"a: { kind: text, most: 3 }", 1, "unknown word most"},
        {"a: { kind: number, longest: 3 }", 1, "unknown word longest"},
        {"a:\n  kind: text\n  title: { zh: \"甲\" }", 3, "en is missing"},
        {"a:\n  kind: text\n  title: { zh: 甲, en: \"A\" }", 3, "words for people are quoted"},
        {"a:\n  kind: text\n  title: { zh: \" \", en: \"A\" }", 3, "words for people are quoted"},
        {"a:\n  kind: text\n  title: { zh: \"甲\", en: \"A\", fr: \"A\" }", 3, "unknown word fr"},
        {"a: { kind: choice }", 1, "of is missing"},
        {"a: { kind: choice, of: [] }", 1, "of needs a list of names"},
        {"a: { kind: choice, of: {} }", 1, "of needs choices"},
        {"a: { kind: choice, of: [x, y, x] }", 1, "the choice x a second time"},
        {"a: { kind: choice, of: { X: { zh: \"a\", en: \"a\" } } }", 1,
         "a choice is not a name: X"},
        {"a: { kind: choices, of: [x, y], most: 3 }", 1, "most is a whole number from 1 to 2"},
        {"a: { kind: text, longest: 0 }", 1, "longest is a whole number from 1 to 20000"},
        {"a: { kind: text, find: true, longest: 200 }", 1,
         "longest is a whole number from 1 to 100"},
        {"a: { kind: photo, find: true }", 1, "nothing is found by a photo"},
        {"a: { kind: phone, find: true }", 1, "what is personal is sealed, and cannot be found by"},
        {"a: { kind: choice, of: [x], personal: true }", 1, "a choice cannot be personal"},
        {"a: { kind: text, required_unless: photo }\nphotos: { kind: photo }", 1,
         "unknown field photo; did you mean photos?"},
        {"b: { kind: photo }\na: { kind: text, required_unless: a }", 2,
         "unknown field a; did you mean b?"},
        {"a: { kind: text, required: true, required_unless: b }\nb: { kind: photo }", 1,
         "required, and required unless another is given, are not both true"},
        {"a: { kind: number, least: 5, most: 4 }", 1,
         "most is a whole number from 5 to 1000000000000000"},
    };
    for (const auto& row : rows) {
        const auto fields = declared(row.source);
        ASSERT_FALSE(fields) << row.source;
        EXPECT_EQ(fields.refusal().code, "bad_programme");
        EXPECT_EQ(fields.refusal().at, "x.yaml:" + std::to_string(row.line)) << row.source;
        EXPECT_EQ(fields.refusal().with, row.what) << row.source;
    }
}

TEST(Fields, CheckWhatPeopleFillIn) {
    const std::string id = "\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\"";
    const std::string other = "\"017f22e2-79b0-7cc3-98c4-dc0c0c073990\"";
    const struct {
        std::string declaration, value, code, with;
    } rows[] = {
        {"kind: text", "null", "", ""},
        {"kind: text, required: true", "null", "field_missing", ""},
        {"kind: text, required: true", "\"\"", "field_missing", ""},
        {"kind: text, required: true", "\"  　 \"", "field_missing", ""},
        {"kind: photo, required: true", "[]", "field_missing", ""},
        {"kind: yes_no, required: true", "false", "", ""},
        {"kind: number, required: true", "0", "", ""},
        {"kind: text, longest: 4", "\"二楼漏水\"", "", ""},
        {"kind: text, longest: 4", "\" 二楼漏水 \"", "", ""},
        {"kind: text, longest: 4", "\"二楼漏水了\"", "too_long", "4"},
        {"kind: text", "\"two\\r\\nlines\"", "", ""},
        {"kind: text", "\"bell \\u0007\"", "field_bad", ""},
        {"kind: text", "5", "field_bad", ""},
        {"kind: text", "{}", "field_bad", ""},
        {"kind: choice, of: [leak, dirt]", "\"leak\"", "", ""},
        {"kind: choice, of: [leak, dirt]", "\"Leak\"", "no_such_choice", "Leak"},
        {"kind: choice, of: [leak, dirt]", "[\"leak\"]", "field_bad", ""},
        {"kind: choices, of: [a, b, c], most: 2", "[\"a\",\"c\"]", "", ""},
        {"kind: choices, of: [a, b, c], most: 2", "[\"a\",\"b\",\"c\"]", "too_many", "2"},
        {"kind: choices, of: [a, b, c], least: 2", "[\"a\"]", "too_few", "2"},
        {"kind: choices, of: [a, b]", "[\"a\",\"a\"]", "field_bad", ""},
        {"kind: choices, of: [a, b]", "[\"d\"]", "no_such_choice", "d"},
        {"kind: choices, of: [a, b]", "\"a\"", "field_bad", ""},
        {"kind: number, most: 5", "5", "", ""},
        {"kind: number, most: 5", "6", "too_great", "5"},
        {"kind: number", "-1", "too_small", "0"},
        {"kind: number, least: -5", "-5", "", ""},
        {"kind: number", "1.5", "field_bad", ""},
        {"kind: number", "\"5\"", "field_bad", ""},
        {"kind: yes_no", "true", "", ""},
        {"kind: yes_no", "1", "field_bad", ""},
        {"kind: day", "\"2026-03-02\"", "", ""},
        {"kind: day", "\"2026-02-30\"", "field_bad", ""},
        {"kind: instant", "\"2026-03-02T09:00:00+08:00\"", "", ""},
        {"kind: instant", "\"2026-03-02\"", "field_bad", ""},
        {"kind: place", id, "", ""},
        {"kind: place", "\"B3\"", "field_bad", ""},
        {"kind: person", id, "", ""},
        {"kind: unit", "7", "field_bad", ""},
        {"kind: photo", "[" + id + "," + other + "]", "", ""},
        {"kind: photo, most: 1", "[" + id + "," + other + "]", "too_many", "1"},
        {"kind: photo, least: 2", "[" + id + "]", "too_few", "2"},
        {"kind: photo", "[" + id + "," + id + "]", "field_bad", ""},
        {"kind: photo", "[\"1.jpg\"]", "field_bad", ""},
        {"kind: photo", id, "field_bad", ""},
        {"kind: phone", "\"13800001234\"", "", ""},
        {"kind: phone", "\"+86 138-0000 1234\"", "", ""},
        {"kind: phone", "\"１３８００００１２３４\"", "", ""},
        {"kind: phone", "\"(0592) 2051234\"", "", ""},
        {"kind: phone", "\"010 8205 1234\"", "", ""},
        {"kind: phone", "\"400-820-1234\"", "", ""},
        {"kind: phone", "\"96345\"", "", ""},
        {"kind: phone", "\"1380000123\"", "field_bad", ""},
        {"kind: phone", "\"12800001234\"", "field_bad", ""},
        {"kind: phone", "\"138000012345\"", "field_bad", ""},
        {"kind: phone", "\"00592205123\"", "field_bad", ""},
        {"kind: phone", "\"110\"", "field_bad", ""},
        {"kind: phone", "\"call me\"", "field_bad", ""},
        {"kind: phone", "13800001234", "field_bad", ""},
    };
    for (const auto& row : rows) {
        const Field it = field(row.declaration);
        const auto checked = check(it, tidy(it, json::Value::parse(row.value).value()));
        const std::string about = row.declaration + " ← " + row.value;
        ASSERT_EQ(bool(checked), row.code.empty()) << about;
        if (checked) continue;
        EXPECT_EQ(checked.refusal(), (Refusal{row.code, "it", row.with})) << about;
    }
}

TEST(Fields, BecomeFacts) {
    const std::string id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    const struct {
        std::string declaration, value;
        std::vector<Fact> facts;
    } rows[] = {
        {"kind: text", "\" 漏水 \"", {"漏水"}},
        {"kind: text", "null", {}},
        {"kind: choice, of: [leak]", "\"leak\"", {"leak"}},
        {"kind: choices, of: [a, b]", "[\"b\",\"a\"]", {"b", "a"}},
        {"kind: number", "0", {std::int64_t{0}}},
        {"kind: yes_no", "false", {std::int64_t{0}}},
        {"kind: yes_no", "true", {std::int64_t{1}}},
        {"kind: day", "\"1970-01-02\"", {std::int64_t{1}}},
        {"kind: instant", "\"1970-01-01T08:00:01+08:00\"", {std::int64_t{1'000'000}}},
        {"kind: place", "\"" + id + "\"", {id}},
        {"kind: phone, personal: false", "\"0592-205 1234\"", {"05922051234"}},
        {"kind: photo", "[\"" + id + "\"]", {}},
    };
    for (const auto& row : rows) {
        const Field it = field(row.declaration);
        EXPECT_EQ(facts(it, tidy(it, json::Value::parse(row.value).value())), row.facts)
            << row.declaration;
    }
    const Field instant = field("kind: instant");
    EXPECT_EQ(tidy(instant, json::Value::of_text("2026-03-02T09:00:00+08:00")).text(),
              "2026-03-02T01:00:00Z");
}

TEST(Fields, AreMasked) {
    const struct {
        std::string kind, value, shown;
    } rows[] = {
        {"name", "张三", "张*"},
        {"name", "张小三", "张*三"},
        {"name", "欧阳娜娜", "欧**娜"},
        {"name", "张", "*"},
        {"name", "", ""},
        {"id_number", "330203199001011234", "3302**********1234"},
        {"id_number", "330203900101123", "3302*******1123"},
        {"id_number", "E12345678", "E1*****78"},
        {"id_number", "E123", "****"},
        {"phone", "13800001234", "138****1234"},
        {"phone", "05922051234", "059****1234"},
        {"phone", "96345", "***45"},
        {"phone", "110", "***"},
        {"bank_card", "6222020200011234567", "***************4567"},
        {"address", "莲花一村3幢2单元501室", "莲花一村3幢***"},
        {"address", "湖滨路12号楼1201", "湖滨路12号楼***"},
        {"address", "后街18号", "***"},
        {"text", "说来话长", "***"},
        {"day", "1962-05-01", "***"},
        {"unheard_of", "x", "***"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(mask(row.kind, row.value), row.shown) << row.value;
}

}  // namespace
}  // namespace linli::fields
