extension PlanMistake {
  static let inSuite = read(
    .suite,
    #"""
    > seeds: []
    8:12 plan.empty-list: 'seeds' is an empty list

    > seeds: 1
    8:12 plan.wrong-type: 'seeds' expects a list, found '1'
      hint: write [1, 2, 3]

    > seeds: [1, 1]
    8:16 plan.duplicate: the seed 1 is there twice

    > seeds: [1, x]
    8:16 plan.bad-number: a seed expects a whole number, found 'x'

    > seed: -1
    8:11 plan.bad-number: 'seed' expects a whole number, found '-1'

    > seed: 010
    8:11 plan.bad-number: 'seed' expects a whole number, found '010'
      hint: write 10

    > seed: 1_000
    8:11 plan.bad-number: 'seed' expects a whole number, found '1_000'
      hint: write 1000

    > seed: "5"
    8:11 plan.bad-number: 'seed' expects a whole number, found '5'
      hint: write it without quotes

    > seed: 0x10
    8:11 plan.bad-number: 'seed' expects a whole number, found '0x10'

    > seed: [1]
    8:11 plan.wrong-type: 'seed' expects a whole number, found a list

    > seed: 18446744073709551616
    8:11 plan.bad-number: 'seed' expects a whole number, found '18446744073709551616'
      hint: at most 18446744073709551615

    > seed: 1
    >     seeds: [1]
    9:5 plan.conflict: a suite has 'seed' or 'seeds', not both
      hint: remove one of the two

    > seeds: [1]
    >     seed: 2
    9:5 plan.conflict: a suite has 'seed' or 'seeds', not both
      hint: remove one of the two

    > timeout: 20
    8:14 plan.bad-duration: 'timeout' expects a duration such as 500ms, 20s, 3m, 2h or 90d, found '20'
      hint: did you mean 20s?

    > timeout: 0s
    8:14 plan.bad-duration: 'timeout' must be above zero

    > timeout: 1h30m
    8:14 plan.bad-duration: 'timeout' expects a duration such as 500ms, 20s, 3m, 2h or 90d, found '1h30m'

    > timeout: [1s]
    8:14 plan.bad-duration: 'timeout' expects a duration such as 500ms, 20s, 3m, 2h or 90d

    > timeout: 
    8:5 plan.no-value: 'timeout' has no value
      hint: give it one, or remove the key

    > timeout: 99999d
    8:14 plan.bad-duration: 'timeout' expects a duration such as 500ms, 20s, 3m, 2h or 90d, found '99999d'

    > baseline: a/b
    8:15 plan.bad-name: 'baseline' cannot be 'a/b'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    > environment: {A: "${env:HOST}"}
    8:23 plan.unknown-substitution: '${env:HOST}' is not known here
      hint: an environment value cannot use another one

    > environment: {1A: x}
    8:19 plan.bad-name: '1A' is no name of an environment variable
      hint: letters, digits and '_', not a digit first

    > environment: [A=b]
    8:18 plan.wrong-type: 'environment' expects keys with values, found a list

    > environment: {A: "${sead}"}
    8:23 plan.unknown-substitution: '${sead}' is not known here
      hint: did you mean '${seed}'?

    > warmup: -1
    8:13 plan.bad-number: 'warmup' expects a whole number, found '-1'

    > runs: 0
    8:11 plan.bad-number: 'runs' must be from 1 to 1000000, found 0

    > pairs: 2000000
    8:12 plan.bad-number: 'pairs' must be from 1 to 1000000, found 2000000

    > budget: 5
    8:13 plan.bad-duration: 'budget' expects a duration such as 500ms, 20s, 3m, 2h or 90d, found '5'
      hint: did you mean 5s?

    > confidence: 0.95
    8:17 plan.bad-percentage: 'confidence' expects a percentage such as 5%, found '0.95'
      hint: did you mean 95%?

    > confidence: 100%
    8:17 plan.bad-percentage: 'confidence' is out of range: '100%'
      hint: from 50% to below 100%, such as 95%

    > confidence: 10%
    8:17 plan.bad-percentage: 'confidence' is out of range: '10%'
      hint: from 50% to below 100%, such as 95%

    > prepare: []
    8:14 plan.empty-list: 'prepare' is an empty list

    > prepare: make x
    8:14 plan.wrong-type: 'prepare' expects a list of words, found 'make x'
      hint: write [make, x]

    > prepare: ["", a]
    8:15 plan.no-value: the first word of 'prepare' is empty

    > conclude: [a, {b: c}]
    8:19 plan.wrong-type: a word of 'conclude' expects a text, found keys with values

    > conclude: "a | b"
    8:15 plan.wrong-type: 'conclude' expects a list of words, found 'a | b'
      hint: write each word as an entry of a list; no shell reads it

    > stdin: /etc/passwd
    8:12 plan.bad-path: 'stdin' must be a path relative to this file, found '/etc/passwd'
      hint: an absolute path is true on one machine only

    > stdin: "${nope}"
    8:13 plan.unknown-substitution: '${nope}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source, env:VAR; write '$${' for a plain '${'

    > inputs: a
    8:13 plan.wrong-type: 'inputs' expects a list, found 'a'
      hint: write [data.bin]

    > inputs: [~/a]
    8:14 plan.bad-path: an entry of 'inputs' must be a path relative to this file, found '~/a'
      hint: an absolute path is true on one machine only

    > expect_exit: 0
    8:18 plan.wrong-type: 'expect_exit' expects a list, found '0'
      hint: write [0]

    > expect_exit: [256]
    8:19 plan.bad-number: an exit status is from 0 to 255, found 256

    > expect_exit: [a]
    8:19 plan.bad-number: an exit status expects a whole number, found 'a'

    > expect_exit: []
    8:18 plan.empty-list: 'expect_exit' is an empty list

    > capture: stderr
    8:14 plan.bad-choice: 'capture' must be one of stdout, found 'stderr'

    > perturb: [hsh]
    8:15 plan.bad-choice: an entry of 'perturb' must be one of hash, environment, path, found 'hsh'
      hint: did you mean 'hash'?

    > perturb: hash
    8:14 plan.wrong-type: 'perturb' expects a list, found 'hash'
      hint: write [hash]

    > objectives: [latency]
    8:18 plan.bad-objective: 'latency' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > objectives: ["a < 5 for 0 windows"]
    8:18 plan.bad-objective: 'a < 5 for 0 windows' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > objectives: ["a b < 5"]
    8:18 plan.bad-objective: 'a b < 5' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > objectives: [5]
    8:18 plan.bad-objective: '5' is no objective
      hint: write 'latency_p99 < 100us', 'backlog < 200 for 3 windows' or 'lost = 0 under FAULT'

    > decisions: [{when: "a", say: b}]
    8:24 plan.bad-objective: 'a' is no condition
      hint: write 'throughput > 100000', several joined by 'and' or 'or'

    > decisions: [{when: "a > 1 and b", say: b}]
    8:24 plan.bad-objective: 'a > 1 and b' is no condition
      hint: write 'throughput > 100000', several joined by 'and' or 'or'

    > decisions: [{when: "a > 1"}]
    8:17 plan.missing-key: the decision has no 'say'

    > decisions: [a]
    8:17 plan.wrong-type: the decision expects keys with values, found 'a'

    > overheads: [{variant: c, against: b, at_most: 30%}]
    8:27 plan.unknown-variant: the engine has no variant 'c'
      hint: known: a, b

    > overheads: [{variant: a, against: a, at_most: 30%}]
    8:39 plan.conflict: a variant cannot be held against itself

    > overheads: [{variant: a, against: b}]
    8:17 plan.missing-key: the overhead has no 'at_most'
      hint: such as 30%

    > overheads: [{variant: a, against: b, at_most: 30}]
    8:51 plan.bad-percentage: 'at_most' expects a percentage such as 5%, found '30'
      hint: did you mean 30%?

    > overheads: [{variant: a, against: b, at_most: 30%, average: plan}]
    8:65 plan.bad-choice: 'average' must be one of plain, weighted, found 'plan'
      hint: did you mean 'plain'?

    > repeat: 1.5
    8:13 plan.bad-number: 'repeat' expects a whole number, found '1.5'

    > repeat: yes
    8:13 plan.bad-number: 'repeat' expects a whole number, found 'yes'

    > name: x
    8:5 plan.unknown-key: suite 's' has no key 'name'
      hint: 'name' belongs to a case

    > results: []
    8:5 plan.unknown-key: suite 's' has no key 'results'
      hint: 'results' belongs to a case

    > kind: bench
    8:5 yaml.duplicate-key: the key 'kind' is there twice: first in line 6, column 5
      hint: remove one of the two

    > repaet: 3
    8:5 plan.unknown-key: suite 's' has no key 'repaet'
      hint: did you mean 'repeat'?
    """#)
}
