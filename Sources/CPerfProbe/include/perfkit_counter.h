/* perfkit_counter.h: the atomic operations of PerfProbe's Counter; Swift without a further library
 * has none. C and C++ programs use their own atomics. */
#ifndef PERFKIT_COUNTER_H
#define PERFKIT_COUNTER_H

#include <stdint.h>

static inline void perfkit_counter_add(uint64_t *counter, uint64_t amount) {
  __atomic_fetch_add(counter, amount, __ATOMIC_RELAXED);
}

static inline uint64_t perfkit_counter_value(const uint64_t *counter) {
  return __atomic_load_n(counter, __ATOMIC_RELAXED);
}

#endif
