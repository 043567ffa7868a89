/* SPDX-License-Identifier: MIT */
#include "document/text_title.h"

#include "document/typed_label.h"

enum { LONGEST = 80, SHORTEST = 4, LETTERS = 5 };

static int byte_at(cl_text text, size_t at) {
    return at < text.length ? (unsigned char)text.bytes[at] : 0;
}

static size_t skip_spaces(cl_text text, size_t at) {
    while (byte_at(text, at) == ' ') {
        at++;
    }
    return at;
}

bool cl_title_at(cl_text text, size_t at) {
    at = skip_spaces(text, at);
    size_t end = at;
    while (end < text.length && end - at < LONGEST && text.bytes[end] != '.' &&
           text.bytes[end] != '\n') {
        end++;
    }
    return byte_at(text, end) == '.' && byte_at(text, end + 1) == ' ' &&
           cl_is_upper(byte_at(text, skip_spaces(text, end + 1))) &&
           cl_text_is_title(cl_text_slice(text, at, end));
}

bool cl_caps_title_at(cl_text text, size_t at) {
    size_t end = at, letters = 0;
    while (end < text.length && end - at < LONGEST && text.bytes[end] != ':' &&
           text.bytes[end] != '.' && text.bytes[end] != '\n' &&
           !cl_is_lower((unsigned char)text.bytes[end])) {
        letters += cl_is_upper((unsigned char)text.bytes[end]);
        end++;
    }
    int stop = byte_at(text, end);
    return letters >= LETTERS && (stop == ':' || stop == '.') && byte_at(text, end + 1) == ' ';
}

bool cl_title_ends_paragraph(cl_text text, size_t at, bool caps) {
    size_t end = at;
    while (end < text.length && end - at <= LONGEST && text.bytes[end] != '\n' &&
           !cl_is_digit((unsigned char)text.bytes[end])) {
        end++;
    }
    if (end < text.length) {
        size_t next = skip_spaces(text, end + 1);
        next += byte_at(text, next) == '\r';
        if (text.bytes[end] != '\n' || (next < text.length && text.bytes[next] != '\n')) {
            return false;
        }
    }
    cl_text title = cl_text_trim(cl_text_slice(text, at, end));
    if (title.length && title.bytes[title.length - 1] == '.') {
        title.length--;
    }
    return title.length >= SHORTEST && end - at <= LONGEST &&
           (caps ? cl_text_is_caps(title) : cl_text_is_title(title));
}
