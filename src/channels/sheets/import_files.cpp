// Files that imports give back: the rows to mend, with a sentence for each problem, and empty
// sheets to begin with.
#include <map>

#include "base/resources.h"
#include "base/text.h"
#include "channels/sheets/import_runner.h"

namespace linli::sheets {
namespace {

constexpr std::int64_t page_lines = 500;
constexpr int problem_width = 48;

struct Sentence {
    std::string zh, en;
};

const std::map<std::string, Sentence>& sentences() {
    static const std::map<std::string, Sentence> all = [] {
        std::map<std::string, Sentence> read;
        const auto file =
            channels_sheets_resources().find("programmes/common/imports/problems.csv");
        CHECK(file != channels_sheets_resources().end());
        for (const std::string& line : text::split(file->second, '\n')) {
            if (line.empty() || line[0] == '#' || text::starts_with(line, "code,")) continue;
            const auto cells = text::split(line, ',');
            CHECK(cells.size() == 3);
            CHECK(read.emplace(cells[0], Sentence{cells[1], cells[2]}).second);
        }
        return read;
    }();
    return all;
}

std::string title_of(const Import& is, const std::string& field, std::string_view language) {
    for (const HeadedColumn& column : is.header) {
        if (column.field == field) return column.title;
    }
    for (const ImportField& known : import_fields(is.kind)) {
        if (known.field == field) return language == "en" ? known.english : known.title;
    }
    return "";
}

// "身份证号：…；联系电话：…"
std::string said(const Import& is, const ImportLine& line, std::string_view language) {
    std::string all;
    std::vector<Problem> problems = line.problems;
    if (line.verdict == "duplicate")
        problems.push_back({"name", "maybe_same", line.record_name, true});
    for (const Problem& problem : problems) {
        if (!all.empty()) all += language == "en" ? "; " : "；";
        const std::string title = title_of(is, problem.field, language);
        if (!title.empty()) all += title + (language == "en" ? ": " : "：");
        all += sentence(problem, language);
    }
    return all;
}

}  // namespace

std::string sentence(const Problem& problem, std::string_view language) {
    const auto found = sentences().find(problem.code);
    if (found == sentences().end()) {
        return problem.with.empty() ? problem.code : problem.code + " " + problem.with;
    }
    std::string text = language == "en" ? found->second.en : found->second.zh;
    constexpr std::string_view hole = "{with}";
    if (const std::size_t at = text.find(hole); at != std::string::npos) {
        text.replace(at, hole.size(), problem.with);
    }
    return text;
}

std::string sentence(const Import& is, const Refusal& refusal, std::string_view language) {
    const std::string title = title_of(is, refusal.at, language);
    return (title.empty() ? "" : title + (language == "en" ? ": " : "：")) +
           sentence({refusal.at, refusal.code, refusal.with, true}, language);
}

Pieces file_to_mend(store::Store& store, const kernel::Means& means, store::Tenant tenant,
                    const Import& is, Format format, std::string_view language) {
    Table table;
    table.title = is.name;
    for (const HeadedColumn& column : is.header)
        table.columns.push_back({column.title, 16});
    table.columns.push_back({language == "en" ? "Problem" : "问题", problem_width});
    const auto writer = SheetWriter::begin(format, table, store.settings().data);

    const auto bytes = import_file(store, means, tenant, is);
    if (!bytes) return writer->finish();
    // The rows of the sheet and the lines about them, side by side, both in order.
    std::vector<ImportLine> lines;
    std::size_t next = 0;
    std::int64_t after = 0;
    const auto line_about = [&](std::int64_t number) -> const ImportLine* {
        while (true) {
            if (next == lines.size()) {
                lines = store.read([&](store::Reader& db) {
                    return import_lines(db, means, tenant, is, "to_mend", after, page_lines);
                });
                next = 0;
                if (lines.empty()) return nullptr;
                after = lines.back().line;
            }
            if (lines[next].line >= number) break;
            ++next;
        }
        return lines[next].line == number ? &lines[next] : nullptr;
    };
    const auto read = sheets::read(*bytes, {is.options.sheet, {}}, [&](const Row& row) {
        const ImportLine* line = line_about(row.number);
        if (!line) return !lines.empty() || after == 0;
        std::vector<Cell> cells = row.cells;
        cells.resize(is.header.size());
        cells.push_back(text_cell(said(is, *line, language)));
        writer->add(cells);
        return true;
    });
    static_cast<void>(read);  // it was read before, and what came of that is in the lines
    return writer->finish();
}

Pieces empty_sheet(ImportKind kind, Format format, std::string_view language,
                   const std::string& folder) {
    Table table;
    table.title = word_of(kind);
    for (const ImportField& field : import_fields(kind)) {
        table.columns.push_back({language == "en" ? field.english : field.title, 16});
    }
    return SheetWriter::begin(format, table, folder)->finish();
}

}  // namespace linli::sheets
