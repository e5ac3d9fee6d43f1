// VfsFile: one whole file through a named VFS of SQLite, for the few things that a journal does beside SQLite (its header, its
// anchors) where the journal does not lie on the system's own file system. Thread: any, one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

class VfsFile {
public:
    // Nothing where it is absent and not to be made, or cannot be opened.
    [[nodiscard]] static std::optional<VfsFile> open(const std::string& vfs, const std::string& path, bool create);
    ~VfsFile();
    VfsFile(VfsFile&&) noexcept;
    VfsFile& operator=(VfsFile&&) = delete;
    VfsFile(const VfsFile&) = delete;
    VfsFile& operator=(const VfsFile&) = delete;

    // -1 and nothing where the disk fails.
    [[nodiscard]] std::int64_t size() const;
    [[nodiscard]] std::optional<std::string> read(std::int64_t offset, std::int64_t bytes) const;
    [[nodiscard]] bool write(std::int64_t offset, std::string_view bytes);
    [[nodiscard]] bool truncate(std::int64_t bytes);
    [[nodiscard]] bool sync();

private:
    struct Handle;
    VfsFile();
    std::unique_ptr<Handle> m_handle;
};

}  // namespace tradecore::infrastructure
