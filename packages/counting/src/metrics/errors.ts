/** A metric was asked of numbers that it is not defined for; the message names the property and the remedy. */
export class MetricError extends Error {
  override readonly name = 'MetricError';
  /** The metric or argument that refused, for instance `'countMetrics'`. */
  readonly property: string;
  constructor(property: string, message: string) {
    super(`${property}: ${message}`);
    this.property = property;
  }
}
