/* SPDX-License-Identifier: MIT */
#include "contract/preamble_words.h"

#include "contract/name.h"
#include "contract/number.h"
#include "contract/preamble.h"
#include "contract/word.h"

enum { LIST_BYTES = 5000 }; /* how far a list of parties may reach */

/* End of "(1)", "(b)", "(iii)" at `at`, or 0. */
static size_t enumerator_end(cl_text text, size_t at) {
    if (cl_word_byte(text, at) != '(')
        return 0;
    size_t end = cl_word_end(text, at + 1);
    bool roman = true;
    for (size_t i = at + 1; i < end; i++)
        roman &= strchr("ivxIVX", text.bytes[i]) || cl_is_digit((unsigned char)text.bytes[i]);
    bool fits = end == at + 2 || (roman && end > at + 1 && end <= at + 5);
    return fits && cl_word_byte(text, end) == ')' ? end + 1 : 0;
}

static size_t skip_enumerator(cl_text text, size_t at) {
    size_t end = enumerator_end(text, at), digits = cl_word_end(text, at);
    if (!end && digits > at && digits <= at + 2 && cl_is_digit(cl_word_byte(text, at)) &&
        strchr(".)", cl_word_byte(text, digits)))
        end = digits + 1;
    return end ? cl_skip_spaces(text, end) : at;
}

/* "The Bank of …", "THE ACME COMPANY": the article is of the name. */
static bool is_capital_article(cl_text text, size_t at) {
    static const char *const others[] = {"undersigned", "parties",  "following", "party",
                                         "company",     "customer", NULL};
    size_t next = cl_words_at(text, at, "the");
    if (!next || text.bytes[at] != 'T')
        return false;
    next = cl_skip_spaces(text, next);
    return cl_is_upper(cl_word_byte(text, next)) && !cl_any_words_at(text, next, others);
}

size_t cl_party_skip_filler(cl_text text, size_t at, size_t limit) {
    static const char *const words[] = {"the following parties",
                                        "the following",
                                        "the undersigned",
                                        "the",
                                        "by",
                                        "and",
                                        "between",
                                        "among",
                                        "amongst",
                                        "both",
                                        "on the one hand",
                                        "on the other hand",
                                        "parties",
                                        "on one side",
                                        "of the one part",
                                        "of the other part",
                                        "on the one part",
                                        "on the other part",
                                        "name:",
                                        "us,",
                                        "you,",
                                        NULL};
    for (int i = 0; i < 12 && at < limit; i++) {
        size_t next;
        while (at < limit && strchr(" ,;:.\n\"'-", text.bytes[at]))
            at++;
        if ((next = enumerator_end(text, at))) {
            at = next;
            continue;
        }
        if (cl_is_digit(cl_word_byte(text, at)) &&
            (cl_word_byte(text, at + 1) == '.' || cl_word_byte(text, at + 1) == ')')) {
            at += 2;
            continue;
        }
        if (is_capital_article(text, at))
            break;
        if ((next = cl_lettered_party(text, at))) {
            at = next;
            continue;
        }
        if (!(next = cl_any_words_at(text, at, words)))
            break;
        at = next;
    }
    return at;
}

size_t cl_sentence_stop(cl_text text, size_t from, size_t to) {
    for (size_t at = from; at + 2 < to; at++)
        if (text.bytes[at] == '.' && (text.bytes[at + 1] == ' ' || text.bytes[at + 1] == '\n') &&
            cl_is_upper((unsigned char)text.bytes[at + 2])) {
            cl_text word = cl_text_last_word(cl_text_slice(text, from, at));
            if (word.length > 3 && !cl_is_name_suffix(word))
                return at;
            if (at && text.bytes[at - 1] == ')')
                return at;
        }
    return to;
}

/* "This Supply Agreement", "THIS LEASE" where a line or a sentence may begin: the sentence that
 * names the parties again, behind a title that did. */
static bool starts_over(cl_text text, size_t at) {
    static const char *const kinds[] = {"agreement", "amendment", "contract",   "lease",   "deed",
                                        "addendum",  "letter",    "memorandum", "license", NULL};
    size_t next = cl_words_at(text, at, "this");
    if (!next || text.bytes[at] != 'T')
        return false;
    for (int i = 0; i < 7 && next; i++) {
        size_t word = cl_skip_spaces(text, next), end = cl_word_end(text, word);
        if (end == word)
            return false;
        if (cl_text_listed(cl_text_slice(text, word, end), kinds))
            return true;
        next = end;
    }
    return false;
}

size_t cl_party_list_limit(cl_text text, size_t from) {
    static const char *const ends[] = {"witnesseth",
                                       "w i t n e s s e t h",
                                       "recitals",
                                       "whereas",
                                       "now, therefore",
                                       "background",
                                       "now therefore",
                                       "table of contents",
                                       "preamble",
                                       "introduction",
                                       "agree as follows",
                                       "the present contract",
                                       "the present agreement",
                                       "definitions",
                                       NULL};
    size_t limit = from + LIST_BYTES < text.length ? from + LIST_BYTES : text.length;
    for (size_t at = from; at < limit; at++) {
        int c = cl_lower((unsigned char)text.bytes[at]);
        if ((c == 'w' || c == 'r' || c == 'n' || c == 'b' || c == 't' || c == 'p' || c == 'i' ||
             c == 'a') &&
            at > from && !cl_is_word_byte((unsigned char)text.bytes[at - 1]) &&
            (cl_any_words_at(text, at, ends) || starts_over(text, at)))
            return at;
    }
    return limit;
}

bool cl_is_place(cl_text text, size_t start, size_t end) {
    static const char *const before[] = {"in ", "of ", "at ", "to ", "under ", "near ", NULL};
    if (cl_name_has_suffix(cl_text_slice(text, start, end)))
        return false;
    size_t the = cl_words_before(text, start, "the ");
    if (the != SIZE_MAX)
        start = the;
    for (const char *const *word = before; *word; word++)
        if (cl_words_before(text, start, *word) != SIZE_MAX)
            return true;
    for (size_t at = start; at < end; at++)
        if (cl_is_digit((unsigned char)text.bytes[at]))
            return true;
    size_t comma = cl_words_before(text, start, ", "), word = comma;
    if (comma == SIZE_MAX)
        return false;
    while (word && cl_is_word_byte((unsigned char)text.bytes[word - 1]))
        word--;
    return word < comma && !cl_is_lower((unsigned char)text.bytes[word]); /* "Leeds, England" */
}

/* Right before the alias, or before ", a Utah company with its office in …". */
size_t cl_named_before(cl_text text, size_t from, size_t group, size_t *name_end) {
    size_t end = group;
    while (end > from && strchr(" ,-\n", text.bytes[end - 1]))
        end--;
    size_t start = cl_name_start(text, from, end);
    if (start < end && !cl_is_place(text, start, end)) {
        *name_end = end;
        return start;
    }
    static const char *const descriptions[] = {", a",         ", an",       ", having",  ", with",
                                               ", whose",     ", of",       ", located", ", as",
                                               ", organized", ", formerly", " of",       NULL};
    for (size_t at = from; at < end;) {
        size_t word = cl_word_end(text, at), stop = at;
        if ((word > at || strchr("[{<_", text.bytes[at])) && cl_starts_name(text, at))
            stop = cl_name_end(text, at);
        bool company = stop > at && cl_name_has_suffix(cl_text_slice(text, at, stop));
        if (stop > at && stop < end && !cl_is_place(text, at, stop) &&
            (company ? text.bytes[stop] == ',' || cl_any_words_at(text, stop, descriptions)
                     : cl_any_words_at(text, stop, descriptions) &&
                           memchr(text.bytes + at, ' ', stop - at))) {
            *name_end = stop;
            return at;
        }
        at = stop > at ? stop : word > at ? word : at + 1;
    }
    return SIZE_MAX;
}

size_t cl_next_name(cl_text text, size_t from, size_t limit) {
    size_t best = SIZE_MAX;
    int best_score = 0;
    bool direct = true;
    size_t beside = cl_skip_spaces(text, from);
    if (cl_word_byte(text, beside) == ',' || cl_word_byte(text, beside) == ';')
        beside = cl_skip_spaces(text, beside + 1);
    size_t beside_end = cl_name_end(text, beside);
    /* ("Acme"), Beta LLC ("Beta") | ("Acme"), Beta LLC, a company that … ("Beta") */
    if (beside_end > beside && beside_end <= limit &&
        (limit - beside_end <= 3 || cl_words_at(text, beside_end, ", a") ||
         cl_words_at(text, beside_end, ", an") || cl_words_at(text, beside_end, " a")) &&
        cl_name_has_suffix(cl_text_slice(text, beside, beside_end)))
        return beside;
    for (size_t at = from; at < limit; at++) {
        int c = text.bytes[at], score = 0;
        bool parted =
            at == from || strchr(",;\n).", text.bytes[at - 1]) ||
            (text.bytes[at - 1] == ' ' && at >= from + 2 && strchr(",;\n).", text.bytes[at - 2]));
        size_t start = SIZE_MAX, and = 0;
        if ((at == from || !cl_is_word_byte((unsigned char)text.bytes[at - 1])) &&
            (and = cl_words_at(text, at, "and"))) {
            start = cl_party_skip_filler(text, and, limit);
            score = parted || direct ? 3 : 1;
        } else if (c == '\n' || c == ';' || (c == 'P' && cl_lettered_party(text, at))) {
            start = cl_party_skip_filler(text, at, limit);
            score = 2;
        } else if (!cl_is_upper(cl_word_byte(text, at + 1)) && enumerator_end(text, at)) {
            start = cl_party_skip_filler(text, at, limit);
            score = 3;
        }
        if (c != ' ' && c != ',' && c != '\n' && c != '.' && c != ')')
            direct = false;
        if (start == SIZE_MAX || start >= limit)
            continue;
        size_t end = cl_name_end(text, start);
        if (end <= start || end > limit)
            continue;
        if (cl_name_has_suffix(cl_text_slice(text, start, end)))
            score += 2;
        else if (limit - end <= 3 && limit < text.length &&
                 memchr(text.bytes + start, ' ', end - start))
            score += 2; /* the alias follows right behind */
        if (score > best_score || (score == best_score && score == 1)) {
            best = start;
            best_score = score;
        }
        if (best_score >= 5)
            break;
    }
    return best;
}

size_t cl_name_joined_before(cl_text text, size_t from, size_t next) {
    size_t and = cl_words_before(text, next, "and ");
    if (and == SIZE_MAX || and <= from + 1)
        return next;
    size_t end = and;
    while (end > from && strchr(" ,", text.bytes[end - 1]))
        end--;
    size_t start = cl_name_start(text, from, end);
    return start < end && memchr(text.bytes + start, ' ', end - start) ? start : next;
}

/* End of "the customer", "any person, firm or company", "the legal entity" at `at`; 0 if nobody is
 * meant there. */
static size_t anybody_end(cl_text text, size_t at) {
    static const char *const articles[] = {"the", "any", "each", "every", "such", NULL};
    static const char *const nouns[] = {
        "customer",     "client",      "entity",    "person",     "company",     "organization",
        "organisation", "subscriber",  "user",      "individual", "party",       "firm",
        "business",     "buyer",       "purchaser", "licensee",   "corporation", "persons",
        "entities",     "partnership", "account",   "natural",    "legal",       "other",
        "juridical",    "institution", "authority", NULL};
    static const char *const joints[] = {"or", "and", NULL};
    size_t end = cl_words_at(text, at, "whoever");
    if (end)
        return end;
    size_t next = cl_any_words_at(text, at, articles);
    if (next && !cl_any_words_at(text, cl_skip_spaces(text, next), nouns))
        next = cl_word_end(text, cl_skip_spaces(text, next)); /* "the healthcare entity" */
    while (next) {
        size_t from = cl_skip_spaces(text, next), joint;
        while (cl_word_byte(text, from) == ',' || cl_word_byte(text, from) == '/')
            from = cl_skip_spaces(text, from + 1);
        if ((joint = cl_any_words_at(text, from, joints)))
            from = cl_skip_spaces(text, joint);
        if ((next = cl_any_words_at(text, from, nouns)))
            end = next;
    }
    return end;
}

/* Is somebody described in [at, end) rather than named: "the customer that is party to …"? */
static bool is_described(cl_text text, size_t at, size_t end) {
    static const char *const doing[] = {
        "that",      "which",      "who",       "whose",       "identified", "named",
        "specified", "accepting",  "signing",   "entering",    "ordering",   "registering",
        "registers", "accepts",    "signs",     "purchasing",  "using",      "placing",
        "executing", "agreeing",   "listed",    "subscribing", "described",  "set out",
        "stated",    "designated", "indicated", "to whom",     NULL};
    while (at < end) {
        size_t next = cl_word_end(text, at), described = anybody_end(text, at);
        if (described && described < end &&
            cl_any_words_at(text, cl_skip_spaces(text, described), doing))
            return true;
        at = next > at ? next : at + 1;
    }
    return false;
}

bool cl_party_is_described(cl_text text, size_t at, size_t end) {
    static const char *const own[] = {"its",  "their",    "together", "collectively", "any", "all",
                                      "such", "includes", "his",      "her",          NULL};
    static const char *const several[] = {"each", "the", "those", "all", "every", NULL};
    bool parted = false;
    if (is_described(text, at, end))
        return true;
    while (at < end && strchr(" ,;\n", text.bytes[at]))
        parted |= text.bytes[at++] == '\n';
    size_t from = parted ? skip_enumerator(text, at) : at;
    if (parted && cl_any_words_at(text, from, several) && end - from < 400)
        return true; /* "2. Each person listed in Schedule 1 ("Members")" */
    size_t and = cl_words_at(text, at, "and");
    return and&&and < end && end - and < 400 &&
           !cl_any_words_at(text, cl_skip_spaces(text, and), own) &&
           cl_sentence_stop(text, and, end) == end;
}
