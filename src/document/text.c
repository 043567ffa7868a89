/* SPDX-License-Identifier: MIT
 *
 * Plain text: lines → paragraphs → blocks. Page furniture is set aside first, so that a sentence
 * that runs over a page break is one sentence; then lines that were wrapped are joined; then
 * text_layout finds labels inside lines.
 */
#include <stdlib.h>
#include <string.h>

#include "document/encoding.h"
#include "document/load.h"
#include "document/normalise.h"
#include "document/page_furniture.h"
#include "document/text_layout.h"

typedef struct line {
    uint32_t start, end; /* trimmed */
    uint32_t indent;
    uint32_t blank; /* blank lines before it */
    bool furniture, page_break;
} line;

typedef struct reader {
    cl_document *document;
    const cl_limits *limits;
    cl_text source;
    line *lines;
    size_t count;
    bool wrapped, has_rules; /* hard-wrapped lines; "----" occurs */
    uint32_t width;          /* usual length of a full line */
    cl_layout layout;
    cl_normaliser normaliser;
    cl_block *blocks;
    size_t block_count, block_capacity;
    cl_block open;
    size_t open_start;    /* source offset at which the open block starts */
    bool labelled, alone; /* of the open block: takes its label; is all of its line */
    bool too_long;        /* a paragraph reached its limit */
    bool full;            /* the limit on paragraphs was reached */
} reader;

enum { PAGE_BLANKS = 3 }; /* that many blank lines are a page edge, not a paragraph's */

static cl_text line_text(const reader *r, const line *l) {
    return cl_text_slice(r->source, l->start, l->end);
}

static int first_char(const reader *r, const line *l) {
    return l->start < l->end ? (unsigned char)r->source.bytes[l->start] : 0;
}

static int last_char(const reader *r, const line *l) {
    size_t end = l->end;
    while (end > l->start && r->source.bytes[end - 1] &&
           strchr("\"')]", r->source.bytes[end - 1])) {
        end--;
    }
    if (end >= l->start + 3u && (unsigned char)r->source.bytes[end - 3] == 0xE2 &&
        (unsigned char)r->source.bytes[end - 2] == 0x80) {
        end -= 3; /* a curly quote */
    }
    return end > l->start ? (unsigned char)r->source.bytes[end - 1] : 0;
}

static bool ends_sentence(const reader *r, const line *l) {
    int c = last_char(r, l);
    return c == '.' || c == ';' || c == ':' || c == '?' || c == '!';
}

static void read_lines(reader *r) {
    const cl_document *document = r->document;
    r->lines = CL_ARRAY(document->arena, document->line_count, line);
    uint32_t blank = 0;
    bool page = false;
    for (size_t i = 0; i < document->line_count; i++) {
        size_t start = document->lines[i];
        size_t end = i + 1 < document->line_count ? document->lines[i + 1] : r->source.length;
        line l = {.blank = blank};
        while (start < end && cl_is_space((unsigned char)r->source.bytes[start])) {
            char c = r->source.bytes[start++];
            page = page || c == '\f';
            l.indent = c == '\t' ? (l.indent / 8 + 1) * 8 : c == '\f' ? 0 : l.indent + 1;
        }
        bool page_behind = false;
        while (end > start && cl_is_space((unsigned char)r->source.bytes[end - 1])) {
            end--;
            page_behind = page_behind || r->source.bytes[end] == '\f';
        }
        if (start == end) {
            blank++;
            continue;
        }
        l.start = (uint32_t)start;
        l.end = (uint32_t)end;
        l.page_break = page || (blank >= PAGE_BLANKS && r->count > 0);
        page = page_behind;
        blank = 0;
        r->lines[r->count++] = l;
    }
}

/* "-----", "=====", and the loose "th" of a date. */
static bool is_rule_or_scrap(cl_text text) {
    if (text.length == 2) {
        static const char *const scraps[] = {"th", "st", "nd", "rd"};
        for (size_t i = 0; i < 4; i++) {
            if (memcmp(text.bytes, scraps[i], 2) == 0) {
                return true;
            }
        }
    }
    size_t marks = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        if (c != '-' && c != '=' && c != ' ' && c != '~') {
            return false;
        }
        marks += c != ' ';
    }
    return marks >= 2;
}

/* "Source: COMPANY, 8-K, 1/2/2020": added by a register, not by the parties. */
static bool is_source_line(cl_text text) {
    return cl_text_starts(text, "Source:") && text.length < 200 &&
           cl_is_digit((unsigned char)text.bytes[text.length - 1]);
}

/* Tags of the register in filings that are plain text: "<PAGE>", "<S>  <C>", "<TYPE>EX-10.1". */
static bool is_filing_tag(cl_text text) {
    static const char *const marks[] = {
        "<PAGE>", "<TABLE>", "</TABLE>",   "<CAPTION>",   "</CAPTION>", "<S>",     "<C>",
        "<FN>",   "</FN>",   "<DOCUMENT>", "</DOCUMENT>", "<TEXT>",     "</TEXT>", NULL};
    static const char *const values[] = {"<TYPE>", "<SEQUENCE>", "<FILENAME>", "<DESCRIPTION>",
                                         NULL};
    enum { LONGEST_VALUE = 120 };
    if (text.length < 3 || text.bytes[0] != '<') {
        return false;
    }
    for (size_t i = 0; values[i]; i++) {
        if (cl_text_starts(text, values[i])) {
            return text.length < LONGEST_VALUE;
        }
    }
    for (size_t at = 0; at < text.length;) {
        cl_text rest = cl_text_slice(text, at, text.length);
        size_t i = 0;
        while (marks[i] && !cl_text_starts_nocase(rest, marks[i])) {
            i++;
        }
        if (!marks[i]) {
            return false;
        }
        at += strlen(marks[i]);
        while (at < text.length && cl_is_space((unsigned char)text.bytes[at])) {
            at++;
        }
    }
    return true;
}

/* At the edge of a page, counting furniture already found as outside the page. */
static bool at_edge(const reader *r, size_t i) {
    if (i == 0 || r->lines[i].page_break || i + 1 == r->count || r->lines[i + 1].page_break) {
        return true;
    }
    return r->lines[i - 1].furniture || r->lines[i + 1].furniture;
}

typedef struct candidate {
    uint64_t hash;
    size_t line;
} candidate;

static int compare_candidates(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return x->line < y->line ? -1 : x->line > y->line;
}

static bool may_run(const reader *r, const line *l) {
    cl_text text = line_text(r, l);
    cl_label label;
    return text.length >= 4 && text.length <= 240 && !memchr(text.bytes, '_', text.length) &&
           !cl_text_starts_nocase(text, "by:") && !cl_text_starts_nocase(text, "name:") &&
           !cl_text_starts_nocase(text, "title:") && !cl_text_starts_nocase(text, "date") &&
           cl_text_find(text, CL_TEXT("/s/"), 0) == SIZE_MAX &&
           !(cl_label_read(text, 0, &label) && cl_label_opens(text, 0, &label));
}

/* "None", "[See attached.]", "Name": words that tables and forms repeat as well as page heads. */
static bool is_weak_head(cl_text text) {
    size_t words = 1;
    for (size_t i = 0; i < text.length; i++) {
        words += text.bytes[i] == ' ' && text.bytes[i + 1] != ' ';
    }
    char first = text.bytes[0], last = text.bytes[text.length - 1];
    return words <= 2 || (words <= 5 && (last == '.' || (first == '[' && last == ']') ||
                                         (first == '(' && last == ')')));
}

/* Running heads and feet: the same line at the edge of at least three pages. */
static void find_running_lines(reader *r) {
    enum { OFTEN = 3, WEAK_SHARE = 3 };
    candidate *found = malloc((r->count + 1) * sizeof *found);
    size_t n = 0, pages = 1;
    for (size_t i = 0; found && i < r->count; i++) {
        pages += r->lines[i].page_break;
        if (!r->lines[i].furniture && at_edge(r, i) && may_run(r, &r->lines[i])) {
            found[n++] = (candidate){cl_running_hash(line_text(r, &r->lines[i])), i};
        }
    }
    if (n > 1) {
        qsort(found, n, sizeof *found, compare_candidates);
    }
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && found[end].hash == found[i].hash) {
            end++;
        }
        bool often = end - i >= OFTEN;
        if (often && is_weak_head(line_text(r, &r->lines[found[i].line]))) {
            often = (end - i) * WEAK_SHARE >= pages;
        }
        for (size_t k = i; k < end && often; k++) {
            /* The first may be the title that the others repeat. */
            cl_text text = line_text(r, &r->lines[found[k].line]);
            bool numbered = cl_text_find(text, CL_TEXT("Page 1"), 0) != SIZE_MAX;
            r->lines[found[k].line].furniture = k > i || found[k].line > 4 || numbered;
        }
        i = end;
    }
    free(found);
}

/* "2    3          CONFIDENTIAL": page numbers at a distance from words that come again and again,
 * each time with a higher number, on a line of its own. */
static bool is_counted_line(const reader *r, const line *l) {
    cl_text raw = cl_text_slice(r->source, l->start, l->end);
    size_t at = 0, letters = 0;
    while (at < raw.length && (cl_is_digit((unsigned char)raw.bytes[at]) || raw.bytes[at] == ' ')) {
        at++;
    }
    bool gap = at >= 4 && raw.bytes[at - 1] == ' ' && raw.bytes[at - 2] == ' ' &&
               raw.bytes[at - 3] == ' ' && cl_is_digit((unsigned char)raw.bytes[0]);
    for (size_t i = at; i < raw.length; i++) {
        letters += cl_is_alpha((unsigned char)raw.bytes[i]);
        if (cl_is_digit((unsigned char)raw.bytes[i])) {
            return false;
        }
    }
    return gap && letters >= 4 && raw.length < 160 && l->blank > 0;
}

static void find_counted_lines(reader *r) {
    enum { OFTEN = 4, APART = 4 };
    candidate *found = malloc((r->count + 1) * sizeof *found);
    size_t n = 0;
    for (size_t i = 0; found && i < r->count; i++) {
        if (!r->lines[i].furniture && is_counted_line(r, &r->lines[i])) {
            /* of the words only: the numbers may grow a digit */
            cl_text text = line_text(r, &r->lines[i]);
            size_t at = 0;
            while (at < text.length && !cl_is_alpha((unsigned char)text.bytes[at])) {
                at++;
            }
            found[n++] = (candidate){cl_running_hash(cl_text_slice(text, at, text.length)), i};
        }
    }
    if (n > 1) {
        qsort(found, n, sizeof *found, compare_candidates);
    }
    for (size_t i = 0, end; i < n; i = end) {
        bool counts = true;
        for (end = i + 1; end < n && found[end].hash == found[i].hash; end++) {
            const line *a = &r->lines[found[end - 1].line], *b = &r->lines[found[end].line];
            counts = counts && found[end].line - found[end - 1].line >= APART &&
                     atoi(r->source.bytes + a->start) < atoi(r->source.bytes + b->start);
        }
        for (size_t k = i; k < end && counts && end - i >= OFTEN; k++) {
            r->lines[found[k].line].furniture = true;
        }
    }
    free(found);
}

/* Where the last part of a line begins that a wide gap parts from the rest; its end if none. */
static uint32_t tail_start(const reader *r, const line *l) {
    for (uint32_t at = l->end; at > l->start + 20; at--) {
        if (l->end - at > 140) {
            break;
        }
        if (!memcmp(r->source.bytes + at - 3, "   ", 3) && r->source.bytes[at] != ' ') {
            return at;
        }
    }
    return l->end;
}

/* Where the first part of a line ends that a wide gap parts from the rest; its start if none. */
static uint32_t head_end(const reader *r, const line *l) {
    for (uint32_t at = l->start; at + 3 < l->end && at - l->start < 140; at++) {
        if (!memcmp(r->source.bytes + at, "   ", 3)) {
            return at;
        }
    }
    return l->start;
}

/* Is there the edge of a page: a break, or page furniture other than a rule? */
static bool ends_page(const reader *r, size_t furniture, bool page_break) {
    return page_break ||
           (r->lines[furniture].furniture && !is_rule_or_scrap(line_text(r, &r->lines[furniture])));
}

/* The part of a line that may be a running head or foot glued to it; empty if none. */
static line glued_part(const reader *r, size_t i, bool foot) {
    line part = r->lines[i];
    bool edge = foot ? i + 1 < r->count && ends_page(r, i + 1, r->lines[i + 1].page_break)
                     : i > 0 && ends_page(r, i - 1, part.page_break);
    if (foot) {
        part.start = tail_start(r, &part);
    } else {
        part.end = head_end(r, &part);
    }
    cl_text text = cl_text_slice(r->source, part.start, part.end);
    if (!edge || part.furniture || text.length < 10 || cl_is_lower((unsigned char)text.bytes[0]) ||
        !may_run(r, &part) || is_weak_head(text)) {
        part.end = part.start;
    }
    return part;
}

static void cut_glued_part(reader *r, size_t i, bool foot) {
    line *l = &r->lines[i], part = glued_part(r, i, foot);
    if (foot) {
        l->end = part.start;
        while (l->end > l->start && r->source.bytes[l->end - 1] == ' ') {
            l->end--;
        }
    } else {
        l->start = part.end;
        while (l->start < l->end && r->source.bytes[l->start] == ' ') {
            l->start++;
        }
    }
}

/* Running heads and feet glued to the first or last line of at least three pages. True if any. */
static bool trim_glued(reader *r, bool foot) {
    enum { OFTEN = 3 };
    candidate *found = malloc((r->count + 1) * sizeof *found);
    size_t n = 0;
    bool any = false;
    for (size_t i = 0; found && i < r->count; i++) {
        line part = glued_part(r, i, foot);
        if (part.end > part.start) {
            cl_text text = cl_text_slice(r->source, part.start, part.end);
            found[n++] = (candidate){cl_running_hash(text), i};
        }
    }
    if (n > 1) {
        qsort(found, n, sizeof *found, compare_candidates);
    }
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && found[end].hash == found[i].hash; end++) {
        }
        for (size_t k = i; k < end && end - i >= OFTEN; k++) {
            cut_glued_part(r, found[k].line, foot);
            any = true;
        }
    }
    free(found);
    return any;
}

/* A page number at the end of a page's last line: "… such breach   9". */
static void trim_glued_number(reader *r, line *l, int *page) {
    size_t end = l->end, digits = 0;
    while (end > l->start && cl_is_digit((unsigned char)r->source.bytes[end - 1]) && digits < 4) {
        end--;
        digits++;
    }
    size_t edge = end;
    while (edge > l->start && r->source.bytes[edge - 1] == ' ') {
        edge--;
    }
    if (digits == 0 || digits > 3 || edge == end || edge == l->start) {
        return;
    }
    /* A short line may be "Exhibit 9"; a sentence that goes on over the page is none. */
    bool open = edge > l->start + 20 || cl_is_lower((unsigned char)r->source.bytes[edge - 1]);
    int value = atoi(r->source.bytes + end);
    if (open && (end - edge >= 3 || value == *page + 1)) {
        *page = value;
        l->end = (uint32_t)edge;
    }
}

static void find_furniture(reader *r) {
    int page = 0;
    for (size_t i = 0; i < r->count; i++) {
        line *l = &r->lines[i];
        cl_text text = line_text(r, l);
        bool apart = l->blank > 0 || l->page_break || i == 0;
        bool apart_behind =
            i + 1 == r->count || r->lines[i + 1].blank > 0 || r->lines[i + 1].page_break;
        if (text.length < 24 && (apart || apart_behind) && cl_is_page_number(text)) {
            l->furniture = true;
            int value = atoi(text.bytes);
            page = value > 0 ? value : page;
        } else {
            l->furniture = is_rule_or_scrap(text) || is_source_line(text) || is_filing_tag(text);
            l->page_break = l->page_break || cl_text_starts_nocase(text, "<PAGE>");
        }
        if (!l->furniture && i + 1 < r->count && r->lines[i + 1].page_break) {
            trim_glued_number(r, l, &page);
        }
    }
    /* Twice: a foot of two lines is found from its outer line. */
    find_running_lines(r);
    find_running_lines(r);
    find_counted_lines(r);
    /* "Collaboration Agreement     Page 3 of 75": one part behind the other */
    for (int part = 0; part < 3 && trim_glued(r, true); part++) {
    }
    for (int part = 0; part < 3 && trim_glued(r, false); part++) {
    }
    size_t kept = 0;
    bool page_break = false;
    uint32_t blank = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (r->lines[i].furniture) {
            /* A rule under a heading is no page edge; the rest of the furniture is. */
            bool rule = is_rule_or_scrap(line_text(r, &r->lines[i]));
            page_break = page_break || r->lines[i].page_break || (!rule && kept > 0);
            blank += r->lines[i].blank + rule;
            continue;
        }
        r->lines[kept] = r->lines[i];
        r->lines[kept].page_break |= page_break;
        r->lines[kept].blank += blank;
        page_break = false;
        blank = 0;
        kept++;
    }
    r->count = kept;
}

/* Hard-wrapped text: many lines follow another directly and go on in lower case. Rows of tables may
 * be longer than any line of running text. */
static void find_wrapping(reader *r) {
    enum { LONGEST = 200, WRAPPED = 160 };
    size_t pairs = 0, lower = 0, too_long = 0;
    size_t lengths[LONGEST] = {0};
    for (size_t i = 0; i < r->count; i++) {
        const line *l = &r->lines[i];
        size_t length = l->end - l->start + l->indent;
        too_long += length >= WRAPPED;
        lengths[length < LONGEST ? length : LONGEST - 1]++;
        if (i > 0 && l->blank == 0) {
            pairs++;
            lower += cl_is_lower(first_char(r, l));
        }
    }
    bool plainly = lower * 100 >= pairs * 40 && too_long * 4 <= r->count;
    r->wrapped = pairs >= 2 && lower * 100 >= pairs * 15 && (plainly || too_long * 20 <= r->count);
    size_t seen = 0, width = r->wrapped ? WRAPPED - 1 : LONGEST - 1;
    while (width > 0 && (seen += lengths[width]) * 10 < r->count - too_long) {
        width--;
    }
    r->width = (uint32_t)width;
}

/* "[INSERT ADDRESS]" is a blank to fill in. */
static bool is_heading_line(const reader *r, const line *l) {
    cl_text text = line_text(r, l);
    return text.length <= 120 && text.bytes[0] != '[' && cl_text_is_caps(text);
}

/* "AWARE OF THE POSSIBILITY OF SUCH DAMAGES. 8. Arbitration. Each …": begins with two words in
 * capitals, as the rest of a sentence in capitals does. */
static bool begins_in_caps(const reader *r, const line *l) {
    cl_text text = line_text(r, l);
    size_t end = 0, words = 0, letters = 0;
    while (end < text.length && words < 2) {
        words += text.bytes[end] == ' ';
        letters += cl_is_alpha((unsigned char)text.bytes[end]);
        end++;
    }
    return letters >= 4 && cl_text_is_caps(cl_text_slice(text, 0, end));
}

/* "Partner      $500      20", "By: _____      By: _____": columns set with spaces. A gap behind a
 * label is none. */
static bool is_columnar(const reader *r, const line *l) {
    enum { GAP = 4 };
    cl_text text = line_text(r, l);
    cl_label label;
    size_t from = cl_label_read(text, 0, &label) ? label.length : 1, columns = 0;
    while (from < text.length && cl_is_space((unsigned char)text.bytes[from])) {
        from++;
    }
    for (size_t at = from; at < text.length; at++) {
        size_t gap = at;
        while (gap < text.length && cl_is_space((unsigned char)text.bytes[gap])) {
            gap++;
        }
        columns += gap - at >= GAP || (gap > at && memchr(text.bytes + at, '\t', gap - at));
        at = gap > at ? gap - 1 : at;
    }
    return columns > 0;
}

/* Whether a line goes on with the paragraph of the line before, which began at line `first`. */
static bool joins(const reader *r, size_t first, size_t i) {
    const line *l = &r->lines[i], *before = &r->lines[i - 1];
    int c = first_char(r, l), end = last_char(r, before);
    bool stop = ends_sentence(r, before), lower = cl_is_lower(c);
    if (r->labelled && r->open_start < before->end && r->open_start >= before->start &&
        before->end - r->open_start < 32) {
        /* "ARTICLE 2" on a line of its own: the title or text below is what it numbers. */
        cl_label next;
        if (cl_layout_is_bare_label(&r->layout, r->open_start, before->end)) {
            return !(cl_label_read(line_text(r, l), 0, &next) &&
                     cl_label_opens(line_text(r, l), 0, &next));
        }
    }
    if (l->blank > 0 || l->page_break) {
        /* "…; and" ends an item, not the list. */
        cl_text above = line_text(r, before);
        bool item = cl_text_ends(above, "; and") || cl_text_ends(above, "; or");
        bool open = (end == ',' || cl_is_lower(end) || end == '-') && (!item || l->page_break);
        cl_label label;
        cl_text text = line_text(r, l);
        if (cl_label_read(text, 0, &label) && cl_label_opens(text, 0, &label)) {
            return false;
        }
        if (lower) {
            return l->page_break ? end != ':' && (end != '.' || before->end - before->start > 40)
                                 : open;
        }
        /* A capital behind an open sentence: only over a page edge, and only between long lines. */
        return l->page_break && open && !stop && before->end - before->start > 60 &&
               text.length > 60 && !is_heading_line(r, l);
    }
    uint32_t length = before->end - before->start + before->indent;
    bool apart = r->wrapped && (l->indent >= before->indent + 2 || length * 4 < r->width * 3);
    if (cl_layout_interrupts(&r->layout, before->start, before->end, l->start, l->end, apart)) {
        return false;
    }
    if (!r->wrapped) {
        return lower && !stop;
    }
    bool columns = is_columnar(r, l);
    if (columns != is_columnar(r, before) ? length * 2 < r->width || !lower : columns) {
        return false; /* rows of a table, signatures side by side */
    }
    bool caps = is_heading_line(r, l), caps_before = is_heading_line(r, before);
    bool full = length * 4 >= r->width * 3;
    /* A sentence in capitals, not a heading: it began otherwise, or goes on so. */
    bool sentence =
        full && !stop &&
        (begins_in_caps(r, l) || (i - 1 > first && !is_heading_line(r, &r->lines[first])));
    if (caps_before && !caps && !sentence) {
        return false;
    }
    if (caps && !caps_before && (stop || !full)) {
        return false;
    }
    if (lower) {
        return true;
    }
    if (stop && (!full || (l->indent >= before->indent + 2 && i - 1 > first))) {
        return false;
    }
    /* A short line without stop is a title or a table row, unless the sentence is open. Behind a
     * label it is a title however it ends: "2. Renewal". */
    bool title = r->labelled && r->alone && i - 1 == first;
    return length * 2 >= r->width || end == ',' || (cl_is_lower(end) && !title);
}

static void begin_block(reader *r, const line *l, size_t at, bool labelled) {
    r->open = (cl_block){.kind = CL_BLOCK_PARAGRAPH, .list_level = -1, .indent = l->indent};
    r->open.flags |= at > l->start ? CL_BLOCK_JOINS_LINE : 0;
    r->open.flags |= at == l->start && l->page_break ? CL_BLOCK_PAGE_BREAK : 0;
    uint32_t length = l->end - l->start;
    if (l->indent >= 8 && length < 60 && length + 2 * l->indent < r->width + r->width / 4) {
        r->open.flags |= CL_BLOCK_CENTERED;
    }
    r->open_start = at;
    r->labelled = labelled;
    r->alone = at == l->start;
}

static bool is_heading_block(const reader *r, const cl_block *block) {
    cl_text text = block->text;
    if (text.length == 0 || text.length > 120) {
        return false;
    }
    bool item = block->label.length > 0 &&
                (block->label.bytes[0] == '(' || (unsigned char)block->label.bytes[0] >= 0xE0);
    if (cl_text_is_caps(text)) {
        return text.length >= 3 && !memchr(text.bytes, '_', text.length) && !item &&
               !cl_text_starts(text, "BY:") && !cl_text_ends(text, ";") && !cl_text_ends(text, ",");
    }
    if (item || !r->alone) {
        return false;
    }
    if (block->label.length > 0 && cl_text_ends(text, ".")) {
        text.length--;
    }
    return cl_text_is_title(text);
}

static void end_block(reader *r) {
    cl_block *block = &r->open;
    if (cl_normaliser_length(&r->normaliser) == 0) {
        return;
    }
    cl_normaliser_take(&r->normaliser, r->document->arena, &block->text, &block->map);
    block->source = (cl_span){block->map[0], block->map[block->text.length]};
    if (r->labelled && cl_block_take_label(block)) {
        block->kind = CL_BLOCK_LIST_ITEM;
    }
    if (is_heading_block(r, block)) {
        block->kind = CL_BLOCK_HEADING;
    }
    if (cl_text_is_caps(block->text)) {
        block->flags |= CL_BLOCK_CAPS;
    }
    /* "[clauselint: ignore RULE: reason]": a note to us, as an HTML comment is in Markdown. */
    if (cl_text_starts(block->text, "[clauselint:") && cl_text_ends(block->text, "]")) {
        block->flags |= CL_BLOCK_HIDDEN;
        block->kind = CL_BLOCK_PARAGRAPH;
    }
    r->too_long = r->too_long || block->text.length > r->limits->paragraph_bytes;
    if (r->block_count >= r->limits->paragraphs) {
        r->full = true;
        return;
    }
    r->blocks = cl_arena_grow(r->document->arena, r->blocks, r->block_count, &r->block_capacity,
                              sizeof *r->blocks);
    r->blocks[r->block_count++] = *block;
}

/* Adds a piece of a line without the rules ("- -----") that stood under a heading on a line of its
 * own. */
static void add_piece(reader *r, size_t start, size_t end) {
    while (r->has_rules && start < end) {
        size_t rule = cl_text_find(cl_text_slice(r->source, 0, end), CL_TEXT("---"), start);
        if (rule == SIZE_MAX) {
            break;
        }
        size_t behind = rule;
        while (behind < end && r->source.bytes[behind] == '-') {
            behind++;
        }
        bool apart = (rule == start || r->source.bytes[rule - 1] == ' ') &&
                     (behind == end || r->source.bytes[behind] == ' ');
        size_t stop = apart ? rule : behind;
        if (apart && stop >= start + 2 && r->source.bytes[stop - 2] == '-' &&
            (stop < start + 3 || r->source.bytes[stop - 3] == ' ')) {
            stop -= 2;
        }
        cl_normaliser_add(&r->normaliser, r->source, start, stop);
        start = behind;
    }
    cl_normaliser_add(&r->normaliser, r->source, start, end);
}

/* Joins to the line before: with a space, or without one where a word was hyphenated. */
static void add_join(reader *r, const line *before, const line *l) {
    cl_text text = line_text(r, before);
    bool hyphen = text.length >= 2 && text.bytes[text.length - 1] == '-' &&
                  cl_is_alpha((unsigned char)text.bytes[text.length - 2]) &&
                  cl_is_lower(first_char(r, l));
    cl_text next = line_text(r, l);
    bool pair =
        cl_text_starts(next, "and ") || cl_text_starts(next, "or ") || cl_text_starts(next, "to ");
    bool soft = cl_text_ends(text, "\xC2\xAD");
    if (!soft && (!hyphen || pair)) {
        cl_normaliser_add_space(&r->normaliser, before->end);
    }
}

static void read_blocks(reader *r) {
    size_t first = 0;
    for (size_t i = 0; i < r->count && !r->full; i++) {
        const line *l = &r->lines[i];
        size_t from = l->start;
        if (i > 0 && joins(r, first, i)) {
            add_join(r, &r->lines[i - 1], l);
        } else {
            end_block(r);
            first = i;
            begin_block(r, l, from, cl_layout_opens_line(&r->layout, from, l->end));
        }
        size_t cut, scan = from;
        bool label = false;
        while ((cut = cl_layout_next_cut(&r->layout, from, scan, l->end, &label)) != SIZE_MAX) {
            add_piece(r, from, cut);
            r->alone = false;
            end_block(r);
            begin_block(r, l, cut, label);
            from = scan = cut;
        }
        add_piece(r, from, l->end);
    }
    end_block(r);
}

static cl_status load(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error) {
    cl_document *document = CL_NEW(arena, cl_document);
    document->arena = arena;
    document->name = name;
    document->format = CL_FORMAT_TEXT;
    document->numbering_known = true;
    cl_decoded decoded = cl_decode(arena, name, bytes, &document->notices);
    document->source = decoded.text;
    document->origin = decoded.origin;
    document->byte_order_mark = decoded.byte_order_mark;
    cl_document_index_lines(document);

    reader r = {.document = document, .limits = limits, .source = document->source};
    r.layout.source = r.source;
    r.has_rules = cl_text_find(r.source, CL_TEXT("---"), 0) != SIZE_MAX;
    read_lines(&r);
    find_furniture(&r);
    find_wrapping(&r);
    cl_gap_counts gaps = {0};
    for (size_t i = 0; i < r.count; i++) {
        cl_layout_count_gaps(&r.layout, r.lines[i].start, r.lines[i].end, &gaps);
    }
    cl_layout_decide_gaps(&r.layout, &gaps);
    read_blocks(&r);
    cl_normaliser_release(&r.normaliser);
    if (r.too_long) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraph-bytes", (cl_place){name, 0, 0},
                            "A paragraph has more than %zu bytes. Raise the limit with "
                            "--max-paragraph-bytes if that is right.",
                            limits->paragraph_bytes);
    }
    if (r.full) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraphs", (cl_place){name, 0, 0},
                            "The document has more than %zu paragraphs. Raise the limit with "
                            "--max-paragraphs if that is right.",
                            limits->paragraphs);
    }
    document->blocks = r.blocks;
    document->block_count = r.block_count;
    *out = document;
    return CL_OK;
}

/* Anything may be text; other loaders bid higher when they see their own format. */
static int recognise(cl_text head) {
    return head.length > 0 ? 10 : 0;
}

const cl_loader cl_loader_text = {"text", recognise, load};
