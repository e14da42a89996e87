import { describe, expect, test } from 'vitest';
import { deleteBinding, removeSubjects, unbind } from '../../../shared/access/binding-commands.ts';
import { account, clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';

const app = account('shop/app');
const ops = group('ops');
const anna = user('anna');

describe('a binding is deleted', () => {
  test('over the whole cluster', () => {
    expect(deleteBinding(clusterRoleBinding('ops', 'cluster-admin', ops))).toBe(
      'kubectl delete clusterrolebinding -- ops',
    );
  });

  test('in its namespace, where its name looks like an option', () => {
    expect(deleteBinding(roleBinding('shop/--all', 'ClusterRole view', ops))).toBe(
      'kubectl delete rolebinding --namespace=shop -- --all',
    );
  });
});

describe('subjects are taken out of a binding', () => {
  test('which is deleted where nobody else is in it', () => {
    expect(unbind(clusterRoleBinding('all', 'view', app, ops), [ops, app])).toBe(
      'kubectl delete clusterrolebinding -- all',
    );
    expect(unbind(roleBinding('shop/twice', 'Role app', app, app), [app])).toBe(
      'kubectl delete rolebinding --namespace=shop -- twice',
    );
  });

  test('which stays for the others, by a patch that looks before it removes', () => {
    expect(unbind(roleBinding('shop/all', 'ClusterRole edit', anna, app, ops), [app])).toBe(
      `kubectl patch --type=json '--patch=[{"op":"test","path":"/subjects/1/name","value":"app"},{"op":"remove","path":"/subjects/1"}]' rolebinding --namespace=shop -- all`,
    );
  });

  test('from the last to the first, each place of one that is in it twice', () => {
    expect(unbind(clusterRoleBinding('all', 'view', ops, app, ops), [ops])).toBe(
      `kubectl patch --type=json '--patch=[${[
        '{"op":"test","path":"/subjects/2/name","value":"ops"},{"op":"remove","path":"/subjects/2"}',
        '{"op":"test","path":"/subjects/0/name","value":"ops"},{"op":"remove","path":"/subjects/0"}',
      ].join()}]' clusterrolebinding -- all`,
    );
  });

  test('and the binding stays even empty, where Kubernetes made it', () => {
    expect(removeSubjects(clusterRoleBinding('system:discovery', 'view', ops), [ops])).toBe(
      `kubectl patch --type=json '--patch=[{"op":"test","path":"/subjects/0/name","value":"ops"},{"op":"remove","path":"/subjects/0"}]' clusterrolebinding -- system:discovery`,
    );
  });
});
