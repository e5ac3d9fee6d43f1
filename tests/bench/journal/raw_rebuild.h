// The physical limit of a rebuild beside the journal's own: SQLite's C interface reading the events in order, each payload parsed, one
// upsert of a ready row for each event, a checkpoint in the same transaction for every thousand.
#pragma once

#include <cstdint>
#include <string>

struct sqlite3;

namespace tradecore::bench {

class RawRebuild {
public:
    // The target is made anew, and removed by the destructor.
    RawRebuild(const std::string& journalPath, std::string targetPath);
    ~RawRebuild();
    RawRebuild(const RawRebuild&) = delete;
    RawRebuild& operator=(const RawRebuild&) = delete;

    // Events read.
    std::int64_t run();

private:
    void removeFiles() const;

    const std::string m_targetPath;
    sqlite3* m_source = nullptr;
    sqlite3* m_target = nullptr;
};

}  // namespace tradecore::bench
