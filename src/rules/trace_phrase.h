/* SPDX-License-Identifier: MIT
 *
 * Why a phrase does or does not match a text: which of its word families met which words, and how
 * far it got before it failed. Private to rules/; slow, single-threaded (phrases are parsed again).
 */
#ifndef CL_RULES_TRACE_PHRASE_H
#define CL_RULES_TRACE_PHRASE_H

#include "base/buffer.h"
#include "rules/rule.h"

typedef struct cl_trace_phrases cl_trace_phrases;
cl_trace_phrases *cl_trace_phrases_new(cl_arena *arena, const cl_lexicon *lexicon,
                                       cl_matcher *matcher);

/* Appends `: <renew> "extended", <notice> "written notice"`: what the entries and choices of the
 * phrase matched at `match`; nothing when the phrase has none. */
void cl_trace_words(cl_trace_phrases *trace, const cl_phrase *phrase, cl_text text, cl_span match,
                    cl_buffer *out);
/* Appends `; nearest is "…": matches "may terminate", then misses "for convenience"`; nothing, and
 * false, when no phrase of the pattern gets past its beginning. */
bool cl_trace_nearest(cl_trace_phrases *trace, const cl_named *named, cl_text text, cl_buffer *out);

#endif
