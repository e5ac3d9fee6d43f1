// A secret cannot be printed or copied, and moves without leaving itself behind.
#include "base/secret.h"

#include <QTest>

#include <array>
#include <ostream>
#include <type_traits>

using tradecore::Secret;

namespace {

template <typename Stream>
concept Prints = requires(Stream& stream, const Secret& secret) { stream << secret; };

}  // namespace

static_assert(!Prints<std::ostream>);
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<Secret, std::string_view>);

class SecretTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void movedFromIsEmpty()
    {
        for (const std::string_view text : {"short", "a text that is long enough to stand on the heap by itself"}) {
            Secret first(text);
            Secret second(std::move(first));
            QVERIFY(first.isEmpty());
            QCOMPARE(second.reveal(), text);
            first = std::move(second);
            QVERIFY(second.isEmpty());
            QCOMPARE(first.duplicate().reveal(), text);
        }
    }
    void bytesAreWiped()
    {
        std::array<char, 16> bytes{};
        bytes.fill('x');
        tradecore::wipeBytes(bytes.data(), bytes.size());
        QCOMPARE(bytes, (std::array<char, 16>{}));
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "secret_test.moc"
