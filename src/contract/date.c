/* SPDX-License-Identifier: MIT */
#include "contract/date.h"

#include "contract/number.h"
#include "contract/ordinal.h"
#include "contract/word.h"

enum { LAST_DAY = 31 };

static const char *const month_names[12] = {"january",   "february", "march",    "april",
                                            "may",       "june",     "july",     "august",
                                            "september", "october",  "november", "december"};

size_t cl_month_read(cl_text text, size_t at, int *month) {
    if (!cl_is_upper(cl_word_byte(text, at)))
        return 0;
    size_t end = cl_word_end(text, at);
    cl_text word = cl_text_slice(text, at, end);
    for (int i = 0; i < 12; i++) {
        cl_text name = cl_text_from(month_names[i]);
        bool whole = cl_text_equal_nocase(word, name);
        if (whole || cl_text_equal_nocase(word, cl_text_slice(name, 0, 3)) ||
            (i == 8 && cl_text_equal_nocase(word, CL_TEXT("sept")))) {
            *month = i + 1;
            return !whole && cl_word_byte(text, end) == '.' ? end + 1 : end;
        }
    }
    return 0;
}

static size_t read_int(cl_text text, size_t at, size_t most, int *value) {
    size_t start = at;
    *value = 0;
    while (at - start < most && cl_is_digit(cl_word_byte(text, at)))
        *value = *value * 10 + (text.bytes[at++] - '0');
    return at == start || cl_is_digit(cl_word_byte(text, at)) ? 0 : at;
}

static size_t read_year(cl_text text, size_t at, int *year) {
    size_t end = read_int(text, at, 4, year);
    return end && end - at == 4 && *year >= 1800 && *year <= 2999 &&
                   !cl_is_word_byte(cl_word_byte(text, end))
               ? end
               : 0;
}

/* The end of "(1st)" behind "first"; `at` when the figures are not there or not the same. */
static size_t figures_behind(cl_text text, size_t at, int day) {
    size_t from = cl_skip_spaces(text, at), end = 0;
    int again = 0;
    if (cl_word_byte(text, from) == '(')
        end = read_int(text, from + 1, 2, &again);
    if (!end || again != day)
        return at;
    end = cl_word_end(text, end);
    return cl_word_byte(text, end) == ')' ? end + 1 : at;
}

/* "5", "05", "5th", "first", "____". */
static size_t read_day(cl_text text, size_t at, cl_quantity *quantity, bool *ordinal) {
    size_t end = read_int(text, at, 2, &quantity->day);
    *ordinal = false;
    if (end) {
        static const char *const endings[] = {"st", "nd", "rd", "th", NULL};
        if (quantity->day < 1 || quantity->day > LAST_DAY)
            return 0;
        size_t next = cl_any_words_at(text, end, endings);
        if (!next)
            next = cl_any_words_at(text, cl_skip_spaces(text, end), endings);
        if (next) {
            *ordinal = true;
            return next;
        }
        return cl_is_word_byte(cl_word_byte(text, end)) ? 0 : end;
    }
    if ((end = cl_ordinal_read(text, at, &quantity->day)) && quantity->day <= LAST_DAY) {
        *ordinal = true;
        return figures_behind(text, end, quantity->day);
    }
    quantity->day = 0;
    if ((end = cl_redaction_end(text, at))) {
        quantity->redacted = true;
        *ordinal = true;
    }
    return end;
}

/* ", 2010", " 2010", ", 20__" behind a month or day; `at` when there is none. */
static size_t year_behind(cl_text text, size_t at, cl_quantity *quantity) {
    size_t from = cl_skip_spaces(text, at), end;
    if (cl_word_byte(text, from) == ',')
        from = cl_skip_spaces(text, from + 1);
    if ((end = cl_words_at(text, from, "of")))
        from = cl_skip_spaces(text, end);
    if ((end = read_year(text, from, &quantity->year)))
        return end;
    quantity->year = 0;
    if (cl_word_byte(text, from) == '2' && cl_word_byte(text, from + 1) == '0' &&
        (end = cl_redaction_end(text, from + 2))) {
        quantity->redacted = true;
        return end;
    }
    return at;
}

/* "30 days" behind a month is a duration: "in May 30 days". */
static bool unit_behind(cl_text text, size_t at) {
    static const char *const units[] = {"day",  "days",  "week",     "weeks",   "month", "months",
                                        "year", "years", "business", "percent", NULL};
    return cl_any_words_at(text, cl_skip_spaces(text, at), units) != 0;
}

static size_t month_first(cl_text text, size_t at, cl_quantity *quantity) {
    size_t end = cl_month_read(text, at, &quantity->month), next;
    if (!end)
        return 0;
    size_t after_year = year_behind(text, end, quantity);
    if (quantity->year)
        return after_year;
    quantity->redacted = false;
    bool ordinal;
    size_t from = cl_skip_spaces(text, end);
    if (!(next = read_day(text, from, quantity, &ordinal)) || unit_behind(text, next))
        return 0;
    if (quantity->day && from == end)
        return 0;
    return year_behind(text, next, quantity);
}

/* "1 June 2010", "1st day of June, 2010", "2-Jun-10". */
static size_t day_first(cl_text text, size_t at, cl_quantity *quantity) {
    bool ordinal;
    size_t end = read_day(text, at, quantity, &ordinal), next;
    if (!end)
        return 0;
    size_t from = cl_skip_spaces(text, end);
    if ((next = cl_words_at(text, from, "day of"))) {
        from = cl_skip_spaces(text, next);
        size_t blank = cl_redaction_end(text, from);
        if (blank) {
            quantity->redacted = true;
            return year_behind(text, blank, quantity);
        }
    } else if ((next = cl_words_at(text, from, "of"))) {
        from = cl_skip_spaces(text, next);
    } else if (quantity->redacted) {
        return 0;
    }
    if (cl_word_byte(text, from) == '-') {
        if (!(next = cl_month_read(text, from + 1, &quantity->month)) ||
            cl_word_byte(text, next) != '-')
            return 0;
        int year;
        size_t stop = read_int(text, next + 1, 4, &year);
        if (!stop || (stop - next != 3 && stop - next != 5))
            return 0;
        quantity->year = year < 100 ? year + (year < 50 ? 2000 : 1900) : year;
        return stop;
    }
    if (!(next = cl_month_read(text, from, &quantity->month)))
        return 0;
    size_t stop = year_behind(text, next, quantity);
    return quantity->year || quantity->redacted || ordinal || stop > next || next - from > 3 ? stop
                                                                                             : 0;
}

/* "1/2/2010" (month first, as in the United States) and "2010-06-01". */
static size_t numeric(cl_text text, size_t at, cl_quantity *quantity) {
    int a, b, c;
    size_t end = read_int(text, at, 4, &a);
    if (!end)
        return 0;
    size_t first = end - at;
    int separator = cl_word_byte(text, end);
    if (separator != '/' && separator != '-' && separator != '.')
        return 0;
    size_t second_start = end + 1;
    if (!(end = read_int(text, second_start, 2, &b)) || cl_word_byte(text, end) != separator)
        return 0;
    size_t third_start = end + 1;
    if (!(end = read_int(text, third_start, 4, &c)) || cl_is_word_byte(cl_word_byte(text, end)))
        return 0;
    size_t third = end - third_start;
    if (first == 4 && separator != '.' && third == 2) {
        quantity->year = a;
        quantity->month = b;
        quantity->day = c;
    } else if (first <= 2 && (third == 4 || (third == 2 && separator == '/'))) {
        bool day_leads = separator == '.' || a > 12;
        quantity->year = third == 4 ? c : c + (c < 50 ? 2000 : 1900);
        quantity->month = day_leads ? b : a;
        quantity->day = day_leads ? a : b;
    } else {
        return 0;
    }
    return quantity->month >= 1 && quantity->month <= 12 && quantity->day >= 1 &&
                   quantity->day <= 31 && quantity->year >= 1800
               ? end
               : 0;
}

size_t cl_date_read(cl_text text, size_t at, cl_quantity *quantity) {
    static size_t (*const readers[])(cl_text, size_t, cl_quantity *) = {month_first, numeric,
                                                                        day_first};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        cl_quantity date = {.kind = CL_QUANTITY_DATE};
        size_t end = readers[i](text, at, &date);
        if (end) {
            *quantity = date;
            return end;
        }
    }
    return 0;
}

/* Days since a fixed day long ago, by the Gregorian calendar. */
static long day_number(int year, int month, int day) {
    long y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day;
}

/* The first and the last day that a date may mean: "May 2026" is a month. */
static long first_day(const cl_quantity *date) {
    return day_number(date->year, date->month, date->day ? date->day : 1);
}

static long day_behind(const cl_quantity *date) {
    return date->day           ? day_number(date->year, date->month, date->day) + 1
           : date->month == 12 ? day_number(date->year + 1, 1, 1)
                               : day_number(date->year, date->month + 1, 1);
}

/* The date with which `text` ends, looked for behind `at`. */
static bool read_last(cl_text text, size_t at, cl_quantity *date) {
    for (; at && at < text.length; at++)
        if (!cl_is_word_byte((unsigned char)text.bytes[at - 1]) &&
            cl_date_read(text, at, date) == text.length)
            return true;
    return false;
}

size_t cl_date_range_read(cl_text text, cl_quantity *quantity) {
    enum { YEAR_DAYS = 365, MONTH_DAYS = 30, SLACK = 2, LEAP = 4 };
    cl_quantity first = {0}, last = {0};
    if (!read_last(text, cl_date_read(text, 0, &first), &last) || !first.year || !last.year ||
        !first.month || !last.month)
        return 0;
    long days = day_behind(&last) - first_day(&first);
    if (days < 0)
        return 0;
    long years = days / YEAR_DAYS, rest = days - years * YEAR_DAYS - years / LEAP;
    double months = (double)(years * 12) + (rest > SLACK ? (double)rest / MONTH_DAYS : 0);
    *quantity = (cl_quantity){
        .kind = CL_QUANTITY_DURATION, .value = months, .unit = "month", .days = (double)days};
    return text.length;
}
