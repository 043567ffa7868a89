/* SPDX-License-Identifier: MIT
 *
 * Nothing says it. Satisfied in part, and "the terms at our web site apply", are outcomes of their
 * own.
 */
#include <string.h>

#include "rules/judge.h"

typedef struct requirement {
    const cl_expression *present, *by_reference;
    cl_escalation partly; /* .when NULL: nothing is partly enough */
    const cl_named *place;
} requirement;

/* A condition, or one with a severity and a message of its own. */
static void read_partly(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                        cl_escalation *partly) {
    static const char *const part_keys[] = {"when", "severity", "message", NULL};
    *partly = (cl_escalation){.severity = rule->severity};
    if (!node || node->kind != CL_YAML_MAPPING) {
        partly->when = cl_read_expression(reader, rule, node, "partly");
        return;
    }
    cl_read_keys(reader, node, "\"partly\"", part_keys, NULL);
    const cl_yaml *when = cl_yaml_get(node, "when"), *message = cl_yaml_get(node, "message");
    if (!when)
        cl_read_error(reader, "rule-key-missing", cl_read_place(reader, node),
                      "\"partly\" needs \"when\".");
    partly->when = cl_read_expression(reader, rule, when, "when");
    partly->severity = cl_read_choice(reader, cl_yaml_get(node, "severity"), "severity",
                                      cl_severity_names, rule->severity);
    partly->message = cl_read_string(reader, message, "message");
    cl_read_template(reader, rule, partly->message, message);
}

static const void *read_require(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    requirement *own = CL_NEW(reader->arena, requirement);
    own->present = cl_read_expression(reader, rule, cl_yaml_get(node, "present"), "present");
    read_partly(reader, rule, cl_yaml_get(node, "partly"), &own->partly);
    own->by_reference =
        cl_read_expression(reader, rule, cl_yaml_get(node, "by-reference"), "by-reference");
    own->place = cl_read_unnamed(reader, cl_yaml_get(node, "place"), "place");
    if (!cl_yaml_get(node, "present"))
        cl_read_error(reader, "rule-key-missing", rule->place,
                      "The rule \"%s\" of kind require has no \"present\".", rule->id);
    return own;
}

size_t cl_require_parts(const cl_rule *rule, const char **names, const cl_expression **parts) {
    const requirement *own = rule->own;
    const struct {
        const char *name;
        const cl_expression *part;
    } all[CL_REQUIRE_PARTS] = {{"present", own->present},
                               {"partly", own->partly.when},
                               {"by-reference", own->by_reference}};
    size_t count = 0;
    for (size_t i = 0; i < CL_REQUIRE_PARTS; i++)
        if (all[i].part) {
            names[count] = all[i].name;
            parts[count++] = all[i].part;
        }
    return count;
}

/* The heading under which one would look for it: the first phrase says it best; of an article
 * rather than of a section of one. */
static cl_location expected_place(const cl_evaluation *e, const cl_named *headings) {
    cl_location place = {.block = CL_NONE, .section = CL_NONE, .sentence = CL_NONE};
    for (size_t k = 0; headings && k < headings->count && place.block == CL_NONE; k++) {
        cl_named one = *headings;
        one.phrases = &headings->phrases[k];
        one.count = 1;
        for (size_t i = 0; i < e->contract->section_count; i++) {
            const cl_section *section = &e->contract->sections[i];
            bool article = section->article == CL_NONE || section->article == i;
            if ((place.block != CL_NONE && !article) || section->heading_block == CL_NONE ||
                section->kind == CL_SECTION_TOC || section->annex != CL_NONE ||
                !cl_judge_text(e, &one, section->heading))
                continue;
            place.block = section->heading_block;
            place.span = section->heading_span;
            place.section = (uint32_t)i;
            if (article)
                break;
        }
    }
    return place;
}

/* What should be found there. */
static const char *without_stop(const cl_evaluation *e, const char *text) {
    size_t length = strlen(text);
    return cl_arena_copy(e->arena, text, length && text[length - 1] == '.' ? length - 1 : length);
}

static void evaluate(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const requirement *own = rule->own;
    uint32_t sentence = CL_NONE;
    if (rule->when && !cl_judge_document(e, rule, rule->when))
        return;
    cl_candidate found;
    if (cl_judge_best(e, rule, own->present, e->with_fine ? own->place : NULL, &found)) {
        if (found.sentence != CL_NONE)
            cl_judge_fine(&found, findings);
        return;
    }
    if (cl_judge_anywhere(e, rule, rule->elsewhere, NULL))
        return;
    if (cl_judge_anywhere(e, rule, own->by_reference, &sentence)) {
        cl_notices_add(e->arena, e->notices, "by-reference", cl_judge_place(e, sentence),
                       "%s: the contract leaves this to a document that it only refers to%s%s.",
                       rule->id, rule->fine ? "; check there: " : "",
                       rule->fine ? without_stop(e, rule->fine) : "");
        return;
    }
    cl_finding *finding = cl_judge_add(e, rule, findings);
    finding->missing = true;
    if (rule->ladder[CL_RUNG_UNACCEPTABLE].text)
        finding->rung = CL_RUNG_UNACCEPTABLE;
    if (cl_judge_anywhere(e, rule, own->partly.when, &sentence)) {
        /* Of the whole document, as its kind, it is as sure as without it. */
        if (sentence != CL_NONE)
            finding->confidence = CL_CONFIDENCE_MEDIUM;
        finding->place = finding->match =
            sentence == CL_NONE ? expected_place(e, own->place) : cl_judge_location(e, sentence);
        if (!rule->severity_fixed)
            finding->severity = own->partly.severity;
        if (own->partly.message)
            finding->message = cl_judge_message(e, rule, own->partly.message);
    } else {
        finding->place = finding->match = expected_place(e, own->place);
    }
}

static const char *const keys[] = {"present", "partly", "by-reference", "place", NULL};
const cl_kind cl_kind_require = {"require", keys, NULL, read_require, evaluate, NULL};
