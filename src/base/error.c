/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
    return status;
}

void cl_errors_add(cl_arena *arena, cl_errors *errors, const cl_error *error) {
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
