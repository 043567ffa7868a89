/* SPDX-License-Identifier: MIT */
#include "contract/tree.h"

#include <string.h>

#include "contract/word.h"

enum { LOOK_AHEAD_BLOCKS = 40, LOOK_AHEAD_LABELS = 12, LONGEST_PATH = 120 };

void cl_tree_start(cl_tree *tree, cl_arena *arena, const cl_document *document) {
    memset(tree, 0, sizeof *tree);
    tree->arena = arena;
    tree->document = document;
    tree->sections = cl_arena_grow(arena, NULL, 0, &tree->capacity, sizeof *tree->sections);
    tree->sections[tree->count++] = (cl_section){.kind = CL_SECTION_ROOT,
                                                 .parent = CL_NONE,
                                                 .article = CL_NONE,
                                                 .annex = CL_NONE,
                                                 .heading_block = CL_NONE,
                                                 .end_block = (uint32_t)document->block_count};
    tree->stack[0] = (cl_level){.style = CL_STYLE_BASE, .list_level = -1};
    tree->depth = 1;
}

void cl_tree_close(cl_tree *tree, size_t depth, uint32_t block) {
    while (tree->depth > depth && tree->depth > 1)
        tree->sections[tree->stack[--tree->depth].section].end_block = block;
}

size_t cl_tree_base(const cl_tree *tree) {
    size_t i = tree->depth;
    while (i > 1 && tree->stack[i - 1].style != CL_STYLE_BASE)
        i--;
    return i ? i - 1 : 0;
}

/* The levels of plain headings and articles above everything numbered below them. */
static size_t headings_above(const cl_tree *tree) {
    size_t keep = cl_tree_base(tree) + 1;
    while (keep < tree->depth && (tree->stack[keep].style == CL_STYLE_ARTICLE ||
                                  (tree->stack[keep].style == CL_STYLE_HEADING)))
        keep++;
    return keep;
}

static uint32_t push(cl_tree *tree, const cl_level *level, cl_section section, uint32_t block) {
    if (tree->depth == CL_TREE_DEPTH)
        cl_tree_close(tree, tree->depth - 1, block);
    uint32_t parent = tree->stack[tree->depth - 1].section;
    const cl_section *above = &tree->sections[parent];
    uint32_t index = (uint32_t)tree->count;
    section.parent = parent;
    section.depth = above->depth + 1;
    section.annex = section.kind == CL_SECTION_ANNEX ? index : above->annex;
    section.first_block = block;
    section.end_block = block + 1;
    section.heading_block = CL_NONE;
    section.article = above->article;
    if (section.article == CL_NONE && section.kind == CL_SECTION_BODY &&
        level->style != CL_STYLE_BULLET)
        section.article = index;
    tree->sections = cl_arena_grow(tree->arena, tree->sections, tree->count, &tree->capacity,
                                   sizeof *tree->sections);
    tree->sections[tree->count++] = section;
    if (level->style == CL_STYLE_BASE)
        tree->last_top = 0;
    else if (level->style == CL_STYLE_DECIMAL && level->count == 1 && !level->parenthesised &&
             tree->depth <= headings_above(tree))
        tree->last_top = level->nums[0];
    cl_level *top = &tree->stack[tree->depth++];
    *top = *level;
    top->section = index;
    return index;
}

uint32_t cl_tree_open_part(cl_tree *tree, cl_section_kind kind, uint32_t block, cl_text label) {
    size_t keep = 1;
    if (kind == CL_SECTION_RECITALS || kind == CL_SECTION_SIGNATURES)
        for (size_t i = 1; i < tree->depth; i++)
            if (tree->sections[tree->stack[i].section].kind == CL_SECTION_ANNEX)
                keep = i + 1;
    cl_tree_close(tree, keep, block);
    cl_level level = {.style = CL_STYLE_BASE, .list_level = -1};
    return push(tree, &level, (cl_section){.kind = kind, .label = label, .path = label}, block);
}

static cl_text trim_label(cl_text label) {
    while (label.length && strchr(".:-, ", label.bytes[label.length - 1]))
        label.length--;
    if (label.length && label.bytes[label.length - 1] == ')' &&
        !memchr(label.bytes, '(', label.length))
        label.length--;
    return label;
}

/* Path of a new section under the top of the stack. `whole`: the label repeats what is above it. */
static cl_text make_path(cl_tree *tree, cl_text label, bool whole, bool parenthesised) {
    const cl_section *above = &tree->sections[tree->stack[tree->depth - 1].section];
    label = trim_label(label);
    const char *dot = "";
    cl_text prefix = {"", 0};
    if (whole) {
        if (above->annex != CL_NONE) {
            prefix = tree->sections[above->annex].path;
            dot = " ";
        }
    } else {
        prefix = above->path;
        if (above->kind == CL_SECTION_ANNEX)
            dot = " ";
        else if (!parenthesised)
            dot = ".";
    }
    if (!prefix.length)
        return label;
    if (prefix.length > LONGEST_PATH)
        prefix.length = LONGEST_PATH;
    char *path = cl_arena_printf(tree->arena, "%.*s%s%.*s", (int)prefix.length, prefix.bytes, dot,
                                 (int)label.length, label.bytes);
    return cl_text_from(path);
}

static uint32_t add(cl_tree *tree, const cl_level *level, uint32_t block, cl_text label) {
    bool bullet = level->style == CL_STYLE_BULLET;
    bool whole = level->style == CL_STYLE_ARTICLE || level->style == CL_STYLE_DECIMAL;
    if (level->style == CL_STYLE_DECIMAL && level->count == 1)
        whole = !level->parenthesised && tree->stack[tree->depth - 1].style <= CL_STYLE_ARTICLE;
    cl_section section = {.kind = CL_SECTION_BODY, .label = label};
    if (tree->depth == CL_TREE_DEPTH)
        cl_tree_close(tree, tree->depth - 1, block);
    section.path = bullet ? tree->sections[tree->stack[tree->depth - 1].section].path
                          : make_path(tree, label, whole, level->parenthesised);
    return push(tree, level, section, block);
}

static bool same_list(const cl_level *a, const cl_level *b) {
    return a->list_level < 0 || b->list_level < 0 || a->list_level == b->list_level;
}

static bool same_closing(char a, char b) {
    return a == b || (a != ')' && b != ')');
}

static bool same_style(const cl_level *a, const cl_level *b) {
    if (a->style != b->style || a->parenthesised != b->parenthesised || !same_list(a, b))
        return false;
    if (a->style == CL_STYLE_BULLET)
        return a->list_level >= 0 || b->list_level >= 0 || a->indent == b->indent;
    if (a->style == CL_STYLE_ARTICLE)
        return a->keyword == b->keyword;
    if (a->style == CL_STYLE_DECIMAL && a->count != b->count)
        return false;
    return a->parenthesised || same_closing(a->closing, b->closing);
}

/* The level a sibling of `level` stands on, above the base; 0 if there is none. */
static size_t find_style(const cl_tree *tree, const cl_level *level) {
    size_t base = cl_tree_base(tree);
    for (size_t i = tree->depth; i-- > base + 1;)
        if (same_style(&tree->stack[i], level))
            return i;
    return 0;
}

/* Does the label "j" or "ii" come next in the list? Decides about a lone "(i)" between lists. */
static bool roman_follows(const cl_tree *tree, uint32_t block, const cl_level *roman) {
    const cl_document *document = tree->document;
    size_t labels = 0;
    for (uint32_t b = block + 1;
         b < document->block_count && b - block < LOOK_AHEAD_BLOCKS && labels < LOOK_AHEAD_LABELS;
         b++) {
        cl_label next;
        if (!document->blocks[b].label.length ||
            !cl_label_read(document->blocks[b].label, 0, &next) || next.part_count != 1)
            continue;
        labels++;
        if (next.parts[0].parenthesised != roman->parenthesised || next.keyword[0])
            continue;
        if (next.parts[0].roman_value == roman->nums[0] + 1)
            return true;
        if (next.parts[0].roman_value == 0 || next.parts[0].value == 1)
            return false;
    }
    return false;
}

static bool continues(const cl_tree *tree, size_t at, const cl_level *level) {
    return at && tree->stack[at].nums[0] + 1 == level->nums[0];
}

/* Chooses between the letter and the numeral reading of "i", "v", "x" … */
static void settle(const cl_tree *tree, uint32_t block, cl_level *level, int roman_value) {
    cl_level roman = *level;
    roman.style = level->style == CL_STYLE_LOWER ? CL_STYLE_LOWER_ROMAN : CL_STYLE_UPPER_ROMAN;
    roman.nums[0] = roman_value;
    size_t as_letter = find_style(tree, level), as_roman = find_style(tree, &roman);
    bool letter_next = continues(tree, as_letter, level);
    bool roman_next = continues(tree, as_roman, &roman);
    bool choose;
    if (letter_next && roman_next)
        choose = as_roman > as_letter;
    else if (letter_next)
        choose = roman_value == 1 && roman_follows(tree, block, &roman);
    else if (roman_next)
        choose = true;
    else
        choose = roman_value == 1 || (as_roman && !as_letter);
    if (choose)
        *level = roman;
}

static cl_style style_of(cl_numeral numeral) {
    switch (numeral) {
    case CL_NUMERAL_LOWER_LETTER:
        return CL_STYLE_LOWER;
    case CL_NUMERAL_UPPER_LETTER:
        return CL_STYLE_UPPER;
    case CL_NUMERAL_LOWER_ROMAN:
        return CL_STYLE_LOWER_ROMAN;
    case CL_NUMERAL_UPPER_ROMAN:
        return CL_STYLE_UPPER_ROMAN;
    case CL_NUMERAL_BULLET:
        return CL_STYLE_BULLET;
    case CL_NUMERAL_WORD:
        return CL_STYLE_ARTICLE;
    default:
        return CL_STYLE_DECIMAL;
    }
}

/* How deep a style stands by habit: 1. A. (a) (i) (1) and bullets. */
static int habit(const cl_level *level) {
    switch (level->style) {
    case CL_STYLE_DECIMAL:
        return level->parenthesised ? 5 : 1;
    case CL_STYLE_UPPER:
    case CL_STYLE_UPPER_ROMAN:
        return 2;
    case CL_STYLE_LOWER:
        return 3;
    case CL_STYLE_LOWER_ROMAN:
        return 4;
    case CL_STYLE_BULLET:
        return 6;
    default:
        return 0;
    }
}

enum { LABEL_WIDTH = 4 }; /* columns: what follows a bullet begins left of what follows "10." */

/* A list of its own in an item of another: "(a)" in "4.", both of the first level of their lists.
 * In one list a level has one style. */
static bool is_inner_list(const cl_level *open, const cl_level *level) {
    return open->list_level == level->list_level && open->style != level->style && habit(open) &&
           habit(open) < habit(level) && open->style != CL_STYLE_BULLET &&
           (level->style == CL_STYLE_BULLET ||
            (level->nums[0] <= 1 && level->indent + LABEL_WIDTH >= open->indent));
}

/* Levels of automatic lists and of mark-up know their depth: what is as deep or deeper is closed.
 */
static void close_deeper(cl_tree *tree, const cl_level *level, uint32_t block) {
    size_t base = cl_tree_base(tree);
    while (level->list_level >= 0 && tree->depth > base + 1 &&
           tree->stack[tree->depth - 1].list_level >= level->list_level &&
           !is_inner_list(&tree->stack[tree->depth - 1], level))
        cl_tree_close(tree, tree->depth - 1, block);
}

/* "6." after "5.2" when "5" has no line of its own: the outermost of the decimals it goes on from;
 * 0 if there is none. */
static size_t find_decimals(const cl_tree *tree, const cl_level *level) {
    if (level->style != CL_STYLE_DECIMAL || level->parenthesised)
        return 0;
    for (size_t i = cl_tree_base(tree) + 1; i < tree->depth; i++) {
        const cl_level *open = &tree->stack[i];
        if (open->style == CL_STYLE_DECIMAL && !open->parenthesised && open->count > 1)
            return open->nums[0] + 1 == level->nums[0] ? i : 0;
    }
    return 0;
}

/* A title whose list was broken off by something between: "5. FEES" in "c)" when the outermost "4."
 * was closed by the head of a page; "B. FEES" in "3." when "A." was not seen. */
static bool goes_on_at_top(const cl_tree *tree, const cl_level *level) {
    if (!level->heading || level->parenthesised || level->list_level >= 0 || level->nums[0] < 2)
        return false;
    const cl_level *top = &tree->stack[tree->depth - 1];
    if (level->style == CL_STYLE_DECIMAL)
        return tree->last_top > 0 && level->nums[0] == tree->last_top + 1;
    return level->style == CL_STYLE_UPPER && level->nums[0] == 2 &&
           top->style == CL_STYLE_DECIMAL && top->count == 1 && !top->heading;
}

static bool is_numbered(const cl_level *level) {
    return level->style == CL_STYLE_DECIMAL || level->style == CL_STYLE_ARTICLE;
}

static uint32_t open_single(cl_tree *tree, uint32_t block, cl_level *level, cl_text label) {
    size_t at = find_style(tree, level);
    if (!at)
        at = find_decimals(tree, level);
    bool nested = false;
    if (at && level->nums[0] == 1 && !level->heading && tree->stack[at].heading &&
        tree->stack[at].nums[0] != 0 && level->style != CL_STYLE_BULLET)
        nested = true; /* "1." in "2. Heading", or in "A." there, begins a list of its own */
    for (size_t i = at + 1;
         at && level->nums[0] == 1 && level->style != CL_STYLE_BULLET && i < tree->depth; i++)
        nested |=
            is_numbered(&tree->stack[i]) && !tree->stack[i].parenthesised &&
            tree->stack[i].style == CL_STYLE_DECIMAL &&
            tree->stack[at].style != CL_STYLE_DECIMAL; /* "(i)" in "3.4" under an older "(xiv)" */
    if (at && !nested) {
        cl_tree_close(tree, at, block);
        return add(tree, level, block, label);
    }
    close_deeper(tree, level, block);
    size_t base = cl_tree_base(tree);
    if (goes_on_at_top(tree, level))
        cl_tree_close(tree, headings_above(tree), block);
    /* "1. TITLE" stands in no "(xiv)" */
    while (level->heading && level->style == CL_STYLE_DECIMAL && !level->parenthesised &&
           tree->stack[tree->depth - 1].style == CL_STYLE_LOWER_ROMAN &&
           tree->stack[tree->depth - 1].parenthesised && level->list_level < 0)
        cl_tree_close(tree, tree->depth - 1, block);
    /* a paragraph title without a number holds no numbered clause of a heading's rank */
    while (level->heading && tree->depth > base + 1 &&
           tree->stack[tree->depth - 1].style == CL_STYLE_RUN_IN)
        cl_tree_close(tree, tree->depth - 1, block);
    return add(tree, level, block, label);
}

static bool is_prefix(const cl_level *shorter, const int *nums, size_t count) {
    if (shorter->count == 0 || shorter->count >= count)
        return false;
    for (size_t i = 0; i < shorter->count; i++)
        if (shorter->nums[i] != nums[i])
            return false;
    return true;
}

/* "4.2" goes under "4." or "Article IV", beside "4.1", else beside or under what is there. */
static uint32_t open_decimal(cl_tree *tree, uint32_t block, cl_level *level, cl_text label) {
    size_t base = cl_tree_base(tree), keep = 0;
    for (size_t i = tree->depth; i-- > base + 1 && !keep;) {
        const cl_level *open = &tree->stack[i];
        if (!is_numbered(open) || open->parenthesised)
            continue;
        if (is_prefix(open, level->nums, level->count))
            keep = i + 1;
        else if (open->style == CL_STYLE_DECIMAL && open->count == level->count)
            keep = i;
        else if (open->count > level->count)
            keep = i;
    }
    /* a sibling whose parent differs: "5.1" after "4.9" when "5" has no line of its own */
    while (keep > base + 1 && tree->stack[keep - 1].style == CL_STYLE_DECIMAL &&
           !is_prefix(&tree->stack[keep - 1], level->nums, level->count))
        keep--;
    if (!keep) {
        keep = base + 1;
        while (keep < tree->depth && (tree->stack[keep].style == CL_STYLE_HEADING ||
                                      tree->stack[keep].style == CL_STYLE_ARTICLE))
            keep++;
    }
    cl_tree_close(tree, keep, block);
    return add(tree, level, block, label);
}

/* "Article IV", "Section 1", "Part 2": sections stand under articles, articles under parts. */
static uint32_t open_article(cl_tree *tree, uint32_t block, cl_level *level, cl_text label) {
    static const char ranks[] = "pcas"; /* part or paragraph, chapter or clause, article, section */
    size_t at = find_style(tree, level), base = cl_tree_base(tree), keep = base + 1;
    const char *rank = strchr(ranks, level->keyword);
    if (at) {
        keep = at;
    } else {
        for (size_t i = base + 1; i < tree->depth; i++) {
            const char *open = strchr(ranks, tree->stack[i].keyword);
            if (tree->stack[i].style == CL_STYLE_ARTICLE && open && rank && open < rank)
                keep = i + 1;
            else if (tree->stack[i].style == CL_STYLE_HEADING && keep == i)
                keep = i + 1;
            else if (level->keyword == 's' && tree->stack[i].style == CL_STYLE_UPPER_ROMAN)
                keep = i + 1;
        }
    }
    cl_tree_close(tree, keep, block);
    return add(tree, level, block, label);
}

static uint32_t open_number(cl_tree *tree, uint32_t block, cl_level *level, const cl_label *parsed,
                            size_t plain, cl_text label) {
    for (size_t i = 0; i < plain; i++) {
        level->nums[i] =
            parsed->parts[i].roman_value && parsed->parts[i].numeral != CL_NUMERAL_DECIMAL
                ? parsed->parts[i].roman_value
                : parsed->parts[i].value;
    }
    level->count = plain;
    while (level->count > 1 && level->nums[level->count - 1] == 0)
        level->count--; /* "4.0" is "4" */
    if (parsed->keyword[0] && level->count == 1) {
        level->style = CL_STYLE_ARTICLE;
        level->keyword = parsed->keyword[0];
        return open_article(tree, block, level, label);
    }
    level->style = CL_STYLE_DECIMAL;
    if (level->count > 1)
        return open_decimal(tree, block, level, label);
    return open_single(tree, block, level, label);
}

/* The part of the label text that ends with its first `parts` parts, i.e. before the n-th "(". */
static size_t before_parenthesis(cl_text label, size_t from) {
    for (size_t i = from; i < label.length; i++)
        if (label.bytes[i] == '(')
            return i;
    return label.length;
}

/* Is the section this label's numbers name still open ("4.2" of "4.2(b)")? Then closes what is
 * below. */
static bool is_open(cl_tree *tree, const cl_label *parsed, size_t plain, uint32_t block) {
    for (size_t i = tree->depth; i-- > cl_tree_base(tree) + 1;) {
        const cl_level *open = &tree->stack[i];
        if (!is_numbered(open) || open->parenthesised || open->count != plain)
            continue;
        bool equal = true;
        for (size_t k = 0; k < plain; k++)
            equal = equal && open->nums[k] == parsed->parts[k].value;
        if (!equal)
            return false;
        cl_tree_close(tree, i + 1, block);
        return true;
    }
    return false;
}

uint32_t cl_tree_open_label(cl_tree *tree, uint32_t block, const cl_label *parsed, bool heading) {
    const cl_block *at = &tree->document->blocks[block];
    size_t plain = 0;
    while (plain < parsed->part_count && !parsed->parts[plain].parenthesised)
        plain++;
    cl_level level = {.heading = heading,
                      .closing = parsed->closing,
                      .list_level = at->list_level,
                      .outline = at->outline_level,
                      .indent = at->indent};
    uint32_t section = tree->stack[tree->depth - 1].section;
    size_t end = plain < parsed->part_count ? before_parenthesis(at->label, 0) : at->label.length;
    bool letters =
        plain == 1 && !parsed->keyword[0] && parsed->parts[0].numeral != CL_NUMERAL_DECIMAL;
    if (letters) {
        level.style = style_of(parsed->parts[0].numeral);
        level.nums[0] = parsed->parts[0].value;
        level.count = 1;
        if (parsed->parts[0].roman_value &&
            (level.style == CL_STYLE_LOWER || level.style == CL_STYLE_UPPER))
            settle(tree, block, &level, parsed->parts[0].roman_value);
        section = open_single(tree, block, &level, cl_text_slice(at->label, 0, end));
    } else if (plain && !(plain < parsed->part_count && is_open(tree, parsed, plain, block))) {
        cl_text label = cl_text_slice(at->label, 0, end);
        section = open_number(tree, block, &level, parsed, plain, label);
    }
    for (size_t i = plain; i < parsed->part_count; i++) {
        size_t next =
            i + 1 < parsed->part_count ? before_parenthesis(at->label, end + 1) : at->label.length;
        cl_level inner = {.heading = heading,
                          .parenthesised = true,
                          .closing = ')',
                          .count = 1,
                          .style = style_of(parsed->parts[i].numeral),
                          .nums = {parsed->parts[i].value},
                          .list_level = parsed->part_count == 1 ? at->list_level : -1,
                          .indent = at->indent};
        if (parsed->parts[i].roman_value &&
            (inner.style == CL_STYLE_LOWER || inner.style == CL_STYLE_UPPER))
            settle(tree, block, &inner, parsed->parts[i].roman_value);
        cl_text label = cl_text_slice(at->label, end < next ? end : 0, next);
        section = open_single(tree, block, &inner, label);
        end = next;
    }
    return section;
}

static bool is_next(const cl_level *open, const cl_label *label) {
    int want = open->nums[0] + 1;
    switch (open->style) {
    case CL_STYLE_LOWER:
        return label->parts[0].numeral == CL_NUMERAL_LOWER_LETTER && label->parts[0].value == want;
    case CL_STYLE_UPPER:
        return label->parts[0].numeral == CL_NUMERAL_UPPER_LETTER && label->parts[0].value == want;
    case CL_STYLE_LOWER_ROMAN:
    case CL_STYLE_UPPER_ROMAN:
        return label->parts[0].roman_value == want;
    case CL_STYLE_DECIMAL:
        return label->parts[0].numeral == CL_NUMERAL_DECIMAL && label->parts[0].value == want;
    default:
        return false;
    }
}

/* Does the list "(a)" that is open at or above level `from` go on behind a line that looks like a
 * heading, such as the head of a table? Then the line stands within its item. */
static bool list_goes_on(const cl_tree *tree, size_t from, uint32_t block) {
    const cl_document *document = tree->document;
    size_t labels = 0, items = 0;
    for (size_t i = from; i < tree->depth; i++)
        items += tree->stack[i].parenthesised;
    if (!items)
        return false;
    for (uint32_t b = block + 1;
         b < document->block_count && b - block < LOOK_AHEAD_BLOCKS && labels < LOOK_AHEAD_LABELS;
         b++) {
        cl_label next;
        if (!document->blocks[b].label.length ||
            !cl_label_read(document->blocks[b].label, 0, &next))
            continue;
        labels++;
        if (next.keyword[0] || (next.part_count > 1 && !next.parts[0].parenthesised))
            return false;
        if (!next.parts[0].parenthesised)
            continue;
        for (size_t i = from; i < tree->depth; i++)
            if (tree->stack[i].parenthesised && is_next(&tree->stack[i], &next))
                return true;
        if (next.parts[0].value == 1)
            return false; /* a new list */
    }
    return false;
}

uint32_t cl_tree_open_heading(cl_tree *tree, uint32_t block, bool run_in) {
    const cl_block *at = &tree->document->blocks[block];
    cl_level level = {.style = run_in ? CL_STYLE_RUN_IN : CL_STYLE_HEADING,
                      .heading = true,
                      .list_level = -1,
                      .outline = run_in ? 0 : at->outline_level};
    size_t base = cl_tree_base(tree), keep = base + 1;
    for (size_t i = base + 1; i < tree->depth; i++) {
        const cl_level *open = &tree->stack[i];
        if (open->style == level.style && (!level.outline || open->outline >= level.outline))
            break;
        if (level.outline && open->outline >= level.outline)
            break;
        /* a typographic heading stands in an article or beside numbered sections; a run-in title
         * below whatever has a heading */
        bool above = run_in ? open->heading && open->style != CL_STYLE_BULLET
                            : (level.outline && open->outline) || open->style == CL_STYLE_ARTICLE ||
                                  (open->style == CL_STYLE_HEADING);
        if (!above)
            break;
        keep = i + 1;
    }
    if (!run_in && !level.outline && list_goes_on(tree, keep, block))
        keep = tree->depth;
    cl_tree_close(tree, keep, block);
    cl_section section = {.kind = CL_SECTION_BODY};
    section.path = tree->sections[tree->stack[tree->depth - 1].section].path;
    return push(tree, &level, section, block);
}
