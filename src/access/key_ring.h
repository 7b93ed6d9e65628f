// The key file of an office, mode 0600, outside the database and in no backup: how values are
// sealed, the master keys that wrap the keys of records, and the secret that finding goes by. There
// is one master key, and two for as long as `linli rekey` works. A ring follows its file: whoever
// holds one notices another file without being told.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "access/cipher.h"

namespace linli::access {

// What the file says, in its order:
//     seals standard
//     finding 8c1f… (64 hexadecimal digits)
//     master 02ab…
//     master 77e0… (the one before, while rekey works)
// One of the first release holds the digits of its master key and nothing else.
struct KeyFile {
    Cipher cipher = Cipher::standard;
    std::string finding;
    std::vector<std::string> masters;  // newest first

    static KeyFile make(Cipher, Random&);
    // Throw Fault: missing, readable by others, damaged; not to be written.
    static KeyFile read(const std::string& path);
    // Puts it in the place of what was there, at once and for good, under the same owner.
    void write(const std::string& path) const;
};
std::string fresh_key(Random&);

// What a wrapped key says of its master key: enough to know it by, nothing to open it with.
constexpr std::size_t key_id_bytes = 4;
std::string key_id(Cipher, std::string_view master);

class KeyRing {
public:
    explicit KeyRing(std::string path);  // throws as KeyFile::read

    Cipher cipher() const { return cipher_; }
    const std::string& finding() const { return finding_; }

    struct Master {
        std::string id, key;
    };
    Master newest();  // as the file says now
    std::vector<Master> all();
    // Looks into the file again for one it does not know. Throws Fault when nobody has it.
    std::string master(std::string_view id);

private:
    struct Looked {
        std::uint64_t inode = 0;
        std::int64_t changed = 0;  // nanoseconds
        friend bool operator==(const Looked&, const Looked&) = default;
    };
    Looked look() const;
    void follow();
    const Master* known(std::string_view id) const;

    const std::string path_;
    Cipher cipher_;
    std::string finding_;
    std::mutex mutex_;
    Looked looked_;
    // Newest first. One that left the file stays known here: a long answer may still read keys as
    // they were before.
    std::vector<Master> masters_;
};

}  // namespace linli::access
