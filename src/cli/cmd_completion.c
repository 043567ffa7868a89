/* SPDX-License-Identifier: MIT
 *
 * clauselint completion: what a shell needs to complete the command line, made from the tables of
 * commands and options, so that it never says anything else than --help.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/common.h"

/* What completes the value of an option. */
typedef enum value_of { VALUE_NONE, VALUE_WORDS, VALUE_FILE, VALUE_FOLDER, VALUE_FREE } value_of;

static value_of value_kind(const cl_option *option) {
    static const char *const files[] = {"FILE", "PATH", NULL};
    if (!option->argument)
        return VALUE_NONE;
    if (option->choices || !strcmp(option->argument, "FORMAT"))
        return VALUE_WORDS;
    for (size_t i = 0; files[i]; i++)
        if (!strcmp(option->argument, files[i]))
            return VALUE_FILE;
    return strcmp(option->argument, "DIR") ? VALUE_FREE : VALUE_FOLDER;
}

static void add_words(const cl_option *option, cl_buffer *out) {
    for (size_t i = 0; option->choices && option->choices[i]; i++)
        cl_buffer_printf(out, "%s%s", i ? " " : "", option->choices[i]);
    for (size_t i = 0; !option->choices && cl_report_formats[i]; i++)
        cl_buffer_printf(out, "%s%s", i ? " " : "", cl_report_formats[i]->name);
}

static void add_commands(cl_buffer *out) {
    for (size_t i = 0; cl_commands[i]; i++)
        cl_buffer_printf(out, "%s%s", i ? " " : "", cl_commands[i]->name);
}

/* What stands between single quotes; `escape`: what a quote in it becomes. `avoid`: characters that
 * mean something to the shell's own completion. */
static void add_quoted(const char *text, const char *escape, const char *avoid, cl_buffer *out) {
    for (const char *c = text; *c; c++) {
        if (*c == '\'')
            cl_buffer_add_string(out, escape);
        else if (strchr(avoid, *c))
            cl_buffer_printf(out, "\\%c", *c);
        else
            cl_buffer_add_char(out, *c);
    }
}

/* ---- bash ---- */

static void bash_values(cl_buffer *out) {
    cl_option option;
    for (size_t i = 0; cl_options_at(i, &option); i++) {
        value_of kind = value_kind(&option);
        if (kind == VALUE_NONE)
            continue;
        cl_buffer_printf(out, "    --%s", option.name);
        if (option.letter)
            cl_buffer_printf(out, " | -%c", option.letter);
        if (kind == VALUE_WORDS) {
            cl_buffer_add_string(out, ") COMPREPLY=($(compgen -W '");
            add_words(&option, out);
            cl_buffer_add_string(out, "' -- \"$word\")); return ;;\n");
        } else {
            cl_buffer_printf(out, ") %s; return ;;\n",
                             kind == VALUE_FILE     ? "compopt -o filenames; COMPREPLY=($(compgen "
                                                      "-f -- \"$word\"))"
                             : kind == VALUE_FOLDER ? "compopt -o filenames; COMPREPLY=($(compgen "
                                                      "-d -- \"$word\"))"
                                                    : "COMPREPLY=()");
        }
    }
}

static void bash_options(cl_buffer *out) {
    cl_option option;
    for (size_t k = 0; cl_commands[k]; k++) {
        cl_buffer_printf(out, "    %s) options='", cl_commands[k]->name);
        for (size_t i = 0; cl_options_at(i, &option); i++)
            if (option.commands & cl_commands[k]->bit)
                cl_buffer_printf(out, "--%s ", option.name);
        cl_buffer_add_string(out, "' ;;\n");
    }
}

static void write_bash(cl_buffer *out) {
    cl_buffer_add_string(
        out, "# Completion of clauselint for bash:  eval \"$(clauselint completion bash)\"\n"
             "_clauselint() {\n"
             "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
             "    local command=check options\n"
             "    COMPREPLY=()\n"
             "    case $before in\n");
    bash_values(out);
    cl_buffer_add_string(out, "    esac\n    case \" ");
    add_commands(out);
    cl_buffer_add_string(out, " \" in *\" ${COMP_WORDS[1]} \"*) command=${COMP_WORDS[1]} ;; esac\n"
                              "    case $command in\n");
    bash_options(out);
    cl_buffer_add_string(out, "    esac\n"
                              "    if [[ $word == -* ]]; then\n"
                              "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                              "        return\n"
                              "    fi\n"
                              "    compopt -o filenames\n"
                              "    COMPREPLY=($(compgen -f -- \"$word\"))\n"
                              "    ((COMP_CWORD == 1)) && COMPREPLY+=($(compgen -W '");
    add_commands(out);
    cl_buffer_add_string(out, "' -- \"$word\"))\n"
                              "    [[ $command == completion ]] && COMPREPLY=($(compgen -W "
                              "'bash zsh fish' -- \"$word\"))\n"
                              "    return 0\n"
                              "}\n"
                              "complete -F _clauselint clauselint\n");
}

/* ---- zsh ---- */

static void zsh_option(const cl_option *option, cl_buffer *out) {
    value_of kind = value_kind(option);
    cl_buffer_printf(out, "            '*--%s%s[", option->name, option->argument ? "=" : "");
    add_quoted(option->help, "'\\''", "[]:", out);
    cl_buffer_add_char(out, ']');
    if (option->argument) {
        cl_buffer_printf(out, ":%s:", option->argument);
        if (kind == VALUE_WORDS) {
            cl_buffer_add_char(out, '(');
            add_words(option, out);
            cl_buffer_add_char(out, ')');
        } else if (kind == VALUE_FILE || kind == VALUE_FOLDER) {
            cl_buffer_add_string(out, kind == VALUE_FILE ? "_files" : "_files -/");
        }
    }
    cl_buffer_add_string(out, "'\n");
}

static void write_zsh(cl_buffer *out) {
    cl_buffer_add_string(out, "#compdef clauselint\n"
                              "# Completion of clauselint for zsh:  clauselint completion zsh "
                              ">\"${fpath[1]}/_clauselint\"\n"
                              "_clauselint() {\n"
                              "    local command=check\n"
                              "    local -a commands options\n"
                              "    commands=(\n");
    for (size_t i = 0; cl_commands[i]; i++) {
        cl_buffer_printf(out, "        '%s:", cl_commands[i]->name);
        add_quoted(cl_commands[i]->summary, "'\\''", ":", out);
        cl_buffer_add_string(out, "'\n");
    }
    cl_buffer_add_string(out, "    )\n"
                              "    (( CURRENT > 2 )) && (( ${commands[(I)${words[2]}:*]} )) && "
                              "command=${words[2]}\n"
                              "    case $command in\n");
    cl_option option;
    for (size_t k = 0; cl_commands[k]; k++) {
        cl_buffer_printf(out, "    %s) options=(\n", cl_commands[k]->name);
        for (size_t i = 0; cl_options_at(i, &option); i++)
            if (option.commands & cl_commands[k]->bit)
                zsh_option(&option, out);
        cl_buffer_add_string(out, "        ) ;;\n");
    }
    cl_buffer_add_string(
        out, "    esac\n"
             "    if (( CURRENT == 2 )) && [[ ${words[2]} != -* ]]; then\n"
             "        _describe command commands\n"
             "        _files\n"
             "        return\n"
             "    fi\n"
             "    if [[ $command == completion ]]; then\n"
             "        _arguments -s $options '*:shell:(bash zsh fish)'\n"
             "    else\n"
             "        _arguments -s $options '*:file:_files'\n"
             "    fi\n"
             "}\n"
             "if [ \"${funcstack[1]}\" = _clauselint ]; then _clauselint \"$@\"; else compdef "
             "_clauselint clauselint; fi\n");
}

/* ---- fish ---- */

static void fish_option(const cl_option *option, cl_buffer *out) {
    value_of kind = value_kind(option);
    cl_buffer_add_string(out, "complete -c clauselint -n '");
    for (size_t i = 0, any = 0; cl_commands[i]; i++) {
        if (!(option->commands & cl_commands[i]->bit))
            continue;
        cl_buffer_printf(out, "%s__clauselint_is %s", any++ ? "; or " : "", cl_commands[i]->name);
    }
    cl_buffer_printf(out, "' -l %s", option->name);
    if (option->letter)
        cl_buffer_printf(out, " -s %c", option->letter);
    if (kind == VALUE_WORDS) {
        cl_buffer_add_string(out, " -x -a '");
        add_words(option, out);
        cl_buffer_add_char(out, '\'');
    } else if (kind != VALUE_NONE) {
        cl_buffer_add_string(out, kind == VALUE_FILE     ? " -r -F"
                                  : kind == VALUE_FOLDER ? " -x -a '(__fish_complete_directories)'"
                                                         : " -x");
    }
    cl_buffer_add_string(out, " -d '");
    add_quoted(option->help, "\\'", "\\", out);
    cl_buffer_add_string(out, "'\n");
}

static void write_fish(cl_buffer *out) {
    cl_buffer_add_string(
        out, "# Completion of clauselint for fish:  clauselint completion fish | source\n"
             "function __clauselint_is\n"
             "    set -l words (commandline -opc)\n"
             "    set -l command check\n"
             "    if set -q words[2]; and contains -- $words[2] ");
    add_commands(out);
    cl_buffer_add_string(out, "\n        set command $words[2]\n"
                              "    end\n"
                              "    test $command = $argv[1]\n"
                              "end\n");
    for (size_t i = 0; cl_commands[i]; i++) {
        cl_buffer_printf(out, "complete -c clauselint -n __fish_use_subcommand -a %s -d '",
                         cl_commands[i]->name);
        add_quoted(cl_commands[i]->summary, "\\'", "\\", out);
        cl_buffer_add_string(out, "'\n");
    }
    cl_buffer_add_string(
        out, "complete -c clauselint -n '__clauselint_is completion' -f -a 'bash zsh fish'\n");
    cl_option option;
    for (size_t i = 0; cl_options_at(i, &option); i++)
        fish_option(&option, out);
}

static int run(const cl_options *options) {
    static const struct {
        const char *name;
        void (*write)(cl_buffer *out);
    } shells[] = {{"bash", write_bash}, {"zsh", write_zsh}, {"fish", write_fish}};
    const char *shell = options->operands.count == 1 ? options->operands.items[0] : "";
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shells[i].name, shell))
            continue;
        cl_output output;
        cl_buffer out = {0};
        if (!cl_output_open(options, &output))
            return CL_EXIT_FAILED;
        shells[i].write(&out);
        cl_output_put(&output, &out);
        cl_buffer_release(&out);
        return cl_output_close(&output) ? CL_EXIT_CLEAN : CL_EXIT_FAILED;
    }
    return cl_usage_error("completion takes the name of a shell: bash, zsh or fish", "completion");
}

const cl_command cl_command_completion = {
    .name = "completion",
    .arguments = "bash|zsh|fish",
    .summary = "Print what a shell needs to complete the command line",
    .bit = CL_COMMAND_COMPLETION,
    .run = run,
};
