/* SPDX-License-Identifier: MIT
 *
 * A rule file of a user: read, tested by its own examples, and run over a contract. The file takes
 * the shortest way a path can: a file in memory.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "whole_path.h"

static const char contract[] =
    "SERVICES AGREEMENT\n\nThis Services Agreement is between Acme Inc. (\"Customer\") and Widget "
    "Ltd. "
    "(\"Provider\").\n\n1. Term. This Agreement renews automatically for successive one-year terms "
    "unless either party gives ninety (90) days' notice.\n\n2. Termination. The Provider may "
    "terminate "
    "this Agreement at any time: (a) for convenience; or (b) on 30 days' written notice if a fee "
    "of "
    "$10,000 is not paid.\n\n3. Liability. The Provider's liability is limited to two times the "
    "fees "
    "paid in the twelve months before, 50% of [***], and not found in Section 2(b). The word is "
    "found "
    "here.\n\n4. Notices. Notices under Section 9.9 are given by 1 June 2024.\n";

static cl_arena *arena;

static cl_ruleset *read_rules(const uint8_t *data, size_t size) {
    int file = memfd_create("rules", 0);
    cl_ruleset *ruleset = NULL;
    if (file < 0)
        return NULL;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    /* The lexicon of the program, so that <names> mean something; its rules would cost time. */
    const char *paths[] = {CL_SOURCE_DIR "/rules/lexicon", path, NULL};
    cl_ruleset_options options = {.paths = paths, .without_embedded = true};
    cl_errors errors = {0};
    if (write(file, data, size) == (ssize_t)size &&
        cl_ruleset_new(arena, &options, &ruleset, &errors) != CL_OK)
        ruleset = NULL;
    close(file);
    return ruleset;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena = cl_arena_new();
    const cl_ruleset *ruleset = read_rules(data, size);
    if (ruleset) {
        cl_buffer out = {0};
        cl_ruleset_test(ruleset, NULL, &out);
        cl_buffer_release(&out);
        fuzz_whole_path(ruleset, cl_text_from(contract));
    }
    cl_arena_free(arena);
    return 0;
}
