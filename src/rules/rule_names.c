/* SPDX-License-Identifier: MIT
 *
 * Expressions of a rule as they are read: their names are looked up, distances get numbers, and
 * comparisons that could never hold are told.
 */
#include <string.h>

#include "rules/rule_read.h"

const char *const cl_value_kinds[] = {"duration", "sum of money", "percentage",
                                      "multiple", "date",         "number without a unit"};

cl_named *cl_rule_pattern(cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->pattern_count; i++)
        if (!strcmp(rule->patterns[i].name, name)) {
            rule->patterns[i].used = true;
            return &rule->patterns[i];
        }
    return NULL;
}

cl_capture *cl_use_capture(cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->capture_count; i++)
        if (!strcmp(rule->captures[i].name, name)) {
            rule->captures[i].used = true;
            return &rule->captures[i];
        }
    return NULL;
}

cl_param *cl_use_param(cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->param_count; i++)
        if (!strcmp(rule->params[i].name, name)) {
            rule->params[i].used = true;
            return &rule->params[i];
        }
    return NULL;
}

const char *const *cl_read_value_names(cl_rule_reader *reader, const cl_rule *rule) {
    const char **names =
        CL_ARRAY(reader->arena, rule->capture_count + rule->param_count + 1, const char *);
    size_t count = 0;
    for (size_t i = 0; i < rule->capture_count; i++)
        names[count++] = rule->captures[i].name;
    for (size_t i = 0; i < rule->param_count; i++)
        names[count++] = rule->params[i].name;
    return names;
}

const cl_capture *cl_rule_capture(const cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->capture_count; i++)
        if (!strcmp(rule->captures[i].name, name))
            return &rule->captures[i];
    return NULL;
}

const cl_param *cl_rule_param(const cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->param_count; i++)
        if (!strcmp(rule->params[i].name, name))
            return &rule->params[i];
    return NULL;
}

typedef struct name_check {
    cl_rule_reader *reader;
    cl_rule *rule;
    const cl_yaml *node;
} name_check;

static bool check_name(void *context, const char *name, char kind) {
    name_check *check = context;
    cl_rule *rule = check->rule;
    const char *const *known;
    if (kind == 'r' || kind == 't' || kind == 'd')
        return true; /* rules are known only when all are read; a distance is no name */
    bool pattern = kind == 'p' || kind == 'e';
    if (pattern) {
        if (cl_rule_pattern(rule, name))
            return true;
        const char **patterns =
            CL_ARRAY(check->reader->arena, rule->pattern_count + 1, const char *);
        for (size_t i = 0; i < rule->pattern_count; i++)
            patterns[i] = rule->patterns[i].name;
        known = patterns;
    } else {
        if (cl_use_capture(rule, name) || cl_use_param(rule, name))
            return true;
        known = cl_read_value_names(check->reader, rule);
    }
    if (!pattern && !*known) {
        cl_read_error(check->reader, "pattern-unknown",
                      cl_read_place_of(check->reader, check->node, name),
                      "There is no capture or param \"%.60s\"; a hole is remembered when it has a "
                      "name: {%.30s: duration}.",
                      name, name);
        return true;
    }
    cl_read_error(check->reader, "pattern-unknown",
                  cl_read_place_of(check->reader, check->node, name), "There is no %s \"%.60s\"%s",
                  pattern ? "pattern" : "capture or param", name,
                  cl_read_hint(check->reader, name, known));
    return true;
}

int cl_rule_slot(const cl_rule *rule, const char *name) {
    for (size_t i = 0; i < rule->pattern_count; i++)
        if (!strcmp(rule->patterns[i].name, name))
            return (int)i;
    for (size_t i = 0; i < rule->distance_count; i++)
        if (!strcmp(rule->distances[i].name, name))
            return (int)(rule->pattern_count + i);
    return -1;
}

static int slot_of(const void *context, const char *name) {
    return cl_rule_slot(context, name);
}

static void add_distance(void *context, const cl_distance *distance) {
    name_check *check = context;
    cl_rule *rule = check->rule;
    int left = cl_rule_slot(rule, distance->left), right = cl_rule_slot(rule, distance->right);
    if (left < 0 || right < 0 || cl_rule_slot(rule, distance->name) >= 0)
        return;
    rule->distances = cl_arena_grow(check->reader->arena, rule->distances, rule->distance_count,
                                    &rule->distance_capacity, sizeof *rule->distances);
    rule->distances[rule->distance_count++] = (cl_rule_distance){
        distance->name, (uint32_t)left, (uint32_t)right, distance->words, distance->order};
}

/* Type of the hole that a phrase binds to a name: "duration"; empty when it is not told. */
static cl_text type_of_hole(const char *source, const char *name) {
    size_t length = strlen(name);
    for (const char *at = source; (at = strchr(at, '{')); at++) {
        cl_text inside = cl_text_trim((cl_text){at + 1, strcspn(at + 1, "}")});
        if (inside.length > length && !memcmp(inside.bytes, name, length) &&
            (inside.bytes[length] == ':' || inside.bytes[length] == ' ')) {
            const char *colon = memchr(inside.bytes, ':', inside.length);
            size_t behind = colon ? (size_t)(colon - inside.bytes) + 1 : inside.length;
            return cl_text_trim(cl_text_slice(inside, behind, inside.length));
        }
    }
    return (cl_text){"", 0};
}

/* What kind of quantity a name or a quantity is; -1 when that depends on the contract. */
static int kind_of(const cl_rule *rule, const char *name, const cl_quantity *quantity) {
    static const char *const types[] = {"duration", "money",  "percent", "multiple",
                                        "date",     "number", NULL};
    const cl_param *param = name ? cl_rule_param(rule, name) : NULL;
    if (!name || param)
        return (int)(param ? param->value.kind : quantity->kind);
    const cl_capture *capture = cl_rule_capture(rule, name);
    int kind = -1;
    for (size_t i = 0; capture && i < capture->count; i++) {
        cl_text type = type_of_hole(capture->phrases[i].source, name);
        int at = 0;
        if (cl_text_equal(type, CL_TEXT("date-range")))
            type = CL_TEXT("duration"); /* the time between the two */
        while (types[at] && !cl_text_equal(type, cl_text_from(types[at])))
            at++;
        if (at == CL_QUANTITY_NUMBER && capture->unit)
            at = (int)capture->unit_kind;
        if (!types[at] || (kind >= 0 && kind != at))
            return -1;
        kind = at;
    }
    return kind;
}

static void compare_kinds(cl_rule_reader *reader, const cl_rule *rule, const cl_yaml *node,
                          const char *const names[2], const cl_quantity *const quantities[2]) {
    int left = kind_of(rule, names[0], quantities[0]);
    int right = kind_of(rule, names[1], quantities[1]);
    if (left < 0 || right < 0 || left == right)
        return;
    const char *name = names[0] ? names[0] : names[1] ? names[1] : "";
    cl_read_error(
        reader, "value-kinds", cl_read_place_of(reader, node, name),
        "A %s cannot be compared with a %s; write a unit, such as \"30 days\", \"10 %%\" or "
        "\"USD 100,000\".",
        cl_value_kinds[left], cl_value_kinds[right]);
}

void cl_read_comparable(cl_rule_reader *reader, const cl_rule *rule, const cl_yaml *node,
                        const char *capture, const char *param) {
    if (cl_rule_capture(rule, capture) && cl_rule_param(rule, param))
        compare_kinds(reader, rule, node, (const char *const[]){capture, param},
                      (const cl_quantity *const[]){NULL, NULL});
}

static void check_comparison(void *context, const char *const names[2],
                             const cl_quantity *const quantities[2]) {
    const name_check *check = context;
    compare_kinds(check->reader, check->rule, check->node, names, quantities);
}

cl_expression *cl_bind_expression(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                                  cl_expression *expression) {
    name_check check = {reader, rule, node};
    cl_expression_names(expression, check_name, &check);
    cl_expression_distances(expression, add_distance, &check);
    cl_expression_comparisons(expression, check_comparison, &check);
    cl_expression_bind(expression, slot_of, rule);
    rule->expressions = cl_arena_grow(reader->arena, rule->expressions, rule->expression_count,
                                      &rule->expression_capacity, sizeof *rule->expressions);
    rule->expressions[rule->expression_count++] = expression;
    return expression;
}

cl_expression *cl_read_expression(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                                  const char *key) {
    const char *text = cl_read_string(reader, node, key);
    if (!text)
        return NULL;
    cl_expression *expression = NULL;
    cl_error error;
    if (cl_expression_parse(reader->arena, text, cl_read_place_in(reader, node, 0), &expression,
                            &error) != CL_OK) {
        cl_errors_add(reader->arena, reader->errors, &error);
        return NULL;
    }
    return cl_bind_expression(reader, rule, node, expression);
}
