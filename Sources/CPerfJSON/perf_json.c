#include "perf_json.h"

#include <dlfcn.h>
#include <pthread.h>

static struct perf_json_library library;
static const struct perf_json_library *loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *handle = dlopen("libjansson.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
#define PERF_JSON_FIND(name) \
  if (!(library.name = (__typeof__(library.name))dlsym(handle, #name))) return;
  PERF_JSON_FUNCTIONS(PERF_JSON_FIND)
#undef PERF_JSON_FIND
  loaded = &library;
}

const struct perf_json_library *perf_json(void) {
  pthread_once(&once, load);
  return loaded;
}
