#include "kernel/registry/directory.h"

namespace linli::registry {
namespace {

// A page names about a hundred; what is asked for again soon is soon there again.
constexpr std::size_t texts_max = 50'000;

}  // namespace

std::optional<std::string> Directory::Edition::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto known = texts_.find(key);
    if (known == texts_.end()) return std::nullopt;
    return known->second;
}

void Directory::Edition::keep(const std::string& key, const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (texts_.size() >= texts_max) texts_.clear();
    texts_.emplace(key, text);
}

// An older snapshot than the newest that was seen, or one that a transaction is changing, keeps
// what it works out to itself.
std::shared_ptr<Directory::Edition> Directory::edition_for(store::Reader& db,
                                                           store::Tenant tenant) {
    const std::optional<std::int64_t> number = db.directory_edition(tenant);
    if (!number) return std::make_shared<Edition>(tenant, -1);
    const std::lock_guard lock(mutex_);
    const bool known = newest_ && newest_->tenant_ == tenant;
    if (known && newest_->number_ == *number) return newest_;
    auto made = std::make_shared<Edition>(tenant, *number);
    if (!known || newest_->number_ < *number) newest_ = made;
    return made;
}

DirectoryView::DirectoryView(store::Reader& db, const kernel::Means& means, store::Tenant tenant)
    : edition_(means.directory ? means.directory->edition_for(db, tenant)
                               : std::make_shared<Directory::Edition>(tenant, -1)) {}

}  // namespace linli::registry
