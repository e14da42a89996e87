import { podIdentityTagsKept } from '../../../shared/rules/pod-identity-tags-kept.ts';
import { associationGiven, ledgerRole } from '../../support/associations.ts';
import { condition } from '../../support/iam.ts';
import { allow, goneRole, roleFacts, trusting } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const eks = { Service: ['pods.eks.amazonaws.com'] };
const plain = [trusting(eks)];
const byTag = [
  trusting(
    eks,
    ['sts:AssumeRole'],
    condition('StringEquals', 'aws:requesttag/kubernetes-namespace', 'payments'),
  ),
];
const withoutTags = { disableSessionTags: true };
const target = 'arn:aws:iam::012345678901:role/archive';
const command =
  'aws eks update-pod-identity-association --cluster-name payments --association-id a-1 --no-disable-session-tags --region eu-west-1';
const sessions = 'Sessions of payments/ledger in payments, eu-west-1, carry no tags, but';
const evidence = { namespace: 'payments', serviceAccount: 'ledger' };

testRule(podIdentityTagsKept, {
  compliant: {
    'policies that ask for no tag': associationGiven(
      withoutTags,
      roleFacts(ledgerRole, { trust: plain, inline: { Read: [allow(['s3:GetObject'])] } }),
    ),
    'policies that ask for a tag of the role itself': associationGiven(
      withoutTags,
      roleFacts(ledgerRole, {
        trust: plain,
        inline: {
          Read: [allow(['s3:GetObject'], ['arn:aws:s3:::b/${aws:PrincipalTag/team}/*'])],
        },
      }),
    ),
    'a role that is gone, which another rule reports': associationGiven(
      withoutTags,
      goneRole(ledgerRole),
    ),
  },
  nonCompliant: {
    'a trust policy that asks for a tag': {
      given: associationGiven(withoutTags, roleFacts(ledgerRole, { trust: byTag })),
      reports: [
        {
          message: `${sessions} the trust policy of ${ledgerRole} asks for them.`,
          evidence: { ...evidence, policies: [{ role: ledgerRole, policy: 'the trust policy' }] },
          command,
        },
      ],
    },
    'permissions that ask for a tag in a condition, and others by a variable': {
      given: associationGiven(
        withoutTags,
        roleFacts(ledgerRole, {
          trust: plain,
          inline: {
            Own: [
              allow(
                ['s3:GetObject'],
                ['arn:aws:s3:::b/${aws:PrincipalTag/kubernetes-namespace}/*'],
              ),
            ],
            Cluster: [
              allow(
                ['s3:PutObject'],
                ['*'],
                condition('StringEquals', 'aws:PrincipalTag/eks-cluster-name', 'payments'),
              ),
            ],
          },
        }),
      ),
      reports: [
        {
          message: `${sessions} inline Cluster of ${ledgerRole}, inline Own of ${ledgerRole} ask for them.`,
          evidence: {
            ...evidence,
            policies: [
              { role: ledgerRole, policy: 'inline Cluster' },
              { role: ledgerRole, policy: 'inline Own' },
            ],
          },
          command,
        },
      ],
    },
    'the trust policy of a target role that asks for a tag': {
      given: associationGiven({ ...withoutTags, targetRoleArn: target }, [
        ...roleFacts(ledgerRole, { trust: plain }),
        ...roleFacts(target, { trust: byTag }),
      ]),
      reports: [
        {
          message: `${sessions} the trust policy of ${target} asks for them.`,
          evidence: { ...evidence, policies: [{ role: target, policy: 'the trust policy' }] },
          command,
        },
      ],
    },
  },
  notApplicable: {
    'sessions with their tags': {
      given: associationGiven({}, roleFacts(ledgerRole, { trust: byTag })),
      because: 'its sessions carry their tags',
    },
  },
  insufficientData: {
    'a trust policy that asks for a tag, the permissions unread': {
      given: associationGiven(withoutTags, roleFacts(ledgerRole, { trust: byTag }).slice(0, 2)),
      because: `role-policies iam ${ledgerRole}: not read yet`,
      reports: [
        {
          message: `${sessions} the trust policy of ${ledgerRole} asks for them.`,
          evidence: { ...evidence, policies: [{ role: ledgerRole, policy: 'the trust policy' }] },
          command,
        },
      ],
    },
    'permissions that ask for none, the trust policy unread': {
      given: associationGiven(withoutTags, roleFacts(ledgerRole, {})),
      because: `trust-policy iam ${ledgerRole}: not read yet`,
    },
  },
});
