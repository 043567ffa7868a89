/* SPDX-License-Identifier: MIT */
#include "document_fixture.h"

#include "document/encoding.h"

TestSuite(encoding, .init = set_up, .fini = tear_down);

static cl_decoded decode(const char *bytes, size_t length, cl_notices *notices) {
    cl_decoded decoded = cl_decode(arena, "test", (cl_text){bytes, length}, notices);
    cr_assert_eq(cl_utf8_valid_until(decoded.text), decoded.text.length);
    return decoded;
}

static void expect_text(cl_decoded decoded, const char *text) {
    cr_assert(cl_text_equal(decoded.text, cl_text_from(text)), "[%s]", decoded.text.bytes);
}

Test(encoding, utf8_needs_no_way_back) {
    cl_notices notices = {0};
    cl_decoded decoded = decode("\xEF\xBB\xBF"
                                "caf\u00E9",
                                8, &notices);
    expect_text(decoded, "caf\u00E9");
    cr_assert_null(decoded.origin);
    cr_assert_eq(decoded.byte_order_mark, 3);
    cr_assert_eq(notices.count, 0);
}

Test(encoding, utf16_with_a_mark) {
    cl_notices notices = {0};
    cl_decoded decoded = decode("\xFE\xFF\0a\x20\x19\xD8\x3D\xDE\x00", 10, &notices);
    expect_text(decoded, "a\u2019\U0001F600");
    cr_assert_eq(decoded.origin[0], 2);
    cr_assert_eq(decoded.origin[1], 4);
    cr_assert_eq(decoded.origin[4], 6);
    cr_assert_eq(decoded.origin[decoded.text.length], 10);
}

Test(encoding, utf16_without_a_mark) {
    cl_notices notices = {0};
    static const char bytes[] = "T\0h\0e\0 \0f\0e\0e\0 \0i\0s\0 \0d\0u\0e\0.\0";
    expect_text(decode(bytes, sizeof bytes - 1, &notices), "The fee is due.");
    const cl_document *d = load_bytes(bytes, sizeof bytes - 1, CL_FORMAT_TEXT);
    cr_assert_eq(cl_document_position(d, 4).byte, 8);
}

Test(encoding, lone_surrogates_are_told) {
    cl_notices notices = {0};
    expect_text(decode("\xFF\xFE"
                       "a\0\x00\xD8"
                       "b\0",
                       8, &notices),
                "a\uFFFD"
                "b");
    cr_assert_eq(notices.count, 1);
    cr_assert_str_eq(notices.items[0].id, "undecodable-bytes");
    cr_assert_eq(notices.items[0].place.line, 1);
    cr_assert_eq(notices.items[0].place.column, 2);
}

Test(encoding, windows_1252) {
    cl_notices notices = {0};
    static const char bytes[] = "the \x93"
                                "Fee\x94 \x96 \x80"
                                "5 \xA7 3";
    cl_decoded decoded = decode(bytes, sizeof bytes - 1, &notices);
    expect_text(decoded, "the \u201CFee\u201D \u2013 \u20AC"
                         "5 \u00A7 3");
    cr_assert_eq(decoded.origin[7], 5);
    cr_assert_str_eq(notices.items[0].id, "encoding-guessed");
}

Test(encoding, broken_utf8_stays_utf8) {
    cl_notices notices = {0};
    expect_text(decode("caf\u00E9 na\u00EFve\nx \xFF y", 18, &notices),
                "caf\u00E9 na\u00EFve\nx \uFFFD y");
    cr_assert_eq(notices.count, 1);
    cr_assert_str_eq(notices.items[0].id, "undecodable-bytes");
    cr_assert_eq(notices.items[0].place.line, 2);
    cr_assert_eq(notices.items[0].place.column, 3);
}

Test(encoding, other_scripts_are_guessed) {
    cl_notices notices = {0};
    /* "The contract enters into force on the day of signing" in Russian, KOI8-R. */
    static const char bytes[] =
        "\xE4\xCF\xC7\xCF\xD7\xCF\xD2 \xD7\xD3\xD4\xD5\xD0\xC1\xC5\xD4 \xD7 "
        "\xD3\xC9\xCC\xD5 \xD7 \xC4\xC5\xCE\xD8 "
        "\xD0\xCF\xC4\xD0\xC9\xD3\xC1\xCE\xC9\xD1.";
    cl_decoded decoded = decode(bytes, sizeof bytes - 1, &notices);
    cr_assert(cl_text_starts(decoded.text, "\u0414\u043E\u0433\u043E\u0432\u043E\u0440"));
    cr_assert_eq(decoded.origin[2], 1);
}

Test(encoding, file_offsets_count_the_mark) {
    const cl_document *d = load_text("\xEF\xBB\xBFThe fee is due.");
    cr_assert_eq(cl_document_position(d, 0).byte, 3);
    cr_assert_eq(cl_document_position(d, 4).byte, 7);
    cr_assert_eq(cl_document_position(d, 4).column, 5);
}

Test(encoding, every_undecodable_place_is_told) {
    cl_notices notices = {0};
    decode("caf\u00E9 na\u00EFve \u00E9\u00E9\nx \xFF\xFE y\n\xFF", 26, &notices);
    cr_assert_eq(notices.count, 2); /* neighbours are one place */
    cr_assert_eq(notices.items[1].place.line, 3);
    cr_assert_eq(notices.items[1].place.column, 1);
    cr_assert(strstr(notices.items[1].message, "(byte 25)"));
    cl_notices many = {0};
    char bytes[4 + 60] = "\u00E9\u00E9";
    for (size_t i = 0; i < 20; i++) {
        memcpy(bytes + 4 + 3 * i, "\u00E9\xFF", 3);
    }
    decode(bytes, sizeof bytes, &many);
    cr_assert_eq(many.count, 11);
    cr_assert(strstr(many.items[10].message, "10 more"));
}

Test(encoding, utf16_markdown_is_markdown) {
    static const char page[] = "# Terms\n\n1. **Fee**\n";
    char bytes[2 * sizeof page];
    size_t n = 0;
    for (size_t i = 0; i + 1 < sizeof page; i++) {
        bytes[n++] = '\0';
        bytes[n++] = page[i];
    }
    const cl_document *d = load_bytes(bytes, n, CL_FORMAT_MARKDOWN);
    expect(d, 0, "", "Terms");
    expect(d, 1, "1.", "Fee");
}
