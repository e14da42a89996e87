/**
 * Untrusted text made safe for a terminal, an email or a log: everything that is not shown as itself is
 * spelled out instead: line breaks, ANSI escapes, bidirectional overrides, zero-width and half characters.
 */
export function plain(text: string): string {
  return text.replace(invisible, visible);
}

/** `plain` text of at most `max` characters and a note of what was left out; looks at no more of it than that. */
export function shown(text: string, max: number): string {
  const head = plain(wholeCharacters(text.slice(0, max)));
  if (text.length <= max && head.length <= max) return head;
  return `${wholeCharacters(head.slice(0, max))}… (cut: ${text.length} characters in all)`;
}

/**
 * Lines of at most `width` characters, each beginning with `indent`. A longer word, such as an ARN or a link,
 * keeps a line of its own so that it can be copied; only absurdly long ones are broken.
 */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(breakable)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= room || line === '') {
      line = longer;
    } else {
      lines.push(indent + line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, indent + line];
}

/** Wrapped text with a label at the left of its first line; `column` is where the text begins. */
export function labelled(
  label: string,
  text: string,
  column: number,
  width: number,
): readonly string[] {
  const lines = wrap(text, width, ' '.repeat(column));
  return lines.map((line, index) =>
    index === 0 ? `${label.padEnd(column - 1)} ${line.slice(column)}` : line,
  );
}

/**
 * One line of at most `max` printable ASCII characters, as an SNS subject must be; never empty.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function asciiSubject(text: string, max: number): string {
  const ascii = text
    .slice(0, 4 * max)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[^ -~]/gu, '?')
    .replace(/ +/g, ' ')
    .trim();
  if (ascii === '') return '?';
  return ascii.length <= max ? ascii : `${ascii.slice(0, max - 3).trimEnd()}...`;
}

/** Roles and users of the account itself without the ARN's head; everybody else's ARN stays whole. */
export function shortArns(text: string, accountId: string): string {
  return text.replace(/arn:[a-z-]+:iam::(\d{12}):(?=(?:role|user)\/)/g, (head, owner) =>
    owner === accountId ? '' : head,
  );
}

/** `2026-11-22 09:00:03 UTC` from milliseconds since the epoch. */
export function timeText(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'at an unknown time';
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

/** `37 s`, `4 min 12 s`, `2 h` or `3 d 4 h` from milliseconds. */
export function durationText(duration: number): string {
  const seconds = Math.max(0, Math.floor(duration / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(hours / 24), 'd'],
    [hours % 24, 'h'],
    [minutes % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([number]) => number > 0);
  if (first < 0) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([number]) => number > 0)
    .map(([number, unit]) => `${number} ${unit}`)
    .join(' ');
}

/** `1 finding`, `2 findings`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const encoder = new TextEncoder();

/** Bytes in UTF-8, which is what SNS counts. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Control, format, half a surrogate pair, line and paragraph separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const namedEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function visible(character: string): string {
  return namedEscapes[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** Without the half of a pair that a cut may have left at the end. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}

const longestWord = 200;

function breakable(word: string): readonly string[] {
  if (word.length <= longestWord) return word === '' ? [] : [word];
  const characters = Array.from(word);
  return Array.from({ length: Math.ceil(characters.length / longestWord) }, (_, index) =>
    characters.slice(index * longestWord, (index + 1) * longestWord).join(''),
  );
}
