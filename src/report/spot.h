/* SPDX-License-Identifier: MIT
 *
 * Where a finding is for programs that open a file at a line: in a text file its line; in a DOCX,
 * where a line means nothing, the paragraph (ECMA-376 w:p, from 1), or, when the text was written
 * out (--extract), the line of that text. And the one-line message that goes with it.
 */
#ifndef CL_REPORT_SPOT_H
#define CL_REPORT_SPOT_H

#include "report/excerpt.h"
#include "report/report.h"

typedef struct cl_spot {
    const char *name; /* the file to open; borrowed from the report file */
    bool placed;      /* false: the whole contract is meant; the range is 1:1 then */
    bool paragraph;   /* lines are paragraphs, and columns mean nothing */
    cl_range range;
} cl_spot;

cl_spot cl_spot_of(const cl_report_file *file, const cl_location *place);

/* The message, with the clause before it: "4.2(b): Renews by itself." In the arena or borrowed. */
const char *cl_headline(cl_arena *arena, const cl_contract *contract, const cl_finding *finding);
const char *cl_message_of(const cl_finding *finding);

/* Fingerprints of all findings of a file, in `arena`, with how many of the same stood before:
 * the same sentence may stand twice in one contract, and some readers want them unique. */
typedef struct cl_print {
    const char *print;
    unsigned before;
} cl_print;
const cl_print *cl_prints_of(cl_arena *arena, const cl_report_file *file);

/* Notices about the file, whoever gave them; NULL behind the last. */
const cl_notice *cl_notice_at(const cl_report_file *file, size_t index);

#endif
