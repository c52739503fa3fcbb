import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { serverNow } from '../api/client.ts';
import { empty, line, pageTop, stale } from '../components/bits.ts';
import { donut, type Slice } from '../components/donut.ts';
import { icon, type Icon } from '../components/icons.ts';
import { pendingCard } from '../components/pending.ts';
import { deploymentColumns, deviceColumns, deviceDeploymentBar } from '../components/rows.ts';
import { table } from '../components/table.ts';
import { isActive, type Segment, tally } from '../model/deployment.ts';
import { isSilent, isUpdating, versions } from '../model/device.ts';
import { count, percent, plural } from '../model/format.ts';
import type { Tone } from '../model/device-deployment.ts';
import { type Fleet, fleet } from '../state/fleet.ts';
import { Watch } from '../state/poll.ts';
import { base } from '../style/base.ts';
import { donuts } from '../style/donut.ts';
import { layout } from '../style/layout.ts';
import { tables } from '../style/table.ts';
import { tiles } from '../style/tiles.ts';
import { newDeployment, newDeploymentButton } from './new-deployment.ts';

const DEPLOYMENTS = 5;
const DEVICES = 8;
const LIVE = 4;
const VERSIONS = 4;
const COLOURS = [0, 1, 5, 2];

interface Tile {
  readonly name: string;
  readonly symbol: Icon;
  readonly tone: Tone;
  readonly value: string;
  readonly note: string;
  /** Parts of the line at the bottom of the tile. */
  readonly parts: readonly Segment[];
  readonly path: string;
}

@customElement('flip-overview')
export class OverviewPage extends LitElement {
  static override styles = [base, layout, tables, tiles, donuts, css`
    .feed { display: grid; gap: 15px; }
    .halves > .card { display: flex; flex-direction: column; }
    .halves .body.ring { flex: 1; display: grid; align-items: center; }
    .feed .who { display: flex; justify-content: space-between; gap: 12px; margin-bottom: 1px; font-size: 13px; }
  `];

  private readonly fleet = new Watch(this, fleet);

  override render() {
    const now = this.fleet.value;
    return html`<div class="page">
      ${pageTop('Fleet overview', now === undefined ? 'Loading…' : summary(now), newDeploymentButton())}
      ${stale(this.fleet.error)}
      ${now === undefined ? html`<div class="skeleton"></div>` : this.content(now)}
    </div>`;
  }

  private content(now: Fleet) {
    return html`
      <div class="tiles">${tilesOf(now).map(tile)}</div>
      ${now.pending.devices.length === 0 ? nothing : pendingCard(now.pending)}
      <div class="halves">${softwareCard(now)}${liveCard(now)}</div>
      ${deploymentsCard(now)}${devicesCard(now)}`;
  }
}

function summary(now: Fleet): string {
  const active = now.overview.deployments.inprogress + now.overview.deployments.pending;
  return `${plural(now.overview.devices.accepted, 'device')}, ${active === 0 ? 'no deployment' : plural(active, 'deployment')} running`;
}

function tilesOf(now: Fleet): readonly Tile[] {
  const { accepted, pending } = now.overview.devices;
  const known = now.devices.filter((device) => device.status === 'accepted');
  const heard = known.filter((device) => device.check_in_time !== undefined && !isSilent(device, serverNow())).length;
  const updating = known.filter(isUpdating).length;
  const active = now.deployments.filter(isActive).length;
  const sums = now.deployments.map(tally);
  const good = sums.reduce((sum, each) => sum + each.succeeded, 0);
  const bad = sums.reduce((sum, each) => sum + each.failed, 0);
  const all = good + bad;
  return [
    { name: 'Devices', symbol: 'devices', tone: 'good', value: count(accepted), path: '/devices',
      note: known.length === 0 ? 'none has joined yet' : `${percent(heard, known.length)} seen in 24 h`, parts: [{ tone: 'good', share: part(heard, known.length) }] },
    { name: 'Updating now', symbol: 'deployments', tone: 'accent', value: count(updating), path: '/deployments',
      note: active === 0 ? 'nothing to do' : `in ${plural(active, 'deployment')}`, parts: [{ tone: 'accent', share: part(updating, accepted) }] },
    { name: 'Success rate', symbol: 'check', tone: bad === 0 ? 'good' : 'bad', value: percent(good, all), path: '/deployments',
      note: all === 0 ? 'no update yet' : `${count(bad)} of ${plural(all, 'update')} failed`, parts: [{ tone: 'good', share: part(good, all) }, { tone: 'bad', share: part(bad, all) }] },
    { name: 'Waiting for you', symbol: 'warning', tone: pending === 0 ? 'idle' : 'warn', value: count(pending), path: '/devices',
      note: pending === 0 ? 'every device is decided' : 'accept or reject them', parts: [{ tone: 'warn', share: part(pending, pending + accepted) }] },
  ];
}

const part = (some: number, whole: number) => (whole === 0 ? 0 : some / whole);

function tile(each: Tile) {
  return html`<a class="card tile" href=${each.path}>
    <span class="name">${each.name}<span class="badge ${each.tone}">${icon(each.symbol)}</span></span>
    <span class="value">${each.value}</span><span class="note">${each.note}</span>
    ${line(each.parts)}
  </a>`;
}

function softwareCard(now: Fleet) {
  const all = versions(now.devices);
  const rest = all.slice(VERSIONS).reduce((sum, [, devices]) => sum + devices, 0);
  const slices: Slice[] = all.slice(0, VERSIONS).map(([label, value], index) => ({ label, value, colour: COLOURS[index] ?? 4 }));
  if (rest > 0) slices.push({ label: 'older or other', value: rest, colour: 4 });
  return html`<section class="card"><header><h2>Software in the field</h2><a href="/devices">View devices</a></header>
    ${slices.length === 0
      ? empty('releases', 'Nothing to count yet', 'The releases that your devices run will show here.')
      : html`<div class="body ring">${donut(slices, slices.length === 1 && all[0]?.[1] === 1 ? 'device' : 'devices')}</div>`}
  </section>`;
}

function liveCard(now: Fleet) {
  const live = now.devices.filter(isUpdating);
  return html`<section class="card"><header><h2>Live</h2>
      <span class="faint">${live.length > LIVE ? `${LIVE} of ${live.length} devices` : nothing}</span></header>
    ${live.length === 0
      ? empty('deployments', 'Nothing is being updated', 'While devices install a release, you can watch each of them here.')
      : html`<div class="body feed">${live.slice(0, LIVE).map((device) => html`<div>
          <div class="who"><a class="mono" href="/devices/${device.id}">${device.name}</a>
            <span class="faint clip">${device.job?.artifact_name}</span></div>
          ${device.job === undefined ? nothing : deviceDeploymentBar(device.job)}</div>`)}</div>`}
  </section>`;
}

function deploymentsCard(now: Fleet) {
  const rows = now.deployments.slice(0, DEPLOYMENTS);
  return html`<section class="card"><header><h2>Deployments</h2>
      <span class="faint">${now.deployments.length > rows.length ? `${rows.length} newest` : nothing}</span><a href="/deployments">All deployments</a></header>
    ${rows.length === 0
      ? firstSteps(now)
      : table('Deployments', deploymentColumns(now.deviceDeployments), rows, (row) => row.id)}
  </section>`;
}

function firstSteps(now: Fleet) {
  return now.overview.artifacts === 0
    ? empty('releases', 'No release yet', 'Upload a release, then deploy it to your devices.',
        html`<a class="button primary" href="/releases">Upload a release</a>`)
    : empty('deployments', 'No deployment yet', 'A deployment brings a release to devices, and says how each of them did.',
        html`<button class="button primary" @click=${() => newDeployment()}>New deployment</button>`);
}

function devicesCard(now: Fleet) {
  const seen = (time: string | undefined) => (time === undefined ? 0 : Date.parse(time));
  const accepted = now.devices.filter((device) => device.status === 'accepted');
  // Stable while everybody polls: those that change first, then by name.
  const rows = [...accepted].sort((a, b) => Number(isUpdating(b)) - Number(isUpdating(a)) || seen(b.job?.created) - seen(a.job?.created))
    .slice(0, DEVICES);
  return html`<section class="card"><header><h2>Devices</h2>
      <span class="faint">${accepted.length > rows.length ? 'recently changed' : nothing}</span><a href="/devices">All devices</a></header>
    ${rows.length === 0
      ? empty('devices', 'No device yet', html`Point a device at this server: <code>link.server</code> of a Flipside device,
          or <code>ServerURL</code> of a Mender client. It then appears here and waits for your decision.`)
      : table('Devices', deviceColumns(rows), rows, (row) => row.id)}
  </section>`;
}
