import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../shared/model/json.ts';
import { readDocumentOf } from '../../../../shared/wire/kubernetes/object-readers.ts';
import { rawList } from '../../../support/raw-objects.ts';

const group = 'rbac.authorization.k8s.io';
const roleRef = { kind: 'Role', name: 'r' };
const binding = { metadata: { namespace: 'shop', name: 'ci' }, roleRef };
const value = { namespace: 'shop', name: 'ci', roleRef, subjects: [], labels: {} };

function read(json: Json) {
  return readDocumentOf('rolebindings', json);
}

describe('a list', () => {
  test.each<readonly [string, Json]>([
    ['of kubectl', rawList({ ...binding, apiVersion: `${group}/v1`, kind: 'RoleBinding' })],
    [
      'of the API, whose items do not say what they are',
      { kind: 'RoleBindingList', apiVersion: `${group}/v1`, metadata: {}, items: [binding] },
    ],
    [
      'of an older version',
      { kind: 'RoleBindingList', apiVersion: `${group}/v1beta1`, items: [binding] },
    ],
    ['that says nothing of its version', { kind: 'List', items: [binding] }],
    [
      'that was read to its end',
      { kind: 'List', metadata: { continue: '', resourceVersion: '7' }, items: [binding] },
    ],
    ['with more in it than is known', { ...rawList({ ...binding, new: [1] }), also: {} }],
    [
      'with nothing where there may be something',
      rawList({ ...binding, subjects: null, metadata: { ...binding.metadata, labels: null } }),
    ],
  ])('%s is read', (_, json) => {
    expect(read(json)).toStrictEqual({ ok: [value] });
  });

  test('of nothing may be null, as Go writes it', () => {
    expect(read({ kind: 'RoleBindingList', items: null })).toStrictEqual({ ok: [] });
  });

  test('is in one order, by namespace and name', () => {
    const named = (namespace: string, name: string) => ({ metadata: { namespace, name }, roleRef });
    const list = rawList(named('b', 'a'), named('a', 'c'), named('a', 'b'));
    expect(read(list)).toMatchObject({
      ok: [
        { namespace: 'a', name: 'b' },
        { namespace: 'a', name: 'c' },
        { namespace: 'b', name: 'a' },
      ],
    });
  });

  test.each<readonly [string, Json, string]>([
    ['no list', '<html>', 'expected object'],
    ['nothing', null, 'expected object'],
    ['a refusal', { kind: 'Status', code: 403 }, 'items: expected array'],
    ['another list', { kind: 'RoleList', items: [] }, 'kind: expected RoleBindingList'],
    ['a list of no kind', { items: [] }, 'kind: expected string'],
    ['no items', { kind: 'List' }, 'items: expected array'],
    [
      'the first of several pages',
      { kind: 'List', metadata: { continue: 'x' }, items: [] },
      'metadata.continue: the list has more pages than this',
    ],
    [
      'a list of another API',
      { kind: 'RoleBindingList', apiVersion: 'example.com/v1', items: [] },
      `apiVersion: expected a version of ${group}`,
    ],
    ['an item that is none', rawList(1), 'items[0]: expected object'],
    [
      'an item without a name',
      rawList(binding, { ...binding, metadata: {} }),
      'items[1].metadata.name: expected string',
    ],
    [
      'an item of another kind',
      rawList({ ...binding, kind: 'Role' }),
      'items[0] (shop/ci).kind: expected RoleBinding',
    ],
    [
      'an item of another API',
      rawList({ ...binding, apiVersion: 'v1' }),
      `items[0] (shop/ci).apiVersion: expected a version of ${group}`,
    ],
    ['an item twice', rawList(binding, binding), 'items[1] (shop/ci): the list names it twice'],
    [
      'an item that is in no namespace',
      rawList({ ...binding, metadata: { name: 'ci', namespace: '' } }),
      'items[0] (ci).metadata.namespace: expected string',
    ],
    [
      'an item that does not fit',
      rawList({ metadata: { namespace: 'a', name: 'fits' }, roleRef }, { ...binding, roleRef: {} }),
      'items[1] (shop/ci).roleRef.kind: not understood',
    ],
    ['something bottomless', deep(65), 'nested deeper than 64 levels'],
  ])('that is %s is unread, with the place', (_, json, error) => {
    expect(read(json)).toStrictEqual({ error });
  });

  test('of the core group has objects of its version', () => {
    const pods = (apiVersion: string) =>
      readDocumentOf('namespaces', rawList({ apiVersion, metadata: { name: 'a' } }));
    expect(pods('v1')).toStrictEqual({ ok: [{ name: 'a', labels: {} }] });
    expect(pods('apps/v1')).toStrictEqual({ error: 'items[0] (a).apiVersion: expected v1' });
  });

  test('may have 50,000 bindings', () => {
    const items = Array.from({ length: 50_000 }, (_, index) => ({
      ...{ apiVersion: `${group}/v1`, kind: 'RoleBinding' },
      metadata: {
        namespace: `n${index % 100}`,
        name: `b${(index * 7919) % 50_000}`,
        labels: { 'app.kubernetes.io/name': 'x' },
        managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:roleRef': {}, 'f:subjects': {} } }],
      },
      roleRef: { apiGroup: group, kind: 'Role', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', namespace: 'n', name: 's' }],
    }));
    const { ok } = read(rawList(...items)) as { readonly ok: readonly unknown[] };
    expect(ok).toHaveLength(50_000);
  });
});

function deep(levels: number): Json {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}
