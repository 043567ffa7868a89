/* SPDX-License-Identifier: MIT
 *
 * Borrowed text and byte spans. All text inside the program is valid UTF-8 and measured in bytes;
 * other units exist only where a report needs them (cl_text_code_points, cl_text_utf16_units).
 */
#ifndef CL_BASE_TEXT_H
#define CL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that someone else owns; not NUL-terminated. */
typedef struct cl_text {
    const char *bytes;
    size_t length;
} cl_text;

/* Byte offsets, end exclusive. */
typedef struct cl_span {
    size_t start, end;
} cl_span;

#define CL_TEXT(literal) ((cl_text){"" literal, sizeof(literal) - 1})

cl_text cl_text_from(const char *string); /* of a NUL-terminated string; NULL gives empty text */
size_t cl_text_hash(const char *string);  /* for tables of NUL-terminated strings */
cl_text cl_text_slice(cl_text text, size_t start, size_t end);
bool cl_text_equal(cl_text a, cl_text b);
bool cl_text_equal_nocase(cl_text a, cl_text b); /* ASCII case only */
/* Is it, in any case of ASCII letters, one of a NULL-terminated list? Empty text never is. */
bool cl_text_listed(cl_text text, const char *const *list);
bool cl_text_starts(cl_text text, const char *prefix);
bool cl_text_starts_nocase(cl_text text, const char *prefix);
bool cl_text_ends(cl_text text, const char *suffix);
/* Byte offset of `needle` at or after `from`, or SIZE_MAX. */
size_t cl_text_find(cl_text text, cl_text needle, size_t from);
/* Without ASCII white space at both ends. */
cl_text cl_text_trim(cl_text text);

/* Decodes one code point at `offset`; sets *size to its bytes (1–4). Invalid UTF-8 gives U+FFFD,
 * size 1. At or past the end: 0, size 0. */
uint32_t cl_utf8_decode(cl_text text, size_t offset, size_t *size);
/* Writes 1–4 bytes; returns how many. */
size_t cl_utf8_encode(uint32_t code_point, char out[4]);
/* Byte offset of the first invalid sequence, or text.length when all is valid. */
size_t cl_utf8_valid_until(cl_text text);

size_t cl_text_code_points(cl_text text);
size_t cl_text_utf16_units(cl_text text);

/* ASCII classification that does not depend on the locale. */
static inline bool cl_is_space(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool cl_is_digit(int c) {
    return c >= '0' && c <= '9';
}
static inline bool cl_is_upper(int c) {
    return c >= 'A' && c <= 'Z';
}
static inline bool cl_is_lower(int c) {
    return c >= 'a' && c <= 'z';
}
static inline bool cl_is_alpha(int c) {
    return cl_is_upper(c) || cl_is_lower(c);
}
static inline bool cl_is_alnum(int c) {
    return cl_is_alpha(c) || cl_is_digit(c);
}
static inline int cl_lower(int c) {
    return cl_is_upper(c) ? c + ('a' - 'A') : c;
}

#endif
