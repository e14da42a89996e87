import fc from 'fast-check';
import { expect } from 'vitest';
import type { Caller, NamedPolicy, Permissions } from '../../shared/iam/decision.ts';
import { parsePolicyDocument } from '../../shared/wire/policy-document.ts';
import type { FuzzTally } from './fuzz-tally.ts';
import type { RawPermissions } from './naive/raw.ts';
import type { Kind } from './policy-grammar.ts';
import { type Written, writtenPolicy } from './written-policy.ts';

export interface WrittenPermissions {
  readonly identity: readonly Written[];
  readonly boundary: Written | undefined;
  readonly session: readonly Written[];
  readonly levels: readonly (readonly Written[])[];
}

export const writtenPermissions: fc.Arbitrary<WrittenPermissions> = fc.record({
  identity: fc.array(writtenPolicy('identity'), { minLength: 1, maxLength: 2 }),
  boundary: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: writtenPolicy('identity') },
  ),
  session: seldom(fc.array(writtenPolicy('identity'), { minLength: 1, maxLength: 1 })),
  levels: seldom(
    fc.array(fc.array(writtenPolicy('organization'), { maxLength: 2 }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
});

function seldom<T>(lists: fc.Arbitrary<T[]>): fc.Arbitrary<readonly T[]> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: lists });
}

export function rawOf({ identity, boundary, session, levels }: WrittenPermissions): RawPermissions {
  const documents = (written: readonly Written[]) => written.map(({ document }) => document);
  return {
    identity: documents(identity),
    ...(boundary && { boundary: boundary.document }),
    session: documents(session),
    levels: levels.map(documents),
  };
}

export function readPermissions(
  { identity, boundary, session, levels }: WrittenPermissions,
  principalArn: string,
  seen: FuzzTally,
): Permissions | undefined {
  const read = {
    identity: identity.map((written) => readPolicy(written, 'identity', 'attached', seen)),
    boundary: boundary && readPolicy(boundary, 'identity', 'boundary', seen),
    session: session.map((written) => readPolicy(written, 'identity', 'session', seen)),
    levels: levels.map((level) =>
      level.map((written) => readPolicy(written, 'organization', 'SCP', seen)),
    ),
  };
  const whole = <T>(items: readonly (T | undefined)[]) =>
    items.filter((item) => item !== undefined);
  const all = [...identity, ...(boundary ? [boundary] : []), ...session, ...levels.flat()];
  if (all.some(({ broken }) => broken !== undefined)) return undefined;
  return {
    principalArn,
    identity: whole(read.identity),
    ...(read.boundary && { boundary: read.boundary }),
    session: whole(read.session),
    serviceControl: read.levels.map(whole),
  };
}

/** Undefined for a broken document, which has to be refused with a reason and so is never judged. */
export function readPolicy(
  { input, broken }: Written,
  kind: Kind,
  name: string,
  seen: FuzzTally,
): NamedPolicy | undefined {
  const parsed = parsePolicyDocument(input, kind);
  seen.documents[broken === undefined ? 'valid' : 'broken'] += 1;
  expect({ broken, refused: 'error' in parsed }).toEqual({ broken, refused: broken !== undefined });
  return 'error' in parsed ? undefined : { name, document: parsed.ok };
}

export type WrittenCaller =
  | { readonly type: 'Service'; readonly name: string }
  | { readonly type: 'Federated'; readonly name: string }
  | { readonly type: 'AWS'; readonly arn: string; readonly permissions: WrittenPermissions };

export function readCaller(caller: WrittenCaller, seen: FuzzTally): Caller | undefined {
  if (caller.type === 'Service') return { type: 'Service', service: caller.name };
  if (caller.type === 'Federated') return { type: 'Federated', provider: caller.name };
  const permissions = readPermissions(caller.permissions, caller.arn, seen);
  return permissions && { type: 'AWS', arn: caller.arn, permissions };
}
