// Code tables: words that a standard has given numbers to, such as 民族 or 与户主关系. They are
// data, programmes/common/codes/*.csv, carried in the binary; each file says how sure we are of it.
// This file knows how to find a code by itself, by its name and by the words that offices type for
// it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/outcome.h"

namespace linli::registry {

struct Code {
    std::string code;               // "12": text, because 01 and 1 differ
    std::string name, english;      // "妻", "wife"
    std::vector<std::string> also;  // "妻子", "老婆"
    std::string source;             // "GB/T 4761-2008"
    std::optional<Day> since, until;
};

class CodeTable {
public:
    // Refuses bad_table with at = "file:line": a column missing, a code, name or word that comes
    // twice, a day that is none.
    static Outcome<CodeTable> make(const std::string& file, std::string_view csv);

    const std::vector<Code>& codes() const { return codes_; }
    const Code* find(std::string_view code) const;  // null when there is none
    // What someone meant by "汉", "汉族", "01", "1", "户主之妻" or "户主的妻子"; null when nobody
    // can say.
    const Code* meant(std::string_view word) const;

private:
    std::vector<Code> codes_;
    std::map<std::string, std::size_t, std::less<>> by_code_, by_word_;
};

// The table of a name that we carry: sex ethnic marital political education employment relation
// id_kind health credit_class. CHECKs that there is one.
const CodeTable& code_table(std::string_view name);
const std::map<std::string, CodeTable, std::less<>>& code_tables();

}  // namespace linli::registry
