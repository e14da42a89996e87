import * as z from 'zod/mini';
import { compareText } from '../../model/json.ts';
import type { AwsAuth, Namespace, ServiceAccount } from '../../model/kubernetes.ts';
import { readAwsAuthMappings } from '../aws-auth.ts';
import type { Parsed } from '../parsed.ts';
import { given, parsePart } from '../schema.ts';
import { listedObjects, type ObjectType } from './object-list.ts';
import { clusterScoped, listed, namespaced, placed, textByName } from './object-type.ts';

export const namespaces: ObjectType<Namespace> = clusterScoped({
  kind: 'Namespace',
  schema: z.object({}),
  toValue: ({ name, labels }) => ({ name, labels }),
});

/** https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
export const serviceAccounts: ObjectType<ServiceAccount> = namespaced({
  kind: 'ServiceAccount',
  schema: z.object({
    metadata: z.object({ annotations: textByName() }),
    secrets: listed(z.object({ name: z.nullish(z.string()) })),
  }),
  toValue: (meta, { metadata, secrets }) => {
    const annotations = ofEks(metadata.annotations);
    return {
      ...placed(meta),
      ...given({ roleArn: annotations['eks.amazonaws.com/role-arn'] }),
      annotations,
      labels: meta.labels,
      secrets: secrets.flatMap(({ name }) => name ?? []).sort(compareText),
    };
  },
});

/** The rest are other people's, and long: the whole object as it was last applied, for one. */
function ofEks(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = Object.entries(annotations).filter(([name]) => name.startsWith('eks.amazonaws.com/'));
  return Object.fromEntries(own);
}

/**
 * kube-system/aws-auth out of a List of ConfigMaps, or alone as `kubectl get configmap aws-auth` prints it. Undefined where
 * there is none; of other ConfigMaps nothing is looked at but the name.
 */
export function readAwsAuth(json: unknown, group: string): Parsed<AwsAuth | undefined> {
  const list = isConfigMap(json) ? { kind: 'List', items: [json] } : json;
  const found = listedObjects({ kind: 'ConfigMap', keeps: isAwsAuth }, list, group);
  if ('error' in found) return found;
  const [object] = found.ok;
  if (object === undefined) return { ok: undefined };
  const parsed = parsePart(z.object({ data: textByName() }), object.item, object.at);
  if ('error' in parsed) return parsed;
  const { data } = parsed.ok;
  return { ok: { data, mappings: readAwsAuthMappings(data) } };
}

function isConfigMap(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'kind' in json && json.kind === 'ConfigMap';
}

function isAwsAuth({ namespace, name }: { namespace?: string | null | undefined; name: string }) {
  return namespace === 'kube-system' && name === 'aws-auth';
}
