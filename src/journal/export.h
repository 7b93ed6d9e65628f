// The journal for whoever keeps a copy of it or wants to prove it without Linli: a line of JSON for
// each act (NDJSON), with every field as the chain is taken over it.
// docs/operating/verify_journal.py reads it. Personal values are sealed inside the lines and stay
// so.
#pragma once

#include <functional>
#include <string>

#include "journal/journal.h"

namespace linli::journal {

// Where the chain stands.
struct End {
    std::int64_t seq = 0;
    std::string hash;
    Digest digest = Digest::sha256;
};
End end_of(store::Reader&, store::Tenant);
// The hash of a line; that before the first is 32 zero bytes. Nothing when there is no such line.
std::optional<std::string> hash_of(store::Reader&, store::Tenant, std::int64_t seq);

// The first line of an export of what comes after `seq`: of which office, and from which hash on.
std::string export_head(store::Tenant, const End&, std::int64_t seq, std::string_view hash_before);

// Lines after `seq` up to `last`, so many at most; the number of the last one, `last` at the end.
// Of a line that `may_read` says no to, only its number and its hash are told.
struct Exported {
    std::string lines;
    std::int64_t seq = 0;
};
Exported export_lines(store::Reader&, store::Tenant, std::int64_t seq, std::int64_t last,
                      std::int64_t most, const std::function<bool(const Line&)>& may_read);

}  // namespace linli::journal
