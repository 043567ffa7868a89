/* SPDX-License-Identifier: MIT
 *
 * One rule, from YAML, strictly: whatever is not understood is an error with its place. Private to
 * rules/.
 */
#ifndef CL_RULES_RULE_READ_H
#define CL_RULES_RULE_READ_H

#include "base/yaml.h"
#include "rules/rule.h"

typedef struct cl_rule_reader {
    cl_arena *arena;
    cl_errors *errors;
    const cl_lexicon *lexicon;
    const char *file;
    const char *pack;
    const cl_phrase **written; /* every phrase that was read */
    size_t written_count, written_capacity;
    bool compile; /* compile patterns now, so that their mistakes are reported: files of users */
} cl_rule_reader;

void cl_read_rule(cl_rule_reader *reader, const cl_yaml *node, cl_rule *rule);

/* For ruleset.c, profile.c and the kinds. All add errors and go on with something harmless. */
cl_place cl_read_place(const cl_rule_reader *reader, const cl_yaml *node);
void cl_read_error(cl_rule_reader *reader, const char *id, cl_place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The place of a byte, or of a word, of a scalar's text. */
cl_place cl_read_place_in(const cl_rule_reader *reader, const cl_yaml *node, size_t offset);
cl_place cl_read_place_of(const cl_rule_reader *reader, const cl_yaml *node, const char *word);
/* "; did you mean …?", or the names if they are few. */
const char *cl_read_hint(cl_rule_reader *reader, const char *word, const char *const *names);
bool cl_is_listed(const char *name, const char *const *names); /* NULL: none */
/* Is it a mapping? NULL (absent) is none, silently. */
bool cl_read_is_mapping(cl_rule_reader *reader, const cl_yaml *node, const char *key);
/* Index of the scalar in `names`, or `otherwise`. */
unsigned cl_read_choice(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                        const char *const *names, unsigned otherwise);
bool cl_read_switch(cl_rule_reader *reader, const cl_yaml *node, const char *key, bool otherwise);
/* Names must do as group names of PCRE2, and inside expressions and templates. */
bool cl_read_name(cl_rule_reader *reader, const cl_yaml *key);
/* Items of a list, or the scalar itself as a list of one. */
const cl_yaml *cl_read_list(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                            size_t *count);
/* Complains about each key of a mapping that is in neither list (`more` may be NULL). */
void cl_read_keys(cl_rule_reader *reader, const cl_yaml *node, const char *what,
                  const char *const *names, const char *const *more);
/* A scalar that is not empty; NULL otherwise. */
const char *cl_read_string(cl_rule_reader *reader, const cl_yaml *node, const char *key);
/* A scalar or a list of scalars: NULL-terminated. */
const char **cl_read_strings(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                             size_t *count);
/* A phrase or a list of them. `hole`: bind the first typed hole that has no name to it; NULL: none.
 */
cl_phrase *cl_read_phrases(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                           const char *hole, size_t *count);
/* An unnamed pattern; NULL when `node` is NULL. */
cl_named *cl_read_unnamed(cl_rule_reader *reader, const cl_yaml *node, const char *key);
/* An expression whose names are patterns, captures and params of the rule; NULL when `node` is
 * NULL. */
cl_expression *cl_read_expression(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                                  const char *key);
/* The same for one that has been parsed: names are looked up, places told from `node`. */
cl_expression *cl_bind_expression(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node,
                                  cl_expression *expression);
/* Tells at `node` when the value that the capture reads can never be compared with the param. */
void cl_read_comparable(cl_rule_reader *reader, const cl_rule *rule, const cl_yaml *node,
                        const char *capture, const char *param);
/* Names of captures and params, for a hint. */
const char *const *cl_read_value_names(cl_rule_reader *reader, const cl_rule *rule);
cl_capture *cl_read_captures(cl_rule_reader *reader, const cl_yaml *node, const char *key,
                             size_t *count);
/* "75" of "days" as a quantity; false when that is none. */
bool cl_quantity_of(cl_arena *arena, cl_text number, const char *unit, cl_quantity *out);
/* What a cl_quantity_kind is called in messages. */
extern const char *const cl_value_kinds[];
bool cl_read_param_value(const char *text, cl_quantity *value);
/* A message: complains about {names} that neither the rule nor its kind knows. */
void cl_read_template(cl_rule_reader *reader, cl_rule *rule, const char *text, const cl_yaml *node);
/* Finds by name and marks as used; NULL when there is none. For reading only: a ruleset that is
 * complete is shared by threads. */
cl_named *cl_rule_pattern(cl_rule *rule, const char *name);
cl_capture *cl_use_capture(cl_rule *rule, const char *name);
cl_param *cl_use_param(cl_rule *rule, const char *name);
const cl_capture *cl_rule_capture(const cl_rule *rule, const char *name);
const cl_param *cl_rule_param(const cl_rule *rule, const char *name);
/* The number by which expressions name a pattern or, behind the patterns, a distance; -1: none. */
int cl_rule_slot(const cl_rule *rule, const char *name);

#endif
