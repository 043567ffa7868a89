/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Messages quote what stands in files, also what is broken there, and may be cut in the middle of a
 * character; reports are UTF-8 all the same. */
static void make_valid(char *message) {
    cl_text rest = cl_text_from(message);
    for (size_t at; (at = cl_utf8_valid_until(rest)) < rest.length;) {
        message[at] = '?';
        message += at;
        rest = cl_text_slice(rest, at, rest.length);
    }
}

cl_status cl_error_set(cl_error *error, cl_status status, const char *id, cl_place place,
                       const char *format, ...) {
    if (!error)
        return status;
    va_list arguments;
    va_start(arguments, format);
    error->status = status;
    error->id = id;
    error->place = place;
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    make_valid(error->message);
    return status;
}

void cl_errors_add(cl_arena *arena, cl_errors *errors, const cl_error *error) {
    enum { ENOUGH = 500 }; /* nobody reads on, and a hostile file has millions */
    if (errors->count >= ENOUGH)
        return;
    errors->items = cl_arena_grow(arena, errors->items, errors->count, &errors->capacity,
                                  sizeof *errors->items);
    errors->items[errors->count++] = *error;
}

void cl_notices_add(cl_arena *arena, cl_notices *notices, const char *id, cl_place place,
                    const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *message = cl_arena_vprintf(arena, format, arguments);
    va_end(arguments);
    make_valid(message);
    for (size_t i = 0; i < notices->count; i++) {
        const cl_notice *old = &notices->items[i];
        if (!strcmp(old->id, id) && old->place.line == place.line &&
            old->place.column == place.column && !strcmp(old->message, message))
            return;
    }
    notices->items = cl_arena_grow(arena, notices->items, notices->count, &notices->capacity,
                                   sizeof *notices->items);
    notices->items[notices->count++] = (cl_notice){id, place, message};
}
