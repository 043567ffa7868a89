/* SPDX-License-Identifier: MIT
 *
 * Where a sentence ends. Legal text is full of stops that end nothing: "Inc.", "No. 5",
 * "Section 4.2".
 */
#include "contract/sentence.h"
#include "contract/word.h"

static bool starter_at(cl_text text, size_t at) {
    static const char *const words[] = {
        "the",    "if",     "each",     "neither", "any",
        "this",   "that",   "these",    "those",   "in",
        "on",     "upon",   "for",      "no",      "all",
        "either", "such",   "except",   "subject", "notwithstanding",
        "unless", "where",  "when",     "both",    "it",
        "its",    "they",   "he",       "she",     "a",
        "an",     "to",     "as",       "at",      "by",
        "we",     "you",    "nothing",  "without", "during",
        "after",  "before", "provided", NULL};
    return cl_is_upper(cl_word_byte(text, at)) && cl_any_words_at(text, at, words);
}

typedef enum kind { ORDINARY, ABBREVIATED, NEVER } kind;

/* What the word before the stop at `dot` says about it. */
static kind word_before(cl_text text, size_t from, size_t dot) {
    static const char *const never[] = {
        "no",   "nos",   "v",    "vs",  "st",    "mr",      "mrs", "ms",  "dr",   "sec",
        "secs", "art",   "arts", "fig", "cf",    "viz",     "rev", "hon", "prof", "messrs",
        "para", "paras", "e.g",  "i.e", "u.s.c", "u.s.c.a", "cl",  "rs",  NULL};
    static const char *const shorts[] = {
        "inc",    "corp", "co",  "ltd", "cos",  "bros", "jr",   "sr",  "esq", "etc",  "dept",
        "approx", "max",  "min", "pty", "plc",  "ave",  "blvd", "rd",  "al",  "assn", "div",
        "llc",    "jan",  "feb", "aug", "sept", "oct",  "nov",  "dec", NULL};
    size_t start = dot;
    while (start > from && dot - start < 16 &&
           (cl_is_word_byte((unsigned char)text.bytes[start - 1]) || text.bytes[start - 1] == '.'))
        start--;
    if (start == dot)
        return ORDINARY;
    cl_text word = cl_text_slice(text, start, dot);
    for (size_t i = 0; never[i]; i++)
        if (cl_text_equal_nocase(word, cl_text_from(never[i])))
            return !cl_text_equal_nocase(word, CL_TEXT("no")) ||
                           cl_is_digit(cl_word_byte(text, dot + 2))
                       ? NEVER
                       : ABBREVIATED;
    for (size_t i = 0; shorts[i]; i++)
        if (cl_text_equal_nocase(word, cl_text_from(shorts[i])))
            return ABBREVIATED;
    if (start == from && (word.length <= 2 || cl_is_digit((unsigned char)word.bytes[0])))
        return NEVER; /* a label */
    if (word.length == 1 && cl_is_alpha((unsigned char)word.bytes[0]))
        return ABBREVIATED;
    const char *dotted = memchr(word.bytes, '.', word.length);
    return dotted && cl_is_alpha((unsigned char)word.bytes[0]) && dotted - word.bytes == 1
               ? ABBREVIATED
               : ORDINARY;
}

size_t cl_sentence_end(cl_text text, size_t start) {
    for (size_t at = start; at < text.length; at++) {
        char c = text.bytes[at];
        if (c != '.' && c != '?' && c != '!')
            continue;
        size_t end = at + 1;
        while (end < text.length && strchr("\"')]", text.bytes[end]))
            end++;
        if (end >= text.length)
            return text.length;
        size_t next = end + 1;
        int first = cl_word_byte(text, next);
        if (text.bytes[end] != ' ' || next >= text.length || cl_is_lower(first) ||
            strchr(".,;:)", first))
            continue;
        kind before = c == '.' ? word_before(text, start, at) : ORDINARY;
        if (before == NEVER || (before == ABBREVIATED && !starter_at(text, next)))
            continue;
        return end;
    }
    return text.length;
}
