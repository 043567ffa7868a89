/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "base/json.h"

static void written(const cl_json *value, int indent, const char *wanted) {
    cl_buffer out = {0};
    cl_json_write(value, indent, &out);
    cr_assert_str_eq(out.bytes, wanted);
    cl_buffer_release(&out);
}

Test(json, keeps_the_order_of_members) {
    cl_arena *arena = cl_arena_new();
    cl_json *object = cl_json_object(arena), *list = cl_json_array(arena);
    cl_json_set_string(object, "z", "a\"\n\xE2\x82\xAC");
    cl_json_set_string(object, "n", NULL);
    cl_json_set_integer(object, "i", -5);
    cl_json_set_bool(object, "b", true);
    cl_json_set(object, "l", list);
    cl_json_add_text(list, CL_TEXT("x"));
    cl_json_add(list, cl_json_object(arena));
    cl_json_set_text(object, "a", (cl_text){NULL, 0});
    written(object, 0,
            "{\"z\":\"a\\\"\\n\xE2\x82\xAC\",\"n\":null,\"i\":-5,\"b\":true,\"l\":[\"x\",{}],"
            "\"a\":\"\"}");
    cl_arena_free(arena);
}

Test(json, numbers_are_short_and_never_in_exponent_form) {
    cl_arena *arena = cl_arena_new();
    cl_json *object = cl_json_object(arena);
    cl_json_set_number(object, "a", 7.5, 2);
    cl_json_set_number(object, "b", 7.0, 2);
    cl_json_set_number(object, "c", 0.1 + 0.2, 3);
    cl_json_set_number(object, "d", 1e-9, 4);
    cl_json_set_number(object, "e", 1e17, 2);
    cl_json_set_number(object, "f", -2.345, 1);
    written(object, 0, "{\"a\":7.5,\"b\":7,\"c\":0.3,\"d\":0,\"e\":100000000000000000,\"f\":-2.3}");
    cl_arena_free(arena);
}

Test(json, indents) {
    cl_arena *arena = cl_arena_new();
    cl_json *object = cl_json_object(arena);
    cl_json_set_integer(object, "a", 1);
    written(object, 2, "{\n  \"a\": 1\n}");
    cl_arena_free(arena);
}
