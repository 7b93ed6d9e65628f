#include "journal/export.h"

#include "base/json.h"
#include "base/text.h"

namespace linli::journal {
namespace {

constexpr store::Sql read_end{"lanes.end", "select seq, hash, digest from lanes where tenant = ?"};
constexpr store::Sql read_hash{"journal.hash",
                               "select hash from journal where tenant = ? and seq = ?"};
constexpr store::Sql hashes_after{
    "journal.hashes", "select hash from journal where tenant = ? and seq > ? order by seq limit ?"};

std::string text_of(const std::optional<Id>& id) {
    return id ? id->text() : "";
}

// In the order of the chain.
void write_fields(json::Writer& writer, const Line& line) {
    writer.field("seq", line.seq).field("act", line.act).field("at", line.at.micros);
    writer.field("account", text_of(line.account)).field("behalf_of", text_of(line.behalf_of));
    writer.field("post", text_of(line.post)).field("place", text_of(line.place));
    writer.field("programme", line.programme).field("version", line.version);
    writer.field("kind", line.kind).field("record", text_of(line.record));
    writer.field("verb", line.verb).field("basis", line.basis).field("asked", line.asked);
    writer.field("body", line.body);
}

}  // namespace

End end_of(store::Reader& db, store::Tenant tenant) {
    auto rows = db.query(read_end, tenant);
    CHECK(rows.next());
    return {rows.number(0), rows.text(1), digest_named(rows.view(2)).value()};
}

std::optional<std::string> hash_of(store::Reader& db, store::Tenant tenant, std::int64_t seq) {
    if (seq == 0) return std::string(32, '\0');
    auto rows = db.query(read_hash, tenant, seq);
    if (!rows.next()) return std::nullopt;
    return rows.text(0);
}

std::string export_head(store::Tenant tenant, const End& end, std::int64_t seq,
                        std::string_view hash_before) {
    json::Writer writer;
    writer.open_object().field("export", "linli journal 1");
    writer.field("tenant", std::to_string(tenant.number));
    writer.field("digest", name_of(end.digest)).field("after", seq).field("last", end.seq);
    writer.field("hash_before", text::hex(hash_before));
    return writer.close_object().take() + "\n";
}

Exported export_lines(store::Reader& db, store::Tenant tenant, std::int64_t seq, std::int64_t last,
                      std::int64_t most, const std::function<bool(const Line&)>& may_read) {
    const std::vector<Line> lines = after(db, tenant, seq, most);
    std::vector<std::string> hashes;
    for (auto rows = db.query(hashes_after, tenant, seq, most); rows.next();)
        hashes.push_back(text::hex(rows.view(0)));
    CHECK(hashes.size() == lines.size());
    Exported exported{.seq = lines.empty() ? last : seq};
    for (std::size_t i = 0; i < lines.size() && exported.seq < last; ++i) {
        json::Writer writer;
        writer.open_object();
        if (may_read(lines[i])) {
            write_fields(writer, lines[i]);
        } else {
            writer.field("seq", lines[i].seq).field("withheld", true);
        }
        exported.lines += writer.field("hash", hashes[i]).close_object().take() + "\n";
        exported.seq = lines[i].seq;
    }
    return exported;
}

}  // namespace linli::journal
