#ifndef PERF_JSON_H
#define PERF_JSON_H

#include <jansson.h>
#include <stddef.h>

#define PERF_JSON_FUNCTIONS(X) \
  X(json_loadb)                \
  X(json_delete)               \
  X(json_object_iter)          \
  X(json_object_iter_next)     \
  X(json_object_iter_key)      \
  X(json_object_iter_value)    \
  X(json_array_size)           \
  X(json_array_get)            \
  X(json_string_value)         \
  X(json_string_length)        \
  X(json_integer_value)        \
  X(json_real_value)

/// The functions of libjansson that perfkit calls, found at run time.
struct perf_json_library {
#define PERF_JSON_FIELD(name) __typeof__(&name) name;
  PERF_JSON_FUNCTIONS(PERF_JSON_FIELD)
#undef PERF_JSON_FIELD
};

/// Loads the library on first use; NULL where it is not installed.
const struct perf_json_library *perf_json(void);

/// The type of a value, since jansson's own accessor is a macro.
static inline int perf_json_type(const json_t *value) { return (int)value->type; }

#endif
