import type { Telling } from '../model/alert.ts';
import type { Actor } from '../model/change.ts';
import type { AccessState } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { Observation } from '../model/observation.ts';
import { reportedFinding } from './report.ts';

type Step = Pick<Telling, 'type' | 'cause' | 'finding' | 'access'>;

/**
 * A step of a finding as `replay --format json` prints it, keys always in this order. The finding is as `sweep` prints
 * it, but for its status, which may be any.
 */
export function transitionJson({ type, cause, finding, access }: Step): Json {
  const { actor, status } = finding;
  return withoutGaps({
    type,
    cause,
    finding: { ...reportedFinding(finding), status } as unknown as Json,
    actor: actor && actorJson(actor),
    before: access && stateJson(access.before),
    after: access && stateJson(access.after),
    undo: access?.undo,
  });
}

export function observationJson(observation: Observation): Json {
  const { id, ruleId, kind, severity, at, cluster, principalArn, grant } = observation;
  const { grantedBy, removedBy } = observation;
  return withoutGaps({
    ...{ id, ruleId, kind, severity, at: timeJson(at) },
    cluster: { region: cluster.region, name: cluster.name },
    ...{ principalArn, grant },
    grantedBy: actorJson(grantedBy),
    removedBy: removedBy && actorJson(removedBy),
  });
}

/** Times in ISO 8601, UTC. */
function actorJson({ eventTime, ...actor }: Actor): Json {
  const { name, arn, identityCenterUser, invokedBy, via, mfa } = actor;
  const { sourceIpAddress, userAgent, eventId, eventName, region, clusterName } = actor;
  return withoutGaps({
    ...{ name, arn, identityCenterUser, invokedBy, via, mfa, sourceIpAddress, userAgent },
    ...{ eventId, eventName, eventTime: timeJson(eventTime), region, clusterName },
  });
}

function stateJson({ grants, power, unread }: AccessState): Json {
  return withoutGaps({ grants, power, unread });
}

/** Of a time that no calendar has, its number. */
function timeJson(time: number): Json {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}

function withoutGaps(members: Readonly<Record<string, Json | undefined>>): Json {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Json;
}
