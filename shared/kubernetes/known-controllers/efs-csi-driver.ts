import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'kubernetes-sigs/aws-efs-csi-driver';
const templates = 'charts/aws-efs-csi-driver/templates';

export const efsCsiDriver: KnownController = {
  name: 'Amazon EFS CSI driver',
  sources: [
    source(
      repository,
      '0d8863d7153c39c4f87239e9c3aab970d1a5f624',
      `${templates}/controller-serviceaccount.yaml`,
    ),
    source(
      repository,
      '0ea8201ffbfaf3aaf55c0cdb2188e8725b4a4db7',
      `${templates}/node-serviceaccount.yaml`,
    ),
  ],
  version: 'chart 3.x',
  accounts: [
    {
      names: ['efs-csi-controller-sa'],
      namespaces: ['kube-system'],
      cluster: [
        rule(`${read} create patch delete`, 'core', 'persistentvolumes'),
        rule(`${read} update`, 'core', 'persistentvolumeclaims'),
        rule(read, 'storage.k8s.io', 'storageclasses csinodes'),
        rule('list watch create patch', 'core', 'events'),
        rule(read, 'core', 'nodes'),
        rule(`${read} delete update create`, 'coordination.k8s.io', 'leases'),
        rule(`${read} update patch`, 'storage.k8s.io', 'volumeattachments'),
        rule('patch', 'storage.k8s.io', 'volumeattachments/status'),
      ],
      own: [rule(read, 'core', 'secrets', 'x-account')],
    },
    {
      names: ['efs-csi-node-sa'],
      namespaces: ['kube-system'],
      cluster: [rule(`${read} patch`, 'core', 'nodes')],
    },
  ],
};
