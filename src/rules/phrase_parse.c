/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "rules/defined.h"
#include "rules/phrase_ast.h"

enum { FORMS_MAX = 32, BRANCHES_MAX = 400 };

typedef struct parser {
    cl_arena *arena;
    const cl_lexicon *lexicon;
    cl_text source; /* quotes and dashes folded, which keeps the count of code points */
    size_t at;
    cl_place place;
    unsigned depth;
    cl_error *error;
} parser;

static int peek(const parser *p, size_t ahead) {
    return p->at + ahead < p->source.length ? (unsigned char)p->source.bytes[p->at + ahead] : 0;
}

static cl_place place_at(const parser *p, size_t at) {
    cl_place place = p->place;
    if (place.column)
        place.column += (uint32_t)cl_text_code_points(cl_text_slice(p->source, 0, at));
    return place;
}

static bool fail(parser *p, const char *reason) {
    cl_error_set(p->error, CL_ERROR_SYNTAX, "phrase-syntax", place_at(p, p->at),
                 "%s in the phrase \"%.*s\".", reason,
                 (int)(p->source.length < 200 ? p->source.length : 200), p->source.bytes);
    return false;
}

static cl_text fold(cl_arena *arena, const char *source) {
    cl_text text = cl_text_from(source);
    char *out = CL_ARRAY(arena, text.length + 1, char);
    size_t length = 0, size;
    for (size_t at = 0; at < text.length; at += size) {
        uint32_t c = cl_utf8_decode(text, at, &size);
        if (c == 0x2018 || c == 0x2019)
            out[length++] = '\'';
        else if (c == 0x201C || c == 0x201D)
            out[length++] = '"';
        else if (c >= 0x2010 && c <= 0x2015)
            out[length++] = '-';
        else {
            memcpy(out + length, text.bytes + at, size);
            length += size;
        }
    }
    return (cl_text){out, length};
}

static cl_node *new_node(parser *p, cl_node_kind kind) {
    cl_node *node = CL_NEW(p->arena, cl_node);
    node->kind = kind;
    return node;
}

static void add_item(parser *p, cl_branch *branch, cl_node *item) {
    branch->items = cl_arena_grow(p->arena, branch->items, branch->count, &branch->capacity,
                                  sizeof *branch->items);
    branch->items[branch->count++] = item;
}

static bool at_ellipsis(const parser *p) {
    return peek(p, 0) == 0xE2 && peek(p, 1) == 0x80 && peek(p, 2) == 0xA6;
}
static bool at_gap(const parser *p) {
    return at_ellipsis(p) || (peek(p, 0) == '.' && peek(p, 1) == '.');
}

static bool gap_length(parser *p, unsigned *gap) {
    *gap = CL_GAP_DEFAULT;
    if (at_ellipsis(p)) {
        p->at += 3;
        return true;
    }
    if (peek(p, 2) == '.') {
        p->at += 3;
        return true;
    }
    size_t start = p->at;
    p->at += 2;
    *gap = CL_GAP_TIGHT;
    if (!cl_is_digit(peek(p, 0)))
        return true;
    *gap = 0;
    for (; cl_is_digit(peek(p, 0)); p->at++)
        *gap = *gap > 1000 ? *gap : *gap * 10 + (unsigned)(peek(p, 0) - '0');
    if (peek(p, 0) != '.' || peek(p, 1) != '.')
        return fail(p, "A gap with a length is written like \"..6..\": there is no end of it");
    p->at += 2;
    if (*gap <= CL_GAP_MAX)
        return true;
    cl_error_set(p->error, CL_ERROR_SYNTAX, "gap-too-long", place_at(p, start),
                 "A gap may span at most %d words, not %u.", CL_GAP_MAX, *gap);
    return false;
}

static bool parse_gap(parser *p, cl_branch *branch) {
    unsigned gap;
    if (!branch->count || branch->items[branch->count - 1]->kind == CL_NODE_BEGIN)
        return fail(p, "There is nothing before the gap");
    if (!gap_length(p, &gap))
        return false;
    cl_node *last = branch->items[branch->count - 1];
    if (last->kind == CL_NODE_GAP) {
        last->gap = last->gap + gap > CL_GAP_MAX ? CL_GAP_MAX : last->gap + gap;
        return true;
    }
    cl_node *node = new_node(p, CL_NODE_GAP);
    node->gap = gap;
    add_item(p, branch, node);
    return true;
}

/* Words. */

static bool is_run_char(const parser *p, size_t ahead) {
    int c = peek(p, ahead);
    if (!c || cl_is_space(c) || strchr("()[]{}<>|!\\", c))
        return false;
    if (c == 0xE2 && peek(p, ahead + 1) == 0x80 && peek(p, ahead + 2) == 0xA6)
        return false;
    return !(c == '.' && peek(p, ahead + 1) == '.');
}

typedef struct word {
    const char *forms[FORMS_MAX];
    size_t count;
} word;

static int last_char(const word *w) {
    size_t length = w->count ? strlen(w->forms[0]) : 0;
    return length ? (unsigned char)w->forms[0][length - 1] : 0;
}

static void append(parser *p, word *w, cl_text text) {
    for (size_t i = 0; i < w->count; i++) {
        size_t length = strlen(w->forms[i]);
        char *form = cl_arena_alloc(p->arena, length + text.length + 1);
        memcpy(form, w->forms[i], length);
        memcpy(form + length, text.bytes, text.length);
        w->forms[i] = form;
    }
}

static void finish_word(parser *p, cl_branch *branch, word *w) {
    cl_node *node = new_node(p, CL_NODE_WORD);
    node->forms = CL_ARRAY(p->arena, w->count, const char *);
    memcpy(node->forms, w->forms, w->count * sizeof *w->forms);
    node->form_count = w->count;
    add_item(p, branch, node);
    *w = (word){{""}, 1};
}

/* "authori(s | z)ed", "part(y | ies)", "licence[s]": endings inside one word. */
static bool parse_endings(parser *p, word *w) {
    bool optional = peek(p, 0) == '[';
    int close = optional ? ']' : ')';
    word old = *w, sum = {{NULL}, 0};
    do {
        p->at++;
        size_t start = p->at;
        while (cl_is_word_char(peek(p, 0)) || cl_is_space(peek(p, 0)) || peek(p, 0) == '?')
            p->at++;
        cl_text ending = cl_text_trim(cl_text_slice(p->source, start, p->at));
        if (memchr(ending.bytes, ' ', ending.length))
            return fail(p, "Inside a word only endings may stand; before a group of words put a "
                           "space. There is more than one word");
        word next = old;
        append(p, &next, ending);
        for (size_t i = 0; i < next.count; i++) {
            if (sum.count == FORMS_MAX)
                return fail(p, "There are too many endings in one word");
            sum.forms[sum.count++] = next.forms[i];
        }
    } while (peek(p, 0) == '|');
    if (peek(p, 0) != close)
        return fail(p, "Inside a word only endings may stand, as in \"licen(s | c)e\"; before a "
                       "group of words put a space. This is neither");
    p->at++;
    for (size_t i = 0; optional && i < old.count; i++) {
        if (sum.count == FORMS_MAX)
            return fail(p, "There are too many endings in one word");
        sum.forms[sum.count++] = old.forms[i];
    }
    *w = sum;
    return true;
}

static bool parse_star(parser *p, word *w) {
    if (!cl_is_word_char(last_char(w)) && last_char(w) != '?')
        return fail(p, "\"*\" must stand at the end of a word");
    append(p, w, CL_TEXT("*"));
    p->at++;
    if (cl_is_word_char(peek(p, 0)) || peek(p, 0) == '*' || peek(p, 0) == '?')
        return fail(p, "\"*\" must stand at the end of a word");
    return true;
}

/* A run without spaces: hyphens divide it into words, other marks are part of a word. */
static bool parse_run(parser *p, cl_branch *branch) {
    word w = {{""}, 1};
    for (;;) {
        int c = peek(p, 0), last = last_char(&w);
        bool wordish = cl_is_word_char(last) || last == '*' || last == '?';
        if ((c == '(' || c == '[') && cl_is_word_char(last)) {
            if (!parse_endings(p, &w))
                return false;
        } else if (!is_run_char(p, 0)) {
            break;
        } else if (c == '-' && wordish) {
            finish_word(p, branch, &w);
            p->at++;
            if (!is_run_char(p, 0))
                return true;
        } else if (c == '*') {
            if (!parse_star(p, &w))
                return false;
        } else if (c == '\'' && wordish && !is_run_char(p, 1)) {
            p->at++; /* the separator allows for it */
        } else {
            size_t start = p->at++;
            while (cl_is_word_char(peek(p, 0)))
                p->at++;
            append(p, &w, cl_text_slice(p->source, start, p->at));
        }
    }
    finish_word(p, branch, &w);
    return true;
}

/* Behind ")" or "]": "-x" is a new word, "'s" is allowed by the separator, letters are a mistake.
 */
static bool after_group(parser *p) {
    if (peek(p, 0) == '\'')
        p->at += peek(p, 1) == 's' && !cl_is_word_char(peek(p, 2)) ? 2 : 1;
    if (peek(p, 0) == '-')
        p->at++;
    else if (cl_is_word_char(peek(p, 0)))
        return fail(p, "A space is missing after a group");
    return true;
}

/* Groups. */

static bool parse_choice(parser *p, int close, cl_node *node);

static bool parse_group(parser *p, int close, cl_node *node) {
    size_t start = p->at;
    p->at++;
    if (++p->depth > CL_PHRASE_DEPTH)
        return fail(p, "Groups are nested too deeply");
    if (!parse_choice(p, close, node))
        return false;
    p->depth--;
    if (peek(p, 0) != close) {
        p->at = start;
        return fail(p, "A group is not closed");
    }
    p->at++;
    if (!node->branch_count) {
        p->at = start;
        return fail(p, "A group is empty");
    }
    return true;
}

static cl_text name_until(parser *p, int close) {
    size_t start = ++p->at;
    while (peek(p, 0) && peek(p, 0) != close)
        p->at++;
    return cl_text_trim(cl_text_slice(p->source, start, p->at));
}

static bool parse_entry(parser *p, cl_branch *branch) {
    size_t start = p->at;
    cl_text name = name_until(p, '>');
    if (!name.length || !peek(p, 0)) {
        p->at = start;
        return fail(p, "A lexicon entry is written like \"<notice>\": it has no name or no end");
    }
    p->at++;
    if (!p->lexicon) { /* only the syntax is checked: anything will do */
        word w = {{"x"}, 1};
        finish_word(p, branch, &w);
        return true;
    }
    cl_node *node = cl_lexicon_node(p->lexicon, cl_arena_copy(p->arena, name.bytes, name.length),
                                    place_at(p, start), p->depth + 1, p->error);
    if (!node)
        return false;
    add_item(p, branch, node);
    return after_group(p);
}

static bool good_hole_name(cl_text name) {
    for (size_t i = 0; i < name.length; i++)
        if (!cl_is_lower(name.bytes[i]) && name.bytes[i] != '_')
            return false;
    return name.length && name.length <= 32;
}

/* Takes "name:" off; false when there is no colon. */
static bool split_hole(cl_text *inside, cl_text *name) {
    const char *colon = inside->length ? memchr(inside->bytes, ':', inside->length) : NULL;
    if (!colon)
        return false;
    size_t split = (size_t)(colon - inside->bytes);
    *name = cl_text_trim(cl_text_slice(*inside, 0, split));
    *inside = cl_text_trim(cl_text_slice(*inside, split + 1, inside->length));
    return true;
}

/* {defined}, {defined: phrase}, {name: defined}, {name: defined: phrase}: `inside` begins behind
 * the name. *known tells whether it is one. */
static bool parse_defined(parser *p, cl_node *node, cl_text inside, bool *known) {
    cl_text word, phrase = inside;
    bool has_phrase = split_hole(&phrase, &word);
    *known = cl_text_equal(has_phrase ? word : inside, CL_TEXT("defined"));
    if (!*known)
        return true;
    const char *source = has_phrase ? cl_arena_copy(p->arena, phrase.bytes, phrase.length) : "";
    if (memchr(source, '{', strlen(source)) || source[0] == '/')
        return fail(p, "Inside {defined: ...} words, choices and lexicon entries may stand, but no "
                       "other hole and no regular expression");
    node->regex = cl_hole_defined(p->arena, source);
    return !*source || !p->lexicon ||
           cl_defined_note(p->arena, p->lexicon, source, place_at(p, p->at), p->error);
}

static bool unknown_hole(parser *p, const char *word) {
    const char *near = cl_nearest_name(word, cl_hole_types);
    if (word[0] == '/')
        return fail(p, "A regular expression cannot be the type of a hole; make the whole phrase "
                       "one, with a group that has the name: /net (?<net>[0-9]+)/");
    return fail(p, near ? cl_arena_printf(p->arena, "There is no hole {%.40s} (did you mean {%s}?)",
                                          word, near)
                        : cl_arena_printf(p->arena,
                                          "There is no hole {%.40s}, but {duration}, {money}, "
                                          "{percent}, {date}, {number} and others,",
                                          word));
}

static bool parse_hole(parser *p, cl_branch *branch) {
    size_t start = p->at;
    cl_text inside = name_until(p, '}'), type = inside, name;
    if (!peek(p, 0)) {
        p->at = start;
        return fail(p, "A hole is not closed");
    }
    size_t end = p->at + 1;
    cl_node *node = new_node(p, CL_NODE_HOLE);
    bool defined;
    p->at = start;
    if (!parse_defined(p, node, inside, &defined))
        return false;
    if (!defined && split_hole(&type, &name)) {
        if (!good_hole_name(name))
            return fail(p, "The name of a hole is made of up to 32 small letters and \"_\": "
                           "there is another one");
        node->name = cl_arena_copy(p->arena, name.bytes, name.length);
        if (!parse_defined(p, node, type, &defined))
            return false;
    }
    const char *word = cl_arena_copy(p->arena, type.bytes, type.length);
    if (!defined)
        node->regex = cl_hole_regex(word);
    if (!node->regex)
        return unknown_hole(p, word);
    p->at = end;
    add_item(p, branch, node);
    return after_group(p);
}

static bool parse_not(parser *p, cl_branch *branch) {
    cl_node *node = new_node(p, CL_NODE_NOT);
    p->at++;
    if (!parse_group(p, ')', node))
        return false;
    if (node->nullable)
        return fail(p, "What must not follow may not be empty; it is");
    add_item(p, branch, node);
    return true;
}

/* "$" and nothing behind it: the end of the sentence; "$5" and "$ {number}" are money. */
static bool at_end_sign(const parser *p) {
    size_t ahead = 1;
    while (cl_is_space(peek(p, ahead)))
        ahead++;
    int next = peek(p, ahead);
    return peek(p, 0) == '$' && (!next || strchr("|)]", next));
}

static bool parse_anchor(parser *p, cl_branch *branch, cl_node_kind kind) {
    if (p->depth)
        return fail(p,
                    "\"^\" and \"$\" may stand only at the ends of a whole phrase; there is one");
    p->at++;
    add_item(p, branch, new_node(p, kind));
    return true;
}

static bool parse_item(parser *p, cl_branch *branch) {
    int c = peek(p, 0);
    if (c == '^' && !branch->count)
        return parse_anchor(p, branch, CL_NODE_BEGIN);
    if (at_end_sign(p) && branch->count)
        return parse_anchor(p, branch, CL_NODE_END);
    if (at_gap(p))
        return parse_gap(p, branch);
    if (c == '(' || c == '[') {
        cl_node *node = new_node(p, CL_NODE_CHOICE);
        if (!parse_group(p, c == '(' ? ')' : ']', node))
            return false;
        node->nullable |= c == '[';
        add_item(p, branch, node);
        return after_group(p);
    }
    if (c == '<')
        return parse_entry(p, branch);
    if (c == '{')
        return parse_hole(p, branch);
    if (c == '!' && peek(p, 1) == '(')
        return parse_not(p, branch);
    if (!is_run_char(p, 0))
        return fail(p, cl_arena_printf(p->arena, "\"%c\" has no meaning here", c));
    return parse_run(p, branch);
}

static bool finish_branch(parser *p, cl_node *node, cl_branch *branch) {
    if (branch->count && branch->items[branch->count - 1]->kind == CL_NODE_GAP)
        return fail(p, "There is nothing behind the gap");
    if (!branch->count) {
        node->nullable = true;
        return true;
    }
    branch->nullable = true;
    for (size_t i = 0; i < branch->count; i++) {
        const cl_node *item = branch->items[i];
        branch->nullable &=
            item->nullable || cl_node_is_assertion(item) || item->kind == CL_NODE_GAP;
    }
    node->nullable |= branch->nullable;
    if (node->branch_count == BRANCHES_MAX)
        return fail(p, "There are too many choices in one group");
    node->branches = cl_arena_grow(p->arena, node->branches, node->branch_count,
                                   &node->branch_capacity, sizeof *node->branches);
    node->branches[node->branch_count++] = *branch;
    return true;
}

static void add_source(parser *p, cl_branch *branch, size_t at, cl_span span) {
    branch->sources =
        cl_arena_grow(p->arena, branch->sources, at, &branch->source_capacity, sizeof span);
    branch->sources[at] = span;
}

/* Up to `close`, which is left to the caller. */
static bool parse_choice(parser *p, int close, cl_node *node) {
    cl_branch branch = {0};
    for (;;) {
        while (cl_is_space(peek(p, 0)))
            p->at++;
        int c = peek(p, 0);
        if (c == '|' || c == close || !c) {
            if (!finish_branch(p, node, &branch))
                return false;
            branch = (cl_branch){0};
            if (c != '|')
                return true;
            p->at++;
        } else {
            size_t start = p->at, before = branch.count;
            if (!parse_item(p, &branch))
                return false;
            for (; before < branch.count; before++)
                add_source(p, &branch, before, (cl_span){start, p->at});
        }
    }
}

cl_node *cl_phrase_parse(cl_arena *arena, const cl_lexicon *lexicon, const char *source,
                         cl_place place, unsigned depth, cl_error *error) {
    parser p = {arena, lexicon, fold(arena, source), 0, place, depth, error};
    cl_node *root = new_node(&p, CL_NODE_CHOICE);
    if (depth > CL_PHRASE_DEPTH) {
        fail(&p, "Lexicon entries are nested too deeply");
        return NULL;
    }
    return parse_choice(&p, 0, root) ? root : NULL;
}
