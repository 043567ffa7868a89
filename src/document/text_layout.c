/* SPDX-License-Identifier: MIT */
#include "document/text_layout.h"

#include <string.h>

#include "document/text_title.h"

/* What stands before and after a possible label. */
typedef struct context {
    size_t gap;   /* white space before it */
    int before;   /* last character before the white space, closing quotes skipped */
    cl_text word; /* last word before */
    bool stop;    /* a sentence or item ended before it */
    bool wide;    /* the gap separates paragraphs */
    int next;     /* first character behind the label */
} context;

static int byte_at(const cl_layout *layout, size_t at) {
    return at < layout->source.length ? (unsigned char)layout->source.bytes[at] : 0;
}

/* Words after which a number is a reference, a count or an amount. */
static bool refers(cl_text word) {
    static const char *const words[] = {
        "section",  "sections",   "article",     "articles", "clause",
        "clauses",  "paragraph",  "paragraphs",  "exhibit",  "exhibits",
        "schedule", "schedules",  "annex",       "appendix", "attachment",
        "rule",     "rules",      "item",        "items",    "no",
        "nos",      "number",     "page",        "pages",    "part",
        "chapter",  "subsection", "subsections", "of",       "and",
        "or",       "to",         "through",     "in",       "under",
        "with",     "than",       "by",          "within",   "least",
        "usd",      "eur",        "version",     "the",      "a",
        "an",       "is",         "are",         "for",      "form",
        "act",      "at",         "from",        "sec",      "approximately",
        "see",      "this",       "from",        "until",    "after",
        "before",   "january",    "february",    "march",    "april",
        "may",      "june",       "july",        "august",   "september",
        "october",  "november",   "december",    "phase",    "year",
        "step",     "level",      "tier",        "lot",      "suite",
        "room",     "floor",      "box",         "unit",     NULL};
    return cl_text_listed(word, words);
}

static context context_at(const cl_layout *layout, size_t start, size_t at, size_t after) {
    context c = {0};
    const char *bytes = layout->source.bytes;
    size_t end = at;
    while (end > start && cl_is_space((unsigned char)bytes[end - 1])) {
        end--;
    }
    c.gap = at - end;
    c.wide = c.gap >= 3 && layout->marks[c.gap < CL_GAP_WIDTHS ? c.gap : CL_GAP_WIDTHS - 1];
    size_t edge = end;
    while (edge > start && strchr("\"')]*", bytes[edge - 1]) && bytes[edge - 1]) {
        edge--;
    }
    /* Curly closing quotes end in 0x99 or 0x9D. */
    if (edge >= start + 3 && (unsigned char)bytes[edge - 3] == 0xE2 &&
        (unsigned char)bytes[edge - 2] == 0x80) {
        edge -= 3;
    }
    c.before = end > start ? (unsigned char)bytes[end - 1] : 0;
    int last = edge > start ? (unsigned char)bytes[edge - 1] : 0;
    c.stop = last == '.' || last == ';' || last == ':' || last == '?' || c.before == '_' ||
             (c.before == '-' && end - start >= 3 && bytes[end - 2] == '-') || end == start;
    size_t word = end;
    while (word > start && cl_is_alpha((unsigned char)bytes[word - 1])) {
        word--;
    }
    c.word = cl_text_slice(layout->source, word, end);
    if (cl_text_equal_nocase(c.word, CL_TEXT("and")) ||
        cl_text_equal_nocase(c.word, CL_TEXT("or"))) {
        /* "…; and (b)" ends an item as the semicolon itself does. */
        while (word > start && cl_is_space((unsigned char)bytes[word - 1])) {
            word--;
        }
        c.stop = word > start && bytes[word - 1] == ';';
    }
    while (cl_is_space(byte_at(layout, after))) {
        after++;
    }
    c.next = byte_at(layout, after);
    return c;
}

static bool opens_text(int c) {
    return cl_is_upper(c) || c == '"' || c == '[' || c == '(' || c == '\'' || c >= 0x80 || c == 0;
}

/* Values of the leading decimal parts; a roman or spelled article number counts as decimal. */
static size_t decimal_path(const cl_label *label, int path[CL_LABEL_PARTS]) {
    size_t n = 0;
    while (n < label->part_count && !label->parts[n].parenthesised &&
           (label->parts[n].numeral == CL_NUMERAL_DECIMAL || (n == 0 && label->keyword[0]))) {
        cl_numeral numeral = label->parts[n].numeral;
        bool roman = numeral == CL_NUMERAL_UPPER_ROMAN || numeral == CL_NUMERAL_LOWER_ROMAN ||
                     (numeral == CL_NUMERAL_UPPER_LETTER && label->parts[n].roman_value);
        path[n] = roman ? label->parts[n].roman_value : label->parts[n].value;
        n++;
    }
    return n;
}

/* How far a decimal label is from the next expected one: 1 continues, 2 skips one, 0 does not fit.
 */
static int decimal_step(const cl_sequence *s, const int *path, size_t count) {
    size_t last = count - 1;
    bool same = true;
    for (size_t i = 0; i < last; i++) {
        same = same && path[i] == s->path[i];
    }
    if (same) {
        int step = path[last] - s->path[last];
        return step >= 1 && step <= 3 ? (step == 1 ? 1 : 2) : 0;
    }
    for (size_t i = 1; i < count; i++) {
        if (path[i] > 1) {
            return 0;
        }
    }
    /* The first below a number that has no label of its own: 4.7 → 5.1, Article 5 → 5.1. */
    if (path[0] == s->path[0] + 1 || path[0] == s->article) {
        return 1;
    }
    /* 23.3 → 26.1: the first of a number further on, where labels between were not seen. */
    return count > 1 && s->path[0] > 0 && path[0] > s->path[0] && path[0] <= s->path[0] + 4 ? 2 : 0;
}

static void note_decimal(cl_sequence *s, const int *path, size_t count) {
    /* "a. …: 1. … 2. … b. …": the letters go on behind a list in one of them. */
    bool opens_list = count == 1 && path[0] == 1 && s->letter > 0;
    bool in_list = count == 1 && path[0] == s->path[0] + 1 && !s->path[1];
    s->outer = opens_list ? s->letter : in_list ? s->outer : 0;
    memset(s->path, 0, sizeof s->path);
    memcpy(s->path, path, count * sizeof *path);
    s->letter = s->roman = s->number = 0; /* not upper: "A." often stands above "1." */
}

static bool is_keyword(const cl_label *label, const char *keyword) {
    return strcmp(label->keyword, keyword) == 0;
}

static bool is_annex(const cl_label *label) {
    return label->keyword[0] && !is_keyword(label, "article") && !is_keyword(label, "section") &&
           !is_keyword(label, "clause") && !is_keyword(label, "\xC2\xA7") &&
           !is_keyword(label, "paragraph") && !is_keyword(label, "item") &&
           !is_keyword(label, "part") && !is_keyword(label, "chapter");
}

static void note(cl_sequence *s, const cl_label *label) {
    int path[CL_LABEL_PARTS] = {0};
    size_t count = decimal_path(label, path);
    if (is_annex(label)) {
        *s = (cl_sequence){0}; /* numbering starts again in an exhibit */
        return;
    }
    if (is_keyword(label, "article") || is_keyword(label, "part") || is_keyword(label, "chapter")) {
        s->article = path[0];
        s->letter = s->roman = s->number = s->upper = 0;
        return;
    }
    if (count > 0) {
        note_decimal(s, path, count);
        return;
    }
    cl_numeral numeral = label->parts[0].numeral;
    int value = label->parts[0].value, roman = label->parts[0].roman_value;
    if (numeral == CL_NUMERAL_DECIMAL) {
        s->number = value;
    } else if (numeral == CL_NUMERAL_UPPER_LETTER || numeral == CL_NUMERAL_UPPER_ROMAN) {
        /* "I." begins "I., II., III.", behind "H." it is the ninth letter. Letters begin again
         * below each roman number. */
        bool letter = numeral == CL_NUMERAL_UPPER_LETTER &&
                      (!roman || roman != s->upper_roman + 1 || value == s->upper + 1);
        s->upper = letter ? value : 0;
        s->upper_roman = letter ? s->upper_roman : roman;
    } else if (numeral == CL_NUMERAL_LOWER_ROMAN ||
               (roman && roman == s->roman + 1 && value != s->letter + 1)) {
        s->roman = roman;
    } else {
        s->letter = value;
        s->roman = s->outer = 0;
    }
}

/* Whether a lettered or parenthesised label starts or continues an enumeration. */
static bool continues_letters(const cl_sequence *s, const cl_label *label, bool first) {
    int value = label->parts[0].value, roman = label->parts[0].roman_value;
    switch (label->parts[0].numeral) {
    case CL_NUMERAL_DECIMAL:
        return value == s->number + 1 || (first && value == 1);
    case CL_NUMERAL_LOWER_ROMAN:
        return roman == s->roman + 1 || (first && roman == 1);
    case CL_NUMERAL_LOWER_LETTER:
        return value == s->letter + 1 || (s->outer && value == s->outer + 1) ||
               (roman && roman == s->roman + 1) || (first && value == 1);
    case CL_NUMERAL_UPPER_LETTER:
        return value == s->upper + 1 || (roman && roman == s->upper_roman + 1) ||
               (first && value == 1);
    case CL_NUMERAL_UPPER_ROMAN:
        return roman == s->upper_roman + 1;
    default:
        return false;
    }
}

/* A label inside a line. The kinds differ in how easily they are mistaken. */
static bool accept_keyword(const cl_layout *layout, const cl_label *label, const context *c,
                           size_t at) {
    bool caps = cl_is_upper(byte_at(layout, at + 1)) || byte_at(layout, at) >= 0x80;
    bool break_before = c->gap >= 3 || (c->stop && c->before != ':' && c->before != ';');
    int path[CL_LABEL_PARTS] = {0};
    size_t count = decimal_path(label, path);
    if (is_annex(label)) {
        return caps && c->wide;
    }
    if (!opens_text(c->next) || c->next == '(' || count == 0) {
        return false;
    }
    const cl_sequence *s = &layout->sequence;
    if (is_keyword(label, "article")) {
        bool next = path[0] == s->article + 1 ||
                    (path[0] > s->article && path[0] <= s->article + 2 && caps);
        /* the first article comes again behind a table of contents */
        bool again = path[0] == 1 && s->article > 1 && caps;
        return (next || again) && (break_before || (caps && !refers(c->word)));
    }
    if (count == 1 && path[0] == 1) {
        return break_before;
    }
    int step = decimal_step(s, path, count);
    /* "COVENANTS OF THE PARTIES Section 4.01 …": behind a heading in capitals, which has no stop.
     */
    bool behind_caps = c->word.length > 2 && cl_text_is_caps(c->word);
    bool lower = c->word.length > 0 && cl_is_lower((unsigned char)c->word.bytes[0]);
    bool titled = count > 1 && cl_is_upper(byte_at(layout, at)) && !lower && !refers(c->word) &&
                  cl_title_at(layout->source, at + label->length);
    return step == 1 ? break_before || titled || ((caps || behind_caps) && !refers(c->word))
                     : step == 2 && break_before;
}

static bool accept_decimal(const cl_layout *layout, const cl_label *label, const context *c,
                           size_t at) {
    int path[CL_LABEL_PARTS] = {0};
    size_t count = decimal_path(label, path);
    if (count == 0 || c->before == '$' || (refers(c->word) && c->gap < 3)) {
        return false;
    }
    int step = decimal_step(&layout->sequence, path, count);
    bool capital = c->word.length > 0 && cl_is_upper((unsigned char)c->word.bytes[0]);
    bool caps = c->word.length > 1 && cl_text_is_caps(c->word);
    if (count > 1) {
        if (!opens_text(c->next)) { /* "… partners. 7.5 411 and 911 Service" */
            return step == 1 && (c->wide || (c->before == '.' && cl_is_digit(c->next)));
        }
        /* Numbers of three parts are nothing else; of two, a title behind them decides. */
        return step == 1 ? c->stop || c->gap >= 3 || capital || count > 2 ||
                               cl_title_at(layout->source, at + label->length)
                         : step == 2 && (c->stop || c->wide || (caps && c->word.length > 3));
    }
    if (!opens_text(c->next)) {
        return false;
    }
    bool first = path[0] == 1;
    if ((step == 1 || (first && c->stop)) &&
        cl_title_ends_paragraph(layout->source, at + label->length, !label->closing)) {
        return label->closing || c->stop;
    }
    if (!label->closing) {
        return false;
    }
    bool starts_again = first && (c->wide || (c->gap >= 3 && c->stop));
    bool titled = step && cl_caps_title_at(layout->source, at + label->length);
    return starts_again || (step == 1 && (c->stop || c->gap >= 3 || caps || titled)) ||
           (step == 2 && (c->wide || (c->stop && titled)));
}

static bool accept(const cl_layout *layout, const cl_label *label, size_t start, size_t at) {
    context c = context_at(layout, start, at, at + label->length);
    const cl_sequence *s = &layout->sequence;
    if (label->keyword[0]) {
        return accept_keyword(layout, label, &c, at);
    }
    cl_numeral numeral = label->parts[0].numeral;
    if (numeral == CL_NUMERAL_BULLET) {
        return byte_at(layout, at) >= 0x80;
    }
    if (label->parts[0].parenthesised) {
        bool sentence = c.stop && c.before != ':' && c.before != ';' && c.before != ',';
        bool item = c.gap >= 3 && (c.stop || c.wide);
        /* "as follows: (a) Authority. Each party …; (b) Title. …" */
        bool titled =
            (c.before == ':' || c.before == ';') && cl_title_at(layout->source, at + label->length);
        return (sentence || item || titled) && !refers(c.word) && continues_letters(s, label, true);
    }
    if (numeral == CL_NUMERAL_DECIMAL) {
        return accept_decimal(layout, label, &c, at);
    }
    bool wide = c.gap >= 3 && (c.stop || c.wide);
    return label->closing && opens_text(c.next) && (wide || c.stop) &&
           continues_letters(s, label, wide);
}

/* Whether a letter may begin a label: cheap, since every word of the document comes here. */
static bool may_begin(const cl_layout *layout, size_t at) {
    int c = byte_at(layout, at);
    if (cl_is_digit(c) || c == '(') {
        return true;
    }
    if (c >= 0x80) {
        return c == 0xC2 || c == 0xE2 || c == 0xEF;
    }
    if (!cl_is_alpha(c)) {
        return false;
    }
    int next = byte_at(layout, at + 1);
    if (next == '.' || next == ')') {
        return true;
    }
    if (!cl_is_upper(c)) {
        return false;
    }
    next = cl_lower(next);
    return (c == 'A' && (next == 'r' || next == 'n' || next == 'p' || next == 't')) ||
           (c == 'S' && (next == 'e' || next == 'c')) || (c == 'E' && next == 'x') ||
           (c == 'I' || c == 'V' || c == 'X');
}

/* Labels are short; reading on to the end of a page would cost for every one of its words. */
static cl_text label_window(const cl_layout *layout, size_t end) {
    return cl_text_slice(layout->source, 0, end);
}

void cl_layout_count_gaps(const cl_layout *layout, size_t start, size_t end,
                          cl_gap_counts *counts) {
    cl_text window = label_window(layout, end);
    for (size_t at = start; at < end;) {
        const char *space = memchr(window.bytes + at, ' ', end - at);
        if (!space) {
            return;
        }
        size_t gap = (size_t)(space - window.bytes);
        at = gap;
        while (at < end && window.bytes[at] == ' ') {
            at++;
        }
        size_t width = at - gap;
        if (width < 3 || at == end || gap == start) {
            continue;
        }
        width = width < CL_GAP_WIDTHS ? width : CL_GAP_WIDTHS - 1;
        cl_label label;
        cl_text rest = cl_text_slice(window, at, end);
        bool labelled = cl_label_read(window, at, &label) && cl_label_opens(window, at, &label);
        counts->all[width]++;
        counts->label[width] += labelled || rest.bytes[0] == '"' ||
                                cl_text_starts(rest, "WHEREAS") ||
                                cl_text_starts(rest, "\xE2\x80\x9C");
        counts->lower[width] += cl_is_lower((unsigned char)rest.bytes[0]);
    }
}

void cl_layout_decide_gaps(cl_layout *layout, const cl_gap_counts *counts) {
    for (size_t width = 3; width < CL_GAP_WIDTHS; width++) {
        uint32_t all = counts->all[width];
        layout->marks[width] = all >= 2 && counts->label[width] * 100 >= all * 12 &&
                               counts->lower[width] * 100 <= all * 30;
    }
}

static bool reads_label(const cl_layout *layout, size_t at, size_t end, cl_label *label) {
    cl_text window = label_window(layout, end);
    if (!cl_label_read(window, at, label) || !cl_label_opens(window, at, label)) {
        return false;
    }
    const cl_sequence *s = &layout->sequence;
    cl_numeral numeral = label->parts[0].numeral;
    if (label->keyword[0] || label->parts[0].parenthesised || numeral == CL_NUMERAL_BULLET) {
        return true;
    }
    if (numeral != CL_NUMERAL_DECIMAL) {
        return label->closing &&
               continues_letters(s, label, true); /* or it is somebody's initial */
    }
    if (label->part_count == 1 && !label->closing) {
        return label->parts[0].value == s->path[0] + 1; /* or a street number, a quantity … */
    }
    return true;
}

bool cl_layout_opens_line(cl_layout *layout, size_t at, size_t end) {
    cl_label label;
    if (!reads_label(layout, at, end, &label)) {
        return false;
    }
    note(&layout->sequence, &label);
    return true;
}

bool cl_layout_interrupts(const cl_layout *layout, size_t previous, size_t previous_end, size_t at,
                          size_t end, bool apart) {
    cl_label label;
    if (!reads_label(layout, at, end, &label)) {
        return false;
    }
    context c = context_at(layout, previous, previous_end, at + label.length);
    if (refers(c.word) && !c.stop) {
        return false;
    }
    if (label.parts[0].numeral == CL_NUMERAL_BULLET) {
        return true;
    }
    if (label.keyword[0]) {
        return c.stop;
    }
    if (label.parts[0].parenthesised || label.parts[0].numeral != CL_NUMERAL_DECIMAL) {
        return (c.stop || c.before == ',' || apart) &&
               continues_letters(&layout->sequence, &label, true);
    }
    int path[CL_LABEL_PARTS] = {0};
    size_t count = decimal_path(&label, path);
    int step = decimal_step(&layout->sequence, path, count);
    return (step > 0 || path[count - 1] == 1) && (c.stop || count > 1 || label.closing);
}

bool cl_layout_is_bare_label(const cl_layout *layout, size_t at, size_t end) {
    cl_label label;
    return reads_label(layout, at, end, &label) && at + label.length == end &&
           label.parts[0].numeral != CL_NUMERAL_BULLET;
}

/* Whether [start, end) is only the label of what follows. */
static bool is_label_only(const cl_layout *layout, size_t start, size_t end) {
    cl_label label;
    return cl_label_read(label_window(layout, end), start, &label) && start + label.length >= end;
}

/* "… in writing. TERM AND TERMINATION 3.1 …": the heading belongs to what follows. */
static size_t heading_before(const cl_layout *layout, size_t start, size_t cut) {
    enum { LONGEST = 100 };
    size_t at = cut;
    size_t least = cut - start > LONGEST ? cut - LONGEST : start;
    const char *bytes = layout->source.bytes;
    while (at > least && !cl_is_lower((unsigned char)bytes[at - 1])) {
        at--;
    }
    while (at < cut && bytes[at] != '.') {
        at++;
    }
    for (size_t i = at; i < cut; i++) { /* behind the last stop */
        at = bytes[i] == '.' && cl_is_space((unsigned char)bytes[i + 1]) ? i + 1 : at;
    }
    while (at < cut && cl_is_space((unsigned char)bytes[at])) {
        at++;
    }
    cl_text heading = cl_text_trim(cl_text_slice(layout->source, at, cut));
    return at > start && heading.length >= 4 && cl_is_upper((unsigned char)heading.bytes[0]) &&
                   cl_text_is_caps(heading) && !memchr(heading.bytes, '_', heading.length)
               ? at
               : cut;
}

/* A gap of a width that separates paragraphs, behind a stop, before a capital. */
static bool paragraph_gap(const cl_layout *layout, size_t start, size_t at) {
    int c = byte_at(layout, at);
    if (!cl_is_upper(c) && c != '"' && c != 0xE2) {
        return false;
    }
    context before = context_at(layout, start, at, at);
    return before.wide && before.stop;
}

/* "… of Ohio. IN WITNESS WHEREOF, …", "… (\"Buyer\"). WHEREAS, …" in a line that holds a page. */
static bool is_formula(const cl_layout *layout, size_t start, size_t at) {
    static const char *const formulas[] = {"IN WITNESS WHEREOF", "WHEREAS,",      "WHEREAS ",
                                           "NOW, THEREFORE",     "NOW THEREFORE", NULL};
    size_t before = at;
    while (before > start && cl_is_space((unsigned char)layout->source.bytes[before - 1])) {
        before--;
    }
    cl_text rest = cl_text_slice(layout->source, at, layout->source.length);
    cl_text above = cl_text_slice(layout->source, start, before);
    bool apart = above.length && strchr(".;:,", above.bytes[above.length - 1]);
    for (size_t i = 0; formulas[i]; i++) {
        if (cl_text_starts(rest, formulas[i])) {
            return apart || cl_text_ends(above, " and");
        }
    }
    return false;
}

size_t cl_layout_next_cut(cl_layout *layout, size_t start, size_t from, size_t end,
                          bool *has_label) {
    const char *bytes = layout->source.bytes;
    cl_text window = label_window(layout, end);
    for (size_t at = from; at < end;) {
        const char *space = memchr(bytes + at, ' ', end - at);
        if (!space) {
            break;
        }
        size_t gap = (size_t)(space - bytes);
        at = gap;
        while (at < end && cl_is_space((unsigned char)bytes[at])) {
            at++;
        }
        if (at == end || gap <= start) {
            continue;
        }
        cl_label label;
        if (may_begin(layout, at) && cl_label_read(window, at, &label) &&
            cl_label_opens(window, at, &label) && accept(layout, &label, start, at)) {
            size_t heading =
                is_annex(&label) || is_keyword(&label, "article") || label.parts[0].parenthesised
                    ? at
                    : heading_before(layout, start, at);
            size_t behind = heading;
            while (behind > start && cl_is_space((unsigned char)bytes[behind - 1])) {
                behind--;
            }
            if (heading < at && heading > from && !is_label_only(layout, start, behind)) {
                *has_label = false;
                return heading; /* the label itself is found by the next call */
            }
            note(&layout->sequence, &label);
            *has_label = true;
            return at;
        }
        bool formula = strchr("IWN", bytes[at]) && is_formula(layout, start, at);
        if (formula || (at - gap >= 3 && paragraph_gap(layout, start, at))) {
            *has_label = false;
            return at;
        }
    }
    return SIZE_MAX;
}
