/* SPDX-License-Identifier: MIT
 *
 * Regular expressions with limits. The only module that includes PCRE2 (10.42, pcre2syntax(3)).
 *
 * A cl_pattern is made cheaply and compiled when it is first used (JIT after some dozens of uses),
 * so a rule whose words never occur costs nothing. One that was compiled when the program was built
 * (pattern_bank.h) is only copied then. Patterns are caseless unless asked otherwise,
 * UTF without UCP, and see valid UTF-8 only. A pattern may be used by several threads at once; each
 * thread brings its own cl_matcher, which holds the match data, the limits and the JIT stack.
 */
#ifndef CL_BASE_PATTERN_H
#define CL_BASE_PATTERN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

typedef struct cl_pattern cl_pattern;
typedef struct cl_matcher cl_matcher;

typedef enum cl_pattern_flags {
    CL_PATTERN_CASE = 1, /* letter case matters */
} cl_pattern_flags;

typedef enum cl_match {
    CL_MATCH_NO,
    CL_MATCH_YES,
    CL_MATCH_LIMIT, /* gave up at a limit: the caller makes a notice; it is never "no match" */
} cl_match;

/* Not compiled yet. `source` is borrowed and must live as long as the arena; the compiled form is
 * released with the arena. */
cl_pattern *cl_pattern_new(cl_arena *arena, const char *source, unsigned flags);
const char *cl_pattern_source(const cl_pattern *pattern);
/* Compiles now. On failure (CL_ERROR_SYNTAX, id "pattern-syntax") error->place.column is the byte
 * offset in the source, counted from 1. Calling it again is cheap. */
cl_status cl_pattern_compile(cl_pattern *pattern, cl_error *error);

/* One per thread; released with the arena. */
cl_matcher *cl_matcher_new(cl_arena *arena);
/* Processor time that this thread has used. */
double cl_thread_seconds(void);
/* From now on searches may take so many seconds of this thread's processor time in all; then each
 * gives CL_MATCH_LIMIT at once. Without it there is no such limit. */
void cl_matcher_allow(cl_matcher *matcher, double seconds);
/* The time is over: what was found is not all there is, and the caller must refuse to report it. */
bool cl_matcher_expired(const cl_matcher *matcher);

/* Asked where a pattern says "(?C{question})": may the match go on, given the words of the group
 * that was closed last? Without a check the answer is no. The context must live as long as the
 * matcher is used. Callouts without such a string are passed over. */
typedef bool (*cl_pattern_check)(void *context, cl_text question, cl_text words);
void cl_matcher_set_check(cl_matcher *matcher, cl_pattern_check check, void *context);

/* Leftmost match that starts at or after byte `from`; lookbehind sees the bytes before `from`. The
 * captures of the last successful call stay in the matcher. A match reaches at least 32 KiB from
 * its start; longer ones may be cut there or missed. A pattern that does not compile never
 * matches (callers compile user patterns up front to report the error). */
cl_match cl_pattern_find(cl_pattern *pattern, cl_matcher *matcher, cl_text subject, size_t from,
                         cl_span *found);
/* The same, but the match must start at byte `at`. */
cl_match cl_pattern_find_at(cl_pattern *pattern, cl_matcher *matcher, cl_text subject, size_t at,
                            cl_span *found);
/* Span of a named group in the last successful match of `pattern`; false when it took no part. With
 * duplicate names (allowed) the first one set counts. */
bool cl_matcher_group(const cl_matcher *matcher, const cl_pattern *pattern, const char *name,
                      cl_span *found);

#endif
