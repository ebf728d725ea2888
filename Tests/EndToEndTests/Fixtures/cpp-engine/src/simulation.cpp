#include "simulation.hpp"

#include <deque>
#include <queue>
#include <vector>

#include "perfkit.h"

namespace {

const perf::Scope arrival("arrival");
const perf::Scope departure("departure");

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  // splitmix64
  std::uint64_t below(std::uint64_t limit) {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (z ^ (z >> 31)) % limit;
  }

 private:
  std::uint64_t state_;
};

struct Event {
  std::uint64_t time;
  std::uint64_t order;  // of scheduling: ties are served first come, first served
  bool arrives;
  bool operator<(const Event &other) const {
    return time != other.time ? time > other.time : order > other.order;
  }
};

class Simulation {
 public:
  explicit Simulation(const Load &load)
      : random_(load.seed), left_(load.customers), idle_(load.servers), servers_(load.servers) {}

  Outcome run() {
    schedule(true, 0);
    while (!events_.empty()) {
      const Event event = events_.top();
      events_.pop();
      now_ = event.time;
      event.arrives ? arrive() : depart();
    }
    return outcome_;
  }

 private:
  void arrive() {
    perf::ScopedTimer timer(arrival);
    waiting_.push_back(now_);
    if (waiting_.size() > outcome_.longest) outcome_.longest = waiting_.size();
    if (--left_) schedule(true, random_.below(200));
    serve();
  }

  void depart() {
    perf::ScopedTimer timer(departure);
    ++idle_;
    ++outcome_.served;
    mix(now_);
    serve();
  }

  void serve() {
    if (!idle_ || waiting_.empty()) return;
    --idle_;
    outcome_.waited += now_ - waiting_.front();
    mix(waiting_.front());
    waiting_.pop_front();
    schedule(false, random_.below(190 * servers_));
  }

  void schedule(bool arrives, std::uint64_t delay) {
    events_.push({now_ + delay, order_++, arrives});
  }

  void mix(std::uint64_t value) {
    outcome_.digest = (outcome_.digest ^ value) * 0x100000001b3;
    outcome_.digest ^= outcome_.digest >> 29;
  }

  Random random_;
  std::uint32_t left_, idle_, servers_;
  std::uint64_t now_ = 0, order_ = 0;
  std::priority_queue<Event> events_;
  std::deque<std::uint64_t> waiting_;
  Outcome outcome_;
};

}  // namespace

Outcome simulate(const Load &load) {
  PERFKIT_SCOPE("simulate");
  return Simulation(load).run();
}
