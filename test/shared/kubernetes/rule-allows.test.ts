import { describe, expect, test } from 'vitest';
import {
  namespaceOf,
  type RbacRequest,
  ruleAllows,
} from '../../../shared/kubernetes/rule-allows.ts';
import { rule, urls } from '../../support/rbac.ts';

const getPods = { verb: 'get', apiGroup: '', resource: 'pods' };
const exec = { verb: 'create', apiGroup: '', resource: 'pods', subresource: 'exec', name: 'web-0' };
const scale = { verb: 'update', apiGroup: 'apps', resource: 'deployments', subresource: 'scale' };

describe('a rule allows', () => {
  test.each([
    ['what it names', rule('get', 'pods'), getPods],
    ['any verb by a star', rule('*', 'pods'), getPods],
    ['any resource by a star', rule('get', '*'), getPods],
    ['any group by a star', rule('get', 'pods', { apiGroups: ['*'] }), getPods],
    ['one of several verbs', rule('list,get', 'pods'), getPods],
    ['a subresource by its full name', rule('create', 'pods/exec'), exec],
    ['every subresource by a star alone', rule('create', '*'), exec],
    ['a subresource of any resource', rule('update', '*/scale', { apiGroups: ['apps'] }), scale],
    ['an object it names', rule('get', 'pods', { resourceNames: ['web-0'] }), named('get')],
    ['a list narrowed to an object it names', rule('list', 'pods', onlyWeb), named('list')],
    ['a watch narrowed to an object it names', rule('watch', 'pods', onlyWeb), named('watch')],
    ['to create below an object it names', rule('create', 'pods/exec', onlyWeb), exec],
    ['an empty subresource, which is none', rule('get', 'pods'), { ...getPods, subresource: '' }],
    ['a path', urls('get', '/metrics'), { verb: 'get', path: '/metrics' }],
    ['a path by what it begins with', urls('get', '/api/*'), { verb: 'get', path: '/api/v1' }],
    ['every path by a star', urls('get', '*'), { verb: 'get', path: '/' }],
    ['a path with a star within, as it is', urls('get', '/a*/b*'), { verb: 'get', path: '/a*/b1' }],
    ['a path by a row of stars', urls('get', '/logs/**'), { verb: 'get', path: '/logs/a' }],
  ] satisfies Case[])('%s', (_name, given, request) => {
    expect(ruleAllows(given, request)).toBe(true);
  });

  test.each([
    ['another verb', rule('list', 'pods'), getPods],
    ['another resource', rule('get', 'pod'), getPods],
    ['the same resource of another group', rule('get', 'pods', { apiGroups: ['apps'] }), getPods],
    ['anything without a group', rule('get', 'pods', { apiGroups: [] }), getPods],
    ['a subresource by its resource', rule('create', 'pods'), exec],
    ['a resource by its subresource', rule('get', 'pods/log'), getPods],
    ['another subresource', rule('create', 'pods/attach'), exec],
    ['a subresource that ends alike', rule('create', '*/ec'), exec],
    ['a star after the slash', rule('create', 'pods/*'), exec],
    ['a resource by any subresource', rule('get', '*/status'), getPods],
    ['an object of another name', rule('get', 'pods', { resourceNames: ['db-0'] }), named('get')],
    ['an object by a pattern', rule('get', 'pods', { resourceNames: ['*'] }), named('get')],
    ['all objects where it names one', rule('list', 'pods', onlyWeb), { ...getPods, verb: 'list' }],
    ['to create what it names', rule('create', 'pods', onlyWeb), named('create')],
    [
      'to delete all by a name',
      rule('deletecollection', 'pods', onlyWeb),
      named('deletecollection'),
    ],
    ['a longer path', urls('get', '/metrics'), { verb: 'get', path: '/metrics/a' }],
    ['a path beside it', urls('get', '/api/*'), { verb: 'get', path: '/apis' }],
    ['a star that is not at the end', urls('get', '/a*/b'), { verb: 'get', path: '/aa/b' }],
    ['another verb on a path', urls('get', '*'), { verb: 'post', path: '/' }],
    ['a path by a resource', rule('*', '*', { apiGroups: ['*'] }), { verb: 'get', path: '/' }],
    ['a resource by a path', urls('*', '*'), getPods],
  ] satisfies Case[])('not %s', (_name, given, request) => {
    expect(ruleAllows(given, request)).toBe(false);
  });
});

type Case = [string, ReturnType<typeof rule>, RbacRequest];

const onlyWeb = { resourceNames: ['web-0'] };

function named(verb: string) {
  return { ...getPods, verb, name: 'web-0' };
}

describe('a request is made', () => {
  const namespaces = { apiGroup: '', resource: 'namespaces' };

  test.each<[string, RbacRequest, string | undefined]>([
    ['in its namespace', { ...getPods, namespace: 'shop' }, 'shop'],
    ['in none when it is about all of them', getPods, undefined],
    ['in the namespace it is about', { ...namespaces, verb: 'get', name: 'shop' }, 'shop'],
    ['in none when it lists namespaces', { ...namespaces, verb: 'list', name: 'shop' }, undefined],
    ['in none when it watches one', { ...namespaces, verb: 'watch', name: 'shop' }, undefined],
    ['in none when it makes one', { ...namespaces, verb: 'create', name: 'shop' }, undefined],
    [
      'in none when the group is another',
      { ...namespaces, apiGroup: 'x.io', verb: 'get', name: 'shop' },
      undefined,
    ],
    ['in none when it is about an object outside any', { ...getPods, name: 'shop' }, undefined],
    ['in none when it is about a path', { verb: 'get', path: '/metrics' }, undefined],
  ])('%s', (_name, request, expected) => {
    expect(namespaceOf(request)).toBe(expected);
  });
});
