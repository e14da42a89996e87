import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'kubernetes-sigs/aws-load-balancer-controller';
const chart = 'helm/aws-load-balancer-controller/templates/rbac.yaml';
const gateway = 'gateway.networking.k8s.io';
const routes = 'grpcroutes httproutes tcproutes tlsroutes udproutes';
const configurations =
  'listenerruleconfigurations loadbalancerconfigurations targetgroupconfigurations';

export const awsLoadBalancerController: KnownController = {
  name: 'AWS Load Balancer Controller',
  sources: [
    source(repository, '7ddd3d9be26ce4f3b5e4804e2321db3870964ebb', chart),
    source(repository, '032f4dd38e6ef10d176ef09ce75b3d1bc5ed4175', chart),
  ],
  version: '2.x and 3.x',
  accounts: [
    {
      names: ['aws-load-balancer-controller'],
      namespaces: ['kube-system'],
      cluster: [
        rule('create delete get update', 'core', 'configmaps'),
        rule(read, 'core', 'endpoints namespaces nodes pods secrets'),
        rule('create patch', 'core', 'events'),
        rule(
          'get list patch update watch',
          'core extensions networking.k8s.io',
          'services ingresses',
        ),
        rule(
          'update patch',
          'elbv2.k8s.aws core extensions networking.k8s.io',
          'targetgroupbindings/status pods/status services/status ingresses/status',
        ),
        rule('get list patch watch', 'aga.k8s.aws', 'globalaccelerators'),
        rule(
          'patch update',
          'aga.k8s.aws',
          'globalaccelerators/finalizers globalaccelerators/status',
        ),
        rule(read, 'discovery.k8s.io', 'endpointslices'),
        rule('get', 'elbv2.k8s.aws', 'albtargetcontrolconfigs'),
        rule(read, 'elbv2.k8s.aws', 'ingressclassparams'),
        rule('create delete get list patch update watch', 'elbv2.k8s.aws', 'targetgroupbindings'),
        rule('get list patch watch', 'gateway.k8s.aws', configurations),
        rule('patch update', 'gateway.k8s.aws', withPart(configurations, 'finalizers')),
        rule('get patch update', 'gateway.k8s.aws', withPart(configurations, 'status')),
        rule('get list patch watch', gateway, 'gatewayclasses gateways referencegrants'),
        rule('patch update', gateway, 'gatewayclasses/finalizers gateways/finalizers'),
        rule('get patch update', gateway, withPart(`gatewayclasses gateways ${routes}`, 'status')),
        rule(read, gateway, routes),
        rule('update', gateway, withPart(routes, 'finalizers')),
        rule(read, 'networking.k8s.io', 'ingressclasses'),
      ],
      own: [
        rule('create', 'core', 'configmaps'),
        rule('get patch update', 'core', 'configmaps', 'aws-load-balancer-controller-leader'),
        rule('create', 'coordination.k8s.io', 'leases'),
        rule(
          'get update patch',
          'coordination.k8s.io',
          'leases',
          'aws-load-balancer-controller-leader',
        ),
      ],
    },
  ],
};

function withPart(resources: string, part: string): string {
  return resources
    .split(' ')
    .map((resource) => `${resource}/${part}`)
    .join(' ');
}
