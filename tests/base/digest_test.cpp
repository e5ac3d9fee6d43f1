#include "base/digest.h"

#include <rapidcheck.h>

#include <QTest>

using namespace tradecore;

namespace {

QString hex(const Sha256Digest& digest)
{
    return QString::fromStdString(toHex(digest));
}

}  // namespace

class DigestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256MatchesPublishedVectors();
    void sha1MatchesPublishedVector();
    void framesCarryTheirLength();
    void integersAreBigEndianTwosComplement();
    void piecesHashLikeTheWhole();
    void finishStartsAnew();
    void framedFieldsCannotRunIntoEachOther();
};

void DigestTest::sha256MatchesPublishedVectors()  // FIPS 180-4, examples
{
    QCOMPARE(hex(sha256("")), QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(hex(sha256("abc")), QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(hex(sha256(std::string(1'000'000, 'a'))),
             QStringLiteral("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

void DigestTest::sha1MatchesPublishedVector()
{
    const auto digest = sha1("abc");
    QCOMPARE(QString::fromStdString(toHex(digest.data(), digest.size())),
             QStringLiteral("a9993e364706816aba3e25717850c26c9cd0d89d"));
}

void DigestTest::framesCarryTheirLength()
{
    Sha256 hash;
    hash.updateFramed("ab");
    hash.updateFramed("c");
    QCOMPARE(hex(hash.finish()), QStringLiteral("f2939f903016e5bb29b1e4a61cdbd376220ca03a24180b39995f2d50f2e0a647"));
}

void DigestTest::integersAreBigEndianTwosComplement()
{
    Sha256 hash;
    hash.updateInteger(-2);
    QCOMPARE(hex(hash.finish()), QStringLiteral("aa766b9df11c7941ce552eed3b49cf7a12a638e5492c2501f5ce2cc74f5feeae"));
}

void DigestTest::piecesHashLikeTheWhole()
{
    QVERIFY(rc::check("update in pieces == once", [](const std::string& text) {
        const auto cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        Sha256 hash;
        hash.update(std::string_view(text).substr(0, cut));
        hash.update(std::string_view(text).substr(cut));
        RC_ASSERT(hash.finish() == sha256(text));
    }));
}

void DigestTest::finishStartsAnew()
{
    Sha256 hash;
    hash.update("abc");
    const auto first = hash.finish();
    hash.update("abc");
    QVERIFY(hash.finish() == first);
}

void DigestTest::framedFieldsCannotRunIntoEachOther()
{
    QVERIFY(rc::check("other fields, other digest", [] {
        const auto fields = rc::gen::pair(rc::gen::arbitrary<std::string>(), rc::gen::arbitrary<std::string>());
        const auto a = *fields, b = *fields;
        const auto digestOf = [](const std::pair<std::string, std::string>& pair) {
            Sha256 hash;
            hash.updateFramed(pair.first);
            hash.updateFramed(pair.second);
            return hash.finish();
        };
        RC_ASSERT((digestOf(a) == digestOf(b)) == (a == b));
        if (!a.second.empty()) {  // one byte moved over the border
            const std::pair moved(a.first + a.second[0], a.second.substr(1));
            RC_ASSERT(digestOf(moved) != digestOf(a));
        }
    }));
}

QTEST_GUILESS_MAIN(DigestTest)
#include "digest_test.moc"
