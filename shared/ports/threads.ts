/** What was told about one thing in one channel. */
export interface Thread {
  /** How the channel names its first message; absent where it names none. */
  readonly root?: string;
  /** Of what has been told in it of late, oldest first. */
  readonly deliveryIds: readonly string[];
}

/** What was told in one channel, so that what follows goes to the same place and nothing is told twice. */
export interface Threads {
  /** By the id of a finding, an observation or a digest. */
  find(id: string): Promise<Thread | undefined>;
  keep(id: string, thread: Thread): Promise<void>;
}
