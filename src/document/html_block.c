/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "document/html_reader.h"
#include "document/page_furniture.h"

enum { LONGEST_TITLE = 120, SHORT_LINE = 60 };

cl_html_element *cl_html_top(cl_html_reader *r) {
    static const cl_html_element none = {0};
    return r->depth > 0 ? &r->elements[r->depth - 1] : (cl_html_element *)(uintptr_t)&none;
}

static cl_html_table *cell_table(cl_html_reader *r) {
    cl_html_table *table = r->table_count > 0 ? &r->tables[r->table_count - 1] : NULL;
    return table && table->in_cell ? table : NULL;
}

static void open_block(cl_html_reader *r) {
    const cl_html_element *top = cl_html_top(r);
    cl_block *block = &r->open;
    *block = (cl_block){.kind = CL_BLOCK_PARAGRAPH, .list_level = (int)r->item_count - 1};
    block->flags = r->flags | (top->centred ? CL_BLOCK_CENTERED : 0);
    block->indent = top->indent > 0 ? (uint32_t)top->indent : 0;
    if (top->level > 0) {
        block->kind = CL_BLOCK_HEADING;
        block->outline_level = top->level;
    }
    const cl_html_table *table = cell_table(r);
    if (table) {
        block->kind = CL_BLOCK_CELL;
        block->table = table->number;
        block->row = table->row;
        block->column = table->column;
    }
    r->flags = 0;
    r->caps_bytes = 0;
}

static void note_bold(cl_html_reader *r, size_t start, size_t end) {
    cl_span *last = r->bold_count > 0 ? &r->bold[r->bold_count - 1] : NULL;
    if (last && start <= last->end + 1) {
        last->end = end;
        return;
    }
    r->bold = cl_arena_grow(r->document->arena, r->bold, r->bold_count, &r->bold_capacity,
                            sizeof *r->bold);
    r->bold[r->bold_count++] = (cl_span){start, end};
}

static void note_revision(cl_html_reader *r, size_t start, size_t end, bool deleted) {
    cl_revision *last = r->revision_count > 0 ? &r->revisions[r->revision_count - 1] : NULL;
    if (last && last->deleted == deleted && start <= last->span.end + 1) {
        last->span.end = end > last->span.end ? end : last->span.end;
        return;
    }
    r->revisions = cl_arena_grow(r->document->arena, r->revisions, r->revision_count,
                                 &r->revision_capacity, sizeof *r->revisions);
    r->revisions[r->revision_count++] = (cl_revision){.span = {start, end}, .deleted = deleted};
    r->document->revision_count++;
}

static void add_visible(cl_html_reader *r, cl_text text, cl_span where, bool decoded) {
    const cl_html_element *top = cl_html_top(r);
    cl_normaliser *n = &r->normaliser;
    size_t before = cl_normaliser_length(n);
    if (top->deleted) {
        note_revision(r, before, before, true);
        return;
    }
    char first = decoded ? text.bytes[0] : text.bytes[where.start];
    if (top->raised && before > 0 && cl_is_digit((unsigned char)first) &&
        cl_is_alpha((unsigned char)n->text.bytes[before - 1])) {
        cl_normaliser_add_space(n, where.start); /* "fees¹" is no word "fees1" */
    }
    if (decoded) {
        cl_normaliser_add_decoded(n, text, where.start, where.end);
    } else {
        cl_normaliser_add(n, text, where.start, where.end);
    }
    size_t after = cl_normaliser_length(n);
    if (after == before) {
        return;
    }
    if (before == 0) {
        open_block(r);
    }
    before += n->text.bytes[before] == ' ';
    if (top->bold) {
        note_bold(r, before, after);
    }
    r->caps_bytes += top->caps ? after - before : 0;
    if (top->inserted) {
        note_revision(r, before, after, false);
    }
}

void cl_html_add_break(cl_html_reader *r, size_t at) {
    const cl_html_element *top = cl_html_top(r);
    if (top->hidden || top->dropped || top->deleted) {
        return;
    }
    size_t length = cl_normaliser_length(&r->normaliser);
    cl_normaliser_add_space(&r->normaliser, at);
    cl_html_break *last = r->break_count > 0 ? &r->breaks[r->break_count - 1] : NULL;
    if (length == 0) {
        return;
    }
    if (last && last->at == length) {
        last->count++;
        return;
    }
    r->breaks = cl_arena_grow(r->document->arena, r->breaks, r->break_count, &r->break_capacity,
                              sizeof *r->breaks);
    r->breaks[r->break_count++] = (cl_html_break){length, 1};
}

void cl_html_add(cl_html_reader *r, cl_text text, cl_span where, bool decoded) {
    const cl_html_element *top = cl_html_top(r);
    if (top->dropped) {
        return;
    }
    if (top->hidden) {
        if (decoded) {
            cl_normaliser_add_decoded(&r->hidden, text, where.start, where.end);
        } else {
            cl_normaliser_add(&r->hidden, text, where.start, where.end);
        }
        return;
    }
    if (decoded || !top->preformatted) {
        add_visible(r, text, where, decoded);
        return;
    }
    for (size_t at = where.start; at < where.end;) {
        const char *feed = memchr(text.bytes + at, '\n', where.end - at);
        size_t end = feed ? (size_t)(feed - text.bytes) : where.end;
        if (end > at) {
            add_visible(r, text, (cl_span){at, end}, false);
        }
        if (feed) {
            cl_html_add_break(r, end);
        }
        at = end + 1;
    }
}

/* "ARTICLE I" or "(a)" and nothing else. */
static bool is_bare_label(cl_text text) {
    cl_label label;
    return cl_label_read(text, 0, &label) && label.length == text.length &&
           label.parts[0].numeral != CL_NUMERAL_BULLET;
}

static bool starts_item(cl_text text) {
    cl_label label;
    if (!cl_label_read(text, 0, &label) || !cl_label_opens(text, 0, &label)) {
        return false;
    }
    if (label.parts[0].numeral == CL_NUMERAL_BULLET) {
        return (unsigned char)text.bytes[0] >= 0x80;
    }
    return label.closing || label.part_count > 1 || label.keyword[0];
}

static cl_text last_word(cl_text text) {
    size_t end = text.length, start;
    for (start = end; start > 0 && cl_is_alpha((unsigned char)text.bytes[start - 1]);) {
        start--;
    }
    return cl_text_slice(text, start, end);
}

/* Whether a sentence cannot end here: "…, ", "… of", "… the". */
static bool is_open_end(cl_text text) {
    static const char *const words[] = {"and",     "or",    "of",      "the",     "to",  "a",
                                        "an",      "in",    "by",      "for",     "on",  "with",
                                        "section", "under", "article", "between", "as",  "at",
                                        "from",    "that",  "this",    "such",    "any", NULL};
    cl_text word = last_word(text);
    for (size_t i = 0; words[i]; i++) {
        if (cl_text_equal_nocase(word, cl_text_from(words[i]))) {
            return true;
        }
    }
    return cl_text_ends(text, ",");
}

/* The first bold stretch that ends behind `at`; they stand in order. */
static size_t bold_behind(const cl_html_reader *r, size_t at) {
    size_t low = 0, high = r->bold_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->bold[middle].end <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_bold(const cl_html_reader *r, size_t start, size_t end) {
    size_t i = bold_behind(r, start);
    return i < r->bold_count && r->bold[i].start <= start + 1 && r->bold[i].end + 1 >= end;
}

/* Whether the line that starts at `at` starts a block; the one before began at `start`. */
static bool cuts(const cl_html_reader *r, cl_text text, size_t start, const cl_html_break *mark,
                 size_t next) {
    cl_text before = cl_text_trim(cl_text_slice(text, start, mark->at));
    cl_text behind = cl_text_trim(cl_text_slice(text, mark->at, next));
    if (before.length == 0 || behind.length == 0) {
        return false;
    }
    if (is_bare_label(before)) {
        return false; /* what it numbers follows */
    }
    if (mark->count >= 2) {
        return true;
    }
    bool open = is_open_end(before);
    if (starts_item(behind)) {
        return !open || cl_text_ends(before, ",") ||
               cl_text_equal_nocase(last_word(before), CL_TEXT("and")) ||
               cl_text_equal_nocase(last_word(before), CL_TEXT("or"));
    }
    bool title = before.length <= LONGEST_TITLE && is_bold(r, start, mark->at);
    if (title && !is_bold(r, mark->at + 1, next)) {
        return true;
    }
    int c = (unsigned char)behind.bytes[0];
    return before.length < SHORT_LINE && !open && !cl_is_lower(c) &&
           (!title || cl_text_is_caps(before) != cl_text_is_caps(behind));
}

const char *cl_html_label(cl_arena *arena, cl_html_marker marker, int number) {
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    char word[24] = "";
    bool letters = marker == CL_HTML_MARKER_LOWER_LETTER || marker == CL_HTML_MARKER_UPPER_LETTER;
    bool roman = marker == CL_HTML_MARKER_LOWER_ROMAN || marker == CL_HTML_MARKER_UPPER_ROMAN;
    if (marker == CL_HTML_MARKER_NONE) {
        return NULL;
    }
    if (marker == CL_HTML_MARKER_BULLET) {
        return "\xE2\x80\xA2";
    }
    if (letters && number > 0) {
        size_t at = sizeof word - 1;
        for (int n = number; n > 0; n = (n - 1) / 26) {
            word[--at] = (char)('a' + (n - 1) % 26);
        }
        memmove(word, word + at, sizeof word - at);
    } else if (roman && number > 0 && number < 400) {
        strcpy(word, number >= 300 ? "ccc" : number >= 200 ? "cc" : number >= 100 ? "c" : "");
        strcat(word, tens[number / 10 % 10]);
        strcat(word, ones[number % 10]);
    } else { /* CSS counts in digits where letters or numerals have no form */
        bool zero = marker == CL_HTML_MARKER_DECIMAL_ZERO && number >= 0 && number < 10;
        return cl_arena_printf(arena, zero ? "0%d." : "%d.", number);
    }
    if (marker == CL_HTML_MARKER_UPPER_LETTER || marker == CL_HTML_MARKER_UPPER_ROMAN) {
        for (char *c = word; *c; c++) {
            *c = (char)(*c - ('a' - 'A'));
        }
    }
    return cl_arena_printf(arena, "%s.", word);
}

static void set_item_label(cl_html_reader *r, cl_block *block, cl_html_item *item) {
    item->used = true;
    if (block->kind == CL_BLOCK_PARAGRAPH) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
    bool silent = item->marker == CL_HTML_MARKER_NONE || item->marker == CL_HTML_MARKER_BULLET;
    if (silent && cl_block_take_label(block)) {
        return; /* the typed number is what people cite */
    }
    const char *label = cl_html_label(r->document->arena, item->marker, item->number);
    if (!label) {
        return;
    }
    block->label = cl_text_from(label);
    block->label_start = (uint32_t)item->start;
    cl_html_list *list =
        item->list > 0 && item->list <= r->list_count ? &r->lists[item->list - 1] : NULL;
    if (list && list->counts_down) {
        r->patches = cl_arena_grow(r->document->arena, r->patches, r->patch_count,
                                   &r->patch_capacity, sizeof *r->patches);
        r->patches[r->patch_count++] =
            (cl_html_patch){r->count, item->list, item->marker, item->number};
    }
}

/* A short paragraph that looks like a title, as filings have instead of headings. */
static bool looks_like_title(const cl_block *block) {
    cl_text text = block->text;
    if (text.length < 3 || text.length > LONGEST_TITLE || cl_text_ends(text, ";") ||
        cl_text_ends(text, ",") || memchr(text.bytes, '_', text.length) ||
        cl_text_starts_nocase(text, "by:") || cl_is_lower((unsigned char)text.bytes[0])) {
        return false;
    }
    bool item = block->label.length > 0 &&
                (block->label.bytes[0] == '(' || (unsigned char)block->label.bytes[0] >= 0x80);
    if (cl_text_is_caps(text) || (block->flags & CL_BLOCK_CAPS)) {
        return !item || (block->flags & CL_BLOCK_BOLD);
    }
    bool stop = cl_text_ends(text, ".") && block->label.length == 0;
    if ((block->flags & CL_BLOCK_BOLD) && !stop) {
        return true;
    }
    return (block->flags & CL_BLOCK_CENTERED) && !item && cl_text_is_title(text);
}

void cl_html_classify(cl_block *block) {
    bool page_number = cl_is_page_number(block->text); /* "- 12 -" is no item */
    const uint32_t *start = block->map;
    if (block->label.length == 0 && !page_number && cl_block_take_label(block) &&
        block->kind == CL_BLOCK_PARAGRAPH) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
    cl_block_shift_revisions(block, (size_t)(block->map - start));
    if (block->bold_end > block->text.length) {
        block->bold_end = (uint32_t)block->text.length;
    }
    if (block->bold_end > 0 && block->bold_end + 1 >= block->text.length) {
        block->flags |= CL_BLOCK_BOLD;
    }
    if ((block->kind == CL_BLOCK_PARAGRAPH || block->kind == CL_BLOCK_LIST_ITEM) &&
        looks_like_title(block)) {
        block->kind = CL_BLOCK_HEADING;
    }
    if (cl_text_is_caps(block->text)) {
        block->flags |= CL_BLOCK_CAPS;
    }
    if (block->label.length > 0 && block->label_start < block->source.start) {
        block->source.start = block->label_start;
    }
}

/* How much of a line's start is bold or underlined; a label before it need not be. */
static uint32_t bold_start(const cl_html_reader *r, cl_text text, cl_span piece) {
    cl_label label;
    cl_text line = cl_text_slice(text, piece.start, piece.end);
    size_t end = 0, from;
    if (cl_label_read(line, 0, &label) && cl_label_opens(line, 0, &label)) {
        end = label.length;
    }
    from = end;
    for (size_t i = bold_behind(r, piece.start); i < r->bold_count; i++) {
        const cl_span *bold = &r->bold[i];
        if (bold->start >= piece.end) {
            break;
        }
        size_t start = bold->start > piece.start ? bold->start - piece.start : 0;
        size_t gap = end;
        while (gap < start && strchr(" .:-", line.bytes[gap])) {
            gap++;
        }
        if (gap < start) {
            break;
        }
        size_t stop = (bold->end < piece.end ? bold->end : piece.end) - piece.start;
        end = stop > end ? stop : end;
    }
    return end > from ? (uint32_t)end : 0;
}

static void set_revisions(cl_html_reader *r, cl_block *block, cl_span piece) {
    size_t first = 0, high = r->revision_count, count = 0;
    while (first < high) { /* they stand in order */
        size_t middle = first + (high - first) / 2;
        if (r->revisions[middle].span.end < piece.start) {
            first = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t last = first;
    while (last < r->revision_count && r->revisions[last].span.start <= piece.end) {
        last++;
    }
    cl_revision *copy =
        last > first ? CL_ARRAY(r->document->arena, last - first, cl_revision) : NULL;
    for (size_t i = first; i < last; i++) {
        cl_span span = r->revisions[i].span;
        copy[count] = r->revisions[i];
        size_t start = span.start > piece.start ? span.start : piece.start;
        size_t end = span.end < piece.end ? span.end : piece.end;
        copy[count++].span = (cl_span){start - piece.start, end - piece.start};
    }
    block->revisions = copy;
    block->revision_count = count;
}

static void push(cl_html_reader *r, const cl_block *block) {
    r->too_long = r->too_long || block->text.length > r->limits->paragraph_bytes;
    r->stop = r->stop || r->too_long || r->count >= r->limits->paragraphs;
    r->blocks =
        cl_arena_grow(r->document->arena, r->blocks, r->count, &r->capacity, sizeof *r->blocks);
    r->blocks[r->count++] = *block;
}

static void emit(cl_html_reader *r, cl_text text, const uint32_t *map, cl_span piece) {
    while (piece.start < piece.end && text.bytes[piece.start] == ' ') {
        piece.start++;
    }
    while (piece.end > piece.start && text.bytes[piece.end - 1] == ' ') {
        piece.end--;
    }
    if (piece.start == piece.end) {
        return;
    }
    cl_block block = r->open;
    block.text = cl_text_slice(text, piece.start, piece.end);
    block.map = map + piece.start;
    block.source = (cl_span){map[piece.start], map[piece.end]};
    block.bold_end = bold_start(r, text, piece);
    block.flags |=
        r->caps_bytes > 0 && r->caps_bytes + r->break_count + 1 >= text.length ? CL_BLOCK_CAPS : 0;
    set_revisions(r, &block, piece);
    if (block.kind != CL_BLOCK_CELL) {
        cl_html_item *item = r->item_count > 0 ? &r->items[r->item_count - 1] : NULL;
        if (item && !item->used) {
            set_item_label(r, &block, item);
        }
        cl_html_classify(&block);
    }
    push(r, &block);
    r->open.flags &= ~(unsigned)(CL_BLOCK_PAGE_BREAK | CL_HTML_RULED);
}

static void emit_hidden(cl_html_reader *r) {
    if (cl_normaliser_length(&r->hidden) == 0) {
        return;
    }
    cl_block block = {.kind = CL_BLOCK_PARAGRAPH, .flags = CL_BLOCK_HIDDEN, .list_level = -1};
    cl_normaliser_take(&r->hidden, r->document->arena, &block.text, &block.map);
    block.source = (cl_span){block.map[0], block.map[block.text.length]};
    push(r, &block);
}

void cl_html_close_block(cl_html_reader *r) {
    if (cl_normaliser_length(&r->normaliser) > 0) {
        cl_text text;
        const uint32_t *map;
        cl_normaliser_take(&r->normaliser, r->document->arena, &text, &map);
        size_t start = 0;
        for (size_t i = 0; i < r->break_count; i++) {
            size_t next = i + 1 < r->break_count ? r->breaks[i + 1].at : text.length;
            size_t line = i > 0 && r->breaks[i - 1].at > start ? r->breaks[i - 1].at : start;
            next = next < text.length ? next : text.length;
            if (r->breaks[i].at < text.length && cuts(r, text, line, &r->breaks[i], next)) {
                emit(r, text, map, (cl_span){start, r->breaks[i].at});
                start = r->breaks[i].at;
            }
        }
        emit(r, text, map, (cl_span){start, text.length});
    } else {
        r->normaliser.space_pending = false;
    }
    r->bold_count = r->break_count = r->revision_count = 0;
    emit_hidden(r);
}

void cl_html_join(cl_html_reader *r, cl_block *first, const cl_block *second, bool glued) {
    cl_arena *arena = r->document->arena;
    size_t a = first->text.length, b = second->text.length, gap = glued ? 0 : 1;
    char *bytes = cl_arena_alloc(arena, a + gap + b + 1);
    uint32_t *map = CL_ARRAY(arena, a + gap + b + 1, uint32_t);
    memcpy(bytes, first->text.bytes, a);
    memcpy(map, first->map, a * sizeof *map);
    if (gap) {
        bytes[a] = ' ';
        map[a] = first->map[a] < r->document->source.length ? first->map[a] : second->map[0];
    }
    memcpy(bytes + a + gap, second->text.bytes, b);
    memcpy(map + a + gap, second->map, (b + 1) * sizeof *map);
    cl_revision *revisions =
        CL_ARRAY(arena, first->revision_count + second->revision_count, cl_revision);
    for (size_t i = 0; i < first->revision_count + second->revision_count; i++) {
        bool own = i < first->revision_count;
        revisions[i] = own ? first->revisions[i] : second->revisions[i - first->revision_count];
        revisions[i].span.start += own ? 0 : a + gap;
        revisions[i].span.end += own ? 0 : a + gap;
    }
    first->revisions = revisions;
    first->revision_count += second->revision_count;
    first->text = (cl_text){bytes, a + gap + b};
    first->map = map;
    first->source.end = second->source.end;
}
