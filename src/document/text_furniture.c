/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "document/page_furniture.h"
#include "document/plain_reader.h"

enum {
    OFTEN = 3, /* pages on which a line must come again to be a running head or foot */
    PARTS = 3, /* "Collaboration Agreement     Page 3 of 75": one behind the other */
};

/* ---- lines that come again ---- */

/* A line and what it, or a part of it, looks like but for numbers and spaces. */
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

/* The part of a line that may come again; empty if none. */
typedef cl_text part_of_line(const cl_plain_reader *r, size_t i);
/* Deals with lines whose parts look alike, in their order; true when something was found. */
typedef bool judge_alike(cl_plain_reader *r, const candidate *alike, size_t count);

static bool judge_lines(cl_plain_reader *r, part_of_line *part_of, judge_alike *judge) {
    candidate *found = malloc((r->count + 1) * sizeof *found);
    size_t count = 0;
    bool any = false;
    for (size_t i = 0; found && i < r->count; i++) {
        cl_text part = part_of(r, i);
        if (part.length > 0) {
            found[count++] = (candidate){cl_running_hash(part), i};
        }
    }
    if (count > 1) {
        qsort(found, count, sizeof *found, compare_candidates);
    }
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && found[end].hash == found[i].hash; end++) {
        }
        any |= judge(r, found + i, end - i);
    }
    free(found);
    return any;
}

/* ---- running heads and feet on lines of their own ---- */

/* At the edge of a page, counting furniture already found as outside the page. */
static bool at_edge(const cl_plain_reader *r, size_t i) {
    if (i == 0 || r->lines[i].page_break || i + 1 == r->count || r->lines[i + 1].page_break) {
        return true;
    }
    return r->lines[i - 1].furniture || r->lines[i + 1].furniture;
}

static bool may_run(const cl_plain_reader *r, const cl_plain_line *l) {
    enum { LONGEST = 240, LONGEST_LEGEND = 600 };
    cl_text text = cl_plain_line_text(r, l);
    cl_label label;
    return text.length >= 4 &&
           (text.length <= LONGEST ||
            (text.length <= LONGEST_LEGEND && cl_tells_of_omissions(text))) &&
           !memchr(text.bytes, '_', text.length) && !cl_text_starts_nocase(text, "by:") &&
           !cl_text_starts_nocase(text, "name:") && !cl_text_starts_nocase(text, "title:") &&
           !cl_text_starts_nocase(text, "date") &&
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

static cl_text running_part(const cl_plain_reader *r, size_t i) {
    const cl_plain_line *l = &r->lines[i];
    return !l->furniture && at_edge(r, i) && may_run(r, l) ? cl_plain_line_text(r, l)
                                                           : (cl_text){"", 0};
}

/* The same line at the edge of at least three pages; a weak one on a third of them. */
static bool judge_running(cl_plain_reader *r, const candidate *alike, size_t count) {
    enum { WEAK_SHARE = 3, TITLE_LINES = 4 };
    bool weak = is_weak_head(cl_plain_line_text(r, &r->lines[alike[0].line]));
    if (count < OFTEN || (weak && count * WEAK_SHARE < r->pages)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        /* The first may be the title that the others repeat. */
        cl_plain_line *l = &r->lines[alike[i].line];
        bool numbered = cl_text_find(cl_plain_line_text(r, l), CL_TEXT("Page 1"), 0) != SIZE_MAX;
        l->furniture = i > 0 || alike[i].line > TITLE_LINES || numbered;
    }
    return true;
}

/* ---- page numbers at a distance from words ---- */

/* "2    3          CONFIDENTIAL": the same words again and again, each time with a higher number,
 * on a line of its own. */
static bool is_counted_line(const cl_plain_reader *r, const cl_plain_line *l) {
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

/* The words only: the numbers may grow a digit. */
static cl_text counted_part(const cl_plain_reader *r, size_t i) {
    const cl_plain_line *l = &r->lines[i];
    cl_text text = cl_plain_line_text(r, l);
    size_t at = 0;
    if (l->furniture || !is_counted_line(r, l)) {
        return (cl_text){"", 0};
    }
    while (at < text.length && !cl_is_alpha((unsigned char)text.bytes[at])) {
        at++;
    }
    return cl_text_slice(text, at, text.length);
}

static bool judge_counted(cl_plain_reader *r, const candidate *alike, size_t count) {
    enum { OFTEN_COUNTED = 4, APART = 4 };
    for (size_t i = 1; i < count; i++) {
        const cl_plain_line *a = &r->lines[alike[i - 1].line], *b = &r->lines[alike[i].line];
        if (alike[i].line - alike[i - 1].line < APART ||
            atoi(r->source.bytes + a->start) >= atoi(r->source.bytes + b->start)) {
            return false;
        }
    }
    for (size_t i = 0; i < count && count >= OFTEN_COUNTED; i++) {
        r->lines[alike[i].line].furniture = true;
    }
    return count >= OFTEN_COUNTED;
}

/* ---- running heads and feet glued to a line of text ---- */

/* Where the last part of a line before `from` begins that a wide gap parts from the rest; its end
 * if none. */
static uint32_t tail_start(const cl_plain_reader *r, const cl_plain_line *l, uint32_t from) {
    for (uint32_t at = from; at > l->start + 20; at--) {
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
static uint32_t head_end(const cl_plain_reader *r, const cl_plain_line *l) {
    for (uint32_t at = l->start; at + 3 < l->end && at - l->start < 140; at++) {
        if (!memcmp(r->source.bytes + at, "   ", 3)) {
            return at;
        }
    }
    return l->start;
}

/* Is there the edge of a page: a break, or page furniture other than a rule? */
static bool ends_page(const cl_plain_reader *r, size_t furniture, bool page_break) {
    return page_break || (r->lines[furniture].furniture &&
                          !cl_is_rule_or_scrap(cl_plain_line_text(r, &r->lines[furniture])));
}

/* Too little to be known again: "May 2004", "*** *** ***". */
static bool says_little(cl_text text) {
    enum { SHORT = 10, LETTERS = 4 };
    size_t letters = 0;
    for (size_t i = 0; i < text.length && letters < LETTERS; i++) {
        letters += cl_is_alpha((unsigned char)text.bytes[i]);
    }
    return text.length < SHORT || letters < LETTERS || is_weak_head(text);
}

/* The part of a line that may be a running head or foot glued to it; empty if none. */
static cl_plain_line glued_part(const cl_plain_reader *r, size_t i, bool foot) {
    cl_plain_line part = r->lines[i];
    bool edge = foot ? i + 1 < r->count && ends_page(r, i + 1, r->lines[i + 1].page_break)
                     : i > 0 && ends_page(r, i - 1, part.page_break);
    if (foot) {
        part.start = tail_start(r, &part, part.end);
    } else {
        part.end = head_end(r, &part);
    }
    cl_text text = cl_text_slice(r->source, part.start, part.end);
    /* "In Confidence   Page 12   May 2004": with the part before it. */
    for (int more = 1; foot && more < PARTS && text.length && says_little(text); more++) {
        uint32_t start = tail_start(r, &r->lines[i], part.start - 1);
        part.start = start < part.start ? start : part.start;
        text = cl_text_slice(r->source, part.start, part.end);
    }
    if (!edge || part.furniture || says_little(text) || cl_is_lower((unsigned char)text.bytes[0]) ||
        !may_run(r, &part)) {
        part.end = part.start;
    }
    return part;
}

static void cut_glued_part(cl_plain_reader *r, size_t i, bool foot) {
    cl_plain_line *l = &r->lines[i], part = glued_part(r, i, foot);
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

static cl_text glued_text(const cl_plain_reader *r, size_t i, bool foot) {
    cl_plain_line part = glued_part(r, i, foot);
    return cl_plain_line_text(r, &part);
}

static cl_text glued_foot(const cl_plain_reader *r, size_t i) {
    return glued_text(r, i, true);
}

static cl_text glued_head(const cl_plain_reader *r, size_t i) {
    return glued_text(r, i, false);
}

static bool cut_alike(cl_plain_reader *r, const candidate *alike, size_t count, bool foot) {
    for (size_t i = 0; i < count && count >= OFTEN; i++) {
        cut_glued_part(r, alike[i].line, foot);
    }
    return count >= OFTEN;
}

static bool cut_feet(cl_plain_reader *r, const candidate *alike, size_t count) {
    return cut_alike(r, alike, count, true);
}

static bool cut_heads(cl_plain_reader *r, const candidate *alike, size_t count) {
    return cut_alike(r, alike, count, false);
}

/* ---- a running head that nothing parts from the text: "Supply Agreement 7. Termination" ---- */

/* A line at the top of a page. */
typedef struct page_top {
    cl_text text;
    size_t line;
} page_top;

static int compare_tops(const void *a, const void *b) {
    cl_text x = ((const page_top *)a)->text, y = ((const page_top *)b)->text;
    int order = memcmp(x.bytes, y.bytes, x.length < y.length ? x.length : y.length);
    return order ? order : (x.length > y.length) - (x.length < y.length);
}

/* The length of what two lines have in common: whole words up to a capital one, as titles end, and
 * not all of either line. */
static size_t shared_words(cl_text a, cl_text b) {
    size_t length = 0, words = 0, start = 0;
    for (size_t i = 0; i < a.length && i < b.length && a.bytes[i] == b.bytes[i]; i++) {
        if (a.bytes[i] == ' ') {
            words++;
            length = cl_is_lower((unsigned char)a.bytes[start]) ? length : i;
            start = i + 1;
        }
    }
    return words > 1 && length >= 10 && memchr(a.bytes, ' ', length) ? length : 0;
}

static void cut_shared_heads(cl_plain_reader *r) {
    enum { OFTEN_SHARED = 4 }; /* and on half of the pages */
    page_top *tops = malloc((r->count + 1) * sizeof *tops);
    size_t count = 0, head = 0, at = 0;
    for (size_t i = 1; tops && i < r->count; i++) {
        cl_plain_line *l = &r->lines[i];
        cl_text text = cl_text_slice(r->source, l->start, l->end);
        cl_label label;
        bool labelled = cl_label_read(text, 0, &label) && cl_label_opens(text, 0, &label);
        if (!l->furniture && ends_page(r, i - 1, l->page_break) && !labelled) {
            tops[count++] = (page_top){text, i};
        }
    }
    size_t often = count / 2 > OFTEN_SHARED ? count / 2 : OFTEN_SHARED;
    if (count >= often) {
        qsort(tops, count, sizeof *tops, compare_tops);
    }
    for (size_t i = 0; i + often <= count; i++) {
        size_t length = shared_words(tops[i].text, tops[i + often - 1].text);
        if (length > head && !cl_is_lower((unsigned char)tops[i].text.bytes[0])) {
            head = length;
            at = i;
        }
    }
    for (size_t i = 0; i < count && head; i++) {
        cl_text text = tops[i].text;
        if (text.length > head && !memcmp(text.bytes, tops[at].text.bytes, head + 1)) {
            cl_plain_line *l = &r->lines[tops[i].line];
            l->start += (uint32_t)head;
            while (l->start < l->end && r->source.bytes[l->start] == ' ') {
                l->start++;
            }
        }
    }
    free(tops);
}

/* The number at the end of a line, -1: none; `edge`: where the words before it end. */
static int glued_number(const cl_plain_reader *r, const cl_plain_line *l, size_t *edge,
                        size_t *gap) {
    size_t end = l->end, digits = 0;
    while (end > l->start && cl_is_digit((unsigned char)r->source.bytes[end - 1]) && digits < 4) {
        end--;
        digits++;
    }
    *edge = end;
    while (*edge > l->start && r->source.bytes[*edge - 1] == ' ') {
        (*edge)--;
    }
    *gap = end - *edge;
    return digits == 0 || digits > 3 || !*gap || *edge == l->start ? -1
                                                                   : atoi(r->source.bytes + end);
}

/* Is the line the last of its page, but for furniture? */
static bool ends_a_page(const cl_plain_reader *r, size_t i) {
    size_t next = i + 1;
    while (next < r->count && r->lines[next].furniture && !r->lines[next].page_break) {
        next++;
    }
    return next < r->count && r->lines[next].page_break;
}

/* Do the next pages end in the next numbers? */
static bool counts_on(const cl_plain_reader *r, size_t i, int value) {
    enum { PAGES = 2 };
    size_t edge, gap;
    int seen = 0;
    for (size_t k = i + 1; k < r->count && seen < PAGES; k++) {
        if (r->lines[k].furniture || !ends_a_page(r, k)) {
            continue;
        }
        if (glued_number(r, &r->lines[k], &edge, &gap) != value + seen + 1) {
            return false;
        }
        seen++;
    }
    return seen == PAGES;
}

/* A page number at the end of a page's last line: "… such breach   9". */
static void trim_glued_number(cl_plain_reader *r, size_t i, int *page) {
    cl_plain_line *l = &r->lines[i];
    size_t edge, gap;
    int value = glued_number(r, l, &edge, &gap);
    if (value < 0) {
        return;
    }
    /* A short line may be "Exhibit 9"; a sentence that goes on over the page is none. */
    bool open = edge > l->start + 20 || cl_is_lower((unsigned char)r->source.bytes[edge - 1]);
    if (open && (gap >= 3 || value == *page + 1 || counts_on(r, i, value))) {
        *page = value;
        l->end = (uint32_t)edge;
    }
}

/* ---- all of it ---- */

static bool ends_apart(const cl_plain_reader *r, size_t i) {
    return i + 1 == r->count || r->lines[i + 1].blank > 0 || r->lines[i + 1].page_break;
}

/* Is the line parted from those above or below it? */
static bool is_apart(const cl_plain_reader *r, size_t i) {
    const cl_plain_line *l = &r->lines[i];
    return i == 0 || l->blank > 0 || l->page_break || ends_apart(r, i);
}

static void find_plain_furniture(cl_plain_reader *r) {
    enum { LONGEST_NUMBER = 23 };
    for (size_t i = 0; i < r->count; i++) {
        cl_plain_line *l = &r->lines[i];
        cl_text text = cl_plain_line_text(r, l);
        if (text.length <= LONGEST_NUMBER && is_apart(r, i) && cl_is_page_number(text)) {
            l->furniture = true;
        } else {
            l->furniture = cl_is_rule_or_scrap(text) || cl_is_page_stamp(text) ||
                           (cl_is_legend(text) && ends_apart(r, i));
            l->page_break = l->page_break || cl_text_starts_nocase(text, "<PAGE>");
        }
    }
    int page = 0; /* the last number seen */
    for (size_t i = 0; i < r->count; i++) {
        cl_text text = cl_plain_line_text(r, &r->lines[i]);
        if (r->lines[i].furniture) {
            int value = cl_is_page_number(text) ? atoi(text.bytes) : 0;
            page = value > 0 ? value : page;
        } else if (ends_a_page(r, i)) {
            trim_glued_number(r, i, &page);
        }
    }
}

/* What stood before furniture now stands before the line behind it. */
static void remove_furniture(cl_plain_reader *r) {
    size_t kept = 0;
    bool page_break = false;
    uint32_t blank = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (r->lines[i].furniture) {
            /* A rule under a heading is no page edge; the rest of the furniture is. */
            bool rule = cl_is_rule_or_scrap(cl_plain_line_text(r, &r->lines[i]));
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

void cl_plain_drop_furniture(cl_plain_reader *r) {
    find_plain_furniture(r);
    r->pages = 1;
    for (size_t i = 0; i < r->count; i++) {
        r->pages += r->lines[i].page_break;
    }
    /* Twice: a foot of two lines is found from its outer line. */
    judge_lines(r, running_part, judge_running);
    judge_lines(r, running_part, judge_running);
    judge_lines(r, counted_part, judge_counted);
    for (int i = 0; i < PARTS && judge_lines(r, glued_foot, cut_feet); i++) {
    }
    for (int i = 0; i < PARTS && judge_lines(r, glued_head, cut_heads); i++) {
    }
    cut_shared_heads(r);
    remove_furniture(r);
}
