extension PlanMistake {
  static let inWhole = read(
    .whole,
    #"""
    > project: p
    1:1 plan.missing-key: the file has no 'version'

    > version: 2
    > project: p
    > what: 1
    1:10 plan.bad-version: 'version' must be 1, found '2'
      hint: this perfkit reads 'version: 1', without quotes

    > version: "1"
    > project: p
    1:10 plan.bad-version: 'version' must be 1, found '1'
      hint: this perfkit reads 'version: 1', without quotes

    > version: [1]
    > project: p
    1:10 plan.bad-version: 'version' must be 1, found a list
      hint: this perfkit reads 'version: 1', without quotes

    > version: 1
    1:1 plan.missing-key: the file has no 'project'

    > - a
    1:1 plan.wrong-type: the file expects keys with values, found a list

    > text
    1:1 plan.wrong-type: the file expects keys with values, found 'text'

    > ~
    1:1 plan.no-value: the file has no value
      hint: indent its keys below it, or write {}

    > version:
    > project: p
    1:1 plan.no-value: 'version' has no value
      hint: give it one, or remove the key
    """#)

  static let inTop = read(
    .top,
    #"""
    > suite: {}
    3:1 plan.unknown-key: the file has no key 'suite'
      hint: did you mean 'suites'?

    > engines: {}
    > kind: smoke
    4:1 plan.unknown-key: the file has no key 'kind'
      hint: 'kind' belongs to a suite

    > engines:
    3:1 plan.no-value: 'engines' has no value
      hint: give it one, or remove the key

    > engines: [a]
    3:10 plan.wrong-type: 'engines' expects keys with values, found a list

    > engines: 5
    3:10 plan.wrong-type: 'engines' expects keys with values, found '5'

    > policy: ~
    3:1 plan.no-value: 'policy' has no value
      hint: give it one, or remove the key

    > engines: {"a b": {build: make}}
    3:11 plan.bad-name: the engine's name cannot be 'a b'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    > suites: {'': {}}
    3:10 plan.bad-name: the suite's name cannot be ''
      hint: 1 to 64 letters, digits, '.', '_' and '-'
    3:10 plan.missing-key: suite '' has no 'engine'
    3:10 plan.missing-key: suite '' has no 'kind'
      hint: one of smoke, bench, stress, replay, release
    3:10 plan.missing-key: suite '' has no 'cases'
      hint: write a list of cases with 'name' and 'command'

    > xyzzy: 1
    3:1 plan.unknown-key: the file has no key 'xyzzy'
      hint: known: version, project, engines, schemas, suites, policy

    > schemas: {benchmark/1: {columns: [{name: a, type: int, role: key}]}}
    3:11 plan.reserved-name: schema 'benchmark/1' is built in
      hint: give yours another name, or the next number

    > schemas: {kv: {columns: [{name: a, type: int, role: key}]}}
    3:11 plan.bad-name: 'kv' is no name of a schema
      hint: a name and a version, such as 'kv/1'

    > schemas: {kv/01: {columns: [{name: a, type: int, role: key}]}}
    3:11 plan.bad-name: 'kv/01' is no name of a schema
      hint: a name and a version, such as 'kv/1'

    > schemas: {k v/1: {columns: [{name: a, type: int, role: key}]}}
    3:11 plan.bad-name: the schema's name cannot be 'k v'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    > schemas: {kv/1: {}}
    3:11 plan.missing-key: schema 'kv/1' has no 'columns'

    > schemas: {kv/1: {columns: []}}
    3:27 plan.empty-list: 'columns' is an empty list

    > project: 5
    > project: 6
    3:1 yaml.duplicate-key: the key 'project' is there twice: first in line 2, column 1
      hint: remove one of the two
    4:1 yaml.duplicate-key: the key 'project' is there twice: first in line 2, column 1
      hint: remove one of the two

    > suites: {s: {}}
    3:10 plan.missing-key: suite 's' has no 'engine'
    3:10 plan.missing-key: suite 's' has no 'kind'
      hint: one of smoke, bench, stress, replay, release
    3:10 plan.missing-key: suite 's' has no 'cases'
      hint: write a list of cases with 'name' and 'command'

    > suites: {s: {kind: smoke, cases: [{name: c, command: [a]}]}}
    > engines: {demo: {build: make}}
    3:10 plan.missing-key: suite 's' has no 'engine'
      hint: write 'engine: demo'

    > suites: {s: {kind: smoke, engine: x, cases: [{name: c, command: [a]}]}}
    3:35 plan.unknown-engine: there is no engine 'x'
      hint: none is declared
    """#)
}
