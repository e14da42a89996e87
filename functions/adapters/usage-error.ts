/** What was asked for cannot be done as asked: the message says what to change, and there is nothing to debug. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
