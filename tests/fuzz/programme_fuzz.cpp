// Someone's first attempt at a programme is read whole or refused with its file and line.
#include "catalogue/catalogue.h"
#include "harness.h"

using namespace linli::catalogue;

FUZZ(bytes) {
    static const linli::cases::Common common = common_words(carried_programmes());
    const auto read = read_programme(bytes, "fuzz.yaml", common);
    if (read) {
        CHECK(!read.value().name.empty());
    } else {
        CHECK(read.refusal().at.starts_with("fuzz.yaml:"));
    }
}
