/* SPDX-License-Identifier: MIT
 *
 * YAML as a tree of nodes that know their line and column. Reading is done by libfyaml (which
 * refuses duplicate keys and collects diagnostics); the tree is our own, so that files embedded in
 * the binary can be stored as constant data and cost nothing to load (tools: src/rules/embed.c at
 * build time).
 *
 * Every scalar is text here; the reader of a schema gives it a type. Anchors, aliases, tags and
 * merge keys are refused (id "yaml-unsupported").
 */
#ifndef CL_BASE_YAML_H
#define CL_BASE_YAML_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

typedef enum cl_yaml_kind { CL_YAML_SCALAR, CL_YAML_SEQUENCE, CL_YAML_MAPPING } cl_yaml_kind;

typedef struct cl_yaml cl_yaml;
struct cl_yaml {
    cl_yaml_kind kind;
    bool quoted;           /* a scalar in quotes, or a block scalar */
    uint32_t line, column; /* from 1 */
    uint32_t count;        /* items of a sequence, pairs of a mapping */
    const char *scalar;    /* NUL-terminated; "" for sequences and mappings */
    const cl_yaml *items;  /* count items, or 2 × count: key, value, key, value … */
};

/* Parses one document. `file` names it in error places; it is copied into the arena. All syntax
 * errors found are added to `errors` (id "yaml-syntax"); CL_ERROR_SYNTAX if any. An empty document
 * gives an empty mapping. */
cl_status cl_yaml_parse(cl_arena *arena, const char *file, cl_text text, const cl_yaml **out,
                        cl_errors *errors);

/* Value of `key` in a mapping; NULL when absent or when `node` is no mapping. */
const cl_yaml *cl_yaml_get(const cl_yaml *node, const char *key);

/* The nearest of `names` (NULL-terminated) to `word` by edit distance, or NULL when none is near:
 * for "did you mean". */
const char *cl_nearest_name(const char *word, const char *const *names);

/* Files embedded at build time, made by the tool `embed` from rules/: NULL-terminated by path ==
 * NULL. */
typedef struct cl_embedded {
    const char *path; /* relative, e.g. "core/renewal.yaml" */
    const cl_yaml *root;
} cl_embedded;
extern const cl_embedded cl_embedded_rules[];

/* Writes `root` as C initialisers into `out` (used by the build tool). `name` is the C identifier.
 */
void cl_yaml_freeze(const cl_yaml *root, const char *name, cl_buffer *out);
/* Write a C string literal. */
void cl_yaml_freeze_bytes(cl_text bytes, cl_buffer *out);
void cl_yaml_freeze_string(const char *string, cl_buffer *out);

#endif
