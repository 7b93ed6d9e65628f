// JSON that was read can be written, and what was written reads back as the same.
#include "base/json.h"
#include "harness.h"

using linli::json::Value;

FUZZ(bytes) {
    const auto read = Value::parse(bytes);
    if (!read) return;
    const std::string written = read.value().str();
    const auto again = Value::parse(written, written.size());
    CHECK(again);
    CHECK(again.value().str() == written);
}
