import type { Config } from '../../../shared/model/config.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { roleNoDeputyWrite } from '../../../shared/rules/role-no-deputy-write.ts';
import { denied, type Known, known } from '../../support/facts.ts';
import { controller, fluxKnown } from '../../support/operators.ts';
import { account, group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, chain, payments, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const buckets = rule('create', 'buckets', { apiGroups: ['s3.services.k8s.aws'] });
const adopted = rule('patch', '*', { apiGroups: ['services.k8s.aws'] });
const roles = rule('update', 'roles', { apiGroups: ['iam.aws.upbound.io'] });
const compositions = rule('patch', 'compositions', { apiGroups: ['apiextensions.crossplane.io'] });
const graphs = rule('create', 'resourcegraphdefinitions', { apiGroups: ['kro.run'] });
const projects = rule('patch', 'appprojects', { apiGroups: ['argoproj.io'] });
const applications = rule('create', 'applications', { apiGroups: ['*'] });
const karpenter = rule('patch', 'ec2nodeclasses', { apiGroups: ['karpenter.k8s.aws'] });
const autoMode = rule('create', 'nodeclasses', { apiGroups: ['eks.amazonaws.com'] });
const flux = rule('create', 'kustomizations,helmreleases', {
  apiGroups: ['kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io'],
});
const kustomizations = rule('patch', 'kustomizations', {
  apiGroups: ['kustomize.toolkit.fluxcd.io'],
});
const roleArn = 'arn:aws:iam::012345678901:role/ops';
const ofTenant: Partial<Config> = {
  tenants: { ops: { namespaces: ['ops-*'], principals: [], groups: ['ops'] } },
};
const ownPower: Known = { facts: fluxKnown(controller('kustomize-controller')) };
const narrowed: Known = {
  facts: fluxKnown(controller('kustomize-controller', '--default-service-account=default')),
};
const charts = 'https://github.com/aws/karpenter-provider-aws/blob';
const noEntries = known(factKeys.accessEntries(payments), []);

testRule(roleNoDeputyWrite, {
  compliant: {
    'reading them': boundWide(ops, [
      rule('get,list,watch', '*', { apiGroups: ['s3.services.k8s.aws', 'argoproj.io', 'kro.run'] }),
    ]),
    'taking them away': boundWide(ops, [
      rule('delete', 'buckets', { apiGroups: ['s3.services.k8s.aws'] }),
    ]),
    'their status': boundWide(ops, [
      rule('update', 'buckets/status', { apiGroups: ['s3.services.k8s.aws'] }),
      rule('update', 'applications/status', { apiGroups: ['argoproj.io'] }),
    ]),
    'one by its name': boundWide(ops, [
      rule('patch', 'buckets', { apiGroups: ['s3.services.k8s.aws'], resourceNames: ['shop'] }),
      rule('patch', 'applications', { apiGroups: ['argoproj.io'], resourceNames: ['shop'] }),
    ]),
    'groups of other makers': boundWide(ops, [
      rule('create', '*', {
        apiGroups: [
          'services.k8s.aws.example.com',
          'notcrossplane.io',
          'iam.aws.upbound.io.example.com',
        ],
      }),
    ]),
    'no Flux, where it is unread who is in a tenant': boundWide(ops, [rule('get', 'pods')], {
      config: { tenants: { ops: { namespaces: [], principals: [roleArn], groups: [] } } },
      facts: [denied(factKeys.accessEntries(payments))],
    }),
    'what keeps Crossplane from deleting': boundWide(ops, [
      rule('create', 'usages', { apiGroups: ['protection.crossplane.io'] }),
    ]),
    'objects of a type that a graph made': boundWide(ops, [
      rule('create', 'webapps', { apiGroups: ['kro.run'] }),
    ]),
    'workflows and rollouts of Argo': boundWide(ops, [
      rule('create', 'workflows,rollouts', { apiGroups: ['argoproj.io'] }),
    ]),
    'pools of nodes, which name no role': boundWide(ops, [
      rule('create', 'nodepools', { apiGroups: ['karpenter.sh'] }),
    ]),
    'a role counted in a namespace, where there are no graphs and NodeClasses': boundIn(
      'shop',
      ops,
      [graphs, karpenter, autoMode],
    ),
    'all resources of all groups, which other rules tell of': boundWide(ops, [
      rule('create,update', '*', { apiGroups: ['*'] }),
    ]),
    'sources of Flux alone': boundWide(ops, [
      rule('create', 'gitrepositories', { apiGroups: ['source.toolkit.fluxcd.io'] }),
    ]),
    'a namespace that Flux applies as an account of it': boundIn(
      'shop',
      ops,
      [kustomizations],
      narrowed,
    ),
    'a member of a tenant, whom flux-write-guarded judges': boundWide(ops, [flux], {
      config: ofTenant,
      facts: [noEntries],
    }),
    'a declared subject': boundWide(ops, [buckets], {
      config: { clusterAdmins: [{ kind: 'exact', principal: 'group:ops' }] },
    }),
  },
  nonCompliant: {
    'ACK over the whole cluster': {
      given: boundWide(ops, [buckets, adopted]),
      reports: [
        roleOffence('write ACK resources in the whole cluster', 'HIGH', [buckets, adopted]),
      ],
    },
    'ACK in an ordinary namespace': {
      given: boundIn('shop', ops, [buckets]),
      reports: [roleOffence('write ACK resources in namespace shop', 'HIGH', [buckets], 'shop')],
    },
    'Crossplane and what it composes': {
      given: boundWide(ops, [roles, compositions]),
      reports: [
        roleOffence('write Crossplane resources in the whole cluster', 'HIGH', [
          roles,
          compositions,
        ]),
      ],
    },
    'graphs of kro': {
      given: boundWide(ops, [graphs]),
      reports: [roleOffence('write kro graphs in the whole cluster', 'HIGH', [graphs])],
    },
    'projects of Argo CD': {
      given: boundIn('argocd', ops, [projects]),
      reports: [
        roleOffence('write what Argo CD applies in namespace argocd', 'HIGH', [projects], 'argocd'),
      ],
    },
    'Applications by name in all groups': {
      given: boundWide(ops, [applications]),
      reports: [
        roleOffence('write what Argo CD applies in the whole cluster', 'HIGH', [applications]),
      ],
    },
    'NodeClasses of both': {
      given: boundWide(ops, [karpenter, autoMode]),
      reports: [
        roleOffence('write NodeClasses in the whole cluster', 'HIGH', [karpenter, autoMode]),
      ],
    },
    'all of Flux': {
      given: boundWide(ops, [flux]),
      reports: [roleOffence('write what Flux applies in the whole cluster', 'HIGH', [flux])],
    },
    'the namespace of Flux, whatever account it takes by default': {
      given: boundIn('flux-system', ops, [kustomizations], narrowed),
      reports: [
        roleOffence(
          'write what Flux applies in namespace flux-system',
          'HIGH',
          [kustomizations],
          'flux-system',
        ),
      ],
    },
    'a namespace that Flux applies with its own power': {
      given: boundIn('shop', ops, [kustomizations], ownPower),
      reports: [
        roleOffence('write what Flux applies in namespace shop', 'HIGH', [kustomizations], 'shop'),
      ],
    },
    'a member of a tenant, of what is not Flux': {
      given: boundWide(ops, [flux, buckets], { config: ofTenant, facts: [noEntries] }),
      reports: [roleOffence('write ACK resources in the whole cluster', 'HIGH', [buckets])],
    },
    'Karpenter itself, which is published to': {
      given: boundWide(account('kube-system/karpenter'), [karpenter]),
      reports: [ofKarpenter()],
    },
  },
  insufficientData: {
    'a namespace, where nobody knows how Flux is started': {
      given: boundIn('shop', ops, [kustomizations]),
      because: 'k8s-deployments eu-west-1/payments: not read yet',
    },
  },
});

function ofKarpenter(): Violation {
  const who = 'system:serviceaccount:kube-system:karpenter';
  const can = 'write NodeClasses in the whole cluster';
  return {
    message: `${who} of payments in eu-west-1 can ${can}. The makers of Karpenter ship it so.`,
    evidence: {
      subject: who,
      ways: [{ can, grants: [chain(who, karpenter)] }],
      published: {
        controller: 'Karpenter',
        version: '0.32 to 1.x',
        sources: [
          `${charts}/0509669209c136e06d40b860f694b4dbf0eb2845/charts/karpenter/templates/clusterrole-core.yaml`,
          `${charts}/93f2cf916742c17394d60ee3c18c17d0d581159a/charts/karpenter/templates/clusterrole.yaml`,
          `${charts}/00c29898f8d372c335ef696e46b96e7ad30918da/charts/karpenter/templates/role.yaml`,
        ],
      },
    },
    severity: 'LOW',
  };
}
