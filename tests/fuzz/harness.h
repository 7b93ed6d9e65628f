// What every fuzzer of this folder is: a function that is given bytes and reads them. It looks for
// crashes and undefined behaviour, and its CHECKs for answers that contradict each other; what a
// reader refuses is its own business. Seeds stand in seeds/<name>; a file that once broke a reader
// stays there for ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"

#define FUZZ(bytes)                                                           \
    static void fuzz(std::string_view bytes);                                 \
    extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) { \
        fuzz(std::string_view(reinterpret_cast<const char*>(data), size));    \
        return 0;                                                             \
    }                                                                         \
    static void fuzz(std::string_view bytes)
