import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../functions/cli/command.ts';

const look = { name: 'doctor', does: 'look', format: 'table' };

describe('doctor', () => {
  it.each<[readonly string[], object]>([
    [[], look],
    [['--region', 'eu-west-1'], { ...look, region: 'eu-west-1' }],
    [['--format', 'json', '--config', 'g.yaml'], { ...look, format: 'json', config: 'g.yaml' }],
    [['--uninstall'], { ...look, does: 'uninstall' }],
    [['--test-message', 'findings'], { ...look, does: { testMessage: 'findings' } }],
  ])('%j is understood', (args, command) => {
    expect(readCommand(['doctor', ...args])).toEqual(command);
  });

  it.each<[readonly string[], string]>([
    [['doctor', 'now'], 'unexpected "now"'],
    [['doctor', '--live'], 'doctor takes no --live'],
    [['doctor', '--format', 'markdown'], '--format markdown: formats are table, json'],
    [['doctor', '--test-message', ''], '--test-message needs a channel, or all'],
    [
      ['doctor', '--uninstall', '--test-message', 'all'],
      'doctor takes one of --uninstall and --test-message CHANNEL',
    ],
    [['sweep', '--live', '--uninstall'], 'sweep takes no --uninstall'],
  ])('%j is wrong usage', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
  });
});
