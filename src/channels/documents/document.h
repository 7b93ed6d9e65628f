// A document as people know it from the office: a title, headings that number themselves,
// paragraphs, a signature and a date. It knows nothing of where its sentences come from. The layout
// follows the page block of GB/T 9704-2012 (A4; 37 mm above, 28 mm left; 22 lines of 28 characters
// in 三号仿宋).
#pragma once

#include <string>
#include <vector>

namespace linli::documents {

enum class BlockKind { heading, paragraph };

struct Block {
    BlockKind kind = BlockKind::paragraph;
    int level = 1;  // of a heading: 1 一、 2 （一） 3 1. 4 （1）
    std::string text;
};

struct Document {
    std::string title;
    std::vector<Block> blocks;
    std::string signed_by;  // 署名
    std::string date;       // "2026年4月3日"
    std::string note;       // 附注, in small type at the end; may be empty
};

// 1 → "一", 12 → "十二", 20 → "二十"; up to 99.
std::string chinese_number(int);

// The number that stands before a heading: 一、 （一） 1. （1）
std::string heading_number(int level, int count);

// Headings with their numbers, counted afresh under each higher one.
std::vector<Block> numbered(const std::vector<Block>&);

// The document as Office Open XML (ECMA-376), the bytes of a .docx file.
std::string docx(const Document&);

}  // namespace linli::documents
