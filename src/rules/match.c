/* SPDX-License-Identifier: MIT */
#include "rules/match.h"

#include <string.h>

enum {
    PERCENT = 36, /* signs that count as words by themselves: "%", "§", any of a currency */
    SECTION,
    CURRENCY,
    LETTERS,           /* a–z, 0–9, and the signs */
    NODES_MAX = 60000, /* numbers of nodes are 16 bits wide */
    NOT_A_LETTER = 255,
};

/* A trie over lower-case words. Node 0 is the root, which is nobody's child. */
typedef struct trie_node {
    uint16_t next[LETTERS];
    uint16_t word;   /* number of the word that ends here, from 1 */
    uint16_t prefix; /* number of the "word*" that ends here, from 1 */
} trie_node;

/* One of these words, by number, must occur. */
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
    size_t word_count; /* with 0, which is no word */
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

static uint16_t new_word(cl_phrase_index *index) {
    return index->word_count < NODES_MAX ? (uint16_t)index->word_count++ : 0;
}

/* The sign that stands at `at`, as a letter; NOT_A_LETTER when there is none. */
static uint8_t sign_at(const unsigned char *at, const unsigned char *end) {
    if (*at == '%')
        return PERCENT;
    if (*at == '$')
        return CURRENCY;
    if (*at == 0xC2 && end - at > 1)
        return at[1] == 0xA7 ? SECTION : at[1] == 0xA3 || at[1] == 0xA5 ? CURRENCY : NOT_A_LETTER;
    if (*at == 0xE2 && end - at > 2 && at[1] == 0x82 && at[2] == 0xAC)
        return CURRENCY;
    return NOT_A_LETTER;
}

/* Number of a word, new or known; 0 when it cannot be held. */
static uint16_t add_word(cl_arena *arena, cl_phrase_index *index, const char *word) {
    uint16_t at = 0;
    const char *c = word;
    for (; *c && *c != '*'; c++) {
        uint8_t letter = index->letter[(unsigned char)*c];
        if (letter == NOT_A_LETTER && c == word) {
            const unsigned char *sign = (const unsigned char *)word;
            letter = sign_at(sign, sign + strlen(word));
            c += strlen(word) - 1;
        }
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
        number = new_word(index);
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
    new_trie_node(arena, index);
    index->word_count = 1;
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

/* What a phrase matches in one sentence. */
typedef struct result {
    bool known;
    uint32_t count;
    const cl_span *found;
} result;

/* The sentences in which a phrase may match, and what came of it there. */
typedef struct lead_set {
    uint64_t *bits;
    uint32_t *before; /* leads before each 64 sentences */
    uint32_t count;
    uint32_t *latest; /* in order of the leads: where a match can start at the latest; or NULL */
    result *results;  /* in order of the leads; NULL until the phrase first runs */
} lead_set;

struct cl_facts {
    cl_arena *arena;
    const cl_phrase_index *index;
    const cl_contract *contract;
    cl_matcher *matcher;
    cl_notices *notices;
    /* Sentence i has hits [hit_first[i], hit_first[i + 1]). */
    hit *hits;
    size_t hit_count, hit_capacity;
    uint32_t *hit_first;
    size_t bit_words;   /* for a bit for each sentence */
    uint64_t **holders; /* by word: sentences that hold it; NULL: none */
    uint64_t *all;      /* sentences that are looked at */
    uint64_t *blind;    /* those whose words do not tell what may match */
    lead_set **leads;   /* by phrase; NULL until asked for */
    uint64_t **any;     /* by the first phrase of a pattern: the leads of all its phrases */
    uint8_t *masks;     /* by word, all 0 but while leads are looked for */
    uint32_t *latest;   /* by sentence: see lead_set; while leads are looked for */
    uint32_t *marks;    /* by word: the last run that looked for it as a start */
    uint32_t mark;
    uint64_t *limited; /* phrases that have hit a limit, so that it is told once */
    cl_span *found;    /* of the phrase that runs */
    size_t count, capacity;
};

static bool has_bit(const uint64_t *bits, uint32_t at) {
    return bits[at / 64] >> at % 64 & 1;
}

static void meet_word(cl_facts *f, uint32_t sentence, uint16_t word, size_t at) {
    if (f->hit_count == f->hit_capacity)
        f->hits = cl_arena_grow(f->arena, f->hits, f->hit_count, &f->hit_capacity, sizeof *f->hits);
    f->hits[f->hit_count++] = (hit){(uint32_t)at, word};
    if (!f->holders[word])
        f->holders[word] = CL_ARRAY(f->arena, f->bit_words, uint64_t);
    set_bit(f->holders[word], sentence);
}

/* Walks the trie along each word. False when a letter is there that only caseless matching takes
 * for "k" or "s" (U+212A, U+017F): then the words say nothing. */
static bool meet_words(cl_facts *f, uint32_t sentence, cl_text text) {
    const cl_phrase_index *index = f->index;
    const unsigned char *at = (const unsigned char *)text.bytes, *end = at + text.length;
    while (at < end) {
        uint8_t letter = index->letter[*at];
        size_t start = (size_t)(at - (const unsigned char *)text.bytes);
        if (letter == NOT_A_LETTER) {
            if ((*at == 0xE2 && end - at > 2 && at[1] == 0x84 && at[2] == 0xAA) ||
                (*at == 0xC5 && end - at > 1 && at[1] == 0xBF))
                return false;
            uint8_t sign = sign_at(at, end);
            uint16_t node = sign == NOT_A_LETTER ? 0 : index->nodes[0].next[sign];
            if (node)
                meet_word(f, sentence, index->nodes[node].word, start);
            at++;
            continue;
        }
        uint16_t node = 0;
        while ((node = index->nodes[node].next[letter])) {
            if (index->nodes[node].prefix)
                meet_word(f, sentence, index->nodes[node].prefix, start);
            letter = ++at < end ? index->letter[*at] : NOT_A_LETTER;
            if (letter == NOT_A_LETTER) {
                if (index->nodes[node].word)
                    meet_word(f, sentence, index->nodes[node].word, start);
                break;
            }
        }
        /* "30days" is a number and a word to a hole. */
        const unsigned char *first = (const unsigned char *)text.bytes + start;
        while (at < end && index->letter[*at] != NOT_A_LETTER &&
               !(at > first && cl_is_digit(at[-1]) && !cl_is_digit(*at)))
            at++;
    }
    return true;
}

cl_facts *cl_facts_new(cl_arena *arena, const cl_phrase_index *index, const cl_contract *contract,
                       cl_matcher *matcher, bool prefilter, cl_notices *notices) {
    const unsigned skipped = CL_SENTENCE_HEADING | CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE |
                             CL_SENTENCE_SIGNATURE | CL_SENTENCE_HIDDEN;
    cl_facts *f = CL_NEW(arena, cl_facts);
    size_t sentences = contract->sentence_count;
    *f = (cl_facts){.arena = arena,
                    .index = index,
                    .contract = contract,
                    .matcher = matcher,
                    .notices = notices,
                    .bit_words = (sentences + 63) / 64};
    f->hit_first = CL_ARRAY(arena, sentences + 1, uint32_t);
    f->all = CL_ARRAY(arena, f->bit_words, uint64_t);
    f->blind = CL_ARRAY(arena, f->bit_words, uint64_t);
    f->holders = CL_ARRAY(arena, index->word_count, uint64_t *);
    f->leads = CL_ARRAY(arena, index->count, lead_set *);
    f->any = CL_ARRAY(arena, index->count, uint64_t *);
    f->latest = CL_ARRAY(arena, sentences, uint32_t);
    f->masks = CL_ARRAY(arena, index->word_count, uint8_t);
    f->marks = CL_ARRAY(arena, index->word_count, uint32_t);
    f->limited = CL_ARRAY(arena, (index->count + 63) / 64, uint64_t);
    for (uint32_t i = 0; i < sentences; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        if (!(sentence->flags & skipped) && sentence->text.length) {
            set_bit(f->all, i);
            if (!prefilter || !meet_words(f, i, sentence->text))
                set_bit(f->blind, i);
        }
        f->hit_first[i + 1] = (uint32_t)f->hit_count;
    }
    return f;
}

/* Do words of the needs stand behind one another in the sentence? From the end: of each need the
 * last word before the one that was found last. `masks`: by word, which needs it serves. */
static bool in_order(const cl_facts *f, const index_entry *entry, const uint8_t *masks,
                     uint32_t sentence, uint32_t *latest) {
    size_t left = entry->count;
    uint32_t before = UINT32_MAX;
    for (uint32_t i = f->hit_first[sentence + 1]; i-- > f->hit_first[sentence];) {
        const hit *at = &f->hits[i];
        if (!(masks[at->word] >> (left - 1) & 1) || at->at >= before)
            continue;
        before = *latest = at->at;
        if (!--left)
            return true;
    }
    return false;
}

/* Takes out the sentences in which the needed words stand in another order. */
static void drop_disorder(cl_facts *f, const index_entry *entry, uint64_t *bits) {
    for (size_t i = 0; i < entry->count; i++)
        for (size_t k = 0; k < entry->needs[i].count; k++)
            f->masks[entry->needs[i].words[k]] |= (uint8_t)(1u << i);
    for (size_t w = 0; w < f->bit_words; w++)
        for (uint64_t rest = bits[w] & ~f->blind[w]; rest; rest &= rest - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(rest);
            uint32_t sentence = (uint32_t)(w * 64) + bit;
            if (!in_order(f, entry, f->masks, sentence, &f->latest[sentence]))
                bits[w] &= ~(UINT64_C(1) << bit);
        }
    for (size_t i = 0; i < entry->count; i++)
        for (size_t k = 0; k < entry->needs[i].count; k++)
            f->masks[entry->needs[i].words[k]] = 0;
}

static void keep_latest(cl_facts *f, lead_set *set) {
    uint32_t count = 0;
    set->latest = CL_ARRAY(f->arena, set->count, uint32_t);
    for (size_t w = 0; w < f->bit_words; w++)
        for (uint64_t rest = set->bits[w]; rest; rest &= rest - 1)
            set->latest[count++] = f->latest[w * 64 + (size_t)__builtin_ctzll(rest)];
}

/* Sentences that hold a word of each need, and the blind ones. */
static lead_set *find_leads(cl_facts *f, const index_entry *entry) {
    lead_set *set = CL_NEW(f->arena, lead_set);
    set->bits = CL_ARRAY(f->arena, f->bit_words, uint64_t);
    set->before = CL_ARRAY(f->arena, f->bit_words + 1, uint32_t);
    for (size_t w = 0; w < f->bit_words; w++) {
        uint64_t left = f->all[w];
        for (size_t i = 0; left && i < entry->count; i++) {
            uint64_t met = 0;
            for (size_t k = 0; k < entry->needs[i].count; k++) {
                const uint64_t *holders = f->holders[entry->needs[i].words[k]];
                met |= holders ? holders[w] : 0;
            }
            left &= met;
        }
        set->bits[w] = left | f->blind[w];
    }
    if (entry->count > 1)
        drop_disorder(f, entry, set->bits);
    for (size_t w = 0; w < f->bit_words; w++) {
        set->before[w] = set->count;
        set->count += (uint32_t)__builtin_popcountll(set->bits[w]);
    }
    if (entry->count > 1)
        keep_latest(f, set);
    return set;
}

/* Phrases with the same pattern share their leads, and so what they match. */
static lead_set *leads_of(cl_facts *f, uint32_t phrase) {
    uint32_t same = f->index->entries[phrase].same;
    if (!f->leads[same])
        f->leads[same] = find_leads(f, &f->index->entries[same]);
    return f->leads[same];
}

size_t cl_facts_lead_count(cl_facts *f, uint32_t phrase) {
    return leads_of(f, phrase)->count;
}

const uint64_t *cl_facts_leads(cl_facts *f, uint32_t phrase, size_t count) {
    if (count == 1)
        return leads_of(f, phrase)->bits;
    if (!f->any[phrase]) {
        f->any[phrase] = CL_ARRAY(f->arena, f->bit_words, uint64_t);
        for (uint32_t i = 0; i < count; i++) {
            const lead_set *set = leads_of(f, phrase + i);
            for (size_t w = 0; w < f->bit_words; w++)
                f->any[phrase][w] |= set->bits[w];
        }
    }
    return f->any[phrase];
}

bool cl_facts_possible(cl_facts *f, uint32_t sentence, uint32_t phrase, size_t count) {
    return count && has_bit(cl_facts_leads(f, phrase, count), sentence);
}

static void tell_limit(cl_facts *f, uint32_t number) {
    if (has_bit(f->limited, number))
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

/* Marks the words a match can start with. */
static void mark_starts(cl_facts *f, const index_entry *entry) {
    f->mark++;
    for (size_t i = 0; i < entry->starts.count; i++)
        f->marks[entry->starts.words[i]] = f->mark;
}

/* At each word a match can start with, which is many times faster and finds the same. */
static void run_at_starts(cl_facts *f, uint32_t number, uint32_t sentence, cl_text text,
                          uint32_t latest) {
    const index_entry *entry = &f->index->entries[number];
    size_t from = 0;
    mark_starts(f, entry);
    for (uint32_t i = f->hit_first[sentence]; i < f->hit_first[sentence + 1]; i++) {
        cl_span found;
        if (f->hits[i].at > latest)
            break;
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

static void run(cl_facts *f, uint32_t sentence, uint32_t phrase, uint32_t latest, result *out) {
    const index_entry *entry = &f->index->entries[phrase];
    cl_text text = f->contract->sentences[sentence].text;
    out->known = true;
    f->count = 0;
    if (!has_bit(f->blind, sentence) && entry->anchored)
        run_at_starts(f, phrase, sentence, text, latest);
    else
        run_everywhere(f, phrase, text);
    out->count = (uint32_t)f->count;
    if (!f->count)
        return;
    cl_span *found = CL_ARRAY(f->arena, f->count, cl_span);
    memcpy(found, f->found, f->count * sizeof *found);
    out->found = found;
}

const cl_span *cl_facts_get(cl_facts *f, uint32_t sentence, uint32_t phrase, size_t *count) {
    lead_set *set = leads_of(f, phrase);
    *count = 0;
    if (!has_bit(set->bits, sentence))
        return NULL;
    if (!set->results)
        set->results = CL_ARRAY(f->arena, set->count, result);
    uint64_t below = set->bits[sentence / 64] & ((UINT64_C(1) << sentence % 64) - 1);
    uint32_t lead = set->before[sentence / 64] + (uint32_t)__builtin_popcountll(below);
    result *at = &set->results[lead];
    if (!at->known)
        run(f, sentence, f->index->entries[phrase].same,
            set->latest ? set->latest[lead] : UINT32_MAX, at);
    *count = at->count;
    return at->found;
}

static cl_match find_at_starts(cl_facts *f, const index_entry *entry, uint32_t sentence,
                               cl_span part, cl_span *found) {
    cl_text text = cl_text_slice(f->contract->sentences[sentence].text, part.start, part.end);
    mark_starts(f, entry);
    for (uint32_t i = f->hit_first[sentence]; i < f->hit_first[sentence + 1]; i++) {
        const hit *at = &f->hits[i];
        if (f->marks[at->word] != f->mark || at->at < part.start || at->at >= part.end)
            continue;
        cl_match match =
            cl_pattern_find(entry->anchored, f->matcher, text, at->at - part.start, found);
        if (match != CL_MATCH_NO)
            return match;
    }
    return CL_MATCH_NO;
}

cl_match cl_facts_find(cl_facts *f, uint32_t sentence, uint32_t phrase, cl_span part,
                       cl_span *found) {
    const index_entry *entry = &f->index->entries[phrase];
    if (!has_bit(leads_of(f, phrase)->bits, sentence))
        return CL_MATCH_NO;
    if (!has_bit(f->blind, sentence) && entry->anchored)
        return find_at_starts(f, entry, sentence, part, found);
    cl_text text = cl_text_slice(f->contract->sentences[sentence].text, part.start, part.end);
    return cl_pattern_find(entry->phrase->pattern, f->matcher, text, 0, found);
}

cl_match cl_phrase_find(const cl_phrase *phrase, cl_matcher *matcher, cl_text text, size_t from,
                        cl_span *found) {
    return cl_pattern_find(phrase->pattern, matcher, text, from, found);
}
