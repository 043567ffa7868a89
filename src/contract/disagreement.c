/* SPDX-License-Identifier: MIT */
#include "contract/disagreement.h"

#include <math.h>

#include "contract/number.h"
#include "contract/word.h"

/* The unit that may stand between words and bracket: "sixty percent (50%)". */
static size_t skip_unit_back(cl_text text, size_t end) {
    static const char *const units[] = {"percent", "per cent", "per centum", "dollars",
                                        "euros",   "pounds",   NULL};
    for (const char *const *unit = units; *unit; unit++) {
        size_t start = cl_words_before(text, end, *unit);
        if (start != SIZE_MAX) {
            while (start && text.bytes[start - 1] == ' ')
                start--;
            return start;
        }
    }
    return end;
}

/* Words before a number in words that make another number, or no amount, of it: "one half of one",
 * "seven point five", "one million, three hundred", "Year Two (1999)". */
static bool is_part(cl_text text, size_t start) {
    static const char *const words[] = {
        "half of",   "third of",  "quarter of",   "tenth of",    "point",   "year",
        "million,",  "thousand,", "hundred,",     "phase",       "step",    "class",
        "section",   "article",   "tier",         "schedule",    "exhibit", "billion,",
        "fourth of", "tenths of", "and one-half", "quarters of", "part",    NULL};
    while (start && text.bytes[start - 1] == ' ')
        start--;
    for (const char *const *word = words; *word; word++)
        if (cl_words_before(text, start, *word) != SIZE_MAX)
            return true;
    return start && cl_is_digit((unsigned char)text.bytes[start - 1]);
}

/* "ten percent (100)", "(1096)": how scanners read "10%". */
static bool is_scanned_percent(double words, double figures) {
    while (figures >= 100) {
        figures = floor(figures / 10);
        if (fabs(figures - words) < 1e-9)
            return true;
    }
    return false;
}

static bool disagrees_at(cl_text text, size_t open, cl_disagreement *found) {
    size_t behind = open;
    while (behind && text.bytes[behind - 1] == ' ')
        behind--;
    size_t end = skip_unit_back(text, behind), start = cl_number_words_start(text, end);
    if (start == end || is_part(text, start))
        return false;
    size_t figures = cl_skip_spaces(text, open + 1);
    if (cl_word_byte(text, figures) == '$')
        figures = cl_skip_spaces(text, figures + 1);
    cl_number words, number;
    /* "one hundred and five" is read whole or not at all */
    if (cl_number_read_single(text, start, &words) != end || !words.words || words.fraction)
        return false;
    size_t stop = cl_number_read_single(text, figures, &number);
    if (!stop || number.words || number.redacted || words.redacted)
        return false;
    size_t close = cl_skip_spaces(text, stop);
    bool signed_percent = cl_word_byte(text, close) == '%';
    if (signed_percent)
        close = cl_skip_spaces(text, close + 1);
    if (cl_word_byte(text, close) != ')' ||
        fabs(words.value - number.value) <= 1e-9 * fmax(1, fabs(words.value)))
        return false;
    bool percent = cl_words_before(text, behind, "percent") != SIZE_MAX ||
                   cl_words_at(text, cl_skip_spaces(text, close + 1), "percent");
    if (percent && !signed_percent && is_scanned_percent(words.value, number.value))
        return false;
    *found = (cl_disagreement){{start, close + 1}, {start, end}, {open, close + 1}};
    return true;
}

size_t cl_disagreement_find(cl_text text, size_t from, cl_disagreement *found) {
    for (size_t at = from; at + 2 < text.length; at++) {
        const char *hit = memchr(text.bytes + at, '(', text.length - at);
        if (!hit)
            return 0;
        at = (size_t)(hit - text.bytes);
        size_t digit = cl_skip_spaces(text, at + 1);
        if (cl_word_byte(text, digit) == '$')
            digit = cl_skip_spaces(text, digit + 1);
        if (cl_is_digit(cl_word_byte(text, digit)) && disagrees_at(text, at, found))
            return at + 1;
    }
    return 0;
}
