// ReserveFile: space on the disk of the journal that is kept for the day on which the disk is full. Giving it back lets the journal
// record cancels and fills, and the user make room. Thread: the journal's.
#pragma once

#include <cstdint>
#include <string>

namespace tradecore::infrastructure {

class ReserveFile {
public:
    // bytes 0: no reserve is kept.
    ReserveFile(std::string path, std::int64_t bytes);

    // Makes the file, unless it stands or the disk has less than twice its size free. False where none stands afterwards.
    bool keep();
    void giveBack();
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    [[nodiscard]] bool isWanted() const { return m_bytes > 0; }

private:
    std::string m_path;
    std::int64_t m_bytes;
    bool m_isHeld = false;
};

}  // namespace tradecore::infrastructure
