// One request on its way through an endpoint: what it may ask of the router, and how it ends.
#include <charconv>

#include "base/log.h"
#include "base/text.h"
#include "channels/http/router.h"
#include "channels/http/url.h"

namespace linli::http {
namespace {

constexpr std::int64_t limit_default = 50;

// How long a refusal asks to wait: seconds, and of a lock minutes.
std::int64_t seconds_of(const Refusal& refusal) {
    const std::int64_t given = text::whole_number(refusal.with).value_or(1);
    return refusal.code == "login_locked" ? given * 60 : given;
}

}  // namespace

Call::Call(Router& router, const Endpoint& declared, Request asked,
           std::map<std::string, std::string> path_parameters, std::function<void(Response)> reply)
    : services(router.services_),
      endpoint(declared),
      request(std::move(asked)),
      tenant(router.services_.tenant),
      parameters(std::move(path_parameters)),
      router_(router),
      reply_(std::move(reply)) {
    const std::lock_guard lock(router_.mutex_);
    ++router_.open_calls_;
}

Call::~Call() {
    if (!answered_) {
        log::error("http: " + endpoint.name + " ended without an answer");
        answer(Response::problem(500, "broken"));
    }
    const std::lock_guard lock(router_.mutex_);
    if (--router_.open_calls_ == 0) router_.ended_.notify_all();
}

Id Call::id(std::string_view parameter) const {
    const auto found = parameters.find(std::string(parameter));
    CHECK(found != parameters.end());
    return Id::parse(found->second).value_or(Id{});
}

std::string Call::query(std::string_view name) const {
    const auto found = request.query.find(std::string(name));
    return found == request.query.end() ? std::string() : found->second;
}

std::int64_t Call::query_number(std::string_view name, std::int64_t otherwise) const {
    return text::whole_number(query(name)).value_or(otherwise);
}

std::int64_t Call::limit() const {
    return query_number("limit", limit_default);
}

Attempts& Call::attempts() {
    return router_.attempts_;
}

const std::deque<Endpoint>& Call::endpoints() const {
    return router_.endpoints_;
}

void Call::answer(Response response) {
    if (answered_.exchange(true)) {
        log::error("http: " + endpoint.name + " answered twice");
        return;
    }
    if (response.route.empty()) response.route = endpoint.name;
    // What a list or a record shows depends on who asks, and on now.
    if (response.header("Cache-Control").empty()) response.set("Cache-Control", "no-store");
    reply_(std::move(response));
}

void Call::refuse(const Refusal& refusal) {
    const int status = status_of(refusal.code);
    Response response = Response::problem(status, refusal.code, refusal.at, refusal.with);
    // RFC 9110 section 11.6.1: a 401 "MUST send a WWW-Authenticate header field".
    if (status == 401) response.set("WWW-Authenticate", "Session");
    if (status == 503) response.set("Retry-After", "1");
    if (status == 429) response.set("Retry-After", std::to_string(seconds_of(refusal)));
    answer(std::move(response));
}

std::string Call::question() const {
    std::string question = endpoint.name + " " + request.path;
    for (const auto& [name, value] : request.query) {
        if (name == "cursor" || name == "limit") continue;
        question += " " + percent_encoded(name) + "=" + percent_encoded(value);
    }
    return question;
}

void Call::answer_page(const std::string& items, const std::optional<Cursor>& next,
                       const std::function<void(json::Writer&)>& also) {
    json::Writer writer;
    writer.open_object();
    writer.key("items").raw(items);
    if (also) also(writer);
    if (!next) {
        writer.key("next").null().close_object();
        answer(Response::json(writer.take()));
        return;
    }
    CHECK(next->size() == endpoint.page_key.size());
    const std::string word = cursor_word(*next, router_.cursor_key_, question());
    writer.field("next", word).close_object();

    std::string link = "<" + request.path + "?";
    for (const auto& [name, value] : request.query) {
        if (name == "cursor") continue;
        link += percent_encoded(name) + "=" + percent_encoded(value) + "&";
    }
    Response response = Response::json(writer.take());
    response.set("Link", link + "cursor=" + word + ">; rel=\"next\"");
    answer(std::move(response));
}

kernel::Asker Call::asker() const {
    // The digest is keyed: a plain one of a short body would let whoever reads the journal guess
    // it.
    std::string whole = request.method + " " + question() + "\n";
    whole += request.body;
    return {who, act, text::hex(services.means.seals->trace(tenant, "asked", whole))};
}

void Call::write(std::function<Outcome<Id>(store::Writer&)> decide,
                 std::function<void(Call&, const Id& record)> render) {
    CHECK(endpoint.writes());
    const auto self = shared_from_this();
    const auto record = std::make_shared<Id>();

    const auto work = [self, record, decide = std::move(decide),
                       asked = asker().asked](store::Writer& db) -> Outcome<Done> {
        if (const auto refusal = self->router_.admit_again(*self, db, db.now())) return *refusal;
        if (const auto before = journal::done(db, self->tenant, self->act)) {
            const bool same_asker = before->account.value_or(Id{}) == self->who.account;
            if (!same_asker || before->asked != asked) return Refusal{"act_reused", "", ""};
            *record = before->record.value_or(Id{});
            return Done{};
        }
        const Outcome<Id> touched = decide(db);
        if (!touched) return touched.refusal();
        *record = touched.value();
        return Done{};
    };
    const auto told = [self, record, render = std::move(render)](const store::Verdict& verdict) {
        self->router_.workers_.post([self, record, render, verdict] {
            Router::guarded(*self, [&] {
                if (verdict.fault) std::rethrow_exception(verdict.fault);
                if (verdict.refusal) {
                    self->refuse(*verdict.refusal);
                } else {
                    render(*self, *record);
                }
            });
        });
    };
    services.store.write_later(tenant, work, told);
}

std::string etag(std::int64_t edition) {
    return '"' + std::to_string(edition) + '"';
}

}  // namespace linli::http
