// The head of the chain as each day left it, signed: kept outside, by the office above, it shows
// that nobody has rebuilt the chain since, not even whoever owns the database. The key is a file of
// its own beside the data and in no backup.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "journal/export.h"

namespace linli::journal {

// Ed25519 (RFC 8032).
class Signer {
public:
    // Reads the key file, or makes it (mode 0600). Throws Fault.
    static Signer open(const std::string& key_file, Random&);

    const std::string& public_key() const { return public_key_; }  // 32 bytes
    std::string sign(std::string_view bytes) const;                // 64 bytes

private:
    Signer(std::string public_key, std::string secret_key)
        : public_key_(std::move(public_key)), secret_key_(std::move(secret_key)) {}
    std::string public_key_, secret_key_;
};

struct Head {
    Day day;  // that it was left by; a later line may belong to the first moments of the next
    End end;
};

// Keeps the end of the chain, as the writer has it, for a day that is over. Once.
void keep_head(store::Writer&, Day);
// The newest before `day`, newest first.
std::vector<Head> heads_before(store::Reader&, store::Tenant, Day, std::int64_t most);

// The first head that the journal does not pass through, in words; empty when there is none.
std::optional<std::string> heads_differ(store::Reader&, store::Tenant);

// What is signed: the words "linli head 1", tenant, day, number, digest and hash as netstrings.
std::string canonical(store::Tenant, const Head&);
// For keeping: all of that with key and signature, as JSON.
std::string signed_json(store::Tenant, const Head&, const std::string& office, const Signer&);

}  // namespace linli::journal
