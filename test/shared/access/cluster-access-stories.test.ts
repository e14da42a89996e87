import { describe, expect, it, test } from 'vitest';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { storyOf } from '../../support/access-stories.ts';
import { association } from '../../support/associations.ts';
import { ci, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { denied, gone, type KnownFact, known } from '../../support/facts.ts';
import { condition, everyone, statement } from '../../support/iam.ts';
import { allow, document, trusting } from '../../support/policies.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const entryKey = factKeys.accessEntry(payments, ci);
const policiesKey = factKeys.accessPolicies(payments, ci);

const view = policy('AmazonEKSViewPolicy', namespaces('payments-b', 'payments-a'));
const admin = policy('AmazonEKSClusterAdminPolicy', wholeCluster);

function entry(differences: object = {}): KnownFact {
  const plain = { principalArn: ci, type: 'STANDARD', kubernetesGroups: [], ...differences };
  return known(entryKey, plain);
}

const policies = (...held: readonly ReturnType<typeof policy>[]) => known(policiesKey, held);
const noEntry = [gone(entryKey), gone(policiesKey)];
const eks = (verb: string) => `aws eks ${verb} --cluster-name payments --principal-arn ${ci}`;
const arnOf = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const associateView =
  `${eks('associate-access-policy')} --policy-arn ${arnOf('AmazonEKSViewPolicy')} --access-scope 'type=namespace,namespaces=payments-b,payments-a' --region eu-west-1`.replaceAll(
    "'",
    '',
  );
const nothing = { grants: [], power: 'none' };
const bare = { grants: ['an access entry with no access policy and no group'], power: 'none' };
const viewed = {
  grants: ['AmazonEKSViewPolicy in payments-a, payments-b'],
  power: 'read in payments-a, payments-b',
};
const ruled = {
  grants: ['AmazonEKSClusterAdminPolicy in the whole cluster'],
  power: 'cluster-admin in the whole cluster',
};

describe('the story of an access entry', () => {
  it('tells a policy that came beside another, and takes it off', () => {
    expect(storyOf([entry(), policies(view)], [entry(), policies(view, admin)])).toEqual({
      principalArn: ci,
      clusterName: 'payments',
      before: viewed,
      after: {
        grants: [...ruled.grants, ...viewed.grants],
        power: 'cluster-admin in the whole cluster',
      },
      undo: [
        `${eks('disassociate-access-policy')} --policy-arn ${arnOf('AmazonEKSClusterAdminPolicy')} --region eu-west-1`,
      ],
    });
  });

  it('brings back a policy that went, with the scope that it had', () => {
    expect(storyOf([entry(), policies(view)], [entry(), policies()])).toEqual({
      principalArn: ci,
      clusterName: 'payments',
      before: viewed,
      after: bare,
      undo: [associateView],
    });
  });

  it('gives a policy its old scope back', () => {
    const wide = policy('AmazonEKSViewPolicy', wholeCluster);
    const story = storyOf([entry(), policies(wide)], [entry(), policies(view)]);
    expect(story?.undo).toEqual([
      `${eks('associate-access-policy')} --policy-arn ${arnOf('AmazonEKSViewPolicy')} --access-scope type=cluster --region eu-west-1`,
    ]);
    expect(story?.before.power).toBe('read in the whole cluster');
  });

  it('takes away what came before it brings back what went, each by ARN', () => {
    const edit = policy('AmazonEKSEditPolicy', wholeCluster);
    const reader = policy('AmazonEKSSecretReaderPolicy', wholeCluster);
    const story = storyOf([entry(), policies(view, reader)], [entry(), policies(edit, admin)]);
    expect(story?.undo.map((command) => command.split(' ').slice(2, 8).join(' '))).toEqual(
      ['disassociate', 'disassociate', 'associate', 'associate'].map(
        (verb) =>
          `${verb}-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn`,
      ),
    );
    expect(story?.undo.map((command) => /policy\/(\w+)/.exec(command)?.[1])).toEqual([
      'AmazonEKSClusterAdminPolicy',
      'AmazonEKSEditPolicy',
      'AmazonEKSSecretReaderPolicy',
      'AmazonEKSViewPolicy',
    ]);
  });

  it('deletes an entry that was created, and its policies with it', () => {
    expect(storyOf(noEntry, [entry(), policies(admin)])).toEqual({
      principalArn: ci,
      clusterName: 'payments',
      before: nothing,
      after: ruled,
      undo: [`${eks('delete-access-entry')} --region eu-west-1`],
    });
  });

  it('takes the policies alone off an entry whose creation does not matter', () => {
    const story = storyOf(noEntry, [entry(), policies(admin)], { keys: [policiesKey] });
    expect(story?.undo).toEqual([
      `${eks('disassociate-access-policy')} --policy-arn ${arnOf('AmazonEKSClusterAdminPolicy')} --region eu-west-1`,
    ]);
  });

  it('makes an entry again as it was', () => {
    const before = [
      entry({ kubernetesGroups: ['ops', "it's"], username: 'deploy' }),
      policies(view),
    ];
    expect(storyOf(before, noEntry)).toEqual({
      principalArn: ci,
      clusterName: 'payments',
      before: {
        grants: [
          'AmazonEKSViewPolicy in payments-a, payments-b',
          "group it's",
          'group ops',
          'username deploy',
        ],
        power: 'read in payments-a, payments-b',
        unread:
          "what the bindings of the cluster give group it's, group ops, username deploy is not read",
      },
      after: nothing,
      undo: [
        `${eks('create-access-entry')} --kubernetes-groups '["ops","it'\\''s"]' --username deploy --region eu-west-1`,
        associateView,
      ],
    });
  });

  test.each([
    ['a role', 'arn:aws:sts::012345678901:assumed-role/ci/{{SessionName}}'],
    ['a user', ci],
    ['nobody', undefined],
  ])('leaves the username that EKS chooses to EKS: that of %s', (_, username) => {
    const story = storyOf([entry({ username }), policies()], noEntry);
    expect(story?.before).toEqual(bare);
    expect(story?.undo).toEqual([`${eks('create-access-entry')} --region eu-west-1`]);
  });

  it('makes an entry for nodes again by its type alone', () => {
    const node = {
      type: 'EC2_LINUX',
      kubernetesGroups: ['system:nodes'],
      username: 'system:node:x',
    };
    const story = storyOf([entry(node), policies()], noEntry);
    expect(story?.before).toEqual({
      grants: ['group system:nodes', 'username system:node:x', 'entry of type EC2_LINUX'],
      unread:
        'what the bindings of the cluster give group system:nodes, username system:node:x is not read',
    });
    expect(story?.undo).toEqual([
      `${eks('create-access-entry')} --type EC2_LINUX --region eu-west-1`,
    ]);
  });

  it('puts groups and username back, and only what differs', () => {
    const before = [entry({ kubernetesGroups: [], username: 'deploy' }), policies()];
    const after = [entry({ kubernetesGroups: ['ops'], username: 'root' }), policies()];
    expect(storyOf(before, after)?.undo).toEqual([
      `${eks('update-access-entry')} --kubernetes-groups '[]' --username deploy --region eu-west-1`,
    ]);
    const regrouped = [entry({ kubernetesGroups: ['ops'], username: 'deploy' }), policies()];
    expect(storyOf(before, regrouped)?.undo).toEqual([
      `${eks('update-access-entry')} --kubernetes-groups '[]' --region eu-west-1`,
    ]);
    const renamed = [entry({ kubernetesGroups: [], username: 'root' }), policies()];
    expect(storyOf(before, renamed)?.undo).toEqual([
      `${eks('update-access-entry')} --username deploy --region eu-west-1`,
    ]);
    expect(storyOf([entry(), policies()], renamed)?.undo).toEqual([]);
  });

  it('makes no command of a username that would have the AWS CLI read a file', () => {
    for (const username of [
      'file:///home/me/.aws/credentials',
      'FILEB://x',
      'http://x',
      'https://x',
    ]) {
      const before = [entry({ username }), policies()];
      expect(storyOf(before, [entry({ username: 'x' }), policies()])?.undo).toEqual([]);
      expect(storyOf(before, noEntry)?.undo).toEqual([]);
    }
    const before = [entry({ username: 'my-file://x' }), policies()];
    expect(storyOf(before, noEntry)?.undo).toHaveLength(1);
  });

  it('says what was never read before, and makes no command of it', () => {
    expect(storyOf([], [entry(), policies(admin)])).toEqual({
      principalArn: ci,
      clusterName: 'payments',
      before: {
        grants: [],
        unread:
          'the access entry had never been read; the access policies of the entry had never been read',
      },
      after: ruled,
      undo: [],
    });
  });

  it('says what could not be read', () => {
    const story = storyOf([entry(), policies(view)], [entry(), denied(policiesKey)]);
    expect(story?.after).toEqual({
      grants: [],
      unread: 'the access policies of the entry not read: AccessDenied',
    });
    expect(storyOf([entry(), denied(policiesKey)], noEntry)?.undo).toEqual([
      `${eks('create-access-entry')} --region eu-west-1`,
    ]);
    expect(storyOf([entry(), denied(policiesKey)], [entry(), policies(view)])?.undo).toEqual([]);
    expect(storyOf([denied(entryKey), policies(view)], noEntry)?.undo).toEqual([]);
  });

  it('knows no power where a policy is not known, and says so', () => {
    const odd = { policyArn: arnOf('AmazonEKSNewPolicy'), accessScope: wholeCluster };
    const story = storyOf([entry(), policies(view)], [entry(), policies(odd)]);
    expect(story?.after).toEqual({
      grants: ['AmazonEKSNewPolicy in the whole cluster'],
      unread: `what ${odd.policyArn} allows is not known`,
    });
  });

  it('shows scopes and ARNs of another shape as they are', () => {
    const scope = { type: 'galaxy', namespaces: [] };
    const held = [
      { policyArn: 'odd', accessScope: { type: 'namespace', namespaces: [] } },
      { ...view, accessScope: scope },
    ];
    expect(storyOf(noEntry, [entry(), policies(...held)])?.after.grants).toEqual([
      'AmazonEKSViewPolicy in a scope of type galaxy',
      'odd in no namespace',
    ]);
  });

  it('knows a policy that gives nothing', () => {
    const balancing = policy('AmazonEKSLoadBalancingClusterPolicy', namespaces('a'));
    expect(storyOf(noEntry, [entry(), policies(balancing)])?.after.power).toBe('none');
  });
});

const associationKey = factKeys.podIdentityAssociation(payments, 'payments/ledger');
const eksAssociation = (verb: string) =>
  `aws eks ${verb}-pod-identity-association --cluster-name payments`;

describe('the story of a Pod Identity association', () => {
  const of = (differences: Parameters<typeof association>[0] = {}) => [
    known(associationKey, association(differences)),
  ];
  const role = 'role arn:aws:iam::012345678901:role/ledger for service account payments/ledger';

  it('deletes one that was created', () => {
    expect(storyOf([gone(associationKey)], of())).toEqual({
      principalArn: 'system:serviceaccount:payments:ledger',
      clusterName: 'payments',
      before: { grants: [] },
      after: { grants: [role] },
      undo: [`${eksAssociation('delete')} --association-id a-1 --region eu-west-1`],
    });
  });

  it('makes one again as it was', () => {
    const full = {
      targetRoleArn: 'arn:aws:iam::999922223333:role/far',
      disableSessionTags: true,
      policy: { document: document(allow(['s3:GetObject'])) },
    };
    expect(storyOf(of(full), [gone(associationKey)])).toEqual({
      principalArn: 'system:serviceaccount:payments:ledger',
      clusterName: 'payments',
      before: {
        grants: [
          role,
          'and through it arn:aws:iam::999922223333:role/far',
          'session tags off',
          'session policy: Allow s3:GetObject on *',
        ],
      },
      after: { grants: [] },
      undo: [
        `${eksAssociation('create')} --namespace payments --service-account ledger --role-arn arn:aws:iam::012345678901:role/ledger --target-role-arn arn:aws:iam::999922223333:role/far --disable-session-tags --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}' --region eu-west-1`,
      ],
    });
    expect(storyOf(of(), [gone(associationKey)])?.undo).toEqual([
      `${eksAssociation('create')} --namespace payments --service-account ledger --role-arn arn:aws:iam::012345678901:role/ledger --region eu-west-1`,
    ]);
  });

  it('gives back the role alone where nothing else differs', () => {
    const other = { roleArn: 'arn:aws:iam::012345678901:role/admin', associationId: 'a-2' };
    expect(storyOf(of(), of(other))?.undo).toEqual([
      `${eksAssociation('update')} --association-id a-2 --role-arn arn:aws:iam::012345678901:role/ledger --region eu-west-1`,
    ]);
  });

  it('makes it anew where more differs', () => {
    expect(storyOf(of(), of({ disableSessionTags: true }))?.undo).toEqual([
      `${eksAssociation('delete')} --association-id a-1 --region eu-west-1`,
      `${eksAssociation('create')} --namespace payments --service-account ledger --role-arn arn:aws:iam::012345678901:role/ledger --region eu-west-1`,
    ]);
  });

  it('leaves alone what an add-on owns', () => {
    expect(storyOf([gone(associationKey)], of({ ownerArn: 'addon' }))?.undo).toEqual([]);
    expect(storyOf(of({ ownerArn: 'addon' }), [gone(associationKey)])?.undo).toEqual([]);
  });

  it('makes nothing of what is not known', () => {
    const faulty = of({ policy: { fault: 'not JSON' } });
    expect(storyOf(faulty, of())).toEqual({
      principalArn: 'system:serviceaccount:payments:ledger',
      clusterName: 'payments',
      before: { grants: [role, 'session policy: not understood, not JSON'] },
      after: { grants: [role] },
      undo: [],
    });
    expect(storyOf([], of())?.undo).toEqual([]);
    expect(storyOf(of(), [denied(associationKey)])?.undo).toEqual([]);
  });
});

const trustKey = factKeys.trustPolicy(ci);

describe('the story of a trust policy', () => {
  const owner = trusting({ AWS: ['arn:aws:iam::012345678901:root'] });
  const anyone = statement({ principals: everyone, conditions: [] });

  it('shows the statements that differ, and writes the old document', () => {
    expect(
      storyOf([known(trustKey, document(owner))], [known(trustKey, document(owner, anyone))]),
    ).toEqual({
      principalArn: ci,
      before: { grants: ['trust: Allow sts:AssumeRole to arn:aws:iam::012345678901:root'] },
      after: {
        grants: ['trust: Allow to everyone', 'trust: and 1 that did not change'],
      },
      undo: [
        `aws iam update-assume-role-policy --role-name ci --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::012345678901:root"},"Action":"sts:AssumeRole"}]}' --region us-east-1`,
      ],
    });
  });

  it('puts every element of a statement into words', () => {
    const odd = statement({
      effect: 'Deny',
      principals: { negated: true, everyone: false, byType: { Service: ['ec2.amazonaws.com'] } },
      actions: { negated: true, values: ['sts:TagSession', 'sts:AssumeRole'] },
      resources: { negated: true, values: ['a', 'b'] },
      conditions: [condition('Bool', 'aws:x', 'true'), condition('StringLike', 'aws:y', 'a', 'b')],
    });
    const story = storyOf([known(trustKey, document(owner))], [known(trustKey, document(odd))]);
    expect(story?.after.grants).toEqual([
      'trust: Deny all but sts:TagSession, sts:AssumeRole on all but a, b to all but Service ec2.amazonaws.com if Bool aws:x true and StringLike aws:y a, b',
    ]);
  });

  it('shows all statements where only their order differs', () => {
    const story = storyOf(
      [known(trustKey, document(owner, anyone))],
      [known(trustKey, { id: 'x', statements: [anyone, owner] })],
    );
    expect(story?.after.grants).toEqual([
      'trust: Allow to everyone',
      'trust: Allow sts:AssumeRole to arn:aws:iam::012345678901:root',
    ]);
  });

  it('keeps the id of a document and its missing version', () => {
    const story = storyOf(
      [known(trustKey, { id: 'x', statements: [] })],
      [known(trustKey, document(owner))],
    );
    expect(story?.before).toEqual({ grants: ['trust: no statements'] });
    expect(story?.undo).toEqual([
      `aws iam update-assume-role-policy --role-name ci --policy-document '{"Id":"x","Statement":[]}' --region us-east-1`,
    ]);
  });

  it('has nothing to write where the role came, went or was not read', () => {
    const there = [known(trustKey, document(owner))];
    expect(storyOf([gone(trustKey)], there)?.undo).toEqual([]);
    expect(storyOf(there, [gone(trustKey)])?.undo).toEqual([]);
    expect(storyOf([], there)).toEqual({
      principalArn: ci,
      before: { grants: [], unread: `the trust policy of ${ci} had never been read` },
      after: { grants: ['trust: Allow sts:AssumeRole to arn:aws:iam::012345678901:root'] },
      undo: [],
    });
    const odd = factKeys.trustPolicy('odd');
    expect(storyOf([known(odd, document(owner))], [known(odd, document(anyone))])?.undo).toEqual(
      [],
    );
  });
});
