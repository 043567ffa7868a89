/* SPDX-License-Identifier: MIT */
#include "cli/waivers.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/yaml_file.h"
#include "report/excerpt.h"

enum { FINGERPRINT = 16 };

void cl_today(char *out) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm parts;
    if (epoch)
        gmtime_r(&now, &parts);
    else
        localtime_r(&now, &parts);
    strftime(out, 11, "%Y-%m-%d", &parts);
}

bool cl_is_date(const char *text) {
    static const char shape[] = "0000-00-00";
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == '0' ? !cl_is_digit((unsigned char)text[i]) : text[i] != shape[i])
            return false;
    int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    bool leap = year % 4 == 0 && (year % 100 || year % 400 == 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] &&
           (month != 2 || day <= 28 || leap);
}

static bool is_fingerprint(const char *text) {
    return strlen(text) == FINGERPRINT && strspn(text, "0123456789abcdef") == FINGERPRINT;
}

static void read_entry(cl_yaml_file *file, const cl_yaml *node, const char *today,
                       cl_waivers *waivers) {
    static const char *const keys[] = {"fingerprint", "rule",  "file", "reason",
                                       "who",         "until", NULL};
    if (!cl_yaml_file_mapping(file, node, "waivers"))
        return;
    cl_yaml_file_keys(file, node, "a waiver", keys, NULL);
    cl_waiver_entry *entry = &waivers->items[waivers->count];
    *entry = (cl_waiver_entry){.waiver.kind = "waiver", .place = cl_yaml_file_place(file, node)};
    entry->fingerprint = cl_yaml_file_string(file, cl_yaml_get(node, "fingerprint"), "fingerprint");
    entry->rule = cl_yaml_file_string(file, cl_yaml_get(node, "rule"), "rule");
    entry->glob = cl_yaml_file_string(file, cl_yaml_get(node, "file"), "file");
    entry->waiver.reason = cl_yaml_file_string(file, cl_yaml_get(node, "reason"), "reason");
    entry->waiver.who = cl_yaml_file_string(file, cl_yaml_get(node, "who"), "who");
    entry->waiver.until = cl_yaml_file_string(file, cl_yaml_get(node, "until"), "until");
    if (!entry->fingerprint || !entry->waiver.reason || !entry->waiver.who) {
        cl_yaml_file_error(file, "config-value", node,
                           "A waiver needs \"fingerprint\", \"reason\" and \"who\".");
        return;
    }
    if (!is_fingerprint(entry->fingerprint)) {
        cl_yaml_file_error(file, "config-value", cl_yaml_get(node, "fingerprint"),
                           "A fingerprint is 16 hexadecimal digits, as --format json shows it.");
        return;
    }
    if (entry->waiver.until && !cl_is_date(entry->waiver.until)) {
        cl_yaml_file_error(file, "config-value", cl_yaml_get(node, "until"),
                           "\"until\" must be a date such as 2027-01-31.");
        return;
    }
    entry->expired = entry->waiver.until && strcmp(entry->waiver.until, today) < 0;
    waivers->count++;
}

cl_status cl_waivers_read(cl_arena *arena, const char *path, const char *today, cl_waivers **out,
                          cl_errors *errors) {
    static const char *const keys[] = {"waivers", NULL};
    size_t before = errors->count;
    cl_waivers *waivers = CL_NEW(arena, cl_waivers);
    waivers->file = path;
    *out = waivers;
    if (access(path, F_OK))
        return CL_OK;
    cl_yaml_file file = {arena, errors, path};
    const cl_yaml *root = cl_yaml_file_read(&file);
    if (!root || !cl_yaml_file_mapping(&file, root, "the waiver file"))
        return CL_ERROR_SYNTAX;
    cl_yaml_file_keys(&file, root, "the waiver file", keys, NULL);
    const cl_yaml *list = cl_yaml_get(root, "waivers");
    if (list && cl_yaml_file_list(&file, list, "waivers")) {
        waivers->items = CL_ARRAY(arena, list->count, cl_waiver_entry);
        for (uint32_t i = 0; i < list->count; i++)
            read_entry(&file, &list->items[i], today, waivers);
    }
    return errors->count == before ? CL_OK : CL_ERROR_SYNTAX;
}

/* ---- comments in the contract ---- */

/* "clauselint: ignore auto-renewal, exclusivity: agreed with legal", and the block it speaks of. */
typedef struct comment {
    cl_text rules;
    const char *reason;
    uint32_t block;
} comment;

static bool read_comment(cl_arena *arena, cl_text text, comment *out) {
    size_t at = cl_text_find(text, CL_TEXT("clauselint: ignore "), 0);
    if (at == SIZE_MAX || at > 8)
        return false;
    size_t start = at + strlen("clauselint: ignore ");
    size_t colon = cl_text_find(text, CL_TEXT(":"), start);
    size_t end = colon == SIZE_MAX ? text.length : colon;
    while (end > start && strchr("]->) ", text.bytes[end - 1]))
        end--;
    out->rules = cl_text_slice(text, start, end);
    out->reason = NULL;
    if (colon != SIZE_MAX) {
        cl_text reason = cl_text_trim(cl_text_slice(text, colon + 1, text.length));
        while (reason.length && strchr("]->) ", reason.bytes[reason.length - 1]))
            reason.length--;
        if (reason.length)
            out->reason = cl_arena_copy(arena, reason.bytes, reason.length);
    }
    return out->rules.length != 0;
}

/* The next name of a list, from `at` on; empty behind the last. */
static cl_text next_name(cl_text list, size_t *at) {
    while (*at < list.length && strchr(", ", list.bytes[*at]))
        ++*at;
    size_t start = *at;
    while (*at < list.length && !strchr(", ", list.bytes[*at]))
        ++*at;
    return cl_text_slice(list, start, *at);
}

/* A comment speaks of the next block that is read. */
static uint32_t block_after(const cl_document *document, size_t comment) {
    for (size_t i = comment + 1; i < document->block_count; i++) {
        const cl_block *block = &document->blocks[i];
        if (!(block->flags & CL_BLOCK_HIDDEN) && block->text.length)
            return (uint32_t)i;
    }
    return CL_NONE;
}

static bool is_asked(const cl_asked *asked, const char *id) {
    const cl_rule *rule = cl_ruleset_find(asked->ruleset, id);
    return rule && cl_rule_applies(rule, asked->options, asked->type);
}

static bool is_rule(const cl_asked *asked, const char *id) {
    for (const char *const *known = asked->ruleset->ids; *known; known++)
        if (!strcmp(*known, id))
            return true;
    return false;
}

static bool waive_block(uint32_t block, const char *id, const char *reason, cl_arena *arena,
                        cl_findings *findings) {
    bool any = false;
    for (size_t i = 0; i < findings->count; i++) {
        cl_finding *finding = &findings->items[i];
        if (finding->place.block != block || strcmp(finding->rule->id, id) != 0)
            continue;
        any = true;
        cl_waiver *waiver = CL_NEW(arena, cl_waiver);
        *waiver = (cl_waiver){.kind = "comment", .reason = reason};
        finding->waiver = waiver;
    }
    return any;
}

static void apply_comment(const comment *at, const cl_place *place, const cl_asked *asked,
                          cl_arena *arena, cl_findings *findings) {
    cl_text name;
    for (size_t from = 0; (name = next_name(at->rules, &from)).length;) {
        const char *id = cl_arena_copy(arena, name.bytes, name.length);
        if (!is_rule(asked, id)) {
            const char *near = cl_nearest_name(id, asked->ruleset->ids);
            cl_notices_add(arena, &findings->notices, "ignore-unknown", *place,
                           "This comment names a rule that there is not, \"%.100s\"%s%s%s", id,
                           near ? "; did you mean \"" : ".", near ? near : "", near ? "\"?" : "");
        } else if (!waive_block(at->block, id, at->reason, arena, findings) &&
                   is_asked(asked, id)) {
            cl_notices_add(arena, &findings->notices, "ignore-unused", *place,
                           "This comment meets no finding of \"%s\" in the paragraph behind it; it "
                           "can be removed.",
                           id);
        }
    }
}

static void apply_comments(const cl_asked *asked, const cl_contract *contract,
                           cl_findings *findings) {
    const cl_document *document = contract->document;
    for (size_t i = 0; i < document->block_count; i++) {
        comment found;
        if (!read_comment(contract->arena, document->blocks[i].text, &found))
            continue;
        found.block = block_after(document, i);
        cl_position position = cl_document_position(document, document->blocks[i].source.start);
        cl_place place = {document->name, position.line, position.column};
        if (found.reason)
            apply_comment(&found, &place, asked, contract->arena, findings);
        else
            cl_notices_add(contract->arena, &findings->notices, "ignore-reason", place,
                           "This comment gives no reason, so nothing is ignored: write "
                           "\"clauselint: ignore RULE: reason\".");
    }
}

/* ---- waivers and ignores ---- */

static void apply_ignores(const cl_config *config, const char *path, cl_arena *arena,
                          cl_findings *findings) {
    for (size_t k = 0; config && k < config->ignore_count; k++) {
        const cl_config_ignore *ignore = &config->ignores[k];
        if (ignore->glob && !cl_config_matches(ignore->glob, path))
            continue;
        cl_waiver *waiver = CL_NEW(arena, cl_waiver);
        *waiver = (cl_waiver){.kind = "ignore", .reason = ignore->reason};
        for (size_t i = 0; i < findings->count; i++) {
            cl_finding *finding = &findings->items[i];
            if (!finding->waiver && (!ignore->rule || !strcmp(ignore->rule, finding->rule->id)))
                finding->waiver = waiver;
        }
    }
}

static bool fits(const cl_waiver_entry *entry, const char *print, const cl_finding *finding) {
    return !strcmp(print, entry->fingerprint) &&
           (!entry->rule || !strcmp(entry->rule, finding->rule->id));
}

/* What has expired is told, unless it was accepted anew. */
static void apply_entry(cl_waiver_entry *entry, const cl_contract *contract,
                        const char *const *prints, cl_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        cl_finding *finding = &findings->items[i];
        if (!fits(entry, prints[i], finding) || (entry->expired && finding->waiver))
            continue;
        atomic_store(&entry->used, true);
        if (!entry->expired) {
            finding->waiver = &entry->waiver;
            continue;
        }
        finding->lapsed = true;
        cl_notices_add(contract->arena, &findings->notices, "waiver-expired", CL_NO_PLACE,
                       "%s was accepted by %s until %s (%s); that date has passed.",
                       finding->rule->id, entry->waiver.who, entry->waiver.until,
                       entry->waiver.reason);
    }
}

static void apply_entries(cl_waivers *waivers, bool expired, const char *path,
                          const cl_asked *asked, const cl_contract *contract,
                          const char *const *prints, cl_findings *findings) {
    for (size_t i = 0; i < waivers->count; i++) {
        cl_waiver_entry *entry = &waivers->items[i];
        if (entry->expired != expired || (entry->glob && !cl_config_matches(entry->glob, path)))
            continue;
        atomic_store(&entry->seen, true);
        if (!entry->rule || !is_rule(asked, entry->rule) || is_asked(asked, entry->rule))
            atomic_store(&entry->asked, true);
        apply_entry(entry, contract, prints, findings);
    }
}

void cl_waivers_apply(cl_waivers *waivers, const cl_config *config, const char *path,
                      const cl_asked *asked, const cl_contract *contract, cl_findings *findings) {
    apply_comments(asked, contract, findings);
    apply_ignores(config, path, contract->arena, findings);
    if (!waivers || !waivers->count)
        return;
    const char **prints = CL_ARRAY(contract->arena, findings->count + 1, const char *);
    for (size_t i = 0; i < findings->count; i++)
        prints[i] = cl_fingerprint(contract->arena, contract, &findings->items[i]);
    apply_entries(waivers, false, path, asked, contract, prints, findings);
    apply_entries(waivers, true, path, asked, contract, prints, findings);
}

void cl_waivers_unused(const cl_waivers *waivers, bool whole, cl_buffer *out) {
    for (size_t i = 0; waivers && i < waivers->count; i++) {
        cl_waiver_entry *entry = &waivers->items[i];
        bool seen = atomic_load(&entry->seen);
        /* Without a file it may belong to a contract that was not linted now. */
        bool unused = seen ? (entry->glob || whole) && atomic_load(&entry->asked) : whole;
        if (!unused || atomic_load(&entry->used))
            continue;
        cl_buffer_printf(out, "%s:%u:%u: this waiver meets %s; it can be removed [waiver-unused]\n",
                         entry->place.file, entry->place.line, entry->place.column,
                         seen ? "no finding any more" : "no contract any more");
    }
}
