import type { Controls, Rule } from '../../shared/rules/rule.ts';

/** What another catalogue asks for, and what of it is ours. */
interface Item {
  readonly id: string;
  /** In our words. */
  readonly about: string;
  /** What of it we do not judge, and why. */
  readonly not: string;
}

const inside = 'Out of scope: what pods are made of is admission, not access.';
const onNodes = 'Out of scope: it is on the disks of nodes, which no API shows.';

const owasp: readonly Item[] = [
  { id: 'K01', about: 'insecure workload configurations', not: inside },
  {
    id: 'K02',
    about: 'supply chain',
    not: 'Out of scope: images are not read. Where Flux takes sources from, and whether it verifies them, is judged under K03 and K08.',
  },
  {
    id: 'K03',
    about: 'overly permissive RBAC',
    not: 'What admission controllers forbid is not known: power is reported that they may take away.',
  },
  {
    id: 'K04',
    about: 'no central policy enforcement',
    not: 'Whether a policy engine or Pod Security is in force is not judged; only who may tamper with webhooks and labels of namespaces.',
  },
  {
    id: 'K05',
    about: 'inadequate logging',
    not: 'Whether anybody reads the logs, and logs of workloads.',
  },
  {
    id: 'K06',
    about: 'broken authentication',
    not: 'Client certificates that are in use: Kubernetes keeps no list of them. Who can have one signed is judged.',
  },
  {
    id: 'K07',
    about: 'missing network segmentation',
    not: 'Out of scope: network policies are not read. Who reaches the API endpoint is judged under CIS 5.4.',
  },
  {
    id: 'K08',
    about: 'secrets management',
    not: 'Secrets themselves are never read: neither their content nor their age, nor keys in environment variables.',
  },
  {
    id: 'K09',
    about: 'misconfigured cluster components',
    not: 'EKS runs the control plane; kubelets are not read. Public endpoints are judged under CIS 5.4, and metadata of nodes by their rules.',
  },
  {
    id: 'K10',
    about: 'outdated components',
    not: 'Versions of add-ons, of nodes and of what runs in the cluster.',
  },
];

const cis: readonly Item[] = [
  { id: '2.1.1', about: 'audit logs are written', not: '' },
  ...['3.1.1', '3.1.2', '3.1.3', '3.1.4'].map((id) => ({
    id,
    about: 'files of the kubelet',
    not: onNodes,
  })),
  ...['3.2.1', '3.2.2', '3.2.3', '3.2.4', '3.2.5', '3.2.6', '3.2.7', '3.2.8', '3.2.9'].map(
    (id) => ({ id, about: 'arguments of the kubelet', not: onNodes }),
  ),
  { id: '4.1.1', about: 'cluster-admin only where it is needed', not: '' },
  { id: '4.1.2', about: 'access to Secrets', not: '' },
  { id: '4.1.3', about: 'wildcards in roles', not: '' },
  { id: '4.1.4', about: 'who may create pods', not: 'Only in sensitive namespaces.' },
  {
    id: '4.1.5',
    about: 'default service accounts',
    not: 'Whether they are kept from mounting a token.',
  },
  {
    id: '4.1.6',
    about: 'tokens that are mounted without need',
    not: 'Whether a pod needs its token; long-lived tokens are judged.',
  },
  { id: '4.1.7', about: 'access entries instead of aws-auth', not: '' },
  { id: '4.1.8', about: 'bind, impersonate, escalate', not: '' },
  { id: '4.1.9', about: 'who may create persistent volumes', not: '' },
  { id: '4.1.10', about: 'proxy of nodes', not: '' },
  { id: '4.1.11', about: 'who may change webhooks', not: '' },
  { id: '4.1.12', about: 'who may create tokens', not: '' },
  {
    id: '4.1.13',
    about: 'who may create tokens, as one of our rules numbers it',
    not: 'The tools that we have seen end at 4.1.12.',
  },
  ...['4.2.1', '4.2.2', '4.2.3', '4.2.4', '4.2.5'].map((id) => ({
    id,
    about: 'admission of privileged pods',
    not: inside,
  })),
  ...['4.3.1', '4.3.2'].map((id) => ({
    id,
    about: 'network policies',
    not: 'Out of scope: they are not read.',
  })),
  { id: '4.4.1', about: 'Secrets as files', not: inside },
  {
    id: '4.4.2',
    about: 'Secrets kept outside',
    not: 'Not judged whether you do; who may use such a store is, by the rules on secret stores.',
  },
  ...['4.5.1', '4.5.2'].map((id) => ({
    id,
    about: 'use of namespaces',
    not: 'Out of scope: how you part your workloads is yours, unless you declare tenants.',
  })),
  {
    id: '5.1.1',
    about: 'images are scanned',
    not: 'A rule names this section for versions that are no longer mended; whether images are scanned is not judged.',
  },
  ...['5.1.2', '5.1.3'].map((id) => ({
    id,
    about: 'access to the registry',
    not: 'Of nodes alone, by the rules on node roles; policies of repositories are not read.',
  })),
  { id: '5.1.4', about: 'approved registries', not: inside },
  {
    id: '5.2.1',
    about: 'identities of workloads of their own',
    not: 'By the rules on IRSA, Pod Identity and node roles, which name no section.',
  },
  {
    id: '5.3.1',
    about: 'Secrets under a key of your own',
    not: 'Only if `requireCustomerKey` is set: EKS encrypts all of etcd by itself.',
  },
  { id: '5.4.1', about: 'restricted endpoint', not: '' },
  { id: '5.4.2', about: 'private endpoint', not: '' },
  { id: '5.4.3', about: 'private nodes', not: 'Out of scope: networks are not read.' },
  { id: '5.4.4', about: 'network policy', not: 'Out of scope: networks are not read.' },
  {
    id: '5.4.5',
    about: 'TLS of load balancers',
    not: 'Out of scope: load balancers are not read.',
  },
  { id: '5.5.1', about: 'users managed by IAM', not: '' },
];

/** What of other catalogues Gatewatch judges, and what not, as Markdown. */
export function coverage(rules: readonly Rule[]): string {
  return [
    '# Coverage',
    '',
    'Generated by `test/shared/rules/coverage.test.ts` from what rules say of themselves: run it with `-u` after changing a rule.',
    '',
    'Gatewatch judges who gets into a cluster and what they can do there and from there. It is no scanner of workloads, images, networks or nodes, and no audit by CIS: an empty row is out of scope, not fulfilled.',
    'A rule in a row judges something of the item, seldom all of it; the last column says what is missing. Titles are ours.',
    '',
    '## OWASP Kubernetes Top Ten, 2022',
    '',
    ...table(owasp, rules, 'owasp'),
    '',
    '## OWASP Kubernetes Top Ten, 2025',
    '',
    'Rules name the risks of 2022. The list of 2025 has the same subjects but two, K06 and K08:',
    '',
    '| 2025 | | 2022 | here |',
    '| --- | --- | --- | --- |',
    ...owasp2025,
    '',
    '## CIS Amazon EKS Benchmark 1.8.0',
    '',
    'Of October 2025, the newest that we know of. The benchmark itself is for registered readers: numbers are those of public tools that implement it, and may differ from the original in what they leave out.',
    '',
    ...table(cis, rules, 'cis'),
    '',
  ].join('\n');
}

const owasp2025: readonly string[] = [
  '| K01 | insecure workload configurations | K01 | out of scope |',
  '| K02 | overly permissive authorization | K03 | the core of Gatewatch |',
  '| K03 | secrets management | K08 | as above |',
  '| K04 | no policy enforcement in the cluster | K04 | only who may tamper with it |',
  '| K05 | missing network segmentation | K07 | out of scope |',
  '| K06 | components that are too exposed | part of K09 | the API endpoint: [cluster-endpoint-not-public](../shared/rules/README.md#cluster-endpoint-not-public), [cluster-endpoint-private](../shared/rules/README.md#cluster-endpoint-private); no dashboards, load balancers or kubelets |',
  '| K07 | misconfigured and vulnerable components | K09, K10 | the version of the cluster, and controllers of Flux |',
  '| K08 | from the cluster into the cloud | none | the core of Gatewatch: rules whose names begin with `irsa-`, `pod-identity-`, `workload-role-`, `node-role-`, `nodegroup-imds-` and `fargate-role-` |',
  '| K09 | broken authentication | K06 | as above |',
  '| K10 | inadequate logging and monitoring | K05 | as above |',
];

function table(
  items: readonly Item[],
  rules: readonly Rule[],
  catalogue: 'cis' | 'owasp',
): readonly string[] {
  return [
    '| | about | rules | not |',
    '| --- | --- | --- | --- |',
    ...items.map(
      ({ id, about, not }) => `| ${id} | ${about} | ${named(rules, catalogue, id)} | ${not} |`,
    ),
  ];
}

/** Beyond this many, rules are counted: the catalogue lists them. */
const most = 20;

function named(rules: readonly Rule[], catalogue: keyof Controls, id: string): string {
  const naming = rules.filter(({ controls }) => controls[catalogue]?.includes(id));
  if (naming.length > most) return `${naming.length} of [all rules](../shared/rules/README.md)`;
  return naming.map((rule) => `[${rule.id}](../shared/rules/README.md#${rule.id})`).join(', ');
}

/** Sections and risks that a rule names and no table here has. */
export function missing(rules: readonly Rule[]): readonly string[] {
  const known = new Set([...owasp, ...cis].map(({ id }) => id));
  return rules
    .flatMap(({ controls }) => [...(controls.cis ?? []), ...(controls.owasp ?? [])])
    .filter((id) => !known.has(id));
}
