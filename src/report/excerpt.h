/* SPDX-License-Identifier: MIT
 *
 * The words and the place of a finding, as a reader needs them: the sentence as typed with the
 * matched words in it, the clause it stands in, positions in the file, and a fingerprint. Texts
 * live in the arena that is given or are borrowed from the contract.
 */
#ifndef CL_REPORT_EXCERPT_H
#define CL_REPORT_EXCERPT_H

#include "rules/finding.h"

typedef struct cl_excerpt {
    cl_text text;  /* as typed; when longer than asked cut at words around the match and the value
                      that the finding speaks of, shown by "…" */
    cl_span match; /* the matched words in `text`; empty when they are not in it */
} cl_excerpt;

/* At most about `limit` bytes. `with_lead_in`: the whole of what was matched; else only the own
 * part. */
cl_excerpt cl_excerpt_finding(cl_arena *arena, const cl_contract *contract,
                              const cl_finding *finding, bool with_lead_in, size_t limit);
/* The words of a place alone. */
cl_text cl_excerpt_place(cl_arena *arena, const cl_contract *contract, const cl_location *place,
                         size_t limit);

/* "4.2(b)"; empty when the place has no number. */
cl_text cl_clause_label(const cl_contract *contract, uint32_t section);
/* Nearest heading, its own or of a section above it; may be empty. */
cl_text cl_clause_heading(const cl_contract *contract, uint32_t section);

typedef struct cl_range {
    cl_position start, end; /* end exclusive */
} cl_range;
/* Where a place is in the file. False when it is nowhere. */
bool cl_range_of(const cl_contract *contract, const cl_location *place, cl_range *range);

/* The same for the same rule and the same words of the sentence, whatever stands around it; 16 hex
 * digits, in `arena`. */
const char *cl_fingerprint(cl_arena *arena, const cl_contract *contract, const cl_finding *finding);

/* A copy that is valid UTF-8 (for file names, which may be anything). */
const char *cl_valid_text(cl_arena *arena, const char *string);

#endif
