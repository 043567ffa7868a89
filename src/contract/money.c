/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "contract/amount.h"
#include "contract/word.h"

/* Before the figure. */
static const struct {
    const char *word, *currency;
} currency_words[] = {
    {"us $", "USD"},         {"u.s $", "USD"}, {"usd $", "USD"},    {"ca $", "CAD"},
    {"au $", "AUD"},         {"hk $", "HKD"},  {"us$", "USD"},      {"u.s.$", "USD"},
    {"u.s. $", "USD"},       {"usd$", "USD"},  {"usd", "USD"},      {"ca$", "CAD"},
    {"c$", "CAD"},           {"cad$", "CAD"},  {"cad", "CAD"},      {"a$", "AUD"},
    {"au$", "AUD"},          {"aud", "AUD"},   {"hk$", "HKD"},      {"hkd", "HKD"},
    {"nt$", "TWD"},          {"s$", "SGD"},    {"sgd", "SGD"},      {"nz$", "NZD"},
    {"$us", "USD"},          {"$", "USD"},     {"\xC2\xA3", "GBP"}, {"gbp", "GBP"},
    {"\xE2\x82\xAC", "EUR"}, {"eur", "EUR"},   {"euros", "EUR"},    {"euro", "EUR"},
    {"\xC2\xA5", "JPY"},     {"jpy", "JPY"},   {"rmb", "CNY"},      {"cny", "CNY"},
    {"chf", "CHF"},          {"inr", "INR"},   {"rs.", "INR"},      {"rs", "INR"},
    {"sek", "SEK"},          {"nok", "NOK"},   {"dkk", "DKK"},      {"zar", "ZAR"},
    {"brl", "BRL"},          {"nis", "ILS"},   {"krw", "KRW"},
};

/* Behind the number only, longest first. */
static const struct {
    const char *word, *currency;
    double parts; /* how many of it make one of the currency */
} money_words[] = {
    {"united states dollars", "USD", 1},
    {"u.s. dollars", "USD", 1},
    {"us dollars", "USD", 1},
    {"u.s. dollar", "USD", 1},
    {"american dollars", "USD", 1},
    {"canadian dollars", "CAD", 1},
    {"australian dollars", "AUD", 1},
    {"hong kong dollars", "HKD", 1},
    {"singapore dollars", "SGD", 1},
    {"dollars", "USD", 1},
    {"dollar", "USD", 1},
    {"pounds sterling", "GBP", 1},
    {"pounds", "GBP", 1},
    {"euros", "EUR", 1},
    {"euro", "EUR", 1},
    {"yen", "JPY", 1},
    {"swiss francs", "CHF", 1},
    {"renminbi", "CNY", 1},
    {"usd", "USD", 1},
    {"eur", "EUR", 1},
    {"gbp", "GBP", 1},
    {"cad", "CAD", 1},
    {"aud", "AUD", 1},
    {"rmb", "CNY", 1},
    {"cny", "CNY", 1},
    {"jpy", "JPY", 1},
    {"chf", "CHF", 1},
    {"us$", "USD", 1},
    {"\xE2\x82\xAC", "EUR", 1},
    {"\xC2\xA3", "GBP", 1},
    {"inr", "INR", 1},
    {"rupees", "INR", 1},
    {"cents", "USD", 100},
    {"cent", "USD", 100},
};

/* "USD100": the currency touches the figure. */
static size_t glued_currency(cl_text text, size_t at, const char *word) {
    int first = (unsigned char)word[0];
    if (first == '$' || cl_lower(cl_word_byte(text, at)) != first)
        return 0;
    size_t end = at + strlen(word);
    return cl_is_digit(cl_word_byte(text, end)) &&
                   cl_text_starts_nocase(cl_text_slice(text, at, text.length), word)
               ? end
               : 0;
}

static size_t currency_at(cl_text text, size_t at, const char **currency) {
    for (size_t i = 0; i < sizeof currency_words / sizeof *currency_words; i++) {
        size_t end = cl_words_at(text, at, currency_words[i].word);
        if (!end)
            end = glued_currency(text, at, currency_words[i].word);
        if (end) {
            *currency = currency_words[i].currency;
            return end;
        }
    }
    return 0;
}

size_t cl_money_word(cl_text text, size_t at, const char **currency, double *parts) {
    static const char *const links[] = {"in", "of", NULL};
    at = cl_skip_spaces(text, at);
    size_t end = cl_any_words_at(text, at, links);
    if (end)
        at = cl_skip_spaces(text, end);
    for (size_t i = 0; i < sizeof money_words / sizeof *money_words; i++)
        if ((end = cl_words_at(text, at, money_words[i].word))) {
            *currency = money_words[i].currency;
            *parts = money_words[i].parts;
            return end;
        }
    return 0;
}

/* "1.5M", "500K", "2MM", "3bn" behind a sum. */
static size_t letter_scale(cl_text text, size_t at, double *value) {
    static const struct {
        const char *word;
        double scale;
    } scales[] = {{"k", 1e3}, {"m", 1e6}, {"mm", 1e6}, {"mn", 1e6}, {"bn", 1e9}, {"b", 1e9}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        bool apart = cl_word_byte(text, at) == ' ' && scales[i].word[1];
        size_t end = cl_words_at(text, at + apart, scales[i].word);
        if (end) {
            *value *= scales[i].scale;
            return end;
        }
    }
    return at;
}

/* EUR 100.000: three figures behind a point are thousands where money is written so. */
static void read_thousands(cl_text text, size_t end, const char *currency, double *value) {
    bool european = !strcmp(currency, "EUR") || !strcmp(currency, "CHF");
    if (!european || *value < 1 || end < 5 || text.bytes[end - 4] != '.' ||
        fmod(*value, 1000) != *value)
        return;
    for (size_t at = end - 3; at < end; at++)
        if (!cl_is_digit((unsigned char)text.bytes[at]))
            return;
    if (cl_is_digit((unsigned char)text.bytes[end - 5]))
        *value *= 1000;
}

size_t cl_money_at(cl_text text, size_t at, cl_quantity *quantity) {
    static const char *const again[] = {" usd", " us dollars", NULL};
    const char *currency;
    size_t end = currency_at(text, at, &currency);
    if (!end)
        return 0;
    bool symbol = !cl_is_alpha(cl_word_byte(text, at)) || cl_word_byte(text, end - 1) == '$';
    size_t from = cl_skip_spaces(text, end);
    if (cl_word_byte(text, from) == '$')
        from = cl_skip_spaces(text, from + 1);
    cl_number number;
    size_t next = cl_number_read(text, from, &number);
    if (!symbol && (!next || (number.words && number.fraction)))
        return 0;
    *quantity = (cl_quantity){.kind = CL_QUANTITY_MONEY};
    cl_amount_set_unit(quantity, currency);
    quantity->redacted = !next || number.redacted;
    if (!next)
        return end; /* "$ " and nothing: a form left blank */
    quantity->value = number.value;
    quantity->mismatch = number.mismatch;
    read_thousands(text, next, currency, &quantity->value);
    if (!number.redacted)
        next = letter_scale(text, next, &quantity->value);
    end = cl_any_words_at(text, next, again);
    return end ? end : next;
}

/* "and forty-one cents" behind dollars; `at` when nothing like it follows. */
static size_t and_cents(cl_text text, size_t at, double *value) {
    const char *currency;
    double parts;
    cl_number number;
    size_t end = cl_words_at(text, cl_skip_spaces(text, at), "and"), next;
    if (!end || !(end = cl_number_read(text, cl_skip_spaces(text, end), &number)) ||
        number.redacted || !(next = cl_money_word(text, end, &currency, &parts)) || parts == 1)
        return at;
    *value += number.value / parts;
    return next;
}

/* "one hundred thousand ($100,000) dollars", "one million (US$1,000,000)". */
static size_t currency_in_brackets(cl_text text, size_t at, cl_quantity *quantity) {
    const char *currency;
    double parts;
    size_t open = cl_skip_spaces(text, at);
    if (cl_word_byte(text, open) != '(' ||
        !currency_at(text, cl_skip_spaces(text, open + 1), &currency))
        return 0;
    cl_amount_set_unit(quantity, currency);
    size_t end = cl_repetition_end(text, at, quantity), next;
    if (end == at)
        return 0;
    next = cl_money_word(text, end, &currency, &parts);
    return next ? next : end;
}

size_t cl_money_behind(cl_text text, size_t at, const cl_number *number, cl_quantity *quantity) {
    const char *currency;
    double parts;
    cl_quantity found = {.kind = CL_QUANTITY_MONEY,
                         .value = number->value,
                         .redacted = number->redacted,
                         .mismatch = number->mismatch};
    size_t end = cl_money_word(text, at, &currency, &parts);
    if (!end) {
        end = number->bracketed ? 0 : currency_in_brackets(text, at, &found);
        if (end)
            *quantity = found;
        return end;
    }
    cl_amount_set_unit(&found, currency);
    found.value /= parts;
    if (parts == 1)
        end = and_cents(text, end, &found.value);
    read_thousands(text, at, currency, &found.value);
    *quantity = found;
    return cl_repetition_end(text, end, quantity);
}
