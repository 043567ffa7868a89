/* SPDX-License-Identifier: MIT
 *
 * The words a phrase cannot match without. A word of a need is a run of ASCII letters and digits,
 * as match.c cuts them, or the beginning of one ("renew*").
 */
#include <string.h>

#include "rules/phrase_ast.h"

enum { WORDS_MAX = 200, HOLE_SCORE = 4, ITEMS_MAX = 64 };

typedef struct need {
    const char **words;
    size_t count, capacity;
    int score;       /* of its weakest word: how rare and how long it is */
    unsigned blanks; /* most of them from the start of a match to the end of its item */
} need;

typedef struct needs {
    need items[ITEMS_MAX];
    size_t count;
} needs;

static const char *const common[] = {
    "the",     "and",     "any",  "such", "this",   "that",  "agreement", "party", "parties",
    "shall",   "not",     "will", "may",  "for",    "with",  "all",       "other", "are",
    "has",     "have",    "its",  "each", "either", "under", "which",     "from",  "been",
    "section", "hereof",  "upon", "must", "can",    "was",   "were",      "than",  "into",
    "their",   "without", "your", "our",  "his",    "her",   "out",       "per",   NULL};

static bool is_common(const char *word) {
    for (const char *const *c = common; *c; c++)
        if (**c == *word && !strcmp(*c, word))
            return true;
    return false;
}

/* A run in small letters, with "*" when the word goes on. */
static const char *copy_run(cl_arena *arena, const char *run, size_t length, bool open) {
    char *word = cl_arena_alloc(arena, length + 2);
    for (size_t i = 0; i < length; i++)
        word[i] = (char)cl_lower((unsigned char)run[i]);
    if (open)
        word[length] = '*';
    return word;
}

static int score_of(const char *word) {
    size_t length = strlen(word);
    bool prefix = word[length - 1] == '*';
    length -= prefix;
    if (length < 3 || (length < 10 && !prefix && is_common(word)))
        return length < 2 ? 0 : 1;
    return (int)(length > 12 ? 12 : length);
}

/* The best run of letters and digits in one way to write a word; NULL when it has none. */
static const char *best_run(cl_arena *arena, const char *form) {
    const char *best = NULL;
    int best_score = -1;
    for (const char *at = form; *at;) {
        size_t length = 0;
        while (cl_is_alnum((unsigned char)at[length]))
            length++;
        /* "?" is a letter, so the word goes on; "_" and bytes beyond ASCII end a run. */
        bool open = at[length] == '*' || at[length] == '?';
        if (length) {
            const char *word = copy_run(arena, at, length, open);
            if (score_of(word) > best_score) {
                best_score = score_of(word);
                best = word;
            }
        }
        at += length;
        if (*at == '?' || *at == '*')
            while (*at == '?' || *at == '*' || cl_is_alnum((unsigned char)*at))
                at++;
        else if (*at)
            at++;
    }
    return best;
}

static bool add_word(cl_arena *arena, need *n, const char *word) {
    if (!word)
        return false;
    for (size_t i = 0; i < n->count; i++)
        if (!strcmp(n->words[i], word))
            return true;
    if (n->count == WORDS_MAX)
        return false;
    n->words = cl_arena_grow(arena, n->words, n->count, &n->capacity, sizeof *n->words);
    n->words[n->count++] = word;
    int score = score_of(word);
    if (n->count == 1 || score < n->score)
        n->score = score;
    return true;
}

static void add_need(needs *list, const need *n) {
    if (list->count < ITEMS_MAX)
        list->items[list->count++] = *n;
}

static void branch_needs(cl_arena *arena, const cl_branch *branch, needs *list);

/* One need for a whole choice: whichever branch matches, its best word is there. */
static bool choice_need(cl_arena *arena, const cl_node *node, need *out) {
    *out = (need){0};
    needs *list = CL_NEW(arena, needs);
    for (size_t i = 0; i < node->branch_count; i++) {
        list->count = 0;
        branch_needs(arena, &node->branches[i], list);
        const need *best = NULL;
        for (size_t k = 0; k < list->count; k++)
            if (!best || list->items[k].score > best->score)
                best = &list->items[k];
        if (!best)
            return false;
        for (size_t k = 0; k < best->count; k++)
            if (!add_word(arena, out, best->words[k]))
                return false;
    }
    return out->count != 0;
}

static void item_needs(cl_arena *arena, const cl_node *item, needs *list) {
    need found = {0};
    if (item->kind == CL_NODE_WORD) {
        for (size_t i = 0; i < item->form_count; i++)
            if (!add_word(arena, &found, best_run(arena, item->forms[i])))
                return;
        add_need(list, &found);
    } else if (item->kind == CL_NODE_HOLE && !item->nullable) {
        const char *const *words = cl_hole_words(item->regex);
        for (; words && *words; words++)
            if (!add_word(arena, &found, *words))
                return;
        found.score = HOLE_SCORE; /* few sentences hold an amount */
        if (found.count)
            add_need(list, &found);
    } else if (item->kind == CL_NODE_CHOICE && !item->nullable) {
        if (item->branch_count == 1)
            branch_needs(arena, &item->branches[0], list);
        else if (choice_need(arena, item, &found))
            add_need(list, &found);
    }
}

static void branch_needs(cl_arena *arena, const cl_branch *branch, needs *list) {
    for (size_t i = 0; i < branch->count; i++)
        item_needs(arena, branch->items[i], list);
}

/* The run of letters and digits a form begins with; NULL when it begins with something else. */
static const char *first_run(cl_arena *arena, const char *form) {
    size_t length = 0;
    while (cl_is_alnum((unsigned char)form[length]))
        length++;
    if (!length)
        return NULL;
    return copy_run(arena, form, length, form[length] == '*' || form[length] == '?');
}

static bool branch_starts(cl_arena *arena, const cl_branch *branch, need *out);

static bool hole_starts(cl_arena *arena, const char *words, need *out) {
    for (size_t length; *words; words += length + (words[length] == ' ')) {
        length = strcspn(words, " ");
        if (!add_word(arena, out, cl_arena_copy(arena, words, length)))
            return false;
    }
    return true;
}

/* False when an item may start with something that is not known. */
static bool item_starts(cl_arena *arena, const cl_node *item, need *out) {
    if (item->kind == CL_NODE_HOLE)
        return hole_starts(arena, cl_hole_starts(item->regex), out);
    for (size_t i = 0; i < item->form_count; i++)
        if (!add_word(arena, out, first_run(arena, item->forms[i])))
            return false;
    for (size_t i = 0; i < item->branch_count; i++)
        if (!branch_starts(arena, &item->branches[i], out))
            return false;
    return true;
}

static bool branch_starts(cl_arena *arena, const cl_branch *branch, need *out) {
    for (size_t i = 0; i < branch->count; i++) {
        const cl_node *item = branch->items[i];
        if (cl_node_is_assertion(item) || item->kind == CL_NODE_GAP)
            continue;
        if (!item_starts(arena, item, out))
            return false;
        if (!item->nullable)
            break;
    }
    return true;
}

static cl_need copy_need(cl_arena *arena, const need *n) {
    const char **words = CL_ARRAY(arena, n->count, const char *);
    for (size_t i = 0; i < n->count; i++)
        words[i] = cl_arena_strdup(arena, n->words[i]);
    return (cl_need){words, n->count};
}

static unsigned item_blanks(const cl_node *item);

static unsigned branch_blanks(const cl_branch *branch) {
    unsigned blanks = branch->count ? (unsigned)branch->count - 1 : 0;
    for (size_t i = 0; i < branch->count && blanks < CL_BLANKS_MAX; i++)
        blanks += item_blanks(branch->items[i]);
    return blanks;
}

/* Most blanks in what an item matches, when it has none of its own on either side. */
static unsigned item_blanks(const cl_node *item) {
    unsigned most = 0;
    if (item->kind == CL_NODE_GAP)
        return item->gap;
    if (item->kind == CL_NODE_HOLE)
        return cl_hole_blanks(item->regex);
    for (size_t i = 0; i < item->branch_count && item->kind != CL_NODE_NOT; i++) {
        unsigned blanks = branch_blanks(&item->branches[i]);
        most = blanks > most ? blanks : most;
    }
    return most;
}

/* With the blanks before the end of each. */
static void root_needs(cl_arena *arena, const cl_node *root, needs *list) {
    if (root->branch_count != 1) {
        item_needs(arena, root, list);
        for (size_t i = 0; i < list->count; i++)
            list->items[i].blanks = item_blanks(root);
        return;
    }
    const cl_branch *branch = &root->branches[0];
    unsigned blanks = 0;
    for (size_t i = 0; i < branch->count; i++) {
        size_t before = list->count;
        item_needs(arena, branch->items[i], list);
        blanks += item_blanks(branch->items[i]);
        for (size_t k = before; k < list->count; k++)
            list->items[k].blanks = blanks;
        blanks++;
    }
}

void cl_phrase_needs(cl_arena *arena, const cl_node *root, cl_phrase *phrase) {
    cl_arena *scratch = cl_arena_new();
    needs *all = CL_NEW(scratch, needs);
    root_needs(scratch, root, all);
    cl_need *kept = CL_ARRAY(arena, CL_NEEDS_MAX, cl_need);
    bool chosen[ITEMS_MAX] = {false}; /* the best */
    for (size_t count = 0; count < CL_NEEDS_MAX; count++) {
        size_t best = ITEMS_MAX;
        for (size_t i = 0; i < all->count; i++)
            if (!chosen[i] && all->items[i].count &&
                (best == ITEMS_MAX || all->items[i].score > all->items[best].score))
                best = i;
        if (best == ITEMS_MAX)
            break;
        chosen[best] = true;
    }
    int rarest = -1;
    /* In the order of the text, in which they must occur. */
    for (size_t i = 0; i < all->count; i++) {
        if (!chosen[i])
            continue;
        if (all->items[i].blanks < CL_BLANKS_MAX && all->items[i].score > rarest) {
            rarest = all->items[i].score;
            phrase->rarest = (uint8_t)phrase->need_count;
            phrase->reach = all->items[i].blanks + 1;
        }
        kept[phrase->need_count++] = copy_need(arena, &all->items[i]);
    }
    phrase->needs = kept;
    need starts = {0};
    if (item_starts(scratch, root, &starts))
        phrase->starts = copy_need(arena, &starts);
    cl_arena_free(scratch);
}
