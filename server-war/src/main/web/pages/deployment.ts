import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as calls from '../api/calls.ts';
import { serverNow } from '../api/client.ts';
import type { Deployment, DeviceDeployment } from '../api/types.ts';
import { empty, pageTop, stale, when } from '../components/bits.ts';
import { confirmed } from '../components/confirm.ts';
import { deploymentBar, deviceDeploymentBar, statusOf } from '../components/rows.ts';
import { type Column, table } from '../components/table.ts';
import { isActive, type Tally, tally } from '../model/deployment.ts';
import { count, duration } from '../model/format.ts';
import { face } from '../model/device-deployment.ts';
import { fleet } from '../state/fleet.ts';
import { Poll, Watch } from '../state/poll.ts';
import { reasonOf } from '../state/reasons.ts';
import { attempt } from '../state/toasts.ts';
import { base } from '../style/base.ts';
import { layout } from '../style/layout.ts';
import { tables } from '../style/table.ts';
import { logButton } from './log.ts';

const BACK = { path: '/deployments', name: 'Deployments' };

interface Seen {
  readonly deployment: Deployment;
  readonly deviceDeployments: readonly DeviceDeployment[];
}

@customElement('flip-deployment')
export class DeploymentPage extends LitElement {
  static override styles = [base, layout, tables, css`
    .card > .body.progress { padding-top: 18px; }
    .numbers { display: flex; flex-wrap: wrap; gap: 10px 36px; margin-top: 18px; }
    .numbers div { display: grid; gap: 1px; min-width: 74px; }
    .numbers dt { color: var(--muted); font-size: 12.5px; }
    .numbers dd { font-size: 19px; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: -0.015em; }
    .below.bad { color: var(--bad); }
  `];

  @property({ attribute: false }) deploymentId = '';
  private readonly seen = new Watch<Seen>(this);

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('deploymentId')) this.seen.use(new Poll(() => load(this.deploymentId)));
  }

  override render() {
    const now = this.seen.value;
    if (now === undefined) return this.absent();
    const { deployment, deviceDeployments } = now;
    return html`<div class="page">
      ${pageTop(deployment.name, html`${deployment.artifact_name} · started ${when(deployment.created)}`, this.actions(deployment), BACK)}
      ${stale(this.seen.error)}
      ${progressCard(deployment, deviceDeployments)}
      <section class="card"><header><h2>Devices</h2><span class="faint">${deviceDeployments.length === calls.PAGE ? `the first ${deviceDeployments.length}` : nothing}</span></header>
        ${deviceDeployments.length === 0
          ? empty('devices', 'No device has asked yet', 'Devices appear here as soon as they ask the server for updates.')
          : table('Devices of this deployment', this.columns(), inOrder(deviceDeployments), (row) => row.device_id)}
      </section>
    </div>`;
  }

  private absent() {
    const { error } = this.seen;
    const body = error?.status === 404 || error?.status === 400
      ? html`<section class="card">${empty('deployments', 'No such deployment', 'The address is not right.',
          html`<a class="button" href="/deployments">All deployments</a>`)}</section>`
      : html`${stale(error)}<div class="skeleton"></div>`;
    return html`<div class="page">${pageTop('Deployment', ' ', nothing, BACK)}${body}</div>`;
  }

  private actions(deployment: Deployment) {
    const abort = html`<button class="button danger" @click=${() => this.abort(deployment)}>Abort</button>`;
    return html`${statusOf(deployment)}${isActive(deployment) ? abort : nothing}`;
  }

  private columns(): readonly Column<DeviceDeployment>[] {
    return [
      { label: 'Device', width: 28, cell: (row) => html`<a class="main mono" href="/devices/${row.device_id}">${row.device_name}</a>` },
      { label: 'Progress', width: 42, wide: true, cell: (row) => html`${deviceDeploymentBar(row)}${this.reason(row)}` },
      { label: 'Took', width: 14, cell: (row) => html`<span class="muted number">${took(row)}</span>` },
      { label: 'Log', width: 16, buttons: true, cell: (row) => (row.log ? html`<span class="actions">${logButton(row)}</span>` : nothing) },
    ];
  }

  private reason(row: DeviceDeployment) {
    if (row.status !== 'failure' || !row.log) return nothing;
    const reason = reasonOf(row.deployment_id, row.device_id, () => this.requestUpdate());
    return reason === '' ? nothing : html`<span class="below bad">${reason}</span>`;
  }

  private async abort(deployment: Deployment): Promise<void> {
    const text = 'Devices that have not finished stop, and go back to the release they had. Those that are done keep the new one.';
    if (!(await confirmed(`Abort ${deployment.name}?`, text, 'Abort deployment'))) return;
    await attempt('Aborting', () => calls.abort(deployment.id), `${deployment.name} is aborted.`);
    await Promise.all([this.seen.refresh(), fleet.refresh()]);
  }
}

async function load(id: string): Promise<Seen> {
  const [deployment, deviceDeployments] = await Promise.all([calls.deployment(id), calls.deviceDeployments(id)]);
  return { deployment, deviceDeployments };
}

function progressCard(deployment: Deployment, deviceDeployments: readonly DeviceDeployment[]) {
  const sum = tally(deployment);
  const end = deployment.finished === undefined ? serverNow() : Date.parse(deployment.finished);
  const entries: ReadonlyArray<readonly [string, string]> = [
    ...numbers(sum).map(([name, value]) => [name, count(value)] as const),
    ['Time', duration(end - Date.parse(deployment.created))],
  ];
  return html`<section class="card"><div class="body progress">${deploymentBar(deployment, deviceDeployments)}
    <dl class="numbers">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </div></section>`;
}

/** The usual ones always, so that nothing moves while they count; the rare ones only where there are any. */
function numbers(sum: Tally): ReadonlyArray<readonly [string, number]> {
  const rare: ReadonlyArray<readonly [string, number]> = [['No match', sum.skipped], ['Aborted', sum.aborted]];
  return [['Done', sum.succeeded], ['At work', sum.active], ['Waiting', sum.waiting], ['Failed', sum.failed], ...rare.filter(([, number]) => number > 0)];
}

/** What needs eyes first: failures, then devices at work, then the rest by name. */
function inOrder(deviceDeployments: readonly DeviceDeployment[]): readonly DeviceDeployment[] {
  const rank = (row: DeviceDeployment) => (row.status === 'failure' ? 0 : !face(row.status).final && row.status !== 'pending' ? 1 : 2);
  return [...deviceDeployments].sort((a, b) => rank(a) - rank(b) || a.device_name.localeCompare(b.device_name, 'en', { numeric: true }));
}

function took(row: DeviceDeployment): string {
  if (row.started === undefined || row.status === 'pending') return '–';
  return duration((row.finished === undefined ? serverNow() : Date.parse(row.finished)) - Date.parse(row.started));
}
