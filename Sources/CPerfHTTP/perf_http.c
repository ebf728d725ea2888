#include "perf_http.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PERF_HTTP_FUNCTIONS(X) \
  X(curl_global_init)          \
  X(curl_easy_init)            \
  X(curl_easy_cleanup)         \
  X(curl_easy_setopt)          \
  X(curl_easy_getinfo)         \
  X(curl_easy_perform)         \
  X(curl_easy_strerror)        \
  X(curl_slist_append)         \
  X(curl_slist_free_all)

// The header defines macros of these names that check types.
#undef curl_easy_setopt
#undef curl_easy_getinfo

static struct {
#define PERF_HTTP_FIELD(name) __typeof__(&name) name;
  PERF_HTTP_FUNCTIONS(PERF_HTTP_FIELD)
#undef PERF_HTTP_FIELD
} curl;

static int is_loaded;
static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(void) {
  const char *reason = dlerror();
  snprintf(failure, sizeof failure, "%s", reason ? reason : "unknown reason");
}

static void load(void) {
  void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    fail();
    return;
  }
#define PERF_HTTP_FIND(name)                                        \
  if (!(curl.name = (__typeof__(curl.name))dlsym(handle, #name))) { \
    fail();                                                         \
    return;                                                         \
  }
  PERF_HTTP_FUNCTIONS(PERF_HTTP_FIND)
#undef PERF_HTTP_FIND
  if (curl.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    snprintf(failure, sizeof failure, "curl_global_init failed");
    return;
  }
  is_loaded = 1;
}

int perf_http_is_available(void) {
  pthread_once(&once, load);
  return is_loaded;
}

const char *perf_http_failure(void) { return failure; }

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  const struct perf_http_request *request = context;
  size_t total = size * count;
  return request->take_body(request->context, (const uint8_t *)bytes, total) ? total : 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  const struct perf_http_request *request = context;
  request->take_header(request->context, (const uint8_t *)bytes, size * count);
  return size * count;
}

struct upload {
  const struct perf_http_request *request;
  int64_t sent;
};

static size_t give_file(char *bytes, size_t size, size_t count, void *context) {
  struct upload *upload = context;
  const struct perf_http_request *request = upload->request;
  int64_t room = (int64_t)(size * count);
  int64_t tail = request->head_size + request->size;
  int64_t end = upload->sent < request->head_size ? request->head_size
                : upload->sent < tail             ? tail
                                                  : tail + request->tail_size;
  int64_t given = end - upload->sent < room ? end - upload->sent : room;
  if (upload->sent < request->head_size) {
    memcpy(bytes, request->head + upload->sent, (size_t)given);
  } else if (upload->sent < tail) {
    given = read(request->file, bytes, (size_t)given);
    if (given <= 0) return CURL_READFUNC_ABORT;
  } else if (given > 0) {
    memcpy(bytes, request->tail + (upload->sent - tail), (size_t)given);
  }
  upload->sent += given;
  return (size_t)given;
}

static int progress(
    void *context, curl_off_t down, curl_off_t downloaded, curl_off_t up, curl_off_t uploaded) {
  const struct perf_http_request *request = context;
  (void)down;
  (void)downloaded;
  return request->progress(request->context, uploaded, up) ? 0 : 1;
}

int perf_http_perform(
    const struct perf_http_request *request, long *status, char *error, size_t error_size) {
  *status = 0;
  error[0] = 0;
  if (!perf_http_is_available()) return CURLE_FAILED_INIT;
  CURL *handle = curl.curl_easy_init();
  if (!handle) return CURLE_OUT_OF_MEMORY;
  char detail[CURL_ERROR_SIZE] = "";
  struct upload upload = {request, 0};
  struct curl_slist *headers = curl.curl_slist_append(NULL, "Expect:");
  for (const char *const *line = request->headers; *line; line++)
    headers = curl.curl_slist_append(headers, *line);
#define SET(option, value) curl.curl_easy_setopt(handle, option, value)
  SET(CURLOPT_ERRORBUFFER, detail);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_URL, request->url);
  SET(CURLOPT_PROTOCOLS_STR, request->allow_plain ? "http,https" : "https");
  if (request->allow_plain) SET(CURLOPT_NOPROXY, "*");
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_CONNECTTIMEOUT_MS, request->connect_timeout_ms);
  SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
  SET(CURLOPT_LOW_SPEED_TIME, request->stall_seconds);
  SET(CURLOPT_HTTPHEADER, headers);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, (void *)request);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, (void *)request);
  SET(CURLOPT_XFERINFOFUNCTION, progress);
  SET(CURLOPT_XFERINFODATA, (void *)request);
  SET(CURLOPT_NOPROGRESS, 0L);
  if (request->body) {
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->size);
    SET(CURLOPT_POSTFIELDS, (const char *)request->body);
  } else if (request->file >= 0) {
    SET(CURLOPT_POST, 1L);
    SET(CURLOPT_POSTFIELDSIZE_LARGE,
        (curl_off_t)(request->head_size + request->size + request->tail_size));
    SET(CURLOPT_READFUNCTION, give_file);
    SET(CURLOPT_READDATA, (void *)&upload);
  }
  SET(CURLOPT_CUSTOMREQUEST, request->method);
#undef SET
  CURLcode code = curl.curl_easy_perform(handle);
  curl.curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
  if (code != CURLE_OK)
    snprintf(error, error_size, "%s", detail[0] ? detail : curl.curl_easy_strerror(code));
  curl.curl_slist_free_all(headers);
  curl.curl_easy_cleanup(handle);
  return (int)code;
}
