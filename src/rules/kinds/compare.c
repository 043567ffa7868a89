/* SPDX-License-Identifier: MIT
 *
 * A right or duty that one party has and the other has not, or has with another period. Paired over
 * the whole document without its annexes. Whoever cannot be told is not counted, and a notice says
 * so.
 */
#include <string.h>

#include "contract/holder.h"
#include "rules/judge.h"

enum {
    MAX_RELATED = 16,
    MAX_NOTICES = 32, /* of one rule: a document that has more is told enough */
    MAX_AGENTS = 8,   /* holders that one giving of the right names */
};

typedef struct comparison {
    const cl_named *right;
    const cl_named *mutual;
    const cl_named *lesser;  /* words that make it a lesser right: only later, only against a fee */
    const cl_named *at_once; /* words that say that no period need be kept */
    size_t first_field;      /* fields are the captures from here on */
    bool one_sided, unequal;
    bool liable; /* the holder is the one whose liability the words speak of, not a subject */
} comparison;

/* A sentence, or a part of one, that gives the right, and to whom. */
typedef struct holding {
    cl_candidate candidate;
    cl_holder holder;
    cl_text words; /* that speak of this holder: fields are read from them */
    bool weak;     /* held with less confidence, or a lesser right */
} holding;

typedef struct pairing {
    const comparison *own;
    holding *items;
    size_t count, capacity;
    size_t unknown;
    bool everyone; /* on strong grounds */
    bool all_weak; /* nobody has it on strong grounds: then the weak ones are compared */
} pairing;

static void read_raise(cl_rule_reader *reader, comparison *own, const cl_yaml *node) {
    size_t count;
    const char **names = cl_read_strings(reader, node, "raise", &count);
    own->one_sided = !node;
    for (size_t i = 0; i < count; i++) {
        bool one_sided = !strcmp(names[i], "one-sided"), unequal = !strcmp(names[i], "unequal");
        own->one_sided |= one_sided;
        own->unequal |= unequal;
        if (!one_sided && !unequal)
            cl_read_error(
                reader, "rule-value", cl_read_place(reader, node),
                "\"raise\" cannot be \"%.60s\"; it must be one-sided, unequal or a list of "
                "both.",
                names[i]);
    }
}

static void read_holder(cl_rule_reader *reader, comparison *own, const cl_yaml *node) {
    const char *name = node ? cl_read_string(reader, node, "holder") : NULL;
    own->liable = name && !strcmp(name, "liable");
    if (name && !own->liable && strcmp(name, "subject"))
        cl_read_error(reader, "rule-value", cl_read_place(reader, node),
                      "\"holder\" cannot be \"%.60s\"; it must be subject or liable.", name);
}

static void read_fields(cl_rule_reader *reader, cl_rule *rule, comparison *own,
                        const cl_yaml *node) {
    size_t count;
    cl_capture *fields = cl_read_captures(reader, node, "fields", &count);
    cl_capture *all = CL_ARRAY(reader->arena, rule->capture_count + count, cl_capture);
    own->first_field = rule->capture_count;
    if (rule->capture_count)
        memcpy(all, rule->captures, rule->capture_count * sizeof *all);
    if (count)
        memcpy(all + rule->capture_count, fields, count * sizeof *all);
    rule->captures = all;
    rule->capture_count += count;
}

static const void *read_compare(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    comparison *own = CL_NEW(reader->arena, comparison);
    const cl_yaml *right = cl_yaml_get(node, "right");
    const char *name = cl_read_string(reader, right, "right");
    own->right = name ? cl_rule_pattern(rule, name) : NULL;
    own->lesser = cl_read_unnamed(reader, cl_yaml_get(node, "lesser"), "lesser");
    own->at_once = cl_read_unnamed(reader, cl_yaml_get(node, "at-once"), "at-once");
    own->mutual = cl_read_unnamed(reader, cl_yaml_get(node, "mutual"), "mutual");
    read_raise(reader, own, cl_yaml_get(node, "raise"));
    read_holder(reader, own, cl_yaml_get(node, "holder"));
    read_fields(reader, rule, own, cl_yaml_get(node, "fields"));
    if (!right)
        cl_read_error(reader, "rule-key-missing", rule->place,
                      "The rule \"%s\" of kind compare has no \"right\".", rule->id);
    else if (name && !own->right)
        cl_read_error(reader, "pattern-unknown", cl_read_place(reader, right),
                      "There is no pattern \"%.60s\" in this rule.", name);
    else if (name && !cl_yaml_get(node, "condition"))
        rule->conditions[CL_CONFIDENCE_HIGH] = cl_read_expression(reader, rule, right, "right");
    return own;
}

/* The words that give the right when the condition's main match is another pattern ("without
 * cause"): the nearest before them, else the first after. */
static const cl_hit *right_hit(const cl_candidate *c, const cl_hits *hits) {
    const cl_hit *nearest = NULL;
    for (size_t i = 0; i < hits->count; i++) {
        const cl_hit *hit = &hits->items[i];
        if (hit->sentence != c->sentence)
            continue;
        if (!nearest || hit->span.start <= c->match.start)
            nearest = hit;
    }
    return nearest;
}

/* The pattern of which the main match is one, when it is not the right itself. */
static const cl_hits *main_hits(cl_candidate *c, const cl_named *right) {
    for (uint32_t i = 0; i < c->rule->pattern_count; i++) {
        const cl_hits *hits = &c->hits[i];
        for (size_t k = 0; &c->rule->patterns[i] != right && hits->known && k < hits->count; k++)
            if (hits->items[k].sentence == c->sentence &&
                hits->items[k].span.start == c->match.start &&
                hits->items[k].span.end == c->match.end)
                return hits;
    }
    return NULL;
}

static bool preceded_by(cl_text text, size_t at, const char *const *words) {
    cl_text before = cl_text_slice(text, 0, at);
    if (cl_text_ends(before, " "))
        before.length--;
    for (; *words; words++) {
        size_t length = strlen(*words);
        if (before.length >= length &&
            cl_text_equal_nocase(cl_text_slice(before, before.length - length, before.length),
                                 cl_text_from(*words)))
            return true;
    }
    return false;
}

/* Whose liability do the words speak of? "liability of X", "in no event shall X be liable" name it
 * inside the match, "X's total liability" before it; "liability to X" and "X's losses" name others.
 */
static cl_holder find_liable(const cl_evaluation *e, const cl_sentence *sentence, cl_span span) {
    static const char *const names_it[] = {" of",        " of the",        " shall", " will",
                                           " shall the", " will the",      " event", " does",
                                           " event the", " circumstances", NULL};
    enum { FAR = 60 };
    size_t count;
    const cl_holder *mentions = cl_holders_in(e->contract, e->arena, sentence->text, &count);
    cl_holder nearest = {.kind = CL_HOLDER_UNKNOWN, .party = CL_NONE};
    for (size_t i = 0; i < count; i++) {
        const cl_holder *mention = &mentions[i];
        if (mention->span.start >= span.start && mention->span.start < span.start + FAR &&
            preceded_by(sentence->text, mention->span.start, names_it))
            return *mention;
        if (mention->span.end <= span.start + 1 && span.start - mention->span.start < FAR)
            nearest = *mention;
    }
    return nearest;
}

static void add_holding(pairing *p, const cl_candidate *c, cl_holder holder, cl_text words) {
    const cl_evaluation *e = c->evaluation;
    bool weak = c->confidence == CL_CONFIDENCE_LOW ||
                (p->own->lesser && cl_judge_text(e, p->own->lesser, words));
    if (holder.kind == CL_HOLDER_UNKNOWN ||
        (holder.kind == CL_HOLDER_PARTY && holder.party >= e->contract->party_count)) {
        if (p->unknown++ < MAX_NOTICES)
            cl_notices_add(e->arena, e->notices, "holder-unknown", cl_judge_place(e, c->sentence),
                           "%s: it could not be told who holds this right, so it was not counted.",
                           c->rule->id);
        return;
    }
    if (holder.kind == CL_HOLDER_THIRD)
        return;
    if (holder.kind != CL_HOLDER_PARTY)
        p->everyone |= !weak;
    p->items = cl_arena_grow(e->arena, p->items, p->count, &p->capacity, sizeof *p->items);
    p->items[p->count++] = (holding){*c, holder, words, weak};
}

/* Do the words state any of the periods that are compared? */
static bool states_field(const cl_candidate *c, const comparison *own, cl_text words) {
    cl_captured captured;
    for (size_t i = own->first_field; i < c->rule->capture_count; i++)
        if (cl_judge_read(c->evaluation, &c->rule->captures[i], words, &captured))
            return true;
    return false;
}

/* "X may terminate on thirty days' notice and Y on sixty": the second has a right of his own. */
static bool is_elliptic(const cl_candidate *c, const comparison *own, const cl_holder *first,
                        const cl_holder *second, cl_text text, size_t end) {
    static const char *const joints[] = {"and", "and the", "while", "whereas", NULL};
    return first->kind == CL_HOLDER_PARTY && first->party != second->party &&
           first->span.end <= second->span.start && preceded_by(text, second->span.start, joints) &&
           states_field(c, own, cl_text_slice(text, second->span.start, end));
}

/* Those who are named one by one in the words of `span`, without whom an event must help. */
static size_t agents_behind(const cl_candidate *c, cl_span span, cl_holder agents[MAX_AGENTS]) {
    const cl_evaluation *e = c->evaluation;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    size_t count = cl_holders_behind(e->contract, sentence, span, agents, MAX_AGENTS), kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!(c->rule->guards & CL_GUARD_CONDITIONAL) ||
            !cl_judge_event(e, c->sentence, agents[i].span))
            agents[kept++] = agents[i];
    return kept;
}

/* To each of several who are named: with the terms behind his name, or before it in "six months in
 * the case of X and one month in the case of Y". */
static void add_several(pairing *p, const cl_candidate *c, const cl_holder *agents, size_t count,
                        cl_span span) {
    static const char *const cases[] = {"in the case of", "in the case of the", NULL};
    cl_text text = c->evaluation->contract->sentences[c->sentence].text;
    size_t first = agents[0].span.start;
    bool ahead = preceded_by(text, first, cases) && agents[0].span.start > span.start &&
                 states_field(c, p->own, cl_text_slice(text, span.start, first));
    for (size_t i = 0; i < count; i++) {
        size_t start = !ahead ? agents[i].span.start : i ? agents[i - 1].span.end : span.start;
        size_t end = ahead           ? agents[i].span.end
                     : i + 1 < count ? agents[i + 1].span.start
                                     : span.end;
        add_holding(p, c, agents[i], cl_text_slice(text, start, end));
    }
}

/* The right given at `start`, in words that reach to `end`: to one holder, or to several who are
 * named one by one, each with terms of his own. */
static void add_right(pairing *p, const cl_candidate *c, cl_span span, cl_span reach) {
    const cl_evaluation *e = c->evaluation;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    cl_text segment = cl_judge_segment(sentence->text, span);
    cl_holder agents[MAX_AGENTS];
    size_t count = p->own->liable ? 0 : agents_behind(c, (cl_span){span.start, reach.end}, agents);
    if (count > 1) {
        add_several(p, c, agents, count, (cl_span){span.start, reach.end});
        return;
    }
    cl_holder holder = p->own->liable ? find_liable(e, sentence, span)
                                      : cl_holder_find(e->contract, sentence, span);
    size_t end = reach.end;
    if (count == 1 && is_elliptic(c, p->own, &holder, &agents[0], sentence->text, end)) {
        end = agents[0].span.start;
        add_holding(p, c, agents[0], cl_text_slice(sentence->text, end, reach.end));
    } else if (p->own->mutual && cl_judge_text(e, p->own->mutual, segment)) {
        holder.kind = CL_HOLDER_EVERYONE;
    }
    add_holding(p, c, holder, cl_text_slice(sentence->text, reach.start, end));
}

/* Is anything of the main pattern's in [from, to)? */
static bool has_ground(const cl_candidate *c, const cl_hits *mains, size_t from, size_t to) {
    for (size_t i = 0; mains && i < mains->count; i++)
        if (mains->items[i].sentence == c->sentence && mains->items[i].span.start >= from &&
            mains->items[i].span.start < to)
            return true;
    return false;
}

/* Where the next match after the one at `i` begins; the end of the sentence for the last. */
static size_t next_start(const cl_candidate *c, const cl_hits *hits, size_t i) {
    for (size_t k = i + 1; k < hits->count; k++)
        if (hits->items[k].sentence == c->sentence &&
            hits->items[k].span.start > hits->items[i].span.start)
            return hits->items[k].span.start;
    return c->evaluation->contract->sentences[c->sentence].text.length;
}

/* "X may terminate on …, and Y may terminate on …" gives it twice. */
static void collect(void *context, cl_candidate *c) {
    pairing *p = context;
    const cl_evaluation *e = c->evaluation;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    if (c->rule->guards & CL_GUARD_ANNEX && sentence->flags & CL_SENTENCE_ANNEX)
        return;
    const cl_hits *rights = cl_judge_hits(c, (uint32_t)(p->own->right - c->rule->patterns));
    const cl_hits *mains = main_hits(c, p->own->right);
    const cl_hit *chosen = right_hit(c, rights);
    cl_span whole = {0, sentence->text.length};
    if (!chosen || !mains) {
        add_right(p, c, chosen && mains ? chosen->span : c->match, whole);
        return;
    }
    /* Those with a ground of their own; the words between two of them belong to the first. */
    const cl_hit *taken[MAX_AGENTS];
    size_t count = 0;
    for (size_t i = 0; i < rights->count && count < MAX_AGENTS; i++) {
        const cl_hit *hit = &rights->items[i];
        if (hit->sentence == c->sentence &&
            (!count || hit->span.start >= taken[count - 1]->span.end) &&
            (hit == chosen || has_ground(c, mains, hit->span.start, next_start(c, rights, i))))
            taken[count++] = hit;
    }
    for (size_t i = 0; i < count; i++)
        add_right(p, c, taken[i]->span,
                  (cl_span){i ? taken[i]->span.start : 0,
                            i + 1 < count ? taken[i + 1]->span.start : whole.end});
}

static bool held_by(const holding *item, uint32_t party) {
    return item->holder.kind == CL_HOLDER_PARTY && item->holder.party == party;
}

/* Does it count in the comparison? A lesser right is no match for a full one. */
static bool counts(const pairing *p, const holding *item) {
    return !item->weak || p->all_weak;
}

/* Parties whose right counts: how many (3 is many), and the first two. */
static size_t counted_parties(const pairing *p, uint32_t parties[2]) {
    size_t count = 0;
    for (size_t i = 0; i < p->count && count < 3; i++) {
        const holding *item = &p->items[i];
        if (!counts(p, item) || item->holder.kind != CL_HOLDER_PARTY ||
            (count > 0 && item->holder.party == parties[0]) ||
            (count > 1 && item->holder.party == parties[1]))
            continue;
        if (count < 2)
            parties[count] = item->holder.party;
        count++;
    }
    return count;
}

/* A right of ours, or of those whom the rule protects, is not our complaint. */
static bool harmless(const cl_evaluation *e, const cl_rule *rule, uint32_t party) {
    cl_side side = e->contract->parties[party].side;
    return side != CL_SIDE_NONE && (side == e->side || side == rule->harms);
}

static cl_text party_name(const cl_evaluation *e, uint32_t party) {
    const cl_party *at = &e->contract->parties[party];
    return at->alias_count ? at->aliases[0] : at->name;
}

/* As the sentence calls it where it uses a name: "Roche", of a party that is first "Roche Basel".
 */
static cl_text name_in(const cl_evaluation *e, const holding *item, uint32_t party) {
    cl_text text = e->contract->sentences[item->candidate.sentence].text;
    cl_text said = cl_text_slice(text, item->holder.span.start, item->holder.span.end);
    const cl_party *at = &e->contract->parties[party];
    for (size_t i = 0; i < at->alias_count; i++)
        if (cl_text_equal(said, at->aliases[i]))
            return said;
    return party_name(e, party);
}

static const cl_location *related(const cl_evaluation *e, const pairing *p, const holding *except,
                                  size_t *count) {
    cl_location *places =
        CL_ARRAY(e->arena, p->count < MAX_RELATED ? p->count : MAX_RELATED, cl_location);
    *count = 0;
    /* A contract with hundreds of such sentences is told by the first of them. */
    for (size_t i = 0; i < p->count && *count < MAX_RELATED; i++) {
        const holding *item = &p->items[i];
        if (item == except)
            continue;
        places[*count] = cl_judge_location(e, item->candidate.sentence);
        places[(*count)++].note = item->holder.kind != CL_HOLDER_PARTY ? "a right of both parties"
                                  : except->holder.party == item->holder.party
                                      ? "the same party's right"
                                      : "the other party's right";
    }
    return places;
}

static void raise_side(const cl_evaluation *e, pairing *p, uint32_t party,
                       const cl_template_word *field, cl_findings *findings) {
    bool doubtful = p->unknown > 0;
    for (size_t i = 0; i < p->count; i++)
        doubtful |= !field && p->items[i].weak && !held_by(&p->items[i], party);
    cl_template_word words[3] = {{"holder", party_name(e, party)}, {"party", party_name(e, party)}};
    if (field)
        words[2] = *field;
    for (size_t i = 0; i < p->count; i++) {
        holding *item = &p->items[i];
        if (!held_by(item, party))
            continue;
        words[0].text = words[1].text = name_in(e, item, party);
        cl_finding *finding = cl_judge_raise(&item->candidate, findings, words, field ? 3 : 2);
        if (!finding)
            continue;
        if ((doubtful || item->weak) && finding->confidence > CL_CONFIDENCE_LOW)
            finding->confidence--;
        finding->related = related(e, p, item, &finding->related_count);
    }
}

/* What the words about a holder say of a field: a value, or that there is no period to keep. */
static bool read_field(const cl_evaluation *e, const pairing *p, const holding *item,
                       const cl_capture *field, cl_captured *out) {
    if (cl_judge_read(e, field, item->words, out))
        return out->has_value && !out->value.redacted;
    if (!p->own->at_once || !cl_judge_text(e, p->own->at_once, item->words))
        return false;
    *out = (cl_captured){.name = field->name, .text = CL_TEXT("none"), .has_value = true};
    out->value = (cl_quantity){.kind = CL_QUANTITY_DURATION, .unit = "day"};
    return true;
}

/* The shortest readable value of a field in the words about a party, CL_NONE: about everyone. */
static bool shortest(const cl_evaluation *e, const pairing *p, uint32_t party,
                     const cl_capture *field, cl_captured *out) {
    bool found = false;
    for (size_t i = 0; i < p->count; i++) {
        const holding *item = &p->items[i];
        cl_captured captured;
        int order;
        if (!counts(p, item) ||
            (party == CL_NONE ? item->holder.kind == CL_HOLDER_PARTY : !held_by(item, party)))
            continue;
        if (!read_field(e, p, item, field, &captured))
            continue;
        if (found && (!cl_quantity_compare(&captured.value, &out->value, &order) || order >= 0))
            continue;
        *out = captured;
        found = true;
    }
    return found;
}

/* Who has the shorter period has the better of it. What everyone may do, each party may. */
static void raise_unequal(const cl_evaluation *e, const cl_rule *rule, pairing *p,
                          const uint32_t parties[2], cl_findings *findings) {
    for (size_t i = p->own->first_field; i < rule->capture_count; i++) {
        cl_captured own[2], all;
        bool known[2], shared = shortest(e, p, CL_NONE, &rule->captures[i], &all);
        int order;
        for (int k = 0; k < 2; k++) {
            known[k] =
                parties[k] != CL_NONE && shortest(e, p, parties[k], &rule->captures[i], &own[k]);
            if (shared && (!known[k] ||
                           (cl_quantity_compare(&all.value, &own[k].value, &order) && order < 0))) {
                known[k] = true;
                own[k] = all;
            }
        }
        if (!known[0] || !known[1] || !cl_quantity_compare(&own[0].value, &own[1].value, &order) ||
            !order)
            continue;
        uint32_t better = order < 0 ? parties[0] : parties[1];
        cl_template_word other = {cl_arena_printf(e->arena, "other_%s", rule->captures[i].name),
                                  own[order < 0].text};
        if (better != CL_NONE && !harmless(e, rule, better))
            raise_side(e, p, better, &other, findings);
        return;
    }
}

/* Who holds the right: how many parties whose right counts, and the first two. */
static size_t pair(const cl_evaluation *e, const cl_rule *rule, pairing *p, uint32_t parties[2]) {
    cl_judge_each(e, rule, collect, p);
    size_t count = counted_parties(p, parties);
    if (count || p->everyone)
        return count;
    p->all_weak = true;
    for (size_t i = 0; i < p->count; i++)
        p->everyone |= p->items[i].holder.kind != CL_HOLDER_PARTY;
    return counted_parties(p, parties);
}

static void evaluate(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const comparison *own = rule->own;
    pairing p = {.own = own};
    uint32_t parties[2] = {CL_NONE, CL_NONE};
    size_t count = pair(e, rule, &p, parties);
    if (count == 1 && !p.everyone && own->one_sided && !harmless(e, rule, parties[0]))
        raise_side(e, &p, parties[0], NULL, findings);
    else if (own->unequal && (count == 2 || (count == 1 && p.everyone)))
        raise_unequal(e, rule, &p, parties, findings);
}

/* As evaluate() goes, told for one passage. */
static const char *silent(cl_candidate *c) {
    const cl_evaluation *e = c->evaluation;
    const comparison *own = c->rule->own;
    pairing p = {.own = own};
    uint32_t parties[2] = {CL_NONE, CL_NONE};
    size_t here = 0;
    if (cl_judge_rule(e, (uint32_t)(c->rule - e->ruleset->rules))->count)
        return NULL;
    size_t count = pair(e, c->rule, &p, parties);
    for (size_t i = 0; i < p.count; i++)
        here += p.items[i].candidate.sentence == c->sentence;
    if (!here && p.unknown)
        return "it could not be told who holds the right; name the parties before, as in: This "
               "Agreement is made between Alder Ltd. (\"Supplier\") and Birch Ltd. (\"Customer\").";
    if (!here)
        return "the right is no party's, or stands in an annex";
    if (p.everyone)
        return own->unequal ? "both parties hold the right, and no field differs"
                            : "both parties hold the right";
    if (count > 1)
        return own->unequal ? "both parties hold the right, and no field differs"
                            : "more than one party holds the right";
    return own->one_sided ? "the right is our own, or of the party whom the rule protects"
                          : "only one party holds the right, and \"raise\" asks for unequal ones";
}

static const char *const keys[] = {"right", "lesser", "at-once", "fields",
                                   "raise", "mutual", "holder",  NULL};
static const char *const words[] = {"holder", NULL};
const cl_kind cl_kind_compare = {"compare", keys, words, read_compare, evaluate, silent};
