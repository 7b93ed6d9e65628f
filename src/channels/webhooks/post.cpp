#include "channels/webhooks/post.h"

#include <curl/curl.h>
#include <unistd.h>

#include <memory>

#include "base/check.h"
#include "base/fault.h"
#include "channels/webhooks/address.h"

namespace linli::webhooks {
namespace {

constexpr long connect_milliseconds_max = 5'000;
constexpr long milliseconds_max = 10'000;

struct Guard {
    bool inside_too;
    bool refused = false;
    const std::function<bool()>& stopped;
};

// Between name and connection nobody can change where it goes.
curl_socket_t open_socket(void* guarded, curlsocktype, curl_sockaddr* to) {
    Guard& guard = *static_cast<Guard*>(guarded);
    if (!guard.inside_too && is_inside(to->addr)) {
        guard.refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

// What the other side says besides its status is of no interest.
std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

int is_stopped(void* guarded, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Guard*>(guarded)->stopped() ? 1 : 0;
}

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
    CHECK(curl_easy_setopt(curl, option, value) == CURLE_OK);
}

std::string post(const Message& message, Guard& guard) {
    const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) throw Fault("webhooks: libcurl has no memory");
    curl_slist* headers = nullptr;
    for (const std::string& header :
         {std::string("Content-Type: application/cloudevents+json; charset=utf-8"),
          "webhook-id: " + message.id, "webhook-timestamp: " + message.timestamp,
          "webhook-signature: " + message.signature, std::string("Expect:")}) {
        headers = curl_slist_append(headers, header.c_str());
    }
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> kept(headers, curl_slist_free_all);
    CURL* const curl = handle.get();
    set(curl, CURLOPT_URL, message.address.c_str());
    set(curl, CURLOPT_PROTOCOLS_STR, guard.inside_too ? "https,http" : "https");
    set(curl, CURLOPT_FOLLOWLOCATION, 0L);
    set(curl, CURLOPT_PROXY, "");
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_USERAGENT, "Linli");
    set(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_milliseconds_max);
    set(curl, CURLOPT_TIMEOUT_MS, milliseconds_max);
    set(curl, CURLOPT_HTTPHEADER, headers);
    set(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(message.body.size()));
    set(curl, CURLOPT_POSTFIELDS, message.body.data());
    set(curl, CURLOPT_WRITEFUNCTION, &drop);
    set(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    set(curl, CURLOPT_OPENSOCKETDATA, &guard);
    set(curl, CURLOPT_NOPROGRESS, 0L);
    set(curl, CURLOPT_XFERINFOFUNCTION, &is_stopped);
    set(curl, CURLOPT_XFERINFODATA, &guard);

    const CURLcode ended = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (ended == CURLE_OK) return std::to_string(status);
    if (guard.refused || ended == CURLE_UNSUPPORTED_PROTOCOL) return "inside";
    return ended == CURLE_OPERATION_TIMEDOUT ? "too_slow" : "unreachable";
}

}  // namespace

Post post_by_http(bool inside_too, std::function<bool()> stopped) {
    static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
    CHECK(begun == CURLE_OK);
    return [inside_too, stopped = std::move(stopped)](const Message& message) {
        Guard guard{inside_too, false, stopped};
        return post(message, guard);
    };
}

}  // namespace linli::webhooks
