// Exports: a list of people is asked for with a purpose, made while somebody watches or does
// something else, fetched as a sheet or given up.
#include "channels/sheets/exports.h"

#include "channels/http/attachment.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/purpose.h"

namespace linli::http {
namespace {

using namespace shape;

sheets::Exporter& exporter_of(const Call& call) {
    CHECK(call.services.exports);
    return *call.services.exports;
}

void write_export(json::Writer& writer, const sheets::ExportSeen& seen) {
    writer.open_object().field("id", seen.id).field("state", sheets::word_of(seen.state));
    writer.field("rows", seen.rows).field("of", seen.of).field("place", seen.place);
    writer.field("format", seen.format == sheets::Format::csv ? "csv" : "xlsx");
    writer.field("made", seen.made).close_object();
}

void show_export(Call& call, const Id& id, int status) {
    const auto seen = exporter_of(call).find(call.who, id);
    if (!seen) return call.refuse(seen.refusal());
    json::Writer writer;
    write_export(writer, seen.value());
    call.answer(Response::json(writer.take(), status));
}

sheets::NewExport asked_in(const Call& call) {
    sheets::NewExport is;
    is.within = id_in(call.body, "within").value_or(Id{});
    if (call.body.has("of")) is.people = call.body["of"].text();
    if (call.body["format"].text() == "csv") is.format = sheets::Format::csv;
    if (call.body["language"].text() == "en") is.language = "en";
    is.whole = call.body["whole"].flag();
    is.purpose = call.body["purpose"].text();
    return is;
}

void begin_export(Call& call) {
    const sheets::NewExport is = asked_in(call);
    call.write(
        [&call, is](store::Writer& db) {
            return sheets::begin_export(db, call.services.means, call.asker(), is);
        },
        [is](Call& later, const Id& id) {
            exporter_of(later).start(later.who, id, is);
            show_export(later, id, 201);
        });
}

void list_exports(Call& call) {
    json::Writer writer;
    writer.open_object().key("items").open_array();
    for (const sheets::ExportSeen& seen : exporter_of(call).of(call.who))
        write_export(writer, seen);
    call.answer(Response::json(writer.close_array().close_object().take()));
}

void give_export(Call& call) {
    show_export(call, call.id("export"), 200);
}

void give_file(Call& call) {
    const auto seen = exporter_of(call).find(call.who, call.id("export"));
    if (!seen) return call.refuse(seen.refusal());
    auto pieces = exporter_of(call).fetch(call.who, call.id("export"));
    if (!pieces) return call.refuse(pieces.refusal());
    const Day day = call.services.means.zone.day_of(seen.value().made);
    call.answer(attachment(std::move(pieces).value(), seen.value().format,
                           seen.value().place + " " + day.text()));
}

// Nothing of the records changes by it, so that it needs no line of the journal.
void give_up(Call& call) {
    const auto done = exporter_of(call).give_up(call.who, call.id("export"));
    if (!done) return call.refuse(done.refusal());
    call.answer({.status = 204});
}

Shape export_shape() {
    return object(
        {id("id").must(), word("state", {"making", "ready", "failed", "given_up"}).must(),
         number("rows").must().says("Written so far."),
         number("of").says("All there are, where that is known beforehand."), text("place").must(),
         word("format", {"xlsx", "csv"}).must(), instant("made").must()},
        "Export");
}

}  // namespace

std::vector<Endpoint> export_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/exports",
         .name = "exports",
         .summary = "The asker's sheets of the last hour.",
         .answer = object({list("items", export_shape()).must()}),
         .handle = list_exports},
        {.method = "POST",
         .path = "/api/exports",
         .name = "begin_export",
         .summary = "Begins to write the people of a place into a sheet, for a purpose.",
         .body = object({id("within").must(),
                         word("of", {"present", "registered", "separated", "gone"}),
                         word("format", {"xlsx", "csv"}), word("language", {"zh", "en"}),
                         flag("whole").says("With whole numbers, phones and days of birth."),
                         text("purpose").must().up_to(kernel::purpose_characters_max)}),
         .answer = export_shape(),
         .handle = begin_export},
        {.method = "GET",
         .path = "/api/exports/{export}",
         .name = "export",
         .summary = "How far a sheet has come.",
         .answer = export_shape(),
         .handle = give_export},
        {.method = "GET",
         .path = "/api/exports/{export}/file",
         .name = "export_file",
         .summary = "The sheet, once it is ready.",
         .handle = give_file},
        {.method = "DELETE",
         .path = "/api/exports/{export}",
         .name = "give_up_export",
         .summary = "Gives it up, or puts it away.",
         .handle = give_up},
    };
}

}  // namespace linli::http
