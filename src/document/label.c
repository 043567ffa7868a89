/* SPDX-License-Identifier: MIT */
#include "document/label.h"

#include <string.h>

/* A reader that moves over the text. */
typedef struct reader {
    cl_text text;
    size_t at;
} reader;

static int peek(const reader *r, size_t ahead) {
    size_t at = r->at + ahead;
    return at < r->text.length ? (unsigned char)r->text.bytes[at] : 0;
}

static const struct {
    const char *written, *keyword;
} keywords[] = {
    {"article", "article"},       {"section", "section"},   {"clause", "clause"},
    {"paragraph", "paragraph"},   {"schedule", "schedule"}, {"exhibit", "exhibit"},
    {"annexure", "annex"},        {"annex", "annex"},       {"appendix", "appendix"},
    {"attachment", "attachment"}, {"addendum", "addendum"}, {"part", "part"},
    {"chapter", "chapter"},       {"item", "item"},         {"subsection", "section"},
    {"sec.", "section"},          {"art.", "article"},      {"\xC2\xA7\xC2\xA7", "\xC2\xA7"},
    {"\xC2\xA7", "\xC2\xA7"},
};

static const char *const ordinals[] = {"first",   "second", "third", "fourth", "fifth", "sixth",
                                       "seventh", "eighth", "ninth", "tenth",  NULL};
static const char *const cardinals[] = {
    "one",     "two",     "three",     "four",     "five",     "six",      "seven",
    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",   NULL};

static size_t word_length(const reader *r) {
    size_t n = 0;
    while (cl_is_alpha(peek(r, n))) {
        n++;
    }
    return n;
}

static bool skip_spaces(reader *r) {
    size_t from = r->at;
    while (cl_is_space(peek(r, 0)) || (peek(r, 0) == 0xC2 && peek(r, 1) == 0xA0)) {
        r->at += peek(r, 0) == 0xC2 ? 2 : 1;
    }
    return r->at > from;
}

/* "Article ", "SECTION ", "§ ", "Exhibit No. ", "ARTICLE - "; leaves the reader at the number. */
static bool read_keyword(reader *r, char keyword[16]) {
    int first = cl_lower(peek(r, 0));
    bool letter = first != 0 && strchr("acespi", first) && cl_is_alpha(peek(r, 1));
    if (first != 0xC2 && !letter) {
        return false;
    }
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (letter && cl_lower((unsigned char)keywords[i].written[0]) != first) {
            continue;
        }
        size_t length = strlen(keywords[i].written);
        cl_text rest = cl_text_slice(r->text, r->at, r->text.length);
        if (!cl_text_starts_nocase(rest, keywords[i].written) || cl_is_alpha(peek(r, length))) {
            continue;
        }
        reader after = {r->text, r->at + length};
        bool spaced = skip_spaces(&after);
        if (!spaced && keywords[i].keyword[0] != '\xC2') {
            return false;
        }
        if (peek(&after, 0) == '-' && peek(&after, 1) == ' ') {
            after.at++;
            skip_spaces(&after);
        }
        if (cl_lower(peek(&after, 0)) == 'n' && cl_lower(peek(&after, 1)) == 'o' &&
            peek(&after, 2) == '.') {
            after.at += 3;
            skip_spaces(&after);
        }
        *r = after;
        strcpy(keyword, keywords[i].keyword);
        return true;
    }
    return false;
}

static int roman_digit(int c) {
    switch (cl_lower(c)) {
    case 'i':
        return 1;
    case 'v':
        return 5;
    case 'x':
        return 10;
    case 'l':
        return 50;
    case 'c':
        return 100;
    default:
        return 0;
    }
}

/* Canonical numerals below 200 only: "mix", "dd" and "iiii" are no numbers. */
static int roman_value(const char *bytes, size_t length) {
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    int value = 0;
    if (length == 0 || length > 9) {
        return 0;
    }
    for (size_t i = 0; i < length; i++) {
        int digit = roman_digit(bytes[i]);
        int next = i + 1 < length ? roman_digit(bytes[i + 1]) : 0;
        if (digit == 0) {
            return 0;
        }
        value += digit < next ? -digit : digit;
    }
    if (value <= 0 || value >= 200) {
        return 0;
    }
    char canonical[16] = "";
    strcat(canonical, value >= 100 ? "c" : "");
    strcat(canonical, tens[value / 10 % 10]);
    strcat(canonical, ones[value % 10]);
    return cl_text_equal_nocase((cl_text){bytes, length}, cl_text_from(canonical)) ? value : 0;
}

static bool same_case(const char *bytes, size_t length) {
    for (size_t i = 1; i < length; i++) {
        if (cl_is_upper(bytes[i]) != cl_is_upper(bytes[0])) {
            return false;
        }
    }
    return true;
}

static bool add_part(cl_label *label, cl_numeral numeral, int value, int roman,
                     bool parenthesised) {
    if (label->part_count == CL_LABEL_PARTS) {
        return false;
    }
    size_t i = label->part_count++;
    label->parts[i].numeral = numeral;
    label->parts[i].value = value;
    label->parts[i].roman_value = roman;
    label->parts[i].parenthesised = parenthesised;
    return true;
}

/* "a", "aa", "iv", "XIV". */
static bool read_letters(reader *r, cl_label *label, bool parenthesised) {
    const char *bytes = r->text.bytes + r->at;
    size_t length = word_length(r);
    if (length == 0 || length > 9 || !same_case(bytes, length)) {
        return false;
    }
    bool upper = cl_is_upper(bytes[0]);
    int roman = roman_value(bytes, length);
    int letter = cl_lower(bytes[0]) - 'a' + 1;
    if (length == 1) {
        r->at++;
        return add_part(label, upper ? CL_NUMERAL_UPPER_LETTER : CL_NUMERAL_LOWER_LETTER, letter,
                        roman, parenthesised);
    }
    bool doubled = true;
    for (size_t i = 1; i < length; i++) {
        doubled = doubled && bytes[i] == bytes[0];
    }
    if (roman && !(doubled && strchr("lc", cl_lower(bytes[0])))) {
        r->at += length;
        return add_part(label, upper ? CL_NUMERAL_UPPER_ROMAN : CL_NUMERAL_LOWER_ROMAN, roman,
                        roman, parenthesised);
    }
    if (doubled && length <= 3) {
        r->at += length;
        return add_part(label, upper ? CL_NUMERAL_UPPER_LETTER : CL_NUMERAL_LOWER_LETTER,
                        (int)(length - 1) * 26 + letter, 0, parenthesised);
    }
    return false;
}

static bool read_digits(reader *r, cl_label *label, bool parenthesised) {
    int value = 0;
    size_t n = 0;
    while (cl_is_digit(peek(r, n)) && n < 5) {
        value = value * 10 + (peek(r, n) - '0');
        n++;
    }
    if (n == 0 || n > 4) {
        return false;
    }
    r->at += n;
    return add_part(label, CL_NUMERAL_DECIMAL, value, 0, parenthesised);
}

/* "(a)", "(12)", "(iv)": any number of them. False when a parenthesis holds something else. */
static bool read_parenthesised(reader *r, cl_label *label) {
    size_t before = r->at, count = label->part_count;
    while (peek(r, 0) == '(') {
        reader inner = {r->text, r->at + 1};
        size_t parts = label->part_count;
        bool ok = cl_is_digit(peek(&inner, 0)) ? read_digits(&inner, label, true)
                                               : read_letters(&inner, label, true);
        if (!ok || peek(&inner, 0) != ')') {
            label->part_count = parts;
            break;
        }
        r->at = inner.at + 1;
    }
    return r->at > before && label->part_count > count;
}

/* ".2", ".2.1", ".A" behind a first number, "-1" behind a letter ("A-1"). */
static void read_dotted(reader *r, cl_label *label) {
    for (;;) {
        reader next = {r->text, r->at + 1};
        size_t parts = label->part_count;
        int c = peek(r, 0);
        bool letter_before = label->parts[parts - 1].numeral != CL_NUMERAL_DECIMAL;
        if (c == '.' || (c == '-' && letter_before && cl_is_digit(peek(r, 1)))) {
            if (cl_is_digit(peek(r, 1)) && read_digits(&next, label, false)) {
                *r = next;
                continue;
            }
            bool letter = cl_is_alpha(peek(r, 1)) && !cl_is_alnum(peek(r, 2)) && !letter_before;
            if (letter && (peek(r, 2) == '.' || peek(r, 2) == ')') && !cl_is_alpha(peek(r, 3)) &&
                read_letters(&next, label, false)) {
                *r = next;
                continue;
            }
            label->part_count = parts;
        }
        return;
    }
}

/* "Article Four", "FIRST:". */
static bool read_number_word(reader *r, cl_label *label, bool with_keyword) {
    size_t length = word_length(r);
    cl_text word = cl_text_slice(r->text, r->at, r->at + length);
    if (length < 3 || length > 9) {
        return false;
    }
    for (int i = 0; with_keyword && cardinals[i]; i++) {
        if (cl_text_equal_nocase(word, cl_text_from(cardinals[i]))) {
            r->at += length;
            return add_part(label, CL_NUMERAL_WORD, i + 1, 0, false);
        }
    }
    for (int i = 0; ordinals[i]; i++) {
        if (cl_text_equal_nocase(word, cl_text_from(ordinals[i])) &&
            (with_keyword || peek(r, length) == ':')) {
            r->at += length;
            return add_part(label, CL_NUMERAL_WORD, i + 1, 0, false);
        }
    }
    return false;
}

/* A bullet and the space behind it. */
static bool read_bullet(reader *r, cl_label *label) {
    static const char *const bullets[] = {"\xE2\x80\xA2",
                                          "\xE2\x97\x8F",
                                          "\xC2\xB7",
                                          "\xE2\x97\x8B",
                                          "\xE2\x96\xAA",
                                          "\xE2\x97\xA6",
                                          "\xEF\x82\xB7",
                                          "\xE2\x96\xA0",
                                          "\xE2\x80\xA3",
                                          "-",
                                          "*",
                                          NULL};
    cl_text rest = cl_text_slice(r->text, r->at, r->text.length);
    int first = peek(r, 0);
    if (first < 0x80 && first != '-' && first != '*') {
        return false;
    }
    for (size_t i = 0; bullets[i]; i++) {
        size_t length = strlen(bullets[i]);
        if (cl_text_starts(rest, bullets[i]) && cl_is_space(peek(r, length)) &&
            !cl_is_space(peek(r, length + 1)) && peek(r, length + 1) != '-') {
            r->at += length;
            return add_part(label, CL_NUMERAL_BULLET, 1, 0, false);
        }
        if (length > 1 && cl_text_starts(rest, bullets[i])) {
            r->at += length;
            return add_part(label, CL_NUMERAL_BULLET, 1, 0, false);
        }
    }
    return false;
}

/* "12.Title" and "A.During" are labels glued to their text; "U.S." and "1.5x" are not. */
static bool glued_title(const reader *r) {
    return cl_is_upper(peek(r, 0)) && cl_is_lower(peek(r, 1));
}

static bool read_end(reader *r, cl_label *label) {
    int c = peek(r, 0);
    bool parenthesised = label->parts[label->part_count - 1].parenthesised;
    if (c == ')' && parenthesised) {
        return false;
    }
    if (c == '.' || c == ')' || c == ':') {
        r->at++;
        label->closing = (char)c;
        int next = peek(r, 0);
        if (c == '.' && next == ')') {
            r->at++;
            next = peek(r, 0);
        }
        return next == 0 || cl_is_space(next) || next >= 0x80 || next == '"' || next == '\'' ||
               next == '(' || next == '[' || next == '-' || next == '_' || glued_title(r);
    }
    if (c == 0 || cl_is_space(c)) {
        return true;
    }
    if (parenthesised) {
        label->closing = ')';
        return cl_is_alnum(c) || c == '"' || c == '[' || c == '-' || c >= 0x80;
    }
    if (c == '-' || c == ',' || c == ';') {
        return label->keyword[0] != '\0' && c == '-';
    }
    return label->part_count > 1 && (glued_title(r) || c == 0xC2 || c == '"');
}

/* A lone letter or short roman number without closing is a word unless nothing follows it. */
static bool is_word(const reader *r, const cl_label *label) {
    const cl_numeral numeral = label->parts[0].numeral;
    if (label->part_count != 1 || label->closing || numeral == CL_NUMERAL_DECIMAL ||
        numeral == CL_NUMERAL_WORD || numeral == CL_NUMERAL_BULLET) {
        return false;
    }
    if (r->at >= r->text.length) {
        return false;
    }
    if (label->keyword[0]) {
        return numeral == CL_NUMERAL_LOWER_LETTER || numeral == CL_NUMERAL_LOWER_ROMAN;
    }
    return numeral != CL_NUMERAL_UPPER_ROMAN;
}

bool cl_label_read(cl_text text, size_t offset, cl_label *label) {
    memset(label, 0, sizeof *label);
    if (offset >= text.length) {
        return false;
    }
    reader r = {text, offset};
    bool keyword = read_keyword(&r, label->keyword);
    if (!keyword && read_bullet(&r, label)) {
        label->length = r.at - offset;
        return true;
    }
    if (read_parenthesised(&r, label)) {
        label->closing = ')';
    } else {
        bool ok = cl_is_digit(peek(&r, 0))
                      ? read_digits(&r, label, false)
                      : read_number_word(&r, label, keyword) || read_letters(&r, label, false);
        if (!ok) {
            return false;
        }
        read_dotted(&r, label);
        read_parenthesised(&r, label);
    }
    if (label->part_count == 0 || !read_end(&r, label) || is_word(&r, label)) {
        return false;
    }
    label->length = r.at - offset;
    return true;
}
