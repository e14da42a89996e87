import * as z from 'zod/mini';
import type { Change } from '../../shared/model/change.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Look } from '../../shared/model/look.ts';
import type { EventRequest } from '../../shared/model/reading.ts';
import { jsonOf } from './json-text.ts';

/** A look of ours, in the queue that brings the changes; undefined for the body of any other message. */
export function parseLook(body: string): Look | undefined {
  const parsed = message.safeParse(jsonOf(body));
  return parsed.success ? parsed.data.look : undefined;
}

const cluster = z.object({ region: z.string(), name: z.string() }) satisfies Of<ClusterRef>;

const change = z.object({
  actor: z.object({
    name: z.string(),
    arn: z.exactOptional(z.string()),
    identityCenterUser: z.exactOptional(z.string()),
    invokedBy: z.exactOptional(z.string()),
    via: z.exactOptional(z.string()),
    mfa: z.exactOptional(z.boolean()),
    sourceIpAddress: z.exactOptional(z.string()),
    userAgent: z.exactOptional(z.string()),
    eventId: z.string(),
    eventName: z.string(),
    eventTime: z.number(),
    region: z.string(),
    clusterName: z.exactOptional(z.string()),
  }),
  claims: z.array(z.object({ key: z.string(), path: z.string(), id: z.string() })),
}) satisfies Of<Change>;

const changes = z.array(change);

const request = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accessEntry'), cluster, principalArn: z.string() }),
  z.object({
    kind: z.literal('podIdentityAssociation'),
    cluster,
    associationId: z.string(),
    serviceAccount: z.exactOptional(z.string()),
  }),
  z.object({
    kind: z.literal('role'),
    roleName: z.string(),
    roleArn: z.exactOptional(z.string()),
  }),
  z.object({
    kind: z.literal('user'),
    userName: z.string(),
    userArn: z.exactOptional(z.string()),
  }),
  z.object({
    kind: z.literal('group'),
    groupName: z.string(),
    groupArn: z.exactOptional(z.string()),
  }),
  z.object({ kind: z.literal('managedPolicy'), policyArn: z.string() }),
  z.object({ kind: z.literal('oidcProvider'), providerArn: z.string() }),
]) satisfies Of<EventRequest>;

const thing = z.object({
  cluster,
  part: z.exactOptional(
    z.object({
      kind: z.enum(['nodegroup', 'fargateProfile', 'addon', 'capability', 'update']),
      name: z.string(),
    }),
  ),
});

const look = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('again'), request, changes }),
  z.object({
    kind: z.literal('status'),
    thing,
    changes,
    attempt: z.number(),
    since: z.number(),
  }),
  z.object({ kind: z.literal('flapping') }),
]) satisfies Of<Look>;

/** An event from EventBridge has no such mark at its top, whatever its caller wrote into it. */
const message = z.object({ gatewatch: z.literal('look'), look });

type Of<T> = z.ZodMiniType<T>;
