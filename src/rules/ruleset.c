/* SPDX-License-Identifier: MIT */
#include "rules/ruleset.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "rules/kind.h"
#include "rules/profile.h"
#include "rules/settings.h"
#include "rules/warn.h"

enum { MAX_FILE = 4 << 20, MAX_DEPTH = 8, MAX_RULES = 5000 };

/* One YAML file. Layers: 0 is embedded, then one for each path given. */
typedef struct source {
    const char *file;
    const cl_yaml *root; /* NULL: read again later */
    unsigned layer;
    dev_t device; /* with `inode`, which file that is; 0, 0: embedded */
    ino_t inode;
} source;

typedef struct builder {
    cl_arena *arena;
    cl_errors *errors;
    const cl_ruleset_options *options;
    cl_ruleset *ruleset;
    source *sources;
    size_t source_count, source_capacity;
    size_t rule_capacity, profile_capacity;
    unsigned *layers; /* layer each rule came from */
    size_t layer_capacity;
    const char **packs; /* in the order in which they were seen */
    size_t pack_count, pack_capacity;
} builder;

static void add_source(builder *b, const char *file, const cl_yaml *root, unsigned layer) {
    b->sources = cl_arena_grow(b->arena, b->sources, b->source_count, &b->source_capacity,
                               sizeof *b->sources);
    b->sources[b->source_count++] = (source){.file = file, .root = root, .layer = layer};
}

/* A folder may be named by the configuration and on the command line: the later time counts. */
static void forget_earlier(builder *b, FILE *file) {
    source *last = &b->sources[b->source_count - 1];
    struct stat status;
    if (fstat(fileno(file), &status) != 0)
        return;
    last->device = status.st_dev;
    last->inode = status.st_ino;
    for (source *at = b->sources; at < last; at++)
        if (at->inode && at->inode == last->inode && at->device == last->device)
            at->root = NULL;
}

static void file_error(builder *b, const char *path, const char *reason) {
    cl_error error;
    cl_error_set(&error, CL_ERROR_IO, "rules-unreadable", (cl_place){path, 0, 0},
                 "The rules cannot be read: %s.", reason);
    cl_errors_add(b->arena, b->errors, &error);
}

static void read_source(builder *b, const char *path, unsigned layer) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        file_error(b, path, strerror(errno));
        return;
    }
    cl_buffer text = {0};
    char chunk[16384];
    for (size_t got; text.length <= MAX_FILE && (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(&text, chunk, got);
    const cl_yaml *root = NULL;
    if (ferror(file))
        file_error(b, path, strerror(errno));
    else if (text.length > MAX_FILE)
        file_error(b, path, "the file is larger than 4 MiB");
    else if (cl_yaml_parse(b->arena, path, cl_buffer_text(&text), &root, b->errors) == CL_OK) {
        add_source(b, cl_arena_strdup(b->arena, path), root, layer);
        forget_earlier(b, file);
    }
    fclose(file);
    cl_buffer_release(&text);
}

static bool is_yaml(const char *name) {
    cl_text text = cl_text_from(name);
    return name[0] != '.' && (cl_text_ends(text, ".yaml") || cl_text_ends(text, ".yml"));
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A file, or the YAML files of a folder and its folders, in the order of their names. */
static void read_path(builder *b, const char *path, unsigned layer, unsigned depth) {
    struct stat status;
    if (stat(path, &status) != 0) {
        file_error(b, path, strerror(errno));
        return;
    }
    if (!S_ISDIR(status.st_mode)) {
        if (!depth || is_yaml(strrchr(path, '/') ? strrchr(path, '/') + 1 : path))
            read_source(b, path, layer);
        return;
    }
    if (depth >= MAX_DEPTH)
        return;
    DIR *directory = opendir(path);
    if (!directory) {
        file_error(b, path, strerror(errno));
        return;
    }
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    for (struct dirent *entry; (entry = readdir(directory));)
        if (entry->d_name[0] != '.') {
            names = cl_arena_grow(b->arena, names, count, &capacity, sizeof *names);
            names[count++] = cl_arena_strdup(b->arena, entry->d_name);
        }
    closedir(directory);
    if (count)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++)
        read_path(b, cl_arena_printf(b->arena, "%s/%s", path, names[i]), layer, depth + 1);
}

static bool wanted_pack(const builder *b, const char *pack) {
    if (!b->options->packs)
        return true;
    for (const char *const *name = b->options->packs; *name; name++)
        if (!strcmp(*name, pack))
            return true;
    return false;
}

static size_t pack_order(const builder *b, const char *pack) {
    if (b->options->packs)
        for (size_t i = 0; b->options->packs[i]; i++)
            if (!strcmp(b->options->packs[i], pack))
                return i;
    for (size_t i = 0; i < b->pack_count; i++)
        if (!strcmp(b->packs[i], pack))
            return i;
    return b->pack_count;
}

/* A rule of a later layer takes the place of the one with its id; twice in one layer is a mistake.
 */
static void add_rule(builder *b, cl_rule_reader *reader, const cl_rule *rule, unsigned layer) {
    cl_ruleset *set = b->ruleset;
    for (size_t i = 0; i < set->rule_count; i++) {
        if (!*rule->id || strcmp(set->rules[i].id, rule->id) != 0)
            continue;
        if (b->layers[i] == layer)
            cl_read_error(reader, "rule-duplicate", rule->place,
                          "There is another rule \"%s\", at %s:%u.", rule->id,
                          set->rules[i].place.file, set->rules[i].place.line);
        set->rules[i] = *rule;
        b->layers[i] = layer;
        return;
    }
    b->layers =
        cl_arena_grow(b->arena, b->layers, set->rule_count, &b->layer_capacity, sizeof *b->layers);
    b->layers[set->rule_count] = layer;
    set->rules =
        cl_arena_grow(b->arena, set->rules, set->rule_count, &b->rule_capacity, sizeof *set->rules);
    set->rules[set->rule_count++] = *rule;
}

static void read_profiles(builder *b, cl_rule_reader *reader, const cl_yaml *list) {
    cl_ruleset *set = b->ruleset;
    if (list->kind != CL_YAML_SEQUENCE) {
        cl_read_error(reader, "rule-value", cl_read_place(reader, list),
                      "\"profiles\" must be a list.");
        return;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        cl_profile profile;
        cl_read_profile(reader, &list->items[i], &profile);
        size_t at = 0;
        while (at < set->profile_count && strcmp(set->profiles[at].type, profile.type) != 0)
            at++;
        if (at == set->profile_count) {
            set->profiles = cl_arena_grow(b->arena, set->profiles, set->profile_count,
                                          &b->profile_capacity, sizeof *set->profiles);
            set->profile_count++;
        }
        set->profiles[at] = profile;
    }
}

static void read_pack(builder *b, cl_rule_reader *reader, const source *from) {
    const cl_yaml *pack = cl_yaml_get(from->root, "pack");
    const cl_yaml *rules = cl_yaml_get(from->root, "rules");
    reader->pack = cl_read_string(reader, pack, "pack");
    if (!pack)
        cl_read_error(reader, "rule-key-missing", cl_read_place(reader, from->root),
                      "The file does not say which \"pack\" its rules belong to.");
    if (!reader->pack)
        reader->pack = "";
    if (!rules || rules->kind != CL_YAML_SEQUENCE) {
        cl_read_error(reader, rules ? "rule-value" : "rule-key-missing",
                      cl_read_place(reader, rules ? rules : from->root),
                      "The file must have a list \"rules\".");
        return;
    }
    if (pack_order(b, reader->pack) == b->pack_count) {
        b->packs =
            cl_arena_grow(b->arena, b->packs, b->pack_count, &b->pack_capacity, sizeof *b->packs);
        b->packs[b->pack_count++] = reader->pack;
    }
    if (rules->count > MAX_RULES) {
        cl_read_error(reader, "rule-value", cl_read_place(reader, rules),
                      "A file has at most %d rules. Share them out among several files.",
                      MAX_RULES);
        return;
    }
    for (uint32_t i = 0; i < rules->count; i++) {
        cl_rule rule;
        cl_read_rule(reader, &rules->items[i], &rule);
        rule.support = !wanted_pack(b, rule.pack);
        add_rule(b, reader, &rule, from->layer);
    }
}

static void read_sources(builder *b) {
    static const char *const keys[] = {"lexicon", "profiles", "pack", "rules", NULL};
    cl_rule_reader reader = {
        .arena = b->arena, .errors = b->errors, .lexicon = b->ruleset->lexicon};
    /* The lexicon first, whole: rules may use words that a later file adds. */
    for (size_t i = 0; i < b->source_count; i++) {
        const cl_yaml *root = b->sources[i].root;
        const cl_yaml *lexicon = root ? cl_yaml_get(root, "lexicon") : NULL;
        if (lexicon && !b->sources[i].layer)
            cl_lexicon_read_embedded(b->ruleset->lexicon, b->sources[i].file, lexicon);
        else if (lexicon)
            cl_lexicon_read(b->ruleset->lexicon, b->sources[i].file, lexicon, b->errors);
    }
    for (size_t i = 0; i < b->source_count; i++) {
        const source *from = &b->sources[i];
        reader.file = from->file;
        reader.compile = from->layer > 0;
        if (!from->root)
            continue;
        if (from->root->kind != CL_YAML_MAPPING) {
            cl_read_error(&reader, "rule-value", cl_read_place(&reader, from->root),
                          "A rule file must begin with \"pack:\", \"lexicon:\" or \"profiles:\".");
            continue;
        }
        cl_read_keys(&reader, from->root, "a rule file", keys, NULL);
        const cl_yaml *profiles = cl_yaml_get(from->root, "profiles");
        if (profiles)
            read_profiles(b, &reader, profiles);
        if (cl_yaml_get(from->root, "rules") || cl_yaml_get(from->root, "pack") ||
            (!profiles && !cl_yaml_get(from->root, "lexicon")))
            read_pack(b, &reader, from);
    }
    b->ruleset->written = reader.written;
    b->ruleset->written_count = reader.written_count;
}

/* Stable: insertion into the order of packs; a ruleset has few packs and some hundred rules. */
static void sort_rules(builder *b) {
    cl_ruleset *set = b->ruleset;
    cl_rule *sorted = CL_ARRAY(b->arena, set->rule_count, cl_rule);
    size_t count = 0, packs = b->pack_count + 1;
    for (const char *const *name = b->options->packs; name && *name; name++)
        packs++;
    for (size_t order = 0; order <= packs; order++)
        for (size_t i = 0; i < set->rule_count; i++)
            if (pack_order(b, set->rules[i].pack) == order)
                sorted[count++] = set->rules[i];
    set->rules = sorted;
    set->rule_count = count;
}

/* ---- rules that ask for other rules ---- */

typedef struct asker {
    builder *builder;
    cl_rule *rule;
} asker;

/* The rule that another one names; NULL, with the mistake told, when there is none. */
static const cl_rule *named_rule(builder *b, const cl_rule *by, const char *verb, const char *id) {
    const cl_rule *found = cl_ruleset_find(b->ruleset, id);
    if (found)
        return found;
    const char **known = CL_ARRAY(b->arena, b->ruleset->rule_count + 1, const char *);
    for (size_t i = 0; i < b->ruleset->rule_count; i++)
        known[i] = b->ruleset->rules[i].id;
    const char *near = cl_nearest_name(id, known);
    cl_error error;
    cl_error_set(&error, CL_ERROR_SYNTAX, "pattern-unknown", by->place,
                 "The rule \"%s\" %s a rule \"%.60s\" that does not exist%s%s%s", by->id, verb, id,
                 near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : ".");
    cl_errors_add(b->arena, b->errors, &error);
    return NULL;
}

static void check_replaced(builder *b) {
    for (size_t i = 0; i < b->ruleset->rule_count; i++) {
        const cl_rule *rule = &b->ruleset->rules[i];
        for (const char *const *id = rule->replaces; id && *id; id++)
            named_rule(b, rule, "replaces", *id);
    }
}

static int rule_slot(void *context, const char *id) {
    asker *a = context;
    builder *b = a->builder;
    const cl_rule *found = named_rule(b, a->rule, "asks for", id);
    if (!found)
        return -1;
    cl_rule *rule = a->rule;
    uint32_t slot = (uint32_t)(found - b->ruleset->rules);
    rule->asks = cl_arena_grow(b->arena, rule->asks, rule->ask_count, &rule->ask_capacity,
                               sizeof *rule->asks);
    rule->asks[rule->ask_count++] = slot;
    return (int)slot;
}

/* Params in what is said the same of every contract: why, ask, fallback, positions. */
static const char *with_params(builder *b, const cl_rule *rule, const char *text) {
    if (!text || !strchr(text, '{'))
        return text;
    cl_buffer out = {0};
    for (const char *p = text; *p;) {
        size_t length = *p == '{' ? strcspn(p + 1, "}") : 0;
        const cl_param *param =
            length ? cl_rule_param(rule, cl_arena_copy(b->arena, p + 1, length)) : NULL;
        if (param)
            cl_buffer_add_string(&out, param->text);
        else
            cl_buffer_add(&out, p, length + 1);
        p += param ? length + 2 : length + 1;
        cl_text said = cl_buffer_text(&out);
        if (param && cl_text_ends(said, "s") && !strncmp(p, " notice", 7))
            cl_buffer_add_char(&out, '\''); /* "30 days' notice" */
    }
    const char *filled = cl_arena_copy(b->arena, out.bytes, out.length);
    cl_buffer_release(&out);
    return filled;
}

static void fill_advice(builder *b) {
    for (size_t i = 0; i < b->ruleset->rule_count; i++) {
        cl_rule *rule = &b->ruleset->rules[i];
        rule->why = with_params(b, rule, rule->why);
        rule->ask = with_params(b, rule, rule->ask);
        rule->fallback = with_params(b, rule, rule->fallback);
        for (int k = 0; k < CL_RUNGS; k++)
            rule->ladder[k].text = with_params(b, rule, rule->ladder[k].text);
    }
}

/* Names of rules → numbers: again after rules were left out, since numbers move. */
static void bind_rules(builder *b) {
    for (size_t i = 0; i < b->ruleset->rule_count; i++) {
        cl_rule *rule = &b->ruleset->rules[i];
        asker asker = {b, rule};
        rule->ask_count = 0;
        for (size_t k = 0; k < rule->expression_count; k++)
            cl_expression_bind_rules(rule->expressions[k], rule_slot, &asker);
    }
}

enum visit { UNSEEN, OPEN, DONE };

/* Depth first over what a rule asks for; says so when it comes back to itself. */
static void visit_asked(builder *b, uint32_t number, unsigned char *seen) {
    cl_rule *rule = &b->ruleset->rules[number];
    seen[number] = OPEN;
    for (size_t i = 0; i < rule->ask_count; i++) {
        uint32_t next = rule->asks[i];
        if (seen[next] == UNSEEN)
            visit_asked(b, next, seen);
        if (seen[next] != OPEN)
            continue;
        cl_error error;
        cl_error_set(&error, CL_ERROR_SYNTAX, "rule-cycle", rule->place,
                     "The rules \"%s\" and \"%s\" ask for each other.", rule->id,
                     b->ruleset->rules[next].id);
        cl_errors_add(b->arena, b->errors, &error);
    }
    seen[number] = DONE;
}

static void list_ids(builder *b) {
    cl_ruleset *set = b->ruleset;
    const char **ids = CL_ARRAY(b->arena, set->rule_count + 1, const char *);
    for (size_t i = 0; i < set->rule_count; i++)
        ids[i] = set->rules[i].id;
    set->ids = ids;
}

/* Leaves out the rules of other packs that nobody asks for. */
static void link_rules(builder *b) {
    cl_ruleset *set = b->ruleset;
    size_t before = b->errors->count, kept = 0;
    bind_rules(b);
    unsigned char *seen = CL_ARRAY(b->arena, set->rule_count, unsigned char);
    for (size_t i = 0; i < set->rule_count; i++)
        if (!set->rules[i].support && seen[i] == UNSEEN)
            visit_asked(b, (uint32_t)i, seen);
    for (size_t i = 0; i < set->rule_count; i++)
        if (seen[i] != UNSEEN)
            set->rules[kept++] = set->rules[i];
    set->rule_count = kept;
    if (b->errors->count == before)
        bind_rules(b);
}

/* The phrases that are looked for in sentences get numbers, and so a place in the index. */
typedef struct numbering {
    const cl_phrase **phrases; /* NULL: only counted */
    size_t count;
} numbering;

static uint32_t number_phrases(numbering *n, const cl_phrase *phrases, size_t count) {
    uint32_t first = (uint32_t)n->count;
    for (size_t i = 0; i < count; i++, n->count++)
        if (n->phrases)
            n->phrases[n->count] = &phrases[i];
    return first;
}

static void number_named(numbering *n, cl_named *named) {
    if (named)
        named->index = number_phrases(n, named->phrases, named->count);
}

static void number_profile(numbering *n, cl_profile *profile) {
    number_named(n, &profile->body);
    number_named(n, &profile->against);
}

static void number_all(numbering *n, cl_ruleset *set) {
    for (size_t i = 0; i < set->rule_count; i++) {
        cl_rule *rule = &set->rules[i];
        for (size_t k = 0; k < rule->pattern_count; k++)
            number_named(n, &rule->patterns[k]);
        number_named(n, rule->unless);
        for (size_t k = 0; k < rule->capture_count; k++)
            rule->captures[k].index =
                number_phrases(n, rule->captures[k].phrases, rule->captures[k].count);
    }
    for (size_t i = 0; i < set->profile_count; i++)
        number_profile(n, &set->profiles[i]);
}

static void build_index(builder *b) {
    cl_ruleset *set = b->ruleset;
    numbering n = {0};
    number_all(&n, set);
    n = (numbering){.phrases = CL_ARRAY(b->arena, n.count + 1, const cl_phrase *)};
    number_all(&n, set);
    set->phrases = n.phrases;
    set->phrase_count = n.count;
    set->index = cl_phrase_index_new(b->arena, n.phrases, n.count);
}

/* In the order of the files and their lines: checks run in an order of their own. */
static void sort_errors(cl_errors *errors, size_t from) {
    for (size_t i = from; i < errors->count; i++)
        for (size_t k = i; k > from; k--) {
            cl_error *left = &errors->items[k - 1], *right = &errors->items[k], swap = *right;
            if (!left->place.file || !right->place.file ||
                strcmp(left->place.file, right->place.file) != 0 ||
                left->place.line < right->place.line ||
                (left->place.line == right->place.line &&
                 left->place.column <= right->place.column))
                break;
            *right = *left;
            *left = swap;
        }
}

cl_status cl_ruleset_new(cl_arena *arena, const cl_ruleset_options *options, cl_ruleset **out,
                         cl_errors *errors) {
    static const cl_ruleset_options defaults = {0};
    size_t before = errors->count;
    builder b = {.arena = arena, .errors = errors, .options = options ? options : &defaults};
    *out = NULL;
    b.ruleset = CL_NEW(arena, cl_ruleset);
    b.ruleset->arena = arena;
    b.ruleset->lexicon = cl_lexicon_new(arena);
    if (!b.options->without_embedded)
        for (const cl_embedded *file = cl_embedded_rules; file->path; file++)
            add_source(&b, file->path, file->root, 0);
    for (unsigned i = 0; b.options->paths && b.options->paths[i]; i++)
        read_path(&b, b.options->paths[i], i + 1, 0);
    read_sources(&b);
    cl_profile_spread(b.ruleset);
    sort_rules(&b);
    cl_ruleset_apply(b.ruleset, b.options, errors);
    list_ids(&b);
    fill_advice(&b);
    check_replaced(&b);
    link_rules(&b);
    sort_errors(errors, before);
    if (errors->count > before)
        return errors->items[before].status;
    build_index(&b);
    cl_ruleset_warn(b.ruleset);
    *out = b.ruleset;
    return CL_OK;
}

const cl_rule *cl_ruleset_find(const cl_ruleset *ruleset, const char *id) {
    for (size_t i = 0; i < ruleset->rule_count; i++)
        if (!strcmp(ruleset->rules[i].id, id))
            return &ruleset->rules[i];
    return NULL;
}
