import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isChosenByCaller,
  mayBecome,
  renderName,
  templatesIn,
} from '../../../shared/kubernetes/name-template.ts';

const ana = {
  accountId: '111122223333',
  sessionName: 'ana@shop',
  accessKeyId: 'ASIAQ000000000000000',
};
const node = {
  ...ana,
  sessionName: 'i-0123456789abcdef0',
  privateDnsName: 'ip-10-0-0-1.ec2.internal',
};

describe('a name becomes', () => {
  test.each([
    ['ops', 'ops'],
    ['{{SessionName}}', 'ana-shop'],
    ['{{SessionNameRaw}}', 'ana@shop'],
    ['{{AccountID}}:{{SessionName}}', '111122223333:ana-shop'],
    ['{{AccessKeyID}}', 'ASIAQ000000000000000'],
    ['{{SessionName}}-{{SessionName}}', 'ana-shop-ana-shop'],
    ['{{sessionname}}', '{{sessionname}}'],
    ['{{Session}}', '{{Session}}'],
  ])('%s: %s', (template, name) => {
    expect(renderName(template, ana)).toBe(name);
  });

  test('the name of a node, for a session that is named after an instance', () => {
    const template = 'system:node:{{EC2PrivateDNSName}}';
    expect(renderName(template, node)).toBe('system:node:ip-10-0-0-1.ec2.internal');
    expect(renderName(template, ana)).toBeUndefined();
  });

  test('and a session name is no pattern', () => {
    expect(renderName('a:{{SessionName}}', { ...ana, sessionName: '$&' })).toBe('a:$&');
  });
});

test.each([
  ['ops', [], false],
  ['{{AccountID}}', ['{{AccountID}}'], false],
  ['{{AccessKeyID}}', ['{{AccessKeyID}}'], false],
  ['system:node:{{EC2PrivateDNSName}}', ['{{EC2PrivateDNSName}}'], false],
  ['a:{{SessionName}}', ['{{SessionName}}'], true],
  ['{{AccountID}}-{{SessionNameRaw}}', ['{{AccountID}}', '{{SessionNameRaw}}'], true],
  ['{{Session}}', [], false],
])('%s holds %j; chosen by the caller: %s', (text, templates, chosen) => {
  expect(templatesIn(text)).toEqual(templates);
  expect(isChosenByCaller(text)).toBe(chosen);
});

describe('a name may become', () => {
  test.each([
    ['ops', 'ops', true],
    ['ops', 'ops2', false],
    ['', '', true],
    ['{{SessionName}}', 'ops', true],
    ['{{SessionName}}', 'system:masters', false],
    ['{{SessionName}}', 'a', false],
    ['{{SessionName}}', 'a'.repeat(64), true],
    ['{{SessionName}}', 'a'.repeat(65), false],
    ['system:{{SessionName}}', 'system:masters', true],
    ['system:{{SessionName}}', 'system::ab', false],
    ['{{SessionName}}', 'a@b', false],
    ['{{SessionNameRaw}}', 'a@b', true],
    ['{{SessionName}}{{SessionName}}', 'abcd', true],
    ['{{SessionName}}{{SessionName}}', 'abc', false],
    ['{{SessionName}}-x', 'a-x-x', true],
    ['{{AccountID}}', '111122223333', true],
    ['{{AccountID}}', '11112222333', false],
    ['{{AccountID}}x', '1111222233334x', false],
    ['{{AccessKeyID}}', 'ASIAQ000000000000000', true],
    ['{{AccessKeyID}}', 'ops', false],
    ['system:node:{{EC2PrivateDNSName}}', 'system:node:ip-10-0-0-1.ec2.internal', true],
    ['system:node:{{EC2PrivateDNSName}}', 'system:node:', false],
    ['{{Session}}', '{{Session}}', true],
  ])('%s: %s is %s', (text, name, expected) => {
    expect(mayBecome(text, name)).toBe(expected);
  });

  test('whatever it is rendered as', () => {
    const piece = fc.constantFrom(
      'ops',
      ':',
      '{{SessionName}}',
      '{{AccountID}}',
      '{{SessionNameRaw}}',
    );
    const sessionName = fc.stringMatching(/^[\w+=,.@-]{2,64}$/);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), sessionName, (pieces, session) => {
        const text = pieces.join('');
        const name = renderName(text, { ...ana, sessionName: session }) ?? '';
        expect(mayBecome(text, name)).toBe(true);
      }),
    );
  });

  test('is answered at once for a name made to take long', () => {
    expect(mayBecome('{{SessionName}}'.repeat(20), `${'a'.repeat(1_000)}:`)).toBe(false);
  });
});
