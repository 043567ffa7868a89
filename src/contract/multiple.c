/* SPDX-License-Identifier: MIT */
#include "contract/amount.h"
#include "contract/word.h"

enum {
    FEES_NEAR = 5,    /* words from a factor to the fees it is of */
    PERIOD_NEAR = 30, /* words from the fees to the period in which they fell due */
};

static const char *const fee_words[] = {
    "fees",     "fee",      "amounts",     "amount",        "charges",      "sums",     "sum",
    "payments", "payment",  "royalties",   "consideration", "price",        "prices",   "salary",
    "revenue",  "revenues", "commissions", "remuneration",  "compensation", "premiums", "rent",
    "monies",   NULL};

/* The next word behind the one at `at`, or the bracket of a number; 0 at the end of the statement.
 */
static size_t next_word(cl_text text, size_t at) {
    size_t end = cl_word_end(text, at);
    if (end == at)
        end++;
    while (end < text.length && !cl_is_word_byte((unsigned char)text.bytes[end])) {
        int c = text.bytes[end];
        if (c == ';' || (c == '.' && cl_word_byte(text, end + 1) == ' ') || c == '$')
            return 0;
        if (c == '(' && cl_is_digit(cl_word_byte(text, end + 1)))
            return end;
        end++;
    }
    return end < text.length ? end : 0;
}

/* The first of `literals` that begins at one of `most` words from `at` on: its end, or 0. */
static size_t find_ahead(cl_text text, size_t at, int most, const char *const *literals) {
    size_t word = cl_skip_spaces(text, at);
    for (int i = 0; word && word < text.length && i < most; i++, word = next_word(text, word)) {
        size_t end = cl_any_words_at(text, word, literals);
        if (end)
            return end;
    }
    return 0;
}

static bool is_paid_ahead(cl_text text, size_t at, int most) {
    static const char *const paid[] = {"paid", "payable",  "received", "due",
                                       "owed", "invoiced", NULL};
    return find_ahead(text, at, most, paid) != 0;
}

/* ---- the period that is looked back on ---- */

/* Over "the [immediately preceding]" behind a preposition that ends at `end`; *past when a word
 * says that the period is over. */
static size_t skip_fillers(cl_text text, size_t end, bool *past) {
    static const char *const fillers[] = {
        "the",  "any",    "a",         "an",       "each",  "such",     "that",
        "its",  "prior",  "preceding", "previous", "last",  "past",     "immediately",
        "most", "recent", "period",    "of",       "first", "trailing", NULL};
    static const char *const past_words[] = {"prior", "preceding", "previous", "last",
                                             "past",  "recent",    "trailing", NULL};
    enum { MOST = 7 };
    *past = false;
    for (int i = 0; i < MOST; i++) {
        size_t at = cl_skip_spaces(text, end), next = cl_any_words_at(text, at, fillers);
        if (!next)
            break;
        *past |= cl_any_words_at(text, at, past_words) != 0;
        end = next;
    }
    return cl_skip_spaces(text, end);
}

/* "… before the claim" behind a period. */
static bool is_past_behind(cl_text text, size_t end) {
    static const char *const behind[] = {"preceding", "prior",    "before", "immediately",
                                         "leading",   "previous", "ending", "precedes",
                                         "preceded",  "up",       NULL};
    enum { NEAR = 6 };
    size_t word = end < text.length ? next_word(text, end) : 0;
    return word && find_ahead(text, word, NEAR, behind) != 0;
}

/* "in the [immediately preceding] twelve (12) months [before …]" at `at`. `sure` needs a word that
 * says the period lies in the past. */
static size_t look_back(cl_text text, size_t at, bool sure, cl_quantity *quantity) {
    static const char *const prepositions[] = {"in", "during", "for", "over", "within", NULL};
    size_t end = cl_any_words_at(text, at, prepositions), year;
    if (!end)
        return 0;
    bool past;
    cl_number number;
    cl_quantity duration = {.days = 365};
    at = skip_fillers(text, end, &past);
    if (sure && (year = cl_words_at(text, at, "year")))
        end = year; /* "in the year before the claim" */
    else if (!(end = cl_number_read(text, at, &number)) ||
             !(end = cl_duration_behind(text, end, &number, &duration)))
        return 0;
    if (sure && !past && !is_past_behind(text, end))
        return 0;
    quantity->days = duration.days;
    return end;
}

/* The first such period that begins at `word` or at one of the words behind it. */
static size_t find_look_back(cl_text text, size_t word, bool sure, cl_quantity *quantity) {
    for (int i = 0; word && word < text.length && i < PERIOD_NEAR;
         i++, word = next_word(text, word)) {
        size_t end = look_back(text, word, sure, quantity);
        if (end)
            return end;
    }
    return 0;
}

/* ---- factor and fees ---- */

/* A multiple of what is named before `end`, with its period if there is one. */
static size_t multiple(cl_text text, size_t end, double factor, cl_quantity *quantity) {
    *quantity = (cl_quantity){.kind = CL_QUANTITY_MULTIPLE, .value = factor};
    size_t period = find_look_back(text, cl_skip_spaces(text, end), false, quantity);
    return period ? period : end;
}

static size_t times_at(cl_text text, size_t at) {
    static const char *const signs[] = {"times", "x", "\xC3\x97", NULL};
    return cl_any_words_at(text, at, signs);
}

/* "(2x)" behind "two times": the end of the bracket, or 0. */
static size_t times_in_brackets(cl_text text, size_t at) {
    cl_number again;
    size_t end = cl_words_at(text, at, "(");
    if (!end || !(end = cl_number_read_single(text, end, &again)) ||
        !(end = times_at(text, cl_skip_spaces(text, end))) || cl_word_byte(text, end) != ')')
        return 0;
    return end + 1;
}

size_t cl_multiple_behind(cl_text text, size_t at, double factor, cl_quantity *quantity) {
    static const char *const owners[] = {"the",       "its",          "their",  "his",    "her",
                                         "such",      "that",         "all",    "annual", "total",
                                         "aggregate", "customer's",   "actual", "base",   "monthly",
                                         "contract",  "subscription", NULL};
    size_t from = cl_skip_spaces(text, at);
    size_t end = times_at(text, from + (cl_word_byte(text, from) == '-')), again;
    if (!end)
        return 0;
    from = cl_skip_spaces(text, end);
    if ((again = times_in_brackets(text, from)))
        from = cl_skip_spaces(text, end = again);
    if (from < text.length && !cl_any_words_at(text, from, owners) &&
        !cl_any_words_at(text, from, fee_words))
        return 0;
    size_t fees = find_ahead(text, end, FEES_NEAR, fee_words);
    return multiple(text, fees ? fees : end, factor, quantity);
}

size_t cl_multiple_of_fees(cl_text text, size_t at, double factor, cl_quantity *quantity) {
    enum { PAID_NEAR = 4 };
    size_t fees = find_ahead(text, at, FEES_NEAR, fee_words);
    if (!fees || !is_paid_ahead(text, fees, PAID_NEAR))
        return 0;
    bool mismatch = quantity->mismatch;
    size_t end = multiple(text, fees, factor, quantity);
    quantity->mismatch = mismatch;
    return end;
}

/* "twice the fees", "double its salary". */
static size_t twice(cl_text text, size_t at, cl_quantity *quantity) {
    static const struct {
        const char *word;
        double factor;
    } words[] = {{"twice", 2}, {"double", 2}, {"triple", 3}, {"treble", 3}};
    static const char *const owners[] = {"the", "its", "their", "such", "that",
                                         "his", "her", "all",   "any",  NULL};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t end = cl_words_at(text, at, words[i].word);
        if (!end)
            continue;
        size_t from = cl_skip_spaces(text, end);
        if (!cl_any_words_at(text, from, owners) && !cl_any_words_at(text, from, fee_words))
            return 0;
        size_t fees = find_ahead(text, end, FEES_NEAR + 1, fee_words);
        return fees ? multiple(text, fees, words[i].factor, quantity) : 0;
    }
    return 0;
}

/* "the fees paid in the twelve (12) months preceding the claim": once the fees. */
static size_t implied(cl_text text, size_t at, cl_quantity *quantity) {
    enum { PAID_NEAR = 8 };
    size_t end = cl_any_words_at(text, at, fee_words);
    if (!end || !is_paid_ahead(text, end, PAID_NEAR))
        return 0;
    *quantity = (cl_quantity){.kind = CL_QUANTITY_MULTIPLE, .value = 1};
    return find_look_back(text, next_word(text, at), true, quantity);
}

size_t cl_multiple_at(cl_text text, size_t at, cl_quantity *quantity) {
    size_t end = twice(text, at, quantity);
    return end ? end : implied(text, at, quantity);
}
