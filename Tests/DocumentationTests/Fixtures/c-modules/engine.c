#include "perfkit_modules.h"

static volatile uint64_t state = 1;

static void work(int steps) {
  for (int i = 0; i < steps; ++i) state = state * 6364136223846793005u + 1442695040888963407u;
}

static void run(int matching) {
  PERFKIT_SCOPE("run");
  for (int i = 0; i < 5000; ++i) {
    { PERFKIT_SCOPE("parse"); work(100); }
    { PERFKIT_SCOPE("match"); work(matching); }
  }
}

int main(void) {
  const char *matching = getenv("MATCHING");
  run(matching ? atoi(matching) : 500);
  return perfkit_write_modules("run") ? 1 : 0;
}
