/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "contract/amount.h"
#include "contract/word.h"

/* A number with a unit of time in the bracket; its end, or 0. */
static size_t duration_inside(cl_text text, size_t from, cl_quantity *again) {
    cl_number number;
    size_t end = cl_number_read_single(text, from, &number);
    if (!end)
        return 0;
    again->value = number.value;
    again->redacted = number.redacted;
    return cl_duration_unit(text, end, again);
}

/* "(30 days)", "(24 months)" behind a duration, read up to `end`: the end of the repetition; `at`
 * when it is another duration. */
static size_t same_duration(cl_text text, size_t at, size_t end, const cl_quantity *again,
                            cl_quantity *quantity) {
    const double slack = 0.03; /* 12 months are a year */
    int close = cl_word_byte(text, end);
    bool same_unit = !strcmp(again->unit, quantity->unit);
    bool equal = fabs(again->days * again->value - quantity->days) <= slack * quantity->days;
    if ((close != ')' && close != ']') || again->redacted || quantity->redacted ||
        (!equal && !same_unit))
        return at;
    quantity->mismatch |= !equal;
    return end + 1;
}

/* The same amount in the bracket, with or without its unit; its end, or 0. */
static size_t amount_inside(cl_text text, size_t from, cl_quantity_kind kind, cl_quantity *again) {
    static const char *const percent[] = {"%", "percent", NULL};
    cl_number number;
    const char *currency;
    double parts;
    size_t end = kind == CL_QUANTITY_MONEY ? cl_money_at(text, from, again) : 0, next;
    if (end || !(end = cl_number_read_single(text, from, &number)))
        return end;
    again->value = number.value;
    again->redacted = number.redacted;
    if (kind == CL_QUANTITY_MONEY && (next = cl_money_word(text, end, &currency, &parts))) {
        again->value /= parts;
        return next;
    }
    return kind == CL_QUANTITY_PERCENT ? cl_any_words_at(text, cl_skip_spaces(text, end), percent)
                                       : end;
}

/* Corrects the quantity by what was said again; false when that cannot be the same quantity. */
static bool agree(cl_quantity *quantity, const cl_quantity *again) {
    if (again->redacted)
        return true;
    if (quantity->redacted) {
        quantity->value = again->value;
        quantity->redacted = false;
    } else if (fabs(again->value - quantity->value) > 1e-9 * fmax(1, again->value)) {
        if (quantity->kind == CL_QUANTITY_DURATION)
            return false;
        quantity->mismatch = true;
    }
    return true;
}

size_t cl_repetition_end(cl_text text, size_t at, cl_quantity *quantity) {
    size_t from = cl_skip_spaces(text, at), end;
    int open = cl_word_byte(text, from);
    if (open != '(' && open != '[')
        return at;
    from = cl_skip_spaces(text, from + 1);
    cl_quantity again = {.kind = CL_QUANTITY_NUMBER};
    if (quantity->kind == CL_QUANTITY_DURATION && (end = duration_inside(text, from, &again)))
        return same_duration(text, at, end, &again, quantity);
    if (!(end = amount_inside(text, from, quantity->kind, &again)))
        return at;
    end = cl_skip_spaces(text, end);
    if (cl_word_byte(text, end) != (open == '(' ? ')' : ']') || !agree(quantity, &again))
        return at;
    return end + 1;
}
