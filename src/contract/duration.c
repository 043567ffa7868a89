/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "contract/amount.h"
#include "contract/ordinal.h"
#include "contract/word.h"

static const struct time_unit {
    const char *word, *unit;
    double days; /* of one word: a fortnight 14 */
} units[] = {
    {"day", "day", 1},
    {"days", "day", 1},
    {"week", "week", 7},
    {"weeks", "week", 7},
    {"fortnight", "week", 14},
    {"fortnights", "week", 14},
    {"month", "month", 30},
    {"months", "month", 30},
    {"mths", "month", 30},
    {"mos", "month", 30},
    {"quarter", "quarter", 91},
    {"quarters", "quarter", 91},
    {"year", "year", 365},
    {"years", "year", 365},
    {"wks", "week", 7},
    {"yr", "year", 365},
    {"yrs", "year", 365},
    {"hour", "hour", 1.0 / 24},
    {"hours", "hour", 1.0 / 24},
    {"hrs", "hour", 1.0 / 24},
    {"minute", "minute", 1.0 / 1440},
    {"minutes", "minute", 1.0 / 1440},
    {"decade", "year", 3650},
    {"decades", "year", 3650},
};

/* Between number and unit; those that make a day a working day come first. */
static const char *const working[] = {"business", "working", "banking", "bank", "trading", NULL};
static const char *const unit_adjectives[] = {
    "calendar", "consecutive", "full",  "additional", "further",  "successive", "whole", "complete",
    "contract", "fiscal",      "prior", "more",       "clear",    "continuous", "other", "lease",
    "license",  "licence",     "of",    "or more",    "or fewer", NULL};

void cl_amount_set_unit(cl_quantity *quantity, const char *unit) {
    snprintf(quantity->unit, sizeof quantity->unit, "%s", unit);
}

/* Over the words between a number and its unit; *work when they make a day a working day. */
static size_t skip_adjectives(cl_text text, size_t at, bool *work) {
    enum { MOST = 3 };
    *work = false;
    for (int i = 0; i < MOST; i++) {
        size_t end = cl_any_words_at(text, at, working);
        if (end)
            *work = true;
        else if (!(end = cl_any_words_at(text, at, unit_adjectives)))
            break;
        at = cl_skip_spaces(text, end + (cl_word_byte(text, end) == '-'));
    }
    return at;
}

/* "day(s)", "days'", "year's". */
static size_t skip_ending(cl_text text, size_t at) {
    if (cl_text_starts(cl_text_slice(text, at, text.length), "(s)"))
        at += 3;
    return cl_skip_possessive(text, at);
}

static const struct time_unit *find_unit(cl_text text, size_t at, size_t *end) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if ((*end = cl_words_at(text, at, units[i].word)))
            return &units[i];
    return NULL;
}

size_t cl_duration_unit(cl_text text, size_t at, cl_quantity *quantity) {
    size_t from = cl_skip_spaces(text, at), end;
    if (cl_word_byte(text, from) == '-' || cl_word_byte(text, from) == '\'')
        from = cl_skip_spaces(text, from + 1);
    bool work;
    from = skip_adjectives(text, from, &work);
    const struct time_unit *found = find_unit(text, from, &end);
    if (!found)
        return 0;
    bool working_day = work && !strcmp(found->unit, "day");
    cl_amount_set_unit(quantity, working_day ? "business day" : found->unit);
    quantity->days = working_day ? 7.0 / 5 : found->days;
    return skip_ending(text, end);
}

/* "thirty (30 days)": the unit stands in the brackets only. */
static size_t unit_in_brackets(cl_text text, size_t at, cl_quantity *quantity) {
    size_t open = cl_skip_spaces(text, at), end;
    cl_number inside;
    if (cl_word_byte(text, open) != '(' ||
        !(end = cl_number_read_single(text, cl_skip_spaces(text, open + 1), &inside)) ||
        !(end = cl_duration_unit(text, end, quantity)) || cl_word_byte(text, end) != ')')
        return 0;
    if (quantity->redacted && !inside.redacted) {
        quantity->value = inside.value;
        quantity->redacted = false;
    } else if (!inside.redacted && inside.value != quantity->value) {
        quantity->mismatch = true;
    }
    return end + 1;
}

/* A fortnight is two weeks, a decade ten years. */
static double units_of_word(const cl_quantity *word) {
    return !strcmp(word->unit, "week")   ? word->days / 7
           : !strcmp(word->unit, "year") ? word->days / 365
                                         : 1;
}

size_t cl_duration_behind(cl_text text, size_t at, const cl_number *number, cl_quantity *quantity) {
    cl_quantity found = {.kind = CL_QUANTITY_DURATION,
                         .value = number->value,
                         .redacted = number->redacted,
                         .mismatch = number->mismatch};
    size_t end = cl_duration_unit(text, at, &found);
    if (!end)
        end = unit_in_brackets(text, at, &found);
    if (!end)
        return 0;
    double units_each = units_of_word(&found);
    found.days *= found.value;
    found.value *= units_each;
    *quantity = found;
    return cl_repetition_end(text, end, quantity);
}

/* "A week before we add them", but "ten dollars a month before tax". */
static bool runs_ahead(cl_text text, size_t at, size_t end) {
    static const char *const ahead[] = {"before", "beforehand", "ahead of", "prior to", NULL};
    static const char *const rated[] = {"dollars", "euros", "pounds", "cents",   "percent",
                                        "times",   "once",  "twice",  "usd",     "eur",
                                        "gbp",     "fee",   "charge", "charges", NULL};
    size_t before = cl_spaces_before(text, at);
    return cl_any_words_at(text, cl_skip_spaces(text, end), ahead) &&
           !(before && cl_is_digit((unsigned char)text.bytes[before - 1])) &&
           cl_any_words_before(text, at, rated) == SIZE_MAX;
}

/* "A month" is a length of time where it possesses something ("a month's notice"), where what
 * stands before measures by it ("within a month") or where something comes so long before
 * something else; else it is a rate ("ten dollars a month"). */
size_t cl_duration_of_one(cl_text text, size_t at, cl_quantity *quantity) {
    static const char *const articles[] = {"a", "an", NULL};
    static const char *const measures[] = {
        "within",    "after",     "at least",  "less than",  "more than", "later than",
        "period of", "term of",   "notice of", "fewer than", "at most",   "lasting",
        "exceed",    "exceeding", "exceeds",   "for",        NULL};
    size_t from = cl_any_words_at(text, at, articles);
    if (!from)
        return 0;
    cl_quantity found = {.kind = CL_QUANTITY_DURATION, .value = 1};
    size_t end = cl_duration_unit(text, from, &found);
    if (!end)
        return 0;
    bool possesses = memchr(text.bytes + from, '\'', end - from);
    bool alone = !at && end == text.length;
    if (!possesses && !alone && cl_any_words_before(text, at, measures) == SIZE_MAX &&
        !runs_ahead(text, at, end))
        return 0;
    found.value = units_of_word(&found);
    *quantity = found;
    return end;
}

/* "Thirtieth", "30th": the number, and where it ends; 0 if it is none. */
static size_t ordinal_at(cl_text text, size_t at, int *value) {
    static const char *const endings[] = {"st", "nd", "rd", "th", NULL};
    size_t end = at;
    *value = 0;
    while (cl_is_digit(cl_word_byte(text, end)) && end - at < 3)
        *value = *value * 10 + (text.bytes[end++] - '0');
    return end > at ? cl_any_words_at(text, end, endings) : cl_ordinal_read(text, at, value);
}

/* "The thirtieth (30th) day before" is thirty days; "the 15th day of each month" is a date. */
size_t cl_duration_of_ordinal(cl_text text, size_t at, cl_quantity *quantity) {
    static const char *const measured[] = {"prior",     "before",     "preceding", "after",
                                           "following", "in advance", "from",      NULL};
    enum { LEAST = 3 }; /* "the first day after" says which day it is */
    cl_quantity found = {.kind = CL_QUANTITY_DURATION};
    int value, again;
    size_t end = ordinal_at(text, at, &value), open = cl_skip_spaces(text, end), close;
    if (!end || value < LEAST)
        return 0;
    if (cl_word_byte(text, open) == '(' && (close = ordinal_at(text, open + 1, &again)) &&
        cl_word_byte(text, close) == ')') {
        found.mismatch = again != value;
        end = close + 1;
    }
    found.value = value;
    end = cl_duration_unit(text, end, &found);
    if (!end || !cl_any_words_at(text, cl_skip_spaces(text, end), measured))
        return 0;
    found.days *= found.value;
    *quantity = found;
    return end;
}
