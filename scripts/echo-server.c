// The server that scripts/bench-load loads, in one thread a connection.
// Usage: echo-server lines|http PORT
// lines: answers each line by its first word. http: answers whatever a read brings by one 200.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int is_http;
static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

static int send_all(int connection, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = send(connection, bytes, count, MSG_NOSIGNAL);
    if (sent <= 0) return 0;
    bytes += sent;
    count -= (size_t)sent;
  }
  return 1;
}

static int answer_lines(int connection, char *bytes, size_t *have) {
  static __thread char answers[1 << 17];
  size_t start = 0, length = 0;
  for (size_t at = 0; at < *have; at++) {
    if (bytes[at] != '\n') continue;
    const char *space = memchr(bytes + start, ' ', at - start);
    size_t word = space ? (size_t)(space - bytes) - start : at - start;
    memcpy(answers + length, bytes + start, word);
    length += word;
    answers[length++] = '\n';
    start = at + 1;
  }
  *have -= start;
  memmove(bytes, bytes + start, *have);
  return send_all(connection, answers, length);
}

static void *serve(void *context) {
  static __thread char bytes[1 << 17];
  int connection = (int)(long)context, one = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  size_t have = 0;
  for (;;) {
    ssize_t count = read(connection, bytes + have, sizeof bytes - have);
    if (count <= 0) break;
    have += (size_t)count;
    if (is_http) have = 0;
    int sent = is_http ? send_all(connection, ok, sizeof ok - 1)
                       : answer_lines(connection, bytes, &have);
    if (!sent) break;
  }
  close(connection);
  return NULL;
}

int main(int count, char **words) {
  if (count != 3) return 64;
  is_http = strcmp(words[1], "http") == 0;
  int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons((unsigned short)atoi(words[2])),
      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  listen(listener, 256);
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) return 1;
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(long)connection) != 0) return 1;
    pthread_detach(thread);
  }
}
