#include "figures/reports.h"

#include <algorithm>
#include <iterator>

#include "base/json.h"
#include "base/text.h"
#include "kernel/registry/paths.h"
#include "kernel/registry/places.h"
#include "kernel/registry/trail.h"

namespace linli::figures {
namespace {

constexpr std::string_view may_edit = "reports.edit";
constexpr std::string_view may_issue = "reports.issue";
constexpr std::string_view may_read = "cases.see";
constexpr std::int64_t page = 500;
constexpr std::int64_t newest = 0;  // version

#define REPORT_COLUMNS                                                                      \
    "id, programme, name, version, place, path, from_day, to_day, title, signed_by, body, " \
    "made, issued, issued_by, edition"

constexpr store::Sql insert_report{"reports.add",
                                   "insert into reports (tenant, " REPORT_COLUMNS
                                   ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql read_report{
    "reports.read", "select " REPORT_COLUMNS " from reports where tenant = ? and id = ?"};
constexpr store::Sql list_reports{"reports.list", "select " REPORT_COLUMNS
                                                  " from reports where tenant = ? and path >= ? "
                                                  "and path < ? order by from_day desc, id desc"};
constexpr store::Sql update_report{
    "reports.edit",
    "update reports set title = ?, signed_by = ?, body = ?, edition = edition + 1 "
    "where tenant = ? and id = ?"};
constexpr store::Sql issue_report{
    "reports.issue",
    "update reports set issued = ?, issued_by = ?, edition = edition + 1 "
    "where tenant = ? and id = ?"};
// Called when the places have their new paths already.
constexpr store::Sql repath{"reports.repath",
                            "update reports set path = ? || substr(path, cast(? as integer)) "
                            "where tenant = ? and path >= ? and path < ?"};
constexpr store::Sql issued_for_the_same{
    "reports.same",
    "select issued from reports where tenant = ? and programme = ? and name = ? and place = ? "
    "and from_day = ? and to_day = ? and id <> ? and issued is not null order by issued desc"};
constexpr store::Sql keep_figure{
    "report_figures.keep",
    "insert into report_figures (tenant, report, figure, version, count, among, said, asked) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql keep_record{
    "report_records.keep",
    "insert into report_records (tenant, report, figure, record) values (?, ?, ?, ?) "
    "on conflict (tenant, report, figure, record) do nothing"};
constexpr store::Sql kept_figure{
    "report_figures.read",
    "select version, count, among, said, asked from report_figures where tenant = ? and report = ? "
    "and figure = ?"};
constexpr store::Sql read_records{
    "report_records.read",
    "select record from report_records where tenant = ? and report = ? and figure = ? "
    "order by record"};

std::string written(const std::vector<TemplateBlock>& blocks) {
    json::Writer out;
    out.open_array();
    for (const TemplateBlock& block : blocks) {
        out.open_object().field("level", std::int64_t{block.level}).field("text", block.text);
        out.close_object();
    }
    return out.close_array().take();
}

std::vector<TemplateBlock> blocks_of(std::string_view body) {
    std::vector<TemplateBlock> blocks;
    const json::Value read = json::Value::parse(body).value();
    for (const json::Value& block : read.items()) {
        blocks.push_back({static_cast<int>(block["level"].number()), block["text"].text()});
    }
    return blocks;
}

Report read_row(const store::Rows& row) {
    return {
        .id = row.id(0),
        .programme = row.text(1),
        .name = row.text(2),
        .version = row.number(3),
        .place = row.id(4),
        .path = row.text(5),
        .period = {row.day(6), row.day(7)},
        .title = row.text(8),
        .signed_by = row.text(9),
        .blocks = blocks_of(row.view(10)),
        .made = row.instant(11),
        .issued = row.maybe_instant(12),
        .issued_by = row.maybe_id(13),
        .edition = row.number(14),
    };
}

bool may_see(const kernel::Means& means, const access::Who& who, const Report& report) {
    const auto has = [&](std::string_view right) {
        return access::may(who, *means.roles, right, report.path) != nullptr;
    };
    return has(may_edit) || has(may_issue) || (report.issued && has(may_read));
}

void replace(std::string& text, std::string_view what, const std::string& by) {
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

// Full names, each once, in the order in which they first stand in the text.
Outcome<std::vector<std::string>> figures_in(const std::vector<TemplateBlock>& blocks,
                                             const Lookup& lookup) {
    std::vector<std::string> names;
    for (const TemplateBlock& block : blocks) {
        const auto segments = segments_of(block.text, lookup);
        if (!segments) return segments.refusal();
        for (const Segment& segment : segments.value()) {
            const bool known = std::find(names.begin(), names.end(), segment.figure) != names.end();
            if (!segment.figure.empty() && !known) names.push_back(segment.figure);
        }
    }
    return names;
}

std::vector<Id> all_records(store::Reader& db, store::Tenant tenant, Zone zone,
                            const Question& question) {
    std::vector<Id> ids;
    std::optional<Record> after;
    for (;;) {
        const auto found = records(db, tenant, zone, question, "", after, page);
        for (const Record& record : found)
            ids.push_back(record.id);
        if (found.size() < static_cast<std::size_t>(page)) break;
        after = found.back();
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

// The report for a change to it: it exists for you, it is yours, it can still be changed, and
// nobody was quicker.
Outcome<Report> to_change(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          const Id& id, std::int64_t edition, std::string_view right) {
    auto report = report_for(db, means, asker.who, id);
    if (!report) return Refusal{"no_such_report", "report", ""};
    if (!access::may(asker.who, *means.roles, right, report->path)) {
        return Refusal{"not_yours", "report", ""};
    }
    if (report->issued) return Refusal{"report_issued", "report", ""};
    if (report->edition != edition) {
        return registry::changed_meanwhile(db, db.tenant(), id);
    }
    return *std::move(report);
}

Outcome<Done> check_edits(const Edits& edits, const Lookup& lookup) {
    if (text::trim(edits.title).empty()) return Refusal{"field_missing", "title", ""};
    if (edits.blocks.size() > static_cast<std::size_t>(report_blocks_max)) {
        return Refusal{"too_long", "blocks", std::to_string(report_blocks_max)};
    }
    std::size_t characters = text::length(edits.title) + text::length(edits.signed_by);
    for (const TemplateBlock& block : edits.blocks) {
        if (block.level < 0 || block.level > 4) return Refusal{"field_bad", "level", ""};
        characters += text::length(block.text);
    }
    if (characters > static_cast<std::size_t>(report_characters_max)) {
        return Refusal{"too_long", "blocks", std::to_string(report_characters_max)};
    }
    const auto figures = figures_in(edits.blocks, lookup);
    if (!figures) return figures.refusal();
    return Done{};
}

journal::Line line_of(const kernel::Asker& asker, const Report& report, std::string verb) {
    journal::Line line = asker.line("report", report.id, std::move(verb));
    line.place = report.place;
    line.programme = report.programme;
    line.version = report.version;
    return line;
}

struct Kept {
    std::int64_t version = 0, count = 0, among = 0;
    std::string said, asked;
};

std::optional<Kept> kept_of(store::Reader& db, store::Tenant tenant, const Id& report,
                            const std::string& figure) {
    auto row = db.query(kept_figure, tenant, report, figure);
    if (!row.next()) return std::nullopt;
    return Kept{row.number(0), row.number(1), row.number(2), row.text(3), row.text(4)};
}

std::vector<Behind> beside_today(store::Reader& db, store::Tenant tenant, Zone zone,
                                 const Report& report, const Question& question) {
    const std::string figure = question.figure->full_name();
    const std::vector<Id> then = kept_records(db, tenant, report.id, figure);
    const std::vector<Id> now = all_records(db, tenant, zone, question);
    std::vector<Id> added, gone, same;
    std::set_difference(now.begin(), now.end(), then.begin(), then.end(),
                        std::back_inserter(added));
    std::set_difference(then.begin(), then.end(), now.begin(), now.end(), std::back_inserter(gone));
    std::set_intersection(then.begin(), then.end(), now.begin(), now.end(),
                          std::back_inserter(same));
    std::vector<Behind> all;
    for (const auto& [since, ids] : {std::pair(Since::added, &added), std::pair(Since::gone, &gone),
                                     std::pair(Since::same, &same)}) {
        for (const Id& id : *ids)
            all.push_back({since, id});
    }
    return all;
}

// In prose nothing counted where nobody confirmed that nothing happened is no zero.
std::string stated_words(const Figure& figure, const Answer& is) {
    const bool zero = figure.kind != Figure::Kind::share && figure.by.empty() && is.count == 0;
    return said(figure, is) + (zero && !is.unwatched.empty() ? "（未作零报告）" : "");
}

// What an issued report kept of a figure, beside what the records say today.
void compare(store::Reader& db, store::Tenant tenant, Zone zone, const Report& report,
             const Question& question, const Kept& kept, Stated& stated) {
    const std::string now_said = stated.said;
    stated.count = kept.count;
    stated.among = kept.among;
    stated.said = kept.said;
    stated.asked = kept.asked;
    if (stated.said != now_said) stated.differs = now_said;
    for (const Behind& one : beside_today(db, tenant, zone, report, question)) {
        if (one.since == Since::added) ++stated.added;
        if (one.since == Since::gone) ++stated.gone;
    }
}

}  // namespace

void listen(kernel::Hooks& hooks) {
    hooks.place_moved.push_back(
        [](store::Writer& db, const kernel::Asker&, const kernel::Hooks::PlaceMoved& moved) {
            db.run(repath, moved.to, static_cast<std::int64_t>(moved.from.size()) + 1, db.tenant(),
                   moved.from, registry::end_of(moved.from));
        });
}

Outcome<std::vector<Segment>> segments_of(std::string_view text, const Lookup& lookup) {
    std::vector<Segment> segments;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        if (open != 0) {
            segments.push_back({std::string(text.substr(0, open)), ""});
            if (open == text.npos) break;
            text.remove_prefix(open);
        }
        const std::size_t close = text.find('}');
        if (close == text.npos) return Refusal{"brace_open", "blocks", text::first(text, 20)};
        const std::string name(text.substr(1, close - 1));
        if (!lookup(name, newest)) return Refusal{"no_such_figure", "blocks", name};
        segments.push_back({"", name});
        text.remove_prefix(close + 1);
    }
    return segments;
}

std::string said(const Figure& figure, const Answer& answer) {
    if (figure.kind == Figure::Kind::share) return percent(answer.count, answer.among);
    if (figure.by.empty()) return std::to_string(answer.count) + figure.unit.zh;
    std::string text;
    for (const Part& part : answer.parts) {
        const auto choice =
            std::find_if(figure.by_values.begin(), figure.by_values.end(),
                         [&](const fields::Choice& one) { return one.value == part.value; });
        CHECK(choice != figure.by_values.end());
        if (!text.empty()) text += "、";
        text += choice->title.zh + std::to_string(part.count) + figure.unit.zh;
    }
    return text.empty() ? "无" : text;
}

Outcome<Id> draft(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                  const ReportTemplate& from, const Id& place_id, const Period& period) {
    const auto found = registry::place_for(db, means, asker.who, place_id, "place");
    if (!found) return found.refusal();
    const registry::Place& place = found.value();
    if (!access::may(asker.who, *means.roles, may_edit, place.path)) {
        return Refusal{"not_yours", "place", ""};
    }
    Report report;
    report.id = Id::make(db.now(), *means.random);
    report.programme = from.programme;
    report.version = from.version;
    report.place = place_id;
    const auto filled = [&](std::string text) {
        replace(text, "{place}", place.name);
        replace(text, "{period}", chinese_name_of(period));
        return text;
    };
    std::vector<TemplateBlock> blocks;
    for (const TemplateBlock& block : from.blocks)
        blocks.push_back({block.level, filled(block.text)});
    db.run(insert_report, db.tenant(), report.id, from.programme, from.name, from.version, place_id,
           place.path, period.from, period.to, filled(from.title.zh), place.name, written(blocks),
           db.now(), std::nullopt, std::nullopt, 1);
    journal::append(db, line_of(asker, report, "draft"));
    return report.id;
}

Outcome<Id> edit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                 const Id& id, std::int64_t edition, const Edits& edits, const Lookup& lookup) {
    const auto report = to_change(db, means, asker, id, edition, may_edit);
    if (!report) return report.refusal();
    if (const auto good = check_edits(edits, lookup); !good) return good.refusal();
    db.run(update_report, edits.title, edits.signed_by, written(edits.blocks), db.tenant(), id);
    journal::append(db, line_of(asker, report.value(), "edit"));
    return id;
}

Outcome<Id> issue(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                  const Id& id, std::int64_t edition, const Lookup& lookup) {
    const auto found = to_change(db, means, asker, id, edition, may_issue);
    if (!found) return found.refusal();
    const Report& report = found.value();
    const auto names = figures_in(report.blocks, lookup);
    if (!names) return names.refusal();

    json::Writer body;
    body.open_object().key("figures").open_object();
    for (const std::string& name : names.value()) {
        const Figure& figure = *lookup(name, newest);
        const Question question{&figure, report.path, report.period};
        const Answer is = answer(db, db.tenant(), means.zone, question);
        const std::string words = stated_words(figure, is);
        db.run(keep_figure, db.tenant(), id, name, figure.version, is.count, is.among, words,
               in_words(question));
        for (const Id& record : all_records(db, db.tenant(), means.zone, question)) {
            db.run(keep_record, db.tenant(), id, name, record);
        }
        body.field(name, words);
    }
    body.close_object().close_object();
    db.run(issue_report, db.now(), asker.who.account, db.tenant(), id);
    journal::Line line = line_of(asker, report, "issue");
    line.body = body.take();
    journal::append(db, std::move(line));
    return id;
}

std::optional<Report> report_for(store::Reader& db, const kernel::Means& means,
                                 const access::Who& who, const Id& id) {
    auto rows = db.query(read_report, who.tenant, id);
    if (!rows.next()) return std::nullopt;
    Report report = read_row(rows);
    if (!may_see(means, who, report)) return std::nullopt;
    return report;
}

std::vector<Report> reports_for(store::Reader& db, const kernel::Means& means,
                                const access::Who& who) {
    std::vector<Report> reports;
    for (const std::string_view right : {may_edit, may_read}) {
        for (const access::Grant& grant : access::reach(who, *means.roles, right)) {
            auto rows =
                db.query(list_reports, who.tenant, grant.path, registry::end_of(grant.path));
            while (rows.next()) {
                Report report = read_row(rows);
                const bool known =
                    std::any_of(reports.begin(), reports.end(),
                                [&](const Report& other) { return other.id == report.id; });
                if (!known && may_see(means, who, report)) reports.push_back(std::move(report));
            }
        }
    }
    return reports;
}

std::vector<Id> kept_records(store::Reader& db, store::Tenant tenant, const Id& report,
                             const std::string& figure) {
    std::vector<Id> found;
    for (auto rows = db.query(read_records, tenant, report, figure); rows.next();)
        found.push_back(rows.id(0));
    return found;
}

std::vector<Behind> behind(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                           const Report& report, const std::string& figure, const Lookup& lookup) {
    const auto kept = kept_of(db, tenant, report.id, figure);
    if (!kept) return {};
    const Question question{lookup(figure, kept->version), report.path, report.period};
    return beside_today(db, tenant, means.zone, report, question);
}

View view(store::Reader& db, const kernel::Means& means, store::Tenant tenant, Day today,
          const Report& report, const Lookup& lookup) {
    View view{.report = report, .blocks = {}, .figures = {}, .warnings = {}};
    const auto names = figures_in(report.blocks, lookup);
    CHECK(names);  // a published figure stays (catalogue::publish), and edits are checked
    for (const std::string& name : names.value()) {
        const auto kept = kept_of(db, tenant, report.id, name);
        CHECK(kept.has_value() == report.issued.has_value());
        const Figure& figure = *lookup(name, kept ? kept->version : newest);
        const Question question{&figure, report.path, report.period};
        const Answer is = answer(db, tenant, means.zone, question);
        Stated stated{.figure = name,
                      .said = stated_words(figure, is),
                      .count = is.count,
                      .among = is.among,
                      .asked = in_words(question),
                      .differs = {}};
        if (kept) compare(db, tenant, means.zone, report, question, *kept, stated);
        if (!report.issued && is.count == 0 && !is.unwatched.empty()) {
            view.warnings.push_back({"zero_unwatched", name, ""});
        }
        view.figures.push_back(std::move(stated));
    }
    for (const TemplateBlock& block : report.blocks) {
        std::vector<Segment> segments = segments_of(block.text, lookup).value();
        for (Segment& segment : segments) {
            if (segment.figure.empty()) continue;
            segment.text =
                std::find_if(view.figures.begin(), view.figures.end(), [&](const Stated& one) {
                    return one.figure == segment.figure;
                })->said;
        }
        view.blocks.push_back({block.level, std::move(segments)});
    }
    if (!report.issued && today < report.period.to) {
        view.warnings.push_back({"period_not_over", "period", report.period.last().text()});
    }
    if (!report.issued) {
        auto rows = db.query(issued_for_the_same, tenant, report.programme, report.name,
                             report.place, report.period.from, report.period.to, report.id);
        if (rows.next()) {
            const std::string day = means.zone.day_of(rows.instant(0)).text();
            view.warnings.push_back({"issued_already", "period", day});
        }
    }
    return view;
}

}  // namespace linli::figures
