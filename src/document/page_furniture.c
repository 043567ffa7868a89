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

bool cl_is_rule_or_scrap(cl_text text) {
    if (text.length == 2) {
        static const char *const scraps[] = {"th", "st", "nd", "rd"};
        for (size_t i = 0; i < 4; i++) {
            if (memcmp(text.bytes, scraps[i], 2) == 0) {
                return true;
            }
        }
    }
    size_t marks = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        if (c != '-' && c != '=' && c != ' ' && c != '~') {
            return false;
        }
        marks += c != ' ';
    }
    return marks >= 2;
}

/* "Source: COMPANY, 8-K, 1/2/2020": added by a register, not by the parties. */
static bool is_source_line(cl_text text) {
    return cl_text_starts(text, "Source:") && text.length < 200 &&
           cl_is_digit((unsigned char)text.bytes[text.length - 1]);
}

/* What is stamped on a page, and says nothing of the text below it. */
static bool is_stamp(cl_text text) {
    static const char *const stamps[] = {"confidential",
                                         "strictly confidential",
                                         "execution version",
                                         "execution copy",
                                         "final execution version",
                                         "conformed copy",
                                         "[graphic omitted]",
                                         "[graphic]",
                                         "graphic omitted",
                                         NULL};
    return cl_text_listed(text, stamps);
}

bool cl_tells_of_omissions(cl_text text) {
    static const char *const words[] = {"confidential treatment", "omitted", "redacted"};
    for (size_t at = 0; at < text.length; at++) {
        cl_text rest = cl_text_slice(text, at, text.length);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (cl_text_starts_nocase(rest, words[i])) {
                return true;
            }
        }
    }
    return false;
}

bool cl_is_legend(cl_text text) {
    enum { LONGEST = 600 };
    static const char *const words[] = {
        "certain",     "confidential", "portion",    "portions", "material",
        "information", "indicates",    "represents", "denotes",  "designates",
        "redacted",    "omitted",      "text",       NULL};
    size_t at = 0, stars = 0;
    while (at < text.length && strchr("*_[]() \"", text.bytes[at])) {
        stars += text.bytes[at++] == '*';
    }
    size_t end = at;
    while (end < text.length && cl_is_alpha((unsigned char)text.bytes[end])) {
        end++;
    }
    /* the Commission (SEC), with a capital or not */
    return stars > 0 && text.length <= LONGEST &&
           cl_text_listed(cl_text_slice(text, at, end), words) &&
           cl_text_find(text, CL_TEXT("ommission"), end) != SIZE_MAX &&
           cl_tells_of_omissions(cl_text_slice(text, at, text.length));
}

/* Tags of the register in filings that are plain text: "<PAGE>", "<S>  <C>", "<TYPE>EX-10.1". */
static bool is_filing_tag(cl_text text) {
    static const char *const marks[] = {
        "<PAGE>", "<TABLE>", "</TABLE>",   "<CAPTION>",   "</CAPTION>", "<S>",     "<C>",
        "<FN>",   "</FN>",   "<DOCUMENT>", "</DOCUMENT>", "<TEXT>",     "</TEXT>", NULL};
    static const char *const values[] = {"<TYPE>", "<SEQUENCE>", "<FILENAME>", "<DESCRIPTION>",
                                         NULL};
    enum { LONGEST_VALUE = 120 };
    if (text.length < 3 || text.bytes[0] != '<') {
        return false;
    }
    for (size_t i = 0; values[i]; i++) {
        if (cl_text_starts(text, values[i])) {
            return text.length < LONGEST_VALUE;
        }
    }
    for (size_t at = 0; at < text.length;) {
        cl_text rest = cl_text_slice(text, at, text.length);
        size_t i = 0;
        while (marks[i] && !cl_text_starts_nocase(rest, marks[i])) {
            i++;
        }
        if (!marks[i]) {
            return false;
        }
        at += strlen(marks[i]);
        while (at < text.length && cl_is_space((unsigned char)text.bytes[at])) {
            at++;
        }
    }
    return true;
}

bool cl_is_page_stamp(cl_text text) {
    return is_stamp(text) || is_source_line(text) || is_filing_tag(text);
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
