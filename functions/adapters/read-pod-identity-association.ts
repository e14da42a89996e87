import {
  DescribePodIdentityAssociationCommand,
  ListPodIdentityAssociationsCommand,
  type PodIdentityAssociation,
} from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer, EventRequest } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { absentAnswer, answerTo, isGone, unreadAnswer } from './answers.ts';
import type { Asked, AwsSession } from './aws-session.ts';

type AssociationRequest = Extract<EventRequest, { kind: 'podIdentityAssociation' }>;

/**
 * One association by its id, under the service account that it is for. When it is gone, its service account may have
 * another by now, which only the list tells. Without `serviceAccount` a missing one answers nothing, and an unreadable
 * one leaves the list unread.
 */
export async function readPodIdentityAssociation(
  aws: AwsSession,
  { cluster, associationId, serviceAccount }: AssociationRequest,
): Promise<readonly Answer[]> {
  const asked = await describe(aws, cluster, associationId);
  const path = snapshotPaths.podIdentityAssociations(cluster);
  const { readAt } = asked;
  const { namespace, serviceAccount: account } = (asked.ok && asked.value) || {};
  if (namespace && account) {
    const item = `${namespace}/${account}`;
    return [answerTo({ path, item }, asked, (association) => ({ association }))];
  }
  if (isGone(asked)) {
    return serviceAccount === undefined ? [] : [await readAnother(aws, cluster, serviceAccount)];
  }
  return serviceAccount === undefined
    ? [unreadAnswer({ path }, readAt, `association ${associationId}: ${whyNot(asked)}`)]
    : [unreadAnswer({ path, item: serviceAccount }, readAt, whyNot(asked))];
}

/** The association that a service account has now, or that it has none. */
async function readAnother(aws: AwsSession, cluster: ClusterRef, item: string): Promise<Answer> {
  const [namespace, serviceAccount] = item.split('/');
  const address = { path: snapshotPaths.podIdentityAssociations(cluster), item };
  const listed = await aws.ask(`ListPodIdentityAssociations of ${item}`, () =>
    aws.eks(cluster.region).send(
      new ListPodIdentityAssociationsCommand({
        clusterName: cluster.name,
        namespace,
        serviceAccount,
      }),
    ),
  );
  const { readAt } = listed;
  if (!listed.ok) return answerTo(address, listed);
  if (listed.value.associations === undefined) {
    return unreadAnswer(address, readAt, 'malformed answer: a page without its list');
  }
  const [another] = listed.value.associations;
  if (another === undefined) return absentAnswer(address, readAt);
  const asked = await describe(aws, cluster, another.associationId);
  return answerTo(address, asked, (association) => ({ association }));
}

function describe(
  aws: AwsSession,
  { region, name }: ClusterRef,
  associationId: string | undefined,
): Promise<Asked<PodIdentityAssociation | undefined>> {
  return aws.ask(
    `DescribePodIdentityAssociation ${associationId} of ${region}/${name}`,
    async () => {
      const command = new DescribePodIdentityAssociationCommand({
        clusterName: name,
        associationId,
      });
      return (await aws.eks(region).send(command)).association;
    },
  );
}

function whyNot(asked: Asked<unknown>): string {
  return asked.ok ? 'malformed answer: no service account' : asked.failure.reason;
}
