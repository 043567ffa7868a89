/* SPDX-License-Identifier: MIT */
#include "contract/reference.h"

#include <stdio.h>

#include "contract/heading.h"
#include "contract/section.h"
#include "contract/word.h"
#include "document/label.h"

enum {
    FILING_BLOCKS = 3,
    KEY_BYTES = 64,
    LIST_ITEMS = 12,
    BEHIND = 70,
    ANCESTORS = 24,
    SEARCH_BLOCKS = 64, /* how far an item is looked for in the text of its section */
    SEARCH_BYTES = 20000,
};

/* A section's place in the table: its path in a form in which "4.2(b)" and "4.2.b" are the same. */
typedef struct entry {
    char key[KEY_BYTES];
    uint32_t annex;
    uint32_t section; /* CL_NONE: empty */
} entry;

typedef struct finder {
    cl_contract *contract;
    const uint32_t *section_of;
    entry *table;
    size_t mask;
    cl_reference *items;
    size_t count, capacity;
} finder;

/* "Article IV" → "iv", "04.2 (b)" → "4.2.b". */
static void make_key(cl_text path, char key[KEY_BYTES]) {
    size_t out = 0;
    for (size_t at = 0; at < path.length && out + 2 < KEY_BYTES;) {
        size_t end = cl_word_end(path, at);
        if (end == at) {
            at++;
            continue;
        }
        bool zero = out && path.bytes[at] == '0' && end - at <= 2 &&
                    path.bytes[end - 1] == '0'; /* "4.0" is "4" */
        bool keyword = end - at > 3 && cl_is_alpha((unsigned char)path.bytes[at]) &&
                       cl_word_byte(path, end) == ' ';
        if (!keyword && !zero) {
            while (at + 1 < end && path.bytes[at] == '0')
                at++;
            if (out)
                key[out++] = '.';
            for (; at < end && out + 1 < KEY_BYTES; at++)
                key[out++] = (char)cl_lower((unsigned char)path.bytes[at]);
        }
        at = end;
    }
    key[out] = '\0';
}

static size_t hash(const char *key, uint32_t annex) {
    uint64_t value = 1469598103934665603u ^ annex;
    for (; *key; key++)
        value = (value ^ (unsigned char)*key) * 1099511628211u;
    return (size_t)(value ^ value >> 29);
}

static entry *slot(const finder *f, const char *key, uint32_t annex) {
    size_t at = hash(key, annex) & f->mask;
    while (f->table[at].section != CL_NONE &&
           (f->table[at].annex != annex || strcmp(f->table[at].key, key) != 0))
        at = (at + 1) & f->mask;
    return &f->table[at];
}

static void fill(finder *f) {
    size_t size = 16;
    while (size < f->contract->section_count * 2 + 2)
        size *= 2;
    f->mask = size - 1;
    f->table = CL_ARRAY(f->contract->arena, size, entry);
    for (size_t i = 0; i < size; i++)
        f->table[i].section = CL_NONE;
    for (uint32_t s = 0; s < f->contract->section_count; s++) {
        const cl_section *section = &f->contract->sections[s];
        if (!section->label.length)
            continue;
        cl_text path = section->path;
        if (section->annex != CL_NONE && section->annex != s) {
            cl_text annex = f->contract->sections[section->annex].path;
            path = cl_text_slice(path, annex.length < path.length ? annex.length : 0, path.length);
        }
        char key[KEY_BYTES];
        make_key(path, key);
        entry *free =
            slot(f, key, section->kind == CL_SECTION_ANNEX ? CL_NONE - 1 : section->annex);
        if (!key[0] || free->section != CL_NONE)
            continue; /* the first of two sections with one number */
        memcpy(free->key, key, KEY_BYTES);
        free->annex = section->kind == CL_SECTION_ANNEX ? CL_NONE - 1 : section->annex;
        free->section = s;
    }
}

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
    for (const char *const *law = laws; *law; law++)
        if (cl_words_before(text, start, *law) != SIZE_MAX)
            return true;
    return false;
}

/* "Section 104 of ERISA", "Section 3 of EPCRA": capitals stand for a law or another paper, unless
 * everything is in capitals or it is how the contract calls itself. */
static cl_reference_kind of_acronym(const finder *f, cl_text text, size_t start, size_t at) {
    size_t word = cl_words_at(text, at, "of");
    if (!word || cl_is_upper(cl_word_byte(text, start + 1)))
        return CL_REFERENCE_SECTION;
    word = cl_skip_spaces(text, word);
    cl_text name = cl_text_slice(text, word, cl_word_end(text, word));
    for (size_t i = 0; i < name.length; i++)
        if (!cl_is_upper((unsigned char)name.bytes[i]))
            return CL_REFERENCE_SECTION;
    if (name.length < 3 || cl_text_equal(name, f->contract->short_name))
        return CL_REFERENCE_SECTION;
    return is_statute(name) ? CL_REFERENCE_STATUTE : CL_REFERENCE_OTHER;
}

/* "of this Agreement", "of the Purchase Agreement", "of the Bankruptcy Code". */
static cl_reference_kind kind_of(const finder *f, cl_text text, size_t start, size_t end,
                                 cl_text target) {
    static const char *const joints[] = {"of the",   "of that certain", "of that",   "of such",
                                         "to the",   "to that certain", "under the", "in the",
                                         "of title", "of its",          "of any",    NULL};
    static const char *const others[] = {"agreement",  "lease",   "contract",  "indenture",
                                         "supplement", "charter", "bylaws",    "plan",
                                         "policy",     "note",    "amendment", NULL};
    size_t at = cl_skip_spaces(text, end), skipped = cl_words_at(text, at, ", respectively,");
    at = skipped ? cl_skip_spaces(text, skipped) : at;
    size_t digits = 0;
    while (cl_is_digit(cl_word_byte(target, digits)))
        digits++;
    if (digits >= 4 || cl_words_at(text, at, "of title") || follows_statute(text, start))
        return CL_REFERENCE_STATUTE;
    if (cl_words_at(text, at, "thereof"))
        return CL_REFERENCE_OTHER;
    size_t from = cl_any_words_at(text, at, joints);
    if (!from)
        return of_acronym(f, text, start, at);
    cl_text behind =
        cl_text_slice(text, from, from + BEHIND < text.length ? from + BEHIND : text.length);
    for (size_t i = 0; i < behind.length; i++)
        if (strchr(",;.)", behind.bytes[i])) {
            behind.length = i;
            break;
        }
    if (is_statute(behind))
        return CL_REFERENCE_STATUTE;
    size_t other = cl_find_word(behind, 0, others);
    if (other == SIZE_MAX || other > 45 || !cl_is_upper((unsigned char)behind.bytes[other]))
        return CL_REFERENCE_SECTION;
    cl_text name = cl_text_trim(cl_text_slice(behind, 0, cl_word_end(behind, other)));
    return cl_text_equal_nocase(name, CL_TEXT("Agreement")) ||
                   cl_text_equal_nocase(name, f->contract->short_name) ||
                   cl_text_equal_nocase(name, f->contract->title)
               ? CL_REFERENCE_SECTION
               : CL_REFERENCE_OTHER;
}

static uint32_t look_up_key(const finder *f, uint32_t annex, const char *key) {
    uint32_t found = slot(f, key, annex)->section;
    if (found == CL_NONE && annex != CL_NONE)
        found = slot(f, key, CL_NONE)->section;
    return found;
}

/* "Article 5" where the heading says "ARTICLE V", and the other way round. */
static void other_numerals(char key[KEY_BYTES]) {
    static const char *const tens[] = {"", "x", "xx", "xxx"};
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    for (int value = 1; value < 40; value++) {
        char figures[KEY_BYTES], roman[KEY_BYTES];
        snprintf(figures, sizeof figures, "%d", value);
        snprintf(roman, sizeof roman, "%s%s", tens[value / 10], ones[value % 10]);
        const char *other = !strcmp(key, figures) ? roman : !strcmp(key, roman) ? figures : NULL;
        if (other) {
            memcpy(key, other, strlen(other) + 1);
            return;
        }
    }
}

static uint32_t look_up(const finder *f, uint32_t annex, cl_text target) {
    char key[KEY_BYTES];
    make_key(target, key);
    uint32_t found = look_up_key(f, annex, key);
    if (found != CL_NONE)
        return found;
    other_numerals(key);
    return look_up_key(f, annex, key);
}

/* Does the text of a section hold the item "(b)", in a sentence or as a label? */
static bool holds(const finder *f, uint32_t section, cl_text item) {
    const cl_section *at = &f->contract->sections[section];
    size_t bytes = 0;
    for (uint32_t b = at->first_block; b < at->end_block; b++) {
        const cl_block *block = &f->contract->document->blocks[b];
        if (b - at->first_block > SEARCH_BLOCKS || bytes > SEARCH_BYTES)
            return false;
        cl_text text = block->text;
        if (text.length > SEARCH_BYTES)
            text.length = SEARCH_BYTES;
        if (cl_text_find(text, item, 0) != SIZE_MAX ||
            cl_text_find(block->label, item, 0) != SIZE_MAX)
            return true;
        bytes += text.length;
    }
    return false;
}

/* "9.2(o)" when (o) stands within a sentence of 9.2: the section that holds the item. */
static uint32_t resolve_item(const finder *f, uint32_t from, cl_text target) {
    cl_text shorter = target;
    for (int i = 0; i < CL_LABEL_PARTS; i++) {
        size_t open = shorter.length;
        while (open && shorter.bytes[open - 1] != '(')
            open--;
        if (open < 2)
            return CL_NONE;
        size_t close = cl_word_end(target, open);
        cl_text item = cl_text_slice(target, open - 1, close < target.length ? close + 1 : close);
        shorter = cl_text_trim(cl_text_slice(target, 0, open - 1));
        uint32_t found = look_up(f, f->contract->sections[from].annex, shorter);
        if (found != CL_NONE)
            return holds(f, found, item) ? found : CL_NONE;
    }
    return CL_NONE;
}

static uint32_t resolve(const finder *f, uint32_t from, cl_text target, bool annex) {
    char key[KEY_BYTES];
    make_key(target, key);
    if (annex)
        return slot(f, key, CL_NONE - 1)->section;
    const cl_section *sections = f->contract->sections;
    if (target.length && target.bytes[0] == '(') { /* "clause (b)": of what holds the reference */
        uint32_t at = from;
        for (int i = 0; i < ANCESTORS && at != CL_NONE; i++, at = sections[at].parent) {
            cl_text path = sections[at].path;
            if (sections[at].annex != CL_NONE)
                path = cl_text_slice(path, sections[sections[at].annex].path.length, path.length);
            char longer[KEY_BYTES * 2], prefix[KEY_BYTES];
            make_key(path, prefix);
            size_t a = strlen(prefix), b = strlen(key);
            memcpy(longer, prefix, a);
            longer[a] = '.';
            memcpy(longer + a + 1, key, b + 1);
            if (!a || a + b + 2 >= KEY_BYTES)
                continue;
            uint32_t found = slot(f, longer, sections[at].annex)->section;
            if (found != CL_NONE)
                return found;
        }
        return CL_NONE;
    }
    uint32_t found = look_up(f, sections[from].annex, target);
    return found != CL_NONE ? found : resolve_item(f, from, target);
}

static void add(finder *f, uint32_t block, cl_span span, cl_span target, cl_reference_kind kind) {
    cl_text text = f->contract->document->blocks[block].text;
    cl_reference reference = {.kind = kind,
                              .text = cl_text_slice(text, span.start, span.end),
                              .target = cl_text_slice(text, target.start, target.end),
                              .section = CL_NONE,
                              .block = block,
                              .span = span};
    if (kind == CL_REFERENCE_SECTION || kind == CL_REFERENCE_ANNEX)
        reference.section =
            resolve(f, f->section_of[block], reference.target, kind == CL_REFERENCE_ANNEX);
    f->items =
        cl_arena_grow(f->contract->arena, f->items, f->count, &f->capacity, sizeof *f->items);
    f->items[f->count++] = reference;
}

/* Reads "7.2(b), 8 and 9" behind a keyword; returns where it stopped. */
static size_t read_list(finder *f, uint32_t block, size_t start, size_t at, bool annex,
                        bool statute) {
    static const char *const joints[] = {", and",   ", or", ",", "and/or", "and", "or",
                                         "through", "to",   "-", "&",      NULL};
    cl_text text = f->contract->document->blocks[block].text;
    cl_span spans[LIST_ITEMS];
    size_t count = 0, end = at;
    while (count < LIST_ITEMS) {
        size_t stop = target_end(text, at);
        if (stop == at || (count && text.bytes[at] == '(' && text.bytes[end - 1] != ')'))
            break; /* "Articles 4 or 5, (ii) any breach" */
        spans[count++] = (cl_span){at, stop};
        end = stop;
        size_t joint = cl_any_words_at(text, cl_skip_spaces(text, stop), joints);
        if (!joint)
            break;
        at = cl_skip_spaces(text, joint);
    }
    for (size_t i = 0; i < count; i++) {
        cl_reference_kind kind =
            annex ? CL_REFERENCE_ANNEX
            : statute
                ? CL_REFERENCE_STATUTE
                : kind_of(f, text, start, end, cl_text_slice(text, spans[i].start, spans[i].end));
        add(f, block, (cl_span){i ? spans[i].start : start, spans[i].end}, spans[i], kind);
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

static void take_block(finder *f, uint32_t block) {
    static const char *const parts[] = {"section",    "sections",    "article",   "articles",
                                        "clause",     "clauses",     "paragraph", "paragraphs",
                                        "subsection", "subsections", "sec.",      NULL};
    static const char *const annexes[] = {"exhibit",    "exhibits", "schedule",
                                          "schedules",  "annex",    "appendix",
                                          "attachment", "annexes",  NULL};
    cl_text text = f->contract->document->blocks[block].text;
    for (size_t at = 0; at < text.length;) {
        int c = cl_lower((unsigned char)text.bytes[at]);
        bool paragraph_sign = c == 0xC2 && (unsigned char)cl_word_byte(text, at + 1) == 0xA7;
        if (!cl_is_word_byte(c)) {
            at++;
            continue;
        }
        size_t end = 0;
        bool annex = false, statute = false;
        bool opens = may_open(c, cl_lower(cl_word_byte(text, at + 1)));
        if (opens)
            end = cl_any_words_at(text, at, parts);
        if (opens && !end)
            annex = (end = cl_any_words_at(text, at, annexes)) != 0;
        if (!end && c == 'r')
            statute = (end = cl_words_at(text, at, "rule")) != 0;
        if (!end && paragraph_sign)
            end = at + 2;
        if (!end) {
            at = cl_word_end(text, at);
            continue;
        }
        size_t number = cl_skip_spaces(text, end), stop = number;
        /* "Exhibit 10.31" at the very top is what the filing calls the paper */
        bool filing = annex && block < FILING_BLOCKS && at == 0;
        if ((number > end || paragraph_sign) && !filing)
            stop = read_list(f, block, at, number, annex, statute);
        at = stop > number ? stop : end;
    }
}

void cl_references_find(cl_contract *contract) {
    finder f = {.contract = contract, .section_of = cl_sections_of_blocks(contract)};
    fill(&f);
    for (uint32_t b = 0; b < contract->document->block_count; b++)
        if (contract->sections[f.section_of[b]].kind != CL_SECTION_TOC)
            take_block(&f, b);
    contract->references = f.items;
    contract->reference_count = f.count;
}
