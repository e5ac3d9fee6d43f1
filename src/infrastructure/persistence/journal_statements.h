// The prepared statements of the append path. Private to Journal.
#pragma once

#include "infrastructure/persistence/journal.h"

namespace tradecore::infrastructure {

struct Journal::Statements {
    SqliteStatement begin;
    SqliteStatement commit;
    SqliteStatement rollback;
    SqliteStatement dataVersion;
    SqliteStatement insertCommand;
    SqliteStatement insertStream;
    SqliteStatement moveStream;
    SqliteStatement insertType;
    SqliteStatement insertEvent;
    SqliteStatement insertOutbox;
    SqliteStatement updateOutbox;
    SqliteStatement closeOutbox;
    SqliteStatement deleteOutbox;
    SqliteStatement findDone;
    SqliteStatement updateDone;
    SqliteStatement reopenDone;
    SqliteStatement deleteDone;
    SqliteStatement settleCommand;
    SqliteStatement forgetRecent;
    SqliteStatement setListener;
    SqliteStatement moveCheckpoints;
};

}  // namespace tradecore::infrastructure
