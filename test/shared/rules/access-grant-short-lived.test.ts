import type { GrantEvent } from '../../../shared/model/observation.ts';
import { accessGrantShortLived } from '../../../shared/rules/access-grant-short-lived.ts';
import { testRule } from '../../support/test-rule.ts';

const ci = 'arn:aws:iam::111122223333:role/ci';
const granted: GrantEvent = {
  grantId: `access-entry eu-west-1/payments ${ci}`,
  policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  kind: 'granted',
  cluster: { region: 'eu-west-1', name: 'payments' },
  principalArn: ci,
  grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
  actor: {
    name: 'user/mallory',
    arn: 'arn:aws:iam::111122223333:user/mallory',
    eventId: 'e-1',
    eventName: 'AssociateAccessPolicy',
    eventTime: 1_000,
    region: 'eu-west-1',
  },
};
const removed: GrantEvent = {
  ...granted,
  kind: 'removed',
  actor: { ...granted.actor, name: 'user/bob', eventId: 'e-2', eventTime: 31_000 },
};
const own: GrantEvent = { ...granted, actor: { ...granted.actor, name: 'role/ci', arn: ci } };
const known = {};
const what = `AmazonEKSClusterAdminPolicy over the whole cluster in payments (eu-west-1) to ${ci}`;
const evidence = {
  principalArn: ci,
  grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
  grantedBy: 'user/mallory',
  eventId: 'e-1',
};
const shortLived = {
  key: 'short-lived',
  message: `user/mallory granted ${what}, and user/bob took it away again before it was seen.`,
  evidence: { ...evidence, removedBy: 'user/bob', removedIn: 'e-2' },
};

testRule(accessGrantShortLived, {
  compliant: {
    'a grant that is still there': { subject: { granted, seen: true }, known },
    'a grant that no look has seen yet, and nobody took away': {
      subject: { granted, seen: false },
      known,
    },
    'a grant that a look has seen, and that was then taken away': {
      subject: { granted, removed, seen: true },
      known,
    },
  },
  nonCompliant: {
    'a grant that was taken away before a look': {
      given: { subject: { granted, removed, seen: false }, known },
      reports: [shortLived],
    },
    'a grant by its own beneficiary': {
      given: { subject: { granted: own, seen: true }, known },
      reports: [
        {
          key: 'self-granted',
          message: `role/ci granted itself ${what}.`,
          evidence: { ...evidence, grantedBy: 'role/ci' },
        },
      ],
    },
    'both at once': {
      given: { subject: { granted: own, removed, seen: false }, known },
      reports: [
        {
          ...shortLived,
          message: `role/ci granted ${what}, and user/bob took it away again before it was seen.`,
          evidence: { ...shortLived.evidence, grantedBy: 'role/ci' },
        },
        {
          key: 'self-granted',
          message: `role/ci granted itself ${what}.`,
          evidence: { ...evidence, grantedBy: 'role/ci' },
        },
      ],
    },
  },
});
