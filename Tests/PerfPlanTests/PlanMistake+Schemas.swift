extension PlanMistake {
  static let inSchema = read(
    .schema,
    #"""
    > {}
    6:9 plan.missing-key: the column has no 'name'
    6:9 plan.missing-key: the column has no 'type'
    6:9 plan.missing-key: the column has no 'role'

    > {name: a, type: uint}
    6:9 plan.missing-key: the column has no 'role'

    > {name: a, type: integer, role: key}
    6:25 plan.bad-choice: 'type' must be one of string, int, uint, float, bool, digest, timestamp, found 'integer'

    > {name: "a,b", type: int, role: key}
    6:16 plan.bad-name: the column's name cannot be 'a,b'
      hint: 1 to 64 letters, digits, '.', '_' and '-'

    > {name: a, type: int, role: metric}
    6:9 plan.missing-key: the column has no 'class'
      hint: relative, absolute, exact or info

    > {name: a, type: int, role: metric, class: relative}
    6:9 plan.missing-key: the column has no 'better'
      hint: higher or lower

    > {name: a, type: string, role: metric, class: info}
    6:25 plan.conflict: a metric is a number, not 'string'
      hint: use type int, uint or float, or another role

    > {name: a, type: int, role: key, unit: "a b"}
    6:47 plan.bad-unit: 'a b' is no unit

    > {name: a, type: int, role: key}
    >       - {name: a, type: int, role: key}
    7:16 plan.duplicate: the column 'a' is there twice

    > a
    6:9 plan.wrong-type: the column expects keys with values, found 'a'
    """#)
}
