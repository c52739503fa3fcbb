import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { AuthStatus, Device } from '../api/types.ts';
import { empty, pageTop, stale } from '../components/bits.ts';
import { icon } from '../components/icons.ts';
import { decision, decisions, keyOf } from '../components/pending.ts';
import { deviceColumns, deviceStatus } from '../components/rows.ts';
import { table } from '../components/table.ts';
import { matches } from '../model/device.ts';
import { count, plural } from '../model/format.ts';
import { type Fleet, fleet, type PendingPage, turnPending } from '../state/fleet.ts';
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

/** Where a decision is open, the key and the buttons stand in for the status. */
const statusOrDecision = (row: Device) => (row.status === 'pending' ? html`<div>${keyOf(row)}</div>${decision(row)}` : deviceStatus(row));

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
    const rows = [...now.pending.devices, ...now.devices].filter(
      (device) => (this.filter === 'all' || device.status === this.filter) && matches(device, this.query),
    );
    const all = now.overview.devices.accepted + now.overview.devices.pending + now.overview.devices.rejected;
    return html`<section class="card">
      <header><div class="tabs" role="group" aria-label="Which devices">${FILTERS.map(([key, name]) => html`<button
          class="button bare slim" aria-pressed=${this.filter === key} @click=${() => (this.filter = key)}>
          ${name}<span class="number">${key === 'all' ? count(all) : numberOf(now, key)}</span></button>`)}</div>
        ${this.filter === 'pending' ? pendingPager(now.pending, rows) : partOf(all, now)}</header>
      ${rows.length === 0 ? this.nothing(all) : table('Devices', deviceColumns(rows, statusOrDecision), rows, (row) => row.id)}
    </section>`;
  }

  private nothing(all: number) {
    if (all > 0) return empty('search', 'No device matches', 'Try another word, or look at all devices.');
    return empty('devices', 'No device yet', html`Point a device at this server: <code>link.server</code> of a Flipside device,
      or <code>ServerURL</code> of a Mender client. It then appears here and waits for your decision.`);
  }
}

function partOf(all: number, now: Fleet) {
  const shown = now.devices.length + now.pending.devices.length;
  return all > shown ? html`<span class="faint">${count(shown)} of ${count(all)}</span>` : nothing;
}

/** Who waits comes page by page, so that decisions are about what is shown. */
function pendingPager(pending: PendingPage, rows: readonly Device[]) {
  const end = pending.before + pending.devices.length;
  return html`${decisions(rows)}
    ${pending.all > pending.devices.length ? html`<span class="faint">${count(pending.before + 1)} to ${count(end)} of ${count(pending.all)}, newest first</span>` : nothing}
    ${pending.before > 0 ? html`<button class="button slim" @click=${() => turnPending(-1)}>Newer</button>` : nothing}
    ${end < pending.all ? html`<button class="button slim" @click=${() => turnPending(1)}>Older</button>` : nothing}`;
}

function numberOf(now: Fleet, status: AuthStatus): string {
  return status === 'accepted' || status === 'pending' || status === 'rejected' ? count(now.overview.devices[status]) : '';
}

function summary(now: Fleet): string {
  const { accepted, pending } = now.overview.devices;
  return `${plural(accepted, 'device')} accepted${pending > 0 ? `, ${count(pending)} waiting for you` : ''}`;
}
