// A queue in front of a few servers, simulated event by event in integer arithmetic.
#pragma once

#include <cstdint>

struct Load {
  std::uint64_t seed;
  std::uint32_t customers;
  std::uint32_t servers;
};

struct Outcome {
  std::uint64_t served = 0;
  std::uint64_t waited = 0;   // ticks, over all customers
  std::uint64_t longest = 0;  // customers waiting at once
  std::uint64_t digest = 0xcbf29ce484222325;
};

Outcome simulate(const Load &load);
