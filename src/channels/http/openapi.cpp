// The OpenAPI 3.1 document, written from the same declarations that route and check, so that it
// cannot fall behind them. It says what everyone needs to call the API, and nothing of who may.
#include <algorithm>
#include <set>

#include "base/version.h"
#include "channels/http/router.h"

namespace linli::http {
namespace {

using json::Writer;

// "/api/cases/{case}" → "cases": what the document groups by.
std::string tag_of(const Endpoint& endpoint) {
    const std::string rest = endpoint.path.substr(std::min(endpoint.path.size(), std::size_t{5}));
    return rest.substr(0, rest.find('/'));
}

void write_parameter(Writer& writer, std::string_view in, const Shape& shape) {
    writer.open_object().field("name", shape.name).field("in", in);
    writer.field("required", shape.required);
    if (!shape.about.empty()) writer.field("description", shape.about);
    Shape bare = shape.must();
    bare.about.clear();
    writer.key("schema");
    write_schema(bare, writer);
    writer.close_object();
}

void refer(Writer& writer, std::string_view where) {
    writer.open_object().field("$ref", where).close_object();
}

void write_path_parameters(Writer& writer, const std::string& path) {
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{', at + 1)) {
        const std::string name = path.substr(at + 1, path.find('}', at) - at - 1);
        write_parameter(writer, "path", shape::text(name).must());
    }
}

void write_parameters(Writer& writer, const Endpoint& endpoint) {
    writer.key("parameters").open_array();
    write_path_parameters(writer, endpoint.path);
    for (const Shape& shape : endpoint.query)
        write_parameter(writer, "query", shape);
    if (!endpoint.page_key.empty()) {
        refer(writer, "#/components/parameters/limit");
        refer(writer, "#/components/parameters/cursor");
    }
    if (endpoint.writes()) refer(writer, "#/components/parameters/act");
    if (endpoint.edition == Edition::asked) refer(writer, "#/components/parameters/edition");
    if (endpoint.edition == Edition::heeded) {
        refer(writer, "#/components/parameters/edition_if_known");
    }
    writer.close_array();
}

void write_content(Writer& writer, std::string_view media_type, const Shape& shape) {
    writer.key("content").open_object().key(media_type).open_object().key("schema");
    write_schema(shape, writer);
    writer.close_object().close_object();
}

void write_request_body(Writer& writer, const Endpoint& endpoint) {
    if (endpoint.uploads) {
        writer.key("requestBody").open_object().field("required", true);
        writer.key("content").open_object().key("multipart/form-data").open_object();
        writer.key("schema").open_object().field("type", "object");
        writer.key("properties").open_object().key("file").open_object();
        writer.field("type", "string").field("contentMediaType", "application/octet-stream");
        for (int open = 0; open < 6; ++open)
            writer.close_object();
    } else if (endpoint.body.kind != Shape::Kind::none) {
        writer.key("requestBody").open_object().field("required", true);
        write_content(writer, "application/json", endpoint.body);
        writer.close_object();
    }
}

void write_header(Writer& writer, std::string_view name, std::string_view about) {
    writer.key(name).open_object().field("description", about);
    writer.key("schema").open_object().field("type", "string").close_object().close_object();
}

void write_responses(Writer& writer, const Endpoint& endpoint) {
    writer.key("responses").open_object();
    writer.key("2XX").open_object().field("description", "As asked.");
    const bool tagged = endpoint.edition != Edition::none;
    const bool paged = !endpoint.page_key.empty();
    if (tagged || paged) {
        writer.key("headers").open_object();
        if (tagged) write_header(writer, "ETag", "The record's edition, for If-Match.");
        if (paged) write_header(writer, "Link", "rel=next: the next page (RFC 8288).");
        writer.close_object();
    }
    if (endpoint.answer.kind != Shape::Kind::none) {
        write_content(writer, "application/json", endpoint.answer);
    }
    writer.close_object();
    writer.key("4XX");
    refer(writer, "#/components/responses/refused");
    writer.key("5XX");
    refer(writer, "#/components/responses/trouble");
    writer.close_object();
}

void write_operation(Writer& writer, const Endpoint& endpoint) {
    writer.open_object();
    writer.field("operationId", endpoint.name).field("summary", endpoint.summary);
    writer.key("tags").open_array().text(tag_of(endpoint)).close_array();
    writer.key("security").open_array();
    if (endpoint.asker != Asker::anyone) {
        writer.open_object().key("session").open_array().close_array().close_object();
    }
    writer.close_array();
    write_parameters(writer, endpoint);
    write_request_body(writer, endpoint);
    write_responses(writer, endpoint);
    writer.close_object();
}

std::string lower_method(std::string method) {
    for (char& c : method)
        c = static_cast<char>(c | 0x20);
    return method;
}

void write_paths(Writer& writer, const std::deque<Endpoint>& endpoints) {
    std::map<std::string, std::vector<const Endpoint*>> by_path;
    for (const Endpoint& endpoint : endpoints)
        by_path[endpoint.path].push_back(&endpoint);
    writer.key("paths").open_object();
    for (const auto& [path, operations] : by_path) {
        writer.key(path).open_object();
        for (const Endpoint* endpoint : operations) {
            writer.key(lower_method(endpoint->method));
            write_operation(writer, *endpoint);
        }
        writer.close_object();
    }
    writer.close_object();
}

Shape problem_shape() {
    using namespace shape;
    return object({text("type").must(), text("title").must(), number("status").must(),
                   text("code").must().says("What was refused; web/words has a sentence for each."),
                   text("at").says("The field or header it is about."),
                   text("with").says("A value for the sentence: who was quicker, how many.")},
                  "Problem");
}

void write_schemas(Writer& writer, const std::deque<Endpoint>& endpoints) {
    std::map<std::string, Shape> named;
    named_shapes(problem_shape(), named);
    for (const Endpoint& endpoint : endpoints) {
        named_shapes(endpoint.body, named);
        named_shapes(endpoint.answer, named);
    }
    writer.key("schemas").open_object();
    for (auto& [name, shape] : named) {
        shape.type.clear();
        shape.name.clear();
        writer.key(name);
        write_schema(shape, writer);
    }
    writer.close_object();
}

void write_problem_response(Writer& writer, std::string_view name, std::string_view about) {
    writer.key(name).open_object().field("description", about);
    writer.key("content").open_object().key("application/problem+json").open_object();
    writer.key("schema");
    refer(writer, "#/components/schemas/Problem");
    writer.close_object().close_object().close_object();
}

void write_named_parameter(Writer& writer, std::string_view key, std::string_view in,
                           const Shape& shape) {
    writer.key(key);
    write_parameter(writer, in, shape);
}

void write_components(Writer& writer, const std::deque<Endpoint>& endpoints) {
    writer.key("components").open_object();
    writer.key("securitySchemes").open_object().key("session").open_object();
    writer.field("type", "apiKey").field("in", "cookie").field("name", session_cookie(true));
    writer.field("description", "Set by login. Over plain HTTP its name is \"linli\".");
    writer.close_object().close_object();

    writer.key("parameters").open_object();
    write_named_parameter(
        writer, "act", "header",
        shape::id("Idempotency-Key")
            .must()
            .says("The act id: a UUID made by the caller. Sending it twice does it once."));
    write_named_parameter(
        writer, "edition", "header",
        shape::text("If-Match").must().up_to(64).says("The ETag of what was read."));
    write_named_parameter(
        writer, "edition_if_known", "header",
        shape::text("If-Match").up_to(64).says("The ETag of what was read, to be told of others."));
    write_named_parameter(writer, "limit", "query", shape::limit(200).says("50."));
    write_named_parameter(writer, "cursor", "query",
                          shape::text("cursor").says("`next` of the page before."));
    writer.close_object();

    writer.key("responses").open_object();
    write_problem_response(writer, "refused", "Refused; `code` says why (RFC 9457).");
    write_problem_response(writer, "trouble",
                           "Not the caller's doing; the same act may be sent again.");
    writer.close_object();
    write_schemas(writer, endpoints);
    writer.close_object();
}

}  // namespace

std::string openapi(const std::deque<Endpoint>& endpoints) {
    Writer writer;
    writer.open_object().field("openapi", "3.1.0");
    writer.key("info").open_object().field("title", "Linli").field("version", version());
    writer.field("summary", "The daily work of urban communities and street offices.");
    writer.key("license").open_object().field("name", "Apache License 2.0");
    writer.field("identifier", "Apache-2.0").close_object();
    writer.close_object();
    writer.key("servers").open_array();
    writer.open_object().field("url", "/").close_object().close_array();

    std::set<std::string> tags;
    for (const Endpoint& endpoint : endpoints)
        tags.insert(tag_of(endpoint));
    writer.key("tags").open_array();
    for (const std::string& tag : tags)
        writer.open_object().field("name", tag).close_object();
    writer.close_array();

    write_paths(writer, endpoints);
    write_components(writer, endpoints);
    writer.close_object();
    return writer.take();
}

}  // namespace linli::http
