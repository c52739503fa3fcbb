import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuthStatus, Device } from '../api/types.ts';
import { empty, pageTop, stale } from '../components/bits.ts';
import { icon } from '../components/icons.ts';
import { decision } from '../components/pending.ts';
import { deviceColumns, deviceStatus } from '../components/rows.ts';
import { table } from '../components/table.ts';
import { matches } from '../model/device.ts';
import { count, plural } from '../model/format.ts';
import { type Fleet, fleet } from '../state/fleet.ts';
import { Watch } from '../state/poll.ts';
import { base } from '../style/base.ts';
import { forms } from '../style/form.ts';
import { layout } from '../style/layout.ts';
import { tables } from '../style/table.ts';

const FILTERS: ReadonlyArray<readonly [AuthStatus | 'all', string]> = [
  ['all', 'All'],
  ['accepted', 'Accepted'],
  ['pending', 'Waiting'],
  ['rejected', 'Rejected'],
];

/** Where a decision is open, the buttons stand in for the status. */
const statusOrDecision = (row: Device) => (row.status === 'pending' ? decision(row) : deviceStatus(row));

@customElement('flip-devices')
export class DevicesPage extends LitElement {
  static override styles = [base, layout, tables, forms, css`
    .tabs { display: flex; flex-wrap: wrap; gap: 6px; }
    .tabs .button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent); }
  `];

  private readonly fleet = new Watch(this, fleet);
  @state() private filter: AuthStatus | 'all' = 'all';
  @state() private query = '';

  override render() {
    const now = this.fleet.value;
    return html`<div class="page">
      ${pageTop('Devices', now === undefined ? 'Loading…' : summary(now), html`<div class="search">${icon('search')}
        <input type="search" aria-label="Find a device" placeholder="Find a device" .value=${this.query}
          @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value)}></div>`)}
      ${stale(this.fleet.error)}
      ${now === undefined ? html`<div class="skeleton"></div>` : this.card(now)}
    </div>`;
  }

  private card(now: Fleet) {
    const rows = now.devices.filter(
      (device) => (this.filter === 'all' || device.status === this.filter) && matches(device, this.query),
    );
    const all = now.overview.devices.accepted + now.overview.devices.pending + now.overview.devices.rejected;
    return html`<section class="card">
      <header><div class="tabs" role="group" aria-label="Which devices">${FILTERS.map(([key, name]) => html`<button
          class="button bare slim" aria-pressed=${this.filter === key} @click=${() => (this.filter = key)}>
          ${name}<span class="number">${key === 'all' ? count(all) : numberOf(now, key)}</span></button>`)}</div>
        ${all > now.devices.length ? html`<span class="faint">the first ${count(now.devices.length)}</span>` : nothing}</header>
      ${rows.length === 0 ? this.nothing(all) : table('Devices', deviceColumns(rows, statusOrDecision), rows, (row) => row.id)}
    </section>`;
  }

  private nothing(all: number) {
    if (all > 0) return empty('search', 'No device matches', 'Try another word, or look at all devices.');
    return empty('devices', 'No device yet', html`Point a device at this server: <code>link.server</code> of a Flipside device,
      or <code>ServerURL</code> of a Mender client. It then appears here and waits for your decision.`);
  }
}

function numberOf(now: Fleet, status: AuthStatus): string {
  return status === 'accepted' || status === 'pending' || status === 'rejected' ? count(now.overview.devices[status]) : '';
}

function summary(now: Fleet): string {
  const { accepted, pending } = now.overview.devices;
  return `${plural(accepted, 'device')} accepted${pending > 0 ? `, ${count(pending)} waiting for you` : ''}`;
}
