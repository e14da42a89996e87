/**
 * SQS holds a message back for 900 seconds at most, and takes whole ones only.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const longest = 900;

/** Throws where no queue could keep it: a look that is due later goes in steps. */
export function lookDelay(seconds: number): number {
  if (!(seconds >= 0 && seconds <= longest)) {
    throw new RangeError(`a look can be put off for 0 to ${longest} seconds, not for ${seconds}`);
  }
  return Math.ceil(seconds);
}
