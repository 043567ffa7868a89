/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "base/pattern_code.h"

enum {
    MATCH_LIMIT = 100000,
    DEPTH_LIMIT = 2000,
    HEAP_LIMIT_KIB = 4096,
    JIT_AFTER_USES = 64, /* a pattern that runs less often does not earn back the JIT's time */
    JIT_BYTES_A_USE =
        64, /* of compiled pattern; nor does a long one that runs but a little more often */
    JIT_STACK_START = 32 * 1024,
    JIT_STACK_MAX = 512 * 1024,
    FIRST_GROUPS = 32,
    /* A longer subject is searched in stretches, so that the clock is looked at in between; the
     * limits of PCRE2 hold for each start only. A match sees at most a window behind its start. */
    STRETCH = 2048,
    WINDOW = 32 * 1024,
    CLOCK_EVERY = 256, /* short searches between two looks at the clock */
    LOCKS = 16,
};

/* A pattern as PCRE2 compiles it, to search with or to try at one place. `code` and `fast` change
 * from NULL to their final value once, under a lock; readers need no lock. PCRE2 changes a code
 * while it adds JIT to it, which other threads may be matching with, so the JIT goes into a copy.
 */
typedef struct form {
    _Atomic(pcre2_code *) code;
    _Atomic(pcre2_code *) fast;
    atomic_uint uses;
    uint32_t groups; /* these two are written before `code` is published */
    unsigned enough; /* uses after which the JIT is worth its time */
} form;

struct cl_pattern {
    const char *source;
    unsigned flags;
    form forms[2]; /* to search; to try at one place */
    atomic_bool failed;
    int error_code; /* written before `failed` is set */
    size_t error_offset;
    const cl_pattern_bank *bank; /* where compiled forms are kept; or NULL */
    const cl_pattern_frozen *frozen;
};

/* Shared by all patterns, of which there are thousands. */
static pthread_mutex_t locks[LOCKS] = {
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER};

static pthread_mutex_t *lock_of(const cl_pattern *pattern) {
    return &locks[(uintptr_t)pattern / sizeof *pattern % LOCKS];
}

/* Matches go into `data[1 - last]`, so a match that fails leaves the last good one alone. */
struct cl_matcher {
    pcre2_match_data *data[2];
    uint32_t groups[2];
    int last;
    const cl_pattern *last_pattern;
    form *last_form;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    struct timespec deadline; /* of this thread's processor time; zero: none */
    unsigned until_clock;
    bool expired;
    cl_pattern_check check;
    void *check_context;
};

static void release_pattern(void *object) {
    cl_pattern *pattern = object;
    for (form *f = pattern->forms; f < pattern->forms + 2; f++) {
        if (!atomic_load(&f->code))
            continue;
        pcre2_code_free(atomic_load(&f->fast));
        pcre2_code_free(atomic_load(&f->code));
    }
}

cl_pattern *cl_pattern_new(cl_arena *arena, const char *source, unsigned flags) {
    cl_pattern *pattern = CL_NEW(arena, cl_pattern);
    pattern->source = source;
    pattern->flags = flags;
    cl_arena_hook(arena, release_pattern, pattern);
    return pattern;
}

cl_pattern *cl_pattern_thaw(cl_arena *arena, const char *source, const cl_pattern_bank *bank,
                            const cl_pattern_frozen *frozen) {
    cl_pattern *pattern = cl_pattern_new(arena, source, 0);
    pattern->bank = bank;
    pattern->frozen = frozen;
    return pattern;
}

const char *cl_pattern_source(const cl_pattern *pattern) {
    return pattern->source;
}

/* NULL when it does not compile, with the mistake noted. */
static pcre2_code *compile(cl_pattern *pattern, bool anchored) {
    /* \C would split a code point, and matching trusts the subject to be UTF-8. */
    uint32_t options = PCRE2_UTF | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C;
    options |= pattern->flags & CL_PATTERN_CASE ? 0 : PCRE2_CASELESS;
    options |= anchored ? PCRE2_ANCHORED : PCRE2_USE_OFFSET_LIMIT;
    return pcre2_compile((PCRE2_SPTR)pattern->source, PCRE2_ZERO_TERMINATED, options,
                         &pattern->error_code, &pattern->error_offset, NULL);
}

static void compile_locked(cl_pattern *pattern, bool anchored) {
    pcre2_code *code = NULL;
    if (pattern->bank)
        code = cl_pattern_take(pattern->bank, pattern->frozen[anchored]);
    if (!code)
        code = compile(pattern, anchored);
    if (!code) {
        atomic_store_explicit(&pattern->failed, true, memory_order_release);
        return;
    }
    uint32_t groups = 0;
    form *f = &pattern->forms[anchored];
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    size_t size = 0;
    pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
    f->groups = groups + 1;
    f->enough = JIT_AFTER_USES + (unsigned)(size / JIT_BYTES_A_USE);
    atomic_store_explicit(&f->code, code, memory_order_release);
}

static bool has_failed(cl_pattern *pattern) {
    return atomic_load_explicit(&pattern->failed, memory_order_acquire);
}

/* NULL when the pattern does not compile. */
static pcre2_code *compiled(cl_pattern *pattern, bool anchored) {
    form *f = &pattern->forms[anchored];
    pcre2_code *code = atomic_load_explicit(&f->code, memory_order_acquire);
    if (code || has_failed(pattern))
        return code;
    pthread_mutex_lock(lock_of(pattern));
    if (!atomic_load(&f->code) && !has_failed(pattern))
        compile_locked(pattern, anchored);
    pthread_mutex_unlock(lock_of(pattern));
    return atomic_load_explicit(&f->code, memory_order_acquire);
}

const pcre2_code *cl_pattern_code(cl_pattern *pattern, bool anchored) {
    return compiled(pattern, anchored);
}

cl_status cl_pattern_compile(cl_pattern *pattern, cl_error *error) {
    if (compiled(pattern, false))
        return CL_OK;
    PCRE2_UCHAR reason[160] = {0};
    pcre2_get_error_message(pattern->error_code, reason, sizeof reason);
    cl_place place = {NULL, 1, (uint32_t)pattern->error_offset + 1};
    return cl_error_set(error, CL_ERROR_SYNTAX, "pattern-syntax", place,
                        "The regular expression cannot be compiled: %s.", (const char *)reason);
}

static void compile_fast(form *f, const pcre2_code *code) {
    pcre2_code *fast = pcre2_code_copy(code);
    if (fast && pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE) != 0) {
        pcre2_code_free(fast); /* no JIT on this machine or for this pattern: stay with `code` */
        fast = NULL;
    }
    if (fast)
        atomic_store_explicit(&f->fast, fast, memory_order_release);
}

/* The code to match with. */
static const pcre2_code *code_for_use(cl_pattern *pattern, bool anchored) {
    form *f = &pattern->forms[anchored];
    const pcre2_code *fast = atomic_load_explicit(&f->fast, memory_order_acquire);
    if (fast)
        return fast;
    const pcre2_code *code = compiled(pattern, anchored);
    if (!code)
        return NULL;
    /* Exactly one thread sees this count, so the JIT runs once and needs no lock. */
    if (atomic_fetch_add_explicit(&f->uses, 1, memory_order_relaxed) == f->enough)
        compile_fast(f, code);
    return code;
}

static void release_matcher(void *object) {
    cl_matcher *matcher = object;
    pcre2_match_data_free(matcher->data[0]);
    pcre2_match_data_free(matcher->data[1]);
    pcre2_match_context_free(matcher->context);
    pcre2_jit_stack_free(matcher->stack);
}

/* 0 goes on, 1 makes the matching fail at this point, so that it tries another way. */
static int call_out(pcre2_callout_block *block, void *data) {
    const cl_matcher *matcher = data;
    if (!block->callout_string)
        return 0;
    const PCRE2_SIZE *group = block->offset_vector + 2 * (size_t)block->capture_last;
    if (!matcher->check || !block->capture_last || group[0] == PCRE2_UNSET || group[1] < group[0])
        return 1;
    cl_text question = {(const char *)block->callout_string, block->callout_string_length};
    cl_text words = {(const char *)block->subject + group[0], group[1] - group[0]};
    return !matcher->check(matcher->check_context, question, words);
}

void cl_matcher_set_check(cl_matcher *matcher, cl_pattern_check check, void *context) {
    matcher->check = check;
    matcher->check_context = context;
}

cl_matcher *cl_matcher_new(cl_arena *arena) {
    cl_matcher *matcher = CL_NEW(arena, cl_matcher);
    cl_arena_hook(arena, release_matcher, matcher);
    matcher->context = pcre2_match_context_create(NULL);
    matcher->until_clock = CLOCK_EVERY;
    if (!matcher->context)
        return matcher;
    pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    pcre2_set_callout(matcher->context, call_out, matcher);
    matcher->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, NULL);
    if (matcher->stack)
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return matcher;
}

static pcre2_match_data *data_for(cl_matcher *matcher, int slot, uint32_t groups) {
    if (matcher->data[slot] && matcher->groups[slot] >= groups)
        return matcher->data[slot];
    pcre2_match_data_free(matcher->data[slot]);
    matcher->groups[slot] = groups > FIRST_GROUPS ? groups : FIRST_GROUPS;
    matcher->data[slot] = pcre2_match_data_create(matcher->groups[slot], NULL);
    return matcher->data[slot];
}

double cl_thread_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Processor time, so that a busy machine does not refuse what an idle one reads. */
void cl_matcher_allow(cl_matcher *matcher, double seconds) {
    if (seconds < 0)
        seconds = 0;
    matcher->expired = false;
    matcher->until_clock = CLOCK_EVERY;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &matcher->deadline);
    long nanoseconds =
        matcher->deadline.tv_nsec + (long)((seconds - (double)(time_t)seconds) * 1e9);
    matcher->deadline.tv_sec += (time_t)seconds + nanoseconds / 1000000000;
    matcher->deadline.tv_nsec = nanoseconds % 1000000000;
}

bool cl_matcher_expired(const cl_matcher *matcher) {
    return matcher->expired;
}

static void look_at_clock(cl_matcher *matcher) {
    struct timespec now;
    matcher->until_clock = CLOCK_EVERY;
    if (!matcher->deadline.tv_sec && !matcher->deadline.tv_nsec)
        return;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    matcher->expired =
        now.tv_sec > matcher->deadline.tv_sec ||
        (now.tv_sec == matcher->deadline.tv_sec && now.tv_nsec > matcher->deadline.tv_nsec);
}

/* The window ends between words where it can, lest a part be taken for a word. */
static size_t window_end(cl_text subject, size_t from) {
    if (subject.length - from <= STRETCH + WINDOW)
        return subject.length;
    size_t end = from + STRETCH + WINDOW;
    for (size_t i = end; i > end - 256; i--)
        if (subject.bytes[i] == ' ')
            return i;
    while (((unsigned char)subject.bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static int match_in_stretches(const pcre2_code *code, bool anchored, cl_matcher *matcher,
                              pcre2_match_data *data, cl_text subject, size_t from) {
    for (;; from += STRETCH) {
        if (subject.length - from > STRETCH || --matcher->until_clock == 0)
            look_at_clock(matcher);
        if (matcher->expired)
            return PCRE2_ERROR_MATCHLIMIT;
        while (from < subject.length && ((unsigned char)subject.bytes[from] & 0xC0) == 0x80)
            from++; /* PCRE2 must not start inside a code point */
        bool last = anchored || subject.length - from <= STRETCH;
        pcre2_set_offset_limit(matcher->context, last ? PCRE2_UNSET : from + STRETCH - 1);
        int result = pcre2_match(code, (PCRE2_SPTR)subject.bytes, window_end(subject, from), from,
                                 PCRE2_NO_UTF_CHECK, data, matcher->context);
        if (result != PCRE2_ERROR_NOMATCH || last)
            return result;
    }
}

static cl_match find(cl_pattern *pattern, bool anchored, cl_matcher *matcher, cl_text subject,
                     size_t from, cl_span *found) {
    const pcre2_code *code = code_for_use(pattern, anchored);
    if (!code || from > subject.length)
        return CL_MATCH_NO;
    int slot = 1 - matcher->last;
    pcre2_match_data *data = data_for(matcher, slot, pattern->forms[anchored].groups);
    if (!data || !matcher->context)
        return CL_MATCH_LIMIT;
    if (!subject.bytes)
        subject.bytes = "";
    int result = match_in_stretches(code, anchored, matcher, data, subject, from);
    if (result == PCRE2_ERROR_NOMATCH)
        return CL_MATCH_NO;
    if (result < 0)
        return CL_MATCH_LIMIT;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);
    matcher->last = slot;
    matcher->last_pattern = pattern;
    matcher->last_form = &pattern->forms[anchored];
    /* \K inside a lookahead can put the start behind the end. */
    size_t start = offsets[0] <= offsets[1] ? offsets[0] : offsets[1];
    if (found)
        *found = (cl_span){start, offsets[1]};
    return CL_MATCH_YES;
}

cl_match cl_pattern_find(cl_pattern *pattern, cl_matcher *matcher, cl_text subject, size_t from,
                         cl_span *found) {
    return find(pattern, false, matcher, subject, from, found);
}

cl_match cl_pattern_find_at(cl_pattern *pattern, cl_matcher *matcher, cl_text subject, size_t at,
                            cl_span *found) {
    return find(pattern, true, matcher, subject, at, found);
}

bool cl_matcher_group(const cl_matcher *matcher, const cl_pattern *pattern, const char *name,
                      cl_span *found) {
    if (matcher->last_pattern != pattern)
        return false;
    const pcre2_code *code = atomic_load_explicit(&matcher->last_form->code, memory_order_acquire);
    PCRE2_SPTR first = NULL, last = NULL;
    int size = pcre2_substring_nametable_scan(code, (PCRE2_SPTR)name, &first, &last);
    if (size < 0)
        return false;
    pcre2_match_data *data = matcher->data[matcher->last];
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);
    uint32_t count = pcre2_get_ovector_count(data);
    for (PCRE2_SPTR entry = first; entry <= last; entry += size) {
        uint32_t group = (uint32_t)entry[0] << 8 | entry[1];
        if (group >= count || group >= matcher->last_form->groups ||
            offsets[2 * group] == PCRE2_UNSET)
            continue;
        *found = (cl_span){offsets[2 * group], offsets[2 * group + 1]};
        return true;
    }
    return false;
}
