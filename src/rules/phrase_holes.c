/* SPDX-License-Identifier: MIT
 *
 * Typed holes as PCRE2. They are coarser than contract/quantity.c, which reads the words a hole has
 * caught: what it cannot read is no value. All of them work on matching text (document.h), without
 * case.
 *
 * Pieces that occur often are groups, called as (?&NAME) and defined once at the end of a pattern;
 * their names are capitals, so that they never meet the names of bound holes.
 */
#include <string.h>

#include "rules/phrase_ast.h"

/* How a number begins. Most words do not, and a call of a group costs more than this. */
#define NUMERAL                                                                                    \
    "[\\d(\\[_*]|\xE2\x97\x8F|t(?:w[eo]|h[ior]|en)|s[ei]|f[io]|one|nin|e(?:le|ig)|h(?:un|al)|mil|" \
    "bil"                                                                                          \
    "|zer|an? "

#define DAY   "(?:\\d{1,2}(?!\\d)(?:st|nd|rd|th)?|(?&REDACTED))"
#define YEAR  "(?:\\d{4}(?!\\d)|20_+|(?&REDACTED))"
#define LOOSE "(?: [^\\s;(\\[][^\\s;]*+| \\([^();]*+\\)[^\\s;]*+)"

/* A piece comes before those it calls. */
static const struct {
    const char *call, *definition;
} pieces[] = {
    {"(?&BACK)",
     "(?<BACK> (?:in|during|for|over|within) (?:(?:the|any|a|an|each|such|that|its|prior|preceding"
     "|previous|last|past|immediately|most|recent|period|of|first|trailing) "
     "){0,7}(?&NUMBER)(?&UNIT))"},
    {"(?&DURATION)",
     "(?<DURATION>(?=" NUMERAL ")(?:(?&NUMBER)(?&UNIT)|(?&SINGLE) ?\\( ?(?&SINGLE)(?&UNIT)\\)"
     "|(?&ONE)|(?&ORDINAL)))"},
    /* "a month's", and "within a year"; "ninetieth (90th) day prior" */
    {"(?&ONE)",
     "(?<ONE>an? (?:calendar |full |whole )?(?:day|week|fortnight|month|quarter|year)'s(?!\\w)"
     "|(?<=within |after |at least |at most |less than |more than |fewer than |later than |period "
     "of "
     "|term of |notice of |lasting |exceed |exceeds |exceeding )an? (?:calendar |full |whole )?"
     "(?:day|week|fortnight|month|quarter|year)(?!\\w))"},
    {"(?&ORDINAL)",
     "(?<ORDINAL>(?:\\d{1,3}(?:st|nd|rd|th)|(?:(?:one )?hundred (?:and )?)?(?:\\w{5,7}ty[ -])?"
     "(?:third|\\w{2,9}th))(?: ?\\(\\d{1,3}(?:st|nd|rd|th)\\))? "
     "(?:(?:business|working|calendar) )?(?:days?|weeks?|months?)"
     "(?= (?:prior|before|preceding|after|following|from|in advance)(?!\\w)))"},
    {"(?&PERCENT)",
     "(?<PERCENT>(?=" NUMERAL "|\\.)(?:(?&NUMBER)(?&SIGN)(?: ?\\( ?(?&SINGLE)(?&SIGN)? ?\\))?"
     "|(?&SINGLE) ?\\( ?(?&SINGLE)(?&SIGN) ?\\)(?&SIGN)?))"},
    {"(?&SIGN)", "(?<SIGN>[ -]?(?:%|(?:percentage points?|percent(?:age)?|per[ -]cent|per centum"
                 "|pct|basis points)(?!\\w)))"},
    {"(?&UNIT)",
     "(?<UNIT>(?: ?[-'] ?| )?(?:(?:business|working|banking|bank|trading|calendar|consecutive|full"
     "|additional|further|successive|whole|complete|contract|fiscal|prior|more|clear|continuous"
     "|other|lease|licen[cs]e|of|or more|or fewer)[ "
     "-]){0,3}(?:days?|weeks?|fortnights?|months?|quarters?|years?"
     "|yrs?|mths|mos|wks|hours?|hrs|minutes?|decades?)(?!\\w)(?:\\(s\\))?+(?:'s?(?!\\w))?+)"},
    {"(?&REPEATED)", "(?<REPEATED> ?\\( ?(?&CURRENCY) ?(?:(?&FIGURES)(?&SCALE)|(?&REDACTED))"
                     "(?&DOLLARS)?\\))"},
    {"(?&CURRENCY)",
     "(?<CURRENCY>(?:u\\.?s\\.? "
     "?|ca?d?|au?|hk|nt|s|nz)?\\$|\xC2\xA3|\xE2\x82\xAC|\xC2\xA5|(?:usd|eur"
     "|gbp|cad|aud|hkd|sgd|jpy|chf|cny|rmb|inr|sek|nok|dkk|zar|brl|nis|krw|rs\\.?|euros?)\\$?)"},
    {"(?&DOLLARS)", "(?<DOLLARS> (?:in |of )?(?:(?:united "
                    "states|u\\.s\\.|us|american|canadian|australian|hong kong"
                    "|singapore|swiss) )?(?:dollars?|euros?|pounds(?: "
                    "sterling)?|yen|francs|renminbi|rupees|usd|eur"
                    "|gbp|cad|aud|chf|cny|rmb|jpy|inr)(?!\\w)| ?(?:\xE2\x82\xAC|\xC2\xA3))"},
    {"(?&SCALE)", "(?<SCALE>(?: ?(?:million|billion|thousand|mm|mn|bn|k|m|b)(?!\\w))?+)"},
    {"(?&NUMBER)", "(?<NUMBER>(?&SINGLE)(?: ?(?&BRACKETED))?|(?&BRACKETED))"},
    {"(?&BRACKETED)", "(?<BRACKETED>[(\\[] ?(?&SINGLE) ?[)\\]])"},
    /* "one hundred and twenty", "thirty-six", "one and one-half", "one and a half" */
    {"(?&SINGLE)",
     "(?<SINGLE>(?&FIGURES)|(?&REDACTED)|(?:an? (?=hundred|thousand|million))?(?&WORD)"
     "(?:(?: and |- ?| |-and-)(?&WORD)){0,8}(?: and a half|-(?:thirds?|quarters?))?)"},
    /* By first letter, since this is tried at nearly every word. */
    {"(?&WORD)",
     "(?<WORD>(?:t(?:wo|h(?:ree|irt(?:een|y)|ousand)|en|we(?:lve|nty))|s(?:ix(?:teen|ty)?"
     "|even(?:teen|ty)?)|f(?:ive|our(?:teen)?|ou?rty|if(?:teen|ty))|o(?:ne)|n(?:in(?:e(?:teen|ty)?|"
     "ty)"
     ")"
     "|e(?:leven|ight(?:een|y)?)|h(?:undred|alf)|m(?:illion)|b(?:illion)|z(?:ero))(?!\\w))"},
    /* "1,000.50", "1'000", "1 1/2", "1½" */
    {"(?&FIGURES)", "(?<FIGURES>\\d{1,2}/\\d{1,2}(?![\\d/])|\\.\\d++|\\d++(?:[.,']\\d++)*+"
                    "(?:[ -]?\\d/\\d|\xC2\xBC|\xC2\xBD|\xC2\xBE)?+)"},
    {"(?&DATE)",
     "(?<DATE>(?&MONTH) " DAY "(?:,? " YEAR ")?"
     "|(?:the )?" DAY "(?: day)?(?: of)?[ -](?&MONTH)(?:[, -]{1,2}(?:" YEAR "|\\d{2}(?!\\d)))?"
     "|(?&MONTH),? " YEAR "|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[/-]\\d{1,2}[/"
     "-]\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.\\d{4})"},
    /* "[***]", "[_]", "[redacted]", "___" */
    {"(?&REDACTED)", "(?<REDACTED>\\[(?:[^\\[\\];a-zA-Z]{0,40}|x{1,10}|(?:redacted|omitted"
                     "|confidential)[^\\[\\];]{0,40})\\]|_{2,}+|\\*{2,}+|\xE2\x97\x8F+)"},
    {"(?&MONTH)",
     "(?<MONTH>january|february|march|april|may|june|july|august|september|october|november|"
     "december"
     "|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|oct\\.?|nov\\.?|dec\\.?)"},
    {"(?&FEES)",
     "(?<FEES>(?:fees?|amounts?|charges?|sums?|payments?|royalties|consideration|prices?|salary"
     "|revenues?|commissions|remuneration|compensation|premiums|rent|monies)(?!\\w))"},
    /* One word of a gap; a parenthesis counts as one. All quantifiers are possessive: a sentence
     * can be read in one way only. PCRE2 writes out what a gap repeats: a call is short. */
    /* Where a sentence or cell begins, behind its number: "1.2 ", "(a) ". */
    {"(?&BEGIN)", "(?<BEGIN>\\A|(?<=\\A[\\d.()] |\\A[\\d.()]{2} |\\A[\\d.()]{3} |\\A[\\d.()]{4} "
                  "|\\A[\\d.()]{5} |\\A[\\d.()]{6} |\\A[a-z][.)] |\\A\\([a-z]\\) |\\A[^\\w\\s]))"},
    {"(?&GAP)", "(?<GAP>(?>[^\\s;(\\[][^\\s;]*+|\\((?:[^();]++|\\([^();]*+\\))*+\\)[^\\s;]*+"
                "|\\[[^\\[\\];]*+\\][^\\s;]*+|[(\\[]))"},
    /* Space, hyphen or quote mark; "Licensee's", "fee(s)" and "parties'" count as the word itself.
     */
    {"(?&JOINT)", "(?<JOINT>(?:'s|\\(e?s\\))?+[ '\"-]{1,2})"},
    {"(?&LABEL)", "(?<LABEL>(?:\\d++(?:\\.\\d++)*+|(?-i:[IVXLC]++|[A-Z])|[a-z])(?!\\w)"
                  "(?: ?\\([a-zA-Z0-9]{1,5}\\))*+)"},
};

/* What PCRE2 cannot know it asks (rules/defined.h): "own", whether the words are what the contract
 * calls itself; "place", whether they may be the name of one; "defined:…", whether they are a
 * defined term whose definition matches.
 *
 * Names are told by their capitals, so a word that only begins a sentence must be kept out. */
#define NAME "[A-Z](?:[\\w&.'-]*\\w)?(?!\\w)"
/* A role word of that side, or a name of a party on it. */
#define SIDE(roles, side)                                                                          \
    "(?:the )?(?:(?:" roles ")(?!\\w)|((?-i:" NAME "(?: " NAME "){0,3}))(?C{" side "}))"

static const char *const regexes[] = {
    "(?&DURATION)(?!\\w)",
    "(?:(?&CURRENCY) ?(?&NUMBER)(?&SCALE)(?: (?:usd|us dollars))?(?!\\w)"
    "|(?=" NUMERAL
    "|\\.)(?&NUMBER)(?&SCALE)(?:(?&REPEATED)?(?&DOLLARS)(?&REPEATED)?|(?&REPEATED)))",
    "(?&PERCENT)",
    "(?&DATE)(?!\\w)",
    "(?=" NUMERAL "|\\.)(?&NUMBER)(?!\\w)",
    "(?:(?:(?=" NUMERAL "|\\.)(?&NUMBER)[ -]?(?:times|x|\xC3\x97)(?!\\w)(?: \\([^();]{1,12}\\))?"
    "|(?:twice|double|triple|treble)(?!\\w)|(?&PERCENT) of(?!\\w))" LOOSE "{0,6}? (?&FEES)(?:" LOOSE
    "{0,14}?(?&BACK))?"
    "|(?&FEES)" LOOSE "{0,7}? (?:paid|payable|received|due|owed|invoiced)(?!\\w)" LOOSE
    "{0,14}?(?&BACK))",
    "(?:(?:(?:the )?non-\\w++|either|each|any|neither|both|the other|such "
    "other|such|the|no|one|other"
    "|all)(?: of the)? part(?:y|ies)(?!\\w)|(?:(?:n?either|each|both) of (?:us|them)|we|you)(?!\\w)"
    "|(?:the )?(?-i:(?!(?:If|When|Where|Unless|Upon|In|On|At|After|Before|For|Any|Each|Such|No|All"
    "|This|That|These|Notwithstanding|Subject|The|Provided|However|Except|During|Section|Article"
    "|Neither|Either|Both)(?!\\w))" NAME "(?: (?:(?:of|&) )?" NAME "){0,4}))",
    "(?:(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|annex(?:es)?"
    "|appendi(?:x|ces)|attachments?)(?!\\w) |\xC2\xA7{1,2} ?)(?&LABEL)"
    "(?:(?:, and |, or |, | and | or | to | through )(?&LABEL)){0,12}",
    "(?:(?:this|the|our|your|their)[ \"'-]{1,2}(?:agreement|contract|term|engagement|appointment"
    "|employment|licen[cs]e(?: agreement)?|sub-?lease|lease|subscription|order form|order|mou|loi"
    "|memorandum(?: of understanding)?|deed|addendum|dpa|msa|sow|statement of work|arrangement"
    "|relationship|services|terms(?: and conditions| of (?:service|use))?|franchise|mandate)"
    "|these terms(?: and conditions)?|(?:this|the) ((?-i:" NAME "(?: " NAME "){0,3}))(?C{own}))"
    "(?!\\w)(?:,? in its entirety| as a whole)?+",
    SIDE("supplier|vendor|(?:service )?provider|licensor|contractor|processor|we|us", "supplier"),
    SIDE("customer|client|subscriber|licensee|buyer|purchaser|controller|you", "customer"),
    "((?-i:" NAME "(?: " NAME "){0,2}))(?C{place})",
    /* "1 May 2026 to 30 April 2027", "1 May 2026 and ends on 30 April 2027" */
    "(?&DATE)(?: ?- ?| and |[,;]?" LOOSE "{0,6}? (?:to|until|till|through|-|end\\w*|expir\\w*"
    "|terminat\\w*|conclud\\w*)" LOOSE "{0,3}? )(?&DATE)(?!\\w)",
};

const char *cl_hole_defined(cl_arena *arena, const char *source) {
    return cl_arena_printf(
        arena, "((?-i:" NAME "(?: (?:(?:of|and|for|&) )?" NAME "){0,5}))(?C{defined:%s})", source);
}

const char *const cl_hole_types[] = {
    "duration",       "money",    "percent",  "date",  "number",     "multiple", "party", "section",
    "this-agreement", "supplier", "customer", "place", "date-range", "defined",  NULL};

const char *cl_hole_regex(const char *type) {
    for (size_t i = 0; i < sizeof regexes / sizeof *regexes; i++)
        if (!strcmp(type, cl_hole_types[i]))
            return regexes[i];
    return NULL;
}

/* By type: the words that UNIT, SIGN, CURRENCY with DOLLARS, and {section} cannot do without. */
static const char *const duration_words[] = {
    "day*", "week*", "fortnight*", "month*", "quarter*", "year*",   "yrs",     "yr",
    "mths", "mos",   "wks",        "hour*",  "hrs",      "minute*", "decade*", NULL};
static const char *const percent_words[] = {"%", "percent*", "per", "pct", "basis", NULL};
static const char *const money_words[] = {
    "$",    "usd*", "eur*",    "gbp*",   "cad*",   "aud*",     "hkd*",   "sgd*", "jpy*", "chf*",
    "cny*", "rmb*", "inr*",    "sek*",   "nok*",   "dkk*",     "zar*",   "brl*", "nis*", "krw*",
    "yen",  "us",   "dollar*", "pounds", "francs", "renminbi", "rupees", "rs",   NULL};
static const char *const section_words[] = {"section*",    "article*",  "clause*", "paragraph*",
                                            "exhibit*",    "schedule*", "annex*",  "appendi*",
                                            "attachment*", "\xC2\xA7",  NULL};

const char *const *cl_hole_words(const char *regex) {
    static const struct {
        const char *type;
        const char *const *words;
    } lists[] = {{"duration", duration_words},
                 {"percent", percent_words},
                 {"money", money_words},
                 {"section", section_words}};
    for (size_t i = 0; regex && i < sizeof lists / sizeof *lists; i++)
        if (regex == cl_hole_regex(lists[i].type))
            return lists[i].words;
    return NULL;
}

/* What NUMERAL looks for, and what {money} begins with in front of one. */
#define FIGURE_STARTS "( 0* 1* 2* 3* 4* 5* 6* 7* 8* 9*"
#define DATE_STARTS   FIGURE_STARTS " the jan* feb* mar* apr* may* jun* jul* aug* sep* oct* nov* dec*"
#define NUMBER_STARTS                                                                              \
    FIGURE_STARTS                                                                                  \
    " a an one two three four five six seven eight nine ten eleven twelve thirteen fourteen "      \
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy "  \
    "eighty ninety hundred half thousand million billion zero"
#define FEES_STARTS                                                                                \
    " fee fees amount amounts charge charges sum sums payment payments royalties consideration "   \
    "price prices salary revenue revenues commission commissions remuneration compensation "       \
    "premiums rent monies"

/* In the order of the types; "(" and "^" as in words.h. */
static const char *const starts[] = {
    NUMBER_STARTS " third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
                  "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
                  "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth "
                  "hundredth",
    NUMBER_STARTS
    " $ rs u us c ca cad a au hk nt s nz usd* eur* gbp* cad* aud* hkd* sgd* jpy* chf* "
    "cny* rmb* inr* sek* nok* dkk* zar* brl* nis* krw*",
    NUMBER_STARTS,
    DATE_STARTS,
    NUMBER_STARTS,
    NUMBER_STARTS " twice double triple treble" FEES_STARTS,
    "the non either each any neither both such no one other all we you ^",
    "section* article* clause* paragraph* exhibit* schedule* annex* appendi* attachment* \xC2\xA7",
    "this the our your their these",
    "the supplier vendor service provider licensor contractor processor we us ^",
    "the customer client subscriber licensee buyer purchaser controller you ^",
    "^",
    DATE_STARTS,
};

const char *cl_hole_starts(const char *regex) {
    for (size_t i = 0; i < sizeof regexes / sizeof *regexes; i++)
        if (regex == regexes[i])
            return starts[i];
    return "^"; /* a defined term */
}

unsigned cl_hole_blanks(const char *regex) {
    static const struct {
        const char *type;
        unsigned blanks;
    } known[] = {
        {"party", 9}, {"supplier", 4}, {"customer", 4}, {"this-agreement", 8}, {"place", 2}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (regex == cl_hole_regex(known[i].type))
            return known[i].blanks;
    return CL_BLANKS_MAX;
}

void cl_hole_define(cl_buffer *pattern) {
    bool open = false;
    if (!pattern->length || !strstr(pattern->bytes, "(?&"))
        return;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        if (!strstr(pattern->bytes, pieces[i].call))
            continue;
        if (!open)
            cl_buffer_add_string(pattern, "(?(DEFINE)");
        open = true;
        cl_buffer_add_string(pattern, pieces[i].definition);
    }
    if (open)
        cl_buffer_add_string(pattern, ")");
}
