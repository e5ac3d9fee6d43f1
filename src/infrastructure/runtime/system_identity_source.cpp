#include "infrastructure/runtime/system_identity_source.h"

#include <QRandomGenerator>

#include <array>
#include <cstring>

namespace tradecore::infrastructure {

Uuid SystemIdentitySource::next()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    Uuid::Bytes bytes{};
    std::memcpy(bytes.data(), words.data(), bytes.size());
    return Uuid::random(bytes);
}

}  // namespace tradecore::infrastructure
