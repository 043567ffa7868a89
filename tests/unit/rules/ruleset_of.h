/* SPDX-License-Identifier: MIT
 *
 * Rulesets from inline YAML.
 */
#ifndef TEST_RULESET_OF_H
#define TEST_RULESET_OF_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "rules/ruleset.h"

#define RULE(id)                                                                                   \
    "pack: test\nrules:\n- id: " id "\n  title: T\n  category: c\n  severity: medium\n"            \
    "  message: M\n  why: W\n  ask: A\n"

/* NULL when it has mistakes. A rule file is read from a path, so it is written to one. */
static cl_ruleset *ruleset_of(cl_arena *arena, cl_errors *errors, const char *const *params,
                              const char *yaml) {
    char path[] = "/tmp/clauselint-test-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return NULL;
    FILE *file = fdopen(fd, "wb");
    fputs(yaml, file);
    fclose(file);
    const char *const paths[] = {path, NULL};
    cl_ruleset_options options = {.paths = paths, .without_embedded = true, .params = params};
    cl_ruleset *ruleset = NULL;
    cl_ruleset_new(arena, &options, &ruleset, errors);
    unlink(path);
    return ruleset;
}

#endif
