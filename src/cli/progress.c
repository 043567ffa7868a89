/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 30 };
static const double delay = 0.5, pause_between = 0.1;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void cl_progress_begin(cl_progress *progress, size_t total, bool wanted) {
    *progress = (cl_progress){.on = wanted && total > 1 && isatty(STDERR_FILENO), .total = total};
    if (progress->on)
        progress->start = now();
}

void cl_progress_hide(cl_progress *progress) {
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

void cl_progress_show(cl_progress *progress, size_t done) {
    if (!progress->on || done >= progress->total)
        return;
    double time = now();
    if (time - progress->start < delay ||
        (progress->shown && time - progress->drawn < pause_between))
        return;
    size_t full = done * BAR / progress->total;
    fputs("\r[", stderr);
    for (size_t i = 0; i < BAR; i++)
        putc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %zu of %zu\033[K", done, progress->total);
    fflush(stderr);
    progress->shown = true;
    progress->drawn = time;
}
