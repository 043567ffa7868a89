/* SPDX-License-Identifier: MIT */
#include "document/html_style.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_NUMBER = 100000, LARGEST_INDENT = 20000 };

/* Sorted by name; what is not here is inline. */
static const struct {
    const char *name;
    cl_html_role role;
} roles[] = {
    {"a", CL_HTML_ANCHOR},         {"address", CL_HTML_BLOCK},    {"article", CL_HTML_BLOCK},
    {"aside", CL_HTML_BLOCK},      {"blockquote", CL_HTML_BLOCK}, {"body", CL_HTML_BLOCK},
    {"br", CL_HTML_BREAK},         {"caption", CL_HTML_BLOCK},    {"center", CL_HTML_BLOCK},
    {"dd", CL_HTML_BLOCK},         {"del", CL_HTML_DELETED},      {"details", CL_HTML_BLOCK},
    {"dir", CL_HTML_LIST},         {"div", CL_HTML_BLOCK},        {"dl", CL_HTML_BLOCK},
    {"dt", CL_HTML_BLOCK},         {"fieldset", CL_HTML_BLOCK},   {"figcaption", CL_HTML_BLOCK},
    {"figure", CL_HTML_BLOCK},     {"footer", CL_HTML_BLOCK},     {"form", CL_HTML_BLOCK},
    {"h1", CL_HTML_HEADING},       {"h2", CL_HTML_HEADING},       {"h3", CL_HTML_HEADING},
    {"h4", CL_HTML_HEADING},       {"h5", CL_HTML_HEADING},       {"h6", CL_HTML_HEADING},
    {"head", CL_HTML_BLOCK},       {"header", CL_HTML_BLOCK},     {"hr", CL_HTML_RULE},
    {"html", CL_HTML_BLOCK},       {"ins", CL_HTML_INSERTED},     {"ix:header", CL_HTML_DROPPED},
    {"legend", CL_HTML_BLOCK},     {"li", CL_HTML_ITEM},          {"main", CL_HTML_BLOCK},
    {"menu", CL_HTML_LIST},        {"nav", CL_HTML_BLOCK},        {"noframes", CL_HTML_DROPPED},
    {"noscript", CL_HTML_DROPPED}, {"ol", CL_HTML_ORDERED_LIST},  {"option", CL_HTML_BLOCK},
    {"p", CL_HTML_BLOCK},          {"pre", CL_HTML_BLOCK},        {"s", CL_HTML_DELETED},
    {"script", CL_HTML_DROPPED},   {"section", CL_HTML_BLOCK},    {"select", CL_HTML_BLOCK},
    {"strike", CL_HTML_DELETED},   {"style", CL_HTML_SHEET},      {"summary", CL_HTML_BLOCK},
    {"sup", CL_HTML_RAISED},       {"svg", CL_HTML_DROPPED},      {"table", CL_HTML_TABLE},
    {"tbody", CL_HTML_BLOCK},      {"td", CL_HTML_CELL},          {"template", CL_HTML_DROPPED},
    {"tfoot", CL_HTML_BLOCK},      {"th", CL_HTML_CELL},          {"thead", CL_HTML_BLOCK},
    {"title", CL_HTML_DROPPED},    {"tr", CL_HTML_ROW},           {"ul", CL_HTML_LIST},
};

static cl_html_role role_of(const char *name) {
    size_t low = 0, high = sizeof roles / sizeof *roles;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(roles[middle].name, name);
        if (order == 0) {
            return roles[middle].role;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return CL_HTML_INLINE;
}

const char *cl_html_attribute(const char **attributes, const char *name) {
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        if (strcmp(attributes[i], name) == 0) {
            return attributes[i + 1] ? attributes[i + 1] : "";
        }
    }
    return NULL;
}

bool cl_html_number(const char *value, int *number) {
    if (!value) {
        return false;
    }
    char *end;
    long read = strtol(value, &end, 10);
    if (end == value || read > LARGEST_NUMBER || read < -LARGEST_NUMBER) {
        return false;
    }
    *number = (int)read;
    return true;
}

static bool is(cl_text text, const char *word) {
    return cl_text_equal_nocase(text, cl_text_from(word));
}

static bool has(cl_text text, const char *word) {
    size_t length = strlen(word);
    for (size_t i = 0; i + length <= text.length; i++) {
        if (is(cl_text_slice(text, i, i + length), word)) {
            return true;
        }
    }
    return false;
}

/* A length in twips (1/1440 inch); relative lengths by a letter of 12 points. */
static int twips(cl_text value) {
    static const struct {
        const char *unit;
        double twips;
    } units[] = {{"pt", 20},  {"px", 15},   {"in", 1440}, {"em", 240}, {"rem", 240},
                 {"cm", 567}, {"mm", 56.7}, {"pc", 240},  {"ex", 120}};
    double number = 0, scale = 1;
    size_t i = 0;
    bool minus = value.length > 0 && value.bytes[0] == '-', point = false;
    for (i = minus; i < value.length; i++) {
        char c = value.bytes[i];
        if (c == '.' && !point) {
            point = true;
        } else if (cl_is_digit((unsigned char)c)) {
            number = number * 10 + (c - '0');
            scale *= point ? 10 : 1;
        } else {
            break;
        }
    }
    cl_text unit = cl_text_trim(cl_text_slice(value, i, value.length));
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        if (is(unit, units[u].unit)) {
            double result = number / scale * units[u].twips;
            result = result < LARGEST_INDENT ? result : LARGEST_INDENT;
            return (int)(minus ? -result : result);
        }
    }
    return 0;
}

/* The left one of "top right bottom left", "top sides bottom" …. */
static cl_text left_of(cl_text value) {
    cl_text parts[4];
    size_t count = 0;
    for (size_t i = 0; i < value.length && count < 4;) {
        size_t end = i;
        while (end < value.length && !cl_is_space((unsigned char)value.bytes[end])) {
            end++;
        }
        if (end > i) {
            parts[count++] = cl_text_slice(value, i, end);
        }
        i = end + 1;
    }
    return count == 0 ? value : count == 4 ? parts[3] : count == 1 ? parts[0] : parts[1];
}

static cl_html_marker marker_of(cl_text value) {
    static const struct {
        const char *name;
        cl_html_marker marker;
    } markers[] = {{"none", CL_HTML_MARKER_NONE},
                   {"disc", CL_HTML_MARKER_BULLET},
                   {"circle", CL_HTML_MARKER_BULLET},
                   {"square", CL_HTML_MARKER_BULLET},
                   {"decimal-leading-zero", CL_HTML_MARKER_DECIMAL_ZERO},
                   {"decimal", CL_HTML_MARKER_DECIMAL},
                   {"lower-alpha", CL_HTML_MARKER_LOWER_LETTER},
                   {"lower-latin", CL_HTML_MARKER_LOWER_LETTER},
                   {"upper-alpha", CL_HTML_MARKER_UPPER_LETTER},
                   {"upper-latin", CL_HTML_MARKER_UPPER_LETTER},
                   {"lower-roman", CL_HTML_MARKER_LOWER_ROMAN},
                   {"upper-roman", CL_HTML_MARKER_UPPER_ROMAN}};
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        if (has(value, markers[i].name)) {
            return markers[i].marker;
        }
    }
    return CL_HTML_MARKER_UNSET;
}

static cl_html_marker marker_of_type(const char *type) {
    switch (type[0] && !type[1] ? type[0] : '\0') {
    case '1':
        return CL_HTML_MARKER_DECIMAL;
    case 'a':
        return CL_HTML_MARKER_LOWER_LETTER;
    case 'A':
        return CL_HTML_MARKER_UPPER_LETTER;
    case 'i':
        return CL_HTML_MARKER_LOWER_ROMAN;
    case 'I':
        return CL_HTML_MARKER_UPPER_ROMAN;
    default:
        return marker_of(cl_text_from(type));
    }
}

static void apply_display(cl_html_look *look, cl_text value) {
    if (is(value, "none")) {
        look->hidden = true;
    } else if (is(value, "inline")) {
        look->block = false;
        look->role = look->role == CL_HTML_BLOCK ? CL_HTML_INLINE : look->role;
    } else if (is(value, "block") || is(value, "list-item") || is(value, "flex")) {
        look->block = true;
        look->role = look->role == CL_HTML_INLINE ? CL_HTML_BLOCK : look->role;
    }
}

static void apply(cl_html_look *look, cl_text property, cl_text value) {
    if (is(property, "display")) {
        apply_display(look, value);
    } else if (is(property, "visibility")) {
        look->hidden = look->hidden || is(value, "hidden");
    } else if (is(property, "font-weight")) {
        look->bold = has(value, "bold") || (value.length == 3 && value.bytes[0] >= '6');
        look->plain = !look->bold;
    } else if (is(property, "font")) {
        look->bold = look->bold || has(value, "bold");
    } else if (is(property, "text-decoration") || is(property, "text-decoration-line")) {
        look->underlined = look->underlined || has(value, "underline");
        look->role = has(value, "line-through") ? CL_HTML_DELETED : look->role;
    } else if (is(property, "text-align")) {
        look->centred = is(value, "center");
        look->uncentred = !look->centred;
    } else if (is(property, "text-transform")) {
        look->caps = is(value, "uppercase");
    } else if (is(property, "white-space")) {
        look->preformatted = cl_text_starts_nocase(value, "pre");
    } else if (is(property, "vertical-align")) {
        look->role =
            is(value, "super") && look->role == CL_HTML_INLINE ? CL_HTML_RAISED : look->role;
    } else if (is(property, "margin-left") || is(property, "padding-left") ||
               is(property, "text-indent")) {
        look->indent += twips(value);
    } else if (is(property, "margin") || is(property, "padding")) {
        look->indent += twips(left_of(value));
    } else if (is(property, "list-style-type") || is(property, "list-style")) {
        look->marker = marker_of(value);
    } else if (is(property, "page-break-before") || is(property, "break-before")) {
        look->break_before = is(value, "always") || is(value, "page");
    } else if (is(property, "page-break-after") || is(property, "break-after")) {
        look->break_after = is(value, "always") || is(value, "page");
    }
}

static void apply_style(cl_html_look *look, cl_text style) {
    for (size_t at = 0; at < style.length;) {
        size_t end = at;
        while (end < style.length && style.bytes[end] != ';') {
            end++;
        }
        cl_text declaration = cl_text_slice(style, at, end);
        const char *colon = memchr(declaration.bytes, ':', declaration.length);
        if (colon) {
            size_t middle = (size_t)(colon - declaration.bytes);
            cl_text value = cl_text_slice(declaration, middle + 1, declaration.length);
            for (size_t i = 0; i < value.length; i++) { /* "!important" */
                if (value.bytes[i] == '!') {
                    value.length = i;
                }
            }
            apply(look, cl_text_trim(cl_text_slice(declaration, 0, middle)), cl_text_trim(value));
        }
        at = end + 1;
    }
}

cl_html_look cl_html_look_of(const char *name, const char **attributes) {
    cl_html_look look = {.role = role_of(name)};
    look.block = look.role != CL_HTML_INLINE && look.role != CL_HTML_ANCHOR &&
                 look.role != CL_HTML_RAISED && look.role != CL_HTML_INSERTED &&
                 look.role != CL_HTML_DELETED && look.role != CL_HTML_BREAK &&
                 look.role != CL_HTML_DROPPED && look.role != CL_HTML_SHEET;
    if (look.role == CL_HTML_HEADING) {
        look.level = name[1] - '0';
    }
    look.bold = strcmp(name, "b") == 0 || strcmp(name, "strong") == 0 || strcmp(name, "th") == 0;
    look.underlined = strcmp(name, "u") == 0;
    look.centred = strcmp(name, "center") == 0;
    look.preformatted = strcmp(name, "pre") == 0;
    look.indent = strcmp(name, "blockquote") == 0 || strcmp(name, "dd") == 0 ? 600 : 0;
    const char *align = cl_html_attribute(attributes, "align");
    if (align) {
        look.centred = is(cl_text_from(align), "center") || is(cl_text_from(align), "middle");
        look.uncentred = !look.centred;
    }
    const char *type = cl_html_attribute(attributes, "type");
    if (type && (look.role == CL_HTML_LIST || look.role == CL_HTML_ORDERED_LIST ||
                 look.role == CL_HTML_ITEM)) {
        look.marker = marker_of_type(type);
    }
    look.hidden = cl_html_attribute(attributes, "hidden") != NULL;
    const char *style = cl_html_attribute(attributes, "style");
    if (style) {
        apply_style(&look, cl_text_from(style));
    }
    return look;
}
