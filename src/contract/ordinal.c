/* SPDX-License-Identifier: MIT */
#include "contract/ordinal.h"

#include "contract/word.h"

/* "First" to "nineteenth". */
static size_t unit_ordinal(cl_text text, size_t at, int *value) {
    static const char *const ordinals[] = {"first",       "second",     "third",     "fourth",
                                           "fifth",       "sixth",      "seventh",   "eighth",
                                           "ninth",       "tenth",      "eleventh",  "twelfth",
                                           "thirteenth",  "fourteenth", "fifteenth", "sixteenth",
                                           "seventeenth", "eighteenth", "nineteenth"};
    for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
        size_t end = cl_words_at(text, at, ordinals[i]);
        if (end) {
            *value = (int)i + 1;
            return end;
        }
    }
    return 0;
}

size_t cl_ordinal_read(cl_text text, size_t at, int *value) {
    static const char *const hundreds[] = {"one hundred and", "one hundred", "a hundred and",
                                           "hundred and", NULL};
    static const char *const hundredth[] = {"one hundredth", "hundredth", NULL};
    static const struct {
        const char *ordinal, *cardinal;
    } tens[] = {{"twentieth", "twenty"}, {"thirtieth", "thirty"}, {"fortieth", "forty"},
                {"fiftieth", "fifty"},   {"sixtieth", "sixty"},   {"seventieth", "seventy"},
                {"eightieth", "eighty"}, {"ninetieth", "ninety"}};
    size_t end = cl_any_words_at(text, at, hundredth), from = cl_any_words_at(text, at, hundreds);
    int above = from ? 100 : 0, unit;
    if (end) {
        *value = 100;
        return end;
    }
    from = from ? cl_skip_spaces(text, from) : at;
    if ((end = unit_ordinal(text, from, &unit))) {
        *value = above + unit;
        return end;
    }
    for (size_t i = 0; i < sizeof tens / sizeof *tens; i++) {
        int ten = above + 10 * ((int)i + 2);
        if ((end = cl_words_at(text, from, tens[i].ordinal))) {
            *value = ten;
            return end;
        }
        if (!(end = cl_words_at(text, from, tens[i].cardinal)) ||
            (cl_word_byte(text, end) != '-' && cl_word_byte(text, end) != ' '))
            continue;
        if (!(end = unit_ordinal(text, end + 1, &unit)) || unit >= 10)
            return 0;
        *value = ten + unit;
        return end;
    }
    return 0;
}
