/* SPDX-License-Identifier: MIT */
#include "contract/section.h"

#include "contract/heading.h"
#include "contract/tree.h"
#include "contract/word.h"
#include "contract/zone.h"
#include "document/typed_label.h"

enum {
    TITLE_BLOCKS = 15,      /* headings among so many blocks may be the title */
    TITLE_LINE = 60,        /* bytes that a line of a title page has at most */
    LONGEST_RECITALS = 120, /* blocks */
    SIGNATURE_TEXT = 400,   /* a longer paragraph after the signatures is a new part */
    SIGNATURE_ITEM = 80,
    LONG_DOCUMENT = 40, /* blocks; below, a document may well have no sections */
    STRUCTURELESS_BYTES = 12000,
};

typedef enum zone { ZONE_PREAMBLE, ZONE_RECITALS, ZONE_BODY, ZONE_SIGNATURES } zone;

typedef struct builder {
    cl_tree tree;
    const cl_document *document;
    zone zone;
    uint32_t zone_start;
    bool opened;      /* the words that name the parties were seen */
    bool running;     /* in more than the lines of a title page */
    bool agreed;      /* so were "agree as follows": what comes now is the body */
    bool numbered;    /* a section of the body with a number was seen */
    uint32_t waiting; /* a section whose label stood alone: the next heading is its own */
    unsigned char *contents;
    uint32_t *rows; /* those of the contents that have a label */
    size_t row_count;
} builder;

static bool is_furniture(const cl_block *block) {
    return block->kind == CL_BLOCK_HEADER || block->kind == CL_BLOCK_FOOTER ||
           block->kind == CL_BLOCK_FOOTNOTE || block->kind == CL_BLOCK_ENDNOTE ||
           block->kind == CL_BLOCK_TEXT_BOX || block->flags & CL_BLOCK_HIDDEN;
}

static void set_heading(builder *b, uint32_t section, uint32_t block, size_t start, size_t end) {
    cl_text text = b->document->blocks[block].text;
    cl_section *target = &b->tree.sections[section];
    while (end > start && strchr(" .:-;_", text.bytes[end - 1]))
        end--;
    if (start >= end)
        return;
    target->heading = cl_text_slice(text, start, end);
    target->heading_block = block;
    target->heading_span = (cl_span){start, end};
}

static void enter(builder *b, zone zone, uint32_t block) {
    b->zone = zone;
    b->zone_start = block;
    b->waiting = CL_NONE;
}

/* Leaves preamble, recitals or signatures for the body they interrupted. */
static void enter_body(builder *b, uint32_t block) {
    if (b->zone == ZONE_BODY)
        return;
    size_t base = cl_tree_base(&b->tree);
    cl_section_kind kind = b->tree.sections[b->tree.stack[base].section].kind;
    if (kind == CL_SECTION_PREAMBLE || kind == CL_SECTION_RECITALS ||
        kind == CL_SECTION_SIGNATURES || kind == CL_SECTION_TOC)
        cl_tree_close(&b->tree, base, block);
    enter(b, ZONE_BODY, block);
}

static bool names_parties(cl_text text) {
    static const char *const words[] = {"by and between",   "between",     "by and among",
                                        "entered into",     "is made",     "dated as of",
                                        "agree as follows", "undersigned", NULL};
    return cl_find_word(cl_text_slice(text, 0, text.length < 3000 ? text.length : 3000), 0,
                        words) != SIZE_MAX;
}

/* A label that opens the body when it comes in recitals: "1. Definitions", "Article I", "1.1". */
static bool opens_body(const cl_block *block, const cl_label *label) {
    if (label->keyword[0])
        return true;
    if (label->part_count > 1)
        return label->parts[0].numeral == CL_NUMERAL_DECIMAL && !label->parts[0].parenthesised;
    bool number = label->parts[0].numeral == CL_NUMERAL_DECIMAL && !label->parts[0].parenthesised;
    bool roman = label->parts[0].numeral == CL_NUMERAL_UPPER_ROMAN;
    return (number || roman) && cl_heading_end(block) > 0;
}

/* A whole agreement filed as "Exhibit 10.1" says so above its title: that is no annex of it. */
static bool is_filing_label(const cl_label *label) {
    static const char *const keywords[] = {"exhibit",  "annex",      "appendix",
                                           "schedule", "attachment", NULL};
    for (const char *const *keyword = keywords; *keyword; keyword++)
        if (!strcmp(label->keyword, *keyword))
            return true;
    return false;
}

/* "1 Exhibit 10.16": the number of the first page, glued to what the filing calls the paper. */
static bool opens_filing(cl_text text) {
    static const char *const words[] = {"exhibit", "ex-", NULL};
    return cl_any_words_at(text, 0, words) != 0;
}

/* `Schedule "C":` is known as Schedule C. */
static cl_text plain_path(cl_arena *arena, cl_text label) {
    char *path = cl_arena_copy(arena, label.bytes, label.length);
    size_t length = 0;
    for (size_t i = 0; i < label.length; i++)
        if (path[i] != '"' && path[i] != '\'')
            path[length++] = path[i];
    while (length && strchr(".:- ", path[length - 1]))
        length--;
    return (cl_text){path, length};
}

static bool open_annex(builder *b, uint32_t block) {
    const cl_block *at = &b->document->blocks[block];
    cl_text label;
    cl_span title;
    if (!cl_opens_annex(at, &label, &title))
        return false;
    if (b->zone == ZONE_PREAMBLE && (!b->opened || block < TITLE_BLOCKS))
        return false;
    if (!b->numbered && memchr(label.bytes, '.', label.length))
        return false; /* "Exhibit 99.5" behind a cover page and contents */
    uint32_t section = cl_tree_open_part(&b->tree, CL_SECTION_ANNEX, block, label);
    enter(b, ZONE_BODY, block);
    cl_section *annex = &b->tree.sections[section];
    annex->path = plain_path(b->tree.arena, annex->path);
    annex->heading_block = block;
    if (title.start < title.end)
        set_heading(b, section, block, title.start, title.end);
    else
        b->waiting = section;
    return true;
}

static bool open_zone(builder *b, uint32_t block) {
    const cl_block *at = &b->document->blocks[block];
    if (at->kind == CL_BLOCK_CELL)
        return false;
    if (b->zone != ZONE_SIGNATURES && cl_opens_signatures(at)) {
        cl_tree_open_part(&b->tree, CL_SECTION_SIGNATURES, block, (cl_text){"", 0});
        enter(b, ZONE_SIGNATURES, block);
        return true;
    }
    /* recitals stand before the body, of the agreement or of an annex */
    bool early = b->zone == ZONE_PREAMBLE ||
                 (b->zone == ZONE_BODY && cl_tree_base(&b->tree) > 0 &&
                  cl_tree_base(&b->tree) + 1 == b->tree.depth) ||
                 (b->zone == ZONE_BODY && !b->numbered); /* behind headings of a title page */
    if (early && cl_opens_recitals(at)) {
        uint32_t section =
            cl_tree_open_part(&b->tree, CL_SECTION_RECITALS, block, (cl_text){"", 0});
        if (at->text.length < 40)
            set_heading(b, section, block, 0, at->text.length);
        enter(b, ZONE_RECITALS, block);
        if (at->text.length >= 40 && cl_ends_recitals(at))
            enter_body(b, block + 1);
        return true;
    }
    return false;
}

/* Whether the signatures are over: text that no signature block holds. */
static bool after_signatures(const cl_block *block) {
    if (block->kind == CL_BLOCK_CELL || cl_opens_signatures(block))
        return false;
    if (block->label.length)
        return block->text.length > SIGNATURE_ITEM;
    return block->text.length > SIGNATURE_TEXT ||
           (block->kind == CL_BLOCK_HEADING && block->flags & CL_BLOCK_PAGE_BREAK);
}

/* The title of a row of the contents: "Rights Granted ........ 3" without its page. */
static cl_text row_title(cl_text text) {
    while (text.length && strchr("0123456789", text.bytes[text.length - 1]))
        text.length--;
    while (text.length && strchr(" ._", text.bytes[text.length - 1]))
        text.length--;
    return text;
}

static cl_text without_point(cl_text label) {
    while (label.length && label.bytes[label.length - 1] == '.')
        label.length--;
    return label;
}

/* "1.1 Rights Granted We grant …": nothing but the contents says where the title ends. 0: they say
 * nothing of it. */
static size_t listed_title(const builder *b, const cl_block *at) {
    enum { SHORTEST = 3 };
    for (size_t i = 0; i < b->row_count && &b->document->blocks[b->rows[i]] < at; i++) {
        const cl_block *row = &b->document->blocks[b->rows[i]];
        if (!cl_text_equal_nocase(without_point(row->label), without_point(at->label)))
            continue;
        cl_text title = row_title(row->text);
        if (title.length >= SHORTEST && title.length < at->text.length &&
            at->text.bytes[title.length] == ' ' &&
            cl_text_equal_nocase(title, cl_text_slice(at->text, 0, title.length)))
            return title.length;
    }
    return 0;
}

/* "(a) Indemnification." alone, with its text in the next paragraph: a title, and no item. */
static bool is_lone_title(const builder *b, uint32_t block) {
    enum { LONGEST = 60, RUNNING = 120 };
    const cl_block *at = &b->document->blocks[block], *next = at + 1;
    cl_text text = at->text;
    return block + 1 < b->document->block_count && text.length > 3 && text.length < LONGEST &&
           text.bytes[text.length - 1] == '.' && cl_text_is_title(without_point(text)) &&
           !cl_has_verb(text) && next->kind == CL_BLOCK_PARAGRAPH && !next->label.length &&
           next->text.length > RUNNING;
}

static void open_labelled(builder *b, uint32_t block, const cl_label *label) {
    const cl_block *at = &b->document->blocks[block];
    size_t heading = cl_heading_end(at);
    if (!heading && is_lone_title(b, block))
        heading = at->text.length;
    if (!heading && at->text.length)
        heading = listed_title(b, at);
    uint32_t section = cl_tree_open_label(&b->tree, block, label, heading > 0);
    b->numbered = b->numbered || (b->zone == ZONE_BODY && !is_filing_label(label));
    if (heading)
        set_heading(b, section, block, 0, heading);
    b->waiting = at->text.length == 0 ? section : CL_NONE;
}

static bool take_waiting(builder *b, uint32_t block) {
    const cl_block *at = &b->document->blocks[block];
    if (b->waiting == CL_NONE || at->label.length)
        return false;
    bool heading =
        at->kind == CL_BLOCK_HEADING ||
        (at->text.length < 100 && (cl_text_is_caps(at->text) || cl_text_is_title(at->text)));
    if (heading)
        set_heading(b, b->waiting, block, 0, at->text.length);
    b->waiting = CL_NONE;
    return heading;
}

/* Unlabelled text that stands further left than the items above it belongs to what holds them. */
static void close_outdented(builder *b, uint32_t block) {
    const cl_block *at = &b->document->blocks[block];
    size_t base = cl_tree_base(&b->tree);
    while (b->tree.depth > base + 2) {
        const cl_level *top = &b->tree.stack[b->tree.depth - 1];
        const cl_level *above = &b->tree.stack[b->tree.depth - 2];
        bool item = top->style >= CL_STYLE_LOWER || top->parenthesised;
        bool lower = at->text.length && cl_is_lower((unsigned char)at->text.bytes[0]) &&
                     at->kind == CL_BLOCK_PARAGRAPH;
        const cl_block *before = &b->document->blocks[block - 1];
        bool complete = before->text.length &&
                        strchr(".;", before->text.bytes[before->text.length - 1]) != NULL;
        if (!item ||
            !((top->indent > above->indent && at->indent <= above->indent) || (lower && complete)))
            return;
        cl_tree_close(&b->tree, b->tree.depth - 1, block);
        if (lower)
            return;
    }
}

/* A new definition among others: "Term" means … */
static bool defines(cl_text text) {
    static const char *const verbs[] = {"means", "shall mean", "has the meaning",
                                        "shall have the meaning", NULL};
    enum { NEAR = 120 };
    if (text.length < 4 || text.bytes[0] != '"')
        return false;
    return cl_find_word(cl_text_slice(text, 0, text.length < NEAR ? text.length : NEAR), 1,
                        verbs) != SIZE_MAX;
}

/* The list in a definition ends with it. */
static void close_definition(builder *b, uint32_t block) {
    size_t base = cl_tree_base(&b->tree);
    if (!defines(b->document->blocks[block].text))
        return;
    while (b->tree.depth > base + 2) {
        const cl_level *top = &b->tree.stack[b->tree.depth - 1];
        if (top->heading || !(top->style >= CL_STYLE_LOWER || top->parenthesised))
            return;
        cl_tree_close(&b->tree, b->tree.depth - 1, block);
    }
}

/* "A. …", "B. …", "NOW THEREFORE, the parties agree as follows:" – what follows is none of them. */
static void close_recitals(builder *b, uint32_t block) {
    size_t base = cl_tree_base(&b->tree);
    if (b->tree.depth <= base + 1 || b->tree.stack[b->tree.depth - 1].style != CL_STYLE_UPPER ||
        !cl_ends_recitals(&b->document->blocks[block]))
        return;
    while (b->tree.depth > base + 1 && b->tree.stack[b->tree.depth - 1].style == CL_STYLE_UPPER)
        cl_tree_close(&b->tree, b->tree.depth - 1, block);
}

/* More than a line of a title page: a sentence. */
static bool is_running(const cl_block *block) {
    cl_text text = block->text;
    return block->kind != CL_BLOCK_HEADING && text.length &&
           (text.length > TITLE_LINE || strchr(".:;", text.bytes[text.length - 1]));
}

static void unlabelled(builder *b, uint32_t block) {
    const cl_block *at = &b->document->blocks[block];
    if (b->zone == ZONE_PREAMBLE) {
        if (names_parties(at->text))
            b->opened = true;
        b->agreed = b->agreed || (b->opened && cl_ends_recitals(at));
        b->running = b->running || (b->opened && is_running(at));
        if (at->kind == CL_BLOCK_HEADING && (b->running || block >= TITLE_BLOCKS)) {
            enter_body(b, block);
        } else {
            return;
        }
    }
    if (at->kind == CL_BLOCK_CELL)
        return;
    size_t heading = cl_heading_end(at);
    bool run_in = heading && heading < at->text.length;
    if (at->kind == CL_BLOCK_HEADING && heading == at->text.length) {
        uint32_t section = cl_tree_open_heading(&b->tree, block, false);
        set_heading(b, section, block, 0, heading);
    } else if (run_in) {
        uint32_t section = cl_tree_open_heading(&b->tree, block, true);
        set_heading(b, section, block, 0, heading);
    } else if (block) {
        close_recitals(b, block);
        close_definition(b, block);
        close_outdented(b, block);
    }
}

static void take_block(builder *b, uint32_t block) {
    const cl_block *at = &b->document->blocks[block];
    if (is_furniture(at))
        return;
    if (b->contents[block]) {
        size_t base = cl_tree_base(&b->tree);
        if (b->tree.sections[b->tree.stack[base].section].kind != CL_SECTION_TOC)
            cl_tree_open_part(&b->tree, CL_SECTION_TOC, block, (cl_text){"", 0});
        return;
    }
    size_t base = cl_tree_base(&b->tree);
    if (b->tree.sections[b->tree.stack[base].section].kind == CL_SECTION_TOC) {
        cl_tree_close(&b->tree, 1, block);
        if (b->zone == ZONE_PREAMBLE)
            cl_tree_open_part(&b->tree, CL_SECTION_PREAMBLE, block, (cl_text){"", 0});
    }
    if (open_annex(b, block) || take_waiting(b, block) || open_zone(b, block))
        return;
    cl_label label;
    bool labelled = at->label.length && cl_label_read(at->label, 0, &label) && label.part_count;
    if (labelled && b->zone == ZONE_PREAMBLE &&
        (is_filing_label(&label) || (!label.closing && opens_filing(at->text))))
        labelled = false;
    if (b->zone == ZONE_SIGNATURES) {
        if (!after_signatures(at))
            return;
        enter_body(b, block);
    }
    if (b->zone == ZONE_RECITALS) {
        bool body =
            (labelled && opens_body(at, &label)) || block - b->zone_start > LONGEST_RECITALS;
        bool heading = at->kind == CL_BLOCK_HEADING && !labelled && block > b->zone_start + 1;
        if (cl_ends_recitals(at)) {
            enter_body(b, block);
            return;
        }
        if (body || heading)
            enter_body(b, block);
        else if (!labelled)
            return;
    }
    if (labelled && b->zone == ZONE_PREAMBLE && !b->agreed && !opens_body(at, &label) &&
        block < TITLE_BLOCKS && (!b->opened || at->text.length < 300) &&
        (label.parts[0].parenthesised || label.parts[0].numeral != CL_NUMERAL_DECIMAL) &&
        (label.parts[0].parenthesised || !b->opened || !cl_text_is_caps(at->text))) {
        b->opened = b->opened || names_parties(at->text);
        return; /* "(1) ACME LIMITED …" names a party */
    }
    if (labelled && at->kind != CL_BLOCK_CELL) {
        if (b->zone == ZONE_PREAMBLE)
            enter_body(b, block);
        open_labelled(b, block, &label);
    } else if (!labelled) {
        unlabelled(b, block);
    }
}

uint32_t *cl_sections_of_blocks(const cl_contract *contract) {
    size_t blocks = contract->document->block_count;
    uint32_t *of = CL_ARRAY(contract->arena, blocks + 1, uint32_t);
    uint32_t current = 0, next = 1;
    for (uint32_t b = 0; b < blocks; b++) {
        while (contract->sections[current].end_block <= b && current)
            current = contract->sections[current].parent;
        for (; next < contract->section_count && contract->sections[next].first_block <= b; next++)
            if (contract->sections[next].end_block > b)
                current = next;
        /* a note stands behind all text: it belongs to what refers to it */
        const cl_block *block = &contract->document->blocks[b];
        of[b] = current;
        if (block->kind == CL_BLOCK_FOOTNOTE || block->kind == CL_BLOCK_ENDNOTE)
            of[b] = block->note_anchor && block->note_anchor <= b ? of[block->note_anchor - 1] : 0;
    }
    return of;
}

void cl_sections_find(cl_contract *contract) {
    const cl_document *document = contract->document;
    builder b = {.document = document, .waiting = CL_NONE};
    b.contents = CL_ARRAY(contract->arena, document->block_count + 1, unsigned char);
    cl_find_contents(document, b.contents);
    b.rows = CL_ARRAY(contract->arena, document->block_count + 1, uint32_t);
    for (uint32_t block = 0; block < document->block_count; block++)
        if (b.contents[block] && document->blocks[block].label.length)
            b.rows[b.row_count++] = block;
    cl_tree_start(&b.tree, contract->arena, document);
    if (document->block_count)
        cl_tree_open_part(&b.tree, CL_SECTION_PREAMBLE, 0, (cl_text){"", 0});
    size_t bytes = 0;
    for (uint32_t block = 0; block < document->block_count; block++) {
        take_block(&b, block);
        bytes += document->blocks[block].text.length;
    }
    cl_tree_close(&b.tree, 1, (uint32_t)document->block_count);
    contract->sections = b.tree.sections;
    contract->section_count = b.tree.count;
    size_t found = 0;
    for (size_t i = 0; i < b.tree.count; i++)
        found += b.tree.sections[i].kind == CL_SECTION_BODY;
    if (found < 3 && (document->block_count > LONG_DOCUMENT || bytes > STRUCTURELESS_BYTES))
        cl_notices_add(
            contract->arena, &contract->notices, "sections-unclear", CL_NO_PLACE,
            "No section numbers or headings were found, so places are given by line only "
            "and references cannot be followed.");
}
