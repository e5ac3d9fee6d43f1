#include "infrastructure/persistence/vfs_file.h"

#include <cstddef>
#include <sqlite3.h>
#include <vector>

namespace tradecore::infrastructure {

struct VfsFile::Handle {
    std::vector<std::max_align_t> memory;
    std::string path;

    [[nodiscard]] sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory.data()); }
    ~Handle()
    {
        if (file()->pMethods != nullptr)
            file()->pMethods->xClose(file());
    }
};

VfsFile::VfsFile() = default;
VfsFile::~VfsFile() = default;
VfsFile::VfsFile(VfsFile&&) noexcept = default;

std::optional<VfsFile> VfsFile::open(const std::string& vfs, const std::string& path, bool create)
{
    sqlite3_vfs* found = sqlite3_vfs_find(vfs.c_str());
    if (found == nullptr)
        return std::nullopt;
    VfsFile out;
    out.m_handle = std::make_unique<Handle>();
    out.m_handle->memory.resize(static_cast<std::size_t>(found->szOsFile) / sizeof(std::max_align_t) + 1);
    out.m_handle->path = path;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_SUPER_JOURNAL | (create ? SQLITE_OPEN_CREATE : 0);
    if (found->xOpen(found, out.m_handle->path.c_str(), out.m_handle->file(), flags, nullptr) != SQLITE_OK)
        return std::nullopt;
    return out;
}

std::int64_t VfsFile::size() const
{
    sqlite3_int64 bytes = 0;
    return m_handle->file()->pMethods->xFileSize(m_handle->file(), &bytes) == SQLITE_OK ? bytes : -1;
}

std::optional<std::string> VfsFile::read(std::int64_t offset, std::int64_t bytes) const
{
    std::string out(static_cast<std::size_t>(bytes), '\0');
    const int outcome = m_handle->file()->pMethods->xRead(m_handle->file(), out.data(), static_cast<int>(bytes), offset);
    return outcome == SQLITE_OK ? std::optional(std::move(out)) : std::nullopt;
}

bool VfsFile::write(std::int64_t offset, std::string_view bytes)
{
    return m_handle->file()->pMethods->xWrite(m_handle->file(), bytes.data(), static_cast<int>(bytes.size()), offset) == SQLITE_OK;
}

bool VfsFile::truncate(std::int64_t bytes)
{
    return m_handle->file()->pMethods->xTruncate(m_handle->file(), bytes) == SQLITE_OK;
}

bool VfsFile::sync()
{
    return m_handle->file()->pMethods->xSync(m_handle->file(), SQLITE_SYNC_NORMAL) == SQLITE_OK;
}

}  // namespace tradecore::infrastructure
