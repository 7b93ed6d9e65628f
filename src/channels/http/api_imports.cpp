// Imports: a sheet is handed in and looked at, people decide, and it is taken over row by row while
// they watch; what could not be taken over comes back as a file to mend, and all of it can be
// undone.
#include "channels/sheets/imports.h"

#include "access/accounts.h"
#include "base/text.h"
#include "channels/http/attachment.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "channels/sheets/import_runner.h"

namespace linli::http {
namespace {

using namespace shape;
using sheets::Import;
using sheets::ImportLine;

constexpr std::size_t file_name_characters_max = 120;

void wake(const Call& call) {
    if (call.services.imports) call.services.imports->wake();
}

// The record a row is, or may be: a person, a place or a unit.
void write_record(json::Writer& writer, std::string_view name, const ImportLine& line) {
    if (line.record && !line.record_name.empty()) {
        write_ref(writer, name, *line.record, line.record_name);
    } else {
        writer.key(name).null();
    }
}

void write_problem(json::Writer& writer, const Import& is, const ImportLine& line,
                   const sheets::Problem& problem) {
    std::string column, heading;
    for (std::size_t i = 0; i < is.header.size() && column.empty(); ++i) {
        if (is.header[i].field != problem.field) continue;
        column = sheets::column_name(i);
        heading = is.header[i].title;
    }
    writer.open_object().field("row", line.line).field("column", column);
    writer.field("heading", heading).field("field", problem.field);
    writer.field("code", problem.code).field("with", problem.with);
    write_words(writer, "words",
                {sheets::sentence(problem, "zh"), sheets::sentence(problem, "en")});
    writer.field("grave", problem.grave).close_object();
}

void write_traits(json::Writer& writer, std::string_view name, const sheets::Traits& traits) {
    writer.key(name).open_object().field("birth", traits.birth).field("address", traits.address);
    writer.field("phones", traits.phones).field("id_number", traits.id_number).close_object();
}

void write_row(json::Writer& writer, const Import& is, const ImportLine& line) {
    writer.open_object().field("row", line.line).field("what", line.verdict);
    writer.field("name", line.name).field("decision", sheets::word_of(line.decision));
    write_record(writer, "of", line);
    write_traits(writer, "says", line.says);
    write_traits(writer, "known", line.known);
    writer.key("fields").open_array();
    for (const std::string& field : line.fields)
        writer.text(field);
    writer.close_array().key("problems").open_array();
    for (const sheets::Problem& problem : line.problems)
        write_problem(writer, is, line, problem);
    writer.close_array().close_object();
}

void write_columns(json::Writer& writer, const Import& is) {
    writer.key("columns").open_array();
    for (std::size_t i = 0; i < is.header.size(); ++i) {
        const sheets::HeadedColumn& column = is.header[i];
        writer.open_object().field("column", sheets::column_name(i));
        writer.field("heading", column.title).field("field", column.field);
        writer.close_object();
    }
    writer.close_array().key("fields").open_array();
    for (const sheets::ImportField& known : sheets::import_fields(is.kind)) {
        writer.open_object().field("field", known.field);
        write_words(writer, "title", {known.title, known.english});
        writer.close_object();
    }
    writer.close_array();
}

// What a list shows of an import.
void write_head(json::Writer& writer, store::Reader& db, const Call& call, const Import& is) {
    const auto account = is.account ? access::account(db, call.tenant, *is.account) : std::nullopt;
    const auto place = registry::place(db, call.tenant, is.place);
    writer.field("id", is.id).field("kind", sheets::word_of(is.kind)).field("file", is.name);
    writer.field("state", sheets::word_of(is.state)).field("made", is.made);
    writer.field("ended", is.ended).field("by", account ? account->name : "");
    write_ref(writer, "place", is.place, place ? place->name : "");
    writer.field("rows", is.rows).field("done", is.counts.seen);
    writer.key("counts").open_object();
    writer.field("new", is.counts.fresh).field("update", is.counts.updated);
    writer.field("same", is.counts.same).field("duplicate", is.counts.maybe);
    writer.field("bad", is.counts.bad).field("warned", is.counts.warned);
    writer.field("places", is.counts.places).close_object();
}

std::string import_json(store::Reader& db, const Call& call, const Import& is) {
    json::Writer writer;
    writer.open_object();
    write_head(writer, db, call, is);
    if (is.refusal) {
        writer.key("refusal").open_object().field("code", is.refusal->code);
        writer.field("at", is.refusal->at).field("with", is.refusal->with).close_object();
    } else {
        writer.key("refusal").null();
    }
    write_columns(writer, is);
    writer.field("undecided", sheets::undecided(db, call.tenant, is.id));
    writer.key("options").open_object().field("sheet", is.options.sheet);
    writer.field("as_of", is.options.as_of);
    writer.field("make_places", is.options.make_places).close_object();
    const auto can = sheets::can_do(call.services.means, call.who, is);
    write_can(writer, {can.begin(), can.end()});
    return writer.field("edition", is.edition).close_object().take();
}

void show_import(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto found = sheets::import_for(db, call.services.means, call.who, id);
        if (!found) return found.refusal();
        edition = found.value().edition;
        return import_json(db, call, found.value());
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status).set("ETag", etag(edition)));
}

// After an act: there may be work to do now.
void then_show(Call& later, const Id& id) {
    wake(later);
    show_import(later, id);
}

void list_imports(Call& call) {
    call.services.store.read([&](store::Reader& db) {
        std::optional<Instant> before;
        Id before_id;
        if (call.cursor) {
            before = Instant{std::get<std::int64_t>(call.cursor->at(0))};
            before_id = Id::parse(std::get<std::string>(call.cursor->at(1))).value_or(Id{});
        }
        auto found =
            sheets::imports(db, call.services.means, call.who, before, before_id, call.limit() + 1);
        const auto next = next_of(found, call, [](const Import& last) {
            return Cursor{last.made.micros, last.id.text()};
        });
        json::Writer writer;
        writer.open_array();
        for (const Import& is : found) {
            writer.open_object();
            write_head(writer, db, call, is);
            writer.close_object();
        }
        call.answer_page(writer.close_array().take(), next);
        return 0;
    });
}

void give_import(Call& call) {
    show_import(call, call.id("import"));
}

// Where it works when nobody says: the widest place over which the asker has the right.
Id place_for_import(const Call& call, sheets::ImportKind kind) {
    if (const auto said = Id::parse(call.query("place"))) return *said;
    const auto reach = access::reach(call.who, *call.services.means.roles, sheets::right_for(kind));
    return reach.empty() ? Id{} : reach.front().place;
}

void hand_in(Call& call) {
    const auto kind = sheets::import_kind(call.query("kind"));
    if (!kind) return call.refuse({"no_such_choice", "kind", "people,places,units"});
    const Upload* sent = nullptr;
    for (const Upload& part : call.uploads) {
        if (part.name == "file") sent = &part;
    }
    if (!sent) return call.refuse({"field_missing", "file", ""});
    if (sent->bytes.empty()) return call.refuse({"sheet_empty", "file", ""});
    sheets::NewImport is;
    is.kind = *kind;
    is.name = text::first(sent->filename, file_name_characters_max);
    is.place = place_for_import(call, *kind);
    if (!is.place) return call.refuse({"not_yours", "kind", std::string(sheets::word_of(*kind))});
    const std::string_view bytes = sent->bytes;  // of the request, which the call keeps
    call.write(
        [&call, is](store::Writer& db) {
            return sheets::begin_import(db, call.services.means, call.asker(), is);
        },
        [bytes](Call& later, const Id& id) {
            sheets::keep_import_file(later.services.store, later.services.means, later.tenant, id,
                                     bytes);
            wake(later);
            show_import(later, id, 201);
        });
}

void say_options(Call& call) {
    const Id id = call.id("import");
    sheets::ImportOptions options;
    options.sheet = call.body["sheet"].text();
    options.as_of = day_in(call.body, "as_of");
    options.make_places = call.body["make_places"].flag(true);
    for (const json::Value& column : call.body["columns"].items()) {
        const auto at = sheets::column_number(column["column"].text());
        if (!at) return call.refuse({"field_bad", "columns.column", column["column"].text()});
        options.columns[*at] = column["field"].text();
    }
    call.write(
        [&call, id, options](store::Writer& db) -> Outcome<Id> {
            const auto now = sheets::import(db, call.tenant, id);
            const std::int64_t edition = call.edition.value_or(now ? now->edition : 0);
            return sheets::set_options(db, call.services.means, call.asker(), id, edition, options);
        },
        then_show);
}

void list_rows(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const kernel::Means& means = call.services.means;
        const auto is = sheets::import_for(db, means, call.who, call.id("import"));
        if (!is) return is.refusal();
        const std::int64_t after = call.cursor ? std::get<std::int64_t>(call.cursor->at(0)) : 0;
        auto rows = sheets::import_lines(db, means, call.tenant, is.value(), call.query("what"),
                                         after, call.limit() + 1);
        const auto next =
            next_of(rows, call, [](const ImportLine& last) { return Cursor{last.line}; });
        json::Writer writer;
        writer.open_array();
        for (const ImportLine& line : rows)
            write_row(writer, is.value(), line);
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

void decide_row(Call& call) {
    const Id id = call.id("import");
    const std::int64_t row = text::whole_number(call.parameters.at("row")).value_or(0);
    const auto decision = sheets::decision_of(call.body["as"].text());
    call.write(
        [&call, id, row, decision](store::Writer& db) {
            return sheets::decide(db, call.services.means, call.asker(), id, row, decision);
        },
        then_show);
}

template <Outcome<Id> (*act)(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&)>
void move_on(Call& call) {
    const Id id = call.id("import");
    call.write(
        [&call, id](store::Writer& db) { return act(db, call.services.means, call.asker(), id); },
        then_show);
}

sheets::Format format_of(const Call& call) {
    return call.query("format") == "csv" ? sheets::Format::csv : sheets::Format::xlsx;
}

void give_bad_rows(Call& call) {
    const auto is = call.services.store.read([&](store::Reader& db) {
        return sheets::import_for(db, call.services.means, call.who, call.id("import"));
    });
    if (!is) return call.refuse(is.refusal());
    const bool english = call.query("language") == "en";
    std::string name = is.value().name.substr(0, is.value().name.rfind('.'));
    name += english ? "-to-mend" : "-待修改";
    call.answer(
        attachment(sheets::file_to_mend(call.services.store, call.services.means, call.tenant,
                                        is.value(), format_of(call), english ? "en" : "zh"),
                   format_of(call), name));
}

void give_template(Call& call) {
    const auto kind = sheets::import_kind(call.query("kind"));
    if (!kind) return call.refuse({"no_such_choice", "kind", "people,places,units"});
    const bool english = call.query("language") == "en";
    call.answer(attachment(sheets::empty_sheet(*kind, format_of(call), english ? "en" : "zh",
                                               call.services.store.settings().data),
                           format_of(call), std::string(sheets::word_of(*kind))));
}

// ---- shapes ----

Shape problem_shape() {
    return object(
        {number("row").must(), text("column").must().says("A, B … of the sheet"),
         text("heading").must(), text("field").must(), text("code").must().says("a refusal's code"),
         text("with").must(), words("words").must(),
         flag("grave").must().says("the row was not taken over for it")},
        "ImportProblem");
}

Shape traits_shape() {
    return object({text("birth").must(), text("address").must(), text("phones").must(),
                   text("id_number").must()},
                  "ImportTraits");
}

Shape row_shape() {
    return object({number("row").must(), text("what").must(), text("name").must(),
                   text("decision").must().says("new, same, skip; or empty"), ref("of"),
                   member("says", traits_shape()).must().says("of a duplicate: what the row says"),
                   member("known", traits_shape()).must().says("and what is known; both masked"),
                   list("fields", text("")).must().says("what differs"),
                   list("problems", problem_shape()).must()},
                  "ImportRow");
}

std::vector<Shape> head_members() {
    return {id("id").must(),
            text("kind").must(),
            text("file").must(),
            text("state").must().says("waiting reading refused ready running stopped done undoing "
                                      "undone discarded"),
            instant("made").must(),
            instant("ended"),
            text("by").must(),
            ref("place").must(),
            number("rows").must().says("in the sheet, once it is read"),
            number("done").must().says("of them, in this state"),
            member("counts",
                   object({number("new").must(), number("update").must(), number("same").must(),
                           number("duplicate").must(), number("bad").must(),
                           number("warned").must(), number("places").must()}))
                .must()};
}

Shape import_shape() {
    std::vector<Shape> members = head_members();
    const Shape column =
        object({text("column").must(), text("heading").must(), text("field").must()});
    const Shape field = object({text("field").must(), words("title").must()});
    members.insert(
        members.end(),
        {member("refusal", object({text("code").must(), text("at").must(), text("with").must()})),
         list("columns", column).must(), list("fields", field).must().says("a column may be"),
         member("options", object({text("sheet").must(), day("as_of"), flag("make_places").must()}))
             .must(),
         number("undecided").must().says("duplicates about which nobody has said who they are"),
         list("can", text("")).must(), number("edition").must()});
    return object(std::move(members), "Import");
}

Endpoint move_endpoint(const char* word, const char* name, const char* summary,
                       void (*handle)(Call&)) {
    return {.method = "POST",
            .path = std::string("/api/imports/{import}/") + word,
            .name = name,
            .summary = summary,
            .answer = import_shape(),
            .handle = handle};
}

std::vector<Shape> file_query() {
    return {word("format", {"xlsx", "csv"}), word("language", {"zh", "en"})};
}

std::vector<Endpoint> sheet_endpoints() {
    std::vector<Shape> template_query = file_query();
    template_query.push_back(word("kind", {"people", "places", "units"}).must());
    const Shape options = object(
        {text("sheet"), day("as_of"), flag("make_places"),
         list("columns", object({text("column").must().says("A, B …"), text("field").must()}))});
    return {
        {.method = "GET",
         .path = "/api/imports",
         .name = "list_imports",
         .summary = "Imports, the newest first.",
         .answer = page(object(head_members(), "ImportHead")),
         .handle = list_imports,
         .page_key = {Shape::Kind::number, Shape::Kind::id}},
        {.method = "POST",
         .path = "/api/imports",
         .name = "hand_in_import",
         .summary = "Takes a sheet in as `file`, and begins to read it.",
         .query = {word("kind", {"people", "places", "units"}).must(), id("place")},
         .answer = import_shape(),
         .handle = hand_in,
         .uploads = true},
        {.method = "GET",
         .path = "/api/imports/template",
         .name = "import_template",
         .summary = "An empty sheet with the headings that are understood.",
         .query = template_query,
         .handle = give_template},
        {.method = "GET",
         .path = "/api/imports/{import}",
         .name = "import",
         .summary = "An import: what its columns mean, and how many rows are what.",
         .answer = import_shape(),
         .handle = give_import,
         .edition = Edition::shown},
        {.method = "PUT",
         .path = "/api/imports/{import}/options",
         .name = "set_import_options",
         .summary = "Says what columns mean, and the rest; the sheet is read again.",
         .body = options,
         .answer = import_shape(),
         .handle = say_options,
         .edition = Edition::asked},
    };
}

std::vector<Endpoint> row_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/imports/{import}/rows",
         .name = "import_rows",
         .summary = "Its rows: of one fate, or those to mend.",
         .query = {word("what", {"new", "update", "same", "duplicate", "bad", "kept", "taken_back",
                                 "to_mend"})},
         .answer = page(row_shape()),
         .handle = list_rows,
         .page_key = {Shape::Kind::number}},
        {.method = "POST",
         .path = "/api/imports/{import}/rows/{row}",
         .name = "decide_import_row",
         .summary = "Says whether a row is somebody known, somebody new, or to be left out.",
         .body = object({word("as", {"new", "same", "skip"}).must()}),
         .answer = import_shape(),
         .handle = decide_row},
        {.method = "GET",
         .path = "/api/imports/{import}/bad-rows",
         .name = "import_bad_rows",
         .summary = "The rows to mend, each with what is wrong, as a sheet to hand in again.",
         .query = file_query(),
         .handle = give_bad_rows},
    };
}

std::vector<Endpoint> move_endpoints() {
    return {
        move_endpoint("start", "start_import", "Begins to take its rows over, or goes on.",
                      move_on<sheets::run_import>),
        move_endpoint("stop", "stop_import", "Stops behind the rows under way.",
                      move_on<sheets::stop_import>),
        move_endpoint("undo", "undo_import", "Takes back all that nobody has touched since.",
                      move_on<sheets::undo_import>),
        move_endpoint("discard", "discard_import",
                      "Puts it away: the file, and what was said of its rows, are gone.",
                      move_on<sheets::discard_import>),
    };
}

}  // namespace

std::vector<Endpoint> import_endpoints() {
    std::vector<Endpoint> all = sheet_endpoints();
    for (const auto& more : {row_endpoints(), move_endpoints()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace linli::http
