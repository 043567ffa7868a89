/* SPDX-License-Identifier: MIT */
#include "contract/number.h"

#include <math.h>

#include "contract/word.h"

typedef enum word_class { WORD_UNIT, WORD_TEN, WORD_HUNDRED, WORD_SCALE } word_class;

static const struct number_word {
    const char *word;
    word_class class;
    double value;
} number_words[] = {
    {"zero", WORD_UNIT, 0},         {"one", WORD_UNIT, 1},         {"two", WORD_UNIT, 2},
    {"three", WORD_UNIT, 3},        {"four", WORD_UNIT, 4},        {"five", WORD_UNIT, 5},
    {"six", WORD_UNIT, 6},          {"seven", WORD_UNIT, 7},       {"eight", WORD_UNIT, 8},
    {"nine", WORD_UNIT, 9},         {"ten", WORD_UNIT, 10},        {"eleven", WORD_UNIT, 11},
    {"twelve", WORD_UNIT, 12},      {"thirteen", WORD_UNIT, 13},   {"fourteen", WORD_UNIT, 14},
    {"fifteen", WORD_UNIT, 15},     {"sixteen", WORD_UNIT, 16},    {"seventeen", WORD_UNIT, 17},
    {"eighteen", WORD_UNIT, 18},    {"nineteen", WORD_UNIT, 19},   {"twenty", WORD_TEN, 20},
    {"thirty", WORD_TEN, 30},       {"forty", WORD_TEN, 40},       {"fourty", WORD_TEN, 40},
    {"fifty", WORD_TEN, 50},        {"sixty", WORD_TEN, 60},       {"seventy", WORD_TEN, 70},
    {"eighty", WORD_TEN, 80},       {"ninety", WORD_TEN, 90},      {"ninty", WORD_TEN, 90},
    {"hundred", WORD_HUNDRED, 100}, {"thousand", WORD_SCALE, 1e3}, {"million", WORD_SCALE, 1e6},
    {"billion", WORD_SCALE, 1e9},   {"lakh", WORD_SCALE, 1e5},     {"crore", WORD_SCALE, 1e7},
};

static const struct {
    const char *word;
    int divisor;
    bool hyphen; /* only after a hyphen: "one third party" and "one quarter" are no fractions */
} fractions[] = {
    {"half", 2, false},   {"halves", 2, false},  {"third", 3, true},  {"thirds", 3, true},
    {"quarter", 4, true}, {"quarters", 4, true}, {"fourth", 4, true}, {"fourths", 4, true},
    {"fifth", 5, true},   {"fifths", 5, true},   {"tenth", 10, true}, {"tenths", 10, true},
};

static const struct {
    const char *bytes;
    double value;
} glyphs[] = {{"\xC2\xBC", 0.25}, {"\xC2\xBD", 0.5}, {"\xC2\xBE", 0.75}};

static const struct number_word *word_at(cl_text text, size_t at, size_t *end) {
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
        if ((*end = cl_words_at(text, at, number_words[i].word)))
            return &number_words[i];
    return NULL;
}

/* "-half" or " half" behind a number word that ends at `at`. */
static size_t fraction_at(cl_text text, size_t at, int *divisor) {
    int c = cl_word_byte(text, at);
    if (c != '-' && c != ' ')
        return 0;
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        size_t end = cl_words_at(text, at + 1, fractions[i].word);
        if (end && (c == '-' || !fractions[i].hyphen)) {
            *divisor = fractions[i].divisor;
            return end;
        }
    }
    return 0;
}

/* "and one-half", "and a half", "and 50/100" behind a whole number. */
static size_t and_fraction(cl_text text, size_t at, double *value) {
    size_t end = cl_words_at(text, cl_skip_spaces(text, at), "and"), word_end;
    if (!end)
        return 0;
    size_t from = cl_skip_spaces(text, end);
    if ((word_end = cl_words_at(text, from, "a half"))) {
        *value += 0.5;
        return word_end;
    }
    const struct number_word *word = word_at(text, from, &word_end);
    int divisor;
    if (word && word->class == WORD_UNIT && (end = fraction_at(text, word_end, &divisor))) {
        *value += word->value / divisor;
        return end;
    }
    if (cl_is_digit(cl_word_byte(text, from)) && cl_is_digit(cl_word_byte(text, from + 1)) &&
        (end = cl_words_at(text, from + 2, "/100"))) {
        *value += ((text.bytes[from] - '0') * 10 + (text.bytes[from + 1] - '0')) / 100.0;
        return end;
    }
    if ((end = cl_words_at(text, from, "no/100")))
        return end;
    return 0;
}

/* May `word` follow within one number? Keeps "one two" and "twenty ninety" apart. */
static bool continues(double group, const struct number_word *word, word_class last) {
    switch (word->class) {
    case WORD_UNIT:
        return last == WORD_SCALE || last == WORD_HUNDRED ||
               (last == WORD_TEN && word->value < 10 && word->value > 0);
    case WORD_TEN:
        return last == WORD_SCALE || last == WORD_HUNDRED;
    case WORD_HUNDRED:
        return group > 0 && group < 100 && last != WORD_HUNDRED;
    case WORD_SCALE:
        return last != WORD_SCALE || group == 0;
    }
    return false;
}

static size_t read_words(cl_text text, size_t at, cl_number *number) {
    size_t end, next;
    *number = (cl_number){.words = true};
    if ((end = cl_words_at(text, at, "half"))) {
        number->value = 0.5;
        number->fraction = true;
        if ((next = cl_words_at(text, end, " a")) || (next = cl_words_at(text, end, " an")))
            end = next;
        return end;
    }
    double total = 0, group = 0;
    word_class last = WORD_SCALE;
    const struct number_word *word;
    if (((end = cl_words_at(text, at, "a")) || (end = cl_words_at(text, at, "an")))) {
        word = word_at(text, cl_skip_spaces(text, end), &next);
        if (!word || word->class < WORD_HUNDRED)
            return 0;
        group = 1;
        last = WORD_UNIT;
    } else {
        word = word_at(text, at, &end);
        if (!word || word->class >= WORD_HUNDRED)
            return 0;
        group = word->value;
        last = word->class;
        int divisor;
        if (word->class == WORD_UNIT && (next = fraction_at(text, end, &divisor))) {
            number->value = word->value / divisor;
            number->fraction = true;
            return next;
        }
    }
    for (;;) {
        size_t from = end;
        int c = cl_word_byte(text, from);
        if (c != ' ' && c != '-' && c != ',')
            break;
        if (c == ',' && last != WORD_SCALE)
            break; /* "one million, five hundred thousand" but not "one, two" */
        while ((c = cl_word_byte(text, from)) == ' ' || c == '-' || c == ',')
            from++;
        if (from - end > 3)
            break;
        if ((last == WORD_HUNDRED || last == WORD_SCALE) && (next = cl_words_at(text, from, "and")))
            from = cl_skip_spaces(text, next);
        word = word_at(text, from, &next);
        if (!word || !continues(group, word, last))
            break;
        if (word->class == WORD_UNIT) {
            int divisor;
            if (fraction_at(text, next, &divisor))
                break; /* "one hundred and one-half" is read below */
        }
        if (word->class == WORD_HUNDRED) {
            group *= 100;
        } else if (word->class == WORD_SCALE) {
            total += group * word->value;
            group = 0;
        } else {
            group += word->value;
        }
        last = word->class;
        end = next;
    }
    number->value = total + group;
    if ((next = and_fraction(text, end, &number->value)))
        end = next;
    return end;
}

/* Exactly three digits at `at`, and no fourth? */
static bool three_digits(cl_text text, size_t at) {
    return cl_is_digit(cl_word_byte(text, at)) && cl_is_digit(cl_word_byte(text, at + 1)) &&
           cl_is_digit(cl_word_byte(text, at + 2)) && !cl_is_digit(cl_word_byte(text, at + 3));
}

/* "½", " 1/2", "-1/2" behind a whole number. */
static size_t figure_fraction(cl_text text, size_t at, double *value) {
    size_t from = cl_skip_spaces(text, at);
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        if (from + 2 <= text.length && !memcmp(text.bytes + from, glyphs[i].bytes, 2)) {
            *value += glyphs[i].value;
            return from + 2;
        }
    int c = cl_word_byte(text, at);
    if (c != ' ' && c != '-')
        return 0;
    int top = cl_word_byte(text, at + 1), bottom = cl_word_byte(text, at + 3);
    if (!cl_is_digit(top) || cl_word_byte(text, at + 2) != '/' || bottom < '2' || bottom > '8' ||
        cl_is_word_byte(cl_word_byte(text, at + 4)) || cl_word_byte(text, at + 4) == '/')
        return 0;
    *value += (double)(top - '0') / (bottom - '0');
    return at + 4;
}

static size_t read_digits(cl_text text, size_t at, double *value) {
    while (cl_is_digit(cl_word_byte(text, at)))
        *value = *value * 10 + (text.bytes[at++] - '0');
    return at;
}

static size_t read_decimals(cl_text text, size_t at, double *value) {
    for (double scale = 0.1; cl_is_digit(cl_word_byte(text, at)); scale /= 10)
        *value += (text.bytes[at++] - '0') * scale;
    return at;
}

/* End of ",50,000" in "2,50,000": in India all groups but the last have two figures; or 0. */
static size_t indian_groups_end(cl_text text, size_t at) {
    size_t end = at;
    while (cl_word_byte(text, end) == ',' && cl_is_digit(cl_word_byte(text, end + 1)) &&
           cl_is_digit(cl_word_byte(text, end + 2)) && cl_word_byte(text, end + 3) == ',')
        end += 3;
    return end > at && three_digits(text, end + 1) ? end + 4 : 0;
}

/* Groups of three: 1,000 1'000 and, when it is certain, 1.000,00. */
static size_t read_groups(cl_text text, size_t at, double *value, int *separator) {
    *separator = cl_word_byte(text, at);
    if (*separator == '.') {
        if (!three_digits(text, at + 1))
            return at;
        int after = cl_word_byte(text, at + 4);
        bool european =
            (after == '.' && three_digits(text, at + 5)) ||
            (after == ',' && cl_is_digit(cl_word_byte(text, at + 5)) &&
             cl_is_digit(cl_word_byte(text, at + 6)) && !cl_is_digit(cl_word_byte(text, at + 7)));
        if (!european)
            return at;
    } else if (*separator != ',' && *separator != '\'') {
        return at;
    }
    size_t indian = *separator == ',' ? indian_groups_end(text, at) : 0;
    while (cl_word_byte(text, at) == *separator && (at < indian || three_digits(text, at + 1)))
        at = read_digits(text, at + 1, value);
    return at;
}

static size_t scale_behind(cl_text text, size_t at, double *value) {
    for (int i = 0; i < 3; i++) {
        size_t end, from = cl_skip_spaces(text, at);
        if (cl_word_byte(text, at) == '-')
            from = at + 1;
        const struct number_word *word = word_at(text, from, &end);
        if (!word || word->class < WORD_HUNDRED)
            break;
        *value *= word->value;
        at = end;
    }
    return at;
}

/* "99,5 %": one or two digits behind a comma are decimals only before a sign of percent. */
static bool is_comma_of_percent(cl_text text, size_t at) {
    static const char *const signs[] = {"%", "percent", "per cent", NULL};
    size_t end = at + 1;
    while (end < at + 3 && cl_is_digit(cl_word_byte(text, end)))
        end++;
    return cl_word_byte(text, at) == ',' && end > at + 1 &&
           cl_any_words_at(text, cl_skip_spaces(text, end), signs);
}

static size_t read_figures(cl_text text, size_t at, cl_number *number) {
    *number = (cl_number){0};
    size_t start = at, end;
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        if (at + 2 <= text.length && !memcmp(text.bytes + at, glyphs[i].bytes, 2)) {
            number->value = glyphs[i].value;
            number->fraction = true;
            return at + 2;
        }
    int separator = 0;
    at = read_digits(text, at, &number->value);
    if (at > start && at - start <= 3) {
        size_t whole = at;
        at = read_groups(text, at, &number->value, &separator);
        if (at == whole)
            separator = 0;
    }
    int point = separator == '.' ? ',' : '.';
    if (!separator && is_comma_of_percent(text, at))
        point = ',';
    if (cl_word_byte(text, at) == point && cl_is_digit(cl_word_byte(text, at + 1)))
        at = read_decimals(text, at + 1, &number->value);
    if (at == start || at - start > 24)
        return 0;
    if (cl_word_byte(text, at) == '.' && cl_is_digit(cl_word_byte(text, at + 1)))
        return 0; /* "4.2.1" is a label */
    if (cl_word_byte(text, at) == '/' && at - start == 1 &&
        cl_is_digit(cl_word_byte(text, at + 1)) && !cl_is_word_byte(cl_word_byte(text, at + 2)) &&
        cl_word_byte(text, at + 2) != '/' && text.bytes[at + 1] >= '2') {
        number->value /= text.bytes[at + 1] - '0';
        number->fraction = true;
        return at + 2;
    }
    if ((end = figure_fraction(text, at, &number->value)))
        at = end;
    return scale_behind(text, at, &number->value);
}

/* What stands in the place of something taken out. */
static bool is_blank_byte(cl_text text, size_t at, size_t *size) {
    static const char *const marks[] = {"\xE2\x97\x8F", "\xE2\x80\xA2", "\xE2\x80\xA6",
                                        "\xE2\x96\xA0", "\xE2\x96\x88", "\xE2\x88\x97"};
    int c = cl_word_byte(text, at);
    *size = 1;
    if (c == '*' || c == '_')
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (at + 3 <= text.length && !memcmp(text.bytes + at, marks[i], 3)) {
            *size = 3;
            return true;
        }
    return false;
}

size_t cl_redaction_end(cl_text text, size_t at) {
    enum { LONGEST = 60 };
    size_t start = at, size;
    int c = cl_word_byte(text, at);
    int close = c == '[' ? ']' : c == '{' ? '}' : c == '<' ? '>' : c == '(' ? ')' : 0;
    if (close) {
        size_t marks = 0, end;
        at = cl_skip_spaces(text, at + 1);
        if ((end = cl_words_at(text, at, "redacted")) || (end = cl_words_at(text, at, "omitted")) ||
            (end = cl_words_at(text, at, "confidential"))) {
            at = end;
            marks = 1;
        }
        while (at - start < LONGEST &&
               (is_blank_byte(text, at, &size) || cl_word_byte(text, at) == ' ' ||
                cl_word_byte(text, at) == '.' || cl_word_byte(text, at) == '-')) {
            marks += cl_word_byte(text, at) != ' ';
            at += is_blank_byte(text, at, &size) ? size : 1;
        }
        if (cl_word_byte(text, at) != close || (!marks && close != ']'))
            return 0;
        return at + 1;
    }
    size_t count = 0;
    while (at - start < 4 * LONGEST && is_blank_byte(text, at, &size)) {
        at += size;
        count++;
    }
    return count >= 2 || (count == 1 && c >= 0x80) ? at : 0;
}

size_t cl_number_read_single(cl_text text, size_t at, cl_number *number) {
    int c = cl_word_byte(text, at);
    size_t end;
    if (cl_is_digit(c) || c == 0xC2 || (c == '.' && cl_is_digit(cl_word_byte(text, at + 1))))
        return read_figures(text, at, number);
    if (cl_is_alpha(c))
        return read_words(text, at, number);
    if (!(end = cl_redaction_end(text, at)))
        return 0;
    *number = (cl_number){.redacted = true};
    return end;
}

static bool same_value(const cl_number *a, const cl_number *b) {
    return fabs(a->value - b->value) <= 1e-9 * fmax(1, fabs(a->value));
}

/* "(30)", "[30]", "( thirty )", and as forms leave it to be settled, "[thirty (30)]". */
static size_t read_bracketed(cl_text text, size_t at, cl_number *number) {
    int c = cl_word_byte(text, at), close = c == '(' ? ')' : c == '[' ? ']' : 0;
    if (!close)
        return 0;
    size_t end = cl_number_read_single(text, cl_skip_spaces(text, at + 1), number);
    if (!end)
        return 0;
    end = cl_skip_spaces(text, end);
    if (c == '[' && cl_word_byte(text, end) == '(') {
        cl_number again;
        size_t repeated = read_bracketed(text, end, &again);
        if (!repeated || again.redacted || !same_value(number, &again))
            return 0;
        end = cl_skip_spaces(text, repeated);
    }
    return cl_word_byte(text, end) == close ? end + 1 : 0;
}

size_t cl_number_read(cl_text text, size_t at, cl_number *number) {
    size_t end = cl_number_read_single(text, at, number), again;
    if (!end) {
        if (!(end = read_bracketed(text, at, number)))
            return 0;
        number->bracketed = true;
    }
    size_t from = cl_skip_spaces(text, end);
    if (cl_word_byte(text, from) == '-')
        from++;
    cl_number second;
    if (!(again = read_bracketed(text, from, &second))) {
        /* "[***] ([***])": the bracket itself is the mark */
        if (number->redacted && (again = cl_redaction_end(text, from)))
            return again;
        return end;
    }
    if (number->bracketed && !number->redacted && second.bracketed)
        return end;
    if (number->redacted || second.redacted) {
        if (number->redacted && !second.redacted)
            *number = second;
        return again;
    }
    if (!same_value(number, &second)) {
        if (!number->words && !second.words)
            return end; /* "15(2)" is no repetition */
        bool words_second = second.words && !number->words;
        double value = words_second ? second.value : number->value;
        *number = (cl_number){.value = value, .words = true, .mismatch = true};
        return again;
    }
    number->bracketed = number->fraction = false;
    return again;
}

/* Is the word one that a number in words may hold? "and" and "a" join, but do not begin, one. */
static bool is_number_word(cl_text text, size_t start, size_t end) {
    cl_text word = cl_text_slice(text, start, end);
    size_t stop;
    return cl_text_equal_nocase(word, CL_TEXT("and")) ||
           (word_at(text, start, &stop) && stop == end);
}

size_t cl_number_words_start(cl_text text, size_t end) {
    enum { MOST_WORDS = 16 };
    size_t start = end, at = end;
    for (int i = 0; i < MOST_WORDS; i++) {
        size_t word_end = at;
        while (word_end && (text.bytes[word_end - 1] == ' ' || text.bytes[word_end - 1] == '-'))
            word_end--;
        size_t word = word_end;
        while (word && cl_is_alpha((unsigned char)text.bytes[word - 1]))
            word--;
        if (word == word_end || !is_number_word(text, word, word_end))
            break;
        at = word;
        if (!cl_text_equal_nocase(cl_text_slice(text, word, word_end), CL_TEXT("and")))
            start = word;
    }
    return start;
}

bool cl_number_is_repeated(cl_text text, size_t open) {
    size_t behind = cl_spaces_before(text, open);
    return behind < open && cl_number_words_start(text, behind) < behind;
}
