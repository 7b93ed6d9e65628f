// Programmes as they were published: what is in force, what a version declares, and publishing a
// new one. Who may publish is decided in src/catalogue.
#include "access/accounts.h"
#include "channels/http/case_input.h"
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "kernel/cases/views.h"
#include "kernel/registry/places.h"

namespace linli::http {
namespace {

using namespace shape;

constexpr std::int64_t source_characters_max = 100'000;
constexpr std::int64_t files_max = 20;

constexpr store::Sql read_published{
    "programmes.published",
    "select version, published, account from programmes where tenant = ? and name = ? "
    "order by version desc"};

struct Published {
    std::int64_t version;
    Instant at;
    std::string by;
};

std::vector<Published> published(store::Reader& db, store::Tenant tenant, const std::string& name) {
    std::vector<Published> versions;
    std::vector<std::optional<Id>> accounts;
    for (auto rows = db.query(read_published, tenant, name); rows.next();) {
        versions.push_back({rows.number(0), rows.instant(1), ""});
        accounts.push_back(rows.maybe_id(2));
    }
    for (std::size_t i = 0; i < versions.size(); ++i) {
        if (!accounts[i]) continue;
        if (const auto account = access::account(db, tenant, *accounts[i])) {
            versions[i].by = account->name;
        }
    }
    return versions;
}

bool may_publish(const Call& call) {
    const auto root = call.services.store.read(
        [&](store::Reader& db) { return registry::root_place(db, call.tenant); });
    return root && access::may(call.who, *call.services.means.roles, "programmes.publish",
                               root->path) != nullptr;
}

void write_programme(json::Writer& writer, const Call& call, const catalogue::Programme& is,
                     bool whole) {
    const auto versions = call.services.store.read(
        [&](store::Reader& db) { return published(db, call.tenant, is.name); });
    writer.open_object().field("name", is.name).field("version", is.version);
    write_words(writer, "title", is.title);
    writer.key("also").open_array();
    for (const std::string& name : is.also)
        writer.text(name);
    writer.close_array().field("basis", is.basis).key("rows").open_array();
    for (const std::string& row : is.rows)
        writer.text(row);
    writer.close_array();
    writer.field("published", versions.empty() ? std::nullopt : std::optional(versions.front().at));
    if (whole) {
        const cases::Desk desk = catalogue::desk_of(*call.services.catalogue, call.services.means);
        writer.key("parts").open_array();
        for (const cases::Rules& rules : is.cases)
            writer.raw(cases::part_json(desk, rules));
        writer.close_array().field("source", is.source).key("versions").open_array();
        for (const Published& version : versions) {
            writer.open_object().field("version", version.version);
            writer.field("published", version.at).field("by", version.by).close_object();
        }
        writer.close_array();
    }
    writer.close_object();
}

void list_programmes(Call& call) {
    json::Writer writer;
    writer.open_object().key("items").open_array();
    for (const catalogue::Programme* programme : call.services.catalogue->programmes()) {
        write_programme(writer, call, *programme, false);
    }
    writer.close_array().key("can").open_array();
    if (may_publish(call)) writer.text("publish");
    writer.close_array().close_object();
    call.answer(Response::json(writer.take()));
}

void give_programme(Call& call) {
    const auto versions = call.services.catalogue->versions(call.parameters.at("programme"));
    const std::int64_t wanted = call.query_number("version", 0);
    for (const catalogue::Programme* programme : versions) {
        if (wanted != 0 && programme->version != wanted) continue;
        json::Writer writer;
        write_programme(writer, call, *programme, true);
        return call.answer(Response::json(writer.take()));
    }
    call.refuse({"no_such_programme", "", ""});
}

void publish(Call& call) {
    std::vector<catalogue::Source> sources;
    for (const json::Value& file : call.body["files"].items()) {
        sources.push_back({file["file"].text(), file["text"].text()});
    }
    call.write(
        [&call, sources](store::Writer& db) -> Outcome<Id> {
            const auto done = catalogue::publish(db, call.services.means, call.asker(), sources);
            if (!done) return done.refusal();
            return call.act;
        },
        [](Call& later, const Id&) {
            later.services.catalogue->load(later.services.store, later.tenant);
            list_programmes(later);
        });
}

std::vector<Shape> programme_members() {
    return {text("name").must(),           number("version").must(), words("title").must(),
            list("also", text("")).must(), text("basis").must(),     list("rows", text("")).must(),
            instant("published")};
}

Shape whole_programme_shape() {
    std::vector<Shape> members = programme_members();
    members.push_back(list("parts", part_shape()).must());
    members.push_back(text("source").up_to(source_characters_max).must());
    members.push_back(list("versions", object({number("version").must(),
                                               instant("published").must(), text("by").must()}))
                          .must());
    return object(std::move(members), "Programme");
}

}  // namespace

std::vector<Endpoint> programme_endpoints() {
    const Shape all = object({list("items", object(programme_members(), "ProgrammeRow")).must(),
                              list("can", text("")).must()});
    return {
        {.method = "GET",
         .path = "/api/programmes",
         .name = "programmes",
         .summary = "The programmes in force.",
         .answer = all,
         .handle = list_programmes},
        {.method = "GET",
         .path = "/api/programmes/{programme}",
         .name = "programme",
         .summary = "What a version of a programme declares; the newest when none is named.",
         .query = {number("version")},
         .answer = whole_programme_shape(),
         .handle = give_programme},
        {.method = "POST",
         .path = "/api/programmes",
         .name = "publish_programmes",
         .summary = "Publishes new versions; records keep to the one they were opened under.",
         .body = object({list("files", object({text("file").up_to(100).must(),
                                               text("text").up_to(source_characters_max).must()}))
                             .up_to(files_max)
                             .must()}),
         .answer = all,
         .handle = publish},
    };
}

}  // namespace linli::http
