#include "perf_http_load.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "perf_http.h"

#define PERF_HTTP_LOAD_FUNCTIONS(X) \
  X(curl_easy_init)                 \
  X(curl_easy_cleanup)              \
  X(curl_easy_reset)                \
  X(curl_easy_setopt)               \
  X(curl_easy_getinfo)              \
  X(curl_slist_append)              \
  X(curl_slist_free_all)            \
  X(curl_multi_init)                \
  X(curl_multi_cleanup)             \
  X(curl_multi_setopt)              \
  X(curl_multi_add_handle)          \
  X(curl_multi_remove_handle)       \
  X(curl_multi_perform)             \
  X(curl_multi_poll)                \
  X(curl_multi_info_read)

// The header defines macros of these names that check types.
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct {
#define PERF_HTTP_LOAD_FIELD(name) __typeof__(&name) name;
  PERF_HTTP_LOAD_FUNCTIONS(PERF_HTTP_LOAD_FIELD)
#undef PERF_HTTP_LOAD_FIELD
} curl;

static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load_functions(void) {
  void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!handle) return;
#define PERF_HTTP_LOAD_FIND(name) \
  if (!(curl.name = (__typeof__(curl.name))dlsym(handle, #name))) return;
  PERF_HTTP_LOAD_FUNCTIONS(PERF_HTTP_LOAD_FIND)
#undef PERF_HTTP_LOAD_FIND
  is_loaded = 1;
}

/// A transfer with its number; those that are over are used again.
struct transfer {
  CURL *handle;
  uint64_t number;
  struct transfer *next;
};

struct perf_http_load {
  CURLM *multi;
  struct curl_slist *headers;
  struct transfer *idle;
  struct transfer *all;
  size_t count;
  size_t room;
  /// Requests that were started and not taken as over.
  int open;
};

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

struct perf_http_load *perf_http_load_new(long connections) {
  if (!perf_http_is_available()) return NULL;
  pthread_once(&once, load_functions);
  if (!is_loaded) return NULL;
  struct perf_http_load *load = calloc(1, sizeof *load);
  if (!load) return NULL;
  load->room = (size_t)connections;
  load->all = calloc(load->room, sizeof *load->all);
  load->multi = curl.curl_multi_init();
  load->headers = curl.curl_slist_append(NULL, "Expect:");
  if (!load->all || !load->multi || !load->headers) {
    perf_http_load_free(load);
    return NULL;
  }
  curl.curl_multi_setopt(load->multi, CURLMOPT_MAXCONNECTS, connections);
  curl.curl_multi_setopt(load->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
  return load;
}

void perf_http_load_free(struct perf_http_load *load) {
  if (!load) return;
  for (size_t i = 0; i < load->count; i++) {
    curl.curl_multi_remove_handle(load->multi, load->all[i].handle);
    curl.curl_easy_cleanup(load->all[i].handle);
  }
  if (load->multi) curl.curl_multi_cleanup(load->multi);
  curl.curl_slist_free_all(load->headers);
  free(load->all);
  free(load);
}

static struct transfer *idle_transfer(struct perf_http_load *load) {
  struct transfer *transfer = load->idle;
  if (transfer) {
    load->idle = transfer->next;
    curl.curl_easy_reset(transfer->handle);
    return transfer;
  }
  if (load->count == load->room) return NULL;
  transfer = &load->all[load->count];
  transfer->handle = curl.curl_easy_init();
  if (!transfer->handle) return NULL;
  load->count++;
  return transfer;
}

int perf_http_load_start(
    struct perf_http_load *load, uint64_t number, const char *method, const char *url,
    const char *target, const uint8_t *body, size_t size, long timeout_ms) {
  struct transfer *transfer = idle_transfer(load);
  if (!transfer) return CURLE_OUT_OF_MEMORY;
  transfer->number = number;
#define SET(option, value) curl.curl_easy_setopt(transfer->handle, option, value)
  SET(CURLOPT_PRIVATE, (void *)transfer);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_URL, url);
  SET(CURLOPT_REQUEST_TARGET, target);
  SET(CURLOPT_PROTOCOLS_STR, "http");
  SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  SET(CURLOPT_NOPROXY, "*");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_TIMEOUT_MS, timeout_ms);
  SET(CURLOPT_TCP_NODELAY, 1L);
  SET(CURLOPT_HTTPHEADER, load->headers);
  SET(CURLOPT_WRITEFUNCTION, drop);
  if (body) {
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
    SET(CURLOPT_COPYPOSTFIELDS, body);
  }
  if (strcmp(method, "HEAD") == 0) SET(CURLOPT_NOBODY, 1L);
  SET(CURLOPT_CUSTOMREQUEST, method);
#undef SET
  CURLMcode code = curl.curl_multi_add_handle(load->multi, transfer->handle);
  if (code != CURLM_OK) {
    transfer->next = load->idle;
    load->idle = transfer;
    return CURLE_FAILED_INIT;
  }
  load->open++;
  return 0;
}

void perf_http_load_wait(struct perf_http_load *load, int milliseconds) {
  int running;
  curl.curl_multi_perform(load->multi, &running);
  // What is over is told at once: with nothing left to move, the sleep would last its whole time.
  if (milliseconds > 0 && running == load->open) {
    curl.curl_multi_poll(load->multi, NULL, 0, milliseconds, NULL);
    curl.curl_multi_perform(load->multi, &running);
  }
}

int perf_http_load_take(struct perf_http_load *load, uint64_t *number, long *status) {
  int left;
  CURLMsg *message;
  while ((message = curl.curl_multi_info_read(load->multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL *handle = message->easy_handle;
    CURLcode result = message->data.result;
    struct transfer *transfer;
    curl.curl_easy_getinfo(handle, CURLINFO_PRIVATE, (char **)&transfer);
    *status = 0;
    if (result == CURLE_OK) curl.curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
    *number = transfer->number;
    curl.curl_multi_remove_handle(load->multi, handle);
    transfer->next = load->idle;
    load->idle = transfer;
    load->open--;
    return 1;
  }
  return 0;
}
