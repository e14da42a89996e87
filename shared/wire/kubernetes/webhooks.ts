import * as z from 'zod/mini';
import type { Webhook, WebhookConfiguration } from '../../model/kubernetes-workloads.ts';
import { given } from '../schema.ts';
import type { ObjectType } from './object-list.ts';
import { clusterScoped, labelSelector, listed, texts } from './object-type.ts';

const webhookSchema = z.object({
  name: z.string(),
  clientConfig: z.object({
    url: z.nullish(z.string()),
    service: z.nullish(
      z.object({ namespace: z.string(), name: z.string(), path: z.nullish(z.string()) }),
    ),
  }),
  rules: listed(
    z.object({
      operations: texts(),
      apiGroups: texts(),
      resources: texts(),
      scope: z.nullish(z.string()),
    }),
  ),
  namespaceSelector: z.nullish(labelSelector()),
  objectSelector: z.nullish(labelSelector()),
});

export const mutatingWebhooks = webhooks('MutatingWebhookConfiguration');
export const validatingWebhooks = webhooks('ValidatingWebhookConfiguration');

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/mutating-webhook-configuration-v1/ */
function webhooks(kind: string): ObjectType<WebhookConfiguration> {
  return clusterScoped({
    kind,
    schema: z.object({ webhooks: listed(webhookSchema) }),
    toValue: ({ name, labels }, { webhooks }) => ({
      name,
      labels,
      webhooks: webhooks.map(toWebhook),
    }),
  });
}

function toWebhook({
  name,
  clientConfig: { url, service },
  rules,
  namespaceSelector,
  objectSelector,
}: z.infer<typeof webhookSchema>): Webhook {
  return {
    name,
    ...given({ url }),
    ...(service == null
      ? {}
      : {
          service: {
            ...{ namespace: service.namespace, name: service.name },
            ...given({ path: service.path }),
          },
        }),
    rules: rules.map(({ scope, ...rule }) => ({ ...rule, scope: scope ?? '*' })),
    ...given({ namespaceSelector, objectSelector }),
  };
}
