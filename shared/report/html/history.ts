import { count } from '../text.ts';
import type { HtmlReport, Moved } from './html-report.ts';
import { html, type Markup } from './markup.ts';

const dayLength = 86_400_000;
const daysShown = 90;

interface Day {
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  readonly opened: number;
  readonly resolved: number;
}

/** Findings that came and went, day by day; in words where nothing is known of before. */
export function historySection({ history, report }: HtmlReport): Markup {
  const content =
    history === undefined
      ? html`<p>No history: this was the first look, so nothing is known of before. A sweep with <code>--state DIR</code> remembers findings in a folder, and a deployed Gatewatch does by itself.</p>`
      : chart(daysOf(history, Date.parse(report.takenAt)), history);
  return html`<section id="history" aria-labelledby="h-history"><h2 id="h-history">Findings over time</h2>
${content}
</section>
`;
}

/** Each finding counts once as opened, when it was first seen, and once as resolved if it is gone now. */
function daysOf(history: readonly Moved[], until: number): readonly Day[] {
  const opened = Map.groupBy(history, ({ firstSeen }) => dayOf(firstSeen));
  const gone = history.filter(({ status }) => status === 'resolved');
  const resolved = Map.groupBy(gone, ({ changedAt }) => dayOf(changedAt));
  const oldest = Math.min(
    until,
    ...[...opened.keys(), ...resolved.keys()].map((day) => Date.parse(day)),
  );
  const all = Math.floor((Date.parse(dayOf(until)) - Date.parse(dayOf(oldest))) / dayLength) + 1;
  return Array.from({ length: Math.min(all, daysShown) }, (_, back) => {
    const day = dayOf(until - back * dayLength);
    return {
      ...{ day, opened: opened.get(day)?.length ?? 0 },
      resolved: resolved.get(day)?.length ?? 0,
    };
  }).reverse();
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const [width, half] = [1080, 70];

/** Opened above the line, resolved below it, and the same as a table. */
function chart(days: readonly Day[], history: readonly Moved[]): Markup {
  const most = Math.max(1, ...days.flatMap(({ opened, resolved }) => [opened, resolved]));
  const step = width / Math.max(days.length, 14);
  const bars = days.map(({ day, opened, resolved }, index) => {
    const x = Math.round(index * step);
    const w = Math.max(2, Math.min(36, Math.round(step) - 3));
    return [
      opened > 0 &&
        bar(
          'came',
          x,
          half - height(opened, most),
          w,
          height(opened, most),
          `${day}: ${opened} opened`,
        ),
      resolved > 0 &&
        bar('went', x, half, w, height(resolved, most), `${day}: ${resolved} resolved`),
    ];
  });
  const moved = days.filter(({ opened, resolved }) => opened + resolved > 0);
  return html`<p>${count(history.length, 'finding')} in all, ${history.filter(({ status }) => status === 'resolved').length} of them resolved. The last ${count(days.length, 'day')}:</p>
<svg class="history" viewBox="0 0 ${width} ${2 * half + 22}" role="img" aria-label="Findings opened and resolved by day; the table below says the same"><line x1="0" x2="${width}" y1="${half}" y2="${half}"/>${bars}<text x="0" y="${2 * half + 18}">${days[0]?.day}</text>${days.length > 1 && html`<text x="${width}" y="${2 * half + 18}" text-anchor="end">${days.at(-1)?.day}</text>`}</svg>
<p class="legend"><span class="key"><i class="came">+</i> opened, most on one day ${most}</span> <span class="key"><i class="went">−</i> resolved</span></p>
<details class="more"><summary>As a table</summary><table><thead><tr><th scope="col">Day</th><th scope="col" class="n">Opened</th><th scope="col" class="n">Resolved</th></tr></thead><tbody>${moved.map(
    ({ day, opened, resolved }) =>
      html`<tr><th scope="row">${day}</th><td class="n">${opened}</td><td class="n">${resolved}</td></tr>`,
  )}</tbody></table></details>`;
}

function height(number: number, most: number): number {
  return Math.max(2, Math.round((number / most) * (half - 4)));
}

function bar(kind: string, x: number, y: number, w: number, h: number, title: string): Markup {
  return html`<rect class="${kind}" x="${x}" y="${y}" width="${w}" height="${h}" rx="1"><title>${title}</title></rect>`;
}
