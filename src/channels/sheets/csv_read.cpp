// CSV as offices have it: UTF-8 with and without a mark, UTF-16, GB18030; commas, semicolons or
// tabs; RFC 4180 quotes; a line "sep=;" at the top. Decoded piece by piece through ICU.
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "channels/sheets/readers.h"

namespace linli::sheets {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;

// Gives the text of the file in UTF-8, piece by piece; false from `take` ends it. Refuses
// sheet_encoding.
class Decoder {
public:
    explicit Decoder(std::string_view bytes) : bytes_(bytes) {
        if (text::starts_with(bytes_, "\xef\xbb\xbf")) bytes_.remove_prefix(3);
        if (text::starts_with(bytes_, "\xff\xfe")) {
            encoding_ = "UTF-16LE";
            bytes_.remove_prefix(2);
        } else if (text::starts_with(bytes_, "\xfe\xff")) {
            encoding_ = "UTF-16BE";
            bytes_.remove_prefix(2);
        } else if (!text::is_utf8(bytes_)) {
            encoding_ = "gb18030";
        }
    }

    template <class Take>
    Outcome<Done> run(Take&& take) const {
        if (encoding_.empty()) {
            for (std::size_t at = 0; at < bytes_.size(); at += piece_bytes) {
                if (!take(bytes_.substr(at, piece_bytes))) break;
            }
            return Done{};
        }
        UErrorCode error = U_ZERO_ERROR;
        const Converter from(ucnv_open(encoding_.c_str(), &error));
        const Converter to(ucnv_open("UTF-8", &error));
        ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
        ucnv_setFromUCallBack(to.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                              &error);
        CHECK(U_SUCCESS(error));

        std::array<UChar, 4096> pivot;
        UChar* pivot_source = pivot.data();
        UChar* pivot_target = pivot.data();
        const char* source = bytes_.data();
        const char* const end = source + bytes_.size();
        std::string piece(piece_bytes, '\0');
        for (bool first = true, more = true; more; first = false) {
            char* target = piece.data();
            ucnv_convertEx(to.get(), from.get(), &target, piece.data() + piece.size(), &source, end,
                           pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(),
                           first, true, &error);
            more = error == U_BUFFER_OVERFLOW_ERROR;
            if (more) error = U_ZERO_ERROR;
            if (U_FAILURE(error)) return Refusal{"sheet_encoding"};
            const auto length = static_cast<std::size_t>(target - piece.data());
            if (!take(std::string_view(piece.data(), length))) break;
        }
        return Done{};
    }

private:
    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    using Converter = std::unique_ptr<UConverter, Close>;

    std::string_view bytes_;
    std::string encoding_;  // empty: UTF-8 already
};

// Which of , ; and tab parts the columns: the one met most in the first lines, outside quotes.
class Separator {
public:
    void look(std::string_view piece) {
        if (text::starts_with(piece, "sep=") && piece.size() > 4 && !said_ &&
            candidates.find(piece[4]) != std::string_view::npos) {
            said_ = piece[4];
        }
        for (const char c : piece) {
            if (lines_ >= 50) return;
            if (c == '"') quoted_ = !quoted_;
            if (quoted_) continue;
            if (c == '\n') ++lines_;
            for (std::size_t i = 0; i < candidates.size(); ++i)
                counts_[i] += c == candidates[i];
        }
    }
    char found() const {
        if (said_) return *said_;
        const auto most = std::max_element(counts_.begin(), counts_.end());
        return candidates[static_cast<std::size_t>(most - counts_.begin())];
    }

private:
    static constexpr std::string_view candidates = ",;\t|";
    std::optional<char> said_;  // by a line "sep=;" at the top
    std::array<int, 4> counts_{};
    int lines_ = 0;
    bool quoted_ = false;
};

// RFC 4180, forgiving of quotes that stand inside an unquoted cell.
class Parser {
public:
    Parser(char separator, const ReadLimits& limits, const TakeRow& take)
        : separator_(separator), limits_(limits), take_(take) {}

    bool feed(std::string_view piece) {
        for (const char c : piece) {
            if (stopped_) return false;
            if (state_ == State::quoted) {
                if (c == '"') {
                    state_ = State::maybe_ended;
                } else {
                    add(c);
                }
                continue;
            }
            if (state_ == State::maybe_ended && c == '"') {
                add(c);
                state_ = State::quoted;
            } else if (c == '"' && state_ == State::fresh) {
                state_ = State::quoted;
                quote_row_ = row_.number + 1;
            } else if (c == separator_) {
                end_cell();
            } else if (c == '\n') {
                end_row();
            } else {
                if (c != '\r') state_ = State::plain;
                add(c);
            }
        }
        return !stopped_;
    }

    Outcome<Done> finish() {
        if (refusal_) return *refusal_;
        if (stopped_) return Done{};
        if (state_ == State::quoted) {
            return Refusal{"sheet_quote", "", std::to_string(quote_row_)};
        }
        end_row();
        if (refusal_) return *refusal_;
        if (!any_) return Refusal{"sheet_empty"};
        return Done{};
    }

private:
    enum class State { fresh, plain, quoted, maybe_ended };

    void add(char c) {
        cell_ += c;
        if (cell_.size() > limits_.cell_bytes_max) refuse("sheet_too_large");
    }

    void end_cell() {
        if (row_.cells.size() >= limits_.columns_max) {
            // A row of nothing but separators is Excel's way of saying "empty".
            if (!text::trim(cell_).empty()) refuse("sheet_too_wide");
        } else {
            std::string value = clean(cell_);
            // ="3302…" and '=… are how long numbers and signs are kept from Excel.
            if (value.size() >= 3 && value[0] == '=' && value[1] == '"' && value.back() == '"') {
                value = value.substr(2, value.size() - 3);
            } else if (value.size() >= 2 && value[0] == '\'' &&
                       std::string_view("=+-@").find(value[1]) != std::string_view::npos) {
                value.erase(0, 1);
            }
            const CellKind kind = value.empty() ? CellKind::empty : CellKind::text;
            row_.cells.push_back({kind, std::move(value)});
        }
        cell_.clear();
        state_ = State::fresh;
    }

    void end_row() {
        end_cell();
        ++row_.number;
        if (row_.number > limits_.rows_max) refuse("sheet_too_many_rows");
        if (!stopped_ && tidy(row_) && !is_separator_line()) {
            any_ = true;
            stopped_ = !take_(row_);
        }
        row_.cells.clear();
    }

    bool is_separator_line() {
        if (row_.number != 1 || !text::starts_with(row_.text(0), "sep=")) return false;
        --row_.number;  // Excel does not show this line either
        return true;
    }

    void refuse(std::string code) {
        if (!refusal_) refusal_ = Refusal{std::move(code), "", std::to_string(row_.number + 1)};
        stopped_ = true;
    }

    const char separator_;
    const ReadLimits& limits_;
    const TakeRow& take_;
    State state_ = State::fresh;
    std::string cell_;
    Row row_;
    std::int64_t quote_row_ = 0;
    bool any_ = false;
    bool stopped_ = false;
    std::optional<Refusal> refusal_;
};

}  // namespace

Outcome<Done> read_csv(std::string_view bytes, const ReadOptions& options, const TakeRow& take) {
    const Decoder decoder(bytes);
    Separator separator;
    auto looked = decoder.run([&](std::string_view piece) {
        separator.look(piece);
        return false;  // the first piece is enough
    });
    if (!looked) return looked.refusal();
    Parser parser(separator.found(), options.limits, take);
    auto decoded = decoder.run([&](std::string_view piece) { return parser.feed(piece); });
    if (!decoded) return decoded.refusal();
    return parser.finish();
}

}  // namespace linli::sheets
