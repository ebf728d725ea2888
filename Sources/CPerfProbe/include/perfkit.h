/* perfkit.h: scope timers for C11 and C++17, and the probe/1 result table (probe.csv).
 *
 * Header-only (with perfkit_table.h beside it), gcc and clang on Linux. Include it wherever
 * something is to be timed: all files of a program, C and C++ alike, feed one table. No setup,
 * nothing to link. Symbols ending in _ are not for use.
 *
 *   C++   perf::ScopedTimer timer("match");            ends with the block, or by timer.end()
 *         static const perf::Scope match("match");     looked up once; ScopedTimer timer(match);
 *   C     PERFKIT_SCOPE("match");                      ends with the block, on every way out of it
 *         perfkit_timer t = perfkit_begin(scope); ... perfkit_end(&t);
 *
 * At exit, and by perfkit_write_results(), the table is written to $PERFKIT_OUT/probe.csv; without
 * PERFKIT_OUT nothing is written. One row a (scope, thread), sorted by scope, then thread:
 *
 *   scope,thread,count,total,min,mean,p50,p99,max      times in ns of CLOCK_MONOTONIC
 *
 * thread: 0 is the thread that loaded the program, then 1, 2, ... in the order in which threads
 *   first begin a scope or call perfkit_register_thread(); call that in a fixed order (start a
 *   thread, wait until it has registered, start the next) where counts must repeat exactly.
 *   A thread that has ended keeps its rows.
 * count, total, min, mean, max are exact. p50 and p99 are nearest-rank percentiles from a
 *   log-linear histogram: 64 buckets an octave, the middle of a bucket stands for it, so they are
 *   within 1/128 (0.78 %) of the exact ones; below 128 ns they are exact.
 *
 * Cost of a scope, begin and end: 43 to 48 ns by PERFKIT_SCOPE or a static perf::Scope, 46 to 50
 *   ns by perf::ScopedTimer timer("name"), of which two clock reads alone take 41 to 47 ns. That is
 *   the spread of five runs with gcc 12 -O2, each the mean of 7 loops of 20 million empty scopes on
 *   one thread; clang 21: 47 to 57 and 52 to 58 ns. AMD EPYC (family 26) under KVM, clock source
 *   tsc, two cores with other work on them. About one clock read of it lies inside the measured
 *   time and is not subtracted. No lock is ever taken, and only the first use of a scope or of an
 *   octave of durations on a thread allocates.
 * Memory: 64 kB for names; 0.5 kB a thread and 0.5 kB for every 64 names it meets; 0.5 kB a
 *   (scope, thread) and 0.5 kB for every octave of durations seen there, at most 31 kB. Nothing is
 *   freed before the process ends.
 *
 * Limits
 * - At most 4095 scope names; further ones are counted together as "(other)". If memory ran out
 *   while recording, no table is written (ENOMEM) rather than a wrong one.
 * - One process a PERFKIT_OUT: another program that writes there replaces probe.csv. A forked child
 *   writes nothing at its exit. _exit, abort and fatal signals write nothing.
 * - Shared libraries linked to the program feed its table. One opened with dlopen does so if the
 *   program exports its symbols (-rdynamic); otherwise it has a table of its own, and the table
 *   written last stays.
 * - Do not begin or end scopes in a signal handler; longjmp does not end PERFKIT_SCOPE.
 */
#ifndef PERFKIT_H
#define PERFKIT_H

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#define PERFKIT_THREAD_LOCAL_ thread_local
extern "C" {
#else
#define PERFKIT_THREAD_LOCAL_ _Thread_local
#endif
#define PERFKIT_FUNCTION_ __attribute__((weak, noinline, visibility("default")))

/* ISO C mode (-std=c11) hides these POSIX declarations. */
#ifdef CLOCK_MONOTONIC
#define PERFKIT_CLOCK_ CLOCK_MONOTONIC
#else
#define PERFKIT_CLOCK_ 1
int clock_gettime(int, struct timespec *);
int fsync(int);
#endif
#ifdef O_CLOEXEC
#define PERFKIT_OPEN_ (O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
#else
#define PERFKIT_OPEN_ (O_WRONLY | O_CREAT | O_EXCL)
#endif

/* Only the thread that owns a value stores to it; the writer may read it meanwhile. */
#define PERFKIT_LOAD_(place) __atomic_load_n((place), __ATOMIC_ACQUIRE)
#define PERFKIT_STORE_(place, value) __atomic_store_n((place), (value), __ATOMIC_RELEASE)
#define PERFKIT_SWAP_(place, expected, value) \
  __atomic_compare_exchange_n((place), (expected), (value), 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)

enum {
  PERFKIT_SCOPES_ = 4096,  /* ids; the last is "(other)" */
  PERFKIT_CELLS_ = 8192,   /* of the hash table of names */
  PERFKIT_CHUNK_ = 64,     /* slots a chunk of a thread */
  PERFKIT_BUCKETS_ = 64,   /* an octave */
  PERFKIT_OCTAVES_ = 59    /* 0...63, then one for each higher power of two */
};

/* A named scope; lives until the process ends. */
typedef struct perfkit_scope {
  uint32_t id, hash;
  size_t length;
  const char *name;
} perfkit_scope;

/* A scope being timed: not to be copied. */
typedef struct perfkit_timer {
  const perfkit_scope *scope; /* NULL: ended */
  uint64_t start;
} perfkit_timer;

/* What one thread recorded for one scope. */
typedef struct perfkit_slot_ {
  const perfkit_scope *scope;
  uint64_t count, total, min, max;
  uint64_t *octaves[PERFKIT_OCTAVES_];
} perfkit_slot_;

typedef struct perfkit_thread_ {
  struct perfkit_thread_ *next;
  unsigned index;
  perfkit_slot_ **chunks[PERFKIT_SCOPES_ / PERFKIT_CHUNK_];
} perfkit_thread_;

typedef struct perfkit_state_ {
  perfkit_thread_ *threads;
  unsigned thread_count;
  uint32_t scope_count;
  uint64_t lost, written; /* recordings without memory; recordings in the last table written */
  pid_t process;
  perfkit_scope other;
  perfkit_scope *cells[PERFKIT_CELLS_];
} perfkit_state_;

typedef struct perfkit_row_ {
  const perfkit_slot_ *slot;
  unsigned thread;
} perfkit_row_;

/* Weak, and with the layout's version in its name: one table a program. */
#ifdef __swift__
extern perfkit_state_ *perfkit_state_v1_;
extern PERFKIT_THREAD_LOCAL_ perfkit_thread_ *perfkit_thread_v1_;
#else
__attribute__((weak, visibility("default"))) perfkit_state_ *perfkit_state_v1_;
__attribute__((weak, visibility("default")))
PERFKIT_THREAD_LOCAL_ perfkit_thread_ *perfkit_thread_v1_;
#endif

PERFKIT_FUNCTION_ perfkit_state_ *perfkit_start_v1_(void);
PERFKIT_FUNCTION_ perfkit_thread_ *perfkit_join_v1_(void);
PERFKIT_FUNCTION_ perfkit_slot_ *perfkit_slot_v1_(perfkit_thread_ *thread,
                                                  const perfkit_scope *scope);
PERFKIT_FUNCTION_ uint64_t *perfkit_octave_v1_(perfkit_slot_ *slot, unsigned octave);
PERFKIT_FUNCTION_ void perfkit_lose_v1_(void);
PERFKIT_FUNCTION_ void perfkit_at_exit_v1_(void);

/* The scope of this name (any bytes but NUL; UTF-8 by convention). NULL without memory. */
PERFKIT_FUNCTION_ perfkit_scope *perfkit_scope_of(const char *name, size_t length);
/* Writes probe.csv into PERFKIT_OUT. 0, also if that is unset; -1 and errno otherwise. */
PERFKIT_FUNCTION_ int perfkit_write_results(void);
/* Writes a file of this name, whole or not at all, into PERFKIT_OUT. Results as above. */
PERFKIT_FUNCTION_ int perfkit_write_file(const char *name, const void *bytes, size_t length);
/* The same two with a folder of the caller's. */
PERFKIT_FUNCTION_ int perfkit_write_results_to(const char *folder);
PERFKIT_FUNCTION_ int perfkit_write_file_to(const char *folder, const char *name,
                                            const void *bytes, size_t length);

/* Nanoseconds of CLOCK_MONOTONIC. */
static inline uint64_t perfkit_now_ns(void) {
  struct timespec now;
  clock_gettime(PERFKIT_CLOCK_, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static inline perfkit_scope *perfkit_scope_named(const char *name) {
  return perfkit_scope_of(name, strlen(name));
}

/* Gives the calling thread its index, if it has none yet, and returns it. */
static inline unsigned perfkit_register_thread(void) {
  perfkit_thread_ *thread = perfkit_thread_v1_ ? perfkit_thread_v1_ : perfkit_join_v1_();
  return thread ? thread->index : UINT32_MAX;
}

/* Records a duration that was measured elsewhere. */
static inline void perfkit_record(const perfkit_scope *scope, uint64_t ns) {
  perfkit_thread_ *thread = perfkit_thread_v1_;
  perfkit_slot_ **chunk, *slot = NULL;
  unsigned octave = 0, shift = 0;
  uint64_t *buckets;
  if (!scope) return;
  if (!thread) thread = perfkit_join_v1_();
  if (!thread) return;
  chunk = thread->chunks[scope->id / PERFKIT_CHUNK_];
  if (chunk) slot = chunk[scope->id % PERFKIT_CHUNK_];
  if (!slot) slot = perfkit_slot_v1_(thread, scope);
  if (!slot) return;
  if (ns >= PERFKIT_BUCKETS_) {
    shift = 57u - (unsigned)__builtin_clzll(ns);
    octave = shift + 1;
  }
  buckets = slot->octaves[octave];
  if (!buckets) buckets = perfkit_octave_v1_(slot, octave);
  if (!buckets) return;
  buckets += (ns >> shift) % PERFKIT_BUCKETS_;
  __atomic_store_n(buckets, *buckets + 1, __ATOMIC_RELAXED);
  __atomic_store_n(&slot->total, slot->total + ns, __ATOMIC_RELAXED);
  if (ns < slot->min) __atomic_store_n(&slot->min, ns, __ATOMIC_RELAXED);
  if (ns > slot->max) __atomic_store_n(&slot->max, ns, __ATOMIC_RELAXED);
  PERFKIT_STORE_(&slot->count, slot->count + 1);
}

static inline perfkit_timer perfkit_begin(const perfkit_scope *scope) {
  perfkit_timer timer;
  timer.scope = scope;
  if (!perfkit_thread_v1_) perfkit_join_v1_();
  timer.start = perfkit_now_ns();
  return timer;
}

/* Ends a scope, on whichever thread this is called; ending it again does nothing. */
static inline void perfkit_end(perfkit_timer *timer) {
  uint64_t now = perfkit_now_ns();
  perfkit_record(timer->scope, now > timer->start ? now - timer->start : 0);
  timer->scope = NULL;
}

static inline perfkit_timer perfkit_begin_at_(perfkit_scope **site, const char *name) {
  perfkit_scope *scope = PERFKIT_LOAD_(site);
  if (!scope) {
    scope = perfkit_scope_named(name);
    PERFKIT_STORE_(site, scope);
  }
  return perfkit_begin(scope);
}

#define PERFKIT_JOIN2_(a, b) a##b
#define PERFKIT_JOIN_(a, b) PERFKIT_JOIN2_(a, b)
/* Times the rest of the block. At most one a line; the name is taken when first reached. */
#define PERFKIT_SCOPE(name)                                     \
  static perfkit_scope *PERFKIT_JOIN_(perfkit_site_, __LINE__); \
  __attribute__((cleanup(perfkit_end)))                         \
  perfkit_timer PERFKIT_JOIN_(perfkit_timer_, __LINE__) =       \
      perfkit_begin_at_(&PERFKIT_JOIN_(perfkit_site_, __LINE__), name)

#ifndef __swift__
#include "perfkit_table.h"
#endif

#ifdef __cplusplus
} /* extern "C" */

namespace perf {

/* A scope looked up once; usually a static constant. */
class Scope {
 public:
  explicit Scope(const char *name) noexcept : scope_(perfkit_scope_named(name)) {}
  void record(uint64_t ns) const noexcept { perfkit_record(scope_, ns); }

 private:
  friend class ScopedTimer;
  const perfkit_scope *scope_;
};

/* Times from its construction to end(), or to its destruction. */
class [[nodiscard]] ScopedTimer {
 public:
  explicit ScopedTimer(const Scope &scope) noexcept : timer_(perfkit_begin(scope.scope_)) {}
  explicit ScopedTimer(const char *name) noexcept : ScopedTimer(Scope(name)) {}
  ScopedTimer(const ScopedTimer &) = delete;
  ScopedTimer &operator=(const ScopedTimer &) = delete;
  ~ScopedTimer() { end(); }
  void end() noexcept {
    if (timer_.scope) perfkit_end(&timer_);
  }

 private:
  perfkit_timer timer_;
};

} /* namespace perf */

#pragma GCC diagnostic pop
#endif
#endif
