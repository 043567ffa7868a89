/* SPDX-License-Identifier: MIT
 *
 * What of a sentence a match speaks about, whether it is denied, and whether it is about another
 * agreement: plain scanning of words.
 */
#include <string.h>

#include "contract/word.h"
#include "rules/judge.h"

enum { LOOK_BACK_WORDS = 3, LOOK_BACK_BYTES = 96, OTHER_WORDS = 5, OTHER_BYTES = 120 };

static const char *const cuts[] = {
    "provided that", "provided, that",   "provided, however", "except that",
    "save that",     "provided however", "in which case",     NULL};
static const char *const concessions[] = {"notwithstanding", "without prejudice to", "subject to",
                                          "except as",       "except for",           NULL};
static const char *const negations[] = {"not", "no",      "never",  "neither",
                                        "nor", "without", "cannot", NULL};
/* These begin with a negation and deny nothing. */
static const char *const harmless[] = {"not less",
                                       "not only",
                                       "not more",
                                       "not later",
                                       "not limited",
                                       "not fewer",
                                       "no later",
                                       "no less",
                                       "no more",
                                       "no fewer",
                                       "without cause",
                                       "without notice",
                                       "without limitation",
                                       "without limiting",
                                       "without prejudice",
                                       "without reason",
                                       "without penalty",
                                       "without liability",
                                       "without prior",
                                       "without further",
                                       "without any prior",
                                       "without any liability",
                                       "without any penalty",
                                       NULL};
static const char *const modals[] = {"shall", "may", "must", "will", "can", "should", "would",
                                     "could", "is",  "are",  "does", "do",  NULL};

/* Of these, those that give a duty or a right. */
static const char *const duties[] = {"shall",  "may",   "must",  "will", "can",
                                     "should", "would", "could", NULL};

/* What denies a modal that stands before it. */
static const char *const denials[] = {"not",   "never",       "neither",       "under no", "in no",
                                      "at no", "by no means", "on no account", NULL};
static const char *const bounds[] = {"exceed",     "exceeding",    "more than",  "greater than",
                                     "less than",  "fewer than",   "later than", "higher than",
                                     "lower than", "earlier than", NULL};

static bool denies(cl_text text, size_t at) {
    return cl_any_words_at(text, at, negations) && !cl_any_words_at(text, at, harmless);
}

/* Is the modal that ends at `end` a "shall not"? */
static bool denied_after(cl_text text, size_t end, cl_span span) {
    size_t next = cl_skip_spaces(text, end);
    return next < span.end && cl_any_words_at(text, next, denials) &&
           !cl_any_words_at(text, next, harmless);
}

/* "shall not in total exceed …" sets a limit and denies none. */
static bool is_bound(cl_text text, size_t at, cl_span span) {
    for (; at < span.end; at = cl_word_end(text, at)) {
        while (at < span.end && !cl_is_word_byte((unsigned char)text.bytes[at]))
            at++;
        if (cl_any_words_at(text, at, bounds))
            return true;
    }
    return false;
}

/* "Neither party", "No party": caught by a hole that takes any party. */
static bool opens_with_nobody(cl_text text, size_t at) {
    return cl_words_at(text, at, "neither") || cl_words_at(text, at, "no party");
}

/* "shall not expire but shall be renewed": the modal at `at` takes up what went before it. */
static bool follows_but(cl_text text, size_t at, size_t floor) {
    while (at > floor && text.bytes[at - 1] == ' ')
        at--;
    return at >= floor + 3 && cl_words_at(text, at - 3, "but");
}

/* Within the match: "may not" where it begins, unless a "but shall" follows, or where its last duty
 * or right stands, so that "Customer, who may not …, may terminate" is a right. */
static bool denied_inside(cl_text text, cl_span span) {
    size_t end = cl_any_words_at(text, span.start, modals);
    if (opens_with_nobody(text, span.start) || cl_words_at(text, span.start, "cannot"))
        return true;
    bool opens = end && denied_after(text, end, span), denied = opens;
    for (size_t at = cl_word_end(text, span.start); at < span.end; at = cl_word_end(text, at)) {
        while (at < span.end && !cl_is_word_byte((unsigned char)text.bytes[at]))
            at++;
        if (cl_words_at(text, at, "cannot"))
            denied = true;
        else if ((end = cl_any_words_at(text, at, duties)) &&
                 (!opens || follows_but(text, at, span.start)))
            denied = denied_after(text, end, span) && !is_bound(text, end, span);
    }
    return denied;
}

/* Where the parenthesis begins that ends before `at`: "X (but not Y) may" denies nothing. */
static size_t before_parenthesis(cl_text text, size_t floor, size_t at) {
    size_t open = at;
    while (open > floor && text.bytes[open - 1] != '(')
        open--;
    return open > floor ? open - 1 : at - 1;
}

bool cl_judge_negated(cl_text text, cl_span span) {
    size_t at = span.start < text.length ? span.start : text.length;
    size_t floor = at > LOOK_BACK_BYTES ? at - LOOK_BACK_BYTES : 0;
    for (int words = 0; words < LOOK_BACK_WORDS; words++) {
        while (at > floor && !cl_is_word_byte((unsigned char)text.bytes[at - 1])) {
            char c = text.bytes[at - 1];
            if (c == ',' || c == ';' || c == ':')
                return denied_inside(text, span);
            at = c == ')' ? before_parenthesis(text, floor, at) : at - 1;
        }
        size_t end = at;
        while (at > floor && cl_is_word_byte((unsigned char)text.bytes[at - 1]))
            at--;
        if (at == end)
            break;
        /* "No. 5" is a number. */
        if (denies(text, at) && cl_word_byte(text, end) != '.')
            return true;
    }
    return denied_inside(text, span);
}

/* End of a leading "Notwithstanding …," before `limit`; `start` when there is none. */
static size_t skip_concession(cl_text text, size_t start, size_t limit) {
    size_t at = cl_skip_spaces(text, start);
    if (!cl_any_words_at(text, at, concessions))
        return start;
    int depth = 0;
    for (; at < limit; at++) {
        char c = text.bytes[at];
        depth += c == '(' ? 1 : c == ')' && depth ? -1 : 0;
        /* "Sections 4, 5 and 6" goes on. */
        if (c == ',' && !depth && !cl_is_digit(cl_word_byte(text, cl_skip_spaces(text, at + 1))))
            return at + 1;
    }
    return start;
}

cl_span cl_judge_stretch(cl_text text, cl_span match) {
    size_t start = 0, end = text.length;
    for (size_t i = 0; i < text.length; i++) {
        if (i >= match.start && i < match.end)
            continue;
        bool word = !i || !cl_is_word_byte((unsigned char)text.bytes[i - 1]);
        char c = text.bytes[i];
        bool cut = c == ';' || (word && strchr("pPiIeEsS", c) && cl_any_words_at(text, i, cuts));
        if (!cut)
            continue;
        if (i >= match.end) {
            end = i;
            break;
        }
        start = c == ';' ? i + 1 : i;
    }
    return (cl_span){start, end};
}

cl_span cl_judge_segment_span(cl_text text, cl_span match) {
    cl_span stretch = cl_judge_stretch(text, match);
    for (int i = 0; i < 2; i++)
        stretch.start = skip_concession(text, stretch.start, match.start);
    return stretch;
}

cl_text cl_judge_segment(cl_text text, cl_span match) {
    cl_span segment = cl_judge_segment_span(text, match);
    return cl_text_slice(text, segment.start, segment.end);
}

/* ---- other agreements ---- */

static const char *const kinds_of_paper[] = {
    "agreement", "agreements", "contract", "contracts", "lease",    "leases",   "licence",
    "license",   "indenture",  "deed",     "guaranty",  "mortgage", "addendum", NULL};
static const char *const own_words[] = {"this",      "hereof", "hereunder", "herein",
                                        "hereunder", "hereby", "hereto",    NULL};
static const char *const frames[] = {"main",       "master",    "principal", "framework",
                                     "underlying", "governing", NULL};
static const char *const others[] = {"another",   "any other", "such other",     "each other",
                                     "all other", "no other",  "any such other", NULL};

/* "Escrow", but neither "escrow" nor "ESCROW", which says nothing. */
static bool is_capitalised(cl_text text, size_t at) {
    return cl_is_alpha((unsigned char)text.bytes[at]) &&
           !cl_is_lower((unsigned char)text.bytes[at]) && cl_is_lower(cl_word_byte(text, at + 1));
}

/* Does the contract call itself by these words, do they stand in its title, or are they the
 * agreement that it is part of? */
static bool is_own_name(const cl_contract *contract, cl_text name) {
    if (cl_text_equal_nocase(name, contract->short_name) || cl_any_words_at(name, 0, frames))
        return true;
    for (size_t at = 0; at + name.length <= contract->title.length; at++)
        if (cl_text_equal_nocase(cl_text_slice(contract->title, at, at + name.length), name))
            return true;
    return false;
}

/* "the Escrow Agreement": capitals before a kind of paper that begins at `at`. */
static bool is_named_paper(const cl_contract *contract, cl_text text, size_t at, size_t end) {
    size_t start = at;
    while (start > 1 && text.bytes[start - 1] == ' ') {
        size_t word = start - 1;
        while (word && (cl_is_word_byte((unsigned char)text.bytes[word - 1]) ||
                        strchr("-&'", text.bytes[word - 1])))
            word--;
        if (word == start - 1 || !is_capitalised(text, word) || cl_words_at(text, word, "the") ||
            cl_any_words_at(text, word, own_words))
            break;
        start = word;
    }
    return start < at && is_capitalised(text, at) &&
           !is_own_name(contract, cl_text_slice(text, start, end));
}

/* The words of kinds_of_paper and others begin so; nearly all words are told by two letters. */
static bool may_begin_paper(cl_text text, size_t at) {
    int second = cl_lower(cl_word_byte(text, at + 1));
    switch (cl_lower((unsigned char)text.bytes[at])) {
    case 'a':
        return second == 'g' || second == 'd' || second == 'n' || second == 'l';
    case 'l':
        return second == 'e' || second == 'i';
    case 'c':
    case 'm':
    case 'n':
        return second == 'o';
    case 'g':
    case 's':
        return second == 'u';
    case 'd':
        return second == 'e';
    case 'e':
        return second == 'a';
    case 'i':
        return second == 'n';
    default:
        return false;
    }
}

/* Does another paper begin at the word at `at`? */
static bool names_other(const cl_contract *contract, cl_text text, size_t at, size_t end) {
    if (!may_begin_paper(text, at))
        return false;
    size_t other = cl_any_words_at(text, at, others);
    if (other && cl_any_words_at(text, cl_skip_spaces(text, other), kinds_of_paper))
        return true;
    return cl_any_words_at(text, at, kinds_of_paper) && is_named_paper(contract, text, at, end);
}

static size_t next_word(cl_text text, size_t at) {
    while (at < text.length && !cl_is_word_byte((unsigned char)text.bytes[at]))
        at++;
    return at;
}

/* From the first other paper that a sentence names to the last; asked once for each sentence, since
 * most name none: then it starts behind its end. */
static cl_span papers_of(const cl_evaluation *e, uint32_t sentence) {
    cl_text text = e->contract->sentences[sentence].text;
    cl_span *known = &e->papers[sentence];
    if (known->end)
        return *known;
    *known = (cl_span){SIZE_MAX, 1};
    for (size_t at = next_word(text, 0); at < text.length;) {
        size_t end = cl_word_end(text, at);
        if (names_other(e->contract, text, at, end)) {
            known->start = known->start < at ? known->start : at;
            known->end = end;
        }
        at = next_word(text, end);
    }
    return *known;
}

bool cl_judge_other_agreement(const cl_evaluation *e, uint32_t sentence, cl_span span) {
    cl_text text = e->contract->sentences[sentence].text;
    bool other = false;
    int left = OTHER_WORDS;
    cl_span papers = papers_of(e, sentence);
    if (papers.end <= span.start || papers.start > span.end + OTHER_BYTES)
        return false;
    /* "under this Agreement or any other agreement" is about this one too. */
    size_t before = span.start > LOOK_BACK_BYTES / 2 ? span.start - LOOK_BACK_BYTES / 2 : 0;
    while (before && before < span.start && cl_is_word_byte((unsigned char)text.bytes[before - 1]))
        before++; /* not in the middle of a word */
    for (size_t at = before; at < text.length && at < span.end + OTHER_BYTES && left;) {
        if (at >= span.end && strchr(",;:.(", text.bytes[at]))
            break;
        if (!cl_is_word_byte((unsigned char)text.bytes[at])) {
            at++;
            continue;
        }
        size_t end = cl_word_end(text, at);
        if (cl_any_words_at(text, at, own_words))
            return false;
        other = other || (at >= span.start && names_other(e->contract, text, at, end));
        left -= at >= span.end;
        at = end;
    }
    return other;
}
