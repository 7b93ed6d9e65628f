// What every statement keeps, so that a tenant's data may lie anywhere: each table in it is bound
// to one tenant, by itself or through another that is, and nothing stands in it that a cluster of
// databases (Citus) refuses. Looked at once, when a statement is prepared.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "store/engine.h"

namespace linli::store {
namespace {

using Words = std::vector<std::string_view>;

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
}

// Words, and signs one by one; what stands in quotes is one word.
Words words_of(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (text[at] == '\'') {
            end = std::min(text.find('\'', end), text.size() - 1) + 1;
        } else if (is_word(text[at])) {
            while (end < text.size() && is_word(text[end]))
                ++end;
        }
        if (!std::isspace(static_cast<unsigned char>(text[at]))) {
            words.push_back(text.substr(at, end - at));
        }
        at = end;
    }
    return words;
}

template <std::size_t count>
bool is_one_of(std::string_view word, const std::array<std::string_view, count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// What may follow a table and is not what it is called here.
constexpr std::array<std::string_view, 21> no_alias = {
    "where",     "join",  "left",   "inner",  "cross", "on",     "set",
    "order",     "group", "limit",  "having", "union", "except", "for",
    "returning", "using", "values", "(",      ")",     ",",      "select"};
// Refused by Citus between tenants, or when a row is changed, or by itself.
constexpr std::array<std::string_view, 8> refused = {
    "merge", "rollup", "cube", "recursive", "now", "current_timestamp", "random", "truncate"};

// One select, insert, update or delete with what it reads; those inside it have their own.
struct Scope {
    struct Table {
        std::string_view name;  // as it is called here
        bool bound = false;
    };
    const Scope* around = nullptr;
    std::vector<Table> tables;
    std::vector<std::pair<std::string_view, std::string_view>> same;  // a.tenant = b.tenant
    std::size_t alone = 0;                                            // tenant = ?

    // One of a statement around is bound, or that statement is told so.
    bool is_bound(std::string_view name) const {
        for (const Table& table : tables) {
            if (table.name == name) return table.bound;
        }
        return around && around->knows(name);
    }
    bool knows(std::string_view name) const {
        const auto called = [&](const Table& table) { return table.name == name; };
        return std::any_of(tables.begin(), tables.end(), called) || (around && around->knows(name));
    }
    void bind(std::string_view name) {
        for (Table& table : tables)
            table.bound = table.bound || table.name == name;
    }
};

class Parsed {
public:
    explicit Parsed(const Sql& sql) : sql_(sql), words_(words_of(sql.text)) {}

    void check() {
        for (const std::string_view word : words_) {
            if (is_one_of(word, refused)) broken("says " + std::string(word));
        }
        read(nullptr);
    }

private:
    [[noreturn]] void broken(const std::string& what) const {
        throw Broken("statement " + std::string(sql_.name) + " " + what);
    }
    std::string_view word(std::size_t ahead = 0) const {
        return at_ + ahead < words_.size() ? words_[at_ + ahead] : std::string_view();
    }
    std::string_view before() const { return at_ > 0 ? words_[at_ - 1] : std::string_view(); }

    // From here to the closing parenthesis, or to the end.
    void read(const Scope* around) {
        Scope scope;
        scope.around = around;
        int deep = 0;
        for (; at_ < words_.size(); ++at_) {
            if (word() == "(" && word(1) == "select") {
                const bool is_table = before() == "from" || before() == "join";
                ++at_;
                read(&scope);
                if (is_table) named(scope, true);
            } else if (word() == "(") {
                ++deep;
            } else if (word() == ")") {
                if (deep-- == 0) break;
            } else if (word() == "union" || word() == "except") {
                close(scope);
                scope = Scope{.around = around, .tables = {}, .same = {}};
            } else {
                look(scope);
            }
        }
        close(scope);
    }

    void look(Scope& scope) {
        const std::string_view now = word();
        if (now == "set") setting_ = true;
        if (now == "where" || now == "from") setting_ = false;
        const bool changes = now == "update" && before() != "do" && before() != "for";
        if ((now == "from" || now == "join" || changes) && word(1) != "(") {
            ++at_;
            named(scope, false);
        } else if (now == "into") {
            if (word(2) != "(" || word(3) != "tenant") broken("inserts without a tenant");
            at_ += 1;
        } else if (now == "conflict" && word(1) == "(" && word(2) != "tenant") {
            broken("knows a conflict without a tenant");
        } else if (word(1) == "=") {
            look_at_binding(scope, now, word(2));
        }
    }

    void look_at_binding(Scope& scope, std::string_view left, std::string_view right) {
        constexpr std::string_view tenant = ".tenant";
        const bool plain = left == "tenant";
        if (!plain && !left.ends_with(tenant)) return;
        if (setting_) broken("moves a row to another tenant");
        const std::string_view owner = plain ? "" : left.substr(0, left.size() - tenant.size());
        if (right == "?" && plain) ++scope.alone;
        if (right == "?" && !plain) scope.bind(owner);
        if (right.ends_with(tenant)) {
            scope.same.emplace_back(owner, right.substr(0, right.size() - tenant.size()));
        }
    }

    // The table here, by what it is called; one that is a select was looked at by itself.
    void named(Scope& scope, bool bound) {
        std::string_view name = bound ? word(1) : word();
        if (bound) ++at_;
        if (!bound && !word(1).empty()) {
            std::size_t ahead = word(1) == "as" ? 2 : 1;
            if (!is_one_of(word(ahead), no_alias)) {
                at_ += ahead;
                name = word();
            }
        }
        scope.tables.push_back({name, bound});
        if (word(1) == ",") broken("joins by a comma");
    }

    void close(Scope& scope) const {
        if (scope.alone > 0 && scope.tables.size() == 1) scope.tables.front().bound = true;
        for (std::size_t round = 0; round < scope.same.size(); ++round) {
            for (const auto& [left, right] : scope.same) {
                if (scope.is_bound(left)) scope.bind(right);
                if (scope.is_bound(right)) scope.bind(left);
            }
        }
        for (const Scope::Table& table : scope.tables) {
            if (!table.bound) broken("binds no tenant for " + std::string(table.name));
        }
    }

    const Sql& sql_;
    Words words_;
    std::size_t at_ = 0;
    bool setting_ = false;  // between set and where
};

}  // namespace

void check_binds_tenant(const Sql& sql) {
    if (!sql.crosses_tenants) Parsed(sql).check();
}

bool changes_directory(const Sql& sql) {
    const std::string_view text = sql.text;
    const auto writes_to = [&](const std::string& table) {
        return text.starts_with("insert into " + table + " ") ||
               text.starts_with("update " + table + " ") ||
               text.starts_with("delete from " + table + " ");
    };
    // Of an account only the name counts, which is what the directory knows of it.
    const bool renames = writes_to("accounts") && text.find(" name = ") != text.npos;
    return renames || writes_to("places") || writes_to("units") || writes_to("posts") ||
           writes_to("admissions") || writes_to("grants");
}

}  // namespace linli::store
