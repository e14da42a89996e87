/** Security Hub's severity labels, mildest first. */
export const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

export type Severity = (typeof severities)[number];

/** Sorts the most severe first. */
export function bySeverity(a: Severity, b: Severity): number {
  return severities.indexOf(b) - severities.indexOf(a);
}

export function isAtLeast(severity: Severity, minimum: Severity): boolean {
  return bySeverity(severity, minimum) <= 0;
}

/** Throws when the text is none of the labels. */
export function severityOf(text: string): Severity {
  const severity = severities.find((label) => label === text);
  if (severity === undefined) {
    throw new Error(`"${text}" is no severity; severities are ${severities.join(', ')}`);
  }
  return severity;
}

/** One step milder, as what turns on a condition that nobody can decide; LOW stays LOW. */
export function lowered(severity: Severity): Severity {
  return severities[Math.max(0, severities.indexOf(severity) - 1)] ?? severity;
}
