// The stream that live lists listen to. What it may tell of follows from the asker's grants, so a
// page cannot ask for more: "case@/0001/000a" says that some case there has changed, and no more.
#include "channels/http/endpoints.h"

namespace linli::http {
namespace {

void stream(Call& call) {
    const struct {
        const char* right;
        const char* kind;
    } heard[] = {{"cases.see", "case"}, {"people.see", "person"}, {"people.see", "household"}};

    Response response;
    for (const auto& [right, kind] : heard) {
        for (const access::Grant& grant :
             access::reach(call.who, *call.services.means.roles, right)) {
            response.topics.push_back(std::string(kind) + "@" + grant.path);
        }
    }
    if (!access::reach(call.who, *call.services.means.roles, "journal.read").empty()) {
        response.topics.push_back("journal");
    }
    // What is told to this account alone; also what keeps the stream open for whoever has no post.
    response.topics.push_back("account@" + call.who.account.text());
    response.topics.push_back(std::string(over) + call.who.account.text());
    response.set("Content-Type", "text/event-stream");
    call.answer(std::move(response));
}

}  // namespace

std::vector<Endpoint> event_endpoints() {
    return {{.method = "GET",
             .path = "/api/events",
             .name = "events",
             .summary = "Server-sent events: which of the asker's lists have changed.",
             .handle = stream}};
}

}  // namespace linli::http
