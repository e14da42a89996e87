import { globalRegion } from '../model/account.ts';
import type { FindingContent } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import { bySeverity, type Severity } from '../model/severity.ts';

/** What decides where a finding is shown. */
export type Placed = Pick<FindingContent, 'region' | 'clusterName' | 'severity' | 'resource'>;

/** Findings shown under one heading. */
export interface PlaceGroup<T> {
  readonly kind: PlaceKind;
  /** Empty for IAM and the account as a whole. */
  readonly region: string;
  readonly clusterName: string;
  readonly items: readonly T[];
}

const placeKinds = ['cluster', 'iam', 'account'] as const;
type PlaceKind = (typeof placeKinds)[number];

/**
 * Clusters first, then IAM, then what concerns the account; among clusters the one whose first item is the
 * most severe. Items keep their order, so sort them by severity before.
 */
export function groupByPlace<T>(
  items: readonly T[],
  findingOf: (item: T) => Placed,
): readonly PlaceGroup<T>[] {
  const groups = new Map<string, { readonly place: PlaceOrder; readonly items: T[] }>();
  for (const item of items) {
    const finding = findingOf(item);
    const heading = headingOf(finding);
    const key = JSON.stringify(heading);
    const group = groups.get(key) ?? { place: { heading, severity: finding.severity }, items: [] };
    groups.set(key, group);
    group.items.push(item);
  }
  return [...groups.values()]
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ place, items: members }) => ({ ...place.heading, items: members }));
}

type Heading = Omit<PlaceGroup<unknown>, 'items'>;

/** A place and the severity of its first item. */
interface PlaceOrder {
  readonly heading: Heading;
  readonly severity: Severity;
}

function headingOf({ region, clusterName, resource }: Placed): Heading {
  if (clusterName !== undefined) return { kind: 'cluster', region, clusterName };
  const isIam = region === globalRegion && resource.type.startsWith('AWS::IAM::');
  return { kind: isIam ? 'iam' : 'account', region: '', clusterName: '' };
}

function comparePlaces(a: PlaceOrder, b: PlaceOrder): number {
  return (
    placeKinds.indexOf(a.heading.kind) - placeKinds.indexOf(b.heading.kind) ||
    bySeverity(a.severity, b.severity) ||
    compareText(a.heading.region, b.heading.region) ||
    compareText(a.heading.clusterName, b.heading.clusterName)
  );
}
