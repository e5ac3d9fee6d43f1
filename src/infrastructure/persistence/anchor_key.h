// The key that signs anchors: 32 random bytes in a file of their own, outside the folder of the journal and readable by its owner
// alone. Whoever can change the journal and its anchors but not read this file cannot hide what was changed.
#pragma once

#include "application/port/event_store.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

using AnchorKey = std::array<std::uint8_t, 32>;

// Makes the file where there is none. Errors: it cannot be read or made, has another length, or others may read it.
[[nodiscard]] Result<AnchorKey, application::StoreError> loadAnchorKey(const std::string& path);
// For readers: never makes one.
[[nodiscard]] std::optional<AnchorKey> findAnchorKey(const std::string& path);
// anchor.key in the platform's folder for settings, which is never the data directory.
[[nodiscard]] std::string defaultAnchorKeyPath();
// HMAC-SHA256 (RFC 2104).
[[nodiscard]] Sha256Digest signatureOf(const AnchorKey& key, std::string_view message);

}  // namespace tradecore::infrastructure
