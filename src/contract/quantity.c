/* SPDX-License-Identifier: MIT */
#include "contract/quantity.h"

#include <math.h>
#include <stdio.h>

#include "contract/date.h"
#include "contract/number.h"
#include "contract/word.h"

static const struct {
    const char *word, *unit;
    double days;
} units[] = {
    {"day", "day", 1},
    {"days", "day", 1},
    {"week", "week", 7},
    {"weeks", "week", 7},
    {"fortnight", "week", 14},
    {"fortnights", "week", 14},
    {"month", "month", 30},
    {"months", "month", 30},
    {"quarter", "quarter", 91},
    {"quarters", "quarter", 91},
    {"year", "year", 365},
    {"years", "year", 365},
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
} money_words[] = {
    {"united states dollars", "USD"},
    {"u.s. dollars", "USD"},
    {"us dollars", "USD"},
    {"u.s. dollar", "USD"},
    {"american dollars", "USD"},
    {"canadian dollars", "CAD"},
    {"australian dollars", "AUD"},
    {"hong kong dollars", "HKD"},
    {"singapore dollars", "SGD"},
    {"dollars", "USD"},
    {"dollar", "USD"},
    {"pounds sterling", "GBP"},
    {"pounds", "GBP"},
    {"euros", "EUR"},
    {"euro", "EUR"},
    {"yen", "JPY"},
    {"swiss francs", "CHF"},
    {"renminbi", "CNY"},
    {"usd", "USD"},
    {"eur", "EUR"},
    {"gbp", "GBP"},
    {"cad", "CAD"},
    {"aud", "AUD"},
    {"rmb", "CNY"},
    {"cny", "CNY"},
    {"jpy", "JPY"},
    {"chf", "CHF"},
    {"us$", "USD"},
    {"\xE2\x82\xAC", "EUR"},
    {"\xC2\xA3", "GBP"},
    {"inr", "INR"},
    {"rupees", "INR"},
    {"cents", "USD"},
    {"cent", "USD"},
};

static const char *const fee_words[] = {
    "fees",     "fee",      "amounts",     "amount",        "charges",      "sums",     "sum",
    "payments", "payment",  "royalties",   "consideration", "price",        "prices",   "salary",
    "revenue",  "revenues", "commissions", "remuneration",  "compensation", "premiums", "rent",
    "monies",   NULL};

static void set_unit(cl_quantity *quantity, const char *unit) {
    snprintf(quantity->unit, sizeof quantity->unit, "%s", unit);
}

static size_t currency_at(cl_text text, size_t at, const char **currency) {
    for (size_t i = 0; i < sizeof currency_words / sizeof *currency_words; i++) {
        size_t end = cl_words_at(text, at, currency_words[i].word);
        int first = (unsigned char)currency_words[i].word[0];
        if (!end && first != '$' && cl_lower((unsigned char)cl_word_byte(text, at)) == first) {
            /* "USD100": the currency may touch the figure */
            size_t length = strlen(currency_words[i].word);
            if (cl_is_digit(cl_word_byte(text, at + length)) &&
                cl_text_starts_nocase(cl_text_slice(text, at, text.length), currency_words[i].word))
                end = at + length;
        }
        if (end) {
            *currency = currency_words[i].currency;
            return end;
        }
    }
    return 0;
}

static bool is_cents(cl_text text, size_t end) {
    return cl_words_before(text, end, "cents") != SIZE_MAX ||
           cl_words_before(text, end, "cent") != SIZE_MAX;
}

static size_t money_word_at(cl_text text, size_t at, const char **currency) {
    at = cl_skip_spaces(text, at);
    size_t end;
    if ((end = cl_words_at(text, at, "in")) || (end = cl_words_at(text, at, "of")))
        at = cl_skip_spaces(text, end);
    for (size_t i = 0; i < sizeof money_words / sizeof *money_words; i++)
        if ((end = cl_words_at(text, at, money_words[i].word))) {
            *currency = money_words[i].currency;
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

static size_t symbol_money(cl_text text, size_t at, cl_quantity *quantity) {
    const char *currency;
    size_t end = currency_at(text, at, &currency), next;
    if (!end)
        return 0;
    bool symbol =
        cl_is_alpha(cl_word_byte(text, at)) == false || cl_word_byte(text, end - 1) == '$';
    size_t from = cl_skip_spaces(text, end);
    if (cl_word_byte(text, from) == '$')
        from = cl_skip_spaces(text, from + 1);
    cl_number number;
    next = cl_number_read(text, from, &number);
    *quantity = (cl_quantity){.kind = CL_QUANTITY_MONEY};
    set_unit(quantity, currency);
    if (!next || (!symbol && number.words && number.fraction)) {
        if (!symbol || !cl_word_byte(text, end - 1) || cl_word_byte(text, end - 1) == '.')
            return 0;
        quantity->redacted = true; /* "$ " and nothing: a form left blank */
        return end;
    }
    quantity->value = number.value;
    quantity->redacted = number.redacted;
    quantity->mismatch = number.mismatch;
    read_thousands(text, next, currency, &quantity->value);
    if (!number.redacted)
        next = letter_scale(text, next, &quantity->value);
    size_t again = cl_words_at(text, next, " usd");
    if (!again)
        again = cl_words_at(text, next, " us dollars");
    return again ? again : next;
}

static size_t duration_unit(cl_text text, size_t at, cl_quantity *quantity);

/* "(30 days)", "(24 months)" behind a duration, its unit read up to `end`: the end of the
 * repetition; `at` when it is another duration. */
static size_t same_duration(cl_text text, size_t at, size_t end, cl_quantity again,
                            cl_quantity *quantity) {
    double days = again.days * again.value;
    int close = cl_word_byte(text, end);
    bool same_unit = !strcmp(again.unit, quantity->unit);
    bool equal = fabs(days - quantity->days) <= 0.03 * quantity->days;
    if ((close != ')' && close != ']') || again.redacted || quantity->redacted ||
        (!equal && !same_unit))
        return at;
    quantity->mismatch |= !equal;
    return end + 1;
}

/* "($100,000)" or "(thirty)" behind a quantity of the same kind repeats it. */
static size_t repeated(cl_text text, size_t at, cl_quantity *quantity) {
    size_t from = cl_skip_spaces(text, at);
    int open = cl_word_byte(text, from);
    if (open != '(' && open != '[')
        return at;
    from = cl_skip_spaces(text, from + 1);
    cl_number number;
    cl_quantity again = {.kind = CL_QUANTITY_NUMBER};
    size_t end = 0;
    const char *currency;
    if (quantity->kind == CL_QUANTITY_MONEY)
        end = symbol_money(text, from, &again);
    if (!end && (end = cl_number_read_single(text, from, &number))) {
        again.value = number.value;
        again.redacted = number.redacted;
        size_t next;
        if (quantity->kind == CL_QUANTITY_DURATION && (next = duration_unit(text, end, &again)))
            return same_duration(text, at, next, again, quantity);
        if (quantity->kind == CL_QUANTITY_MONEY && (next = money_word_at(text, end, &currency))) {
            end = next;
            again.value = is_cents(text, end) ? again.value / 100 : again.value;
        } else if (quantity->kind == CL_QUANTITY_PERCENT) {
            if (!(next = cl_words_at(text, cl_skip_spaces(text, end), "%")) &&
                !(next = cl_words_at(text, cl_skip_spaces(text, end), "percent")))
                return at;
            end = next;
        }
    }
    if (!end)
        return at;
    end = cl_skip_spaces(text, end);
    if (cl_word_byte(text, end) != (open == '(' ? ')' : ']'))
        return at;
    if (quantity->redacted && !again.redacted) {
        quantity->value = again.value;
        quantity->redacted = false;
    } else if (!again.redacted &&
               fabs(again.value - quantity->value) > 1e-9 * fmax(1, again.value)) {
        if (quantity->kind == CL_QUANTITY_DURATION)
            return at;
        quantity->mismatch = true;
    }
    return end + 1;
}

/* Optional adjectives and the unit behind a number: "-day", " business days'", " full calendar
 * months". */
static size_t duration_unit(cl_text text, size_t at, cl_quantity *quantity) {
    size_t from = cl_skip_spaces(text, at), end;
    if (cl_word_byte(text, from) == '-' || cl_word_byte(text, from) == '\'')
        from = cl_skip_spaces(text, from + 1);
    bool work = false;
    for (int i = 0; i < 3; i++) {
        if ((end = cl_any_words_at(text, from, working)))
            work = true;
        else if (!(end = cl_any_words_at(text, from, unit_adjectives)))
            break;
        if (cl_word_byte(text, end) == '-')
            end++;
        from = cl_skip_spaces(text, end);
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!(end = cl_words_at(text, from, units[i].word)))
            continue;
        if (work && units[i].days >= 1 && units[i].days < 2) {
            set_unit(quantity, "business day");
            quantity->days = 7.0 / 5;
        } else {
            set_unit(quantity, units[i].unit);
            quantity->days = units[i].days;
        }
        if (cl_text_starts(cl_text_slice(text, end, text.length), "(s)"))
            end += 3;
        if (cl_words_at(text, end, "'s"))
            end += 2;
        else if (cl_word_byte(text, end) == '\'')
            end++;
        return end;
    }
    return 0;
}

static size_t duration_behind(cl_text text, size_t at, const cl_number *number,
                              cl_quantity *quantity) {
    cl_quantity found = {.kind = CL_QUANTITY_DURATION,
                         .value = number->value,
                         .redacted = number->redacted,
                         .mismatch = number->mismatch};
    size_t end = duration_unit(text, at, &found);
    if (!end) {
        /* "thirty (30 days)" */
        size_t open = cl_skip_spaces(text, at), inside;
        cl_number second;
        if (cl_word_byte(text, open) != '(' ||
            !(inside = cl_number_read_single(text, cl_skip_spaces(text, open + 1), &second)) ||
            !(end = duration_unit(text, inside, &found)) || cl_word_byte(text, end) != ')')
            return 0;
        end++;
        if (number->redacted && !second.redacted) {
            found.value = second.value;
            found.redacted = false;
        } else if (!second.redacted && second.value != number->value) {
            found.mismatch = true;
        }
    }
    found.days *= found.value;
    if (!strcmp(found.unit, "week") && found.days > found.value * 7) /* fortnights */
        found.value *= 2;
    if (!strcmp(found.unit, "year") && found.days > found.value * 366) /* decades */
        found.value *= 10;
    *quantity = found;
    return repeated(text, end, quantity);
}

/* Skips up to `most` words; stops at ends of statements. Returns the place of the next word, or 0.
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

/* "in the [immediately preceding] twelve (12) months [before …]" at `at`. `sure` needs a word that
 * says the period lies in the past. */
static size_t look_back(cl_text text, size_t at, bool sure, cl_quantity *quantity) {
    static const char *const prepositions[] = {"in", "during", "for", "over", "within", NULL};
    static const char *const fillers[] = {
        "the",  "any",    "a",         "an",       "each",  "such",     "that",
        "its",  "prior",  "preceding", "previous", "last",  "past",     "immediately",
        "most", "recent", "period",    "of",       "first", "trailing", NULL};
    static const char *const past[] = {"prior", "preceding", "previous", "last",
                                       "past",  "recent",    "trailing", NULL};
    static const char *const behind[] = {"preceding", "prior",    "before", "immediately",
                                         "leading",   "previous", "ending", "precedes",
                                         "preceded",  "up",       NULL};
    size_t end = cl_any_words_at(text, at, prepositions), next;
    bool is_past = false;
    if (!end)
        return 0;
    for (int i = 0; i < 7; i++) {
        at = cl_skip_spaces(text, end);
        if (!(next = cl_any_words_at(text, at, fillers)))
            break;
        is_past |= cl_any_words_at(text, at, past) != 0;
        end = next;
    }
    cl_number number;
    cl_quantity duration = {.days = 365};
    at = cl_skip_spaces(text, end);
    if (sure && (next = cl_words_at(text, at, "year")))
        end = next; /* "in the year before the claim" */
    else if (!(end = cl_number_read(text, at, &number)) ||
             !(end = duration_behind(text, end, &number, &duration)))
        return 0;
    if (sure && !is_past) {
        size_t word = end < text.length ? next_word(text, end) : 0;
        for (int i = 0; word && i < 6 && !is_past; i++, word = next_word(text, word))
            is_past = cl_any_words_at(text, word, behind) != 0;
        if (!is_past)
            return 0;
    }
    quantity->days = duration.days;
    return end;
}

/* Behind "two times" or "100% of": the fees and their look-back period. `at` when there is none. */
static size_t multiple_tail(cl_text text, size_t at, cl_quantity *quantity) {
    size_t word = cl_skip_spaces(text, at), end;
    for (int i = 0; word && word < text.length && i < 30; i++, word = next_word(text, word))
        if ((end = look_back(text, word, false, quantity)))
            return end;
    return at;
}

/* Does a fee word stand within the next few words? Returns its end. */
static size_t fees_ahead(cl_text text, size_t at, int most) {
    size_t word = cl_skip_spaces(text, at);
    for (int i = 0; word && word < text.length && i < most; i++, word = next_word(text, word)) {
        size_t end = cl_any_words_at(text, word, fee_words);
        if (end)
            return end;
    }
    return 0;
}

static bool paid_ahead(cl_text text, size_t at, int most) {
    static const char *const paid[] = {"paid", "payable",  "received", "due",
                                       "owed", "invoiced", NULL};
    size_t word = cl_skip_spaces(text, at);
    for (int i = 0; word && word < text.length && i < most; i++, word = next_word(text, word))
        if (cl_any_words_at(text, word, paid))
            return true;
    return false;
}

static size_t multiple(cl_text text, size_t end, double value, cl_quantity *quantity) {
    *quantity = (cl_quantity){.kind = CL_QUANTITY_MULTIPLE, .value = value};
    return multiple_tail(text, end, quantity);
}

/* "times the", "x fees", "X" behind a number. "three times a year" counts occasions. */
static size_t times_behind(cl_text text, size_t at, double value, cl_quantity *quantity) {
    static const char *const signs[] = {"times", "x", "\xC3\x97", NULL};
    static const char *const owners[] = {"the",       "its",          "their",  "his",    "her",
                                         "such",      "that",         "all",    "annual", "total",
                                         "aggregate", "customer's",   "actual", "base",   "monthly",
                                         "contract",  "subscription", NULL};
    size_t from = cl_skip_spaces(text, at);
    if (cl_word_byte(text, from) == '-')
        from++;
    size_t end = cl_any_words_at(text, from, signs), next;
    if (!end)
        return 0;
    from = cl_skip_spaces(text, end);
    if ((next = cl_words_at(text, from, "("))) { /* "two times (2x) the fees" */
        cl_number again;
        if ((next = cl_number_read_single(text, next, &again)) &&
            (next = cl_any_words_at(text, cl_skip_spaces(text, next), signs)) &&
            cl_word_byte(text, next) == ')')
            from = cl_skip_spaces(text, end = next + 1);
    }
    if (!cl_any_words_at(text, from, owners) && !cl_any_words_at(text, from, fee_words) &&
        from < text.length)
        return 0;
    size_t fees = fees_ahead(text, end, 5);
    return multiple(text, fees ? fees : end, value, quantity);
}

static size_t percent_behind(cl_text text, size_t at, const cl_number *number,
                             cl_quantity *quantity) {
    static const char *const signs[] = {"%",        "percentage points", "percent",    "per cent",
                                        "per-cent", "per centum",        "percentage", "pct",
                                        NULL};
    static const char *const parts[] = {"of one percent", "of one per cent",         "of a percent",
                                        "of 1%",          "of one percentage point", NULL};
    size_t from = cl_skip_spaces(text, at), end = cl_any_words_at(text, from, signs), next;
    double factor = 1;
    if (!end && cl_word_byte(text, from) == '-')
        end = cl_any_words_at(text, from + 1, signs);
    if (!end &&
        ((end = cl_words_at(text, from, "basis points")) || (end = cl_words_at(text, from, "bps"))))
        factor = 0.01;
    if (!end && number->value < 1 && !number->redacted)
        end = cl_any_words_at(text, from, parts); /* "one half of one percent" */
    bool mismatch = number->mismatch;
    if (!end && cl_word_byte(text, from) == '(') { /* "ten (10%) percent", "ten (10%)" */
        cl_number inside;
        if (!(next = cl_number_read_single(text, cl_skip_spaces(text, from + 1), &inside)) ||
            !(next = cl_any_words_at(text, cl_skip_spaces(text, next), signs)) ||
            cl_word_byte(text, next) != ')')
            return 0;
        mismatch |= !inside.redacted && !number->redacted && inside.value != number->value;
        end = next + 1;
        if ((next = cl_any_words_at(text, cl_skip_spaces(text, end), signs)))
            end = next;
    }
    if (!end)
        return 0;
    *quantity = (cl_quantity){.kind = CL_QUANTITY_PERCENT,
                              .value = number->value * factor,
                              .redacted = number->redacted,
                              .mismatch = mismatch};
    end = repeated(text, end, quantity);
    size_t of = cl_words_at(text, cl_skip_spaces(text, end), "of"), fees;
    if (of && !quantity->redacted && (fees = fees_ahead(text, of, 5)) &&
        paid_ahead(text, fees, 4)) {
        mismatch = quantity->mismatch;
        end = multiple(text, fees, quantity->value / 100, quantity);
        quantity->mismatch = mismatch;
    }
    return end;
}

/* "and forty-one cents" behind dollars; `at` when nothing like it follows. */
static size_t and_cents(cl_text text, size_t at, double *value) {
    const char *currency;
    cl_number number;
    size_t end = cl_words_at(text, cl_skip_spaces(text, at), "and"), next;
    if (!end || !(end = cl_number_read(text, cl_skip_spaces(text, end), &number)) ||
        number.redacted || !(next = money_word_at(text, end, &currency)) || !is_cents(text, next))
        return at;
    *value += number.value / 100;
    return next;
}

static size_t money_behind(cl_text text, size_t at, const cl_number *number,
                           cl_quantity *quantity) {
    const char *currency;
    cl_quantity found = {.kind = CL_QUANTITY_MONEY,
                         .value = number->value,
                         .redacted = number->redacted,
                         .mismatch = number->mismatch};
    size_t end = money_word_at(text, at, &currency), next;
    if (!end) {
        /* "one hundred thousand ($100,000) dollars", "one million (US$1,000,000)" */
        size_t open = cl_skip_spaces(text, at);
        if (number->bracketed || cl_word_byte(text, open) != '(' ||
            !currency_at(text, cl_skip_spaces(text, open + 1), &currency))
            return 0;
        set_unit(&found, currency);
        end = repeated(text, at, &found);
        if (end == at)
            return 0;
        if ((next = money_word_at(text, end, &currency)))
            end = next;
        *quantity = found;
        return end;
    }
    set_unit(&found, currency);
    if (is_cents(text, end))
        found.value /= 100;
    else
        end = and_cents(text, end, &found.value);
    read_thousands(text, at, currency, &found.value);
    *quantity = found;
    return repeated(text, end, quantity);
}

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
    for (const char *const *label = labels; *label; label++)
        if (cl_words_before(text, before, *label) != SIZE_MAX)
            return false;
    return true;
}

static size_t number_quantity(cl_text text, size_t at, cl_quantity *quantity) {
    cl_number number;
    size_t end = cl_number_read(text, at, &number), next;
    if (!end)
        return 0;
    if ((next = duration_behind(text, end, &number, quantity)) ||
        (next = percent_behind(text, end, &number, quantity)) ||
        (next = money_behind(text, end, &number, quantity)))
        return next;
    if (!number.redacted && (next = times_behind(text, end, number.value, quantity)))
        return next;
    if (!bare_number(text, at, end, &number))
        return 0;
    *quantity = (cl_quantity){
        .kind = CL_QUANTITY_NUMBER, .value = number.value, .mismatch = number.mismatch};
    return end;
}

/* "twice the fees", "double its salary". */
static size_t twice(cl_text text, size_t at, cl_quantity *quantity) {
    static const char *const words[] = {"twice", "double", "triple", "treble"};
    static const char *const owners[] = {"the", "its", "their", "such", "that",
                                         "his", "her", "all",   "any",  NULL};
    for (size_t i = 0; i < 4; i++) {
        size_t end = cl_words_at(text, at, words[i]);
        if (!end)
            continue;
        size_t from = cl_skip_spaces(text, end);
        if (!cl_any_words_at(text, from, owners) && !cl_any_words_at(text, from, fee_words))
            return 0;
        size_t fees = fees_ahead(text, end, 6);
        return fees ? multiple(text, fees, i < 2 ? 2 : 3, quantity) : 0;
    }
    return 0;
}

/* "the fees paid in the twelve (12) months preceding the claim": once the fees. */
static size_t implied_multiple(cl_text text, size_t at, cl_quantity *quantity) {
    size_t end = cl_any_words_at(text, at, fee_words);
    if (!end || !paid_ahead(text, end, 8))
        return 0;
    *quantity = (cl_quantity){.kind = CL_QUANTITY_MULTIPLE, .value = 1};
    size_t word = next_word(text, at), found;
    for (int i = 0; word && i < 30; i++, word = next_word(text, word))
        if ((found = look_back(text, word, true, quantity)))
            return found;
    return 0;
}

/* The quantity that begins exactly at `at`: its end, or 0. */
static size_t read_at(cl_text text, size_t at, cl_quantity *quantity) {
    size_t end;
    int c = cl_word_byte(text, at);
    if ((end = cl_date_read(text, at, quantity)) || (end = symbol_money(text, at, quantity))) {
        if (quantity->kind == CL_QUANTITY_MONEY)
            end = repeated(text, end, quantity);
    } else if (!(end = number_quantity(text, at, quantity)) && cl_is_alpha(c)) {
        if (!(end = twice(text, at, quantity)))
            end = implied_multiple(text, at, quantity);
    }
    if (end)
        quantity->span = (cl_span){at, end};
    return end;
}

/* Bounds directly before `at`: "not less than", "up to a maximum of". */
static void read_bounds(cl_text text, size_t at, cl_quantity *quantity) {
    static const struct {
        const char *words;
        int bound; /* 1 at least, -1 at most */
    } bounds[] = {
        {"at least", 1},
        {"not less than", 1},
        {"no less than", 1},
        {"not fewer than", 1},
        {"no fewer than", 1},
        {"minimum of", 1},
        {"minimum", 1},
        {"in excess of", 1},
        {"not earlier than", 1},
        {"greater than", 1},
        {"exceeds", 1},
        {"longer than", 1},
        {"up to", -1},
        {"not more than", -1},
        {"no more than", -1},
        {"not to exceed", -1},
        {"not exceed", -1},
        {"not exceeding", -1},
        {"at most", -1},
        {"maximum of", -1},
        {"maximum", -1},
        {"within", -1},
        {"no longer than", -1},
        {"not longer than", -1},
        {"no later than", -1},
        {"not later than", -1},
        {"no greater than", -1},
        {"not greater than", -1},
        {"not in excess of", -1},
        {"limited to", -1},
        {"less than", -1},
        {"fewer than", -1},
        {"more than", 1},
    };
    static const char *const fillers[] = {"a", "an", "the", "of", "period", NULL};
    for (int i = 0; i < 4; i++) {
        while (at && text.bytes[at - 1] == ' ')
            at--;
        size_t longest = 0;
        for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
            size_t length = strlen(bounds[k].words);
            if (length > longest && cl_words_before(text, at, bounds[k].words) != SIZE_MAX) {
                longest = length;
                quantity->at_least = bounds[k].bound > 0;
                quantity->at_most = bounds[k].bound < 0;
            }
        }
        if (longest)
            return;
        size_t start = SIZE_MAX;
        for (const char *const *filler = fillers; *filler && start == SIZE_MAX; filler++)
            start = cl_words_before(text, at, *filler);
        if (start == SIZE_MAX)
            return;
        at = start;
    }
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
        read_bounds(text, at, &quantity);
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
    size_t end = 0;
    for (int i = 0; i < 4 && !(end = read_at(trimmed, at, &found)); i++) {
        if (!(next = cl_any_words_at(trimmed, at, leading)))
            return false;
        at = cl_skip_spaces(trimmed, next);
    }
    if (!end || cl_skip_spaces(trimmed, end) != trimmed.length)
        return false;
    read_bounds(trimmed, at, &found);
    found.span = (cl_span){offset + at, offset + end};
    *quantity = found;
    return true;
}

/* Twelve months are a year, not 360 days, when they are compared with one. */
static double comparable_days(const cl_quantity *quantity) {
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
        *order = strcmp(a->unit, b->unit) ? order_of(comparable_days(a), comparable_days(b))
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
