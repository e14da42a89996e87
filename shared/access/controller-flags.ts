import type { Deployment } from '../model/kubernetes-workloads.ts';

/** How a controller is started, as far as its Deployment says it. */
export interface ControllerFlags {
  /** Whether a flag that is on or off is on; off where it is not given. */
  isOn(name: string): boolean;
  /** The text of a flag; undefined where it is not given, or empty. */
  textOf(name: string): string | undefined;
}

/** A word of a command line. */
interface Word {
  /** Of a flag, without its dashes; undefined for what is none. */
  readonly name: string | undefined;
  /** What follows `=`. */
  readonly value: string | undefined;
  /** The next word: the value of a flag that takes one, where there was no `=`. */
  readonly next: string | undefined;
}

/**
 * Of the container `manager`, as Flux names it, or the first one. The last of equal flags counts, and one that is on or off
 * takes its value after `=` only.
 * https://pkg.go.dev/github.com/spf13/pflag#section-readme
 */
export function controllerFlags({ containers }: Deployment): ControllerFlags {
  const manager = containers.find(({ name }) => name === 'manager') ?? containers[0];
  const words = wordsOf([...(manager?.command ?? []), ...(manager?.args ?? [])]);
  const last = (name: string) => words.findLast((word) => word.name === name);
  return {
    isOn(name) {
      const flag = last(name);
      return flag !== undefined && (flag.value === undefined || yes.includes(flag.value));
    },
    textOf(name) {
      const flag = last(name);
      const text = flag?.value ?? flag?.next;
      return text === '' ? undefined : text;
    },
  };
}

function wordsOf(texts: readonly string[]): readonly Word[] {
  const end = texts.indexOf('--');
  const words = end < 0 ? texts : texts.slice(0, end);
  return words.map((word, index) => {
    const [, name, , value] = /^--([^=]+)(=(.*))?/s.exec(word) ?? [];
    return { name, value, next: words[index + 1] };
  });
}

/** What is on: https://pkg.go.dev/strconv#ParseBool */
const yes = ['1', 't', 'T', 'TRUE', 'true', 'True'];
