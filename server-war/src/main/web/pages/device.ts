import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as calls from '../api/calls.ts';
import type { AuthStatus, Device, SelectionResult } from '../api/types.ts';
import { empty, pageTop, stale, when } from '../components/bits.ts';
import { confirmed } from '../components/confirm.ts';
import { icon } from '../components/icons.ts';
import { keyDecision } from '../components/pending.ts';
import { columnValue, deviceDeploymentBar, deviceStatus } from '../components/rows.ts';
import { fingerprint, identity, text } from '../model/device.ts';
import { Poll, Watch } from '../state/poll.ts';
import { reasonOf } from '../state/reasons.ts';
import { navigate } from '../state/router.ts';
import { attempt } from '../state/toasts.ts';
import { base } from '../style/base.ts';
import { layout } from '../style/layout.ts';
import { logButton } from './log.ts';

const KEY_STATUS: Readonly<Record<AuthStatus, string>> = {
  pending: 'waits for you',
  accepted: 'accepted',
  rejected: 'rejected',
  preauthorized: 'preauthorised',
  noauth: '',
};

const BACK = { path: '/devices', name: 'Devices' };

interface Seen {
  readonly device: Device;
  readonly next: SelectionResult | undefined;
}

@customElement('flip-device')
export class DevicePage extends LitElement {
  static override styles = [base, layout, css`
    .halves { align-items: start; }
    .halves > .card { min-height: 0; }
    dl { display: grid; }
    dl > div { display: grid; grid-template-columns: minmax(96px, 34%) minmax(0, 1fr); gap: 14px; padding: 9px 0; border-top: 1px solid var(--line);
      font-size: 13.5px; }
    dl > div:first-child { border-top: 0; }
    dt { color: var(--muted); overflow-wrap: anywhere; }
    dd { overflow-wrap: anywhere; }
    .latest { display: grid; gap: 12px; }
    .latest .line { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
  `];

  @property({ attribute: false }) deviceId = '';
  private readonly seen = new Watch<Seen>(this);

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('deviceId')) this.seen.use(new Poll(() => load(this.deviceId)));
  }

  override render() {
    const now = this.seen.value;
    if (now === undefined) return this.absent();
    const { device, next } = now;
    return html`<div class="page">
      ${pageTop(device.name, identity(device), this.actions(device), BACK)}
      ${stale(this.seen.error)}
      <div class="halves">
        <div class="page">${stateCard(device, next)}${this.keysCard(device)}${latestCard(device, () => this.requestUpdate())}</div>
        ${attributesCard(device)}
      </div>
    </div>`;
  }

  private absent() {
    const { error } = this.seen;
    const body = error?.status === 404 || error?.status === 400
      ? html`<section class="card">${empty('devices', 'No such device', 'It was decommissioned, or the address is not right.',
          html`<a class="button" href="/devices">All devices</a>`)}</section>`
      : html`${stale(error)}<div class="skeleton"></div>`;
    return html`<div class="page">${pageTop('Device', ' ', nothing, BACK)}${body}</div>`;
  }

  private actions(device: Device) {
    return html`
      <button class="button danger" @click=${() => this.decommission(device)}>${icon('trash')}Decommission</button>`;
  }

  /** Decisions are made about what is shown here, a key. */
  private keysCard(device: Device) {
    return html`<section class="card"><header><h2>Keys</h2><span class="faint">compare with the device before you accept</span></header>
      <div class="body latest">${device.keys.map((key) => html`<div class="line"><span><span class="mono wrap">SHA-256 ${fingerprint(key)}</span>
        <span class="faint small">${KEY_STATUS[key.status]}, first seen ${when(key.ts)}</span></span>
        ${keyDecision(device, key, () => this.seen.refresh())}</div>`)}</div></section>`;
  }

  private async decommission(device: Device): Promise<void> {
    const text = 'Its record, inventory and keys are deleted. If it still runs, it will ask to join again, as a new device.';
    if (!(await confirmed(`Decommission ${device.name}?`, text, 'Decommission'))) return;
    if (await attempt('Decommissioning', () => calls.decommission(device.id), `${device.name} is decommissioned.`)) navigate('/devices');
  }
}

/** The explanation is a help: the page does not depend on it. */
async function load(id: string): Promise<Seen> {
  const [device, next] = await Promise.all([calls.device(id), calls.next(id).catch(() => undefined)]);
  return { device, next };
}

function entry(name: string, value: unknown) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function stateCard(device: Device, next: SelectionResult | undefined) {
  return html`<section class="card"><header><h2>State</h2>${deviceStatus(device)}</header><div class="body"><dl>
    ${device.columns.map(({ label }, index) => entry(label, columnValue(device, index)))}
    ${entry('Last seen', when(device.check_in_time))}
    ${entry('First seen', when(device.created_ts))}
    ${next === undefined ? nothing : entry('If it asks now', html`<span class="muted">${next.reason}</span>`)}
    ${entry('Id', html`<span class="mono">${device.id}</span>`)}
  </dl></div></section>`;
}

function latestCard(device: Device, changed: () => void) {
  const latest = device.job;
  if (latest === undefined) {
    return html`<section class="card"><header><h2>Latest update</h2></header>
      ${empty('deployments', 'No update yet', 'The device has not been part of a deployment.')}</section>`;
  }
  return html`<section class="card"><header><h2>Latest update</h2>${when(latest.updated ?? latest.created)}</header><div class="body latest">
    <div class="line"><a class="wrap" href="/deployments/${latest.deployment_id}">${latest.deployment_name}</a>
      <span class="mono wrap">${latest.artifact_name}</span></div>
    <div>${deviceDeploymentBar(latest)}</div>
    ${latest.log ? html`<div class="line"><span class="bad small wrap">${reasonOf(latest.deployment_id, latest.device_id, changed)}</span>${logButton(latest)}</div>` : nothing}
  </div></section>`;
}

function attributesCard(device: Device) {
  const attributes = Object.entries(device.attributes ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return html`<section class="card"><header><h2>Inventory</h2><span class="faint">${attributes.length === 0 ? '' : `${attributes.length} attributes`}</span></header>
    ${attributes.length === 0
      ? empty('devices', 'Nothing reported yet', 'An accepted device sends its inventory soon after it has joined.')
      : html`<div class="body"><dl>${attributes.map(([name, value]) => entry(name, text(value)))}</dl></div>`}
  </section>`;
}
