import { Duration } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { PrivateReader } from '../../shared/model/config.ts';
import { readerName } from '../../shared/model/kubernetes-reader-of.ts';
import { kubernetesReader } from '../../shared/model/own-names.ts';
import { type Foundation, permissionScope } from '../foundation.ts';
import { networkPermissions, readerPermissions } from '../permissions.ts';
import { WatchFunction } from './watch-function.ts';

export interface KubernetesReaderFunctionProps {
  readonly foundation: Foundation;
  readonly reader: number | 'public';
  /** @default - in no network, for public endpoints */
  readonly network?: Pick<PrivateReader, 'subnetIds' | 'securityGroupIds'>;
}

/** Reads what is inside the clusters that it can reach, one at a time, for the sweep. */
export class KubernetesReaderFunction extends WatchFunction {
  constructor(scope: Construct, id: string, props: KubernetesReaderFunctionProps) {
    const { foundation, reader, network } = props;
    super(scope, id, {
      homeRegion: foundation.homeRegion,
      name: kubernetesReader,
      // Access entries name its role.
      called: readerName(kubernetesReader, reader),
      description: 'Gatewatch: reads what is inside a cluster',
      memorySize: 1024,
      timeout: Duration.minutes(4),
      environment: { BUCKET: foundation.state.bucket.bucketName },
      permissions: [
        ...readerPermissions(permissionScope(foundation)),
        ...(network === undefined ? [] : networkPermissions()),
      ],
    });
    const { defaultChild } = this.function.node;
    if (network !== undefined && defaultChild instanceof CfnFunction) {
      // CDK would look the network up to know what it does not need to.
      defaultChild.vpcConfig = {
        subnetIds: [...network.subnetIds],
        securityGroupIds: [...network.securityGroupIds],
      };
    }
  }
}
