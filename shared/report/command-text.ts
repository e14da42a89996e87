import { plain } from './text.ts';

/** A command is shown whole or not at all: half of one does something else. */
export function commandText(command: string): string {
  return command.length <= longestCommand
    ? plain(command)
    : '(a command too long for a message: it is in the sweep report)';
}

const longestCommand = 2000;
