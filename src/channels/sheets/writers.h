// The two writers behind sheet.h, and the temporary file that both fill.
#pragma once

#include <cstdio>

#include "channels/sheets/sheet.h"

namespace linli::sheets {

// A file that is gone as soon as nobody holds it.
class UnlinkedFile {
public:
    explicit UnlinkedFile(const std::string& folder);  // throws Fault
    ~UnlinkedFile();
    UnlinkedFile(const UnlinkedFile&) = delete;
    UnlinkedFile& operator=(const UnlinkedFile&) = delete;

    std::string path() const;  // a name under which it can still be opened
    void append(std::string_view bytes);
    static Pieces pieces(std::shared_ptr<UnlinkedFile>);

private:
    int descriptor_ = -1;
};

std::unique_ptr<SheetWriter> begin_xlsx(const Table&, const std::string& folder);
std::unique_ptr<SheetWriter> begin_csv(const Table&, const std::string& folder);

}  // namespace linli::sheets
