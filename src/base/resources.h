// Files that the binary carries inside itself: path from the project's root → bytes.
#pragma once

#include <map>
#include <string_view>

namespace linli {

using Resources = std::map<std::string_view, std::string_view>;

const Resources& store_resources();            // src/store/migrations
const Resources& kernel_registry_resources();  // programmes/common: codes, names, kinds
const Resources& kernel_posts_resources();     // programmes/common/roles.yaml
const Resources& channels_sheets_resources();  // programmes/common/imports
const Resources& catalogue_resources();        // programmes/
const Resources& channels_http_resources();    // web/dist
const Resources& town_resources();             // src/town/data

}  // namespace linli
