import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import * as calls from '../api/calls.ts';
import { serverNow } from '../api/client.ts';
import type { Deployment, Job } from '../api/types.ts';
import { empty, pageTop, stale, when } from '../components/bits.ts';
import { confirmed } from '../components/confirm.ts';
import { deploymentBar, jobBar, statusOf } from '../components/rows.ts';
import { type Column, table } from '../components/table.ts';
import { isActive, type Tally, tally } from '../model/deployment.ts';
import { count, duration } from '../model/format.ts';
import { face } from '../model/job.ts';
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
  readonly jobs: readonly Job[];
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
    const { deployment, jobs } = now;
    return html`<div class="page">
      ${pageTop(deployment.name, html`${deployment.artifact_name} · started ${when(deployment.created)}`, this.actions(deployment), BACK)}
      ${stale(this.seen.error)}
      ${progressCard(deployment, jobs)}
      <section class="card"><header><h2>Devices</h2><span class="faint">${jobs.length === calls.PAGE ? `the first ${jobs.length}` : nothing}</span></header>
        ${jobs.length === 0
          ? empty('devices', 'No device has asked yet', 'Devices appear here as soon as they ask the server for updates.')
          : table('Devices of this deployment', this.columns(), inOrder(jobs), (job) => job.device_id)}
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

  private columns(): readonly Column<Job>[] {
    return [
      { label: 'Device', width: 28, cell: (job) => html`<a class="main mono" href="/devices/${job.device_id}">${job.device_name}</a>` },
      { label: 'Progress', width: 42, wide: true, cell: (job) => html`${jobBar(job)}${this.reason(job)}` },
      { label: 'Took', width: 14, cell: (job) => html`<span class="muted number">${took(job)}</span>` },
      { label: 'Log', width: 16, buttons: true, cell: (job) => (job.log ? html`<span class="actions">${logButton(job)}</span>` : nothing) },
    ];
  }

  private reason(job: Job) {
    if (job.status !== 'failure' || !job.log) return nothing;
    const reason = reasonOf(job.deployment_id, job.device_id, () => this.requestUpdate());
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
  const [deployment, jobs] = await Promise.all([calls.deployment(id), calls.jobs(id)]);
  return { deployment, jobs };
}

function progressCard(deployment: Deployment, jobs: readonly Job[]) {
  const sum = tally(deployment);
  const end = deployment.finished === undefined ? serverNow() : Date.parse(deployment.finished);
  const entries: ReadonlyArray<readonly [string, string]> = [
    ...numbers(sum).map(([name, value]) => [name, count(value)] as const),
    ['Time', duration(end - Date.parse(deployment.created))],
  ];
  return html`<section class="card"><div class="body progress">${deploymentBar(deployment, jobs)}
    <dl class="numbers">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  </div></section>`;
}

/** The usual ones always, so that nothing moves while they count; the rare ones only where there are any. */
function numbers(sum: Tally): ReadonlyArray<readonly [string, number]> {
  const rare: ReadonlyArray<readonly [string, number]> = [['No match', sum.skipped], ['Aborted', sum.aborted]];
  return [['Done', sum.succeeded], ['At work', sum.active], ['Waiting', sum.waiting], ['Failed', sum.failed], ...rare.filter(([, number]) => number > 0)];
}

/** What needs eyes first: failures, then devices at work, then the rest by name. */
function inOrder(jobs: readonly Job[]): readonly Job[] {
  const rank = (job: Job) => (job.status === 'failure' ? 0 : !face(job.status).final && job.status !== 'pending' ? 1 : 2);
  return [...jobs].sort((a, b) => rank(a) - rank(b) || a.device_name.localeCompare(b.device_name, 'en', { numeric: true }));
}

function took(job: Job): string {
  if (job.started === undefined || job.status === 'pending') return '–';
  return duration((job.finished === undefined ? serverNow() : Date.parse(job.finished)) - Date.parse(job.started));
}
