/* SPDX-License-Identifier: MIT */
#include "contract/definition.h"

#include "contract/word.h"

enum {
    LONGEST_TERM = 80,
    LOOK_BACK = 80, /* from a quoted term to the "(" or "hereinafter" that makes it a definition */
};

typedef struct finder {
    cl_contract *contract;
    cl_definition *items;
    size_t count, capacity;
    const cl_sentence *sentence;
    uint32_t index;
} finder;

static void add(finder *finder, cl_span term, cl_span body) {
    cl_text text = finder->sentence->text;
    cl_text words = cl_text_slice(text, term.start, term.end);
    while (words.length && strchr(" ,.;:", words.bytes[words.length - 1]))
        words.length--;
    if (!words.length)
        return;
    cl_definition definition = {.term = words, .sentence = finder->index};
    while (body.start < body.end && strchr(" ,:", text.bytes[body.start]))
        body.start++; /* "means, collectively, …" */
    definition.body = cl_text_trim(cl_text_slice(text, body.start, body.end));
    cl_sentence_locate(finder->contract, finder->sentence,
                       (cl_span){term.start, term.start + words.length}, &definition.block,
                       &definition.span);
    finder->items = cl_arena_grow(finder->contract->arena, finder->items, finder->count,
                                  &finder->capacity, sizeof *finder->items);
    finder->items[finder->count++] = definition;
}

/* The verb of a definition at `at`: where the body begins, or 0. */
static size_t meaning_at(cl_text text, size_t at) {
    static const char *const verbs[] = {"means",
                                        "mean",
                                        "shall mean",
                                        "will mean",
                                        "has the meaning",
                                        "have the meaning",
                                        "has the same meaning",
                                        "shall have the meaning",
                                        "shall have the same meaning",
                                        "shall have the meanings",
                                        "have the meanings",
                                        "will have the meaning",
                                        "refers to",
                                        "refer to",
                                        "shall refer to",
                                        "is defined",
                                        "are defined",
                                        "shall be defined",
                                        "shall include",
                                        "includes",
                                        "include",
                                        "as used herein means",
                                        "as used in this agreement means",
                                        "is used to mean",
                                        "denotes",
                                        NULL};
    at = cl_skip_spaces(text, at);
    if (cl_word_byte(text, at) == ',')
        at = cl_skip_spaces(text, at + 1);
    return cl_any_words_at(text, at, verbs);
}

/* End of the quoted term that opens at `open`, i.e. the closing quote; 0 if it is no term. */
static size_t closing_quote(cl_text text, size_t open) {
    char quote = text.bytes[open];
    size_t limit = open + 1 + LONGEST_TERM < text.length ? open + 1 + LONGEST_TERM : text.length;
    for (size_t at = open + 1; at < limit; at++) {
        if (text.bytes[at] == ';')
            return 0;
        if (text.bytes[at] != quote)
            continue;
        if (quote == '\'' && cl_is_word_byte(cl_word_byte(text, at + 1)))
            continue; /* an apostrophe */
        return at > open + 1 ? at : 0;
    }
    return 0;
}

/* Is the quote at `open` in a parenthesis that defines, or behind "hereinafter"? */
static bool made_in_passing(cl_text text, size_t start, size_t open) {
    static const char *const makers[] = {"hereinafter", "hereafter",  "referred to", "known as",
                                         "called",      "defined as", NULL};
    size_t from = open > start + LOOK_BACK ? open - LOOK_BACK : start;
    for (size_t at = open; at-- > from;) {
        int c = text.bytes[at];
        if (c == '(')
            return true;
        if (c == ')' || c == ';' || (c == '.' && cl_word_byte(text, at + 1) == ' '))
            return false;
        if ((c == 'h' || c == 'H' || c == 'r' || c == 'R' || c == 'c' || c == 'k' || c == 'd') &&
            cl_any_words_at(text, at, makers) &&
            (!at || !cl_is_word_byte((unsigned char)text.bytes[at - 1])))
            return true;
    }
    return false;
}

/* `"X" or "Y"` share what follows the last of them. */
static size_t skip_siblings(cl_text text, size_t at) {
    for (int i = 0; i < 4; i++) {
        static const char *const joints[] = {"or", "and", "(", ",", NULL};
        size_t from = cl_skip_spaces(text, at), end = from, next;
        while ((next = cl_any_words_at(text, end, joints)))
            end = cl_skip_spaces(text, next);
        if (cl_word_byte(text, end) != '"')
            return at;
        size_t close = closing_quote(text, end);
        if (!close)
            return at;
        at = close + 1;
        if (cl_word_byte(text, at) == ')')
            at++;
    }
    return at;
}

static void quoted(finder *finder, size_t start, size_t end) {
    cl_text text = cl_text_slice(finder->sentence->text, 0, end);
    for (size_t at = start; at < end;) {
        const char *hit = memchr(text.bytes + at, '"', end - at);
        if (!hit)
            return;
        size_t open = (size_t)(hit - text.bytes), close = closing_quote(text, open);
        if (!close) {
            at = open + 1;
            continue;
        }
        size_t behind = skip_siblings(text, close + 1), body = meaning_at(text, behind);
        cl_span term = {open + 1, close};
        int next = cl_word_byte(text, cl_skip_spaces(text, close + 1));
        if (body)
            add(finder, term, (cl_span){body, end});
        else if (open <= start + 2 && (next == ':' || next == '-'))
            add(finder, term, (cl_span){cl_skip_spaces(text, close + 1) + 1, end});
        else if (made_in_passing(text, start, open))
            add(finder, term, (cl_span){0, 0});
        at = close + 1;
    }
}

/* Capitalised words from `at`; their end. */
static size_t capitalised(cl_text text, size_t at, size_t most) {
    size_t end = at;
    for (size_t words = 0; words < most && cl_is_upper(cl_word_byte(text, at)); words++) {
        at = cl_word_end(text, at);
        while (cl_word_byte(text, at) == '-' || cl_word_byte(text, at) == '/' ||
               cl_word_byte(text, at) == '&')
            at = cl_word_end(text, at + 1);
        end = at;
        if (cl_word_byte(text, at) != ' ')
            break;
        at++;
        size_t of = cl_words_at(text, at, "of");
        if (of && cl_is_upper(cl_word_byte(text, of + 1)))
            at = of + 1;
    }
    return end;
}

/* ('X'), (the 'X') and, without quotes, (the X). */
static void in_parentheses(finder *finder, size_t start, size_t end) {
    static const char *const openers[] = {
        "the",         "each a",          "each an",          "a",    "an",
        "hereinafter", "hereinafter the", "collectively the", "this", NULL};
    cl_text text = cl_text_slice(finder->sentence->text, 0, end);
    for (size_t at = start; at < end; at++) {
        const char *hit = memchr(text.bytes + at, '(', end - at);
        if (!hit)
            return;
        at = (size_t)(hit - text.bytes);
        size_t from = at + 1, after = cl_any_words_at(text, from, openers);
        bool article = after != 0;
        if (article)
            from = cl_skip_spaces(text, after);
        if (cl_word_byte(text, from) == '\'') {
            size_t close = closing_quote(text, from);
            if (close)
                add(finder, (cl_span){from + 1, close}, (cl_span){0, 0});
        } else if (article) {
            size_t stop = capitalised(text, from, 4);
            if (stop > from && cl_word_byte(text, stop) == ')')
                add(finder, (cl_span){from, stop}, (cl_span){0, 0});
        }
    }
}

/* Confidential Information means … at the start of a sentence, as drafted in the United Kingdom. */
static void unquoted(finder *finder, size_t start, size_t end) {
    static const char *const verbs[] = {"means", "shall mean", "has the meaning",
                                        "shall have the meaning", NULL};
    cl_text text = cl_text_slice(finder->sentence->text, 0, end);
    size_t stop = capitalised(text, start, 8), from = cl_skip_spaces(text, stop);
    if (stop == start)
        return;
    if (cl_word_byte(text, from) == ':')
        from = cl_skip_spaces(text, from + 1);
    size_t body = cl_any_words_at(text, from, verbs);
    if (body && !cl_words_at(text, start, "this") && !cl_words_at(text, start, "that"))
        add(finder, (cl_span){start, stop}, (cl_span){body, end});
}

void cl_definitions_find(cl_contract *contract) {
    finder finder = {.contract = contract};
    for (size_t i = 0; i < contract->sentence_count; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        if (sentence->flags &
            (CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE | CL_SENTENCE_HIDDEN | CL_SENTENCE_SIGNATURE))
            continue;
        finder.sentence = sentence;
        finder.index = (uint32_t)i;
        quoted(&finder, sentence->own.start, sentence->own.end);
        in_parentheses(&finder, sentence->own.start, sentence->own.end);
        unquoted(&finder, sentence->own.start, sentence->own.end);
    }
    contract->definitions = finder.items;
    contract->definition_count = finder.count;
}
