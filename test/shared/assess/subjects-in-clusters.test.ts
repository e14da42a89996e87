import { describe, expect, it } from 'vitest';
import { present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys, type ListKey } from '../../../shared/model/fact-key.ts';
import type { SubjectKind } from '../../../shared/rules/rule.ts';
import { cluster } from '../../support/eks.ts';
import { prodRef } from '../../support/estate.ts';
import { listed, type Readings } from '../../support/subjects.ts';

interface Part {
  readonly kind: SubjectKind;
  readonly type: string;
  readonly list: ListKey;
  readonly key: FactKey<unknown>;
  readonly name: string;
  readonly member: string;
}

const parts: readonly Part[] = [
  {
    kind: 'podIdentityAssociation',
    type: 'AWS::EKS::PodIdentityAssociation',
    list: factKeys.podIdentityAssociations(prodRef),
    key: factKeys.podIdentityAssociation(prodRef, 'web/app'),
    name: 'web/app',
    member: 'association',
  },
  {
    kind: 'nodegroup',
    type: 'AWS::EKS::Nodegroup',
    list: factKeys.nodegroups(prodRef),
    key: factKeys.nodegroup(prodRef, 'workers'),
    name: 'workers',
    member: 'nodegroup',
  },
  {
    kind: 'fargateProfile',
    type: 'AWS::EKS::FargateProfile',
    list: factKeys.fargateProfiles(prodRef),
    key: factKeys.fargateProfile(prodRef, 'batch'),
    name: 'batch',
    member: 'profile',
  },
  {
    kind: 'identityProviderConfig',
    type: 'AWS::EKS::IdentityProviderConfig',
    list: factKeys.identityProviderConfigs(prodRef),
    key: factKeys.identityProviderConfig(prodRef, 'okta'),
    name: 'okta',
    member: 'config',
  },
  {
    kind: 'capability',
    type: 'AWS::EKS::Capability',
    list: factKeys.capabilities(prodRef),
    key: factKeys.capability(prodRef, 'argocd'),
    name: 'argocd',
    member: 'capability',
  },
];

const clusters: Readings = [
  [factKeys.clusters('eu-west-1'), present(['prod'], 1)],
  [factKeys.cluster(prodRef), present(cluster(prodRef), 1)],
];
const place = { region: 'eu-west-1', clusterName: 'prod' };

describe.each(parts)('$kind', ({ kind, type, list, key, name, member }) => {
  it('is judged in its cluster, by its name in the list', () => {
    const facts: Readings = [...clusters, [list, present([name], 1)], [key, present({ name }, 1)]];
    expect(listed(kind, facts)).toEqual({
      candidates: [
        {
          subjectId: name,
          place,
          resource: { type, id: `prod/${name}` },
          touched: [`fact ${key}`],
          subject: { cluster: prodRef, [member]: { name } },
        },
      ],
      gaps: [],
      touched: ['members clusters eu-west-1', `members ${list}`],
    });
  });

  it('that could not be described is a subject of which nothing can be said', () => {
    const facts: Readings = [...clusters, [list, present([name], 1)], [key, unread('denied', 1)]];
    const { candidates, gaps } = listed(kind, facts);
    expect(candidates.map(({ subject }) => subject)).toEqual([`UnreadFact: ${key}: denied`]);
    expect(gaps).toEqual([]);
  });

  it('of an unread list leaves a gap in its cluster, and what is known of it is judged', () => {
    const facts: Readings = [...clusters, [list, unread('denied', 2)], [key, present({ name }, 1)]];
    const { candidates, gaps } = listed(kind, facts);
    expect(candidates).toHaveLength(1);
    expect(gaps).toEqual([{ kind, ...place, key: list, reason: 'denied' }]);
  });

  it('of a Region whose clusters are unread leaves a gap in the Region', () => {
    const unreadClusters = factKeys.clusters('eu-west-1');
    const { candidates, gaps } = listed(kind, [[unreadClusters, unread('denied', 1)]]);
    expect(candidates).toEqual([]);
    expect(gaps).toEqual([{ kind, region: 'eu-west-1', key: unreadClusters, reason: 'denied' }]);
  });
});
