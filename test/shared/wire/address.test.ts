import { describe, expect, test } from 'vitest';
import { withoutCredentials } from '../../../shared/wire/address.ts';

describe('an address', () => {
  test.each([
    ['https://bot:s3cret@git.example.com/a/b', 'https://git.example.com/a/b'],
    ['https://ghp_token@git.example.com/a', 'https://git.example.com/a'],
    ['HTTP://bot:s3cr@t@git.example.com', 'HTTP://git.example.com'],
    ['ssh://git:s3cret@git.example.com/a', 'ssh://git@git.example.com/a'],
  ])('%s loses what lets somebody in', (given, kept) => {
    expect(withoutCredentials(given)).toBe(kept);
  });

  test.each([
    'https://git.example.com/a/b',
    'https://git.example.com/a@v1',
    'https://git.example.com?user=a@b',
    'ssh://git@git.example.com/a',
    'git@git.example.com:a/b',
    'oci://registry.example.com/a@sha256:00',
    's3.amazonaws.com',
    '',
  ])('%s is kept as it is', (given) => {
    expect(withoutCredentials(given)).toBe(given);
  });
});
