/* SPDX-License-Identifier: MIT */
#include "contract/name.h"

#include "contract/number.h"
#include "contract/word.h"
#include "document/typed_label.h"

enum { NAME_BYTES = 140 };

static const char *const suffixes[] = {"inc",
                                       "incorporated",
                                       "corp",
                                       "corporation",
                                       "co",
                                       "company",
                                       "companies",
                                       "ltd",
                                       "limited",
                                       "llc",
                                       "l.l.c",
                                       "llp",
                                       "l.l.p",
                                       "lp",
                                       "l.p",
                                       "plc",
                                       "p.l.c",
                                       "gmbh",
                                       "ag",
                                       "kg",
                                       "s.a",
                                       "sa",
                                       "s.a.s",
                                       "sas",
                                       "s.p.a",
                                       "spa",
                                       "s.r.l",
                                       "srl",
                                       "b.v",
                                       "bv",
                                       "n.v",
                                       "nv",
                                       "n.a",
                                       "na",
                                       "a/s",
                                       "ab",
                                       "oy",
                                       "oyj",
                                       "as",
                                       "kk",
                                       "k.k",
                                       "pty",
                                       "pte",
                                       "pvt",
                                       "s.l",
                                       "sarl",
                                       "s.a.r.l",
                                       "trust",
                                       "aktiengesellschaft",
                                       "partnership",
                                       "association",
                                       "university",
                                       "bank",
                                       "foundation",
                                       "pc",
                                       "p.c",
                                       "pllc",
                                       "jr",
                                       "sr",
                                       "bhd",
                                       "sdn",
                                       "se",
                                       "lc",
                                       "l.c",
                                       "ulc",
                                       "d.o.o",
                                       "o.o",
                                       "s.r.o",
                                       "a.s",
                                       "kft",
                                       "ltda",
                                       "c.v",
                                       "kaisha",
                                       "berhad",
                                       "tbk",
                                       "jsc",
                                       "pjsc",
                                       "lllp",
                                       "l.l.l.p",
                                       "limitada",
                                       NULL};

static const char *const no_party_words[] = {
    "agreement",  "date",       "dates",      "parties",     "party",        "amendment",
    "contract",   "lease",      "premises",   "territory",   "product",      "products",
    "services",   "service",    "act",        "term",        "shares",       "code",
    "sec",        "commission", "property",   "transaction", "transactions", "affiliates",
    "project",    "securities", "addendum",   "sow",         "exhibit",      "schedule",
    "annex",      "appendix",   "attachment", "license",     "licence",      "plan",
    "order",      "memorandum", "mou",        "closing",     "program",      "system",
    "software",   "technology", "event",      "site",        "website",      "facility",
    "letter",     "terms",      "trademarks", "marks",       "prospectus",   "business",
    "field",      "day",        "states",     "laws",        "warrant",      "warrants",
    "stock",      "notes",      "note",       "loan",        "mark",         "equipment",
    "goods",      "conditions", "documents",  "information", "vessel",       "aircraft",
    "work",       "works",      "state",      "regulations", "users",        "gdpr",
    "sccs",       "eu",         "addenda",    "schedule",    "exhibits",     "prc",
    "business",   "assets",     "purpose",    "board",       "fee",          "fees",
    "bonus",      "rights",     "sdk",        "api",         "app",          "application",
    "platform",   "content",    "committee",  "location",    "manual",       "invention",
    "inventions", "materials",  NULL};

cl_text cl_text_last_word(cl_text text) {
    size_t end = text.length;
    while (end && !cl_is_alnum(text.bytes[end - 1]))
        end--;
    size_t start = end;
    while (start && text.bytes[start - 1] != ' ')
        start--;
    return cl_text_slice(text, start, end);
}

/* "Part A", "Schedule II": a part of the document. */
static bool is_document_part(cl_text alias) {
    static const char *const words[] = {"part",   "annex",      "schedule", "exhibit", "appendix",
                                        "module", "attachment", "section",  NULL};
    enum { LABEL = 3 };
    size_t end = cl_word_end(alias, 0), next = cl_skip_spaces(alias, end);
    return next > end && alias.length - next <= LABEL &&
           cl_text_listed(cl_text_slice(alias, 0, end), words);
}

bool cl_is_no_party(cl_text alias) {
    cl_text word = cl_text_last_word(alias);
    return !word.length || cl_text_listed(word, no_party_words) || is_document_part(alias) ||
           cl_is_digit((unsigned char)word.bytes[0]);
}

/* A token up to the next space or newline, without punctuation at its end. */
static size_t token_end(cl_text text, size_t at) {
    while (at < text.length && text.bytes[at] != ' ' && text.bytes[at] != '\n' &&
           text.bytes[at] != '(')
        at++;
    return at;
}

bool cl_is_name_suffix(cl_text token) {
    while (token.length && strchr(".,;:\"'", token.bytes[token.length - 1]))
        token.length--;
    bool small = token.length && cl_is_lower((unsigned char)token.bytes[0]);
    if (small &&
        (token.length == 2 || (token.length > 4 && !memchr(token.bytes, '.', token.length))))
        return false; /* "as", "trust" and "incorporated" are words, AS and Trust are companies */
    return token.length && cl_text_listed(token, suffixes);
}

/* "Casualty Corporation of America", "Bank of Bermuda". */
static bool is_something_of(cl_text name) {
    static const char *const heads[] = {
        "corporation of", "company of", "bank of",      "university of",
        "association of", "trust of",   "institute of", NULL};
    for (size_t at = 0; at < name.length;) {
        size_t end = cl_word_end(name, at), of = end > at ? cl_any_words_at(name, at, heads) : 0;
        if (of && cl_is_upper((unsigned char)name.bytes[at]) &&
            cl_is_upper(cl_word_byte(name, cl_skip_spaces(name, of))))
            return true;
        at = end > at ? end : at + 1;
    }
    return false;
}

bool cl_name_has_suffix(cl_text name) {
    return cl_is_name_suffix(cl_text_last_word(name)) || is_something_of(name);
}

cl_text cl_name_short(cl_text name) {
    for (int i = 0; i < 3; i++) {
        cl_text word = cl_text_last_word(name);
        if (!word.length || !cl_is_name_suffix(word) || word.bytes == name.bytes)
            break;
        name.length = (size_t)(word.bytes - name.bytes);
        while (name.length && strchr(" ,.", name.bytes[name.length - 1]))
            name.length--;
    }
    return name;
}

/* Words of a gap that is not for a name: "[DATE]", "[registered address]", "[insert country]". */
static bool is_other_gap(cl_text words) {
    static const char *const others[] = {"date",        "day",         "month",
                                         "year",        "address",     "country",
                                         "state",       "number",      "amount",
                                         "street",      "city",        "place",
                                         "territory",   "title",       "term",
                                         "days",        "province",    "county",
                                         "zip",         "postcode",    "jurisdiction",
                                         "type",        "office",      "email",
                                         "law",         "laws",        "dated",
                                         "date:",       "nationality", "position",
                                         "fee",         "currency",    "region",
                                         "capital",     "status",      "product",
                                         "products",    "services",    "phone",
                                         "entity type", "and",         "or",
                                         "the",         "if",          "its",
                                         "to",          "of",          "see",
                                         "note",        "page",        "a",
                                         "an",          "are",         "is",
                                         "which",       "including",   NULL};
    return cl_text_listed(cl_text_last_word(words), others) ||
           cl_text_listed(cl_text_slice(words, 0, cl_word_end(words, 0)), others);
}

/* End of a gap of a template that waits for a name, or 0: [COMPANY NAME], {{client}}, <<Tenant>>.
 */
static size_t placeholder_end(cl_text text, size_t at) {
    enum { LONGEST = 60 };
    static const struct {
        const char *open, *close;
    } kinds[] = {{"[", "]"}, {"{{", "}}"}, {"<<", ">>"}, {"\xC2\xAB", "\xC2\xBB"},
                 {"{", "}"}, {"<", ">"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].open), from = at + length, end = from, letters = 0;
        if (from > text.length || memcmp(text.bytes + at, kinds[i].open, length) != 0)
            continue;
        while (end < text.length && end - from < LONGEST && text.bytes[end] != kinds[i].close[0] &&
               !strchr("\"\n[{<(", text.bytes[end]))
            letters += cl_is_word_byte((unsigned char)text.bytes[end++]);
        cl_text words = cl_text_trim(cl_text_slice(text, from, end));
        if (cl_text_starts(cl_text_slice(text, end, text.length), kinds[i].close) && letters &&
            !cl_is_digit((unsigned char)words.bytes[0]) && !is_other_gap(words))
            return end + length;
        return 0;
    }
    return 0;
}

/* End of what stands for a name that is not there: blacked out, or left to fill in. */
static size_t gap_end(cl_text text, size_t at) {
    size_t redacted = cl_redaction_end(text, at);
    return redacted ? redacted : placeholder_end(text, at);
}

/* "e-centives", "acme.com": a name that begins with a small letter. */
static bool starts_small_name(cl_text text, size_t at) {
    static const char *const particles[] = {"de", "van", "von", "der", "di",
                                            "da", "du",  "le",  "la",  NULL};
    if (!cl_is_lower(cl_word_byte(text, at)))
        return false;
    size_t end = cl_word_end(text, at);
    int c = cl_word_byte(text, end), next = cl_word_byte(text, end + 1);
    return (c == '-' && end == at + 1 && cl_is_alpha(next)) ||
           (end > at + 1 && cl_is_digit(cl_word_byte(text, at + 1)) && c == ' ' &&
            cl_is_upper(next)) || /* "i3 Systems" */
           (c == ' ' && cl_is_upper(next) &&
            cl_text_listed(cl_text_slice(text, at, end), particles)) ||
           (c == '.' && end > at + 2 && cl_is_lower(next)) ||
           ((text.bytes[at] == 'i' || text.bytes[at] == 'e') &&
            cl_is_upper(cl_word_byte(text, at + 1)));
}

bool cl_starts_name(cl_text text, size_t at) {
    int c = cl_word_byte(text, at);
    return cl_is_upper(c) || cl_is_digit(c) || c >= 0x80 || starts_small_name(text, at) ||
           gap_end(text, at);
}

/* "(Beijing)" inside "Acme (Beijing) Co., Ltd.": its end, or 0. */
size_t cl_name_place(cl_text text, size_t open) {
    size_t at = open + 1;
    if (cl_word_byte(text, open) != '(' || !cl_is_upper(cl_word_byte(text, at)))
        return 0;
    while (at - open < 24 && (cl_is_alpha(cl_word_byte(text, at)) ||
                              cl_word_byte(text, at) == '.' || cl_word_byte(text, at) == ' '))
        at++;
    if (cl_word_byte(text, at) != ')' || cl_word_byte(text, at + 1) != ' ' ||
        !cl_is_upper(cl_word_byte(text, at + 2)) || cl_words_at(text, open + 1, "the") ||
        cl_words_at(text, at + 2, "and") || cl_words_at(text, at + 2, "a") ||
        cl_words_at(text, at + 2, "by") || cl_words_at(text, at + 2, "with"))
        return 0;
    /* only where the name goes on to a suffix, else it is an alias: "ACME (Acme) Beta Inc." */
    size_t end = at + 2;
    for (int i = 0; i < 6; i++) {
        size_t stop = token_end(text, end);
        cl_text token = cl_text_slice(text, end, stop);
        if (cl_is_name_suffix(token))
            return at + 1;
        if (!cl_is_upper(cl_word_byte(text, end)) || cl_word_byte(text, stop) != ' ')
            return 0;
        end = stop + 1;
    }
    return 0;
}

/* "Ministry for Coastal Works and Land Records" */
static bool is_office(cl_text name) {
    static const char *const offices[] = {"ministry of",    "ministry for",   "department of",
                                          "department for", "office of",      "office for",
                                          "secretariat of", "directorate of", "bureau of",
                                          "agency for",     "institute for",  NULL};
    size_t the = cl_words_at(name, 0, "the");
    return cl_any_words_at(name, the ? cl_skip_spaces(name, the) : 0, offices) != 0;
}

/* "… and Acme Ltd, of Leeds" */
static bool begins_company(cl_text text, size_t at) {
    enum { LONGEST = 120 }; /* bytes of a name that are read */
    size_t stop = at;
    while (stop < text.length && stop < at + LONGEST && !strchr(",(;\n", text.bytes[stop]))
        stop++;
    return cl_name_has_suffix(cl_text_slice(text, at, stop));
}

/* "Science and Technology", "Savings and Loan": such words go on with a name behind "and". */
static bool goes_on_behind_and(cl_text text, cl_text name, size_t at) {
    static const char *const words[] = {
        "technology",     "technologies", "trading",    "trade",       "loan",
        "commerce",       "development",  "research",   "engineering", "commercialization",
        "associates",     "sons",         "industrial", "industry",    "communications",
        "communication",  "information",  "culture",    "investment",  "investments",
        "finance",        "insurance",    "logistics",  "marketing",   "distribution",
        "entertainment",  "telecom",      "annuity",    "casualty",    "telecommunications",
        "pharmaceutical", "management",   "life",       "exploration", NULL};
    at = cl_skip_spaces(text, at);
    return cl_is_upper(cl_word_byte(text, at)) && !cl_name_has_suffix(name) &&
           memchr(name.bytes, ' ', name.length) &&
           ((is_office(name) && !begins_company(text, at)) ||
            cl_text_listed(cl_text_slice(text, at, cl_word_end(text, at)), words));
}

/* "YOU ON DEMAND HOLDINGS, INC.": capitals and a suffix make a name of a pronoun. */
static bool is_capital_name(cl_text text, size_t at) {
    static const char *const words[] = {"you", "we", "it", "all", "our", "on", "to", "in", NULL};
    size_t end = cl_word_end(text, at);
    if (!cl_any_words_at(text, at, words) || !cl_is_upper(cl_word_byte(text, at + 1)))
        return false;
    for (int i = 0; i < 6; i++) {
        size_t next = cl_skip_spaces(text, end);
        end = token_end(text, next);
        cl_text token = cl_text_slice(text, next, end);
        if (i && cl_is_name_suffix(token))
            return true;
        if (!token.length || !cl_text_is_caps(token))
            return false;
    }
    return false;
}

/* Behind a comma: "Cheng & Doe, Inc." of "Abel, Cheng & Doe, Inc." */
static bool is_firm(cl_text text, size_t at) {
    bool joined = false;
    for (int i = 0; i < 6; i++) {
        size_t end = token_end(text, at);
        cl_text token = cl_text_slice(text, at, end);
        if (joined && cl_is_name_suffix(token))
            return true;
        joined |= cl_text_equal(token, CL_TEXT("&"));
        if (!token.length || (token.bytes[0] != '&' && !cl_is_upper((unsigned char)token.bytes[0])))
            return false;
        at = cl_skip_spaces(text, end);
    }
    return false;
}

/* Do capitalised words lead from `at` to a form of company, without a comma but the last:
 * "Beacon Corp.", "Main Holdings, Inc."? */
static bool leads_to_suffix(cl_text text, size_t at) {
    for (int i = 0; i < 4; i++) {
        size_t end = token_end(text, at);
        cl_text token = cl_text_slice(text, at, end);
        if (i && cl_is_name_suffix(token))
            return true;
        if (!token.length || !cl_is_upper((unsigned char)token.bytes[0]))
            return false;
        int last = token.bytes[token.length - 1], behind = cl_word_byte(text, end);
        at = cl_skip_spaces(text, end);
        if (strchr(":;)", last) || behind == '\n' || behind == '(' ||
            (last == ',' && !cl_is_name_suffix(cl_text_slice(text, at, token_end(text, at)))))
            return false;
    }
    return false;
}

/* A page or a street number; "3M", "7-Eleven" and "123 Beacon Corp." are names. */
static bool is_figures(cl_text text, size_t at) {
    while (cl_is_digit(cl_word_byte(text, at)) || cl_word_byte(text, at) == '.')
        at++;
    return !cl_is_word_byte(cl_word_byte(text, at)) && cl_word_byte(text, at) != '-' &&
           (cl_word_byte(text, at) != ' ' || !leads_to_suffix(text, at + 1));
}

/* Is the name over with this form of company, whatever capitals follow? "Acme, Inc. Licensee: …",
 * but "Delta AG Services, Inc.", "Acme GmbH & Co. KG", "Acme S.A. de C.V." and "Bank of Utah". */
static bool is_closed(cl_text text, cl_text form, size_t next) {
    static const char *const final[] = {
        "inc",   "incorporated", "corp",        "llc",     "l.l.c",       "ltd",   "gmbh",
        "l.l.p", "llp",          "plc",         "p.l.c",   "s.r.l",       "b.v",   "n.v",
        "s.p.a", "pllc",         "l.p",         "lllp",    "limited",     "s.a.s", "sarl",
        "d.o.o", "o.o",          "corporation", "company", "partnership", "co",    NULL};
    static const char *const open[] = {"companies",  "trust",      "bank", "association",
                                       "university", "foundation", NULL};
    while (form.length && strchr(".,;:", form.bytes[form.length - 1]))
        form.length--;
    bool of = cl_words_at(text, next, "of"), wide = cl_text_listed(form, open) ||
                                                    cl_words_at(form, 0, "corporation") ||
                                                    cl_words_at(form, 0, "company");
    if (cl_word_byte(text, next) == '&' || cl_words_at(text, next, "de c.v") || (of && wide))
        return false;
    if (cl_text_listed(form, final))
        return true;
    return !cl_text_listed(form, open) && !leads_to_suffix(text, next);
}

/* A form of company that is written with a stop of its own: "Inc.", "S.A.", "Jr.". */
static bool is_abbreviated(cl_text form) {
    static const char *const words[] = {"inc", "corp", "co",  "ltd", "jr",  "sr",
                                        "bhd", "sdn",  "pty", "pte", "pvt", NULL};
    return cl_is_name_suffix(form) &&
           (memchr(form.bytes, '.', form.length) || cl_text_listed(form, words));
}

size_t cl_name_end(cl_text text, size_t at) {
    static const char *const inside[] = {"of",  "de", "la", "du", "van", "von", "der", "the", "for",
                                         "del", "y",  "e",  "et", "z",   "di",  "da",  NULL};
    static const char *const enders[] = {
        "and",     "a",     "an",          "with",      "having", "located", "organized", "whose",
        "between", "among", "hereinafter", "hereby",    "agree",  "agrees",  "dated",     "is",
        "as",      "or",    "by",          "effective", "this",   NULL};
    static const char *const never[] = {
        "you",     "we",          "it",      "if",          "each",
        "this",    "your",        "our",     "all",         "whereas",
        "as",      "definitions", "address", "name",        "attention",
        "attn",    "phone",       "fax",     "tel",         "telephone",
        "email",   "title",       "signed",  "date",        "dated",
        "exhibit", "schedule",    "annex",   "appendix",    "attachment",
        "section", "article",     "no",      "appointment", "notwithstanding",
        "after",   "business",    "witness", "signature",   "in",
        "such",    "that",        "these",   "upon",        "for",
        "to",      "any",         "on",      "with",        "and",
        NULL};
    size_t start = at, end = at, gap = 0;
    size_t first_end = cl_word_end(text, at);
    bool article = cl_words_at(text, at, "a") || cl_words_at(text, at, "an");
    if (article && cl_is_lower(cl_word_byte(text, cl_skip_spaces(text, first_end))))
        return start; /* "A company that …" */
    if (!cl_starts_name(text, at) ||
        (cl_word_byte(text, first_end) != '-' &&
         cl_text_listed(cl_text_slice(text, at, first_end), never) && !is_capital_name(text, at)))
        return start;
    if (cl_is_digit(cl_word_byte(text, at)) && is_figures(text, at))
        return start;
    while (at < text.length && at - start < NAME_BYTES) {
        size_t stop = token_end(text, at), redacted = gap_end(text, at);
        if (redacted && end > start && gap)
            break; /* two gaps: the second is not of the name */
        gap = redacted;
        if (redacted)
            for (stop = redacted; strchr(",.;:", cl_word_byte(text, stop)) && stop < text.length;)
                stop++;
        if (stop == at)
            break;
        cl_text token = cl_text_slice(text, at, stop);
        if (!redacted && (token.bytes[0] == '"' || memchr(token.bytes, ')', token.length) ||
                          memchr(token.bytes, '"', token.length))) {
            size_t quote = 0; /* a quote or bracket that does not belong to the name ends it */
            while (token.bytes[quote] != '"' && token.bytes[quote] != ')')
                quote++;
            end = quote ? at + quote : end;
            break;
        }
        int last = token.bytes[token.length - 1];
        cl_text bare = token;
        while (bare.length && strchr(",.;:", bare.bytes[bare.length - 1]))
            bare.length--;
        bool suffix = cl_is_name_suffix(token) && end > start;
        if (end > start && !suffix && cl_text_listed(bare, enders) &&
            !(cl_is_upper((unsigned char)token.bytes[0]) && last == '.') &&
            !(cl_words_at(text, at, "and") &&
              goes_on_behind_and(text, cl_text_slice(text, start, end), stop)))
            break;
        if (!suffix && !cl_starts_name(text, at) && token.bytes[0] != '&' &&
            token.bytes[0] != '-' && !cl_text_listed(token, inside) &&
            !cl_words_at(text, at, "and"))
            break;
        if (cl_words_at(text, at, "of") && cl_is_digit(cl_word_byte(text, stop + 1)))
            break; /* "Jane Doe of 2 High Street" */
        end = at + token.length;
        size_t next = cl_skip_spaces(text, stop), place = cl_name_place(text, next);
        if (place && !suffix) {
            at = cl_skip_spaces(text, place);
            continue;
        }
        if (cl_word_byte(text, stop) == '\n' || cl_word_byte(text, stop) == '(' || last == ';' ||
            last == ':')
            break;
        bool suffix_next = cl_is_name_suffix(cl_text_slice(text, next, token_end(text, next)));
        if (last == ',' && !suffix_next && !is_firm(text, next))
            break;
        if (last == '.' && !suffix && !suffix_next && token.length > 4)
            break; /* the end of a sentence, not an initial */
        if (suffix && !suffix_next &&
            (cl_words_at(text, next, "a") || is_closed(text, token, next)))
            break;
        at = next;
    }
    while (end > start && strchr(" ,;:-", text.bytes[end - 1]))
        end--;
    size_t behind = end;
    while (behind < text.length && strchr(" \n", text.bytes[behind]))
        behind++;
    if (end > start && text.bytes[end - 1] == '.' &&
        (behind == text.length ||
         (behind > end && cl_is_upper((unsigned char)text.bytes[behind])) ||
         !cl_is_name_suffix(cl_text_last_word(cl_text_slice(text, start, end)))) &&
        !is_abbreviated(cl_text_last_word(cl_text_slice(text, start, end))))
        end--;
    while (end > start) { /* "Bank of", "Acme the" */
        cl_text word = cl_text_last_word(cl_text_slice(text, start, end));
        if (!word.length || word.bytes == text.bytes + start || !cl_text_listed(word, inside) ||
            !cl_is_lower((unsigned char)word.bytes[0]))
            break;
        end = (size_t)(word.bytes - text.bytes);
        while (end > start && text.bytes[end - 1] == ' ')
            end--;
    }
    return end;
}

size_t cl_name_start(cl_text text, size_t from, size_t end) {
    size_t start = end, best = end;
    cl_text before = cl_text_slice(text, 0, end);
    while (start > from && end - start < NAME_BYTES) {
        size_t word = start;
        while (word > from && text.bytes[word - 1] == ' ')
            word--;
        while (word > from && text.bytes[word - 1] != ' ' && text.bytes[word - 1] != '\n')
            word--;
        if (word == start)
            break;
        start = word;
        if (cl_starts_name(before, start) && cl_name_end(before, start) == end)
            best = start;
        else if (cl_is_lower((unsigned char)text.bytes[start]) && end - start > 40)
            break;
        if (start > from && text.bytes[start - 1] == '\n')
            break;
    }
    return best;
}
