// Figures: numbers with the records behind them, as of now or as a report was issued with them.
// What may be counted but not opened is said as a number and nothing else.
#include "channels/http/case_input.h"
#include "channels/http/counted.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "figures/reports.h"
#include "kernel/registry/households.h"
#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"

namespace linli::http {
namespace {

using namespace shape;
using figures::Figure;

fields::Words in_both(const Figure& figure, const figures::Answer& answer) {
    std::string english = figure.kind == Figure::Kind::share
                              ? figures::percent(answer.count, answer.among)
                              : std::to_string(answer.count);
    return {figures::said(figure, answer), std::move(english)};
}

bool may_count_somewhere(const Call& call, const Figure& figure) {
    return std::any_of(
        call.who.grants.begin(), call.who.grants.end(),
        [&](const access::Grant& grant) { return may_count(call, figure, grant.path); });
}

// ---- figures ----

void list_figures(Call& call) {
    json::Writer writer;
    writer.open_array();
    for (const catalogue::Programme* programme : call.services.catalogue->programmes()) {
        for (const Figure& figure : programme->figures) {
            if (!may_count_somewhere(call, figure)) continue;
            writer.open_object().field("figure", figure.full_name());
            writer.field("programme", figure.programme);
            write_words(writer, "programme_title", programme->title);
            write_words(writer, "title", figure.title);
            write_words(writer, "unit", figure.unit);
            writer.field("kind", figure.kind_word()).field("by", figure.by);
            writer.close_object();
        }
    }
    call.answer_page(writer.close_array().take(), std::nullopt);
}

// The figure, place and period that a request names. Refuses no_such_figure, no_such_place,
// period_bad.
Outcome<figures::Question> asked(store::Reader& db, const Call& call) {
    const Figure* figure = call.services.catalogue->figure(call.parameters.at("figure"));
    if (!figure) return Refusal{"no_such_figure", "figure", ""};
    const Id id = Id::parse(call.query("place")).value_or(Id{});
    const auto place = registry::place_for(db, call.services.means, call.who, id);
    if (!place) return place.refusal();
    const auto period = period_named(call.query("period"));
    if (!period) return Refusal{"period_bad", "period", ""};
    return figures::Question{figure, place.value().path, *period};
}

void write_unwatched(store::Reader& db, const Call& call, json::Writer& writer,
                     const std::vector<Id>& places) {
    writer.key("unwatched").open_array();
    for (const Id& id : places) {
        const auto place = registry::place(db, call.tenant, id);
        writer.open_object().field("id", id).field("name", place ? place->name : "");
        writer.close_object();
    }
    writer.close_array();
}

void give_figure(Call& call) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto ask = asked(db, call);
        if (!ask) return ask.refusal();
        const figures::Question& question = ask.value();
        const Figure& figure = *question.figure;
        if (!may_count(call, figure, question.scope)) return Refusal{"not_yours", "place", ""};
        const figures::Answer is =
            figures::answer(db, call.tenant, call.services.means.zone, question);
        json::Writer writer;
        writer.open_object().field("figure", figure.full_name());
        writer.field("count", is.count).field("among", is.among);
        write_words(writer, "said", in_both(figure, is));
        writer.key("parts").open_array();
        for (const figures::Part& part : is.parts) {
            for (const fields::Choice& choice : figure.by_values) {
                if (choice.value != part.value) continue;
                writer.open_object().field("value", part.value);
                write_words(writer, "title", choice.title);
                writer.field("count", part.count).close_object();
            }
        }
        writer.close_array();
        write_unwatched(db, call, writer, is.unwatched);
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

// What a record is called, and how a case stands; nothing for who may not open it.
struct Named {
    std::string name;
    fields::Words state{};
    bool late = false;
};
std::optional<Named> name_for(store::Reader& db, const Call& call, const figures::Record& record) {
    if (record.kind == "case") {
        const auto row = case_row(db, call, record.id);
        if (!row) return std::nullopt;
        const std::string title = (*row)["title"].text();
        const std::string& kind = (*row)["kind_title"]["zh"].text();
        const json::Value& state = (*row)["state_title"];
        return Named{(*row)["number"].text() + " " + (title.empty() ? kind : title),
                     {state["zh"].text(), state["en"].text()},
                     (*row)["late"].flag()};
    }
    if (record.kind == "person") {
        const auto person = registry::person_for(db, call.services.means, call.who, record.id);
        if (!person) return std::nullopt;
        return Named{person.value().name};
    }
    if (record.kind == "household") {
        const auto household =
            registry::household_for(db, call.services.means, call.who, record.id);
        if (!household) return std::nullopt;
        const auto& head_id = household.value().head;
        const auto head = head_id ? Rendering(db, call).named(*head_id) : std::nullopt;
        return Named{head ? head->name + "户" : household.value().number};
    }
    if (record.kind == "unit") {
        const auto unit = registry::unit_for(db, call.services.means, call.who, record.id);
        if (!unit) return std::nullopt;
        return Named{unit.value().name};
    }
    if (record.kind == "house") {
        const auto place = registry::place_for(db, call.services.means, call.who, record.id);
        if (!place) return std::nullopt;
        return Named{place.value().name};
    }
    return std::nullopt;
}

// What is behind one of the values that the figure is broken down by, or behind all of it.
bool has_value(const Figure& figure, const std::string& value) {
    const auto is = [&](const fields::Choice& choice) { return choice.value == value; };
    return value.empty() || (!figure.by.empty() &&
                             (value == catalogue::unclassified ||
                              std::any_of(figure.by_values.begin(), figure.by_values.end(), is)));
}

// A record in the list of those behind a number, which goes by `key` and id.
struct Listed {
    std::int64_t key;
    figures::Record record;
    std::string since;  // of an issued report: "added" or "gone" since
};
struct Key {
    std::int64_t key;
    Id id;
};

// Those that an issued report kept and those of today, what differs first. For whoever may not
// count today's they are as they were.
std::vector<Listed> beside_today(store::Reader& db, const Call& call, const figures::Report& report,
                                 const Figure& figure, const std::optional<Key>& after,
                                 std::size_t most) {
    using figures::Since;
    std::vector<figures::Behind> all;
    if (may_count(call, figure, report.path)) {
        all = figures::behind(db, call.services.means, call.tenant, report, figure.full_name(),
                              lookup_of(call));
    } else {
        for (const Id& id : figures::kept_records(db, call.tenant, report.id, figure.full_name())) {
            all.push_back({Since::same, id});
        }
    }
    std::vector<Listed> page;
    for (const auto& [since, id] : all) {
        const auto key = static_cast<std::int64_t>(since);
        if (after && std::tie(key, id) <= std::tie(after->key, after->id)) continue;
        if (page.size() == most) break;
        const char* const said = since == Since::same   ? ""
                                 : since == Since::gone ? "gone"
                                                        : "added";
        page.push_back({key, {0, id, figures::record_kind(figure)}, said});
    }
    return page;
}

// A page and one more. Of an issued report they are those that it kept, for everyone who may read
// it.
Outcome<std::vector<Listed>> asked_records(store::Reader& db, const Call& call,
                                           const figures::Question& question,
                                           const std::optional<Key>& after) {
    const std::int64_t most = call.limit() + 1;
    const kernel::Means& means = call.services.means;
    const Figure& figure = *question.figure;
    if (!call.query("report").empty()) {
        const Id id = Id::parse(call.query("report")).value_or(Id{});
        const auto report = figures::report_for(db, means, call.who, id);
        if (!report) return Refusal{"no_such_report", "report", ""};
        if (report->issued) {
            return beside_today(db, call, *report, figure, after, static_cast<std::size_t>(most));
        }
    }
    if (!may_count(call, figure, question.scope)) return Refusal{"not_yours", "place", ""};
    const auto last =
        after ? std::optional(figures::Record{after->key, after->id, ""}) : std::nullopt;
    std::vector<Listed> page;
    for (figures::Record& record :
         figures::records(db, call.tenant, means.zone, question, call.query("value"), last, most)) {
        page.push_back({record.sort, std::move(record), ""});
    }
    return page;
}

// Whether it could be named for who asks.
bool write_listed(json::Writer& writer, store::Reader& db, const Call& call, const Listed& one) {
    const auto named = name_for(db, call, one.record);
    if (!named) return false;
    const std::int64_t at = one.record.sort;
    writer.open_object().field("kind", one.record.kind).field("id", one.record.id);
    writer.field("name", named->name).field("late", named->late);
    write_words(writer, "state_title", named->state);
    writer.field("at", at == 0 ? std::optional<Instant>() : std::optional(Instant{at}));
    writer.field("since", one.since).close_object();
    return true;
}

void list_records(Call& call) {
    std::optional<Cursor> next;
    std::int64_t hidden = 0, hidden_added = 0;
    const auto items = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto ask = asked(db, call);
        if (!ask) return ask.refusal();
        if (!has_value(*ask.value().figure, call.query("value"))) {
            return Refusal{"no_such_choice", "value", ""};
        }
        std::optional<Key> after;
        if (call.cursor) {
            const auto id = Id::parse(std::get<std::string>(call.cursor->at(1)));
            after = {std::get<std::int64_t>(call.cursor->at(0)), id.value_or(Id{})};
        }
        auto found = asked_records(db, call, ask.value(), after);
        if (!found) return found.refusal();
        std::vector<Listed> page = std::move(found).value();
        if (page.size() > static_cast<std::size_t>(call.limit())) {
            page.pop_back();
            next = Cursor{page.back().key, page.back().record.id.text()};
        }
        json::Writer writer;
        writer.open_array();
        for (const Listed& one : page) {
            if (!write_listed(writer, db, call, one))
                ++(one.since == "added" ? hidden_added : hidden);
        }
        return writer.close_array().take();
    });
    if (!items) return call.refuse(items.refusal());
    call.answer_page(items.value(), next, [&](json::Writer& writer) {
        writer.field("hidden", hidden).field("hidden_added", hidden_added);
    });
}

// ---- shapes ----

Shape record_page_shape() {
    Shape shape =
        page(object({text("kind").must(), id("id").must(), text("name").must(), flag("late").must(),
                     words("state_title").must(), instant("at"),
                     text("since").must().says("added or gone since the report was issued")},
                    "FigureRecord"));
    shape.of.push_back(number("hidden").must().says("counted, but not theirs to open"));
    shape.of.push_back(number("hidden_added").must().says("the same, of those that were added"));
    return shape;
}

std::vector<Shape> question_shape() {
    return {id("place").must(), text("period").must().up_to(40)};
}

}  // namespace

std::vector<Endpoint> figure_endpoints() {
    const Shape value = text("value").up_to(40);
    return {
        {.method = "GET",
         .path = "/api/figures",
         .name = "figures",
         .summary = "The figures that programmes declare.",
         .answer = page(object(
             {text("figure").must(), text("programme").must(), words("programme_title").must(),
              words("title").must(), words("unit").must(), text("kind").must(), text("by").must()},
             "Figure")),
         .handle = list_figures},
        {.method = "GET",
         .path = "/api/figures/{figure}",
         .name = "figure",
         .summary = "A figure's value for a place and a period.",
         .query = question_shape(),
         .answer = object({text("figure").must(), number("count").must(), number("among").must(),
                           words("said").must(),
                           list("parts", object({text("value").must(), words("title").must(),
                                                 number("count").must()}))
                               .must(),
                           list("unwatched", item()).must()},
                          "FigureAnswer"),
         .handle = give_figure},
        {.method = "GET",
         .path = "/api/figures/{figure}/records",
         .name = "figure_records",
         .summary = "The records behind the number, as far as the asker may open them.",
         .query = {id("place").must(), text("period").must().up_to(40), value,
                   id("report").says("issued: the records that it kept, what differs today first")},
         .answer = record_page_shape(),
         .handle = list_records,
         .page_key = {Shape::Kind::number, Shape::Kind::id}},
    };
}

}  // namespace linli::http
