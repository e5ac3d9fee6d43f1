#include "tests/infrastructure/broker/replay/replay_bench.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>

#include <chrono>
#include <utility>

namespace tradecore::test {

using namespace std::chrono_literals;

QByteArray zipOf(const std::string& entryName, const QByteArray& content)
{
    QByteArray out(content.size() + 65'536, '\0');
    std::size_t used = 0;
    archive* handle = archive_write_new();
    archive_write_set_format_zip(handle);
    archive_write_open_memory(handle, out.data(), static_cast<std::size_t>(out.size()), &used);
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, entryName.c_str());
    archive_entry_set_size(entry, content.size());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(handle, entry);
    archive_write_data(handle, content.constData(), static_cast<std::size_t>(content.size()));
    archive_entry_free(entry);
    archive_write_close(handle);
    archive_write_free(handle);
    out.truncate(static_cast<qsizetype>(used));
    return out;
}

std::string ReplayFolder::write(const std::string& relativePath, const QByteArray& content) const
{
    const QString path = m_folder.filePath(QString::fromStdString(relativePath));
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return path.toStdString();
}

std::string ReplayFolder::writeZip(const std::string& relativePath, const QByteArray& content) const
{
    return write(relativePath, zipOf("data.csv", content));
}

ReplayBench::ReplayBench(std::vector<std::string> files, double speed, infrastructure::FrameDecoderFactory decoders)
    : source(scheduler, world, sink, observer, {std::move(files), speed}, std::move(decoders))
{
}

void ReplayBench::start(std::optional<std::set<domain::InstrumentId>> wanted)
{
    // Both wait in one queue, so that the subscription stands before the first event is due.
    source.requestInstruments([this, wanted](const auto& answer) {
        std::set<domain::InstrumentId> all;
        if (answer) {
            for (const auto& instrument : *answer)
                all.insert(instrument.id);
        }
        source.connectNow();
        static_cast<void>(scheduler.post([this, all = wanted.value_or(all)] { source.setSubscriptions(all); }));
    });
    world.advance(1us);
}

void ReplayBench::runToTheEnd()
{
    for (int i = 0; i < 100'000 && observer.disconnected.empty(); ++i)
        world.advance(1s);
}

std::vector<domain::Bar> ReplayBench::history(const application::HistoryRequest& request)
{
    std::vector<domain::Bar> out;
    source.requestHistory(request, [&out](const auto& answer) {
        if (answer)
            out = *answer;
    });
    world.advance(1us);
    return out;
}

}  // namespace tradecore::test
