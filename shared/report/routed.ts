import type { Alert, ObservationAlert, Telling } from '../model/alert.ts';
import type { Route } from '../model/alert-settings.ts';
import type { Owned } from '../model/finding.ts';
import { isAtLeast, type Severity } from '../model/severity.ts';
import { isWorthTelling } from './telling.ts';

/** The names of the tenants that something is about. */
export type TenantsOf = (of: Owned) => readonly string[];

/**
 * What of an alert goes by a route; undefined where nothing of it does. Whoever is told of some clusters, tenants or rules
 * alone hears nothing of the account as a whole.
 */
export function routedAlert(alert: Alert, route: Route, tenantsOf: TenantsOf): Alert | undefined {
  if (alert.kind === 'observation') return isObserved(alert, route, tenantsOf) ? alert : undefined;
  const told = alert.told.filter((telling) => isRouted(telling, route, tenantsOf));
  const only = onlyText(route);
  if (told.length === 0 && (alert.kind === 'change' || only !== undefined)) return undefined;
  if (alert.kind === 'change') return { ...alert, told };
  return { ...alert, told, ...(only !== undefined && { only }) };
}

function isRouted(telling: Telling, route: Route, tenantsOf: TenantsOf): boolean {
  const { finding } = telling;
  const place = finding.clusterName && `${finding.region}/${finding.clusterName}`;
  return (
    (route.minimumSeverity === undefined || isWorthTelling(telling, route.minimumSeverity)) &&
    meets(route.rules, [finding.ruleId]) &&
    meets(route.clusters, place === undefined ? [] : [place]) &&
    meets(route.tenants, () => tenantsOf(finding))
  );
}

function isObserved(
  { observation }: ObservationAlert,
  { minimumSeverity, clusters, rules, tenants }: Route,
  tenantsOf: TenantsOf,
): boolean {
  const { severity, ruleId, cluster, principalArn } = observation;
  const resource = { type: 'AWS::EKS::AccessEntry', id: principalArn };
  return (
    isSevere(severity, minimumSeverity) &&
    meets(rules, [ruleId]) &&
    meets(clusters, [`${cluster.region}/${cluster.name}`]) &&
    meets(tenants, () => tenantsOf({ resource, subject: principalArn, evidence: {} }))
  );
}

function isSevere(severity: Severity, minimum: Severity | undefined): boolean {
  return minimum === undefined || isAtLeast(severity, minimum);
}

/** A condition that is absent is met by everything. */
function meets(
  asked: readonly string[] | undefined,
  given: readonly string[] | (() => readonly string[]),
): boolean {
  if (asked === undefined) return true;
  const values = typeof given === 'function' ? given() : given;
  return values.some((value) => asked.includes(value));
}

/** What a route is about, in words; undefined where it is about the whole account. */
function onlyText({ clusters, tenants, rules }: Route): string | undefined {
  const parts = [
    ...(tenants === undefined ? [] : [`${noun('tenant', tenants)} ${tenants.join(', ')}`]),
    ...(clusters === undefined ? [] : [`${noun('cluster', clusters)} ${clusters.join(', ')}`]),
    ...(rules === undefined ? [] : [`${noun('rule', rules)} ${rules.join(', ')}`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function noun(word: string, { length }: readonly string[]): string {
  return length === 1 ? word : `${word}s`;
}
