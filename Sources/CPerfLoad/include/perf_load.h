/// The parts of Linux that an open-loop load needs and Swift cannot call.
#ifndef PERF_LOAD_H
#define PERF_LOAD_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

/// Lets the calling thread's timers fire when they are due; without it, up to 50 us later.
void perf_load_sharpen_timers(void);

/// Sleeps until a descriptor is ready, a signal is handled, or the time is over.
void perf_load_wait(struct pollfd *descriptors, size_t count, uint64_t nanoseconds);

/// A close-on-exec descriptor that becomes readable when eight bytes, a number, are written to it, and
/// does not block; -1 and errno if there is none to be had.
int perf_load_bell(void);

/// Gives a socket a large buffer for what arrives, as large as the kernel allows.
void perf_load_widen(int descriptor);

/// How many packets the kernel dropped because a socket's buffer for what arrives was full.
uint32_t perf_load_overflow(int descriptor);

#endif
