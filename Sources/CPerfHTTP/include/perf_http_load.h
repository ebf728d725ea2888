#ifndef PERF_HTTP_LOAD_H
#define PERF_HTTP_LOAD_H

#include <stddef.h>
#include <stdint.h>

/// Many requests at once to a server on this machine, over a fixed number of connections that are
/// kept.
struct perf_http_load;

/// NULL if libcurl cannot be loaded or has no memory.
struct perf_http_load *perf_http_load_new(long connections);

/// Ends what is under way.
void perf_http_load_free(struct perf_http_load *load);

/// Starts a request to the server of `url`, whose first line has `target` as it is; `body` is copied,
/// NULL for none. Returns 0 or libcurl's error number.
int perf_http_load_start(
    struct perf_http_load *load, uint64_t number, const char *method, const char *url,
    const char *target, const uint8_t *body, size_t size, long timeout_ms);

/// Moves data, and sleeps so long at most if there is none and no request is over.
void perf_http_load_wait(struct perf_http_load *load, int milliseconds);

/// Takes a request that is over: 1 with its number and the answer's status (0: there was no answer),
/// or 0 if there is none.
int perf_http_load_take(struct perf_http_load *load, uint64_t *number, long *status);

#endif
