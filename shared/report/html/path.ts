import type { MappedGrant } from '../../model/access-map.ts';
import type { Json } from '../../model/json.ts';
import type { ReportedFinding } from '../report.ts';
import { html, type Markup } from './markup.ts';
import { powerClass, powerWords, reachWords } from './power-words.ts';
import { principalName } from './principal-name.ts';

interface Step {
  readonly kind: string;
  readonly name: string;
  readonly title?: string;
  readonly power?: string;
}

type Evidence = Readonly<Record<string, Json>>;

const shownPaths = 3;

/**
 * How somebody gets at what a finding is about, a card for each way: from the grants that its principal has in the cluster,
 * or from what its evidence names. None where it names no way.
 */
export function pathCards(
  finding: ReportedFinding,
  grants: readonly MappedGrant[],
): readonly Markup[] {
  const paths = grantPaths(finding, grants);
  return (paths.length > 0 ? paths : evidencePaths(finding)).slice(0, shownPaths).map(card);
}

function card(steps: readonly Step[]): Markup {
  const items = steps.map(
    ({ kind, name, title, power }) =>
      html`<li${power === undefined ? '' : html` class="${power}"`}><small>${kind}</small><b${
        title === undefined || title === name ? '' : html` title="${title}"`
      }>${name}</b></li>`,
  );
  return html`<ol class="path" aria-label="Path">${items}</ol>`;
}

function grantPaths(
  { evidence, clusterName, accountId }: ReportedFinding,
  grants: readonly MappedGrant[],
): readonly (readonly Step[])[] {
  const who = textIn(evidence, 'principalArn') ?? textIn(evidence, 'subject');
  if (who === undefined || clusterName === undefined) return [];
  const own = grants.filter((grant) => grant.who === who && grant.power?.level !== 'none');
  const named = own.filter(({ chain }) => chain.some(({ name }) => isNamed(evidence, name)));
  return (named.length > 0 ? named : own).map(({ chain, power }) => [
    { kind: 'who', name: principalName(who, accountId), title: who },
    ...chain.map(({ kind, name }) => ({ kind, name })),
    { kind: 'cluster', name: clusterName },
    {
      kind: powerWords(power?.level).words,
      name: power === undefined ? 'not known' : reachWords(power.reach),
      power: powerClass(power?.level),
    },
  ]);
}

/** Whether a link of a chain is the very access policy or group that the finding is about. */
function isNamed(evidence: Evidence, name: string): boolean {
  const policyArn = textIn(evidence, 'policyArn');
  return textIn(evidence, 'group') === name || policyArn?.endsWith(`/${name}`) === true;
}

function evidencePaths(finding: ReportedFinding): readonly (readonly Step[])[] {
  const { evidence, accountId } = finding;
  const arn = textIn(evidence, 'roleArn') ?? textIn(evidence, 'principalArn');
  if (arn === undefined) return [];
  const role: Step = { kind: 'who', name: principalName(arn, accountId), title: arn };
  const asRole: Step = { ...role, kind: 'IAM role' };
  return [
    ...tokenPaths(evidence, asRole),
    ...associationPaths(evidence, asRole, accountId),
    ...wayPaths(evidence, role),
  ];
}

/** Service accounts that a trust statement lets in by their token. */
function tokenPaths(evidence: Evidence, role: Step): readonly (readonly Step[])[] {
  const sid = textIn(memberOf(evidence, 'statement'), 'Sid');
  return listIn(evidence, 'tokens').map((token) => [
    { kind: 'token of', name: textIn(token, 'sub') ?? textIn(token, 'iss') ?? 'anybody' },
    { kind: 'trust statement', name: sid ?? 'without a Sid' },
    role,
  ]);
}

function associationPaths(
  evidence: Evidence,
  role: Step,
  accountId: string,
): readonly (readonly Step[])[] {
  const [namespace, account] = [textIn(evidence, 'namespace'), textIn(evidence, 'serviceAccount')];
  if (namespace === undefined || account === undefined) return [];
  const target = textIn(evidence, 'targetRoleArn');
  return [
    [
      { kind: 'pods of', name: `${namespace}/${account}` },
      { kind: 'by', name: 'Pod Identity' },
      role,
      ...(target === undefined
        ? []
        : [{ kind: 'goes on to', name: principalName(target, accountId), title: target }]),
    ],
  ];
}

function wayPaths(evidence: Evidence, role: Step): readonly (readonly Step[])[] {
  return listIn(evidence, 'ways').flatMap((way) => {
    const [name, clusters] = [textIn(way, 'way'), textsIn(way, 'clusters')];
    if (name === undefined || clusters.length === 0) return [];
    return [[role, { kind: 'way', name }, { kind: 'cluster', name: clusters.join(', ') }]];
  });
}

function memberOf(value: Json, key: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value).find(([name]) => name === key)?.[1] ?? null;
}

function textIn(value: Json, key: string): string | undefined {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : undefined;
}

function listIn(value: Json, key: string): readonly Json[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}

function textsIn(value: Json, key: string): readonly string[] {
  return listIn(value, key).filter((item) => typeof item === 'string');
}
