import type { Deployment } from '../model/kubernetes-workloads.ts';

/** How a controller is started, as far as its Deployment says it. */
export interface ControllerFlags {
  /** Whether a flag that is on or off is on; off where it is not given. */
  isOn(name: string): boolean;
  /** The text of a flag; undefined where it is not given, or empty. */
  textOf(name: string): string | undefined;
}

/** A flag as written, without its dashes. */
interface Flag {
  readonly name: string;
  /** What follows `=`. */
  readonly value?: string;
  /** The next argument: the value of a flag that takes one, where there was no `=`. */
  readonly next?: string;
}

/**
 * Of the container `manager`, as Flux names it, or the first one. The last of equal flags counts, and one that is on or off
 * takes its value after `=` only.
 * https://pkg.go.dev/github.com/spf13/pflag#section-readme
 */
export function controllerFlags({ containers }: Deployment): ControllerFlags {
  const manager = containers.find(({ name }) => name === 'manager') ?? containers[0];
  const flags = flagsIn([...(manager?.command ?? []), ...(manager?.args ?? [])]);
  const last = (name: string) => flags.findLast((flag) => flag.name === name);
  return {
    isOn(name) {
      const flag = last(name);
      return flag !== undefined && (flag.value === undefined || isTrue(flag.value));
    },
    textOf(name) {
      const flag = last(name);
      const text = flag?.value ?? flag?.next;
      return text === '' ? undefined : text;
    },
  };
}

function flagsIn(words: readonly string[]): readonly Flag[] {
  const end = words.indexOf('--');
  const flags = end < 0 ? words : words.slice(0, end);
  return flags.flatMap((word, index) => {
    const [, name, , value] = /^--([^=]+)(=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    const next = flags[index + 1];
    return [{ name, ...(value !== undefined && { value }), ...(next !== undefined && { next }) }];
  });
}

/** https://pkg.go.dev/strconv#ParseBool */
function isTrue(text: string): boolean {
  return /^(1|t|T|TRUE|true|True)$/.test(text);
}
