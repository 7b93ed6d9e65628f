// Numbers as offices write them, and a .docx whose parts are well-formed and say what was meant.
#include "channels/documents/document.h"

#include <expat.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "base/check.h"

namespace linli::documents {
namespace {

TEST(ChineseNumber, ReadsAsSpoken) {
    const struct {
        int number;
        const char* text;
    } rows[] = {{1, "一"}, {10, "十"}, {11, "十一"}, {20, "二十"}, {21, "二十一"}, {99, "九十九"}};
    for (const auto& row : rows)
        EXPECT_EQ(chinese_number(row.number), row.text);
    EXPECT_THROW(chinese_number(0), Broken);
}

TEST(Headings, NumberThemselvesAfreshUnderEachHigherOne) {
    const auto heading = [](int level) { return Block{BlockKind::heading, level, "甲"}; };
    const auto blocks = numbered({heading(1),
                                  heading(2),
                                  heading(2),
                                  heading(3),
                                  heading(1),
                                  {BlockKind::paragraph, 0, "乙"},
                                  heading(2),
                                  heading(4)});
    const std::vector<std::string> wanted = {"一、甲", "（一）甲", "（二）甲", "1.甲",
                                             "二、甲", "乙",       "（一）甲", "（1）甲"};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ(blocks[i].text, wanted[i]);
}

std::string part(const std::string& bytes, const char* name) {
    zip_error_t error;
    zip_error_init(&error);
    zip_t* archive = zip_open_from_source(
        zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error), ZIP_RDONLY, &error);
    EXPECT_NE(archive, nullptr);
    zip_stat_t status;
    EXPECT_EQ(zip_stat(archive, name, 0, &status), 0) << name;
    std::string content(status.size, '\0');
    zip_file_t* file = zip_fopen(archive, name, 0);
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    zip_discard(archive);
    return content;
}

TEST(Docx, IsAPackageOfWellFormedParts) {
    const Document document{.title = "2026年第一季度社情民意工作小结",
                            .blocks = {{BlockKind::heading, 1, "主要工作"},
                                       {BlockKind::paragraph, 1, "办结率<95% & \x01“全部”反馈"}},
                            .signed_by = "澄浪社区居民委员会",
                            .date = "2026年4月3日",
                            .note = "数据截至2026年4月1日"};
    const std::string bytes = docx(document);
    for (const char* name : {"[Content_Types].xml", "_rels/.rels", "word/document.xml",
                             "word/_rels/document.xml.rels", "word/footer1.xml"}) {
        const std::string xml = part(bytes, name);
        XML_Parser parser = XML_ParserCreate("UTF-8");
        EXPECT_EQ(XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1), XML_STATUS_OK)
            << name << ": " << XML_ErrorString(XML_GetErrorCode(parser));
        XML_ParserFree(parser);
    }
    const std::string main = part(bytes, "word/document.xml");
    for (const char* said : {"一、主要工作", "办结率&lt;95% &amp; “全部”反馈", "澄浪社区居民委员会",
                             "（数据截至2026年4月1日）"}) {
        EXPECT_NE(main.find(said), std::string::npos) << said;
    }
    EXPECT_EQ(docx(document), bytes);
}

// The number in the first `name="…"` after `where`.
int number_in(const std::string& xml, std::string_view where, std::string_view name) {
    const std::size_t at = xml.find(std::string(name) + "=\"", xml.find(where));
    CHECK(at != std::string::npos);
    return std::stoi(xml.substr(at + name.size() + 2));
}

// GB/T 9704-2012, 5.2: A4, 版心 156 mm × 225 mm, 3号, 22 lines of 28 characters. In twentieths of a
// point.
TEST(Docx, HoldsTwentyTwoLinesOfTwentyEightCharacters) {
    const std::string xml = part(
        docx({.blocks = {{BlockKind::paragraph, 1, "楼道照明纳入巡查。"}}}), "word/document.xml");
    const auto margin = [&](std::string_view side) { return number_in(xml, "<w:pgMar", side); };
    const int wide = number_in(xml, "<w:pgSz", "w:w") - margin("w:left") - margin("w:right");
    const int high = number_in(xml, "<w:pgSz", "w:h") - margin("w:top") - margin("w:bottom");
    constexpr double twentieths_in_mm = 1440 / 25.4;
    EXPECT_NEAR(wide, 156 * twentieths_in_mm, 2);
    EXPECT_NEAR(high, 225 * twentieths_in_mm, 2);
    const std::string body = xml.substr(xml.find("w:firstLine"));
    const int character =
        number_in(body, "<w:sz ", "w:val") * 10 + number_in(body, "<w:spacing", "w:val");
    EXPECT_EQ(wide / character, 28);
    EXPECT_EQ(high / number_in(xml, "<w:p>", "w:line"), 22);
}

}  // namespace
}  // namespace linli::documents
