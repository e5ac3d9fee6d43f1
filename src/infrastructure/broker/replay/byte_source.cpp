#include "infrastructure/broker/replay/byte_source.h"

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace tradecore::infrastructure {

namespace {

class PlainByteSource : public ByteSource {
public:
    explicit PlainByteSource(const std::string& path) : m_file(path, std::ios::binary) {}
    [[nodiscard]] bool isOpen() const { return m_file.is_open(); }
    [[nodiscard]] Result<std::size_t, std::string> read(char* buffer, std::size_t size) override
    {
        m_file.read(buffer, static_cast<std::streamsize>(size));
        if (m_file.bad())
            return failure(std::string("the disk could not be read"));
        return static_cast<std::size_t>(m_file.gcount());
    }

private:
    std::ifstream m_file;
};

struct FreeArchive {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, FreeArchive>;

std::string damage(archive* handle)
{
    const char* text = archive_error_string(handle);
    return std::string("the archive is damaged or cut off (") + (text == nullptr ? "no details" : text) + ")";
}

class ZipByteSource : public ByteSource {
public:
    ZipByteSource(ArchiveHandle handle, std::int64_t packedBytes)
        : m_handle(std::move(handle)), m_bound(packedBytes * mostRatio + ratioFreeBytes)
    {
        m_bound = m_bound < mostUnpackedBytes ? m_bound : mostUnpackedBytes;
    }
    [[nodiscard]] Result<std::size_t, std::string> read(char* buffer, std::size_t size) override
    {
        const la_ssize_t count = archive_read_data(m_handle.get(), buffer, size);
        if (count < 0)
            return failure(damage(m_handle.get()));
        m_unpacked += count;
        if (m_unpacked > m_bound)
            return failure(std::string("the archive unpacks to more than market data ever does; it was not read on"));
        return static_cast<std::size_t>(count);
    }

private:
    ArchiveHandle m_handle;
    std::int64_t m_bound;
    std::int64_t m_unpacked = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>, std::string> openPlainFile(const std::string& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return failure(std::string("there is no such file"));
    auto file = std::make_unique<PlainByteSource>(path);
    if (!file->isOpen())
        return failure(std::string("the file cannot be opened"));
    return std::unique_ptr<ByteSource>(std::move(file));
}

Result<ZipFile, std::string> openZipFile(const std::string& path)
{
    std::error_code error;
    const auto packedBytes = std::filesystem::file_size(path, error);
    if (error)
        return failure(std::string("there is no such file"));
    ArchiveHandle handle(archive_read_new());
    constexpr std::size_t blockBytes = 65'536;
    if (!handle || archive_read_support_format_zip(handle.get()) != ARCHIVE_OK
        || archive_read_open_filename(handle.get(), path.c_str(), blockBytes) != ARCHIVE_OK)
        return failure(handle ? damage(handle.get()) : std::string("no memory"));
    archive_entry* entry = nullptr;
    const int outcome = archive_read_next_header(handle.get(), &entry);
    if (outcome == ARCHIVE_EOF)
        return failure(std::string("the archive is empty"));
    if (outcome != ARCHIVE_OK)
        return failure(damage(handle.get()));
    if (archive_entry_filetype(entry) != AE_IFREG)
        return failure(std::string("the archive does not begin with a file"));
    const char* name = archive_entry_pathname(entry);
    ZipFile out;
    out.entryName = name == nullptr ? "" : name;
    out.bytes = std::make_unique<ZipByteSource>(std::move(handle), static_cast<std::int64_t>(packedBytes));
    return out;
}

}  // namespace tradecore::infrastructure
