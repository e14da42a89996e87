import { objectsOf } from '../access/objects-of.ts';
import { tenantsOf } from '../access/tenants-of.ts';
import type { ArgoApplication, ArgoProject } from '../model/argo-cd.ts';
import type { Config } from '../model/config.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable } from './rule.ts';

export const argocdProjectScoped = defineRule({
  id: 'argocd-project-scoped',
  subject: 'argoProject',
  severity: 'HIGH',
  title: 'Argo CD lets a tenant deploy anything anywhere',
  requires:
    'No AppProject that has applications of a tenant allows every namespace, every repository or every cluster-scoped kind, and none of its applications is in the project default.',
  because:
    'Argo CD deploys with its own power, so what the project does not forbid, such as a ClusterRoleBinding or the namespace of another tenant, the tenant can have.',
  remedy:
    'Give each tenant an AppProject with its own repositories, its own namespaces as destinations and no cluster-scoped kinds, and leave default without destinations.',
  references: [
    'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.006'] },

  *check({ cluster, project }, facts) {
    const applications = objectsOf(facts, factKeys.argoApplications(cluster)).filter(
      (application) => application.project === project.name,
    );
    const tenants = tenantsIn(facts.config(), project, applications);
    if (tenants.length === 0) return notApplicable('no tenant uses it');
    const { namespace, name } = project;
    const open = [
      ...(name === 'default' ? ['applications in the default project'] : []),
      ...opennessOf(project),
    ];
    if (open.length === 0) return undefined;
    yield {
      message: `AppProject ${namespace}/${name}, which ${tenants.join(' and ')} ${tenants.length === 1 ? 'uses' : 'use'}, allows ${open.join(', ')}.`,
      evidence: { namespace, name, tenants, allows: open },
    };
    return undefined;
  },
});

/** By where its applications are and where they deploy. */
function tenantsIn(
  config: Config,
  { sourceNamespaces }: ArgoProject,
  applications: readonly ArgoApplication[],
): readonly string[] {
  const namespaces = applications.flatMap(({ namespace, destination }) => [
    namespace,
    destination.namespace ?? '',
  ]);
  const tenants = [...namespaces, ...sourceNamespaces].flatMap((one) => tenantsOf(config, one));
  return [...new Set(tenants)].toSorted();
}

/** What a pattern for everything allows; what is taken away from it again does not make it narrow. */
function opennessOf(project: ArgoProject): readonly string[] {
  const { destinations, sourceRepos, clusterResourceWhitelist } = project;
  const parts: readonly (readonly [string, boolean])[] = [
    ['every namespace', destinations.some(({ namespace }) => isAll(namespace))],
    ['every repository', sourceRepos.some(isAll)],
    [
      'every cluster-scoped kind',
      clusterResourceWhitelist.some(({ group, kind }) => isAll(group) && isAll(kind)),
    ],
  ];
  return parts.filter(([, isOpen]) => isOpen).map(([part]) => part);
}

function isAll(pattern: string | undefined): boolean {
  return pattern !== undefined && /^\*+$/.test(pattern);
}
