// Where a webhook may go. An address is https://, or http:// to this machine or network; and unless
// whoever serves allows it, nothing is sent to what is not out on the internet: an administrator of
// an office is not one of the network it stands in.
#pragma once

#include <string>
#include <string_view>

struct sockaddr;

namespace linli::webhooks {

constexpr std::size_t address_characters_max = 500;

// Whether it has the form of one; where its name leads is known when it is sent to.
bool is_address(const std::string&);

// Anything but a public unicast address: this machine, private and shared networks, link-local,
// multicast, documentation, and what carries one of these inside an IPv6 address.
bool is_inside(const sockaddr&);
// The same for an address in numbers; false for a name.
bool is_inside(const std::string& host);

}  // namespace linli::webhooks
