#include "infrastructure/persistence/journal_verifier.h"

#include "infrastructure/persistence/chain_walk.h"
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_schema.h"
#include "infrastructure/persistence/read_only_file.h"

#include <map>
#include <sqlite3.h>
#include <unordered_map>

namespace tradecore::infrastructure {

using application::StoreError;

namespace {

struct RowCheck {
    std::string_view sql;      // the first row names a position (or 0) that is wrong
    std::string_view reason;
};

// Positions that rows outside the chain name must be events of the same command; ?1 is the newest proven position.
constexpr RowCheck rowChecks[] = {
    {"SELECT coalesce((SELECT max(e.position) FROM events e WHERE e.stream=s.id), 0) FROM streams s WHERE s.version IS NOT "
     "(SELECT max(e.version) FROM events e WHERE e.stream=s.id)",
     "the head of a stream is not its newest version"},
    {"SELECT coalesce((SELECT min(e.position) FROM events e WHERE e.stream=s.id), 0) FROM streams s "
     "WHERE s.first_version<>1 OR s.state<>0 OR s.key_id IS NOT NULL",
     "a stream carries marks that this version does not write"},
    {"SELECT 0 FROM event_types t WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.type=t.id)", "an event type has no event"},
    {"SELECT coalesce(c.first_position, c.last_position) FROM temp.all_commands c LEFT JOIN events f ON f.position=c.first_position "
     "LEFT JOIN events l ON l.position=c.last_position WHERE NOT (c.first_position IS NULL AND c.last_position IS NULL) "
     "AND (f.command_id IS NOT c.command_id OR l.command_id IS NOT c.command_id OR c.last_position<c.first_position) ORDER BY 1",
     "a command names events that are not its own"},
    {"SELECT e.position FROM events e LEFT JOIN temp.all_commands c ON c.command_id=e.command_id "
     "WHERE c.command_id IS NULL OR e.position NOT BETWEEN c.first_position AND c.last_position ORDER BY 1",
     "the command of an event is missing or does not name it"},
    {"SELECT o.position FROM (SELECT * FROM outbox UNION ALL SELECT * FROM outbox_done) o LEFT JOIN temp.all_commands c ON c.command_id=o.command_id "
     "WHERE c.command_id IS NULL OR o.position NOT BETWEEN 0 AND ?1 OR o.position>coalesce(c.last_position, ?1) "
     "OR o.state NOT BETWEEN 0 AND 4 OR o.kind NOT BETWEEN 0 AND 2 OR o.attempts<0 ORDER BY 1",
     "an outbox row does not belong to its command"},
    {"SELECT 0 FROM (SELECT request FROM outbox UNION ALL SELECT request FROM outbox_done) GROUP BY request HAVING count(*)>1",
     "a request stands in the outbox twice"},
    {"SELECT 0 FROM (SELECT command_id FROM commands UNION ALL SELECT command_id FROM commands_recent) GROUP BY command_id "
     "HAVING count(*)>1",
     "a command stands there twice"},
    {"SELECT 0 FROM streams GROUP BY stream_id, category HAVING count(*)>1", "a stream stands there twice"},
    {"SELECT position FROM listeners WHERE position NOT BETWEEN 0 AND ?1", "a listener is ahead of the journal"},
    {"SELECT position FROM inbox WHERE position NOT BETWEEN 0 AND ?1", "an inbox row is ahead of the journal"},
};

// The settled and the recent commands by id, for the checks that join them.
constexpr const char* allCommands =
    "CREATE TEMP TABLE all_commands(command_id BLOB, first_position INTEGER, last_position INTEGER);"
    "INSERT INTO temp.all_commands SELECT command_id, first_position, last_position FROM commands UNION ALL "
    "SELECT command_id, first_position, last_position FROM commands_recent;"
    "CREATE INDEX temp.all_commands_by_id ON all_commands(command_id);";

class Verification {
public:
    Verification(ReadOnlyFile& file, JournalProjections projections, const std::optional<AnchorKey>& key)
        : m_connection(file.connection()), m_projections(projections), m_key(key),
          m_anchorFile(readAnchors({anchorsPathOf(file.path()), key, file.connection().vfs()}))
    {
    }

    VerifyReport run()
    {
        walkChain();
        checkAnchors();
        checkRows();
        checkPages();
        if (m_projections == JournalProjections::Trading)
            compareProjections();
        m_report.ok = m_report.reason.empty();
        return m_report;
    }

private:
    // The chain, the versions in it and the anchors name the first bad event: of these the lowest position wins.
    void note(std::int64_t position, std::string reason)
    {
        const bool first = m_report.reason.empty();
        const bool lower = position > 0 && (m_report.firstBadPosition == 0 || position < m_report.firstBadPosition);
        if (!first && !lower)
            return;
        m_report.firstBadPosition = position;
        m_report.reason = std::move(reason);
    }
    // What follows from a bad event, or stands outside the chain, speaks only where the chain itself is good.
    void noteBeside(std::int64_t position, std::string reason)
    {
        if (m_report.reason.empty())
            note(position, std::move(reason));
    }

    void walkChain()
    {
        for (const auto& anchor : m_anchorFile.anchors)
            m_anchors.emplace(anchor.position, anchor);
        std::unordered_map<std::int64_t, std::int64_t> versions;
        ChainWalk walk(m_connection);
        const auto fault = walk.walk(1, Sha256Digest{}, [&](const WalkedEvent& event) {
            m_report.events = event.position;
            m_report.headHash = event.hash;
            std::int64_t& version = versions[event.streamNumber];
            if (event.version != ++version)
                note(event.position, "version " + std::to_string(version) + " of its stream is missing");
            const auto anchor = m_anchors.find(event.position);
            if (anchor != m_anchors.end() && anchor->second.hash != event.hash)
                note(event.position, "the event is not the one that an anchor names");
        });
        if (!fault)
            note(fault.error().position, fault.error().text);
        else if (fault->has_value())
            note((*fault)->position, (*fault)->reason);
        m_chainIsWhole = fault && !fault->has_value();
    }

    void checkAnchors()
    {
        if (m_anchorFile.unreadable > 0)
            note(0, "the anchor file holds lines that are no anchors");
        if (m_anchorFile.forged > 0)
            note(0, "the anchor file holds lines that the key did not sign");
        for (const auto& anchor : m_anchorFile.anchors) {
            if (anchor.position >= m_report.anchoredPosition)
                m_report.anchorsSigned = m_key && anchor.isSigned;
            m_report.anchoredPosition = std::max(m_report.anchoredPosition, anchor.position);
            if (anchor.count != anchor.position)
                note(0, "an anchor's count does not match its position");
        }
        if (m_chainIsWhole && m_report.anchoredPosition > m_report.events)
            note(m_report.events + 1, "the journal ends at event " + std::to_string(m_report.events) + ", but an anchor says that it had "
                     + std::to_string(m_report.anchoredPosition));
    }

    void checkRows()
    {
        if (const auto made = m_connection.execute(allCommands); !made)
            noteBeside(0, made.error().text);
        for (const auto& check : rowChecks) {
            auto statement = m_connection.prepare(check.sql);
            if (!statement) {
                noteBeside(0, statement.error().text);
                continue;
            }
            statement->bindInteger(1, m_report.events);
            const int outcome = statement->step();
            if (outcome == SQLITE_ROW)
                noteBeside(statement->integer(0), std::string(check.reason));
            else if (outcome != SQLITE_DONE)
                noteBeside(0, m_connection.lastError("The journal cannot be read").text);
        }
    }

    void checkPages()
    {
        const auto verdict = m_connection.queryText("PRAGMA integrity_check(1)");
        if (!verdict)
            noteBeside(0, verdict.error().text);
        else if (*verdict != "ok")
            noteBeside(0, "the file is damaged: " + *verdict);
    }

    void compareProjections()
    {
        const auto made = m_connection.execute(projectionTablesSql("temp"));
        auto writer = ProjectionWriter::prepare(m_connection, "temp");
        auto reader = JournalReader::prepare(m_connection);
        std::optional<StoreError> error;
        if (!made || !writer || !reader)
            error = !made ? made.error() : !writer ? writer.error() : reader.error();
        else if (const auto folded = foldAllInto(**writer, **reader); !folded)
            error = folded.error();
        if (error) {
            noteBeside(error->position, error->text);
            for (const auto name : projectionNames)
                m_report.projections.push_back({std::string(name), false});
            return;
        }
        for (const auto name : projectionNames) {
            if (isOfOlderProgram(std::string(name)))
                m_report.projections.push_back({std::string(name), true});
            else
                compareProjection(std::string(name));
        }
    }

    // Rows of an older version are not compared: they are made anew when the journal is opened.
    bool isOfOlderProgram(const std::string& name)
    {
        const auto older = m_connection.queryInteger("SELECT count(*) FROM projections WHERE name='" + name + "' AND state='active' AND version<"
                                                     + std::to_string(projectionVersion) + " AND NOT EXISTS(SELECT 1 FROM projections WHERE name='"
                                                     + name + "' AND version>=" + std::to_string(projectionVersion) + ')');
        return older && *older > 0;
    }

    void compareProjection(const std::string& name)
    {
        const std::string table = "rm_" + name + "_v1";
        const std::string stored = "SELECT * FROM main." + table;
        const std::string folded = "SELECT * FROM temp." + table;
        const auto difference = m_connection.queryInteger(
            "SELECT changed_at FROM (SELECT * FROM (" + stored + " EXCEPT " + folded + ") UNION ALL SELECT * FROM (" + folded
            + " EXCEPT " + stored + ")) ORDER BY changed_at LIMIT 1");
        bool ok = difference && *difference == 0;
        if (!difference)
            noteBeside(0, difference.error().text);
        else if (!ok)
            noteBeside(*difference, "the view \"" + name + "\" differs from the fold of the events");
        if (!checkpointIsHead(name)) {
            noteBeside(0, "the checkpoint of the view \"" + name + "\" is not the head of the journal");
            ok = false;
        }
        m_report.projections.push_back({name, ok});
    }

    bool checkpointIsHead(const std::string& name)
    {
        auto statement = m_connection.prepare("SELECT position, hash FROM projections WHERE name=?1 AND version=?2 AND state='active'");
        if (!statement)
            return false;
        statement->bindText(1, name);
        statement->bindInteger(2, projectionVersion);
        return statement->step() == SQLITE_ROW && statement->integer(0) == m_report.events
            && statement->blob(1) == bytesOf(m_report.headHash);
    }

    SqliteConnection& m_connection;
    JournalProjections m_projections;
    std::optional<AnchorKey> m_key;
    AnchorFile m_anchorFile;
    VerifyReport m_report;
    std::map<std::int64_t, JournalAnchor> m_anchors;
    bool m_chainIsWhole = false;
};

}  // namespace

Result<VerifyReport, StoreError> JournalVerifier::verify(const std::string& path, JournalProjections projections,
                                                         const VerifyOptions& options)
{
    auto file = ReadOnlyFile::open(path, options.vfs);
    if (!file)
        return failure(file.error());
    // One read transaction: a workstation that writes meanwhile does not change what is judged.
    if (auto begun = (*file)->connection().execute("BEGIN"); !begun)
        return failure(begun.error());
    return Verification(**file, projections, options.key).run();
}

}  // namespace tradecore::infrastructure
