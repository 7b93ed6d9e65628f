// Chinese addresses as people type them, taken apart:
// 浙江省宁波市海曙区望潮社区望潮新村3幢2单元201室, 浪花路12弄5号302, 3-2-201. The words behind
// numbers are data, programmes/common/imports/address.csv. Whether such a place exists is not known
// here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linli::sheets {

struct AddressPart {
    std::string kind;  // road, estate, building, stairwell, house
    std::string name;  // "望潮新村", "3幢", "2单元", "201"
    friend bool operator==(const AddressPart&, const AddressPart&) = default;
};

struct Address {
    std::vector<std::string> regions;  // 浙江省, 宁波市, 海曙区, 望潮社区
    std::vector<AddressPart> parts;    // from the widest to the narrowest
    std::string rest;                  // what could not be understood
};
// `behind` is what stands before it in another cell: 2-201 in 3幢 is a stairwell and a house, alone
// a building and a house.
Address parse_address(std::string_view text, const Address& behind = {});

// The part for a cell of a column of its own: "3", "3幢" and "3号楼" are buildings.
AddressPart address_part(std::string_view kind, std::string_view text);

// What two spellings of a name have in common: 3幢, 3栋 and 03号楼; 201 and 201室; 幸福里 and
// 幸福里小区.
std::string name_key(std::string_view kind, std::string_view name);

}  // namespace linli::sheets
