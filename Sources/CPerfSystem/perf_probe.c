#define _GNU_SOURCE
#include "perf_probe.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int perf_probe_instructions(uint64_t *count) {
  struct perf_event_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.size = sizeof attributes;
  attributes.type = PERF_TYPE_HARDWARE;
  attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
  attributes.disabled = 1;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  int counter =
      (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
  if (counter < 0) return errno;
  ioctl(counter, PERF_EVENT_IOC_ENABLE, 0);
  for (volatile int step = 0; step < 10000; step++) continue;
  ioctl(counter, PERF_EVENT_IOC_DISABLE, 0);
  ssize_t size = read(counter, count, sizeof *count);
  int failure = size == sizeof *count ? 0 : size < 0 ? errno : EIO;
  close(counter);
  return failure;
}
