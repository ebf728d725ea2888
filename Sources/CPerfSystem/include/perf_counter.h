/// The kernel's performance counters, for the processes that one process starts.
#ifndef PERF_COUNTER_H
#define PERF_COUNTER_H

#include <stdint.h>
#include <sys/types.h>

/// Kinds and events of the kernel's interface (linux/perf_event.h).
enum {
  PERF_COUNTER_HARDWARE = 0,
  PERF_COUNTER_SOFTWARE = 1,
  PERF_COUNTER_INSTRUCTIONS = 1,
  PERF_COUNTER_PAGE_FAULTS = 2,
};

/// What was counted so far, and for how many nanoseconds programs ran with the event wanted
/// (`enabled`) and really counted (`running`).
struct perf_counter_reading {
  uint64_t count;
  uint64_t enabled;
  uint64_t running;
};

/// An open counter.
struct perf_counter {
  int counting;
  int guard;
};

/// Opens a counter of an event outside the kernel, in the processes that `ancestor` starts from now
/// on, each from its first exec. What a process counted is there once it has ended. Returns 0 or
/// an errno.
int perf_counter_open(uint32_t type, uint64_t event, pid_t ancestor, struct perf_counter *counter);

/// Closes both descriptors.
void perf_counter_close(const struct perf_counter *counter);

/// Returns 0 or an errno.
int perf_counter_read(const struct perf_counter *counter, struct perf_counter_reading *reading);

#endif
