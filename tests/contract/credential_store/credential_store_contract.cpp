#include "tests/contract/credential_store/credential_store_contract.h"

#include <QTest>

#include <memory>

namespace tradecore::test {

using application::CredentialError;

namespace {

// Answers may come after the test has given up.
template <typename T>
using Slot = std::shared_ptr<std::optional<Result<T, CredentialError>>>;

template <typename T>
Slot<T> newSlot()
{
    return std::make_shared<std::optional<Result<T, CredentialError>>>();
}

template <typename T>
Result<T, CredentialError> taken(const Slot<T>& slot)
{
    if (!*slot)
        return failure(CredentialError{CredentialError::Kind::TooSlow, "no answer came"});
    return std::move(**slot);
}

}  // namespace

Result<void, CredentialError> CredentialStoreContract::write(const std::string& name, const std::string& value)
{
    const auto slot = newSlot<void>();
    store().write(name, Secret(value), [slot](Result<void, CredentialError> answer) { slot->emplace(std::move(answer)); });
    waitFor([slot] { return slot->has_value(); });
    return taken(slot);
}

Result<std::string, CredentialError> CredentialStoreContract::read(const std::string& name)
{
    const auto slot = newSlot<std::string>();
    store().read(name, [slot](Result<Secret, CredentialError> answer) {
        if (answer)
            slot->emplace(std::string(answer->reveal()));
        else
            slot->emplace(failure(answer.error()));
    });
    waitFor([slot] { return slot->has_value(); });
    return taken(slot);
}

Result<void, CredentialError> CredentialStoreContract::remove(const std::string& name)
{
    const auto slot = newSlot<void>();
    store().remove(name, [slot](Result<void, CredentialError> answer) { slot->emplace(std::move(answer)); });
    waitFor([slot] { return slot->has_value(); });
    return taken(slot);
}

void CredentialStoreContract::whatWasWrittenIsRead()
{
    QVERIFY(write("connection/a", "s3cret"));
    QCOMPARE(read("connection/a").value_or("?"), std::string("s3cret"));
    QCOMPARE(read("connection/a").value_or("?"), std::string("s3cret"));
}

void CredentialStoreContract::aSecondWriteReplaces()
{
    QVERIFY(write("connection/a", "first"));
    QVERIFY(write("connection/a", "second"));
    QCOMPARE(read("connection/a").value_or("?"), std::string("second"));
}

void CredentialStoreContract::namesAreKeptApart()
{
    QVERIFY(write("connection/a", "of a"));
    QVERIFY(write("connection/b", "of b"));
    QVERIFY(remove("connection/a"));
    QCOMPARE(read("connection/b").value_or("?"), std::string("of b"));
}

void CredentialStoreContract::whatIsNotThereIsNotFound()
{
    const auto got = read("connection/none");
    QVERIFY(!got);
    QCOMPARE(got.error().kind, CredentialError::Kind::NotFound);
    QVERIFY(!got.error().text.empty());
}

void CredentialStoreContract::whatWasRemovedIsNotFound()
{
    QVERIFY(write("connection/a", "s3cret"));
    QVERIFY(remove("connection/a"));
    const auto got = read("connection/a");
    QVERIFY(!got);
    QCOMPARE(got.error().kind, CredentialError::Kind::NotFound);
}

void CredentialStoreContract::removingNothingIsDone()
{
    QVERIFY(remove("connection/none"));
}

void CredentialStoreContract::anyBytesComeBack()
{
    const std::string bytes("\0\n\"\\\xc3\xa4 \xf0\x9f\x94\x91", 12);
    QVERIFY(write("connection/a", bytes));
    QCOMPARE(read("connection/a").value_or("?"), bytes);
}

void CredentialStoreContract::aLongValueComesBack()
{
    const std::string value(20'000, 'x');
    QVERIFY(write("connection/a", value));
    QVERIFY(read("connection/a").value_or("?") == value);
}

}  // namespace tradecore::test
