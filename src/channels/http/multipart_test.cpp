// Forms as browsers send them, and forms that nobody sends honestly.
#include "channels/http/multipart.h"

#include <gtest/gtest.h>

namespace linli::http {
namespace {

const std::string form = "multipart/form-data; boundary=XX";

std::string part(const std::string& head, const std::string& body) {
    return "--XX\r\n" + head + "\r\n\r\n" + body + "\r\n";
}

TEST(Multipart, ReadsWhatBrowsersSend) {
    const std::string body =
        part("Content-Disposition: form-data; name=\"note\"", "两楼漏水") +
        part(
            "content-disposition: form-data; name=\"file\"; filename=\"C:\\照片\\a%22b.jpg\"\r\n"
            "Content-Type: image/JPEG",
            std::string("\r\n--X\0\r\n", 8)) +
        part("Content-Disposition: form-data; name=empty", "") + "--XX--\r\n";
    const auto parts = parse_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"XX\"", body);
    ASSERT_TRUE(parts) << parts.refusal().with;
    ASSERT_EQ(parts.value().size(), 3U);
    EXPECT_EQ(parts.value()[0].name, "note");
    EXPECT_EQ(parts.value()[0].bytes, "两楼漏水");
    EXPECT_EQ(parts.value()[1].filename, "a\"b.jpg");
    EXPECT_EQ(parts.value()[1].media_type, "image/jpeg");
    EXPECT_EQ(parts.value()[1].bytes, std::string_view("\r\n--X\0\r\n", 8));
    EXPECT_EQ(parts.value()[2].bytes, "");
}

TEST(Multipart, ReadsWhatItWrites) {
    const std::vector<Upload> sent = {{"file", "a.jpg", "image/jpeg", "--linli-form-boundary\r\n"},
                                      {"note", "", "", ""}};
    const Multipart made = multipart(sent);
    const auto read = parse_multipart(made.content_type, made.body);
    ASSERT_TRUE(read) << read.refusal().with;
    ASSERT_EQ(read.value().size(), 2U);
    EXPECT_EQ(read.value()[0].bytes, sent[0].bytes);
    EXPECT_EQ(read.value()[1].name, "note");
}

TEST(Multipart, RefusesTheRest) {
    const std::string good = part("Content-Disposition: form-data; name=\"a\"", "1");
    std::string many;
    for (std::size_t i = 0; i <= parts_max; ++i)
        many += good;
    const struct {
        std::string content_type, body, want;
    } rows[] = {
        {"application/json", good + "--XX--", "not multipart/form-data"},
        {"multipart/form-data", good + "--XX--", "no boundary"},
        {"multipart/form-data; boundary=", good + "--XX--", "no boundary"},
        {"multipart/form-data; boundary=\"XX", good + "--XX--", "no boundary"},
        {"multipart/form-data; boundary=" + std::string(71, 'x'), good, "no boundary"},
        {form, "", "does not begin with its boundary"},
        {form, "--XY\r\n", "does not begin with its boundary"},
        {form, "--XX", "a boundary that does not end its line"},
        {form, good + "--XXY", "a boundary that does not end its line"},
        {form, good, "a part that does not end"},
        {form, good.substr(0, good.size() - 2), "a part that does not end"},
        {form, "--XX\r\nContent-Disposition: form-data", "a part whose head does not end"},
        {form, "--XX\r\nX: " + std::string(5000, 'x') + "\r\n\r\n1\r\n--XX--",
         "a part whose head does not end"},
        {form, part("Content-Type: text/plain", "1") + "--XX--", "a part without a name"},
        {form, part("Content-Disposition: form-data", "1") + "--XX--", "a part without a name"},
        {form, part("Content-Disposition: attachment; name=a", "1") + "--XX--", "not form-data"},
        {form, part("nonsense", "1") + "--XX--", "a header without a colon"},
        {form, part("Content-Disposition: form-data; name=a; filename=\"\xff\"", "1") + "--XX--",
         "a filename that is not UTF-8"},
        {form, many + "--XX--", "too many parts"},
    };
    for (const auto& row : rows) {
        const auto parts = parse_multipart(row.content_type, row.body);
        ASSERT_FALSE(parts) << row.want;
        EXPECT_EQ(parts.refusal(), (Refusal{"bad_multipart", "", row.want}));
    }
}

}  // namespace
}  // namespace linli::http
