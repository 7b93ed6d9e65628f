#include "channels/http/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "channels/http/url.h"

namespace linli::http {
namespace {

constexpr std::size_t boundary_max = 70;  // RFC 2046 section 5.1.1
constexpr std::size_t part_head_max = 4096;

Refusal bad(std::string what) {
    return {"bad_multipart", "", std::move(what)};
}

// A parameter of a header value: name=token or name="quoted \" string".
std::optional<std::string> parameter(std::string_view value, std::string_view wanted) {
    std::size_t at = value.find(';');
    while (at < value.size()) {
        at = value.find_first_not_of("; \t", at);
        if (at == std::string_view::npos) break;
        const std::size_t equals = value.find('=', at);
        if (equals == std::string_view::npos) break;
        const std::string name = text::lower(text::trim(value.substr(at, equals - at)));

        std::string found;
        at = equals + 1;
        if (at < value.size() && value[at] == '"') {
            for (++at; at < value.size() && value[at] != '"'; ++at) {
                // Some browsers leave the backslashes of a path as they are.
                if (value.substr(at, 2) == "\\\"") ++at;
                found += value[at];
            }
            if (at == value.size()) return std::nullopt;
            ++at;
        } else {
            const std::size_t end = std::min(value.find(';', at), value.size());
            found = text::trim(value.substr(at, end - at));
            at = end;
        }
        if (name == wanted) return found;
    }
    return std::nullopt;
}

// Browsers write ", CR and LF inside names as %22, %0D and %0A (HTML Living Standard 4.10.21.8).
std::string browser_unescaped(std::string_view name) {
    std::string plain;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const std::string_view three = name.substr(at, 3);
        const bool escaped = three == "%22" || three == "%0D" || three == "%0A";
        plain += escaped ? (*percent_decoded(three, false))[0] : name[at];
        if (escaped) at += 2;
    }
    return plain;
}

// RFC 7578 section 4.2: "do not use the path information": the last component, whoever wrote it.
std::string file_name(std::string_view name) {
    const std::size_t slash = name.find_last_of("/\\");
    return std::string(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

std::optional<std::string> read_head(std::string_view head, Upload& part) {
    bool named = false;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));

        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return "a header without a colon";
        const std::string header = text::lower(line.substr(0, colon));
        const std::string value = text::trim(line.substr(colon + 1));
        if (header == "content-type") part.media_type = text::lower(value);
        if (header != "content-disposition") continue;

        if (text::lower(value.substr(0, value.find(';'))) != "form-data") return "not form-data";
        const auto name = parameter(value, "name");
        if (!name || !text::is_utf8(*name)) return "a part without a name";
        part.name = browser_unescaped(*name);
        named = true;
        if (const auto file = parameter(value, "filename")) {
            if (!text::is_utf8(*file)) return "a filename that is not UTF-8";
            part.filename = file_name(browser_unescaped(*file));
        }
    }
    if (!named) return "a part without a name";
    return std::nullopt;
}

}  // namespace

Outcome<std::vector<Upload>> parse_multipart(std::string_view content_type, std::string_view body) {
    if (text::lower(text::trim(content_type.substr(0, content_type.find(';')))) !=
        "multipart/form-data") {
        return bad("not multipart/form-data");
    }
    const auto boundary = parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > boundary_max)
        return bad("no boundary");

    const std::string delimiter = "\r\n--" + *boundary;
    if (!text::starts_with(body, std::string_view(delimiter).substr(2))) {
        return bad("does not begin with its boundary");
    }
    body.remove_prefix(delimiter.size() - 2);

    std::vector<Upload> parts;
    while (!text::starts_with(body, "--")) {
        if (!text::starts_with(body, "\r\n")) return bad("a boundary that does not end its line");
        if (parts.size() == parts_max) return bad("too many parts");
        body.remove_prefix(2);

        const std::size_t head_end = body.substr(0, part_head_max).find("\r\n\r\n");
        if (head_end == std::string_view::npos) return bad("a part whose head does not end");
        Upload part;
        if (auto wrong = read_head(body.substr(0, head_end), part)) return bad(*wrong);
        body.remove_prefix(head_end + 4);

        const std::size_t end = body.find(delimiter);
        if (end == std::string_view::npos) return bad("a part that does not end");
        part.bytes = body.substr(0, end);
        body.remove_prefix(end + delimiter.size());
        parts.push_back(std::move(part));
    }
    return parts;
}

Multipart multipart(const std::vector<Upload>& parts) {
    std::string boundary = "linli-form-boundary";
    const auto occurs = [&](const Upload& part) {
        return part.bytes.find(boundary) != std::string_view::npos;
    };
    while (std::any_of(parts.begin(), parts.end(), occurs))
        boundary += '-';

    Multipart made{"multipart/form-data; boundary=" + boundary, ""};
    for (const Upload& part : parts) {
        made.body +=
            "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
        if (!part.filename.empty()) made.body += "; filename=\"" + part.filename + "\"";
        made.body += "\r\n";
        if (!part.media_type.empty()) made.body += "Content-Type: " + part.media_type + "\r\n";
        made.body += "\r\n";
        made.body += part.bytes;
        made.body += "\r\n";
    }
    made.body += "--" + boundary + "--\r\n";
    return made;
}

}  // namespace linli::http
