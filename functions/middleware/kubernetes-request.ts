import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod/mini';
import type { KubernetesRequest } from '../../shared/model/kubernetes-reading.ts';

const request = z.object({
  cluster: z.object({ region: z.string(), name: z.string() }),
  endpoint: z.string(),
  certificateAuthorities: z.array(z.string()),
  isPublic: z.boolean(),
  resources: z.exactOptional(z.array(z.string())),
  prefix: z.string().check(z.regex(/^kubernetes\/\d{12}\/[\w-]+\/$/)),
  timeLimit: z.number().check(z.positive()),
});

/** A payload that the sweep did not make is refused. */
export function kubernetesRequest(): MiddlewareObj<KubernetesRequest> {
  return {
    before: (invocation) => {
      invocation.event = z.parse(request, invocation.event);
    },
  };
}
