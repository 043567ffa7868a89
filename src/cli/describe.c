/* SPDX-License-Identifier: MIT */
#include "cli/describe.h"

#include "report/wrap.h"
#include "rules/kind.h"

#include <string.h>

static const char *const harms_names[] = {"either", "customer", "supplier"};
static const char *const scope_names[] = {"sentence", "clause", "section", "document"};

static void paragraph(const char *label, const char *text, unsigned width, cl_buffer *out) {
    if (!text || !*text)
        return;
    cl_buffer_printf(out, "\n%s\n  ", label);
    cl_wrap wrap = {.width = width, .indent = 2, .column = 2};
    cl_wrap_text(&wrap, cl_text_trim(cl_text_from(text)), out);
}

static void item(const char *text, unsigned width, cl_buffer *out) {
    cl_wrap wrap = {.width = width, .indent = 4, .column = 4};
    cl_buffer_add_string(out, "  - ");
    cl_wrap_text(&wrap, cl_text_trim(cl_text_from(text)), out);
}

static void examples(const char *label, const cl_example *list, size_t count, unsigned width,
                     cl_buffer *out) {
    if (!count)
        return;
    cl_buffer_printf(out, "\n%s\n", label);
    for (size_t i = 0; i < count; i++)
        item(list[i].text, width, out);
}

static void describe_ladder(const cl_rule *rule, unsigned width, cl_buffer *out) {
    bool any = false;
    for (int i = 0; i < CL_RUNGS; i++) {
        if (!rule->ladder[i].text)
            continue;
        if (!any)
            cl_buffer_add_string(out, "\nPositions\n");
        any = true;
        char line[1200];
        snprintf(line, sizeof line, "%s: %s", cl_rung_names[i], rule->ladder[i].text);
        item(line, width, out);
    }
    if (rule->owner)
        cl_buffer_printf(out, "  decided by: %s\n", rule->owner);
    for (size_t i = 0; i < rule->exposure_count; i++) {
        if (!i)
            cl_buffer_add_string(out, "\nWhat it may cost, where the contract gives the numbers\n");
        if (rule->exposures[i].say)
            item(rule->exposures[i].say, width, out);
    }
    for (const char *const *id = rule->replaces; id && *id; id++)
        cl_buffer_printf(out, "%s%s",
                         id == rule->replaces ? "\nReplaces, on the same clause: " : ", ", *id);
    if (rule->replaces && *rule->replaces)
        cl_buffer_add_char(out, '\n');
}

void cl_describe_rule(const cl_rule *rule, unsigned width, cl_buffer *out) {
    cl_buffer_printf(out, "%s\n%s; %s, harms %s; pack %s\n", rule->title ? rule->title : rule->id,
                     rule->id, cl_severity_names[rule->severity], harms_names[rule->harms],
                     rule->pack ? rule->pack : "none");
    paragraph("Why it matters", rule->why, width, out);
    paragraph("What to ask for", rule->ask, width, out);
    paragraph("Fallback wording", rule->fallback, width, out);
    describe_ladder(rule, width, out);
    if (rule->references && rule->references[0]) {
        cl_buffer_add_string(out, "\nReferences\n");
        for (size_t i = 0; rule->references[i]; i++)
            item(rule->references[i], width, out);
    }
    if (rule->param_count) {
        cl_buffer_add_string(out, "\nParameters\n");
        for (size_t i = 0; i < rule->param_count; i++)
            cl_buffer_printf(out, "  %s = %s   (--param %s.%s=VALUE)\n", rule->params[i].name,
                             rule->params[i].text, rule->id, rule->params[i].name);
    }
    examples("It flags", rule->flags, rule->flag_count, width, out);
    examples("It passes", rule->passes, rule->pass_count, width, out);
}

static void phrases(const char *label, const cl_phrase *list, size_t count, cl_buffer *out) {
    cl_buffer_printf(out, "  %s:\n", label);
    for (size_t i = 0; i < count; i++) {
        cl_buffer_add_string(out, "    - ");
        cl_plain_text(cl_text_from(list[i].source), out);
        cl_buffer_add_char(out, '\n');
    }
}

static void optional(const char *label, const cl_named *named, cl_buffer *out) {
    if (named)
        phrases(label, named->phrases, named->count, out);
}

static void expression(const char *label, const cl_expression *condition, cl_buffer *out) {
    if (condition)
        cl_buffer_printf(out, "  %s: %s\n", label, cl_expression_text(condition));
}

static void names_of_bits(const char *label, unsigned bits, const char *const *names,
                          cl_buffer *out) {
    bool any = false;
    for (unsigned i = 0; names[i]; i++)
        if (bits >> i & 1) {
            cl_buffer_printf(out, "%s%s%s%s", any ? "" : "  ", any ? "" : label, any ? ", " : ": ",
                             names[i]);
            any = true;
        }
    cl_buffer_add_string(out, any ? "\n" : "");
}

static void conditions(const cl_rule *rule, cl_buffer *out) {
    static const char *const labels[] = {"condition (low confidence)",
                                         "condition (medium confidence)", "condition"};
    const char *names[CL_REQUIRE_PARTS];
    const cl_expression *parts[CL_REQUIRE_PARTS];
    size_t count = rule->kind == &cl_kind_require ? cl_require_parts(rule, names, parts) : 0;
    for (int i = CL_CONFIDENCE_HIGH; i >= 0; i--)
        expression(labels[i], rule->conditions[i], out);
    for (size_t i = 0; i < count; i++)
        expression(names[i], parts[i], out);
    expression("when", rule->when, out);
    expression("near", rule->near, out);
    expression("elsewhere", rule->elsewhere, out);
    for (size_t i = 0; i < rule->escalation_count; i++)
        expression("escalates when", rule->escalations[i].when, out);
    for (int i = 0; i < CL_RUNGS; i++)
        expression(cl_rung_names[i], rule->ladder[i].when, out);
}

void cl_describe_engine(const cl_rule *rule, unsigned width, cl_buffer *out) {
    static const char *const sides[] = {"customer", "supplier", NULL};
    (void)width;
    cl_buffer_add_string(out, "\nHow it is judged\n");
    cl_buffer_printf(out, "  kind: %s\n", rule->kind->name);
    cl_buffer_printf(out, "  scope: %s\n", scope_names[rule->scope]);
    names_of_bits("for the side of", rule->sides >> 1, sides, out);
    names_of_bits("parts", rule->parts, cl_part_names, out);
    names_of_bits("guards", rule->guards, cl_guard_names, out);
    cl_buffer_printf(out, "  defined at: %s:%u:%u\n",
                     rule->place.file ? rule->place.file : "(embedded)", rule->place.line,
                     rule->place.column);
    if (rule->types) {
        cl_buffer_add_string(out, "  contract types:");
        for (size_t i = 0; rule->types[i]; i++)
            cl_buffer_printf(out, "%s %s", i ? "," : "", rule->types[i]);
        cl_buffer_add_char(out, '\n');
    }
    conditions(rule, out);
    for (size_t i = 0; i < rule->pattern_count; i++)
        phrases(rule->patterns[i].name, rule->patterns[i].phrases, rule->patterns[i].count, out);
    for (size_t i = 0; i < rule->capture_count; i++) {
        char label[80];
        snprintf(label, sizeof label, "captures %.60s", rule->captures[i].name);
        phrases(label, rule->captures[i].phrases, rule->captures[i].count, out);
    }
    optional("unless", rule->unless, out);
    optional("under", rule->under, out);
    optional("not under", rule->not_under, out);
}

static cl_json *example_json(cl_arena *arena, const cl_example *list, size_t count) {
    cl_json *array = cl_json_array(arena);
    for (size_t i = 0; i < count; i++)
        cl_json_add_text(array, cl_text_from(list[i].text));
    return array;
}

static cl_json *names_json(cl_arena *arena, const char *const *names) {
    cl_json *array = cl_json_array(arena);
    for (; names && *names; names++)
        cl_json_add_text(array, cl_text_from(*names));
    return array;
}

/* What it is about in a negotiation: positions, who decides, money, what it says when all is well.
 */
static void add_positions(cl_json *object, cl_arena *arena, const cl_rule *rule) {
    cl_json *ladder = cl_json_object(arena);
    for (int i = 0; i < CL_RUNGS; i++)
        if (rule->ladder[i].text)
            cl_json_set_string(ladder, cl_rung_names[i], rule->ladder[i].text);
    cl_json_set(object, "ladder", ladder);
    if (rule->owner)
        cl_json_set_string(object, "owner", rule->owner);
    cl_json *exposures = cl_json_array(arena);
    for (size_t i = 0; i < rule->exposure_count; i++)
        if (rule->exposures[i].say)
            cl_json_add_text(exposures, cl_text_from(rule->exposures[i].say));
    cl_json_set(object, "exposures", exposures);
    if (rule->fine)
        cl_json_set_string(object, "fine", rule->fine);
    cl_json_set(object, "replaces", names_json(arena, rule->replaces));
}

cl_json *cl_rule_json(cl_arena *arena, const cl_rule *rule) {
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "type", "rule");
    cl_json_set_string(object, "rule", rule->id);
    cl_json_set_string(object, "pack", rule->pack);
    cl_json_set_string(object, "title", rule->title);
    cl_json_set_string(object, "category", rule->category);
    cl_json_set_string(object, "severity", cl_severity_names[rule->severity]);
    cl_json_set_string(object, "harms", harms_names[rule->harms]);
    cl_json_set_string(object, "scope", scope_names[rule->scope]);
    cl_json_set_string(object, "file", rule->place.file);
    cl_json_set_integer(object, "line", rule->place.line);
    cl_json_set(object, "types", names_json(arena, rule->types));
    cl_json *params = cl_json_object(arena);
    for (size_t i = 0; i < rule->param_count; i++)
        cl_json_set_string(params, rule->params[i].name, rule->params[i].text);
    cl_json_set(object, "params", params);
    cl_json_set_string(object, "why", rule->why);
    cl_json_set_string(object, "ask", rule->ask);
    cl_json_set_string(object, "fallback", rule->fallback);
    add_positions(object, arena, rule);
    cl_json_set(object, "flags", example_json(arena, rule->flags, rule->flag_count));
    cl_json_set(object, "passes", example_json(arena, rule->passes, rule->pass_count));
    return object;
}
