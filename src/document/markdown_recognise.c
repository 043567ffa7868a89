/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "document/markdown_reader.h"

static bool is_only(cl_text line, char c) {
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != c) {
            return false;
        }
    }
    return line.length > 0;
}

/* "# Title", and not "#1" or "##". */
static bool is_heading(cl_text line) {
    size_t hashes = 0;
    while (hashes < line.length && line.bytes[hashes] == '#') {
        hashes++;
    }
    return hashes > 0 && hashes <= 6 && hashes + 1 < line.length && line.bytes[hashes] == ' ' &&
           line.bytes[hashes + 1] != '#';
}

static bool holds_any(cl_text line, const char *const *marks) {
    for (; *marks; marks++) {
        if (cl_text_find(line, cl_text_from(*marks), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

static bool starts_with_any(cl_text line, const char *const *marks) {
    for (; *marks; marks++) {
        if (cl_text_starts(line, *marks)) {
            return true;
        }
    }
    return false;
}

/* "**Term**"; three asterisks, or some in brackets, stand for words left out. */
static bool holds_bold(cl_text line) {
    size_t open = cl_text_find(line, CL_TEXT("**"), 0);
    if (open == SIZE_MAX || open + 2 >= line.length ||
        (open > 0 && (line.bytes[open - 1] == '*' || line.bytes[open - 1] == '['))) {
        return false;
    }
    char first = line.bytes[open + 2];
    return (cl_is_alnum((unsigned char)first) || first == '"') &&
           cl_text_find(line, CL_TEXT("**"), open + 2) != SIZE_MAX;
}

/* "1\\. Term": a number that shall not begin a list. */
static bool has_escaped_number(cl_text line) {
    return line.length > 3 && cl_is_digit((unsigned char)line.bytes[0]) &&
           cl_text_find(cl_text_slice(line, 1, 4), CL_TEXT("\\."), 0) != SIZE_MAX;
}

/* Set with spaces, as typewritten pages are: there a line of "=" is a rule. In Markdown such lines
 * are code, and few. */
static bool is_typewritten(cl_text head) {
    static const char deep[] = "\n        ";
    size_t lines = 1, indented = 0;
    for (size_t at = 0; at + sizeof deep < head.length; at++) {
        const char *stop = memchr(head.bytes + at, '\n', head.length - at - sizeof deep);
        if (!stop) {
            break;
        }
        at = (size_t)(stop - head.bytes);
        lines++;
        indented += !memcmp(stop, deep, sizeof deep - 1);
    }
    return indented * 10 > lines;
}

/* Points for one line of mark-up; several are needed, since contracts have asterisks and dashes
 * too. */
static int line_points(cl_text line, cl_text previous, bool typewritten) {
    static const char *const links[] = {"](http", "](#", "](/", "](mailto:", NULL};
    static const char *const starts[] = {"```", "<!--", "> [!", "- [ ]", NULL};
    bool underlined = line.length >= 3 && previous.length > 0 && line.bytes[0] == '=' &&
                      is_only(line, '=') && !typewritten;
    bool row =
        line.length > 3 && line.bytes[0] == '|' && cl_text_find(line, CL_TEXT("--"), 0) != SIZE_MAX;
    int points = is_heading(line) ? 3 : 0;
    points += holds_any(line, links) ? 3 : 0;
    points += holds_bold(line) ? 2 : 0;
    points += underlined ? 3 : 0;
    points += row ? 3 : 0;
    points += starts_with_any(line, starts) || has_escaped_number(line) ? 3 : 0;
    return points;
}

int cl_markdown_recognise(cl_text head) {
    if (cl_text_starts(head, "\xEF\xBB\xBF")) {
        head = cl_text_slice(head, 3, head.length);
    }
    int points = cl_text_starts(head, "---\n") || cl_text_starts(head, "---\r\n") ? 3 : 0;
    cl_text previous = {"", 0};
    bool typewritten = is_typewritten(head);
    enum { ENOUGH = 3 };
    for (size_t at = 0; at < head.length && points < ENOUGH;) {
        const char *stop = memchr(head.bytes + at, '\n', head.length - at);
        size_t end = stop ? (size_t)(stop - head.bytes) : head.length;
        cl_text line = cl_text_trim(cl_text_slice(head, at, end));
        points += line_points(line, previous, typewritten);
        previous = line;
        at = end + 1;
    }
    return points >= ENOUGH ? 60 : 0;
}
