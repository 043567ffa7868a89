/* SPDX-License-Identifier: MIT
 *
 * Text, Markdown and HTML: the loader is chosen by the bytes, as the program does it.
 */
#include "whole_path.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_whole_path(fuzz_embedded_rules(), (cl_text){(const char *)data, size});
    return 0;
}
