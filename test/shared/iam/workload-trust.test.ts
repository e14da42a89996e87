import { describe, expect, it } from 'vitest';
import { trustsWorkloads } from '../../../shared/iam/workload-trust.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { actions, condition, federated, services, statement } from '../../support/iam.ts';

const eks = 'arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF';
const github = 'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com';
const webIdentity = actions('sts:AssumeRoleWithWebIdentity');
const assume = actions('sts:AssumeRole', 'sts:TagSession');
const pods = services('pods.eks.amazonaws.com');

const irsa = statement({ principals: federated(eks), actions: webIdentity });
const podIdentity = statement({ principals: pods, actions: assume });

describe('the ways by which a trust policy lets workloads in', () => {
  it.each<[string, readonly Statement[], readonly string[]]>([
    ['a token of an EKS provider', [irsa], ['irsa']],
    ['Pod Identity', [podIdentity], ['pod-identity']],
    ['both, each once', [podIdentity, irsa, irsa], ['irsa', 'pod-identity']],
    ['one EKS provider among others', [{ ...irsa, principals: federated(github, eks) }], ['irsa']],
    ['any action of STS', [{ ...irsa, actions: actions('sts:*') }], ['irsa']],
    [
      'another way of writing the action',
      [{ ...podIdentity, actions: actions('STS:assumerole') }],
      ['pod-identity'],
    ],
    [
      'conditions, which are for rules to judge',
      [{ ...irsa, conditions: [condition('StringEquals', 'aws:SourceIp', '10.0.0.0/8')] }],
      ['irsa'],
    ],
  ])('%s', (_, statements, ways) => {
    expect(trustsWorkloads({ statements }).map(({ kind }) => kind)).toEqual(ways);
  });

  it.each<[string, readonly Statement[]]>([
    ['no statement', []],
    ['a provider of something else', [{ ...irsa, principals: federated(github) }]],
    ['another action of an EKS provider', [{ ...irsa, actions: assume }]],
    ['another service', [{ ...podIdentity, principals: services('ec2.amazonaws.com') }]],
    ['Pod Identity without AssumeRole', [{ ...podIdentity, actions: actions('sts:TagSession') }]],
    [
      'Deny statements',
      [
        { ...irsa, effect: 'Deny' },
        { ...podIdentity, effect: 'Deny' },
      ],
    ],
    ['statements without principals', [statement({ actions: actions('sts:*') })]],
  ])('none for %s', (_, statements) => {
    expect(trustsWorkloads({ statements })).toEqual([]);
  });

  it('are worked out once for a document', () => {
    const document = { statements: [irsa] };
    expect(trustsWorkloads(document)).toBe(trustsWorkloads(document));
  });
});
