import { describe, expect, it } from 'vitest';
import {
  allowedBy,
  countsInSome,
  type Question,
  readQuestion,
} from '../../../shared/kubernetes/question.ts';
import { rule, urls } from '../../support/rbac.ts';

function question(verb: string, target: string, namespace?: string): Question {
  const read = readQuestion(verb, target, namespace);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('a question', () => {
  it.each<[string, string, string | undefined, Question]>([
    ['a type', 'secrets', undefined, ofCore('secrets', {})],
    ['a type in a namespace', 'secrets', 'shop', ofCore('secrets', { namespace: 'shop' })],
    ['an object', 'secrets/db', 'shop', ofCore('secrets', { name: 'db', namespace: 'shop' })],
    ['a part', 'pods/exec', undefined, ofCore('pods', { subresource: 'exec' })],
    [
      'a part of one',
      'pods/web/exec',
      undefined,
      ofCore('pods', { name: 'web', subresource: 'exec' }),
    ],
    [
      'the status of a type',
      'persistentvolumes/status',
      undefined,
      { ...ofCore('persistentvolumes', { subresource: 'status' }), isNamespaced: false },
    ],
    [
      'a part that a type may have which is not known',
      'widgets.shop.example.com/scale',
      undefined,
      {
        request: {
          ...{ verb: 'get', apiGroup: 'shop.example.com', resource: 'widgets' },
          subresource: 'scale',
        },
        isNamespaced: true,
      },
    ],
    [
      'an object called like a part that its type has not',
      'configmaps/status',
      undefined,
      ofCore('configmaps', { name: 'status' }),
    ],
    [
      'a type of the cluster that nothing is read of',
      'flowschemas.flowcontrol.apiserver.k8s.io',
      undefined,
      {
        request: {
          ...{ verb: 'get', apiGroup: 'flowcontrol.apiserver.k8s.io', resource: 'flowschemas' },
        },
        isNamespaced: false,
      },
    ],
    [
      'an object called like a part of others',
      'secrets/token',
      undefined,
      ofCore('secrets', { name: 'token' }),
    ],
    [
      'a type of another group',
      'deployments',
      undefined,
      { request: { verb: 'get', apiGroup: 'apps', resource: 'deployments' }, isNamespaced: true },
    ],
    [
      'a type of the cluster, with its group',
      'clusterroles.rbac.authorization.k8s.io',
      undefined,
      {
        request: { verb: 'get', apiGroup: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
        isNamespaced: false,
      },
    ],
    [
      'a custom type that is read',
      'clustersecretstores',
      undefined,
      {
        request: { verb: 'get', apiGroup: 'external-secrets.io', resource: 'clustersecretstores' },
        isNamespaced: false,
      },
    ],
    [
      'a type that is not known',
      'widgets.shop.example.com/one',
      undefined,
      {
        request: { verb: 'get', apiGroup: 'shop.example.com', resource: 'widgets', name: 'one' },
        isNamespaced: true,
      },
    ],
    [
      'the name of a known type in another group',
      'nodes.metrics.k8s.io',
      undefined,
      {
        request: { verb: 'get', apiGroup: 'metrics.k8s.io', resource: 'nodes' },
        isNamespaced: true,
      },
    ],
    [
      'everything',
      '*',
      undefined,
      { request: { verb: 'get', apiGroup: '*', resource: '*' }, isNamespaced: true },
    ],
    [
      'a path',
      '/metrics',
      undefined,
      { request: { verb: 'get', path: '/metrics' }, isNamespaced: false },
    ],
  ])('about %s', (_, target, namespace, read) => {
    expect(readQuestion('get', target, namespace)).toStrictEqual(read);
  });

  it.each([
    [
      'widgets',
      undefined,
      'widgets is no type that is known here: write its plural and its group, as in widgets.example.com',
    ],
    [
      '.example.com',
      undefined,
      '.example.com is no type that is known here: write its plural and its group, as in widgets.example.com',
    ],
    [
      '',
      undefined,
      ' is no type that is known here: write its plural and its group, as in widgets.example.com',
    ],
    ['nodes', 'shop', 'nodes are in no namespace'],
    ['/metrics', 'shop', 'a path such as /metrics is in no namespace'],
    ['secrets/', undefined, 'secrets/ is neither TYPE, TYPE/NAME nor TYPE/NAME/SUBRESOURCE'],
    [
      'pods/a/exec/b',
      undefined,
      'pods/a/exec/b is neither TYPE, TYPE/NAME nor TYPE/NAME/SUBRESOURCE',
    ],
  ])('about "%s" in %s is refused', (target, namespace, problem) => {
    expect(readQuestion('get', target, namespace)).toBe(problem);
  });
});

describe('a rule answers a question', () => {
  it.each([
    ['of any object', rule('get', 'secrets'), question('get', 'secrets'), {}],
    [
      'with the names it is limited to',
      named('db', 'tls'),
      question('get', 'secrets'),
      { names: ['db', 'tls'] },
    ],
    ['about one of those', named('db', 'tls'), question('get', 'secrets/db'), {}],
    ['about a path', urls('get', '/metrics'), question('get', '/metrics'), {}],
  ])('%s', (_, held, asked, answer) => {
    expect(allowedBy(held, asked)).toEqual(answer);
  });

  it.each([
    ['of another name', named('tls'), question('get', 'secrets/db')],
    ['of another verb', rule('list', 'secrets'), question('get', 'secrets')],
    ['of what is named by whoever makes it', named('db'), question('create', 'secrets')],
    ['of another path', urls('get', '/metrics'), question('get', '/logs')],
  ])('not %s', (_, held, asked) => {
    expect(allowedBy(held, asked)).toBeUndefined();
  });
});

describe('what is allowed in some namespaces alone counts', () => {
  const inShop = (namespace: string) => namespace === 'shop';
  it.each([
    ['there', question('get', 'secrets', 'shop'), true],
    ['elsewhere', question('get', 'secrets', 'bank'), false],
    ['somewhere', question('get', 'secrets'), true],
    ['for what is in no namespace', question('get', 'nodes'), false],
    ['for a path', question('get', '/metrics'), false],
    ['for the namespace itself', question('get', 'namespaces/shop'), true],
    ['for another namespace', question('get', 'namespaces/bank'), false],
    ['for some namespace', question('delete', 'namespaces'), true],
    ['for all of them', question('list', 'namespaces'), false],
    ['for a new one', question('create', 'namespaces'), false],
    ['for a watch over them', question('watch', 'namespaces'), false],
    ['for an end of them all', question('deletecollection', 'namespaces'), false],
    ['for what another API calls so', question('list', 'namespaces.example.com'), true],
  ])('%s: %#', (_, asked, counts) => {
    expect(countsInSome(asked, inShop)).toBe(counts);
  });
});

function ofCore(resource: string, more: object): Question {
  return { request: { verb: 'get', apiGroup: '', resource, ...more }, isNamespaced: true };
}

function named(...resourceNames: readonly string[]) {
  return rule('get', 'secrets', { resourceNames });
}
