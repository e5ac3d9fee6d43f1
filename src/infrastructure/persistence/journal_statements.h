// The prepared statements of the append path. Private to Journal.
#pragma once

#include "infrastructure/persistence/journal.h"

namespace tradecore::infrastructure {

struct Journal::Statements {
    SqliteStatement begin;
    SqliteStatement commit;
    SqliteStatement rollback;
    SqliteStatement savepoint;
    SqliteStatement release;
    SqliteStatement rollbackTo;
    SqliteStatement dataVersion;
    SqliteStatement insertCommand;
    SqliteStatement insertStream;
    SqliteStatement moveStream;
    SqliteStatement insertType;
    SqliteStatement insertEvent;
    SqliteStatement insertOutbox;
    SqliteStatement updateOutbox;
    SqliteStatement setListener;
    SqliteStatement moveCheckpoints;
};

}  // namespace tradecore::infrastructure
