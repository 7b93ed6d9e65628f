// Every table that is carried reads, and the words that offices type find what they mean.
#include "kernel/registry/codes_tables.h"

#include <gtest/gtest.h>

namespace linli::registry {
namespace {

TEST(CodeTables, AreAllCarriedAndEveryWordFindsItsCode) {
    const std::vector<std::string> names = {"credit_class", "education", "employment", "ethnic",
                                            "health",       "id_kind",   "marital",    "political",
                                            "relation",     "sex"};
    ASSERT_EQ(code_tables().size(), names.size());
    for (const std::string& name : names) {
        const CodeTable& table = code_table(name);
        EXPECT_GT(table.codes().size(), 3u) << name;
        for (const Code& code : table.codes()) {
            EXPECT_FALSE(code.english.empty()) << name << " " << code.code;
            EXPECT_FALSE(code.source.empty()) << name << " " << code.code;
            EXPECT_EQ(table.find(code.code), &code);
            EXPECT_EQ(table.meant(code.name), &code) << code.name;
            for (const std::string& word : code.also)
                EXPECT_EQ(table.meant(word), &code) << word;
        }
    }
    EXPECT_EQ(code_table("ethnic").codes().size(), 58u);
    EXPECT_THROW(code_table("religion"), Broken);
}

TEST(CodeTables, KnowWhatOfficesType) {
    const struct {
        std::string table, word, code;
    } rows[] = {
        {"sex", "男", "1"},
        {"sex", "女", "2"},
        {"sex", "1", "1"},
        {"sex", "m", "1"},
        {"ethnic", "汉", "01"},
        {"ethnic", "汉族", "01"},
        {"ethnic", "1", "01"},
        {"ethnic", " 汉　族 ", "01"},
        {"relation", "户主", "02"},
        {"relation", "配偶", "10"},
        {"relation", "妻子", "12"},
        {"relation", "之妻", "12"},
        {"relation", "长子", "22"},
        {"relation", "之女", "30"},
        {"relation", "户主之妻", "12"},
        {"relation", "户主的长女", "32"},
        {"relation", "女", "30"},
        {"political", "群众", "13"},
        {"political", "党员", "01"},
        {"political", "中共党员", "01"},
        {"political", "团员", "03"},
        {"education", "本科", "20"},
        {"education", "大专", "30"},
        {"education", "文盲", "90"},
        {"marital", "离异", "40"},
        {"employment", "退休", "80"},
        {"id_kind", "身份证", "111"},
        {"credit_class", "91", "91"},
    };
    for (const auto& row : rows) {
        const Code* code = code_table(row.table).meant(row.word);
        ASSERT_NE(code, nullptr) << row.table << " " << row.word;
        EXPECT_EQ(code->code, row.code) << row.word;
    }
    // A wife in the north, a daughter-in-law in the south: we do not guess.
    for (const std::string word : {"媳妇", "", " ", "之", "户主之", "火星族"}) {
        EXPECT_EQ(code_table("relation").meant(word), nullptr) << word;
    }
}

TEST(CodeTables, AFileThatCannotBeHonouredNamesItsLine) {
    const std::string head = "# A table.\ncode,name,english,also,source,since,until\n";
    const std::string good = "1,一,one,壹,X,2001-01-01,\n";
    ASSERT_TRUE(CodeTable::make("t.csv", head + good));
    const std::string rows[] = {
        "1,二,two,,X,,\n", "2,一,two,,X,,\n", "2,二,two,壹,X,,\n", "2,二,two,,X,2001-02-30,\n",
        "2,二,two,,X,\n",  ",二,two,,X,,\n",  "2,,two,,X,,\n"};
    for (const std::string& row : rows) {
        const auto table = CodeTable::make("t.csv", head + good + row);
        ASSERT_FALSE(table) << row;
        EXPECT_EQ(table.refusal().code, "bad_table");
        EXPECT_EQ(table.refusal().at, "t.csv:4") << row;
    }
    EXPECT_EQ(CodeTable::make("t.csv", good).refusal().at, "t.csv:1");
}

}  // namespace
}  // namespace linli::registry
