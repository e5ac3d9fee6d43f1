// The SQLite VFS of SimulatedDisk: the process's default once it is registered; it keeps to files of the current disk and hands
// all others to the system's own.
#pragma once

namespace tradecore::simulation {

// A second call does nothing.
void registerDiskVfs();

}  // namespace tradecore::simulation
