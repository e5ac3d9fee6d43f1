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

enum class LineKind { Anchor, Unreadable, Forged };

// What stands before the signature, and is signed.
std::string bodyOf(const JournalAnchor& anchor)
{
    return "{\"position\":" + std::to_string(anchor.position) + ",\"hash\":\"" + toHex(anchor.hash) + "\",\"count\":"
        + std::to_string(anchor.count);
}

Sha256Digest anchorSignature(const AnchorKey& key, const JournalAnchor& anchor)
{
    return signatureOf(key, "tradecore journal anchor 1\n" + bodyOf(anchor));
}

LineKind parseAnchor(std::string_view line, const std::optional<AnchorKey>& key, JournalAnchor& anchor)
{
    LineReader reader(line);
    const bool good = reader.literal("{\"position\":") && reader.number(anchor.position) && reader.literal(",\"hash\":\"")
        && reader.digest(anchor.hash) && reader.literal("\",\"count\":") && reader.number(anchor.count);
    if (!good)
        return LineKind::Unreadable;
    if (reader.literal(",\"signed\":false}"))
        return reader.atEnd() ? LineKind::Anchor : LineKind::Unreadable;
    Sha256Digest signature{};
    if (!reader.literal(",\"signed\":true,\"signature\":\"") || !reader.digest(signature) || !reader.literal("\"}") || !reader.atEnd())
        return LineKind::Unreadable;
    anchor.isSigned = true;
    return key && anchorSignature(*key, anchor) != signature ? LineKind::Forged : LineKind::Anchor;
}

std::string lineOf(const JournalAnchor& anchor, const std::optional<AnchorKey>& key)
{
    if (!key)
        return bodyOf(anchor) + ",\"signed\":false}\n";
    return bodyOf(anchor) + ",\"signed\":true,\"signature\":\"" + toHex(anchorSignature(*key, anchor)) + "\"}\n";
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

AnchorFile readAnchors(const AnchorPlace& place)
{
    const std::string text = contentOf(place.path, place.vfs);
    AnchorFile out;
    bool signedBefore = false;
    std::size_t from = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        JournalAnchor anchor;
        LineKind kind = parseAnchor(std::string_view(text).substr(from, end - from), place.key, anchor);
        // Who holds the key signs: an unsigned line behind a signed one was put there by somebody else.
        if (kind == LineKind::Anchor && place.key && signedBefore && !anchor.isSigned)
            kind = LineKind::Forged;
        signedBefore = signedBefore || anchor.isSigned;
        switch (kind) {
        case LineKind::Anchor: out.anchors.push_back(anchor); break;
        case LineKind::Unreadable: ++out.unreadable; break;
        case LineKind::Forged: ++out.forged; break;
        }
        from = end + 1;
    }
    return out;
}

bool appendAnchor(const AnchorPlace& place, const JournalAnchor& anchor)
{
    const std::string line = lineOf(anchor, place.key);
    if (!place.vfs.empty())
        return appendOnVfs(place.path, line, place.vfs);
    const int descriptor = ::open(place.path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return false;
    const bool written = dropTornLine(descriptor) && ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size())
        && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return written;
}

bool copyAnchors(const std::string& from, const std::string& to, std::int64_t lastPosition)
{
    const std::string text = contentOf(from, {});
    std::string kept;
    std::size_t at = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', at)) {
        const std::string_view line = std::string_view(text).substr(at, end + 1 - at);
        JournalAnchor anchor;
        if (parseAnchor(line.substr(0, line.size() - 1), std::nullopt, anchor) != LineKind::Anchor || anchor.position <= lastPosition)
            kept += line;
        at = end + 1;
    }
    if (kept.empty())
        return true;
    const int descriptor = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return false;
    const bool written = ::write(descriptor, kept.data(), kept.size()) == static_cast<ssize_t>(kept.size()) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    return written;
}

}  // namespace tradecore::infrastructure
