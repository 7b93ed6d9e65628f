#include "channels/sheets/archive.h"

#include <zip.h>

#include <algorithm>
#include <array>

namespace linli::sheets {
namespace {

constexpr std::size_t entries_max = 10'000;
constexpr std::size_t always_allowed_bytes = std::size_t{32} << 20;

// How many entries the directory may make libzip hold: counted by their signatures, since the count
// that the file states is the file's own word.
bool has_few_entries(std::string_view bytes) {
    std::size_t count = 0;
    for (std::size_t at = bytes.find("PK\x01\x02"); at != std::string_view::npos;
         at = bytes.find("PK\x01\x02", at + 4)) {
        if (++count > entries_max) return false;
    }
    return true;
}

}  // namespace

struct Archive::Zip {
    zip_t* handle = nullptr;
    Zip() = default;
    Zip(const Zip&) = delete;
    Zip& operator=(const Zip&) = delete;
    ~Zip() {
        if (handle) zip_discard(handle);
    }
};

Outcome<Archive> Archive::open(std::string_view bytes) {
    if (!has_few_entries(bytes)) return Refusal{"sheet_corrupt"};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto zip = std::make_shared<Zip>();
    if (source) zip->handle = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (source && !zip->handle) zip_source_free(source);
    zip_error_fini(&error);
    if (!zip->handle) return Refusal{"sheet_corrupt"};
    return Archive(std::move(zip));
}

bool Archive::has(const std::string& part) const {
    return zip_name_locate(zip_->handle, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Outcome<Done> Archive::inflate(const std::string& part, const InflateLimits& limits,
                               const Take& take) const {
    const zip_int64_t index = zip_name_locate(zip_->handle, part.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return Refusal{"sheet_corrupt", "", part};
    const auto entry = static_cast<zip_uint64_t>(index);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip_->handle, entry, 0, &stat) != 0) return Refusal{"sheet_corrupt"};
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
        return Refusal{"sheet_encrypted"};
    }
    const std::size_t packed = (stat.valid & ZIP_STAT_COMP_SIZE) ? stat.comp_size : 0;
    const std::size_t bytes_max =
        std::min(limits.bytes_max, std::max(always_allowed_bytes, packed * limits.inflation_max));

    const std::unique_ptr<zip_file_t, void (*)(zip_file_t*)> file(
        zip_fopen_index(zip_->handle, entry, 0), [](zip_file_t* open) { zip_fclose(open); });
    if (!file) return Refusal{"sheet_corrupt", "", part};
    std::array<char, 64 << 10> piece;
    std::size_t inflated = 0;
    for (;;) {
        const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) return Refusal{"sheet_corrupt", "", part};
        if (got == 0) return Done{};
        inflated += static_cast<std::size_t>(got);
        if (inflated > bytes_max) return Refusal{"sheet_too_large", "", part};
        if (!take({piece.data(), static_cast<std::size_t>(got)})) return Done{};
    }
}

}  // namespace linli::sheets
