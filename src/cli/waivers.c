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
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == '0' ? !cl_is_digit((unsigned char)text[i]) : text[i] != shape[i])
            return false;
    int month = atoi(text + 5), day = atoi(text + 8);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
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

static bool names_rule(cl_text list, const char *id) {
    size_t length = strlen(id);
    for (size_t at = 0; at < list.length;) {
        size_t end = at;
        while (end < list.length && list.bytes[end] != ',' && list.bytes[end] != ' ')
            end++;
        if (end - at == length && !memcmp(list.bytes + at, id, length))
            return true;
        at = end + 1;
    }
    return false;
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

static void apply_comment(const comment *at, cl_arena *arena, cl_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        cl_finding *finding = &findings->items[i];
        if (finding->waiver || finding->place.block != at->block ||
            !names_rule(at->rules, finding->rule->id))
            continue;
        cl_waiver *waiver = CL_NEW(arena, cl_waiver);
        *waiver = (cl_waiver){.kind = "comment", .reason = at->reason};
        finding->waiver = waiver;
    }
}

static void apply_comments(const cl_contract *contract, cl_findings *findings) {
    const cl_document *document = contract->document;
    for (size_t i = 0; i < document->block_count; i++) {
        comment found;
        if (!read_comment(contract->arena, document->blocks[i].text, &found))
            continue;
        found.block = block_after(document, i);
        if (found.reason) {
            apply_comment(&found, contract->arena, findings);
            continue;
        }
        cl_position position = cl_document_position(document, document->blocks[i].source.start);
        cl_place place = {document->name, position.line, position.column};
        cl_notices_add(contract->arena, &findings->notices, "ignore-reason", place,
                       "This comment gives no reason, so nothing is ignored: write \"clauselint: "
                       "ignore RULE: reason\".");
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

static void apply_entry(cl_waiver_entry *entry, const cl_contract *contract,
                        const char *const *prints, cl_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        cl_finding *finding = &findings->items[i];
        if (strcmp(prints[i], entry->fingerprint) != 0 ||
            (entry->rule && strcmp(entry->rule, finding->rule->id) != 0))
            continue;
        atomic_store(&entry->used, true);
        if (!entry->expired) {
            finding->waiver = &entry->waiver;
            continue;
        }
        cl_notices_add(contract->arena, &findings->notices, "waiver-expired", CL_NO_PLACE,
                       "%s was accepted by %s until %s (%s); that date has passed.",
                       finding->rule->id, entry->waiver.who, entry->waiver.until,
                       entry->waiver.reason);
    }
}

void cl_waivers_apply(cl_waivers *waivers, const cl_config *config, const char *path,
                      const cl_contract *contract, cl_findings *findings) {
    apply_comments(contract, findings);
    apply_ignores(config, path, contract->arena, findings);
    if (!waivers || !waivers->count)
        return;
    const char **prints = CL_ARRAY(contract->arena, findings->count + 1, const char *);
    for (size_t i = 0; i < findings->count; i++)
        prints[i] = cl_fingerprint(contract->arena, contract, &findings->items[i]);
    for (size_t i = 0; i < waivers->count; i++) {
        cl_waiver_entry *entry = &waivers->items[i];
        if (entry->glob && !cl_config_matches(entry->glob, path))
            continue;
        atomic_store(&entry->met, true);
        apply_entry(entry, contract, prints, findings);
    }
}

void cl_waivers_unused(const cl_waivers *waivers, cl_buffer *out) {
    for (size_t i = 0; waivers && i < waivers->count; i++) {
        cl_waiver_entry *entry = &waivers->items[i];
        /* Without a file it may belong to a contract that was not linted now. */
        if (!entry->glob || !atomic_load(&entry->met) || atomic_load(&entry->used))
            continue;
        cl_buffer_printf(out,
                         "%s:%u:%u: this waiver meets no finding any more; it can be removed "
                         "[waiver-unused]\n",
                         entry->place.file, entry->place.line, entry->place.column);
    }
}
