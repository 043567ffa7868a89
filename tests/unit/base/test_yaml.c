/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "base/yaml.h"

static cl_arena *arena;
static cl_errors errors;
static const cl_yaml *root;

static void start(void) {
    arena = cl_arena_new();
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(yaml, .init = start, .fini = stop);

static cl_status parse(const char *text) {
    return cl_yaml_parse(arena, "t.yaml", cl_text_from(text), &root, &errors);
}

Test(yaml, keeps_order_places_and_quotes) {
    cr_assert_eq(parse("id: a\nlist: [\"x\", yes]\nmap:\n  key: |\n    one\n    two\n"), CL_OK);
    cr_assert_eq(root->kind, CL_YAML_MAPPING);
    cr_assert_eq(root->count, 3);
    const cl_yaml *list = cl_yaml_get(root, "list");
    cr_assert_eq(list->count, 2);
    cr_assert(list->items[0].quoted);
    cr_assert_not(list->items[1].quoted);
    cr_assert_str_eq(list->items[1].scalar, "yes");
    cr_assert_eq(list->items[1].line, 2);
    cr_assert_eq(list->items[1].column, 13);
    cr_assert_str_eq(cl_yaml_get(cl_yaml_get(root, "map"), "key")->scalar, "one\ntwo\n");
    cr_assert_null(cl_yaml_get(root, "none"));
    cr_assert_null(cl_yaml_get(list, "x"));
}

Test(yaml, empty_is_an_empty_mapping) {
    static const char *const texts[] = {"", "# only a comment\n", "---\n", "\n\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cr_assert_eq(parse(texts[i]), CL_OK);
        cr_assert_eq(root->kind, CL_YAML_MAPPING);
        cr_assert_eq(root->count, 0);
    }
}

static void refused(const char *text, const char *id, uint32_t line, uint32_t column) {
    errors = (cl_errors){0};
    cr_assert_eq(parse(text), CL_ERROR_SYNTAX, "%s", text);
    cr_assert_gt(errors.count, 0);
    const cl_error *error = &errors.items[0];
    cr_assert_str_eq(error->id, id, "%s: %s", text, error->message);
    cr_assert_str_eq(error->place.file, "t.yaml");
    cr_assert_eq(error->place.line, line, "%s: line %u", text, error->place.line);
    cr_assert_eq(error->place.column, column, "%s: column %u", text, error->place.column);
}

Test(yaml, refuses_what_it_does_not_support) {
    refused("a: 1\nb: 2\na: 3\n", "yaml-syntax", 3, 1);
    refused("a: \"x\n", "yaml-syntax", 1, 5);
    refused("a: \xFF\n", "yaml-syntax", 1, 4);
    refused("a: &x 1\n", "yaml-unsupported", 1, 7);
    refused("a: !!int 1\n", "yaml-unsupported", 1, 10);
    refused("b: {}\na:\n  <<: 1\n", "yaml-unsupported", 3, 3);
    refused("[a]: 1\n", "yaml-unsupported", 1, 1);
    refused("a: 1\n---\nb: 2\n", "yaml-unsupported", 2, 1);
    refused("a: \"x\\0y\"\n", "yaml-unsupported", 1, 4);
}

Test(yaml, refuses_deep_nesting) {
    char text[4001];
    memset(text, '[', 4000);
    text[4000] = '\0';
    cr_assert_eq(parse(text), CL_ERROR_SYNTAX);
}

Test(yaml, suggests_a_near_name) {
    static const char *const names[] = {"pattern", "message", "severity", "id", NULL};
    cr_assert_str_eq(cl_nearest_name("patern", names), "pattern");
    cr_assert_str_eq(cl_nearest_name("Mesage", names), "message");
    cr_assert_str_eq(cl_nearest_name("severtiy", names), "severity");
    cr_assert_str_eq(cl_nearest_name("di", names), "id");
    cr_assert_null(cl_nearest_name("jurisdiction", names));
    cr_assert_null(cl_nearest_name("", names));
}

Test(yaml, freezes_to_c) {
    cr_assert_eq(parse("a: [x]\nq: \"\\\"?\"\n"), CL_OK);
    cl_buffer out = {0};
    cl_yaml_freeze(root, "tree", &out);
    cr_assert_str_eq(out.bytes, "static const cl_yaml tree_1[] = {\n"
                                "    {CL_YAML_SCALAR, false, 1, 5, 0, \"x\", NULL},\n"
                                "};\n"
                                "static const cl_yaml tree_2[] = {\n"
                                "    {CL_YAML_SCALAR, false, 1, 1, 0, \"a\", NULL},\n"
                                "    {CL_YAML_SEQUENCE, false, 1, 4, 1, \"\", tree_1},\n"
                                "    {CL_YAML_SCALAR, false, 2, 1, 0, \"q\", NULL},\n"
                                "    {CL_YAML_SCALAR, true, 2, 4, 0, \"\\\"\\?\", NULL},\n"
                                "};\n"
                                "static const cl_yaml tree = {CL_YAML_MAPPING, false, 1, 1, 2, "
                                "\"\", tree_2};\n");
    cl_buffer_release(&out);
}
