/* perfkit_modules.h: the module-overhead/1 table from the scopes of perfkit.h.
 *
 * A program that times its modules by scopes, and all of its work by one more scope around them,
 * calls perfkit_write_modules("name of that scope") when the work is done. The table is written to
 * $PERFKIT_OUT/module-overhead.csv, one row a scope, sorted, and `whole` at the end:
 *
 *   module,count,probes,total,share,mean,p50,p99,raw_mean,probe_cost,unaccounted
 *
 * The cost of a scope is measured when the table is written, on empty scopes that no table shows:
 * what it adds to its own time (probe_cost), and what it takes of the time around it. The first is
 * subtracted from every module for each of its scopes, both from the whole; nothing falls below 0.
 *
 * Scopes of all threads are added up. The modules must not contain each other, and they must run
 * within the whole: what runs beside it, on another thread, lets unaccounted fall below 0.
 */
#ifndef PERFKIT_MODULES_H
#define PERFKIT_MODULES_H

#include "perfkit.h"

#ifdef __cplusplus
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
extern "C" {
#endif

/* Writes the table; 0, also if PERFKIT_OUT is unset; -1 and errno otherwise: EINVAL if no scope of
 * that name has ended, or another one is named `whole`. */
PERFKIT_FUNCTION_ int perfkit_write_modules(const char *whole);
/* The same into a folder of the caller's. */
PERFKIT_FUNCTION_ int perfkit_write_modules_to(const char *folder, const char *whole);

#ifndef __swift__

/* What a scope costs, in ns: within the time that it measures, and altogether. */
typedef struct perfkit_cost_ {
  double inside, all;
} perfkit_cost_;

static inline int perfkit_double_order_(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static inline void perfkit_free_slot_(perfkit_slot_ *slot) {
  for (unsigned octave = 0; slot && octave < PERFKIT_OCTAVES_; ++octave) free(slot->octaves[octave]);
  free(slot);
}

/* Medians over rounds of empty scopes, recorded for a thread that is in no list. */
static inline int perfkit_measure_cost_(perfkit_cost_ *cost) {
  enum { rounds = 9, scopes = 1000 };
  static const perfkit_scope empty = {0, 0, 0, ""};
  double inside[rounds], all[rounds];
  perfkit_thread_ *own = perfkit_thread_v1_, *thread;
  thread = (perfkit_thread_ *)calloc(1, sizeof *thread);
  if (!thread) return -1;
  perfkit_slot_ *slot = perfkit_slot_v1_(thread, &empty);
  perfkit_thread_v1_ = thread;
  for (int round = 0; slot && round < rounds; ++round) {
    uint64_t before = slot->total, start = perfkit_now_ns();
    for (int i = 0; i < scopes; ++i) {
      perfkit_timer timer = perfkit_begin(&empty);
      perfkit_end(&timer);
    }
    all[round] = (double)(perfkit_now_ns() - start) / (double)scopes;
    inside[round] = (double)(slot->total - before) / (double)scopes;
  }
  perfkit_thread_v1_ = own;
  if (slot) {
    qsort(inside, rounds, sizeof *inside, perfkit_double_order_);
    qsort(all, rounds, sizeof *all, perfkit_double_order_);
    cost->inside = inside[rounds / 2];
    cost->all = all[rounds / 2];
  }
  perfkit_free_slot_(slot);
  free(thread->chunks[0]);
  free(thread);
  return slot ? 0 : -1;
}

/* Adds what a thread recorded for a scope to the sum of all threads. */
static inline int perfkit_add_slot_(perfkit_slot_ *sum, const perfkit_slot_ *slot) {
  uint64_t low = __atomic_load_n(&slot->min, __ATOMIC_RELAXED);
  uint64_t high = __atomic_load_n(&slot->max, __ATOMIC_RELAXED);
  sum->count += PERFKIT_LOAD_(&slot->count);
  sum->total += __atomic_load_n(&slot->total, __ATOMIC_RELAXED);
  if (low < sum->min) sum->min = low;
  if (high > sum->max) sum->max = high;
  for (unsigned octave = 0; octave < PERFKIT_OCTAVES_; ++octave) {
    const uint64_t *buckets = PERFKIT_LOAD_(&slot->octaves[octave]);
    if (!buckets) continue;
    if (!sum->octaves[octave] && !perfkit_octave_v1_(sum, octave)) return -1;
    for (unsigned bucket = 0; bucket < PERFKIT_BUCKETS_; ++bucket)
      sum->octaves[octave][bucket] += __atomic_load_n(&buckets[bucket], __ATOMIC_RELAXED);
  }
  return 0;
}

/* Sums of rows that are sorted by scope: the first `n` of `sums`, to be freed one by one. */
static inline int perfkit_sum_rows_(const perfkit_row_ *rows, size_t count, perfkit_slot_ **sums,
                                    size_t *n) {
  for (size_t i = 0; i < count; ++i) {
    const perfkit_scope *scope = rows[i].slot->scope;
    if (!*n || sums[*n - 1]->scope != scope) {
      perfkit_slot_ *sum = (perfkit_slot_ *)calloc(1, sizeof *sum);
      if (!sum) return -1;
      sum->scope = scope;
      sum->min = UINT64_MAX;
      sums[(*n)++] = sum;
    }
    if (perfkit_add_slot_(sums[*n - 1], rows[i].slot)) return -1;
  }
  return 0;
}

static inline int perfkit_is_named_(const perfkit_slot_ *slot, const char *name) {
  return slot->scope->length == strlen(name) && !memcmp(slot->scope->name, name, strlen(name));
}

static inline double perfkit_above_zero_(double value) { return value > 0 ? value : 0; }

/* A comma and a number of at most two decimals. */
static inline char *perfkit_put_hundredths_(char *at, double value) {
  double sign = value < 0 ? -1 : 1;
  return perfkit_put_double_(at, sign * (double)(int64_t)(sign * value * 100 + 0.5) / 100);
}

/* The table's text behind `at`; `around` is what the modules' scopes take of the whole. */
static inline char *perfkit_put_modules_(char *at, perfkit_slot_ **sums, size_t n, size_t whole,
                                         perfkit_cost_ cost) {
  double around = 0, accounted = 0, all;
  for (size_t i = 0; i < n; ++i) {
    double count = (double)sums[i]->count;
    if (i == whole) continue;
    around += count * cost.all;
    accounted += perfkit_above_zero_((double)sums[i]->total - count * cost.inside);
  }
  all = perfkit_above_zero_((double)sums[whole]->total -
                            (double)sums[whole]->count * cost.inside - around);
  for (size_t row = 0; row < n; ++row) {
    size_t i = row == n - 1 ? whole : row < whole ? row : row + 1;
    const perfkit_slot_ *sum = sums[i];
    double count = (double)sum->count;
    double probes = cost.inside + (i == whole ? around / count : 0);
    double total = perfkit_above_zero_((double)sum->total - count * probes);
    at = i == whole ? strcpy(at, "whole") + 5 : perfkit_put_name_(at, sum->scope);
    at += sprintf(at, ",%" PRIu64 ",%" PRIu64, sum->count, sum->count);
    at = perfkit_put_hundredths_(at, total);
    at = perfkit_put_hundredths_(at, all > 0 ? 100 * total / all : 0);
    at = perfkit_put_hundredths_(at, total / count);
    at = perfkit_put_hundredths_(at, perfkit_above_zero_(perfkit_percentile_(sum, 50) - probes));
    at = perfkit_put_hundredths_(at, perfkit_above_zero_(perfkit_percentile_(sum, 99) - probes));
    at = perfkit_put_hundredths_(at, (double)sum->total / count);
    at = perfkit_put_hundredths_(at, cost.inside);
    at = perfkit_put_hundredths_(at, all > 0 ? 100 * (all - accounted) / all : 0);
    *at++ = '\n';
  }
  return at;
}

/* Writes the table of the scopes summed. */
static inline int perfkit_write_sums_(const char *folder, const char *whole, perfkit_slot_ **sums,
                                      size_t n) {
  static const char header[] =
      "module,count,probes,total,share,mean,p50,p99,raw_mean,probe_cost,unaccounted\n";
  size_t place = n, size = sizeof header, clashes = 0;
  perfkit_cost_ cost;
  char *text, *end;
  for (size_t i = 0; i < n; ++i) {
    size += 2 * sums[i]->scope->length + 320;
    if (perfkit_is_named_(sums[i], whole)) place = i;
    else clashes += (size_t)perfkit_is_named_(sums[i], "whole");
  }
  if (place == n || clashes) {
    errno = EINVAL;
    return -1;
  }
  if (perfkit_measure_cost_(&cost)) return -1;
  text = (char *)malloc(size);
  if (!text) return -1;
  memcpy(text, header, sizeof header);
  end = perfkit_put_modules_(text + sizeof header - 1, sums, n, place, cost);
  int result =
      perfkit_write_file_to(folder, "module-overhead.csv", text, (size_t)(end - text));
  int error = errno;
  free(text);
  errno = error;
  return result;
}

PERFKIT_FUNCTION_ int perfkit_write_modules_to(const char *folder, const char *whole) {
  perfkit_state_ *state = PERFKIT_LOAD_(&perfkit_state_v1_);
  uint64_t recorded;
  size_t count = state ? perfkit_collect_(state, NULL, 0, &recorded) : 0, n = 0;
  perfkit_row_ *rows = (perfkit_row_ *)calloc(count + 1, sizeof *rows);
  perfkit_slot_ **sums = (perfkit_slot_ **)calloc(count + 1, sizeof *sums);
  int result = -1, error;
  if (rows && sums && !(state && PERFKIT_LOAD_(&state->lost))) {
    if (count) {
      size_t found = perfkit_collect_(state, rows, count, &recorded);
      count = found < count ? found : count;
      qsort(rows, count, sizeof *rows, perfkit_row_order_);
    }
    if (!perfkit_sum_rows_(rows, count, sums, &n))
      result = perfkit_write_sums_(folder, whole, sums, n);
  } else {
    errno = ENOMEM;
  }
  error = errno;
  while (n) perfkit_free_slot_(sums[--n]);
  free(sums);
  free(rows);
  errno = error;
  return result;
}

PERFKIT_FUNCTION_ int perfkit_write_modules(const char *whole) {
  const char *out = getenv("PERFKIT_OUT");
  return out && *out ? perfkit_write_modules_to(out, whole) : 0;
}

#endif

#ifdef __cplusplus
} /* extern "C" */

namespace perf {

/* Writes module-overhead.csv; `whole` names the scope around all others. False: see errno. */
inline bool writeModules(const char *whole) noexcept { return !perfkit_write_modules(whole); }

} /* namespace perf */

#pragma GCC diagnostic pop
#endif
#endif
