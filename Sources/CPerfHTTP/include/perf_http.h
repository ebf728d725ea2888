#ifndef PERF_HTTP_H
#define PERF_HTTP_H

#include <stddef.h>
#include <stdint.h>

/// One HTTP request; redirects are not followed, certificates are always checked.
struct perf_http_request {
  const char *method;
  const char *url;
  /// Lines `Name: value`, the last one NULL.
  const char *const *headers;
  /// The body, or NULL; where NULL and `file` is not -1, the file's `size` bytes are sent, between
  /// `head` and `tail`.
  const uint8_t *body;
  int file;
  int64_t size;
  const uint8_t *head;
  int64_t head_size;
  const uint8_t *tail;
  int64_t tail_size;
  long connect_timeout_ms;
  /// Seconds without any byte after which the transfer ends.
  long stall_seconds;
  /// Whether http:// is allowed, for servers on this machine.
  int allow_plain;
  void *context;
  /// Takes bytes of the answer's body; returns 0 to refuse them.
  int (*take_body)(void *context, const uint8_t *bytes, size_t count);
  /// Takes one line of the answer's head.
  void (*take_header)(void *context, const uint8_t *bytes, size_t count);
  /// Told how much was sent; returns 0 to end the transfer.
  int (*progress)(void *context, int64_t sent, int64_t total);
};

/// Whether libcurl can be loaded.
int perf_http_is_available(void);

/// What could not be loaded, in the loader's words.
const char *perf_http_failure(void);

/// Sends a request; 0 or libcurl's error number, with its sentence in `error`.
int perf_http_perform(
    const struct perf_http_request *request, long *status, char *error, size_t error_size);

#endif
