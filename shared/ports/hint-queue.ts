/** The queue that brings changes to where they are read again. */
export interface HintQueue {
  /** All of them, or an error: to send one twice does no harm. */
  send(bodies: readonly string[]): Promise<void>;
}
