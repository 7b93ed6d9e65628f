#include "channels/documents/document.h"

#include <array>

#include "base/check.h"

namespace linli::documents {

std::string chinese_number(int number) {
    CHECK(number >= 1 && number <= 99);
    static const std::array<const char*, 10> digits = {"",   "一", "二", "三", "四",
                                                       "五", "六", "七", "八", "九"};
    const auto tens = static_cast<std::size_t>(number / 10);
    const auto ones = static_cast<std::size_t>(number % 10);
    std::string text;
    if (tens > 1) text += digits[tens];
    if (tens > 0) text += "十";
    return text + digits[ones];
}

// GB/T 9704-2012, 7.3.3: 文中结构层次序数依次可以用"一、""（一）""1.""（1）"标注
std::string heading_number(int level, int count) {
    switch (level) {
        case 1:
            return chinese_number(count) + "、";
        case 2:
            return "（" + chinese_number(count) + "）";
        case 3:
            return std::to_string(count) + ".";
        default:
            return "（" + std::to_string(count) + "）";
    }
}

std::vector<Block> numbered(const std::vector<Block>& blocks) {
    std::array<int, 5> counts{};
    std::vector<Block> all;
    for (Block block : blocks) {
        if (block.kind == BlockKind::heading) {
            CHECK(block.level >= 1 && block.level <= 4);
            const auto level = static_cast<std::size_t>(block.level);
            for (std::size_t below = level + 1; below < counts.size(); ++below)
                counts[below] = 0;
            block.text = heading_number(block.level, ++counts[level]) + block.text;
        }
        all.push_back(std::move(block));
    }
    return all;
}

}  // namespace linli::documents
