/** In milliseconds. Without `throwOnRequestTimeout` the SDK only warns of a request that takes too long. */
const patience = {
  connectionTimeout: 3_000,
  requestTimeout: 20_000,
  throwOnRequestTimeout: true,
} as const;

/** For the calls of a sweep: slows down as a whole as soon as AWS says so. */
export const readerSettings = {
  retryMode: 'adaptive',
  maxAttempts: 8,
  requestHandler: patience,
} as const;

/** For our own table, bucket, topic and queue. */
export const stateSettings = {
  retryMode: 'standard',
  maxAttempts: 5,
  requestHandler: patience,
} as const;
