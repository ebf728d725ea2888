// Interruption: the first signal asks perfkit to tidy up and end, the second ends it at once.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ending.h"
#include "perf_system.h"

// timeout(1) sends its signal to the child and to the group: one request that arrives twice.
static const uint64_t same_request_ns = 200000000u;

static atomic_int first_signal;
static _Atomic uint64_t first_at;
static atomic_int event = -1;
static atomic_int current_group;
static atomic_int ending;

void perf_park_if_ending(void) {
  while (atomic_load(&ending)) pause();
}

/// Kills the current group and the spawner, and takes up to 100 ms to reap them.
static void kill_children(void) {
  pid_t group = atomic_load(&current_group), running = perf_series_child();
  pid_t spawner = perf_spawner_pid();
  if (group > 1) kill(-group, SIGKILL);
  if (running > 1) kill(-running, SIGKILL);
  if (spawner > 1) kill(spawner, SIGKILL);
  const struct timespec pause = {.tv_nsec = 1000000};
  for (int left = 100; left > 0 && (group > 1 || spawner > 1); left--) {
    pid_t ended = 0;
    if (group > 1) ended = waitpid(-group, NULL, WNOHANG);
    if (ended < 0) group = 0;
    if (spawner > 1 && waitpid(spawner, NULL, WNOHANG) != 0) spawner = 0;
    if (ended <= 0) nanosleep(&pause, NULL);
  }
}

static void handle(int number) {
  int saved = errno;
  int none = 0;
  uint64_t now = perf_now_ns();
  if (atomic_load(&first_at) == 0) atomic_store(&first_at, now);
  if (atomic_compare_exchange_strong(&first_signal, &none, number)) {
    uint64_t one = 1;
    ssize_t written = write(atomic_load(&event), &one, sizeof one);
    (void)written;
  } else if (now - atomic_load(&first_at) >= same_request_ns) {
    atomic_store(&ending, 1);
    kill_children();
    _exit(atomic_load(&first_signal) == SIGINT ? 130 : 143);
  }
  errno = saved;
}

static int handle_signal(int number) {
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  return sigaction(number, &action, NULL) < 0 ? errno : 0;
}

int perf_interrupt_install(void) {
  if (atomic_load(&event) >= 0) return 0;
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (descriptor < 0) return errno;
  atomic_store(&event, descriptor);
  if (getenv("PERFKIT_DIE_WITH_PARENT") != NULL) prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
  signal(SIGPIPE, SIG_IGN);
  int error = handle_signal(SIGINT);
  if (error == 0) error = handle_signal(SIGTERM);
  struct sigaction hangup;
  if (error == 0 && sigaction(SIGHUP, NULL, &hangup) < 0) error = errno;
  if (error == 0 && hangup.sa_handler != SIG_IGN) error = handle_signal(SIGHUP);
  return error;
}

int perf_interrupt_fd(void) { return atomic_load(&event); }

int perf_interrupt_signal(void) { return atomic_load(&first_signal); }

void perf_interrupt_set_group(pid_t group) { atomic_store(&current_group, group); }
