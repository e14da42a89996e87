import type { WireResponse } from './aws-call.ts';

export function respondXml(status: number, body: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

/** A date, number or text as XML carries it. */
export function textContent(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return String(value).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
