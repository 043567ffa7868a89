/* SPDX-License-Identifier: MIT */
#include "contract/quantity.h"

#include <math.h>

#include "contract/amount.h"
#include "contract/date.h"
#include "contract/word.h"

/* A bare number is worth telling when it is neither a label nor the pronoun "one". */
static bool bare_number(cl_text text, size_t at, size_t end, const cl_number *number) {
    static const char *const labels[] = {
        "section",  "sections", "article", "clause", "paragraph", "exhibit",    "schedule", "annex",
        "appendix", "rule",     "form",    "page",   "no",        "attachment", "\xC2\xA7", NULL};
    if (number->redacted || number->bracketed || number->fraction ||
        (number->words && number->value <= 1))
        return false;
    if (cl_is_word_byte(cl_word_byte(text, end)) || cl_word_byte(text, end) == '(')
        return false;
    if (at && text.bytes[at - 1] == '(' && cl_word_byte(text, end) == ')')
        return false;
    size_t before = at;
    while (before && (text.bytes[before - 1] == ' ' || text.bytes[before - 1] == '.'))
        before--;
    return cl_any_words_before(text, before, labels) == SIZE_MAX;
}

static size_t number_quantity(cl_text text, size_t at, cl_quantity *quantity) {
    cl_number number;
    size_t end = cl_number_read(text, at, &number), next;
    if (!end)
        return 0;
    if ((next = cl_duration_behind(text, end, &number, quantity)) ||
        (next = cl_percent_behind(text, end, &number, quantity)) ||
        (next = cl_money_behind(text, end, &number, quantity)))
        return next;
    if (!number.redacted && (next = cl_multiple_behind(text, end, number.value, quantity)))
        return next;
    if (!bare_number(text, at, end, &number))
        return 0;
    *quantity = (cl_quantity){
        .kind = CL_QUANTITY_NUMBER, .value = number.value, .mismatch = number.mismatch};
    return end;
}

/* The quantity that begins exactly at `at`: its end, or 0. */
static size_t read_at(cl_text text, size_t at, cl_quantity *quantity) {
    size_t end = cl_date_read(text, at, quantity);
    if (!end && (end = cl_money_at(text, at, quantity)))
        end = cl_repetition_end(text, end, quantity);
    if (!end)
        end = cl_duration_of_ordinal(text, at, quantity); /* "forty-fifth" is not forty */
    if (!end)
        end = number_quantity(text, at, quantity);
    if (!end && cl_is_alpha(cl_word_byte(text, at)))
        end = cl_multiple_at(text, at, quantity);
    if (!end)
        end = cl_duration_of_one(text, at, quantity);
    if (end)
        quantity->span = (cl_span){at, end};
    return end;
}

/* The first two letters of every word that opens a quantity: numbers, ordinals, months, currencies,
 * "twice" and what is paid. A one for the second letter; bit 26: no letter ("a hundred", "s$"). */
static uint32_t second_letters(int first) {
    static const char *const pairs[26] = {
        ['a' - 'a'] = "nmpu ",  ['b' - 'a'] = "r",    ['c' - 'a'] = "hoan ", ['d' - 'a'] = "eok",
        ['e' - 'a'] = "ilu",    ['f' - 'a'] = "eio",  ['g' - 'a'] = "b",     ['h' - 'a'] = "ak",
        ['i' - 'a'] = "n",      ['j' - 'a'] = "aup",  ['k' - 'a'] = "r",     ['m' - 'a'] = "aoi",
        ['n' - 'a'] = "iozt",   ['o' - 'a'] = "nc",   ['p' - 'a'] = "ar",    ['r' - 'a'] = "esmo",
        ['s' - 'a'] = "aeiug ", ['t' - 'a'] = "ehrw", ['u' - 'a'] = "s ",    ['z' - 'a'] = "ea",
    };
    uint32_t bits = 0;
    for (const char *second = pairs[first - 'a']; second && *second; second++)
        bits |= 1u << (*second == ' ' ? 26 : *second - 'a');
    return bits;
}

static bool may_open_quantity(cl_text text, size_t at) {
    int first = cl_lower((unsigned char)text.bytes[at]),
        second = cl_lower(cl_word_byte(text, at + 1));
    return second_letters(first) >> (cl_is_lower(second) ? second - 'a' : 26) & 1;
}

/* Can a quantity begin with this byte? Keeps the scan fast: most words cannot. */
static bool may_begin(cl_text text, size_t at) {
    int c = cl_word_byte(text, at);
    if (cl_is_alpha(c))
        return (!at || !cl_is_word_byte((unsigned char)text.bytes[at - 1])) &&
               may_open_quantity(text, at);
    if (cl_is_digit(c))
        return !at || (!cl_is_word_byte((unsigned char)text.bytes[at - 1]) &&
                       !(text.bytes[at - 1] == '.' && at > 1 &&
                         cl_is_word_byte((unsigned char)text.bytes[at - 2])));
    return c == '$' || c == '[' || c == '(' || c == '_' || c == '*' || c == '{' || c == '<' ||
           c == 0xC2 || c == 0xE2 ||
           (c == '.' && cl_is_digit(cl_word_byte(text, at + 1)) &&
            (!at || text.bytes[at - 1] == ' '));
}

/* Behind `at` the next byte where a quantity may begin. */
static size_t advance(cl_text text, size_t at) {
    int c = cl_word_byte(text, at);
    size_t end = c == '_' || c == '*' ? cl_redaction_end(text, at) : 0;
    if (end)
        return end;
    return cl_is_word_byte(c) && c < 0x80 ? cl_word_end(text, at) : at + 1;
}

cl_quantity *cl_quantities_find(cl_arena *arena, cl_text text, size_t *count) {
    cl_quantity *items = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t at = 0; at < text.length;) {
        cl_quantity quantity;
        size_t end = may_begin(text, at) ? read_at(text, at, &quantity) : 0;
        if (!end) {
            at = advance(text, at);
            continue;
        }
        cl_bound_read(text, at, &quantity);
        items = cl_arena_grow(arena, items, *count, &capacity, sizeof *items);
        items[(*count)++] = quantity;
        at = end;
    }
    return items;
}

bool cl_quantity_read(cl_text text, cl_quantity *quantity) {
    static const char *const leading[] = {"at least",
                                          "not less than",
                                          "no less than",
                                          "not fewer than",
                                          "a minimum of",
                                          "minimum of",
                                          "up to",
                                          "not more than",
                                          "no more than",
                                          "not to exceed",
                                          "not exceeding",
                                          "at most",
                                          "a maximum of",
                                          "within",
                                          "no later than",
                                          "not later than",
                                          "about",
                                          "approximately",
                                          "an amount equal to",
                                          "equal to",
                                          "the",
                                          "a",
                                          "an",
                                          "any",
                                          "of",
                                          "period of",
                                          "in excess of",
                                          NULL};
    cl_text trimmed = cl_text_trim(text);
    size_t offset = trimmed.length ? (size_t)(trimmed.bytes - text.bytes) : 0, at = 0, next;
    while (trimmed.length && strchr(".,;:", trimmed.bytes[trimmed.length - 1]))
        trimmed.length--;
    cl_quantity found;
    size_t end = cl_date_range_read(trimmed, &found);
    for (int i = 0; !end && i < 4 && !(end = read_at(trimmed, at, &found)); i++) {
        if (!(next = cl_any_words_at(trimmed, at, leading)))
            return false;
        at = cl_skip_spaces(trimmed, next);
    }
    if (!end || cl_skip_spaces(trimmed, end) != trimmed.length)
        return false;
    cl_bound_read(trimmed, at, &found);
    found.span = (cl_span){offset + at, offset + end};
    *quantity = found;
    return true;
}

double cl_quantity_days(const cl_quantity *quantity) {
    if (strcmp(quantity->unit, "month"))
        return quantity->days;
    double years = floor(quantity->value / 12);
    return years * 365 + (quantity->value - years * 12) * 30;
}

static int order_of(double a, double b) {
    double slack = 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
    return a < b - slack ? -1 : a > b + slack ? 1 : 0;
}

bool cl_quantity_compare(const cl_quantity *a, const cl_quantity *b, int *order) {
    if (a->kind != b->kind || a->redacted || b->redacted)
        return false;
    switch (a->kind) {
    case CL_QUANTITY_DURATION:
        *order = strcmp(a->unit, b->unit) ? order_of(cl_quantity_days(a), cl_quantity_days(b))
                                          : order_of(a->value, b->value);
        return true;
    case CL_QUANTITY_DATE:
        if (!a->year || !b->year)
            return false;
        *order = order_of((a->year * 12 + a->month) * 31 + a->day,
                          (b->year * 12 + b->month) * 31 + b->day);
        return true;
    case CL_QUANTITY_MONEY:
        if (strcmp(a->unit, b->unit))
            return false;
        break;
    default:
        break;
    }
    *order = order_of(a->value, b->value);
    return true;
}
