#include "kernel/registry/codes_tables.h"

#include "base/resources.h"
#include "base/text.h"

namespace linli::registry {
namespace {

constexpr std::string_view columns = "code,name,english,also,source,since,until";

// Case, width and spaces are not part of a word.
std::string plain(std::string_view word) {
    std::string kept = text::lower(text::half_width(word));
    for (const std::string_view space : {" ", "\t", "\u00a0", "\u200b"}) {
        for (std::size_t at; (at = kept.find(space)) != std::string::npos;) {
            kept.erase(at, space.size());
        }
    }
    return kept;
}

// What stands behind 之 or 的: 户主之妻, 户主的妻子.
std::string_view behind_of(std::string_view word) {
    for (const std::string_view of : {"之", "的"}) {
        const std::size_t at = word.find(of);
        if (at != std::string_view::npos && at + of.size() < word.size()) {
            return word.substr(at + of.size());
        }
    }
    return {};
}

std::map<std::string, CodeTable, std::less<>> carried_tables() {
    static constexpr std::string_view folder = "programmes/common/codes/";
    std::map<std::string, CodeTable, std::less<>> tables;
    for (const auto& [path, bytes] : kernel_registry_resources()) {
        if (!text::starts_with(path, folder)) continue;
        const std::string_view file = path.substr(folder.size());
        auto table = CodeTable::make(std::string(path), bytes);
        if (!table) broken(table.refusal().at.c_str(), __FILE__, __LINE__);
        tables.emplace(file.substr(0, file.rfind('.')), std::move(table).value());
    }
    return tables;
}

}  // namespace

Outcome<CodeTable> CodeTable::make(const std::string& file, std::string_view csv) {
    CodeTable table;
    bool headed = false;
    int line_number = 0;
    for (const std::string& line : text::split(csv, '\n')) {
        ++line_number;
        const Refusal bad{"bad_table", file + ":" + std::to_string(line_number), line};
        if (line.empty() || line.front() == '#') continue;
        if (!headed) {
            if (line != columns) return bad;
            headed = true;
            continue;
        }
        const std::vector<std::string> cells = text::split(line, ',');
        if (cells.size() != 7 || cells[0].empty() || cells[1].empty()) return bad;
        const Code code{cells[0],
                        cells[1],
                        cells[2],
                        cells[3].empty() ? std::vector<std::string>{} : text::split(cells[3], '|'),
                        cells[4],
                        Day::parse(cells[5]),
                        Day::parse(cells[6])};
        if (!code.since && !cells[5].empty()) return bad;
        if (!code.until && !cells[6].empty()) return bad;

        const std::size_t index = table.codes_.size();
        if (!table.by_code_.emplace(code.code, index).second) return bad;
        if (!table.by_word_.emplace(plain(code.name), index).second) return bad;
        for (const std::string& word : code.also) {
            if (!table.by_word_.emplace(plain(word), index).second) return bad;
        }
        table.codes_.push_back(code);
    }
    return table;
}

const Code* CodeTable::find(std::string_view code) const {
    const auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : &codes_[found->second];
}

const Code* CodeTable::meant(std::string_view word) const {
    const std::string wanted = plain(word);
    if (wanted.empty()) return nullptr;
    const std::string_view behind = behind_of(wanted);
    for (const std::string_view candidate : {std::string_view(wanted), behind}) {
        const auto found = by_word_.find(candidate);
        if (found != by_word_.end()) return &codes_[found->second];
    }
    if (const Code* code = find(wanted)) return code;
    return find("0" + wanted);  // a sheet that took 01 for a number shows 1
}

const CodeTable& code_table(std::string_view name) {
    const auto found = code_tables().find(name);
    CHECK(found != code_tables().end());
    return found->second;
}

const std::map<std::string, CodeTable, std::less<>>& code_tables() {
    static const auto tables = carried_tables();
    return tables;
}

}  // namespace linli::registry
