import type { Comparison } from './comparison.ts';
import { compileTemplate, matchesTemplate } from './template.ts';

/** StringEquals and StringLike: case counts, and only the latter knows wildcards. */
export function compareText({ wildcards }: { readonly wildcards: boolean }) {
  return (text: string, variables: boolean): Comparison => {
    const template = compileTemplate(text, { wildcards, variables });
    return (value, context) => matchesTemplate(template, value, context);
  };
}

export function ignoringCase(text: string, variables: boolean): Comparison {
  const template = compileTemplate(text.toLowerCase(), { wildcards: false, variables });
  return (value, context) =>
    matchesTemplate(template, value.toLowerCase(), {
      value: (key) => inLowerCase(context.value(key)),
    });
}

function inLowerCase(values: readonly string[] | 'unknown'): readonly string[] | 'unknown' {
  return values === 'unknown' ? values : values.map((value) => value.toLowerCase());
}
