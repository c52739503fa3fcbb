import { html, nothing, type TemplateResult } from 'lit';
import * as calls from '../api/calls.ts';
import type { Device, Key } from '../api/types.ts';
import { fingerprint, otherIdentity, waiting } from '../model/device.ts';
import { count, plural } from '../model/format.ts';
import { fleet, type PendingPage } from '../state/fleet.ts';
import { attempt } from '../state/toasts.ts';
import { when } from './bits.ts';
import { confirmed } from './confirm.ts';
import { icon } from './icons.ts';
import { type Column, table } from './table.ts';

/** Devices that wait to be accepted. */

const SHOWN = 5;

type Decision = 'accepted' | 'rejected';

const COLUMNS: readonly Column<Device>[] = [
  {
    label: 'Device',
    width: 30,
    cell: (row) => html`<a class="main mono" href="/devices/${row.id}">${row.name}</a><span class="below">${otherIdentity(row)}</span>`,
  },
  { label: 'Key (SHA-256)', width: 26, wide: true, cell: (row) => keyOf(row) },
  { label: 'First seen', width: 16, cell: (row) => when(row.created_ts) },
  { label: 'Decision', width: 28, buttons: true, cell: (row) => decision(row) },
];

/** The fingerprint of the one key that waits; several are looked at on the page of the device. */
export function keyOf(device: Device): TemplateResult {
  const keys = waiting(device);
  const [only] = keys;
  return keys.length === 1 && only !== undefined
    ? html`<span class="mono small wrap">${fingerprint(only)}</span>`
    : html`<a class="bad" href="/devices/${device.id}">${plural(keys.length, 'key')}: compare them</a>`;
}

/** Buttons for the one key that is shown. Among several nobody chooses unseen. */
export function decision(device: Device): TemplateResult {
  const keys = waiting(device);
  const [only] = keys;
  if (keys.length !== 1 || only === undefined) {
    return html`<a class="button slim" href="/devices/${device.id}">Compare ${plural(keys.length, 'key')}<span class="hidden"> of ${device.name}</span></a>`;
  }
  return keyDecision(device, only);
}

export function keyDecision(device: Device, key: Key, decided: () => Promise<void> = async () => {}): TemplateResult {
  const decide = async (status: Decision) => {
    await decideOn(device, key, status);
    await decided();
  };
  return html`<span class="actions">
    ${key.status === 'accepted' ? nothing : html`<button class="button slim" @click=${() => decide('accepted')}>${icon('check')}Accept<span class="hidden"> ${device.name}</span></button>`}
    ${key.status === 'rejected' ? nothing : html`<button class="button slim danger" @click=${() => decide('rejected')}>Reject<span class="hidden"> ${device.name}</span></button>`}
  </span>`;
}

export function pendingCard(pending: PendingPage): TemplateResult {
  const rows = pending.devices.slice(0, SHOWN);
  const more = pending.all > rows.length ? html`<a href="/devices">${count(pending.all - rows.length)} more</a>` : nothing;
  return html`<section class="card"><header><h2>Waiting for you</h2><span class="faint">${plural(pending.all, 'device')} ${pending.all === 1 ? 'asks' : 'ask'} to join</span>
      ${decisions(rows)}${more}</header>
    ${table('Devices waiting for a decision', COLUMNS, rows, (row) => row.id)}
  </section>`;
}

/** Decides on all keys that these rows show, and on no other. */
export function decisions(rows: readonly Device[]): TemplateResult {
  const clear = rows.filter((device) => waiting(device).length === 1);
  if (clear.length < 2) return html``;
  return html`<button class="button slim" @click=${() => decideAll(clear, 'accepted')}>Accept these ${clear.length}</button>
    <button class="button slim" @click=${() => dismissAll(clear)}>Dismiss these ${clear.length}</button>`;
}

/** Says what became of the key, and of the device only what is true of it. */
function outcome(device: Device, key: Key, status: Decision): string {
  if (status === 'accepted') return `${device.name} is accepted; it joins with its next request.`;
  if (key.status === 'accepted') return `${device.name} is rejected.`;
  const others = waiting(device).length > 1 || device.status === 'accepted';
  return others ? `The key is rejected; ${device.name} itself is not.` : `${device.name} is rejected.`;
}

async function decideOn(device: Device, key: Key, status: Decision): Promise<void> {
  await attempt('Deciding', () => calls.decide(device.id, key.id, status), outcome(device, key, status));
  await fleet.refresh();
}

async function decideAll(devices: readonly Device[], status: Decision | 'dismissed'): Promise<void> {
  const done = status === 'accepted' ? 'accepted; they join with their next request.' : 'dismissed; whoever asks again waits again.';
  const keys = devices.flatMap(waiting).map((key) => key.id);
  await attempt('Deciding', () => calls.decideAll(keys, status), `${plural(devices.length, 'device')} ${done}`);
  await fleet.refresh();
}

async function dismissAll(devices: readonly Device[]): Promise<void> {
  const text = 'They are forgotten, and wait again if they ask again.';
  if (await confirmed(`Dismiss ${plural(devices.length, 'device')}?`, text, 'Dismiss')) await decideAll(devices, 'dismissed');
}
