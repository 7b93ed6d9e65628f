// Reports: prose that is drafted, edited, issued and compared with what the records say since.
#include "access/accounts.h"
#include "catalogue/catalogue.h"
#include "channels/documents/document.h"
#include "channels/http/counted.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/registry/places.h"

namespace linli::http {
namespace {

using namespace shape;

void write_row(json::Writer& writer, store::Reader& db, const Call& call,
               const figures::Report& report) {
    const auto place = registry::place(db, call.tenant, report.place);
    writer.field("id", report.id).field("title", report.title);
    write_ref(writer, "place", report.place, place ? place->name : "");
    writer.field("period", name_of(report.period)).field("issued", report.issued);
    writer.field("edition", report.edition);
}

void write_blocks(json::Writer& writer, const figures::View& view) {
    writer.key("blocks").open_array();
    for (std::size_t i = 0; i < view.blocks.size(); ++i) {
        writer.open_object().field("level", std::int64_t{view.blocks[i].level});
        writer.field("text", view.report.blocks[i].text).key("segments").open_array();
        for (const figures::Segment& segment : view.blocks[i].segments) {
            writer.open_object().field("text", segment.text).field("figure", segment.figure);
            writer.close_object();
        }
        writer.close_array().close_object();
    }
    writer.close_array();
}

void write_stated(json::Writer& writer, const std::vector<figures::Stated>& all) {
    writer.key("figures").open_array();
    for (const figures::Stated& one : all) {
        writer.open_object().field("figure", one.figure).field("said", one.said);
        writer.field("asked", one.asked).field("differs", one.differs);
        writer.field("added", one.added).field("gone", one.gone);
        writer.close_object();
    }
    writer.close_array();
}

void write_warnings(json::Writer& writer, const std::vector<Refusal>& warnings) {
    writer.key("warnings").open_array();
    for (const Refusal& warning : warnings) {
        writer.open_object().field("code", warning.code).field("at", warning.at);
        writer.field("with", warning.with).close_object();
    }
    writer.close_array();
}

// The report as this person may see it.
Outcome<figures::View> view_for(store::Reader& db, const Call& call, const Id& id) {
    const kernel::Means& means = call.services.means;
    const auto report = figures::report_for(db, means, call.who, id);
    if (!report) return Refusal{"no_such_report", "report", ""};
    figures::View view = figures::view(db, means, call.tenant, means.zone.day_of(call.now()),
                                       *report, lookup_of(call));
    leave_out_uncounted(call, view);
    return view;
}

// "2026年4月3日"
std::string chinese_day(Day day) {
    const Day::Date date = day.date();
    return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
           std::to_string(date.day) + "日";
}

// What stands below its prose, in the report's own language; a draft says what it is (附注).
struct Foot {
    std::string day, note;
};

Foot foot_of(const Call& call, const figures::Report& report) {
    const std::string day =
        chinese_day(call.services.means.zone.day_of(report.issued.value_or(call.now())));
    return {day, report.issued ? "" : "草稿，数据截至" + day};
}

void show_report(Call& call, const Id& id) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto view = view_for(db, call, id);
        if (!view) return view.refusal();
        const figures::Report& report = view.value().report;
        edition = report.edition;
        json::Writer writer;
        writer.open_object();
        write_row(writer, db, call, report);
        const Foot foot = foot_of(call, report);
        writer.field("signed_by", report.signed_by).field("day", foot.day).field("note", foot.note);
        write_blocks(writer, view.value());
        write_stated(writer, view.value().figures);
        write_warnings(writer, view.value().warnings);
        const auto issuer =
            report.issued_by ? access::account(db, call.tenant, *report.issued_by) : std::nullopt;
        writer.field("issued_by", issuer ? issuer->name : "").key("can").open_array();
        for (const char* right : {"edit", "issue"}) {
            const std::string word = std::string("reports.") + right;
            const bool may = access::may(call.who, *call.services.means.roles, word, report.path);
            if (!report.issued && may) writer.text(right);
        }
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()).set("ETag", etag(edition)));
}

void list_reports(Call& call) {
    const std::string items = call.services.store.read([&](store::Reader& db) {
        json::Writer writer;
        writer.open_array();
        for (const figures::Report& report :
             figures::reports_for(db, call.services.means, call.who)) {
            writer.open_object();
            write_row(writer, db, call, report);
            writer.close_object();
        }
        return writer.close_array().take();
    });
    call.answer_page(items, std::nullopt);
}

void list_templates(Call& call) {
    json::Writer writer;
    writer.open_array();
    for (const catalogue::Programme* programme : call.services.catalogue->programmes()) {
        for (const catalogue::ReportTemplate& report : programme->reports) {
            writer.open_object().field("template", report.programme + "." + report.name);
            write_words(writer, "title", report.title);
            writer.field("every", report.every).close_object();
        }
    }
    call.answer_page(writer.close_array().take(), std::nullopt);
}

void give_report(Call& call) {
    show_report(call, call.id("report"));
}
void then_show(Call& later, const Id& id) {
    show_report(later, id);
}

void draft_report(Call& call) {
    const std::string name = call.body["template"].text();
    const std::size_t dot = name.find('.');
    const catalogue::ReportTemplate* from =
        dot == std::string::npos
            ? nullptr
            : call.services.catalogue->report(name.substr(0, dot), name.substr(dot + 1));
    if (!from) return call.refuse({"no_such_report", "template", ""});
    const auto period = period_named(call.body["period"].text());
    if (!period) return call.refuse({"period_bad", "period", ""});
    const Id place = Id::parse(call.body["place"].text()).value_or(Id{});
    call.write(
        [self = call.shared_from_this(), from, place, period](store::Writer& db) {
            return figures::draft(db, self->services.means, self->asker(), *from, place, *period);
        },
        then_show);
}

// What was written is taken back when it states what its writer may not count.
Outcome<Id> may_state_all(const Call& call, store::Reader& db, const Id& id) {
    const auto report = figures::report_for(db, call.services.means, call.who, id);
    const auto may = may_state(call, report.value());
    if (!may) return may.refusal();
    return id;
}

void edit_report(Call& call) {
    figures::Edits edits;
    edits.title = call.body["title"].text();
    edits.signed_by = call.body["signed_by"].text();
    for (const json::Value& block : call.body["blocks"].items()) {
        edits.blocks.push_back({static_cast<int>(block["level"].number()), block["text"].text()});
    }
    call.write(
        [self = call.shared_from_this(), edits](store::Writer& db) {
            const Id id = self->id("report");
            const auto edited = figures::edit(db, self->services.means, self->asker(), id,
                                              self->edition.value_or(0), edits, lookup_of(*self));
            return edited ? may_state_all(*self, db, id) : edited;
        },
        then_show);
}

void issue_report(Call& call) {
    call.write(
        [self = call.shared_from_this()](store::Writer& db) {
            const Id id = self->id("report");
            const auto issued = figures::issue(db, self->services.means, self->asker(), id,
                                               self->edition.value_or(0), lookup_of(*self));
            return issued ? may_state_all(*self, db, id) : issued;
        },
        then_show);
}

void give_docx(Call& call) {
    const auto bytes = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto view = view_for(db, call, call.id("report"));
        if (!view) return view.refusal();
        const figures::Report& report = view.value().report;
        documents::Document document;
        document.title = report.title;
        document.signed_by = report.signed_by;
        const Foot foot = foot_of(call, report);
        document.date = foot.day;
        document.note = foot.note;
        for (const figures::View::Block& block : view.value().blocks) {
            std::string text;
            for (const figures::Segment& segment : block.segments)
                text += segment.text;
            const bool heading = block.level > 0;
            document.blocks.push_back(
                {heading ? documents::BlockKind::heading : documents::BlockKind::paragraph,
                 heading ? block.level : 1, std::move(text)});
        }
        return documents::docx(document);
    });
    if (!bytes) return call.refuse(bytes.refusal());
    Response response;
    response.body = bytes.value();
    response.set("Content-Type",
                 "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    response.set("Content-Disposition", "attachment; filename=\"report.docx\"");
    call.answer(std::move(response));
}

// ---- shapes ----

std::vector<Shape> report_members() {
    return {id("id").must(),       text("title").must(), ref("place").must(),
            text("period").must(), instant("issued"),    number("edition").must()};
}

Shape whole_report_shape() {
    const Shape segment = object({text("text").must(), text("figure").must()}, "Segment");
    const Shape block = object(
        {number("level").must(), text("text").up_to(4000).must(), list("segments", segment).must()},
        "Block");
    const Shape stated = object({text("figure").must(), text("said").must(), text("asked").must(),
                                 text("differs"), number("added").must(), number("gone").must()},
                                "StatedFigure");
    const Shape warning = object({text("code").must(), text("at").must(), text("with").must()});
    std::vector<Shape> members = report_members();
    members.insert(members.end(),
                   {text("signed_by").must(), text("day").must(), text("note").must(),
                    list("blocks", block).must(), list("figures", stated).must(),
                    list("warnings", warning).must(), text("issued_by").must(), can_shape()});
    return object(std::move(members), "Report");
}

Shape edits_shape() {
    return object(
        {text("title").must().up_to(200), text("signed_by").up_to(100),
         list("blocks", object({number("level").must().up_to(4), text("text").must().up_to(4000)}))
             .must()
             .up_to(figures::report_blocks_max)});
}

}  // namespace

std::vector<Endpoint> report_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/report-templates",
         .name = "report_templates",
         .summary = "What reports can be drafted.",
         .answer =
             page(object({text("template").must(), words("title").must(), text("every").must()})),
         .handle = list_templates},
        {.method = "GET",
         .path = "/api/reports",
         .name = "reports",
         .summary = "Drafts one may edit, and issued reports one may read.",
         .answer = page(object(report_members(), "ReportRow")),
         .handle = list_reports},
        {.method = "POST",
         .path = "/api/reports",
         .name = "draft_report",
         .summary = "A draft from a template, for a place and a period.",
         .body = object({text("template").must().up_to(100), id("place").must(),
                         text("period").must().up_to(40)}),
         .answer = whole_report_shape(),
         .handle = draft_report,
         .edition = Edition::shown},
        {.method = "GET",
         .path = "/api/reports/{report}",
         .name = "report",
         .summary = "A report: as of now while a draft, as issued with what differs since.",
         .answer = whole_report_shape(),
         .handle = give_report,
         .edition = Edition::shown},
        {.method = "PUT",
         .path = "/api/reports/{report}",
         .name = "edit_report",
         .summary = "Edits the prose of a draft.",
         .body = edits_shape(),
         .answer = whole_report_shape(),
         .handle = edit_report,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/reports/{report}/issue",
         .name = "issue_report",
         .summary = "Issues a report and freezes its figures with their records.",
         .answer = whole_report_shape(),
         .handle = issue_report,
         .edition = Edition::asked},
        {.method = "GET",
         .path = "/api/reports/{report}/docx",
         .name = "report_docx",
         .summary = "The report as .docx.",
         .handle = give_docx},
    };
}

}  // namespace linli::http
