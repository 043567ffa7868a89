/* SPDX-License-Identifier: MIT */
#include "contract/name.h"
#include "contract/number.h"
#include "contract/preamble.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    KEY_BYTES = 60,
    PLAIN_BYTES = 400, /* how near to a role a key that is none must stand: "Grantee: Beta LLC" */
};

/* "Licensor:" with what belongs to it, and the name behind. */
typedef struct entry {
    cl_span key, name;
    bool role; /* the key is a word for a party */
} entry;

size_t cl_lettered_party(cl_text text, size_t at) {
    static const char *const words[] = {"party a", "party b", "party c", "party d",
                                        "party e", "party f", NULL};
    return cl_any_words_at(text, at, words);
}

static size_t skip_capital_word(cl_text text, size_t at) {
    return cl_is_upper(cl_word_byte(text, at)) ? cl_word_end(text, at) : at;
}

/* The longest run of up to three words at `at` that names a role. Its end, or `at`. */
static size_t role_end(cl_text text, size_t at, bool article) {
    size_t lettered = cl_lettered_party(text, at), end = at, best = at;
    if (lettered)
        return lettered;
    end = cl_word_end(text, at);
    if (article && cl_role_find(cl_text_slice(text, at, end)))
        return end; /* "The seller: …" */
    end = at;
    for (int i = 0; i < 3; i++) {
        size_t next = skip_capital_word(text, end);
        if (next == end)
            break;
        if (cl_role_find(cl_text_slice(text, at, next)))
            best = next;
        else if (cl_is_no_party(cl_text_slice(text, end, next)))
            break; /* "SUPPLY AGREEMENT Buyer: …" */
        end = cl_skip_spaces(text, next);
    }
    return best;
}

/* One or two capitalised words that might be a role nobody listed. */
static size_t plain_end(cl_text text, size_t at) {
    static const char *const others[] = {
        "attention", "attn",   "by",      "name",    "to",      "from",  "re",      "cc",
        "bank",      "source", "copy",    "date",    "notice",  "title", "for",     "between",
        "and",       "with",   "address", "subject", "note",    "tel",   "fax",     "email",
        "phone",     "signed", "exhibit", "project", "product", "site",  "account", "insurer",
        "via",       "payee",  "contact", NULL};
    size_t end = skip_capital_word(text, at);
    if (end == at || cl_text_listed(cl_text_slice(text, at, end), others))
        return at;
    return end;
}

/* Behind the role: "Name", "Company Name", "'s name", "(the "Buyer")". */
static size_t skip_key_rest(cl_text text, size_t at) {
    static const char *const rests[] = {" name",   " company name", " legal name",   "'s name",
                                        " entity", " company",      "'s legal name", NULL};
    size_t next = cl_any_words_at(text, at, rests);
    if (next)
        at = next;
    if (cl_word_byte(text, at) == '/' && cl_is_alpha(cl_word_byte(text, at + 1)))
        for (at++; cl_is_word_byte(cl_word_byte(text, at)) || cl_word_byte(text, at) == '-';)
            at++; /* "Buyer/End-User" */
    size_t open = cl_skip_spaces(text, at);
    if (cl_word_byte(text, open) != '(')
        return at;
    for (size_t i = open; i < text.length && i - open < KEY_BYTES && text.bytes[i] != '\n'; i++)
        if (text.bytes[i] == ')')
            return i + 1;
    return at;
}

/* "Jane Smith Home Address:", "Acme Company Transporter:": the next key is not of the name. */
static size_t cut_next_key(cl_text text, size_t start, size_t end) {
    static const char *const adjuncts[] = {"home",    "registered", "mailing", "legal",
                                           "contact", "business",   "phone",   "e-mail",
                                           "fax",     "principal",  NULL};
    size_t colon = cl_skip_spaces(text, end);
    if (cl_word_byte(text, colon) != ':')
        return end;
    for (int i = 0; i < 2; i++) {
        cl_text last = cl_text_last_word(cl_text_slice(text, start, end));
        if (last.bytes <= text.bytes + start)
            return start;
        if (i && !cl_text_listed(last, adjuncts))
            break;
        end = (size_t)(last.bytes - text.bytes);
        while (end > start && text.bytes[end - 1] == ' ')
            end--;
    }
    return end;
}

static bool read_entry(cl_text text, size_t at, entry *entry) {
    bool line_start = !at || text.bytes[at - 1] == '\n';
    size_t the = cl_words_at(text, at, "the"), key = the ? cl_skip_spaces(text, the) : at;
    size_t key_end = role_end(text, key, the != 0);
    entry->role = key_end > key;
    if (!entry->role && line_start)
        key_end = plain_end(text, key);
    if (key_end == key || cl_words_at(text, key, "bank")) /* where to pay */
        return false;
    size_t colon = cl_skip_spaces(text, skip_key_rest(text, key_end));
    int separator = cl_word_byte(text, colon);
    bool cell = separator == '\n' && line_start,
         dash = separator == '-' && line_start && cl_word_byte(text, colon + 1) == ' ';
    if (separator != ':' && !cell && !dash)
        return false;
    size_t start = colon + 1, named;
    while (start < text.length && strchr(" \n:\"-", text.bytes[start]))
        start++;
    if ((named = cl_words_at(text, start, "name:")))
        start = cl_skip_spaces(text, named);
    size_t end = cut_next_key(text, start, cl_name_end(text, start));
    cl_text name = cl_text_slice(text, start, end);
    bool strong = cl_name_has_suffix(name) && cl_name_short(name).length < name.length;
    bool gap = name.length && cl_redaction_end(text, start);
    bool words = memchr(name.bytes, ' ', name.length);
    if (!name.length || cl_role_find(name) || (cell && !strong && !(gap && entry->role)) ||
        (dash && !strong && !gap) || (!entry->role && !strong) ||
        (!line_start && !strong && !gap && !words))
        return false;
    entry->key = (cl_span){key, key_end};
    entry->name = (cl_span){start, end};
    return true;
}

/* May a key begin at `at`: a line, or a word behind a space or stop? Not "Acceptance by Client:".
 */
static bool may_begin(cl_text text, size_t at) {
    static const char *const barring[] = {"by ",     "of ",      "for ",    "to ",
                                          "from ",   "and ",     "or ",     "by the ",
                                          "of the ", "for the ", "to the ", NULL};
    if (!cl_is_upper((unsigned char)text.bytes[at]) && !cl_words_at(text, at, "the"))
        return false;
    if (!at || text.bytes[at - 1] == '\n')
        return true;
    if (text.bytes[at - 1] != ' ')
        return false;
    for (const char *const *word = barring; *word; word++)
        if (cl_words_before(text, at, *word) != SIZE_MAX)
            return false;
    return true;
}

static bool is_known(cl_text text, const cl_named *parties, size_t count, const entry *entry) {
    cl_text key = cl_text_slice(text, entry->key.start, entry->key.end);
    for (size_t i = 0; i < count; i++)
        if (cl_text_equal_nocase(
                cl_text_slice(text, parties[i].aliases[0].start, parties[i].aliases[0].end), key))
            return true;
    return false;
}

/* Is there a role within reach of a key that is none? */
static bool is_near_role(const entry *entries, size_t count, size_t i) {
    for (size_t k = 0; k < count; k++) {
        size_t a = entries[i].key.start, b = entries[k].key.start;
        if (entries[k].role && (a > b ? a - b : b - a) <= PLAIN_BYTES)
            return true;
    }
    return false;
}

size_t cl_preamble_read_keys(cl_text opening, cl_named parties[CL_NAMED_MAX]) {
    entry entries[2 * CL_NAMED_MAX];
    size_t found = 0, count = 0;
    for (size_t at = 0; at < opening.length && found < 2 * CL_NAMED_MAX; at++)
        if (may_begin(opening, at) && read_entry(opening, at, &entries[found]))
            at = entries[found++].name.end - 1;
    for (size_t i = 0; i < found && count < CL_NAMED_MAX; i++)
        if (!is_known(opening, parties, count, &entries[i]) &&
            (entries[i].role || is_near_role(entries, found, i)))
            parties[count++] =
                (cl_named){.name = entries[i].name, .aliases = {entries[i].key}, .alias_count = 1};
    return count;
}
