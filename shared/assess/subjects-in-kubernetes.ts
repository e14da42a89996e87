import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import {
  externalSecretTypes,
  fluxReconcilerTypes,
  fluxSourceTypes,
  kubernetesKeys,
  secretStoreTypes,
} from '../model/kubernetes-keys.ts';
import { listOf, nameOf, objects, placeOf } from './kubernetes-objects.ts';
import { type Candidate, clusterRefs, type Walk } from './walk.ts';

export function roleBindings(walk: Walk): Iterable<Candidate<'roleBinding'>> {
  return objects(walk, {
    keys: (cluster) => [
      kubernetesKeys.roleBindings(cluster),
      kubernetesKeys.clusterRoleBindings(cluster),
    ],
    type: ({ namespace }) => (namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'),
    id: nameOf,
    subject: (cluster, binding) => ({ cluster, binding }),
  });
}

/** Everybody whom a binding binds, each once. */
export function* rbacSubjects(walk: Walk): Iterable<Candidate<'rbacSubject'>> {
  for (const cluster of clusterRefs(walk)) {
    const keys = [
      kubernetesKeys.roleBindings(cluster),
      kubernetesKeys.clusterRoleBindings(cluster),
    ];
    const read = keys.map((key) => listOf(walk, cluster, key));
    const touched = read.flatMap(({ touched: one }) => one);
    const subjects = new Map<string, RbacSubject>();
    for (const { subjects: bound } of read.flatMap(({ values }) => values)) {
      for (const subject of bound) subjects.set(subjectName(subject), subject);
    }
    for (const [subjectId, subject] of subjects) {
      yield {
        subjectId,
        place: placeOf(cluster),
        resource: { type: `Kubernetes::${subject.kind}`, id: subjectId },
        subject: () => ({ cluster, subject }),
        touched,
      };
    }
  }
}

export function clusterRoles(walk: Walk): Iterable<Candidate<'clusterRole'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.rbacClusterRoles(cluster)],
    type: () => 'ClusterRole',
    id: nameOf,
    subject: (cluster, role) => ({ cluster, role }),
  });
}

export function serviceAccounts(walk: Walk): Iterable<Candidate<'serviceAccount'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.serviceAccounts(cluster)],
    type: () => 'ServiceAccount',
    id: nameOf,
    subject: (cluster, serviceAccount) => ({ cluster, serviceAccount }),
  });
}

export function mutatingWebhooks(walk: Walk): Iterable<Candidate<'mutatingWebhook'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.mutatingWebhooks(cluster)],
    type: () => 'MutatingWebhookConfiguration',
    id: ({ name }) => name,
    subject: (cluster, configuration) => ({ cluster, configuration }),
  });
}

export function fluxReconcilers(walk: Walk): Iterable<Candidate<'fluxReconciler'>> {
  return objects(walk, {
    keys: (cluster) =>
      fluxReconcilerTypes.map((type) => kubernetesKeys.fluxReconcilers(cluster, type)),
    type: ({ kind }) => kind,
    id: nameOf,
    subject: (cluster, reconciler) => ({ cluster, reconciler }),
  });
}

/** The Deployments of Flux, one for each controller. */
export function fluxControllers(walk: Walk): Iterable<Candidate<'fluxController'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.fluxDeployments(cluster)],
    type: () => 'Deployment',
    id: nameOf,
    subject: (cluster, controller) => ({ cluster, controller }),
  });
}

export function fluxSources(walk: Walk): Iterable<Candidate<'fluxSource'>> {
  return objects(walk, {
    keys: (cluster) => fluxSourceTypes.map((type) => kubernetesKeys.fluxSources(cluster, type)),
    type: ({ kind }) => kind,
    id: nameOf,
    subject: (cluster, source) => ({ cluster, source }),
  });
}

export function fluxReceivers(walk: Walk): Iterable<Candidate<'fluxReceiver'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.fluxReceivers(cluster)],
    type: () => 'Receiver',
    id: nameOf,
    subject: (cluster, receiver) => ({ cluster, receiver }),
  });
}

export function secretStores(walk: Walk): Iterable<Candidate<'secretStore'>> {
  return objects(walk, {
    keys: (cluster) => secretStoreTypes.map((type) => kubernetesKeys.secretStores(cluster, type)),
    type: ({ kind }) => kind,
    id: nameOf,
    subject: (cluster, store) => ({ cluster, store }),
  });
}

export function externalSecrets(walk: Walk): Iterable<Candidate<'externalSecret'>> {
  return objects(walk, {
    keys: (cluster) =>
      externalSecretTypes.map((type) => kubernetesKeys.externalSecrets(cluster, type)),
    type: ({ kind }) => kind,
    id: nameOf,
    subject: (cluster, secret) => ({ cluster, secret }),
  });
}

export function secretProviderClasses(walk: Walk): Iterable<Candidate<'secretProviderClass'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.secretProviderClasses(cluster)],
    type: () => 'SecretProviderClass',
    id: nameOf,
    subject: (cluster, providerClass) => ({ cluster, providerClass }),
  });
}

export function argoProjects(walk: Walk): Iterable<Candidate<'argoProject'>> {
  return objects(walk, {
    keys: (cluster) => [kubernetesKeys.argoProjects(cluster)],
    type: () => 'AppProject',
    id: nameOf,
    subject: (cluster, project) => ({ cluster, project }),
  });
}
