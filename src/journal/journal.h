// The one record of all acts. A line is written in the transaction of its effect and carries the
// hash of the line before it, so that a changed or missing line shows. Timelines, notices, links,
// sync and audits read it; nobody else keeps a history of their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/progress.h"
#include "store/store.h"

namespace linli::journal {

// One thing done by one actor. Personal values inside `body` are sealed before they come here.
struct Line {
    std::int64_t seq = 0;         // set by append
    Id act;                       // made by whoever asks: the idempotency key, unique for ever
    Instant at;                   // when the lane took it up, unless it was said
    std::optional<Id> account;    // none: the system itself, or a stranger
    std::optional<Id> behalf_of;  // the account for whom the system or a clerk acted
    std::optional<Id> post;       // the post that gave the right
    std::optional<Id> place;
    std::string programme;     // "opinions"; empty for the registry and accounts
    std::int64_t version = 0;  // of the programme, as the record was opened under
    std::string kind;          // what the record is: "case", "person", "account" …
    std::optional<Id> record;
    std::string verb;         // "accept"
    std::string basis;        // the rule or ground it was done on
    std::string asked;        // digest of the request that carried the act id
    std::string body = "{}";  // JSON
};

// Appends; the head of the writer moves. CHECKs that the act id is new: ask `done` first.
void append(store::Writer&, Line);

// The line that an act left, if it was done before: sending it twice does it once.
std::optional<Line> done(store::Reader&, store::Tenant, const Id& act);

// A record's lines, oldest first.
std::vector<Line> timeline(store::Reader&, store::Tenant, const Id& record);

// Lines after `seq`, oldest first, for whoever follows the journal.
std::vector<Line> after(store::Reader&, store::Tenant, std::int64_t seq, std::int64_t most);

// The newest lines before `seq` (0: from the end), newest first, for those who may read it.
std::vector<Line> before(store::Reader&, store::Tenant, std::int64_t seq, std::int64_t most);

// The bytes a line's hash is taken over: the hash before it, the tenant, then every field in the
// order of the table as a netstring ("5:hello,"). Ids as their 36 characters, times in micros since
// 1970, nothing as "0:,". Whoever has the export can recompute the chain without Linli.
std::string canonical(store::Tenant, const Line&, std::string_view previous_hash);

// Recomputes the chain against the lane's head. Empty when it holds, else the first bad line.
std::optional<std::string> verify(store::Reader&, store::Tenant, const Progress& = {});

}  // namespace linli::journal
