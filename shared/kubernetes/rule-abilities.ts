import type { PolicyRule } from '../model/kubernetes.ts';
import { ability } from './ability.ts';
import { abilityRows } from './ability-rows.ts';
import { onceEach } from './once-each.ts';
import { type ResourceRequest, ruleAllows } from './rule-allows.ts';

/** The abilities that a rule gives, as bits. Reckoned once for a rule, because many bindings lead to it. */
export const abilitiesOf = onceEach((rule: PolicyRule): number => {
  const named = rule.resourceNames.length > 0;
  const about = withoutNames(rule);
  return tests
    .filter(({ beItNamed }) => beItNamed || !named)
    .filter(({ requests }) => requests.some((request) => ruleAllows(about, request)))
    .reduce((bits, { bit }) => bits | bit, generalAbilities(rule) | configMapAbilities(rule));
});

export function withoutNames(rule: PolicyRule): PolicyRule {
  return { ...rule, resourceNames: [] };
}

interface AbilityTest {
  readonly bit: number;
  readonly requests: readonly ResourceRequest[];
  readonly beItNamed: boolean;
}

const tests: readonly AbilityTest[] = abilityRows.map(
  ([name, verbs, apiGroup, resources, names]) => ({
    bit: ability[name],
    requests: resources.split(' ').flatMap((path) => {
      const [resource = '', subresource] = path.split('/');
      const about = { apiGroup, resource, ...(subresource === undefined ? {} : { subresource }) };
      return verbs.split(' ').map((verb) => ({ verb, ...about }));
    }),
    beItNamed: names !== undefined,
  }),
);

function generalAbilities(rule: PolicyRule): number {
  const everything =
    rule.resourceNames.length === 0 &&
    [rule.verbs, rule.apiGroups, rule.resources].every((list) => list.includes('*'));
  return (
    (everything ? ability.everything : 0) |
    (readsUrls(rule) || reads(rule) ? ability.read : 0) |
    (writes(rule) ? ability.write : 0)
  );
}

function readsUrls({ verbs, nonResourceURLs }: PolicyRule): boolean {
  return verbs.length > 0 && nonResourceURLs.some((url) => !forEverybody.has(url));
}

function reads({ verbs, apiGroups, resources }: PolicyRule): boolean {
  const told = resources.filter((resource) => !aboutOneself.has(resource));
  if (apiGroups.length === 0 || told.length === 0) return false;
  return verbs.some((verb) => verb === '*' || reading.has(verb)) || asks(verbs, told);
}

function asks(verbs: readonly string[], resources: readonly string[]): boolean {
  return verbs.includes('create') && resources.some((resource) => questions.has(resource));
}

function writes({ verbs, apiGroups, resources }: PolicyRule): boolean {
  const changed = resources.some(
    (resource) => !aboutOneself.has(resource) && !questions.has(resource),
  );
  return apiGroups.length > 0 && changed && verbs.some((verb) => !reading.has(verb));
}

const reading = new Set(['get', 'list', 'watch']);

/** Created to ask about oneself, as everybody may. */
const aboutOneself = new Set([
  'selfsubjectreviews',
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
]);
/** Created to ask about others; that changes nothing either. */
const questions = new Set(['tokenreviews', 'subjectaccessreviews', 'localsubjectaccessreviews']);

/**
 * What system:discovery and system:public-info-viewer give to everybody.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles
 */
const forEverybody = new Set([
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
]);

/** Of aws-auth, which may be named; nobody can be let create it by its name. */
function configMapAbilities(rule: PolicyRule): number {
  const may = (verb: string) =>
    ruleAllows(rule, { verb, apiGroup: '', resource: 'configmaps', name: 'aws-auth' });
  return (
    (may('update') || may('patch') ? ability.editConfigMap : 0) |
    (may('delete') ? ability.deleteConfigMap : 0) |
    (may('create') ? ability.createConfigMaps : 0)
  );
}
