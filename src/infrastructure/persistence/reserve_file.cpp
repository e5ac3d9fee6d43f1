#include "infrastructure/persistence/reserve_file.h"

#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace tradecore::infrastructure {

namespace {

std::int64_t freeBytesBeside(const std::string& path)
{
    const auto slash = path.rfind('/');
    struct statvfs status = {};
    if (::statvfs(slash == std::string::npos ? "." : path.substr(0, slash + 1).c_str(), &status) != 0)
        return 0;
    return static_cast<std::int64_t>(status.f_bavail) * static_cast<std::int64_t>(status.f_frsize);
}

}  // namespace

ReserveFile::ReserveFile(std::string path, std::int64_t bytes) : m_path(std::move(path)), m_bytes(bytes) {}

bool ReserveFile::keep()
{
    if (m_isHeld || m_bytes <= 0)
        return m_isHeld;
    struct stat status = {};
    const bool stands = ::stat(m_path.c_str(), &status) == 0 && static_cast<std::int64_t>(status.st_blocks) * 512 >= m_bytes;
    if (!stands && freeBytesBeside(m_path) < 2 * m_bytes)
        return false;
    const int descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return false;
    // Blocks, not a hole: a sparse file would keep nothing.
    m_isHeld = ::posix_fallocate(descriptor, 0, m_bytes) == 0;
    ::close(descriptor);
    if (!m_isHeld)
        ::unlink(m_path.c_str());
    return m_isHeld;
}

void ReserveFile::giveBack()
{
    ::unlink(m_path.c_str());
    m_isHeld = false;
}

}  // namespace tradecore::infrastructure
