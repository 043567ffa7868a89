/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "cli/common.h"

extern const cl_command cl_command_check, cl_command_text, cl_command_outline, cl_command_clauses,
    cl_command_brief, cl_command_rules, cl_command_explain, cl_command_config, cl_command_init,
    cl_command_waive, cl_command_completion;

static int show_version(const cl_options *options) {
    (void)options;
    puts("clauselint " CLAUSELINT_VERSION);
    return CL_EXIT_CLEAN;
}

static const cl_command command_version = {
    .name = "version",
    .arguments = "",
    .summary = "Show the version",
    .bit = CL_COMMAND_VERSION,
    .run = show_version,
};

const cl_command *const cl_commands[] = {&cl_command_check,
                                         &cl_command_text,
                                         &cl_command_outline,
                                         &cl_command_clauses,
                                         &cl_command_brief,
                                         &cl_command_rules,
                                         &cl_command_explain,
                                         &cl_command_config,
                                         &cl_command_init,
                                         &cl_command_waive,
                                         &cl_command_completion,
                                         &command_version,
                                         NULL};

static int run(cl_arena *arena, int count, char **arguments) {
    cl_options options;
    const cl_command *command;
    cl_error error;
    if (cl_options_read(arena, count, arguments, &options, &command, &error) != CL_OK) {
        cl_complain(NULL, &error);
        return CL_EXIT_FAILED;
    }
    if (options.help) {
        cl_options_help(command, stdout);
        return CL_EXIT_CLEAN;
    }
    if (options.version)
        return show_version(&options);
    return command->run(&options);
}

/* What one contract gives back the next one needs: not to the system in between. */
static void keep_memory(void) {
#ifdef __GLIBC__
    enum { KEPT = 64 << 20, STEP = 1 << 20 };
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, KEPT / 2);
    mallopt(M_TOP_PAD, STEP);
#endif
}

int main(int count, char **arguments) {
    keep_memory();
    cl_arena *arena = cl_arena_new();
    int status = run(arena, count, arguments);
    cl_arena_free(arena);
    return status;
}
