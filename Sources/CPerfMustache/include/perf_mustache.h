#ifndef PERF_MUSTACHE_H
#define PERF_MUSTACHE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A value that a template is filled with.
struct perf_mustache_value;

/// Each makes a value, or returns NULL for want of memory.
struct perf_mustache_value *perf_mustache_text(const char *bytes, size_t count);
struct perf_mustache_value *perf_mustache_flag(int on);
struct perf_mustache_value *perf_mustache_list(void);
struct perf_mustache_value *perf_mustache_object(void);
void perf_mustache_free(struct perf_mustache_value *value);

/// Each copies `value` into a list or an object and returns whether that was possible.
int perf_mustache_append(struct perf_mustache_value *list, const struct perf_mustache_value *value);
int perf_mustache_set(struct perf_mustache_value *object, const char *name,
                      const struct perf_mustache_value *value);

/// Fills a template; texts are put in as they are. Returns what malloc gave, of `*written` bytes, or
/// NULL where the template is none; the reason is then in `reason`, of `room` bytes.
char *perf_mustache_render(const char *source, size_t count,
                           const struct perf_mustache_value *value, size_t *written, char *reason,
                           size_t room);

#ifdef __cplusplus
}
#endif

#endif
