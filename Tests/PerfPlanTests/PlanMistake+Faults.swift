extension PlanMistake {
  static let inFault = read(
    .case,
    #"""
    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {los: 1%}}
    13:22 plan.unknown-key: fault 'a' has no key 'los'
      hint: did you mean 'loss'?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {loss: 1}}
    13:28 plan.bad-load: 'loss' expects a percentage up to 100%, found '1'
      hint: did you mean 1%?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {loss: 101%}}
    13:28 plan.bad-load: 'loss' expects a percentage up to 100%, found '101%'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {}}
    13:18 plan.bad-fault: fault 'a' does nothing
      hint: write {loss: 1%}, {delay: 200us}, {signal: stop, at: 1s, for: 200ms} or {disk: {delay: 5ms}}

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: }
    13:18 plan.no-value: fault 'a' has no value
      hint: indent its keys below it, or write {}

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {'a b': {loss: 1%}}
    13:18 plan.bad-name: the fault's name cannot be 'a b'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: lossy
    13:17 plan.wrong-type: 'faults' expects keys with values, found 'lossy'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {loss: '${seeds}'}}
    13:28 plan.bad-load: 'loss' expects a percentage up to 100%, found '42'
      hint: did you mean 42%?
    13:29 plan.unknown-substitution: '${seeds}' is not known here
      hint: did you mean '${seed}'?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {loss: 1%, ge: {p: 1%, r: 2%}}}
    13:28 plan.bad-load: a link has 'loss' or 'ge', not both
      hint: remove one of the two

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {ge: {p: 1%}}}
    13:18 plan.bad-load: 'ge' needs 'p' and 'r' above 0%
      hint: write ge: {p: 1%, r: 30%}: into and out of the state that loses

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {ge: {p: 1%, q: 1%, r: 1%}}}
    13:34 plan.unknown-key: 'ge' has no key 'q'
      hint: known: p, r, h, k

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {ge: 1%}}
    13:26 plan.wrong-type: 'ge' expects keys with values, found '1%'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {delay: 5}}
    13:29 plan.bad-load: 'delay' expects a duration such as 200us, 5ms or 1s, found '5'
      hint: did you mean 5ms?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {delay: 5us, correlation: 100%}}
    13:47 plan.bad-load: 'correlation' expects a percentage below 100%, found '100%'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {delay: 5us, correlation: 10%}}
    13:47 plan.bad-load: 'correlation' needs 'jitter'
      hint: add 'jitter', or remove 'correlation'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {reorder: 5%}}
    13:31 plan.bad-load: 'reorder' needs 'delay'
      hint: a line overtakes those that wait

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {queue: 5}}
    13:29 plan.bad-load: 'queue' needs 'rate'
      hint: add 'rate', or remove 'queue'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {rate: 0/s}}
    13:28 plan.bad-load: a link with a rate of 0 carries nothing

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {loss: 1%, toward: engin}}
    13:40 plan.bad-load: 'toward' must be one of engine, driver, both, found 'engin'
      hint: did you mean 'engine'?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {ge: {}, disk: {}}}
    13:18 plan.bad-fault: fault 'a' does nothing
      hint: write {loss: 1%}, {delay: 200us}, {signal: stop, at: 1s, for: 200ms} or {disk: {delay: 5ms}}

    > load: {drive: lines, rate: 5/s, outstanding: 1}
    >         faults: {a: {loss: 1%}}
    13:18 plan.bad-load: 'outstanding' waits for answers that a link with losses keeps back
      hint: remove 'outstanding' from the load, or the losses from 'a'

    > load: {drive: http, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {loss: 1%}}
    13:18 plan.bad-load: a link carries lines, and 'drive: http' has none
      hint: use 'drive: socket' or 'drive: lines'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {at: 1ms}}
    13:26 plan.bad-load: 'at' needs 'signal'
      hint: write signal: stop, or signal: kill

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: term, at: 1ms}}
    13:30 plan.bad-load: 'signal' must be one of stop, kill, found 'term'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: stop, for: 1ms}}
    13:30 plan.bad-load: 'signal' needs 'at'
      hint: when, from the beginning of the load

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: stop, at: 1s, for: 1ms}}
    13:40 plan.bad-load: 'at' is not within the load, which takes 1s
      hint: choose an earlier moment, or a longer 'duration'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: stop, at: 1ms}}
    13:30 plan.bad-load: 'signal: stop' needs 'for'
      hint: such as for: 200ms

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s, drain: 2s}
    >         faults: {a: {signal: stop, at: 500ms, for: 2500ms}}
    13:52 plan.bad-load: the engine would not go on before the load is over, which takes 1s and 2s of 'drain'
      hint: choose a shorter 'for', or a longer 'drain'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: stop, at: 1ms, for: 1ms, restart: true}}
    13:64 plan.bad-load: 'restart' means nothing with 'signal: stop'
      hint: remove the key

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: kill, at: 1ms}}
    13:30 plan.bad-load: 'signal: kill' needs 'restart: true'
      hint: an engine that stays dead leaves nothing to measure

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: kill, at: 1ms, restart: yes}}
    13:54 plan.bad-load: 'restart' must be true or false, found 'yes'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {signal: kill, at: 1ms, restart: true, for: 1s}}
    13:65 plan.bad-load: 'for' means nothing with 'signal: kill'
      hint: remove the key

    > load: {drive: lines, rate: 5/s, duration: 1s}
    >         faults: {a: {signal: kill, at: 1ms, restart: true}}
    13:30 plan.bad-load: with 'drive: lines' an engine cannot be restarted: its pipes end with it
      hint: use 'drive: socket' or 'drive: http'

    > load: {drive: command, rate: 5/s, duration: 1s}
    >         faults: {a: {signal: stop, at: 1ms, for: 1ms}}
    13:30 plan.bad-load: with 'drive: command' no engine stays that could be signalled
      hint: use 'drive: lines', 'socket' or 'http'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {disk: {limit: 5}}}
    13:36 plan.bad-load: 'disk.limit' expects a size such as 64KiB or 1MiB, found '5'
      hint: did you mean 5MiB?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {a: {disk: {limit: 1MiB, speed: 1}}}
    13:42 plan.unknown-key: 'disk' has no key 'speed'
      hint: known: delay, limit

    > load: {drive: command, rate: 5/s, duration: 1s}
    >         faults: {a: {disk: {delay: 1ms}}}
    13:36 plan.bad-load: 'drive: command' has no faults of disks
      hint: use 'drive: lines', 'socket' or 'http'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {jitter: {delay: 1ms}}
    >         objectives: ['lost = 0 under jiter']
    14:22 plan.unknown-fault: the case 'c' has no fault 'jiter'
      hint: did you mean 'jitter'?

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {jitter: {delay: 1ms}}
    >         objectives: ['lost = 0 under']
    14:22 plan.bad-objective: 'lost = 0 under' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {jitter: {delay: 1ms}}
    >         objectives: ['lost = 0 under a under b']
    14:22 plan.bad-objective: 'lost = 0 under a under b' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {jitter: {delay: 1ms}}
    >         objectives: ['lost = 0 under {a']
    14:22 plan.bad-objective: 'lost = 0 under {a' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > load: {drive: socket, connect: 'tcp:1', rate: 5/s, duration: 1s}
    >         faults: {jitter: {delay: 1ms}}
    >         matrix: {under: [a]}
    10:15 plan.reserved-name: with faults 'under' cannot be a matrix key
      hint: the names of cases under a fault carry it

    > faults: {a: {loss: 1%}}
    12:18 plan.bad-fault: the case 'c' has faults and no 'load'
      hint: faults need an engine that perfkit loads

    > objectives: ['lost = 0 under a']
    12:22 plan.unknown-fault: the case 'c' has no fault 'a'
      hint: none is declared
    """#)
}
