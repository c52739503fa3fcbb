import { html, svg, type TemplateResult } from 'lit';
import { count, percent } from '../model/format.ts';

export interface Slice {
  readonly label: string;
  readonly value: number;
  /** One of the colours s0 to s5 of the donut's style. */
  readonly colour: number;
}

const GAP = 0.9;

/** A ring with its legend; the legend is a list, so the ring itself may stay silent for screen readers. */
export function donut(slices: readonly Slice[], unit: string): TemplateResult {
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  let start = 0;
  const arcs = slices.map((slice) => {
    const share = total === 0 ? 0 : (100 * slice.value) / total;
    const gap = slices.length > 1 ? Math.min(GAP, share / 2) : 0;
    const arc = svg`<circle class="arc s${slice.colour}" cx="60" cy="60" r="51" pathLength="100"
      stroke-dasharray="${(share - gap).toFixed(2)} 100" stroke-dashoffset=${(-start).toFixed(2)}/>`;
    start += share;
    return arc;
  });
  return html`<div class="donut">
    <svg viewBox="0 0 120 120" aria-hidden="true"><circle class="ring" cx="60" cy="60" r="51"/>
      <g transform="rotate(-90 60 60)">${arcs}</g>
      <text class="whole" x="60" y="61">${count(total)}</text><text class="unit" x="60" y="77">${unit}</text>
    </svg>
    <ul>${slices.map(
      (slice) => html`<li><i class="s${slice.colour}"></i><span class="clip" title=${slice.label}>${slice.label}</span>
        <b class="number">${count(slice.value)}</b><span class="muted number">${percent(slice.value, total)}</span></li>`,
    )}</ul>
  </div>`;
}
