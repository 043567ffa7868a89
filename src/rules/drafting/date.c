/* SPDX-License-Identifier: MIT
 *
 * Dates that cannot be: February 30; a term that ends before it begins; a Monday that was a Sunday.
 * Only dates with the month in words are compared, since 1/2/2020 is read differently on two sides
 * of an ocean.
 */
#include "contract/date.h"

#include <string.h>

#include "contract/word.h"
#include "rules/drafting/drafting.h"

enum {
    LOOK_BACK = 24, /* from a month to the day before it: "the 31st day of" */
    RANGE_GAP = 140,
    RANGE_LEAD = 60,
    WEEKDAY_GAP = 6,
};

static bool is_month(cl_text word) {
    static const char *const months[] = {"january",  "february", "march",  "april",     "may",
                                         "june",     "july",     "august", "september", "october",
                                         "november", "december", "sept",   NULL};
    int first = word.bytes[0];
    if (word.length < 3 || word.length > 9 || !memchr("JFMASOND", first, 8))
        return false;
    for (const char *const *month = months; *month; month++)
        if (cl_lower(first) == (*month)[0] && (cl_text_equal_nocase(word, cl_text_from(*month)) ||
                                               cl_text_equal_nocase(word, (cl_text){*month, 3})))
            return true;
    return false;
}

/* The whole date around the name of a month at `at`. */
static bool read_around(cl_text text, size_t at, cl_span *span, cl_quantity *date) {
    size_t from = at > LOOK_BACK ? at - LOOK_BACK : 0;
    for (size_t start = from; start < at; start++) {
        if (!cl_is_digit((unsigned char)text.bytes[start]) ||
            (start && cl_is_word_byte((unsigned char)text.bytes[start - 1])))
            continue;
        size_t end = cl_date_read(text, start, date);
        if (end > at && date->day && date->month) {
            *span = (cl_span){start, end};
            return true;
        }
    }
    size_t end = cl_date_read(text, at, date);
    *span = (cl_span){at, end};
    return end != 0;
}

/* All dates whose month is a word, in reading order. */
static const cl_dated *all_dates(const cl_evaluation *e, size_t *count) {
    const cl_drafting *drafting = cl_drafting_of(e);
    if (!drafting->dates) {
        size_t capacity = 16, found = 0;
        cl_dated *dates = CL_ARRAY(e->arena, capacity, cl_dated);
        for (size_t i = 0; i < drafting->capital_count; i++) {
            const cl_capital *at = &drafting->capitals[i];
            cl_dated date = {.block = at->block};
            cl_quantity value;
            if (drafting->zones[at->block] < CL_ZONE_ANNEX || !is_month(cl_capital_word(e, at)) ||
                !read_around(e->contract->document->blocks[at->block].text, at->start, &date.span,
                             &value) ||
                value.redacted)
                continue;
            date.year = value.year;
            date.month = value.month;
            date.day = value.day;
            dates = cl_arena_grow(e->arena, dates, found, &capacity, sizeof *dates);
            dates[found++] = date;
        }
        (*e->drafting)->dates = dates;
        (*e->drafting)->date_count = found;
    }
    *count = drafting->date_count;
    return drafting->dates;
}

static void each_date(const cl_evaluation *e, void (*visit)(void *, const cl_dated *),
                      void *context) {
    size_t count;
    const cl_dated *dates = all_dates(e, &count);
    for (size_t i = 0; i < count; i++)
        visit(context, &dates[i]);
}

static int days_of(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = !year || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return month == 2 && leap ? 29 : days[month - 1];
}

/* 0 is Sunday (Sakamoto's method, Gregorian calendar). */
static int weekday_of(int year, int month, int day) {
    static const int shifts[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    year -= month < 3;
    return (year + year / 4 - year / 100 + year / 400 + shifts[month - 1] + day) % 7;
}

typedef struct walk {
    const cl_evaluation *evaluation;
    const cl_rule *rule;
    cl_findings *findings;
    cl_dated last;
} walk;

static void raise(walk *w, const cl_dated *at, cl_text other) {
    cl_flaw flaw = {.block = at->block, .span = at->span, .other = other};
    cl_drafting_raise(w->evaluation, w->rule, w->findings, &flaw);
}

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

static void check_day(walk *w, const cl_dated *at) {
    if (!at->day || !at->month || at->day <= days_of(at->year, at->month))
        return;
    bool leap_day = at->month == 2 && at->day == 29;
    raise(w, at,
          cl_text_from(
              cl_arena_printf(w->evaluation->arena, "%s has %d days",
                              leap_day ? "February of that year" : month_names[at->month - 1],
                              days_of(at->year, at->month))));
}

static void visit_day(void *context, const cl_dated *at) {
    check_day(context, at);
}

/* "02/30/2020": whichever of the two is the day, it cannot be. */
static void numeric_days(walk *w) {
    const cl_drafting *drafting = cl_drafting_of(w->evaluation);
    const cl_document *document = w->evaluation->contract->document;
    for (uint32_t b = 0; b < document->block_count; b++) {
        cl_text text = document->blocks[b].text;
        if (drafting->zones[b] < CL_ZONE_ANNEX || !(drafting->marks[b] & CL_MARK_SLASH))
            continue;
        for (size_t at = 0; at < text.length; at++) {
            const char *hit = memchr(text.bytes + at, '/', text.length - at);
            if (!hit)
                break;
            at = (size_t)(hit - text.bytes);
            size_t start = at;
            while (start && cl_is_digit((unsigned char)text.bytes[start - 1]))
                start--;
            cl_quantity date;
            size_t end = at - start < 3 && start < at ? cl_date_read(text, start, &date) : 0;
            bool whole = end && (!start || !strchr("/.-", text.bytes[start - 1])) &&
                         cl_word_byte(text, end) != '/';
            if (!whole || date.redacted)
                continue;
            cl_dated found = {b, {start, end}, date.year, date.month, date.day};
            /* read the other way it may be a date */
            if (date.day > 12 || date.month > 12)
                check_day(w, &found);
            at = end - 1;
        }
    }
}

static void find_no_date(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    walk w = {e, rule, findings, {0}};
    each_date(e, visit_day, &w);
    numeric_days(&w);
}

static bool holds(cl_text text, const char *const *words) {
    for (size_t at = 0; at < text.length; at++)
        if ((!at || !cl_is_word_byte((unsigned char)text.bytes[at - 1])) &&
            cl_any_words_at(text, at, words))
            return true;
    return false;
}

/* "from A to B", "commencing on A and ending on B": a stretch of time. */
static bool is_range(cl_text text, const cl_dated *a, const cl_dated *b) {
    static const char *const openers[] = {"from",      "between", "commencing", "commences",
                                          "beginning", "begins",  "starting",   "starts",
                                          "commence",  "begin",   "start",      NULL};
    static const char *const closers[] = {"to",   "through", "until",   "till",   "ending",
                                          "ends", "end",     "expires", "expire", "expiring",
                                          "thru", "-",       NULL};
    static const char *const breaks[] = {"or",       "amended",   "dated",  "if",    "unless",
                                         "provided", "prior",     "before", "after", "renewed",
                                         "extended", "following", NULL};
    if (b->span.start < a->span.end || b->span.start - a->span.end > RANGE_GAP)
        return false;
    cl_text between = cl_text_slice(text, a->span.end, b->span.start);
    size_t lead = a->span.start > RANGE_LEAD ? a->span.start - RANGE_LEAD : 0;
    cl_text before = cl_text_slice(text, lead, a->span.start);
    for (size_t i = before.length; i-- > 0;)
        if (strchr(".;()", before.bytes[i])) {
            before = cl_text_slice(before, i + 1, before.length);
            break;
        }
    /* "between A and B"; elsewhere "and" begins something new */
    bool pair = cl_text_equal(cl_text_trim(between), CL_TEXT("and")) &&
                cl_words_before(before, cl_text_trim(before).length, "between") != SIZE_MAX;
    return (pair || (holds(before, openers) && holds(between, closers))) &&
           !holds(between, breaks) && !memchr(between.bytes, ';', between.length) &&
           !memchr(between.bytes, '.', between.length);
}

static long order_of(const cl_dated *at) {
    return at->year * 10000L + at->month * 100 + at->day;
}

static void visit_range(void *context, const cl_dated *at) {
    walk *w = context;
    cl_dated *last = &w->last;
    bool both = at->day && at->year && last->day && last->year && last->block == at->block;
    if (both && order_of(at) < order_of(last)) {
        cl_text text = w->evaluation->contract->document->blocks[at->block].text;
        if (is_range(text, last, at))
            raise(w, at, cl_text_slice(text, last->span.start, last->span.end));
    }
    *last = *at;
}

static void find_inverted(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    walk w = {e, rule, findings, {.block = CL_NONE}};
    each_date(e, visit_range, &w);
}

static const char *const day_names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};

static void visit_weekday(void *context, const cl_dated *at) {
    walk *w = context;
    if (!at->day || !at->year || at->year < 1900 || at->day > days_of(at->year, at->month))
        return;
    cl_text text = w->evaluation->contract->document->blocks[at->block].text;
    size_t end = at->span.start;
    if (end >= 4 && cl_words_before(text, end - 1, "the") != SIZE_MAX)
        end -= 4;
    while (end && strchr(" ,", text.bytes[end - 1]))
        end--;
    int is = weekday_of(at->year, at->month, at->day);
    for (int day = 0; day < 7; day++) {
        cl_text name = cl_text_from(day_names[day]);
        if (day == is || end < name.length ||
            !cl_text_equal_nocase(cl_text_slice(text, end - name.length, end), name))
            continue;
        cl_dated whole = *at;
        whole.span.start = end - name.length;
        raise(w, &whole, cl_text_from(day_names[is]));
    }
}

static void find_weekday(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    walk w = {e, rule, findings, {0}};
    each_date(e, visit_weekday, &w);
}

const cl_analysis cl_analysis_no_date = {"impossible-date", find_no_date};
const cl_analysis cl_analysis_inverted = {"inverted-dates", find_inverted};
const cl_analysis cl_analysis_weekday = {"weekday-mismatch", find_weekday};
