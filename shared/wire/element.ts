import { type Json, memberOf } from '../model/json.ts';
import type { ElementsContent } from './file-kind.ts';

/** What an element says it is: a principal ARN, a trail ARN, a name. Undefined when it does not say. */
export function nameOfElement(content: ElementsContent, element: Json): string | undefined {
  const part = ownPartOf(content);
  const own = part === undefined ? element : memberOf(element, part);
  const texts = content.name.map((path) => memberAt(own, path));
  return texts.every((text) => typeof text === 'string') ? texts.join('/') : undefined;
}

/** Where the name of an element is expected, as in `accessEntry.principalArn`: the first place that holds no text, if any. */
export function namePathOf(content: ElementsContent, element: Json): string {
  const part = ownPartOf(content);
  const own = part === undefined ? element : memberOf(element, part);
  const missing = content.name.find((path) => typeof memberAt(own, path) !== 'string');
  return [part, missing ?? content.name[0]].filter((step) => step !== undefined).join('.');
}

/** As little of an element's first part as gives it back its name. */
export function namedPart({ name }: ElementsContent, item: string): Json {
  const [path = ''] = name;
  return path.split('.').reduceRight<Json>((inside, step) => ({ [step]: inside }), item);
}

/** The part that is in every element; undefined where elements have no parts. */
export function ownPartOf({ parts }: ElementsContent): string | undefined {
  return Object.keys(parts)[0];
}

function memberAt(json: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce(memberOf, json);
}
