import type { Answer, Deferred, EventRequest, ToldFacts } from '../model/reading.ts';

/** Where the facts of events come from. Whatever reads an estate without counting its calls is one too. */
export interface EventSource<Told = Answer | Deferred> {
  /**
   * Everything the request asks for in at most six calls, as raw answers. A managed policy that the stored estate
   * `knows` is not read again: its own events keep it fresh. What would take more calls is deferred, which is no
   * answer: nothing is said of it. Throws only what a retry may cure.
   */
  read(request: EventRequest, knows: (policyArn: string) => boolean): AsyncIterable<Told>;
  /** API calls sent so far, retries included. */
  calls(): number;
}

/** The same for whoever needs no more than the facts. */
export type EventFactSource = EventSource<Answer | Deferred | ToldFacts>;
