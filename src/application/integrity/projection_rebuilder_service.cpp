#include "application/integrity/projection_rebuilder_service.h"

#include <utility>

namespace tradecore::application {

const RebuildReport& ProjectionRebuilderService::rebuild(std::string reason)
{
    m_last = RebuildReport{std::move(reason), m_clock.utcNow(), true, {}, std::nullopt};
    if (m_listener)
        m_listener(m_last);
    auto rebuilt = m_proof.rebuildRows();
    m_last.isRunning = false;
    if (rebuilt) {
        m_last.rebuilt = *std::move(rebuilt);
        ++m_rebuilds;
    } else {
        m_last.error = rebuilt.error();
    }
    if (m_listener)
        m_listener(m_last);
    return m_last;
}

}  // namespace tradecore::application
