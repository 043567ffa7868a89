/* SPDX-License-Identifier: MIT */
#include "base/json.h"

#include <jansson.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cl_json {
    cl_arena *arena;
    json_t *value;
};

static void release(void *object) {
    json_decref(object);
}

static json_t *checked(json_t *value) {
    if (value)
        return value;
    fputs("clauselint: out of memory [out-of-memory]\n", stderr);
    exit(2);
}

static cl_json *wrap(cl_arena *arena, json_t *value) {
    cl_json *json = CL_NEW(arena, cl_json);
    json->arena = arena;
    json->value = checked(value);
    cl_arena_hook(arena, release, json->value);
    return json;
}

cl_json *cl_json_object(cl_arena *arena) {
    return wrap(arena, json_object());
}

cl_json *cl_json_array(cl_arena *arena) {
    return wrap(arena, json_array());
}

static json_t *string_value(cl_text text) {
    return checked(json_stringn_nocheck(text.bytes ? text.bytes : "", text.length));
}

static void set(cl_json *object, const char *key, json_t *value) {
    json_object_set_new_nocheck(object->value, key, checked(value));
}

void cl_json_set_text(cl_json *object, const char *key, cl_text value) {
    set(object, key, string_value(value));
}

void cl_json_set_string(cl_json *object, const char *key, const char *value) {
    set(object, key, value ? string_value(cl_text_from(value)) : json_null());
}

void cl_json_set_integer(cl_json *object, const char *key, long long value) {
    set(object, key, json_integer(value));
}

void cl_json_set_number(cl_json *object, const char *key, double value, int decimals) {
    double scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    double rounded = fabs(value) < 1e15 ? round(value * scale) / scale : round(value);
    if (rounded != rounded) { /* JSON has no NaN */
        set(object, key, json_null());
    } else if (fabs(rounded) >= 9.2e18) {
        set(object, key, json_integer(rounded < 0 ? LLONG_MIN : LLONG_MAX));
    } else if (rounded == floor(rounded)) {
        set(object, key, json_integer((json_int_t)rounded));
    } else {
        set(object, key, json_real(rounded));
    }
}

void cl_json_set_bool(cl_json *object, const char *key, bool value) {
    set(object, key, json_boolean(value));
}

void cl_json_set(cl_json *object, const char *key, cl_json *value) {
    set(object, key, json_incref(value->value));
}

void cl_json_add(cl_json *array, cl_json *value) {
    json_array_append(array->value, value->value);
}

void cl_json_add_text(cl_json *array, cl_text value) {
    json_array_append_new(array->value, string_value(value));
}

static int append(const char *bytes, size_t length, void *out) {
    cl_buffer_add(out, bytes, length);
    return 0;
}

void cl_json_write(const cl_json *value, int indent, cl_buffer *out) {
    /* 15 digits are exact for every number set here and never show binary rounding (0.1, not
     * 0.10000000000000001). */
    size_t flags = JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY;
    flags |= indent > 0 ? JSON_INDENT((size_t)indent) : JSON_COMPACT;
    json_dump_callback(value->value, append, out, flags);
}

typedef struct visitor {
    const char *key, *other;
    void (*visit)(void *context, const char *value, const char *partner);
    void *context;
} visitor;

static void each(const json_t *value, const visitor *v) {
    const char *name;
    json_t *member;
    size_t index;
    if (json_is_array(value)) {
        json_array_foreach(value, index, member) each(member, v);
        return;
    }
    const json_t *found = json_object_get(value, v->key);
    if (json_is_string(found))
        v->visit(v->context, json_string_value(found),
                 json_string_value(json_object_get(value, v->other)));
    json_object_foreach((json_t *)value, name, member) each(member, v);
}

bool cl_json_each(cl_text text, const char *key, const char *other,
                  void (*visit)(void *context, const char *value, const char *partner),
                  void *context) {
    visitor v = {key, other, visit, context};
    bool any = false;
    for (;;) {
        text = cl_text_trim(text);
        if (!text.length)
            return any;
        json_error_t error;
        /* One value at a time: jsonl is a sequence of them. The reader bounds nesting itself. */
        json_t *value = json_loadb(text.bytes, text.length, JSON_DISABLE_EOF_CHECK, &error);
        if (!value)
            return false;
        any = true;
        each(value, &v);
        json_decref(value);
        text = cl_text_slice(text, (size_t)error.position, text.length);
    }
}
