#include "channels/sheets/importer.h"

#include <algorithm>

#include "base/hash.h"
#include "base/json.h"

namespace linli::sheets {

std::string ImportOptions::json() const {
    json::Writer out;
    out.open_object().field("sheet", sheet).field("as_of", as_of);
    out.field("make_places", make_places).key("columns").open_object();
    for (const auto& [column, field] : columns)
        out.field(std::to_string(column), field);
    return out.close_object().close_object().take();
}

ImportOptions ImportOptions::of(std::string_view text) {
    const auto parsed = json::Value::parse(text);
    CHECK(parsed);
    ImportOptions options;
    options.sheet = parsed.value()["sheet"].text();
    options.as_of = Day::parse(parsed.value()["as_of"].text());
    options.make_places = parsed.value()["make_places"].flag(true);
    for (const auto& [column, field] : parsed.value()["columns"].members()) {
        options.columns.emplace(std::stoul(column), field.text());
    }
    return options;
}

std::string_view word_of(Verdict verdict) {
    static constexpr std::string_view words[] = {"new", "update", "same", "duplicate", "bad"};
    return words[static_cast<std::size_t>(verdict)];
}

void Fate::problem(std::string field, std::string code, std::string with, bool is_grave) {
    problems.push_back({std::move(field), std::move(code), std::move(with), is_grave});
    if (is_grave) verdict = Verdict::bad;
}

bool Fate::grave() const {
    return std::any_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.grave; });
}

Decision decision_of(std::string_view word) {
    using enum Decision;
    return word == "new" ? fresh : word == "same" ? same : word == "skip" ? skip : none;
}

kernel::Asker Steps::next() {
    const std::string named = import_.text() + "/" + stage_ + "/" + std::to_string(line_) + "/" +
                              std::to_string(count_++);
    const std::string bytes = digest(Digest::sha256, named);
    kernel::Asker asker{who_, {}, "import:" + import_.text()};
    std::copy_n(bytes.begin(), asker.act.bytes.size(), asker.act.bytes.begin());
    // RFC 9562, 5.8: version 8 is for names of one's own making.
    asker.act.bytes[6] = static_cast<std::uint8_t>((asker.act.bytes[6] & 0x0f) | 0x80);
    asker.act.bytes[8] = static_cast<std::uint8_t>((asker.act.bytes[8] & 0x3f) | 0x80);
    return asker;
}

}  // namespace linli::sheets
