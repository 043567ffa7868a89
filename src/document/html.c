/* SPDX-License-Identifier: MIT
 *
 * HTML: contracts filed with a register (paragraphs, bold lines for headings, tables that only
 * place labels) and terms on the web (headings, ordered lists). html_reader.h says what is where.
 */
#include <stdlib.h>
#include <string.h>

#include "document/html_events.h"
#include "document/html_reader.h"
#include "document/loader.h"

enum { DEPTH_FACTOR = 4, DECLARATION_BYTES = 4096 };

static cl_html_element inherit(const cl_html_element *above, const cl_html_look *look) {
    cl_html_element e = {.role = look->role,
                         .level = look->role == CL_HTML_HEADING ? look->level : above->level,
                         .block = look->block,
                         .break_after = look->break_after,
                         .indent = above->indent + look->indent,
                         .raised = above->raised || look->role == CL_HTML_RAISED,
                         .deleted = above->deleted || look->role == CL_HTML_DELETED,
                         .inserted = above->inserted || look->role == CL_HTML_INSERTED,
                         .hidden = above->hidden || look->hidden};
    e.dropped = above->dropped || look->role == CL_HTML_DROPPED || look->role == CL_HTML_SHEET;
    e.bold = (above->bold && !look->plain) || look->bold || look->underlined;
    e.centred = (above->centred && !look->uncentred) || look->centred;
    e.caps = above->caps || look->caps;
    e.preformatted = above->preformatted || look->preformatted;
    return e;
}

static void open_list(cl_html_reader *r, const cl_html_look *look, const char **attributes) {
    cl_html_list list = {.marker = look->marker, .next = 1, .step = 1};
    list.ordered = look->role == CL_HTML_ORDERED_LIST;
    if (list.marker == CL_HTML_MARKER_UNSET) {
        list.marker = list.ordered ? CL_HTML_MARKER_DECIMAL : CL_HTML_MARKER_BULLET;
    }
    bool start = cl_html_number(cl_html_attribute(attributes, "start"), &list.next);
    if (list.ordered && cl_html_attribute(attributes, "reversed")) {
        list.step = -1;
        list.counts_down = !start;
        list.next = start ? list.next : 0;
    }
    list.first_patch = r->patch_count;
    r->lists = cl_arena_grow(r->document->arena, r->lists, r->list_count, &r->list_capacity,
                             sizeof *r->lists);
    r->lists[r->list_count++] = list;
}

/* A list that counts down is as long as it starts high: its last item is 1. */
static void close_list(cl_html_reader *r) {
    cl_html_list *list = &r->lists[r->list_count - 1];
    size_t kept = list->first_patch;
    for (size_t i = list->first_patch; i < r->patch_count && list->counts_down; i++) {
        cl_html_patch *patch = &r->patches[i];
        if (patch->list == r->list_count) {
            r->blocks[patch->block].label = cl_text_from(
                cl_html_label(r->document->arena, patch->marker, patch->from_end - list->next));
        } else {
            r->patches[kept++] = *patch;
        }
    }
    r->patch_count = list->counts_down ? kept : r->patch_count;
    r->list_count--;
}

static void open_item(cl_html_reader *r, const cl_html_look *look, const char **attributes,
                      size_t at) {
    cl_html_list *list = r->list_count > 0 ? &r->lists[r->list_count - 1] : NULL;
    cl_html_item item = {.marker = CL_HTML_MARKER_BULLET, .start = at, .list = r->list_count};
    if (list) {
        item.marker = look->marker != CL_HTML_MARKER_UNSET ? look->marker : list->marker;
        cl_html_number(cl_html_attribute(attributes, "value"), &list->next);
        item.number = list->next;
        list->next += list->step;
    }
    r->items = cl_arena_grow(r->document->arena, r->items, r->item_count, &r->item_capacity,
                             sizeof *r->items);
    r->items[r->item_count++] = item;
}

static void open_anchor(cl_html_reader *r, const cl_html_element *top, const char **attributes) {
    const char *to = cl_html_attribute(attributes, "href");
    r->anchor = to && to[0] == '#' && to[1] ? cl_arena_strdup(r->document->arena, to + 1) : NULL;
    r->anchor_start = cl_normaliser_length(&r->normaliser);
    r->anchor_raised = top->raised;
}

static void note_target(cl_html_reader *r, const char *id) {
    if (!id || !*id) {
        return;
    }
    r->targets = cl_arena_grow(r->document->arena, r->targets, r->target_count, &r->target_capacity,
                               sizeof *r->targets);
    r->targets[r->target_count++] =
        (cl_html_target){cl_arena_strdup(r->document->arena, id), r->count};
}

static void enter(cl_html_reader *r, cl_html_element *e, const cl_html_look *look,
                  const char **attributes, size_t at) {
    switch (look->role) {
    case CL_HTML_BREAK:
        cl_html_add_break(r, at);
        break;
    case CL_HTML_RULE:
        r->flags |= CL_HTML_RULED;
        break;
    case CL_HTML_LIST:
    case CL_HTML_ORDERED_LIST:
        open_list(r, look, attributes);
        e->opens_list = true;
        break;
    case CL_HTML_ITEM:
        open_item(r, look, attributes, at);
        e->opens_item = true;
        break;
    case CL_HTML_TABLE:
        cl_html_open_table(r);
        e->opens_table = true;
        break;
    case CL_HTML_ROW:
        cl_html_open_row(r);
        break;
    case CL_HTML_CELL:
        cl_html_open_cell(r, attributes);
        break;
    case CL_HTML_ANCHOR:
        open_anchor(r, e, attributes);
        note_target(r, cl_html_attribute(attributes, "name"));
        break;
    case CL_HTML_RAISED:
        r->anchor_raised = true;
        break;
    default:
        break;
    }
}

static void on_start(void *data, const char *name, const char **attributes, size_t at) {
    cl_html_reader *r = data;
    cl_html_look look = cl_html_look_of(name, attributes);
    cl_html_element e = inherit(cl_html_top(r), &look);
    if (look.block || look.break_before) {
        cl_html_close_block(r);
    }
    if (!e.dropped && !e.hidden) {
        r->flags |= look.break_before ? (unsigned)CL_BLOCK_PAGE_BREAK : 0;
        note_target(r, cl_html_attribute(attributes, "id"));
        enter(r, &e, &look, attributes, at);
    }
    r->elements = cl_arena_grow(r->document->arena, r->elements, r->depth, &r->element_capacity,
                                sizeof *r->elements);
    r->elements[r->depth++] = e;
}

static void leave(cl_html_reader *r, const cl_html_element *e) {
    if (e->role == CL_HTML_CELL) {
        cl_html_close_cell(r);
    } else if (e->role == CL_HTML_ROW) {
        cl_html_close_row(r);
    } else if (e->opens_table) {
        cl_html_close_table(r);
    } else if (e->opens_list) {
        close_list(r);
    } else if (e->opens_item) {
        r->item_count--;
    } else if (e->role == CL_HTML_ANCHOR) {
        cl_html_close_anchor(r);
    }
}

static void on_end(void *data, const char *name, size_t at) {
    (void)name;
    (void)at;
    cl_html_reader *r = data;
    if (r->depth == 0) {
        return;
    }
    cl_html_element e = r->elements[r->depth - 1];
    if (e.block) {
        cl_html_close_block(r);
    }
    r->depth--;
    if (!e.dropped && !e.hidden) {
        leave(r, &e);
        if (e.break_after) {
            cl_html_close_block(r);
            r->flags |= CL_BLOCK_PAGE_BREAK;
        }
    }
}

static bool contains(cl_text text, const char *words) {
    return cl_text_find(text, cl_text_from(words), 0) != SIZE_MAX;
}

static void on_text(void *data, cl_span where) {
    cl_html_reader *r = data;
    if (cl_html_top(r)->role == CL_HTML_SHEET) {
        cl_text sheet = cl_text_slice(r->page, where.start, where.end);
        r->counters = r->counters || contains(sheet, "counter(") || contains(sheet, "counters(");
    }
    cl_html_add(r, r->page, where, false);
}

static void on_decoded(void *data, cl_text decoded, cl_span where) {
    cl_html_add(data, decoded, where, true);
}

/* "Field: Page; Sequence: 3" is how a common filing program marks the end of a page. */
static void on_comment(void *data, const char *comment) {
    cl_html_reader *r = data;
    if (contains(cl_text_from(comment), "Field: Page;")) {
        cl_html_close_block(r);
        r->flags |= CL_BLOCK_PAGE_BREAK;
    }
}

static cl_text encoding_in(cl_text head, const char *key) {
    for (size_t at = 0; at < head.length; at++) {
        if (!cl_text_starts_nocase(cl_text_slice(head, at, head.length), key)) {
            continue;
        }
        at += strlen(key);
        while (at < head.length && strchr("=\"' ", head.bytes[at]) && head.bytes[at]) {
            at++;
        }
        size_t end = at;
        while (end < head.length && end - at < 40 &&
               (cl_is_alnum((unsigned char)head.bytes[end]) || head.bytes[end] == '-' ||
                head.bytes[end] == '_')) {
            end++;
        }
        return cl_text_slice(head, at, end);
    }
    return (cl_text){"", 0};
}

/* <meta charset="…">, <meta http-equiv … content="text/html; charset=…">, <?xml encoding="…"?> */
static cl_text declared_encoding(cl_text bytes) {
    cl_text head = cl_text_slice(
        bytes, 0, bytes.length < DECLARATION_BYTES ? bytes.length : DECLARATION_BYTES);
    cl_text found = encoding_in(head, "charset");
    return found.length > 0 ? found : encoding_in(head, "encoding");
}

/* Blanks the header lines that a register puts round each document it holds ("<TYPE>EX-10.1" and
 * so on, up to "<TEXT>"): elements without an end would swallow the page. */
static void blank_wrappers(char *bytes, size_t length) {
    cl_text text = {bytes, length};
    for (size_t at = 0; (at = cl_text_find(text, CL_TEXT("<TYPE>"), at)) != SIZE_MAX;) {
        size_t end = cl_text_find(text, CL_TEXT("<TEXT>"), at);
        end = end == SIZE_MAX || end - at > DECLARATION_BYTES ? at + 6 : end + 6;
        for (size_t i = at; i < end; i++) {
            bytes[i] = bytes[i] == '\n' || bytes[i] == '\r' ? bytes[i] : ' ';
        }
        at = end;
    }
}

static void add_notices(cl_html_reader *r) {
    cl_document *document = r->document;
    if (r->counters) {
        document->numbering_known = false;
        cl_notices_add(document->arena, &document->notices, "html-counters",
                       (cl_place){document->name, 0, 0},
                       "A style sheet numbers parts of this page; those numbers are not read. Save "
                       "the page as text or DOCX to have them.");
    }
}

static cl_status give(cl_html_reader *r, bool whole, cl_document **out, cl_error *error) {
    const char *name = r->document->name;
    cl_status status =
        cl_loader_check(name, r->limits, r->too_long, r->count > r->limits->paragraphs, error);
    if (status != CL_OK) {
        return status;
    }
    if (!whole) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-html-depth", (cl_place){name, 0, 0},
                            "Elements nest more than %zu deep. Raise the limit with "
                            "--max-xml-depth if the page is what you mean.",
                            r->limits->xml_depth * DEPTH_FACTOR);
    }
    cl_html_tie_notes(r);
    cl_html_set_pages(r);
    add_notices(r);
    r->document->blocks = r->blocks;
    r->document->block_count = r->count;
    *out = r->document;
    return CL_OK;
}

static cl_status load(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error) {
    static const cl_html_handler handler = {on_start, on_end, on_text, on_decoded, on_comment};
    cl_document *document = cl_loader_begin(arena, name, CL_FORMAT_HTML);
    cl_loader_take_source(document, cl_decode_declared(arena, name, bytes, declared_encoding(bytes),
                                                       &document->notices));
    cl_html_reader r = {.document = document, .limits = limits};
    cl_text page = document->source;
    cl_buffer copy = {0};
    if (cl_text_find(page, CL_TEXT("<TYPE>"), 0) != SIZE_MAX) {
        cl_buffer_add_text(&copy, page);
        blank_wrappers(copy.bytes, copy.length);
        page = cl_buffer_text(&copy);
    }
    r.page = page;
    size_t lost = 0;
    bool whole =
        cl_html_parse(page, limits->xml_depth * DEPTH_FACTOR, &handler, &r, &r.stop, &lost);
    cl_html_close_block(&r);
    cl_buffer_release(&copy);
    cl_normaliser_release(&r.normaliser);
    cl_normaliser_release(&r.hidden);
    if (lost > 0) {
        cl_notices_add(arena, &document->notices, "html-places", (cl_place){name, 0, 0},
                       "%zu characters could not be found again in the file: places near them are "
                       "approximate.",
                       lost);
    }
    return give(&r, whole, out, error);
}

static bool starts_with_any(cl_text text, const char *const *tags) {
    for (; *tags; tags++) {
        size_t length = strlen(*tags);
        if (cl_text_starts_nocase(text, *tags) &&
            (length == text.length || !cl_is_alnum((unsigned char)text.bytes[length]))) {
            return true;
        }
    }
    return false;
}

/* How many tags of contracts and pages there are. */
static size_t count_tags(cl_text head) {
    static const char *const tags[] = {"<p",   "</p", "<div", "</div", "<br", "<td",   "</td",
                                       "<tr",  "<li", "</li", "<h1",   "<h2", "<h3",   "<font",
                                       "<b",   "</b", "<ol",  "<ul",   "<u",  "<span", "<table",
                                       "<pre", "<hr", "<a",   NULL};
    size_t count = 0;
    for (size_t at = 0; at < head.length;) {
        const char *open = memchr(head.bytes + at, '<', head.length - at);
        if (!open) {
            break;
        }
        at = (size_t)(open - head.bytes);
        count += starts_with_any(cl_text_slice(head, at, head.length), tags);
        at++;
    }
    return count;
}

static int recognise(cl_text head) {
    static const char *const certain[] = {"<!doctype html", "<html", NULL};
    static const char *const likely[] = {
        "<head", "<body",   "<title",   "<meta",    "<p",      "<div",    "<h1",
        "<h2",   "<h3",     "<table",   "<ol",      "<ul",     "<b",      "<font",
        "<span", "<center", "<article", "<section", "<main",   "<pre",    "<hr",
        "<a",    "<br",     "<link",    "<style",   "<header", "<strong", NULL};
    enum { FEW = 3, BYTES_PER_TAG = 400 };
    if (cl_text_starts(head, "\xEF\xBB\xBF")) {
        head = cl_text_slice(head, 3, head.length);
    }
    cl_text body = cl_text_trim(head);
    while (cl_text_starts(body, "<!--")) { /* "<!-- saved from … -->" */
        size_t end = cl_text_find(body, CL_TEXT("-->"), 0);
        body = end == SIZE_MAX ? (cl_text){"", 0}
                               : cl_text_trim(cl_text_slice(body, end + 3, body.length));
    }
    if (starts_with_any(body, certain)) {
        return 100;
    }
    bool wrapped = cl_text_starts(body, "<DOCUMENT>") || cl_text_starts(body, "<SEC-") ||
                   cl_text_starts(body, "-----BEGIN PRIVACY-ENHANCED");
    if (wrapped || cl_text_starts(body, "<?xml")) {
        for (size_t at = 0; (at = cl_text_find(body, CL_TEXT("<"), at)) != SIZE_MAX; at++) {
            if (starts_with_any(cl_text_slice(body, at, body.length), certain)) {
                return 100;
            }
        }
    }
    size_t tags = wrapped || starts_with_any(body, likely) ? count_tags(body) : 0;
    return tags >= FEW && tags * BYTES_PER_TAG >= body.length ? 70 : 0;
}

const cl_loader cl_loader_html = {"html", recognise, load};
