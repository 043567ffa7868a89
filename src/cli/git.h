/* SPDX-License-Identifier: MIT
 *
 * What a repository held earlier (--new-since REV), read with the git program: it knows worktrees,
 * filters and partial clones, and whoever has a repository has it.
 */
#ifndef CL_CLI_GIT_H
#define CL_CLI_GIT_H

#include "base/buffer.h"
#include "base/error.h"

/* The file as it was; `found` false when the revision does not have it. Ids "git-failed" with what
 * git says. `out` must be empty. */
cl_status cl_git_show(const char *revision, const char *path, cl_buffer *out, bool *found,
                      cl_error *error);
/* What has become of a file since: not known, not there then, as it was, another, gone. */
typedef enum cl_git_state {
    CL_GIT_UNKNOWN,
    CL_GIT_NEW,
    CL_GIT_SAME,
    CL_GIT_CHANGED,
    CL_GIT_GONE,
} cl_git_state;

typedef struct cl_git_file {
    const char *path; /* from the folder */
    cl_git_state state;
} cl_git_file;

/* Everything below a folder, compared with a revision. */
typedef struct cl_git_history {
    const char *folder, *commit;
    cl_git_file *files; /* of the revision; sorted */
    size_t count;
} cl_git_history;

/* NULL where git fails: cl_git_show tells why. */
const cl_git_history *cl_git_history_read(cl_arena *arena, const char *revision,
                                          const char *folder);
/* `path` from the folder; absolute, or without a history: unknown. */
cl_git_state cl_git_state_of(const cl_git_history *history, const char *path);
/* Gives `take` each file that is gone, by its path from the folder and with its text. */
void cl_git_each_gone(const cl_git_history *history, cl_arena *arena,
                      void (*take)(void *context, const char *path, cl_text text), void *context);

#endif
