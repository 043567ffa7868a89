/* SPDX-License-Identifier: MIT */
#include "contract/amount.h"
#include "contract/word.h"

static size_t sign_at(cl_text text, size_t at) {
    static const char *const signs[] = {"%",        "percentage points", "percent",    "per cent",
                                        "per-cent", "per centum",        "percentage", "pct",
                                        NULL};
    return cl_any_words_at(text, at, signs);
}

/* The words that make a number a share of a hundred; `factor` times the number are percent. */
static size_t unit_at(cl_text text, size_t at, const cl_number *number, double *factor) {
    static const char *const hundredths[] = {"basis points", "bps", NULL};
    static const char *const parts[] = {"of one percent", "of one per cent",         "of a percent",
                                        "of 1%",          "of one percentage point", NULL};
    size_t end = sign_at(text, at);
    *factor = 1;
    if (!end && cl_word_byte(text, at) == '-')
        end = sign_at(text, at + 1);
    if (!end && (end = cl_any_words_at(text, at, hundredths)))
        *factor = 0.01;
    if (!end && number->value < 1 && !number->redacted)
        end = cl_any_words_at(text, at, parts); /* "one half of one percent" */
    return end;
}

/* "ten (10%) percent", "ten (10%)": the sign stands in the brackets. */
static size_t sign_in_brackets(cl_text text, size_t at, const cl_number *number, bool *mismatch) {
    cl_number inside;
    size_t end;
    if (cl_word_byte(text, at) != '(' ||
        !(end = cl_number_read_single(text, cl_skip_spaces(text, at + 1), &inside)) ||
        !(end = sign_at(text, cl_skip_spaces(text, end))) || cl_word_byte(text, end) != ')')
        return 0;
    *mismatch |= !inside.redacted && !number->redacted && inside.value != number->value;
    size_t behind = sign_at(text, cl_skip_spaces(text, end + 1));
    return behind ? behind : end + 1;
}

size_t cl_percent_behind(cl_text text, size_t at, const cl_number *number, cl_quantity *quantity) {
    size_t from = cl_skip_spaces(text, at);
    double factor;
    bool mismatch = number->mismatch;
    size_t end = unit_at(text, from, number, &factor);
    if (!end)
        end = sign_in_brackets(text, from, number, &mismatch);
    if (!end)
        return 0;
    *quantity = (cl_quantity){.kind = CL_QUANTITY_PERCENT,
                              .value = number->value * factor,
                              .redacted = number->redacted,
                              .mismatch = mismatch};
    end = cl_repetition_end(text, end, quantity);
    size_t of = cl_words_at(text, cl_skip_spaces(text, end), "of");
    size_t fees = of && !quantity->redacted
                      ? cl_multiple_of_fees(text, of, quantity->value / 100, quantity)
                      : 0;
    return fees ? fees : end;
}
