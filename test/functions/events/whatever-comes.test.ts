import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../functions/events/catalogue/catalogue.ts';
import { effectOf } from '../../../functions/events/effect.ts';
import { claimOf } from '../../../shared/findings/identity.ts';
import { factOf } from '../../../shared/model/estate.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { differences, valuesOf, withChanges } from '../../../shared/model/value-change.ts';
import { cloudTrailEvent, estateOf, parsed, understood } from '../../support/cloud-trail-events.ts';
import { apiCluster, clusterAdmin, prodRef, roleArn } from '../../support/estate.ts';
import { known } from '../../support/facts.ts';

const ci = roleArn('ci');
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'eks:*', Resource: '*' }],
});

const estate = estateOf(
  known(factKeys.clusters('eu-west-1'), ['prod']),
  known(factKeys.cluster(prodRef), apiCluster(prodRef)),
  known(factKeys.accessEntry(prodRef, ci), {
    principalArn: ci,
    type: 'STANDARD',
    kubernetesGroups: ['readers'],
  }),
  known(factKeys.accessPolicies(prodRef, ci), [clusterAdmin]),
  known(factKeys.roles(), [ci]),
  known(factKeys.role(ci), {
    arn: ci,
    name: 'ci',
    roleId: 'AROA',
    path: '/',
    createDate: 1,
    tags: { team: 'a' },
  }),
  known(factKeys.rolePolicies(ci), { inline: [], attached: [clusterAdmin.policyArn], groups: [] }),
);

const rows = catalogue.flatMap(({ source, events }) =>
  events.map(({ eventName }) => [source, eventName] as const),
);

/** Texts that mean something somewhere, and any others. */
const text = fc.oneof(
  fc.constantFrom(
    'prod',
    'ci',
    'eks',
    ci,
    clusterAdmin.policyArn,
    document,
    'STANDARD',
    '__proto__',
  ),
  fc.string(),
);
const value = fc.oneof(
  text,
  fc.array(text, { maxLength: 2 }),
  fc.constantFrom<unknown>(
    true,
    false,
    { type: 'cluster' },
    { authenticationMode: 'API' },
    { clusterLogging: [{ types: ['audit'], enabled: true }] },
    { enabled: true },
    [{ key: 'team', value: 'b' }],
    { arn: ci, roleName: 'ci', roleId: 'AROA2', path: '/', createDate: 'Nov 12, 2026 9:14:05 AM' },
  ),
  fc.jsonValue(),
);
const parameters = fc.dictionary(
  fc.constantFrom(
    ...['name', 'principalArn', 'policyArn', 'accessScope', 'kubernetesGroups', 'username', 'type'],
    ...['accessConfig', 'logging', 'computeConfig', 'roleName', 'userName', 'groupName', 'role'],
    ...['policyName', 'policyDocument', 'assumeRolePolicyDocument', 'tags', 'tagKeys', 'clientID'],
    ...['openIDConnectProviderArn', 'accessEntry', 'association', 'nodegroup', 'nodegroupName'],
    ...['associationId', 'namespace', 'serviceAccount', 'setAsDefault', 'permissionsBoundary'],
  ),
  value,
  { maxKeys: 12 },
);
const call = fc
  .tuple(fc.constantFrom(...rows), parameters, parameters)
  .map(([[source, eventName], requestParameters, responseElements]) =>
    cloudTrailEvent({ source, eventName, requestParameters, responseElements }),
  );

describe('whatever comes', () => {
  it('is understood, ignored or rejected with a reason, and never throws', () => {
    const events = readdirSync('examples/events')
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(`examples/events/${file}`, 'utf8')));
    const damaged = fc
      .tuple(
        fc.oneof(
          fc.constantFrom(...events),
          call.map((made) => JSON.parse(made)),
        ),
        fc.array(fc.tuple(fc.nat(60), fc.jsonValue()), { maxLength: 3 }),
      )
      .map(([event, damages]) =>
        damages.reduce((spoiled, [at, by]) => spoil(spoiled, at, by), event),
      );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), damaged), (json) => {
        const event = parsed(JSON.stringify(json), estate);
        if (event.kind !== 'hint') expect(event.reason).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.string(), (any) => {
        expect(parsed(any).kind).toBe('rejected');
      }),
    );
  });

  it('may be nested deeper than a stack is', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    for (const [source, eventName] of rows) {
      const request = [
        'name',
        'kubernetesGroups',
        'username',
        'accessScope',
        'policyDocument',
        'oidc',
      ]
        .concat(['resourcesVpcConfig', 'accessConfig', 'tags', 'encryptionConfig', 'accessEntry'])
        .concat(['publicAccessCidrs', 'endpointPublicAccess'])
        .map((member) => `"${member}":${deep}`)
        .join();
      const nested = `${request},"resourcesVpcConfig":{${request}}`;
      const made = cloudTrailEvent({
        source,
        eventName,
        requestParameters: { roleName: 'ci', at: 1 },
      });
      expect(parsed(made.replace('"at":1', nested), estate).kind).toBe('hint');
    }
  });

  it('gives cause to look at something, whatever its parameters', () => {
    const about = call.filter((made) => !/LaunchTemplate/.test(made));
    fc.assert(
      fc.property(about, (made) => {
        const { reads, sweeps } = understood(made, estate).hint;
        expect(reads.length + sweeps.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('claims every difference that it makes', () => {
    fc.assert(
      fc.property(call, (made) => {
        const { hint, record } = understood(made, estate);
        const effect = effectOf(record, estate);
        const changes = 'changes' in effect ? effect.changes : (effect.written ?? []);
        const claimed = new Set(hint.change.claims.map(({ key, id }) => `${key} ${id}`));
        for (const key of new Set(changes.map((change) => change.key))) {
          const then = valuesOf(key, factOf(estate, key));
          const now = withChanges(
            then,
            changes.filter((change) => change.key === key),
          );
          const unclaimed = differences(key, then, now)
            .map(claimOf)
            .filter(({ id }) => !claimed.has(`${key} ${id}`));
          expect(unclaimed).toEqual([]);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Replaces one of the values in a JSON tree, by a count of them in their order. */
function spoil(tree: unknown, at: number, by: unknown): unknown {
  const json = JSON.stringify(tree);
  let seen = -1;
  return JSON.parse(json, (_, member) => {
    seen += 1;
    return seen === at ? by : member;
  });
}
