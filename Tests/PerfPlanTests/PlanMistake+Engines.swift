extension PlanMistake {
  static let inEngine = read(
    .engine,
    #"""
    > source: .
    4:3 plan.missing-key: engine 'e' has no 'build'
      hint: one of swiftpm, make, steps

    > build: cmake
    5:12 plan.later: builds of kind 'cmake' come later; there are swiftpm, make, steps
      hint: use 'build: steps' with 'steps: [[cmake, -S, ., -B, build], [cmake, --build, build]]'

    > build: cargo
    5:12 plan.later: builds of kind 'cargo' come later; there are swiftpm, make, steps
      hint: use 'build: steps' with 'steps: [[cargo, build, --release]]'

    > build: swiftmp
    5:12 plan.bad-choice: 'build' must be one of swiftpm, make, steps, found 'swiftmp'
      hint: did you mean 'swiftpm'?

    > build: [make]
    5:12 plan.wrong-type: 'build' expects one of swiftpm, make, steps, found a list

    > {build: steps}
    4:3 plan.missing-key: engine 'e' has no 'steps'
      hint: write 'steps: [[make, -j2]]', or 'steps: []' for none

    > {build: swiftpm, steps: [[a]]}
    5:22 plan.conflict: 'steps' is not for builds of kind 'swiftpm'
      hint: it belongs to 'steps' and 'make'

    > {build: make, product: x}
    5:19 plan.conflict: 'product' is not for builds of kind 'make'
      hint: it belongs to 'swiftpm'

    > {build: steps, steps: [], configuration: debug}
    5:31 plan.conflict: 'configuration' is not for builds of kind 'steps'
      hint: it belongs to 'swiftpm'

    > {build: make, flags: [-j]}
    5:19 plan.conflict: 'flags' is not for builds of kind 'make'
      hint: it belongs to 'swiftpm'

    > {build: swiftpm, flags: [-v, --product=x]}
    5:34 plan.conflict: perfkit gives '--product' itself
      hint: 'product' and 'configuration' are keys of the engine; folders are perfkit's

    > {build: swiftpm, configuration: Debug}
    5:37 plan.bad-choice: 'configuration' must be one of debug, release, found 'Debug'
      hint: did you mean 'debug'?

    > {build: steps, steps: [make]}
    5:28 plan.wrong-type: a step of 'steps' expects a list of words, found 'make'
      hint: write [[make, -j2], [make, install]]: a list of steps, each a list of words

    > {build: steps, steps: make}
    5:27 plan.wrong-type: 'steps' expects a list, found 'make'

    > {build: steps, steps: [[]]}
    5:28 plan.empty-list: a step of 'steps' is an empty list

    > {build: steps, steps: [[a, [b]]]}
    5:32 plan.wrong-type: a word of a step expects a text, found a list

    > {build: steps, steps: [[a, "${source}"]]}
    5:32 plan.unknown-substitution: nothing is substituted in 'steps'
      hint: steps run in the engine's folder; write '$${' for '${'

    > {build: make, steps: [[a], [b]]}
    5:26 plan.conflict: 'make' takes one list of arguments
      hint: write 'steps: [[-j2, all]]', or use 'build: steps'

    > {build: make, artefacts: [/a, ../b, a/../b, "${out}", ""]}
    5:31 plan.bad-path: an entry of 'artefacts' must be a path below its folder, found '/a'
      hint: an absolute path is true on one machine only; write a relative one
    5:35 plan.bad-path: an entry of 'artefacts' must be a path below its folder, found '../b'
      hint: a path with '..' leads out of the folder
    5:41 plan.bad-path: an entry of 'artefacts' must be a path below its folder, found 'a/../b'
      hint: a path with '..' leads out of the folder
    5:49 plan.bad-path: an entry of 'artefacts' must be a path below its folder, found '${out}'
      hint: nothing is substituted here
    5:59 plan.no-value: an entry of 'artefacts' is empty

    > {build: make, source: /a}
    5:27 plan.bad-path: 'source' must be a folder relative to this file, found '/a'

    > {build: make, source: "${source}"}
    5:27 plan.bad-path: 'source' must be a folder relative to this file, found '${source}'

    > {build: make, build_environment: [CC, 1X, a-b]}
    5:43 plan.bad-name: '1X' is no name of an environment variable
      hint: letters, digits and '_', not a digit first
    5:47 plan.bad-name: 'a-b' is no name of an environment variable
      hint: letters, digits and '_', not a digit first

    > {build: make, variants: {x: {environment: {A: }}}}
    5:48 plan.no-value: 'A' has no value
      hint: write "" for an empty one

    > {build: make, variants: {x: {environment: {PERFKIT_SEED: 1}}}}
    5:48 plan.reserved-name: PERFKIT_SEED is set by perfkit itself

    > {build: make, variants: {x: {environment: {A: [1]}}}}
    5:51 plan.wrong-type: 'A' expects a text, found a list

    > {build: make, variants: {x: {environment: {A: "${mix}"}}}}
    5:52 plan.unknown-substitution: '${mix}' is not known here
      hint: known: seed, out, case, run, variant, scratch, source; write '$${' for a plain '${'

    > {build: make, variants: {x: {environment: {A: "${env:B}"}}}}
    5:52 plan.unknown-substitution: '${env:B}' is not known here
      hint: an environment value cannot use another one

    > {build: make, variants: {x: {env: {A: 1}}}}
    5:34 plan.unknown-key: variant 'x' has no key 'env'
      hint: known: environment

    > {build: make, variants: {x: }}
    5:30 plan.no-value: variant 'x' has no value
      hint: indent its keys below it, or write {}

    > {build: make, variants: [x]}
    5:29 plan.wrong-type: 'variants' expects keys with values, found a list

    > {build: make, at: {"v{1": {steps: [[a]]}}}
    5:24 plan.bad-glob: 'v{1' is no pattern: a '{' is never closed
      hint: '*' is any text, '?' any character, '{a,b}' either

    > {build: make, at: {v1: {build: steps}}}
    5:24 plan.missing-key: 'at' of 'v1' has no 'steps'
      hint: write 'steps: [[make, -j2]]', or 'steps: []' for none

    > {build: make, at: {v1: {source: x}}}
    5:29 plan.unknown-key: 'at' of 'v1' has no key 'source'
      hint: 'source' belongs to an engine

    > {build: swiftpm, at: {v1: {steps: [[a]]}}}
    5:32 plan.conflict: 'steps' is not for builds of kind 'swiftpm'
      hint: it belongs to 'steps' and 'make'

    > {build: make, product: "a\nb"}
    5:19 plan.conflict: 'product' is not for builds of kind 'make'
      hint: it belongs to 'swiftpm'
    5:28 plan.wrong-type: 'product' must be one line without control characters

    > {build: make, at: x}
    5:23 plan.wrong-type: 'at' expects keys with values, found 'x'
    """#)
}
