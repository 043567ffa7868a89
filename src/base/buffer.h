/* SPDX-License-Identifier: MIT
 *
 * Growing text on the heap. Invariant: `bytes[length]` is NUL once anything was added. Initialise
 * with `cl_buffer buffer = {0};`, give back with cl_buffer_release.
 */
#ifndef CL_BASE_BUFFER_H
#define CL_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

typedef struct cl_buffer {
    char *bytes;
    size_t length, capacity;
} cl_buffer;

void cl_buffer_add(cl_buffer *buffer, const char *bytes, size_t length);
void cl_buffer_add_string(cl_buffer *buffer, const char *string);
void cl_buffer_add_text(cl_buffer *buffer, cl_text text);
void cl_buffer_add_char(cl_buffer *buffer, char c);
void cl_buffer_add_code_point(cl_buffer *buffer, uint32_t code_point);
void cl_buffer_printf(cl_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Keeps the memory, forgets the text. */
void cl_buffer_clear(cl_buffer *buffer);
void cl_buffer_release(cl_buffer *buffer);
/* Borrowed until the next change. */
cl_text cl_buffer_text(const cl_buffer *buffer);

#endif
