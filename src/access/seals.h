// Personal values are kept sealed: under a key of the person they belong to, which is itself
// wrapped by a master key in a file outside the database. A seal is bound to tenant, record and
// field, so that it opens nowhere else. Destroying a person's key erases them; records and chain
// stay whole.
//
// Searching goes through keyed digests of the normalised value and of its last four characters.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/random.h"
#include "store/store.h"

namespace linli::access {

// What a seal is bound to.
struct Binding {
    store::Tenant tenant;
    Id record;
    std::string_view field;
};

class Seals {
public:
    // Reads the key file, or makes it (mode 0600) when `make_if_missing`. Throws Fault.
    static Seals open(const std::string& key_file, bool make_if_missing, Random&);

    // A new key for a person (or a case that names one); kept wrapped in table `keys`.
    Id make_key(store::Writer&) const;
    void destroy_key(store::Writer&, const Id& key) const;

    // "v1.…" in base64url, safe inside JSON and the journal.
    std::string seal(store::Reader&, const Id& key, const Binding&, std::string_view plain) const;
    // Nothing when the key was destroyed. A seal that does not fit its binding is a Fault.
    std::optional<std::string> open(store::Reader&, const Id& key, const Binding&,
                                    std::string_view sealed) const;

    // The same for the bytes of a file: no text around them.
    std::string seal_bytes(store::Reader&, const Id& key, const Binding&,
                           std::string_view plain) const;
    std::optional<std::string> open_bytes(store::Reader&, const Id& key, const Binding&,
                                          std::string_view sealed) const;

    // For finding: 16 bytes; the same value in the same field always gives the same digest.
    std::string trace(store::Tenant, std::string_view field, std::string_view normalised) const;

private:
    explicit Seals(std::string master, Random& random);
    std::optional<std::string> unwrapped(store::Reader&, store::Tenant, const Id& key) const;

    std::string master_;
    Random* random_;
};

}  // namespace linli::access
