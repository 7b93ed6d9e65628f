// The journal page by page: for those whose post lets them read it, as far as their place reaches.
// Personal values are sealed inside the lines and stay so.
#include "access/accounts.h"

#include <algorithm>

#include "channels/http/api_audit.h"
#include "channels/http/case_input.h"
#include "channels/http/counted.h"
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "journal/export.h"
#include "kernel/cases/verbs.h"
#include "kernel/posts/posts.h"

namespace linli::http {
namespace {

using namespace shape;

// A narrow reach in a long journal: a page may be short, but it does not take for ever.
constexpr std::int64_t looked_at_max = 2000;
constexpr std::int64_t lines_at_once = 500;  // of an export, in memory

template <class Values, class Look>
auto kept(Values& values, const Id& id, Look look) {
    const auto known = values.find(id);
    return known != values.end() ? known->second : values.emplace(id, look()).first->second;
}

// What the lines of a page refer to, each looked up once.
class Known {
public:
    Known(store::Reader& db, const Call& call)
        : db_(db), call_(call), addresses_(db, call.services.means, call.tenant) {}

    std::string account(const std::optional<Id>& id) {
        if (!id) return "";
        return kept(accounts_, *id, [&] {
            const auto found = access::account(db_, call_.tenant, *id);
            return found ? found->name : std::string();
        });
    }
    fields::Words title(const std::optional<Id>& post) {
        if (!post) return {};
        return kept(titles_, *post, [&] {
            const auto found = posts::post(db_, call_.tenant, *post);
            const auto& roles = posts::role_book(call_.services.means);
            const posts::Role* role = found ? roles.find(found->role) : nullptr;
            return role ? role->title : fields::Words{};
        });
    }
    // Whom a line of an account or a post is about.
    std::string about(const journal::Line& line) {
        if (line.kind == "account") return account(line.record);
        if (line.kind != "post" || !line.record) return "";
        const auto post = posts::post(db_, call_.tenant, *line.record);
        return post ? posts::holder_name(db_, call_.tenant, *post) : "";
    }
    std::optional<registry::Place> place(const std::optional<Id>& id) {
        if (!id) return std::nullopt;
        return kept(places_, *id, [&] { return registry::place(db_, call_.tenant, *id); });
    }
    std::string address(const registry::Place& place) { return addresses_.of(place.path); }

    // What happened to a case that only some may see is told to them alone, and so is how many
    // there are.
    bool may_read(const journal::Line& line) {
        if (!call_.services.catalogue) return true;
        // What somebody has read and which photos they sent would tell that they told something.
        if (line.kind == "notice" || line.kind == "file") return line.account == call_.who.account;
        if (line.kind == "watch" || line.kind == "report") {
            const auto at = place(line.place);
            return at && may_read_numbers(call_, line, at->path);
        }
        const OfCase is = of_case(line);
        return !is.rules || is.rules->seen_by.empty() ||
               cases::sees_part(desk_of(call_), call_.who, *is.rules, is.path);
    }
    // An act on a case is called as its programme calls it; other lines by their kind and verb.
    fields::Words title(const journal::Line& line) {
        const OfCase is = of_case(line);
        return is.rules ? cases::verb_title(*is.rules, line.verb) : fields::Words{};
    }

private:
    struct OfCase {
        const cases::Rules* rules = nullptr;  // none: the line is of something else
        access::Path path;
    };
    OfCase of_case(const journal::Line& line) {
        if (!call_.services.catalogue || line.kind != "case" || !line.record) return {};
        return kept(cases_, *line.record, [&]() -> OfCase {
            const auto record = cases::find_case(db_, call_.tenant, *line.record);
            if (!record) return {};
            return {desk_of(call_).rules(record->part, record->version), record->path};
        });
    }

    store::Reader& db_;
    const Call& call_;
    registry::Addresses addresses_;
    std::map<Id, std::string> accounts_;
    std::map<Id, fields::Words> titles_;
    std::map<Id, std::optional<registry::Place>> places_;
    std::map<Id, OfCase> cases_;
};

// Lines without a place are read by those whose reach is the whole tenant.
bool within_reach(const std::optional<registry::Place>& place,
                  const std::vector<access::Grant>& reach) {
    return std::any_of(reach.begin(), reach.end(), [&](const access::Grant& grant) {
        const bool everywhere = registry::parent_of(grant.path).empty();
        return everywhere || (place && access::within(place->path, grant.path));
    });
}

void write_line(json::Writer& writer, const journal::Line& line, Known& known) {
    writer.open_object().field("seq", line.seq).field("at", line.at).field("act", line.act);
    writer.field("account", line.account).field("actor", known.account(line.account));
    writer.field("about", known.about(line));
    writer.field("behalf_of", known.account(line.behalf_of));
    writer.field("post", line.post);
    write_words(writer, "post_title", known.title(line.post));
    if (const auto place = known.place(line.place)) {
        write_ref(writer, "place", place->id, known.address(*place));
    } else {
        writer.key("place").null();
    }
    writer.field("programme", line.programme).field("version", line.version);
    writer.field("kind", line.kind).field("record", line.record).field("verb", line.verb);
    write_words(writer, "title", known.title(line));
    writer.field("basis", line.basis).key("body").raw(line.body);
    writer.close_object();
}

// Writes up to a page of lines before `from`; where the next page begins.
std::optional<Cursor> write_lines(json::Writer& writer, store::Reader& db, const Call& call,
                                  const std::vector<access::Grant>& reach, std::int64_t from) {
    Known known(db, call);
    std::int64_t written = 0;
    for (std::int64_t looked_at = 0; looked_at < looked_at_max;) {
        const auto lines = journal::before(db, call.tenant, from, call.limit());
        if (lines.empty()) return std::nullopt;
        for (const journal::Line& line : lines) {
            if (written == call.limit()) return Cursor{from};
            from = line.seq;
            ++looked_at;
            if (!within_reach(known.place(line.place), reach) || !known.may_read(line)) continue;
            write_line(writer, line, known);
            ++written;
        }
    }
    return Cursor{from};
}

void list_lines(Call& call) {
    const auto reach = access::reach(call.who, *call.services.means.roles, "journal.read");
    if (reach.empty()) return call.refuse({"not_yours", "", ""});
    const std::int64_t from = call.cursor ? std::get<std::int64_t>((*call.cursor)[0]) : 0;
    json::Writer writer;
    writer.open_array();
    const auto next = call.services.store.read(
        [&](store::Reader& db) { return write_lines(writer, db, call, reach, from); });
    writer.close_array();
    call.answer_page(writer.take(), next);
}

// How far an export has come; it ends where the journal ended when it began.
struct Going {
    std::optional<std::string> head;
    std::int64_t seq = 0, last = 0;
};

void export_lines(Call& call) {
    if (!reads_whole_journal(call)) return call.refuse({"not_yours", "", ""});
    const auto going = std::make_shared<Going>();
    going->seq = call.query_number("after", 0);
    call.services.store.read([&](store::Reader& db) {
        const journal::End end = journal::end_of(db, call.tenant);
        going->last = end.seq;
        const auto before = journal::hash_of(db, call.tenant, going->seq);
        if (before) going->head = journal::export_head(call.tenant, end, going->seq, *before);
        return 0;
    });
    if (!going->head) return call.refuse({"no_such_line", "after", ""});

    Response response;
    response.set("Content-Type", "application/x-ndjson");
    response.set("Content-Disposition", "attachment; filename=\"journal.ndjson\"");
    response.pieces = [self = call.shared_from_this(), going]() -> std::optional<std::string> {
        if (going->head) return std::exchange(going->head, std::nullopt);
        if (going->seq == going->last) return std::nullopt;
        auto next = self->services.store.read([&](store::Reader& db) {
            Known known(db, *self);
            const auto may_read = [&](const journal::Line& line) { return known.may_read(line); };
            return journal::export_lines(db, self->tenant, going->seq, going->last, lines_at_once,
                                         may_read);
        });
        going->seq = next.seq;
        return std::move(next.lines);
    };
    call.answer(std::move(response));
}

Shape line_shape() {
    return object({number("seq").must(), instant("at").must(), id("act").must(), id("account"),
                   text("actor").must(), text("about").must(), text("behalf_of").must(), id("post"),
                   words("post_title").must(), ref("place"), text("programme").must(),
                   number("version").must(), text("kind").must(), id("record"), text("verb").must(),
                   words("title").must(), text("basis").must(), anything("body")},
                  "JournalLine");
}

}  // namespace

std::vector<Endpoint> journal_endpoints() {
    std::vector<Endpoint> all = {
        {.method = "GET",
         .path = "/api/journal",
         .name = "journal",
         .summary = "All acts, the newest first.",
         .answer = page(line_shape()),
         .handle = list_lines,
         .page_key = {Shape::Kind::number}},
        {.method = "GET",
         .path = "/api/journal/export",
         .name = "journal_export",
         .summary = "The whole journal as the chain is taken over it, a line of JSON for each act; "
                    "or what comes after a line.",
         .query = {number("after").at_least(0)},
         .handle = export_lines},
    };
    for (Endpoint& one : audit_endpoints())
        all.push_back(std::move(one));
    return all;
}

}  // namespace linli::http
