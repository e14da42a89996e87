import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers } from '../../../shared/kubernetes/covers.ts';
import { ruleAllows } from '../../../shared/kubernetes/rule-allows.ts';
import type { PolicyRule } from '../../../shared/model/kubernetes.ts';
import { someNames, someResources, someVerbs } from '../../support/arbitrary-rbac.ts';
import { rule, urls } from '../../support/rbac.ts';

const apps = { apiGroups: ['apps'] };
const one = { resourceNames: ['one'] };

describe('rules cover a rule', () => {
  test.each<[string, PolicyRule[], PolicyRule]>([
    ['that is one of them', [rule('get', 'pods')], rule('get', 'pods')],
    [
      'each with a part',
      [rule('get', 'pods,nodes'), rule('list', 'pods')],
      rule('get,list', 'pods'),
    ],
    ['by any verb', [rule('*', 'pods')], rule('get,*', 'pods')],
    ['by any group', [rule('get', 'pods', { apiGroups: ['*'] })], rule('get', 'pods', apps)],
    ['by any resource', [rule('get', '*')], rule('get', 'pods,pods/log,*')],
    [
      'by any resource that has the subresource',
      [rule('get', '*/scale')],
      rule('get', 'pods/scale,*/scale'),
    ],
    ['that has names', [rule('get', 'pods')], rule('get', 'pods', one)],
    [
      'of the same names',
      [rule('get', 'pods', { resourceNames: ['two', 'one'] })],
      rule('get', 'pods', one),
    ],
    [
      'each with one of the names',
      [rule('get', 'pods', one), rule('get', 'pods', { resourceNames: ['two'] })],
      rule('get', 'pods', { resourceNames: ['one', 'two'] }),
    ],
    ['by a path', [urls('get', '/metrics')], urls('get', '/metrics')],
    ['by the beginning of a path', [urls('get', '/api/*')], urls('get', '/api/v1,/api/*')],
    ['by a path whose end is several stars', [urls('get', '/api/**')], urls('get', '/api/v1')],
    ['by a path with a star within, as it is', [urls('get', '/a*/b*')], urls('get', '/a*/b1')],
    ['by every path', [urls('*', '*')], urls('get', '/,*')],
    ['that gives nothing', [], { ...rule('get', 'pods'), verbs: [] }],
  ])('%s', (_name, rules, given) => {
    expect(covers(rules, given)).toBe(true);
  });

  test.each<[string, PolicyRule[], PolicyRule]>([
    ['of another verb', [rule('get', 'pods')], rule('get,list', 'pods')],
    ['of any verb', [rule('get,list', 'pods')], rule('*', 'pods')],
    ['of another group', [rule('get', 'pods')], rule('get', 'pods', apps)],
    ['of any group', [rule('get', 'pods')], rule('get', 'pods', { apiGroups: ['*'] })],
    ['of another resource', [rule('get', 'pods')], rule('get', 'pods,nodes')],
    ['of a subresource', [rule('get', 'pods')], rule('get', 'pods/log')],
    ['of any resource', [rule('get', 'pods')], rule('get', '*')],
    ['of another subresource', [rule('get', '*/scale')], rule('get', 'pods/log')],
    ['of the resource of a subresource', [rule('get', '*/scale')], rule('get', 'scale')],
    ['without names', [rule('get', 'pods', one)], rule('get', 'pods')],
    [
      'of another name',
      [rule('get', 'pods', one)],
      rule('get', 'pods', { resourceNames: ['one', 'two'] }),
    ],
    [
      'whose parts belong to different rules',
      [rule('get', 'pods'), rule('list', 'nodes')],
      rule('get', 'nodes'),
    ],
    ['of another path', [urls('get', '/metrics')], urls('get', '/metrics/a')],
    ['of a path that only a star within takes in', [urls('get', '/a*/b*')], urls('get', '/a1/b1')],
    ['of more paths', [urls('get', '/api/*')], urls('get', '/a*')],
    ['of a path with another verb', [urls('get', '*')], urls('post', '/')],
    ['of paths by resources', [rule('*', '*', { apiGroups: ['*'] })], urls('get', '/')],
    ['of resources by paths', [urls('*', '*')], rule('get', 'pods')],
  ])('but not one %s', (_name, rules, given) => {
    expect(covers(rules, given)).toBe(false);
  });

  test('only where each request of the rule is allowed by them', () => {
    const some = (values: readonly string[]) =>
      fc.uniqueArray(fc.constantFrom(...values, '*'), { minLength: 1, maxLength: 2 });
    const anyRule: fc.Arbitrary<PolicyRule> = fc.record({
      verbs: some(someVerbs),
      apiGroups: some(['', 'apps']),
      resources: some([...someResources, '*/exec']),
      resourceNames: fc.oneof(fc.constant([]), fc.constantFrom(['a'], ['b'], ['a', 'b'])),
      nonResourceURLs: fc.constant([]),
    });
    const request = fc.record(
      {
        verb: fc.constantFrom(...someVerbs),
        apiGroup: fc.constantFrom('', 'apps'),
        resource: fc.constantFrom('pods', 'secrets'),
        subresource: fc.constantFrom('exec', 'log'),
        name: fc.constantFrom(...someNames),
      },
      { requiredKeys: ['verb', 'apiGroup', 'resource'] },
    );
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 3 }), anyRule, request, (rules, given, asked) => {
        if (!covers(rules, given) || !ruleAllows(given, asked)) return;
        expect(rules.some((each) => ruleAllows(each, asked))).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});
