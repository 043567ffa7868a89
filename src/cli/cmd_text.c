/* SPDX-License-Identifier: MIT
 *
 * clauselint text: the document as it was read.
 */
#include "cli/common.h"

static int run(const cl_options *options) {
    if (options->operands.count != 1)
        return cl_usage_error("text takes one file", "text");
    cl_arena *arena = cl_arena_new();
    cl_document *document;
    cl_error error;
    const char *path = options->operands.items[0];
    if (cl_document_read(arena, path, &options->limits, &document, &error) != CL_OK) {
        cl_complain(path, &error);
        cl_arena_free(arena);
        return CL_EXIT_FAILED;
    }
    cl_output output;
    bool good = cl_output_open(options, &output);
    if (good) {
        cl_buffer text = {0};
        cl_document_print(document, &text);
        cl_output_put(&output, &text);
        cl_buffer_release(&text);
        good = cl_output_close(&output);
    }
    cl_arena_free(arena);
    return good ? CL_EXIT_CLEAN : CL_EXIT_FAILED;
}

const cl_command cl_command_text = {
    .name = "text",
    .arguments = "FILE",
    .summary = "Show the document as read, one block a line",
    .bit = CL_COMMAND_TEXT,
    .run = run,
};
