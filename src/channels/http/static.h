// The web front end, out of the binary: the file a path names, in the smallest form the browser
// takes (compressed when it was built, never at run time), or the page whose own router knows the
// path. Works when nothing was built in, and knows nothing of the API.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/resources.h"
#include "channels/http/message.h"

namespace linli::http {

class StaticFiles {
public:
    // Files under `folder`: "web/dist/". "x.js.br" and "x.js.gz" are forms of "x.js".
    StaticFiles(const Resources&, std::string_view folder);

    // Nothing when there is no such file; GET and HEAD only.
    std::optional<Response> find(const Request&) const;

private:
    struct Form {
        std::string_view bytes;
        std::string tag;
    };
    struct File {
        std::string media_type;
        bool for_ever = false;  // its name changes with its content
        Form plain, brotli, gzip;
    };
    const File* file(std::string_view path) const;

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace linli::http
