import { describe, expect, test } from 'vitest';
import { filledIn } from '../../functions/wiring/deployed-parts.ts';

describe('the manifest of a deployment', () => {
  test('has its placeholders filled in, in every text and wherever they stand', () => {
    const text = { arn: 'arn:${0}:sqs:${1}', in: [{ url: '${1}/${0}' }, 7, null, true] };
    expect(filledIn(text, ['aws', 'changes'])).toEqual({
      arn: 'arn:aws:sqs:changes',
      in: [{ url: 'changes/aws' }, 7, null, true],
    });
  });

  test('keeps what only looks like one', () => {
    expect(filledIn('${name} $0 $&', [])).toBe('${name} $0 $&');
  });

  test('takes a name as it is, whatever it holds', () => {
    expect(filledIn('${0}', ['$& ${1}'])).toBe('$& ${1}');
  });

  test('is refused where a name is missing', () => {
    expect(() => filledIn('${1}', ['aws'])).toThrow(
      'No name is known for ${1}; deploy the stack again.',
    );
  });
});
