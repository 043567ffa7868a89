/* SPDX-License-Identifier: MIT */
#include "cli/setup.h"

#include <string.h>

#include "cli/common.h"
#include "cli/inputs.h"
#include "report/excerpt.h"

const char *cl_setup_name(const cl_options *options, const char *path) {
    return options->stdin_filename && !strcmp(path, "-") ? options->stdin_filename : path;
}

const char *cl_setup_config(cl_arena *arena, const cl_options *given, const char *contract) {
    if (given->no_config)
        return NULL;
    if (given->config)
        return given->config;
    if (contract)
        contract = cl_setup_name(given, contract);
    return cl_config_find(arena, contract && strcmp(contract, "-") ? contract : ".clauselint");
}

static bool read_baseline(cl_arena *arena, cl_setup *setup) {
    cl_baseline *baseline;
    cl_error error;
    if (!setup->options.baseline)
        return true;
    if (cl_baseline_read(arena, setup->options.baseline, &baseline, &error) == CL_OK) {
        setup->baseline = baseline;
        return true;
    }
    cl_complain(NULL, &error);
    return false;
}

cl_evaluate_options cl_setup_evaluation(const cl_setup *setup, cl_arena *arena, const char *path) {
    cl_evaluate_options options = {.side = setup->options.side,
                                   .type = setup->options.type,
                                   .without_facts = setup->options.minimum > CL_SEVERITY_INFO};
    if (setup->config && setup->config->type_count && !cl_options_given(&setup->options, "type")) {
        const char *seen = cl_config_path(arena, setup->config->folder, path);
        const cl_config_type *type = cl_config_type_of(setup->config, seen);
        if (type)
            options.type = type->type;
    }
    return options;
}

/* Adds what an earlier version of a contract raises; nothing when that cannot be read. */
static void add_earlier(const cl_setup *setup, cl_arena *arena, cl_matcher *matcher,
                        const char *path, const char *file, cl_text bytes, cl_baseline *baseline) {
    cl_document *document;
    cl_error ignored;
    if (cl_document_load(arena, path, bytes, &setup->options.limits, &document, &ignored) != CL_OK)
        return;
    cl_contract *contract = cl_contract_new(arena, document);
    cl_evaluate_options options = cl_setup_evaluation(setup, arena, path);
    cl_findings findings = {0};
    cl_evaluate(setup->ruleset, contract, matcher, &options, &findings, NULL);
    for (size_t i = 0; i < findings.count; i++)
        cl_baseline_add(arena, baseline, cl_fingerprint(arena, contract, &findings.items[i]), file);
}

static cl_git_state state_of(const cl_setup *setup, cl_arena *arena, const char *path) {
    if (!setup->options.new_since || !strcmp(path, "-") || !setup->history)
        return CL_GIT_UNKNOWN;
    const char *folder =
        cl_config_path(arena, NULL, cl_arena_printf(arena, "%s/.", setup->history->folder));
    folder = cl_arena_copy(arena, folder, strlen(folder) - strlen("/."));
    return cl_git_state_of(setup->history, cl_config_path(arena, folder, path));
}

/* What the earlier version of the file raises is not new, nor what those raise that are gone. */
static cl_status mark_old(const cl_setup *setup, cl_matcher *matcher, const char *path,
                          cl_git_state state, cl_reading *reading, cl_error *error) {
    cl_buffer bytes = {0};
    bool found = false;
    if (state == CL_GIT_SAME) {
        cl_baseline_apply_all(&reading->findings);
        return CL_OK;
    }
    /* What is new below the folder may still be old in a repository of its own. */
    cl_status status = cl_git_show(setup->options.new_since, path, &bytes, &found, error);
    if (status == CL_OK && found) {
        cl_arena *arena = cl_arena_new();
        cl_baseline baseline = {0};
        add_earlier(setup, arena, matcher, path, NULL, cl_buffer_text(&bytes), &baseline);
        cl_baseline_sort(&baseline);
        cl_baseline_apply(&baseline, path, reading->contract, &reading->findings);
        cl_arena_free(arena);
    }
    cl_baseline_apply(setup->gone, path, reading->contract, &reading->findings);
    cl_buffer_release(&bytes);
    return status;
}

typedef struct gone {
    cl_setup *setup;
    cl_arena *arena;
    const char *folder;
    cl_matcher *matcher;
    cl_baseline *baseline;
} gone;

static void take_gone(void *context, const char *name, cl_text text) {
    gone *g = context;
    const char *path = cl_arena_printf(g->arena, "%s/%s", g->folder, name);
    if (cl_inputs_is_contract(name))
        add_earlier(g->setup, g->arena, g->matcher, path, NULL, text, g->baseline);
}

/* Compares what lies below the configuration's folder, or below the current one. */
static void read_history(cl_arena *arena, cl_setup *setup) {
    if (!setup->options.new_since)
        return;
    cl_baseline *baseline = CL_NEW(arena, cl_baseline);
    gone g = {setup, arena, setup->config ? setup->config->folder : ".", cl_matcher_new(arena),
              baseline};
    setup->history = cl_git_history_read(arena, setup->options.new_since, g.folder);
    cl_git_each_gone(setup->history, arena, take_gone, &g);
    cl_baseline_sort(baseline);
    setup->gone = baseline;
}

cl_setup *cl_setup_new(cl_arena *arena, const cl_options *given, const char *config,
                       const char *const *more_paths) {
    cl_setup *setup = CL_NEW(arena, cl_setup);
    cl_config *read = NULL;
    cl_errors errors = {0};
    cl_error error;
    char today[11];
    cl_today(today);
    if (config && cl_config_read(arena, config, &read, &errors) == CL_OK)
        cl_waivers_read(arena, read->waivers, given->today ? given->today : today, &setup->waivers,
                        &errors);
    if (errors.count) {
        cl_complain_all(&errors);
        return NULL;
    }
    setup->config = read;
    if (cl_config_apply(read, given, &setup->options, &error) != CL_OK) {
        cl_complain(NULL, &error);
        return NULL;
    }
    setup->ruleset = cl_ruleset_of(&setup->options, more_paths, arena);
    if (!setup->ruleset)
        return NULL;
    cl_config_check(read, &setup->options, setup->ruleset, &errors);
    cl_complain_all(&errors);
    if (errors.count || !read_baseline(arena, setup))
        return NULL;
    read_history(arena, setup);
    return setup;
}

cl_status cl_reading_of(const cl_setup *setup, const cl_rule *only, cl_arena *arena,
                        cl_matcher *matcher, const char *path, cl_reading *reading,
                        cl_error *error) {
    *reading = (cl_reading){0};
    const char *name = cl_setup_name(&setup->options, path);
    const cl_limits *limits = &setup->options.limits;
    double begin = cl_thread_seconds();
    cl_status status = cl_document_read(arena, path, limits, &reading->document, error);
    if (status != CL_OK)
        return status;
    status = cl_check_judged_bytes(reading->document, limits, error);
    if (status != CL_OK)
        return status;
    reading->contract = cl_contract_new(arena, reading->document);
    cl_evaluate_options options = cl_setup_evaluation(setup, arena, name);
    options.only = only;
    options.most_findings = setup->options.most_findings;
    options.with_fine = setup->with_fine;
    cl_matcher_allow(matcher, limits->seconds - (cl_thread_seconds() - begin));
    cl_evaluate(setup->ruleset, reading->contract, matcher, &options, &reading->findings,
                &reading->type);
    if (cl_matcher_expired(matcher))
        return cl_limit_seconds(name, limits->seconds, error);
    if (only)
        return CL_OK;
    const char *seen = setup->config ? cl_config_path(arena, setup->config->folder, name) : name;
    cl_asked asked = {setup->ruleset, &options, reading->type};
    /* What could not be read in a contract that is as it was is no news either. */
    cl_git_state state = state_of(setup, arena, name);
    if (state == CL_GIT_SAME)
        reading->document->notices.count = reading->contract->notices.count =
            reading->findings.notices.count = 0;
    cl_waivers_apply(setup->waivers, setup->config, seen, &asked, reading->contract,
                     &reading->findings);
    cl_baseline_apply(setup->baseline, name, reading->contract, &reading->findings);
    if (setup->options.new_since && strcmp(name, "-"))
        return mark_old(setup, matcher, name, state, reading, error);
    return CL_OK;
}

static bool write_one(const cl_setup *setup, const char *path, cl_write_reading write,
                      cl_output *output) {
    cl_arena *arena = cl_arena_new();
    const char *name = cl_valid_text(arena, path);
    cl_reading reading;
    cl_error error;
    bool good =
        cl_reading_of(setup, NULL, arena, cl_matcher_new(arena), path, &reading, &error) == CL_OK;
    if (good) {
        cl_buffer out = {0};
        write(setup, name, &reading, arena, &out);
        cl_output_put(output, &out);
        cl_buffer_release(&out);
    } else {
        cl_complain(name, &error);
    }
    cl_arena_free(arena);
    return good;
}

int cl_run_on_file(const cl_options *options, const char *command, cl_write_reading write) {
    if (options->operands.count != 1) {
        char message[80];
        snprintf(message, sizeof message, "%s takes one file", command);
        return cl_usage_error(message, command);
    }
    cl_arena *arena = cl_arena_new();
    const char *path = options->operands.items[0];
    cl_setup *setup = cl_setup_new(arena, options, cl_setup_config(arena, options, path), NULL);
    cl_output output;
    bool good = setup && cl_output_open(options, &output);
    if (good) {
        setup->with_fine = true;
        good = write_one(setup, path, write, &output);
        good = cl_output_close(&output) && good;
    }
    cl_arena_free(arena);
    return good ? CL_EXIT_CLEAN : CL_EXIT_FAILED;
}
