// Personal values are kept sealed: under a key of the person they belong to, which is itself
// wrapped by a master key in a file outside the database and carries that one's id. A seal is bound
// to tenant, record and field, so that it opens nowhere else. Destroying a person's key erases
// them; records and chain stay whole.
//
// Searching goes through keyed digests of the normalised value and of its last four characters.
// They go by a secret of their own, which stays when the master key changes: query codes on paper,
// and what figures know one reporter by, could not be made again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "access/cipher.h"
#include "store/store.h"

namespace linli::access {

class KeyRing;

// What a seal is bound to.
struct Binding {
    store::Tenant tenant;
    Id record;
    std::string_view field;
};

class Seals {
public:
    // Reads the key file, or makes it (mode 0600) when `make_if_missing`. Throws Fault.
    static Seals open(const std::string& key_file, bool make_if_missing, Random&,
                      Cipher cipher_if_made = Cipher::standard);
    Cipher cipher() const;

    // A new key for a person (or a case that names one); kept wrapped in table `keys`.
    Id make_key(store::Writer&) const;
    void destroy_key(store::Writer&, const Id& key) const;

    // Wraps the keys after `after`, at most so many, with the newest master key, where another
    // wraps them. Says how many it looked at, and the last of them: none when there are no more.
    struct Rewrapped {
        std::int64_t seen = 0;
        std::optional<Id> last;
    };
    Rewrapped rewrap(store::Writer&, const Id& after, std::int64_t most) const;

    // "v1.…", or "s1.…" for 国密, in base64url, safe inside JSON and the journal.
    std::string seal(store::Reader&, const Id& key, const Binding&, std::string_view plain) const;
    // Nothing when the key was destroyed. A seal that does not fit its binding is a Fault.
    std::optional<std::string> open(store::Reader&, const Id& key, const Binding&,
                                    std::string_view sealed) const;
    // The same for whoever has read the key along with the record.
    struct Wrapped {
        Id key;
        std::string bytes;  // empty: destroyed
    };
    std::optional<std::string> open(const Wrapped&, const Binding&, std::string_view sealed) const;

    // The same for the bytes of a file: no text around them.
    std::string seal_bytes(store::Reader&, const Id& key, const Binding&,
                           std::string_view plain) const;
    std::optional<std::string> open_bytes(store::Reader&, const Id& key, const Binding&,
                                          std::string_view sealed) const;

    // For finding: 16 bytes; the same value in the same field always gives the same digest.
    std::string trace(store::Tenant, std::string_view field, std::string_view normalised) const;

private:
    Seals(std::shared_ptr<KeyRing> ring, Random& random);
    std::string wrap(store::Tenant, const Id& key, std::string_view plain) const;
    std::string unwrap(store::Tenant, const Id& key, std::string_view wrapped) const;
    std::string unwrap_first(store::Tenant, const Id& key, std::string_view wrapped) const;
    Wrapped wrapped(store::Reader&, store::Tenant, const Id& key) const;
    std::optional<std::string> unwrapped(store::Tenant, const Wrapped&) const;

    std::shared_ptr<KeyRing> ring_;
    Random* random_;
};

}  // namespace linli::access
