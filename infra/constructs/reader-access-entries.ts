import { Stack } from 'aws-cdk-lib';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import type { KubernetesSettings } from '../../shared/model/config.ts';
import { readerName, readerOf } from '../../shared/model/kubernetes-reader-of.ts';
import { kubernetesReader } from '../../shared/model/own-names.ts';
import { ownName, readersGroup } from '../names.ts';

export interface ReaderAccessEntriesProps {
  readonly homeRegion: string;
  /** The Region of the stack, in which the clusters are. */
  readonly region: string;
  readonly kubernetes: KubernetesSettings;
}

/**
 * Makes our readers known to clusters, as members of a group without any access policy: what the group may read is for
 * examples/kubernetes/gatewatch-readers.yaml to say.
 */
export class ReaderAccessEntries extends Construct {
  constructor(scope: Construct, id: string, props: ReaderAccessEntriesProps) {
    super(scope, id);
    const { homeRegion, region, kubernetes } = props;
    if (!kubernetes.read) return;
    for (const place of kubernetes.accessEntries) {
      const [clusterRegion = '', name = ''] = place.split('/');
      if (clusterRegion !== region) continue;
      const reader = readerOf(kubernetes, { region, name });
      const resourceName = ownName(homeRegion, readerName(kubernetesReader, reader));
      new CfnAccessEntry(this, name, {
        clusterName: name,
        principalArn: Stack.of(this).formatArn({
          ...{ service: 'iam', region: '', resource: 'role' },
          resourceName,
        }),
        kubernetesGroups: [readersGroup],
      });
    }
  }
}
