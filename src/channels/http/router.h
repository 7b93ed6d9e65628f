// Endpoints are declared as values: what they are called, who may ask, what goes in and what comes
// out. From the one declaration requests are routed and checked and /api/openapi.json is written.
// An endpoint's function translates and never decides: it asks the kernel and renders the answer.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "access/access.h"
#include "base/json.h"
#include "base/random.h"
#include "channels/http/message.h"
#include "kernel/means.h"
#include "store/store.h"

namespace linli::catalogue {
class Catalogue;
}

namespace linli::http {

// The shape of a JSON value, as OpenAPI says it and as the router checks it.
struct Shape {
    enum class Kind { none, text, number, flag, id, day, instant, object, list, anything };
    Kind kind = Kind::none;
    std::string name;       // of the member
    bool required = false;
    std::string about;      // one line for the document
    std::vector<Shape> of;  // members of an object; the one item shape of a list
    std::int64_t most = 0;  // longest text in characters, largest number, most items; 0: the default
};

enum class Asker { anyone, session };

class Call;

struct Endpoint {
    std::string method;   // "POST"
    std::string path;     // "/api/cases/{case}/steps/{step}"; a parameter fills one segment
    std::string name;     // operationId, "case_step"
    std::string summary;  // one sentence
    Asker asker = Asker::session;
    std::vector<Shape> query;
    Shape body;           // kind none: no body
    Shape answer;
    void (*handle)(Call&);
    bool uploads = false;  // takes multipart/form-data up to the upload limit
};

// What endpoints work with. One for the life of the process.
struct Services {
    store::Store& store;
    catalogue::Catalogue& catalogue;
    const Clock& clock;
    kernel::Means means;
    std::string data;  // folder
};

// One request on its way. Shared, because a write outlives the function that started it.
class Call : public std::enable_shared_from_this<Call> {
public:
    Services& services;
    const Request request;
    store::Tenant tenant;
    access::Who who;
    std::map<std::string, std::string> parameters;  // of the path
    json::Value body;                               // parsed, and of the declared shape
    Id act;                                         // Idempotency-Key; nil on reads

    Id id(std::string_view parameter) const;  // of the path; nil when it is no id: "not found"
    std::string query(std::string_view name) const;
    std::int64_t limit() const;  // ?limit=, 1 … 200, 50 when not given

    // Ends the call. Exactly once.
    void answer(Response);
    void refuse(const Refusal&);  // the status is the code's: see status_of

    // Hands `decide` to the tenant's lane. It gives the id of the record it touched, and must append
    // a journal line with `act`. When `act` was done before, it is not run again: an act of another
    // asker or of another request is refused act_reused, and the record comes from the journal. In
    // either case `render` answers anew, on a worker thread, after COMMIT.
    void write(std::function<Outcome<Id>(store::Writer&)> decide,
               std::function<void(Call&, const Id& record)> render);

    // What every journal line of this call begins with.
    kernel::Asker asker() const;
};

// The HTTP status of a refusal: 404 for no_such_*, 403 for not_yours and not_your_*, 409 for
// wrong_state and too_late, 412 for changed_meanwhile, 429 for slow_down, 413 for too_large,
// else 422.
int status_of(std::string_view code);

class Router {
public:
    explicit Router(Services&);
    void add(const std::vector<Endpoint>&);

    // Routes, checks, runs, and calls `reply` once, from any thread.
    void handle(Request, std::function<void(Response)> reply);
    // The same and waits; for plays and tests.
    Response ask(Request);

    const std::vector<Endpoint>& endpoints() const { return endpoints_; }

private:
    Services& services_;
    std::vector<Endpoint> endpoints_;
};

std::string openapi(const std::vector<Endpoint>&);

}  // namespace linli::http
