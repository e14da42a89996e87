import type { Change } from '../../shared/model/change.ts';
import type { Estate, FactMap } from '../../shared/model/estate.ts';
import type { Look } from '../../shared/model/look.ts';
import type { GrantEvent } from '../../shared/model/observation.ts';
import type { EventRequest } from '../../shared/model/reading.ts';
import type { ScopedSweep } from '../../shared/ports/scoped-sweeps.ts';

/** What one message asks of us. */
export interface Task {
  readonly messageId: string;
  /** Another look at what an event touched, or the event itself. */
  readonly kind: 'event' | 'look';
  readonly changes: readonly Change[];
  /** What an event that names something new turns out to have written, now that it was read; absent where that is known. */
  readonly changesIn?: (estate: Estate) => readonly Change[];
  /** What was read elsewhere, and only has to be kept. */
  readonly told?: FactMap;
  /** To be read now. */
  readonly reads: readonly EventRequest[];
  /** To be read by a sweep of just that. */
  readonly sweeps: readonly ScopedSweep[];
  /** Whose progress has to be asked for now. */
  readonly status?: Extract<Look, { kind: 'status' }>;
  /** Whether findings that flap may have come to rest. */
  readonly flapping?: true;
  /** To be looked at later. */
  readonly looks: readonly DueLook[];
  readonly grants: readonly GrantEvent[];
}

export interface DueLook {
  /** Seconds from now. */
  readonly after: number;
  readonly look: Look;
}

/** One message of the queue, as text: an EventBridge event, or a look that is due. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
}
