/* SPDX-License-Identifier: MIT
 *
 * Markdown by cmark-gfm. The parser's positions of inline text are not exact (escapes, entities,
 * quoted lines), so only its block positions are trusted: the literal of every text node is aligned
 * with the source bytes of its block, which it must follow in order.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "document/encoding.h"
#include "document/html_events.h"
#include "document/html_style.h"
#include "document/load.h"
#include "document/markdown_guard.h"
#include "document/normalise.h"
#include "document/typed_label.h"

/* One open list item. */
typedef struct item {
    bool ordered, used;
    char delimiter;
    int number;
    size_t start; /* source offset of the marker */
} item;

/* "[^1]" in a block, or the block that "[^1]:" opens. */
typedef struct note {
    cl_text name;
    size_t block;
    bool definition;
} note;

typedef struct walker {
    cl_document *document;
    const cl_limits *limits;
    cl_text source;
    cl_normaliser normaliser;
    size_t shift; /* source offset and line at which the parsed text starts */
    size_t shift_line;
    size_t cursor, end; /* where the next literal is looked for, and the end of its block */
    size_t budget;      /* bytes that searching may still cost: keeps hostile input linear */
    cl_block *blocks;
    size_t count, capacity;
    item *items;
    size_t item_count, item_capacity;
    uint32_t table, row, column;
    bool too_long;       /* a paragraph reached its limit */
    unsigned bold, mute; /* nesting of bold marks, and of images, whose text does not count */
    cl_block open;
    cl_revision *revisions; /* text struck out in the open block */
    size_t revision_count, revision_capacity;
    note *notes;
    size_t note_count, note_capacity;
    size_t html_at; /* source offset of the HTML that is being read */
    unsigned html_dropped;
} walker;

static size_t line_start(const walker *w, int line) {
    size_t index = w->shift_line + (size_t)(line > 0 ? line - 1 : 0);
    return index < w->document->line_count ? w->document->lines[index] : w->source.length;
}

static size_t offset_of(const walker *w, int line, int column) {
    size_t start = line_start(w, line), end = line_start(w, line + 1);
    size_t at = start + (size_t)(column > 0 ? column - 1 : 0);
    return at < end ? at : start;
}

static void open_block(walker *w, cmark_node *node, cl_block_kind kind) {
    int line = cmark_node_get_start_line(node);
    w->open = (cl_block){.kind = kind, .list_level = -1};
    if (w->item_count > 0) {
        w->open.list_level = (int)w->item_count - 1;
    }
    size_t at = offset_of(w, line, cmark_node_get_start_column(node));
    w->open.indent = (uint32_t)(at - line_start(w, line));
    int last = cmark_node_get_end_line(node);
    /* Cells share a line, and the parser does not say where each begins. */
    w->cursor = kind == CL_BLOCK_CELL && at < w->cursor ? w->cursor : at;
    w->end = line_start(w, (last < line ? line : last) + 1);
    w->bold = 0;
}

static void set_item_label(walker *w, cl_block *block, item *item) {
    item->used = true;
    if (block->kind == CL_BLOCK_PARAGRAPH) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
    if (!item->ordered && cl_block_take_label(block)) {
        return; /* "* 1.1 Title": the typed number is what people cite */
    }
    block->label_start = (uint32_t)item->start;
    block->label = item->ordered ? cl_text_from(cl_arena_printf(w->document->arena, "%d%c",
                                                                item->number, item->delimiter))
                                 : CL_TEXT("\xE2\x80\xA2");
}

/* A line that is bold throughout, and short, is a heading that was not marked as one. */
static bool is_bold_title(const cl_block *block) {
    return block->text.length > 0 && block->text.length <= 120 &&
           block->bold_end + 1 >= block->text.length && !cl_text_ends(block->text, ";") &&
           !cl_text_ends(block->text, ",") &&
           (!cl_text_ends(block->text, ".") || block->label.length > 0);
}

/* The name in "[^name]" at `at`; empty if there is none. */
static cl_text note_name(cl_text text, size_t at) {
    enum { LONGEST = 64 };
    size_t end = at + 2;
    if (at + 2 >= text.length || text.bytes[at] != '[' || text.bytes[at + 1] != '^') {
        return (cl_text){"", 0};
    }
    while (end < text.length && end - at < LONGEST && text.bytes[end] != ']' &&
           text.bytes[end] != ' ' && text.bytes[end] != '[') {
        end++;
    }
    bool closed = end < text.length && text.bytes[end] == ']';
    return closed ? cl_text_slice(text, at + 2, end) : (cl_text){"", 0};
}

static void add_note(walker *w, cl_text name, bool definition) {
    w->notes = cl_arena_grow(w->document->arena, w->notes, w->note_count, &w->note_capacity,
                             sizeof *w->notes);
    w->notes[w->note_count++] = (note){name, w->count, definition};
}

/* Footnotes as GitHub has them. They are not left to the parser, which drops a note that nothing
 * refers to. Takes the references out of the text and "[^1]:" off its start. */
static void take_notes(walker *w, cl_block *block) {
    cl_text text = block->text, name = note_name(text, 0);
    if (name.length > 0 && name.length + 3 < text.length && text.bytes[name.length + 3] == ':') {
        size_t skip = name.length + 4;
        skip += skip < text.length && text.bytes[skip] == ' ';
        block->text = text = cl_text_slice(text, skip, text.length);
        block->map += skip;
        block->kind = CL_BLOCK_FOOTNOTE;
        add_note(w, name, true);
    }
    if (cl_text_find(text, CL_TEXT("[^"), 0) == SIZE_MAX) {
        return;
    }
    char *bytes = cl_arena_alloc(w->document->arena, text.length + 1);
    uint32_t *map = CL_ARRAY(w->document->arena, text.length + 1, uint32_t);
    size_t kept = 0;
    for (size_t at = 0; at < text.length;) {
        cl_text reference = text.bytes[at] == '[' ? note_name(text, at) : (cl_text){"", 0};
        if (reference.length > 0) {
            add_note(w, reference, false);
            at += reference.length + 3;
            continue;
        }
        bytes[kept] = text.bytes[at];
        map[kept++] = block->map[at++];
    }
    map[kept] = block->map[text.length];
    block->text = (cl_text){bytes, kept};
    block->map = map;
}

static void take_revisions(walker *w, cl_block *block) {
    if (w->revision_count > 0) {
        cl_revision *copy = CL_ARRAY(w->document->arena, w->revision_count, cl_revision);
        memcpy(copy, w->revisions, w->revision_count * sizeof *copy);
        for (size_t i = 0; i < w->revision_count; i++) {
            size_t most = block->text.length;
            copy[i].span.start = copy[i].span.start < most ? copy[i].span.start : most;
            copy[i].span.end = copy[i].span.start;
        }
        block->revisions = copy;
        block->revision_count = w->revision_count;
    }
    w->revision_count = 0;
}

static void close_block(walker *w) {
    cl_block *block = &w->open;
    cl_normaliser_take(&w->normaliser, w->document->arena, &block->text, &block->map);
    if (block->text.length > 0 && !(block->flags & (CL_BLOCK_CODE | CL_BLOCK_HIDDEN))) {
        take_notes(w, block);
    }
    if (block->text.length == 0) {
        w->revision_count = 0;
        return;
    }
    take_revisions(w, block);
    block->source = (cl_span){block->map[0], block->map[block->text.length]};
    item *item = w->item_count > 0 ? &w->items[w->item_count - 1] : NULL;
    const uint32_t *start = block->map;
    if (block->kind != CL_BLOCK_CELL && block->kind != CL_BLOCK_FOOTNOTE &&
        !(block->flags & (CL_BLOCK_HIDDEN | CL_BLOCK_CODE))) {
        if (item && !item->used) {
            set_item_label(w, block, item);
        } else if (cl_block_take_label(block) && block->kind == CL_BLOCK_PARAGRAPH) {
            block->kind = CL_BLOCK_LIST_ITEM;
        }
    }
    cl_block_shift_revisions(block, (size_t)(block->map - start));
    if (block->label.length > 0 && block->label_start < block->source.start) {
        block->source.start = block->label_start;
    }
    if (block->bold_end > block->text.length) {
        block->bold_end = (uint32_t)block->text.length;
    }
    if (block->bold_end > 0 && block->bold_end == block->text.length) {
        block->flags |= CL_BLOCK_BOLD;
    }
    if ((block->kind == CL_BLOCK_PARAGRAPH || block->kind == CL_BLOCK_LIST_ITEM) &&
        is_bold_title(block)) {
        block->kind = CL_BLOCK_HEADING;
    }
    if (cl_text_is_caps(block->text)) {
        block->flags |= CL_BLOCK_CAPS;
    }
    w->too_long = w->too_long || block->text.length > w->limits->paragraph_bytes;
    w->blocks =
        cl_arena_grow(w->document->arena, w->blocks, w->count, &w->capacity, sizeof *w->blocks);
    w->blocks[w->count++] = *block;
}

/* The characters of mark-up that may stand between two pieces of text. */
static bool is_markup(char c) {
    return cl_is_space((unsigned char)c) || (c != '\0' && strchr("*_~`[]()!<>\\#|-", c) != NULL);
}

/* Bytes of a character reference such as "&amp;" at `at`, or 0. */
static size_t reference_length(const walker *w, size_t at) {
    if (at >= w->end || w->source.bytes[at] != '&') {
        return 0;
    }
    for (size_t n = 1; n < 34 && at + n < w->end; n++) {
        char c = w->source.bytes[at + n];
        if (c == ';') {
            return n > 1 ? n + 1 : 0;
        }
        if (!cl_is_alnum((unsigned char)c) && c != '#') {
            return 0;
        }
    }
    return 0;
}

/* Whether literal[i] stands at source byte `at`; sets where it starts and how long it is written.
 */
static bool stands_at(const walker *w, cl_text literal, size_t i, size_t size, size_t at,
                      cl_span *where) {
    const char *bytes = w->source.bytes;
    if (at >= w->end) {
        return false;
    }
    if (bytes[at] == '\\' && at + 1 < w->end && literal.bytes[i] == bytes[at + 1] &&
        !cl_is_alnum((unsigned char)bytes[at + 1]) && (unsigned char)bytes[at + 1] < 0x80) {
        *where = (cl_span){at + 1, at + 2};
        return true;
    }
    if (at + size <= w->end && memcmp(bytes + at, literal.bytes + i, size) == 0) {
        size_t reference = literal.bytes[i] == '&' ? reference_length(w, at) : 0;
        *where = (cl_span){at, at + (reference == 5 ? reference : size)};
        return true;
    }
    if (literal.bytes[i] == ' ' && cl_is_space((unsigned char)bytes[at])) {
        *where = (cl_span){at, at + 1};
        return true;
    }
    size_t reference = reference_length(w, at);
    *where = (cl_span){at, at + reference};
    return reference > 0;
}

/* Looks for literal[i…] further on: first behind mark-up only, then anywhere in the block. */
static bool look_ahead(walker *w, cl_text literal, size_t i, size_t size, cl_span *where) {
    size_t at = w->cursor;
    while (at < w->end && w->budget > 0) {
        w->budget--;
        if (stands_at(w, literal, i, size, at, where)) {
            return true;
        }
        if (!is_markup(w->source.bytes[at])) {
            break;
        }
        at++;
    }
    enum { WINDOW = 1 << 16, PROBE = 24 };
    size_t end = w->end - w->cursor > WINDOW ? w->cursor + WINDOW : w->end;
    if (w->cursor >= end || w->budget < end - w->cursor) {
        return false;
    }
    w->budget -= end - w->cursor;
    size_t probe = literal.length - i < PROBE ? literal.length - i : PROBE;
    size_t found = cl_text_find(cl_text_slice(w->source, 0, end),
                                cl_text_slice(literal, i, i + probe), w->cursor);
    *where = (cl_span){found, found + size};
    return found != SIZE_MAX;
}

static void add_literal(walker *w, const char *string) {
    cl_text literal = cl_text_from(string);
    bool aligned = false;
    for (size_t i = 0; i < literal.length;) {
        size_t size = 0;
        cl_utf8_decode(literal, i, &size);
        cl_span where;
        bool found = aligned && stands_at(w, literal, i, size, w->cursor, &where);
        found = found || look_ahead(w, literal, i, size, &where);
        aligned = found;
        if (!found) { /* keep the word; its place is the nearest we know */
            where = (cl_span){w->cursor, w->cursor};
        }
        bool same = where.end - where.start == size &&
                    memcmp(w->source.bytes + where.start, literal.bytes + i, size) == 0;
        if (w->mute == 0 && same) {
            cl_normaliser_add(&w->normaliser, w->source, where.start, where.end);
        } else if (w->mute == 0) {
            cl_normaliser_add_decoded(&w->normaliser, cl_text_slice(literal, i, i + size),
                                      where.start, where.end);
        }
        w->cursor = where.end;
        i += size;
    }
}

/* Behind the text of a link: over "](address)" or "][name]", so that words there are not found. */
static void skip_destination(walker *w) {
    enum { LONGEST = 4096 };
    size_t at = w->cursor;
    while (at < w->end && strchr("*_~`", w->source.bytes[at]) && w->source.bytes[at]) {
        at++;
    }
    if (at + 1 >= w->end || w->source.bytes[at] != ']') {
        return;
    }
    char open = w->source.bytes[at + 1];
    if (open != '(' && open != '[') {
        return;
    }
    char close = open == '(' ? ')' : ']';
    int depth = 0;
    for (size_t i = at + 1; i < w->end && i < at + LONGEST; i++) {
        char c = w->source.bytes[i];
        if (c == '\\') {
            i++;
        } else if (c == open) {
            depth++;
        } else if (c == close && --depth == 0) {
            w->cursor = i + 1;
            return;
        }
    }
}

static void set_bold(walker *w, bool begins) {
    size_t length = cl_normaliser_length(&w->normaliser);
    if (begins) {
        /* Only a bold start of the paragraph matters; "**1.** **Title**" is one start. */
        bool at_start = length <= w->open.bold_end + 1 && (length == 0 || w->open.bold_end > 0);
        w->bold += at_start || w->bold > 0;
    } else if (w->bold > 0 && --w->bold == 0) {
        w->open.bold_end = (uint32_t)length;
    }
}

static void add_inline_html(walker *w, const char *string) {
    cl_text tag = cl_text_from(string);
    enum { WINDOW = 4096 };
    size_t end = w->end - w->cursor > WINDOW ? w->cursor + WINDOW : w->end;
    size_t found = cl_text_find(cl_text_slice(w->source, 0, end), tag, w->cursor);
    if (found != SIZE_MAX) {
        w->cursor = found + tag.length;
    }
    bool header =
        cl_text_starts_nocase(tag, "<span") && cl_text_find(tag, CL_TEXT("header"), 0) != SIZE_MAX;
    if (header || cl_text_equal_nocase(tag, CL_TEXT("<b>")) ||
        cl_text_equal_nocase(tag, CL_TEXT("<strong>")) ||
        cl_text_equal_nocase(tag, CL_TEXT("<u>"))) {
        set_bold(w, true);
    } else if (cl_text_equal_nocase(tag, CL_TEXT("</b>")) ||
               cl_text_equal_nocase(tag, CL_TEXT("</strong>")) ||
               cl_text_equal_nocase(tag, CL_TEXT("</u>")) ||
               cl_text_equal_nocase(tag, CL_TEXT("</span>"))) {
        set_bold(w, false);
    } else if (cl_text_starts_nocase(tag, "<br")) {
        cl_normaliser_add_space(&w->normaliser, w->cursor);
    }
}

/* A new source line inside a paragraph. A line that starts with a label starts a block of its own.
 */
static void add_break(walker *w, cmark_node *node) {
    size_t at = w->cursor;
    while (at < w->end && w->source.bytes[at] != '\n' && w->source.bytes[at] != '\r') {
        at++;
    }
    cl_normaliser_add_space(&w->normaliser, at);
    if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_PARAGRAPH || w->bold > 0) {
        return;
    }
    while (at < w->end && cl_is_space((unsigned char)w->source.bytes[at])) {
        at++;
    }
    cl_label label;
    cl_text line = cl_text_slice(w->source, at, w->end);
    line.length = line.length < 256 ? line.length : 256;
    if (at < w->end && cl_label_read(line, 0, &label) && cl_label_opens(line, 0, &label) &&
        label.closing && label.parts[0].numeral != CL_NUMERAL_BULLET) {
        cl_block next = {.kind = CL_BLOCK_PARAGRAPH, .list_level = w->open.list_level};
        close_block(w);
        w->open = next;
    }
}

static void add_code(walker *w, cmark_node *node) {
    int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    int length, offset;
    char mark;
    bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark);
    open_block(w, node, CL_BLOCK_PARAGRAPH);
    if (fenced) {
        w->open.flags |= CL_BLOCK_CODE;
        add_literal(w, cmark_node_get_literal(node));
        close_block(w);
        return;
    }
    /* Contracts indent lists and terms far more often than they quote programs. */
    for (int line = first; line <= last; line++) {
        size_t start = line_start(w, line);
        cl_normaliser_add(&w->normaliser, w->source, start, line_start(w, line + 1));
        close_block(w);
        open_block(w, node, CL_BLOCK_PARAGRAPH);
    }
}

static void next_html_block(walker *w) {
    close_block(w);
    w->open = (cl_block){.kind = CL_BLOCK_PARAGRAPH, .list_level = w->open.list_level};
}

static void html_start(void *data, const char *name, const char **attributes, size_t at) {
    walker *w = data;
    cl_html_look look = cl_html_look_of(name, attributes);
    (void)at;
    if (w->html_dropped > 0 || look.hidden || look.role == CL_HTML_DROPPED ||
        look.role == CL_HTML_SHEET) {
        w->html_dropped++;
    } else if (look.block || look.role == CL_HTML_BREAK) {
        next_html_block(w);
    }
}

static void html_end(void *data, const char *name, size_t at) {
    walker *w = data;
    (void)at;
    if (w->html_dropped > 0) {
        w->html_dropped--;
    } else if (cl_html_look_of(name, NULL).block) {
        next_html_block(w);
    }
}

static void html_text(void *data, cl_span where) {
    walker *w = data;
    if (w->html_dropped == 0) {
        cl_normaliser_add(&w->normaliser, w->source, w->html_at + where.start,
                          w->html_at + where.end);
    }
}

static void html_decoded(void *data, cl_text decoded, cl_span where) {
    walker *w = data;
    if (w->html_dropped == 0) {
        cl_normaliser_add_decoded(&w->normaliser, decoded, w->html_at + where.start,
                                  w->html_at + where.end);
    }
}

static void html_comment(void *data, const char *comment) {
    (void)data; /* comments were found before */
    (void)comment;
}

static void add_html_piece(walker *w, size_t start, size_t end) {
    static const cl_html_handler handler = {html_start, html_end, html_text, html_decoded,
                                            html_comment};
    static const bool never = false;
    size_t lost;
    w->html_at = start;
    w->html_dropped = 0;
    if (end > start && !cl_html_parse(cl_text_slice(w->source, start, end), w->limits->xml_depth,
                                      &handler, w, &never, &lost)) {
        cl_normaliser_add(&w->normaliser, w->source, start,
                          end); /* too deep: better tags than no words */
    }
    next_html_block(w);
}

/* An HTML block: its words count, tags do not, comments are hidden. */
static void add_html(walker *w, cmark_node *node) {
    open_block(w, node, CL_BLOCK_PARAGRAPH);
    cl_text block = cl_text_slice(w->source, 0, w->end);
    for (size_t at = line_start(w, cmark_node_get_start_line(node)); at < w->end;) {
        size_t open = cl_text_find(block, CL_TEXT("<!--"), at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : cl_text_find(block, CL_TEXT("-->"), open);
        open = open == SIZE_MAX ? w->end : open;
        add_html_piece(w, at, open);
        if (open == w->end) {
            break;
        }
        close = close == SIZE_MAX ? w->end : close;
        w->open.flags |= CL_BLOCK_HIDDEN;
        cl_normaliser_add(&w->normaliser, block, open + 4, close);
        close_block(w);
        open_block(w, node, CL_BLOCK_PARAGRAPH);
        at = close + 3;
    }
}

static void enter_item(walker *w, cmark_node *node) {
    cmark_node *list = cmark_node_parent(node), *before = cmark_node_previous(node);
    item next = {.ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST,
                 .delimiter = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ')' : '.',
                 .number = cmark_node_get_list_start(list)};
    next.start = offset_of(w, cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    /* The item before has just been closed and still lies behind the end of the stack. */
    if (before && w->item_count < w->item_capacity) {
        next.number = w->items[w->item_count].number + 1;
    }
    w->items = cl_arena_grow(w->document->arena, w->items, w->item_count, &w->item_capacity,
                             sizeof *w->items);
    w->items[w->item_count++] = next;
}

/* "~~ten~~ twenty": what is struck out is no part of the text. */
static void strike(walker *w, bool enters) {
    w->mute += enters ? 1u : -1u;
    if (enters) {
        size_t at = cl_normaliser_length(&w->normaliser);
        w->revisions = cl_arena_grow(w->document->arena, w->revisions, w->revision_count,
                                     &w->revision_capacity, sizeof *w->revisions);
        w->revisions[w->revision_count++] = (cl_revision){.span = {at, at}, .deleted = true};
        w->document->revision_count++;
    }
}

static int compare_notes(const void *a, const void *b) {
    const note *x = a, *y = b;
    size_t least = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.bytes, y->name.bytes, least);
    if (order == 0 && x->name.length != y->name.length) {
        order = x->name.length < y->name.length ? -1 : 1;
    }
    if (order == 0 && x->definition != y->definition) {
        order = x->definition ? 1 : -1; /* references first, in the order of blocks */
    }
    return order ? order : x->block < y->block ? -1 : x->block > y->block;
}

/* Ties each note to the first block that refers to it. */
static void tie_notes(walker *w) {
    if (w->note_count > 1) {
        qsort(w->notes, w->note_count, sizeof *w->notes, compare_notes);
    }
    const note *reference = NULL;
    for (size_t i = 0; i < w->note_count; i++) {
        const note *at = &w->notes[i];
        bool same = reference && cl_text_equal(reference->name, at->name);
        if (!at->definition) {
            reference = same ? reference : at;
            continue;
        }
        cl_block *block = &w->blocks[at->block];
        for (size_t k = 0; k < at->name.length && cl_is_digit((unsigned char)at->name.bytes[k]) &&
                           block->note < 10000;
             k++) {
            block->note = block->note * 10 + (uint32_t)(at->name.bytes[k] - '0');
        }
        block->note_anchor = same ? (uint32_t)reference->block + 1 : 0;
    }
}

/* Tables are told by the names of their types, which an extension registers at run time. */
static bool visit_table(walker *w, cmark_node *node, bool enters) {
    const char *type = cmark_node_get_type_string(node);
    if (strcmp(type, "table") == 0) {
        w->table += enters;
        w->row = UINT32_MAX;
    } else if (strcmp(type, "table_row") == 0 || strcmp(type, "table_header") == 0) {
        w->row += enters;
        w->column = 0;
    } else if (strcmp(type, "table_cell") == 0) {
        if (enters) {
            open_block(w, node, CL_BLOCK_CELL);
            w->open.table = w->table;
            w->open.row = w->row;
            w->open.column = w->column++;
        } else {
            close_block(w);
        }
    } else if (strcmp(type, "strikethrough") == 0) {
        strike(w, enters);
    } else {
        return false;
    }
    return true;
}

static void visit_inline(walker *w, cmark_node *node, bool enters) {
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
        add_literal(w, cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        add_break(w, node);
    } else if (type == CMARK_NODE_HTML_INLINE) {
        add_inline_html(w, cmark_node_get_literal(node));
    } else if (type == CMARK_NODE_STRONG) {
        set_bold(w, enters);
    } else if (type == CMARK_NODE_IMAGE) {
        w->mute += enters ? 1u : -1u;
        if (!enters) {
            skip_destination(w);
        }
    } else if (type == CMARK_NODE_LINK && !enters) {
        skip_destination(w);
    }
}

static void visit(walker *w, cmark_node *node, bool enters) {
    cmark_node_type type = cmark_node_get_type(node);
    if (visit_table(w, node, enters)) {
        return;
    }
    if (type == CMARK_NODE_ITEM) {
        if (enters) {
            enter_item(w, node);
        } else {
            w->item_count--;
        }
    } else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
        if (enters) {
            bool heading = type == CMARK_NODE_HEADING;
            open_block(w, node, heading ? CL_BLOCK_HEADING : CL_BLOCK_PARAGRAPH);
            w->open.outline_level = heading ? cmark_node_get_heading_level(node) : 0;
        } else {
            close_block(w);
        }
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        add_code(w, node);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        add_html(w, node);
    } else {
        visit_inline(w, node, enters);
    }
}

/* The extensions are registered once for all threads. */
static pthread_once_t registered = PTHREAD_ONCE_INIT;

static cmark_node *parse(cl_text text) {
    static const char *const names[] = {"table", "strikethrough", "autolink"};
    pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_SOURCEPOS);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension) {
            cmark_parser_attach_syntax_extension(parser, extension);
        }
    }
    cmark_parser_feed(parser, text.bytes, text.length);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

/* Front matter: "---", keys, "---" at the very start. Returns the line behind it. */
static size_t front_matter_lines(const cl_document *document) {
    cl_text source = document->source;
    enum { MOST_LINES = 200 };
    if (!cl_text_starts(source, "---\n") && !cl_text_starts(source, "---\r\n")) {
        return 0;
    }
    for (size_t i = 1; i < document->line_count && i < MOST_LINES; i++) {
        size_t end = i + 1 < document->line_count ? document->lines[i + 1] : source.length;
        cl_text line = cl_text_trim(cl_text_slice(source, document->lines[i], end));
        if (cl_text_equal(line, CL_TEXT("---")) || cl_text_equal(line, CL_TEXT("..."))) {
            return i + 1;
        }
    }
    return 0;
}

static cl_status load(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error) {
    if (cl_markdown_is_costly(bytes)) {
        cl_status status = cl_loader_text.load(arena, name, bytes, limits, out, error);
        if (status == CL_OK) {
            cl_notices_add(arena, &(*out)->notices, "markdown-as-text", (cl_place){name, 0, 0},
                           "The file was read as plain text: its mark-up is nested too deeply, its "
                           "tables are too wide, or its paragraphs too long.");
        }
        return status;
    }
    cl_document *document = CL_NEW(arena, cl_document);
    document->arena = arena;
    document->name = name;
    document->format = CL_FORMAT_MARKDOWN;
    document->numbering_known = true;
    cl_decoded decoded = cl_decode(arena, name, bytes, &document->notices);
    document->source = decoded.text;
    document->origin = decoded.origin;
    document->byte_order_mark = decoded.byte_order_mark;
    cl_document_index_lines(document);

    walker w = {.document = document, .limits = limits, .source = document->source};
    w.shift_line = front_matter_lines(document);
    w.shift = w.shift_line < document->line_count ? document->lines[w.shift_line] : 0;
    w.budget = document->source.length * 16 + (1 << 20);
    cmark_node *root = parse(cl_text_slice(w.source, w.shift, w.source.length));
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE &&
           w.count <= limits->paragraphs) {
        visit(&w, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iterator);
    cmark_node_free(root);
    cl_normaliser_release(&w.normaliser);
    if (w.too_long) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraph-bytes", (cl_place){name, 0, 0},
                            "A paragraph has more than %zu bytes. Raise the limit with "
                            "--max-paragraph-bytes if that is right.",
                            limits->paragraph_bytes);
    }
    if (w.count > limits->paragraphs) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraphs", (cl_place){name, 0, 0},
                            "The document has more than %zu paragraphs. Raise the limit with "
                            "--max-paragraphs if that is right.",
                            limits->paragraphs);
    }
    tie_notes(&w);
    document->blocks = w.blocks;
    document->block_count = w.count;
    *out = document;
    return CL_OK;
}

static bool is_only(cl_text line, char c) {
    for (size_t i = 0; i < line.length; i++) {
        if (line.bytes[i] != c) {
            return false;
        }
    }
    return line.length > 0;
}

/* Points for one line of mark-up; several are needed, since contracts have asterisks and dashes
 * too. */
static int line_points(cl_text line, cl_text previous) {
    size_t hashes = 0;
    while (hashes < line.length && line.bytes[hashes] == '#') {
        hashes++;
    }
    bool heading = hashes > 0 && hashes <= 6 && hashes + 1 < line.length &&
                   line.bytes[hashes] == ' ' && line.bytes[hashes + 1] != '#';
    int points = heading ? 3 : 0;
    if (cl_text_find(line, CL_TEXT("](http"), 0) != SIZE_MAX ||
        cl_text_find(line, CL_TEXT("](#"), 0) != SIZE_MAX ||
        cl_text_find(line, CL_TEXT("](/"), 0) != SIZE_MAX ||
        cl_text_find(line, CL_TEXT("](mailto:"), 0) != SIZE_MAX) {
        points += 3;
    }
    size_t bold = cl_text_find(line, CL_TEXT("**"), 0);
    if (bold != SIZE_MAX && bold + 2 < line.length && (bold == 0 || line.bytes[bold - 1] != '*') &&
        (bold == 0 || line.bytes[bold - 1] != '[') &&
        (cl_is_alnum((unsigned char)line.bytes[bold + 2]) || line.bytes[bold + 2] == '"')) {
        size_t close = cl_text_find(line, CL_TEXT("**"), bold + 2);
        points += close != SIZE_MAX ? 2 : 0;
    }
    if (line.length >= 3 && previous.length > 0 && line.bytes[0] == '=' && is_only(line, '=')) {
        points += 3;
    }
    if (line.length > 3 && line.bytes[0] == '|' &&
        cl_text_find(line, CL_TEXT("--"), 0) != SIZE_MAX) {
        points += 3;
    }
    if (cl_text_starts(line, "```") || cl_text_starts(line, "<!--") ||
        cl_text_starts(line, "> [!") || cl_text_starts(line, "- [ ]") ||
        (line.length > 3 && cl_is_digit((unsigned char)line.bytes[0]) &&
         cl_text_find(cl_text_slice(line, 1, 4), CL_TEXT("\\."), 0) != SIZE_MAX)) {
        points += 3;
    }
    return points;
}

static int recognise(cl_text head) {
    if (cl_text_starts(head, "\xEF\xBB\xBF")) {
        head = cl_text_slice(head, 3, head.length);
    }
    int points = cl_text_starts(head, "---\n") || cl_text_starts(head, "---\r\n") ? 3 : 0;
    cl_text previous = {"", 0};
    enum { ENOUGH = 3 };
    for (size_t at = 0; at < head.length && points < ENOUGH;) {
        const char *stop = memchr(head.bytes + at, '\n', head.length - at);
        size_t end = stop ? (size_t)(stop - head.bytes) : head.length;
        cl_text line = cl_text_trim(cl_text_slice(head, at, end));
        points += line_points(line, previous);
        previous = line;
        at = end + 1;
    }
    return points >= ENOUGH ? 60 : 0;
}

const cl_loader cl_loader_markdown = {"markdown", recognise, load};
