import type { Account } from '../model/account.ts';
import type { FactMap } from '../model/estate.ts';
import type { Answer, ReadRequest, ToldFacts } from '../model/reading.ts';

/** Where facts come from: a live account or a snapshot folder. */
export interface EstateSource<Request extends ReadRequest = ReadRequest, Told = Answer> {
  account(): Promise<Account>;
  /**
   * Everything the request asks for, as raw answers. What could not be read comes as an unread answer.
   * Throws only what a retry may cure on the event path (throttling, time-outs, 5xx) when `retryable` is set by the adapter.
   */
  read(request: Request): AsyncIterable<Told>;
  /**
   * Our own deployment, which no snapshot has a file for: facts at once instead of answers. Absent where nothing is
   * deployed.
   */
  monitor?(): Promise<FactMap>;
  /** API calls sent so far, retries included. */
  calls(): number;
}

/** The same for whoever needs no more than the facts. */
export type FactSource<Request extends ReadRequest = ReadRequest> = EstateSource<
  Request,
  Answer | ToldFacts
>;
