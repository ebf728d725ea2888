#include "perf_git.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/types.h>

static struct perf_git_library library;
static const struct perf_git_library *loaded;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(const char *reason) {
  snprintf(failure, sizeof failure, "%s", reason ? reason : "unknown reason");
}

// Extensions that change nothing for a reader. libgit2 1.5 refuses a repository that names one
// (`git clone --filter` and `git sparse-checkout` do), unless its caller vouches for it.
static const char *readable_extensions[] = {"partialclone", "preciousobjects", "worktreeconfig"};

// Bytes of objects that libgit2 keeps; its own limit of 256 MiB would let a long history fill memory.
static const ssize_t most_cached = 16 << 20;

static void load(void) {
  void *handle = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    fail(dlerror());
    handle = dlopen("libgit2.so", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
  }
#define PERF_GIT_FIND(name)                                               \
  if (!(library.name = (__typeof__(library.name))dlsym(handle, #name))) { \
    fail(dlerror());                                                      \
    return;                                                               \
  }
  PERF_GIT_FUNCTIONS(PERF_GIT_FIND)
#undef PERF_GIT_FIND
  int major = 0, minor = 0, revision = 0;
  library.git_libgit2_version(&major, &minor, &revision);
  if (major != LIBGIT2_VER_MAJOR || minor != LIBGIT2_VER_MINOR) {
    fail("its version is not " LIBGIT2_SOVERSION ", whose structures perfkit was built for");
    return;
  }
  if (library.git_libgit2_init() < 0 ||
      library.git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, most_cached) < 0 ||
      library.git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1) < 0 ||
      library.git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, readable_extensions,
                               sizeof readable_extensions / sizeof *readable_extensions) < 0) {
    const git_error *error = library.git_error_last();
    fail(error ? error->message : "libgit2 could not be initialised");
    return;
  }
  loaded = &library;
}

const struct perf_git_library *perf_git(void) {
  pthread_once(&once, load);
  return loaded;
}

const char *perf_git_package(void) { return "libgit2-" LIBGIT2_SOVERSION; }

const char *perf_git_failure(void) { return failure; }

int perf_git_open(git_repository **out, const char *path, unsigned int flags,
                  const char *ceiling_folders, int check_owner) {
  static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
  const struct perf_git_library *git = perf_git();
  if (!git) return GIT_ERROR;
  pthread_mutex_lock(&opening);
  int result = git->git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, check_owner);
  if (result == 0) result = git->git_repository_open_ext(out, path, flags, ceiling_folders);
  pthread_mutex_unlock(&opening);
  return result;
}
