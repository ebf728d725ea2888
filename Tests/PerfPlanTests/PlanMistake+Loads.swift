extension PlanMistake {
  static let inLoad = read(
    .case,
    #"""
    > load: fast
    12:15 plan.wrong-type: the load expects keys with values, found 'fast'

    > load: {rate: 5/s}
    12:9 plan.missing-key: the load has no 'drive'
      hint: one of lines, socket, http, command

    > load: {drive: line, rate: 5/s}
    12:23 plan.bad-load: 'drive' must be one of lines, socket, http, command, found 'line'
      hint: did you mean 'lines'?

    > load: {drive: lines, rat: 5/s}
    12:30 plan.unknown-key: the load has no key 'rat'
      hint: did you mean 'rate'?

    > load: {drive: lines}
    12:9 plan.bad-load: the load has no 'rate'
      hint: write rate: 1000/s

    > load: {drive: lines, rate: 5}
    12:36 plan.bad-load: 'rate' expects a rate such as 2000/s or 50k/s, found '5'
      hint: did you mean 5/s?

    > load: {drive: lines, rate: fast}
    12:36 plan.bad-load: 'rate' expects a rate such as 2000/s or 50k/s, found 'fast'

    > load: {drive: lines, rate: 5/s, arrivals: poison}
    12:51 plan.bad-load: 'arrivals' must be one of constant, poisson, burst, hawkes, ramp, steps, found 'poison'
      hint: did you mean 'poisson'?

    > load: {drive: lines, arrivals: steps, rate: 5/s}
    12:9 plan.bad-load: 'arrivals: steps' needs 'rates'
      hint: write rates: [1000/s, 2000/s]

    > load: {drive: lines, arrivals: steps, rates: 5/s}
    12:54 plan.wrong-type: 'rates' expects a list, found '5/s'
      hint: write [1000/s, 2000/s]

    > load: {drive: lines, arrivals: steps, rates: [5/s, 6]}
    12:60 plan.bad-load: a rate expects a rate such as 2000/s or 50k/s, found '6'
      hint: did you mean 6/s?

    > load: {drive: socket, rate: 5/s}
    12:9 plan.bad-load: 'drive: socket' needs 'connect'
      hint: write connect: "tcp:${port}" or "unix:${scratch}/engine.sock"

    > load: {drive: http, rate: 5/s}
    12:9 plan.bad-load: 'drive: http' needs 'connect'
      hint: write connect: "tcp:${port}"

    > load: {drive: http, connect: "tcp:5", outstanding: 5, rate: 5/s}
    12:60 plan.bad-load: 'outstanding' means nothing with 'drive: http'
      hint: remove the key

    > load: {drive: lines, connect: "tcp:5", rate: 5/s}
    12:39 plan.bad-load: 'connect' means nothing with 'drive: lines'
      hint: remove the key

    > load: {drive: command, request: x, rate: 5/s}
    12:41 plan.bad-load: 'request' means nothing with 'drive: command'
      hint: remove the key

    > load: {drive: lines, rate: 5M/s}
    12:9 plan.bad-load: the load has about 50000000 operations, more than 20000000
      hint: lower 'rate' or 'duration'

    > load: {drive: lines, rate: 5/s, duration: 1h, window: 1ms}
    12:63 plan.bad-load: the load has more than 100000 windows
      hint: make 'window' longer

    > load: {drive: lines, rate: 5/s, duration: 0s}
    12:51 plan.bad-load: 'duration' expects a duration above zero such as 500ms, 20s or 3m, found '0s'

    > load: {drive: lines, rate: 5/s, drain: 3}
    12:48 plan.bad-load: 'drain' expects a duration above zero such as 500ms, 20s or 3m, found '3'
      hint: did you mean 3s?

    > load: {drive: lines, rate: 5/s, branching: 100%}
    12:52 plan.bad-load: 'branching' expects a percentage below 100%, found '100%'
      hint: arrivals that cause as many others never end

    > load: {drive: lines, rate: 5/s, factor: 0.5}
    12:49 plan.bad-load: 'factor' expects a number from 1 to 1000000, found '0.5'

    > load: {drive: lines, rate: 5/s, outstanding: 1.5}
    12:54 plan.bad-load: 'outstanding' expects a whole number from 1 to 1000000, found '1.5'

    > load: {drive: lines, rate: "${n}/s"}
    12:37 plan.unknown-substitution: '${n}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source, env:HOST, env:VAR; write '$${' for a plain '${'

    > load: {drive: lines, rate: 5/s}
    >         capture: stdout
    12:9 plan.bad-load: 'capture: stdout' cannot be had with 'drive: lines'
      hint: the answers are on standard output
    """#)
}
