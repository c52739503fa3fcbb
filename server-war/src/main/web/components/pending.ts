import { html, nothing, type TemplateResult } from 'lit';
import * as calls from '../api/calls.ts';
import type { Device } from '../api/types.ts';
import { otherIdentity } from '../model/device.ts';
import { plural } from '../model/format.ts';
import { fleet } from '../state/fleet.ts';
import { attempt } from '../state/toasts.ts';
import { when } from './bits.ts';
import { icon } from './icons.ts';
import { type Column, table } from './table.ts';

/** Devices that wait to be accepted. */

const SHOWN = 5;

const COLUMNS: readonly Column<Device>[] = [
  {
    label: 'Device',
    width: 52,
    cell: (row) => html`<a class="main mono" href="/devices/${row.id}">${row.name}</a><span class="below">${otherIdentity(row)}</span>`,
  },
  { label: 'First seen', width: 20, cell: (row) => when(row.created_ts) },
  { label: 'Decision', width: 28, buttons: true, cell: (row) => decision(row) },
];

export function decision(device: Device): TemplateResult {
  return html`<span class="actions">
    <button class="button slim" @click=${() => decideOn(device, 'accepted')}>${icon('check')}Accept<span class="hidden"> ${device.name}</span></button>
    <button class="button slim danger" @click=${() => decideOn(device, 'rejected')}>Reject<span class="hidden"> ${device.name}</span></button>
  </span>`;
}

export function pendingCard(devices: readonly Device[], all: number): TemplateResult {
  const rows = devices.slice(0, SHOWN);
  return html`<section class="card"><header><h2>Waiting for you</h2><span class="faint">${plural(all, 'device')} ${all === 1 ? 'asks' : 'ask'} to join</span>
      ${devices.length > 1 ? html`<button class="button slim" @click=${() => acceptAll(devices)}>Accept ${devices.length === all ? 'all' : ''} ${devices.length}</button>` : nothing}</header>
    ${table('Devices waiting for a decision', COLUMNS, rows, (row) => row.id)}
  </section>`;
}

export async function decideOn(device: Device, status: 'accepted' | 'rejected'): Promise<void> {
  const done = status === 'accepted' ? `${device.name} is accepted; it joins with its next request.` : `${device.name} is rejected.`;
  await attempt('Deciding', () => calls.decide(device.id, status), done);
  await fleet.refresh();
}

async function acceptAll(devices: readonly Device[]): Promise<void> {
  await attempt(
    'Accepting all',
    async () => {
      for (const device of devices) await calls.decide(device.id, 'accepted');
    },
    `${plural(devices.length, 'device')} accepted; they join with their next request.`,
  );
  await fleet.refresh();
}
