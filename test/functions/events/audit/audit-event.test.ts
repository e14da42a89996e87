import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditEffectOf } from '../../../../functions/events/audit/audit-effect.ts';
import { auditRecord } from '../../../../functions/events/audit/audit-record.ts';
import { claimOf } from '../../../../shared/findings/identity.ts';
import { present } from '../../../../shared/model/fact.ts';
import type { FactKey } from '../../../../shared/model/fact-key.ts';
import type { AwsAuth } from '../../../../shared/model/kubernetes.ts';
import { valueFrom, valuesOf, withChanges } from '../../../../shared/model/value-change.ts';
import {
  type AuditJson,
  auditHint,
  auditJson,
  awsAuth,
  awsAuthRef,
  flux,
  parsedAudit,
  ref,
  sampleAudit,
} from '../../../support/audit-records.ts';
import { estateOf, nothingKnown } from '../../../support/cloud-trail-events.ts';
import { prodRef } from '../../../support/estate.ts';
import { known } from '../../../support/facts.ts';

const key: FactKey<AwsAuth> = 'k8s-aws-auth eu-west-1/prod';

describe('a record is a hint', () => {
  it('of the one type of object that was written', () => {
    expect(auditHint(sampleAudit('create-cluster-role-binding'))).toMatchObject({
      reads: [],
      sweeps: [
        {
          kind: 'kubernetes',
          cluster: prodRef,
          resources: ['clusterrolebindings.rbac.authorization.k8s.io'],
        },
      ],
      grants: [],
      uses: [],
    });
  });

  it('of ConfigMaps where all of kube-system may be gone', () => {
    const objectRef = { resource: 'configmaps', namespace: 'kube-system' };
    const { sweeps, change } = auditHint(auditJson({ verb: 'deletecollection', objectRef }));
    expect(sweeps).toEqual([{ kind: 'kubernetes', cluster: prodRef, resources: ['configmaps'] }]);
    expect(change.claims).toEqual([]);
  });

  it('also without its objects, and with members that are not known', () => {
    const record = { ...sampleAudit('update-role-truncated'), future: { of: 'the API' } };
    expect(auditHint(record).sweeps).toHaveLength(1);
  });

  it.each([
    ['user.extra', { user: { username: 'alice', extra: 'none' } }],
    ['sourceIPs', { sourceIPs: '203.0.113.7' }],
    ['userAgent', { userAgent: 7 }],
    ['annotations', { annotations: null }],
    ['requestURI', { requestURI: null }],
    ['impersonatedUser', { impersonatedUser: [] }],
  ])('whatever its %s', (_, more) => {
    expect(auditHint(auditJson(more)).sweeps).toHaveLength(1);
  });
});

describe('a record is ignored', () => {
  it.each([
    [
      'of a request that was refused',
      sampleAudit('create-role-binding-denied'),
      'create of rolebindings failed: 403',
    ],
    [
      'of a dry run',
      sampleAudit('create-cluster-role-binding-dry-run'),
      'patch of clusterrolebindings is a dry run',
    ],
    [
      'of the token that a kubelet asks for',
      sampleAudit('kubelet-token'),
      'create of serviceaccounts is not watched',
    ],
    [
      'of what is not watched',
      auditJson({ objectRef: ref('pods') }),
      'create of pods is not watched',
    ],
    [
      'of another group with a plural that we know',
      auditJson({ objectRef: ref('roles.example.com') }),
      'create of roles is not watched',
    ],
    [
      'of another ConfigMap',
      auditJson({ objectRef: { ...awsAuthRef, name: 'coredns' } }),
      'create of configmaps is not watched',
    ],
    [
      'of one so named in another namespace',
      auditJson({ objectRef: { ...awsAuthRef, namespace: 'payments' } }),
      'create of configmaps is not watched',
    ],
    [
      'of a status',
      auditJson({
        verb: 'patch',
        objectRef: ref('externalsecrets.external-secrets.io', { subresource: 'status' }),
      }),
      'patch of externalsecrets is not watched',
    ],
    ['of a read', auditJson({ verb: 'list' }), 'list of clusterrolebindings is not watched'],
    [
      'of another stage',
      auditJson({ stage: 'RequestReceived', responseStatus: undefined }),
      'create of clusterrolebindings is told of at stage RequestReceived too',
    ],
    ['of no object', auditJson({ verb: 'get', objectRef: undefined }), 'get is not watched'],
    [
      'of what leads elsewhere',
      auditJson({ responseStatus: { code: 302 } }),
      'create of clusterrolebindings failed: 302',
    ],
    [
      'of what was only tried on a dry run of another spelling',
      auditJson({ requestURI: '/x?fieldManager=a&dryRun=all' }),
      'create of clusterrolebindings is a dry run',
    ],
  ])('%s', (_, record, reason) => {
    expect(parsedAudit(record)).toEqual({ kind: 'ignored', reason });
  });

  it('but not for a query that asks for no dry run', () => {
    expect(parsedAudit(auditJson({ requestURI: '/x?dryRun=' })).kind).toBe('hint');
    expect(parsedAudit(auditJson({ requestURI: '/dryRun=All' })).kind).toBe('hint');
  });
});

describe('a record is rejected', () => {
  it.each([
    ['text', 'x', /^not an audit record: the record: /],
    ['nothing', undefined, /^not an audit record: the record: /],
    [
      'another version',
      auditJson({ apiVersion: 'audit.k8s.io/v2' }),
      'not an audit record: apiVersion: is not of the version that is understood, v1',
    ],
    ['another kind', auditJson({ kind: 'Policy' }), /^not an audit record: kind: /],
    ['no user', auditJson({ user: undefined }), /^not an audit record: user: /],
    [
      'no time',
      auditJson({ requestReceivedTimestamp: 'noon' }),
      'not an audit record: requestReceivedTimestamp: expected a time',
    ],
    [
      'no outcome',
      auditJson({ responseStatus: {} }),
      'create of clusterrolebindings: the record says of no outcome',
    ],
  ])('with %s', (_, record, reason) => {
    expect(parsedAudit(record)).toEqual({
      kind: 'rejected',
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });
});

describe('what was written to aws-auth', () => {
  const noMappings = { roles: [], users: [], accounts: [], faults: [] };
  const estate = estateOf(
    known(key, { data: { mapRoles: 'old', mapUsers: 'kept' }, mappings: noMappings }),
  );
  const effect = (more: AuditJson, of = estate) =>
    auditEffectOf(auditRecord.parse(auditJson({ objectRef: awsAuthRef, ...more })), prodRef, of);
  /** What aws-auth is afterwards. */
  const became = (more: AuditJson) => {
    const made = effect(more);
    const changes = 'changes' in made ? made.changes : expect.fail(made.underivable);
    return valueFrom(key, withChanges(valuesOf(key, estate.facts.get(key)), changes));
  };

  it.each([
    [
      'the object that came of a patch',
      {
        verb: 'patch',
        requestObject: { data: { mapRoles: 'a patch' } },
        responseObject: awsAuth('new'),
      },
    ],
    ['the object that was sent', { verb: 'update', requestObject: awsAuth('new') }],
    [
      'the object that was made',
      {
        verb: 'create',
        requestObject: awsAuth('new'),
        responseObject: { kind: 'Status', code: 201 },
      },
    ],
  ])('is %s', (_, more) => {
    expect(became(more)).toEqual({ data: { mapRoles: 'new' } });
  });

  it('is gone with it', () => {
    expect(became({ verb: 'delete', responseObject: { kind: 'Status' } })).toBeUndefined();
  });

  it('is nothing in a ConfigMap without texts', () => {
    expect(became({ verb: 'update', requestObject: { kind: 'ConfigMap' } })).toEqual({ data: {} });
  });

  it.each([
    ['a record without objects', { verb: 'update' }],
    ['a patch alone', { verb: 'patch', requestObject: awsAuth('new') }],
    ['a list in place of texts', { verb: 'update', requestObject: { data: [] } }],
    ['a number in place of a text', { verb: 'update', requestObject: { data: { mapRoles: 7 } } }],
    ['text in place of an object', { verb: 'update', requestObject: 'x' }],
    ['a text that is nested too deep', { verb: 'update', requestObject: nested(70) }],
  ])('cannot be told from %s', (_, more) => {
    expect(effect(more)).toEqual({ underivable: 'the record does not hold what was written' });
  });

  it('is claimed by who wrote it', () => {
    const { change } = auditHint(sampleAudit('edit-aws-auth'));
    const { data } = sampleAudit('edit-aws-auth')['responseObject'] as { data: AwsAuth['data'] };
    const values = [...valuesOf(key, present({ data }, 1))];
    expect(change.claims).toEqual(values.map(([path, value]) => claimOf({ key, path, value })));
  });
});

describe('what was written elsewhere', () => {
  it.each([
    [
      'to a type that is only read again',
      auditJson(),
      'clusterrolebindings.rbac.authorization.k8s.io are read whole',
    ],
    [
      'to a collection',
      auditJson({ verb: 'deletecollection' }),
      'the record does not say which objects were in the collection',
    ],
    [
      'to what is not watched',
      auditJson({ objectRef: ref('pods') }),
      'the request wrote nothing that is watched',
    ],
  ])('cannot be told: %s', (_, record, underivable) => {
    expect(auditEffectOf(auditRecord.parse(record), prodRef, nothingKnown)).toEqual({
      underivable,
    });
  });
});

describe('what leaves nothing in state', () => {
  it('is a token that somebody asks for', () => {
    expect(auditHint(sampleAudit('request-token'))).toMatchObject({
      sweeps: [],
      uses: [
        {
          kind: 'token',
          cluster: prodRef,
          username: 'system:serviceaccount:flux-system:kustomize-controller',
          groups: [],
        },
      ],
    });
  });

  it('is that somebody was somebody else', () => {
    expect(auditHint(sampleAudit('impersonation'))).toMatchObject({
      sweeps: [],
      uses: [
        {
          kind: 'impersonation',
          cluster: prodRef,
          username: 'debug-admin',
          groups: ['system:masters', 'system:authenticated'],
        },
      ],
    });
  });

  it('is also in a write, which is read again', () => {
    const { sweeps, uses } = auditHint(auditJson({ impersonatedUser: { username: 'bob' } }));
    expect([sweeps.length, uses]).toEqual([
      1,
      [{ kind: 'impersonation', cluster: prodRef, username: 'bob', groups: [] }],
    ]);
  });

  it('is not that a controller acts as the service account of a tenant', () => {
    const impersonatedUser = { username: 'system:serviceaccount:payments:reconciler' };
    expect(auditHint(auditJson({ user: flux, impersonatedUser })).uses).toEqual([]);
  });

  it('is no token of another resource, nor of an account that is not named', () => {
    const token = { subresource: 'token', namespace: 'payments' };
    for (const objectRef of [
      ref('secrets', token),
      ref('serviceaccounts', { ...token, name: undefined }),
    ])
      expect(parsedAudit(auditJson({ objectRef })).kind).toBe('ignored');
  });
});

it('whatever comes is understood, ignored or rejected with a reason', () => {
  const samples = ['edit-aws-auth', 'impersonation', 'request-token'].map(sampleAudit);
  const damaged = fc
    .tuple(fc.constantFrom(...samples), fc.nat(50), fc.jsonValue())
    .map(([record, at, by]) => spoil(record, at, by));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), damaged), (record) => {
      const parsed = parsedAudit(record);
      if (parsed.kind !== 'hint') expect(parsed.reason).not.toBe('');
    }),
    { numRuns: 1_000 },
  );
});

function nested(levels: number): object {
  return levels === 0 ? {} : { data: nested(levels - 1) };
}

/** Replaces one of the values in a JSON tree, by a count of them in their order. */
function spoil(tree: unknown, at: number, by: unknown): unknown {
  let seen = -1;
  return JSON.parse(JSON.stringify(tree), (_, member) => {
    seen += 1;
    return seen === at ? by : member;
  });
}
