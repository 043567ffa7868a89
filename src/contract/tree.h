/* SPDX-License-Identifier: MIT
 *
 * Growing the section tree in reading order: where a label belongs is decided from the labels open
 * above it, so "(i)" is a letter after "(h)" and a numeral after "(a)". The stack of open levels is
 * bounded; deeper nesting stays at the last level.
 */
#ifndef CL_CONTRACT_TREE_H
#define CL_CONTRACT_TREE_H

#include "contract/contract.h"
#include "document/label.h"

enum { CL_TREE_DEPTH = 24 };

/* How a level is numbered; sections with the same style and list level are siblings. */
typedef enum cl_style {
    CL_STYLE_BASE,    /* root, preamble, recitals, annex … */
    CL_STYLE_HEADING, /* a heading without a label */
    CL_STYLE_RUN_IN,  /* an unnumbered paragraph with a title of its own */
    CL_STYLE_ARTICLE, /* a keyword and a number: Article IV, Part 2, Section 1 */
    CL_STYLE_DECIMAL, /* 4, 4.2, 4.2.1 */
    CL_STYLE_LOWER,
    CL_STYLE_UPPER,
    CL_STYLE_LOWER_ROMAN,
    CL_STYLE_UPPER_ROMAN,
    CL_STYLE_BULLET,
} cl_style;

typedef struct cl_level {
    uint32_t section;
    cl_style style;
    bool parenthesised;
    bool heading;
    char closing;
    char keyword;             /* first letter of the keyword of an article */
    int nums[CL_LABEL_PARTS]; /* nums[count - 1] is its own number */
    size_t count;
    int list_level;
    int outline;
    uint32_t indent;
} cl_level;

typedef struct cl_tree {
    cl_arena *arena;
    const cl_document *document;
    cl_section *sections;
    size_t count, capacity;
    cl_level stack[CL_TREE_DEPTH];
    size_t depth; /* levels in use; stack[0] is the root */
    int last_top; /* number of the last outermost "4." since the base was opened */
} cl_tree;

void cl_tree_start(cl_tree *tree, cl_arena *arena, const cl_document *document);
/* Closes all levels above `depth`; their sections end before `block`. */
void cl_tree_close(cl_tree *tree, size_t depth, uint32_t block);
/* Opens a part of the document under the root (or, for recitals in it, under the annex). */
uint32_t cl_tree_open_part(cl_tree *tree, cl_section_kind kind, uint32_t block, cl_text label);
/* Opens the section (or sections: "4.2(b)" may open two) that block's label begins. */
uint32_t cl_tree_open_label(cl_tree *tree, uint32_t block, const cl_label *label, bool heading);
/* Opens a section for a heading without a label. */
uint32_t cl_tree_open_heading(cl_tree *tree, uint32_t block, bool run_in);
/* The level that a part (root, annex, recitals …) opened last stands on. */
size_t cl_tree_base(const cl_tree *tree);

#endif
