import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  type KubernetesResource,
  kubernetesResources,
} from '../../../functions/adapters/kubernetes-resources.ts';
import { readersGroup } from '../../../infra/names.ts';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly Rule[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly object[];
}

const text = readFileSync(
  new URL('../../../examples/kubernetes/gatewatch-readers.yaml', import.meta.url),
  'utf8',
);
const manifests: readonly Manifest[] = parseAllDocuments(text).map((document) => document.toJS());

/** One line for each thing that a role grants: where, verb, group/resource, name. */
function grantsOf({ metadata, rules = [] }: Manifest): readonly string[] {
  const where = metadata.namespace ?? 'everywhere';
  return rules.flatMap((rule) =>
    rule.verbs.flatMap((verb) => [
      ...(rule.nonResourceURLs ?? []).map((url) => `${where} ${verb} ${url}`),
      ...(rule.apiGroups ?? []).flatMap((group) =>
        (rule.resources ?? []).flatMap((resource) =>
          (rule.resourceNames ?? ['*']).map(
            (name) => `${where} ${verb} ${group}/${resource} ${name}`,
          ),
        ),
      ),
    ]),
  );
}

/** What a request for it has to be granted; a list of one name counts as that name, by its field selector. */
function neededFor({ group, plural, only }: KubernetesResource): string {
  if (only === undefined || 'labelSelector' in only) return `everywhere list ${group}/${plural} *`;
  if ('namespace' in only) return `${only.namespace} get ${group}/${plural} ${only.named}`;
  return `everywhere list ${group}/${plural} ${only.named}`;
}

it('the manifest of gatewatch:readers grants what the reader asks for, and nothing else', () => {
  const granted = manifests.flatMap(grantsOf).sort();
  const needed = ['everywhere get /apis', ...kubernetesResources.map(neededFor)].sort();
  expect(granted).toEqual(needed);
});

it('the manifest of gatewatch:readers binds its two roles to the group, and to nobody else', () => {
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: readersGroup }];
  const bindings = manifests.filter(({ roleRef }) => roleRef !== undefined);
  expect(
    bindings.map(({ kind, metadata, roleRef, subjects: bound }) => ({
      kind,
      namespace: metadata.namespace,
      role: `${roleRef?.kind} ${roleRef?.name}`,
      bound,
    })),
  ).toEqual([
    {
      kind: 'ClusterRoleBinding',
      namespace: undefined,
      role: 'ClusterRole gatewatch-readers',
      bound: subjects,
    },
    {
      kind: 'RoleBinding',
      namespace: 'kube-system',
      role: 'Role gatewatch-readers',
      bound: subjects,
    },
  ]);
});
