/* SPDX-License-Identifier: MIT */
#include "contract/reference.h"

#include "contract/heading.h"
#include "contract/reference_table.h"
#include "contract/section.h"
#include "contract/word.h"

enum {
    FILING_BLOCKS = 3,
    LIST_ITEMS = 12,
};

typedef struct finder {
    cl_contract *contract;
    const uint32_t *section_of;
    const cl_reference_table *table;
    cl_reference *items;
    size_t count, capacity;
} finder;

/* ---- what is referred to ---- */

/* The words in parentheses behind a number are an item: "b", "aa", "iii", "12"; not a title. */
static bool is_item(cl_text word) {
    bool digits = true, roman = true, lower = true, upper = true;
    for (size_t i = 0; i < word.length; i++) {
        unsigned char c = (unsigned char)word.bytes[i];
        digits = digits && cl_is_digit(c);
        roman = roman && c < 0x80 && strchr("ivxlc", cl_lower(c)) != NULL;
        lower = lower && cl_is_lower(c);
        upper = upper && cl_is_upper(c);
    }
    return word.length > 0 && ((digits && word.length <= 3) || (roman && word.length <= 6) ||
                               ((lower || upper) && word.length <= 2));
}

/* "IV", "C", "AA", "B2": capitals that are a number, unlike "IN" behind "SECTION 6.3,". */
static bool is_bare_label(cl_text word) {
    bool roman = true, same = true, digits = false;
    for (size_t i = 0; i < word.length; i++) {
        roman = roman && strchr("IVXLC", word.bytes[i]);
        same = same && word.bytes[i] == word.bytes[0];
        digits = digits || cl_is_digit((unsigned char)word.bytes[i]);
    }
    return roman || digits || (same && word.length <= 2);
}

/* End of "7.2(b)(iii)", "IV", "A-1" at `at`; `at` if none. A bare word must be a numeral. */
static size_t target_end(cl_text text, size_t at) {
    size_t end = cl_word_end(text, at);
    bool digits = end > at && cl_is_digit((unsigned char)text.bytes[at]);
    bool capitals = end > at && end - at <= 5;
    for (size_t i = at; i < end; i++)
        capitals = capitals && (cl_is_upper((unsigned char)text.bytes[i]) ||
                                cl_is_digit((unsigned char)text.bytes[i]));
    if (end > at && !digits && (!capitals || !is_bare_label(cl_text_slice(text, at, end))))
        return at;
    while ((cl_word_byte(text, end) == '.' || cl_word_byte(text, end) == '-') && end > at &&
           cl_is_alnum(cl_word_byte(text, end + 1)) && cl_word_end(text, end + 1) - end <= 4) {
        if (text.bytes[end] == '-' && memchr(text.bytes + at, '.', end - at))
            break; /* "6.2-6.5" is a range, "A-1" is not */
        end = cl_word_end(text, end + 1);
    }
    for (;;) {
        size_t open = cl_word_byte(text, end) == ' ' && end > at ? end + 1 : end;
        size_t close = cl_word_end(text, open + 1);
        if (cl_word_byte(text, open) != '(' || cl_word_byte(text, close) != ')' ||
            !is_item(cl_text_slice(text, open + 1, close)))
            return end;
        end = close + 1;
    }
}

/* ---- in which paper ---- */

static bool is_statute(cl_text behind) {
    static const char *const words[] = {
        "act",   "code",      "u.s.c",      "c.f.r", "law",   "statute",  "regulations",
        "rules", "directive", "regulation", "gdpr",  "erisa", "statutes", NULL};
    return cl_find_word(behind, 0, words) != SIZE_MAX;
}

/* "17 C.F.R. § 240", "Treas. Reg. Section 1.704": the law stands before the number. */
static bool follows_statute(cl_text text, size_t start) {
    static const char *const laws[] = {"code", "c.f.r.", "u.s.c.",      "stat.", "reg.",
                                       "ann.", "cfr",    "regulations", "usc",   NULL};
    while (start && (text.bytes[start - 1] == ' ' || (unsigned char)text.bytes[start - 1] >= 0x80))
        start--; /* a second paragraph sign too */
    return cl_any_words_before(text, start, laws) != SIZE_MAX;
}

/* "Section 104 of ERISA", "Section 220 of the DGCL": capitals stand for a law or another paper,
 * unless everything is in capitals or it is how the contract calls itself. `at` is behind the
 * joint. */
static cl_reference_kind of_acronym(const finder *f, cl_text text, size_t start, size_t at) {
    if (cl_is_upper(cl_word_byte(text, start + 1)))
        return CL_REFERENCE_SECTION;
    size_t word = cl_skip_spaces(text, at);
    cl_text name = cl_text_slice(text, word, cl_word_end(text, word));
    for (size_t i = 0; i < name.length; i++)
        if (!cl_is_upper((unsigned char)name.bytes[i]))
            return CL_REFERENCE_SECTION;
    if (name.length < 3 || cl_text_equal(name, f->contract->short_name) ||
        cl_is_upper(cl_word_byte(text, cl_skip_spaces(text, word + name.length))))
        return CL_REFERENCE_SECTION;
    return is_statute(name) ? CL_REFERENCE_STATUTE : CL_REFERENCE_OTHER;
}

/* "the Purchase Agreement" behind "Section 2 of": another paper, unless the contract is called so.
 */
static cl_reference_kind kind_of_paper(const finder *f, cl_text behind) {
    static const char *const papers[] = {"agreement",  "lease",   "contract",  "indenture",
                                         "supplement", "charter", "bylaws",    "plan",
                                         "policy",     "note",    "amendment", NULL};
    enum { NEAR = 45 };
    if (is_statute(behind))
        return CL_REFERENCE_STATUTE;
    size_t paper = cl_find_word(behind, 0, papers);
    if (paper == SIZE_MAX || paper > NEAR || !cl_is_upper((unsigned char)behind.bytes[paper]))
        return CL_REFERENCE_SECTION;
    cl_text name = cl_text_trim(cl_text_slice(behind, 0, cl_word_end(behind, paper)));
    return cl_text_equal_nocase(name, CL_TEXT("Agreement")) ||
                   cl_text_equal_nocase(name, f->contract->short_name) ||
                   cl_text_equal_nocase(name, f->contract->title)
               ? CL_REFERENCE_SECTION
               : CL_REFERENCE_OTHER;
}

/* The words from `from` on, up to the next punctuation mark. */
static cl_text phrase_behind(cl_text text, size_t from) {
    enum { LONGEST = 70 };
    size_t end = from;
    while (end < text.length && end - from < LONGEST && !strchr(",;.)", text.bytes[end]))
        end++;
    return cl_text_slice(text, from, end);
}

/* "of this Agreement", "of the Purchase Agreement", "of the Bankruptcy Code". */
static cl_reference_kind kind_of(const finder *f, cl_text text, size_t start, size_t end,
                                 cl_text target) {
    static const char *const joints[] = {"of the",   "of that certain", "of that",   "of such",
                                         "to the",   "to that certain", "under the", "in the",
                                         "of title", "of its",          "of any",    NULL};
    size_t at = cl_skip_spaces(text, end), skipped = cl_words_at(text, at, ", respectively,");
    at = skipped ? cl_skip_spaces(text, skipped) : at;
    size_t digits = 0;
    while (cl_is_digit(cl_word_byte(target, digits)))
        digits++;
    if (digits >= 4 || cl_words_at(text, at, "of title") || follows_statute(text, start))
        return CL_REFERENCE_STATUTE;
    if (cl_words_at(text, at, "thereof"))
        return CL_REFERENCE_OTHER;
    size_t joint = cl_any_words_at(text, at, joints);
    size_t from = joint ? joint : cl_words_at(text, at, "of");
    if (!from)
        return CL_REFERENCE_SECTION;
    cl_reference_kind kind =
        joint ? kind_of_paper(f, phrase_behind(text, joint)) : CL_REFERENCE_SECTION;
    return kind == CL_REFERENCE_SECTION ? of_acronym(f, text, start, from) : kind;
}

/* ---- references in a block ---- */

/* The word that opens a reference. */
typedef enum opener { NO_REFERENCE, TO_SECTION, TO_ANNEX, TO_STATUTE } opener;

static void add(finder *f, uint32_t block, cl_span span, cl_span target, cl_reference_kind kind) {
    cl_text text = f->contract->document->blocks[block].text;
    cl_reference reference = {.kind = kind,
                              .text = cl_text_slice(text, span.start, span.end),
                              .target = cl_text_slice(text, target.start, target.end),
                              .section = CL_NONE,
                              .block = block,
                              .span = span};
    if (kind == CL_REFERENCE_SECTION)
        reference.section = cl_reference_resolve(f->table, f->section_of[block], reference.target);
    else if (kind == CL_REFERENCE_ANNEX)
        reference.section = cl_reference_resolve_annex(f->table, reference.target);
    f->items =
        cl_arena_grow(f->contract->arena, f->items, f->count, &f->capacity, sizeof *f->items);
    f->items[f->count++] = reference;
}

/* Reads "7.2(b), 8 and 9" behind a keyword; returns where it stopped. */
static size_t read_list(finder *f, uint32_t block, size_t start, size_t at, opener opener) {
    static const char *const joints[] = {", and",   ", or", ",", "and/or", "and", "or",
                                         "through", "to",   "-", "&",      NULL};
    cl_text text = f->contract->document->blocks[block].text;
    cl_span spans[LIST_ITEMS];
    size_t stops[LIST_ITEMS]; /* behind the closing quote, too */
    size_t count = 0, end = at;
    while (count < LIST_ITEMS) {
        bool quoted = cl_word_byte(text, at) == '"'; /* Exhibit "A" */
        at += quoted;
        size_t stop = target_end(text, at);
        if (stop == at || (quoted && cl_word_byte(text, stop) != '"') ||
            (count && text.bytes[at] == '(' && text.bytes[end - 1] != ')'))
            break; /* "Articles 4 or 5, (ii) any breach" */
        spans[count] = (cl_span){at, stop};
        stop += quoted;
        end = stops[count++] = stop;
        size_t joint = cl_any_words_at(text, cl_skip_spaces(text, stop), joints);
        if (!joint)
            break;
        at = cl_skip_spaces(text, joint);
    }
    for (size_t i = 0; i < count; i++) {
        cl_text target = cl_text_slice(text, spans[i].start, spans[i].end);
        cl_reference_kind kind = opener == TO_ANNEX     ? CL_REFERENCE_ANNEX
                                 : opener == TO_STATUTE ? CL_REFERENCE_STATUTE
                                                        : kind_of(f, text, start, end, target);
        add(f, block, (cl_span){i ? spans[i].start : start, stops[i]}, spans[i], kind);
    }
    return end;
}

/* Do the words that open a reference begin with these two letters? Nearly all words fail here. */
static bool may_open(int first, int second) {
    static const char pairs[] = "se su sc ar an ap at cl pa ex ";
    for (const char *pair = pairs; *pair; pair += 3)
        if (pair[0] == first && pair[1] == second)
            return true;
    return false;
}

/* What the word at `at` opens, and its end. */
static opener opener_at(cl_text text, size_t at, size_t *end) {
    static const char *const parts[] = {"section",    "sections",    "article",   "articles",
                                        "clause",     "clauses",     "paragraph", "paragraphs",
                                        "subsection", "subsections", "sec.",      NULL};
    static const char *const annexes[] = {"exhibit",    "exhibits", "schedule",
                                          "schedules",  "annex",    "appendix",
                                          "attachment", "annexes",  NULL};
    int c = cl_lower((unsigned char)text.bytes[at]);
    if (may_open(c, cl_lower(cl_word_byte(text, at + 1)))) {
        if ((*end = cl_any_words_at(text, at, parts)))
            return TO_SECTION;
        if ((*end = cl_any_words_at(text, at, annexes)))
            return TO_ANNEX;
    }
    if (c == 'r' && (*end = cl_words_at(text, at, "rule")))
        return TO_STATUTE;
    *end = at + 2; /* a paragraph sign */
    return c == 0xC2 && cl_word_byte(text, at + 1) == 0xA7 ? TO_SECTION : NO_REFERENCE;
}

static void take_block(finder *f, uint32_t block) {
    cl_text text = f->contract->document->blocks[block].text;
    for (size_t at = 0; at < text.length;) {
        if (!cl_is_word_byte((unsigned char)text.bytes[at])) {
            at++;
            continue;
        }
        size_t end;
        opener opener = opener_at(text, at, &end);
        if (opener == NO_REFERENCE) {
            at = cl_word_end(text, at);
            continue;
        }
        size_t number = cl_skip_spaces(text, end), stop = number;
        bool sign = (unsigned char)text.bytes[at] == 0xC2;
        /* "Exhibit 10.31" at the very top is what the filing calls the paper */
        bool filing = opener == TO_ANNEX && block < FILING_BLOCKS && at == 0;
        if ((number > end || sign) && !filing)
            stop = read_list(f, block, at, number, opener);
        at = stop > number ? stop : end;
    }
}

void cl_references_find(cl_contract *contract) {
    finder f = {.contract = contract,
                .section_of = cl_sections_of_blocks(contract),
                .table = cl_reference_table_new(contract)};
    for (uint32_t b = 0; b < contract->document->block_count; b++)
        if (contract->sections[f.section_of[b]].kind != CL_SECTION_TOC)
            take_block(&f, b);
    contract->references = f.items;
    contract->reference_count = f.count;
}
