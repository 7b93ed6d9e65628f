// journal: the whole journal on standard output, a line of JSON for each act, for whoever keeps a
// copy of it or proves it with docs/operating/verify_journal.py.
#include <cstdio>

#include "app/commands.h"
#include "journal/export.h"

namespace linli::app {
namespace {

constexpr std::int64_t lines_at_once = 500;

}  // namespace

int export_journal(const std::string& data, std::int64_t after) {
    const WallClock clock;
    const auto store = store::Store::open(settings_of(data), clock);
    const auto tenants = store->tenants();
    if (tenants.empty()) throw Fault("the store holds no office yet");
    const store::Tenant tenant = tenants.front().tenant;
    std::int64_t last = 0;
    const auto begin = store->read([&](store::Reader& db) -> std::optional<std::string> {
        const linli::journal::End end = linli::journal::end_of(db, tenant);
        const auto before = linli::journal::hash_of(db, tenant, after);
        last = end.seq;
        if (!before) return std::nullopt;
        return linli::journal::export_head(tenant, end, after, *before);
    });
    if (!begin) throw Fault("the journal has no line " + std::to_string(after));
    std::string text = *begin;
    for (std::int64_t seq = after;;) {
        if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
            throw Fault("the journal could not be written out whole");
        }
        if (seq == last) break;
        auto next = store->read([&](store::Reader& db) {
            return linli::journal::export_lines(db, tenant, seq, last, lines_at_once,
                                                [](const auto&) { return true; });
        });
        text = std::move(next.lines);
        seq = next.seq;
    }
    if (std::fflush(stdout) != 0) throw Fault("the journal could not be written out whole");
    return 0;
}

}  // namespace linli::app
