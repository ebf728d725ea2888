extension PlanMistake {
  static let inPolicy = read(
    .policy,
    #"""
    > warn: 0.05
    4:9 plan.bad-percentage: 'warn' expects a percentage such as 5%, found '0.05'
      hint: did you mean 5%?

    > warn: 5
    4:9 plan.bad-percentage: 'warn' expects a percentage such as 5%, found '5'
      hint: did you mean 5%?

    > warn: 0%
    4:9 plan.bad-percentage: 'warn' is out of range: '0%'
      hint: above 0% and below 100%

    > fail: 100%
    4:9 plan.bad-percentage: 'fail' is out of range: '100%'
      hint: above 0% and below 100%

    > warn: 30%
    4:9 plan.limit-order: 'warn' must be below 'fail': 30% and 20%
      hint: without a value 'warn' is 5% and 'fail' is 20%

    > fail: 4%
    4:9 plan.limit-order: 'warn' must be below 'fail': 5% and 4%
      hint: without a value 'warn' is 5% and 'fail' is 20%

    > {warn: 20%, fail: 20%}
    4:21 plan.limit-order: 'warn' must be below 'fail': 20% and 20%
      hint: without a value 'warn' is 5% and 'fail' is 20%

    > stored: gated
    4:11 plan.bad-choice: 'stored' must be one of advisory, gate, found 'gated'
      hint: did you mean 'gate'?

    > inconclusive: pass
    4:17 plan.bad-choice: 'inconclusive' must be one of fail, warn, found 'pass'

    > baseline_max_age: 90
    4:21 plan.bad-duration: 'baseline_max_age' expects a duration such as 500ms, 20s, 3m, 2h or 90d, found '90'
      hint: did you mean 90d?

    > rules: {metric: a}
    4:10 plan.wrong-type: 'rules' expects a list, found keys with values

    > rules: [{metric: a}]
    4:11 plan.missing-key: the rule sets nothing
      hint: give it one of warn, fail, floor, limit, gate, digest

    > rules: [{metric: "a{", gate: true}]
    4:20 plan.bad-glob: 'a{' is no pattern: a '{' is never closed
      hint: '*' is any text, '?' any character, '{a,b}' either

    > rules: [{metric: "a}", gate: true}]
    4:20 plan.bad-glob: 'a}' is no pattern: a '}' closes nothing
      hint: '*' is any text, '?' any character, '{a,b}' either

    > rules: [{metric: "", gate: true}]
    4:20 plan.no-value: 'metric' is empty

    > rules: [{gate: on}]
    4:18 plan.wrong-type: 'gate' expects true or false, found 'on'
      hint: write true, without quotes

    > rules: [{gate: 1}]
    4:18 plan.wrong-type: 'gate' expects true or false, found '1'
      hint: write true, without quotes

    > rules: [{warn: 8}]
    4:18 plan.bad-limit: 'warn' expects a limit such as 5%, 50us or 64MiB, found '8'
      hint: did you mean 8%?

    > rules: [{warn: lots}]
    4:18 plan.bad-limit: 'warn' expects a limit such as 5%, 50us or 64MiB, found 'lots'

    > rules: [{floor: 5%}]
    4:19 plan.bad-limit: 'floor' expects an amount with a unit such as 50us or 64MiB, found '5%'

    > rules: [{limit: 100}]
    4:19 plan.bad-limit: 'limit' expects an amount with a unit such as 50us or 64MiB, found '100'
      hint: did you mean 100 count?

    > rules: [{warn: 10%, fail: 10%}]
    4:29 plan.limit-order: 'warn' must be below 'fail': 10% and 10%

    > rules: [{warn: 2ms, fail: 900us}]
    4:29 plan.limit-order: 'warn' must be below 'fail': 2ms and 900us

    > rules: [{digest: may-change}]
    4:11 plan.missing-key: the rule has no 'until'
      hint: another digest is allowed up to a day: YYYY-MM-DD
    4:11 plan.missing-key: the rule has no 'reason'
      hint: another digest is allowed for a reason

    > rules: [{digest: maychange, until: 2027-01-01, reason: x}]
    4:20 plan.bad-choice: 'digest' must be one of may-change, found 'maychange'
      hint: did you mean 'may-change'?

    > rules: [{gate: true, until: 2027-02-29}]
    4:31 plan.bad-date: 'until' expects a day as YYYY-MM-DD, found '2027-02-29'

    > rules: [{gate: true, until: 1.1.2027}]
    4:31 plan.bad-date: 'until' expects a day as YYYY-MM-DD, found '1.1.2027'

    > rules: [{metrc: a, gate: true}]
    4:12 plan.unknown-key: the rule has no key 'metrc'
      hint: did you mean 'metric'?

    > rules: [{gate: true, reason: [a]}]
    4:32 plan.wrong-type: 'reason' expects a text, found a list

    > rules: [a]
    4:11 plan.wrong-type: the rule expects keys with values, found 'a'
    """#)
}
