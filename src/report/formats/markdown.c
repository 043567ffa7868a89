/* SPDX-License-Identifier: MIT
 *
 * A comment for a pull or merge request (GitHub Flavored Markdown): a table of the contracts, then
 * their findings, folded. Such a comment has a limit of length (65,536 characters at GitHub), so
 * what does not fit is left out, and how much that is is said. The first line is a comment by which
 * a script finds the comment again that it shall replace.
 */
#include <string.h>

#include "report/spot.h"
#include "report/wrap.h"

enum {
    COMMENT_LIMIT = 60000,
    TABLE_LIMIT = 12000,
    FILE_LIMIT = 40000, /* of one contract's findings */
    QUOTE_LIMIT = 500,
};

static const char fold_end[] = "</details>\n\n";

/* Where a line would begin a list: behind "- ", "+ ", "1. " and "1) ". */
static size_t list_mark(cl_text text) {
    size_t digits = 0;
    while (digits < text.length && cl_is_digit((unsigned char)text.bytes[digits]))
        digits++;
    bool mark = digits < text.length && strchr(digits ? ".)" : "-+", text.bytes[digits]);
    bool apart = digits + 1 >= text.length || text.bytes[digits + 1] == ' ';
    return mark && apart ? digits : SIZE_MAX;
}

/* Words of others: they cannot make mark-up, mention anybody or leave their line. */
static void add_words(cl_buffer *out, cl_text text) {
    static const char special[] = "\\`*_[]#|~>$";
    cl_buffer plain = {0};
    cl_plain_text(text, &plain);
    size_t mark = list_mark(cl_buffer_text(&plain));
    for (size_t i = 0; i < plain.length; i++) {
        char c = plain.bytes[i];
        if (c == '\n' || c == '\r')
            c = ' ';
        if (c == '<')
            cl_buffer_add_string(out, "&lt;");
        else if (c == '&')
            cl_buffer_add_string(out, "&amp;");
        else if (i == mark || strchr(special, c))
            cl_buffer_printf(out, "\\%c", c);
        else
            cl_buffer_add_char(out, c);
        if (c == '@')
            cl_buffer_add_code_point(out, 0x200B);
    }
    cl_buffer_release(&plain);
}

static void add_string(cl_buffer *out, const char *string) {
    add_words(out, cl_text_trim(cl_text_from(string)));
}

/* Inside HTML, where a backslash is none. */
static void add_html(cl_buffer *out, const char *string) {
    cl_buffer plain = {0};
    cl_plain_text(cl_text_from(string), &plain);
    for (size_t i = 0; i < plain.length; i++) {
        if (plain.bytes[i] == '<')
            cl_buffer_add_string(out, "&lt;");
        else if (plain.bytes[i] == '&')
            cl_buffer_add_string(out, "&amp;");
        else
            cl_buffer_add_char(out, plain.bytes[i] == '\n' ? ' ' : plain.bytes[i]);
    }
    cl_buffer_release(&plain);
}

static void add_row(const cl_report_file *file, cl_buffer *out) {
    cl_buffer_add_string(out, "| ");
    add_string(out, file->name);
    if (file->error) {
        cl_buffer_add_string(out, " | – | not read | | | | | |\n");
        return;
    }
    cl_buffer_printf(out, " | %c | %.1f", file->summary.grade, file->summary.score);
    for (int i = CL_SEVERITY_CRITICAL; i >= CL_SEVERITY_LOW; i--)
        if (file->summary.counts[i])
            cl_buffer_printf(out, " | %zu", file->summary.counts[i]);
        else
            cl_buffer_add_string(out, " | ");
    cl_buffer_printf(out, " | %zu |\n", file->summary.waived);
}

/* The matched words in bold; by a tag, since asterisks do not everywhere make bold what is between
 * them. */
static void add_quote(cl_buffer *out, const cl_excerpt *words) {
    cl_span match = words->match;
    if (match.start >= match.end) {
        add_words(out, words->text);
        return;
    }
    add_words(out, cl_text_slice(words->text, 0, match.start));
    cl_buffer_add_string(out, "<b>");
    add_words(out, cl_text_slice(words->text, match.start, match.end));
    cl_buffer_add_string(out, "</b>");
    add_words(out, cl_text_slice(words->text, match.end, words->text.length));
}

static void add_finding(const cl_report_file *file, const cl_finding *finding, cl_arena *arena,
                        cl_buffer *out) {
    static const char *const names[CL_SEVERITIES] = {"Info", "Low", "Medium", "High", "Critical"};
    cl_buffer_printf(out, "- **%s** ", names[finding->severity]);
    cl_text label = cl_clause_label(file->contract, finding->place.section);
    cl_text heading = cl_clause_heading(file->contract, finding->place.section);
    if (label.length) {
        add_words(out, label);
        cl_buffer_add_char(out, ' ');
    }
    if (heading.length) {
        cl_buffer_add_char(out, '*');
        add_words(out, cl_text_trim(heading));
        cl_buffer_add_string(out, "* ");
    }
    cl_buffer_add_string(out, label.length || heading.length ? "– " : "");
    add_string(out, cl_message_of(finding));
    cl_buffer_printf(out, " `%s`\n", finding->rule->id);
    cl_excerpt words = cl_excerpt_finding(arena, file->contract, finding, false, QUOTE_LIMIT);
    if (words.text.length && !finding->missing) {
        cl_buffer_add_string(out, "  > ");
        add_quote(out, &words);
        cl_buffer_add_string(out, "\n\n");
    }
    if (finding->rule->ask) {
        cl_buffer_add_string(out, "  **Ask:** ");
        add_string(out, finding->rule->ask);
        cl_buffer_add_string(out, "\n");
    }
}

static void add_findings(const cl_report_options *options, const cl_report_file *file,
                         cl_arena *arena, cl_buffer *out) {
    size_t start = out->length, left_out = 0;
    for (size_t i = 0; i < file->findings->count; i++) {
        const cl_finding *finding = &file->findings->items[i];
        if (!cl_is_shown(finding, options->minimum))
            continue;
        size_t before = out->length;
        if (!left_out)
            add_finding(file, finding, arena, out);
        if (left_out || out->length - start > FILE_LIMIT) {
            out->length = before;
            left_out++;
        }
    }
    if (left_out)
        cl_buffer_printf(out, "- … and %zu more, left out for their length\n", left_out);
    const cl_notice *notice;
    for (size_t i = 0; (notice = cl_notice_at(file, i)) && out->length - start < FILE_LIMIT; i++) {
        cl_buffer_add_string(out, "- *Notice:* ");
        add_string(out, notice->message);
        cl_buffer_printf(out, " `%s`\n", notice->id);
    }
}

static void keep(const cl_report_options *options, const cl_report_file *file, cl_arena *arena,
                 cl_buffer *head, cl_buffer *tail) {
    add_row(file, head);
    if (!file->error && !file->summary.shown && !cl_notice_at(file, 0))
        return;
    cl_buffer_add_string(tail, "<details><summary><b>");
    add_html(tail, file->name);
    if (file->error)
        cl_buffer_add_string(tail, "</b>: not read</summary>\n\n");
    else
        cl_buffer_printf(tail, "</b>: %zu finding%s, grade %c</summary>\n\n", file->summary.shown,
                         file->summary.shown == 1 ? "" : "s", file->summary.grade);
    if (file->error) {
        add_string(tail, file->error->message);
        cl_buffer_printf(tail, " `%s`\n", file->error->id);
    } else {
        add_findings(options, file, arena, tail);
    }
    cl_buffer_add_char(tail, '\n');
    cl_buffer_add_string(tail, fold_end);
}

static void write_nothing(const cl_report_options *options, const cl_report_file *file,
                          cl_arena *arena, cl_buffer *out) {
    (void)options;
    (void)file;
    (void)arena;
    (void)out;
}

/* Whole pieces of `text`, each ending in `mark`, as many as fit; returns how many did not. */
static size_t add_pieces(cl_text text, cl_text mark, size_t room, cl_buffer *out) {
    size_t left_out = 0;
    for (size_t at = 0; at < text.length;) {
        size_t end = cl_text_find(text, mark, at);
        end = end == SIZE_MAX ? text.length : end + mark.length;
        if (!left_out && end - at <= room) {
            cl_buffer_add(out, text.bytes + at, end - at);
            room -= end - at;
        } else {
            left_out++;
        }
        at = end;
    }
    return left_out;
}

static void end(const cl_report_options *options, const cl_totals *totals, cl_buffer *out) {
    (void)options;
    cl_buffer_add_string(out, "<!-- clauselint -->\n");
    cl_buffer_printf(out, "### clauselint: %zu finding%s in %zu contract%s\n\n", totals->shown,
                     totals->shown == 1 ? "" : "s", totals->files, totals->files == 1 ? "" : "s");
    if (totals->failed)
        cl_buffer_printf(out, "%zu could not be read.\n\n", totals->failed);
    if (totals->interrupted)
        cl_buffer_add_string(out, "Interrupted: not all contracts were looked at.\n\n");
    if (!totals->files)
        return;
    cl_buffer_add_string(out,
                         "| Contract | Grade | Risk | Critical | High | Medium | Low | Accepted |\n"
                         "|---|:---:|---:|---:|---:|---:|---:|---:|\n");
    size_t more = add_pieces(cl_buffer_text(&totals->head), CL_TEXT("\n"), TABLE_LIMIT, out);
    if (more)
        cl_buffer_printf(out, "\n%zu more contracts are left out of this table for its length.\n",
                         more);
    cl_buffer_add_char(out, '\n');
    /* Room for the last sentence. */
    more = add_pieces(cl_buffer_text(&totals->tail), cl_text_from(fold_end),
                      COMMENT_LIMIT - 200 - out->length, out);
    if (more)
        cl_buffer_printf(out,
                         "The findings of %zu more contract%s are left out for their length; the "
                         "full report has them.\n",
                         more, more == 1 ? "" : "s");
}

const cl_report_format cl_report_markdown = {
    .name = "markdown",
    .summary = "a comment for a pull or merge request",
    .between = "",
    .file = write_nothing,
    .end = end,
    .keep = keep,
};
