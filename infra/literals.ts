import { CfnElement, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Json } from '../shared/model/json.ts';
import { givenName } from './given-names.ts';

/**
 * Values of a template as text that is known at synth, with `${0}`, `${1}` … for what only CloudFormation knows: the
 * object that holds them can then be an asset, and a function is told the names beside it.
 */
export class Literals {
  readonly #home: Stack;
  /** Each as CloudFormation's own function of it, in the order of their numbers. */
  readonly #names = new Map<string, unknown>();

  constructor(home: Stack) {
    this.#home = home;
  }

  /** `scope` is whatever the value belongs to. */
  of(scope: IConstruct, value: unknown): Json {
    const stack = Stack.of(scope);
    return this.#literal(stack, stack.resolve(value));
  }

  text(scope: IConstruct, value: unknown): string {
    return String(this.of(scope, value));
  }

  /** An ARN for a policy of the home stack; `generated` is the one of a resource of it that has no name of ours. */
  arn(element: CfnElement, attribute: string | undefined, generated: string): string {
    const known = givenName(element, attribute);
    if (known === undefined && Stack.of(element) !== this.#home) throw needsName(element);
    return known ?? generated;
  }

  /** The names as a JSON array, for a template of the home stack. */
  names(): string {
    const names = [...this.#names.values()].map((name) => Token.asString(name));
    return this.#home.toJsonString(names);
  }

  #literal(stack: Stack, value: unknown): Json {
    if (Array.isArray(value)) return value.map((item) => this.#literal(stack, item));
    if (typeof value !== 'object' || value === null) return value as Json;
    const [[name, argument] = [], ...more] = Object.entries(value);
    if (name === 'Fn::Join') {
      const [delimiter, parts] = argument;
      return parts.map((part: unknown) => this.#literal(stack, part)).join(delimiter);
    }
    const isFunction = name === 'Ref' || name?.startsWith('Fn::') === true;
    if (isFunction && more.length === 0) return this.#reference(stack, value, argument);
    return Object.fromEntries(
      Object.entries(value).map(([key, of]) => [key, this.#literal(stack, of)]),
    );
  }

  #reference(stack: Stack, intrinsic: object, argument: unknown): Json {
    const [logicalId, attribute] = [argument].flat();
    const named = elementOf(stack, logicalId);
    const known = named && givenName(named, attribute);
    if (known !== undefined) return this.#literal(stack, stack.resolve(known));
    if (named !== undefined && stack !== this.#home) {
      throw needsName(named);
    }
    const key = JSON.stringify(intrinsic);
    if (!this.#names.has(key)) this.#names.set(key, intrinsic);
    return `\${${[...this.#names.keys()].indexOf(key)}}`;
  }
}

function needsName({ node }: CfnElement): Error {
  return new Error(`${node.path} needs a name, for the home Region to know it by`);
}

function elementOf(stack: Stack, logicalId: unknown): CfnElement | undefined {
  return stack.node
    .findAll()
    .filter((node) => CfnElement.isCfnElement(node))
    .find((element) => stack.resolve(element.logicalId) === logicalId);
}
