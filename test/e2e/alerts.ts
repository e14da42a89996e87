import assert from 'node:assert/strict';
import type { Notification } from './inbox.ts';

/** Fails unless a person can read it and SNS could have sent it by mail. */
export function assertReadable({ Subject, Message }: Notification): void {
  // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
  assert.match(Subject, /^\[Gatewatch\] [\x20-\x7e]+$/, 'the subject is printable ASCII');
  assert.ok(Subject.length <= 99, `the subject has ${Subject.length} characters: ${Subject}`);
  assert.doesNotMatch(Message, /undefined|NaN|\[object|Invalid Date|null\b/);
}

/** Fails unless the text holds each part, however its lines are broken. */
export function assertSays(text: string, ...parts: readonly string[]): void {
  const flat = text.replaceAll(/\s+/g, ' ');
  for (const part of parts) {
    assert.ok(flat.includes(part), `does not say "${part}":\n${text}`);
  }
}

/** Lists as arrays, single values as text; fails on any other type. */
export function attributesOf({ MessageAttributes }: Notification): Record<string, unknown> {
  const read = ({ Type, Value }: { readonly Type: string; readonly Value: string }) => {
    if (Type === 'String.Array') return JSON.parse(Value);
    assert.equal(Type, 'String');
    return Value;
  };
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, of]) => [name, read(of)]),
  );
}
