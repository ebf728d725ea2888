// Counting events of processes with the kernel's performance counters.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "perf_counter.h"

static int open_event(uint32_t type, uint64_t event, pid_t process, int of_children) {
  struct perf_event_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.size = sizeof attributes;
  attributes.type = type;
  attributes.config = event;
  attributes.disabled = 1;
  attributes.inherit = of_children;
  attributes.enable_on_exec = of_children;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  attributes.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  long opened =
      syscall(SYS_perf_event_open, &attributes, process, -1, -1, PERF_FLAG_FD_CLOEXEC);
  return opened < 0 ? -errno : (int)opened;
}

// The kernel swaps the events of two processes that it switches between when one has inherited all
// of the other's. A child would then take the ancestor's counter along into its exec and its end,
// and later children would not be counted. An event that is not inherited, and never enabled, keeps
// the two apart.
int perf_counter_open(uint32_t type, uint64_t event, pid_t ancestor,
                      struct perf_counter *counter) {
  counter->guard = open_event(type, event, ancestor, 0);
  if (counter->guard < 0) return -counter->guard;
  counter->counting = open_event(type, event, ancestor, 1);
  if (counter->counting >= 0) return 0;
  close(counter->guard);
  return -counter->counting;
}

void perf_counter_close(const struct perf_counter *counter) {
  close(counter->counting);
  close(counter->guard);
}

int perf_counter_read(const struct perf_counter *counter, struct perf_counter_reading *reading) {
  ssize_t size = read(counter->counting, reading, sizeof *reading);
  return size == sizeof *reading ? 0 : size < 0 ? errno : EIO;
}
