/* SPDX-License-Identifier: MIT */
#include "contract/sentence.h"

#include "contract/heading.h"
#include "contract/number.h"
#include "contract/section.h"
#include "contract/word.h"

enum {
    SIGNATURE_BYTES =
        80, /* a longer sentence that binds somebody is no line of a signature block */
    LEAD_IN_BYTES = 1500,
    TAIL_BYTES = 500,
    PIECES = 24,
    EXPANSION = 8,
    LABEL_BYTES = 120 /* a longer cell of a table is no label of the cells beside it */
};

/* A sentence before its text is put together. */
typedef struct draft {
    uint32_t block, start, end;
    uint32_t lead_in, tail; /* drafts; CL_NONE */
    uint32_t section;
    unsigned flags;
} draft;

typedef struct finder {
    cl_contract *contract;
    const uint32_t *section_of;
    uint32_t *heading_end; /* of each block */
    uint32_t *opens;       /* of each section: the draft that opens its list */
    uint32_t *first_item;  /* of each section: the section that begins that list */
    uint32_t loose;        /* a lead-in whose items carry no labels */
    bool quoting;
    struct {
        uint32_t block;   /* of the cell read last, or its first block; CL_NONE */
        uint32_t lead_in; /* the cells before it in its row */
        uint32_t last;    /* its last draft; CL_NONE when it is no label */
    } cell;
    draft *drafts;
    size_t count, capacity;
} finder;

static cl_text words_of(const finder *f, const draft *d) {
    return cl_text_slice(f->contract->document->blocks[d->block].text, d->start, d->end);
}

static bool defines(cl_text text) {
    static const char *const verbs[] = {"means",     "mean",           "has the",    "have the",
                                        "refers to", "shall have the", "is defined", NULL};
    size_t start = cl_words_at(text, 0, "the") ? 4 : 0;
    size_t limit = text.length < 140 ? text.length : 140;
    if (cl_word_byte(text, start) == '"') {
        const char *close = memchr(text.bytes + start + 1, '"', limit - start - 1);
        size_t from = close ? (size_t)(close - text.bytes) + 1 : limit;
        cl_text near = cl_text_slice(text, from, from + 60 < text.length ? from + 60 : text.length);
        return close && cl_find_word(near, 0, verbs) != SIZE_MAX;
    }
    size_t means = cl_find_word(cl_text_slice(text, 0, limit < 70 ? limit : 70), 0, verbs);
    return means != SIZE_MAX && cl_words_at(text, means, "means") &&
           cl_is_upper(cl_word_byte(text, 0)) && !cl_words_at(text, 0, "this");
}

/* "survive", "surviving" …, looked for in every sentence: by letters, which is faster than by
 * words. */
static bool speaks_of_survival(cl_text text) {
    for (size_t i = 5; i < text.length; i++)
        if ((text.bytes[i] | 0x20) == 'v' && (text.bytes[i - 1] | 0x20) == 'i' &&
            (text.bytes[i - 2] | 0x20) == 'v' && (text.bytes[i - 3] | 0x20) == 'r')
            return true;
    return false;
}

static bool lists_references(cl_text text) {
    static const char *const places[] = {"sections", "section", "articles",   "article",
                                         "clauses",  "clause",  "paragraphs", NULL};
    return speaks_of_survival(text) && cl_find_word(text, 0, places) != SIZE_MAX;
}

static unsigned flags_of(const finder *f, uint32_t block) {
    const cl_block *at = &f->contract->document->blocks[block];
    const cl_section *section = &f->contract->sections[f->section_of[block]];
    unsigned flags = section->annex != CL_NONE ? CL_SENTENCE_ANNEX : 0;
    if (at->kind == CL_BLOCK_HEADER || at->kind == CL_BLOCK_FOOTER)
        flags |= CL_SENTENCE_FURNITURE;
    if (at->kind == CL_BLOCK_FOOTNOTE || at->kind == CL_BLOCK_ENDNOTE)
        flags |= CL_SENTENCE_NOTE;
    if (at->kind == CL_BLOCK_CELL || at->table)
        flags |= CL_SENTENCE_TABLE;
    if (at->flags & CL_BLOCK_HIDDEN)
        flags |= CL_SENTENCE_HIDDEN;
    while (section->kind == CL_SECTION_BODY && section->parent != CL_NONE)
        section = &f->contract->sections[section->parent];
    if (at->flags & CL_BLOCK_TOC || section->kind == CL_SECTION_TOC)
        flags |= CL_SENTENCE_TOC;
    if (section->kind == CL_SECTION_SIGNATURES)
        flags |= CL_SENTENCE_SIGNATURE;
    if (section->kind == CL_SECTION_RECITALS)
        flags |= CL_SENTENCE_RECITAL;
    return flags;
}

static uint32_t add(finder *f, uint32_t block, size_t start, size_t end, unsigned flags,
                    uint32_t lead_in) {
    f->drafts =
        cl_arena_grow(f->contract->arena, f->drafts, f->count, &f->capacity, sizeof *f->drafts);
    draft *d = &f->drafts[f->count];
    *d = (draft){block,   (uint32_t)start,      (uint32_t)end, lead_in,
                 CL_NONE, f->section_of[block], flags};
    if (lead_in != CL_NONE)
        d->flags |= CL_SENTENCE_ITEM | (f->drafts[lead_in].flags & CL_SENTENCE_DEFINITION);
    cl_text text = words_of(f, d);
    if (!(flags & CL_SENTENCE_HEADING)) {
        d->flags |= defines(text) ? CL_SENTENCE_DEFINITION : 0;
        d->flags |= lists_references(text) ? CL_SENTENCE_REFERENCES : 0;
        if (cl_words_at(text, 0, "in witness whereof"))
            d->flags |= CL_SENTENCE_SIGNATURE;
        else if (d->flags & CL_SENTENCE_SIGNATURE && text.length > SIGNATURE_BYTES &&
                 cl_has_modal(text))
            d->flags &= ~(unsigned)CL_SENTENCE_SIGNATURE; /* what follows on a flattened page */
    }
    return (uint32_t)f->count++;
}

/* Kind of the enumerator at `at` ("(a)", "(ii)", "(3)", but not that of "three (3)"): 'a', 'i', '1'
 * … and its end; 0 if none. */
static int enumerator_at(cl_text text, size_t at, size_t *end) {
    if (text.bytes[at] != '(' || (at && text.bytes[at - 1] != ' '))
        return 0;
    size_t stop = cl_word_end(text, at + 1);
    if (stop == at + 1 || stop - at > 5 || cl_word_byte(text, stop) != ')' ||
        cl_word_byte(text, stop + 1) != ' ')
        return 0;
    int c = (unsigned char)text.bytes[at + 1];
    *end = stop + 1;
    return cl_is_digit(c) && cl_number_is_repeated(text, at) ? 0 : c;
}

static bool is_first(cl_text text, size_t at, int c) {
    static const char *const places[] = {"section",    "clause",   "paragraph",
                                         "subsection", "sections", "clauses",
                                         "paragraphs", "article",  NULL};
    if (!(c == 'a' || c == 'i' || c == '1' || c == 'A') || text.bytes[at + 2] != ')' || at < 2)
        return false;
    size_t word = at - 1;
    while (word && cl_is_word_byte((unsigned char)text.bytes[word - 1]))
        word--;
    return !cl_any_words_at(text, word, places);
}

/* Does the enumerator at `at` follow number `n` of a list that begins with `first`? */
static bool is_next(cl_text text, size_t at, int first, int n) {
    static const char *const roman[] = {"i)",   "ii)",   "iii)", "iv)", "v)",  "vi)",
                                        "vii)", "viii)", "ix)",  "x)",  "xi)", "xii)"};
    cl_text rest = cl_text_slice(text, at + 1, text.length);
    if (first == 'i')
        return n < 12 && cl_text_starts(rest, roman[n]);
    if (first == '1') {
        int value = 0;
        size_t i = 0;
        for (; i < 3 && cl_is_digit(cl_word_byte(rest, i)); i++)
            value = value * 10 + rest.bytes[i] - '0';
        return value == n + 1;
    }
    return n < 26 && rest.length > 1 && rest.bytes[0] == first + n && rest.bytes[1] == ')';
}

/* Splits "X shall (a) …; (b) …" into its items when the lead-in binds or allows somebody. Returns
 * the last draft made, or CL_NONE when the sentence is left whole. */
static uint32_t split_items(finder *f, uint32_t block, size_t start, size_t end, unsigned flags,
                            uint32_t lead_in) {
    cl_text text = cl_text_slice(f->contract->document->blocks[block].text, 0, end);
    size_t first = 0, stop = 0, second = 0, from = 0; /* `from`: behind an enumerator */
    int kind = 0;
    for (size_t at = start; at < end && !second; at++) {
        if (text.bytes[at] != '(')
            continue;
        int c = enumerator_at(text, at, &stop);
        if (!c)
            continue;
        if (!kind && is_first(text, at, c)) {
            kind = c;
            first = at;
            from = cl_skip_spaces(text, stop);
        } else if (kind && is_next(text, at, kind, 1)) {
            second = at;
        }
    }
    bool alone = kind && !second && text.bytes[end - 1] == ';'; /* (b) is the next block */
    if (!kind || (!second && !alone) || first <= start + 2 ||
        !cl_has_modal(cl_text_slice(text, start, first)))
        return CL_NONE;
    uint32_t opener = add(f, block, start, first - 1, flags | CL_SENTENCE_OPENS_LIST, lead_in);
    int n = 1;
    for (size_t at = second ? second : end; at < end; at++) {
        if (text.bytes[at] != '(' || !enumerator_at(text, at, &stop) || !is_next(text, at, kind, n))
            continue;
        add(f, block, from, at - 1 > from ? at - 1 : from, flags, opener);
        from = cl_skip_spaces(text, stop);
        n++;
    }
    add(f, block, from, end, flags, opener);
    return opener;
}

/* "The parties agree as follows:" and "NOW, THEREFORE, …" open the agreement, not a list: its
 * sections stand by themselves. */
static bool opens_agreement(cl_text text) {
    static const char *const agree[] = {"agree", "agrees", "agreed", "covenant", NULL};
    static const char *const follows[] = {"as follows", "following terms", "terms and conditions",
                                          NULL};
    if (cl_words_at(text, 0, "now therefore") || cl_words_at(text, 0, "now, therefore"))
        return true;
    return cl_find_word(text, 0, agree) != SIZE_MAX && cl_find_word(text, 0, follows) != SIZE_MAX;
}

/* "Customer shall" goes on in its list; "TO: Acme Inc., as Agent", which ends with a name, not. */
static bool ends_open(cl_text text) {
    if (!text.length || strchr(".?!;\"", text.bytes[text.length - 1]) || opens_agreement(text))
        return false;
    size_t last = text.length;
    while (last && cl_is_word_byte((unsigned char)text.bytes[last - 1]))
        last--;
    bool name = last < text.length && cl_is_upper((unsigned char)text.bytes[last]);
    return !name || cl_has_modal(text);
}

static bool is_item_of(const finder *f, uint32_t block, uint32_t section) {
    if (block >= f->contract->document->block_count)
        return false;
    const cl_section *next = &f->contract->sections[f->section_of[block]];
    return next->first_block == block && next->label.length && next->parent == section;
}

/* What the labels of a list have in common: "4." of "4.2", "(" of "(b)". */
static cl_text label_stem(cl_text label) {
    while (label.length && !cl_is_word_byte((unsigned char)label.bytes[label.length - 1]))
        label.length--;
    while (label.length && cl_is_word_byte((unsigned char)label.bytes[label.length - 1]))
        label.length--;
    return label;
}

static void open_list(finder *f, uint32_t section, uint32_t opener) {
    f->opens[section] = opener;
    f->first_item[section] = CL_NONE;
}

/* The lead-in of a labelled item; a label of another kind ends the list. */
static uint32_t lead_in_of_item(finder *f, uint32_t item, uint32_t parent) {
    const cl_section *all = f->contract->sections;
    uint32_t *first = &f->first_item[parent];
    if (*first == CL_NONE)
        *first = item;
    else if (!cl_text_equal(label_stem(all[item].label), label_stem(all[*first].label)))
        f->opens[parent] = CL_NONE;
    return f->opens[parent];
}

/* Clauses are often set in the style of a heading, for its number: '1.4 "Term" means …'. */
static bool states(cl_text text) {
    return text.bytes[text.length - 1] == '.' && cl_has_verb(text);
}

static bool same_row(const cl_block *a, const cl_block *b) {
    return a->table && a->table == b->table && a->row == b->row;
}

/* "Subscription term | 36 months": a cell is read behind those before it in its row, as long as
 * these are labels or values; what states something stands by itself. */
static uint32_t lead_in_of_cell(finder *f, uint32_t block) {
    const cl_block *blocks = f->contract->document->blocks;
    const cl_block *at = &blocks[block];
    const cl_block *before = f->cell.block == CL_NONE ? NULL : &blocks[f->cell.block];
    bool beside = before && same_row(before, at);
    if (beside && before->column == at->column)
        return f->cell.lead_in; /* a further paragraph of the cell */
    f->cell.block = at->table ? block : CL_NONE;
    f->cell.lead_in = beside && !states(at->text) ? f->cell.last : CL_NONE;
    return f->cell.lead_in;
}

static void close_cell(finder *f, uint32_t block) {
    cl_text text = f->contract->document->blocks[block].text;
    bool label = text.length <= LABEL_BYTES && !strchr(".;?!", text.bytes[text.length - 1]);
    f->cell.last = label ? (uint32_t)f->count - 1 : CL_NONE;
}

/* The lead-in that the first sentence of a block has from the blocks above. */
static uint32_t lead_in_of(finder *f, uint32_t block) {
    const cl_block *at = &f->contract->document->blocks[block];
    uint32_t s = f->section_of[block];
    const cl_section *section = &f->contract->sections[s];
    if (section->first_block == block && section->label.length && section->parent != CL_NONE) {
        f->loose = CL_NONE;
        return lead_in_of_item(f, s, section->parent);
    }
    uint32_t cell = lead_in_of_cell(f, block);
    if (cell != CL_NONE)
        return cell;
    bool lower = at->text.length && cl_is_lower((unsigned char)at->text.bytes[0]);
    if (f->loose != CL_NONE && f->drafts[f->loose].section == s &&
        (lower || cl_text_ends(at->text, ";") || cl_text_ends(at->text, "; and") ||
         cl_text_ends(at->text, "; or")))
        return f->loose;
    f->loose = CL_NONE;
    uint32_t opener = f->opens[s];
    if (opener != CL_NONE && opener + 1 < f->count && lower) {
        f->opens[s] = CL_NONE;
        return opener; /* a tail */
    }
    f->opens[s] = CL_NONE;
    return CL_NONE;
}

static void set_tail(finder *f, uint32_t opener, uint32_t tail) {
    for (uint32_t i = opener + 1; i < tail; i++)
        if (f->drafts[i].lead_in == opener)
            f->drafts[i].tail = tail;
}

/* Does the sentence `last`, with which a block ends, open a list in the blocks behind it? */
static bool opens_items(const finder *f, uint32_t block, uint32_t last) {
    cl_text text = f->contract->document->blocks[block].text;
    return ends_open(words_of(f, &f->drafts[last])) &&
           (cl_text_ends(text, ":") || is_item_of(f, block + 1, f->section_of[block]));
}

/* One sentence of a block, split into its items if it has some. Returns the last draft made, or the
 * one that opens the items (*split). */
static uint32_t take_sentence(finder *f, uint32_t block, size_t start, size_t end, unsigned flags,
                              uint32_t lead_in, bool *split) {
    cl_text text = f->contract->document->blocks[block].text;
    uint32_t section = f->section_of[block];
    uint32_t last = flags & (CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE)
                        ? CL_NONE
                        : split_items(f, block, start, end, flags, lead_in);
    *split = last != CL_NONE;
    if (*split) {
        open_list(f, section, last);
        return last;
    }
    last = add(f, block, start, end, flags, lead_in);
    if (end >= text.length && opens_items(f, block, last)) {
        f->drafts[last].flags |= CL_SENTENCE_OPENS_LIST;
        open_list(f, section, last);
        f->loose = text.bytes[end - 1] == ':' ? last : CL_NONE;
    }
    return last;
}

/* "Section 4 is replaced as follows:" and a quotation, which may go over several blocks. */
static void follow_quotation(finder *f, uint32_t block) {
    static const char *const amended[] = {"amended", "replaced", "restated", NULL};
    const cl_document *document = f->contract->document;
    cl_text text = document->blocks[block].text;
    if (f->quoting)
        f->quoting = !cl_text_ends(text, "\"") && !cl_text_ends(text, "\".");
    else if (cl_text_ends(text, ":") && cl_find_word(text, 0, amended) != SIZE_MAX &&
             block + 1 < document->block_count)
        f->quoting = cl_text_starts(document->blocks[block + 1].text, "\"");
}

/* The sentences behind the heading of a block, from `start` on. */
static void take_sentences(finder *f, uint32_t block, size_t start, unsigned flags) {
    cl_text text = f->contract->document->blocks[block].text;
    uint32_t loose_before = f->loose, lead_in = lead_in_of(f, block);
    bool item = f->contract->sections[f->section_of[block]].first_block == block;
    bool cell = lead_in == f->cell.lead_in;
    bool tail = lead_in != CL_NONE && !item && !cell && lead_in != loose_before;
    flags |= f->quoting ? CL_SENTENCE_QUOTED : 0;
    while (start < text.length) {
        size_t end = cl_sentence_end(text, start);
        bool split;
        uint32_t last = take_sentence(f, block, start, end, flags, lead_in, &split);
        flags |= f->drafts[last].flags & CL_SENTENCE_SIGNATURE;
        if (tail && !split)
            set_tail(f, lead_in, last);
        tail = false;
        lead_in = CL_NONE;
        start = cl_skip_spaces(text, end);
    }
    if (cl_text_ends(text, "."))
        f->loose = CL_NONE;
    follow_quotation(f, block);
}

static void take_block(finder *f, uint32_t block) {
    const cl_block *at = &f->contract->document->blocks[block];
    cl_text text = at->text;
    unsigned flags = flags_of(f, block);
    size_t start = f->heading_end[block];
    if (!text.length)
        return;
    bool whole = start >= text.length || (at->kind == CL_BLOCK_HEADING && !start && !states(text));
    if (start || whole)
        add(f, block, 0, whole ? text.length : start, flags | CL_SENTENCE_HEADING, CL_NONE);
    if (!whole)
        take_sentences(f, block, start, flags);
    if (at->table)
        close_cell(f, block);
}

static bool inserted(const cl_block *block, const draft *d, size_t *cursor) {
    while (*cursor < block->revision_count && block->revisions[*cursor].span.end <= d->start)
        (*cursor)++;
    for (size_t i = *cursor; i < block->revision_count; i++) {
        const cl_revision *revision = &block->revisions[i];
        if (revision->span.start >= d->end)
            return false;
        bool shown = revision->span.start < revision->span.end && revision->span.end > d->start;
        if (!revision->deleted && shown)
            return true;
    }
    return false;
}

/* Puts the text of an item together: lead-in, own words, tail. */
static void join(const finder *f, cl_sentence *all, uint32_t index, size_t *budget) {
    const draft *d = &f->drafts[index];
    cl_sentence *sentence = &all[index];
    const cl_sentence *above = &all[d->lead_in];
    size_t lead = above->own.end, skip = 0;
    cl_text tail = {"", 0};
    if (d->tail != CL_NONE)
        tail = words_of(f, &f->drafts[d->tail]);
    if (tail.length > TAIL_BYTES)
        tail.length = 0; /* a paragraph of its own, whatever it begins with */
    if (lead > LEAD_IN_BYTES) {
        skip = lead - LEAD_IN_BYTES;
        while (skip < lead && above->text.bytes[skip - 1] != ' ')
            skip++;
    }
    cl_text own = sentence->text;
    size_t length = lead - skip + 1 + own.length + (tail.length ? tail.length + 1 : 0);
    if (length > *budget || above->piece_count + 2 > PIECES || skip == lead)
        return; /* hostile: read the item alone */
    *budget -= length;
    char *bytes = cl_arena_alloc(f->contract->arena, length + 1);
    cl_piece *pieces = CL_ARRAY(f->contract->arena, above->piece_count + 2, cl_piece);
    uint32_t count = 0;
    for (uint32_t i = 0; i < above->piece_count; i++) {
        cl_piece piece = above->pieces[i];
        size_t start = piece.start, end = start + piece.length;
        if (end <= skip || start >= lead)
            continue;
        if (start < skip) {
            piece.offset += (uint32_t)(skip - start);
            start = skip;
        }
        piece.start = (uint32_t)(start - skip);
        piece.length = (uint32_t)(end - start);
        piece.own = false;
        pieces[count++] = piece;
    }
    memcpy(bytes, above->text.bytes + skip, lead - skip);
    size_t at = lead - skip;
    bytes[at++] = ' ';
    memcpy(bytes + at, own.bytes, own.length);
    pieces[count++] = (cl_piece){(uint32_t)at, (uint32_t)own.length, d->block, d->start, true};
    sentence->own = (cl_span){at, at + own.length};
    at += own.length;
    if (tail.length) {
        const draft *t = &f->drafts[d->tail];
        bytes[at++] = ' ';
        memcpy(bytes + at, tail.bytes, tail.length);
        pieces[count++] =
            (cl_piece){(uint32_t)at, (uint32_t)tail.length, t->block, t->start, false};
    }
    sentence->text = (cl_text){bytes, length};
    sentence->pieces = pieces;
    sentence->piece_count = count;
}

static void finish(finder *f) {
    cl_arena *arena = f->contract->arena;
    const cl_document *document = f->contract->document;
    cl_sentence *all = CL_ARRAY(arena, f->count + 1, cl_sentence);
    cl_piece *pieces = CL_ARRAY(arena, f->count + 1, cl_piece);
    size_t budget = 1 << 20, cursor = 0;
    for (size_t b = 0; b < document->block_count; b++)
        budget += EXPANSION * document->blocks[b].text.length;
    for (uint32_t i = 0; i < f->count; i++) {
        const draft *d = &f->drafts[i];
        cl_sentence *sentence = &all[i];
        if (!i || f->drafts[i - 1].block != d->block)
            cursor = 0;
        sentence->text = words_of(f, d);
        sentence->own = (cl_span){0, sentence->text.length};
        sentence->flags = d->flags;
        if (inserted(&document->blocks[d->block], d, &cursor))
            sentence->flags |= CL_SENTENCE_INSERTED;
        sentence->section = d->section;
        sentence->lead_in = d->lead_in;
        pieces[i] = (cl_piece){0, (uint32_t)sentence->text.length, d->block, d->start, true};
        sentence->pieces = &pieces[i];
        sentence->piece_count = 1;
        if (d->lead_in != CL_NONE)
            join(f, all, i, &budget);
    }
    f->contract->sentences = all;
    f->contract->sentence_count = f->count;
}

void cl_sentences_find(cl_contract *contract) {
    const cl_document *document = contract->document;
    size_t blocks = document->block_count, sections = contract->section_count;
    cl_section *all = (cl_section *)contract->sections; /* ours until the contract is handed out */
    finder f = {.contract = contract, .loose = CL_NONE, .cell = {CL_NONE, CL_NONE, CL_NONE}};
    f.section_of = cl_sections_of_blocks(contract);
    f.heading_end = CL_ARRAY(contract->arena, blocks + 1, uint32_t);
    f.opens = CL_ARRAY(contract->arena, sections + 1, uint32_t);
    f.first_item = CL_ARRAY(contract->arena, sections + 1, uint32_t);
    uint32_t *first = CL_ARRAY(contract->arena, blocks + 1, uint32_t);
    for (size_t s = 0; s < sections; s++) {
        f.opens[s] = f.first_item[s] = CL_NONE;
        uint32_t block = all[s].heading_block;
        if (block >= blocks)
            continue;
        cl_text text = document->blocks[block].text;
        size_t end = all[s].heading_span.end;
        if (all[s].kind == CL_SECTION_ANNEX || all[s].kind == CL_SECTION_RECITALS)
            end = text.length;
        while (end && end < text.length && strchr(" .:-;_", text.bytes[end]))
            end++;
        f.heading_end[block] = (uint32_t)end;
    }
    for (uint32_t b = 0; b < blocks; b++) {
        first[b] = (uint32_t)f.count;
        take_block(&f, b);
    }
    first[blocks] = (uint32_t)f.count;
    finish(&f);
    for (size_t s = 0; s < sections; s++) {
        all[s].first_sentence = first[all[s].first_block];
        all[s].end_sentence = first[all[s].end_block];
    }
}
