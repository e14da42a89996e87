import * as z from 'zod/mini';
import { compareText } from '../../model/json.ts';
import type { Deployment, Pod, PodIdentityAgent } from '../../model/kubernetes-workloads.ts';
import type { Parsed } from '../parsed.ts';
import { given } from '../schema.ts';
import { type ObjectType, readObjects } from './object-list.ts';
import { listed, namespaced, placed, textByName, texts } from './object-type.ts';

const pods: ObjectType<Pod> = namespaced({
  kind: 'Pod',
  schema: z.object({
    spec: z.object({
      serviceAccountName: z.nullish(z.string()),
      volumes: listed(
        z.object({
          csi: z.nullish(z.object({ driver: z.string(), volumeAttributes: textByName() })),
        }),
      ),
    }),
  }),
  toValue: ({ namespace }, { spec }) => {
    const mounted = spec.volumes
      .filter(({ csi }) => csi?.driver === secretsStore)
      .flatMap(({ csi }) => csi?.volumeAttributes['secretProviderClass'] ?? []);
    return {
      namespace,
      serviceAccountName: spec.serviceAccountName || 'default',
      secretProviderClasses: [...new Set(mounted)].sort(compareText),
    };
  },
});

/** https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage */
const secretsStore = 'secrets-store.csi.k8s.io';

/** Alike pods are one. */
export function readPods(json: unknown, group: string): Parsed<readonly Pod[]> {
  const read = readObjects(pods, json, group);
  if ('error' in read) return read;
  const alike = new Map(read.ok.map((pod) => [textOf(pod), pod]));
  return { ok: [...alike].sort(([a], [b]) => compareText(a, b)).map(([, pod]) => pod) };
}

function textOf({ namespace, serviceAccountName, secretProviderClasses }: Pod): string {
  return [namespace, serviceAccountName, ...secretProviderClasses].join(' ');
}

/** https://fluxcd.io/flux/installation/configuration/ (the label is on everything that Flux installs) */
export const fluxDeployments: ObjectType<Deployment> = namespaced({
  kind: 'Deployment',
  keeps: ({ labels }) => labels['app.kubernetes.io/part-of'] === 'flux',
  schema: z.object({
    spec: z.object({
      template: z.object({
        spec: z.object({
          serviceAccountName: z.nullish(z.string()),
          containers: listed(
            z.object({
              name: z.string(),
              image: z.nullish(z.string()),
              command: texts(),
              args: texts(),
            }),
          ),
        }),
      }),
    }),
  }),
  toValue: (meta, { spec }) => {
    const { serviceAccountName, containers } = spec.template.spec;
    return {
      ...placed(meta),
      labels: meta.labels,
      serviceAccountName: serviceAccountName || 'default',
      containers: containers.map(({ name, image, command, args }) => ({
        ...{ name, ...given({ image }) },
        ...{ command, args },
      })),
    };
  },
});

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html */
export const podIdentityAgents: ObjectType<PodIdentityAgent> = namespaced({
  kind: 'DaemonSet',
  keeps: ({ name }) => name === 'eks-pod-identity-agent',
  schema: z.object({}),
  toValue: placed,
});
