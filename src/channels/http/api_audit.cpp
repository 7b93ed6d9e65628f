#include "channels/http/api_audit.h"

#include <algorithm>

#include "access/accounts.h"
#include "base/text.h"
#include "channels/http/registry_render.h"
#include "journal/heads.h"
#include "kernel/posts/posts.h"

namespace linli::http {
namespace {

using namespace shape;

// A name that few have, in an office of many posts: a page may be short, but does not take for
// ever.
constexpr std::int64_t looked_at_max = 500;

Day asked_day(const Call& call) {
    const Day today = call.services.means.zone.day_of(call.now());
    return Day::parse(call.query("day")).value_or(today);
}

// ---- who had which right ----

bool is_called(store::Reader& db, const Call& call, const posts::Post& post,
               const std::string& words) {
    if (words.empty()) return true;
    const auto account =
        post.account ? access::account(db, call.tenant, *post.account) : std::nullopt;
    const std::string login = account ? account->login : "";
    return login == text::lower(words) ||
           posts::holder_name(db, call.tenant, post).find(words) != std::string::npos;
}

void write_right(json::Writer& writer, Rendering& show, const posts::Post& post) {
    const posts::Role* role = posts::role_book(show.means).find(post.role);
    writer.open_object().field("post", post.id).field("role", post.role);
    write_words(writer, "title", role ? role->title : fields::Words{post.role, post.role});
    writer.field("holder", posts::holder_name(show.db, show.call.tenant, post));
    write_ref(writer, "place", post.place, show.address(post.path));
    const auto unit =
        post.unit ? registry::unit(show.db, show.call.tenant, *post.unit) : std::nullopt;
    writer.field("unit", unit ? unit->name : "");
    writer.field("from", post.from).field("to", post.to);
    writer.field("stand_in", post.stands_in_for.has_value()).key("rights").open_array();
    for (const std::string& right : role ? role->rights : access::Rights{})
        writer.text(right);
    writer.close_array().close_object();
}

// Of a place also those above it, whose rights reach down; they come first.
void write_above(json::Writer& writer, Rendering& show, const std::string& words, Day day) {
    const auto id = Id::parse(show.call.query("within"));
    const auto place = id ? registry::place(show.db, show.call.tenant, *id) : std::nullopt;
    if (!place || show.call.cursor) return;
    std::vector<access::Path> above = registry::way_to(place->path);
    above.pop_back();
    for (const access::Path& one : above) {
        for (const posts::Post& post : posts::posts_at(show.db, show.call.tenant, one, day)) {
            if (post.held_on(day) && is_called(show.db, show.call, post, words)) {
                write_right(writer, show, post);
            }
        }
    }
}

posts::PostPage asked_page(const Call& call) {
    posts::PostPage page;
    if (!call.cursor) return page;
    page.after_path = std::get<std::string>((*call.cursor)[0]);
    page.after_role = std::get<std::string>((*call.cursor)[1]);
    page.after = Id::parse(std::get<std::string>((*call.cursor)[2])).value_or(Id{});
    return page;
}

void list_rights(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, "journal.read");
        if (!paths) return paths.refusal();
        if (paths.value().empty()) return Refusal{"not_yours", "", ""};
        const Day day = asked_day(call);
        const std::string words = text::trim(call.query("words"));
        posts::PostPage page = asked_page(call);
        const auto rows =
            page_over<posts::Post>(paths.value(), page.after_path, looked_at_max,
                                   [&](const access::Path& path, std::int64_t most) {
                                       page.within = path;
                                       page.most = most;
                                       return posts::posts_within(db, call.tenant, page, day);
                                   });
        Rendering show(db, call);
        json::Writer writer;
        writer.open_array();
        write_above(writer, show, words, day);
        std::int64_t written = 0;
        std::optional<Cursor> next;
        for (const posts::Post& post : rows) {
            if (written == call.limit()) break;
            next = Cursor{post.path, post.role, post.id.text()};
            if (!post.held_on(day) || !is_called(db, call, post, words)) continue;
            write_right(writer, show, post);
            ++written;
        }
        const bool all = rows.size() < static_cast<std::size_t>(looked_at_max) &&
                         (rows.empty() || next == Cursor{rows.back().path, rows.back().role,
                                                         rows.back().id.text()});
        call.answer_page(writer.close_array().take(), all ? std::nullopt : next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

// ---- heads of the chain ----

void list_heads(Call& call) {
    if (!reads_whole_journal(call)) return call.refuse({"not_yours", "", ""});
    const Day tomorrow = call.services.means.zone.day_of(call.now()).plus(1);
    const Day before = call.cursor ? Day{std::get<std::int64_t>((*call.cursor)[0])} : tomorrow;
    auto heads = call.services.store.read([&](store::Reader& db) {
        return journal::heads_before(db, call.tenant, before, call.limit() + 1);
    });
    const auto next =
        next_of(heads, call, [](const journal::Head& last) { return Cursor{last.day.number}; });
    json::Writer writer;
    writer.open_array();
    for (const journal::Head& head : heads) {
        writer.open_object().field("day", head.day).field("seq", head.end.seq);
        writer.field("hash", text::hex(head.end.hash)).close_object();
    }
    call.answer_page(writer.close_array().take(), next);
}

// Of a day that is over, or as it is now.
void give_head(Call& call) {
    if (!reads_whole_journal(call)) return call.refuse({"not_yours", "", ""});
    const auto head = call.services.store.read([&](store::Reader& db) {
        if (call.query("day").empty()) {
            return std::optional(journal::Head{asked_day(call), journal::end_of(db, call.tenant)});
        }
        const Day day = asked_day(call);
        const auto heads = journal::heads_before(db, call.tenant, day.plus(1), 1);
        return heads.empty() || heads[0].day != day ? std::nullopt : std::optional(heads[0]);
    });
    if (!head) return call.refuse({"no_such_head", "day", ""});
    const auto signer = journal::Signer::open(call.services.store.settings().data + "/journal.key",
                                              *call.services.means.random);
    Response response =
        Response::json(journal::signed_json(call.tenant, *head, call.services.office, signer));
    response.set("Content-Disposition",
                 "attachment; filename=\"head-" + head->day.text() + ".json\"");
    call.answer(std::move(response));
}

Shape right_shape() {
    return object(
        {id("post").must(), text("role").must(), words("title").must(), text("holder").must(),
         ref("place").must(), text("unit").must(), day("from").must(), day("to"),
         flag("stand_in").must(), list("rights", text("")).must()},
        "RightHeld");
}

Shape head_shape() {
    return object({text("head").must(), text("office").must(), text("tenant").must(),
                   day("day").must(), number("seq").must(), text("digest").must(),
                   text("hash").must(), text("key").must(), text("signature").must()},
                  "SignedHead");
}

}  // namespace

bool reads_whole_journal(const Call& call) {
    const auto reach = access::reach(call.who, *call.services.means.roles, "journal.read");
    return std::any_of(reach.begin(), reach.end(), [](const access::Grant& grant) {
        return registry::parent_of(grant.path).empty();
    });
}

std::vector<Endpoint> audit_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/rights",
         .name = "rights",
         .summary =
             "Who held which post, and with it which rights, on a day: in a place, above it, "
             "or by a piece of the holder's name.",
         .query = {day("day"), id("within"), text("words").up_to(50)},
         .answer = page(right_shape()),
         .handle = list_rights,
         .page_key = {Shape::Kind::text, Shape::Kind::text, Shape::Kind::id}},
        {.method = "GET",
         .path = "/api/journal/heads",
         .name = "journal_heads",
         .summary = "The end of the journal's chain as each day left it, the newest first.",
         .answer = page(
             object({day("day").must(), number("seq").must(), text("hash").must()}, "DayHead")),
         .handle = list_heads,
         .page_key = {Shape::Kind::number}},
        {.method = "GET",
         .path = "/api/journal/head",
         .name = "journal_head",
         .summary = "The end of the chain as a day left it, or as it is now, signed.",
         .query = {day("day")},
         .answer = head_shape(),
         .handle = give_head},
    };
}

}  // namespace linli::http
