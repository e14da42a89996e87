import { heartbeatTag } from '../../shared/model/heartbeat.ts';
import type { Call } from './call.ts';
import { tagsIn } from './catalogue/iam-documents.ts';
import { textAt } from './parameters.ts';

/** A sweep's sign of life, come back to us the way of every event. */
export interface Heartbeat {
  /** As the sweep wrote it. */
  readonly value: string;
}

export function heartbeatIn(call: Call, roleName: string | undefined): Heartbeat | undefined {
  const ours = call.name === 'TagRole' && textAt(call.request, 'roleName') === roleName;
  if (roleName === undefined || !ours) return undefined;
  const tag = tagsIn(call.request).find(([key]) => key === heartbeatTag);
  return tag && { value: tag[1] };
}
