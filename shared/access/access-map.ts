import { subjectKey } from '../kubernetes/caller.ts';
import type { HeldPower, Powers } from '../kubernetes/powers.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import { type AssociatedAccessPolicy, accessPolicyName } from '../model/access-entry.ts';
import type { AccessMap, MappedGrant, WorkloadIdentity } from '../model/access-map.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Estate } from '../model/estate.ts';
import { factKeys } from '../model/fact-key.ts';
import { compareText } from '../model/json.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { type Power, powerLevels } from '../model/power.ts';
import type { Link } from '../model/who-can.ts';
import { powerOf } from './access-policy-grants.ts';
import { clusterAccess } from './cluster-access.ts';
import { type FactReader, factReader } from './fact-reader.ts';
import { namesOf } from './held-access.ts';
import type { LetIn } from './let-in.ts';
import { placesIn, powerRows } from './power-rows.ts';
import { bindingText } from './rbac-evidence.ts';

/**
 * Everybody who has power in a cluster, once for each way: principals of IAM, then the subjects of bindings that no principal
 * goes by. What Kubernetes and EKS bind by themselves is left out; what is unread counts as nothing and stands among the gaps.
 */
export function accessMap(estate: Estate, ref: ClusterRef): AccessMap {
  const { cluster, doors, index, namespaces, powers, gaps } = clusterAccess(estate, ref);
  const facts = factReader(estate);
  const reckoned = powers();
  const known = doors.everybody.map((letIn) => ({ letIn, names: namesOf(letIn, index) }));
  const told = new Set(
    known.flatMap(({ names }) => names.map(({ subject }) => subjectKey(subject))),
  );
  const grants = [
    ...known.flatMap(({ letIn, names }) => grantsOf(letIn, names, reckoned)),
    ...index.subjects
      .filter((subject) => !told.has(subjectKey(subject)))
      .flatMap((subject) => grantsOfSubject(subject, reckoned)),
  ];
  const sorted = grants.toSorted(strongestFirst);
  const places = placesIn(sorted, namespaces());
  const workloads = workloadsOf(facts, ref);
  const { unread, unknown } = gaps(doors.everybody);
  return {
    cluster: ref,
    described: cluster,
    grants: sorted,
    rows: powerRows(sorted, places),
    namespaces: places,
    workloads,
    gaps: { unread: [...new Set([...unread, ...facts.unread()])], unknown },
  };
}

type Names = ReturnType<typeof namesOf>;

function grantsOf(
  { principal: who, by, policies }: LetIn,
  names: Names,
  powers: Powers,
): readonly MappedGrant[] {
  const grants = [
    ...policies.map(grantOfPolicy),
    ...names.flatMap(({ subject, links }) =>
      grantsUnderName(subject, powers).map(({ chain, power }) => ({
        chain: [...links, ...chain],
        power,
      })),
    ),
  ];
  if (grants.length === 0) return [{ who, chain: [by], power: nothing }];
  return grants.map(({ chain, ...power }) => ({ who, chain: [by, ...chain], ...power }));
}

const nothing: Power = { level: 'none', reach: { kind: 'cluster' } };

function grantOfPolicy(policy: AssociatedAccessPolicy): Omit<MappedGrant, 'who'> {
  const name = accessPolicyName(policy.policyArn) ?? policy.policyArn;
  const power = powerOf(policy);
  return { chain: [{ kind: 'access policy', name }], ...(power && { power }) };
}

function grantsOfSubject(subject: RbacSubject, powers: Powers): readonly MappedGrant[] {
  const who = subjectName(subject);
  const held = powers.powerOf(subject).filter((power) => !isByDefault(power));
  return held.map(grantOf).map((grant) => ({ who, ...grant }));
}

function isByDefault({ because }: HeldPower): boolean {
  return because.every(({ rules }) => rules.every(({ binding }) => isDefaultBinding(binding)));
}

interface NamedGrant {
  readonly chain: readonly Link[];
  readonly power: Power;
}

function grantsUnderName(subject: RbacSubject, powers: Powers): readonly NamedGrant[] {
  return powers.powerOf(subject).map(grantOf);
}

function grantOf(held: HeldPower): NamedGrant {
  const { level, reach } = held;
  return { chain: bindingsBehind(held), power: { level, reach } };
}

/** None for members of system:masters, whom nobody binds. */
function bindingsBehind({ because }: HeldPower): readonly Link[] {
  const bindings = because.flatMap(({ rules }) => rules.map(({ binding }) => bindingText(binding)));
  const [first, ...more] = new Set(bindings);
  if (first === undefined) return [];
  return [
    { kind: 'binding', name: more.length === 0 ? first : `${first} and ${more.length} more` },
  ];
}

function workloadsOf(facts: FactReader, ref: ClusterRef): readonly WorkloadIdentity[] {
  const associated = facts
    .items(factKeys.podIdentityAssociations(ref))
    .map((item) => facts.value(factKeys.podIdentityAssociation(ref, item)))
    .filter((association) => association !== undefined)
    .map(
      ({ namespace, serviceAccount, roleArn, targetRoleArn }): WorkloadIdentity => ({
        ...{ serviceAccount: `${namespace}/${serviceAccount}`, by: 'Pod Identity', roleArn },
        ...(targetRoleArn !== undefined && { targetRoleArn }),
      }),
    );
  const annotated = (facts.value(factKeys.serviceAccounts(ref)) ?? []).flatMap(
    ({ namespace, name, roleArn }): readonly WorkloadIdentity[] =>
      roleArn === undefined
        ? []
        : [{ serviceAccount: `${namespace}/${name}`, by: 'IRSA', roleArn }],
  );
  return [...associated, ...annotated].toSorted(
    (a, b) => compareText(a.serviceAccount, b.serviceAccount) || compareText(a.by, b.by),
  );
}

/** What is not known may be anything, so it stands above what can do nothing that matters. */
function strongestFirst(a: MappedGrant, b: MappedGrant): number {
  return rankOf(b) - rankOf(a) || compareText(a.who, b.who);
}

function rankOf({ power }: MappedGrant): number {
  if (power === undefined) return powerLevels.indexOf('read') + 0.5;
  return powerLevels.indexOf(power.level) + (power.reach.kind === 'cluster' ? 0.25 : 0);
}
