import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { width } from './width.ts';

export interface Column<T> {
  /** The heading, and on a phone the name beside the value. The first column needs none there: it is the title of the card. */
  readonly label: string;
  /** Its share of the table's width; fixed, so that nothing moves when values change. */
  readonly width: number;
  readonly cell: (row: T) => unknown;
  /** On a phone it takes the whole width, without its name. */
  readonly wide?: boolean;
  /** Holds buttons rather than a value. */
  readonly buttons?: boolean;
}

/** A table; the roles are spelled out because browsers forget them when the style turns rows into cards. */
export function table<T>(
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
  key: (row: T) => string,
  linked = true,
): TemplateResult {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  return html`<table role="table" aria-label=${name}>
    <colgroup>${columns.map((column) => html`<col ${width((100 * column.width) / whole)}>`)}</colgroup>
    <thead role="rowgroup"><tr role="row">${columns.map(
      (column) => html`<th role="columnheader" scope="col">${column.buttons ? html`<span class="hidden">${column.label}</span>` : column.label}</th>`,
    )}</tr></thead>
    <tbody role="rowgroup">${repeat(rows, key, (row) => html`<tr role="row" class=${linked ? 'linked' : ''}>${columns.map(
      (column, index) => html`<td role="cell" class=${column.buttons ? 'end' : ''}
        data-label=${index === 0 || column.wide || column.buttons ? nothing : column.label}><div>${column.cell(row)}</div></td>`,
    )}</tr>`)}</tbody>
  </table>`;
}
