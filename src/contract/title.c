/* SPDX-License-Identifier: MIT */
#include "contract/title.h"

#include "contract/heading.h"
#include "contract/name.h"
#include "contract/word.h"
#include "document/typed_label.h"

enum {
    TITLE_BLOCKS = 12,
    TOP_BLOCKS = 3,
    OPENING_BLOCKS = 40,
    OPENING_BYTES = 6000, /* of a block, looked at for a title inside */
    TITLE_BYTES = 160,
    TITLE_WORDS = 14,
};

static const char *const instruments[] = {
    "agreement", "contract",    "lease",   "addendum", "amendment",  "memorandum",  "license",
    "licence",   "terms",       "policy",  "plan",     "deed",       "mou",         "dpa",
    "nda",       "order",       "letter",  "warranty", "note",       "undertaking", "bylaws",
    "eula",      "protocol",    "charter", "guaranty", "guarantee",  "indenture",   "sublease",
    "mortgage",  "declaration", "sla",     "rider",    "supplement", NULL};

/* Words that end the name of an instrument that runs in the text. */
static const char *const strong[] = {"agreement", "contract", "lease",      "addendum",
                                     "amendment", "deed",     "memorandum", NULL};

/* "AGREEMENT", "Agreement No. 12965", "FORM OF AGREEMENT": a title that says nothing. */
static bool is_bare(cl_text title) {
    static const char *const words[] = {"agreement", "contract", "terms", "of",     "form",
                                        "the",       "this",     "no",    "number", "execution",
                                        "copy",      "letter",   "draft", NULL};
    for (size_t at = 0; at < title.length;) {
        size_t end = cl_word_end(title, at);
        if (end > at && !cl_is_digit((unsigned char)title.bytes[at]) &&
            !cl_text_listed(cl_text_slice(title, at, end), words))
            return false;
        at = end > at ? end : at + 1;
    }
    return true;
}

/* "EXHIBIT 10.26 AGENCY AGREEMENT": what a filing calls the paper is no part of its title. */
static cl_text without_exhibit(cl_text text) {
    size_t at = cl_words_at(text, 0, "exhibit");
    if (!at)
        return text;
    at = cl_skip_spaces(text, at);
    if (!cl_is_digit(cl_word_byte(text, at)))
        return text;
    while (at < text.length && text.bytes[at] != ' ')
        at++;
    return cl_text_trim(cl_text_slice(text, at, text.length));
}

static cl_text block_title(const cl_document *document) {
    for (uint32_t b = 0; b < document->block_count && b < TITLE_BLOCKS; b++) {
        const cl_block *block = &document->blocks[b];
        cl_text text = block->text;
        bool heading =
            block->kind == CL_BLOCK_HEADING || cl_text_is_caps(text) || cl_text_is_title(text);
        if (!block->label.length && heading && text.length <= TITLE_BYTES &&
            block->kind != CL_BLOCK_HEADER && block->kind != CL_BLOCK_FOOTER &&
            cl_find_word(text, 0, instruments) != SIZE_MAX)
            return without_exhibit(text);
    }
    return (cl_text){"", 0};
}

/* A word that may stand in a title without a capital. */
static bool is_joint(cl_text word) {
    static const char *const joints[] = {"of", "and", "for", "the", "to", "on",
                                         "in", "or",  "a",   "an",  NULL};
    return cl_text_listed(word, joints);
}

/* Does the title go on behind its instrument: "AMENDMENT TO …", "AGREEMENT AMENDMENT NO. 1"? */
static bool goes_on(cl_text text, size_t at) {
    static const char *const words[] = {"to",     "of",        "for",      "and", "no",
                                        "number", "amendment", "addendum", NULL};
    return cl_text_listed(cl_text_slice(text, at, cl_word_end(text, at)), words) ||
           cl_word_byte(text, at) == '&' || cl_is_digit(cl_word_byte(text, at));
}

/* End of the title words at `at`: capitalised (or, with `caps`, all capitals) up to an instrument.
 * 0 if there is none. */
static size_t title_end(cl_text text, size_t at, bool caps) {
    size_t found = 0;
    for (int words = 0; words < TITLE_WORDS && at < text.length; words++) {
        size_t end = cl_word_end(text, at);
        cl_text word = cl_text_slice(text, at, end);
        bool number = words && end > at && cl_is_digit((unsigned char)text.bytes[at]);
        bool joint = is_joint(word) || cl_word_byte(text, at) == '&' || number;
        if (!joint && (end == at || !cl_is_upper((unsigned char)text.bytes[at]) ||
                       (caps && end - at > 1 && !cl_text_is_caps(word))))
            break;
        if (caps && cl_text_equal(word, CL_TEXT("THIS")))
            break;
        if (cl_text_listed(word, strong) || (found && number))
            found = end;
        bool numbered = cl_text_equal_nocase(word, CL_TEXT("no"));
        at = end > at ? end : at + 1;
        while (at < text.length &&
               (strchr(" -/,'", text.bytes[at]) || (numbered && text.bytes[at] == '.')))
            at++;
        if (found == end && !goes_on(text, at))
            break;
    }
    return found;
}

/* "This Master Services Agreement": what the contract calls itself. */
static cl_text own_name(cl_text text) {
    for (size_t at = 0; at + 5 < text.length; at++) {
        if (text.bytes[at] != 'T' || (at && cl_is_word_byte((unsigned char)text.bytes[at - 1])) ||
            !cl_words_at(text, at, "this"))
            continue;
        size_t start = cl_skip_spaces(text, at + 4), end = title_end(text, start, false);
        if (end && end - start <= TITLE_BYTES && !is_bare(cl_text_slice(text, start, end)))
            return cl_text_slice(text, start, end);
    }
    return (cl_text){"", 0};
}

/* "Exhibit 10.3 SUPPLY AGREEMENT This …": the first run of capitals that holds an instrument. */
static cl_text capitals(cl_text text) {
    static const char *const statements[] = {"filed", "defined", "been", "is", "are",
                                             "be",    "has",     "have", NULL};
    static const char *const skipped[] = {"exhibit", "ex",      "execution", "confidential",
                                          "copy",    "version", "form",      NULL};
    for (size_t at = 0; at < text.length;) {
        size_t end = cl_word_end(text, at);
        cl_text word = cl_text_slice(text, at, end);
        if (end - at > 1 && cl_text_is_caps(word) && !cl_text_listed(word, skipped) &&
            !is_joint(word)) {
            size_t stop = title_end(text, at, true);
            cl_text title = cl_text_slice(text, at, stop > at ? stop : at);
            if (title.length && title.length <= TITLE_BYTES && !is_bare(title) &&
                memchr(title.bytes, ' ', title.length) && !cl_has_modal(title) &&
                cl_find_word(title, 0, statements) == SIZE_MAX)
                return title;
        }
        at = end > at ? end : at + 1;
    }
    return (cl_text){"", 0};
}

static cl_text inner_title(const cl_document *document, cl_text (*read)(cl_text)) {
    for (uint32_t b = 0; b < document->block_count && b < TITLE_BLOCKS; b++) {
        cl_text text = document->blocks[b].text;
        if (text.length > OPENING_BYTES)
            text.length = OPENING_BYTES;
        text = read(text);
        if (text.length)
            return text;
    }
    return (cl_text){"", 0};
}

/* "# Sub-processors": what stands over everything else, whatever it is called. */
static cl_text top_heading(const cl_document *document) {
    for (uint32_t b = 0; b < document->block_count && b < TOP_BLOCKS; b++) {
        const cl_block *block = &document->blocks[b];
        if (block->kind == CL_BLOCK_HEADING && block->outline_level == 1 &&
            (!b || !block->label.length) && block->text.length <= TITLE_BYTES)
            return block->text;
    }
    return (cl_text){"", 0};
}

/* "# Addendum No. 3 - AI Features", of which the loader has taken the label off. */
static cl_text labelled_title(const cl_contract *contract) {
    for (uint32_t b = 0; b < contract->document->block_count && b < TOP_BLOCKS; b++) {
        const cl_block *block = &contract->document->blocks[b];
        bool heading = block->kind == CL_BLOCK_HEADING || cl_text_is_caps(block->text) ||
                       cl_text_is_title(block->text);
        if (heading && block->kind != CL_BLOCK_HEADER && block->kind != CL_BLOCK_FOOTER &&
            block->text.length <= TITLE_BYTES &&
            cl_text_listed(cl_text_slice(block->label, 0, cl_word_end(block->label, 0)),
                           instruments)) {
            const char *whole =
                cl_arena_printf(contract->arena, "%.*s %.*s", (int)block->label.length,
                                block->label.bytes, (int)block->text.length, block->text.bytes);
            return cl_text_from(whole);
        }
    }
    return (cl_text){"", 0};
}

static void find_title(cl_contract *contract) {
    contract->title = labelled_title(contract);
    if (contract->title.length)
        return;
    contract->title = block_title(contract->document);
    if (!is_bare(contract->title))
        return;
    cl_text inner = inner_title(contract->document, capitals);
    if (!inner.length)
        inner = inner_title(contract->document, own_name);
    if (inner.length)
        contract->title = inner;
    if (!contract->title.length)
        contract->title = top_heading(contract->document);
}

/* The quoted name in (this "Agreement"), if its last word is an instrument. */
static bool read_short_name(cl_text text, size_t at, cl_text *name) {
    static const char *const openers[] = {"this \"", "the \"", "hereinafter the \"", NULL};
    size_t open = cl_any_words_at(text, at, openers);
    if (!open)
        return false;
    const char *close = memchr(text.bytes + open, '"', text.length - open);
    if (!close || close - (text.bytes + open) > 60)
        return false;
    *name = cl_text_slice(text, open, (size_t)(close - text.bytes));
    return cl_find_word(*name, 0, instruments) != SIZE_MAX;
}

static void find_short_name(cl_contract *contract) {
    const cl_document *document = contract->document;
    contract->short_name = CL_TEXT("Agreement");
    for (uint32_t b = 0; b < document->block_count && b < OPENING_BLOCKS; b++) {
        cl_text text = document->blocks[b].text;
        if (text.length > OPENING_BYTES)
            text.length = OPENING_BYTES;
        for (size_t at = 0; at < text.length; at++)
            if (text.bytes[at] == '(' && read_short_name(text, at + 1, &contract->short_name))
                return;
    }
    contract->short_name = CL_TEXT("Agreement");
}

void cl_title_find(cl_contract *contract) {
    find_title(contract);
    find_short_name(contract);
}
