import { expect, test } from 'vitest';
import {
  deleteAccessEntry,
  disassociateAccessPolicy,
  updateClusterConfig,
} from '../../../shared/access/remedy-commands.ts';

const cluster = { region: 'eu-west-1', name: 'payments' };
const hostile = "arn:aws:iam::012345678901:role/x'; reboot #";
const quoted = "'arn:aws:iam::012345678901:role/x'\\''; reboot #'";

test('what others named stays one word', () => {
  expect(disassociateAccessPolicy(cluster, hostile, 'arn:p')).toBe(
    `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${quoted} --policy-arn arn:p --region eu-west-1`,
  );
  expect(deleteAccessEntry(cluster, hostile)).toBe(
    `aws eks delete-access-entry --cluster-name payments --principal-arn ${quoted} --region eu-west-1`,
  );
  expect(updateClusterConfig({ ...cluster, name: 'a b' }, '--access-config', 'x=API')).toBe(
    "aws eks update-cluster-config --name 'a b' --access-config x=API --region eu-west-1",
  );
});
