#define _GNU_SOURCE
#include "perf_load.h"

#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <time.h>

void perf_load_sharpen_timers(void) { prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL); }

void perf_load_wait(struct pollfd *descriptors, size_t count, uint64_t nanoseconds) {
  struct timespec time = {(time_t)(nanoseconds / 1000000000u), (long)(nanoseconds % 1000000000u)};
  ppoll(descriptors, (nfds_t)count, &time, NULL);
}

int perf_load_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
