#include "channels/http/static.h"

#include "base/hash.h"
#include "base/text.h"

namespace linli::http {
namespace {

std::string_view extension_of(std::string_view path) {
    const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
    const std::size_t dot = path.substr(name).rfind('.');
    return dot == std::string_view::npos ? std::string_view() : path.substr(name + dot + 1);
}

std::string media_type_of(std::string_view path) {
    static const std::map<std::string_view, std::string_view> types = {
        {"html", "text/html; charset=utf-8"},
        {"js", "text/javascript; charset=utf-8"},
        {"css", "text/css; charset=utf-8"},
        {"json", "application/json"},
        {"webmanifest", "application/manifest+json"},
        {"svg", "image/svg+xml"},
        {"png", "image/png"},
        {"ico", "image/x-icon"},
        {"webp", "image/webp"},
        {"woff2", "font/woff2"},
        {"txt", "text/plain; charset=utf-8"},
        {"wasm", "application/wasm"},
    };
    const auto found = types.find(extension_of(path));
    return std::string(found == types.end() ? "application/octet-stream" : found->second);
}

std::string tag_of(std::string_view bytes) {
    return '"' + text::hex(digest(Digest::sha256, bytes).substr(0, 12)) + '"';
}

// Whether a list such as Accept-Encoding or If-None-Match names `wanted`; "br;q=0" does not.
bool names(std::string_view list, std::string_view wanted) {
    for (const std::string& item : text::split(list, ',')) {
        const std::string whole = text::trim(item);
        const std::string name = text::trim(whole.substr(0, whole.find(';')));
        const bool declined =
            whole.find(";q=0") != std::string::npos &&
            whole.find_first_of("123456789", whole.find(";q=0")) == std::string::npos;
        if ((name == wanted || name == "*") && !declined) return true;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(const Resources& resources, std::string_view folder) {
    for (const auto& [path, bytes] : resources) {
        if (!text::starts_with(path, folder)) continue;
        const std::string_view name = path.substr(folder.size());
        const std::string_view extension = extension_of(name);
        const Form form{bytes, tag_of(bytes)};
        if (extension == "br") {
            files_[std::string(name.substr(0, name.size() - 3))].brotli = form;
        } else if (extension == "gz") {
            files_[std::string(name.substr(0, name.size() - 3))].gzip = form;
        } else {
            File& file = files_[std::string(name)];
            file.plain = form;
            file.media_type = media_type_of(name);
            file.for_ever = text::starts_with(name, "assets/");
        }
    }
}

const StaticFiles::File* StaticFiles::file(std::string_view path) const {
    const std::string_view name = path.substr(1);
    if (const auto found = files_.find(name); found != files_.end()) return &found->second;
    if (!extension_of(path).empty()) return nullptr;

    // No file: the page whose own router knows the path.
    const std::string_view first = name.substr(0, name.find('/'));
    auto page = files_.find(std::string(first) + "/index.html");
    if (page == files_.end()) page = files_.find("index.html");
    return page == files_.end() ? nullptr : &page->second;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    const File* found = file(request.path);
    if (!found || found->media_type.empty()) return std::nullopt;

    const std::string_view accepted = request.header("accept-encoding");
    const Form* form = &found->plain;
    std::string_view encoding;
    if (!found->brotli.bytes.empty() && names(accepted, "br")) {
        form = &found->brotli;
        encoding = "br";
    } else if (!found->gzip.bytes.empty() && names(accepted, "gzip")) {
        form = &found->gzip;
        encoding = "gzip";
    }

    Response response{.lasting = form->bytes, .route = "static"};
    response.set("ETag", form->tag);
    response.set("Vary", "Accept-Encoding");
    response.set("Cache-Control",
                 found->for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    // Also on a 304: browsers put its headers over the ones they kept, the content policy included.
    response.set("Content-Type", found->media_type);
    if (!encoding.empty()) response.set("Content-Encoding", std::string(encoding));
    if (names(request.header("if-none-match"), form->tag)) {
        response.status = 304;
        response.lasting = {};
    }
    return response;
}

}  // namespace linli::http
