#include "channels/http/cursor.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"

namespace linli::http {
namespace {

constexpr std::size_t seal_bytes = 16;
constexpr std::size_t word_characters_max = 2048;

std::string seal(std::string_view key, std::string_view question, std::string_view content) {
    std::string bound = std::to_string(question.size()) + ':';
    bound += question;
    bound += content;
    return keyed_digest(Digest::sha256, key, bound).substr(0, seal_bytes);
}

}  // namespace

std::string cursor_word(const Cursor& cursor, std::string_view key, std::string_view question) {
    json::Writer writer;
    writer.open_array();
    for (const auto& part : cursor) {
        if (const auto* number = std::get_if<std::int64_t>(&part)) {
            writer.number(*number);
        } else {
            writer.text(std::get<std::string>(part));
        }
    }
    writer.close_array();
    const std::string content = writer.take();
    return text::base64url(seal(key, question, content) + content);
}

std::optional<Cursor> read_cursor(std::string_view word, std::string_view key,
                                  std::string_view question) {
    if (word.size() > word_characters_max) return std::nullopt;
    const auto bytes = text::from_base64url(word);
    if (!bytes || bytes->size() <= seal_bytes) return std::nullopt;
    const std::string content = bytes->substr(seal_bytes);
    if (!same_secret(bytes->substr(0, seal_bytes), seal(key, question, content))) {
        return std::nullopt;
    }

    const auto parsed = json::Value::parse(content);
    if (!parsed) return std::nullopt;
    Cursor cursor;
    for (const json::Value& item : parsed.value().items()) {
        if (item.kind() == json::Kind::number) {
            cursor.emplace_back(item.number());
        } else {
            cursor.emplace_back(item.text());
        }
    }
    return cursor;
}

}  // namespace linli::http
