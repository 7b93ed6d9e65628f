// A made-up cursor is refused; one of ours comes back as it was given, for its own question alone.
// Its texts are sort keys of the store, so they are short, and UTF-8 without NUL.
#include "base/text.h"
#include "channels/http/cursor.h"
#include "harness.h"

using namespace linli::http;

FUZZ(bytes) {
    const std::string key(32, 'k');
    CHECK(!read_cursor(bytes, key, "cases"));
    if (bytes.size() < 8 || bytes.size() > 200 || !linli::text::is_utf8(bytes.substr(8))) return;
    if (bytes.substr(8).find('\0') != bytes.npos) return;
    std::int64_t number = 0;
    for (const char byte : bytes.substr(0, 8))
        number = number * 31 + byte;
    const Cursor cursor{number, std::string(bytes.substr(8))};
    const std::string word = cursor_word(cursor, key, "cases");
    const auto read = read_cursor(word, key, "cases");
    CHECK(read);
    CHECK(*read == cursor);
    CHECK(!read_cursor(word, key, "people"));
}
