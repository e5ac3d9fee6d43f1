#include "infrastructure/persistence/journal_checks.h"

#include "infrastructure/persistence/chain_walk.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;
using application::StoreHead;

namespace {

constexpr std::int64_t leastTailEvents = 256;
constexpr std::int64_t mostTailEvents = 20'000;
constexpr std::int64_t largestCheckedBytes = std::int64_t{64} << 20;

StoreError corrupt(const SqliteConnection& connection, std::int64_t position, const std::string& why)
{
    return {StoreErrorKind::Corrupt, connection.path() + ": " + why, position, {}};
}

Result<Sha256Digest, StoreError> storedHash(SqliteConnection& connection, std::int64_t position)
{
    Sha256Digest out{};
    if (position == 0)
        return out;
    auto statement = connection.prepare("SELECT hash FROM events WHERE position=?1");
    if (!statement)
        return failure(statement.error());
    statement->bindInteger(1, position);
    if (statement->step() != SQLITE_ROW || statement->blob(0).size() != out.size())
        return failure(corrupt(connection, position, "event " + std::to_string(position) + " is missing or damaged."));
    std::memcpy(out.data(), statement->blob(0).data(), out.size());
    return out;
}

Result<bool, StoreError> isCheckedWhole(SqliteConnection& connection)
{
    const auto bytes = connection.queryInteger("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    if (!bytes)
        return failure(bytes.error());
    return *bytes <= largestCheckedBytes;
}

StoreError wrongHeads(const SqliteConnection& connection, std::int64_t streams)
{
    return corrupt(connection, 0, "the heads of " + std::to_string(streams) + " streams do not match their events.");
}

}  // namespace

Result<std::int64_t, StoreError> checkNewestAnchor(SqliteConnection& connection, const StoreHead& head, const AnchorPlace& place)
{
    const AnchorFile file = readAnchors(place);
    if (file.anchors.empty())
        return 0;
    const JournalAnchor& newest = *std::ranges::max_element(file.anchors, {}, &JournalAnchor::position);
    if (newest.position > head.position)
        return failure(corrupt(connection, head.position + 1,
                               "the journal ends at event " + std::to_string(head.position) + ", but an anchor says that it had "
                                   + std::to_string(newest.position) + ". Its end has been lost; restore a backup."));
    const auto hash = storedHash(connection, newest.position);
    if (!hash)
        return failure(hash.error());
    if (*hash != newest.hash)
        return failure(corrupt(connection, newest.position,
                               "event " + std::to_string(newest.position) + " is not the one that the anchor names."));
    return newest.position;
}

Result<void, StoreError> checkPages(SqliteConnection& connection)
{
    const auto isSmall = isCheckedWhole(connection);
    if (!isSmall)
        return failure(isSmall.error());
    if (!*isSmall)
        return {};
    const auto verdict = connection.queryText("PRAGMA quick_check(1)");
    if (!verdict)
        return failure(verdict.error());
    if (*verdict != "ok")
        return failure(corrupt(connection, 0, "the file is damaged: " + *verdict));
    return {};
}

Result<void, StoreError> checkCounts(SqliteConnection& connection, const StoreHead& head)
{
    const auto isSmall = isCheckedWhole(connection);
    if (!isSmall)
        return failure(isSmall.error());
    if (!*isSmall)
        return {};
    const auto count = connection.queryInteger("SELECT count(*) FROM events");
    if (!count)
        return failure(count.error());
    if (*count != head.position)
        return failure(corrupt(connection, 0, "events are missing: " + std::to_string(*count) + " stand where "
                                                  + std::to_string(head.position) + " were written."));
    const auto wrong = connection.queryInteger(
        "SELECT count(*) FROM streams s WHERE s.version IS NOT (SELECT max(e.version) FROM events e WHERE e.stream=s.id)");
    if (!wrong)
        return failure(wrong.error());
    return *wrong == 0 ? Result<void, StoreError>() : failure(wrongHeads(connection, *wrong));
}

Result<void, StoreError> checkTail(SqliteConnection& connection, const StoreHead& head, std::int64_t anchored)
{
    const std::int64_t wanted = std::clamp(head.position - anchored, leastTailEvents, mostTailEvents);
    const std::int64_t before = std::max<std::int64_t>(head.position - wanted, 0);
    const auto previous = storedHash(connection, before);
    if (!previous)
        return failure(previous.error());
    ChainWalk walk(connection);
    const auto fault = walk.walk(before + 1, *previous, {});
    if (!fault)
        return failure(fault.error());
    if (fault->has_value())
        return failure(corrupt(connection, (*fault)->position,
                               "event " + std::to_string((*fault)->position) + ": " + (*fault)->reason + '.'));
    const auto wrong = connection.queryInteger(
        "SELECT count(*) FROM (SELECT stream, max(version) AS newest FROM events WHERE position>" + std::to_string(before)
        + " GROUP BY stream) t JOIN streams s ON s.id=t.stream WHERE s.version IS NOT t.newest");
    if (!wrong)
        return failure(wrong.error());
    return *wrong == 0 ? Result<void, StoreError>() : failure(wrongHeads(connection, *wrong));
}

}  // namespace tradecore::infrastructure
