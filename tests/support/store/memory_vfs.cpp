#include "tests/support/store/memory_vfs.h"

#include "tests/support/store/memory_disk.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tradecore::test {

namespace {

constexpr std::size_t sectorBytes = 512;   // the smallest piece of a write that survives or does not
constexpr int longestPath = 512;

void writeAt(std::string& content, std::int64_t offset, std::string_view bytes)
{
    const auto from = static_cast<std::size_t>(offset);
    if (content.size() < from + bytes.size())
        content.resize(from + bytes.size(), '\0');
    std::memcpy(content.data() + from, bytes.data(), bytes.size());
}

}  // namespace

void StoredFile::write(std::int64_t offset, std::string_view bytes)
{
    writeAt(live, offset, bytes);
    changes.push_back({offset, std::string(bytes), std::nullopt});
}

void StoredFile::truncate(std::int64_t size)
{
    live.resize(static_cast<std::size_t>(size), '\0');
    changes.push_back({0, {}, size});
}

void StoredFile::sync()
{
    for (const auto& change : changes)
        apply(change, nullptr);
    changes.clear();
    wasEverSynced = true;
}

void StoredFile::apply(const DiskChange& change, Random* random)
{
    if (change.truncatedTo) {
        synced.resize(static_cast<std::size_t>(*change.truncatedTo), '\0');
        return;
    }
    const std::string_view all = change.bytes;
    for (std::size_t from = 0; from < all.size(); from += sectorBytes) {
        if (random == nullptr || random->below(2) == 0)
            writeAt(synced, change.offset + static_cast<std::int64_t>(from), all.substr(from, sectorBytes));
    }
}

std::shared_ptr<StoredFile> StoredFile::afterCrash(Crash kind, Random& random) const
{
    auto left = std::make_shared<StoredFile>();
    left->synced = synced;
    left->wasEverSynced = wasEverSynced;
    if (kind == Crash::Process) {
        left->live = live;
        left->changes = changes;
        return left;
    }
    for (const auto& change : changes) {
        const auto fate = kind == Crash::PowerTorn ? random.below(3) : 0;
        if (fate == 1)
            left->apply(change, nullptr);
        else if (fate == 2)
            left->apply(change, &random);
    }
    left->live = left->synced;
    return left;
}

int MemoryVfs::Disk::enter(DiskCall kind, const std::string& path, bool* tears)
{
    ++calls;
    if (listener)
        listener(kind, path);
    for (auto& [fault, seen] : faults) {
        if (!fault.kinds.empty() && std::ranges::find(fault.kinds, kind) == fault.kinds.end())
            continue;
        ++seen;
        if (seen != fault.call && !(fault.lasting && seen > fault.call))
            continue;
        struck = true;
        if (tears != nullptr)
            *tears = fault.tearsWrite;
        return fault.code;
    }
    return SQLITE_OK;
}

std::int64_t MemoryVfs::Disk::bytes() const
{
    std::int64_t sum = 0;
    for (const auto& [path, file] : files)
        sum += static_cast<std::int64_t>(file->live.size());
    return sum;
}

MemoryVfs::MemoryVfs(std::string name) : m_disk(std::make_unique<Disk>())
{
    m_disk->name = std::move(name);
    sqlite3_vfs& vfs = m_disk->vfs;
    vfs.iVersion = 2;
    vfs.mxPathname = longestPath;
    vfs.zName = m_disk->name.c_str();
    vfs.pAppData = m_disk.get();
    setCalls(vfs);
    sqlite3_vfs_register(&vfs, 0);
}

MemoryVfs::~MemoryVfs()
{
    sqlite3_vfs_unregister(&m_disk->vfs);
}

const std::string& MemoryVfs::name() const
{
    return m_disk->name;
}

void MemoryVfs::fail(DiskFault fault)
{
    m_disk->struck = false;
    m_disk->faults.push_back({std::move(fault), 0});
}

void MemoryVfs::clearFaults()
{
    m_disk->faults.clear();
}

bool MemoryVfs::hasStruck() const
{
    return m_disk->struck;
}

std::uint64_t MemoryVfs::calls() const
{
    return m_disk->calls;
}

void MemoryVfs::onCall(std::function<void(DiskCall, const std::string&)> listener)
{
    m_disk->listener = std::move(listener);
}

void MemoryVfs::ignoreSyncs(bool ignore)
{
    m_disk->ignoresSyncs = ignore;
}

void MemoryVfs::limitBytes(std::optional<std::int64_t> bytes)
{
    m_disk->limit = bytes;
}

void MemoryVfs::crash(Crash kind, Random& random)
{
    ++m_disk->epoch;
    for (auto& [path, file] : m_disk->files)
        file = file->afterCrash(kind, random);
    if (kind != Crash::Process)
        std::erase_if(m_disk->files, [](const auto& entry) { return !entry.second->wasEverSynced && entry.second->live.empty(); });
}

std::vector<std::string> MemoryVfs::files() const
{
    std::vector<std::string> out;
    for (const auto& [path, file] : m_disk->files)
        out.push_back(path);
    return out;
}

bool MemoryVfs::exists(const std::string& path) const
{
    return m_disk->files.contains(path);
}

std::string MemoryVfs::content(const std::string& path) const
{
    const auto found = m_disk->files.find(path);
    return found != m_disk->files.end() ? found->second->live : std::string();
}

std::uint64_t MemoryVfs::unsyncedWrites(const std::string& path) const
{
    const auto found = m_disk->files.find(path);
    return found != m_disk->files.end() ? found->second->changes.size() : 0;
}

void MemoryVfs::setContent(const std::string& path, std::string content)
{
    auto& file = m_disk->files[path];
    if (!file)
        file = std::make_shared<StoredFile>();
    file->live = content;
    file->synced = std::move(content);
    file->wasEverSynced = true;
    file->changes.clear();
}

void MemoryVfs::remove(const std::string& path)
{
    m_disk->files.erase(path);
}

}  // namespace tradecore::test
