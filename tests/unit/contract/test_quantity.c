/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "contract/disagreement.h"
#include "contract/quantity.h"

/* What is found, written shortly: ">=30 day", "USD 100000", "10%", "2x @365", "2010-06-01", "#5";
 * "?" redacted, "!" words and figures differ; joined by " | ". */
static const struct {
    const char *text, *expected;
} phrasings[] = {
    /* durations */
    {"thirty (30) days", "30 day"},
    {"30 days", "30 day"},
    {"thirty days", "30 day"},
    {"30 (thirty) days", "30 day"},
    {"[30] days", "30 day"},
    {"[thirty (30)] days", "30 day"},
    {"(30) day period", "30 day"},
    {"one (1) year", "1 year"},
    {"two years", "2 year"},
    {"one-year", "1 year"},
    {"a twelve-month period", "12 month"},
    {"six (6)-month", "6 month"},
    {"six (6) - month", "6 month"},
    {"180-day", "180 day"},
    {"90 days' notice", "90 day"},
    {"thirty (30) days' prior written notice", "30 day"},
    {"one (1) year's notice", "1 year"},
    {"one month's notice", "1 month"},
    {"on a month's notice", "1 month"},
    {"a week's prior notice", "1 week"},
    {"a fortnight's notice", "2 week"},
    {"within a year of delivery", "<=1 year"},
    {"not less than a calendar month before", ">=1 month"},
    {"ten dollars a month", "USD 10"},
    {"ten dollars a month before tax", "USD 10"},
    {"told a week before it is added", "1 week"},
    {"for a year after the end", "1 year"},
    {"once a week", ""},
    {"18 mths", "18 month"},
    {"the thirtieth (30th) day before expiry", "30 day"},
    {"on the ninetieth day prior to the end", "90 day"},
    {"by the one hundred and twentieth (120th) day before", "120 day"},
    {"the forty-fifth business day after receipt", "45 business day"},
    {"the thirtieth (60th) day before expiry", "30 day!"},
    {"the first day after the end", ""},
    {"by the 60th day preceding it", "60 day"},
    {"the 15th day of each month", ""},
    {"the third party before", ""},
    {"Rs. 2,50,000", "INR 250000"},
    {"INR 12,34,56,789", "INR 123456789"},
    {"ninety(90) days", "90 day"},
    {"sixty ( 60 ) days", "60 day"},
    {"thirty [30] days", "30 day"},
    {"five (5) business days", "5 business day"},
    {"5 Business Days", "5 business day"},
    {"ten working days", "10 business day"},
    {"3 banking days", "3 business day"},
    {"three (3) calendar months", "3 month"},
    {"ten (10) consecutive calendar days", "10 day"},
    {"two full weeks", "2 week"},
    {"one fortnight", "2 week"},
    {"forty-eight (48) hours", "48 hour"},
    {"24 hours", "24 hour"},
    {"two (2) calendar quarters", "2 quarter"},
    {"one quarter", "1 quarter"},
    {"three additional one (1) year terms", "#3 | 1 year"},
    {"two successive years", "2 year"},
    {"one and one-half years", "1.5 year"},
    {"one and a half years", "1.5 year"},
    {"1 1/2 years", "1.5 year"},
    {"1\xC2\xBD years", "1.5 year"},
    {"half a year", "0.5 year"},
    {"one-half year", "0.5 year"},
    {"2.5 years", "2.5 year"},
    {"one hundred eighty (180) days", "180 day"},
    {"one hundred and eighty (180) days", "180 day"},
    {"one-hundred-twenty (120) days", "120 day"},
    {"three hundred sixty-five (365) days", "365 day"},
    {"twenty-one (21) days", "21 day"},
    {"twenty one (21) days", "21 day"},
    {"thirty (30 days)", "30 day"},
    {"30 days (thirty)", "30 day"},
    {"thirty days (30)", "30 day"},
    {"thirty (60) days", "30 day!"},
    {"60 (thirty) days", "30 day!"},
    {"thirty (60 days)", "30 day!"},
    {"[***] days", "0 day?"},
    {"[*] ([*]) days", "0 day?"},
    {"____ days", "0 day?"},
    {"___ (__) years", "0 year?"},
    {"[\xE2\x97\x8F] months", "0 month?"},
    {"[ ] months", "0 month?"},
    {"[REDACTED] days", "0 day?"},
    {"[***] (30) days", "30 day"},
    {"at least thirty (30) days", ">=30 day"},
    {"not less than 60 days", ">=60 day"},
    {"no fewer than ninety days", ">=90 day"},
    {"for a minimum of two (2) years", ">=2 year"},
    {"within ten (10) days", "<=10 day"},
    {"no later than five days", "<=5 day"},
    {"not more than 3 months", "<=3 month"},
    {"up to a maximum of 12 months", "<=12 month"},
    {"within a period of 30 days", "<=30 day"},
    {"day(s) of 10 day(s)", "10 day"},
    {"thirty (30) days or sixty (60) days", "30 day | 60 day"},
    {"30-day notice and 5-day cure", "30 day | 5 day"},
    /* money */
    {"$100,000", "USD 100000"},
    {"$1.5 million", "USD 1500000"},
    {"$1.5M", "USD 1500000"},
    {"$500K", "USD 500000"},
    {"$2MM", "USD 2000000"},
    {"$.05", "USD 0.05"},
    {"$0.05 per unit", "USD 0.05"},
    {"US$ 5,000.00", "USD 5000"},
    {"US$5,000", "USD 5000"},
    {"US $100,000", "USD 100000"},
    {"USD $ 5,000", "USD 5000"},
    {"HK $2,000", "HKD 2000"},
    {"U.S. $10,000", "USD 10000"},
    {"USD 100,000", "USD 100000"},
    {"USD100,000", "USD 100000"},
    {"100,000 USD", "USD 100000"},
    {"$100,000 USD", "USD 100000"},
    {"EUR 10,000", "EUR 10000"},
    {"\xE2\x82\xAC"
     "10,000",
     "EUR 10000"},
    {"\xE2\x82\xAC 1.000.000", "EUR 1000000"},
    {"EUR 1.000,00", "EUR 1000"},
    {"10.000,50 \xE2\x82\xAC", "EUR 10000.5"},
    {"CHF 1'000'000", "CHF 1000000"},
    {"\xC2\xA3"
     "250",
     "GBP 250"},
    {"GBP 2 million", "GBP 2000000"},
    {"RMB 3,000", "CNY 3000"},
    {"\xC2\xA5"
     "500",
     "JPY 500"},
    {"5,000 euros", "EUR 5000"},
    {"ten thousand dollars", "USD 10000"},
    {"one hundred thousand dollars ($100,000)", "USD 100000"},
    {"one hundred thousand U.S. dollars (US$100,000)", "USD 100000"},
    {"One Million Dollars ($1,000,000.00)", "USD 1000000"},
    {"one million two hundred fifty thousand dollars", "USD 1250000"},
    {"Five Hundred and 00/100 Dollars ($500.00)", "USD 500"},
    {"Five Hundred and 50/100 Dollars", "USD 500.5"},
    {"one hundred thousand ($100,000) dollars", "USD 100000"},
    {"$100,000 (one hundred thousand dollars)", "USD 100000"},
    {"one hundred thousand dollars ($10,000)", "USD 100000!"},
    {"a million dollars", "USD 1000000"},
    {"$[***]", "USD 0?"},
    {"$____", "USD 0?"},
    {"$[*] per year", "USD 0?"},
    {"[***] dollars", "USD 0?"},
    {"not to exceed $50,000", "<=USD 50000"},
    {"in excess of $50,000", ">=USD 50000"},
    /* percent */
    {"10%", "10%"},
    {"10 %", "10%"},
    {"99,5 %", "99.5%"},
    {"2,25 per cent", "2.25%"},
    {"5,000%", "5000%"},
    {"ten percent", "10%"},
    {"ten per cent", "10%"},
    {"ten percent (10%)", "10%"},
    {"ten (10%) percent", "10%"},
    {"ten (10) percent", "10%"},
    {"one hundred percent (100%)", "100%"},
    {"one and one-half percent (1.5%) per month", "1.5%"},
    {"1\xC2\xBD% per month", "1.5%"},
    {"1 1/2% per month", "1.5%"},
    {"50 basis points", "0.5%"},
    {"[***]%", "0%?"},
    {"[***] percent", "0%?"},
    {"ten percent (15%)", "10%!"},
    {"at least 25% of the shares", ">=25%"},
    {"10% of the net sales", "10%"},
    /* multiples */
    {"two times the fees", "2x"},
    {"two (2) times the fees", "2x"},
    {"twice the fees", "2x"},
    {"double the amounts", "2x"},
    {"2x fees", "2x"},
    {"2 x fees", "2x"},
    {"1.5 times the total fees", "1.5x"},
    {"three times its annual salary", "3x"},
    {"twice the fees paid in the twelve (12) months before the claim", "2x @365"},
    {"two times the fees paid during the preceding 6 months", "2x @180"},
    {"100% of the fees paid in the 12 months preceding the event", "1x @365"},
    {"fifty percent (50%) of the fees payable for the prior year", "0.5x"},
    {"the fees paid in the twelve (12) months preceding the claim", "1x @365"},
    {"the amounts paid by Customer to Supplier during the 12-month period before", "1x @365"},
    {"total fees received in the immediately preceding six (6) months", "1x @180"},
    {"two times a year", "#2"},
    {"twice a year", ""},
    {"the fees shall be paid within thirty days", "<=30 day"},
    /* dates */
    {"June 1, 2010", "2010-06-01"},
    {"June 1 2010", "2010-06-01"},
    {"June 1st, 2010", "2010-06-01"},
    {"1 June 2010", "2010-06-01"},
    {"1st day of June, 2010", "2010-06-01"},
    {"the first day of January 2010", "2010-01-01"},
    {"the 23rd day of September, 2016", "2016-09-23"},
    {"June 2010", "2010-06-00"},
    {"June, 2010", "2010-06-00"},
    {"December 31", "0000-12-31"},
    {"Sept. 5, 2011", "2011-09-05"},
    {"2-Jun-10", "2010-06-02"},
    {"1/2/2010", "2010-01-02"},
    {"31/12/2010", "2010-12-31"},
    {"2010-06-01", "2010-06-01"},
    {"JUNE 1, 2010", "2010-06-01"},
    {"____ day of June, 2010", "2010-06-00?"},
    {"this __ day of ____, 20__", "0000-00-00?"},
    {"may 30 days later", "30 day"},
    {"in May 30 days later", "30 day"},
    /* more of each kind */
    {"90 consecutive days", "90 day"},
    {"a period of one year", "1 year"},
    {"3 calendar months", "3 month"},
    {"two weeks", "2 week"},
    {"sixty-day", "60 day"},
    {"30 days'", "30 day"},
    {"a ninety (90) day period", "90 day"},
    {"a sixty (60)-day cure period", "60 day"},
    {"thirty (30) calendar days' advance notice", "30 day"},
    {"thirty (30) or more days", "30 day"},
    {"ten (10) Business Days' notice", "10 business day"},
    {"one calendar year", "1 year"},
    {"paid a month later", ""},
    {"one (1) additional year", "1 year"},
    {"for so long as 18 months", "18 month"},
    {"six-month", "6 month"},
    {"six months'", "6 month"},
    {"ten(10) days", "10 day"},
    {"3-year", "3 year"},
    {"5 (five) Working Days", "5 business day"},
    {"seventy-two (72) hours", "72 hour"},
    {"15 minutes", "15 minute"},
    {"30-calendar-day", "30 day"},
    {"60 days prior", "60 day"},
    {"thirty (30) - day", "30 day"},
    {"a half year", "0.5 year"},
    {"1-1/2 years", "1.5 year"},
    {"eighteen (18) month", "18 month"},
    {"two (2) additional successive one (1) year periods", "#2 | 1 year"},
    {"thirty-day (30-day)", "30 day"},
    {"thirty (30)-calendar day", "30 day"},
    {"3 months and 2 weeks", "3 month | 2 week"},
    {"US $100,000", "USD 100000"},
    {"EUR 10.000,00", "EUR 10000"},
    {"\xC2\xA3"
     "5k",
     "GBP 5000"},
    {"Rs. 50,000", "INR 50000"},
    {"RMB 1.2 million", "CNY 1200000"},
    {"Rs 50,000", "INR 50000"},
    {"INR 5 lakh", "INR 500000"},
    {"$1.5 billion", "USD 1500000000"},
    {"$2,500,000.00", "USD 2500000"},
    {"(US) $500", "USD 500"},
    {"Two Hundred Fifty Thousand and No/100 Dollars ($250,000.00)", "USD 250000"},
    {"USD $10,000", "USD 10000"},
    {"$10,000 (ten thousand dollars)", "USD 10000"},
    {"10 million dollars", "USD 10000000"},
    {"\xE2\x82\xAC"
     "10m",
     "EUR 10000000"},
    {"100.000 EUR", "EUR 100000"},
    {"EUR 100.000", "EUR 100000"},
    {"\xC2\xA5"
     "10,000,000",
     "JPY 10000000"},
    {"HK$1,000", "HKD 1000"},
    {"C$ 5 million", "CAD 5000000"},
    {"A$500,000", "AUD 500000"},
    {"one million pounds sterling (\xC2\xA3"
     "1,000,000)",
     "GBP 1000000"},
    {"five thousand euros (\xE2\x82\xAC"
     "5,000)",
     "EUR 5000"},
    {"$ 1,000", "USD 1000"},
    {"NZ$750", "NZD 750"},
    {"S$2,000", "SGD 2000"},
    {"CHF 5'000.50", "CHF 5000.5"},
    {"$25,000 USD", "USD 25000"},
    {"ten cents", "USD 0.1"},
    {"ten cents (10 cents)", "USD 0.1"},
    {"ten cents ($0.10)", "USD 0.1"},
    {"Four Dollars and Forty-One Cents ($4.41)", "USD 4.41"},
    {"eighty cents ($80)", "USD 0.8!"},
    {"a sum of $1 mm", "USD 1000000"},
    {"up to $1,000,000", "<=USD 1000000"},
    {"at least USD 5 million", ">=USD 5000000"},
    {"12.5%", "12.5%"},
    {"twelve and one half percent (12.5%)", "12.5%"},
    {"one half of one percent (0.5%)", "0.5%"},
    {"one and a half percent (1-1/2%)", "1.5%"},
    {"0.75 percent", "0.75%"},
    {"5 per cent.", "5%"},
    {"fifteen (15) per cent", "15%"},
    {"up to 20%", "<=20%"},
    {"100 bps", "1%"},
    {"5-10%", "#5 | 10%"},
    {"1.5x the fees", "1.5x"},
    {"three (3) times the annual fees", "3x"},
    {"two hundred percent (200%) of the fees paid in the prior twelve months", "2x @365"},
    {"150% of the amounts paid or payable during the 12 months before the claim", "1.5x @365"},
    {"the total amount paid by Customer in the 12 months prior to the event", "1x @365"},
    {"the lesser of $50,000 and the fees paid in the twelve (12) months before",
     "USD 50000 | 1x @365"},
    {"the greater of $1,000,000 or two times the fees paid in the 12 months before",
     "USD 1000000 | 2x @365"},
    {"an amount equal to twelve (12) months' fees", "12 month"},
    {"one times (1x) the fees", "1x"},
    {"two-times the fees", "2x"},
    {"twice the amount", "2x"},
    {"the fees paid hereunder in the year before the claim arose", "1x @365"},
    {"the 1st of June 2010", "2010-06-01"},
    {"June 1st", "0000-06-01"},
    {"01 June 2010", "2010-06-01"},
    {"2010/06/01", "2010-06-01"},
    {"01.06.2010", "2010-06-01"},
    {"1 Jun 2010", "2010-06-01"},
    {"Jun. 1, 2010", "2010-06-01"},
    {"Tuesday, June 1, 2010", "2010-06-01"},
    {"this first (1st) day of June, 2010", "2010-06-01"},
    {"June 1,2010", "2010-06-01"},
    {"twenty-first day of June, 2010", "2010-06-21"},
    {"the 31st day of December 2010", "2010-12-31"},
    {"June ___, 2010", "2010-06-00?"},
    {"June [__], 2010", "2010-06-00?"},
    {"12-31-2010", "2010-12-31"},
    {"1st June, 2010", "2010-06-01"},
    {"June 15", "0000-06-15"},
    {"sixty (90) days", "60 day!"},
    {"two (3) years", "2 year!"},
    {"ten (10) business days", "10 business day"},
    {"five percent (15%)", "5%!"},
    {"One Million Dollars ($10,000,000)", "USD 1000000!"},
    {"thirty-six (36) months", "36 month"},
    {"thirty six (63) months", "36 month!"},
    {"two (2) years (24 months)", "2 year"},
    {"thirty (30) days (one month)", "30 day"},
    /* neither */
    {"Section 4.2", ""},
    {"Sections 4.2.1", ""},
    {"one of the parties", ""},
    {"(1) the first item", ""},
    {"a third party", ""},
    {"no one", ""},
    {"[***]", ""},
    {"the second half", ""},
    {"EX-10.31", "#10.31"},
    {"three copies", "#3"},
    {"1,000 units", "#1000"},
    {"12 and 13", "#12 | #13"},
    {"$", "USD 0?"},
};

static void show(const cl_quantity *q, char *out, size_t size) {
    const char *bound = q->at_least ? ">=" : q->at_most ? "<=" : "";
    const char *marks = q->redacted && q->mismatch ? "?!"
                        : q->redacted              ? "?"
                        : q->mismatch              ? "!"
                                                   : "";
    switch (q->kind) {
    case CL_QUANTITY_DURATION:
        snprintf(out, size, "%s%.10g %s%s", bound, q->value, q->unit, marks);
        break;
    case CL_QUANTITY_MONEY:
        snprintf(out, size, "%s%s %.10g%s", bound, q->unit, q->value, marks);
        break;
    case CL_QUANTITY_PERCENT:
        snprintf(out, size, "%s%.10g%%%s", bound, q->value, marks);
        break;
    case CL_QUANTITY_MULTIPLE:
        if (q->days > 0)
            snprintf(out, size, "%s%.10gx @%.0f%s", bound, q->value, q->days >= 360 ? 365 : q->days,
                     marks);
        else
            snprintf(out, size, "%s%.10gx%s", bound, q->value, marks);
        break;
    case CL_QUANTITY_DATE:
        snprintf(out, size, "%04d-%02d-%02d%s", q->year, q->month, q->day, marks);
        break;
    case CL_QUANTITY_NUMBER:
        snprintf(out, size, "%s#%.10g%s", bound, q->value, marks);
        break;
    }
}

Test(quantity, phrasings) {
    cl_arena *arena = cl_arena_new();
    for (size_t i = 0; i < sizeof phrasings / sizeof *phrasings; i++) {
        /* In the midst of a sentence too: what stands around must not matter. */
        for (size_t frame = 0; frame < 2; frame++) {
            char text[300], got[300] = "", one[100];
            snprintf(text, sizeof text, frame ? "as to %s, and so on" : "%s", phrasings[i].text);
            size_t count;
            cl_quantity *q = cl_quantities_find(arena, cl_text_from(text), &count);
            for (size_t k = 0; k < count; k++) {
                show(&q[k], one, sizeof one);
                snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", k ? " | " : "", one);
                cr_expect(q[k].span.start < q[k].span.end && q[k].span.end <= strlen(text));
            }
            cr_expect_str_eq(got, phrasings[i].expected, "%s: got \"%s\", want \"%s\"", text, got,
                             phrasings[i].expected);
        }
    }
    cl_arena_free(arena);
}

Test(quantity, spans_hold_the_words) {
    static const struct {
        const char *text, *span;
    } cases[] = {
        {"upon at least thirty (30) days' prior notice", "thirty (30) days'"},
        {"pays one hundred thousand dollars ($100,000) now",
         "one hundred thousand dollars ($100,000)"},
        {"exceed twice the fees paid in the twelve (12) months before",
         "twice the fees paid in the twelve (12) months"},
        {"on June 1, 2010.", "June 1, 2010"},
    };
    cl_arena *arena = cl_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count;
        cl_text text = cl_text_from(cases[i].text);
        cl_quantity *q = cl_quantities_find(arena, text, &count);
        cr_assert_eq(count, 1);
        cr_expect(cl_text_equal(cl_text_slice(text, q->span.start, q->span.end),
                                cl_text_from(cases[i].span)));
    }
    cl_arena_free(arena);
}

Test(quantity, reads_one) {
    static const char *const good[] = {
        "30 days",          "10 %",           "USD 100,000", "2 x fees",
        "at least 30 days", "1 year",         "$5",          "12",
        "the 12 months",    "twice the fees", "one year",    "5 business days",
        "June 1, 2010",     " 30 days. "};
    static const char *const bad[] = {"",
                                      "days",
                                      "30 days and more",
                                      "soon",
                                      "at least",
                                      "fees",
                                      "30 days 5",
                                      "the",
                                      "()",
                                      "May 2027 to May 2026",
                                      "May 3 to May 5, 2026"};
    cl_quantity q;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect(cl_quantity_read(cl_text_from(good[i]), &q), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(cl_quantity_read(cl_text_from(bad[i]), &q), "%s", bad[i]);
    cr_assert(cl_quantity_read(CL_TEXT("at least 30 days"), &q));
    cr_assert(q.at_least);
    cr_assert_eq(q.span.start, 9);
}

Test(quantity, compares) {
    static const struct {
        const char *a, *b;
        int order; /* 9: cannot be compared */
    } cases[] = {
        {"30 days", "60 days", -1},
        {"one month", "30 days", 0},
        {"12 months", "one year", 0},
        {"24 months", "2 years", 0},
        {"3 years", "24 months", 1},
        {"$5", "$10", -1},
        {"$5", "EUR 5", 9},
        {"30 days", "10%", 9},
        {"[***] days", "10 days", 9},
        {"10%", "10.0 percent", 0},
        {"twice the fees", "1 x fees", 1},
        {"June 1, 2010", "May 1, 2010", 1},
        {"5 business days", "7 days", 0},
        /* both days are of the term */
        {"1 May 2026 to 30 April 2027", "12 months", 0},
        {"1 May 2026 until 1 May 2027", "one year", 0},
        {"1 May 2026 to 30 April 2029", "3 years", 0},
        {"1 January 2024 - 31 December 2031", "8 years", 0},
        {"May 2026 through July 2027", "12 months", 1},
        {"2026-05-01 to 2026-05-31", "12 months", -1},
        {"15.5.2027-14.11.2030", "36 months", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cl_quantity a, b;
        int order = 9;
        cr_assert(cl_quantity_read(cl_text_from(cases[i].a), &a), "%s", cases[i].a);
        cr_assert(cl_quantity_read(cl_text_from(cases[i].b), &b), "%s", cases[i].b);
        if (!cl_quantity_compare(&a, &b, &order))
            order = 9;
        cr_expect_eq(order, cases[i].order, "%s against %s: %d", cases[i].a, cases[i].b, order);
    }
}

static const struct {
    const char *text, *words, *figures; /* no words: they agree, or are no pair */
} pairs[] = {
    {"within thirty (60) days", "thirty", "(60)"},
    {"within thirty (30) days", NULL, NULL},
    {"sixty percent (50%)", "sixty", "(50%)"},
    {"one hundred and five dollars ($105)", NULL, NULL},
    {"one hundred and five dollars ($150)", "one hundred and five", "($150)"},
    {"forty-five ( 54 ) days", "forty-five", "( 54 )"},
    {"Year Two (1999)", NULL, NULL},
    {"one half of one percent (0.5%)", NULL, NULL},
    {"three point five (3.5)", NULL, NULL},
    {"ONE MILLION, FIVE THOUSAND DOLLARS ($1,005,000)", NULL, NULL},
    {"thirty ([***]) days", NULL, NULL},
    {"the parties (2) and five (", NULL, NULL},
};

Test(quantity, words_and_figures_that_differ) {
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        cl_disagreement found;
        cl_text text = cl_text_from(pairs[i].text);
        size_t next = cl_disagreement_find(text, 0, &found);
        cr_expect_eq(next != 0, pairs[i].words != NULL, "%s", pairs[i].text);
        if (!next || !pairs[i].words)
            continue;
        cr_expect(cl_text_equal(cl_text_slice(text, found.words.start, found.words.end),
                                cl_text_from(pairs[i].words)),
                  "%s", pairs[i].text);
        cr_expect(cl_text_equal(cl_text_slice(text, found.figures.start, found.figures.end),
                                cl_text_from(pairs[i].figures)),
                  "%s", pairs[i].text);
        cr_expect_eq(cl_disagreement_find(text, next, &found), 0, "%s", pairs[i].text);
    }
}

/* Nothing a hostile file holds may make the scan slow or read outside the text. */
Test(quantity, hostile_text, .timeout = 40) {
    static const char *const seeds[] = {"(",    "[",        "$",
                                        "_",    "1,",       "fees ",
                                        "one ", "hundred ", "9",
                                        "and ", "June ",    "fees paid in the ",
                                        "(1",   "\xC2\xBD", "two times the "};
    static char text[400001];
    cl_arena *arena = cl_arena_new();
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        size_t length = strlen(seeds[i]), size = 0, count;
        while (size + length <= 400000) {
            memcpy(text + size, seeds[i], length);
            size += length;
        }
        cl_quantities_find(arena, (cl_text){text, size}, &count);
        cl_arena_clear(arena);
    }
    cl_arena_free(arena);
}
