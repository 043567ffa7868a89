/* SPDX-License-Identifier: MIT
 *
 * What the fuzz targets share: bytes → document → contract → findings → reports, as `check` does
 * it, with what must hold of a document checked on the way. A broken promise ends the process
 * (abort), as libFuzzer wants it.
 */
#ifndef CL_TESTS_FUZZ_WHOLE_PATH_H
#define CL_TESTS_FUZZ_WHOLE_PATH_H

#include "rules/ruleset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

/* The embedded rules, read once; they live as long as the process. */
const cl_ruleset *fuzz_embedded_rules(void);
void fuzz_whole_path(const cl_ruleset *ruleset, cl_text bytes);

#endif
