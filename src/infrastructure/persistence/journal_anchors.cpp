#include "infrastructure/persistence/journal_anchors.h"

#include "infrastructure/persistence/vfs_file.h"

#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace tradecore::infrastructure {

namespace {

int nibbleOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

// The lines are of one shape, the one that lineOf() writes; anything else is no anchor.
class LineReader {
public:
    explicit LineReader(std::string_view text) : m_text(text) {}

    bool literal(std::string_view expected)
    {
        if (!m_text.starts_with(expected))
            return false;
        m_text.remove_prefix(expected.size());
        return true;
    }
    bool number(std::int64_t& out)
    {
        std::size_t digits = 0;
        out = 0;
        while (digits < m_text.size() && digits < 18 && m_text[digits] >= '0' && m_text[digits] <= '9')
            out = out * 10 + (m_text[digits++] - '0');
        m_text.remove_prefix(digits);
        return digits > 0;
    }
    bool digest(Sha256Digest& out)
    {
        if (m_text.size() < out.size() * 2)
            return false;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const int high = nibbleOf(m_text[2 * i]);
            const int low = nibbleOf(m_text[2 * i + 1]);
            if (high < 0 || low < 0)
                return false;
            out[i] = static_cast<std::uint8_t>(high * 16 + low);
        }
        m_text.remove_prefix(out.size() * 2);
        return true;
    }
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }

private:
    std::string_view m_text;
};

std::optional<JournalAnchor> parseAnchor(std::string_view line)
{
    LineReader reader(line);
    JournalAnchor anchor;
    const bool good = reader.literal("{\"position\":") && reader.number(anchor.position) && reader.literal(",\"hash\":\"")
        && reader.digest(anchor.hash) && reader.literal("\",\"count\":") && reader.number(anchor.count)
        && reader.literal(",\"signed\":false}") && reader.atEnd();
    return good ? std::optional(anchor) : std::nullopt;
}

std::string lineOf(const JournalAnchor& anchor)
{
    return "{\"position\":" + std::to_string(anchor.position) + ",\"hash\":\"" + toHex(anchor.hash) + "\",\"count\":"
        + std::to_string(anchor.count) + ",\"signed\":false}\n";
}

// A torn last line is taken away, so that every whole line is an anchor.
bool dropTornLine(int descriptor)
{
    off_t end = ::lseek(descriptor, 0, SEEK_END);
    const off_t size = end;
    char last = '\n';
    while (end > 0 && ::pread(descriptor, &last, 1, end - 1) == 1 && last != '\n')
        --end;
    return end == size || ::ftruncate(descriptor, end) == 0;
}

std::string contentOf(const std::string& path, const std::string& vfs)
{
    if (!vfs.empty()) {
        const auto file = VfsFile::open(vfs, path, false);
        const std::int64_t size = file ? file->size() : 0;
        return size > 0 ? file->read(0, size).value_or(std::string()) : std::string();
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    return content.str();
}

bool appendOnVfs(const std::string& path, const std::string& line, const std::string& vfs)
{
    auto file = VfsFile::open(vfs, path, true);
    if (!file)
        return false;
    const std::string content = contentOf(path, vfs);
    const auto whole = static_cast<std::int64_t>(content.rfind('\n') + 1);   // npos + 1 is 0
    const bool cut = whole == static_cast<std::int64_t>(content.size()) || file->truncate(whole);
    return cut && file->write(whole, line) && file->sync();
}

}  // namespace

std::string anchorsPathOf(const std::string& journalPath)
{
    constexpr std::string_view ending = ".db";
    const bool plain = journalPath.ends_with(ending);
    return (plain ? journalPath.substr(0, journalPath.size() - ending.size()) : journalPath) + ".anchors";
}

AnchorFile readAnchors(const std::string& path, const std::string& vfs)
{
    const std::string text = contentOf(path, vfs);
    AnchorFile out;
    std::size_t from = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        if (const auto anchor = parseAnchor(std::string_view(text).substr(from, end - from)))
            out.anchors.push_back(*anchor);
        else
            ++out.unreadable;
        from = end + 1;
    }
    return out;
}

bool appendAnchor(const std::string& path, const JournalAnchor& anchor, const std::string& vfs)
{
    if (!vfs.empty())
        return appendOnVfs(path, lineOf(anchor), vfs);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return false;
    const std::string line = lineOf(anchor);
    const bool written = dropTornLine(descriptor) && ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size())
        && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return written;
}

}  // namespace tradecore::infrastructure
