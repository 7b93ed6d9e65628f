// Texts that follow from the directory alone: the address of a path, the name of a unit, who sits
// where. Nearly every answer names some, and they change seldom, so what one request has worked
// out is remembered for the next, for as long as the edition of the directory lasts that the
// request saw. What a text says is the asker's business; nothing here depends on who that is.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kernel/means.h"

namespace linli::registry {

// One for the life of the process; used from any thread.
class Directory {
public:
    // The texts of one edition.
    class Edition {
    public:
        Edition(store::Tenant tenant, std::int64_t number) : tenant_(tenant), number_(number) {}
        std::optional<std::string> find(const std::string& key);
        void keep(const std::string& key, const std::string& text);
        bool lasts() const { return number_ >= 0; }  // beyond whoever asked for it

    private:
        friend class Directory;
        const store::Tenant tenant_;
        const std::int64_t number_;
        std::mutex mutex_;
        std::unordered_map<std::string, std::string> texts_;
    };

    // Those that hold for what the reader sees.
    std::shared_ptr<Edition> edition_for(store::Reader&, store::Tenant);

private:
    std::mutex mutex_;
    std::shared_ptr<Edition> newest_;
};

// What one request knows of it.
class DirectoryView {
public:
    DirectoryView(store::Reader&, const kernel::Means&, store::Tenant);

    // The text that `work_out` gives, called only when nobody in this edition has asked the same.
    template <class WorkOut>
    std::string text(std::string_view question, std::string_view of, WorkOut&& work_out) {
        std::string key(question);
        key.append(1, '\0').append(of);
        if (auto known = edition_->find(key)) return *std::move(known);
        const std::string text = work_out();
        edition_->keep(key, text);
        return text;
    }

    // Whether it is worth while to work out more than one question needs.
    bool lasts() const { return edition_->lasts(); }

private:
    std::shared_ptr<Directory::Edition> edition_;
};

}  // namespace linli::registry
