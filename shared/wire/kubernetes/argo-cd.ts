import * as z from 'zod/mini';
import type { ArgoApplication, ArgoDestination, ArgoProject } from '../../model/argo-cd.ts';
import { withoutCredentials } from '../address.ts';
import { given } from '../schema.ts';
import type { ObjectType } from './object-list.ts';
import { listed, namespaced, placed, texts } from './object-type.ts';

const destinationSchema = z.object({
  server: z.nullish(z.string()),
  name: z.nullish(z.string()),
  namespace: z.nullish(z.string()),
});

const resourcesSchema = listed(
  z.object({ group: z.string(), kind: z.string(), name: z.nullish(z.string()) }),
);

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/project-specification/ */
export const argoProjects: ObjectType<ArgoProject> = namespaced({
  kind: 'AppProject',
  schema: z.object({
    spec: z.object({
      sourceRepos: texts(),
      destinations: listed(destinationSchema),
      sourceNamespaces: texts(),
      clusterResourceWhitelist: resourcesSchema,
      clusterResourceBlacklist: resourcesSchema,
    }),
  }),
  toValue: (meta, { spec }) => ({
    ...placed(meta),
    sourceRepos: spec.sourceRepos,
    destinations: spec.destinations.map(destinationOf),
    sourceNamespaces: spec.sourceNamespaces,
    clusterResourceWhitelist: spec.clusterResourceWhitelist.map(resourceOf),
    clusterResourceBlacklist: spec.clusterResourceBlacklist.map(resourceOf),
  }),
});

const sourceSchema = z.nullish(z.object({ repoURL: z.nullish(z.string()) }));

/** https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
export const argoApplications: ObjectType<ArgoApplication> = namespaced({
  kind: 'Application',
  schema: z.object({
    spec: z.object({
      project: z.nullish(z.string()),
      destination: destinationSchema,
      source: sourceSchema,
      sources: listed(sourceSchema),
      sourceHydrator: z.nullish(z.object({ drySource: sourceSchema })),
    }),
  }),
  toValue: (meta, { spec }) => {
    const sources = [spec.source, ...spec.sources, spec.sourceHydrator?.drySource];
    return {
      ...placed(meta),
      project: spec.project || 'default',
      destination: destinationOf(spec.destination),
      repositories: sources.flatMap((source) =>
        source?.repoURL ? [withoutCredentials(source.repoURL)] : [],
      ),
    };
  },
});

function destinationOf(destination: z.infer<typeof destinationSchema>): ArgoDestination {
  const { server, name, namespace } = destination;
  return given({
    server: server || undefined,
    name: name || undefined,
    namespace: namespace || undefined,
  });
}

function resourceOf({ group, kind, name }: z.infer<typeof resourcesSchema>[number]) {
  return { group, kind, ...given({ name: name || undefined }) };
}
