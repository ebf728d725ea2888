extension PlanMistake {
  static let inCase = read(
    .case,
    #"""
    > matrix: {a: []}
    12:21 plan.empty-list: matrix 'a' is an empty list

    > matrix: {}
    12:17 plan.empty-list: 'matrix' has no keys

    > matrix: {a: x}
    12:21 plan.wrong-type: matrix 'a' expects a list of values, found 'x'
      hint: write [x]

    > matrix: {a: [x, x]}
    12:25 plan.duplicate: 'x' is there twice in matrix 'a'

    > matrix: {a: [[x]]}
    12:22 plan.wrong-type: a value of matrix 'a' expects a text, found a list

    > matrix: {a: [""]}
    12:22 plan.no-value: a value of matrix 'a' is empty

    > matrix: {seed: [1]}
    12:18 plan.reserved-name: '${seed}' is a name of perfkit itself
      hint: use 'seeds: [1, 2, 3]' of the suite

    > matrix: {case: [1]}
    12:18 plan.reserved-name: '${case}' is a name of perfkit itself

    > matrix: {a b: [1]}
    12:18 plan.bad-name: the matrix key cannot be 'a b'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    > matrix: [a]
    12:17 plan.wrong-type: 'matrix' expects keys with values, found a list

    > results: [{file: r.csv}]
    12:19 plan.missing-key: the result has no 'schema'

    > results: [{schema: probe/1}]
    12:19 plan.missing-key: the result has no 'file'

    > results: [{file: r.csv, schema: probe}]
    12:41 plan.unknown-schema: there is no schema 'probe'
      hint: known: benchmark/1, iterations/1, probe/1, stress-scenario/1, throughput-series/1, resource-series/1, run-summary/1, failover-drill/1, failover-summary/1, module-overhead/1, link-faults/1, link-log/1, …

    > results: [{file: /r.csv, schema: probe/1}]
    12:26 plan.bad-path: 'file' must be a path below its folder, found '/r.csv'
      hint: an absolute path is true on one machine only; write a relative one

    > results: [{file: a/../../r.csv, schema: probe/1}]
    12:26 plan.bad-path: 'file' must be a path below its folder, found 'a/../../r.csv'
      hint: a path with '..' leads out of the folder

    > results: [{file: r.txt, schema: probe/1}]
    12:26 plan.bad-path: 'r.txt' has none of the endings perfkit reads
      hint: name it .csv, .json or .ndjson: the ending decides the format

    > results: [{file: "${mix}.csv", schema: probe/1}]
    12:27 plan.unknown-substitution: '${mix}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source, env:HOST, env:VAR; write '$${' for a plain '${'

    > results: [{file: r.csv, schema: probe/1}, {file: ./r.csv, schema: probe/1}]
    12:58 plan.duplicate: the file './r.csv' is there twice

    > results: [r.csv]
    12:19 plan.wrong-type: the result expects keys with values, found 'r.csv'

    > results: r.csv
    12:18 plan.wrong-type: 'results' expects a list, found 'r.csv'
      hint: write [{file: r.csv, schema: kv/1}]

    > results: [{file: r.csv, schema: probe/1, optional: yes}]
    12:60 plan.wrong-type: 'optional' expects true or false, found 'yes'
      hint: write true, without quotes

    > results: [{file: r.csv, schema: probe/1, optional: "true"}]
    12:60 plan.wrong-type: 'optional' expects true or false, found 'true'
      hint: write true, without quotes

    > results: [{file: r.csv, schema: probe/1, optional: No}]
    12:60 plan.wrong-type: 'optional' expects true or false, found 'No'
      hint: write false, without quotes

    > results: [{file: r.csv, schema: probe/1, optional: maybe}]
    12:60 plan.wrong-type: 'optional' expects true or false, found 'maybe'

    > seed: 5
    12:9 plan.unknown-key: case 'c' has no key 'seed'
      hint: 'seed' belongs to a suite

    > matrix: {m: [../x, y]}
    >         results: [{file: "${m}.csv", schema: probe/1}]
    13:26 plan.bad-path: 'file' must be a path below its folder, found '../x.csv'
      hint: a path with '..' leads out of the folder

    > command: [./y]
    12:9 yaml.duplicate-key: the key 'command' is there twice: first in line 11, column 9
      hint: remove one of the two

    >
    >       - name: c
    >         command: [./y]
    13:15 plan.duplicate: the case 'c' is there twice: first in line 10, column 15

    >
    >       - command: [./y]
    13:9 plan.missing-key: the case has no 'name'

    >
    >       - name: a b
    >         command: [./y]
    13:15 plan.bad-name: 'name' cannot be 'a b'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    >
    >       - name: d
    13:9 plan.missing-key: case 'd' has no 'command'

    >
    >       - just text
    13:9 plan.wrong-type: the case expects keys with values, found 'just text'

    > matrix: {m: [1]}
    >       - name: c
    >         command: [./y]
    >         matrix: {m: [0, 1]}
    13:15 plan.duplicate: the case 'c/m=1' is there twice: first in line 10, column 15
    """#)

  static let inCommand = read(
    .command,
    #"""
    > []
    12:18 plan.empty-list: 'command' is an empty list

    > ./x
    12:18 plan.wrong-type: 'command' expects a list of words, found './x'
      hint: write [./x]

    > "./x; rm"
    12:18 plan.wrong-type: 'command' expects a list of words, found './x; rm'
      hint: write each word as an entry of a list; no shell reads it

    > [""]
    12:19 plan.no-value: the first word of 'command' is empty

    > [./x, [y]]
    12:24 plan.wrong-type: a word of 'command' expects a text, found a list

    > [./x, "${sed}"]
    12:25 plan.unknown-substitution: '${sed}' is not known here
      hint: did you mean '${seed}'?

    > [./x, 'a${mic}b$${x}']
    12:26 plan.unknown-substitution: '${mic}' is not known here
      hint: did you mean '${mix}'?

    > [./x, "$${x}${"]
    12:30 plan.bad-substitution: '${' is never closed
      hint: write '}' behind the name, or '$$' for a dollar

    > [./x, "${}"]
    12:25 plan.bad-substitution: '${}' names nothing
      hint: write '$$' for a dollar

    > [./x, "${env:HOTS}", "${env:VAR}", "${env:NOPE}"]
    12:25 plan.unknown-substitution: '${env:HOTS}' is not known here
      hint: did you mean '${env:HOST}'?
    12:54 plan.unknown-substitution: '${env:NOPE}' is not known here
      hint: declare NOPE under 'environment' of the suite, the case or a variant

    > [./x, "\x24{nope}"]
    12:24 plan.unknown-substitution: '${nope}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source, mix, env:HOST, env:VAR; write '$${' for a plain '${'

    >
    >           - ./x
    >           - ${nope}
    >           - a${mix}${
    14:13 plan.unknown-substitution: '${nope}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source, mix, env:HOST, env:VAR; write '$${' for a plain '${'
    15:20 plan.bad-substitution: '${' is never closed
      hint: write '}' behind the name, or '$$' for a dollar

    > [./x, "é${nope}"]
    12:26 plan.unknown-substitution: '${nope}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source, mix, env:HOST, env:VAR; write '$${' for a plain '${'
    """#)
}
