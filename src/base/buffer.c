/* SPDX-License-Identifier: MIT */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(cl_buffer *buffer, size_t more) {
    if (buffer->capacity - buffer->length > more)
        return;
    size_t wanted = buffer->capacity ? buffer->capacity * 2 : 256;
    while (wanted - buffer->length <= more)
        wanted *= 2;
    char *bytes = realloc(buffer->bytes, wanted);
    if (!bytes) {
        fputs("clauselint: out of memory [out-of-memory]\n", stderr);
        exit(2);
    }
    buffer->bytes = bytes;
    buffer->capacity = wanted;
}

void cl_buffer_add(cl_buffer *buffer, const char *bytes, size_t length) {
    make_room(buffer, length);
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void cl_buffer_add_string(cl_buffer *buffer, const char *string) {
    cl_buffer_add(buffer, string, strlen(string));
}

void cl_buffer_add_text(cl_buffer *buffer, cl_text text) {
    cl_buffer_add(buffer, text.bytes, text.length);
}

void cl_buffer_add_char(cl_buffer *buffer, char c) {
    cl_buffer_add(buffer, &c, 1);
}

void cl_buffer_add_code_point(cl_buffer *buffer, uint32_t code_point) {
    char bytes[4];
    cl_buffer_add(buffer, bytes, cl_utf8_encode(code_point, bytes));
}

void cl_buffer_printf(cl_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    make_room(buffer, (size_t)length);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void cl_buffer_clear(cl_buffer *buffer) {
    buffer->length = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

void cl_buffer_release(cl_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (cl_buffer){0};
}

cl_text cl_buffer_text(const cl_buffer *buffer) {
    return (cl_text){buffer->bytes ? buffer->bytes : "", buffer->length};
}
