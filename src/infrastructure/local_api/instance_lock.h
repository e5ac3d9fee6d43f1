// InstanceLock: one workstation per data directory. flock on DIR/lock, held for the life of the object: a lock of the operating
// system, never the existence of a file, so that a crash leaves nothing locked. DIR/instance.json says who holds it and where its
// socket is. Made before anything else touches the directory.
#pragma once

#include "base/result.h"

#include <QString>

#include <memory>

namespace tradecore::infrastructure {

struct InstanceError {
    enum class Kind { Held, Unusable };
    Kind kind = Kind::Unusable;
    QString text;   // a sentence, with the holder's pid where it is known
};

class InstanceLock {
public:
    enum class Mode { Exclusive, Shared };   // Shared: offline readers; works in a folder that cannot be written

    // Makes the directory (0700) where it is missing, for Exclusive only.
    [[nodiscard]] static Result<std::unique_ptr<InstanceLock>, InstanceError> acquire(const QString& dataDirectory, Mode mode);
    ~InstanceLock();
    InstanceLock(const InstanceLock&) = delete;
    InstanceLock& operator=(const InstanceLock&) = delete;

    // Writes DIR/instance.json (0600).
    [[nodiscard]] bool announce(const QString& socketPath) const;

private:
    InstanceLock(QString dataDirectory, int descriptor);
    QString m_dataDirectory;
    int m_descriptor;
};

// Where the socket of a data directory is: DIR/api.sock; a longer path than 100 bytes goes to the runtime directory, else to a
// private folder in the temporary directory.
[[nodiscard]] QString socketPathFor(const QString& dataDirectory);
// The platform's data folder.
[[nodiscard]] QString defaultDataDirectory();

}  // namespace tradecore::infrastructure
