// Writing: the choice between the two writers, the file they fill, and CSV (RFC 4180 with the mark
// that tells Excel it is UTF-8).
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "base/fault.h"
#include "base/text.h"
#include "channels/sheets/writers.h"

namespace linli::sheets {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t exact_digits_max = 11;  // Excel shows longer numbers as 3.30203E+17

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// What Excel would take for a formula (OWASP, CSV injection) gets an apostrophe in front, and what
// it would take for too long a number, or for one without its zeros, a tab behind. Our own reader
// takes both off again.
std::string guarded(std::string_view text) {
    if (text.empty()) return {};
    if (std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
        return "'" + std::string(text);
    }
    const bool spoilt = all_digits(text) && (text.size() > exact_digits_max || text[0] == '0');
    return std::string(text) + (spoilt ? "\t" : "");
}

void append_cell(std::string& line, std::string_view text) {
    if (text.find_first_of(",\"\r\n\t") == std::string_view::npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text) {
        line += c;
        if (c == '"') line += c;
    }
    line += '"';
}

class CsvWriter : public SheetWriter {
public:
    CsvWriter(const Table& table, const std::string& folder)
        : file_(std::make_shared<UnlinkedFile>(folder)), pending_("\xef\xbb\xbf") {
        std::vector<Cell> titles;
        for (const Column& column : table.columns)
            titles.push_back(text_cell(column.title));
        add(titles);
    }

    void add(const std::vector<Cell>& row) override {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) pending_ += ',';
            append_cell(pending_,
                        row[i].kind == CellKind::text ? guarded(row[i].text) : row[i].text);
        }
        pending_ += "\r\n";
        if (pending_.size() >= piece_bytes) file_->append(std::exchange(pending_, {}));
    }

    Pieces finish() override {
        file_->append(std::exchange(pending_, {}));
        return UnlinkedFile::pieces(std::exchange(file_, nullptr));
    }

private:
    std::shared_ptr<UnlinkedFile> file_;
    std::string pending_;
};

}  // namespace

UnlinkedFile::UnlinkedFile(const std::string& folder) {
    std::string name = folder + "/sheet-" + std::string(6, 'X');  // mkostemp(3) fills them in
    descriptor_ = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) throw Fault("cannot write a temporary file in " + folder);
    unlink(name.c_str());
}

UnlinkedFile::~UnlinkedFile() {
    close(descriptor_);
}

std::string UnlinkedFile::path() const {
    return "/proc/self/fd/" + std::to_string(descriptor_);
}

void UnlinkedFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written <= 0) throw Fault("cannot write a temporary file: is the disk full?");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

Pieces UnlinkedFile::pieces(std::shared_ptr<UnlinkedFile> file) {
    return [file = std::move(file), sent = off_t{0}]() mutable -> std::optional<std::string> {
        std::string piece(piece_bytes, '\0');
        const ssize_t got = pread(file->descriptor_, piece.data(), piece.size(), sent);
        if (got < 0) throw Fault("cannot read a temporary file");
        if (got == 0) return std::nullopt;
        piece.resize(static_cast<std::size_t>(got));
        sent += got;
        return piece;
    };
}

std::unique_ptr<SheetWriter> SheetWriter::begin(Format format, const Table& table,
                                                const std::string& folder) {
    return format == Format::csv ? begin_csv(table, folder) : begin_xlsx(table, folder);
}

std::unique_ptr<SheetWriter> begin_csv(const Table& table, const std::string& folder) {
    return std::make_unique<CsvWriter>(table, folder);
}

}  // namespace linli::sheets
