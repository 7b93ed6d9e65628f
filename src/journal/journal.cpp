#include "journal/journal.h"

namespace linli::journal {
namespace {

#define LINE_COLUMNS                                                                          \
    "seq, act, at, account, behalf_of, post, place, programme, version, kind, record, verb, " \
    "basis, asked, body"

constexpr store::Sql insert_line{"journal.append",
                                 "insert into journal (tenant, " LINE_COLUMNS
                                 ", hash) "
                                 "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql by_act{"journal.by_act",
                            "select " LINE_COLUMNS " from journal where tenant = ? and act = ?"};
constexpr store::Sql by_record{"journal.by_record",
                               "select " LINE_COLUMNS
                               " from journal where tenant = ? and record = ? order by seq"};
constexpr store::Sql following{"journal.after",
                               "select " LINE_COLUMNS
                               " from journal where tenant = ? and seq > ? order by seq limit ?"};
constexpr store::Sql preceding{
    "journal.before",
    "select " LINE_COLUMNS " from journal where tenant = ? and seq < ? order by seq desc limit ?"};
constexpr store::Sql whole{
    "journal.whole", "select " LINE_COLUMNS ", hash from journal where tenant = ? order by seq",
    false, true};
constexpr store::Sql head_of{"lanes.head", "select seq, hash, digest from lanes where tenant = ?"};

Line read_line(const store::Rows& row) {
    return {
        .seq = row.number(0),
        .act = row.id(1),
        .at = row.instant(2),
        .account = row.maybe_id(3),
        .behalf_of = row.maybe_id(4),
        .post = row.maybe_id(5),
        .place = row.maybe_id(6),
        .programme = row.text(7),
        .version = row.number(8),
        .kind = row.text(9),
        .record = row.maybe_id(10),
        .verb = row.text(11),
        .basis = row.text(12),
        .asked = row.text(13),
        .body = row.text(14),
    };
}

std::vector<Line> read_lines(store::Rows rows) {
    std::vector<Line> lines;
    while (rows.next())
        lines.push_back(read_line(rows));
    return lines;
}

void add_netstring(std::string& bytes, std::string_view field) {
    bytes += std::to_string(field.size());
    bytes += ':';
    bytes += field;
    bytes += ',';
}

std::string text_of(const std::optional<Id>& id) {
    return id ? id->text() : "";
}

}  // namespace

std::string canonical(store::Tenant tenant, const Line& line, std::string_view previous_hash) {
    std::string bytes;
    bytes.reserve(512 + line.body.size());
    add_netstring(bytes, previous_hash);
    for (const std::string& field :
         {std::to_string(tenant.number), std::to_string(line.seq), line.act.text(),
          std::to_string(line.at.micros), text_of(line.account), text_of(line.behalf_of),
          text_of(line.post), text_of(line.place), line.programme, std::to_string(line.version),
          line.kind, text_of(line.record), line.verb, line.basis, line.asked, line.body}) {
        add_netstring(bytes, field);
    }
    return bytes;
}

void append(store::Writer& db, Line line) {
    CHECK(line.act);
    line.seq = db.head.seq + 1;
    if (line.at == Instant{}) line.at = db.now();
    const std::string hash = digest(db.head.digest, canonical(db.tenant(), line, db.head.hash));
    db.run(insert_line, db.tenant(), line.seq, line.act, line.at, line.account, line.behalf_of,
           line.post, line.place, line.programme, line.version, line.kind, line.record, line.verb,
           line.basis, line.asked, line.body, store::Blob{hash});
    db.head.seq = line.seq;
    db.head.hash = hash;
}

std::optional<Line> done(store::Reader& db, store::Tenant tenant, const Id& act) {
    auto rows = db.query(by_act, tenant, act);
    if (!rows.next()) return std::nullopt;
    return read_line(rows);
}

std::vector<Line> timeline(store::Reader& db, store::Tenant tenant, const Id& record) {
    return read_lines(db.query(by_record, tenant, record));
}

std::vector<Line> after(store::Reader& db, store::Tenant tenant, std::int64_t seq,
                        std::int64_t most) {
    return read_lines(db.query(following, tenant, seq, most));
}

std::vector<Line> before(store::Reader& db, store::Tenant tenant, std::int64_t seq,
                         std::int64_t most) {
    return read_lines(db.query(preceding, tenant, seq == 0 ? INT64_MAX : seq, most));
}

std::optional<std::string> verify(store::Reader& db, store::Tenant tenant,
                                  const Progress& progress) {
    std::int64_t last = 0;
    std::string head;
    Digest kind = Digest::sha256;
    {
        auto rows = db.query(head_of, tenant);
        if (!rows.next()) return "the tenant has no lane";
        last = rows.number(0);
        head = rows.text(1);
        kind = *digest_named(rows.view(2));
    }
    std::string previous(32, '\0');
    std::int64_t seq = 0;
    for (auto rows = db.query(whole, tenant); rows.next();) {
        const Line line = read_line(rows);
        if (line.seq != ++seq) return "journal line " + std::to_string(seq) + " is missing";
        const std::string hash = digest(kind, canonical(tenant, line, previous));
        if (hash != rows.view(15)) {
            return "journal line " + std::to_string(seq) + " was changed after it was written";
        }
        previous = hash;
        if (progress) progress("journal", seq, last);
    }
    if (seq != last)
        return "the journal ends at line " + std::to_string(seq) + ", its head says " +
               std::to_string(last);
    if (previous != head) return "the journal's head does not carry the last line's hash";
    return std::nullopt;
}

}  // namespace linli::journal
