/* SPDX-License-Identifier: MIT
 *
 * How failures and doubts are told. Three things are never mixed:
 *   an error    we could not work (cl_error, returned by status);
 *   a notice    a part we could not read or decide (cl_notice, collected in a list);
 *   a finding   the contract has a problem (rules/finding.h).
 *
 * An error belongs to the caller: a function writes it only when it fails, and leaves it untouched
 * on success. The message is complete when it is made; callers may add the place, never reword it.
 * Every error and notice has an id, and every id is explained in docs/messages.md (a test checks
 * that).
 */
#ifndef CL_BASE_ERROR_H
#define CL_BASE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef enum cl_status {
    CL_OK = 0,
    CL_ERROR_USAGE,       /* the command line or a call makes no sense */
    CL_ERROR_IO,          /* a file cannot be opened, read or written */
    CL_ERROR_FORMAT,      /* a file is not what it claims to be, or is damaged */
    CL_ERROR_UNSUPPORTED, /* a file is sound but of a kind we do not read (PDF, encrypted, …) */
    CL_ERROR_LIMIT,  /* a limit was reached; the message names it and the flag that raises it */
    CL_ERROR_SYNTAX, /* a rule, lexicon or configuration file is wrong; the place says where */
} cl_status;

/* Where: line and column count from 1 (column in code points), 0 means not known; file may be NULL.
 */
typedef struct cl_place {
    const char *file;
    uint32_t line, column;
} cl_place;

typedef struct cl_error {
    cl_status status;
    const char *id; /* static string such as "docx-encrypted" */
    cl_place place;
    char message[640]; /* complete sentence(s), no trailing newline, without place and id */
} cl_error;

/* Fills *error (NULL allowed) and returns `status`. `id` must be a string literal. */
cl_status cl_error_set(cl_error *error, cl_status status, const char *id, cl_place place,
                       const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Several errors of one run, e.g. all mistakes in a rule file. Lives in an arena. */
typedef struct cl_errors {
    cl_error *items;
    size_t count, capacity;
} cl_errors;
void cl_errors_add(cl_arena *arena, cl_errors *errors, const cl_error *error);

typedef struct cl_notice {
    const char *id; /* static string */
    cl_place place; /* line and column in the input, or 0 */
    const char *message;
} cl_notice;

typedef struct cl_notices {
    cl_notice *items;
    size_t count, capacity;
} cl_notices;
/* Adds a notice; the message is copied into the arena. A notice equal to one already there (id,
 * place and message) is not added again. */
void cl_notices_add(cl_arena *arena, cl_notices *notices, const char *id, cl_place place,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

#define CL_NO_PLACE ((cl_place){NULL, 0, 0})

#endif
