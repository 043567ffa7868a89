/* SPDX-License-Identifier: MIT */
#include "rules/match.h"

#include <string.h>

enum {
    LETTERS = 36,      /* a–z, 0–9 */
    NODES_MAX = 60000, /* numbers of nodes are 16 bits wide */
    NOT_A_LETTER = 255,
};

/* A trie over lower-case words. Node 0 is the root, which is nobody's child. */
typedef struct trie_node {
    uint16_t next[LETTERS];
    uint16_t word;   /* number of the word that ends here, from 1 */
    uint16_t prefix; /* number of the "word*" that ends here, from 1 */
} trie_node;

/* Phrases that a word sets off: those whose first need it fulfils. */
typedef struct word_use {
    uint32_t *phrases;
    size_t count, capacity;
} word_use;

/* Needs other than the first, as numbers of words; they are looked up once the first is there. */
typedef struct index_need {
    const uint16_t *words;
    size_t count;
} index_need;

typedef struct index_entry {
    const cl_phrase *phrase;
    index_need *needs;
    size_t count;
    index_need starts;
    uint32_t same;        /* the first phrase with the same pattern; often itself */
    cl_pattern *anchored; /* to try at the start words only; NULL when they are not known */
} index_entry;

struct cl_phrase_index {
    index_entry *entries;
    size_t count;
    trie_node *nodes;
    size_t node_count, node_capacity;
    word_use *uses; /* by number of the word; 0 is not used */
    size_t word_count, word_capacity;
    uint64_t *always; /* one bit for each phrase */
    size_t bit_words;
    uint8_t letter[256];
};

static void set_bit(uint64_t *bits, uint32_t at) {
    bits[at / 64] |= UINT64_C(1) << at % 64;
}

/* The index. */

static uint16_t new_trie_node(cl_arena *arena, cl_phrase_index *index) {
    if (index->node_count >= NODES_MAX)
        return 0;
    index->nodes = cl_arena_grow(arena, index->nodes, index->node_count, &index->node_capacity,
                                 sizeof *index->nodes);
    memset(&index->nodes[index->node_count], 0, sizeof *index->nodes);
    return (uint16_t)index->node_count++;
}

static uint16_t new_word(cl_arena *arena, cl_phrase_index *index) {
    if (index->word_count >= NODES_MAX)
        return 0;
    index->uses = cl_arena_grow(arena, index->uses, index->word_count, &index->word_capacity,
                                sizeof *index->uses);
    index->uses[index->word_count] = (word_use){0};
    return (uint16_t)index->word_count++;
}

/* Number of a word, new or known; 0 when it cannot be held. */
static uint16_t add_word(cl_arena *arena, cl_phrase_index *index, const char *word) {
    uint16_t at = 0;
    const char *c = word;
    for (; *c && *c != '*'; c++) {
        uint8_t letter = index->letter[(unsigned char)*c];
        if (letter == NOT_A_LETTER)
            return 0;
        uint16_t next = index->nodes[at].next[letter];
        if (!next) {
            next = new_trie_node(arena, index);
            if (!next)
                return 0;
            index->nodes[at].next[letter] = next;
        }
        at = next;
    }
    if (!at)
        return 0;
    uint16_t number = *c == '*' ? index->nodes[at].prefix : index->nodes[at].word;
    if (!number) {
        number = new_word(arena, index);
        if (*c == '*')
            index->nodes[at].prefix = number;
        else
            index->nodes[at].word = number;
    }
    return number;
}

static bool add_need(cl_arena *arena, cl_phrase_index *index, const cl_need *need,
                     index_need *out) {
    uint16_t *words = CL_ARRAY(arena, need->count, uint16_t);
    for (size_t i = 0; i < need->count; i++)
        if (!(words[i] = add_word(arena, index, need->words[i])))
            return false;
    *out = (index_need){words, need->count};
    return need->count != 0;
}

static void add_phrase(cl_arena *arena, cl_phrase_index *index, uint32_t number) {
    index_entry *entry = &index->entries[number];
    const cl_phrase *phrase = entry->phrase;
    entry->needs = CL_ARRAY(arena, phrase->need_count, index_need);
    for (size_t i = 0; i < phrase->need_count; i++)
        if (add_need(arena, index, &phrase->needs[i], &entry->needs[entry->count]))
            entry->count++;
    if (phrase->starts.count && add_need(arena, index, &phrase->starts, &entry->starts))
        entry->anchored =
            cl_pattern_new(arena, cl_pattern_source(phrase->pattern), CL_PATTERN_ANCHORED);
    if (!entry->count) {
        set_bit(index->always, number);
        return;
    }
    for (size_t i = 0; i < entry->needs[0].count; i++) {
        word_use *use = &index->uses[entry->needs[0].words[i]];
        use->phrases =
            cl_arena_grow(arena, use->phrases, use->count, &use->capacity, sizeof *use->phrases);
        use->phrases[use->count++] = number;
    }
}

static size_t hash_of(const char *string) {
    size_t hash = 5381;
    for (; *string; string++)
        hash = hash * 33 + (unsigned char)*string;
    return hash;
}

/* Rules often share a phrase; it runs once for all of them. */
static void find_same(cl_phrase_index *index) {
    size_t size = 16;
    while (size < 2 * index->count)
        size *= 2;
    cl_arena *scratch = cl_arena_new();
    uint32_t *table = CL_ARRAY(scratch, size, uint32_t); /* numbers of phrases, plus 1 */
    for (uint32_t i = 0; i < index->count; i++) {
        const char *source = cl_pattern_source(index->entries[i].phrase->pattern);
        size_t at = hash_of(source) & (size - 1);
        while (table[at] &&
               strcmp(source, cl_pattern_source(index->entries[table[at] - 1].phrase->pattern)))
            at = (at + 1) & (size - 1);
        if (!table[at])
            table[at] = i + 1;
        /* A regular expression may read like a phrase, but has no needs. */
        uint32_t first = table[at] - 1;
        bool alike = index->entries[first].count == index->entries[i].count;
        index->entries[i].same = alike ? first : i;
    }
    cl_arena_free(scratch);
}

static void fill_letters(cl_phrase_index *index) {
    memset(index->letter, NOT_A_LETTER, sizeof index->letter);
    for (int i = 0; i < 26; i++)
        index->letter['a' + i] = index->letter['A' + i] = (uint8_t)i;
    for (int i = 0; i < 10; i++)
        index->letter['0' + i] = (uint8_t)(26 + i);
}

const cl_phrase_index *cl_phrase_index_new(cl_arena *arena, const cl_phrase *const *phrases,
                                           size_t count) {
    cl_phrase_index *index = CL_NEW(arena, cl_phrase_index);
    fill_letters(index);
    index->count = count;
    index->entries = CL_ARRAY(arena, count, index_entry);
    index->bit_words = (count + 63) / 64;
    index->always = CL_ARRAY(arena, index->bit_words, uint64_t);
    new_trie_node(arena, index);
    new_word(arena, index);
    for (size_t i = 0; i < count; i++) {
        index->entries[i].phrase = phrases[i];
        add_phrase(arena, index, (uint32_t)i);
    }
    find_same(index);
    return index;
}

/* The search. */

/* A word of the index in a sentence. */
typedef struct hit {
    uint32_t at;
    uint16_t word;
} hit;

/* A phrase that may match in a sentence, and what came of it once somebody asked. */
typedef struct lead {
    uint32_t phrase;
    bool known;
    uint32_t count;
    const cl_span *found;
} lead;

struct cl_facts {
    cl_arena *arena;
    const cl_phrase_index *index;
    const cl_contract *contract;
    cl_matcher *matcher;
    cl_notices *notices;
    /* Sentence i has hits [hit_first[i], hit_first[i + 1]) and leads [lead_first[i], …), the leads
     * in order of phrases. */
    hit *hits;
    size_t hit_count, hit_capacity;
    uint32_t *hit_first;
    lead *leads;
    size_t lead_count, lead_capacity;
    uint32_t *lead_first;
    bool *filtered; /* by sentence: its words tell which phrases may match, and where */
    /* Phrase p may match in sentences [phrase_first[p], phrase_first[p + 1]) of `sentences`. */
    uint32_t *sentences, *phrase_first;
    uint32_t *stamps; /* by word: the last sentence that held it, plus 1 */
    uint32_t stamp;
    uint32_t *marks; /* by word: the last run that looked for it as a start */
    uint32_t mark;
    uint64_t *wanted;  /* phrases whose first need the sentence fulfils */
    uint64_t *limited; /* phrases that have hit a limit, so that it is told once */
    cl_span *found;    /* of the phrase that runs */
    size_t count, capacity;
};

static void meet_word(cl_facts *f, uint16_t word, size_t at) {
    if (f->hit_count == f->hit_capacity)
        f->hits = cl_arena_grow(f->arena, f->hits, f->hit_count, &f->hit_capacity, sizeof *f->hits);
    f->hits[f->hit_count++] = (hit){(uint32_t)at, word};
    if (f->stamps[word] == f->stamp)
        return;
    f->stamps[word] = f->stamp;
    const word_use *use = &f->index->uses[word];
    for (size_t i = 0; i < use->count; i++)
        set_bit(f->wanted, use->phrases[i]);
}

/* Walks the trie along each word. False when a letter is there that only caseless matching takes
 * for "k" or "s" (U+212A, U+017F): then the words say nothing. */
static bool meet_words(cl_facts *f, cl_text text) {
    const cl_phrase_index *index = f->index;
    const unsigned char *at = (const unsigned char *)text.bytes, *end = at + text.length;
    while (at < end) {
        uint8_t letter = index->letter[*at];
        if (letter == NOT_A_LETTER) {
            if ((*at == 0xE2 && end - at > 2 && at[1] == 0x84 && at[2] == 0xAA) ||
                (*at == 0xC5 && end - at > 1 && at[1] == 0xBF))
                return false;
            at++;
            continue;
        }
        uint16_t node = 0;
        size_t start = (size_t)(at - (const unsigned char *)text.bytes);
        while ((node = index->nodes[node].next[letter])) {
            if (index->nodes[node].prefix)
                meet_word(f, index->nodes[node].prefix, start);
            letter = ++at < end ? index->letter[*at] : NOT_A_LETTER;
            if (letter == NOT_A_LETTER) {
                if (index->nodes[node].word)
                    meet_word(f, index->nodes[node].word, start);
                break;
            }
        }
        while (at < end && index->letter[*at] != NOT_A_LETTER)
            at++;
    }
    return true;
}

static bool needs_hold(const cl_facts *f, const index_entry *entry) {
    for (size_t i = 1; i < entry->count; i++) {
        const index_need *need = &entry->needs[i];
        bool met = false;
        for (size_t k = 0; k < need->count && !met; k++)
            met = f->stamps[need->words[k]] == f->stamp;
        if (!met)
            return false;
    }
    return true;
}

static void find_leads(cl_facts *f, uint32_t sentence, cl_text text, bool prefilter) {
    const cl_phrase_index *index = f->index;
    f->stamp = sentence + 1;
    memcpy(f->wanted, index->always, index->bit_words * sizeof *f->wanted);
    bool filtered = f->filtered[sentence] = prefilter && meet_words(f, text);
    if (!filtered)
        memset(f->wanted, 0xFF, index->bit_words * sizeof *f->wanted);
    for (size_t w = 0; w < index->bit_words; w++) {
        for (uint64_t bits = f->wanted[w]; bits; bits &= bits - 1) {
            uint32_t phrase = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(bits);
            if (phrase >= index->count || (filtered && !needs_hold(f, &index->entries[phrase])))
                continue;
            f->leads = cl_arena_grow(f->arena, f->leads, f->lead_count, &f->lead_capacity,
                                     sizeof *f->leads);
            f->leads[f->lead_count++] = (lead){.phrase = phrase};
            f->phrase_first[phrase + 2]++;
        }
    }
}

/* A counting sort: stable, so that each phrase has its sentences in order. */
static void sort_by_phrase(cl_facts *f) {
    f->sentences = CL_ARRAY(f->arena, f->lead_count, uint32_t);
    for (size_t i = 2; i < f->index->count + 2; i++)
        f->phrase_first[i] += f->phrase_first[i - 1];
    for (uint32_t i = 0; i < f->contract->sentence_count; i++)
        for (uint32_t k = f->lead_first[i]; k < f->lead_first[i + 1]; k++)
            f->sentences[f->phrase_first[f->leads[k].phrase + 1]++] = i;
}

cl_facts *cl_facts_new(cl_arena *arena, const cl_phrase_index *index, const cl_contract *contract,
                       cl_matcher *matcher, bool prefilter, cl_notices *notices) {
    const unsigned skipped = CL_SENTENCE_HEADING | CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE |
                             CL_SENTENCE_SIGNATURE | CL_SENTENCE_HIDDEN;
    cl_facts *f = CL_NEW(arena, cl_facts);
    *f = (cl_facts){.arena = arena,
                    .index = index,
                    .contract = contract,
                    .matcher = matcher,
                    .notices = notices};
    size_t sentences = contract->sentence_count;
    f->hit_first = CL_ARRAY(arena, sentences + 1, uint32_t);
    f->lead_first = CL_ARRAY(arena, sentences + 1, uint32_t);
    f->filtered = CL_ARRAY(arena, sentences + 1, bool);
    f->phrase_first = CL_ARRAY(arena, index->count + 2, uint32_t);
    f->stamps = CL_ARRAY(arena, index->word_count, uint32_t);
    f->marks = CL_ARRAY(arena, index->word_count, uint32_t);
    f->wanted = CL_ARRAY(arena, index->bit_words, uint64_t);
    f->limited = CL_ARRAY(arena, index->bit_words, uint64_t);
    for (size_t i = 0; i < sentences; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        if (!(sentence->flags & skipped) && sentence->text.length)
            find_leads(f, (uint32_t)i, sentence->text, prefilter);
        f->hit_first[i + 1] = (uint32_t)f->hit_count;
        f->lead_first[i + 1] = (uint32_t)f->lead_count;
    }
    sort_by_phrase(f);
    return f;
}

static void tell_limit(cl_facts *f, uint32_t number) {
    if (f->limited[number / 64] >> number % 64 & 1)
        return;
    set_bit(f->limited, number);
    const cl_phrase *phrase = f->index->entries[number].phrase;
    cl_notices_add(
        f->arena, f->notices, "pattern-limit", CL_NO_PLACE,
        "The phrase \"%.120s\"%s%s reached the limit of matching in a sentence, so it may "
        "have missed something there.",
        phrase->source, phrase->place.file ? " of " : "",
        phrase->place.file ? phrase->place.file : "");
}

static size_t next_code_point(cl_text text, size_t at) {
    do
        at++;
    while (at < text.length && ((unsigned char)text.bytes[at] & 0xC0) == 0x80);
    return at;
}

static void add_found(cl_facts *f, cl_span span) {
    f->found = cl_arena_grow(f->arena, f->found, f->count, &f->capacity, sizeof *f->found);
    f->found[f->count++] = span;
}

/* From every place on. */
static void run_everywhere(cl_facts *f, uint32_t number, cl_text text) {
    cl_pattern *pattern = f->index->entries[number].phrase->pattern;
    size_t from = 0;
    cl_span found;
    cl_match match;
    while (from <= text.length &&
           (match = cl_pattern_find(pattern, f->matcher, text, from, &found)) != CL_MATCH_NO) {
        if (match == CL_MATCH_LIMIT) {
            tell_limit(f, number);
            return;
        }
        add_found(f, found);
        from = found.end > from && found.end > found.start ? found.end
                                                           : next_code_point(text, found.end);
    }
}

/* At each word a match can start with, which is many times faster and finds the same. */
static void run_at_starts(cl_facts *f, uint32_t number, uint32_t sentence, cl_text text) {
    const index_entry *entry = &f->index->entries[number];
    size_t from = 0;
    f->mark++;
    for (size_t i = 0; i < entry->starts.count; i++)
        f->marks[entry->starts.words[i]] = f->mark;
    for (uint32_t i = f->hit_first[sentence]; i < f->hit_first[sentence + 1]; i++) {
        cl_span found;
        if (f->marks[f->hits[i].word] != f->mark || f->hits[i].at < from)
            continue;
        from = f->hits[i].at + 1; /* a word may be two hits: "renew" and "renew*" */
        cl_match match = cl_pattern_find(entry->anchored, f->matcher, text, f->hits[i].at, &found);
        if (match == CL_MATCH_LIMIT) {
            tell_limit(f, number);
            return;
        }
        if (match == CL_MATCH_YES) {
            add_found(f, found);
            from = found.end;
        }
    }
}

static lead *lead_of(const cl_facts *f, uint32_t sentence, uint32_t phrase) {
    uint32_t low = f->lead_first[sentence], end = f->lead_first[sentence + 1], high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->leads[middle].phrase < phrase)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end ? &f->leads[low] : NULL;
}

bool cl_facts_possible(const cl_facts *f, uint32_t sentence, uint32_t phrase, size_t count) {
    const lead *at = lead_of(f, sentence, phrase);
    return at && at->phrase - phrase < count;
}

const uint32_t *cl_facts_leads(const cl_facts *f, uint32_t phrase, size_t *count) {
    *count = f->phrase_first[phrase + 1] - f->phrase_first[phrase];
    return f->sentences + f->phrase_first[phrase];
}

static void run(cl_facts *f, uint32_t sentence, lead *at) {
    const index_entry *entry = &f->index->entries[at->phrase];
    cl_text text = f->contract->sentences[sentence].text;
    at->known = true;
    f->count = 0;
    if (f->filtered[sentence] && entry->anchored)
        run_at_starts(f, at->phrase, sentence, text);
    else
        run_everywhere(f, at->phrase, text);
    at->count = (uint32_t)f->count;
    if (!f->count)
        return;
    cl_span *found = CL_ARRAY(f->arena, f->count, cl_span);
    memcpy(found, f->found, f->count * sizeof *found);
    at->found = found;
}

const cl_span *cl_facts_get(cl_facts *f, uint32_t sentence, uint32_t phrase, size_t *count) {
    lead *at = lead_of(f, sentence, phrase);
    *count = 0;
    if (!at || at->phrase != phrase)
        return NULL;
    uint32_t same = f->index->entries[phrase].same;
    if (!at->known && same != phrase) {
        size_t found;
        at->found = cl_facts_get(f, sentence, same, &found);
        at->count = (uint32_t)found;
        at->known = true;
    } else if (!at->known) {
        run(f, sentence, at);
    }
    *count = at->count;
    return at->found;
}

cl_match cl_phrase_find(const cl_phrase *phrase, cl_matcher *matcher, cl_text text, size_t from,
                        cl_span *found) {
    return cl_pattern_find(phrase->pattern, matcher, text, from, found);
}
