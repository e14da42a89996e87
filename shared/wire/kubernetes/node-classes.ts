import * as z from 'zod/mini';
import type { NodeClass } from '../../model/kubernetes-workloads.ts';
import { given } from '../schema.ts';
import type { ObjectType } from './object-list.ts';
import { clusterScoped } from './object-type.ts';

/** https://karpenter.sh/docs/concepts/nodeclasses/ */
export const ec2NodeClasses = nodeClass('EC2NodeClass');

/** https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html */
export const nodeClasses = nodeClass('NodeClass');

function nodeClass(kind: NodeClass['kind']): ObjectType<NodeClass> {
  return clusterScoped({
    kind,
    schema: z.object({
      spec: z.object({ role: z.nullish(z.string()), instanceProfile: z.nullish(z.string()) }),
    }),
    toValue: ({ name }, { spec: { role, instanceProfile } }) => ({
      kind,
      name,
      ...given({ role: role || undefined, instanceProfile: instanceProfile || undefined }),
    }),
  });
}
