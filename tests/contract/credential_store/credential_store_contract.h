// What every CredentialStore does; each implementation's test derives from it, and Qt Test runs the slots of both.
#pragma once

#include "application/authentication/credential_store.h"

#include <QObject>

#include <optional>

namespace tradecore::test {

class CredentialStoreContract : public QObject {
    Q_OBJECT

protected:
    // The same store until the next test function, empty at its beginning.
    virtual application::CredentialStore& store() = 0;
    // Runs whatever brings answers, until `isDone` or for ten seconds at the most.
    virtual void waitFor(const std::function<bool()>& isDone) = 0;

    using Error = application::CredentialError;
    [[nodiscard]] Result<void, Error> write(const std::string& name, const std::string& value);
    [[nodiscard]] Result<std::string, Error> read(const std::string& name);
    [[nodiscard]] Result<void, Error> remove(const std::string& name);

private Q_SLOTS:
    void whatWasWrittenIsRead();
    void aSecondWriteReplaces();
    void namesAreKeptApart();
    void whatIsNotThereIsNotFound();
    void whatWasRemovedIsNotFound();
    void removingNothingIsDone();
    void anyBytesComeBack();
    void aLongValueComesBack();
};

}  // namespace tradecore::test
