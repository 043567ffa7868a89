/* SPDX-License-Identifier: MIT */
#include "contract/heading.h"

#include "contract/word.h"
#include "document/typed_label.h"

enum { LONGEST_HEADING = 160, LONGEST_RUN_IN = 110, RUN_IN_WORDS = 12, PLAIN_WORDS = 4 };

size_t cl_find_word(cl_text text, size_t from, const char *const *words) {
    /* A bit for each first letter: most words of a text begin with none of them. */
    uint32_t firsts = 0;
    for (const char *const *word = words; *word; word++)
        firsts |= 1u << (**word & 31);
    for (size_t at = from; at < text.length;) {
        if (!cl_is_word_byte((unsigned char)text.bytes[at])) {
            at++;
            continue;
        }
        if (firsts >> (text.bytes[at] & 31) & 1 && cl_any_words_at(text, at, words))
            return at;
        at = cl_word_end(text, at);
    }
    return SIZE_MAX;
}

bool cl_has_modal(cl_text text) {
    static const char *const words[] = {
        "may",      "shall",      "will",      "must",        "can",       "agrees",
        "agree",    "undertakes", "undertake", "is entitled", "covenants", "are entitled",
        "reserves", "represents", "warrants",  "is not",      "right to",  NULL};
    return cl_find_word(text, 0, words) != SIZE_MAX;
}

bool cl_has_verb(cl_text text) {
    static const char *const words[] = {
        "shall",   "will",    "may",     "must",     "is",         "are",          "was",
        "were",    "has",     "have",    "means",    "agrees",     "agree",        "hereby",
        "does",    "do",      "been",    "can",      "cannot",     "should",       "would",
        "be",      "wishes",  "desires", "warrants", "represents", "acknowledges", "grants",
        "governs", "applies", "belongs", "survives", "owns",       "pays",         NULL};
    return cl_find_word(text, 0, words) != SIZE_MAX;
}

static size_t count_words(cl_text text) {
    size_t words = 0;
    for (size_t at = 0; at < text.length;) {
        size_t end = cl_word_end(text, at);
        words += end > at;
        at = end > at ? end : at + 1;
    }
    return words;
}

static cl_text without_stop(cl_text text) {
    while (text.length && strchr(" .:-;_", text.bytes[text.length - 1]))
        text.length--;
    return text;
}

static bool opens_with_quote(cl_text text) {
    return text.length && (text.bytes[0] == '"' || text.bytes[0] == '\'');
}

/* "If to Supplier", "Attention": where notices go. */
static bool names_address(cl_text text) {
    static const char *const words[] = {"if to",          "attention",   "attn",
                                        "postal address", "facsimile",   "telephone",
                                        "telecopy",       "with a copy", NULL};
    return cl_any_words_at(text, 0, words) != 0;
}

/* Could this be a title, and not words of a statement? `labelled` titles may be in sentence case.
 */
static bool is_title(cl_text text, bool labelled) {
    bool closed = text.length && text.bytes[text.length - 1] == '.';
    text = without_stop(text);
    if (text.length < 2 || opens_with_quote(text) || !cl_is_upper(cl_word_byte(text, 0)) ||
        (memchr(text.bytes, ';', text.length) && !labelled) || names_address(text))
        return false;
    /* "THE SERVICES ARE PROVIDED AS IS." shouts, and is a statement all the same */
    if (cl_text_is_caps(text))
        return count_words(text) <= RUN_IN_WORDS &&
               !(closed && count_words(text) > PLAIN_WORDS && cl_has_verb(text));
    if (cl_has_verb(text) || count_words(text) > RUN_IN_WORDS)
        return false;
    if (memchr(text.bytes, ',', text.length) && !labelled)
        return false;
    return cl_text_is_title(text) || (labelled && count_words(text) <= PLAIN_WORDS);
}

static bool is_abbreviation(cl_text text, size_t dot) {
    static const char *const words[] = {"inc", "corp", "co", "ltd", "no",  "nos", "mr", "mrs",
                                        "ms",  "dr",   "st", "sec", "art", "vs",  "v",  NULL};
    size_t start = dot;
    while (start && cl_is_word_byte((unsigned char)text.bytes[start - 1]))
        start--;
    if (dot - start == 1)
        return true;
    size_t end = cl_any_words_at(text, start, words);
    return end == dot;
}

/* A statement begins at `at`: a capital, a quote, a parenthesis or a number. */
static bool statement_at(cl_text text, size_t at) {
    int c = cl_word_byte(text, at);
    return cl_is_upper(c) || c == '"' || c == '\'' || c == '(' || c == '[' || cl_is_digit(c) ||
           c >= 0x80;
}

/* "Term. This …", "Term: …", "Term - This …": end of the title with its stop, or 0. */
static size_t run_in_end(cl_text text, bool labelled) {
    size_t limit = text.length < LONGEST_RUN_IN ? text.length : LONGEST_RUN_IN;
    for (size_t at = 1; at + 1 < limit; at++) {
        char c = text.bytes[at];
        bool stop = (c == '.' && !is_abbreviation(text, at)) || c == ':';
        bool dash = c == '-' && text.bytes[at - 1] == ' ' && text.bytes[at + 1] == ' ';
        if ((c == ';' && !labelled) || c == '"' || c == '(')
            return 0;
        if (!stop && !dash)
            continue;
        size_t next = at + 1;
        if (c == '.' && cl_word_byte(text, next) == '-')
            next++;
        if (cl_word_byte(text, next) != ' ')
            continue;
        next = cl_skip_spaces(text, next);
        cl_text title = cl_text_slice(text, 0, at);
        if (!statement_at(text, next) || !is_title(title, labelled))
            return 0;
        /* "(a) Fire; theft. Sums insured: …" is an item, "(a) Authority; Approvals. The …" is not
         */
        if (memchr(title.bytes, ';', title.length) &&
            !cl_has_modal(cl_text_slice(text, next, text.length)))
            return 0;
        if (dash && !labelled)
            return 0;
        /* "Provider: Acme Inc." is a key and its value, not a title */
        if (c == ':' && !labelled && text.length - next < 60)
            return 0;
        return next;
    }
    return 0;
}

/* "CONFIDENTIALITY The parties …": capitals glued to the text without a stop. */
static size_t glued_end(cl_text text) {
    static const char *const not_first[] = {"each",    "either", "neither", "both",   "the", "this",
                                            "subject", "during", "upon",    "except", "if",  "in",
                                            "any",     "no",     "all",     NULL};
    size_t at = 0, end = 0, longest = 0, words = 0;
    if (cl_any_words_at(text, 0, not_first))
        return 0;
    while (at < text.length && at < LONGEST_RUN_IN) {
        size_t stop = cl_word_end(text, at);
        cl_text word = cl_text_slice(text, at, stop);
        if (word.length >= 2 && cl_is_upper(word.bytes[0]) && cl_is_lower(word.bytes[1]))
            return longest >= 4 && words && end == at ? end : 0;
        if (word.length == 0 && cl_word_byte(text, at) != '&' && cl_word_byte(text, at) != '/' &&
            cl_word_byte(text, at) != '-')
            return 0;
        if (word.length == 1 && word.bytes[0] == 'A' && longest >= 4 &&
            cl_is_lower(cl_word_byte(text, stop + 1)))
            return at; /* "TERM A party …" */
        /* "COVENANTS 1 The …" */
        if (word.length == 1 && word.bytes[0] == '1' && longest >= 4) {
            size_t next = stop + (cl_word_byte(text, stop) == '.');
            next = cl_skip_spaces(text, next);
            return cl_is_upper(cl_word_byte(text, next)) &&
                           (cl_is_lower(cl_word_byte(text, next + 1)) ||
                            cl_word_byte(text, next + 1) == ' ')
                       ? at
                       : 0;
        }
        for (size_t i = 0; i < word.length; i++)
            if (!cl_is_upper(word.bytes[i]))
                return 0;
        words++;
        longest = word.length > longest ? word.length : longest;
        at = word.length ? stop : at + 1;
        if (cl_word_byte(text, at) == ',' && cl_word_byte(text, at + 1) == ' ')
            at++;
        at = cl_skip_spaces(text, at);
        end = at;
    }
    return 0;
}

/* "Office Space You will provide …", "Term This Agreement shall …": title words, and then a word
 * that begins a sentence. The title's end, or 0. */
static size_t unstopped_end(cl_text text) {
    static const char *const joints[] = {"of", "and", "for", "the", "to",   "on", "in",
                                         "or", "a",   "an",  "by",  "with", NULL};
    static const char *const openers[] = {
        "you",    "we",    "the",     "this", "each",  "neither", "either", "if",     "subject",
        "during", "upon",  "such",    "it",   "these", "there",   "except", "unless", "when",
        "where",  "after", "nothing", "any",  "no",    "all",     "both",   "at",     NULL};
    static const char *const articles[] = {"the", "this", NULL};
    enum { WORDS = 8 };
    bool joint = true, opener = false;
    for (size_t at = 0, words = 0; at < text.length && words <= WORDS; words++) {
        size_t end = cl_word_end(text, at), next = cl_skip_spaces(text, end);
        cl_text word = cl_text_slice(text, at, end);
        if (end == at || next == end)
            return 0; /* punctuation: another kind of title, or none */
        bool capital = cl_is_upper((unsigned char)word.bytes[0]);
        bool sentence = cl_is_lower(cl_word_byte(text, next)) ||
                        (!opener && word.length > 1 && cl_is_lower(word.bytes[1]) &&
                         cl_text_listed(word, articles));
        opener = cl_text_listed(word, openers);
        if (words && !joint && capital && opener && sentence)
            return cl_has_verb(cl_text_slice(text, at, text.length)) ? at : 0;
        joint = cl_text_listed(word, joints);
        if (!capital && !joint)
            return 0;
        at = next;
    }
    return 0;
}

static size_t bold_end(const cl_block *block) {
    cl_text text = block->text;
    size_t end = block->bold_end;
    if (!end || end >= text.length || end > LONGEST_HEADING || opens_with_quote(text))
        return 0;
    cl_text title = cl_text_trim(cl_text_slice(text, 0, end));
    size_t next = cl_skip_spaces(text, end);
    while (next < text.length && strchr(".:- ", text.bytes[next]))
        next++;
    if (!title.length || !statement_at(text, next) || cl_has_verb(title))
        return 0;
    bool stopped = next > cl_skip_spaces(text, end) || strchr(".:-", title.bytes[title.length - 1]);
    if (!stopped && !block->label.length)
        return 0;
    if (!stopped && !cl_text_is_caps(title) && cl_is_word_byte(cl_word_byte(text, end)))
        return 0;
    return next;
}

static bool whole(const cl_block *block) {
    cl_text text = block->text;
    bool labelled = block->label.length != 0;
    if (!text.length || text.length > LONGEST_HEADING || opens_with_quote(text))
        return false;
    char last = text.bytes[text.length - 1];
    if (last == ';' || last == ',' || cl_is_lower(text.bytes[0]) || names_address(text))
        return false;
    if (block->kind == CL_BLOCK_HEADING)
        return !(last == '.' && cl_has_verb(text) &&
                 (!cl_text_is_caps(text) || count_words(text) > PLAIN_WORDS)) &&
               !(last == ':' && cl_has_modal(text));
    if (!labelled)
        return false;
    if (last == '.' && !cl_text_is_title(without_stop(text)) && !cl_text_is_caps(text))
        return false;
    cl_label label;
    bool item = cl_label_read(block->label, 0, &label) && label.part_count == 1 &&
                label.parts[0].parenthesised;
    /* "(a) Loss of profit" is an item, "(a) Fees." perhaps a title: only mark-up decides, and
     * capitals that do not shout a statement */
    if (item || (label.part_count && label.parts[0].numeral == CL_NUMERAL_BULLET))
        return (block->flags & CL_BLOCK_BOLD) || (cl_text_is_caps(text) && is_title(text, true));
    return is_title(text, true) ||
           ((block->flags & CL_BLOCK_BOLD) && !cl_has_verb(text) && last != ':');
}

/* "TM TM", "SIGNATURE SIGNATURE", "DATE: [*] DATE: [*]": what two columns or raised letters leave.
 */
static bool is_leftover(cl_text text) {
    bool long_word = false;
    for (size_t at = 0; at < text.length && !long_word;) {
        size_t end = cl_word_end(text, at);
        long_word = end >= at + 3;
        at = end > at ? end : at + 1;
    }
    size_t half = text.length / 2;
    return !long_word || (text.length % 2 && text.length > 4 && text.bytes[half] == ' ' &&
                          cl_text_equal_nocase(cl_text_slice(text, 0, half),
                                               cl_text_slice(text, half + 1, text.length)));
}

/* "TBD", "[INSERT NAME] [INSERT ADDRESS]": something to be filled in, and no title. */
static bool is_to_be_filled_in(cl_text text) {
    static const char *const words[] = {"tbd",       "tba",       "tbc", "to be determined",
                                        "to be set", "to follow", NULL};
    size_t end = cl_any_words_at(text, 0, words);
    return (end && end == text.length) ||
           (text.length && text.bytes[0] == '[' && cl_words_at(text, 1, "insert"));
}

size_t cl_heading_end(const cl_block *block) {
    cl_text text = block->text;
    if (!block->label.length && !block->outline_level &&
        (is_leftover(text) || is_to_be_filled_in(text)))
        return 0;
    if (whole(block))
        return text.length;
    size_t end = bold_end(block);
    bool labelled = block->label.length != 0;
    if (!end)
        end = run_in_end(text, labelled);
    if (!end && labelled)
        end = glued_end(text);
    cl_label label;
    if (!end && labelled && cl_label_read(block->label, 0, &label) && label.part_count &&
        !label.parts[label.part_count - 1].parenthesised &&
        label.parts[0].numeral == CL_NUMERAL_DECIMAL)
        end = unstopped_end(text);
    return end;
}
