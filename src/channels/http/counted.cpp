#include "channels/http/counted.h"

#include <algorithm>

#include "channels/http/case_input.h"

namespace linli::http {
namespace {

using figures::Figure;

constexpr const char* not_theirs = "—";

bool sees_cases_of(const Call& call, const std::string& part, std::string_view path) {
    const cases::Desk desk = desk_of(call);
    const cases::Rules* rules = desk.rules(part, 0);
    return rules && cases::sees_part(desk, call.who, *rules, path);
}

bool may_count_named(const Call& call, std::string_view name, std::string_view path) {
    const Figure* figure = call.services.catalogue->figure(name);
    return figure && may_count(call, *figure, path);
}

// A report is read by many: what was told in confidence stands in none.
bool is_confidential(const Call& call, const Figure& figure) {
    const cases::Rules* rules =
        figure.of.of_registry() ? nullptr : desk_of(call).rules(figure.of.part, 0);
    return rules && rules->confidential;
}

}  // namespace

figures::Lookup lookup_of(const Call& call) {
    const catalogue::Catalogue* catalogue = call.services.catalogue;
    return [catalogue](std::string_view name, std::int64_t version) {
        return catalogue->figure(name, version);
    };
}

bool may_count(const Call& call, const Figure& figure, std::string_view path) {
    const auto sees = [&](const catalogue::Counted& of) {
        if (!of.of_registry()) return sees_cases_of(call, of.part, path);
        return access::may(call.who, *call.services.means.roles, "cases.see", path) != nullptr;
    };
    return sees(figure.of) && (!figure.among || sees(*figure.among));
}

Outcome<Done> may_state(const Call& call, const figures::Report& report) {
    const figures::Lookup lookup = lookup_of(call);
    for (const catalogue::TemplateBlock& block : report.blocks) {
        for (const figures::Segment& segment : figures::segments_of(block.text, lookup).value()) {
            const Figure* figure = call.services.catalogue->figure(segment.figure);
            const bool confided = figure && is_confidential(call, *figure);
            if (!segment.figure.empty() &&
                (confided || !may_count_named(call, segment.figure, report.path))) {
                return Refusal{"not_yours", "blocks", segment.figure};
            }
        }
    }
    return Done{};
}

void leave_out_uncounted(const Call& call, figures::View& view) {
    for (figures::Stated& one : view.figures) {
        if (may_count_named(call, one.figure, view.report.path)) continue;
        one.differs.reset();
        one.added = one.gone = 0;
        if (view.report.issued) continue;
        one.said = not_theirs;
        for (figures::View::Block& block : view.blocks) {
            for (figures::Segment& segment : block.segments) {
                if (segment.figure == one.figure) segment.text = not_theirs;
            }
        }
    }
}

bool may_read_numbers(const Call& call, const journal::Line& line, std::string_view path) {
    const json::Value body = json::Value::parse(line.body).value();
    if (line.kind == "watch") return sees_cases_of(call, body["part"].text(), path);
    const auto& figures = body["figures"].members();
    return std::all_of(figures.begin(), figures.end(), [&](const auto& figure) {
        return may_count_named(call, figure.first, path);
    });
}

}  // namespace linli::http
