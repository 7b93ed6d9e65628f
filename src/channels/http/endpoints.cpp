#include "channels/http/endpoints.h"

namespace linli::http {
namespace {

void give_document(Call& call) {
    call.answer(Response::json(openapi(call.endpoints())).set("Cache-Control", "no-cache"));
}

}  // namespace

std::vector<Endpoint> document_endpoints() {
    return {{.method = "GET",
             .path = "/api/openapi.json",
             .name = "openapi",
             .summary = "This document.",
             .asker = Asker::anyone,
             .answer = shape::object({}),
             .handle = give_document}};
}

void add_all(Router& router) {
    router.add(document_endpoints());
    router.add(account_endpoints());
    router.add(event_endpoints());
    router.add(file_endpoints());
    router.add(journal_endpoints());
}

}  // namespace linli::http
