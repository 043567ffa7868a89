/* SPDX-License-Identifier: MIT */
#include "contract/zone.h"

#include "contract/heading.h"
#include "contract/word.h"
#include "document/typed_label.h"

enum {
    ANNEX_BYTES = 160,
    ROW_BYTES = 200,
    GLUED_BYTES = 4000,
    GLUED_ROW = 110, /* mean length of a row */
    ROWS_WITHOUT_TITLE = 5,
    CONTENTS_ROWS = 2000,
};

static const char *const annex_words[] = {"exhibit",  "schedule",   "annexure", "annex",
                                          "appendix", "attachment", "addendum", NULL};

/* End of "A", "1", "IV", "A-1", "2.1" at `at`; `at` if there is none. */
static size_t identifier_end(cl_text text, size_t at) {
    size_t end = cl_word_end(text, at);
    if (end == at || end - at > 5)
        return at;
    bool digits = true, capitals = true;
    for (size_t i = at; i < end; i++) {
        digits = digits && cl_is_digit((unsigned char)text.bytes[i]);
        capitals = capitals && (cl_is_upper((unsigned char)text.bytes[i]) ||
                                (cl_is_digit((unsigned char)text.bytes[i]) && i > at));
    }
    if (!digits && !capitals)
        return at;
    while ((cl_word_byte(text, end) == '-' || cl_word_byte(text, end) == '.') &&
           cl_is_alnum(cl_word_byte(text, end + 1)) && cl_word_end(text, end + 1) - end <= 4)
        end = cl_word_end(text, end + 1);
    return end;
}

/* Typography of a heading: mark-up, capitals, the middle of the line, or a short title. */
static bool looks_like_heading(const cl_block *block, cl_text words) {
    if (words.length > ANNEX_BYTES || words.length == 0)
        return words.length == 0;
    if (block->kind == CL_BLOCK_HEADING || cl_text_is_caps(words))
        return true;
    char last = words.bytes[words.length - 1];
    if (last == '.' || last == ';' || last == ',' || cl_has_verb(words))
        return false;
    if (block->flags & (CL_BLOCK_CENTERED | CL_BLOCK_BOLD))
        return true;
    bool of_agreement = cl_words_at(words, 0, "to the") || cl_words_at(words, 0, "to this");
    bool blacked_out = words.bytes[0] == '[';
    return (cl_is_upper((unsigned char)words.bytes[0]) || of_agreement || blacked_out) &&
           words.length < 80;
}

/* "FORM OF JOINDER AGREEMENT This Joinder Agreement is made …", a page glued to one line: the end
 * of its title; 0 if none. A title that names another annex is a list of them. */
static size_t title_in_front(const cl_block *block) {
    enum { SHORTEST = 10 };
    cl_text title = cl_text_slice(block->text, 0, cl_heading_end(block));
    if (title.length < SHORTEST || title.length == block->text.length || !cl_text_is_caps(title))
        return 0;
    for (size_t at = 0; at < title.length; at = cl_word_end(title, at) + 1)
        if (cl_any_words_at(title, at, annex_words))
            return 0;
    return title.length;
}

bool cl_opens_annex(const cl_block *block, cl_text *label, cl_span *title) {
    if (block->kind == CL_BLOCK_CELL || block->kind == CL_BLOCK_HEADER ||
        block->kind == CL_BLOCK_FOOTER)
        return false;
    if (block->label.length) {
        /* "ATTACHMENT A" above the long name of an agreement */
        bool named = cl_text_is_caps(block->label) && block->text.length <= ANNEX_BYTES &&
                     !cl_has_verb(block->text) && !cl_text_ends(block->text, ".") &&
                     !cl_text_ends(block->text, ";") && !cl_text_ends(block->text, ",");
        size_t heading = named || looks_like_heading(block, block->text) ? block->text.length
                                                                         : title_in_front(block);
        if (!cl_any_words_at(block->label, 0, annex_words) || (block->text.length && !heading))
            return false;
        *label = block->label;
        *title = (cl_span){0, heading};
        return true;
    }
    cl_text text = block->text;
    if (text.length > ANNEX_BYTES)
        return false;
    size_t word = cl_any_words_at(text, 0, annex_words), at = cl_skip_spaces(text, word);
    if (!word)
        return false;
    size_t number = cl_words_at(text, at, "no."), end;
    if (cl_word_byte(text, at) == '"' || cl_word_byte(text, at) == '\'')
        at++;
    at = number ? cl_skip_spaces(text, number) : at;
    end = identifier_end(text, at);
    if (end == at && end < text.length)
        return false; /* "Schedule of fees" */
    size_t rest = end;
    while (rest < text.length && strchr(" .:-'\"", text.bytes[rest]))
        rest++;
    int first = cl_word_byte(text, rest);
    if (end == at && !cl_text_is_caps(text))
        return false;
    if (rest < text.length && (cl_is_lower(first) || first == ',' || first == ';') &&
        !cl_words_at(text, rest, "to"))
        return false;
    if (!looks_like_heading(block, cl_text_slice(text, rest, text.length)))
        return false;
    *label = cl_text_trim(cl_text_slice(text, 0, end));
    *title = (cl_span){rest, text.length};
    return true;
}

static cl_text bare(cl_text text) {
    text = cl_text_trim(text);
    while (text.length && strchr(".:-_ ", text.bytes[text.length - 1]))
        text.length--;
    while (text.length && strchr("-_ ", text.bytes[0])) {
        text.bytes++;
        text.length--;
    }
    return text;
}

static bool is_any(cl_text text, const char *const *words) {
    text = bare(text);
    for (; *words; words++)
        if (cl_text_equal_nocase(text, cl_text_from(*words)))
            return true;
    return false;
}

bool cl_opens_recitals(const cl_block *block) {
    static const char *const titles[] = {"recitals",
                                         "recital",
                                         "witnesseth",
                                         "w i t n e s s e t h",
                                         "background",
                                         "preliminary statement",
                                         "whereas",
                                         "introduction",
                                         "premises",
                                         "background and recitals",
                                         "preamble",
                                         "r e c i t a l s",
                                         "recitals of fact",
                                         "witnesseth that",
                                         NULL};
    if (block->text.length < 40 && is_any(block->text, titles))
        return !block->label.length || cl_text_is_caps(block->text);
    return cl_words_at(block->text, 0, "whereas") || cl_words_at(block->text, 0, "witnesseth");
}

bool cl_ends_recitals(const cl_block *block) {
    static const char *const phrases[] = {
        "now therefore",          "now, therefore",    "agree as follows",
        "agreed as follows",      "agrees as follows", "it is agreed",
        "therefore, the parties", "therefore agree",   NULL};
    cl_text text = block->text;
    if (text.length > 4000)
        text = cl_text_slice(text, 0, 4000);
    return cl_find_word(text, 0, phrases) != SIZE_MAX;
}

bool cl_opens_signatures(const cl_block *block) {
    static const char *const openers[] = {"in witness whereof",
                                          "in witness hereof",
                                          "in testimony whereof",
                                          "executed as a deed",
                                          "executed by the parties",
                                          "the parties have executed",
                                          "the parties hereto have executed",
                                          "signature page",
                                          "[signature page",
                                          "signed by",
                                          "signed for and on behalf",
                                          "accepted and agreed",
                                          "agreed and accepted",
                                          "agreed to and accepted",
                                          "by: _",
                                          "by: /s/",
                                          "by:/s/",
                                          "/s/",
                                          NULL};
    static const char *const titles[] = {"signatures", "signature", "execution", "by:", NULL};
    if (block->kind == CL_BLOCK_HEADER || block->kind == CL_BLOCK_FOOTER)
        return false;
    if (block->label.length && block->text.length > 60)
        return cl_words_at(block->text, 0, "in witness whereof") != 0;
    if (block->text.length < 20 && is_any(block->text, titles))
        return true;
    for (size_t i = 0; openers[i]; i++)
        if (cl_text_starts_nocase(block->text, openers[i]))
            return true;
    return false;
}

/* A row ends in a page number, or has dot leaders. */
static bool ends_in_page(cl_text text) {
    size_t end = text.length;
    while (end && cl_is_digit((unsigned char)text.bytes[end - 1]))
        end--;
    size_t digits = text.length - end;
    if (digits == 0 || digits > 3 || end < 3)
        return false;
    return text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '.' || text.bytes[end - 1] == '_';
}

static bool has_leaders(cl_text text) {
    return cl_text_find(text, CL_TEXT("...."), 0) != SIZE_MAX ||
           cl_text_find(text, CL_TEXT(". . . ."), 0) != SIZE_MAX;
}

static bool is_row(const cl_block *block) {
    if (has_leaders(block->text))
        return block->text.length < GLUED_BYTES;
    return block->text.length < ROW_BYTES && ends_in_page(block->text) &&
           !cl_has_modal(block->text);
}

/* In a title "Grants", "Covenants" and "Will" are nouns: only verbs in small letters count. */
static bool states(cl_text text) {
    static const char *const verbs[] = {"shall", "must", "will",   "may",   "is",     "are", "was",
                                        "has",   "have", "agrees", "agree", "hereby", "be",  NULL};
    for (size_t at = 0; at < text.length;) {
        size_t end = cl_word_end(text, at);
        if (end == at) {
            at++;
            continue;
        }
        cl_text word = cl_text_slice(text, at, end);
        bool to_be = at >= 3 && cl_words_at(text, at - 3, "to be"); /* "Services to be Rendered" */
        for (const char *const *verb = verbs; *verb && !to_be; verb++)
            if (word.length <= 6 && cl_text_equal(word, cl_text_from(*verb)))
                return true;
        at = end;
    }
    return false;
}

/* Several rows in one paragraph, as in a page that lost its line ends: "Fees 7 2.2 Taxes 8 …". */
static bool is_glued_row(cl_text text) {
    size_t pages = 0;
    if (text.length > GLUED_BYTES || states(text))
        return false;
    for (size_t at = 1; at + 2 < text.length;) {
        size_t end = cl_word_end(text, at);
        if (end == at) {
            at++;
            continue;
        }
        bool digits = end - at <= 3 && text.bytes[at - 1] == ' ' && cl_word_byte(text, end) == ' ';
        for (size_t i = at; i < end; i++)
            digits = digits && cl_is_digit((unsigned char)text.bytes[i]);
        int next = cl_word_byte(text, end + 1);
        pages += digits && (cl_is_upper(next) || cl_is_digit(next) || next == '(' || next == '[');
        at = end;
    }
    return pages >= 1 && (pages + 1) * GLUED_ROW > text.length;
}

/* The last row with the list of annexes that follows it: "19.10 Counterparts 39 EXHIBITS: A - …",
 * "20. Entire Agreement 49 Exhibit 1 - …". */
static bool goes_on_with_annexes(cl_text text) {
    static const char *const lists[] = {"attachments", "exhibits",   "schedules", "annexes",
                                        "appendices",  "attachment", "exhibit",   "schedule",
                                        "annex",       "appendix",   NULL};
    if (text.length > GLUED_BYTES || states(text))
        return false;
    for (size_t at = 1; at < text.length; at++)
        if (text.bytes[at - 1] == ' ' && cl_any_words_at(text, at, lists))
            return ends_in_page(cl_text_trim(cl_text_slice(text, 0, at)));
    return false;
}

static bool opens_contents(const cl_block *block) {
    static const char *const titles[] = {"table of contents",
                                         "contents",
                                         "table of content",
                                         "t a b l e o f c o n t e n t s",
                                         "index",
                                         NULL};
    cl_text text = block->text;
    if (block->label.length)
        return false;
    if (text.length < 40 && is_any(text, titles))
        return true;
    return (cl_words_at(text, 0, "table of contents") ||
            cl_words_at(text, 0, "table of content")) &&
           ((text.length < ROW_BYTES && !states(text)) || is_glued_row(text));
}

/* "2.2 Extensions 3.": the number of the next row, glued to this one. */
static cl_text without_number(cl_text text) {
    size_t at = text.length;
    if (!cl_text_ends(text, "."))
        return text;
    for (at--; at && cl_is_digit((unsigned char)text.bytes[at - 1]);)
        at--;
    bool number = at && at + 1 < text.length && text.bytes[at - 1] == ' ';
    return number ? cl_text_trim(cl_text_slice(text, 0, at)) : text;
}

/* Without page numbers a row is a short title, in capitals perhaps with a stop. */
static bool is_plain_row(const cl_block *block) {
    enum { SHORT = 60 };
    cl_text text = without_number(block->text);
    if (text.length > 120 || block->kind == CL_BLOCK_CELL)
        return false;
    char last = text.length ? text.bytes[text.length - 1] : 0;
    bool shouted = last == '.' && text.length < SHORT && cl_text_is_caps(text);
    return ((last != '.' && last != ';') || shouted) && !states(text);
}

/* The contents end where one of their labels comes again. */
static bool has_label(const cl_document *document, uint32_t from, uint32_t end, cl_text label) {
    for (uint32_t b = from; label.length && b < end; b++)
        if (cl_text_equal_nocase(document->blocks[b].label, label))
            return true;
    return false;
}

static bool names_page(const cl_block *block) {
    return is_row(block) || is_glued_row(block->text) || goes_on_with_annexes(block->text) ||
           (block->text.length < ROW_BYTES && ends_in_page(block->text) && !states(block->text));
}

/* The first part of a title that goes on in the next row: "10. ACME INC." / "STANDARDS 22". */
static bool is_broken_row(const cl_document *document, uint32_t block) {
    const cl_block *at = &document->blocks[block];
    return block + 1 < document->block_count && at->text.length < ROW_BYTES && !states(at->text) &&
           !at[1].label.length && names_page(&at[1]);
}

static uint32_t mark_titled(const cl_document *document, uint32_t title, unsigned char *in) {
    cl_text first = {"", 0};
    uint32_t end = title + 1, plain = 0;
    for (; end < document->block_count && end - title < CONTENTS_ROWS; end++) {
        const cl_block *block = &document->blocks[end];
        bool pages = names_page(block) || is_broken_row(document, end);
        if (!pages && (has_label(document, title + 1, end, block->label) || !is_plain_row(block)))
            break;
        plain += !pages;
        if (!first.length)
            first = block->label;
    }
    /* a title, and then no rows: the word "Contents" meant something else, or the rows are gone */
    if (!first.length && plain == end - title - 1)
        end = title + 1;
    /* without page numbers the first label must come again, or the run ate the body */
    if (plain == end - title - 1 && end < document->block_count && first.length &&
        !has_label(document, end, (uint32_t)document->block_count, first))
        end = title + 1;
    for (uint32_t b = title; b < end; b++)
        in[b] = 1;
    return end;
}

static bool annex_label(const cl_document *document, uint32_t block, cl_text *label) {
    cl_span title;
    return block < document->block_count && cl_opens_annex(&document->blocks[block], label, &title);
}

static bool opens_again(const cl_document *document, uint32_t from, cl_text label) {
    cl_text other;
    for (uint32_t b = from; b < document->block_count; b++)
        if (annex_label(document, b, &other) && cl_text_equal_nocase(label, other))
            return true;
    return false;
}

/* "Exhibit A Brand Plan" / "Exhibit B Staff", one behind the other at the end of contents: a list
 * of annexes, if one of them opens further down. */
static void mark_annex_lists(const cl_document *document, unsigned char *in) {
    enum { NEAR = 3 };
    cl_text label;
    for (uint32_t b = 0, end; b < document->block_count; b = end + 1) {
        for (end = b; annex_label(document, end, &label);)
            end++;
        bool again = false, behind = false;
        for (uint32_t row = b > NEAR ? b - NEAR : 0; row < b; row++)
            behind = behind || in[row];
        for (uint32_t row = b; behind && end - b > 1 && row < end && !again; row++)
            again = annex_label(document, row, &label) && opens_again(document, end, label);
        for (uint32_t row = b; again && row < end; row++)
            in[row] = 1;
    }
}

void cl_find_contents(const cl_document *document, unsigned char *in) {
    for (uint32_t b = 0; b < document->block_count;) {
        const cl_block *block = &document->blocks[b];
        if (block->flags & CL_BLOCK_TOC) {
            in[b++] = 1;
            continue;
        }
        if (opens_contents(block)) {
            b = mark_titled(document, b, in);
            continue;
        }
        if (block->kind == CL_BLOCK_CELL || !is_row(block)) {
            b++;
            continue;
        }
        uint32_t end = b;
        bool leaders = false;
        while (end < document->block_count && is_row(&document->blocks[end]) &&
               document->blocks[end].kind != CL_BLOCK_CELL)
            leaders = has_leaders(document->blocks[end++].text) || leaders;
        bool contents = leaders || end - b >= ROWS_WITHOUT_TITLE;
        for (; b < end; b++)
            in[b] = contents;
    }
    mark_annex_lists(document, in);
}
