import type { AwsAuthMappings } from '../../../shared/model/aws-auth.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { Estate } from '../../../shared/model/estate.ts';
import type { FactKey } from '../../../shared/model/fact-key.ts';
import { isObject, type Json, memberOf } from '../../../shared/model/json.ts';
import type { AwsAuth } from '../../../shared/model/kubernetes.ts';
import { jsonRefusal } from '../../../shared/wire/json-refusal.ts';
import type { Effect } from '../catalogue/catalogued-event.ts';
import { becomes, gone } from '../value-changes.ts';
import type { AuditRecord } from './audit-record.ts';
import { writtenResource } from './watched-objects.ts';

/** The one object that a write was about, and where. */
interface Write {
  readonly verb: string;
  readonly cluster: ClusterRef;
  readonly estate: Estate;
  /** As it was written; undefined where the record has it not, as those of level Metadata and those that were cut. */
  readonly object: Json | undefined;
}

/** What a write that succeeded made of its object, in the shape of our facts, on top of what is stored. */
export function auditEffectOf(record: AuditRecord, cluster: ClusterRef, estate: Estate): Effect {
  const resource = writtenResource(record);
  if (resource === undefined) return { underivable: 'the request wrote nothing that is watched' };
  if (record.verb === 'deletecollection') {
    return { underivable: 'the record does not say which objects were in the collection' };
  }
  const effect = effects[resource];
  if (effect === undefined) return { underivable: `${resource} are read whole` };
  return effect({ verb: record.verb, cluster, estate, object: objectIn(record) });
}

/** By type of object. A type without one is read again, and nobody is named for what changed in it. */
const effects: Readonly<Record<string, (write: Write) => Effect>> = {
  configmaps: awsAuthEffect,
};

function awsAuthEffect({ verb, cluster, estate, object }: Write): Effect {
  const key: FactKey<AwsAuth> = `k8s-aws-auth ${cluster.region}/${cluster.name}`;
  if (verb === 'delete') return { changes: gone(estate, key) };
  const data = isObject(object) ? dataOf(object) : undefined;
  if (data === undefined) return { underivable: 'the record does not hold what was written' };
  return { changes: becomes(estate, key, { data, mappings: notRead }) };
}

/** The values of aws-auth are its texts: whoever needs what they mean reads them. */
const notRead: AwsAuthMappings = { roles: [], users: [], accounts: [], faults: [] };

/** A ConfigMap without texts has no such member. */
function dataOf(configMap: Json): Readonly<Record<string, string>> | undefined {
  const data = memberOf(configMap, 'data') ?? {};
  if (!isObject(data)) return undefined;
  const texts = Object.entries(data).filter(([, text]) => typeof text === 'string');
  return texts.length === Object.keys(data).length
    ? (data as Readonly<Record<string, string>>)
    : undefined;
}

/** As it came to be; what was asked for is only a patch unless the whole object was sent. */
function objectIn({ verb, responseObject, requestObject }: AuditRecord): Json | undefined {
  const whole = verb === 'create' || verb === 'update' ? requestObject : undefined;
  return [responseObject, whole].find(isReadable) as Json | undefined;
}

/** The API may answer a Status in place of an object: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
function isReadable(object: unknown): boolean {
  if (typeof object !== 'object' || object === null) return false;
  return !('kind' in object && object.kind === 'Status') && jsonRefusal(object) === undefined;
}

/** Whether anything is made of the objects of this type that a record may hold. */
export function hasEffect(resource: string): boolean {
  return Object.hasOwn(effects, resource);
}
