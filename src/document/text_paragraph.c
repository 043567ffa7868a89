/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "document/plain_reader.h"

static int first_char(const cl_plain_reader *r, const cl_plain_line *l) {
    return l->start < l->end ? (unsigned char)r->source.bytes[l->start] : 0;
}

static int last_char(const cl_plain_reader *r, const cl_plain_line *l) {
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

static bool ends_sentence(const cl_plain_reader *r, const cl_plain_line *l) {
    int c = last_char(r, l);
    return c == '.' || c == ';' || c == ':' || c == '?' || c == '!';
}

static uint32_t length_of(const cl_plain_line *l) {
    return l->end - l->start;
}

/* Hard-wrapped text: many lines follow another directly and go on in lower case. Rows of tables may
 * be longer than any line of running text. */
void cl_plain_find_wrapping(cl_plain_reader *r) {
    enum { LONGEST = 200, WRAPPED = 160 };
    size_t pairs = 0, lower = 0, too_long = 0;
    size_t lengths[LONGEST] = {0};
    for (size_t i = 0; i < r->count; i++) {
        const cl_plain_line *l = &r->lines[i];
        size_t length = length_of(l) + l->indent;
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

/* All in capitals; "[INSERT ADDRESS]" is a blank to fill in. */
static bool is_heading_line(const cl_plain_reader *r, const cl_plain_line *l) {
    cl_text text = cl_plain_line_text(r, l);
    return text.length <= 120 && text.bytes[0] != '[' && cl_text_is_caps(text);
}

/* "AWARE OF THE POSSIBILITY OF SUCH DAMAGES. 8. Arbitration. Each …": begins with two words in
 * capitals, as the rest of a sentence in capitals does. */
static bool begins_in_caps(const cl_plain_reader *r, const cl_plain_line *l) {
    cl_text text = cl_plain_line_text(r, l);
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
static bool is_columnar(const cl_plain_reader *r, const cl_plain_line *l) {
    enum { GAP = 4 };
    cl_text text = cl_plain_line_text(r, l);
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

static bool opens_with_label(cl_text text) {
    cl_label label;
    return cl_label_read(text, 0, &label) && cl_label_opens(text, 0, &label);
}

/* "ARTICLE 2" on a line of its own: the title or text below is what it numbers. */
static bool is_bare_label(const cl_plain_reader *r, const cl_plain_line *line) {
    enum { LONGEST = 31 };
    return r->labelled && r->open_start >= line->start && r->open_start < line->end &&
           line->end - r->open_start <= LONGEST &&
           cl_layout_is_bare_label(&r->layout, r->open_start, line->end);
}

/* Where the last word before `end` begins. */
static size_t last_word(cl_text text, size_t end) {
    while (end > 0 && text.bytes[end - 1] != ' ') {
        end--;
    }
    return end;
}

/* "… EITHER PARTY BE LIABLE FOR": no sentence ends so, and it goes on in the same capitals. */
static bool is_left_hanging(const cl_plain_reader *r, cl_text text, const cl_plain_line *next) {
    static const char *const words[] = {"the", "of",   "for", "to",    "by",   "with",
                                        "an",  "from", "any", "shall", "will", NULL};
    size_t last = last_word(text, text.length);
    if (last == 0 || !cl_text_listed(cl_text_slice(text, last, text.length), words)) {
        return false;
    }
    return cl_is_upper((unsigned char)text.bytes[last]) ? begins_in_caps(r, next)
                                                        : !is_heading_line(r, next);
}

/* "… incorporate no ACME": a short name in capitals behind a word in small letters. */
static bool ends_in_acronym(cl_text text) {
    size_t last = last_word(text, text.length);
    size_t before = last > 0 ? last_word(text, last - 1) : 0;
    return before > 0 && text.length - last >= 2 &&
           cl_is_lower((unsigned char)text.bytes[before]) &&
           cl_is_lower((unsigned char)text.bytes[last - 2]) &&
           cl_text_is_caps(cl_text_slice(text, last, text.length)) &&
           cl_is_upper((unsigned char)text.bytes[text.length - 1]);
}

/* Over blank lines or the edge of a page: only from an open sentence. */
static bool joins_over_gap(const cl_plain_reader *r, size_t i) {
    enum { SHORT = 40, LONG = 60 };
    const cl_plain_line *l = &r->lines[i], *before = &r->lines[i - 1];
    int end = last_char(r, before);
    /* "…; and" ends an item, not the list. */
    cl_text above = cl_plain_line_text(r, before), text = cl_plain_line_text(r, l);
    bool item = cl_text_ends(above, "; and") || cl_text_ends(above, "; or");
    bool open = (end == ',' || cl_is_lower(end) || end == '-') && (!item || l->page_break);
    if (opens_with_label(text)) {
        return false;
    }
    if (cl_is_lower(first_char(r, l))) {
        return l->page_break ? end != ':' && (end != '.' || length_of(before) > SHORT) : open;
    }
    if (above.length > LONG && text.length > SHORT && cl_is_upper(first_char(r, l)) &&
        is_left_hanging(r, above, l)) {
        return true;
    }
    /* A capital behind an open sentence: only over a page edge, and only between long lines, and
     * not "… Counterparts" / "SUPPLY AGREEMENT This Agreement …". */
    bool cut = open || ends_in_acronym(above);
    cl_text last = cl_text_slice(above, last_word(above, above.length), above.length);
    return (!begins_in_caps(r, l) || cl_text_is_caps(last)) && l->page_break && cut &&
           !ends_sentence(r, before) && length_of(before) > LONG && text.length > LONG &&
           (!is_heading_line(r, l) || (end == ',' && cl_text_is_caps(above)));
}

/* Is the line part of a table or of signatures side by side, and not the end of a sentence that
 * columns were read into? `length` is that of the line before, with its indent. */
static bool breaks_into_columns(const cl_plain_reader *r, size_t i, uint32_t length) {
    bool columns = is_columnar(r, &r->lines[i]);
    bool lower = cl_is_lower(first_char(r, &r->lines[i]));
    return columns != is_columnar(r, &r->lines[i - 1]) ? length * 2 < r->width || !lower : columns;
}

/* Does a line in capitals stand next to one that is not, as a heading and no part of a sentence? */
static bool is_heading_edge(const cl_plain_reader *r, size_t first, size_t i, bool full) {
    const cl_plain_line *l = &r->lines[i], *before = &r->lines[i - 1];
    bool caps = is_heading_line(r, l), caps_before = is_heading_line(r, before);
    if (caps == caps_before) {
        return false;
    }
    bool stop = ends_sentence(r, before);
    if (caps) {
        return stop || !full;
    }
    /* A sentence in capitals, not a heading: it began otherwise, or goes on so. */
    bool sentence =
        begins_in_caps(r, l) || (i - 1 > first && !is_heading_line(r, &r->lines[first]));
    return !full || stop || !sentence;
}

/* The next line of hard-wrapped text. `length` is that of the line before, with its indent. */
static bool joins_wrapped(const cl_plain_reader *r, size_t first, size_t i, uint32_t length) {
    const cl_plain_line *l = &r->lines[i], *before = &r->lines[i - 1];
    bool full = length * 4 >= r->width * 3;
    int end = last_char(r, before);
    if (breaks_into_columns(r, i, length) || is_heading_edge(r, first, i, full)) {
        return false;
    }
    if (cl_is_lower(first_char(r, l))) {
        return true;
    }
    if (ends_sentence(r, before) && (!full || (l->indent >= before->indent + 2 && i - 1 > first))) {
        return false;
    }
    /* A short line without stop is a title or a table row, unless the sentence is open. Behind a
     * label it is a title however it ends: "2. Renewal". */
    bool title = r->labelled && r->alone && i - 1 == first;
    return length * 2 >= r->width || end == ',' || (cl_is_lower(end) && !title);
}

bool cl_plain_joins(const cl_plain_reader *r, size_t first, size_t i) {
    const cl_plain_line *l = &r->lines[i], *before = &r->lines[i - 1];
    if (is_bare_label(r, before)) {
        return !opens_with_label(cl_plain_line_text(r, l));
    }
    if (l->blank > 0 || l->page_break) {
        return joins_over_gap(r, i);
    }
    uint32_t length = length_of(before) + before->indent;
    bool apart = r->wrapped && (l->indent >= before->indent + 2 || length * 4 < r->width * 3);
    if (cl_layout_interrupts(&r->layout, before->start, before->end, l->start, l->end, apart)) {
        return false;
    }
    return r->wrapped ? joins_wrapped(r, first, i, length)
                      : cl_is_lower(first_char(r, l)) && !ends_sentence(r, before);
}
