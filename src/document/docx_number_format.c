/* SPDX-License-Identifier: MIT */
#include "document/docx_number_format.h"

#include <string.h>

#include "base/text.h"

static void add_letters(int value, char first, cl_buffer *out) {
    if (value < 1) {
        cl_buffer_add_char(out, '0');
        return;
    }
    /* Word begins again after thirty times z. */
    value = (value - 1) % (30 * 26) + 1;
    int repeat = (value - 1) / 26 + 1;
    for (int i = 0; i < repeat; i++) {
        cl_buffer_add_char(out, (char)(first + (value - 1) % 26));
    }
}

static void add_roman(int value, bool upper, cl_buffer *out) {
    static const struct {
        int value;
        const char *upper, *lower;
    } steps[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    if (value < 1 || value > 32767) {
        cl_buffer_printf(out, "%d", value);
        return;
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (; value >= steps[i].value; value -= steps[i].value) {
            cl_buffer_add_string(out, upper ? steps[i].upper : steps[i].lower);
        }
    }
}

static const char *const units[][2] = {
    {"zero", "zeroth"},         {"one", "first"},           {"two", "second"},
    {"three", "third"},         {"four", "fourth"},         {"five", "fifth"},
    {"six", "sixth"},           {"seven", "seventh"},       {"eight", "eighth"},
    {"nine", "ninth"},          {"ten", "tenth"},           {"eleven", "eleventh"},
    {"twelve", "twelfth"},      {"thirteen", "thirteenth"}, {"fourteen", "fourteenth"},
    {"fifteen", "fifteenth"},   {"sixteen", "sixteenth"},   {"seventeen", "seventeenth"},
    {"eighteen", "eighteenth"}, {"nineteen", "nineteenth"},
};
static const char *const tens[][2] = {
    {"", ""},
    {"", ""},
    {"twenty", "twentieth"},
    {"thirty", "thirtieth"},
    {"forty", "fortieth"},
    {"fifty", "fiftieth"},
    {"sixty", "sixtieth"},
    {"seventy", "seventieth"},
    {"eighty", "eightieth"},
    {"ninety", "ninetieth"},
};

static void add_below_hundred(int value, bool ordinal, cl_buffer *out) {
    if (value < 20) {
        cl_buffer_add_string(out, units[value][ordinal]);
        return;
    }
    cl_buffer_add_string(out, tens[value / 10][ordinal && value % 10 == 0]);
    if (value % 10 != 0) {
        cl_buffer_add_char(out, '-');
        cl_buffer_add_string(out, units[value % 10][ordinal]);
    }
}

/* "One hundred twenty-first", as far as Word writes numbers in words. */
static void add_words(int value, bool ordinal, cl_buffer *out) {
    static const struct {
        int size;
        const char *cardinal, *ordinal;
    } groups[] = {{1000, " thousand", " thousandth"}, {100, " hundred", " hundredth"}};
    if (value < 0 || value > 9999) {
        cl_buffer_printf(out, "%d", value);
        return;
    }
    size_t start = out->length;
    for (size_t i = 0; i < 2; i++) {
        if (value < groups[i].size) {
            continue;
        }
        add_below_hundred(value / groups[i].size, false, out);
        value %= groups[i].size;
        cl_buffer_add_string(out, value == 0 && ordinal ? groups[i].ordinal : groups[i].cardinal);
        if (value == 0) {
            break;
        }
        cl_buffer_add_char(out, ' ');
    }
    if (value > 0 || out->length == start) {
        add_below_hundred(value, ordinal, out);
    }
    if (cl_is_lower((unsigned char)out->bytes[start])) {
        out->bytes[start] = (char)(out->bytes[start] - 'a' + 'A');
    }
}

static void add_ordinal(int value, cl_buffer *out) {
    int last = value % 10, two = value % 100;
    const char *suffix = two >= 11 && two <= 13 ? "th"
                         : last == 1            ? "st"
                         : last == 2            ? "nd"
                         : last == 3            ? "rd"
                                                : "th";
    cl_buffer_printf(out, "%d%s", value, suffix);
}

static void add_full_width(int value, cl_buffer *out) {
    char digits[16];
    size_t count = 0;
    for (int rest = value < 0 ? 0 : value; count == 0 || rest > 0; rest /= 10) {
        digits[count++] = (char)(rest % 10);
    }
    while (count > 0) {
        cl_buffer_add_code_point(out, 0xFF10u + (uint32_t)digits[--count]);
    }
}

static void add_decimal(int value, cl_buffer *out) {
    cl_buffer_printf(out, "%d", value);
}

static void add_decimal_zero(int value, cl_buffer *out) {
    cl_buffer_printf(out, "%02d", value);
}

static void add_lower_letter(int value, cl_buffer *out) {
    add_letters(value, 'a', out);
}

static void add_upper_letter(int value, cl_buffer *out) {
    add_letters(value, 'A', out);
}

static void add_lower_roman(int value, cl_buffer *out) {
    add_roman(value, false, out);
}

static void add_upper_roman(int value, cl_buffer *out) {
    add_roman(value, true, out);
}

static void add_cardinal_text(int value, cl_buffer *out) {
    add_words(value, false, out);
}

static void add_ordinal_text(int value, cl_buffer *out) {
    add_words(value, true, out);
}

static void add_hex(int value, cl_buffer *out) {
    cl_buffer_printf(out, "%X", (unsigned)value);
}

static void add_in_dash(int value, cl_buffer *out) {
    cl_buffer_printf(out, "- %d -", value);
}

static void add_none(int value, cl_buffer *out) {
    (void)value;
    (void)out;
}

static const struct {
    const char *name;
    void (*add)(int value, cl_buffer *out);
} formats[] = {
    {"decimal", add_decimal},
    {"lowerLetter", add_lower_letter},
    {"upperLetter", add_upper_letter},
    {"lowerRoman", add_lower_roman},
    {"upperRoman", add_upper_roman},
    {"none", add_none},
    {"decimalZero", add_decimal_zero},
    {"ordinal", add_ordinal},
    {"cardinalText", add_cardinal_text},
    {"ordinalText", add_ordinal_text},
    {"hex", add_hex},
    {"numberInDash", add_in_dash},
    {"decimalFullWidth", add_full_width},
    {"decimalHalfWidth", add_decimal},
};

bool cl_number_format(const char *format, int value, cl_buffer *out) {
    for (size_t i = 0; format != NULL && i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(format, formats[i].name) == 0) {
            formats[i].add(value, out);
            return true;
        }
    }
    if (format != NULL && strcmp(format, "decimalEnclosedCircle") == 0 && value >= 1 &&
        value <= 20) { /* Unicode has circles for these only */
        cl_buffer_add_code_point(out, 0x245Fu + (uint32_t)value);
        return true;
    }
    if (format != NULL && cl_is_digit((unsigned char)format[0])) { /* "001, 002, 003, ..." */
        cl_buffer_printf(out, "%0*d", (int)strspn(format, "0123456789") % 16, value);
        return true;
    }
    add_decimal(value, out);
    return format == NULL;
}
