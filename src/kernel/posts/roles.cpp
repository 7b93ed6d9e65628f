#include "kernel/posts/roles.h"

#include <algorithm>

#include "base/reading.h"
#include "base/resources.h"

namespace linli::posts {
namespace {

Outcome<Role> read_role(const std::string& name, const yaml::Node& node) {
    yaml::Reading reading(node);
    Role role{.name = name};
    if (const yaml::Node* title = reading.need("title")) {
        role.title = reading.keep(fields::words(*title));
    }
    for (std::string& kind : reading.names("held_at"))
        role.held_at.insert(std::move(kind));
    for (std::string& kind : reading.names("wanted_at")) {
        if (!role.held_at.contains(kind)) {
            reading.refuse(*reading.find("wanted_at"),
                           name + " is wanted at " + kind + ", where it is not held");
        }
        role.wanted_at.insert(std::move(kind));
    }
    role.falls_to = reading.name("falls_to");
    role.always = reading.flag("always");
    role.second_factor = reading.flag("second_factor");
    role.confidential = reading.flag("confidential");
    if (role.confidential &&
        (!role.falls_to.empty() || role.always || role.held_at.contains(std::string(in_unit)))) {
        reading.refuse(node, name +
                                 " keeps confidences: it is held at places, falls to nobody, "
                                 "and may be held by nobody");
    }
    if (const yaml::Node* rights = reading.find("rights")) {
        for (const yaml::Node& right : rights->items)
            role.rights.insert(right.text);
    }
    return reading.end(std::move(role));
}

}  // namespace

Outcome<RoleBook> RoleBook::make(const yaml::Node& file) {
    yaml::Reading reading(file);
    RoleBook book;
    const yaml::Node* declared = reading.need("roles");
    if (!declared) return reading.end(std::move(book));
    for (const auto& [name, node] : declared->entries) {
        book.by_name_[name] = book.all_.size();
        book.all_.push_back(reading.keep(read_role(name, node)));
    }
    for (const auto& [name, node] : declared->entries) {
        const Role& role = *book.find(name);
        if (!role.falls_to.empty() && !book.find(role.falls_to)) {
            reading.refuse(node, name + " falls to " + role.falls_to + ", which is no role");
        } else if (book.confidential(role.falls_to)) {
            reading.refuse(node, name + " falls to " + role.falls_to + ", which keeps confidences");
        } else if (!role.falls_to.empty() && !book.chain(name).back()->falls_to.empty()) {
            reading.refuse(node, name + " falls to itself in the end");
        }
    }
    return reading.end(std::move(book));
}

const Role* RoleBook::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &all_[found->second];
}

std::vector<const Role*> RoleBook::chain(std::string_view name) const {
    std::vector<const Role*> chain;
    const Role* role = find(name);
    while (role && std::find(chain.begin(), chain.end(), role) == chain.end()) {
        chain.push_back(role);
        role = role->falls_to.empty() ? nullptr : find(role->falls_to);
    }
    return chain;
}

bool RoleBook::guarded(std::string_view name) const {
    const Role* role = find(name);
    if (!role) return false;
    const auto falls_here = [&](const Role& other) { return other.falls_to == name; };
    return role->always || !role->falls_to.empty() ||
           std::any_of(all_.begin(), all_.end(), falls_here);
}

bool RoleBook::confidential(std::string_view name) const {
    const Role* role = find(name);
    return role && role->confidential;
}

access::Roles RoleBook::rights() const {
    access::Roles rights;
    for (const Role& role : all_)
        rights[role.name] = role.rights;
    return rights;
}

std::set<std::string> RoleBook::second_factor_roles() const {
    std::set<std::string> names;
    for (const Role& role : all_) {
        if (role.second_factor) names.insert(role.name);
    }
    return names;
}

const RoleBook& carried_roles() {
    static const RoleBook book = [] {
        const std::string path = "programmes/common/roles.yaml";
        return RoleBook::make(yaml::parse(kernel_posts_resources().at(path), path).value()).value();
    }();
    return book;
}

}  // namespace linli::posts
