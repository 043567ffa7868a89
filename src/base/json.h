/* SPDX-License-Identifier: MIT
 *
 * JSON values to write, in the order in which members are set, with the same bytes for the same
 * values (built on jansson). A value belongs to the arena it was made in; adding it to another does
 * not change that, and values of one tree must share one arena.
 */
#ifndef CL_BASE_JSON_H
#define CL_BASE_JSON_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

typedef struct cl_json cl_json;

cl_json *cl_json_object(cl_arena *arena);
cl_json *cl_json_array(cl_arena *arena);
void cl_json_set_text(cl_json *object, const char *key, cl_text value);
void cl_json_set_string(cl_json *object, const char *key, const char *value); /* NULL: null */
void cl_json_set_integer(cl_json *object, const char *key, long long value);
/* Written with at most `decimals` decimals, trailing zeros dropped, never in exponent form. */
void cl_json_set_number(cl_json *object, const char *key, double value, int decimals);
void cl_json_set_bool(cl_json *object, const char *key, bool value);
void cl_json_set(cl_json *object, const char *key, cl_json *value);
void cl_json_add(cl_json *array, cl_json *value);
void cl_json_add_text(cl_json *array, cl_text value);
/* Appends the value, without a newline at the end; indent 0 writes it on one line. Invalid UTF-8
 * cannot occur, since all text inside the program is valid. */
void cl_json_write(const cl_json *value, int indent, cl_buffer *out);

/* Reads one JSON value after another and calls `visit` for each object with a string under `key`,
 * at any depth, with that and the string under `other` (NULL: none). False when the text is no
 * JSON. */
bool cl_json_each(cl_text text, const char *key, const char *other,
                  void (*visit)(void *context, const char *value, const char *partner),
                  void *context);

#endif
