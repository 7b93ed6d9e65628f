#include "access/key_ring.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/check.h"
#include "base/fault.h"
#include "base/text.h"

namespace linli::access {
namespace {

struct stat status_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        throw Fault("the key file " + path +
                    " is missing: put back the copy that was kept apart from the backups");
    }
    return status;
}

// A file in the making, gone again unless it was put in place.
class NewFile {
public:
    explicit NewFile(std::string path)
        : path_(std::move(path)),
          file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
        if (file_ < 0) throw Fault("cannot make the key file " + path_);
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        ::close(file_);
        ::unlink(path_.c_str());
    }

    void give_to_owner_of(const std::string& other) const {
        struct stat status {};
        if (::stat(other.c_str(), &status) != 0) return;
        if (::fchown(file_, status.st_uid, status.st_gid) != 0) {
            throw Fault("cannot give the new key file to the owner of " + other +
                        ": run this as that user");
        }
    }
    void write(const std::string& text) const {
        const bool kept =
            ::write(file_, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
            ::fsync(file_) == 0;
        if (!kept) throw Fault("cannot write the key file " + path_ + ": is the disk full?");
    }
    void put_in_place_of(const std::string& other) const {
        if (::rename(path_.c_str(), other.c_str()) != 0) {
            throw Fault("cannot put the new key file in place of " + other);
        }
        const std::string folder =
            std::filesystem::absolute(std::filesystem::path(other)).parent_path().string();
        const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const bool kept = directory >= 0 && ::fsync(directory) == 0;
        if (directory >= 0) ::close(directory);
        if (!kept) throw Fault("cannot sync the folder of " + other);
    }

private:
    std::string path_;
    int file_;
};

}  // namespace

std::string fresh_key(Random& random) {
    std::string key(key_bytes, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
    return key;
}

std::string key_id(Cipher cipher, std::string_view master) {
    return keyed_digest(digest_of(cipher), master, "linli key id").substr(0, key_id_bytes);
}

KeyFile KeyFile::make(Cipher cipher, Random& random) {
    return {cipher, fresh_key(random), {fresh_key(random)}};
}

KeyFile KeyFile::read(const std::string& path) {
    if ((status_of(path).st_mode & 077) != 0) {
        throw Fault("the key file " + path + " can be read by others: chmod 600 it");
    }
    const auto damaged = [&] { return Fault("the key file " + path + " is damaged"); };
    const auto key_in = [&](const std::string& word) {
        std::string key(key_bytes, '\0');
        std::size_t size = 0;
        const int parsed = sodium_hex2bin(reinterpret_cast<unsigned char*>(key.data()), key.size(),
                                          word.data(), word.size(), nullptr, &size, nullptr);
        if (parsed != 0 || size != key_bytes) throw damaged();
        return key;
    };
    std::ifstream file(path);
    KeyFile is;
    bool has_cipher = false;
    std::string name, value;
    if (file >> name && name.size() == key_bytes * 2) {  // the first release: the master key alone
        is.masters.push_back(key_in(name));
        is.finding = keyed_digest(Digest::sha256, is.masters.front(), "trace");
        return is;
    }
    file.seekg(0);
    while (file >> name >> value) {
        if (name == "seals" && cipher_named(value)) {
            is.cipher = *cipher_named(value);
            has_cipher = true;
        } else if (name == "finding") {
            is.finding = key_in(value);
        } else if (name == "master") {
            is.masters.push_back(key_in(value));
        } else {
            throw damaged();
        }
    }
    if (!has_cipher || is.finding.empty() || is.masters.empty()) throw damaged();
    return is;
}

void KeyFile::write(const std::string& path) const {
    std::string said = "seals " + std::string(name_of(cipher)) + "\n";
    said += "finding " + text::hex(finding) + "\n";
    for (const std::string& master : masters)
        said += "master " + text::hex(master) + "\n";
    const NewFile file(path + ".new");
    file.give_to_owner_of(path);
    file.write(said);
    file.put_in_place_of(path);
}

KeyRing::KeyRing(std::string path) : path_(std::move(path)) {
    const KeyFile file = KeyFile::read(path_);
    cipher_ = file.cipher;
    finding_ = file.finding;
    follow();
}

KeyRing::Looked KeyRing::look() const {
    const struct stat status = status_of(path_);
    constexpr std::int64_t nanoseconds = 1'000'000'000;
    return {status.st_ino, status.st_mtim.tv_sec * nanoseconds + status.st_mtim.tv_nsec};
}

// Hold mutex_ from here on. Looked at before it is read: at worst it is read once too often.
void KeyRing::follow() {
    const Looked now = look();
    if (now == looked_) return;
    const KeyFile file = KeyFile::read(path_);
    if (file.cipher != cipher_ || file.finding != finding_) {
        throw Fault("the key file " + path_ + " became that of another store");
    }
    std::vector<Master> masters;
    for (const std::string& key : file.masters)
        masters.push_back({key_id(cipher_, key), key});
    for (Master& before : masters_) {
        const auto same = [&](const Master& one) { return one.id == before.id; };
        if (std::none_of(masters.begin(), masters.end(), same))
            masters.push_back(std::move(before));
    }
    masters_ = std::move(masters);
    looked_ = now;
}

const KeyRing::Master* KeyRing::known(std::string_view id) const {
    const auto found = std::find_if(masters_.begin(), masters_.end(),
                                    [&](const Master& one) { return one.id == id; });
    return found == masters_.end() ? nullptr : &*found;
}

KeyRing::Master KeyRing::newest() {
    const std::lock_guard lock(mutex_);
    follow();
    return masters_.front();
}

std::vector<KeyRing::Master> KeyRing::all() {
    const std::lock_guard lock(mutex_);
    follow();
    return masters_;
}

std::string KeyRing::master(std::string_view id) {
    const std::lock_guard lock(mutex_);
    if (const Master* found = known(id)) return found->key;
    follow();
    if (const Master* found = known(id)) return found->key;
    throw Fault("the key file does not belong to this store");
}

}  // namespace linli::access
