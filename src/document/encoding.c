/* SPDX-License-Identifier: MIT */
#include "document/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet/uchardet.h>

enum { BAD_TOLD = 10 }; /* a picture read as text must not give a million notices */

/* Decoded text while it grows: bytes on the heap, origins in the arena once the length is known. */
typedef struct output {
    cl_buffer text;
    cl_buffer origin; /* uint32_t each */
    size_t bad_count; /* stretches of bytes that could not be decoded */
    struct {
        size_t at, from; /* in the decoded text, in the file */
    } bad[BAD_TOLD];
    size_t bad_end; /* of the last stretch, in the decoded text */
} output;

static void put(output *out, uint32_t c, size_t from) {
    char bytes[4];
    size_t size = cl_utf8_encode(c, bytes);
    uint32_t origin[4] = {(uint32_t)from, (uint32_t)from, (uint32_t)from, (uint32_t)from};
    cl_buffer_add(&out->text, bytes, size);
    cl_buffer_add(&out->origin, (const char *)origin, size * sizeof *origin);
}

static void put_bad(output *out, size_t from) {
    if (out->bad_count == 0 || out->text.length != out->bad_end) {
        if (out->bad_count < BAD_TOLD) {
            out->bad[out->bad_count].at = out->text.length;
            out->bad[out->bad_count].from = from;
        }
        out->bad_count++;
    }
    put(out, 0xFFFD, from);
    out->bad_end = out->text.length;
}

static cl_place place_of(const char *name, cl_text text, size_t offset) {
    cl_place place = {name, 1, 1};
    size_t start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (text.bytes[i] == '\n') {
            place.line++;
            start = i + 1;
        }
    }
    place.column = (uint32_t)cl_text_code_points(cl_text_slice(text, start, offset)) + 1;
    return place;
}

static cl_decoded finish(output *out, cl_arena *arena, const char *name, cl_text bytes,
                         cl_notices *notices) {
    uint32_t end = (uint32_t)bytes.length;
    cl_buffer_add(&out->origin, (const char *)&end, sizeof end);
    cl_decoded decoded = {0};
    size_t length = out->text.length;
    decoded.text = (cl_text){cl_arena_copy(arena, length ? out->text.bytes : "", length), length};
    uint32_t *origin = CL_ARRAY(arena, length + 1, uint32_t);
    memcpy(origin, out->origin.bytes, (length + 1) * sizeof *origin);
    decoded.origin = origin;
    for (size_t i = 0; i < out->bad_count && i < BAD_TOLD; i++) {
        cl_notices_add(arena, notices, "undecodable-bytes",
                       place_of(name, decoded.text, out->bad[i].at),
                       "The file cannot be decoded here (byte %zu); the place is shown as U+FFFD. "
                       "Words may be missed.",
                       out->bad[i].from);
    }
    if (out->bad_count > BAD_TOLD) {
        cl_notices_add(arena, notices, "undecodable-bytes", (cl_place){name, 0, 0},
                       "%zu more places of the file cannot be decoded. Is it text at all, in the "
                       "encoding it says?",
                       out->bad_count - BAD_TOLD);
    }
    cl_buffer_release(&out->text);
    cl_buffer_release(&out->origin);
    return decoded;
}

static unsigned unit_at(cl_text bytes, size_t at, bool big) {
    unsigned a = (unsigned char)bytes.bytes[at], b = (unsigned char)bytes.bytes[at + 1];
    return big ? a << 8 | b : b << 8 | a;
}

/* 0: no UTF-16; 1: little endian; 2: big endian. */
static int utf16_kind(cl_text head) {
    if (head.length < 2) {
        return 0;
    }
    unsigned mark = unit_at(head, 0, true);
    if (mark == 0xFEFF) {
        return 2;
    }
    if (mark == 0xFFFE) {
        return 1;
    }
    /* Without mark: Latin text has a NUL in nearly every second byte, always on the same side. */
    size_t sample = head.length < 4096 ? head.length & ~(size_t)1 : 4096;
    size_t even = 0, odd = 0;
    for (size_t i = 0; i < sample; i += 2) {
        even += head.bytes[i] == 0 && head.bytes[i + 1] != 0;
        odd += head.bytes[i + 1] == 0 && head.bytes[i] != 0;
    }
    size_t units = sample / 2;
    if (units < 4) {
        return 0;
    }
    if (odd * 10 >= units * 8 && even * 50 <= units) {
        return 1;
    }
    return even * 10 >= units * 8 && odd * 50 <= units ? 2 : 0;
}

bool cl_encoding_is_utf16(cl_text head) {
    return utf16_kind(head) != 0;
}

static void decode_utf16(output *out, cl_text bytes, bool big) {
    size_t at = 0;
    if (bytes.length >= 2 && unit_at(bytes, 0, big) == 0xFEFF) {
        at = 2;
    }
    while (at + 1 < bytes.length) {
        unsigned unit = unit_at(bytes, at, big);
        if (unit < 0xD800 || unit > 0xDFFF) {
            put(out, unit, at);
            at += 2;
            continue;
        }
        unsigned low = at + 3 < bytes.length ? unit_at(bytes, at + 2, big) : 0;
        if (unit < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF) {
            put(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), at);
            at += 4;
        } else {
            put_bad(out, at);
            at += 2;
        }
    }
    if (at < bytes.length) {
        put_bad(out, at);
    }
}

static void decode_utf8(output *out, cl_text bytes, size_t from) {
    while (from < bytes.length) {
        size_t size = 0;
        uint32_t c = cl_utf8_decode(bytes, from, &size);
        if (c == 0xFFFD && size == 1) {
            put_bad(out, from);
        } else {
            put(out, c, from);
        }
        from += size;
    }
}

static void decode_windows_1252(output *out, cl_text bytes) {
    static const uint16_t high[32] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char c = (unsigned char)bytes.bytes[i];
        uint32_t code = c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
        if (code == 0 && c != 0) {
            put_bad(out, i);
        } else {
            put(out, code, i);
        }
    }
}

/* One character at a time, so that each knows where it came from. The converter is shown no more
 * bytes than it needs: given all of them it would convert a block ahead, each time anew. */
static size_t decode_character(output *out, iconv_t converter, cl_text bytes, size_t at) {
    enum { LONGEST = 8 };
    size_t most = bytes.length - at < LONGEST ? bytes.length - at : LONGEST;
    for (size_t length = 1; length <= most; length++) {
        unsigned char code[8];
        char *in = (char *)(uintptr_t)(bytes.bytes + at), *to = (char *)code;
        size_t left = length, room = sizeof code;
        size_t result = iconv(converter, &in, &left, &to, &room);
        int problem = result == (size_t)-1 ? errno : 0;
        for (size_t i = 0; i + 4 <= sizeof code - room; i += 4) {
            put(out, (uint32_t)code[i] | (uint32_t)code[i + 1] << 8 | (uint32_t)code[i + 2] << 16,
                at);
        }
        if (left < length) {
            return length - left;
        }
        if (problem != EINVAL) {
            break;
        }
    }
    put_bad(out, at);
    return 1;
}

static bool decode_iconv(output *out, cl_text bytes, const char *encoding) {
    iconv_t converter = iconv_open("UTF-32LE", encoding);
    if (converter == (iconv_t)-1) {
        return false;
    }
    for (size_t at = 0; at < bytes.length;) {
        at += decode_character(out, converter, bytes, at);
    }
    iconv_close(converter);
    return true;
}

/* Typographic marks that English contracts saved on Windows have; anything else asks uchardet. */
static bool looks_windows_1252(cl_text bytes) {
    static const char usual[] =
        "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA3\xA7\xA9\xAD\xAE\xB0"
        "\xB6\xB7\xBD\xE9";
    for (size_t i = 0; i < bytes.length; i++) {
        if ((unsigned char)bytes.bytes[i] >= 0x80 &&
            !memchr(usual, bytes.bytes[i], sizeof usual - 1)) {
            return false;
        }
    }
    return true;
}

static const char *guess_encoding(cl_arena *arena, cl_text bytes) {
    if (looks_windows_1252(bytes)) {
        return "WINDOWS-1252";
    }
    enum {
        SAMPLE = 64 << 10
    }; /* from the first letter beyond ASCII on: more costs time, not doubt */
    size_t from = 0;
    while (from < bytes.length && (unsigned char)bytes.bytes[from] < 0x80) {
        from++;
    }
    cl_text sample =
        cl_text_slice(bytes, from, from + SAMPLE < bytes.length ? from + SAMPLE : bytes.length);
    uchardet_t detector = uchardet_new();
    uchardet_handle_data(detector, sample.bytes, sample.length);
    uchardet_data_end(detector);
    const char *name = cl_arena_strdup(arena, uchardet_get_charset(detector));
    uchardet_delete(detector);
    static const char *const western[] = {"", "ASCII", "ISO-8859-1", "ISO-8859-15", "UTF-8", NULL};
    for (size_t i = 0; western[i]; i++) {
        if (strcmp(name, western[i]) == 0) {
            return "WINDOWS-1252";
        }
    }
    return name;
}

/* A file with a few broken bytes among sound UTF-8 is damaged UTF-8, not another encoding. */
static bool mostly_utf8(cl_text bytes) {
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < bytes.length;) {
        size_t size = 1;
        if ((unsigned char)bytes.bytes[at] >= 0x80) {
            uint32_t c = cl_utf8_decode(bytes, at, &size);
            if (c == 0xFFFD && size == 1) {
                bad++;
            } else {
                good++;
            }
        }
        at += size;
    }
    return good > bad;
}

/* Browsers read these as Windows-1252 (WHATWG Encoding 4.2), and so were they written. */
static bool means_windows_1252(const char *encoding) {
    static const char *const names[] = {"iso-8859-1", "latin1",       "latin-1",  "us-ascii",
                                        "ascii",      "windows-1252", "cp1252",   "iso8859-1",
                                        "iso_8859-1", "x-cp1252",     "iso88591", NULL};
    for (size_t i = 0; names[i]; i++) {
        if (cl_text_equal_nocase(cl_text_from(encoding), cl_text_from(names[i]))) {
            return true;
        }
    }
    return false;
}

/* False when the encoding is not known. */
static bool decode_as(output *out, cl_text bytes, const char *encoding) {
    if (means_windows_1252(encoding)) {
        decode_windows_1252(out, bytes);
        return true;
    }
    return *encoding && decode_iconv(out, bytes, encoding);
}

cl_decoded cl_decode_declared(cl_arena *arena, const char *name, cl_text bytes, cl_text encoding,
                              cl_notices *notices) {
    output out = {0};
    int utf16 = utf16_kind(bytes);
    if (utf16) {
        decode_utf16(&out, bytes, utf16 == 2);
        return finish(&out, arena, name, bytes, notices);
    }
    size_t mark = cl_text_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
    if (cl_utf8_valid_until(bytes) == bytes.length) {
        cl_text body = cl_text_slice(bytes, mark, bytes.length);
        const char *copy = cl_arena_copy(arena, body.bytes, body.length);
        return (cl_decoded){{copy, body.length}, NULL, (uint32_t)mark};
    }
    if (mark || mostly_utf8(bytes)) {
        decode_utf8(&out, bytes, mark);
        return finish(&out, arena, name, bytes, notices);
    }
    const char *said = cl_arena_copy(arena, encoding.bytes, encoding.length);
    bool utf8 = cl_text_equal_nocase(encoding, CL_TEXT("utf-8")); /* it is not: see above */
    if (!utf8 && decode_as(&out, bytes, said)) {
        return finish(&out, arena, name, bytes, notices);
    }
    const char *guess = guess_encoding(arena, bytes);
    if (!decode_as(&out, bytes, guess)) {
        guess = "WINDOWS-1252";
        decode_windows_1252(&out, bytes);
    }
    cl_notices_add(
        arena, notices, "encoding-guessed", (cl_place){name, 0, 0},
        "The file is not UTF-8; it was read as %s. If letters look wrong, save it as UTF-8.",
        guess);
    return finish(&out, arena, name, bytes, notices);
}

cl_decoded cl_decode(cl_arena *arena, const char *name, cl_text bytes, cl_notices *notices) {
    return cl_decode_declared(arena, name, bytes, (cl_text){"", 0}, notices);
}

cl_text cl_encoding_head(cl_arena *arena, cl_text head) {
    int utf16 = utf16_kind(head);
    if (!utf16) {
        return head;
    }
    output out = {0};
    decode_utf16(&out, head, utf16 == 2);
    cl_text text = cl_buffer_text(&out.text);
    text.bytes = cl_arena_copy(arena, text.length ? text.bytes : "", text.length);
    cl_buffer_release(&out.text);
    cl_buffer_release(&out.origin);
    return text;
}
