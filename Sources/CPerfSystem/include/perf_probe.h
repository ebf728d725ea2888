/// Whether the kernel lets this process count its instructions.
#ifndef PERF_PROBE_H
#define PERF_PROBE_H

#include <stdint.h>

/// Counts the instructions of a short loop outside the kernel. Returns 0 with what was counted, or
/// an errno.
int perf_probe_instructions(uint64_t *count);

#endif
