#include "town/names.h"

#include <algorithm>
#include <charconv>

#include "base/check.h"
#include "base/resources.h"
#include "base/text.h"

namespace linli::town {
namespace {

// The rows of one of the town's files, split at tabs, without comments.
std::vector<std::vector<std::string>> rows_of(std::string_view file) {
    std::vector<std::vector<std::string>> rows;
    for (const std::string& line : text::split(town_resources().at(file), '\n')) {
        if (!line.empty() && line.front() != '#') rows.push_back(text::split(line, '\t'));
    }
    return rows;
}

template <class Number>
Number number_of(const std::string& text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    CHECK(error == std::errc() && end == text.data() + text.size());
    return number;
}

}  // namespace

Names::Names() {
    std::uint64_t sum = 0;
    for (const auto& row : rows_of("src/town/data/surnames.tsv")) {
        sum += number_of<std::uint64_t>(row.at(1));
        surnames_.push_back({row.at(0), sum});
    }
    for (const auto& row : rows_of("src/town/data/given_names.tsv")) {
        fashions_.push_back({number_of<int>(row.at(0)), row.at(1), text::split(row.at(2), ' ')});
    }
    CHECK(!surnames_.empty() && !fashions_.empty());
}

std::string Names::surname(Random& random) const {
    const std::uint64_t drawn = random.below(surnames_.back().up_to);
    return std::upper_bound(surnames_.begin(), surnames_.end(), drawn,
                            [](std::uint64_t at, const Weighted& one) { return at < one.up_to; })
        ->surname;
}

std::string Names::given(Day born, std::string_view sex, Random& random) const {
    const int year = born.date().year;
    const auto fashion = std::find_if(fashions_.begin(), fashions_.end(), [&](const Fashion& one) {
        return year <= one.year_max && one.sex == sex;
    });
    CHECK(fashion != fashions_.end());
    return fashion->names[random.below(fashion->names.size())];
}

std::string Names::full(Day born, std::string_view sex, Random& random) const {
    const std::string first = surname(random);
    return first + given(born, sex, random);
}

}  // namespace linli::town
