import { awsAuthWays } from './aws-auth-writers.ts';
import { deputyWrites } from './deputy-writes.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held-rules.ts';
import { rbacEscalations } from './rbac-escalations.ts';
import {
  beyondRunningPods,
  enteringPods,
  forwardingPorts,
  mintingTokens,
  runningPods,
} from './rbac-requests.ts';
import {
  overCluster,
  type RbacWay,
  requests,
  rulesFor,
  rulesForSome,
  waysByReach,
} from './rbac-way.ts';
import { secretReads } from './secret-reads.ts';
import { wildcardWays } from './wildcard-ways.ts';

/** What somebody holds that a rule warns of. */
export type RbacDanger = (held: Held, facts: Facts) => readonly RbacWay[];

const write = 'create update patch';
const admission = 'admissionregistration.k8s.io';
const certificates = 'certificates.k8s.io';

/** By the rule that reports it, the gravest first. */
export const rbacDangers = {
  'role-no-escalate-bind-impersonate': rbacEscalations,
  'role-no-aws-auth-write': awsAuthWays,
  'role-no-wildcard': wildcardWays,
  'role-no-secrets-read': secretReads,
  'role-no-workload-create-in-sensitive': (held) =>
    waysByReach(held, rulesFor(held.rules, runningPods), 'run pods', {
      cluster: 'HIGH',
      sensitive: 'HIGH',
    }),
  'role-no-node-proxy': ({ rules, ...held }) =>
    waysByReach(held, overCluster(rulesForSome(rules, kubelets)), 'reach kubelets', {
      cluster: 'HIGH',
    }),
  'role-no-token-create': (held) => {
    const minting = rulesFor(held.rules, mintingTokens);
    return waysByReach(held, beyondRunningPods(held, minting), 'mint tokens of any account', {
      cluster: 'HIGH',
      sensitive: 'HIGH',
      elsewhere: 'HIGH',
    });
  },
  'role-no-webhook-write': (held) =>
    waysByReach(held, overCluster(rulesFor(held.rules, gatekeepers)), 'change admission', {
      cluster: 'HIGH',
    }),
  'role-no-deputy-write': deputyWrites,
  'role-no-pod-exec': (held) => [
    ...waysByReach(held, rulesFor(held.rules, enteringPods), 'run commands in pods', {
      cluster: 'HIGH',
      sensitive: 'HIGH',
    }),
    ...waysByReach(held, rulesFor(held.rules, forwardingPorts), 'forward ports of pods', {
      cluster: 'MEDIUM',
      sensitive: 'HIGH',
    }),
  ],
  'role-no-persistent-volume-create': (held) => {
    const creating = rulesFor(held.rules, creatingVolumes);
    return waysByReach(held, overCluster(creating), 'create PersistentVolumes', {
      cluster: 'MEDIUM',
    });
  },
  'role-no-namespace-relabel': (held) => {
    const labelling = rulesFor(held.rules, labellingNamespaces);
    return waysByReach(held, overCluster(labelling), 'change any namespace', { cluster: 'MEDIUM' });
  },
  'role-no-csr-approve': (held) => {
    const wide = overCluster(held.rules);
    const parts = [
      rulesFor(wide, asking),
      rulesForSome(wide, approving),
      rulesForSome(wide, signing),
    ];
    const all = parts.every((rules) => rules.length > 0) ? parts.flat() : [];
    return waysByReach(held, all, 'ask for certificates and approve them', { cluster: 'LOW' });
  },
} as const satisfies Readonly<Record<string, RbacDanger>>;

export type RoleRuleId = keyof typeof rbacDangers;

const kubelets = requests('get create update patch delete', '', 'nodes/proxy');

const gatekeepers = [
  ...requests(
    `${write} delete`,
    admission,
    'mutatingwebhookconfigurations validatingwebhookconfigurations mutatingadmissionpolicies mutatingadmissionpolicybindings validatingadmissionpolicies validatingadmissionpolicybindings',
  ),
  ...requests(`${write} delete`, 'apiregistration.k8s.io', 'apiservices'),
];

const creatingVolumes = requests('create', '', 'persistentvolumes');

const labellingNamespaces = requests('update patch', '', 'namespaces');

const asking = requests('create', certificates, 'certificatesigningrequests');

const approving = requests('update patch', certificates, 'certificatesigningrequests/approval');

const signing = requests('approve', certificates, 'signers');
