import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'kubernetes-sigs/aws-ebs-csi-driver';
const templates = 'charts/aws-ebs-csi-driver/templates';
const snapshots = 'snapshot.storage.k8s.io';
const groupSnapshots = 'groupsnapshot.storage.k8s.io';

export const ebsCsiDriver: KnownController = {
  name: 'Amazon EBS CSI driver',
  sources: [
    source(
      repository,
      '3565ca03dfcae3619234625524fd3a68c7b6aab5',
      `${templates}/clusterrole-attacher.yaml`,
    ),
    source(
      repository,
      'b1c02265d905e1386b0d9ecdd9874b655d3ed869',
      `${templates}/clusterrole-provisioner.yaml`,
    ),
    source(
      repository,
      '0495aebcfe7df77a90b917a66a4a69249ec2db2b',
      `${templates}/clusterrole-provisioner.yaml`,
    ),
    source(
      repository,
      '1b4743722b806896c5871898550390fab058406f',
      `${templates}/clusterrole-resizer.yaml`,
    ),
    source(
      repository,
      '4623c7c250388d59918655032fb7396c88526046',
      `${templates}/clusterrole-snapshotter.yaml`,
    ),
    source(
      repository,
      '691bac1549c7ddb50e30340f3f46b73276e7cf0d',
      `${templates}/clusterrole-csi-node.yaml`,
    ),
    source(repository, '0587060e9f01a63c37397bce616487f4eae86c1a', `${templates}/role-leases.yaml`),
  ],
  version: 'chart 2.x',
  accounts: [
    {
      names: ['ebs-csi-controller-sa'],
      namespaces: ['kube-system'],
      cluster: [
        rule(`${read} create update patch delete`, 'core', 'persistentvolumes'),
        rule(`${read} update`, 'core', 'persistentvolumeclaims'),
        rule('patch', 'core', 'persistentvolumeclaims/status'),
        rule(read, 'core', 'nodes pods'),
        rule('list watch create update patch', 'core', 'events'),
        rule(read, 'csi.storage.k8s.io', 'csinodeinfos'),
        rule(`${read} update patch`, 'storage.k8s.io', 'volumeattachments'),
        rule('patch', 'storage.k8s.io', 'volumeattachments/status'),
        rule(read, 'storage.k8s.io', 'storageclasses csinodes volumeattributesclasses'),
        rule('get list', snapshots, 'volumesnapshots'),
        rule(read, snapshots, 'volumesnapshotclasses'),
        rule(`${read} update patch`, snapshots, 'volumesnapshotcontents'),
        rule('update patch', snapshots, 'volumesnapshotcontents/status'),
        rule(read, groupSnapshots, 'volumegroupsnapshotclasses'),
        rule(`${read} update patch`, groupSnapshots, 'volumegroupsnapshotcontents'),
        rule('update patch', groupSnapshots, 'volumegroupsnapshotcontents/status'),
        rule('get watch list delete update create', 'coordination.k8s.io', 'leases'),
      ],
      own: [rule('get watch list delete update create', 'coordination.k8s.io', 'leases')],
    },
    {
      names: ['ebs-csi-node-sa'],
      namespaces: ['kube-system'],
      cluster: [
        rule('get patch', 'core', 'nodes'),
        // UNVERIFIED: later charts watch attachments before a node goes; the text was not at hand.
        rule('list watch', 'core', 'nodes'),
        rule(read, 'storage.k8s.io', 'volumeattachments csinodes'),
      ],
    },
  ],
};
