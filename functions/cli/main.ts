#!/usr/bin/env node
import { dayOf } from '../../shared/commit/commit.ts';
import { renderRule, renderRuleList } from '../../shared/report/rules.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { accessCommand } from './access-command.ts';
import { type Command, readCommand } from './command.ts';
import type { ExplainCommand } from './explain-arguments.ts';
import { explainCommand } from './explain-command.ts';
import { helpText } from './help.ts';
import { migrateAwsAuthCommand } from './migrate-aws-auth-command.ts';
import { livePlace, type Place, snapshotPlace } from './place.ts';
import { previewCommand } from './preview-command.ts';
import type { ReplayCommand } from './replay-arguments.ts';
import { replayCommand } from './replay-command.ts';
import { sampleCommand, sampleFolder } from './sample-command.ts';
import { snapshotCommand } from './snapshot-command.ts';
import { sweepCommand } from './sweep-command.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { waiveCommand } from './waive-command.ts';
import { whoCanCommand } from './who-can-command.ts';

/** Wrong usage or configuration. */
const wrongUsage = 3;

/** Something failed that should not have: a fault of ours, or of the machine. */
const unexpected = 4;

const terminal = processTerminal();
// Node's own status for these is 1, which says that there are findings; a reader that goes away is one of them.
process.on('uncaughtException', (error) => process.exit(failure(terminal, error)));
process.exitCode = await main(terminal, process.argv.slice(2));

async function main(terminal: Terminal, args: readonly string[]): Promise<number> {
  try {
    return await carryOut(terminal, readCommand(args));
  } catch (error) {
    return failure(terminal, error);
  }
}

/** Says what went wrong; gives the exit status. */
function failure(terminal: Terminal, error: unknown): number {
  if (error instanceof UsageError) {
    terminal.err(error.message);
    terminal.err('Try: npm start -- help');
    return wrongUsage;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  terminal.err(`gatewatch failed: ${message}`);
  terminal.err(process.env['DEBUG'] ? `${stack}` : 'DEBUG=1 shows where.');
  return unexpected;
}

async function carryOut(terminal: Terminal, command: Command): Promise<number> {
  switch (command.name) {
    case 'sample':
      return sampleCommand(terminal);
    case 'help':
      terminal.out(helpText(command.of));
      return 0;
    case 'rules':
      terminal.out(rulesText(terminal, command.ruleId));
      return 0;
    case 'snapshot':
      return snapshotCommand(terminal, command);
    case 'replay':
      return replayCommand(terminal, await snapshotOf(command.from, command.config), command);
    case 'explain':
      return explainCommand(terminal, await placeOf(command), command);
    case 'preview-alert':
      return previewCommand(terminal, await placeOf(command), command);
    case 'waive':
      return waiveCommand(terminal, await placeOf(command), command, dayOf(Date.now()));
    case 'who-can':
      return whoCanCommand(terminal, await placeOf(command), command);
    case 'access':
      return accessCommand(terminal, await placeOf(command), command);
    case 'migrate-aws-auth':
      return migrateAwsAuthCommand(terminal, await placeOf(command), command);
    case 'doctor': {
      // It brings clients of services that no other command asks.
      const { doctorCommand } = await import('./doctor-command.ts');
      return doctorCommand(terminal, command);
    }
    case 'sweep':
      return sweepCommand(terminal, command);
  }
}

function placeOf({ from, config }: Pick<ExplainCommand, 'from' | 'config'>): Promise<Place> {
  return from === 'live' ? livePlace(config) : snapshotOf(from, config);
}

function snapshotOf(from: ReplayCommand['from'], config: string | undefined): Promise<Place> {
  return snapshotPlace(from === 'sample' ? sampleFolder : from.snapshot, config);
}

function rulesText(terminal: Terminal, ruleId: string | undefined): string {
  if (ruleId === undefined) return renderRuleList(catalogue, terminal.width);
  const rule = catalogue.find(({ id }) => id === ruleId);
  if (rule === undefined) {
    throw new UsageError(`"${ruleId}" is no rule; "npm start -- rules" lists them`);
  }
  return renderRule(rule, terminal.width);
}
