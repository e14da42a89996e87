import { expect, it } from 'vitest';
import { isSubresource, resourceType } from '../../../shared/kubernetes/resource-types.ts';
import { mustCall } from './call-api.ts';
import { administrator } from './rbac-cluster.ts';

interface Served {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespaced: boolean;
}

/** Everything that the API server has, by discovery. */
async function served(): Promise<readonly Served[]> {
  const ask = async (path: string) =>
    JSON.parse((await mustCall(administrator(), 'GET', path)).text);
  const { groups } = await ask('/apis');
  const versions: readonly (readonly [string, string])[] = [
    ['', '/api/v1'],
    ...groups.map(
      (each: {
        readonly name: string;
        readonly preferredVersion: { readonly groupVersion: string };
      }) => [each.name, `/apis/${each.preferredVersion.groupVersion}`] as const,
    ),
  ];
  const all: Served[] = [];
  for (const [group, path] of versions) {
    for (const { name, namespaced } of (await ask(path)).resources) {
      const [resource, subresource] = name.split('/');
      all.push({ group, resource, namespaced, ...(subresource && { subresource }) });
    }
  }
  return all;
}

/** Those that a test of ours brought are told apart by the dot in their group, as all but the oldest groups are. */
function isBuiltIn({ group }: Served): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

it('we know the group and the scope of every type that the API server has', async () => {
  const types = (await served()).filter(isBuiltIn).filter((each) => each.subresource === undefined);
  const wrong = types.filter(({ group, resource, namespaced }) => {
    const type = resourceType(`${resource}.${group}`.replace(/\.$/, ''));
    return type?.apiGroup !== group || type.isNamespaced !== namespaced;
  });
  expect(wrong).toEqual([]);
  expect(types.length).toBeGreaterThan(50);
});

it('we know every part of an object that the API server has', async () => {
  const parts = (await served()).filter(isBuiltIn).filter((each) => each.subresource !== undefined);
  const unknown = parts.filter(
    ({ resource, subresource = '' }) => !isSubresource(resource, subresource),
  );
  expect(unknown).toEqual([]);
  expect(parts.length).toBeGreaterThan(30);
});
