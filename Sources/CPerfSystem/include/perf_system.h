/// The parts of Linux that perfkit needs and Swift cannot call: starting children through a tiny
/// spawner process, waiting for them with their resource usage, and interruption by signals.
#ifndef PERF_SYSTEM_H
#define PERF_SYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// How far the start of a child came before it failed.
enum perf_spawn_step {
  PERF_STEP_NONE = 0,
  PERF_STEP_REQUEST = 1,
  PERF_STEP_PROCESS = 2,
  PERF_STEP_FOLDER = 3,
  PERF_STEP_AFFINITY = 4,
  PERF_STEP_STREAMS = 5,
  PERF_STEP_EXECUTE = 6,
  PERF_STEP_SUPERVISION = 7,
};

/// What to start. Strings lie one after the other, each with its terminating NUL. The path is not
/// searched for; a relative one counts from the folder. Descriptors stay the caller's; a stream of
/// -1 is /dev/null, a folder of -1 the one that the caller started in.
struct perf_spawn_request {
  const char *path;
  const char *arguments;
  size_t arguments_size;
  size_t arguments_count;
  const char *environment;
  size_t environment_size;
  size_t environment_count;
  /// The length of one more entry of the environment, PERFKIT_PAD=xxx…; -1: there is none.
  long padding;
  int folder;
  int streams[3];
  /// The only CPU the child may use, or -1.
  int cpu;
  /// A socket to which the child hands the descriptor that supervises its file writes (see
  /// perf_disk.h), or -1.
  int supervisor;
};

/// What became of a request: a running child (`error` 0), or the errno and the step that failed.
struct perf_spawn_answer {
  pid_t pid;
  int error;
  enum perf_spawn_step step;
  /// CLOCK_MONOTONIC, stamped by the spawner right before it creates the child.
  uint64_t started_ns;
};

/// Forks the spawner unless it runs already and, on the main thread, clears the signal mask. To be
/// called first thing in main. The spawner ends with its caller. Returns 0 or an errno.
int perf_spawner_start(void);

/// The spawner's process id, or 0 while none runs.
pid_t perf_spawner_pid(void);

/// Starts a child of the caller, leader of its own process group. Returns 0 with an answer, or the
/// errno of a spawner that is gone. Not for several threads at once.
int perf_spawn(const struct perf_spawn_request *request, struct perf_spawn_answer *answer);

/// Says whether orphans below the caller become its children, or go to init as usual. Not wanted
/// between runs, where nobody would reap them. Returns 0 or an errno.
int perf_adopt_orphans(int adopt);

/// Makes a close-on-exec pipe (reading, writing end) that holds 1 MiB if the user's share of pipe
/// memory allows, or, paced, one write at a time; reading does not block. Returns 0 or an errno.
int perf_pipe_open(int ends[2], int paced);

/// A close-on-exec descriptor of a folder, good for entering it, or -1 and errno.
int perf_folder_open(const char *path);

/// A close-on-exec descriptor that becomes readable when the process ends, or -1 and errno.
int perf_pidfd_open(pid_t pid);

/// Sends a signal to the process of a descriptor, never to another that got its number. Returns 0 or
/// an errno.
int perf_pidfd_signal(int pidfd, int signal);

/// Lists the children of a caller with a single thread, and returns how many. -1: it has several
/// threads or more children than fit, or the kernel does not say.
int perf_own_children(pid_t *children, int capacity);

/// How a child ended and what it and its own reaped children used.
struct perf_child_end {
  /// The signal that ended it, or 0.
  int signal;
  int status;
  int64_t user_us;
  int64_t system_us;
  int64_t peak_bytes;
  int64_t read_blocks;
  int64_t written_blocks;
  int64_t minor_faults;
  int64_t major_faults;
  int64_t voluntary_switches;
  int64_t involuntary_switches;
};

/// Waits for the child to end and reaps it. Returns 0 or an errno.
int perf_child_reap(pid_t pid, struct perf_child_end *end);

/// The most runs of one series.
enum { PERF_MOST_RUNS = 64 };

/// One run of a series, over and reaped.
struct perf_series_run {
  pid_t pid;
  uint64_t started_ns;
  uint64_t ended_ns;
  struct perf_child_end end;
};

/// Lets the spawner run a request up to `count` times, one after the other, as children of its own,
/// with paddings of these lengths (the request's own must be the longest). None starts after
/// `until_ns` but the first; one that fails, or leaves processes, is the last. The caller sleeps
/// meanwhile. Returns as `perf_spawn` does; if `error` of the answer is 0, call `perf_series_finish`.
int perf_series_start(const struct perf_spawn_request *request, const long *paddings, int count,
                      uint64_t until_ns, struct perf_spawn_answer *answer);

/// A descriptor that is readable once the series is over.
int perf_series_fd(void);

/// The run that goes on, leader of its own process group, or 0.
pid_t perf_series_child(void);

/// Lets no further run of the series start.
void perf_series_stop(void);

/// Waits for the end of the series and tells of its runs (room for PERF_MOST_RUNS). With `left` set,
/// the last one left processes: they are the spawner's children, and the caller's, if it adopts
/// orphans, once `perf_spawner_end` was called. Returns 0 or the errno of a spawner that is gone; the
/// answer tells of a run that could not be started.
int perf_series_finish(struct perf_spawn_answer *answer, struct perf_series_run *runs, int *count,
                       int *left);

/// Ends the spawner; the next request needs another one.
void perf_spawner_end(void);

/// Sleeps until one of four descriptors (-1: none) is readable or closed by its other side, a signal
/// is handled, or the time is over. Returns a set of bits: 1 << i for the descriptor i.
int perf_wait_readable(const int descriptors[4], uint64_t nanoseconds);

/// Nanoseconds of CLOCK_MONOTONIC.
uint64_t perf_now_ns(void);

/// Installs the handlers of SIGINT, SIGTERM and SIGHUP (unless ignored: nohup), ignores SIGPIPE, and
/// asks for SIGTERM on the parent's death if PERFKIT_DIE_WITH_PARENT is set. The first signal is
/// remembered; another one, 200 ms later or more, ends everything at once. Returns 0 or an errno.
int perf_interrupt_install(void);

/// A descriptor that is readable once a signal came, or -1 before installation.
int perf_interrupt_fd(void);

/// The first signal that came, or 0.
int perf_interrupt_signal(void);

/// Names the process group that a second signal kills, or 0.
void perf_interrupt_set_group(pid_t group);

#endif
