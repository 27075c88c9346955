export const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const round = (value, digits) => Number(value.toFixed(digits))

export const summary = (values, digits = 1) => ({
  median: round(median(values), digits),
  min: round(Math.min(...values), digits),
  max: round(Math.max(...values), digits),
})

/** Each value over the yardstick's value of the same round: what slows a whole round down falls out. */
export const ratios = (values, yardstick) =>
  summary(
    values.map((value, round) => value / yardstick[round]),
    2,
  )

/** The exponent `b` of the curve `a * n ** b` that fits best: 1 is linear growth, 2 is quadratic. */
export const exponent = (points) => {
  const logs = points.map(([n, value]) => [Math.log(n), Math.log(value)])
  const mean = (index) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const above = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  const below = logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  return round(above / below, 2)
}
