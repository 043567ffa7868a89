/* SPDX-License-Identifier: MIT */
#include "contract/alias.h"

#include "contract/name.h"
#include "contract/number.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    GROUP_BYTES = 500, /* one parenthesis */
    ALIAS_BYTES = 80,
    BEFORE_BYTES = 200, /* how far before it the name of a bare alias may stand */
};

typedef cl_alias_group group;

/* "First Party", "Disclosing Party", "Party B": parties that are called so. */
static bool is_party_title(cl_text alias) {
    const cl_role *role = cl_role_find(alias);
    cl_text last = cl_text_last_word(alias);
    return role && (cl_text_equal_nocase(last, CL_TEXT("party")) ||
                    (cl_words_at(alias, 0, "party") && last.length == 1));
}

static void group_add(group *group, cl_text text, size_t start, size_t end, bool collective) {
    static const char *const before[] = {"hereinafter", "hereafter", NULL};
    while (start < end && strchr(" ,.\"'`-", text.bytes[start]))
        start++;
    while (end > start && strchr(" ,.;\"'`", text.bytes[end - 1]))
        end--;
    size_t word = cl_any_words_at(text, start, before);
    while (word && word < end && strchr(" ,:\"'`-", text.bytes[word]))
        start = ++word;
    size_t the = cl_words_at(text, start, "the");
    if (the && the < end)
        start = cl_skip_spaces(text, the);
    cl_text alias = cl_text_slice(text, start, end);
    if (!alias.length || alias.length > ALIAS_BYTES)
        return;
    if (cl_text_equal_nocase(alias, CL_TEXT("parties"))) {
        group->parties = true;
        return;
    }
    if (cl_is_no_party(alias) && !is_party_title(alias))
        return;
    if (collective)
        group->collective = (cl_span){start, end};
    else if (group->count < CL_NAMED_ALIASES)
        group->aliases[group->count++] = (cl_span){start, end};
}

static bool says_collective(cl_text text, size_t start, size_t end) {
    static const char *const words[] = {"collectively", "together", "each", "individually",
                                        "jointly",      "both",     NULL};
    for (size_t at = start; at < end; at++)
        if ((at == start || !cl_is_word_byte((unsigned char)text.bytes[at - 1])) &&
            cl_any_words_at(text, at, words))
            return true;
    return false;
}

/* A quotation mark as it is typed or as it is left behind by a broken encoding. */
typedef enum mark { NO_MARK, DOUBLE, SINGLE, LOST } mark;

/* The mark that opens at `at`, and its length: " '' `` ' ` and the ? of (?Acme?). */
static mark opens_at(cl_text text, size_t at, size_t start, size_t *length) {
    int c = cl_word_byte(text, at), next = cl_word_byte(text, at + 1);
    bool free = at == start || !cl_is_word_byte((unsigned char)text.bytes[at - 1]);
    *length = 1;
    if (c == '"')
        return DOUBLE;
    if ((c == '\'' || c == '`') && free) {
        bool twice = next == c;
        *length = twice ? 2 : 1;
        return twice ? DOUBLE : SINGLE;
    }
    if (c == '?' && (at == start || cl_word_byte(text, at - 1) == ' ') && cl_is_alpha(next))
        return LOST;
    return NO_MARK;
}

static bool closes_at(cl_text text, size_t at, mark mark, size_t *length) {
    int c = cl_word_byte(text, at), next = cl_word_byte(text, at + 1);
    *length = 1;
    if (mark == LOST)
        return c == '?' && !cl_is_word_byte(next);
    if (c == '"')
        return true;
    if (c != '\'')
        return false;
    if (next == '\'')
        *length = 2;
    return (next == '\'' || mark == SINGLE) && !cl_is_word_byte(cl_word_byte(text, at + *length));
}

static bool has_marks(cl_text text, size_t start, size_t end) {
    size_t length;
    for (size_t at = start; at < end; at++)
        if (opens_at(text, at, start, &length))
            return true;
    return false;
}

/* Quoted names in [start, end). */
static void read_quoted(cl_text text, size_t start, size_t end, group *group) {
    size_t open = SIZE_MAX, since = start, length;
    mark mark = NO_MARK;
    for (size_t at = start; at < end; at++) {
        if (open == SIZE_MAX) {
            if ((mark = opens_at(text, at, start, &length))) {
                open = at;
                at += length - 1;
            }
        } else if (closes_at(text, at, mark, &length)) {
            group_add(group, text, open + 1, at, says_collective(text, since, open));
            at += length - 1;
            since = at + 1;
            open = SIZE_MAX;
        }
    }
    if (open != SIZE_MAX && mark == DOUBLE) { /* a quote that is missing its partner */
        if (open > start + 12 && !group->count)
            group_add(group, text, start, open, false);
        else if (end - open < 3 && !group->count) /* (Acme") */
            group_add(group, text, start, open, false);
        else if (end - open < 50)
            group_add(group, text, open + 1, end, says_collective(text, since, open));
    }
}

/* (the X), (X): capitalised words and nothing else. */
static void read_unquoted(cl_text text, size_t start, size_t end, group *group) {
    size_t the = cl_words_at(text, start, "the"), from = the ? cl_skip_spaces(text, the) : start;
    if (end <= from || end - from > 40 || !cl_is_upper(cl_word_byte(text, from)))
        return;
    cl_text words = cl_text_slice(text, from, end);
    for (size_t i = 0; i < words.length; i++)
        if (!cl_is_alpha(words.bytes[i]) && words.bytes[i] != ' ' && words.bytes[i] != '-')
            return;
    if (the || cl_role_find(words) || words.length <= 12)
        group_add(group, text, from, end, false);
}

/* "_____ [Landlord]": a bracket behind a blank names the role of whoever fills it in. */
static bool is_behind_blank(cl_text text, size_t open) {
    while (open && text.bytes[open - 1] == ' ')
        open--;
    return open && (text.bytes[open - 1] == '_' || text.bytes[open - 1] == ']');
}

static bool read_parenthesis(cl_text text, size_t open, size_t limit, group *group) {
    size_t depth = 0, at = open, stop = open + GROUP_BYTES < limit ? open + GROUP_BYTES : limit;
    char opening = text.bytes[open], closing = (char)(opening == '(' ? ')' : ']');
    for (; at < stop; at++) {
        if (text.bytes[at] == opening)
            depth++;
        else if (text.bytes[at] == closing && !--depth)
            break;
    }
    if (at >= stop)
        return false;
    *group = (cl_alias_group){.start = open, .end = at + 1};
    if (has_marks(text, open + 1, at))
        read_quoted(text, open + 1, at, group);
    else if (open && cl_is_word_byte((unsigned char)text.bytes[open - 1]))
        return false; /* "No. 2044 R(S)" */
    else if (opening == '(' || is_behind_blank(text, open))
        read_unquoted(text, open + 1, at, group);
    return true;
}

/* End of capitalised words at `at`, none of which is one of sentences ("Seller And"). */
static size_t capitals_end(cl_text text, size_t at, size_t limit) {
    size_t end = at;
    for (size_t word = at; word < limit && cl_is_upper(cl_word_byte(text, word));) {
        end = word;
        while (end < limit &&
               (cl_is_word_byte((unsigned char)text.bytes[end]) ||
                (strchr("-&'.", text.bytes[end]) && cl_is_word_byte(cl_word_byte(text, end + 1)))))
            end++;
        if (cl_word_byte(text, end) != ' ' || cl_words_at(text, end + 1, "and"))
            break;
        word = end + 1;
    }
    return end;
}

/* hereinafter referred to as "X" | - hereinafter referred to as X - | (as above without quotes) */
static bool read_hereinafter(cl_text text, size_t at, size_t limit, group *group) {
    static const char *const makers[] = {"hereinafter",     "hereafter",     "referred to",
                                         "herein referred", "herein called", "henceforth",
                                         "to be called",    "here called",   NULL};
    static const char *const links[] = {
        "hereinafter",  "hereafter", "referred",   "to",      "in this agreement",
        "herein",       "as",        "called",     "the",     "be",
        "is",           "will be",   "shall be",   "simply",  "individually",
        "collectively", "known",     "sometimes",  "jointly", "and",
        "also",         "here",      "henceforth", NULL};
    static const char *const joints[] = {"or the", "or", NULL};
    if (!cl_any_words_at(text, at, makers))
        return false;
    size_t from = at, next, length;
    bool collective = false;
    while ((next = cl_any_words_at(text, from, links)) && next < limit) {
        collective |= cl_words_at(text, from, "collectively") || cl_words_at(text, from, "jointly");
        from = cl_skip_spaces(text, next);
        if (cl_word_byte(text, from) == ',' || cl_word_byte(text, from) == ':')
            from = cl_skip_spaces(text, from + 1);
    }
    *group = (cl_alias_group){.start = at, .end = from};
    mark mark = opens_at(text, from, from, &length);
    if (mark && mark != LOST) {
        size_t close = from + length, closing = 0;
        while (close < limit && close - from < ALIAS_BYTES &&
               !closes_at(text, close, mark, &closing))
            close++;
        if (close >= limit || close - from >= ALIAS_BYTES)
            return false;
        group_add(group, text, from + 1, close, collective);
        group->end = close + closing;
        size_t or = cl_words_at(text, close + 1, " or \"");
        if (or && or < limit) {
            size_t second = or ;
            while (second < limit && second - or < ALIAS_BYTES && text.bytes[second] != '"')
                second++;
            group_add(group, text, or, second, collective);
            group->end = second < limit ? second + 1 : limit;
        }
        return true;
    }
    if (cl_word_byte(text, from) == '(') {
        bool read = read_parenthesis(text, from, limit, group);
        group->start = at;
        return read;
    }
    do { /* "hereinafter the FIRST PARTY or ACME" */
        size_t end = capitals_end(text, from, limit);
        if (end == from)
            break;
        group_add(group, text, from, end, collective);
        group->end = end;
        from = cl_any_words_at(text, cl_skip_spaces(text, end), joints);
        from = from ? cl_skip_spaces(text, from) : limit;
    } while (from < limit);
    return group->count || group->parties || group->collective.end;
}

/* Does the alias begin with a word of what stands before it: "Acme Tools, Inc. - "Acme" -"? */
static bool is_named_before(cl_text text, size_t at, cl_span alias) {
    size_t start = at > BEFORE_BYTES ? at - BEFORE_BYTES : 0;
    cl_text before = cl_text_slice(text, start, at),
            word = cl_text_slice(text, alias.start, cl_word_end(text, alias.start));
    if (!word.length || !cl_is_upper((unsigned char)word.bytes[0]))
        return false;
    for (size_t i = 0; i + word.length < before.length; i++)
        if ((!i || !cl_is_word_byte((unsigned char)before.bytes[i - 1])) &&
            cl_text_equal_nocase(cl_text_slice(before, i, i + word.length), word))
            return true;
    return false;
}

/* Acme AG, 2 High Street "Licensor" / "Acme", or Acme AG - "Acme" -: no parenthesis around. */
static bool read_bare_quotes(cl_text text, size_t at, size_t limit, group *group) {
    static const char *const joints[] = {"/ \"", "or \"", NULL};
    *group = (cl_alias_group){.start = at};
    for (size_t open = at; open;) {
        size_t close = open + 1;
        while (close < limit && close - open < 40 && text.bytes[close] != '"')
            close++;
        if (close >= limit || text.bytes[close] != '"')
            break;
        group_add(group, text, open + 1, close, false);
        group->end = close + 1;
        size_t next = cl_any_words_at(text, cl_skip_spaces(text, close + 1), joints);
        open = next ? next - 1 : 0;
    }
    static const char *const defines[] = {"means",  "mean",     "shall mean",
                                          "refers", "includes", NULL};
    if (!group->count || cl_any_words_at(text, cl_skip_spaces(text, group->end), defines))
        return false;
    cl_span first = group->aliases[0];
    return cl_role_find(cl_text_slice(text, first.start, first.end)) ||
           (cl_words_before(text, at, "- ") != SIZE_MAX && is_named_before(text, at, first));
}

/* "Acme Inc., as Borrower, and": a role that is told and no more. */
static bool read_capacity(cl_text text, size_t at, size_t limit, group *group) {
    size_t from = cl_skip_spaces(text, at + 2), the = cl_words_at(text, from, "the");
    if (the)
        from = cl_skip_spaces(text, the);
    size_t end = capitals_end(text, from, limit < from + 40 ? limit : from + 40);
    int behind = cl_word_byte(text, end);
    const cl_role *role =
        end > from ? cl_role_find(cl_text_last_word(cl_text_slice(text, from, end))) : NULL;
    if (!role || !role->role ||
        (behind && !strchr(",;.\n)", behind) &&
         !cl_words_at(text, cl_skip_spaces(text, end), "and")))
        return false;
    *group = (cl_alias_group){.start = at, .end = end};
    group_add(group, text, from, end, false);
    return group->count > 0;
}

bool cl_alias_group_next(cl_text text, size_t from, size_t limit, group *group) {
    for (size_t at = from; at < limit; at++) {
        int c = text.bytes[at];
        size_t place = c == '(' ? cl_name_place(text, at) : 0;
        if (place) {
            at = place - 1;
            continue;
        }
        if ((c == '(' || c == '[') && read_parenthesis(text, at, limit, group) &&
            (group->count || group->parties || group->collective.end))
            return true;
        bool free = !at || !cl_is_word_byte((unsigned char)text.bytes[at - 1]);
        if (free && strchr("hHrRtT", c) && read_hereinafter(text, at, limit, group))
            return true;
        if (free && c == 'a' && cl_words_at(text, at, "as") && at > from + 1 &&
            text.bytes[at - 2] == ',' && read_capacity(text, at, limit, group))
            return true;
        if (c == '"' && (at == from || strchr(" \n", text.bytes[at - 1])) &&
            read_bare_quotes(text, at, limit, group))
            return true;
    }
    return false;
}
