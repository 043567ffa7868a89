/* SPDX-License-Identifier: MIT
 *
 * Where labels may stand in plain text. Contracts exported from PDF or HTML often have a whole page
 * on one line, so labels must be found inside lines and told from references, years and amounts by
 * what stands before them and by whether they continue the numbering seen so far.
 */
#ifndef CL_DOCUMENT_TEXT_LAYOUT_H
#define CL_DOCUMENT_TEXT_LAYOUT_H

#include "document/typed_label.h"

enum { CL_GAP_WIDTHS = 11 }; /* 0–9 spaces, 10 and more */

/* The numbering seen so far, in reading order. */
typedef struct cl_sequence {
    int path[CL_LABEL_PARTS]; /* last decimal label: 4.2.1 → {4, 2, 1, 0 …} */
    int article;
    int letter, roman, number,
        upper;       /* last "(c)", "(iii)", "(3)", "C." since the last decimal label */
    int upper_roman; /* last "III." */
    int outer;       /* last letter before a list "1.", "2." below it */
} cl_sequence;

typedef struct cl_layout {
    cl_text source;
    bool marks[CL_GAP_WIDTHS]; /* gap widths that separate paragraphs in this file */
    cl_sequence sequence;
} cl_layout;

/* Counts one line's gaps, then decides: marks is set from what follows gaps of each width. */
typedef struct cl_gap_counts {
    uint32_t all[CL_GAP_WIDTHS], label[CL_GAP_WIDTHS], lower[CL_GAP_WIDTHS];
} cl_gap_counts;
void cl_layout_count_gaps(const cl_layout *layout, size_t start, size_t end, cl_gap_counts *counts);
void cl_layout_decide_gaps(cl_layout *layout, const cl_gap_counts *counts);

/* Whether a paragraph that starts at `at` starts with a label; notes it in the sequence. */
bool cl_layout_opens_line(cl_layout *layout, size_t at, size_t end);
/* The same without noting, for a line that could also continue the one before, which ends at
 * `previous_end` and starts at `previous`. `apart`: it is indented further, or the line before is
 * short, so that even without a stop a letter there may be a label. */
bool cl_layout_interrupts(const cl_layout *layout, size_t previous, size_t previous_end, size_t at,
                          size_t end, bool apart);

/* Whether [at, end) is a label and nothing else: its text follows on another line. */
bool cl_layout_is_bare_label(const cl_layout *layout, size_t at, size_t end);

/* The next place in (from, end) at which a new block begins, or SIZE_MAX. `start` is where the line
 * (or the last block in it) began. *label says whether a label stands there. */
size_t cl_layout_next_cut(cl_layout *layout, size_t start, size_t from, size_t end, bool *label);

#endif
