extension PlanMistake {
  static let inDrill =
    read(
      .drill,
      #"""
      > drill: 5
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:16 plan.wrong-type: the drill expects keys with values, found '5'

      > drill: {}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:9 plan.missing-key: the drill has no 'recover'
        hint: write the command that goes on after a kill

      > drill: {recover: x}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:26 plan.wrong-type: 'recover' expects a list of words, found 'x'
        hint: write [x]

      > drill: {recover: [x], kill: 5}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:31 plan.unknown-key: the drill has no key 'kill'
        hint: did you mean 'kills'?

      > drill: {recover: [x], kills: 0}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:38 plan.bad-number: 'kills' must be from 1 to 10000, found 0

      > drill: {recover: [x], kills: 10001}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:38 plan.bad-number: 'kills' must be from 1 to 10000, found 10001

      > drill: {recover: ['${port}']}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:28 plan.unknown-substitution: '${port}' is not known here
        hint: known: seed, out, case, run, variant, scratch, source, env:HOST, env:VAR; write '$${' for a plain '${'

      > drill: {recover: [x], tear: j}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:37 plan.wrong-type: 'tear' expects keys with values, found 'j'

      > drill: {recover: [x], tear: {file: j}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:31 plan.missing-key: 'tear' needs either 'append' or 'cut'
        hint: write append: 64 for up to 64 bytes more, cut: 64 for as many less

      > drill: {recover: [x], tear: {cut: 5}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:31 plan.missing-key: 'tear' has no 'file'

      > drill: {recover: [x], tear: {file: j, cut: 5, append: 5}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:31 plan.missing-key: 'tear' needs either 'append' or 'cut'
        hint: write append: 64 for up to 64 bytes more, cut: 64 for as many less

      > drill: {recover: [x], tear: {file: j, cut: 0}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:52 plan.bad-number: 'cut' must be from 1 to 1048576, found 0

      > drill: {recover: [x], tear: {file: j, append: 64B}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:55 plan.bad-number: 'append' expects a whole number, found '64B'

      > drill: {recover: [x], tear: {fil: j, append: 4}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:38 plan.unknown-key: 'tear' has no key 'fil'
        hint: did you mean 'file'?

      > drill: {recover: [x]}
      12:9 plan.missing-key: a case with 'drill' has no 'results'
        hint: they are what a recovered engine is compared by

      > drill: {recover: [x]}
      >         results: [{file: r.csv, schema: benchmark/1}]
      >         capture: stdout
      14:9 plan.conflict: 'capture: stdout' cannot be had with 'drill'
        hint: the acknowledgements are on standard output

      > drill: {recover: [x]}
      >         results: [{file: r.csv, schema: benchmark/1}]
      >         load: {drive: lines, rate: 5/s}
      14:9 plan.conflict: a case has 'load' or 'drill', not both
        hint: make two cases of it

      > drill: {recover: [x], tear: {file: ../j, cut: 4}}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:44 plan.bad-path: 'file' must be a path below its folder, found '../j'
        hint: a path with '..' leads out of the folder

      > tear: {file: j, cut: 5}
      >         results: [{file: r.csv, schema: benchmark/1}]
      12:9 plan.unknown-key: case 'c' has no key 'tear'
        hint: 'tear' belongs to 'drill'
      """#)
    + read(
      .case,
      #"""
      > results: [{file: r.csv, schema: benchmark/1}]
      >         drill: {recover: [x]}
      13:9 plan.conflict: a drill belongs to a suite of kind stress
        hint: this suite is of kind smoke
      """#)
}
