import type { Coverage } from '../../assess/verdict.ts';
import { kubernetesPrefix } from '../../model/kubernetes-keys.ts';

/** What of a cluster is read together, and the kinds of facts that it is. */
const areas: readonly (readonly [string, readonly string[]])[] = [
  ['Settings', ['cluster']],
  ['Access entries', ['access-entries', 'access-entry', 'access-policies']],
  ['Inside', ['kubernetes']],
  ['Pod Identity', ['pod-identity-associations', 'pod-identity-association']],
  ['Nodes', ['nodegroups', 'nodegroup', 'metadata-options']],
  ['Fargate', ['fargate-profiles', 'fargate-profile']],
  ['Add-ons', ['addons', 'addon']],
  ['Identity providers', ['identity-provider-configs', 'identity-provider-config']],
  ['Capabilities', ['capabilities', 'capability']],
  ['Authorities', ['certificate-authorities', 'certificate-authority']],
  ['Audit log', ['audit-subscription']],
];

const areaOfFact = new Map(areas.flatMap(([area, facts]) => facts.map((fact) => [fact, area])));

/** A kind of fact that the table does not know stands for itself. */
export function areaOf(fact: string): string {
  if (fact.startsWith(kubernetesPrefix)) return 'Inside';
  return areaOfFact.get(fact) ?? fact;
}

/** The areas that occur, in the order of the table, then the others. */
export function areasIn(rows: readonly Coverage[]): readonly string[] {
  const found = new Set(rows.map(({ fact }) => areaOf(fact)));
  const known = areas.map(([area]) => area).filter((area) => found.has(area));
  return [...known, ...[...found].filter((area) => !known.includes(area)).toSorted()];
}
