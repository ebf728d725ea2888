// cppengine [--customers N] [--servers N] [--queues N] [--fault crash|hang|abort|no-result|bad-header]
//
// Simulates a queue on each of a few threads; the seed is PERFKIT_SEED.

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "perfkit.h"
#include "report.hpp"
#include "simulation.hpp"

namespace {

struct Options {
  std::uint32_t customers = 20000, servers = 4, queues = 2;
  std::string fault;
};

// 0 if it is no number from 1 to a million.
std::uint32_t count(const std::string &text) {
  char *end = nullptr;
  const unsigned long value = std::strtoul(text.c_str(), &end, 10);
  return *end || value > 1000000 ? 0 : static_cast<std::uint32_t>(value);
}

bool parse(int argc, char **argv, Options &options) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--customers") options.customers = count(value);
    else if (name == "--servers") options.servers = count(value);
    else if (name == "--queues") options.queues = count(value);
    else if (name == "--fault") options.fault = value;
    else return false;
  }
  return argc % 2 == 1 && options.customers && options.servers && options.queues;
}

// A thread starts when the one before has its index, so that probe.csv counts the same every time.
std::vector<Outcome> run(const Options &options, std::uint64_t seed) {
  perf::ScopedTimer timer("run");
  std::vector<Outcome> outcomes(options.queues);
  std::vector<std::thread> threads;
  for (std::uint32_t queue = 0; queue < options.queues; ++queue) {
    std::promise<void> registered;
    std::future<void> ready = registered.get_future();
    threads.emplace_back([&, queue, registered = std::move(registered)]() mutable {
      perfkit_register_thread();
      registered.set_value();
      outcomes[queue] = simulate({seed + queue, options.customers, options.servers});
    });
    ready.wait();
  }
  for (auto &thread : threads) thread.join();
  return outcomes;
}

void fail(const std::string &fault) {
  if (fault == "crash") std::raise(SIGSEGV);
  if (fault == "abort") std::abort();
  while (fault == "hang") std::this_thread::sleep_for(std::chrono::seconds(1));
}

}  // namespace

int main(int argc, char **argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fprintf(stderr, "usage: cppengine [--customers N] [--servers N] [--queues N] "
                         "[--fault crash|hang|abort|no-result|bad-header]\n");
    return 64;
  }
  const char *seed = std::getenv("PERFKIT_SEED");
  const auto outcomes = run(options, seed ? std::strtoull(seed, nullptr, 10) : 1);
  fail(options.fault);
  for (const Outcome &outcome : outcomes)
    std::printf("served %llu\n", static_cast<unsigned long long>(outcome.served));
  if (options.fault == "no-result") return 0;
  if (report(outcomes, options.fault == "bad-header" ? "k,value,d" : "k,v,d")) return 0;
  std::perror("cppengine: summary.csv");
  return 1;
}
