import fc from 'fast-check';
import { expect, test } from 'vitest';
import { controllerFlags } from '../../../shared/access/controller-flags.ts';
import { controller } from '../../support/operators.ts';

const flagsOf = (...args: readonly string[]) =>
  controllerFlags(controller('helm-controller', ...args));

test.each<readonly [boolean, string, readonly string[]]>([
  [true, 'named alone', ['--no-remote-bases']],
  [true, 'set to true', ['--no-remote-bases=true']],
  [true, 'set to 1', ['--no-remote-bases=1']],
  [true, 'named alone before a word, which is not its value', ['--no-remote-bases', 'false']],
  [true, 'switched off and on again', ['--no-remote-bases=false', '--no-remote-bases']],
  [false, 'set to false', ['--no-remote-bases=false']],
  [false, 'set to what no controller starts with', ['--no-remote-bases=yes']],
  [false, 'set to more than a yes', ['--no-remote-bases=truest']],
  [false, 'set to what ends in a yes', ['--no-remote-bases=not']],
  [false, 'left out', ['--log-level=info']],
  [false, 'part of another', ['--no-remote-bases-at-all']],
  [false, 'of one dash, which stands for many short ones', ['-no-remote-bases']],
  [false, 'after the end of flags', ['--', '--no-remote-bases']],
])('takes it for %s when a flag is %s', (on, _, args) => {
  expect(flagsOf(...args).isOn('no-remote-bases')).toBe(on);
});

test.each<readonly [string | undefined, string, readonly string[]]>([
  ['tenant', 'after an equals sign', ['--default-service-account=tenant']],
  ['tenant', 'as the next word', ['--default-service-account', 'tenant']],
  ['a=b', 'with an equals sign of its own', ['--default-service-account=a=b']],
  ['last', 'twice', ['--default-service-account=first', '--default-service-account=last']],
  [undefined, 'behind other text', ['x--default-service-account=tenant']],
  [undefined, 'empty', ['--default-service-account=']],
  [undefined, 'missing', ['--default-service-account']],
])('reads %s where a text is given %s', (text, _, args) => {
  expect(flagsOf(...args).textOf('default-service-account')).toBe(text);
});

test('reads the flags of the container manager, its command included', () => {
  const deployment = {
    ...controller('helm-controller'),
    containers: [
      { name: 'proxy', command: [], args: ['--a=proxy'] },
      { name: 'manager', command: ['controller', '--a=manager'], args: ['--b=manager'] },
    ],
  };
  expect(controllerFlags(deployment).textOf('a')).toBe('manager');
  expect(controllerFlags(deployment).textOf('b')).toBe('manager');
});

test('reads those of the first container where none is named so, and none where there is none', () => {
  const only = { ...controller('x'), containers: [{ name: 'x', command: [], args: ['--a=x'] }] };
  expect(controllerFlags(only).textOf('a')).toBe('x');
  expect(controllerFlags({ ...only, containers: [] }).textOf('a')).toBeUndefined();
});

test('reads back whatever is written after an equals sign', () => {
  const name = fc.stringMatching(/^[a-z][a-z-]{0,20}$/);
  const flags = fc.dictionary(name, fc.string({ minLength: 1 }), { maxKeys: 5 });
  fc.assert(
    fc.property(flags, (written) => {
      const read = flagsOf(...Object.entries(written).map(([flag, value]) => `--${flag}=${value}`));
      for (const [flag, value] of Object.entries(written)) expect(read.textOf(flag)).toBe(value);
    }),
  );
});
