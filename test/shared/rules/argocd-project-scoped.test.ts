import type { ArgoApplication, ArgoProject } from '../../../shared/model/argo-cd.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { argocdProjectScoped } from '../../../shared/rules/argocd-project-scoped.ts';
import { known } from '../../support/facts.ts';
import { payments, withTenant } from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const narrow: ArgoProject = {
  namespace: 'argocd',
  name: 'team-a',
  sourceRepos: ['https://git.example.com/team-a/*'],
  destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'team-a-*' }],
  sourceNamespaces: [],
  clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  clusterResourceBlacklist: [],
};
const wide: ArgoProject = {
  ...narrow,
  sourceRepos: ['*', '!https://git.example.com/secret'],
  destinations: [{ server: '*', namespace: '*' }],
  clusterResourceWhitelist: [{ group: '*', kind: '*' }],
};
const app: ArgoApplication = {
  namespace: 'argocd',
  name: 'web',
  project: 'team-a',
  destination: { server: 'https://kubernetes.default.svc', namespace: 'team-a-web' },
  repositories: ['https://git.example.com/team-a/web'],
};
const every = ['every namespace', 'every repository', 'every cluster-scoped kind'];

testRule(argocdProjectScoped, {
  compliant: {
    'what the tenant needs': given(narrow, [app]),
    'every kind of one group': given(
      { ...narrow, clusterResourceWhitelist: [{ group: 'example.com', kind: '*' }] },
      [app],
    ),
    'patterns that end or begin with a star': given(
      {
        ...narrow,
        sourceRepos: ['*/team-a'],
        destinations: [{ server: '*', namespace: '*-team-a' }],
        clusterResourceWhitelist: [{ group: '*.example.com', kind: 'Cluster*' }],
      },
      [app],
    ),
    'a destination that leaves the namespace out': given(
      { ...narrow, destinations: [{ name: 'in-cluster' }] },
      [app],
    ),
  },
  nonCompliant: {
    'everything, with exceptions': {
      given: given(wide, [app]),
      reports: [
        {
          message:
            'AppProject argocd/team-a, which team-a uses, allows every namespace, every repository, every cluster-scoped kind.',
          evidence: { namespace: 'argocd', name: 'team-a', tenants: ['team-a'], allows: every },
        },
      ],
    },
    'everything, beside what the tenant needs and in more stars than one': {
      given: given(
        {
          ...narrow,
          sourceRepos: [...narrow.sourceRepos, '**'],
          destinations: [...narrow.destinations, { server: '*', namespace: '**' }],
          clusterResourceWhitelist: [
            ...narrow.clusterResourceWhitelist,
            { group: '*', kind: '**' },
          ],
        },
        [app],
      ),
      reports: [
        {
          message:
            'AppProject argocd/team-a, which team-a uses, allows every namespace, every repository, every cluster-scoped kind.',
          evidence: { namespace: 'argocd', name: 'team-a', tenants: ['team-a'], allows: every },
        },
      ],
    },
    'everything, for who makes applications in a namespace of the tenant': {
      given: given({ ...wide, sourceNamespaces: ['team-a-web'] }, []),
      reports: [
        {
          message:
            'AppProject argocd/team-a, which team-a uses, allows every namespace, every repository, every cluster-scoped kind.',
          evidence: { namespace: 'argocd', name: 'team-a', tenants: ['team-a'], allows: every },
        },
      ],
    },
    'an application in the default project, which two tenants use': {
      given: {
        ...given({ ...narrow, name: 'default' }, [
          { ...app, project: 'default' },
          { ...app, project: 'default', namespace: 'team-b' },
        ]),
        known: {
          config: {
            tenants: {
              ...withTenant.tenants,
              'team-b': { namespaces: ['team-b'], principals: [], groups: [] },
            },
          },
          facts: [
            known(factKeys.argoApplications(payments), [
              { ...app, project: 'default' },
              { ...app, project: 'default', namespace: 'team-b' },
            ]),
          ],
        },
      },
      reports: [
        {
          message:
            'AppProject argocd/default, which team-a and team-b use, allows applications in the default project.',
          evidence: {
            namespace: 'argocd',
            name: 'default',
            tenants: ['team-a', 'team-b'],
            allows: ['applications in the default project'],
          },
        },
      ],
    },
  },
  notApplicable: {
    'a project of nobody': {
      given: given(wide, [{ ...app, project: 'platform' }]),
      because: 'no tenant uses it',
    },
    'applications of no tenant': {
      given: given(wide, [{ ...app, destination: { name: 'in-cluster' } }]),
      because: 'no tenant uses it',
    },
  },
  insufficientData: {
    'applications that were not read': {
      given: { subject: { cluster: payments, project: wide }, known: { config: withTenant } },
      because: 'k8s-applications eu-west-1/payments: not read yet',
    },
  },
});

function given(project: ArgoProject, applications: readonly ArgoApplication[]) {
  return {
    subject: { cluster: payments, project },
    known: {
      config: withTenant,
      facts: [known(factKeys.argoApplications(payments), applications)],
    },
  };
}
