import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { callerOf } from '../../../shared/kubernetes/caller.ts';
import { allows } from '../../../shared/kubernetes/rbac.ts';
import { indexRbac } from '../../../shared/kubernetes/rbac-index.ts';
import { mustCall } from './call-api.ts';
import { gatheredRoles } from './gathered-roles.ts';
import { installWorld } from './install-world.ts';
import { administrator, readRbac, serverAllows } from './rbac-cluster.ts';
import { namespaces, requestsAbout, worldSubject, worlds } from './rbac-world.ts';

const { seed = 20_261_126 } = fc.readConfigureGlobal();
const worldNames = Array.from(
  { length: Number(process.env['K8S_WORLDS'] ?? 15) },
  (_, n) => `world-${n}`,
);
const requestsPerWorld = 60;

beforeAll(async () => {
  for (const name of namespaces) {
    await mustCall(administrator(), 'POST', '/api/v1/namespaces', { body: { metadata: { name } } });
  }
});

describe('what we say that RBAC allows', () => {
  const counts = { allowed: 0, refused: 0 };

  it.each(worldNames.map((name, n) => [name, n] as const))(
    'is what the API server allows in %s',
    async (name, n) => {
      const [world] = fc.sample(worlds(name), { numRuns: 1, seed: seed + n });
      if (world === undefined) throw new Error('There is no world.');
      onTestFinished(await installWorld(name, world));
      const objects = await readRbac();
      const { byUs, byTheController } = gatheredRoles(objects);
      expect(byUs).toEqual(byTheController);
      const index = indexRbac(objects);
      const asked = fc.sample(fc.tuple(worldSubject, requestsAbout(world)), {
        numRuns: requestsPerWorld,
        seed: seed + n,
      });
      const disagreed: unknown[] = [];
      for (const [who, request] of asked) {
        const caller = callerOf(who);
        const server = await serverAllows(caller, request);
        const we = allows(index, caller, request).length > 0;
        counts[server ? 'allowed' : 'refused'] += 1;
        if (we !== server) disagreed.push({ who, request, server, we });
      }
      expect(disagreed).toEqual([]);
    },
  );

  it('was asked about much of either kind', () => {
    expect(Math.min(counts.allowed, counts.refused)).toBeGreaterThan(100);
  });
});

it('a service account is in the groups that we put it in', async () => {
  const who = { kind: 'ServiceAccount', namespace: 'shop', name: 'web' } as const;
  const server = administrator();
  const place = `/api/v1/namespaces/${who.namespace}/serviceaccounts`;
  await mustCall(server, 'POST', place, { body: { metadata: { name: who.name } } });
  const { text: issued } = await mustCall(server, 'POST', `${place}/${who.name}/token`, {
    body: { spec: { expirationSeconds: 600 } },
  });
  const { token } = JSON.parse(issued).status;
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const { text } = await mustCall({ ...server, token }, 'POST', path, { body: {} });
  const { username, groups } = JSON.parse(text).status.userInfo;
  expect({ username, groups: [...groups].sort() }).toEqual({
    ...callerOf(who),
    groups: [...callerOf(who).groups].sort(),
  });
});
