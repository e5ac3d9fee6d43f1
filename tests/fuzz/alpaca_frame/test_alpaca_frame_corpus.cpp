// Runs the fuzzer's corpus, and seeded mixtures of it, without a fuzzing compiler. A broken promise ends the program.
#include "base/random.h"
#include "tests/fuzz/alpaca_frame/frame_target.h"
#include "tests/support/broker/alpaca/pack.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

// Each input as it is, and what of it is JSON also as MessagePack.
QList<QByteArray> corpus()
{
    const QDir folder(qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/tests/fuzz/alpaca_frame/corpus"));
    QList<QByteArray> inputs;
    for (const auto& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        inputs.append(file.readAll());
        const QJsonDocument document = QJsonDocument::fromJson(inputs.last());
        if (!document.isNull())
            inputs.append(tradecore::test::packed(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object())));
    }
    return inputs;
}

void feed(const QByteArray& input)
{
    tradecore::test::feedAlpacaBytes(reinterpret_cast<const std::uint8_t*>(input.constData()), static_cast<std::size_t>(input.size()));
}

}  // namespace

class TestAlpacaFrameCorpus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyInputKeepsThePromises()
    {
        const auto inputs = corpus();
        QVERIFY(inputs.size() >= 8);
        for (const auto& input : inputs)
            feed(input);
    }
    void mixturesKeepThePromises()
    {
        const auto inputs = corpus();
        QVERIFY(!inputs.isEmpty());
        tradecore::Random random(7);
        for (int round = 0; round < 3'000; ++round) {
            QByteArray input = inputs[static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(inputs.size())))];
            for (std::uint64_t edit = random.below(6); edit > 0 && !input.isEmpty(); --edit) {
                const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(input.size())));
                const auto length = static_cast<qsizetype>(random.below(12));
                if (random.below(2) == 0)
                    input.remove(at, length);
                else
                    input.insert(at, input.mid(static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(input.size()))), length));
            }
            feed(input);
        }
    }
};

QTEST_GUILESS_MAIN(TestAlpacaFrameCorpus)
#include "test_alpaca_frame_corpus.moc"
