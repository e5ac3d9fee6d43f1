#include "tests/simulation/simulated_disk.h"

#include "tests/simulation/disk_vfs.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <limits>

namespace tradecore::simulation {

namespace {

SimulatedDisk* theDisk = nullptr;

QString inMemory()
{
    const bool hasShared = QFile::exists(QStringLiteral("/dev/shm"));
    return (hasShared ? QStringLiteral("/dev/shm") : QStringLiteral("/tmp")) + QStringLiteral("/tradecore-sim-XXXXXX");
}

}  // namespace

SimulatedDisk::SimulatedDisk(std::uint64_t seed)
    : m_directory(inMemory()), m_root(m_directory.path().toStdString() + '/'), m_random(seed)
{
    theDisk = this;
    registerDiskVfs();
}

SimulatedDisk::~SimulatedDisk()
{
    theDisk = nullptr;
}

SimulatedDisk* SimulatedDisk::current()
{
    return theDisk;
}

std::string SimulatedDisk::pathOf(const char* name) const
{
    return m_root + name;
}

std::shared_ptr<DiskFile> SimulatedDisk::open(const std::string& path)
{
    Entry& entry = m_files[path];
    if (!entry.file) {
        QFile real(QString::fromStdString(path));
        QByteArray content;
        if (real.open(QIODevice::ReadOnly))
            content = real.readAll();
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(content.constData());
        entry.file = std::make_shared<DiskFile>(DiskFile::Bytes(bytes, bytes + content.size()));
    }
    ++entry.handles;
    return entry.file;
}

void SimulatedDisk::close(const std::string& path)
{
    const auto found = m_files.find(path);
    if (found == m_files.end() || --found->second.handles > 0)
        return;
    found->second.file->dropSharedMemory();
    if (!isFrozen())
        show(path, *found->second.file);
}

bool SimulatedDisk::exists(const std::string& path) const
{
    return m_files.contains(path) || QFile::exists(QString::fromStdString(path));
}

void SimulatedDisk::remove(const std::string& path)
{
    if (isFrozen())
        return;
    m_files.erase(path);
    QFile::remove(QString::fromStdString(path));
}

void SimulatedDisk::show(const std::string& path, const DiskFile& file) const
{
    constexpr std::size_t header = 100;
    const auto& bytes = file.bytes();
    QFile real(QString::fromStdString(path));
    if (!real.open(QIODevice::ReadWrite))
        return;
    real.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(std::min(header, bytes.size())));
    real.resize(static_cast<qint64>(bytes.size()));
}

// A program that has ended writes no anchor, though the object that plays it does on its way down.
void SimulatedDisk::keepOutside()
{
    m_outside.clear();
    const auto names = QDir(m_directory.path()).entryList({QStringLiteral("*.anchors")}, QDir::Files);
    for (const QString& name : names) {
        QFile file(m_directory.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            m_outside[file.fileName()] = file.readAll();
    }
}

void SimulatedDisk::cutPower()
{
    keepOutside();
    m_end = End::Power;
    for (auto& [path, entry] : m_files)
        entry.file->losePower(m_random);
}

void SimulatedDisk::killProcess()
{
    keepOutside();
    m_end = End::Process;
}

void SimulatedDisk::restore()
{
    for (auto& [path, entry] : m_files) {
        entry.handles = 0;
        show(path, *entry.file);
    }
    const auto names = QDir(m_directory.path()).entryList({QStringLiteral("*.anchors")}, QDir::Files);
    for (const QString& name : names) {
        QFile file(m_directory.filePath(name));
        const auto kept = m_outside.find(file.fileName());
        if (kept == m_outside.end())
            file.remove();
        else if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(kept->second);
    }
    m_end = End::None;
    m_hasFailed = false;
}

void SimulatedDisk::failSoon(DiskFailure failure, std::uint64_t operations)
{
    m_failure = failure;
    m_failsIn = operations;
    m_failuresLeft = 1 + m_random.below(12);
}

void SimulatedDisk::failAlways(DiskFailure failure)
{
    m_failure = failure;
    m_failsIn = 0;
    m_failuresLeft = std::numeric_limits<std::uint64_t>::max();
}

void SimulatedDisk::heal()
{
    m_failure = DiskFailure::None;
    m_failuresLeft = 0;
}

DiskFailure SimulatedDisk::nextFailure()
{
    if (m_failure == DiskFailure::None)
        return DiskFailure::None;
    if (m_failsIn > 0) {
        --m_failsIn;
        return DiskFailure::None;
    }
    m_hasFailed = true;
    const DiskFailure out = m_failure;
    if (--m_failuresLeft == 0)
        m_failure = DiskFailure::None;
    return out;
}

}  // namespace tradecore::simulation
