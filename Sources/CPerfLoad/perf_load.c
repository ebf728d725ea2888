#define _GNU_SOURCE
#include "perf_load.h"

#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>

void perf_load_sharpen_timers(void) { prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL); }

void perf_load_wait(struct pollfd *descriptors, size_t count, uint64_t nanoseconds) {
  struct timespec time = {(time_t)(nanoseconds / 1000000000u), (long)(nanoseconds % 1000000000u)};
  ppoll(descriptors, (nfds_t)count, &time, NULL);
}

void perf_load_widen(int descriptor) {
  int bytes = 16 << 20;
  if (setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0) {
    setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  }
}

uint32_t perf_load_overflow(int descriptor) {
  enum { drops = 8 };  // SK_MEMINFO_DROPS of linux/sock_diag.h
  uint32_t values[drops + 1] = {0};
  socklen_t size = sizeof values;
  if (getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, values, &size) != 0) return 0;
  return values[drops];
}

int perf_load_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }
