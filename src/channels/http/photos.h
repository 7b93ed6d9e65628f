// How a photo that was taken in is kept: first its row and journal line, in the lane, then its
// bytes, sealed under a key of its own. Who may look at it, and what names it, is not known here.
#pragma once

#include <optional>

#include "channels/http/picture.h"
#include "kernel/means.h"

namespace linli::http {

// The asker's own until an act names it.
Id note_photo(store::Writer&, const kernel::Means&, const kernel::Asker&, const Picture&);
// Afterwards; sending the same again changes nothing.
void keep_photo(store::Store&, const access::Seals&, store::Tenant, const Id& photo,
                const Picture&);
// JPEG; nothing when it is not there or its key was destroyed.
enum class Size : std::uint8_t { full, small };
std::optional<std::string> photo_bytes(store::Store&, const access::Seals&, store::Tenant,
                                       const Id& photo, const Id& key, Size);

// The photos that somebody sent to a matter of their own go with them when they are erased: the
// keys at once, the bytes with the next sweep. The means must live as long as the hooks.
void listen(kernel::Hooks&, const kernel::Means&);

}  // namespace linli::http
