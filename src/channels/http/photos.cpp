#include "channels/http/photos.h"

#include "base/check.h"

namespace linli::http {
namespace {

constexpr store::Sql insert_file{
    "files.keep",
    "insert into files (tenant, id, media_type, size, key, record, account, made) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"};
// Sent to a matter of their own; what somebody photographed for their work is the office's.
#define SENT_AS_PARTY                                                                           \
    " where tenant = ? and account = ? and (record is null or exists (select 1 from parties p " \
    "where p.tenant = files.tenant and p.case_id = files.record and p.account = files.account))"
constexpr store::Sql sent_by{"files.sent_by", "select key from files" SENT_AS_PARTY};
constexpr store::Sql unname{"files.unname", "update files set record = null" SENT_AS_PARTY};
constexpr store::Sql read_key{"files.key", "select key from files where tenant = ? and id = ?"};

// What is kept of a file: the length of the small one in eight bytes, the small one, the full one.
// The small one lies within the first chunk, so that a list of photos reads no more than that.
constexpr std::size_t length_bytes = 8;

std::string length_of(std::size_t size) {
    std::string bytes(length_bytes, '\0');
    for (std::size_t i = length_bytes; i-- > 0; size >>= 8)
        bytes[i] = static_cast<char>(size);
    return bytes;
}

std::size_t read_length(std::string_view kept) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        size = size << 8 | static_cast<unsigned char>(kept[i]);
    }
    return size;
}

}  // namespace

Id note_photo(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
              const Picture& picture) {
    const Id id = Id::make(db.now(), *means.random);
    const Id key = means.seals->make_key(db);
    journal::Line line = asker.line("file", id, "keep");
    const auto size = static_cast<std::int64_t>(picture.full.size() + picture.small.size());
    db.run(insert_file, db.tenant(), id, "image/jpeg", size, key, std::nullopt, line.account,
           db.now());
    journal::append(db, std::move(line));
    return id;
}

void keep_photo(store::Store& store, const access::Seals& seals, store::Tenant tenant,
                const Id& photo, const Picture& picture) {
    // The act was done before and its bytes are there: the answer is all that was lost.
    if (store.file_chunk(tenant, photo, 0)) return;
    const std::string kept = store.read([&](store::Reader& db) {
        auto rows = db.query(read_key, tenant, photo);
        CHECK(rows.next());
        const Id key = rows.id(0);
        const std::string small =
            seals.seal_bytes(db, key, {tenant, photo, "small"}, picture.small);
        return length_of(small.size()) + small +
               seals.seal_bytes(db, key, {tenant, photo, "full"}, picture.full);
    });
    store.keep_file(tenant, photo, kept);
}

std::optional<std::string> photo_bytes(store::Store& store, const access::Seals& seals,
                                       store::Tenant tenant, const Id& photo, const Id& key,
                                       Size wanted) {
    const bool is_small = wanted == Size::small;
    const std::optional<std::string> kept =
        is_small ? store.file_chunk(tenant, photo, 0) : store.file(tenant, photo);
    if (!kept || kept->size() < length_bytes) return std::nullopt;
    const std::size_t small_size = read_length(*kept);
    const std::string_view all = std::string_view(*kept).substr(length_bytes);
    if (small_size > all.size()) return std::nullopt;
    return store.read([&](store::Reader& db) {
        return seals.open_bytes(db, key, {tenant, photo, is_small ? "small" : "full"},
                                is_small ? all.substr(0, small_size) : all.substr(small_size));
    });
}

void listen(kernel::Hooks& hooks, const kernel::Means& means) {
    hooks.person_erased.push_back([&means](store::Writer& db, const kernel::Asker&,
                                           const kernel::Hooks::PersonErased& erased) {
        for (const Id& account : erased.accounts) {
            std::vector<Id> keys;
            for (auto rows = db.query(sent_by, db.tenant(), account); rows.next();)
                keys.push_back(rows.id(0));
            for (const Id& key : keys)
                means.seals->destroy_key(db, key);
            if (!keys.empty()) db.run(unname, db.tenant(), account);
        }
    });
}

}  // namespace linli::http
