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
/* Gives `take` each file below `folder` that the revision has and the working tree has not, by its
 * path from there and with its text. Nothing where git fails: cl_git_show tells. */
void cl_git_each_gone(const char *revision, const char *folder,
                      void (*take)(void *context, const char *path, cl_text text), void *context);

#endif
