import type { Waiver } from '../model/config.ts';
import { jsonText } from './json.ts';

/** A waiver as one writes it in YAML: a line for each key, and on one line in brackets. */
export function waiverYaml(waiver: Waiver): {
  readonly lines: readonly string[];
  readonly flow: string;
} {
  return {
    lines: Object.entries(waiver).map(([key, value]) => `${key}: ${scalar(String(value))}`),
    flow: jsonText(waiver),
  };
}

/** As it is where that can be nothing but this text; a JSON string otherwise, which is a YAML string too. */
function scalar(text: string): string {
  return isPlain(text) ? text : jsonText(text);
}

/** https://yaml.org/spec/1.2.2/#733-plain-style */
function isPlain(text: string): boolean {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isWord =
    /^\p{L}[^\p{C}\p{Zl}\p{Zp}]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isDay || (isWord && !/: | #|[: ]$/.test(text));
}
