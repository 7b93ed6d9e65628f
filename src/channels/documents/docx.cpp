// Office Open XML by hand: four small parts in a zip. Lengths are twentieths of a point (1 mm
// is 56.7) and font sizes half-points, as ECMA-376 has them.
#include <zip.h>

#include <memory>

#include "base/fault.h"
#include "channels/documents/document.h"

namespace linli::documents {
namespace {

constexpr std::string_view content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)"
    R"(</Types>)";
constexpr std::string_view package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(</Relationships>)";
constexpr std::string_view document_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>)"
    R"(</Relationships>)";
constexpr std::string_view main_space =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
constexpr std::string_view relation_space =
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";

// The official families first; a machine without them falls back to what it has.
constexpr std::string_view title_font = "方正小标宋简体";
constexpr std::string_view body_font = "仿宋_GB2312";
constexpr std::string_view first_heading_font = "黑体";
constexpr std::string_view second_heading_font = "楷体_GB2312";
constexpr std::string_view page_number_font = "宋体";

constexpr int size_title = 44;   // 二号, 22 pt
constexpr int size_body = 32;    // 三号, 16 pt
constexpr int size_small = 28;   // 四号, 14 pt
constexpr int line_pitch = 579;  // 28.95 pt: 字高 + 三号字高 × 7/8
constexpr int character = 320;   // one character of 三号

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '&') {
            out += "&amp;";
        } else if (static_cast<unsigned char>(c) >= 0x20) {  // XML 1.0 has no other controls
            out += c;
        }
    }
    return out;
}

std::string run(std::string_view text, std::string_view font, int half_points) {
    const std::string name(font);
    const std::string size = std::to_string(half_points);
    // 每行28字: of 16 pt each they are wider than 版心 is, by a quarter of a point each.
    const char* const closer = half_points == size_body ? R"(<w:spacing w:val="-5"/>)" : "";
    return R"(<w:r><w:rPr><w:rFonts w:ascii=")" + name + R"(" w:hAnsi=")" + name +
           R"(" w:eastAsia=")" + name + R"("/>)" + closer + R"(<w:sz w:val=")" + size +
           R"("/><w:szCs w:val=")" + size + R"("/></w:rPr><w:t xml:space="preserve">)" +
           escaped(text) + "</w:t></w:r>";
}

// `layout` is what stands in w:pPr besides the line pitch.
std::string paragraph(std::string_view layout, const std::string& runs) {
    return R"(<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line=")" +
           std::to_string(line_pitch) + R"(" w:lineRule="exact"/>)" + std::string(layout) +
           "</w:pPr>" + runs + "</w:p>";
}

std::string indent(const char* side, int twentieths) {
    return std::string("<w:ind w:") + side + "=\"" + std::to_string(twentieths) + "\"/>";
}

std::string body_of(const Document& document) {
    // 标题 二号小标宋, 居中, 其下空一行
    std::string body =
        paragraph(R"(<w:jc w:val="center"/>)", run(document.title, title_font, size_title)) +
        paragraph("", "");
    for (const Block& block : numbered(document.blocks)) {
        std::string_view font = body_font;
        if (block.kind == BlockKind::heading && block.level == 1) font = first_heading_font;
        if (block.kind == BlockKind::heading && block.level == 2) font = second_heading_font;
        // 每个自然段左空二字, 回行顶格
        body += paragraph(indent("firstLine", 2 * character) + R"(<w:jc w:val="both"/>)",
                          run(block.text, font, size_body));
    }
    // 署名和成文日期: 右空
    body += paragraph("", "");
    body += paragraph(indent("right", 2 * character) + R"(<w:jc w:val="right"/>)",
                      run(document.signed_by, body_font, size_body));
    body += paragraph(indent("right", 2 * character) + R"(<w:jc w:val="right"/>)",
                      run(document.date, body_font, size_body));
    if (!document.note.empty()) {
        body += paragraph(indent("firstLine", 2 * character),
                          run("（" + document.note + "）", body_font, size_small));
    }
    // A4 with 天头 37 mm, 订口 28 mm, so that 版心 is 156 mm × 225 mm
    return body + R"(<w:sectPr><w:footerReference w:type="default" r:id="rId1"/>)"
                  R"(<w:pgSz w:w="11906" w:h="16838"/>)"
                  R"(<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" )"
                  R"(w:header="851" w:footer="1587" w:gutter="0"/></w:sectPr>)";
}

// 页码 四号半角宋体, 左右各放一条一字线
std::string footer() {
    return R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr )" +
           std::string(main_space) + R"(><w:p><w:pPr><w:jc w:val="center"/></w:pPr>)" +
           run("— ", page_number_font, size_small) + R"(<w:fldSimple w:instr=" PAGE ">)" +
           run("1", page_number_font, size_small) + "</w:fldSimple>" +
           run(" —", page_number_font, size_small) + "</w:p></w:ftr>";
}

void add(zip_t* archive, const char* name, const std::string& content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        throw Fault(std::string("cannot write ") + name + " of a document");
    }
    // The same document gives the same bytes: DOS time begins in 1980.
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, 0x0021, 0);
}

}  // namespace

std::string docx(const Document& document) {
    const std::string main =
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document )" +
        std::string(main_space) + " " + std::string(relation_space) + "><w:body>" +
        body_of(document) + "</w:body></w:document>";
    const std::string types(content_types), package(package_relations),
        relations(document_relations), foot = footer();

    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!buffer) throw Fault("no memory for a document");
    zip_source_keep(buffer);
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> kept(buffer, &zip_source_free);
    zip_t* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
    if (!archive) throw Fault("cannot begin a document");
    add(archive, "[Content_Types].xml", types);
    add(archive, "_rels/.rels", package);
    add(archive, "word/document.xml", main);
    add(archive, "word/_rels/document.xml.rels", relations);
    add(archive, "word/footer1.xml", foot);
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        throw Fault("cannot finish a document");
    }

    zip_stat_t status;
    zip_source_open(buffer);
    zip_source_stat(buffer, &status);
    std::string bytes(status.size, '\0');
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    return bytes;
}

}  // namespace linli::documents
