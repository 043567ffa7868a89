/* SPDX-License-Identifier: MIT
 *
 * The tree of a phrase → PCRE2. Between two items stands a joint: a separator or a gap. A joint is
 * kept pending until something follows it, so that it is written exactly once, whichever of the
 * optional items around it take part.
 */
#include <string.h>

#include "rules/phrase_ast.h"

/* "Non-exclusive" is no "exclusive": a word that opens a phrase or ends a gap is not looked for
 * behind "non-". A phrase that means "non-renewal" says so. */
#define NOT_NON "(?<!non[- ]|non- )"
/* The ASCII letters, digits and "_" of \w are what words are made of here; match.c cuts words the
 * same way, or the prefilter would lose matches. */
#define LEFT      "(?<!\\w)" NOT_NON
#define RIGHT     "\\b" /* behind a letter */
#define SEPARATOR "(?&JOINT)"
/* Between a word and what must not follow: also a comma or an opening parenthesis. */
#define NOT_JOINT "(?:'s)?+[^\\w;]{1,4}"
/* Marks and parts of a word before a hyphen, directly before the word that ends a gap. */
#define GAP_LEAD "(?:\\w*+[^\\s;\\w]++)*?"

enum { EMIT_DEPTH = 2 * CL_PHRASE_DEPTH };

typedef enum joint_kind {
    JOINT_NONE,   /* nothing before, or unknown: the word checks its own boundary */
    JOINT_CLOSED, /* written already, and ends at a boundary */
    JOINT_SEPARATOR,
    JOINT_GAP,
} joint_kind;

typedef struct joint {
    joint_kind kind;
    unsigned words;
} joint;

typedef struct emitter {
    cl_buffer *out;
    unsigned depth;
    bool failed;
    bool marked; /* the items of the outermost branch get groups */
} emitter;

static const joint none = {JOINT_NONE, 0}, closed = {JOINT_CLOSED, 0};

static bool is_real(joint j) {
    return j.kind >= JOINT_SEPARATOR;
}
static joint wider(joint a, joint b) {
    if (!is_real(a) || !is_real(b))
        return is_real(a) ? a : b;
    if (a.kind != b.kind)
        return a.kind == JOINT_GAP ? a : b;
    return a.words >= b.words ? a : b;
}

static void put(emitter *e, const char *string) {
    e->failed |= e->out->length > CL_PHRASE_PATTERN;
    if (!e->failed)
        cl_buffer_add_string(e->out, string);
}

static void put_joint(emitter *e, joint j) {
    if (j.kind == JOINT_SEPARATOR)
        put(e, SEPARATOR);
    if (j.kind != JOINT_GAP)
        return;
    put(e, "(?:[^\\s;\\w]{1,3}|[^\\s;]*+ ");
    if (j.words && !e->failed)
        cl_buffer_printf(e->out, "(?:(?&GAP) ){0,%u}?", j.words);
    put(e, GAP_LEAD ")" NOT_NON);
}

/* ":", "," and their like stand right behind a word. */
static bool is_mark(const cl_node *node, unsigned depth) {
    if (node->nullable || depth > CL_PHRASE_DEPTH)
        return false;
    for (size_t i = 0; i < node->form_count; i++)
        if (!strchr(":,-", node->forms[i][0]) || node->forms[i][1])
            return false;
    for (size_t i = 0; i < node->branch_count; i++)
        if (node->branches[i].count != 1 || !is_mark(node->branches[i].items[0], depth + 1))
            return false;
    return node->form_count || node->branch_count;
}

static joint after_joint(joint j) {
    return is_real(j) ? closed : j;
}

/* The letters of a form, without its boundaries. */
static void put_letters(emitter *e, const char *form) {
    for (const char *c = form; *c && !e->failed; c++) {
        if (*c == '*' && !c[1])
            cl_buffer_add_string(e->out, "\\w*+");
        else if (*c == '?')
            cl_buffer_add_string(e->out, "\\w");
        else {
            if (!cl_is_word_char((unsigned char)*c) && (unsigned char)*c < 0x80)
                cl_buffer_add_char(e->out, '\\');
            cl_buffer_add_char(e->out, *c);
        }
    }
}

static bool ends_in_letter(const char *form) {
    size_t length = strlen(form);
    return length && (cl_is_word_char((unsigned char)form[length - 1]) || form[length - 1] == '?');
}

static void put_form(emitter *e, const char *form, joint before) {
    if (before.kind == JOINT_NONE && cl_is_word_char((unsigned char)form[0]))
        put(e, LEFT);
    put_letters(e, form);
    if (ends_in_letter(form))
        put(e, RIGHT);
}

/* Nothing but single words: their boundaries can be checked once for all of them, which is most of
 * what a long choice costs. */
static bool is_plain_choice(const cl_node *node, unsigned depth) {
    if (depth > CL_PHRASE_DEPTH || node->nullable)
        return false;
    for (size_t i = 0; i < node->form_count; i++) {
        const char *form = node->forms[i];
        if (!cl_is_word_char((unsigned char)form[0]) ||
            !(ends_in_letter(form) || (form[strlen(form) - 1] == '*' &&
                                       cl_is_word_char((unsigned char)form[strlen(form) - 2]))))
            return false;
    }
    for (size_t i = 0; i < node->branch_count; i++)
        if (node->branches[i].count != 1 || !is_plain_choice(node->branches[i].items[0], depth + 1))
            return false;
    return node->kind == CL_NODE_WORD || node->kind == CL_NODE_CHOICE;
}

static void put_plain_choice(emitter *e, const cl_node *node, bool *first) {
    for (size_t i = 0; i < node->form_count; i++) {
        put(e, *first ? "" : "|");
        *first = false;
        put_letters(e, node->forms[i]);
    }
    for (size_t i = 0; i < node->branch_count; i++)
        put_plain_choice(e, node->branches[i].items[0], first);
}

/* Whatever it matches begins with a word or a hole, so that the boundary before it can be checked
 * once for all its alternatives. */
static bool begins_with_word(const cl_node *node, unsigned depth) {
    if (depth > CL_PHRASE_DEPTH || node->nullable)
        return false;
    if (node->kind == CL_NODE_HOLE)
        return true;
    if (node->kind != CL_NODE_WORD && node->kind != CL_NODE_CHOICE)
        return false;
    for (size_t i = 0; i < node->form_count; i++)
        if (!cl_is_word_char((unsigned char)node->forms[i][0]))
            return false;
    for (size_t i = 0; i < node->branch_count; i++)
        if (!node->branches[i].count || node->branches[i].nullable ||
            !begins_with_word(node->branches[i].items[0], depth + 1))
            return false;
    return true;
}

static void put_branch(emitter *e, const cl_branch *branch, joint before);
static void put_optional_branch(emitter *e, const cl_branch *branch, joint before);

/* An item that is there: never empty, even if it could be. */
static void put_item(emitter *e, const cl_node *item, joint before) {
    if (++e->depth > EMIT_DEPTH)
        e->failed = true;
    if (e->failed)
        return;
    bool group = item->kind != CL_NODE_WORD || item->form_count > 1;
    if (group && is_plain_choice(item, 0)) {
        bool first = true;
        put(e, before.kind == JOINT_NONE ? LEFT "(?:" : "(?:");
        put_plain_choice(e, item, &first);
        put(e, ")" RIGHT);
        e->depth--;
        return;
    }
    if (item->kind == CL_NODE_HOLE) {
        if (before.kind == JOINT_NONE)
            put(e, LEFT);
        put(e, item->name ? "(?<" : "(?:");
        put(e, item->name ? item->name : "");
        put(e, item->name ? ">" : "");
        put(e, item->regex);
        group = false;
        put(e, ")");
    } else if (group) {
        if (before.kind == JOINT_NONE && begins_with_word(item, 0)) {
            put(e, LEFT);
            before = closed;
        }
        put(e, "(?:");
    }
    for (size_t i = 0; i < item->form_count; i++) {
        put(e, i ? "|" : "");
        put_form(e, item->forms[i], before);
    }
    for (size_t i = 0; i < item->branch_count; i++) {
        put(e, i ? "|" : "");
        if (item->branches[i].nullable)
            put_optional_branch(e, &item->branches[i], before);
        else
            put_branch(e, &item->branches[i], before);
    }
    put(e, group ? ")" : "");
    e->depth--;
}

static void put_not(emitter *e, const cl_node *node, const char *joint_regex) {
    put(e, "(?!");
    put(e, joint_regex);
    put_item(e, node, *joint_regex ? closed : none);
    put(e, ")");
}

static bool is_optional(const cl_node *item) {
    return item->nullable || cl_node_is_assertion(item) || item->kind == CL_NODE_GAP;
}

/* The item behind `i`, with the joint to it in *j; count when there is none. */
static size_t next_item(const cl_branch *branch, size_t i, joint *j) {
    *j = none;
    if (++i >= branch->count)
        return i;
    *j = (joint){JOINT_SEPARATOR, 0};
    if (branch->items[i]->kind == CL_NODE_GAP)
        *j = (joint){JOINT_GAP, branch->items[i++]->gap};
    return i;
}

/* Nothing but optional items: one of them is there, and those behind it may be. */
static void put_optional_branch(emitter *e, const cl_branch *branch, joint before) {
    bool first = true;
    joint j;
    for (size_t i = 0; i < branch->count && !e->failed; i = next_item(branch, i, &j)) {
        if (branch->items[i]->kind == CL_NODE_NOT)
            continue;
        put(e, first ? "" : "|");
        first = false;
        put_item(e, branch->items[i], before);
        joint pending;
        size_t k = next_item(branch, i, &pending);
        while (k < branch->count && !e->failed) {
            const cl_node *item = branch->items[k];
            if (item->kind == CL_NODE_NOT) {
                put_not(e, item, NOT_JOINT);
            } else {
                put(e, "(?:");
                put_joint(e, pending);
                put_item(e, item, closed);
                put(e, ")?");
            }
            k = next_item(branch, k, &j);
            pending = wider(pending, j);
        }
    }
}

static joint put_negative(emitter *e, const cl_node *node, joint before, joint behind) {
    if (before.kind == JOINT_SEPARATOR) {
        put_not(e, node, NOT_JOINT);
        return wider(before, behind);
    }
    put_joint(e, before);
    put_not(e, node, "");
    return behind.kind == JOINT_GAP ? behind : after_joint(before);
}

/* `last`: nothing behind it has to be there. */
static joint put_optional(emitter *e, const cl_node *item, joint before, joint behind, bool last,
                          bool guarded) {
    /* With a negation behind, giving up the item must not get around it. */
    const char *close = guarded ? ")?+" : ")?";
    if (is_real(before) && (last || wider(before, behind).kind == behind.kind)) {
        put(e, "(?:");
        put_joint(e, before);
        put_item(e, item, closed);
        put(e, close);
        return wider(before, behind);
    }
    put_joint(e, before);
    put(e, "(?:");
    put_item(e, item, after_joint(before));
    put_joint(e, behind);
    put(e, close);
    return after_joint(before);
}

/* The sentence ends here, or after the words of a gap. */
static void put_end(emitter *e, joint before) {
    put(e, "(?=");
    if (before.kind == JOINT_GAP && !e->failed)
        cl_buffer_printf(e->out, "(?:[^\\s;\\w]{0,3} (?&GAP)){0,%u}", before.words);
    put(e, "\\W*+\\z)");
}

static void put_branch(emitter *e, const cl_branch *branch, joint before) {
    size_t must = 0; /* last item that has to be there */
    for (size_t i = 0; i < branch->count; i++)
        if (!is_optional(branch->items[i]))
            must = i;
    size_t next;
    for (size_t i = 0; i < branch->count && !e->failed; i = next) {
        const cl_node *item = branch->items[i];
        joint behind;
        next = next_item(branch, i, &behind);
        bool guarded = next < branch->count && branch->items[next]->kind == CL_NODE_NOT;
        if (item->kind == CL_NODE_NOT) {
            before = put_negative(e, item, before, behind);
        } else if (item->kind == CL_NODE_BEGIN) {
            put(e, "(?&BEGIN)");
        } else if (item->kind == CL_NODE_END) {
            put_end(e, before);
        } else if (item->nullable) {
            before = put_optional(e, item, before, behind, i > must, guarded);
        } else {
            if (before.kind == JOINT_SEPARATOR && is_mark(item, 0))
                put(e, " ?");
            else
                put_joint(e, before);
            bool mark = e->marked && e->depth == 0;
            if (mark && !e->failed)
                cl_buffer_printf(e->out, "(?<i%zu>", i);
            put_item(e, item, after_joint(before));
            put(e, mark ? ")" : "");
            before = behind;
        }
    }
}

bool cl_phrase_emit_part(const cl_branch *branch, size_t count, cl_buffer *out) {
    emitter e = {out, 0, false, true};
    cl_branch part = *branch;
    part.count = count;
    part.nullable = true;
    for (size_t i = 0; i < count; i++)
        part.nullable &= is_optional(branch->items[i]);
    if (!count || part.nullable || branch->items[count - 1]->kind == CL_NODE_GAP)
        return false;
    put_branch(&e, &part, none);
    if (!e.failed)
        cl_hole_define(out);
    return !e.failed;
}

bool cl_phrase_emit(const cl_node *root, cl_buffer *out) {
    emitter e = {out, 0, false, false};
    for (size_t i = 0; i < root->branch_count; i++) {
        put(&e, i ? "|" : "");
        put_branch(&e, &root->branches[i], none);
    }
    if (!e.failed)
        cl_hole_define(out);
    return !e.failed;
}
