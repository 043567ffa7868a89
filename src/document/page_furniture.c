/* SPDX-License-Identifier: MIT */
#include "document/page_furniture.h"

#include <string.h>

/* Skips spaces, dashes and brackets round a page number. */
bool cl_is_page_number(cl_text text) {
    size_t at = 0, end = text.length;
    if (cl_text_starts_nocase(text, "page ")) {
        at = 5;
    }
    while (at < end && (text.bytes[at] == '-' || text.bytes[at] == ' ')) {
        at++;
    }
    while (end > at && (text.bytes[end - 1] == '-' || text.bytes[end - 1] == ' ')) {
        end--;
    }
    if (end - at > 1 && cl_is_upper((unsigned char)text.bytes[at]) && text.bytes[at + 1] == '-') {
        at += 2; /* "A-1" */
    }
    size_t digits = 0, roman = 0;
    while (at + digits < end && cl_is_digit((unsigned char)text.bytes[at + digits])) {
        digits++;
    }
    while (at + roman < end && strchr("ivx", text.bytes[at + roman])) {
        roman++;
    }
    if ((digits > 0 && digits <= 3 && at + digits == end) || (roman > 0 && at + roman == end)) {
        return true;
    }
    cl_text rest = cl_text_slice(text, at + digits, end);
    if (digits == 0 || digits > 3 ||
        !(cl_text_starts_nocase(rest, " of ") || cl_text_starts(rest, "/"))) {
        return false;
    }
    size_t from = rest.bytes[0] == '/' ? 1 : 4;
    for (size_t i = from; i < rest.length; i++) {
        if (!cl_is_digit((unsigned char)rest.bytes[i])) {
            return false;
        }
    }
    return rest.length > from && rest.length <= from + 3;
}

uint64_t cl_running_hash(cl_text text) {
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (c == ' ' ||
            (cl_is_digit(c) && i > 0 && cl_is_digit((unsigned char)text.bytes[i - 1]))) {
            continue;
        }
        hash = (hash ^ (cl_is_digit(c) ? '0' : c)) * 1099511628211u;
    }
    return hash;
}
