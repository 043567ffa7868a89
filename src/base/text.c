/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>

size_t cl_text_hash(const char *string) {
    size_t hash = 5381;
    for (; *string; string++)
        hash = hash * 33 + (unsigned char)*string;
    return hash;
}

cl_text cl_text_from(const char *string) {
    return string ? (cl_text){string, strlen(string)} : (cl_text){"", 0};
}

cl_text cl_text_slice(cl_text text, size_t start, size_t end) {
    if (end > text.length)
        end = text.length;
    if (start > end)
        start = end;
    if (!text.length)
        return (cl_text){"", 0}; /* text.bytes may be NULL */
    return (cl_text){text.bytes + start, end - start};
}

bool cl_text_equal(cl_text a, cl_text b) {
    return a.length == b.length && (!a.length || !memcmp(a.bytes, b.bytes, a.length));
}

bool cl_text_equal_nocase(cl_text a, cl_text b) {
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (cl_lower((unsigned char)a.bytes[i]) != cl_lower((unsigned char)b.bytes[i]))
            return false;
    return true;
}

bool cl_text_listed(cl_text text, const char *const *list) {
    if (!text.length)
        return false;
    int first = cl_lower((unsigned char)text.bytes[0]);
    for (; *list; list++)
        if (cl_lower((unsigned char)**list) == first &&
            cl_text_equal_nocase(text, cl_text_from(*list)))
            return true;
    return false;
}

bool cl_text_starts(cl_text text, const char *prefix) {
    size_t length = strlen(prefix);
    return length <= text.length &&
           cl_text_equal(cl_text_slice(text, 0, length), cl_text_from(prefix));
}

bool cl_text_starts_nocase(cl_text text, const char *prefix) {
    size_t length = strlen(prefix);
    return length <= text.length &&
           cl_text_equal_nocase(cl_text_slice(text, 0, length), cl_text_from(prefix));
}

bool cl_text_ends(cl_text text, const char *suffix) {
    size_t length = strlen(suffix);
    return length <= text.length &&
           cl_text_equal(cl_text_slice(text, text.length - length, text.length),
                         cl_text_from(suffix));
}

size_t cl_text_find(cl_text text, cl_text needle, size_t from) {
    if (!needle.length)
        return from <= text.length ? from : SIZE_MAX;
    while (from + needle.length <= text.length) {
        const char *hit =
            memchr(text.bytes + from, needle.bytes[0], text.length - needle.length + 1 - from);
        if (!hit)
            return SIZE_MAX;
        from = (size_t)(hit - text.bytes);
        if (!memcmp(hit, needle.bytes, needle.length))
            return from;
        from++;
    }
    return SIZE_MAX;
}

cl_text cl_text_trim(cl_text text) {
    while (text.length && cl_is_space((unsigned char)text.bytes[0])) {
        text.bytes++;
        text.length--;
    }
    while (text.length && cl_is_space((unsigned char)text.bytes[text.length - 1]))
        text.length--;
    return text;
}

uint32_t cl_utf8_decode(cl_text text, size_t offset, size_t *size) {
    if (offset >= text.length) {
        *size = 0;
        return 0;
    }
    const unsigned char *p = (const unsigned char *)text.bytes + offset;
    size_t left = text.length - offset;
    *size = 1;
    if (p[0] < 0x80)
        return p[0];
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : p[0] >= 0xC2 ? 2 : 0;
    if (!length || p[0] > 0xF4 || left < length)
        return 0xFFFD;
    uint32_t code_point = p[0] & (0x7F >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0xFFFD;
        code_point = code_point << 6 | (p[i] & 0x3F);
    }
    if (code_point < smallest[length] || code_point > 0x10FFFF ||
        (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0xFFFD;
    *size = length;
    return code_point;
}

size_t cl_utf8_encode(uint32_t code_point, char out[4]) {
    unsigned char *p = (unsigned char *)out;
    if (code_point < 0x80) {
        p[0] = (unsigned char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        p[0] = (unsigned char)(0xC0 | code_point >> 6);
        p[1] = (unsigned char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        p[0] = (unsigned char)(0xE0 | code_point >> 12);
        p[1] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
        p[2] = (unsigned char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    p[0] = (unsigned char)(0xF0 | code_point >> 18);
    p[1] = (unsigned char)(0x80 | (code_point >> 12 & 0x3F));
    p[2] = (unsigned char)(0x80 | (code_point >> 6 & 0x3F));
    p[3] = (unsigned char)(0x80 | (code_point & 0x3F));
    return 4;
}

size_t cl_utf8_valid_until(cl_text text) {
    size_t offset = 0;
    while (offset < text.length) {
        if ((unsigned char)text.bytes[offset] < 0x80) {
            offset++;
            continue;
        }
        size_t size;
        uint32_t code_point = cl_utf8_decode(text, offset, &size);
        if (code_point == 0xFFFD && size == 1)
            return offset;
        offset += size;
    }
    return offset;
}

size_t cl_text_code_points(cl_text text) {
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
    return count;
}

size_t cl_text_utf16_units(cl_text text) {
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        count += ((c & 0xC0) != 0x80) + (c >= 0xF0);
    }
    return count;
}
