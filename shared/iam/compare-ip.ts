import { type AddressRange, parseCidr } from '../model/cidr.ts';
import type { Comparison } from './comparison.ts';

/**
 * A block of addresses in CIDR notation, or one address; the two families never match each other.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function compareIp(text: string): Comparison | undefined {
  const block = parseCidr(text) ?? addressOf(text);
  if (block === undefined) return undefined;
  return (value) => {
    const address = addressOf(value);
    return address === undefined ? 'unknown' : isWithin(address, block);
  };
}

function addressOf(text: string): AddressRange | undefined {
  return parseCidr(`${text}/${text.includes(':') ? 128 : 32}`);
}

function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}
