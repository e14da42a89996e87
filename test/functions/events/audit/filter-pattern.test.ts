import { describe, expect, it } from 'vitest';
import {
  auditFilterPattern,
  longestPattern,
} from '../../../../functions/events/audit/filter-pattern.ts';
import { watchedObjects, writeVerbs } from '../../../../functions/events/audit/watched-objects.ts';
import {
  type AuditJson,
  auditHint,
  auditJson,
  awsAuthRef,
  flux,
  ref,
  sampleAudit,
} from '../../../support/audit-records.ts';
import { matchesPattern } from '../../../support/filter-pattern.ts';

const pattern = auditFilterPattern();

/** Whatever `!=` says of what is missing. */
function isSent(record: AuditJson): boolean {
  const [one, other] = [true, false].map((differs) => matchesPattern(pattern, record, differs));
  expect(one).toBe(other);
  return one === true;
}

const refs = watchedObjects.flatMap(({ resources, only }) =>
  resources.map((type) => [type, ref(type, only ?? {})] as const),
);

it('one pattern is enough, and not too long', () => {
  expect(pattern.length).toBeLessThanOrEqual(longestPattern);
  expect(pattern).toMatch(/^\{ .* \}$/);
});

describe.each(refs)('a write of %s', (type, objectRef) => {
  it.each(writeVerbs)('is sent, and understood: %s', (verb) => {
    const record = auditJson({ verb, objectRef });
    expect(isSent(record)).toBe(true);
    expect(auditHint(record).sweeps).toEqual([
      { kind: 'kubernetes', cluster: { region: 'eu-west-1', name: 'prod' }, resources: [type] },
    ]);
  });

  it('is sent also from a service account', () => {
    expect(isSent(auditJson({ objectRef, user: flux }))).toBe(true);
  });
});

describe.each(refs)('of %s it is not sent', (_, objectRef) => {
  it.each([
    ['a read', { verb: 'get' }],
    ['a list', { verb: 'list' }],
    ['a watch', { verb: 'watch' }],
    [
      'a write of its status',
      { verb: 'patch', objectRef: { ...objectRef, subresource: 'status' } },
    ],
    ['a request that was refused', { responseStatus: { code: 403 } }],
    ['a request that failed', { responseStatus: { code: 500 } }],
    ['a request that only begins', { stage: 'RequestReceived', responseStatus: undefined }],
    ['a dry run', { requestURI: '/apis/any?dryRun=All&fieldManager=kubectl' }],
  ])('for %s', (__, more) => {
    expect(isSent(auditJson({ verb: 'update', objectRef, ...more }))).toBe(false);
  });
});

describe('what else is sent', () => {
  it.each([
    [
      'whatever somebody does as somebody else',
      auditJson({ verb: 'list', objectRef: ref('pods'), impersonatedUser: { username: 'root' } }),
    ],
    ['a token that somebody asks for', sampleAudit('request-token')],
    [
      'the end of all ConfigMaps',
      auditJson({
        verb: 'deletecollection',
        objectRef: { resource: 'configmaps', namespace: 'kube-system' },
      }),
    ],
    ['an edit of aws-auth', sampleAudit('edit-aws-auth')],
    ['a binding that a controller makes', sampleAudit('create-cluster-role-binding')],
    ['a record without its objects', sampleAudit('update-role-truncated')],
    ['an impersonation', sampleAudit('impersonation')],
  ])('is %s', (_, record) => {
    expect(isSent(record)).toBe(true);
  });
});

describe('what else is not sent', () => {
  it.each([
    ['a token that a kubelet asks for', sampleAudit('kubelet-token')],
    ['a binding that was refused', sampleAudit('create-role-binding-denied')],
    ['a dry run of a controller', sampleAudit('create-cluster-role-binding-dry-run')],
    ['another ConfigMap', auditJson({ objectRef: { ...awsAuthRef, name: 'coredns' } })],
    ['a lease', auditJson({ verb: 'update', objectRef: ref('leases.coordination.k8s.io') })],
    ['a pod', auditJson({ objectRef: ref('pods') })],
    [
      'the status of a pod of a class',
      auditJson({ objectRef: ref('secretproviderclasspodstatuses.secrets-store.csi.x-k8s.io') }),
    ],
    [
      'what a controller does as the service account of a tenant',
      auditJson({
        objectRef: ref('deployments.apps'),
        user: flux,
        impersonatedUser: { username: 'system:serviceaccount:payments:reconciler' },
      }),
    ],
    ['a request about no object', auditJson({ verb: 'get', objectRef: undefined })],
  ])('is %s', (_, record) => {
    expect(isSent(record)).toBe(false);
  });
});

it('a row of the table is what its pattern asks for', () => {
  for (const { where, resources, only } of watchedObjects) {
    for (const type of resources) {
      const object = ref(type, only ?? {});
      for (const [member, wanted] of Object.entries(where)) {
        const end = wanted.replace('*', '');
        expect(object[member], type).toMatch(
          wanted.startsWith('*') ? new RegExp(`${end}$`) : new RegExp(`^${end}$`),
        );
      }
    }
  }
});
