#include "perf_crypto.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static struct perf_crypto_library library;
static const struct perf_crypto_library *loaded;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(void) {
  const char *reason = dlerror();
  snprintf(failure, sizeof failure, "%s", reason ? reason : "unknown reason");
}

static void load(void) {
  void *handle = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    fail();
    return;
  }
#define PERF_CRYPTO_FIND(name)                                            \
  if (!(library.name = (__typeof__(library.name))dlsym(handle, #name))) { \
    fail();                                                               \
    return;                                                               \
  }
  PERF_CRYPTO_FUNCTIONS(PERF_CRYPTO_FIND)
#undef PERF_CRYPTO_FIND
  loaded = &library;
}

const struct perf_crypto_library *perf_crypto(void) {
  pthread_once(&once, load);
  return loaded;
}

const char *perf_crypto_failure(void) { return failure; }
