#include "perf_archive.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static struct perf_archive_library library;
static const struct perf_archive_library *loaded;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(void) {
  const char *reason = dlerror();
  snprintf(failure, sizeof failure, "%s", reason ? reason : "unknown reason");
}

static void load(void) {
  void *handle = dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    fail();
    return;
  }
#define PERF_ARCHIVE_FIND(name)                                           \
  if (!(library.name = (__typeof__(library.name))dlsym(handle, #name))) { \
    fail();                                                               \
    return;                                                               \
  }
  PERF_ARCHIVE_FUNCTIONS(PERF_ARCHIVE_FIND)
#undef PERF_ARCHIVE_FIND
  loaded = &library;
}

const struct perf_archive_library *perf_archive(void) {
  pthread_once(&once, load);
  return loaded;
}

const char *perf_archive_failure(void) { return failure; }
