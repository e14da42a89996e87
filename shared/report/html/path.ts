import type { MappedGrant } from '../../model/access-map.ts';
import type { Json } from '../../model/json.ts';
import type { ReportedFinding } from '../report.ts';
import { textIn } from './evidence-members.ts';
import { type ClusterWorkload, evidencePaths, type Path } from './evidence-paths.ts';
import { html, type Markup } from './markup.ts';
import { powerClass, powerWords, reachWords } from './power-words.ts';
import { principalName } from './principal-name.ts';

type Evidence = Readonly<Record<string, Json>>;

const shownPaths = 3;

/**
 * How somebody gets at what a finding is about, a card for each way: from the grants that its principal has in the cluster,
 * or from what its evidence names. None where it names no way.
 */
export function pathCards(
  finding: ReportedFinding,
  grants: readonly MappedGrant[],
  workloads: readonly ClusterWorkload[],
): readonly Markup[] {
  const byGrants = grantPaths(finding, grants);
  const paths = byGrants.length > 0 ? byGrants : evidencePaths(finding, workloads);
  return paths.slice(0, shownPaths).map(card);
}

function card(steps: Path): Markup {
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
): readonly Path[] {
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
