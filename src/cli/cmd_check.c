/* SPDX-License-Identifier: MIT
 *
 * clauselint check: lints files, several at once, and writes the reports in the order of the
 * inputs.
 *
 * Each worker has one arena that is cleared after every file, and one matcher. Finished reports
 * wait in a ring until their turn comes; a worker that would run further ahead than the ring is
 * long waits too, so that memory does not grow with the number of files.
 */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "cli/common.h"
#include "cli/inputs.h"
#include "document/xml.h"
#include "report/excerpt.h"

enum { RING_PER_THREAD = 8, PROGRESS_FROM = 50 };

/* What is left of a file when it is done. */
typedef struct outcome {
    bool done, failed;
    bool red; /* it must not pass the gate */
    cl_buffer report, complaint;
    cl_summary summary;
} outcome;

typedef struct job {
    const cl_options *options;
    cl_setup **setups; /* by input */
    const cl_report_format *format;
    cl_report_options report;
    cl_inputs inputs;
    outcome *ring;
    size_t ring_size;
    size_t next, written; /* guarded by `lock`, like `done` of the outcomes */
    pthread_mutex_t lock;
    pthread_cond_t finished, space;
} job;

typedef struct worker {
    cl_arena *own, *document;
    cl_matcher *matcher;
} worker;

static worker worker_new(void) {
    worker worker = {cl_arena_new(), cl_arena_new(), NULL};
    worker.matcher = cl_matcher_new(worker.own);
    return worker;
}

static void worker_release(worker *worker) {
    cl_arena_free(worker->document);
    cl_arena_free(worker->own);
}

static bool is_red(const cl_options *options, const cl_summary *summary) {
    if (options->max_score >= 0 && summary->score > options->max_score)
        return true;
    for (int i = options->fail_on; i < CL_SEVERITIES; i++)
        if (summary->counts[i])
            return true;
    return false;
}

static void lint(const job *job, worker *worker, size_t index, outcome *out) {
    const cl_input *input = &job->inputs.items[index];
    const cl_setup *setup = job->setups[index];
    cl_report_options report = job->report;
    report.minimum = setup->options.minimum;
    cl_report_file file = {.name = cl_valid_text(worker->document, input->path)};
    cl_reading reading;
    cl_error error;
    if (input->error) {
        file.error = input->error;
    } else if (cl_reading_of(setup, NULL, worker->document, worker->matcher, input->path, &reading,
                             &error) != CL_OK) {
        file.error = &error;
    } else {
        file.contract = reading.contract;
        file.findings = &reading.findings;
        file.type = reading.type;
        file.summary = cl_summary_of(&reading.findings, report.minimum);
    }
    if (file.error)
        cl_complaint(file.name, file.error, &out->complaint);
    out->failed = file.error;
    out->red = !file.error && is_red(&setup->options, &file.summary);
    out->summary = file.summary;
    job->format->file(&report, &file, worker->document, &out->report);
    cl_arena_clear(worker->document);
}

/* The next file to work on; false when there is none left. */
static bool take(job *job, size_t *index) {
    pthread_mutex_lock(&job->lock);
    while (job->next < job->inputs.count && job->next >= job->written + job->ring_size)
        pthread_cond_wait(&job->space, &job->lock);
    bool any = job->next < job->inputs.count;
    *index = job->next;
    if (any)
        job->next++;
    pthread_mutex_unlock(&job->lock);
    return any;
}

static void *work(void *context) {
    job *job = context;
    worker worker = worker_new();
    for (size_t index; take(job, &index);) {
        outcome *out = &job->ring[index % job->ring_size];
        lint(job, &worker, index, out);
        pthread_mutex_lock(&job->lock);
        out->done = true;
        pthread_cond_signal(&job->finished);
        pthread_mutex_unlock(&job->lock);
    }
    worker_release(&worker);
    return NULL;
}

static void progress(const job *job, size_t done) {
    if (job->inputs.count < PROGRESS_FROM || !isatty(STDERR_FILENO))
        return;
    if (done < job->inputs.count)
        fprintf(stderr, "\r%zu of %zu", done, job->inputs.count);
    else
        fputs("\r\033[K", stderr);
}

static void write_outcome(const job *job, size_t index, outcome *out, cl_totals *totals,
                          cl_output *output) {
    cl_error failure;
    cl_report_file file = {.error = out->failed ? &failure : NULL, .summary = out->summary};
    cl_totals_add(totals, &file);
    totals->red += out->red;
    if (out->complaint.length)
        fwrite(out->complaint.bytes, 1, out->complaint.length, stderr);
    if (out->report.length && output->any)
        fputs(job->format->between, output->stream);
    output->any = output->any || out->report.length;
    cl_output_put(output, &out->report);
    progress(job, index + 1);
    /* Keep the room of a usual report, give back that of a huge one. */
    if (out->report.capacity > (1u << 20))
        cl_buffer_release(&out->report);
    else
        cl_buffer_clear(&out->report);
    cl_buffer_clear(&out->complaint);
}

static void collect(job *job, cl_totals *totals, cl_output *output) {
    for (size_t i = 0; i < job->inputs.count; i++) {
        outcome *out = &job->ring[i % job->ring_size];
        pthread_mutex_lock(&job->lock);
        while (!out->done)
            pthread_cond_wait(&job->finished, &job->lock);
        pthread_mutex_unlock(&job->lock);
        write_outcome(job, i, out, totals, output);
        pthread_mutex_lock(&job->lock);
        out->done = false;
        job->written++;
        pthread_cond_broadcast(&job->space);
        pthread_mutex_unlock(&job->lock);
    }
}

static void run_alone(job *job, cl_totals *totals, cl_output *output) {
    worker worker = worker_new();
    outcome out = {0};
    for (size_t i = 0; i < job->inputs.count; i++) {
        lint(job, &worker, i, &out);
        write_outcome(job, i, &out, totals, output);
    }
    cl_buffer_release(&out.report);
    cl_buffer_release(&out.complaint);
    worker_release(&worker);
}

/* False when not even one thread could be started. */
static bool run_threads(job *job, unsigned threads, cl_totals *totals, cl_output *output,
                        cl_arena *arena) {
    pthread_t *handles = CL_ARRAY(arena, threads, pthread_t);
    job->ring_size = (size_t)threads * RING_PER_THREAD;
    job->ring = CL_ARRAY(arena, job->ring_size, outcome);
    pthread_mutex_init(&job->lock, NULL);
    pthread_cond_init(&job->finished, NULL);
    pthread_cond_init(&job->space, NULL);
    unsigned started = 0;
    while (started < threads && !pthread_create(&handles[started], NULL, work, job))
        started++;
    if (started)
        collect(job, totals, output);
    for (unsigned i = 0; i < started; i++)
        pthread_join(handles[i], NULL);
    for (size_t i = 0; i < job->ring_size; i++) {
        cl_buffer_release(&job->ring[i].report);
        cl_buffer_release(&job->ring[i].complaint);
    }
    pthread_cond_destroy(&job->space);
    pthread_cond_destroy(&job->finished);
    pthread_mutex_destroy(&job->lock);
    return started;
}

static unsigned thread_count(const cl_options *options, size_t files) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = options->threads ? options->threads : processors > 0 ? (size_t)processors : 1;
    return (unsigned)(threads < files ? threads : files);
}

static void tell_unused(const job *job) {
    cl_buffer text = {0};
    for (size_t i = 0; i < job->inputs.count; i++) {
        bool told = false;
        for (size_t k = 0; k < i && !told; k++)
            told = job->setups[k] == job->setups[i];
        if (!told)
            cl_waivers_unused(job->setups[i]->waivers, &text);
    }
    if (text.length)
        fputs(text.bytes, stderr);
    cl_buffer_release(&text);
}

/* A setup for each configuration; most runs have one. */
static bool set_up(job *job, cl_arena *arena) {
    const char **configs = CL_ARRAY(arena, job->inputs.count, const char *);
    job->setups = CL_ARRAY(arena, job->inputs.count, cl_setup *);
    for (size_t i = 0; i < job->inputs.count; i++) {
        const char *config = cl_setup_config(arena, job->options, job->inputs.items[i].path);
        configs[i] = config ? config : "";
        for (size_t k = i; k-- > 0 && !job->setups[i];)
            if (!strcmp(configs[k], configs[i]))
                job->setups[i] = job->setups[k];
        if (!job->setups[i])
            job->setups[i] = cl_setup_new(arena, job->options, config, NULL);
        if (!job->setups[i])
            return false;
    }
    return true;
}

static int report(job *job, cl_arena *arena) {
    cl_output output;
    if (!cl_output_open(job->options, &output))
        return CL_EXIT_FAILED;
    cl_totals totals = {0};
    cl_buffer text = {0};
    if (job->format->begin)
        job->format->begin(&job->report, &text);
    cl_output_put(&output, &text);
    cl_buffer_clear(&text);
    unsigned threads = thread_count(job->options, job->inputs.count);
    if (threads < 2 || !run_threads(job, threads, &totals, &output, arena))
        run_alone(job, &totals, &output);
    if (job->format->end)
        job->format->end(&job->report, &totals, &text);
    cl_output_put(&output, &text);
    cl_buffer_release(&text);
    if (!cl_output_close(&output))
        return CL_EXIT_FAILED;
    tell_unused(job);
    return totals.failed ? CL_EXIT_FAILED : totals.red ? CL_EXIT_FOUND : CL_EXIT_CLEAN;
}

static int run(const cl_options *options) {
    if (!options->operands.count)
        return cl_usage_error("no file given", "check");
    cl_arena *arena = cl_arena_new();
    job job = {.options = options,
               .format = options->format ? cl_report_format_find(options->format) : &cl_report_text,
               .report = cl_report_options_of(options)};
    int status = CL_EXIT_FAILED;
    cl_inputs_find(arena, &options->operands, &job.inputs);
    if (set_up(&job, arena))
        status = report(&job, arena);
    cl_arena_free(arena);
    return status;
}

const cl_command cl_command_check = {
    .name = "check",
    .arguments = "FILE|DIR|-...",
    .summary = "Lint contracts (the default command)",
    .bit = CL_COMMAND_CHECK,
    .run = run,
};
