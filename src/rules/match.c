/* SPDX-License-Identifier: MIT */
#include "rules/match.h"

#include <string.h>

#include "rules/frozen.h"

typedef struct index_entry {
    const cl_phrase *phrase;
    cl_word_list needs[CL_NEEDS_MAX];
    cl_word_list starts; /* to try at these only; NULL when they are not known */
    uint32_t same;       /* the first phrase with the same pattern; often itself */
    uint16_t reach;      /* see cl_phrase */
    uint8_t rarest;
    uint8_t count; /* of needs */
} index_entry;

struct cl_phrase_index {
    index_entry *entries;
    size_t count;
    cl_words words;
    /* Children of the root by letter, and theirs: what lies below has few brothers. */
    uint16_t roots[CL_WORD_LETTERS], pairs[CL_WORD_LETTERS][CL_WORD_LETTERS];
    uint16_t capital; /* number of "any word with a capital"; 0: nobody asks */
};

static void set_bit(uint64_t *bits, uint32_t at) {
    bits[at / 64] |= UINT64_C(1) << at % 64;
}

/* The index. */

/* NULL when one of the words cannot be held. */
static cl_word_list number_need(cl_arena *arena, cl_word_maker *maker, const cl_need *need) {
    uint16_t *list = CL_ARRAY(arena, need->count + 1, uint16_t);
    list[0] = (uint16_t)need->count;
    for (size_t i = 0; i < need->count; i++)
        if (!(list[i + 1] = cl_word_add(maker, need->words[i])))
            return NULL;
    return list;
}

uint8_t cl_phrase_number(cl_arena *arena, cl_word_maker *maker, const cl_phrase *phrase,
                         cl_word_list *needs, cl_word_list *starts) {
    uint8_t count = 0;
    for (size_t i = 0; i < phrase->need_count; i++)
        if ((needs[count] = number_need(arena, maker, &phrase->needs[i])))
            count++;
    *starts = phrase->starts.count ? number_need(arena, maker, &phrase->starts) : NULL;
    return count;
}

static const char *pattern_of(const cl_phrase_index *index, uint32_t number) {
    return cl_pattern_source(index->entries[number].phrase->pattern);
}

/* Where the table holds the first phrase with the pattern of this one, plus 1; 0 for itself. */
static uint32_t *find_slot(const cl_phrase_index *index, uint32_t *table, size_t size,
                           uint32_t number) {
    const char *source = pattern_of(index, number);
    size_t at = cl_text_hash(source) & (size - 1);
    while (table[at] && strcmp(source, pattern_of(index, table[at] - 1)) != 0)
        at = (at + 1) & (size - 1);
    return &table[at];
}

/* Rules often share a phrase; it runs once for all of them. Of embedded phrases it is known. */
static void find_same(cl_phrase_index *index) {
    size_t size = 16;
    while (size < 2 * index->count)
        size *= 2;
    cl_arena *scratch = cl_arena_new();
    uint32_t *table = CL_ARRAY(scratch, size, uint32_t); /* numbers of phrases, plus 1 */
    uint32_t *known = CL_ARRAY(scratch, cl_frozen_rules.count + 1, uint32_t);
    for (uint32_t i = 0; i < index->count; i++) {
        const cl_frozen_phrase *frozen = index->entries[i].phrase->frozen;
        uint32_t *seen = frozen ? &known[frozen->same] : find_slot(index, table, size, i);
        if (!*seen)
            *seen = i + 1;
        /* A regular expression may read like a phrase, but has no needs. */
        bool alike = index->entries[*seen - 1].count == index->entries[i].count;
        index->entries[i].same = alike ? *seen - 1 : i;
    }
    cl_arena_free(scratch);
}

static void add_frozen(index_entry *entry, const cl_frozen_phrase *frozen) {
    cl_word_list list = cl_frozen_rules.numbers + frozen->words;
    for (; entry->count < frozen->need_count; list += *list + 1)
        entry->needs[entry->count++] = list;
    entry->starts = *list ? list : NULL;
    entry->reach = frozen->reach;
    entry->rarest = frozen->rarest;
}

static void fill_roots(cl_phrase_index *index) {
    for (uint8_t first = 0; first < CL_WORD_LETTERS; first++) {
        uint16_t node = cl_word_child(&index->words, 0, first);
        index->roots[first] = node;
        for (uint8_t second = 0; node && second < CL_WORD_LETTERS; second++)
            index->pairs[first][second] = cl_word_child(&index->words, node, second);
    }
}

const cl_phrase_index *cl_phrase_index_new(cl_arena *arena, const cl_phrase *const *phrases,
                                           size_t count) {
    cl_phrase_index *index = CL_NEW(arena, cl_phrase_index);
    cl_arena *scratch = cl_arena_new();
    cl_word_maker *maker = NULL; /* of words of phrases that are not embedded */
    index->count = count;
    index->entries = CL_ARRAY(arena, count, index_entry);
    for (size_t i = 0; i < count; i++) {
        index_entry *entry = &index->entries[i];
        entry->phrase = phrases[i];
        if (phrases[i]->frozen) {
            add_frozen(entry, phrases[i]->frozen);
            continue;
        }
        if (!maker)
            maker = cl_word_maker_new(scratch, &cl_frozen_rules.words);
        entry->count = cl_phrase_number(arena, maker, phrases[i], entry->needs, &entry->starts);
        entry->rarest = phrases[i]->rarest;
        if (entry->count == phrases[i]->need_count)
            entry->reach = (uint16_t)phrases[i]->reach;
    }
    if (!maker && !cl_frozen_rules.words.node_count)
        maker = cl_word_maker_new(scratch, NULL);
    index->words = maker ? cl_word_pack(arena, maker) : cl_frozen_rules.words;
    cl_arena_free(scratch);
    fill_roots(index);
    index->capital = cl_word_find(&index->words, "^");
    find_same(index);
    return index;
}

/* The search. */

enum { SHORT_LIST = 6 };

/* A word of the index in a sentence. */
typedef struct hit {
    uint32_t at;
    uint16_t word;
    uint16_t blanks; /* before it in the sentence, without those in parentheses */
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
    size_t bit_words;     /* for a bit for each sentence */
    uint64_t **holders;   /* by word: sentences that hold it; NULL: none */
    uint64_t *all;        /* sentences that are looked at */
    uint64_t *blind;      /* those whose words do not tell what may match */
    uint64_t *met;        /* while leads are looked for */
    lead_set **leads;     /* by phrase; NULL until asked for */
    uint64_t **any;       /* by the first phrase of a pattern: the leads of all its phrases */
    uint8_t *masks;       /* by word, all 0 but while leads are looked for */
    uint32_t *latest;     /* by sentence: see lead_set; while leads are looked for */
    uint32_t *marks;      /* by word: the last run that looked for it as a start */
    uint32_t *need_marks; /* the same of its rarest need */
    uint32_t mark;
    const index_entry *marked;      /* whose starts and rarest need bear it */
    uint16_t blanks;                /* while the words of a sentence are noted: see hit */
    unsigned parentheses, brackets; /* open ones */
    uint64_t *limited;              /* phrases that have hit a limit, so that it is told once */
    cl_span *found;                 /* of the phrase that runs */
    size_t count, capacity;
};

static bool has_bit(const uint64_t *bits, uint32_t at) {
    return bits[at / 64] >> at % 64 & 1;
}

static void meet_word(cl_facts *f, uint32_t sentence, uint16_t word, size_t at) {
    if (f->hit_count == f->hit_capacity)
        f->hits = cl_arena_grow(f->arena, f->hits, f->hit_count, &f->hit_capacity, sizeof *f->hits);
    f->hits[f->hit_count++] = (hit){(uint32_t)at, word, f->blanks};
    if (!f->holders[word])
        f->holders[word] = CL_ARRAY(f->arena, f->bit_words, uint64_t);
    set_bit(f->holders[word], sentence);
}

/* A letter that only caseless matching takes for "k" or "s" (U+212A, U+017F). */
static bool is_odd_letter(const unsigned char *at, const unsigned char *end) {
    return (*at == 0xE2 && end - at > 2 && at[1] == 0x84 && at[2] == 0xAA) ||
           (*at == 0xC5 && end - at > 1 && at[1] == 0xBF);
}

/* Walks the trie along the word at *at, as far as it leads. */
static void meet_prefixes(cl_facts *f, uint32_t sentence, const unsigned char **at,
                          const unsigned char *end, size_t start) {
    const cl_words *words = &f->index->words;
    uint8_t first = cl_word_letters[**at];
    if (f->index->capital && **at >= 'A' && **at <= 'Z')
        meet_word(f, sentence, f->index->capital, start);
    uint16_t node = f->index->roots[first];
    for (bool deep = false; node; deep = true) {
        if (words->nodes[node].prefix)
            meet_word(f, sentence, words->nodes[node].prefix, start);
        uint8_t letter = ++*at < end ? cl_word_letters[**at] : CL_NOT_A_LETTER;
        if (letter == CL_NOT_A_LETTER) {
            if (words->nodes[node].word)
                meet_word(f, sentence, words->nodes[node].word, start);
            return;
        }
        node = deep ? cl_word_child(words, node, letter) : f->index->pairs[first][letter];
    }
}

static void meet_sign(cl_facts *f, unsigned char sign) {
    if (sign == ' ')
        f->blanks += !f->parentheses && !f->brackets && f->blanks < UINT16_MAX;
    f->parentheses += sign == '(';
    f->parentheses -= sign == ')' && f->parentheses;
    f->brackets += sign == '[';
    f->brackets -= sign == ']' && f->brackets;
}

/* Notes the words of a sentence. False when an odd letter is there: then they say nothing. */
static bool meet_words(cl_facts *f, uint32_t sentence, cl_text text) {
    const unsigned char *first = (const unsigned char *)text.bytes, *at = first;
    const unsigned char *end = at + text.length;
    f->blanks = 0;
    f->parentheses = f->brackets = 0;
    while (at < end) {
        const unsigned char *start = at;
        if (cl_word_letters[*at] == CL_NOT_A_LETTER) {
            if (*at != ' ' && is_odd_letter(at, end))
                return false;
            uint8_t sign = *at == ' ' ? CL_NOT_A_LETTER : cl_word_sign(at, end);
            uint16_t node = sign == CL_NOT_A_LETTER ? 0 : f->index->roots[sign];
            if (node)
                meet_word(f, sentence, f->index->words.nodes[node].word, (size_t)(at - first));
            meet_sign(f, *at++);
            continue;
        }
        meet_prefixes(f, sentence, &at, end, (size_t)(start - first));
        /* "30days" is a number and a word to a hole. */
        while (at < end && cl_word_letters[*at] != CL_NOT_A_LETTER &&
               !(at > start && cl_is_digit(at[-1]) && !cl_is_digit(*at)))
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
    f->met = CL_ARRAY(arena, f->bit_words, uint64_t);
    f->holders = CL_ARRAY(arena, index->words.count, uint64_t *);
    f->leads = CL_ARRAY(arena, index->count, lead_set *);
    f->any = CL_ARRAY(arena, index->count, uint64_t *);
    f->latest = CL_ARRAY(arena, sentences, uint32_t);
    f->masks = CL_ARRAY(arena, index->words.count, uint8_t);
    f->marks = CL_ARRAY(arena, index->words.count, uint32_t);
    f->need_marks = CL_ARRAY(arena, index->words.count, uint32_t);
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
        for (size_t k = 1; k <= entry->needs[i][0]; k++)
            f->masks[entry->needs[i][k]] |= (uint8_t)(1u << i);
    for (size_t w = 0; w < f->bit_words; w++)
        for (uint64_t rest = bits[w] & ~f->blind[w]; rest; rest &= rest - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(rest);
            uint32_t sentence = (uint32_t)(w * 64) + bit;
            if (!in_order(f, entry, f->masks, sentence, &f->latest[sentence]))
                bits[w] &= ~(UINT64_C(1) << bit);
        }
    for (size_t i = 0; i < entry->count; i++)
        for (size_t k = 1; k <= entry->needs[i][0]; k++)
            f->masks[entry->needs[i][k]] = 0;
}

static void keep_latest(cl_facts *f, lead_set *set) {
    uint32_t count = 0;
    set->latest = CL_ARRAY(f->arena, set->count, uint32_t);
    for (size_t w = 0; w < f->bit_words; w++)
        for (uint64_t rest = set->bits[w]; rest; rest &= rest - 1)
            set->latest[count++] = f->latest[w * 64 + (size_t)__builtin_ctzll(rest)];
}

/* Leaves those sentences that hold one of the words; false when there are none. */
static bool keep_holders(cl_facts *f, cl_word_list words, uint64_t *bits) {
    uint64_t any = 0;
    memset(f->met, 0, f->bit_words * sizeof *f->met);
    for (size_t k = 1; k <= words[0]; k++) {
        const uint64_t *holders = f->holders[words[k]];
        for (size_t w = 0; holders && w < f->bit_words; w++)
            f->met[w] |= holders[w];
    }
    for (size_t w = 0; w < f->bit_words; w++)
        any |= bits[w] &= f->met[w];
    return any;
}

/* Of each need. Short lists first: they are read faster, and most often nothing is left then. */
static bool keep_all_holders(cl_facts *f, const index_entry *entry, uint64_t *bits) {
    for (int pass = 0; pass < 2; pass++)
        for (uint8_t i = 0; i < entry->count; i++)
            if ((entry->needs[i][0] > SHORT_LIST) == pass &&
                !keep_holders(f, entry->needs[i], bits))
                return false;
    return true;
}

/* Sentences that hold a word of each need, and the blind ones. */
static lead_set *find_leads(cl_facts *f, const index_entry *entry) {
    lead_set *set = CL_NEW(f->arena, lead_set);
    set->bits = CL_ARRAY(f->arena, f->bit_words, uint64_t);
    set->before = CL_ARRAY(f->arena, f->bit_words + 1, uint32_t);
    memcpy(set->bits, f->all, f->bit_words * sizeof *set->bits);
    bool any = keep_all_holders(f, entry, set->bits);
    for (size_t w = 0; w < f->bit_words; w++)
        set->bits[w] |= f->blind[w];
    if (any && entry->count > 1)
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

/* Marks the words a match can start with, and those of its rarest need. */
static void mark_starts(cl_facts *f, const index_entry *entry) {
    if (f->marked == entry)
        return;
    f->marked = entry;
    f->mark++;
    for (size_t i = 1; i <= entry->starts[0]; i++)
        f->marks[entry->starts[i]] = f->mark;
    for (size_t i = 1; entry->reach && i <= entry->needs[entry->rarest][0]; i++)
        f->need_marks[entry->needs[entry->rarest][i]] = f->mark;
}

/* Can a match that starts at hit `i` reach a word of the rarest need? `*next`: the first such word
 * that does not stand before it. */
static bool in_reach(const cl_facts *f, const index_entry *entry, uint32_t i, uint32_t end,
                     uint32_t *next) {
    if (!entry->reach)
        return true;
    while (*next < end &&
           (f->hits[*next].at < f->hits[i].at || f->need_marks[f->hits[*next].word] != f->mark))
        ++*next;
    return *next < end && f->hits[*next].blanks - f->hits[i].blanks < entry->reach;
}

/* At each word a match can start with, which is many times faster and finds the same. */
static void run_at_starts(cl_facts *f, uint32_t number, uint32_t sentence, cl_text text,
                          uint32_t latest) {
    const index_entry *entry = &f->index->entries[number];
    size_t from = 0;
    mark_starts(f, entry);
    uint32_t end = f->hit_first[sentence + 1], next = f->hit_first[sentence];
    for (uint32_t i = next; i < end; i++) {
        cl_span found;
        if (f->hits[i].at > latest)
            break;
        if (f->marks[f->hits[i].word] != f->mark || f->hits[i].at < from ||
            !in_reach(f, entry, i, end, &next))
            continue;
        from = f->hits[i].at + 1; /* a word may be two hits: "renew" and "renew*" */
        cl_match match =
            cl_pattern_find_at(entry->phrase->pattern, f->matcher, text, f->hits[i].at, &found);
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
    if (!has_bit(f->blind, sentence) && entry->starts)
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
        cl_match match = cl_pattern_find_at(entry->phrase->pattern, f->matcher, text,
                                            at->at - part.start, found);
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
    if (!has_bit(f->blind, sentence) && entry->starts)
        return find_at_starts(f, entry, sentence, part, found);
    cl_text text = cl_text_slice(f->contract->sentences[sentence].text, part.start, part.end);
    return cl_pattern_find(entry->phrase->pattern, f->matcher, text, 0, found);
}

cl_match cl_phrase_find(const cl_phrase *phrase, cl_matcher *matcher, cl_text text, size_t from,
                        cl_span *found) {
    return cl_pattern_find(phrase->pattern, matcher, text, from, found);
}
