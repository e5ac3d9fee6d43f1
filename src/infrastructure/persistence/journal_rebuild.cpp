// The rebuild of Journal that goes on while the program trades.
#include "infrastructure/persistence/inline_rebuild.h"
#include "infrastructure/persistence/journal.h"

namespace tradecore::infrastructure {

using application::RebuildStep;
using application::StoreError;
using application::StoreErrorKind;

Result<void, StoreError> Journal::beginRebuild()
{
    cancelRebuild();
    if (m_projectionWriter == nullptr || m_isOpen || m_isBroken)
        return failure(StoreError{StoreErrorKind::Conflict, m_connection->path() + " keeps no views that can be rebuilt now.", 0, {}});
    auto begun = InlineRebuild::begin(*m_connection, *m_reader, [this](const application::StreamId& stream) {
        const auto head = m_heads.find(stream);
        return head != m_heads.end() ? head->second.number : 0;
    });
    if (!begun)
        return failure(begun.error());
    m_rebuild = *std::move(begun);
    return {};
}

Result<RebuildStep, StoreError> Journal::stepRebuild(std::int64_t limit)
{
    if (m_rebuild == nullptr)
        return failure(StoreError{StoreErrorKind::Conflict, "No rebuild is going on.", 0, {}});
    if (auto done = m_rebuild->page(limit); !done) {
        cancelRebuild();
        return failure(done.error());
    }
    RebuildStep step{m_rebuild->position(), false, {}};
    if (step.position < m_committed.position)
        return step;
    auto flipped = flipRebuild();
    cancelRebuild();
    if (!flipped)
        return failure(flipped.error());
    step.isDone = true;
    step.rebuilt = *std::move(flipped);
    return step;
}

// Nothing can be committed between the last page and this: both are one turn of the one writer.
Result<std::vector<application::RebuiltRows>, StoreError> Journal::flipRebuild()
{
    if (auto begun = begin(); !begun)
        return failure(begun.error());
    auto flipped = m_rebuild->flip(m_committed);
    if (!flipped) {
        [[maybe_unused]] const StoreError noted = failed("The views cannot be replaced");
        rollback();
        return flipped;
    }
    if (auto committed = commit(); !committed)
        return failure(committed.error());
    return flipped;
}

void Journal::cancelRebuild()
{
    m_rebuild.reset();
}

}  // namespace tradecore::infrastructure
