/* perfkit_table.h: the part of perfkit.h behind its fast path. Include perfkit.h.
 *
 * A table is a list of threads; a thread has chunks of slots by scope id; a slot has the sums and
 * the histogram of one scope on that thread. Threads, chunks, slots and octaves are only ever
 * added, published with release stores; names lie in a hash table with open addressing whose
 * cells are filled by compare-and-swap. So nothing here takes a lock, and the writer may read
 * while others record.
 */
#ifndef PERFKIT_TABLE_H
#define PERFKIT_TABLE_H

PERFKIT_FUNCTION_ void perfkit_lose_v1_(void) {
  perfkit_state_ *state = PERFKIT_LOAD_(&perfkit_state_v1_);
  if (state) __atomic_fetch_add(&state->lost, 1, __ATOMIC_RELAXED);
}

static inline uint32_t perfkit_hash_(const char *name, size_t length) {
  uint64_t hash = length, word;
  for (; length >= 8; name += 8, length -= 8) {
    memcpy(&word, name, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  for (word = 0; length; ++name, --length) word = word << 8 | (unsigned char)*name;
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return (uint32_t)(hash >> 32);
}

/* Recordings so far; puts the first `capacity` slots that have any into `rows`. */
static inline size_t perfkit_collect_(perfkit_state_ *state, perfkit_row_ *rows, size_t capacity,
                                      uint64_t *recorded) {
  size_t n = 0, i, j;
  *recorded = 0;
  for (perfkit_thread_ *t = PERFKIT_LOAD_(&state->threads); t; t = t->next)
    for (i = 0; i < PERFKIT_SCOPES_ / PERFKIT_CHUNK_; ++i) {
      perfkit_slot_ **chunk = PERFKIT_LOAD_(&t->chunks[i]);
      for (j = 0; chunk && j < PERFKIT_CHUNK_; ++j) {
        perfkit_slot_ *slot = PERFKIT_LOAD_(&chunk[j]);
        uint64_t count = slot ? PERFKIT_LOAD_(&slot->count) : 0;
        if (!count) continue;
        if (n < capacity) {
          rows[n].slot = slot;
          rows[n].thread = t->index;
        }
        n += 1;
        *recorded += count;
      }
    }
  return n;
}

PERFKIT_FUNCTION_ void perfkit_at_exit_v1_(void) {
  perfkit_state_ *state = PERFKIT_LOAD_(&perfkit_state_v1_);
  uint64_t recorded;
  if (!state || state->process != getpid()) return;
  perfkit_collect_(state, NULL, 0, &recorded);
  if (recorded == PERFKIT_LOAD_(&state->written) && !PERFKIT_LOAD_(&state->lost)) return;
  if (perfkit_write_results())
    fprintf(stderr, "perfkit.h: cannot write probe.csv into PERFKIT_OUT: %s\n", strerror(errno));
}

PERFKIT_FUNCTION_ perfkit_state_ *perfkit_start_v1_(void) {
  perfkit_state_ *state = PERFKIT_LOAD_(&perfkit_state_v1_), *earlier = NULL;
  if (state) return state;
  state = (perfkit_state_ *)calloc(1, sizeof *state);
  if (!state) return NULL;
  state->process = getpid();
  state->other.name = "(other)";
  state->other.length = strlen(state->other.name);
  state->other.hash = perfkit_hash_(state->other.name, state->other.length);
  state->other.id = PERFKIT_SCOPES_ - 1;
  state->cells[state->other.hash % PERFKIT_CELLS_] = &state->other;
  if (!PERFKIT_SWAP_(&perfkit_state_v1_, &earlier, state)) {
    free(state);
    return earlier;
  }
  atexit(perfkit_at_exit_v1_);
  return state;
}

/* Before the program's own constructors: the loading thread is 0, the table is written last. */
static __attribute__((constructor(101))) void perfkit_load_(void) {
  if (!PERFKIT_LOAD_(&perfkit_state_v1_)) perfkit_register_thread();
}

PERFKIT_FUNCTION_ perfkit_thread_ *perfkit_join_v1_(void) {
  perfkit_state_ *state = perfkit_start_v1_();
  perfkit_thread_ *thread = NULL;
  if (state) thread = (perfkit_thread_ *)calloc(1, sizeof *thread);
  if (!thread) {
    perfkit_lose_v1_();
    return NULL;
  }
  thread->index = __atomic_fetch_add(&state->thread_count, 1, __ATOMIC_RELAXED);
  thread->next = PERFKIT_LOAD_(&state->threads);
  while (!PERFKIT_SWAP_(&state->threads, &thread->next, thread)) continue;
  perfkit_thread_v1_ = thread;
  return thread;
}

PERFKIT_FUNCTION_ perfkit_slot_ *perfkit_slot_v1_(perfkit_thread_ *thread,
                                                  const perfkit_scope *scope) {
  perfkit_slot_ ***place = &thread->chunks[scope->id / PERFKIT_CHUNK_], **chunk = *place;
  perfkit_slot_ *slot = (perfkit_slot_ *)calloc(1, sizeof *slot);
  if (!chunk) chunk = (perfkit_slot_ **)calloc(PERFKIT_CHUNK_, sizeof *chunk);
  if (chunk) PERFKIT_STORE_(place, chunk);
  if (!slot || !chunk) {
    free(slot);
    perfkit_lose_v1_();
    return NULL;
  }
  slot->scope = scope;
  slot->min = UINT64_MAX;
  PERFKIT_STORE_(&chunk[scope->id % PERFKIT_CHUNK_], slot);
  return slot;
}

PERFKIT_FUNCTION_ uint64_t *perfkit_octave_v1_(perfkit_slot_ *slot, unsigned octave) {
  uint64_t *buckets = (uint64_t *)calloc(PERFKIT_BUCKETS_, sizeof *buckets);
  if (buckets) PERFKIT_STORE_(&slot->octaves[octave], buckets);
  if (!buckets) perfkit_lose_v1_();
  return buckets;
}

static inline perfkit_scope *perfkit_scope_make_(perfkit_state_ *state, const char *name,
                                                 size_t length, uint32_t hash) {
  perfkit_scope *scope;
  if (PERFKIT_LOAD_(&state->scope_count) >= PERFKIT_SCOPES_ - 1) return &state->other;
  scope = (perfkit_scope *)calloc(1, sizeof *scope + length);
  if (!scope) {
    perfkit_lose_v1_();
    return NULL;
  }
  scope->id = __atomic_fetch_add(&state->scope_count, 1, __ATOMIC_RELAXED);
  if (scope->id >= PERFKIT_SCOPES_ - 1) {
    free(scope);
    return &state->other;
  }
  scope->hash = hash;
  scope->length = length;
  scope->name = (const char *)memcpy(scope + 1, name, length);
  return scope;
}

PERFKIT_FUNCTION_ perfkit_scope *perfkit_scope_of(const char *name, size_t length) {
  perfkit_state_ *state = PERFKIT_LOAD_(&perfkit_state_v1_);
  perfkit_scope *fresh = NULL, *found;
  uint32_t hash = perfkit_hash_(name, length), cell;
  if (!state) state = perfkit_start_v1_();
  if (!state) return NULL;
  for (cell = hash % PERFKIT_CELLS_;; cell = (cell + 1) % PERFKIT_CELLS_) {
    found = PERFKIT_LOAD_(&state->cells[cell]);
    if (!found) {
      if (!fresh) fresh = perfkit_scope_make_(state, name, length, hash);
      if (!fresh || fresh == &state->other) return fresh;
      if (PERFKIT_SWAP_(&state->cells[cell], &found, fresh)) return fresh;
    }
    if (found->hash == hash && found->length == length && !memcmp(found->name, name, length)) {
      free(fresh);
      return found;
    }
  }
}

static inline double perfkit_percentile_(const perfkit_slot_ *slot, unsigned percent) {
  uint64_t n[PERFKIT_OCTAVES_] = {0}, all = 0, rank, seen = 0;
  unsigned octave, bucket = 0, shift;
  double value, low, high;
  for (octave = 0; octave < PERFKIT_OCTAVES_; all += n[octave++]) {
    const uint64_t *buckets = PERFKIT_LOAD_(&slot->octaves[octave]);
    for (bucket = 0; buckets && bucket < PERFKIT_BUCKETS_; ++bucket)
      n[octave] += __atomic_load_n(&buckets[bucket], __ATOMIC_RELAXED);
  }
  rank = all / 100 * percent + (all % 100 * percent + 99) / 100;
  for (octave = 0; seen + n[octave] < rank; ++octave) seen += n[octave];
  for (bucket = 0; bucket < PERFKIT_BUCKETS_ - 1; ++bucket) {
    seen += __atomic_load_n(&slot->octaves[octave][bucket], __ATOMIC_RELAXED);
    if (seen >= rank) break;
  }
  shift = octave ? octave - 1 : 0;
  value = (double)((uint64_t)(octave ? PERFKIT_BUCKETS_ + bucket : bucket) << shift) +
          (double)((UINT64_C(1) << shift) - 1) / 2;
  low = (double)__atomic_load_n(&slot->min, __ATOMIC_RELAXED);
  high = (double)__atomic_load_n(&slot->max, __ATOMIC_RELAXED);
  return value < low ? low : value > high ? high : value;
}

/* A comma and the shortest digits that read back as `value`, with a point in every locale. */
static inline char *perfkit_put_double_(char *at, double value) {
  char digits[40];
  int precision = 15;
  for (; precision <= 17; ++precision) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    double back = strtod(digits, NULL);
    if (!(back < value || back > value)) break;
  }
  *at++ = ',';
  for (const char *c = digits; *c; ++c) {
    if (strchr("0123456789e+-", *c)) *at++ = *c;
    else if (at[-1] != '.') *at++ = '.';
  }
  return at;
}

/* The name as an RFC 4180 field. */
static inline char *perfkit_put_name_(char *at, const perfkit_scope *scope) {
  int quoted = 0;
  for (size_t i = 0; i < scope->length; ++i)
    if (strchr(",\"\r\n", scope->name[i])) quoted = 1;
  if (quoted) *at++ = '"';
  for (size_t i = 0; i < scope->length; *at++ = scope->name[i++])
    if (scope->name[i] == '"') *at++ = '"';
  if (quoted) *at++ = '"';
  return at;
}

static inline char *perfkit_put_row_(char *at, const perfkit_row_ *row) {
  const perfkit_slot_ *slot = row->slot;
  uint64_t count = PERFKIT_LOAD_(&slot->count);
  uint64_t total = __atomic_load_n(&slot->total, __ATOMIC_RELAXED);
  at = perfkit_put_name_(at, slot->scope);
  at += sprintf(at, ",%u,%" PRIu64 ",%" PRIu64 ",%" PRIu64, row->thread, count, total,
                __atomic_load_n(&slot->min, __ATOMIC_RELAXED));
  at = perfkit_put_double_(at, (double)total / (double)count);
  at = perfkit_put_double_(at, perfkit_percentile_(slot, 50));
  at = perfkit_put_double_(at, perfkit_percentile_(slot, 99));
  return at + sprintf(at, ",%" PRIu64 "\n", __atomic_load_n(&slot->max, __ATOMIC_RELAXED));
}

static inline int perfkit_row_order_(const void *left, const void *right) {
  const perfkit_row_ *a = (const perfkit_row_ *)left, *b = (const perfkit_row_ *)right;
  const perfkit_scope *s = a->slot->scope, *t = b->slot->scope;
  int order = memcmp(s->name, t->name, s->length < t->length ? s->length : t->length);
  if (!order) order = (s->length > t->length) - (s->length < t->length);
  return order ? order : (a->thread > b->thread) - (a->thread < b->thread);
}

PERFKIT_FUNCTION_ int perfkit_write_results_to(const char *folder) {
  static const char header[] = "scope,thread,count,total,min,mean,p50,p99,max\n";
  perfkit_state_ *state = perfkit_start_v1_();
  uint64_t recorded;
  size_t n = state ? perfkit_collect_(state, NULL, 0, &recorded) : 0, size = sizeof header;
  perfkit_row_ *rows = (perfkit_row_ *)calloc(n + 1, sizeof *rows);
  if (state && rows) perfkit_collect_(state, rows, n, &recorded);
  for (size_t i = 0; rows && i < n; ++i) size += 2 * rows[i].slot->scope->length + 256;
  char *text = (char *)malloc(size);
  int result = -1;
  errno = ENOMEM;
  if (state && rows && text && !PERFKIT_LOAD_(&state->lost)) {
    qsort(rows, n, sizeof *rows, perfkit_row_order_);
    memcpy(text, header, sizeof header);
    char *at = text + sizeof header - 1;
    for (size_t i = 0; i < n; ++i) at = perfkit_put_row_(at, &rows[i]);
    result = perfkit_write_file_to(folder, "probe.csv", text, (size_t)(at - text));
  }
  free(rows);
  free(text);
  return result;
}

PERFKIT_FUNCTION_ int perfkit_write_results(void) {
  const char *out = getenv("PERFKIT_OUT");
  perfkit_state_ *state = PERFKIT_LOAD_(&perfkit_state_v1_);
  uint64_t recorded = 0;
  if (!out || !*out) return 0;
  if (state) perfkit_collect_(state, NULL, 0, &recorded);
  int result = perfkit_write_results_to(out);
  if (!result && state) PERFKIT_STORE_(&state->written, recorded);
  return result;
}

static inline int perfkit_put_file_(int file, const char *bytes, size_t length) {
  while (length) {
    ssize_t put = write(file, bytes, length);
    if (put < 0 && errno != EINTR) return -1;
    if (put > 0) bytes += put;
    if (put > 0) length -= (size_t)put;
  }
  return fsync(file);
}

PERFKIT_FUNCTION_ int perfkit_write_file_to(const char *folder, const char *name,
                                            const void *bytes, size_t length) {
  size_t size = strlen(folder) + strlen(name) + 64;
  char *path = (char *)malloc(2 * size), *temporary;
  int file, result, error;
  if (!path) return -1;
  temporary = path + size;
  snprintf(path, size, "%s/%s", folder, name);
  do {
    snprintf(temporary, size, "%s/.%s.%ld.%" PRIx64, folder, name, (long)getpid(),
             perfkit_now_ns());
    file = open(temporary, PERFKIT_OPEN_, 0666);
  } while (file < 0 && errno == EEXIST);
  result = file < 0 ? -1 : perfkit_put_file_(file, (const char *)bytes, length);
  if (file >= 0 && close(file)) result = -1;
  if (!result) result = rename(temporary, path);
  error = errno;
  if (file >= 0 && result) unlink(temporary);
  free(path);
  errno = error;
  return result;
}

PERFKIT_FUNCTION_ int perfkit_write_file(const char *name, const void *bytes, size_t length) {
  const char *out = getenv("PERFKIT_OUT");
  return out && *out ? perfkit_write_file_to(out, name, bytes, length) : 0;
}

#endif
