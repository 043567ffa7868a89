/* SPDX-License-Identifier: MIT
 *
 * clauselint check: lints files, several at once, and writes the reports in the order of the
 * inputs.
 *
 * Each worker has one arena that is cleared after every file, and one matcher. Finished reports
 * wait in a ring until their turn comes; a worker that would run further ahead than the ring is
 * long waits too, so that memory does not grow with the number of files.
 *
 * After an interrupt (SIGINT) no further file is taken. What was begun is finished and written, and
 * the report is closed as its format asks for, so that it can be read; a second interrupt ends at
 * once.
 */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/common.h"
#include "cli/extract.h"
#include "cli/inputs.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "document/xml.h"
#include "report/excerpt.h"

enum { RING_PER_THREAD = 8, EXIT_INTERRUPTED = 130 };

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal) {
    (void)signal;
    interrupted = 1;
}

static void listen_for_interrupt(void) {
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = SA_RESTART};
    struct sigaction before;
    action.sa_flags |= (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    /* A shell lets its background jobs ignore it: so do we. */
    if (!sigaction(SIGINT, NULL, &before) && before.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
}

/* What is left of a file when it is done. */
typedef struct outcome {
    bool done, failed;
    bool red; /* it must not pass the gate */
    cl_buffer report, complaint;
    cl_buffer head, tail, row; /* for the end of the report, and for --summary */
    cl_summary summary;
} outcome;

static void outcome_release(outcome *out) {
    cl_buffer_release(&out->report);
    cl_buffer_release(&out->complaint);
    cl_buffer_release(&out->head);
    cl_buffer_release(&out->tail);
    cl_buffer_release(&out->row);
}

typedef struct job {
    const cl_options *options;
    cl_setup **setups; /* by input */
    const cl_report_format *format;
    cl_report_options report;
    cl_inputs inputs;
    outcome *ring;
    size_t ring_size;
    size_t next, written; /* guarded by `lock`, like `done` of the outcomes */
    bool stopped;         /* likewise: no file is taken any more */
    cl_progress progress;
    cl_buffer rows;
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

/* From path to what the report is made of; false with an error. */
static bool read_input(const cl_setup *setup, const cl_input *input, worker *worker,
                       cl_report_file *file, cl_reading *reading, cl_error *error) {
    const char *extract = setup->options.extract;
    if (input->error)
        *error = *input->error;
    if (input->error || cl_reading_of(setup, NULL, worker->document, worker->matcher, input->path,
                                      reading, error) != CL_OK)
        return false;
    file->contract = reading->contract;
    file->findings = &reading->findings;
    file->type = reading->type;
    file->summary = cl_summary_of(&reading->findings, setup->options.minimum);
    return !extract || reading->document->format != CL_FORMAT_DOCX ||
           cl_extract(worker->document, extract, file->name, reading->document, &file->text_name,
                      error) == CL_OK;
}

static void lint(const job *job, worker *worker, size_t index, outcome *out) {
    const cl_setup *setup = job->setups[index];
    cl_report_options report = job->report;
    report.minimum = setup->options.minimum;
    const cl_input *input = &job->inputs.items[index];
    const char *name = cl_valid_text(worker->document, cl_setup_name(job->options, input->path));
    cl_report_file file = {.name = name, .index = index};
    cl_reading reading;
    cl_error error;
    if (!read_input(setup, input, worker, &file, &reading, &error)) {
        file = (cl_report_file){.name = name, .index = index, .error = &error};
        cl_complaint(name, &error, &out->complaint);
    } else if (file.text_name) {
        file.text_name = cl_valid_text(worker->document, file.text_name);
    }
    out->failed = file.error;
    out->red = !file.error && is_red(&setup->options, &file.summary);
    out->summary = file.summary;
    job->format->file(&report, &file, worker->document, &out->report);
    if (job->format->keep)
        job->format->keep(&report, &file, worker->document, &out->head, &out->tail);
    if (job->options->summary)
        cl_summary_row(name, file.error, &file.summary, &out->row);
    cl_arena_clear(worker->document);
}

/* The next file to work on; false when there is none left. */
static bool take(job *job, size_t *index) {
    pthread_mutex_lock(&job->lock);
    while (job->next < job->inputs.count && job->next >= job->written + job->ring_size)
        pthread_cond_wait(&job->space, &job->lock);
    if (interrupted && !job->stopped) {
        job->stopped = true;
        /* The collector may wait for a file that nobody will take. */
        pthread_cond_signal(&job->finished);
    }
    bool any = !job->stopped && job->next < job->inputs.count;
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

/* Keep the room of a usual report, give back that of a huge one. */
static void empty(cl_buffer *buffer) {
    if (buffer->capacity > (1u << 20))
        cl_buffer_release(buffer);
    else
        cl_buffer_clear(buffer);
}

static void write_outcome(job *job, size_t index, outcome *out, cl_totals *totals,
                          cl_output *output) {
    cl_error failure;
    cl_report_file file = {.error = out->failed ? &failure : NULL, .summary = out->summary};
    cl_totals_add(totals, &file);
    cl_totals_keep(totals, job->format, &out->head, &out->tail);
    cl_buffer_add_text(&job->rows, cl_buffer_text(&out->row));
    totals->red += out->red;
    if (out->report.length || out->complaint.length)
        cl_progress_hide(&job->progress);
    if (out->complaint.length)
        fwrite(out->complaint.bytes, 1, out->complaint.length, stderr);
    if (out->report.length && output->any)
        fputs(job->format->between, output->stream);
    output->any = output->any || out->report.length;
    cl_output_put(output, &out->report);
    cl_progress_show(&job->progress, index + 1);
    empty(&out->report);
    empty(&out->complaint);
    empty(&out->head);
    empty(&out->tail);
    empty(&out->row);
}

/* Waits for the next file in order; false when nobody works on it any more. */
static bool await(job *job, size_t index, const outcome *out) {
    pthread_mutex_lock(&job->lock);
    while (!out->done && !(job->stopped && index >= job->next))
        pthread_cond_wait(&job->finished, &job->lock);
    bool done = out->done;
    pthread_mutex_unlock(&job->lock);
    return done;
}

static void collect(job *job, cl_totals *totals, cl_output *output) {
    for (size_t i = 0; i < job->inputs.count; i++) {
        outcome *out = &job->ring[i % job->ring_size];
        if (!await(job, i, out))
            return;
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
    for (size_t i = 0; i < job->inputs.count && !interrupted; i++) {
        lint(job, &worker, i, &out);
        write_outcome(job, i, &out, totals, output);
    }
    outcome_release(&out);
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
    for (size_t i = 0; i < job->ring_size; i++)
        outcome_release(&job->ring[i]);
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

/* Were all contracts linted that a configuration is for: was a folder given that it lies in? */
static bool is_whole(const cl_options *given, const cl_setup *setup, cl_arena *arena) {
    for (size_t i = 0; setup->config && !given->shards && i < given->operands.count; i++) {
        /* "DIR/." is a path in DIR, which is then looked at as it really is. */
        const char *inside = cl_arena_printf(arena, "%s/.", given->operands.items[i]);
        const char *folder = cl_config_path(arena, NULL, inside);
        size_t length = strlen(folder) - strlen("/.");
        if (!access(inside, F_OK) && !strncmp(setup->config->folder, folder, length) &&
            (!setup->config->folder[length] || setup->config->folder[length] == '/'))
            return true;
    }
    return false;
}

static void tell_unused(const job *job, const cl_options *given, cl_arena *arena) {
    cl_buffer text = {0};
    for (size_t i = 0; i < job->inputs.count; i++) {
        bool told = false;
        for (size_t k = 0; k < i && !told; k++)
            told = job->setups[k] == job->setups[i];
        if (!told)
            cl_waivers_unused(job->setups[i]->waivers, is_whole(given, job->setups[i], arena),
                              &text);
    }
    if (text.length)
        fputs(text.bytes, stderr);
    cl_buffer_release(&text);
}

/* A setup for each configuration; most runs have one. */
static bool set_up(job *job, const cl_options *given, cl_arena *arena) {
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
    /* Mistakes are told even where there is nothing to lint yet. */
    if (job->inputs.count)
        return true;
    if (!given->quiet)
        fputs("clauselint: no contracts here: no Word, Markdown, HTML or text file\n", stderr);
    const char *folder =
        given->operands.count ? cl_arena_printf(arena, "%s/.", given->operands.items[0]) : NULL;
    return cl_setup_new(arena, given, cl_setup_config(arena, given, folder), NULL);
}

static int by_id(const void *left, const void *right) {
    return strcmp((*(const cl_rule *const *)left)->id, (*(const cl_rule *const *)right)->id);
}

/* The rules of all setups, each id once, sorted. */
static void list_rules(job *job, cl_arena *arena) {
    size_t room = 1, count = 0, kept = 0;
    for (size_t i = 0; i < job->inputs.count; i++)
        if (!i || job->setups[i] != job->setups[i - 1])
            room += job->setups[i]->ruleset->rule_count;
    const cl_rule **list = CL_ARRAY(arena, room, const cl_rule *);
    for (size_t i = 0; i < job->inputs.count; i++) {
        const cl_ruleset *ruleset = job->setups[i]->ruleset;
        for (size_t k = 0; (!i || job->setups[i] != job->setups[i - 1]) && k < ruleset->rule_count;
             k++)
            if (!ruleset->rules[k].off && !ruleset->rules[k].support)
                list[count++] = &ruleset->rules[k];
    }
    qsort(list, count, sizeof *list, by_id);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(list[kept - 1]->id, list[i]->id))
            list[kept++] = list[i];
    job->report.rules = list;
    job->report.rule_count = kept;
}

/* Behind the report where people read it, else on standard error. */
static void write_summary(const job *job, const cl_totals *totals, cl_output *output) {
    cl_buffer text = {0};
    cl_summary_table(&job->rows, totals, &text);
    if (job->format == &cl_report_text)
        cl_output_put(output, &text);
    else
        fputs(text.bytes, stderr);
    cl_buffer_release(&text);
}

static void write_report(job *job, cl_arena *arena, cl_totals *totals, cl_output *output) {
    cl_buffer text = {0};
    listen_for_interrupt();
    if (job->format->begin)
        job->format->begin(&job->report, &text);
    cl_output_put(output, &text);
    cl_buffer_clear(&text);
    cl_progress_begin(&job->progress, job->inputs.count, !job->options->quiet);
    unsigned threads = thread_count(job->options, job->inputs.count);
    if (threads < 2 || !run_threads(job, threads, totals, output, arena))
        run_alone(job, totals, output);
    cl_progress_hide(&job->progress);
    totals->interrupted = interrupted && totals->files < job->inputs.count;
    if (job->format->end)
        job->format->end(&job->report, totals, &text);
    cl_output_put(output, &text);
    cl_buffer_release(&text);
    if (job->options->summary)
        write_summary(job, totals, output);
    cl_buffer_release(&job->rows);
}

static void tell_interrupted(const job *job, const cl_totals *totals) {
    cl_error error;
    cl_error_set(&error, CL_ERROR_IO, "interrupted", CL_NO_PLACE,
                 "interrupted: %zu of %zu files were looked at", totals->files, job->inputs.count);
    cl_complain(NULL, &error);
}

static int report(job *job, const cl_options *given, cl_arena *arena) {
    cl_output output;
    if (!cl_output_open(job->options, &output))
        return CL_EXIT_FAILED;
    cl_totals totals = {0};
    write_report(job, arena, &totals, &output);
    cl_totals_release(&totals);
    if (!cl_output_close(&output))
        return CL_EXIT_FAILED;
    if (totals.interrupted) {
        tell_interrupted(job, &totals);
        return EXIT_INTERRUPTED;
    }
    if (!job->options->quiet)
        tell_unused(job, given, arena);
    return totals.failed ? CL_EXIT_FAILED : totals.red ? CL_EXIT_FOUND : CL_EXIT_CLEAN;
}

static bool reads_standard_input_twice(const cl_options *options) {
    size_t times = options->files_from && !strcmp(options->files_from, "-");
    for (size_t i = 0; i < options->operands.count; i++)
        times += !strcmp(options->operands.items[i], "-");
    return times > 1;
}

static int run(const cl_options *given) {
    if (!given->operands.count && !given->files_from)
        return cl_usage_error("no file given", "check");
    if (reads_standard_input_twice(given))
        return cl_usage_error("standard input can be read only once", "check");
    cl_arena *arena = cl_arena_new();
    cl_options options = *given;
    job job = {.options = &options,
               .format = given->format ? cl_report_format_find(given->format) : &cl_report_text,
               .report = cl_report_options_of(given)};
    cl_error error;
    int status = CL_EXIT_FAILED;
    if (cl_inputs_find(arena, given, &job.inputs, &error) != CL_OK) {
        cl_complain(NULL, &error);
    } else {
        /* Whoever asks what is read means the files, not the folders and lists they came from. */
        options.operands = (cl_strings){0};
        for (size_t i = 0; i < job.inputs.count; i++)
            cl_strings_add(arena, &options.operands, job.inputs.items[i].path);
        job.report.quiet = given->quiet;
        if (set_up(&job, given, arena)) {
            list_rules(&job, arena);
            status = report(&job, given, arena);
        }
    }
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
