// perfkit's side of the spawner: starting it, and handing it requests.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "perf_system.h"
#include "spawner_process.h"

static pthread_mutex_t start_lock = PTHREAD_MUTEX_INITIALIZER;
static struct spawner_shared *shared;
static pid_t spawner;
static int spawner_socket = -1;

static int fork_spawner(void) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) return errno;
  shared->owner = getpid();
  pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) spawner_process_main(ends[1], shared);
  int error = errno;
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    return error;
  }
  spawner = pid;
  spawner_socket = ends[0];
  return 0;
}

struct keeper {
  int error;
  pthread_mutex_t lock;
  pthread_cond_t ready;
  int done;
};

static void *keep_spawner(void *argument) {
  struct keeper *keeper = argument;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, NULL);
  int error = fork_spawner();
  pthread_mutex_lock(&keeper->lock);
  keeper->error = error;
  keeper->done = 1;
  pthread_cond_signal(&keeper->ready);
  pthread_mutex_unlock(&keeper->lock);
  while (error == 0) pause();
  return NULL;
}

/// Forks from a thread that stays: the death signal of a process, and so of the spawner and of every
/// child it starts, comes when the thread that forked it ends.
static int fork_spawner_from_lasting_thread(void) {
  static struct keeper keeper = {.lock = PTHREAD_MUTEX_INITIALIZER, .ready = PTHREAD_COND_INITIALIZER};
  keeper.done = 0;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  int error = pthread_create(&thread, &attributes, keep_spawner, &keeper);
  pthread_attr_destroy(&attributes);
  if (error != 0) return error;
  pthread_mutex_lock(&keeper.lock);
  while (!keeper.done) pthread_cond_wait(&keeper.ready, &keeper.lock);
  pthread_mutex_unlock(&keeper.lock);
  return keeper.error;
}

static int abandon_spawner(void) {
  kill(spawner, SIGKILL);
  while (waitpid(spawner, NULL, 0) < 0 && errno == EINTR) continue;
  close(spawner_socket);
  spawner = 0;
  spawner_socket = -1;
  return EPIPE;
}

/// Ends the spawner with perfkit, so that no init has to reap it.
static void stop_at_exit(void) {
  if (spawner != 0 && shared->owner == getpid()) abandon_spawner();
}

/// Undoes what a careless parent leaves: closed standard streams, children that nobody can wait
/// for, and, if nothing else has been running yet, blocked signals.
static void repair_inheritance(int on_main_thread) {
  for (int fd = 0; fd < 3; fd++) {
    if (fcntl(fd, F_GETFD) < 0) open("/dev/null", O_RDWR);
  }
  signal(SIGCHLD, SIG_DFL);
  if (!on_main_thread) return;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static int start(void) {
  if (spawner != 0) return 0;
  int on_main_thread = (pid_t)syscall(SYS_gettid) == getpid();
  if (shared == NULL) {
    void *mapping = mmap(NULL, SHARED_SIZE, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapping == MAP_FAILED) return errno;
    shared = mapping;
    repair_inheritance(on_main_thread);
    atexit(stop_at_exit);
  }
  return on_main_thread ? fork_spawner() : fork_spawner_from_lasting_thread();
}

int perf_spawner_start(void) {
  pthread_mutex_lock(&start_lock);
  int error = start();
  pthread_mutex_unlock(&start_lock);
  return error;
}

pid_t perf_spawner_pid(void) { return spawner; }

/// Copies the strings to `*at`, with the padding if there is one, and an array of pointers to them
/// behind; 0, or an errno.
static int place(const char *strings, size_t size, size_t count, long padding, char **at,
                 char *end, char *const **array) {
  static const char padding_name[] = "PERFKIT_PAD=";
  if (size > SHARED_SIZE || count > SHARED_SIZE || padding > SHARED_SIZE) return E2BIG;
  size_t copied = size, name = sizeof padding_name - 1;
  if (padding >= 0) {
    size += name + (size_t)padding + 1;
    count++;
  }
  size_t pointers = (count + 1) * sizeof(char *);
  size_t aligned = (size + 15) & ~(size_t)15;
  if (aligned + pointers + 16 > (size_t)(end - *at)) return E2BIG;
  if (copied > 0) memcpy(*at, strings, copied);
  if (padding >= 0) {
    memcpy(*at + copied, padding_name, name);
    memset(*at + copied + name, 'x', (size_t)padding);
    (*at)[copied + name + (size_t)padding] = 0;
  }
  char **pointer = (char **)(void *)(*at + aligned);
  *array = pointer;
  char *string = *at, *strings_end = *at + size;
  for (size_t i = 0; i < count; i++) {
    if (string >= strings_end) return EINVAL;
    *pointer++ = string;
    string += strlen(string) + 1;
  }
  if (string != strings_end) return EINVAL;
  shared->padding = padding >= 0 ? *at + copied + name : NULL;
  *pointer = NULL;
  *at += aligned + ((pointers + 15) & ~(size_t)15);
  return 0;
}

/// The streams, then the folder and the supervisor's socket.
static int descriptor(const struct perf_spawn_request *request, int index) {
  return index < 3 ? request->streams[index] : index == 3 ? request->folder : request->supervisor;
}

static int write_request(const struct perf_spawn_request *request) {
  char *at = shared->strings, *end = (char *)shared + SHARED_SIZE;
  char *const *path;
  int error = place(request->path, strlen(request->path) + 1, 1, -1, &at, end, &path);
  if (error == 0) {
    error = place(request->arguments, request->arguments_size, request->arguments_count, -1, &at,
                  end, &shared->arguments);
  }
  if (error == 0) {
    error = place(request->environment, request->environment_size, request->environment_count,
                  request->padding, &at, end, &shared->environment);
  }
  if (error != 0) return error;
  shared->path = path[0];
  shared->cpu = request->cpu;
  shared->passed = 0;
  for (int i = 0; i < MOST_DESCRIPTORS; i++) {
    if (descriptor(request, i) >= 0) shared->passed |= 1u << i;
  }
  shared->used = (size_t)(at - shared->strings);
  return 0;
}

static int send_descriptors(const struct perf_spawn_request *request) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(MOST_DESCRIPTORS * sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  char byte = 0;
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  int descriptors[MOST_DESCRIPTORS];
  size_t count = 0;
  for (int i = 0; i < MOST_DESCRIPTORS; i++) {
    if (descriptor(request, i) >= 0) descriptors[count++] = descriptor(request, i);
  }
  if (count > 0) {
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(&control.header), descriptors, count * sizeof(int));
  }
  ssize_t sent;
  do sent = sendmsg(spawner_socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? errno : 0;
}

static int receive_answer(void) {
  char byte;
  ssize_t received;
  do received = recv(spawner_socket, &byte, 1, 0);
  while (received < 0 && errno == EINTR);
  return received == 1 ? 0 : EPIPE;
}

/// Hands a request to the spawner. Returns 0, with `error` of the answer set if it was not even sent,
/// or the errno of a spawner that is gone.
static int post(const struct perf_spawn_request *request, struct perf_spawn_answer *answer) {
  memset(answer, 0, sizeof *answer);
  answer->step = PERF_STEP_REQUEST;
  if (spawner == 0) return EPIPE;
  answer->error = write_request(request);
  if (answer->error != 0) return 0;
  int error = send_descriptors(request);
  if (error == EBADF || error == ETOOMANYREFS) {
    answer->error = error;
    return 0;
  }
  return error == 0 ? 0 : abandon_spawner();
}

/// Takes the spawner's answer. Returns 0, or the errno of a spawner that is gone.
static int take_answer(struct perf_spawn_answer *answer) {
  if (receive_answer() != 0) return abandon_spawner();
  answer->pid = shared->pid;
  answer->error = shared->error;
  answer->step = (enum perf_spawn_step)shared->step;
  answer->started_ns = shared->started_ns;
  if (shared->used > LARGE_REQUEST) {
    madvise((char *)shared + LARGE_REQUEST, SHARED_SIZE - LARGE_REQUEST, MADV_REMOVE);
  }
  return 0;
}

int perf_spawn(const struct perf_spawn_request *request, struct perf_spawn_answer *answer) {
  if (shared != NULL) shared->planned = 0;
  int error = post(request, answer);
  if (error != 0 || answer->error != 0) return error;
  error = take_answer(answer);
  if (error != 0) return error;
  if (answer->error != 0 && answer->pid != 0) {
    while (waitpid(answer->pid, NULL, 0) < 0 && errno == EINTR) continue;
    answer->pid = 0;
  }
  return 0;
}

int perf_series_start(const struct perf_spawn_request *request, const long *paddings, int count,
                      uint64_t until_ns, struct perf_spawn_answer *answer) {
  if (shared == NULL || request->padding < 0) return EPIPE;
  shared->planned = count < PERF_MOST_RUNS ? count : PERF_MOST_RUNS;
  shared->done = 0;
  shared->pid = 0;
  shared->until_ns = until_ns;
  atomic_store(&shared->stop, 0);
  for (int i = 0; i < shared->planned; i++) shared->runs[i].padding = paddings[i];
  return post(request, answer);
}

int perf_series_fd(void) { return spawner_socket; }

pid_t perf_series_child(void) { return shared != NULL && shared->planned > 0 ? shared->pid : 0; }

void perf_series_stop(void) { atomic_store(&shared->stop, 1); }

int perf_series_finish(struct perf_spawn_answer *answer, struct perf_series_run *runs,
                       int *count, int *left) {
  int error = take_answer(answer);
  shared->planned = 0;
  if (error != 0) return error;
  *count = shared->done;
  *left = shared->left;
  for (int i = 0; i < shared->done; i++) {
    const struct spawner_run *run = &shared->runs[i];
    runs[i] = (struct perf_series_run){run->pid, run->started_ns, run->ended_ns, {0}};
    perf_child_end_fill(&runs[i].end, run->status, &run->usage);
  }
  return 0;
}

void perf_spawner_end(void) {
  if (spawner != 0) abandon_spawner();
}
